// The page on which a school is edited. It asks the preview for values and sends them back; the files
// are written there. The key of this run comes with the address and stays in this tab.
"use strict"

const language = document.documentElement.lang
const work = document.getElementById("work")
const status = document.getElementById("status")
const heading = document.getElementById("heading")
const preview = document.getElementById("preview")
if (location.hash.length > 1) {
  sessionStorage.setItem("polisi-key", location.hash.slice(1))
  history.replaceState(null, "", location.pathname + location.search)
}
let known = {words: {}}
let unsaved = false

const say = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), known.words[key] || key)

async function ask(path, sent) {
  const headers = {"X-Polisi-Key": sessionStorage.getItem("polisi-key") || ""}
  if (sent) headers["Content-Type"] = "application/json"
  const address = `data/${path}${path.includes("?") ? "&" : "?"}${language}`
  const options = {headers, method: sent ? "POST" : "GET", body: sent && JSON.stringify(sent), cache: "no-store"}
  const answer = await fetch(address, options)
  return {ok: answer.ok, status: answer.status, ...(await answer.json().catch(() => ({})))}
}

function make(name, values = {}, ...inside) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(values)) {
    if (key in element && key !== "list") element[key] = value
    else element.setAttribute(key, value)
  }
  element.append(...inside.filter((each) => each !== null && each !== ""))
  return element
}

let number = 0
const next = () => `field-${(number += 1)}`

function labelled(key, label, control, about = "") {
  control.id = next()
  if (key) control.dataset.key = key
  const row = make("div", {className: "field"}, make("label", {htmlFor: control.id}, label), control)
  if (about) {
    const text = make("p", {className: "about", id: next()}, about)
    control.setAttribute("aria-describedby", text.id)
    row.insertBefore(text, control)
  }
  return row
}

const line = (value) => make("input", {type: "text", value})
function tick(name, label) {
  const box = make("input", {type: "checkbox"})
  box.dataset[name] = "yes"
  return make("label", {className: "choice"}, box, ` ${label}`)
}

const picture = () => make("input", {type: "file", accept: ".svg,.png,.webp,.jpg,.jpeg"})
const lines = (value, lang) => make("textarea", {value, ...(lang ? {lang} : {})})

function choice(key, label, answers, value, about, usual, several) {
  const group = make("fieldset", {}, make("legend", {}, label), about ? make("p", {className: "about"}, about) : "")
  group.dataset.key = key
  const name = next()
  for (const each of answers) {
    const isOn = several ? value.includes(each.name) : each.name === (value || usual)
    const box = make("input", {type: several ? "checkbox" : "radio", name, value: each.name, checked: isOn})
    const says = each.says ? make("small", {}, each.says) : ""
    group.append(make("label", {className: "choice"}, box, ` ${each.label}`, says))
  }
  return group
}

// A table: what is called by its first names can be opened; each row has a field for every column.
function table(field) {
  const list = make("div")
  const group = make("fieldset", {className: "table"}, make("legend", {}, field.label), list)
  group.dataset.key = field.key
  const cell = (column, value) => {
    if (!column.answers.length) return line(value)
    const select = make("select", {}, make("option", {value: ""}, say("no-answer")))
    for (const each of column.answers) select.append(make("option", {value: each.name}, each.label))
    select.value = value
    return select
  }
  const add = (row) => {
    const cells = field.columns.map((column, at) => cell(column, row[at] || ""))
    const title = make("summary")
    const called = () => {
      const at = Math.min(language === "cy" ? 1 : 0, field.names - 1)
      title.textContent = cells[at].value || cells[0].value || say("row-new")
      out.setAttribute("aria-label", `${say("take-out")}: ${title.textContent}`)
    }
    const out = make("button", {type: "button", className: "second"}, say("take-out"))
    const columns = field.columns.map((column, at) => labelled("", column.label, cells[at]))
    const details = make("details", {open: !row.length}, title, make("div", {className: "both"}, ...columns), out)
    details.row = () => cells.map((each) => each.value.trim())
    out.addEventListener("click", () => {
      details.remove()
      unsaved = true
      more.focus()
    })
    details.addEventListener("input", called)
    called()
    list.append(details)
    return cells[0]
  }
  const more = make("button", {type: "button", className: "second"}, say("row-add"))
  more.setAttribute("aria-label", `${say("row-add")}: ${field.label}`)
  more.addEventListener("click", () => add([]).focus())
  field.value.forEach(add)
  group.append(more)
  group.filled = () => [...list.children].map((each) => each.row()).filter((row) => row.some((each) => each))
  return group
}

