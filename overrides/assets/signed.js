/* Says whether what was signed has changed since: the page holds all that it needs, and nothing
   that is typed leaves it. */
"use strict"

const box = document.querySelector("[data-signed]")
const field = box.querySelector("input")
const result = box.querySelector("[data-result]")

/* The code of a digest in what was typed, or in the address: eight letters and figures. */
const codeIn = (text) => (text.toLowerCase().match(/(?<![0-9a-z])[0-9a-f]{8}(?![0-9a-z])/) || [""])[0]

const fill = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (_, name) => values[name] || "")

function say(text) {
  const line = document.createElement("p")
  line.textContent = text
  result.append(line)
}

/* The clauses of a text that a reader sees, by id. */
function clauses(section, version, isNow, reader) {
  const lists = [...section.querySelectorAll("ul[data-version]")]
  const list = lists.find((each) => "now" in each.dataset === isNow && (isNow || each.dataset.version === version))
  const items = [...list.children].filter((item) => !reader || item.dataset.for.split(" ").includes(reader))
  return new Map(items.map((item) => [item.dataset.clause, item]))
}

function listed(heading, items) {
  if (!items.length) return
  say(`${heading}:`)
  const list = document.createElement("ul")
  list.append(...items.map((item) => item.cloneNode(true)))
  result.append(list)
}

function compare(row) {
  const section = row.closest("[data-policy]")
  const { reader, version } = row.dataset
  const standing = section.querySelector(`tr[data-reader="${reader}"]`)
  const values = { title: section.dataset.title, version, now: standing.dataset.version }
  if (standing.dataset.digest === row.dataset.digest) {
    say(fill(box.dataset.same, values))
    return
  }
  say(fill(box.dataset.changed, values))
  const before = clauses(section, version, false, reader)
  const after = clauses(section, "", true, reader)
  const both = [...after].filter(([id]) => before.has(id))
  listed(box.dataset.rewritten, both.filter(([id, item]) => item.dataset.text !== before.get(id).dataset.text).map(([, item]) => item))
  listed(box.dataset.new, [...after].filter(([id]) => !before.has(id)).map(([, item]) => item))
  listed(box.dataset.gone, [...before].filter(([id]) => !after.has(id)).map(([, item]) => item))
}

function look() {
  const code = codeIn(field.value)
  result.replaceChildren()
  if (!code) return
  const rows = [...document.querySelectorAll(`tr[data-digest="${code}"]`)]
  const policies = new Map()
  for (const row of rows) {
    const section = row.closest("[data-policy]")
    if (!policies.has(section)) policies.set(section, row)
  }
  if (!policies.size) say(box.dataset.unknown)
  for (const row of policies.values()) compare(row)
}

box.hidden = false
field.addEventListener("input", look)
function fromAddress() {
  const code = codeIn(location.hash)
  if (!code) return
  field.value = code
  look()
}
addEventListener("hashchange", fromAddress)
fromAddress()
