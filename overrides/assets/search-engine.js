/* Finding clauses by words: what is a word, which words mean the same, which clauses come first.
   No page and no network here: search.js shows what this finds. The data is made by search.py. */
"use strict"

const PolisiSearch = (() => {

  /* Words. An apostrophe ends one (rhieni'r), a hyphen does not (e-bost, ar-lein). */
  const WORD = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu
  const MOST_LETTERS = 200
  const MOST_WORDS = 12
  const isWord = word => word.length > 1 || /\d/.test(word)
  const plain = text => text.normalize("NFC").toLowerCase()
  const wordsOf = text => (plain(text).match(WORD) ?? []).filter(isWord)
  const fold = word => word.normalize("NFD").replace(/[\u0300-\u036f-]/g, "")

  /* English: the stem by Porter's rules (Program 14, 1980), as most search engines have it. */
  const C = "[^aeiou][^aeiouy]*"
  const V = "[aeiouy][aeiou]*"
  const HAS_SYLLABLE = new RegExp(`^(${C})?${V}${C}`)
  const HAS_TWO = new RegExp(`^(${C})?(${V}${C}){2}`)
  const IS_ONE = new RegExp(`^(${C})?${V}${C}(${V})?$`)
  const HAS_VOWEL = new RegExp(`^(${C})?[aeiouy]`)
  const IS_SHORT = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`)
  const LONG_ENDINGS = Object.entries({
    ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al",
    entli: "ent", eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al",
    iveness: "ive", fulness: "ful", ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble",
    logi: "log"
  })
  const SECOND_ENDINGS = Object.entries({
    icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: ""
  })
  const LAST_ENDING =
    /^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|(?<=[st])ion|ou|ism|ate|iti|ous|ive|ize)$/

  function shortened(word, endings) {
    const found = endings.find(([ending]) => word.endsWith(ending))
    const rest = found && word.slice(0, -found[0].length)
    return rest && HAS_SYLLABLE.test(rest) ? rest + found[1] : word
  }

  function withoutPast(word) {
    if (word.endsWith("eed")) return HAS_SYLLABLE.test(word.slice(0, -3)) ? word.slice(0, -1) : word
    const rest = word.replace(/(ed|ing)$/, "")
    if (rest === word || !HAS_VOWEL.test(rest)) return word
    if (/(at|bl|iz)$/.test(rest)) return rest + "e"
    if (/([^aeiouylsz])\1$/.test(rest)) return rest.slice(0, -1)
    return IS_SHORT.test(rest) ? rest + "e" : rest
  }

  function stem(word) {
    if (word.length < 3 || !/^[a-z]+$/.test(word)) return word
    let found = word.replace(/(ss|i)es$/, "$1").replace(/([^s])s$/, "$1")
    found = withoutPast(found)
    if (found.endsWith("y") && HAS_VOWEL.test(found.slice(0, -1))) found = found.slice(0, -1) + "i"
    found = shortened(shortened(found, LONG_ENDINGS), SECOND_ENDINGS)
    const [, rest] = LAST_ENDING.exec(found) ?? []
    if (rest && HAS_TWO.test(rest)) found = rest
    const before = found.slice(0, -1)
    const isLong = HAS_TWO.test(before) || (IS_ONE.test(before) && !IS_SHORT.test(before))
    if (found.endsWith("e") && isLong) found = before
    return HAS_TWO.test(found) ? found.replace(/ll$/, "l") : found
  }

  /* Welsh: a word and what it may be a mutation of. bolisi: bolisi, polisi. */
  function radicals(word, initials) {
    for (let length = 3; length; length -= 1) {
      const found = initials.get(word.slice(0, length))
      if (found && word.length >= SHORTEST_MUTATED)
        return [word, ...found.map(start => start + word.slice(length))]
    }
    return [word]
  }
  const SHORTEST_MUTATED = 2
  const MUTATED = /^(?:dd|f(?!f)|mh|nh|ngh?|ph|l(?!l)|r(?!h))/

  /* How well a word of a text answers a word that was typed. */
  const EXACT = 1
  const FOLDED = 0.9
  const SAME_ROOT = 0.8
  const PART = 0.6
  const PREFIX = 0.5
  const SYNONYM = 0.4
  const TITLE_WEIGHT = 6
  const NO_CLAUSE = 0.3

  class SearchIndex {
    /* data: what polisiIndex is called with. */
    constructor(data) {
      this.data = data
      this.stop = new Set(data.stop.split(" ").map(fold))
      this.initials = new Map(Object.entries(data.initials))
      this.entries = [...entriesOf(data)]
      this.brevity = this.entries.map(({ title }) => 1 + 1 / title.split(" ").length)
      this.byId = new Map(this.entries.filter(entry => entry.id).map(entry => [entry.id, entry]))
      this.places = new Map() /* word: entry, times in the title, times in the text, entry, … */
      this.entries.forEach((entry, number) => {
        this.count(entry.title, number, 1)
        this.count(entry.text, number, 2)
      })
      this.keys = new Map() /* what may be typed, folded: words of the texts, each with a grade */
      for (const word of this.places.keys()) this.addKeys(word)
      this.sorted = [...this.keys.keys()].filter(key => this.isCertain(key)).sort()
      this.synonyms = data.synonyms.split("|").filter(Boolean).flatMap(row => {
        const [meant, words] = row.split("=").map(side => side.split(","))
        const rootsOf = word => wordsOf(word).map(each => this.roots(fold(each)))
        return words.map(word => ({ roots: rootsOf(word), meant }))
      })
    }

    count(text, entry, field) {
      for (const word of wordsOf(text)) {
        if (this.stop.has(fold(word))) continue
        let places = this.places.get(word)
        if (!places) this.places.set(word, (places = []))
        if (places[places.length - 3] !== entry) places.push(entry, 0, 0)
        places[places.length - 3 + field] += 1
      }
    }

    roots(folded) {
      return this.data.language === "cy" ? radicals(folded, this.initials) : [stem(folded)]
    }

    addKeys(word) {
      const add = (key, grade) => {
        const words = this.keys.get(key)
        if (!words) this.keys.set(key, [[word, grade]])
        else if (!words.some(([known]) => known === word)) words.push([word, grade])
      }
      const folded = fold(word)
      add(folded, FOLDED)
      for (const root of this.roots(folded)) add(root, SAME_ROOT)
      if (word.includes("-"))
        for (const part of wordsOf(word.replaceAll("-", " ")))
          for (const root of this.roots(fold(part))) add(root, PART)
    }

    /* Whether the beginning of a key may be typed: it stands in the texts so, or what stands there
       can only be a mutation. Otherwise ty would find dydd, as if there were a tydd. */
    isCertain(key) {
      return this.keys.get(key).some(([word, grade]) => grade !== SAME_ROOT || MUTATED.test(word))
    }

    /* The words of the texts that a typed word finds, with a grade. */
    matches(word, isPrefix) {
      const found = new Map()
      const add = (each, grade) => found.set(each, Math.max(grade, found.get(each) ?? 0))
      const folded = fold(word)
      if (this.places.has(word)) add(word, EXACT)
      for (const [each, grade] of this.keys.get(folded) ?? []) add(each, grade)
      for (const root of this.roots(folded))
        for (const [each, grade] of this.keys.get(root) ?? []) add(each, Math.min(grade, SAME_ROOT))
      if (isPrefix) for (const start of this.starts(folded)) this.addStartingWith(start, add)
      return found
    }

    /* What an unfinished word may start with: bol, pol. Two letters are too few to be undone. */
    starts(folded) {
      const isMutated = this.data.language === "cy" && folded.length > 2
      return isMutated ? new Set(this.roots(folded)) : [folded]
    }

    addStartingWith(start, add) {
      let [low, high] = [0, this.sorted.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if (this.sorted[middle] < start) low = middle + 1
        else high = middle
      }
      for (; this.sorted[low]?.startsWith(start); low += 1) {
        const key = this.sorted[low]
        for (const [each] of this.keys.get(key)) add(each, PREFIX * (start.length / key.length) ** 2)
      }
    }

    /* The entries that have a word, each with a score: rare words and short titles count more, and
       what is no clause less. */
    scores(matches) {
      const found = new Map()
      for (const [word, grade] of matches) {
        const places = this.places.get(word)
        for (let at = 0; at < places.length; at += 3) {
          const [entry, inTitle, inText] = places.slice(at, at + 3)
          const inBody = Math.log2(1 + inText) * (this.entries[entry].id ? 1 : NO_CLAUSE)
          const times = TITLE_WEIGHT * inTitle * this.brevity[entry] + inBody
          found.set(entry, Math.max(found.get(entry) ?? 0, grade * times))
        }
      }
      const rarity = Math.log(1 + this.entries.length / (1 + found.size))
      for (const [entry, score] of found) found.set(entry, score * rarity)
      return found
    }

    /* What was typed, cut into what must be found: words, or phrases that have synonyms. */
    slots(words, endsInPrefix) {
      const slots = []
      for (let at = 0; at < words.length; ) {
        const synonyms = this.synonymsAt(words, at)
        const length = Math.max(1, ...synonyms.map(each => each.roots.length))
        const own = words.slice(at, at + length)
        at += length
        const ways = [{ grade: 1, words: own, isPrefix: endsInPrefix && at === words.length }]
        for (const { meant } of synonyms.filter(each => each.roots.length === length))
          for (const phrase of meant) ways.push({ grade: SYNONYM, words: wordsOf(phrase) })
        slots.push(ways)
      }
      return slots
    }

    synonymsAt(words, at) {
      const isAlike = (roots, word) =>
        word && this.roots(fold(word)).some(root => roots.includes(root))
      return this.synonyms.filter(each =>
        each.roots.every((roots, place) => isAlike(roots, words[at + place]))
      )
    }

    /* The entries of a slot: those that have all words of one of its ways. Notes what was found. */
    slotScores(ways, seen) {
      const best = new Map()
      for (const { grade, words, isPrefix } of ways) {
        const each = words
          .filter(word => ways.length === 1 || !this.stop.has(fold(word)))
          .map((word, place) => this.matches(word, isPrefix && place === words.length - 1))
        each.forEach(matches => matches.forEach((_, word) => seen.add(word)))
        for (const [entry, score] of inAll(each.map(matches => this.scores(matches))))
          best.set(entry, Math.max(grade * score, best.get(entry) ?? 0))
      }
      return best
    }

    /* Returns entries, best first; the words of the texts to mark; and a note: "", "any" (no entry
       has all words), "stop" (only words that are everywhere) or "nothing" (no words at all). */
    search(typed, audience = "") {
      const text = typed.slice(0, MOST_LETTERS)
      const all = wordsOf(text).slice(0, MOST_WORDS)
      const seen = new Set()
      if (!all.length) return { entries: [], seen, note: "nothing" }
      const words = all.filter(word => !this.stop.has(fold(word)))
      if (!words.length) return { entries: [], seen, note: "stop" }
      const slots = this.slots(words, /[\p{L}\p{N}]$/u.test(text))
      const scores = slots.map(ways => this.slotScores(ways, seen))
      let found = inAll(scores)
      const isWhole = found.size || scores.length === 1
      if (!isWhole) found = inAny(scores)
      const note = isWhole || !found.size ? "" : "any"
      return { entries: this.ranked(found, audience), seen, note }
    }

    ranked(found, audience) {
      const isTheirs = ({ audiences }) =>
        !audience || !audiences.length || audiences.includes(audience)
      return [...found]
        .map(([number, score]) => ({ number, score, first: isTheirs(this.entries[number]) }))
        .sort((a, b) => b.first - a.first || b.score - a.score || a.number - b.number)
        .map(({ number }) => this.entries[number])
    }
  }

  /* Entries that stand in every map, with the sum of their scores. */
  function inAll(maps) {
    const [first, ...rest] = [...maps].sort((a, b) => a.size - b.size)
    const found = new Map()
    for (const [entry, score] of first ?? [])
      if (rest.every(map => map.has(entry)))
        found.set(entry, rest.reduce((sum, map) => sum + map.get(entry), score))
    return found
  }

  /* Entries that stand in any map; those in more maps come first. */
  function inAny(maps) {
    const MORE = 1000
    const found = new Map()
    for (const map of maps)
      for (const [entry, score] of map) found.set(entry, (found.get(entry) ?? 0) + score + MORE)
    return found
  }

  /* Policies, pages and their parts, one list. */
  function* entriesOf(data) {
    for (const group of data.groups) {
      const { code, title, text, at } = group
      const audiences = code ? Object.keys(at).filter(Boolean) : []
      const name = code ? `${title} ${code}` : title
      yield { id: "", code, group: "", title: name, text, audiences, at, anchor: "" }
      for (const [id, title, text, set] of group.parts) {
        const part = { code, group: group.title, title, text, audiences: data.audiences[set] ?? [] }
        yield { ...part, at, id: code ? id : "", anchor: id && `#${id}` }
      }
    }
  }

  /* Where an entry is: in the audience's version of its policy, if there is one and it is in it. */
  function addressOf(entry, audience) {
    const version = entry.audiences.includes(audience) ? entry.at[audience] : ""
    return (version || entry.at[""]) + entry.anchor
  }

  /* A clause's number, however it is typed. xy7, XY 7, XY-007: {code: "XY", digits: "7"} */
  function idIn(typed) {
    const found = /^\s*([a-z]{2,4})[\s\-–_.]*(\d{1,3})\s*$/i.exec(typed)
    return found && { code: found[1].toUpperCase(), digits: found[2] }
  }

  /* What an id leads to. kind: "clause", "retired", "instead", "left-out", "unknown" or "". */
  function byId(index, typed) {
    const parts = idIn(typed)
    if (!parts) return { kind: "", id: "", entries: [] }
    const { data } = index
    const id = `${parts.code}-${String(Number(parts.digits)).padStart(3, "0")}`
    const use = data.retired[id] || data.instead[id]
    const near = startingWith(index, parts, id)
    if (index.byId.has(id)) return { kind: "clause", id, entries: [index.byId.get(id), ...near] }
    const kind = id in data.retired ? "retired" : "instead"
    if (index.byId.has(use)) return { kind, id, entries: [index.byId.get(use), ...near] }
    if (id in data.retired) return { kind: "retired-alone", id, entries: near }
    if (data.left_out.includes(id)) return { kind: "left-out", id, entries: near }
    return { kind: "unknown", id, entries: near.length ? near : nearest(index, parts) }
  }

  /* The clauses whose number may still be meant while it is being typed: xy1, XY-01. */
  function startingWith(index, { code, digits }, id) {
    const isMeant = known => {
      const number = known.slice(code.length + 1)
      return number.startsWith(digits) || String(Number(number)).startsWith(digits)
    }
    const ids = [...index.byId.keys()].filter(known => known.startsWith(`${code}-`) && known !== id)
    return ids.filter(isMeant).map(known => index.byId.get(known))
  }

  /* For a number that no clause has: the two clauses of the policy that come closest. */
  function nearest(index, { code, digits }) {
    const far = entry => Math.abs(Number(entry.id.slice(code.length + 1)) - Number(digits))
    const same = [...index.byId.values()].filter(entry => entry.code === code)
    return same.sort((a, b) => far(a) - far(b)).slice(0, 2)
  }

  /* How a number of results is said. Welsh: dim, 1 canlyniad, 2 ganlyniad, 3 chanlyniad (CLDR). */
  function countForm(number) {
    return { 0: "zero", 1: "one", 2: "two", 3: "few", 6: "many" }[number] ?? "other"
  }

  return { SearchIndex, WORD, addressOf, byId, countForm, plain, radicals, stem }
})()