const chosen = (group) => [...group.querySelectorAll("input:checked")].map((each) => each.value)

const address = (file) => new Promise((done) => {
  const reader = new FileReader()
  reader.addEventListener("load", () => done(reader.result))
  reader.readAsDataURL(file)
})

// What is wrong stands at its field, or above everything.
function show(where, answer, good) {
  for (const each of where.querySelectorAll(".wrong, .good")) each.remove()
  for (const each of where.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid")
  for (const problem of answer.problems || []) {
    const text = problem.message + (problem.fix ? ` ${say("fix")}: ${problem.fix}` : "")
    const place = problem.clause && problem.clause !== where.dataset.id && where.dataset.id ? "" : problem.field
    const keys = [place, `${place}.${language}`].map((each) => `[data-key="${CSS.escape(each)}"]`)
    const field = place && where.querySelector(keys.join(", "))
    const box = make("p", {className: "wrong", id: next()}, text)
    if (field) {
      if (!answer.ok) field.setAttribute("aria-invalid", "true")
      field.setAttribute("aria-errormessage", box.id)
      field.after(box)
    } else if (answer.ok) where.prepend(box)
    else where.append(box)
  }
  status.textContent = answer.ok ? "" : say("not-saved")
  if (answer.ok) where.prepend(make("p", {className: "good", role: "status"}, good))
  const first = where.querySelector("[aria-invalid]")
  if (first) (first.matches("fieldset") ? first.querySelector("input, select") : first).focus()
}

let saving = false
async function save(what, sent, where) {
  if (saving) return {ok: false} // a second press would meet files that the first one has changed
  saving = true
  status.textContent = say("saving")
  let answer
  try {
    answer = await ask(what, sent)
  } catch {
    answer = {ok: false, problems: [{message: say("lost")}]}
  }
  saving = false
  const done = answer.done && answer.done.length ? [say("saved"), ...answer.done] : [say("same")]
  answer.message = [...done, answer.unread || ""].join("\n").trim()
  if (!answer.ok) show(where, answer, "")
  return answer
}

function hints(key, control) {
  const box = make("div", {className: "hint", role: "status"})
  let waiting
  const look = async () => {
    const found = await ask(`hint?key=${encodeURIComponent(key)}&value=${encodeURIComponent(control.value)}`).catch(() => ({}))
    const rows = (found.lines || []).map((each) => make("li", {lang: key.endsWith(".cy") ? "cy" : language}, each))
    const about = key.endsWith(".cy") ? make("p", {className: "about"}, say("forms")) : ""
    box.replaceChildren(...(rows.length ? [about, make("ul", {}, ...rows)] : []))
  }
  control.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(look, 250)
  })
  if (key.startsWith("school.") && control.value) look()
  return box
}

