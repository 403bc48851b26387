/* Words for the search: what is a word, which words may be forms of one, and which are nearly alike.
   No page, no network and no index here: search-engine.js finds with it. */
"use strict"

const PolisiWords = (() => {

  /* An apostrophe ends a word (rhieni'r), a hyphen does not (e-bost, ar-lein). */
  const WORD = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu
  const isWord = word => word.length > 1 || /\d/.test(word)
  const plain = text => text.normalize("NFC").toLowerCase()
  const wordsOf = text => (plain(text).match(WORD) ?? []).filter(isWord)
  const isAscii = word => /^[a-z0-9]*$/.test(word)
  const fold = word =>
    isAscii(word) ? word : word.normalize("NFD").replace(/[\u0300-\u036f-]/g, "")

  /* AI, ALN, IT, and X, which is a name: capitals make a word of what would be none. */
  const isName = raw => /^(?:\p{Lu}[\p{Lu}\p{N}]+|[B-DF-HJ-NP-TVXZ])$/u.test(raw)

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

  /* Whether two words are so many slips of the finger apart, or fewer: a letter too many, too few,
     another one, or two that changed places. Returns how many, or Infinity. */
  function slips(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return Infinity
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)]
    for (let row = 1; row <= one.length; row += 1) {
      const now = [row]
      for (let at = 1; at <= other.length; at += 1) {
        const isSame = one[row - 1] === other[at - 1]
        now[at] = Math.min(last[at] + 1, now[at - 1] + 1, last[at - 1] + (isSame ? 0 : 1))
        if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
          now[at] = Math.min(now[at], before[at - 2] + 1)
      }
      if (Math.min(...now) > most) return Infinity
      ;[before, last] = [last, now]
    }
    return last[other.length] <= most ? last[other.length] : Infinity
  }

  /* How many slips are forgiven: none in a short word, which would become another one. */
  function forgiven(word) {
    if (word.length < 4 || /\d/.test(word)) return 0
    return word.length < 8 ? 1 : 2
  }

  return { MUTATED, WORD, fold, forgiven, isName, isWord, plain, radicals, slips, stem, wordsOf }
})()
