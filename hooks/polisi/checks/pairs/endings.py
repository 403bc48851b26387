"""The rule for sentences that lost their end: the other language has it.

A text that was cut off in the middle of a word has no full stop where its counterpart has one. Not
every text needs one, so that is held against it only where those like it have theirs: the other
items of its list, or nearly all paragraphs of its document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from polisi.markup.later import says_little
from polisi.markup.tree import Block
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document, Pair
from polisi.text.parts import Part, parts
from polisi.words.languages import LANGUAGES, Language, other

End = Literal["stop", "letter", "other"]
"""How a text ends: as a sentence, as none, or with what may end one (a figure, a value)."""
STOPS = (".", "!", "?", "…")
CLOSING = "\"”’')]"
FEWEST = 3
"""Words of a sentence, and paragraphs from which can be known how a document ends them."""
NEARLY_ALL = 9
"""How many texts with a full stop there are for each without."""
WORDS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph or an item, in both languages."""

    blocks: Mapping[Language, Block]
    parts: Mapping[Language, Part]
    ends: Mapping[Language, End]


def check(project: Project) -> Iterator[Problem]:
    """Check the ends of the paragraphs and items of all pairs of documents."""
    for pair in project.pairs.values():
        texts = list(_texts(pair)) if len(pair) == len(LANGUAGES) else []
        for language in LANGUAGES:
            for cut in _cut(texts, language):
                part = cut.parts[language]
                clause = project.register.clauses.get(part.clause)
                if "text-cut" not in (clause.allow if clause else pair["en"].allow):
                    block = cut.blocks[language]
                    last = _words(block).replace("\0", "…").split()[-WORDS_SHOWN:]
                    values = {"text": f"… {' '.join(last)}"}
                    line = part.line_of(block)
                    yield Problem("text-cut", pair[language].path, line, part.clause, values)


def _texts(pair: Pair) -> Iterator[_Text]:
    """Yield what stands in both languages at the same place of passages of one shape."""
    here, there = (_parts(pair[language]) for language in LANGUAGES)
    for key, english in here.items():
        welsh = there.get(key)
        if welsh is None or _shape(english) != _shape(welsh):
            continue
        for first, second in zip(english.blocks, welsh.blocks, strict=True):
            if first.kind in ("paragraph", "item"):
                ends: dict[Language, End] = {"en": _end(first), "cy": _end(second)}
                yield _Text({"en": first, "cy": second}, {"en": english, "cy": welsh}, ends)


def _parts(document: Document) -> dict[str, Part]:
    return {part.key: part for part in parts(document) if part.where == "text"}


def _shape(part: Part) -> list[tuple[object, ...]]:
    return [(block.kind, block.within) for block in part.blocks]


def _words(block: Block) -> str:
    """Return the words of a block; what is none is a sign that ends no sentence."""
    return "".join(p.text if p.kind == "words" else "\0" for p in block.pieces).strip()


def _end(block: Block) -> End:
    """Tell how a block ends."""
    last = [each.text if each.kind == "words" else "\0" for each in block.pieces[-2:]]
    text = "".join(last).rstrip()
    if text.rstrip(CLOSING).endswith(STOPS):
        return "stop"
    return "letter" if text[-1:].isalpha() else "other"


def _cut(texts: Sequence[_Text], language: Language) -> Iterator[_Text]:
    """Yield the texts that lost their end in a language."""
    paragraphs = [each for each in texts if each.blocks[language].kind == "paragraph"]
    items = [each for each in texts if each.blocks[language].kind == "item"]
    lists = [list(group) for _, group in groupby(items, lambda each: _list(each, language))]
    for group, fewest in ((paragraphs, FEWEST), *((each, 1) for each in lists)):
        ends = [each.ends[language] for each in group]
        stopped = ends.count("stop")
        if stopped >= fewest and ends.count("letter") <= max(1, stopped // NEARLY_ALL):
            yield from (each for each in group if _is_cut(each, language))


def _list(text: _Text, language: Language) -> tuple[object, ...]:
    return text.parts[language].line, text.blocks[language].within


def _is_cut(text: _Text, language: Language) -> bool:
    """Tell whether a sentence has no end in a language, and one in the other."""
    if text.ends[language] != "letter" or text.ends[other(language)] != "stop":
        return False
    words = _words(text.blocks[language])
    return len(words.split()) >= FEWEST and not says_little(words)
