"""Which language a text is in, be it a paragraph or two words.

A text is judged word by word: by the words of both languages (``words.yml``), and a word that is in
neither list by its letters, three in a row. Names say little: a word with a capital that does not
start a sentence hardly counts. Text in neither language is left to ``pycld2``, which knows many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

import pycld2

from polisi.data import own_data
from polisi.words.figures.calendar import WEEKDAYS
from polisi.words.languages import Language, other
from polisi.words.vocabulary import lower_vocabulary, vocabulary
from polisi.words.welsh import MONTH_NAMES

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
WORD_OR_STOP = re.compile(rf"{WORD.pattern}|[.:!?•;\n\v]")
NO_WORD = re.compile(r"(?<!\S)\S*[/@_=<>{}\\$0-9]\S*|(?<![\w.-])\w[\w-]*+(?:\.\w[\w-]*+)+")
"""Addresses, figures, codes."""
POSTAL_CODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2}\b")
LINE_BREAK = "\v"
"""What stands where a page begins a new line within a paragraph."""
LONGEST_OF_ADDRESS = 6
"""Words in a line of a postal address, at most."""
KNOWN = 3.0
"""What a word that is in the list of one language counts."""
QUOTATION = re.compile(
    r"“[^”]*”|(?<!\w)['‘](?:[^'’]|(?<=\w)['’](?=\w))*['’](?!\w)|\"[^\"]*\"|\[[^\]]*\]"
)
QUOTED = re.compile(rf"{QUOTATION.pattern}|\0")
"""What may be of any language: a quotation, and where a name was."""
WORD_OR_SIGN = re.compile(rf"{WORD.pattern}|\S")
FIRST_WORD = re.compile(r"(?:^|[.!?:•])\W*[^\W\d_]+(?!\w|\s+[A-ZÂÊÎÔÛŴŶ])")
"""A word that has a capital because it is the first, and of no name."""
COMPOUND = re.compile(
    rf"{NO_WORD.pattern}|\w+-\w+"
    r"|(?:\0|\b(?:the[ ])?[A-Z]\w+)"
    r"(?:,?[ ]+(?:and|of|the|for|in|to|on|with|a|[A-Z]\w+))*,?[ ][A-Z]\w+"
    r"|\bthe[ ][A-Z]\w+"
)
"""Addresses, words with a hyphen, and titles: Info and Relationships."""
TITLE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:\0|\b(?:[Tt]he[ ])?[A-Z]\w+)"
        r"(?:,?[ ]+(?:and|of|the|for|in|to|on|with|[A-Z]\w+))*,?[ ][A-Z]\w+"
    ),
    "cy": re.compile(
        r"(?:\0|\b(?:[Yy]r?[ ])?[A-ZÂÊÎÔÛŴŶ][\w’']+)"
        r"(?:,?[ ]+(?:ac?|yr?|o|i|ar|yn|\d+|[A-ZÂÊÎÔÛŴŶ][\w’']+))*,?[ ][A-ZÂÊÎÔÛŴŶ][\w’']+"
    ),
}
"""What may be a name in each language: Royal Society for the Arts, Cyngor y Gweithlu Addysg."""
WITH_SIGN = re.compile(r"\b[A-Z][\w’']*[!?][ ][A-Z]\w+")
"""What may be a name with a sign in it: Yahoo! Mail."""
MENU = re.compile(
    r"[A-Z][\w&’'-]*(?: [\w&’'-]+){0,3}(?: ?[>→›] ?[A-Z][\w&’'-]*(?: [\w&’'-]+){0,3})+"
)
"""What is pressed one after the other, in an app that may have no Welsh: Settings > Privacy."""
TITLES = frozenset("Mr Mrs Ms Miss Mx Dr Prof Rev Parch".split())
CAPITAL = "[A-ZÂÊÎÔÛŴŶ]"
HYPHENATED = re.compile(rf"(?<!\w){CAPITAL}\w*(?:-\w+)+")
"""A name of more words in one: Pen-y-bont."""
WITH_CAPITAL = re.compile(rf"(?<!\w)(?=({CAPITAL}[\w'-]+(?:[ ][\w'-]+){{1,5}}))")
"""Some words of which the first has a capital; each such word starts some."""
GLOSS = re.compile(r"(?:\b([\w'-]*\w)[ ])?\(([^\W\d_]+(?:[ -][^\W\d_]+){0,4})\)")
"""A term of the other language in brackets, or before them."""
NUMBERED = re.compile(r"(\d(?:\.\d+){2,}\.?[ ]?)\((?:[^()]|\([^()]*\))*\)")
"""What the criterion of a standard is called, after its number: 1.3.1 (info and relationships)."""
STARTS_CLAUSE = re.compile(
    r"(?:^|(?<=[.!?:•]\s))(?:If|When|Please|You|Do|Before|After|Where|Once|Unless|Until|While"
    r"|Because|Although|Whenever|Your"
    r"|Os|Pan|Cyn|Wedi|Lle|Hyd|Tra|Oherwydd|Er|Rhaid|Peidiwch|Eich)(?= [a-z])"
)
"""A word that starts a sentence, and no name."""
RUN = 3
"""Words in a row of the other language that are no name."""
MUTATED = "All"
"""A word of both languages that starts a text in English only: in Welsh it is a form of *gall*."""
NAME = 0.35
"""The share of it that a word with a capital counts."""
MAX_BY_LETTERS = 2.5
LETTERS_WEIGH = 0.06
SHORT = 2
"""Words of a text that is judged more strictly, for it may be a name."""
MIN_LETTERS = 3
"""A text of fewer may be a word of both languages: is, to, do."""
ENOUGH, ENOUGH_IF_SHORT = 2.0, 2.9
"""How much must speak for a language."""
OTHER_LETTERS = re.compile(r"[^\W\d_\u0041-\u024f\u1e00-\u1eff]")
"""Letters of another alphabet."""
MOST_IN_TITLE = 5
"""Words of a title of which each may have a capital."""
MIN_STEM = 5
"""Letters by which a word is known in another form: review, reviews."""
SENTENCE = 4
"""Words of a text in which a letter alone is a word of it: y, a, o, i."""
FEWEST_STRANGE = 4
FEWEST_IN_COMMON = 2
LITTLE = frozenset("ei ef hi eu ti fi fe fo".split())
FEWEST_LITTLE = 3
"""So many little words a text has that is Welsh, though none of its others is listed."""
LIKE_ENGLISH = "la"
SURELY_ENGLISH = 2.0
"""How much each of a few words must speak for English by its letters not to be Latin: potential."""
SURELY_WELSH = 1.5
"""How much each of them speaks for Welsh, on average, where they are in no other language."""
COMMON = frozenset("fr de es it pt pl ro ga la lt hu tr cs sk sr hr sl".split())
"""Languages that families here speak, or that fill a page, and that pycld2 knows by two words."""
STRANGE_WORDS = 8
"""Words of a text of which it can be said that it is in a third language."""
MAX_KNOWN = 0.45
"""So many of a text's words are in one of our lists when it is in a third language."""
CERTAIN = 80
"""Per cent of a text that must be in it."""


