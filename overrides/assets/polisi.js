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

/* The language link keeps the clause that is being read. */
function keepClause(event) {
  const link = event.target.closest("[data-language-link]")
  if (!link) return
  event.stopPropagation() /* Material would drop the clause from the address */
  const headings = [...document.querySelectorAll(".clause > [id], .md-content h2[id]")]
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const inSight = element => {
    const { top } = element.getBoundingClientRect()
    return top > -40 && top < innerHeight
  }
  const above = headings.filter(heading => heading.getBoundingClientRect().top <= 140).pop()
  const reading = target && inSight(target) ? target : above
  if (reading) link.hash = reading.id
}

/* Escape closes the text of a cited clause (WCAG 1.4.13). */
function toggleTips(event) {
  if (event.type === "keydown" && event.key !== "Escape") return
  document.documentElement.classList.toggle("tips-off", event.type === "keydown")
}

for (const form of document.querySelectorAll("[data-filter]")) setUpFilter(form)
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
for (const button of document.querySelectorAll("[data-clear]")) {
  button.addEventListener("click", clearAll)
}
document.addEventListener("input", settleField)
// Browsers keep a page for the way back; what was typed has to be gone, as the page says.
addEventListener("pagehide", clearAll)
