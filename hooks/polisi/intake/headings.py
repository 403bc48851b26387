"""Which paragraphs are headings: by style, by number, by their look; and which one is the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from polisi.intake.blocks import Block, Run, squeeze, words
from polisi.intake.labels import depth, form

MAX_WORDS, MAX_LETTERS = 14, 110
FEW, SENTENCE = 6, 12
"""Words of a heading that looks like any text, and of the paragraph below it."""
MANY = 4
"""So many paragraphs in a row that look like headings are none: they are a list, or an address."""
NO_END = ".;,"
NO_TITLE = re.compile(
    r"microsoft|\.docx?$|\.pdf$|^untitled|^document\d*$|^slide|^powerpoint", re.IGNORECASE
)
POLICY = re.compile(
    r"\b(?:policy|procedures?|code|guidance|protocol|plan|[pbm]h?olisi|cod|canllawiau)\b",
    re.IGNORECASE,
)
"""What a policy's title often says."""
LARGER = 1.2
"""How much larger letters are at least, in points, that make a heading."""
Look = tuple[float, int]


def titled(blocks: Sequence[Block], said: str) -> tuple[str, list[Block]]:
    """Return the title of a document and the blocks without it; ``said`` is in its properties."""
    left = list(blocks)
    for at, block in enumerate(left):
        if block.kind == "title":
            text = left.pop(at).text
            rest = [replace(b, kind="paragraph") if b.kind == "title" else b for b in left]
            return text, rest
    tops = [block for block in left if block.kind == "heading" and block.level == 1]
    others = [block for block in left if block.kind == "heading" and block.level != 1]
    if len(tops) == 1 and others and tops[0] == next(b for b in left if b.kind == "heading"):
        left.remove(tops[0])
        return tops[0].text, left
    said = "" if NO_TITLE.search(said.strip()) else squeeze(said)
    first = _first_line(left)
    if first is None:
        return said, left
    text = left[first].text
    if not said or POLICY.search(text) or text.lower() == said.lower():
        return left.pop(first).text, left
    return said, left


def _first_line(blocks: Sequence[Block]) -> int | None:
    """Return where a line stands at the start that is short, and larger or bolder than others."""
    largest = max((block.size for block in blocks[:8]), default=0.0)
    is_large = largest > _normal(blocks) + LARGER
    found = []
    for at, block in enumerate(blocks[:8]):
        if block.kind not in ("paragraph", "heading") or not _is_short(block.text):
            break
        stands = block.size == largest if is_large else _stands_out(block)
        is_named = POLICY.search(block.text) and " " in block.text
        if not block.number and (stands or (is_named and block.size > _normal(blocks) + LARGER)):
            found.append(at)
    named = [at for at in found if POLICY.search(blocks[at].text) and " " in blocks[at].text]
    return next(iter([*named, *found]), None)


def _normal(blocks: Sequence[Block]) -> float:
    """Return the size of most letters."""
    weight: dict[float, int] = {}
    for block in blocks:
        weight[block.size] = weight.get(block.size, 0) + len(block.text)
    return max(weight, key=lambda size: weight[size]) if weight else 0.0


def _is_short(text: str) -> bool:
    return (
        0 < len(text) <= MAX_LETTERS
        and len(text.split()) <= MAX_WORDS
        and any(map(str.isalpha, text))
    )


def _stands_out(block: Block) -> bool:
    said = [run for run in block.runs if run.text.strip()]
    is_italic = all(run.italic for run in said) and block.text[-1:] == ":"
    return block.is_bold or block.underlined or is_italic or _is_in_capitals(block.text)


def _is_in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and all(map(str.isupper, letters))


