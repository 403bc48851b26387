"""From blocks to a proposal: sections, and a clause for each numbered paragraph or heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from polisi.intake import headings
from polisi.intake.blocks import Block, Loss, Original, Place, squeeze
from polisi.intake.labels import form, labelled, plain

TITLE_WORDS = 9
MIN_TITLE = 4
SEE = re.compile(
    r"[,;(]?\s*(?:\b(?:see|gweler|refer to|in|under|yn|ym|o dan)\s+)?"
    r"(?:paragraphs?|sections?|clauses?|[pmb]h?aragraff|adran|h?adrannau|cymal|gymal)?\s*$",
    re.IGNORECASE,
)
"""What stands before a number that a title leaves out."""
SENTENCE = re.compile(r"(?<=[^\W\d_]{2})[.!?:;](?=\s|$)|\n")
WEAK = frozenset(
    "a an the of to in on at by for with and or but if as is are be was will shall must may can "
    "that which who this these their its our your any all from into about when where not has have "
    "should would y yr 'r a ac o i ar at gan wrth am dros drwy yn a'r i'r o'r neu ond os fel "
    "sy'n mae bod yw bydd rhaid ei eu eich ein pob unrhyw ni nid na nad hwn "
    "hon hyn we you they it chi".split()
)
"""Words that a title does not end with."""
LONG = 12
"""Words of a paragraph that is surely one and no item of a list."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A section's heading, or a clause."""

    kind: str
    """``section`` or ``clause``."""
    title: str
    level: int
    """Number of ``#`` signs."""
    number: str
    """As others refer to it, ``4.2``, or nothing."""
    place: Place
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A document as it is proposed, in one language."""

    title: str
    passages: tuple[Passage, ...]
    losses: tuple[Loss, ...]

    @property
    def clauses(self) -> list[Passage]:
        """Its clauses, in order."""
        return [each for each in self.passages if each.kind == "clause"]


@dataclass(slots=True)
class _Node:
    """A heading with what stands under it."""

    heading: Block | None
    blocks: list[Block] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)


def outline(original: Original, name: str) -> Outline:
    """Make the outline of a document; ``name`` is its title where it has none."""
    blocks = [labelled(part) for block in original.blocks for part in _lines(block)]
    blank = [block for block in blocks if not any(map(str.isalnum, block.text))]
    losses = [Loss("import.lost-field", each.place, each.text) for each in blank if each.text]
    blocks = [block for block in blocks if block not in blank]
    listed = headings.contents(blocks)
    losses += [
        Loss("import.lost-contents", blocks[n].place, blocks[n].text) for n in sorted(listed)
    ]
    blocks = [block for at, block in enumerate(blocks) if at not in listed]
    title, blocks, above = headings.titled(blocks, original.title)
    blocks = headings.found(blocks, above)
    root = _nested(blocks)
    is_counted = _are_clauses(blocks)
    passages = tuple(_passages(root, 1, is_counted))
    return Outline(_title(title) or name, passages, (*original.losses, *losses))


def _lines(block: Block) -> Iterator[Block]:
    """Part a paragraph at its line breaks, which Markdown has none of that would be seen."""
    if block.kind == "table" or not any("\n" in run.text for run in block.runs):
        yield block
        return
    if block.kind != "paragraph":
        runs = tuple(replace(run, text=run.text.replace("\n", " ")) for run in block.runs)
        yield replace(block, runs=runs)
        return
    lines: list[list[object]] = [[]]
    for run in block.runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        for text in rest:
            lines.append([replace(run, text=text)])
    number = block.number
    for line in lines:
        made = replace(block, runs=tuple(line), number=number)  # type: ignore[arg-type]
        if made.text:
            yield made
            number = ""


def _nested(blocks: Sequence[Block]) -> _Node:
    root = _Node(None)
    stack = [root]
    for block in blocks:
        if block.kind != "heading":
            stack[-1].blocks.append(block)
            continue
        while len(stack) > 1 and (there := stack[-1].heading) and there.level >= block.level:
            stack.pop()
        node = _Node(block)
        stack[-1].children.append(node)
        stack.append(node)
    return root


def _are_clauses(blocks: Sequence[Block]) -> bool:
    """Tell whether plain numbers (1., 2.) count paragraphs of the whole document, and not lists."""
    numbers, lengths, starts = [], [], 0
    for block in blocks:
        if block.kind == "paragraph" and form(block.number) == "number" and block.level == 0:
            numbers.append(int(plain(block.number)))
            lengths.append(len(block.text.split()))
            starts += numbers[-1] == 1
    if len(numbers) < 4 or starts > 1:
        return False
    is_rising = all(after == before + 1 for before, after in pairwise(numbers))
    return is_rising and sum(lengths) >= LONG * len(lengths)


def _passages(node: _Node, level: int, is_counted: bool) -> Iterator[Passage]:
    """Yield what stands under a heading, as sections and clauses."""
    yield from _clauses(node, level + 1, is_counted)
    are_sections = any(_is_section(child, is_counted) for child in node.children)
    for child in node.children:
        heading = child.heading
        if heading is None:
            continue
        number = plain(heading.number)
        text = _title(heading.text) or heading.text
        if are_sections or not child.blocks:
            yield Passage("section", text, min(level + 1, 5), number, heading.place)
            yield from _passages(child, min(level + 1, 5), is_counted)
        else:
            yield Passage(
                "clause", text, min(level + 1, 6), number, heading.place, tuple(child.blocks)
            )


def _is_section(node: _Node, is_counted: bool) -> bool:
    return bool(node.children) or sum(_is_clause(block, is_counted) for block in node.blocks) > 0


def _is_clause(block: Block, is_counted: bool) -> bool:
    """Tell whether a paragraph is a clause of its own by its number."""
    kind = form(block.number)
    return block.kind == "paragraph" and (
        kind == "clause" or (is_counted and kind == "number" and block.level == 0)
    )


def _clauses(node: _Node, level: int, is_counted: bool) -> Iterator[Passage]:
    """Yield the clauses of the text right under a heading: one for each numbered paragraph."""
    groups: list[list[Block]] = []
    for block in node.blocks:
        if not groups or _is_clause(block, is_counted):
            groups.append([])
        groups[-1].append(block)
    for group in groups:
        first = group[0]
        number = plain(first.number) if _is_clause(first, is_counted) else ""
        if number:
            first = replace(first, number="", level=0)
        heading = node.heading.text if node.heading else ""
        title = first_words(group) or heading or squeeze(first.text)[:60]
        yield Passage("clause", title, min(level, 6), number, first.place, (first, *group[1:]))


def first_words(blocks: Sequence[Block]) -> str:
    """Return a title made of the first words of a text."""
    for block in blocks:
        text = block.text
        if block.kind == "table":
            text = (
                squeeze(" ".join(run.text for cell in block.rows[0] for run in cell))
                if block.rows
                else ""
            )
        if sum(map(str.isalpha, text)) < 3:
            continue
        stop = SENTENCE.search(text)
        words = _without_figures((text[: stop.start()] if stop else text).split())
        if len(words) > TITLE_WORDS:
            words = words[:TITLE_WORDS]
            commas = [at for at, word in enumerate(words) if at >= MIN_TITLE and word[-1] == ","]
            words = words[: commas[0] + 1] if commas else words
            while len(words) > 3 and words[-1].lower().strip("(),’'").replace("’", "'") in WEAK:
                words.pop()
        if title := _title(" ".join(words)):
            return title
    return ""


def _without_figures(words: list[str]) -> list[str]:
    """Cut words off before a figure: where titles of two languages end is not the same place."""
    at = next((at for at, word in enumerate(words) if any(map(str.isdigit, word))), len(words))
    if at < MIN_TITLE:
        return words
    shorter = SEE.sub("", " ".join(words[:at])).split()
    return words if at == len(words) or len(shorter) < MIN_TITLE else shorter


def _title(text: str) -> str:
    """Return words as a heading may have them: no signs that mean something to Markdown."""
    text = text.translate(str.maketrans("[]{}`*<>|\\", "()()'     "))
    text = re.sub(r"_{1,}", " ", text)
    text = re.sub(r"&(?=#?\w+;)", "& ", text)
    text = re.sub(r"\.{3,}|…+", " ", text)
    text = squeeze(
        re.sub(
            r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd\ue000-\uf8ff]",
            " ",
            text,
        )
    )
    return text.strip(" ,;:.–-#=+~^")
