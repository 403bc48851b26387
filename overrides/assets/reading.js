/* What helps while reading a policy: a clause's link to copy or share, its other language in place, the
   section that is being read marked in the contents. Every page works without this file. */
"use strict"

{
  const words = document.querySelector("main").dataset

  /* What is said of what was done: shown for a moment, and read out. */
  const toast = document.createElement("p")
  toast.className = "toast"
  toast.setAttribute("role", "status")
  document.body.append(toast)
  let pause = 0
  function say(text) {
    clearTimeout(pause)
    toast.textContent = text
    pause = setTimeout(() => toast.replaceChildren(), 4000)
  }

  /* The link to a clause that survives every move. A browser that may not copy follows it. */
  function copy(event) {
    const link = event.target.closest(".clause__copy")
    if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigator.clipboard.writeText(link.href).then(
      () => say(words.copied),
      () => location.assign(link.href),
    )
  }

  function button(text) {
    const made = document.createElement("button")
    made.type = "button"
    made.textContent = text
    return made
  }

  function offerShare(row) {
    const made = button(words.share)
    const { href } = row.querySelector(".clause__copy")
    const { firstChild } = row.closest(".clause").querySelector("[id]")
    made.addEventListener("click", () => {
      navigator.share({ title: firstChild.textContent.trim(), url: href }).catch(() => {})
    })
    row.append(" ", made)
  }

  /* The other language in place: the clause is taken from its page, which is fetched once. */
  const pages = new Map()
  function pageAt(address) {
    if (!pages.has(address)) pages.set(address, fetch(address).then(answer => {
      if (!answer.ok) throw new Error(address)
      return answer.text()
    }).then(text => new DOMParser().parseFromString(text, "text/html")))
    return pages.get(address)
  }

  async function otherText(link) {
    const [address, id] = link.href.split("#")
    const clause = (await pageAt(address)).getElementById(id).closest(".clause")
    const text = clause.querySelector(".clause__text")
    for (const tip of text.querySelectorAll(".tip")) tip.remove()
    for (const each of text.querySelectorAll("[id]")) each.removeAttribute("id")
    for (const each of text.querySelectorAll("a[href]")) {
      each.href = new URL(each.getAttribute("href"), address)
      each.removeAttribute("aria-describedby")
    }
    const made = document.createElement("div")
    const title = document.createElement("p")
    title.textContent = clause.querySelector("[id]").firstChild.textContent.trim()
    made.className = "clause__other"
    made.lang = link.hreflang
    made.append(title, ...text.childNodes)
    return made
  }

  function openInPlace(link) {
    const row = link.parentElement
    const made = button(link.textContent)
    let shown = null
    made.className = link.className
    made.lang = link.lang
    made.setAttribute("aria-expanded", "false")
    made.addEventListener("click", async () => {
      try {
        shown ??= await otherText(link)
      } catch {
        location.assign(link.href)
        return
      }
      const isOpen = made.getAttribute("aria-expanded") === "true"
      if (isOpen) shown.remove()
      else row.after(shown)
      made.setAttribute("aria-expanded", String(!isOpen))
    })
    link.replaceWith(made)
  }

  /* In a list of all links of the page, each says which clause it belongs to. */
  function nameActions(row) {
    const { id } = row.closest(".clause").querySelector("[id]")
    for (const each of row.querySelectorAll(":scope > :is(a, button), summary")) {
      const name = document.createElement("span")
      name.className = "hidden"
      name.textContent = ` ${id}`
      each.append(name)
    }
  }

  /* A page opened from a folder may fetch nothing, and a form is filled in on one page only. */
  const canFetch = location.protocol !== "file:" && !document.querySelector(".form-head")
  for (const row of document.querySelectorAll(".clause__actions")) {
    if (navigator.share) offerShare(row)
    const link = row.querySelector("a.clause__twin")
    if (link && canFetch) openInPlace(link)
    nameActions(row)
  }
  document.addEventListener("click", copy)

  /* The contents mark what is being read. */
  function follow(outline) {
    const links = new Map()
    for (const link of outline.querySelectorAll("a")) {
      const target = document.getElementById(link.hash.slice(1))
      if (target) links.set(target, link)
    }
    const targets = [...links.keys()]
    let marked = null
    function update() {
      const line = innerHeight / 3
      const reading = targets.findLast(each => each.getBoundingClientRect().top < line)
      const link = links.get(reading) ?? null
      if (link === marked) return
      marked?.removeAttribute("aria-current")
      link?.setAttribute("aria-current", "true")
      marked = link
      if (link && outline.scrollHeight > outline.clientHeight) {
        const away = link.getBoundingClientRect().top - outline.getBoundingClientRect().top
        if (away < 40 || away > outline.clientHeight - 60) outline.scrollTop += away - outline.clientHeight / 3
      }
    }
    const observer = new IntersectionObserver(update, { rootMargin: "0px 0px -66% 0px" })
    for (const target of targets) observer.observe(target)
  }
  for (const outline of document.querySelectorAll(".outline")) follow(outline)

  /* Chromium leaves a gap of a letter where it is when the keyboard gets to it: out of sight, at times. */
  document.addEventListener("focusin", ({ target }) => {
    if (target.isContentEditable) target.scrollIntoView({ block: "nearest" })
  })

  /* A finger can't point: the first touch of a term shows what it means, the second one leads on. */
  let isTouch = false
  document.addEventListener("pointerdown", event => {
    isTouch = event.pointerType === "touch"
  })
  document.addEventListener("click", event => {
    const term = event.target.closest("a.term")
    const wasOpen = term?.classList.contains("term--open")
    for (const each of document.querySelectorAll(".term--open")) each.classList.remove("term--open")
    if (!term || !isTouch || wasOpen) return
    event.preventDefault()
    term.classList.add("term--open")
  })
}
