"""Two texts held against each other: what stands in one only, place by place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from polisi.facts.counterparts import is_welsh_line, same_address, same_mailbox
from polisi.markup.fields import KINDS as KINDS_OF_FIELDS
from polisi.markup.later import is_later
from polisi.markup.tree import Block, Piece, PieceKind, label
from polisi.text.pairs import figures
from polisi.text.pairs.figures import Found, Texts
from polisi.text.pairs.substance import Fact, Kind, facts
from polisi.words import detect
from polisi.words.figures.calendar import Named, lost, says_period
from polisi.words.figures.calendar import names as names_of_times
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.meaning import conditions, joining, kept, names, opposites, people, speaking
from polisi.words.negation import has_sign, lost_negation, turned_condition

SENTENCE = re.compile(r"(?<=[.!?;:])(?<![\s(.][^\W\d_]\.)\s+")
"""Where a sentence ends; *c.* and *e.g.* end none."""
QUOTATION = re.compile(r"“\s*([^”]*[^\s”])\s*”")
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w|\b(?:https?://|www\.)[^\s<>)]*[\w/]")
SIGNS_OF_ADDRESS = ("@", "://", "www.")
CAPITAL = r"\b[A-Z][\w’']*(?:\.\w+)*"
NAME = re.compile(rf"(?:{CAPITAL}[ ]+)+only\b|{CAPITAL}(?:[ ]+{CAPITAL})+")
"""What may be a name: Only Men Aloud, One Login, and Friends only, of a setting."""
ALIKE = {"but": "ond", "and": "a"}
CLAUSE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r",\s+(but|and)\s+"),
    "cy": re.compile(r",\s+(ond|a(?!c\s+eithrio\b))c?(?:\s+|(?=['’]))"),
}
"""Where a sentence goes on with another one."""
FEWEST = 3
"""Words of what is a sentence: your face, and any names, are not shown."""
AT_THE_END = re.compile(r"\byn\s+unig\b")
"""What ends a Welsh sentence and stands early in the English one: only A, and B; A, a B yn unig."""
SAYS_WELSH = re.compile(r"\b(?:(?:Ch?|G|Ngh)ymraeg|Welsh)", re.IGNORECASE)
SAYS_ENGLISH = re.compile(r"\b(?:Saesneg|English)\b", re.IGNORECASE)


BESIDE: Set[PieceKind] = frozenset(("image", "tip", "gap"))
"""Pieces whose words stand beside the text of their block."""
Meaning = Literal["negations", "duties", "people", "opposites", "conditions", "untranslated"]
KINDS: Mapping[str, Meaning] = {opposites.DUTY: "duties", opposites.PEOPLE: "people"}
"""Groups of opposites that have a rule of their own."""


SIGN_IN_WORDS = re.compile(rf"(?:!!!|\?\?\?\+?)[ ]*[\w-]+|\((?:{'|'.join(KINDS_OF_FIELDS)})\b")
"""What stays on a page of a note or field that is written wrongly: English in both languages."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in one language's text only, and in the other's only."""

    kind: Kind | Meaning
    english: tuple[str, ...]
    welsh: tuple[str, ...]
    line: int
    """Line in the Welsh text, from 0."""


def differences(english: Sequence[Block], welsh: Sequence[Block]) -> Iterator[Difference]:
    """Yield the differences between the substance of two texts.

    Blocks are compared one by one where both texts have the same; else the texts as wholes.
    """
    is_alike = [_shape(block) for block in english] == [_shape(block) for block in welsh]
    pairs: list[tuple[Sequence[Block], Sequence[Block]]] = [(english, welsh)]
    if is_alike:
        pairs = [((here,), (there,)) for here, there in zip(english, welsh, strict=True)]
    for here, there in pairs:
        texts: Texts = {"en": _words(here), "cy": _words(there)}
        line = there[0].line if there else 0
        found = [*_named_times(texts, line), *_differences(here, there, texts, line)]
        if not any(each.kind == "dates" for each in found):
            found += _lost_times(texts, line)
        yield from found
        counted = [each for each in found if each.kind in ("dates", "figures")]
        # Sorts of days, which are figures here, are told by their words, too.
        may_mean = is_alike and all(said.endswith(" day") for f in counted for said in f.english)
        may_mean = may_mean and all(each.english for each in counted)
        may_deny = any(has_sign(texts[language], language) for language in LANGUAGES)
        may_lose = may_mean and _gaps(here) == _gaps(there)
        may_lose = may_lose and not any(each.kind == "placeholders" for each in found)
        asked = {_meaning: may_mean, _lost: may_lose, _denial: may_deny}
        if any(asked.values()):
            yield from _by_sentence([each for each in asked if asked[each]], texts, line)
        if named := names.differs(texts):
            both = [(said,) if said else () for said in named]
            yield Difference("opposites", both[0], both[1], line)
        yield from _untranslated(here, there, line)
        yield from _beside(here, there, line)