_MONTHS = {language: "|".join(MONTH_NAMES[language]) for language in MONTH_NAMES}
DATED: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS['en']})\b|\b(?:mis|fis) (?:{_MONTHS['en']})\b"
        rf"|\b(?:[Dd]ydd|[Dd]dydd|[Nn]os|bob|pob|tan) (?:{'|'.join(WEEKDAYS)})\b"
    ),
    "cy": re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th|eg|fed)? (?:{_MONTHS['cy']})\b"
        rf"|\b(?:on|every|until|by|from) (?:[Dd]ydd|[Dd]dydd)? ?(?:{'|'.join(WEEKDAYS.values())})\b"
    ),
}
"""A date or a weekday in one of the languages where its words stand around it, or a figure."""
_DAYS_AND_MONTHS = frozenset(
    map(str.lower, (*MONTH_NAMES["en"], *MONTH_NAMES["cy"], *WEEKDAYS, *WEEKDAYS.values()))
)


JOINTS: Mapping[Language, frozenset[str]] = {
    "en": frozenset(("or", "of", "by")),
    "cy": frozenset(("yn", "yr", "ac", "neu", "ond", "gyda")),
}
"""Little words of one language that the other does not have."""
SURE_BESIDE = 1.5
"""How much a word beside a little one must speak for its own language."""


def letters_of(word: str) -> Iterator[str]:
    """Yield each three letters in a row of a word, its ends included."""
    whole = f"^{word}$"
    return (whole[start : start + 3] for start in range(len(whole) - 2))


@cache
def _words() -> Mapping[str, float]:
    """Return what each listed word speaks for: English above 0, Welsh below."""
    weights: dict[str, float] = {}
    for data in (own_data("names.yml"), own_data("words.yml")):
        weights |= dict.fromkeys(data["en"].split(), KNOWN)
        weights |= dict.fromkeys(data["cy"].split(), -KNOWN)
        weights |= dict.fromkeys(data.get("shared", "").split(), 0.0)
    return weights | dict.fromkeys(own_data("names.yml")["both"].split(), 0.0)


