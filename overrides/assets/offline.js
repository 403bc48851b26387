/* Keeps the site on the reader's device. Only on pages of a site whose school.yml says
   "offline: true"; what is kept, and when it is used, is in offline-worker.js. */
"use strict"

{
  const root = new URL("..", document.currentScript.src)
  /* Who saves data has not asked for a copy of the whole site. */
  const isWanted = location.protocol.startsWith("http") && !navigator.connection?.saveData
  if (isWanted && "serviceWorker" in navigator) {
    addEventListener("load", () => {
      const options = { scope: root.pathname, updateViaCache: "none" }
      navigator.serviceWorker.register(new URL("service-worker.js", root), options).catch(() => {}) // the browser may refuse
    })
  }
}
