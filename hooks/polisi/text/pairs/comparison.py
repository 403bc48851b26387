"""Two texts held against each other: what stands in one only, place by place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from polisi.facts.counterparts import is_welsh_line, same_address, same_mailbox
from polisi.markup.tree import Block
from polisi.text.pairs import figures
from polisi.text.pairs.figures import Found, Texts
from polisi.text.pairs.substance import Fact, Kind, facts, may_have_facts
from polisi.words.duty import demands, differs
from polisi.words.figures.calendar import Named, names
from polisi.words.languages import Language
from polisi.words.negation import has_sign, lost_negation

SENTENCE = re.compile(r"(?<=[.!?;:])\s+")
SAYS_WELSH = re.compile(r"\b(?:[CGN]h?g?ymraeg|Welsh)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in one language's text only, and in the other's only."""

    kind: Kind | Literal["negations", "duties"]
    english: tuple[str, ...]
    welsh: tuple[str, ...]
    line: int
    """Line in the Welsh text, from 0."""


def differences(english: Sequence[Block], welsh: Sequence[Block]) -> Iterator[Difference]:
    """Yield the differences between the substance of two texts.

    Blocks are compared one by one where both texts have the same; else the texts as wholes.
    """
    pairs: list[tuple[Sequence[Block], Sequence[Block]]] = [(english, welsh)]
    if list(map(_shape, english)) == list(map(_shape, welsh)):
        pairs = [((here,), (there,)) for here, there in zip(english, welsh, strict=True)]
    for here, there in pairs:
        texts: Texts = {"en": _words(here), "cy": _words(there)}
        line = there[0].line if there else 0
        yield from _named_times(texts, line)
        yield from _meanings(texts, line)
        if all(_is_plain(b, "en") for b in here) and all(_is_plain(b, "cy") for b in there):
            continue
        yield from _differences(here, there, texts, line)


def _named_times(texts: Texts, line: int) -> Iterator[Difference]:
    """Compare days of the week, months, seasons and periods, where both texts name as many."""
    english = names(texts["en"], "en")
    if not any(english):
        return
    for here, there in zip(english, names(texts["cy"], "cy"), strict=True):
        if len(here) != len(there):
            continue
        pairs = list(zip(here, there, strict=True))
        unlike = [pair for pair in pairs if pair[0].english != pair[1].english] or [
            (ours, theirs)
            for ours, theirs in pairs
            if figures.is_other_side(_as_date(ours), _as_date(theirs), texts)
        ]
        if unlike:
            only_here = tuple(_said(ours) for ours, _ in unlike)
            yield Difference("dates", only_here, tuple(_said(each) for _, each in unlike), line)


def _as_date(named: Named) -> Fact:
    return Fact("dates", named.english, bound=named.bound)


def _said(named: Named) -> str:
    return named.bound.of(named.written) if named.bound else named.written


def _meanings(texts: Texts, line: int) -> Iterator[Difference]:
    """Compare what the texts forbid, demand and allow, by sentence where they have as many."""
    has_duty = any(demands(text, language) for language, text in texts.items())
    if not has_duty and not any(has_sign(text, language) for language, text in texts.items()):
        return
    english, welsh = (SENTENCE.split(" ".join(text.split())) for text in texts.values())
    is_counted = len(english) == len(welsh)
    if not is_counted:
        english, welsh = [texts["en"]], [texts["cy"]]
    for here, there in filter(all, zip(english, welsh, strict=True)):
        if has_duty and (duty := differs({"en": here, "cy": there})):
            yield Difference("duties", (duty[0],), (duty[1],), line)
        yield from _negations(here, there, is_counted, line)


def _negations(here: str, there: str, is_counted: bool, line: int) -> Iterator[Difference]:
    if said := lost_negation(here, "en", there, is_counted=is_counted):
        yield Difference("negations", (said,), (), line)
    elif said := lost_negation(there, "cy", here, is_counted=is_counted):
        yield Difference("negations", (), (said,), line)


def _shape(block: Block) -> tuple[object, ...]:
    return block.kind, block.within, block.row, block.column


def _words(blocks: Sequence[Block]) -> str:
    return " ".join(block.words for block in blocks)


def _is_plain(block: Block, language: Language) -> bool:
    """Tell whether a block has words only, and no number or address among them."""
    return all(
        piece.kind == "words" and not may_have_facts(piece.text, language) for piece in block.pieces
    )


def _differences(
    english: Sequence[Block], welsh: Sequence[Block], texts: Texts, line: int
) -> Iterator[Difference]:
    here, there = list(facts(english, "en")), list(facts(welsh, "cy"))
    if here == there:
        return
    for kind in dict.fromkeys(fact.kind for fact in (*here, *there)):
        ours = [fact for fact in here if fact.kind == kind]
        theirs = [fact for fact in there if fact.kind == kind]
        only_here, only_there = COMPARE[kind](ours, theirs, texts)
        if only_here or only_there:
            yield Difference(kind, tuple(only_here), tuple(only_there), line)


Compare = Callable[[Sequence[Fact], Sequence[Fact], Texts], Found]


def _same(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
    return figures.only(english, welsh)


def _counterparts(agree: Callable[[str, str], bool]) -> Compare:
    """Compare what need not be the same to be right."""

    def compare(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
        here, there = {fact.value for fact in english}, {fact.value for fact in welsh}
        if here == there:
            return [], []
        only_here = [one for one in here if not any(agree(one, other) for other in there)]
        only_there = [other for other in there if not any(agree(one, other) for one in here)]
        return sorted(only_here), sorted(only_there)

    return compare


def _telephones(english: Sequence[Fact], welsh: Sequence[Fact], texts: Texts) -> Found:
    here, there = _same(english, welsh, texts)
    if here and there:
        there = [number for number in there if not is_welsh_line(number)]
        says_welsh = any(map(SAYS_WELSH.search, texts.values()))
        return ([], []) if not there or (says_welsh and len(here) == len(there)) else (here, there)
    return here, [number for number in there if not is_welsh_line(number)]


COMPARE: Mapping[Kind, Compare] = {
    "placeholders": figures.in_order,
    "references": _same,
    "code": _same,
    "links": _counterparts(same_address),
    "emails": _counterparts(same_mailbox),
    "telephones": _telephones,
    "dates": figures.dates,
    "figures": figures.figures,
}
"""How the facts of each kind are compared."""