@cache
def _names(others: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the names that are the same in both languages."""
    names = sorted({*own_data("names.yml")["names"], *others}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


@cache
def _letters() -> Mapping[str, int]:
    letters = own_data("words.yml")["letters"]
    return {each: int(weight) for weight, listed in letters.items() for each in listed.split()}


@lru_cache(maxsize=100_000)
def _weight(word: str) -> float:
    """Return how much a word in small letters speaks for English, or below 0 for Welsh."""
    weight = _words().get(word)
    if weight is not None:
        return weight
    letters = _letters()
    found = LETTERS_WEIGH * sum(letters.get(each, 0) for each in letters_of(word))
    return max(-MAX_BY_LETTERS, min(MAX_BY_LETTERS, found))


def _without_postal(text: str) -> str:
    """Return a text without postal addresses, each from its line's start or a colon to its code."""
    kept, end = [], 0
    for code in POSTAL_CODE.finditer(text):  # a pattern for all of it would take quadratic time
        start = max(
            end, text.rfind(":", end, code.start()) + 1, text.rfind("\n", end, code.start()) + 1
        )
        start += _first_of_address(text[start : code.start()])
        kept += [text[end:start], " . "]
        end = code.end()
    return "".join([*kept, text[end:]])


def _first_of_address(text: str) -> int:
    """Return where the address that ends a text starts: with the first of its short lines."""
    *lines, last = text.split(LINE_BREAK)
    start = len(text) - len(last)
    for line in reversed(lines):
        if len(line.split()) > LONGEST_OF_ADDRESS or line.endswith((".", "!", "?")):
            break
        start -= len(line) + 1
    return start


def weigh(text: str) -> tuple[float, int]:
    """Return how much speaks for English, or below 0 for Welsh, and the number of words."""
    total, count, starts, letters = 0.0, 0, True, 0.0
    if any(map(text.__contains__, "0123456789/@_.")):
        text = NO_WORD.sub(" . ", _without_postal(text))
    for word in WORD_OR_STOP.findall(text.replace("’", "'")):
        if not word[0].isalpha():
            starts = True
            continue
        if word[0].isupper() and not starts:
            total += _weight_of_name(word)
        elif len(word) == 1:
            letters += _weight(word.lower())
            count += 1
        elif not word.isupper():  # as initials are
            total += KNOWN if word == MUTATED else _weight(word.lower())
            count += 1
        starts = False
    return (total + letters if count >= SENTENCE else total), count


def _weight_of_name(word: str) -> float:
    """Return what a word with a capital speaks for, which may be a name; initials don't speak."""
    weight = 0.0 if len(word) > 1 and word.isupper() else _weight(word.lower())
    return NAME * weight if abs(weight) == KNOWN else 0


@cache
def _forenames() -> frozenset[str]:
    return frozenset(own_data("names.yml")["forenames"].split())


@cache
def _persons() -> re.Pattern[str]:
    """Return what finds the names of people: Mrs Long, Grace Young."""
    firsts = "|".join(sorted(_forenames(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:(?:{'|'.join(TITLES)})\.?|{firsts})(?:[ ]{CAPITAL}[\w'’-]*)+")


def _without_persons(text: str) -> str:
    """Take out the names of people, which most texts have none of."""
    words = vocabulary(text)
    has_none = words.isdisjoint(_forenames()) and words.isdisjoint(TITLES)
    return text if has_none else _persons().sub("\0 ", text)


def without_names(text: str, others: tuple[str, ...] = ()) -> str:
    """Take out names that are the same in both languages: those that we know, and ``others``.

    So are those of people, and of the criteria of a standard, of which there may be no Welsh text.
    """
    text = MENU.sub("\0 ", text) if any(map(text.__contains__, ">→›")) else text
    return without_criteria(_without_persons(_names(others).sub("\0 ", text)))


def is_welsh_name(text: str) -> bool:
    """Tell whether a text is a name in Welsh that English has, too: Bob, Canolfan y Bont.

    Names of places and bodies begin with one of some words, and each long word has a capital.
    """
    words = WORD.findall(text)
    if len(words) < 2:
        return text in _forenames()
    if words[0] not in own_data("names.yml")["places"].split():
        return False
    is_title = all(word[0].isupper() for word in words if len(word) > MIN_LETTERS)
    rest = {word.lower() for word in words[1:] if word[0].isupper()}
    return (is_title or "-" in text) and (len(words) > SHORT or rest.isdisjoint(own_words("cy")))


def without_criteria(text: str) -> str:
    """Take out what the criteria of a standard are called."""
    return NUMBERED.sub("\\1\0 ", text) if "(" in text else text


def is_but_for_names(text: str, language: Language) -> bool:
    """Tell whether a text is in a language but for a quotation, or a name of more words."""
    rest, _ = weigh(TITLE[other(language)].sub(" ", QUOTATION.sub(" ", text)))
    return (rest if language == "en" else -rest) >= ENOUGH


def language_of(text: str) -> Language | None:
    """Return the language of a text, or None where too little speaks for either."""
    total, count = weigh(text)
    if count <= SHORT and (all_said := _title_case(text)):
        total = all_said
    enough = ENOUGH_IF_SHORT if count <= SHORT else ENOUGH
    if abs(total) < enough or len(text.strip(" \0…")) < MIN_LETTERS:
        return None
    return "en" if total > 0 else "cy"


def _title_case(text: str) -> float:
    """Return what the listed words of a few words speak for that all have a capital.

    Then a capital does not say that a word is a name: "Data Protection".
    """
    words = WORD.findall(NO_WORD.sub(" ", _without_postal(text).replace("’", "'")))
    long = [word for word in words if len(word) > MIN_LETTERS]
    if len(long) < 2 or len(words) > MOST_IN_TITLE or any(word[0].islower() for word in long):
        return 0
    weights = [_weight(word.lower()) for word in words if not (word.isupper() and len(word) > 1)]
    total = sum(weight for weight in weights if abs(weight) == KNOWN)
    small = (_weight(word.lower()) for word in words if word[0].islower())
    return 0 if any(weight * total < 0 for weight in small) else total  # gan Visual Crossing


def run_of(language: Language, text: str) -> str:
    """Return the first words in a row, in small letters, that are of a language, or "".

    They are at least ``RUN``, and all but one are in its list. Quotations don't count, and nothing
    that looks like a name.
    """
    sign = 1 if language == "en" else -1
    words = own_words(language)
    if len(words.intersection(text.lower().split())) < RUN - 1:
        return ""
    run: list[str] = []
    text = STARTS_CLAUSE.sub(lambda first: first[0].lower(), text)
    text = NO_WORD.sub(" | ", QUOTED.sub(" | ", text.replace("’", "'")))
    text = HYPHENATED.sub(" | ", text) if "-" in text else text
    for word in (*WORD_OR_SIGN.findall(text), "|"):
        if word in ",-–()":
            continue
        if word[0].isalpha() and word.islower() and sign * _weight(word) > -1:
            run.append(word)
            continue
        if len(run) >= RUN and sum(sign * _weight(each) == KNOWN for each in run) >= len(run) - 1:
            return " ".join(run)
        run = []
    return ""


def date_of(language: Language, text: str) -> str:
    """Return a date or a day of the week that a text says in a language, or ""."""
    if lower_vocabulary(text).isdisjoint(_DAYS_AND_MONTHS):
        return ""
    found = DATED[language].search(QUOTATION.sub(" ", text))
    return found[0] if found else ""


def joint_of(language: Language, text: str) -> str:
    """Return a little word of a language and the two of the other beside it: côt or het; or ""."""
    small = lower_vocabulary(text) & JOINTS[language]
    if not small:
        return ""
    sign = -1 if language == "en" else 1
    words = WORD_OR_SIGN.findall(QUOTED.sub(" | ", text.replace("’", "'")))
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if word not in small or not (before.islower() and after.islower()):
            continue
        weights = sorted(sign * _weight(each) for each in (before, after))
        if weights[0] >= 0 and weights[1] >= SURE_BESIDE:
            return f"{before} {word} {after}"
    return ""


def left(language: Language, text: str, counterpart: str) -> list[str]:
    """Return words of a language that a text of the other has, and its counterpart, too.

    They are in the list and in no quotation, and start a sentence or are in small letters: names
    are none of them.
    """
    listed = lower_vocabulary(text) & own_words(language)
    starts = {word[:MIN_STEM] for word in lower_vocabulary(counterpart)} if listed else ()
    both = {word for word in listed if len(word) >= MIN_LETTERS and word[:MIN_STEM] in starts}
    if not both:
        return []
    both -= frozenset(own_data("names.yml")["homographs"].split())
    counterpart = counterpart.replace("’", "'")
    text = _without_glosses(text.replace("’", "'"), counterpart)
    if language == "cy":
        text = _without_welsh_names(text, counterpart)
    text = WITH_SIGN.sub(lambda name: " " if name[0] in counterpart else name[0], text)
    alone = COMPOUND.sub(" 0 ", QUOTATION.sub(" ", without_names(text)))
    alone = FIRST_WORD.sub(lambda word: word[0] if word[0].isupper() else word[0].lower(), alone)
    return sorted(vocabulary(alone) & both)


def _without_welsh_names(text: str, counterpart: str) -> str:
    """Take the Welsh names of more words out of an English text: Dysgu trwy greu.

    They start with a capital, and the counterpart has them in the same words.
    """
    for run in WITH_CAPITAL.findall(text):
        words = run.split(" ")
        names = (" ".join(words[:size]) for size in range(len(words), 1, -1))
        if name := next((each for each in names if each in counterpart), ""):
            text = text.replace(name, " ")
    return text


def _without_glosses(text: str, counterpart: str) -> str:
    """Take out terms that brackets explain, and those in brackets that explain one.

    The counterpart has them without brackets: fersiwn (version), Settings (Gosodiadau).
    """

    def kept(gloss: re.Match[str]) -> str:
        before, inside = gloss[1] or "", gloss[2]
        if f"({inside})" in counterpart:
            return gloss[0]
        if inside.lower() in counterpart.lower():
            return f"{before} "
        is_explained = bool(before) and before in counterpart
        return f" ({inside})" if is_explained else gloss[0]

    return GLOSS.sub(kept, text) if "(" in text else text


def is_strange(text: str) -> bool:
    """Tell whether a text is in a language that is neither English nor Welsh."""
    words = text.lower().replace("’", "'").split()
    if not text.isascii() and len(OTHER_LETTERS.findall(text)) > sum(map(str.isalpha, text)) / 2:
        return True
    if len(words) < STRANGE_WORDS:
        return _is_surely_strange(text)
    if _are_known([word.strip(".,;:!?()“”") for word in words]):
        return False
    words = _without_initials(text)
    if len(words) < FEWEST_STRANGE or _are_known(words) or _has_names(text):
        return False
    return bool(_third_language(text, best_effort=True))


def _are_known(words: Sequence[str]) -> bool:
    """Tell whether too many words are listed for a text of a third language."""
    return sum(map(_words().__contains__, words)) > MAX_KNOWN * len(words)


def _without_initials(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    written = WORD.findall(NO_WORD.sub(" ", text).replace("’", "'"))
    return [word.lower() for word in written if not word.isupper()]


def _third_language(text: str, *, best_effort: bool = False) -> str:
    """Return the language that pycld2 is certain of, or at best thinks of, if it is a third one."""
    try:
        is_reliable, _, found = pycld2.detect(text, bestEffort=best_effort)
    except pycld2.error:  # characters that it can't take
        return ""
    _, code, percent, _ = found[0]
    is_third = code not in ("en", "cy", "un") and percent >= CERTAIN
    return code if is_third and (is_reliable or best_effort) else ""


def _has_names(text: str) -> bool:
    """Tell whether most words of a text have a capital."""
    words: list[str] = WORD.findall(text)
    return sum(word[0].islower() for word in words) < len(words) / 2


def _is_surely_strange(text: str) -> bool:
    """Tell whether a few words are in a third language: none of them is in our lists."""
    if _has_listed(text.lower().split()):
        return False
    words = _without_initials(text)
    if len(words) < FEWEST_IN_COMMON or _has_listed(words) or _has_names(text):
        return False
    if len(LITTLE.intersection(words)) >= FEWEST_LITTLE:
        return False
    likely, weight = _third_language(text, best_effort=True), weigh(text)[0] / len(words)
    if weight <= -SURELY_WELSH or (likely == LIKE_ENGLISH and weight >= SURELY_ENGLISH):
        return False
    is_many = len(words) >= FEWEST_STRANGE
    return likely in COMMON or bool(is_many and _third_language(text))


def _has_listed(words: Iterable[str]) -> bool:
    listed = _words()
    return any(word in listed for word in words if len(word) > 2)


@cache
def own_words(language: Language) -> frozenset[str]:
    """Return the listed words of a language that are none of the other's."""
    sign = 1 if language == "en" else -1
    return frozenset(word for word, weight in _words().items() if sign * weight > 0)
