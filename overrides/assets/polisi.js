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
  if (!("homeOfDefault" in link.dataset) || isInside || location.hash) return
  try {
    if (localStorage.getItem(CHOICE) === link.hreflang) location.replace(link.href)
  } catch {}
}

/* The language link keeps the clause that is being read, and the words of a search. */
function keepClause(event) {
  const link = event.target.closest("[data-language-link]")
  if (!link) return
  const headings = [...document.querySelectorAll(".clause > [id], .content h2[id], .both__row[id]")]
  const target = document.getElementById(idInAddress())
  const inSight = element => {
    const { top } = element.getBoundingClientRect()
    return top > -40 && top < innerHeight
  }
  const above = headings.filter(heading => heading.getBoundingClientRect().top <= 140).pop()
  const reading = target && inSight(target) ? target : above
  if (reading) link.hash = reading.id
  link.search = location.search
  keepLanguage(link.hreflang)
}

/* Paper says on which day it was printed. */
function datePaper() {
  const day = new Date().toLocaleDateString("en-GB") // 21/11/2026, as in Welsh: not all know its months
  for (const each of document.querySelectorAll("[data-printed]")) {
    each.textContent = each.dataset.printed.replace("#", day)
  }
}

/* On paper, what is folded on the screen is open: the contents and the changes. */
function unfold() {
  for (const each of document.querySelectorAll("details:is(.contents, .changes):not([open])")) {
    each.open = true
    addEventListener("afterprint", () => (each.open = false), { once: true })
  }
}

/* The menu of narrow screens. The browser opens it, and closes it on Escape, a press beside it and
   the button; here it says so to those who can't see it, and never lies over what has the focus. */
function setUpMenu(button) {
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
  matchMedia("(min-width: 76.25em)").addEventListener("change", close)
  tell()
}

/* Escape closes the text of a cited clause (WCAG 1.4.13). */
function toggleTips(event) {
  if (event.type === "keydown" && event.key !== "Escape") return
  document.documentElement.classList.toggle("tips-off", event.type === "keydown")
}

for (const link of document.querySelectorAll("[data-language-link]")) openInChosenLanguage(link)
for (const form of document.querySelectorAll("[data-filter]")) setUpFilter(form)
for (const button of document.querySelectorAll("[data-menu-button]")) setUpMenu(button)
datePaper()
addEventListener("beforeprint", datePaper)
addEventListener("beforeprint", unfold)
findClause()
addEventListener("hashchange", findClause)
document.addEventListener("click", keepClause, true)
document.addEventListener("keydown", toggleTips)
document.addEventListener("pointerover", toggleTips)
document.addEventListener("focusin", toggleTips)

// Forms: print, and clear what was typed. Without scripts the browser's own menu prints.
const fields = ".field input, .field textarea, .field-table textarea, .blank"

function clear(field) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = false
  else if (field.isContentEditable) field.textContent = ""
  else field.value = field.style.height = ""
}

function clearAll() {
  document.querySelectorAll(fields).forEach(clear)
}

// What a browser leaves in an emptied gap hides its hint; not every browser grows a text area.
function settleField({ target }) {
  if (!target.matches(fields)) return
  if (target.isContentEditable && !target.textContent.trim()) target.textContent = ""
  if (target.type === "textarea" && !CSS.supports("field-sizing", "content")) {
    target.style.height = `${target.scrollHeight + 2}px`
  }
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.parentElement.hidden = false
  button.addEventListener("click", () => window.print())
}

// One part of a form, or one letter, prints alone.
function printPart({ currentTarget: { dataset } }) {
  document.getElementById(dataset.printPart).closest(".clause").classList.add("is-printed")
  document.documentElement.classList.add("prints-part")
  window.print()
}

function printAll() {
  document.documentElement.classList.remove("prints-part")
  document.querySelector(".is-printed")?.classList.remove("is-printed")
}

for (const button of document.querySelectorAll("[data-print-part]")) {
  button.parentElement.hidden = false
  button.addEventListener("click", printPart)
}
addEventListener("afterprint", printAll)
for (const button of document.querySelectorAll("[data-clear]")) {
  button.addEventListener("click", clearAll)
}
document.addEventListener("input", settleField)
// Browsers keep a page for the way back; what was typed has to be gone, as the page says.
addEventListener("pagehide", clearAll)