def found(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, with those made headings that are, each with its level from 1."""
    normal = _normal(blocks)
    may_be = [_may_be(blocks, at, normal) for at in range(len(blocks))]
    for start, end in _rows(may_be):
        styled = any(blocks[at].kind == "heading" and blocks[at].level for at in range(start, end))
        most = MANY if start else 2
        if end - start >= most and not styled:
            may_be[start : end - 1] = [False] * (end - 1 - start)
    made = [
        replace(block, kind="heading") if is_one and block.kind != "heading" else block
        for block, is_one in zip(blocks, may_be, strict=True)
    ]
    made = [
        replace(block, kind="paragraph", runs=block.runs)
        if block.kind == "heading" and not is_one
        else block
        for block, is_one in zip(made, may_be, strict=True)
    ]
    return list(_levelled(made, normal))


def _rows(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for at, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            yield start, at
            start = None


def _may_be(blocks: Sequence[Block], at: int, normal: float) -> bool:
    """Tell whether a block is a heading, or looks like one."""
    block = blocks[at]
    if block.kind == "heading":
        return not block.level or any(map(str.isalnum, block.text))
    text = block.text
    if block.kind != "paragraph" or not _is_short(text) or at + 1 == len(blocks):
        return False
    is_numbered = block.is_bold and depth(block.number) == 1 and text[-1] == "."
    if text[-1] in NO_END and not is_numbered:
        return False
    following = blocks[at + 1]
    kind = form(block.number)
    if kind in ("letter", "roman", "bullet"):
        return False
    if _stands_out(block):
        return not _goes_on(text)
    if normal and block.size > normal + LARGER:
        return True
    if text[-1] in "?!:" or not text[0].isupper():
        return False
    if not kind and _is_label(blocks, at):
        return True
    if kind == "number":
        return form(following.number) == "clause" or (
            not following.number and following.kind == "paragraph" and not _is_short(following.text)
        )
    return kind == "clause" and not following.number and len(text.split()) <= 8 and (
        following.kind == "paragraph" or depth(following.number) > depth(block.number)
    )  # fmt: skip


def _is_label(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a few plain words stand before a paragraph, after one that has ended."""
    text, following = blocks[at].text, blocks[at + 1]
    before = blocks[at - 1].text if at else "."
    is_alone = len(text.split()) <= FEW and not any(sign in text for sign in ".,:;…_|/@0123456789")
    goes_before = following.kind == "paragraph" and len(following.text.split()) >= SENTENCE
    return is_alone and goes_before and before[-1:] in ".;:!?)" and text[-1].isalnum()


def _goes_on(text: str) -> bool:
    """Tell whether a short text is a line of a form: ``Signed: ……``, ``Date: 1 May``."""
    before, colon, after = text.partition(":")
    return bool(colon and after.strip()) or "___" in text or "…" in before or "...." in text


def _levelled(blocks: Sequence[Block], normal: float) -> Iterator[Block]:
    """Give each heading its level: a style's, or what its number and look say among the others."""
    headings = [block for block in blocks if block.kind == "heading"]
    styled = [block.level for block in headings if block.level]
    numbered = sum(bool(depth(block.number)) for block in headings if not block.level)
    looks = sorted(
        {_look(block) for block in headings if not block.level and not depth(block.number)}
    )
    base = min(styled, default=1)
    above = 0
    for block in blocks:
        if block.kind != "heading":
            yield block
            continue
        parts = depth(block.number)
        if block.level:
            level = block.level - base + 1
            above = level
        elif styled:
            level = (
                above
                + (parts - 1 if parts > 1 else looks.index(_look(block)) if not parts else 0)
                + 1
            )
        elif numbered >= 3 and parts:
            level = above = parts
        elif numbered >= 3:
            is_large = block.size > normal + 3 * LARGER
            level = 1 if is_large or not above else above + 1
        else:
            level = parts or looks.index(_look(block)) + 1
        yield replace(block, level=max(1, min(level, 5)), runs=(Run(_bare(words(block.runs))),))


def _look(block: Block) -> Look:
    """Return how a heading looks; what sorts first stands higher."""
    weight = 1 if block.is_bold else 2
    weight = 0 if _is_in_capitals(block.text) else weight
    return -round(block.size), weight


def _bare(text: str) -> str:
    """Return a heading without a colon at its end."""
    return text.rstrip(" :–-") or text