def _gaps(blocks: Sequence[Block]) -> int:
    return sum(piece.kind == "gap" for block in blocks for piece in block.pieces)


def _beside(english: Sequence[Block], welsh: Sequence[Block], line: int) -> Iterator[Difference]:
    """Compare the words that stand beside two texts: of pictures, of tips on links, of gaps."""
    ours, theirs = _pieces_beside(english), _pieces_beside(welsh)
    if [piece.kind for piece in ours] != [piece.kind for piece in theirs]:
        return
    for here, there in zip(ours, theirs, strict=True):
        for found in differences([label(here.text)], [label(there.text)]):
            yield replace(found, line=line)


def _pieces_beside(blocks: Sequence[Block]) -> list[Piece]:
    return [piece for block in blocks for piece in block.pieces if piece.kind in BESIDE]


def _untranslated(
    english: Sequence[Block], welsh: Sequence[Block], line: int
) -> Iterator[Difference]:
    """Find words that were left in the other language; whole sentences have their own rule."""
    texts = {"en": _own_words(english), "cy": _own_words(welsh)}
    for language in LANGUAGES:
        there = other(language)
        found = detect.left(there, texts[language], texts[there])
        if not found or detect.language_of(texts[language]) == there:
            continue
        if not detect.run_of(there, texts[language]):
            both = [tuple(found) if each == language else () for each in LANGUAGES]
            yield Difference("untranslated", both[0], both[1], line)


def _own_words(blocks: Sequence[Block]) -> str:
    """Return the words of some blocks without what they mark as of another language."""
    pieces = (piece for block in blocks for piece in block.pieces)
    text = "".join(piece.text if piece.kind == "words" else " \0 " for piece in pieces)
    return SIGN_IN_WORDS.sub(" ", text)


def _named_times(texts: Texts, line: int) -> Iterator[Difference]:
    """Compare days of the week, months, seasons and periods, where both texts name as many."""
    english = names_of_times(texts["en"], "en")
    if not any(english):
        return
    for here, there in zip(english, names_of_times(texts["cy"], "cy"), strict=True):
        if len(here) != len(there):
            continue
        pairs = list(zip(here, there, strict=True))
        if len(pairs) == 1 and _are_both_named(*pairs[0], texts):
            continue
        unlike = [pair for pair in pairs if pair[0].english != pair[1].english] or [
            (ours, theirs)
            for ours, theirs in pairs
            if figures.is_other_side(_as_date(ours), _as_date(theirs), texts)
        ]
        if unlike:
            only_here = tuple(_said(ours) for ours, _ in unlike)
            yield Difference("dates", only_here, tuple(_said(each) for _, each in unlike), line)


def _are_both_named(english: Named, welsh: Named, texts: Texts) -> bool:
    """Tell whether each text has the other's period too, where it names none: an hour in a week."""
    is_other = english.english != welsh.english
    return is_other and says_period(english, texts["cy"]) and says_period(welsh, texts["en"])


def _lost_times(texts: Texts, line: int) -> Iterator[Difference]:
    """Find a day or a month that one text lacks of those that the other names."""
    here, there = (tuple(dict.fromkeys(map(_said, named))) for named in lost(texts))
    if here or there:
        yield Difference("dates", here, there, line)


def _as_date(named: Named) -> Fact:
    return Fact("dates", named.english, bound=named.bound)