async function school(group) {
  const found = await ask(group)
  if (!found.ok) return show(work, found, "")
  const form = make("form", {noValidate: true})
  const first = {}
  for (const field of found.fields) {
    first[field.key] = field.value
    if (field.answers) {
      form.append(choice(field.key, field.label, field.answers, field.value, field.about, field.usual, false))
      continue
    }
    if (field.columns) {
      form.append(table(field))
      continue
    }
    const kinds = {lines: () => lines(field.value), files: picture}
    const control = (kinds[field.control] || (() => line(field.value)))()
    const about = field.control === "files" ? `${field.about} ${field.value}` : field.about
    const row = labelled(field.key, field.label, control, about)
    if (field.key.endsWith(".cy") || field.key.includes("colours")) row.append(hints(field.key, control))
    if (field.control === "files" && field.value) row.append(tick("away", say("no-badge")))
    form.append(row)
  }
  form.append(make("button", {type: "submit"}, say("save")))
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const values = {}
    const [file] = form.querySelector("[type=file]")?.files || []
    if (file && file.size > known.largest) {
      const message = say("too-big", {size: file.size, limit: known.largest})
      return show(form, {problems: [{field: "school.logo.file", message}]}, "")
    }
    for (const each of form.querySelectorAll("[data-key]")) {
      if (each.type === "file") {
        if (file) values[each.dataset.key] = await address(file)
        else if (form.querySelector("[data-away]")?.checked) values[each.dataset.key] = ""
        continue
      }
      if (each.filled) {
        values[each.dataset.key] = each.filled()
        continue
      }
      const value = each.matches("fieldset") ? chosen(each)[0] || "" : each.value
      const field = found.fields.find((one) => one.key === each.dataset.key)
      if (value !== first[each.dataset.key] && !(field.usual === value && !field.value)) values[each.dataset.key] = value
    }
    const answer = await save("school", {values, seen: found.seen}, form)
    if (answer.ok) open(group, say(group), answer)
  })
  work.replaceChildren(form)
}

async function adoption() {
  const found = await ask("adoption")
  if (!found.ok) return show(work, found, "")
  const form = make("form", {noValidate: true})
  const rows = found.policies.map((each) => ({name: each.code, label: `${each.code} ${each.title}`, says: each.status}))
  form.append(choice("codes", found.labels.policies, rows, [], "", "", true))
  const on = line(""), minute = line("")
  form.append(labelled("on", found.labels.on, on), labelled("minute", found.labels.minute, minute))
  form.append(make("button", {type: "submit"}, say("adopt")))
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const codes = chosen(form.querySelector("fieldset"))
    const sent = {codes, on: on.value, minute: minute.value, seen: found.seen}
    const answer = await save("adopt", sent, form)
    if (answer.ok) open("adoption", say("adoption"), answer)
  })
  work.replaceChildren(form)
}

// A reference is chosen, and goes where the cursor stands.
function references(control) {
  const select = make("select", {}, make("option", {value: ""}, say("choose")))
  for (const each of known.clauses) select.append(make("option", {value: each.id}, `${each.id} ${each.title}`))
  select.addEventListener("change", () => {
    if (!select.value) return
    control.setRangeText(`[${select.value}]`, control.selectionStart, control.selectionEnd, "end")
    select.value = ""
    unsaved = true
    control.focus()
  })
  const row = labelled("", say("insert"), select)
  return row
}

function clauseFields(clause, isTemplate) {
  const columns = ["cy", "en"].map((lang) => {
    const text = clause.texts[lang] || {title: "", text: ""}
    const title = line(text.title), body = lines(text.text, lang)
    title.lang = lang
    const name = lang === "cy" ? say("welsh") : say("english")
    const parts = [labelled(`title.${lang}`, `${say("clause-title")}: ${name}`, title)]
    parts.push(labelled(`text.${lang}`, `${say("clause-text")}: ${name}`, body), references(body))
    if (isTemplate) parts.push(labelled(`reason.${lang}`, known.reasons[lang], line("")))
    return make("div", {}, ...parts)
  })
  const audience = choice("audience", known.audienceLabel, known.audiences, clause.audience, "", "", true)
  return [make("div", {className: "both"}, ...columns), audience, tick("read", say("read"))]
}

