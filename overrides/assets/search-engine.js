/* Finding clauses by words: which clauses come first, and what else may have been meant.
   No page and no network here: search.js shows what this finds, search-words.js knows what a word
   is. The data is made by search.py. */
"use strict"

const PolisiSearch = (() => {
  const { MUTATED, WORD, fold, forgiven, isName, isWord, plain, radicals, slips, stem, wordsOf } =
    PolisiWords
  const MOST_LETTERS = 200
  const MOST_WORDS = 16
  const MOST_SUGGESTED = 5
  const MOST_QUESTIONS = 6

  /* How well a word of a text answers a word that was typed. */
  const EXACT = 1
  const FOLDED = 0.97
  const SAME_ROOT = 0.9
  const PART = 0.6
  const PREFIX = 0.5
  const SYNONYM = { alone: 0.9, beside: 0.6 } /* of a word that no text has, or that some have */
  const NEAR = 0.8

  /* BM25 with fields (Robertson and Zaragoza, 2009): how much a word in a field counts, and how
     much less in a long one. What is said of several words saturates over all fields at once. */
  const FIELDS = [
    ["title", 5, 0.5],
    ["asked", 4, 0.3],
    ["words", 2.5, 0.3],
    ["group", 0.8, 0.3],
    ["text", 1, 0.6]
  ]
  const SATURATION = 1.2
  const NO_CLAUSE = { text: 0.3, term: 0.6, form: 0.75 } /* these stand behind clauses */
  const CITED = 1.5 /* what is said where an entry is cited, beside its own text */
  const PLATFORM = 0.4 /* rules hold on every platform: beside other words its name says little, */
  const ALONE = 2 /* and alone it asks for what holds on every one */
  const REFERENCE = /\[([A-Z]{2,4}-\d{3})\]/g
  const SENTENCE = /(?<=[.?!]) +/
  const BRIEF = 60 /* letters; a longer line says less of what it cites */
  const WHOLE = 0.5 /* how much it matters that an entry has all of the words */
  const LEAST = 0.25 /* of the best score: what is less does not come before, whoever it is for */

  class SearchIndex {
    /* data: what polisiIndex is called with. */
    constructor(data) {
      this.data = data
      this.stop = new Set(data.stop.split(" ").map(fold))
      this.initials = new Map(Object.entries(data.initials))
      this.unmutated = new Set(data.unmutated.split(" "))
      this.entries = [...entriesOf(data)]
      this.byId = new Map(this.entries.filter(entry => entry.id).map(entry => [entry.id, entry]))
      this.numbers = new Map(this.entries.map((entry, number) => [entry.id, number]))
      this.families = familiesOf(data.plurals)
      this.platforms = new Set(data.platforms.split(",").map(name => plain(name)))
      this.places = new Map() /* word: entry, how much it says there, entry, … */
      this.skipped = new Map()
      this.named = new Map() /* a title or a question: entries */
      this.countAll()
      this.keys = new Map() /* what may be typed, folded: words of the texts, each with a grade */
      for (const word of this.places.keys()) this.addKeys(word)
      this.sorted = [...this.keys.keys()].filter(key => this.isCertain(key)).sort()
      this.synonyms = this.synonymsOf(data.synonyms)
    }

    countAll() {
      const averages = FIELDS.map(([field]) => {
        const lengths = this.entries.map(entry => entry[field].length).filter(Boolean)
        return lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1)
      })
      this.entries.forEach((entry, number) => {
        FIELDS.forEach(([field, weight, b], at) => {
          const text = entry[field]
          if (!text) return
          const length = 1 - b + b * (text.length / averages[at])
          const share = field === "text" && !entry.id ? NO_CLAUSE.text : 1
          this.count(text, number, (share * weight) / length)
        })
        for (const name of [entry.title, ...entry.asked.split("\n")]) this.name(name, number)
      })
      for (const entry of this.entries) this.settleReferences(entry)
    }

    /* A text has the id of a clause that it cites: [AB-001]. What is said in that line is said of
       the clause, too; to a reader the clause's title shows. */
    settleReferences(entry) {
      if (!entry.text.includes("[")) return
      const title = (whole, id) => this.byId.get(id)?.title ?? whole
      for (const line of entry.text.split("\n")) {
        const cited = [...line.matchAll(REFERENCE)].map(([, id]) => id)
        const parts = cited.length > 1 ? line.split(SENTENCE) : [line]
        for (const part of parts) {
          const said = part.replace(REFERENCE, " ")
          for (const id of cited) {
            const number = part.includes(`[${id}]`) ? this.numbers.get(id) : undefined
            if (number === undefined) continue
            this.count(said, number, (CITED * BRIEF) / Math.max(BRIEF, said.length))
            if (entry.title.endsWith("?")) this.count(entry.title, number, CITED)
          }
        }
      }
      entry.text = entry.text.replace(REFERENCE, title)
    }

    count(text, entry, weight) {
      for (const raw of text.match(WORD) ?? []) {
        const word = plain(raw)
        if (!this.isCounted(raw, word)) continue
        let places = this.places.get(word)
        if (!places) this.places.set(word, (places = []))
        if (places[places.length - 2] === entry) places[places.length - 1] += weight
        else places.push(entry, weight)
      }
    }

    isCounted(raw, word) {
      if (raw !== word && isName(raw)) return true
      let isSkipped = this.skipped.get(word)
      if (isSkipped === undefined)
        this.skipped.set(word, (isSkipped = !isWord(word) || this.stop.has(fold(word))))
      return !isSkipped
    }

    name(text, entry) {
      const name = wordsOf(text).map(fold).join(" ")
      if (name) this.named.set(name, [...(this.named.get(name) ?? []), entry])
    }

    /* What a word may be a form of; "=" and a noun stands for its singular and plural. */
    roots(folded) {
      const isMutable = this.data.language === "cy" && !this.unmutated.has(folded)
      const found = this.data.language === "en" ? [stem(folded)] : [folded]
      if (isMutable) found.push(...radicals(folded, this.initials).slice(1))
      for (const one of this.data.language === "en" ? [folded] : [...found]) {
        const family = this.families.get(one)
        if (family) found.push(family)
      }
      return found
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
      if (key.startsWith("=")) return false
      return this.keys.get(key).some(([word, grade]) => grade !== SAME_ROOT || MUTATED.test(word))
    }

    /* Rows of the data, by the first root of what may be typed: what it means, as words. */
    synonymsOf(rows) {
      const found = new Map()
      for (const row of rows.split("|").filter(Boolean)) {
        const [meant, typed] = row.split("=").map(side => side.split(","))
        const phrases = meant.map(phrase => wordsOf(phrase).filter(word => !this.isStop(word)))
        for (const each of typed) {
          const word = plain(each)
          const spoken = word.includes("-") ? [word, word.replaceAll("-", " ")] : [word]
          for (const form of spoken) this.addSynonym(found, form, phrases)
        }
      }
      return found
    }

    addSynonym(found, typed, phrases) {
      const roots = (typed.match(WORD) ?? []).map(word => this.roots(fold(word)))
      for (const first of roots[0] ?? []) {
        if (!found.has(first)) found.set(first, [])
        found.get(first).push({ roots, typed, phrases })
      }
    }

    isStop(word) {
      return this.stop.has(fold(word))
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
      return isMutated ? new Set([folded, ...radicals(folded, this.initials)]) : [folded]
    }

    addStartingWith(start, add) {
      for (let at = this.firstFrom(start); this.sorted[at]?.startsWith(start); at += 1) {
        const key = this.sorted[at]
        for (const [each] of this.keys.get(key)) add(each, PREFIX * (start.length / key.length) ** 2)
      }
    }

    /* The place of the first key that is not before a text. */
    firstFrom(start) {
      let [low, high] = [0, this.sorted.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if (this.sorted[middle] < start) low = middle + 1
        else high = middle
      }
      return low
    }

    /* The entries that have a word, each with a score. */
    scores(matches) {
      const found = new Map()
      for (const [word, grade] of matches) {
        const places = this.places.get(word)
        for (let at = 0; at < places.length; at += 2) {
          const known = found.get(places[at])
          if (!known) found.set(places[at], { grade, times: places[at + 1] })
          else {
            known.grade = Math.max(known.grade, grade)
            known.times += places[at + 1]
          }
        }
      }
      const all = this.entries.length
      const rarity = Math.log(1 + (all - found.size + 0.5) / (found.size + 0.5))
      for (const [entry, { grade, times }] of found)
        found.set(entry, (grade * rarity * times * (SATURATION + 1)) / (times + SATURATION))
      return found
    }

    /* What people mean by the words from a place on: phrases, each with how many words of what was
       typed it takes. A small word may stand within one: slag me off, take it down. */
    synonymsAt(words, at, isPrefix) {
      const rows = new Set(this.roots(fold(words[at])).flatMap(root => this.synonyms.get(root) ?? []))
      const found = [...rows]
        .map(row => ({ ...row, length: this.lengthOf(row.roots, words, at) }))
        .filter(({ length }) => length)
      if (!found.length && isPrefix && words[at].length > 2) return this.synonymsStarting(words[at])
      return found
    }

    /* How many words from a place on say a phrase, or 0. */
    lengthOf(roots, words, at) {
      let next = at
      for (const each of roots) {
        const isAlike = word => this.roots(fold(word)).some(root => each.includes(root))
        if (next > at && next < words.length - 1 && !isAlike(words[next]) && this.isStop(words[next]))
          next += 1
        if (next >= words.length || !isAlike(words[next])) return 0
        next += 1
      }
      return next - at
    }

    synonymsStarting(start) {
      const folded = fold(start)
      const found = [...this.synonyms].filter(([root]) => root.startsWith(folded))
      return found.flatMap(([, rows]) => rows.filter(({ roots }) => roots.length === 1))
    }

    /* What was typed, as words: those that nobody knows become what was probably meant. */
    read(text) {
      const isShouted = text.includes(" ") && !/\p{Ll}/u.test(text)
      const raws = (text.normalize("NFC").match(WORD) ?? []).slice(0, MOST_WORDS)
      const typed = raws.map(raw => ({
        word: plain(raw),
        isStop: !(isName(raw) && !isShouted) && this.isStop(plain(raw))
      }))
      const words = typed.filter(({ word }) => isWord(word) || this.synonyms.has(word))
      const texts = words.map(({ word }) => word)
      const isOpen = /[\p{L}\p{N}]$/u.test(text)
      const near = []
      const read = words.flatMap(({ word, isStop }, at) => {
        const isLast = isOpen && at === words.length - 1
        if (word.includes("-") && !this.isWritten(word) && !this.synonymsAt(texts, at).length)
          return wordsOf(word.replaceAll("-", " ")).map(part => ({ word: part, isStop: this.isStop(part), isLast }))
        if (isStop || this.isKnown(word, isLast) || this.synonymsAt(texts, at).length) return [{ word, isStop, isLast }]
        const parts = this.partsOf(word)
        if (parts) return parts.map(part => ({ word: part, isStop: this.isStop(part), isLast: false }))
        const meant = this.nearest(word)
        near.push(...meant.slice(0, 1))
        return [{ word: meant[0] ?? word, isStop: false, isLast: false, grade: NEAR, near: meant }]
      })
      return { words: this.joined(read), near }
    }

    /* Whether a text has a word, in some form. */
    isWritten(word) {
      const folded = fold(word)
      return [folded, ...this.roots(folded)].some(root => this.keys.has(root))
    }

    isKnown(word, isLast) {
      const folded = fold(word)
      if (this.isWritten(word)) return true
      if (!isLast && folded.length < 4) return false
      const isBegun = [...this.starts(folded)].some(start =>
        this.sorted[this.firstFrom(start)]?.startsWith(start)
      )
      return isBegun || (isLast && this.synonymsStarting(word).length > 0)
    }

    /* socialmedia: social media. Both must stand in the texts. */
    partsOf(word) {
      const folded = fold(word)
      for (let at = 3; at <= folded.length - 3; at += 1) {
        const parts = [folded.slice(0, at), folded.slice(at)]
        if (parts.every(part => this.keys.has(part))) return parts
      }
      return null
    }

    /* face book: facebook, where that stands in the texts or is what people say. */
    joined(words) {
      const found = []
      const texts = words.map(({ word }) => word)
      for (let at = 0; at < words.length; at += 1) {
        const next = words[at + 1]
        const both = next && fold(words[at].word + next.word)
        const isMeant = both && this.synonymsAt([both, ...texts.slice(at + 2)], 0).length
        const isOne = both && both.length > 5 && (this.keys.has(both) || isMeant)
        const isPhrase = isOne && this.synonymsAt(texts, at).some(each => each.roots.length > 1)
        found.push(isOne && !isPhrase ? { ...next, word: both, isStop: false } : words[at])
        if (isOne && !isPhrase) at += 1
      }
      return found
    }

    /* The words that are nearest to one that nobody knows, best first. In a word of four letters
       only two that changed places are forgiven, and the first letter is never doubted in a long
       one: of many words that are two slips away most mean something else. */
    nearest(word, more = 0) {
      const folded = fold(word)
      const most = forgiven(folded) + more
      if (!most) return []
      const found = new Map()
      const look = (typed, key) => {
        const many = slips(typed, key, most)
        const isSameStart = typed[0] === key[0]
        if (many === Infinity || (many > 1 && !isSameStart)) return
        if (!more && folded.length === 4 && !areTurned(typed, key)) return
        const rank = many + (isSameStart ? 0 : 0.5) + (typed === folded ? 0 : 0.1)
        found.set(key, Math.min(rank, found.get(key) ?? Infinity))
      }
      const typed = this.data.language === "cy" ? radicals(folded, this.initials) : [folded]
      for (const each of typed) {
        for (const key of this.sorted) if (Math.abs(key.length - each.length) <= most) look(each, key)
        for (const key of this.synonymWords()) look(each, key)
      }
      const best = Math.min(...found.values())
      return [...found]
        .filter(([, rank]) => more || rank < best + 0.5)
        .map(([key, rank]) => ({ key, rank, size: this.keys.get(key)?.length ?? 0 }))
        .sort((a, b) => a.rank - b.rank || b.size - a.size)
        .map(({ key }) => this.asWritten(key))
        .slice(0, 3 + more)
    }

    synonymWords() {
      this.single ??= [...this.synonyms.values()]
        .flat()
        .filter(({ roots }) => roots.length === 1)
        .map(({ typed }) => fold(typed))
      return this.single
    }

    /* A key as a text has it, with its accents. */
    asWritten(key) {
      const words = (this.keys.get(key) ?? []).map(([word]) => word)
      return words.find(word => fold(word) === key) ?? key
    }

    /* What was typed, cut into what is looked for: words, and phrases that mean something. */
    slots(words) {
      const texts = words.map(({ word }) => word)
      const slots = []
      for (let at = 0; at < words.length; ) {
        const phrases = this.synonymsAt(texts, at).filter(each => each.roots.length > 1)
        const length = Math.max(1, ...phrases.map(each => each.length))
        const own = words.slice(at, at + length)
        const meant = phrases.filter(each => each.length === length)
        at += length
        if (meant.length || own.some(({ isStop }) => !isStop)) slots.push({ own, meant })
      }
      return slots
    }

    /* The entries of a slot, each with a score: its words add up, or the whole of it is meant. */
    slotScores({ own, meant }, seen) {
      const found = new Map()
      const words = own.filter(({ isStop }) => !isStop)
      for (const word of words)
        for (const [entry, score] of this.wordScores(word, seen))
          found.set(entry, (found.get(entry) ?? 0) + score)
      const many = Math.max(1, words.length)
      const phrases = meant.flatMap(each => each.phrases)
      this.addMeant(found, phrases, SYNONYM.alone * many, seen)
      return found
    }

    wordScores({ word, isLast, grade = 1, near = [word] }, seen) {
      const found = new Map()
      for (const one of near) {
        const own = this.matches(one, isLast || (grade === 1 && this.isUnfinished(one)))
        for (const each of own.keys()) seen.add(each)
        for (const [entry, score] of this.scores(own))
          found.set(entry, Math.max(grade * score, found.get(entry) ?? 0))
        const isOwn = [...own.values()].some(each => each >= SAME_ROOT)
        const single = this.synonymsAt([one], 0, isLast).filter(({ roots }) => roots.length === 1)
        const phrases = single.flatMap(each => each.phrases)
        this.addMeant(found, phrases, grade * (isOwn ? SYNONYM.beside : SYNONYM.alone), seen)
      }
      return found
    }

    /* A word that is not the last, and that no text has: photo perm school. */
    isUnfinished(word) {
      const folded = fold(word)
      return folded.length > 3 && !this.roots(folded).some(root => this.keys.has(root))
    }

    /* Entries that have all the words of a phrase that is meant. */
    addMeant(found, phrases, grade, seen) {
      for (const words of phrases) {
        const each = words.map(word => this.matches(word, false))
        for (const matches of each) for (const word of matches.keys()) seen.add(word)
        for (const [entry, sum] of inAll(each.map(matches => this.scores(matches))))
          found.set(entry, Math.max((grade * sum) / words.length, found.get(entry) ?? 0))
      }
    }

    /* Returns entries, best first; the words of the texts to mark; a note: "", "any" (no entry has
       all words), "stop" (only words that are everywhere) or "nothing" (no words at all); and the
       words that were looked for in the place of unknown ones. */
    search(typed, audience = "") {
      const text = typed.slice(0, MOST_LETTERS)
      const { words, near } = this.read(text)
      const seen = new Set()
      const named = this.named.get(wordsOf(text).map(fold).join(" ")) ?? []
      if (!words.length) return { entries: [], seen, note: "nothing", near }
      const slots = this.slots(words)
      if (!slots.length && !named.length) return { entries: [], seen, note: "stop", near }
      const all = slots.map(slot => this.slotScores(slot, seen))
      slots.forEach((slot, at) => {
        if (!this.isPlatform(slot)) return
        if (slots.length > 1) playDown(all[at])
        else this.addMeant(all[at], [wordsOf(this.data.everyPlatform)], ALONE, seen)
      })
      const scores = all.filter(map => map.size)
      const { found, isWhole } = this.together(scores)
      this.putFirst(named, found)
      const note = isWhole && scores.length === slots.length ? "" : "any"
      return { entries: this.ranked(found, audience), seen, note: found.size ? note : "", near }
    }

    isPlatform({ own }) {
      const [{ word }] = own
      if (own.length > 1) return false
      const means = this.synonymsAt([word], 0).flatMap(({ phrases }) => phrases)
      return [[word], ...means].some(words => this.platforms.has(words.join(" ")))
    }

    /* The sum of all slots, less where some are missing: the rarer, the more is missing. */
    together(scores) {
      const weights = scores.map(map => Math.max(...map.values()))
      const whole = weights.reduce((sum, weight) => sum + weight, 0)
      const found = new Map()
      scores.forEach((map, at) => {
        for (const [entry, score] of map) {
          const known = found.get(entry) ?? { score: 0, share: 0, many: 0 }
          known.score += score
          known.share += weights[at] / whole
          known.many += 1
          found.set(entry, known)
        }
      })
      const isWhole = [...found.values()].some(({ many }) => many === scores.length)
      for (const [entry, { score, share }] of found) {
        found.set(entry, this.entries[entry].worth * score * share ** WHOLE)
      }
      return { found, isWhole }
    }

    /* Whose title or question was typed comes first; but a meaning is no answer. */
    putFirst(named, found) {
      const best = Math.max(1, ...found.values())
      for (const entry of named) {
        const { id, code, anchor } = this.entries[entry]
        if (id || code || !anchor) found.set(entry, best + (found.get(entry) ?? 0))
      }
    }

    /* Words that may have been meant by those that nobody knows. */
    suggestions(typed) {
      const words = wordsOf(typed.slice(0, MOST_LETTERS)).slice(0, MOST_WORDS)
      const near = words.filter(word => !this.isStop(word)).flatMap(word => this.nearest(word, 1))
      return [...new Set(near)].slice(0, MOST_SUGGESTED)
    }

    /* What is asked most, with the clause that answers it: what an audience asks comes first. */
    questions(audience = "") {
      const isTheirs = ({ audiences }) => !audience || audiences.includes(audience)
      return this.data.most
        .map(id => this.byId.get(id))
        .filter(entry => entry?.asked)
        .sort((a, b) => isTheirs(b) - isTheirs(a))
        .flatMap(entry => entry.asked.split("\n").map(text => ({ text, entry })))
        .slice(0, MOST_QUESTIONS)
    }

    ranked(found, audience) {
      const isTheirs = ({ audiences }) =>
        !audience || !audiences.length || audiences.includes(audience)
      const least = LEAST * Math.max(...found.values())
      return [...found]
        .map(([number, score]) => {
          const first = score >= least && isTheirs(this.entries[number])
          return { number, score, first }
        })
        .sort((a, b) => b.first - a.first || b.score - a.score || a.number - b.number)
        .map(({ number }) => this.entries[number])
    }
  }

  function playDown(scores) {
    for (const [entry, score] of scores) scores.set(entry, PLATFORM * score)
  }

  /* Two letters that changed places: pohto. */
  function areTurned(one, other) {
    return [...one].sort().join("") === [...other].sort().join("")
  }

  /* llun,0iau|dysgwr,2yr|…: each form, with what stands for all of them. A number says how many
     letters of the first form are not in the next one. */
  function familiesOf(rows) {
    const found = new Map()
    for (const row of rows.split("|").filter(Boolean)) {
      const [first, ...endings] = row.split(",")
      const forms = [first, ...endings.map(each => ending(first, each))].map(fold)
      const family = forms.map(form => found.get(form)).find(Boolean) ?? `=${forms[0]}`
      for (const form of forms) found.set(form, family)
    }
    return found
  }

  function ending(first, rest) {
    const cut = parseInt(rest, 10)
    return first.slice(0, first.length - cut) + rest.replace(/^\d+/, "")
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

  /* Policies, pages and their parts, one list. */
  function* entriesOf(data) {
    for (const group of data.groups) {
      const { code, kind, title, text, at } = group
      const audiences = code ? Object.keys(at).filter(Boolean) : []
      const name = code ? `${title} ${code}` : title
      const page = { id: "", code, group: "", title: name, asked: kind, words: "", text, audiences, at }
      yield { ...page, anchor: "", worth: 1 }
      for (const [id, title, text, set, asked = "", words = ""] of group.parts) {
        const part = { id: code ? id : "", code, group: group.title, title, asked, words, text, at }
        const worth = code ? (group.isToFill ? NO_CLAUSE.form : 1) : set < -1 ? NO_CLAUSE.term : 1
        yield { ...part, audiences: data.audiences[set] ?? [], anchor: id && `#${id}`, worth }
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

  return { SearchIndex, addressOf, byId, countForm }
})()
