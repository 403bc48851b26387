/* Forms and letters: first the part that somebody needs, and what is typed stays in this tab until it
   is printed, cleared or the tab is closed. Nothing is sent. Without this file every part shows, and
   the browser's own menu prints.
   It stands in the page where the form begins, so that what is not needed never shows. */
"use strict"

{
  const article = document.currentScript.closest("article") ?? document.body
  const FIELDS = ".field input, .field textarea, .field-table textarea, .blank"
  article.classList.add("form-waits")

  /* What was typed. A field has the same id in both languages; a gap of a letter has none, and a
     letter is written in one language. */

  const isTicked = field => field.type === "checkbox" || field.type === "radio"
  const isGap = field => field.isContentEditable
  const read = field =>
    isTicked(field) ? field.checked : isGap(field) ? field.textContent : field.value

  function write(field, value) {
    if (isTicked(field)) field.checked = Boolean(value)
    else if (isGap(field)) field.textContent = value ?? ""
    else field.value = value ?? ""
    if (field.type === "textarea") grow(field)
  }

  /* Not every browser grows a text area. */
  function grow(field) {
    if (CSS.supports("field-sizing", "content")) return
    field.style.height = ""
    if (field.value) field.style.height = `${field.scrollHeight + 2}px`
  }

  class Kept {
    constructor(code, fields) {
      this.key = `polisi.form.${code}`
      this.fields = fields
      this.names = new Map(fields.map((field, at) => [field, field.id || this.gapName(field, at)]))
      this.isRefused = false
    }

    gapName(field, at) {
      return `${document.documentElement.lang}:${at}`
    }

    stored() {
      try {
        return JSON.parse(sessionStorage.getItem(this.key)) ?? {}
      } catch {
        return {} // refused, or not ours
      }
    }

    /* All entries that are not empty, and what this page does not show: the other language's. */
    entries() {
      const found = {}
      for (const [field, name] of this.names) if (read(field)) found[name] = read(field)
      return found
    }

    save() {
      const shown = new Set(this.names.values())
      const others = Object.entries(this.stored()).filter(([name]) => !shown.has(name))
      this.put({ ...Object.fromEntries(others), ...this.entries() })
    }

    put(entries) {
      try {
        if (Object.keys(entries).length) sessionStorage.setItem(this.key, JSON.stringify(entries))
        else sessionStorage.removeItem(this.key)
      } catch {
        this.isRefused = true
      }
    }

    /* Puts back what was typed; a page that the browser kept may show what has been cleared since. */
    show(entries = this.stored()) {
      for (const [field, name] of this.names) write(field, entries[name])
    }

    test() {
      try {
        sessionStorage.setItem(`${this.key}.test`, "1")
        sessionStorage.removeItem(`${this.key}.test`)
      } catch {
        this.isRefused = true
      }
      return !this.isRefused
    }
  }

  /* Which clauses show: the chosen part, and the notes before the first field when asked for. A
     section's heading shows while one of its clauses does. On paper the notes stand, and every part
     as long as none is chosen. */

  const idOf = clause => clause.querySelector("[id]").id

  function clausesAfter(heading) {
    const found = []
    for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
      if (next.matches("h2")) break
      if (next.matches(".clause")) found.push(next)
    }
    return found
  }

  /* What the address names. It may be no proper address: cut short in a message. */
  function addressed() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)))
    } catch {
      return null
    }
  }

  class Parts {
    constructor(head, keep) {
      this.keep = keep /* remembers the chosen part */
      this.clauses = [...article.querySelectorAll(".clause")]
      this.choices = [...head.querySelectorAll("[name=form-part]")]
      this.choice = head.querySelector("[data-form-parts]")
      this.other = head.querySelector("[data-form-other]")
      this.row = head.querySelector("[data-form-print]")
      this.toggle = head.querySelector("[data-form-notes]")
      const ids = new Set(this.choices.map(({ value }) => value))
      this.parts = this.clauses.filter(clause => ids.has(idOf(clause)))
      const first = this.clauses.findIndex(clause => clause.querySelector(FIELDS))
      this.notes = this.clauses.slice(0, Math.max(first, 0)).filter(each => !this.parts.includes(each))
      this.chosen = ""
      this.areNotesOpen = false
    }

    show() {
      for (const clause of this.clauses) {
        const isOther = this.parts.includes(clause) && idOf(clause) !== this.chosen
        clause.classList.toggle("form-other", isOther && Boolean(this.chosen))
        clause.classList.toggle("form-later", isOther && !this.chosen)
        clause.classList.toggle("form-folded", this.notes.includes(clause) && !this.areNotesOpen)
      }
      for (const heading of article.querySelectorAll(":scope > h2")) {
        for (const name of ["form-other", "form-later", "form-folded"]) {
          const clauses = clausesAfter(heading)
          const isAll = clauses.length && clauses.every(each => each.classList.contains(name))
          heading.classList.toggle(name, Boolean(isAll))
        }
      }
      this.showChoice()
    }

    showChoice() {
      this.toggle.hidden = !this.notes.length
      this.toggle.setAttribute("aria-expanded", String(this.areNotesOpen))
      if (!this.choice) return
      this.choice.hidden = Boolean(this.chosen)
      this.other.hidden = !this.chosen
      for (const each of this.choices) each.checked = each.value === this.chosen
    }

    choose(id) {
      this.chosen = id
      this.keep(id)
      this.show()
    }

    /* Shows what the address names, whichever part it is in. */
    reveal() {
      const target = addressed()
      const clause = target?.closest(".clause") ?? (target?.matches("h2") && clausesAfter(target)[0])
      if (!clause) return
      if (this.parts.includes(clause)) this.choose(idOf(clause))
      if (this.notes.includes(clause)) this.areNotesOpen = true
      this.show()
      target.scrollIntoView()
    }

    setUp() {
      this.toggle.addEventListener("click", () => {
        this.areNotesOpen = !this.areNotesOpen
        this.show()
      })
      for (const each of this.choices) each.addEventListener("change", () => this.onChoice(each))
      this.other?.addEventListener("click", () => {
        const before = this.chosen
        this.choose("")
        this.choices.find(({ value }) => value === before)?.focus()
      })
      addEventListener("hashchange", () => this.reveal())
      this.show()
      this.reveal()
    }

    /* The part at the top of the screen, with the way to another one above it. */
    goTo(id) {
      const heading = document.getElementById(id)
      heading.tabIndex = -1
      heading.focus({ preventScroll: true })
      this.row.scrollIntoView()
    }

    /* The arrow keys walk through the answers, and each of them is a choice: the list stays until
       somebody goes on to the part. */
    onChoice({ value }) {
      this.chosen = value
      this.keep(value)
      const focused = document.activeElement
      this.show()
      if (this.isByKey) {
        this.choice.hidden = false
        focused.focus()
      } else this.goTo(value)
    }
  }

  /* What is wrong with an entry is said below it, once somebody has left the field. */
  function setUpErrors(head, fields) {
    const said = { email: head.dataset.errorEmail, number: head.dataset.errorNumber }
    for (const field of fields.filter(({ type }) => type in said)) {
      const message = document.createElement("p")
      message.className = "field__error"
      message.id = `${field.id}-error`
      field.setAttribute("aria-describedby", message.id)
      field.after(message)
      const check = () => {
        const isWrong = !field.validity.valid
        field.setAttribute("aria-invalid", String(isWrong))
        message.textContent = isWrong ? said[field.type] : ""
      }
      field.addEventListener("change", check)
      field.addEventListener("input", () => message.textContent && check())
    }
  }

  /* What a reader looks up opens beside the form, and says so. */
  function openBeside(head) {
    const links = article.querySelectorAll(".clause__text a[href], .form-foot a[href]")
    for (const link of links) {
      const isHere = link.origin === location.origin && link.pathname === location.pathname
      if (isHere || !/^(https?|file):$/.test(link.protocol)) continue
      link.target = "_blank"
      link.rel = "noopener"
      const note = document.createElement("span")
      note.className = "hidden"
      note.textContent = ` ${head.dataset.newTab}`
      link.append(note)
    }
  }

  /* A part that is given in by itself, or a letter, prints alone. */
  function setUpAlone(head) {
    const all = () => {
      article.classList.remove("prints-alone")
      for (const each of article.querySelectorAll(".is-printed")) each.classList.remove("is-printed")
    }
    for (const id of head.dataset.alone.split(" ").filter(Boolean)) {
      const clause = document.getElementById(id).closest(".clause")
      const row = document.createElement("p")
      const button = document.createElement("button")
      row.className = "form-buttons form-alone"
      button.type = "button"
      button.className = "button"
      button.textContent = head.dataset.printAlone
      button.setAttribute("aria-describedby", id)
      button.addEventListener("click", () => {
        all()
        article.classList.add("prints-alone")
        clause.classList.add("is-printed")
        print()
      })
      row.append(button)
      clause.querySelector(".clause__text").after(row)
    }
    addEventListener("afterprint", all)
    return all
  }

  /* Clear asks first, and can be undone. */
  function setUpClear(kept) {
    const box = article.querySelector("[data-form-clear]")
    const [ask, sure, done] = ["ask", "sure", "done"].map(name =>
      box.querySelector(`[data-clear-${name}]`)
    )
    const status = box.querySelector("[data-clear-status]")
    let before = {}
    const turn = (shown, text = "") => {
      for (const each of [ask, sure, done]) each.hidden = each !== shown
      status.textContent = text
      shown.querySelector("button:last-of-type").focus()
    }
    const on = (name, action) => box.querySelector(`[data-clear${name}]`).addEventListener("click", action)
    on("", () => turn(sure))
    on("-no", () => turn(ask))
    on("-yes", () => {
      before = { ...kept.stored(), ...kept.entries() }
      kept.put({})
      kept.show({})
      turn(done, status.dataset.cleared)
    })
    on("-undo", () => {
      kept.put(before)
      kept.show(before)
      turn(ask, status.dataset.undone)
    })
    box.hidden = false
    return () => done.hidden || turn(ask)
  }

  function setUp() {
    const head = article.querySelector("[data-form]")
    const fields = [...article.querySelectorAll(FIELDS)]
    const kept = new Kept(head.dataset.form, fields)
    const note = head.querySelector("[data-form-kept]")
    if (!kept.test()) note.textContent = head.dataset.refused
    note.hidden = false
    const remembered = new Kept(`${head.dataset.form}.part`, [])
    const parts = new Parts(head, id => remembered.put(id ? { id } : {}))
    parts.chosen = parts.choices.some(({ value }) => value === remembered.stored().id)
      ? remembered.stored().id
      : ""
    kept.show()
    openBeside(head)
    setUpErrors(head, fields)
    parts.setUp()
    const closeClear = setUpClear(kept)
    const printAll = setUpAlone(head)
    for (const row of article.querySelectorAll("[data-form-print]")) {
      row.hidden = false
      row.firstElementChild.addEventListener("click", () => {
        printAll() // not every browser says that it has printed
        print()
      })
    }
    head.addEventListener("keydown", () => (parts.isByKey = true))
    head.addEventListener("pointerdown", () => (parts.isByKey = false))
    article.addEventListener("input", ({ target }) => {
      if (!fields.includes(target)) return
      if (isGap(target) && !target.textContent.trim()) target.textContent = "" // its hint shows
      if (target.type === "textarea") grow(target)
      kept.save()
      closeClear()
    })
    addEventListener("afterprint", () => kept.put({}))
    addEventListener("pageshow", ({ persisted }) => persisted && kept.show())
  }

  document.addEventListener("DOMContentLoaded", () => {
    try {
      setUp()
    } finally {
      article.classList.remove("form-waits") // whatever went wrong, the form shows
    }
  })
}