// Several of a long list: what is chosen stands above, each with a button that takes it out.
function picked(key, label, options, values, none) {
  const list = make("ul", {className: "picked"})
  const select = make("select", {}, make("option", {value: ""}, say("pick")))
  const group = make("fieldset", {}, make("legend", {}, label), make("p", {className: "about"}, none), list)
  const one = (each) => make("option", {value: each.name}, each.label)
  const titles = options.flatMap((each) => (each.values || [each]).map((one) => [one.name, each.values ? `${each.label}: ${one.label}` : one.label]))
  const title = (value) => Object.fromEntries(titles)[value] || value
  const add = (value) => {
    const out = make("button", {type: "button", className: "second"}, say("take-out"))
    out.setAttribute("aria-label", `${say("take-out")}: ${title(value)}`)
    const item = make("li", {}, make("span", {}, title(value)), out)
    item.dataset.value = value
    out.addEventListener("click", () => {
      item.remove()
      changed()
      select.focus()
    })
    list.append(item)
  }
  const changed = (isFirst) => {
    group.querySelector("p").hidden = list.children.length > 0
    for (const each of select.querySelectorAll("option")) each.disabled = group.picked().includes(each.value)
    if (!isFirst) unsaved = true
  }
  group.dataset.key = key
  group.picked = () => [...list.children].map((each) => each.dataset.value)
  for (const each of options) select.append(each.values ? make("optgroup", {label: each.label}, ...each.values.map(one)) : one(each))
  select.addEventListener("change", () => {
    if (select.value) add(select.value)
    select.value = ""
    changed()
  })
  values.forEach(add)
  changed(true)
  group.append(labelled("", say(`pick-${key}`), select))
  return group
}

const seeFields = (clause) =>
  picked("see", say("see"), known.clauses.map((each) => ({name: each.id, label: `${each.id} ${each.title}`})), clause.see, say("none"))

const whenFields = (clause) => picked("when", say("when"), known.options, clause.when, say("always"))

function collected(form, clause) {
  const sent = {id: clause.id, read: form.querySelector("[data-read]").checked}
  for (const each of form.querySelectorAll("[data-key]")) {
    const key = each.dataset.key
    if (key === "audience") sent.audience = chosen(each)
    else if (each.picked) sent[key] = each.picked()
    else if (key) sent[key] = each.value
  }
  return sent
}

async function policy(code) {
  const found = await ask(`policy/${code}`)
  if (!found.ok) return show(work, found, "")
  preview.src = `../${found.page}`
  const again = (answer) => open(`policy/${code}`, found.title, answer)
  const parts = []
  for (const section of found.sections) {
    if (section.title) parts.push(make("h2", {}, section.title))
    for (const clause of section.clauses) parts.push(clauseForm(clause, found.seen, again))
  }
  if (found.out) parts.unshift(make("p", {className: "about"}, say("left-out")))
  else if (!found.own) parts.push(make("h2", {}, say("whole-policy")), wholePolicy(found, again))
  work.replaceChildren(...parts)
}

function wholePolicy(found, again) {
  const form = make("form", {className: "clause", noValidate: true})
  form.dataset.id = found.code
  for (const lang of ["cy", "en"]) form.append(labelled(`reason.${lang}`, known.reasons[lang], line("")))
  form.append(make("button", {type: "submit", className: "second"}, say("leave-out", {id: found.code})))
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const sent = {id: found.code, seen: found.seen}
    for (const each of form.querySelectorAll("[data-key]")) sent[each.dataset.key] = each.value
    const answer = await save("leave-out", sent, form)
    if (answer.ok) again(answer)
  })
  return form
}

function clauseForm(clause, seen, again) {
  const form = make("form", {className: "clause", noValidate: true})
  form.dataset.id = clause.id
  const title = (clause.texts[language] || Object.values(clause.texts)[0]).title
  const about = clause.out ? say("left-out") : clause.instead ? say("replaced", {id: clause.instead}) : say(clause.own ? "own" : "template")
  const details = make("details", {}, make("summary", {}, make("h3", {}, `${clause.id} ${title}`)), make("p", {className: "about"}, about))
  form.append(details)
  if (clause.out || clause.instead) return form
  details.addEventListener("toggle", () => {
    if (details.open && !details.dataset.made) fill(form, details, clause, seen, again)
  })
  return form
}

