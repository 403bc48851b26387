/* For 404.html: a server that tells capitals from small letters may have the page under its
   proper name, which is small letters, and capitals for the ids of clauses. */
"use strict"

const proper = location.pathname
  .toLowerCase()
  .replace(/\/c\/([a-z]{2,4}-\d{3})(?=\/|$)/, (_, id) => `/c/${id.toUpperCase()}`)
const { root } = document.querySelector("[data-root]").dataset
const folder = root.toLowerCase()

/* Where the site itself lies below a folder with capitals, only what follows is ours to mend. */
if (proper.startsWith(folder)) {
  const wanted = root + proper.slice(folder.length)
  if (wanted !== location.pathname) location.replace(wanted + location.search + location.hash)
}