def _said(named: Named) -> str:
    return named.bound.of(named.written) if named.bound else named.written


BySentence = Callable[[Texts, bool], Iterator[tuple[Kind | Meaning, str, str]]]
"""Compares two sentences; or, as the flag says, two texts that have not as many of them."""


def _by_sentence(
    comparisons: Sequence[BySentence], texts: Texts, line: int
) -> Iterator[Difference]:
    """Compare two texts by sentence where they have as many, else as wholes."""
    texts = _without_same_names(_without_same_quotations(_without_addresses(texts)))
    texts = {language: detect.without_criteria(text) for language, text in texts.items()}
    english, welsh = (SENTENCE.split(" ".join(text.split())) for text in texts.values())
    is_counted = len(english) == len(welsh)
    if not is_counted:
        english, welsh = [texts["en"]], [texts["cy"]]
    else:
        english, welsh = _by_clause(english, welsh)
    for compare in comparisons:
        for here, there in zip(english, welsh, strict=True):
            for kind, ours, theirs in compare({"en": here, "cy": there}, is_counted):
                both = [(said,) if said else () for said in (ours, theirs)]
                yield Difference(kind, both[0], both[1], line)


def _by_clause(english: Sequence[str], welsh: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part sentences at "but" and "and" where both languages have the same of them in order."""
    ours: list[str] = []
    theirs: list[str] = []
    for here, there in zip(english, welsh, strict=True):
        may_part = "," in here and not AT_THE_END.search(there)
        parted = [CLAUSE["en"].split(here), CLAUSE["cy"].split(there)] if may_part else []
        is_alike = parted and [ALIKE.get(word) for word in parted[0][1::2]] == parted[1][1::2]
        is_alike = is_alike and all(len(part.split()) >= FEWEST for part in parted[0][::2])
        ours += parted[0][::2] if is_alike else [here]
        theirs += parted[1][::2] if is_alike else [there]
    return ours, theirs


def _without_addresses(texts: Texts) -> Texts:
    """Take out addresses, whose words say nothing: no-reply@ysgol.example."""
    if not any(sign in text for text in texts.values() for sign in SIGNS_OF_ADDRESS):
        return texts
    return {language: ADDRESS.sub(" ", text) for language, text in texts.items()}


def _without_same_quotations(texts: Texts) -> Texts:
    """Take out what both texts quote in the same words, which say nothing of either."""
    if "“" not in texts["en"]:
        return texts
    quoted = [set(QUOTATION.findall(text)) for text in texts.values()]
    same = quoted[0] & quoted[1]
    if not same:
        return texts
    return {
        language: QUOTATION.sub(lambda found: "" if found[1] in same else found[0], text)
        for language, text in texts.items()
    }


def _without_same_names(texts: Texts) -> Texts:
    """Take out names of more words that both texts have in the same ones.

    The first word with a capital may be none of the name: Use One Login.
    """
    found = [(name, name.partition(" ")[2]) for name in NAME.findall(texts["en"])]
    both = (next((each for each in names if each in texts["cy"]), "") for names in found)
    for name in (name for name in both if " " in name):
        texts = {language: text.replace(name, " ") for language, text in texts.items()}
    return texts


def _meaning(texts: Texts, is_counted: bool) -> Iterator[tuple[Kind | Meaning, str, str]]:
    """Compare who, whether and when."""
    for group, english, welsh in opposites.contradictions(texts):
        yield KINDS.get(group, "opposites"), english, welsh
    if exchanged := people.exchanged(texts):
        yield "people", *exchanged
    if turned := speaking.turned(texts):
        yield "people", *turned
    if joined := joining.differs(texts):
        yield "opposites", *joined
    if is_counted and (condition := conditions.lost(texts)):
        yield "conditions", *condition


def _lost(texts: Texts, is_counted: bool) -> Iterator[tuple[Kind | Meaning, str, str]]:
    """Compare what one of two short sentences names alone; of other languages it is not asked."""
    found = list(kept.lost(texts)) if is_counted else []
    if any(_is_of_another(texts[each], each) or is_later(texts[each]) for each in texts if found):
        return
    for group, english, welsh in found:
        if not (group == opposites.TIME and conditions.lost(texts)):  # that says it, too
            yield KINDS.get(group, "opposites"), english, welsh


def _is_of_another(text: str, language: Language) -> bool:
    return detect.language_of(text) == other(language) or detect.is_strange(text)


def _denial(texts: Texts, is_counted: bool) -> Iterator[tuple[Kind | Meaning, str, str]]:
    """Compare what the texts forbid or deny."""
    english, welsh = texts["en"], texts["cy"]
    if not english or not welsh:
        return
    ours = lost_negation(english, "en", welsh, is_counted=is_counted)
    theirs = "" if ours else lost_negation(welsh, "cy", english, is_counted=is_counted)
    if (ours or theirs) and not opposites.makes_up(texts):
        yield "negations", ours, theirs
    elif is_counted and (turned := turned_condition(texts)):
        yield "negations", *turned


def _shape(block: Block) -> tuple[object, ...]:
    return block.kind, block.within, block.row, block.column


def _words(blocks: Sequence[Block]) -> str:
    return " ".join(block.words for block in blocks).replace("\u02bc", "’")


def _differences(
    english: Sequence[Block], welsh: Sequence[Block], texts: Texts, line: int
) -> Iterator[Difference]:
    here, there = list(facts(english, "en")), list(facts(welsh, "cy"))
    if list(map(_compared, here)) == list(map(_compared, there)):  # as in most
        return
    for kind in dict.fromkeys(fact.kind for fact in (*here, *there)):
        ours = [fact for fact in here if fact.kind == kind]
        theirs = [fact for fact in there if fact.kind == kind]
        only_here, only_there = COMPARE[kind](ours, theirs, texts)
        if only_here or only_there:
            yield Difference(kind, tuple(only_here), tuple(only_there), line)


def _compared(fact: Fact) -> tuple[object, ...]:
    """Return all of a fact but the words for its bound, which are of its language."""
    return *fact[:-1], fact.bound and fact.bound.kind


Compare = Callable[[Sequence[Fact], Sequence[Fact], Texts], Found]


def _same(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
    return figures.only(english, welsh)


def _counterparts(agree: Callable[[str, str], bool]) -> Compare:
    """Compare what need not be the same to be right."""

    def compare(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
        here, there = {fact.value for fact in english}, {fact.value for fact in welsh}
        only_here = [one for one in here if not any(agree(one, other) for other in there)]
        only_there = [other for other in there if not any(agree(one, other) for one in here)]
        if only_here or only_there:
            return sorted(only_here), sorted(only_there)
        values = [[fact.value for fact in each] for each in (english, welsh)]
        return _exchanged(values[0], values[1], agree)

    return compare


def _exchanged(here: list[str], there: list[str], agree: Callable[[str, str], bool]) -> Found:
    """Return what stands in another order, of what each text has as often as the other."""
    if len(here) != len(there):
        return [], []
    moved = [pair for pair in zip(here, there, strict=True) if not agree(*pair)]
    if all(any(agree(ours, theirs) for _, theirs in moved) for ours, _ in moved):
        return [ours for ours, _ in moved], [theirs for _, theirs in moved]
    return [], []


def _telephones(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
    here, there = figures.in_order(english, welsh, texts)
    says_welsh = any(map(SAYS_WELSH.search, texts.values()))
    if sorted(here) == sorted(there):
        has_line_of_each = says_welsh and any(map(SAYS_ENGLISH.search, texts.values()))
        return ([], []) if has_line_of_each else (here, there)
    if figures.are_samples((here, there), texts, str.isdigit):
        return [], []
    if here and there:
        there = [number for number in there if not is_welsh_line(number)]
        return ([], []) if not there or (says_welsh and len(here) == len(there)) else (here, there)
    return here, [number for number in there if not is_welsh_line(number)]


COMPARE: Mapping[Kind, Compare] = {
    "placeholders": figures.in_order,
    "references": figures.in_order,
    "code": _same,
    "links": _counterparts(same_address),
    "emails": _counterparts(same_mailbox),
    "telephones": _telephones,
    "dates": figures.dates,
    "figures": figures.figures,
}
"""How the facts of each kind are compared."""