function fill(form, details, clause, seen, again) {
  details.dataset.made = "yes"
  details.append(...clauseFields(clause, !clause.own), seeFields(clause), whenFields(clause))
  details.append(make("button", {type: "submit"}, say("save-clause", {id: clause.id})), " ")
  const add = make("button", {type: "button", className: "second"}, say("add", {id: clause.id}))
  details.append(add)
  if (!clause.own) {
    const out = make("button", {type: "button", className: "second"}, say("leave-out", {id: clause.id}))
    out.addEventListener("click", async () => {
      const answer = await save("leave-out", {...collected(form, clause), seen}, form)
      if (answer.ok) again(answer)
    })
    details.append(" ", out)
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const answer = await save("clause", {...collected(form, clause), seen}, form)
    if (answer.ok) again(answer)
  })
  add.addEventListener("click", () => {
    const empty = {id: "", texts: {}, audience: clause.audience, see: [], when: []}
    const fields = [...clauseFields(empty, false), seeFields(empty), whenFields(empty)]
    const fresh = make("form", {className: "clause", noValidate: true}, make("h3", {}, say("new")), ...fields)
    fresh.append(make("button", {type: "submit"}, say("save-new")))
    fresh.addEventListener("submit", async (event) => {
      event.preventDefault()
      const answer = await save("new", {...collected(fresh, empty), after: clause.id, seen}, fresh)
      if (answer.ok) again(answer)
    })
    form.after(fresh)
    fresh.querySelector("input").focus()
  })
}

const ofFile = (name) => [name, () => school(name)]
const PARTS = {...Object.fromEntries(["school", "contacts", "options"].map(ofFile)), adoption}

/* One part after the other: an answer that comes late takes no place of the part asked for since. */
let opened = Promise.resolve()
let wentBack = false
function open(name, title, answer = null) {
  wentBack = false
  opened = opened.catch(() => {}).then(() => openNow(name, title, answer))
  return opened
}

async function openNow(name, title, answer) {
  heading.textContent = title
  status.textContent = ""
  unsaved = false
  work.replaceChildren() // what somebody writes into a form that is about to go would be lost
  for (const each of document.querySelectorAll("nav button")) {
    if (each.dataset.name === name) each.setAttribute("aria-current", "page")
    else each.removeAttribute("aria-current")
  }
  await (PARTS[name] ? PARTS[name]() : policy(name.slice("policy/".length)))
  if (answer) show(work.querySelector("form:not(.clause)") || work, answer, answer.message)
  if (wentBack) return // to the parts, while this one was on its way
  document.getElementById("main").focus({preventScroll: true})
  heading.scrollIntoView()
}

function part(name, title) {
  const button = make("button", {type: "button"}, title)
  button.dataset.name = name
  button.addEventListener("click", () => {
    if (!unsaved || confirm(say("unsaved"))) open(name, title)
  })
  return make("li", {}, button)
}

document.querySelector("nav").addEventListener("focusin", () => { wentBack = true })
document.getElementById("to-parts").addEventListener("click", () => {
  const button = document.querySelector("nav [aria-current]") || document.querySelector("nav button")
  button.focus()
})
addEventListener("input", (event) => { if (event.target.matches("input, textarea, select")) unsaved = true })
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault() })

async function start() {
  const found = await ask("start").catch(() => ({ok: false, problems: []}))
  if (!found.ok) return show(work, found, "")
  known = found
  if (found.home) preview.src = `../${found.home}`
  const list = document.getElementById("parts")
  for (const name of Object.keys(PARTS)) list.append(part(name, say(name)))
  for (const each of found.policies) list.append(part(`policy/${each.code}`, `${each.code} ${each.title}`))
  open("school", say("school"))
}
start()
