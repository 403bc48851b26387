/* Small comforts. Every page works without this file. */
"use strict"

/* The clause index: show the rows that match. */
function setUpFilter(form) {
  const table = document.querySelector("[data-filter-table]")
  const status = form.querySelector("[data-filter-status]")
  const text = form.querySelector("#filter-text")
  const policy = form.querySelector("#filter-policy")
  const audience = form.querySelector("#filter-audience")
  const fold = word => word.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")

  function update() {
    const words = fold(text.value).split(/\s+/).filter(Boolean)
    let shown = 0
    for (const group of table.tBodies) {
      let inGroup = 0
      for (const row of group.rows) {
        if (!("audiences" in row.dataset)) continue
        const content = fold(row.cells[0].textContent + " " + row.cells[1].textContent)
        const match =
          words.every(word => content.includes(word)) &&
          (!policy.value || group.dataset.policy === policy.value) &&
          (!audience.value || row.dataset.audiences.split(" ").includes(audience.value))
        row.hidden = !match
        if (match) inGroup += 1
      }
      group.hidden = inGroup === 0
      shown += inGroup
    }
    status.textContent = status.dataset.template.replace("#", String(shown))
  }

  form.hidden = false
  form.addEventListener("input", update)
  form.addEventListener("submit", event => event.preventDefault())
  update()
}

/* The id in the address; what is no proper address has none. */
function idInAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1))
  } catch {
    return ""
  }
}

/* The words of a search in the address: after the "#", or in an older one after the "?". */
function wordsInAddress() {
  const { hash, search } = location
  return new URLSearchParams(hash.startsWith("#?") ? hash.slice(2) : search).get("q") ?? ""
}

/* A clause in the address that the page does not have: in small letters, or never there. */
function findClause() {
  const id = idInAddress()
  if (!/^[a-z]{2,4}-\d{3}$/i.test(id) || document.getElementById(id)) return
  const found = document.getElementById(id.toUpperCase())
  const notice = document.querySelector("[data-no-clause]")
  if (found) location.replace(`#${found.id}`)
  else if (notice) {
    notice.hidden = false
    notice.firstElementChild.textContent = notice.dataset.noClause.replace("#", id.toUpperCase())
    document.querySelector("h1").after(notice)
    notice.scrollIntoView({ block: "center" })
  }
}

/* The language that was chosen last, where the browser lets us keep it: no cookie. */
const CHOICE = "polisi.language"

function keepLanguage(language) {
  try {
    localStorage.setItem(CHOICE, language)
  } catch {} // private windows may refuse
}

/* Who comes to the home page from elsewhere gets it in the language chosen last. */
function openInChosenLanguage(link) {
  const isInside = document.referrer && new URL(document.referrer).origin === location.origin
  if (!("homeOfDefault" in link.dataset) || isInside || idInAddress() && !wordsInAddress()) return
  try {
    if (localStorage.getItem(CHOICE) === link.hreflang) location.replace(link.href + location.search + location.hash)
  } catch {}
}

/* The links to the languages, and to both, keep the clause that is being read and the words of a search. */
function keepClause(event) {
  const link = event.target.closest("[data-keep-clause]")
  if (!link) return
  const all = [...document.querySelectorAll(".clause > [id], .content h2[id], .both__row[id]")]
  const headings = all.filter(heading => heading.getClientRects().length) // a form hides its other parts
  const target = document.getElementById(idInAddress())
  const inSight = element => {
    const { top } = element.getBoundingClientRect()
    return top > -40 && top < innerHeight
  }
  const above = headings.filter(heading => heading.getBoundingClientRect().top <= 140).pop()
  const reading = target && inSight(target) ? target : above
  if (wordsInAddress()) link.hash = location.hash
  else if (reading) link.hash = reading.id
  link.search = location.search
  if (link.hreflang) keepLanguage(link.hreflang)
}

/* Paper says on which day it was printed. */
function datePaper() {
  const day = new Date().toLocaleDateString("en-GB") // 21/11/2026, as in Welsh: not all know its months
  for (const each of document.querySelectorAll("[data-printed]")) {
    each.textContent = each.dataset.printed.replace("#", day)
  }
}

/* The menu and the contents on narrow screens. The browser opens them, and closes them on Escape, a press
   beside them and a button; here it says so to those who can't see it, and neither ever lies over what
   has the focus. */
function setUpPanel(button) {
  const menu = document.getElementById(button.getAttribute("aria-controls"))
  if (!menu.hidePopover) return // an old browser shows it under the text
  const isOpen = () => menu.matches(":popover-open")
  const tell = () => button.setAttribute("aria-expanded", String(isOpen()))
  const close = () => isOpen() && menu.hidePopover()
  const leave = ({ relatedTarget }) => {
    if (relatedTarget && relatedTarget !== button && !menu.contains(relatedTarget)) close()
  }
  menu.addEventListener("toggle", tell)
  for (const each of [menu, button]) each.addEventListener("focusout", leave)
  menu.addEventListener("click", ({ target }) => target.closest("a") && close())
  for (const width of ["60em", "76.25em"]) {
    matchMedia(`(min-width: ${width})`).addEventListener("change", close)
  }
  tell()
}

/* The search is a file of its own, loaded when somebody reaches for it: most pages are read without. */
function setUpSearch(opener) {
  const dialog = document.querySelector("[data-search]")
  if (!dialog?.showModal) return
  let script = null
  let isReady = false
  function load(event) {
    event?.preventDefault()
    if (script) return
    script = document.createElement("script")
    script.src = `${dialog.dataset.base}assets/search.js`
    script.onload = () => {
      isReady = true
      if (event) opener.click()
    }
    script.onerror = () => location.assign(opener.href)
    document.head.append(script)
  }
  opener.setAttribute("role", "button")
  opener.setAttribute("aria-haspopup", "dialog")
  opener.setAttribute("aria-keyshortcuts", "Control+K")
  const isPlain = event => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  opener.addEventListener("click", event => !isReady && isPlain(event) && load(event))
  opener.addEventListener("keydown", event => !isReady && event.key === " " && load(event))
  document.addEventListener("keydown", event => {
    const isShortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]")
    if (!isReady && isShortcut && !event.altKey && !event.shiftKey && !isTyping) load(event)
  })
  if (wordsInAddress()) load()
  for (const link of document.querySelectorAll("[data-search-too]")) {
    link.setAttribute("role", "button")
    link.setAttribute("aria-haspopup", "dialog")
    const press = event => {
      event.preventDefault()
      opener.click()
    }
    link.addEventListener("click", press)
    link.addEventListener("keydown", event => event.key === " " && press(event))
  }
}

/* Escape closes the text of a cited clause (WCAG 1.4.13). */
function toggleTips(event) {
  if (event.type === "keydown" && event.key !== "Escape") return
  document.documentElement.classList.toggle("tips-off", event.type === "keydown")
}

for (const link of document.querySelectorAll("[data-language-link]")) openInChosenLanguage(link)
for (const form of document.querySelectorAll("[data-filter]")) setUpFilter(form)
for (const button of document.querySelectorAll("[popovertarget][aria-controls]")) setUpPanel(button)
for (const opener of document.querySelectorAll("[data-search-open]")) setUpSearch(opener)
datePaper()
addEventListener("beforeprint", datePaper)
findClause()
addEventListener("hashchange", findClause)
document.addEventListener("click", keepClause, true)
document.addEventListener("keydown", toggleTips)
document.addEventListener("pointerover", toggleTips)
document.addEventListener("focusin", toggleTips)
