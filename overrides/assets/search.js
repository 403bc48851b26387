/* The search: a dialog over the page. What it knows (search/en.js and words-en.js, or cy) and how it
   finds (search-words.js, search-engine.js) is loaded when it is opened. Everything shown is text; no HTML is put together.
   Without this file the link in the header leads to the index of all clauses. */
"use strict"

{
  const PAGE_SIZE = 20
  const SNIPPET = 200 /* characters */
  const PAUSE = 400 /* ms without a key before the number of results is read out */
  const language = document.documentElement.lang
  const other = language === "cy" ? "en" : "cy"
  const dialog = document.querySelector("[data-search]")
  const opener = document.querySelector("[data-search-open]")

  /* Loading. Scripts, and not fetch: a page opened from a folder may load no other way. */

  const arrived = {}
  window.polisiIndex = data => {
    arrived[data.language] = { ...arrived[data.language], ...data }
  }

  const scripts = new Map()
  function load(path) {
    if (!scripts.has(path)) scripts.set(path, new Promise((resolve, reject) => {
      const script = document.createElement("script")
      script.src = dialog.dataset.base + path
      script.async = false /* the engine needs the words before it */
      script.onload = resolve
      script.onerror = () => {
        scripts.delete(path) /* the next attempt may go better */
        reject(new Error(path))
      }
      document.head.append(script)
    }))
    return scripts.get(path)
  }

  const indexes = {}
  async function indexOf(which) {
    const engine = ["assets/search-words.js", "assets/search-engine.js"]
    const data = [`search/words-${which}.js`, `search/${which}.js`]
    await Promise.all([...engine, ...data].map(load))
    indexes[which] ??= new PolisiSearch.SearchIndex(arrived[which])
    return indexes[which]
  }

  /* Elements, from text only. */

  function make(name, content, attributes = {}) {
    const element = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    element.append(...(Array.isArray(content) ? content : [content]))
    return element
  }

  /* The words of a text that were found, as they stand in it. */
  const foundIn = (text, seen) =>
    [...text.matchAll(PolisiWords.WORD)].filter(word => seen.has(PolisiWords.plain(word[0])))

  function marked(text, seen) {
    const parts = []
    let end = 0
    for (const { 0: word, index } of foundIn(text, seen)) {
      parts.push(text.slice(end, index), make("mark", word))
      end = index + word.length
    }
    return [...parts, text.slice(end)]
  }

  /* The part of a text that shows most of the words that were found. */
  function snippet(lines, seen) {
    const text = lines.replace(/([.?!:;,]?)\n/g, (_, end) => (end ? `${end} ` : " · "))
    const at = foundIn(text, seen).map(word => word.index)
    const count = start => at.filter(place => place >= start && place < start + SNIPPET - 60).length
    const best = at.reduce((most, place) => (count(place) > count(most) ? place : most), at[0] ?? 0)
    const start = best < 60 ? 0 : text.indexOf(" ", best - 40) + 1
    const isRest = text.length - start <= SNIPPET
    const stop = isRest ? text.length : text.lastIndexOf(" ", start + SNIPPET)
    return (start ? "… " : "") + text.slice(start, stop) + (isRest ? "" : " …")
  }

  function setUp() {
    const field = dialog.querySelector(".search__field")
    const hint = dialog.querySelector(".search__hint")
    const status = dialog.querySelector(".search__status")
    const output = dialog.querySelector(".search__found")
    const root = new URL(dialog.dataset.base || "./", location.href)
    let isAlso = false /* whether the other language is searched too */
    let shown = PAGE_SIZE
    let pause = 0
    let place = "" /* what the address named before it held the words */

    const links = () => [...output.querySelectorAll(".result")]
    const say = (key, values = {}) =>
      indexes[language].data.words[`search.${key}`].replace(/\{(\w+)\}/g, (_, name) => values[name])
    const count = number => say(`count-${PolisiSearch.countForm(number)}`, { count: number })

    function announce(text) {
      clearTimeout(pause)
      pause = setTimeout(() => {
        status.textContent = text
      }, PAUSE)
    }

    /* Whose page this is: results for them come first, and lead to their version. */
    function audience({ data }) {
      const path = location.pathname.slice(root.pathname.length)
      return Object.keys(data.views).find(each => path.startsWith(data.views[each])) ?? ""
    }

    /* What a typed number leads to, or else what the words lead to. */
    function answer(index) {
      const typed = field.value
      const words = index.search(typed, audience(index))
      const number = PolisiSearch.byId(index, typed)
      if (!number.kind) return { ...words, kind: words.note }
      const rest = number.kind === "clause" ? words.entries : []
      return { ...number, entries: [...new Set([...number.entries, ...rest])], seen: words.seen }
    }

    /* What is said of the results: their number, and what else a reader should know. */
    function message({ entries, kind, id, near = [] }) {
      if (kind === "nothing") return hint.textContent
      const note = kind && kind !== "clause" ? say(kind, { id, use: entries[0]?.id }) : ""
      if (id && note) return note
      const none = entries.length || note ? "" : say("none")
      const instead = entries.length && near.length ? say("near", { words: near.join(", ") }) : ""
      return [`${count(entries.length)}.`, instead, note, none].filter(Boolean).join(" ")
    }

    /* The title is the link, and its area is the whole result (search.css): what a screen reader
       reads of it is the title, and what stands below is text. */
    function result(entry, seen, index, level) {
      const names = entry.audiences.map(each => index.data.words[`audience.${each}`])
      const href = root.href + PolisiSearch.addressOf(entry, audience(index))
      const name = make("a", marked(entry.title, seen), { class: "result", href })
      const title = make(level, name, { class: "result__title" })
      if (entry.id) name.append(" ", make("span", entry.id, { class: "result__id" }))
      const about = [entry.group || entry.asked, names.join(", ")].filter(Boolean).join(" · ")
      const parts = [title, make("p", about, { class: "result__about" })]
      if (entry.id && entry.asked)
        parts.push(make("p", marked(entry.asked, seen), { class: "result__asked" }))
      parts.push(make("p", marked(snippet(entry.text, seen), seen), { class: "result__text" }))
      return make("li", parts, { class: "results__row" })
    }

    function list(entries, seen, index, level) {
      const rows = entries.map(entry => result(entry, seen, index, level))
      return make("ol", rows, { class: "results" })
    }

    /* Results; on an audience's page those for others apart. */
    function lists({ entries, seen }, index, level) {
      const whose = audience(index)
      const some = entries.slice(0, shown)
      const isTheirs = ({ audiences }) => !audiences.length || audiences.includes(whose)
      const theirs = some.filter(isTheirs)
      if (!whose || !theirs.length || theirs.length === some.length)
        return [list(some, seen, index, level)]
      const rest = some.filter(entry => !theirs.includes(entry))
      return [
        make(level, index.data.words[`audience.${whose}-title`]),
        list(theirs, seen, index, "h4"),
        make(level, index.data.words["search.others"]),
        list(rest, seen, index, "h4")
      ]
    }

    function button(text, action) {
      const element = make("button", text, { type: "button", class: "search__more" })
      element.addEventListener("click", action)
      return element
    }

    /* Why a clause is gone is told on its lasting page. */
    function reason({ kind, id }, index) {
      if (kind !== "retired-alone" && kind !== "left-out") return []
      const href = root.href + index.data.lasting.replace("ID", id)
      return [make("p", make("a", say("why", { id }), { href, class: "result" }))]
    }

    /* Nothing was found, or only signs were typed: words that are near, what is asked most, and the school. */
    function wayOn(index) {
      const { office } = index.data
      const parts = []
      const near = index.suggestions(field.value)
      if (near.length) parts.push(make("h3", say("nearest")), make("p", near.map(suggestion)))
      const asked = index.questions(audience(index))
      if (asked.length) parts.push(make("h3", say("asked-most")), make("ul", asked.map(question)))
      const contact = make("a", office.title, { href: root.href + office.at, class: "result" })
      const reach = [office.telephone, office.email].filter(Boolean).join(" · ")
      parts.push(make("h3", say("office")), make("p", reach ? [contact, `: ${reach}`] : [contact]))
      return parts
    }

    function suggestion(word) {
      return button(word, () => {
        field.value = word
        show()
        field.focus()
      })
    }

    function question({ text, entry }) {
      const href = root.href + PolisiSearch.addressOf(entry, audience(indexes[language]))
      return make("li", make("a", text, { href, class: "result" }))
    }

    function inOther() {
      const index = indexes[other]
      const found = answer(index)
      const title = make("h3", `${say("in-other")}: ${count(found.entries.length)}`)
      return [title, make("div", lists(found, index, "h4"), { lang: other })]
    }

    function show() {
      const index = indexes[language]
      const found = answer(index)
      remember(field.value)
      hint.hidden = field.value.trim() !== ""
      if (!hint.hidden) {
        announce("")
        output.replaceChildren()
        return
      }
      announce(message(found))
      output.replaceChildren(
        ...reason(found, index),
        ...(found.entries.length ? lists(found, index, "h3") : wayOn(index)),
        ...(found.entries.length > shown ? [button(say("more"), showMore)] : []),
        ...(isAlso ? inOther() : [button(say("also"), showAlso)])
      )
    }

    function showMore() {
      const next = shown
      shown += PAGE_SIZE
      show()
      links()[next]?.focus()
    }

    async function showAlso() {
      try {
        await indexOf(other)
        isAlso = true
        show()
        ;(output.querySelector(":scope > [lang] .result") ?? field).focus()
      } catch {
        announce(dialog.dataset.failed)
      }
    }

    /* The words stay in the address while the dialog is open: the way back leads to the results,
       and the language link takes them along. They stand after the "#", which no server is told. */
    function remember(typed) {
      const address = new URL(location.href)
      const isKept = address.hash.startsWith("#?")
      address.searchParams.delete("q")
      if (!isKept) place = address.hash
      if (typed.trim() && dialog.open) address.hash = `?${new URLSearchParams({ q: typed })}`
      else if (isKept) address.hash = place
      try {
        if (address.href !== location.href) history.replaceState(history.state, "", address)
      } catch {
        /* some browsers forbid it in a page opened from a folder, or when it is done too often */
      }
    }

    async function open() {
      if (dialog.open) return
      addLanguageLink()
      dialog.showModal()
      field.focus()
      if (!indexes[language]) status.textContent = dialog.dataset.loading
      try {
        await indexOf(language)
        if (dialog.open) show()
      } catch {
        status.textContent = dialog.dataset.failed
      }
    }

    function close() {
      remember("")
      if (document.activeElement === document.body) opener.focus() /* it was open from the start */
    }

    /* Arrow keys walk through the results. From the field, Enter goes to the clause whose number
       was typed, or else to the list. */
    function walk(event) {
      if (event.key === "Escape") {
        event.preventDefault() /* a search field would only be emptied */
        dialog.close()
        return
      }
      const all = links()
      const at = all.indexOf(document.activeElement)
      const isTyping = document.activeElement === field
      const steps = { ArrowDown: at + 1, ArrowUp: at - 1 }
      if (at >= 0) Object.assign(steps, { Home: 0, End: all.length - 1 })
      if (event.key === "Enter" && isTyping && all.length) {
        if (answer(indexes[language]).kind === "clause") all[0].click()
        else all[0].focus()
      } else if (event.key in steps && (isTyping || at >= 0)) {
        const to = Math.min(steps[event.key], all.length - 1)
        const target = to < 0 ? field : all[to]
        target.focus()
      } else return
      event.preventDefault()
    }

    function closeBeside(event) {
      const { left, right, top, bottom } = dialog.getBoundingClientRect()
      const { clientX: x, clientY: y } = event
      const isInside = x >= left && x <= right && y >= top && y <= bottom
      if (event.target === dialog && !isInside) dialog.close()
    }

    /* Control and K, and not a sign alone: who speaks to a computer would open it by chance
       (WCAG 2.1.4). */
    function onShortcut(event) {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return
      if (event.altKey || event.shiftKey) return
      if (event.target.closest?.("input, textarea, select, [contenteditable]")) return
      event.preventDefault()
      open()
    }

    function onOpener(event) {
      if (event.type === "keydown" && event.key !== " ") return
      if (event.ctrlKey || event.metaKey || event.shiftKey) return /* in a new tab: the index */
      event.preventDefault()
      open()
      field.select()
    }

    /* The header's language link, once more in the dialog; polisi.js gives it the words. */
    function addLanguageLink() {
      if (dialog.querySelector("[data-language-link]")) return
      const link = document.querySelector("[data-language-link]").cloneNode(true)
      dialog.querySelector("[data-search-close]").before(link)
    }

    opener.setAttribute("role", "button")
    opener.setAttribute("aria-haspopup", "dialog")
    opener.setAttribute("aria-keyshortcuts", "Control+K")
    opener.addEventListener("click", onOpener)
    opener.addEventListener("keydown", onOpener)
    field.addEventListener("input", () => {
      shown = PAGE_SIZE
      if (indexes[language]) show()
    })
    dialog.addEventListener("keydown", walk)
    dialog.addEventListener("click", closeBeside)
    dialog.addEventListener("close", close)
    dialog.querySelector("[data-search-close]").addEventListener("click", () => dialog.close())
    addEventListener("hashchange", () => dialog.close()) /* a result that is on this page */
    document.addEventListener("keydown", onShortcut)
    field.value = wordsInAddress().slice(0, field.maxLength)
    if (field.value) open()
  }

  if (dialog && opener) setUp()
}
