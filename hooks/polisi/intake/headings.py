"""Which paragraphs are headings: by style, by number, by their look; and which one is the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from polisi.intake.blocks import Block, Run, squeeze, words
from polisi.intake.labels import depth, form

MAX_WORDS, MAX_LETTERS = 14, 110
LONG_WORDS, LONG_LETTERS = 18, 150
"""Of a heading that is bold, and says nothing that a sentence would."""
FEW, SENTENCE = 6, 12
"""Words of a heading that looks like any text, and of the paragraph below it."""
MANY = 4
"""So many paragraphs in a row that look like headings are none: they are a list, or an address."""
FEWEST_ENTRIES = 3
OPENING = 12
"""So many blocks at the start may hold the title."""
NO_END = ".;,"
NO_TITLE = re.compile(
    r"microsoft|\.docx?$|\.pdf$|^untitled|^document\d*$|^slide|^powerpoint", re.IGNORECASE
)
POLICY = re.compile(
    r"\b(?:polic(?:y|ies)|procedures?|code|guidance|protocol|plan|charter|"
    r"[pbm]h?olis(?:i|ïau)|cod|canllawiau|siarter)\b",
    re.IGNORECASE,
)
"""What a policy's title often says."""
PART_OF_POLICY = re.compile(
    r"(?:(?:the|our|y|ein)\s+)?(?:polic(?:y|ies)|procedures?|code|guidance|plan|polisi|cod)"
    r"(?:\s+(?:statements?|date|aims?|and\s+\w+|history|overview|datganiad))?\s*[:.]?",
    re.IGNORECASE,
)
"""What has a policy's name and is a heading in one."""
DATE = re.compile(r"\b(?:dated?|dyddiad)\b", re.IGNORECASE)
SENDER = re.compile(
    r"\b(?:(?:pre-?)?schools?|academy|college|nurser(?:y|ies)|daycare|playgroup|kindergarten|"
    r"council|federation|trust|alliance|h?ysgol|academi|(?:[cg]|ch|ngh)oleg|meithrinfa|ffederasiwn|"
    r"cyngor (?:sir|bwrdeistref|dinas|tref|cymuned)|cylch meithrin)\b",
    re.IGNORECASE,
)
"""What the name of a school says, which stands above the title of its papers."""
PART = re.compile(
    r"(?:section|part|appendix|annex|stage|step|chapter|schedule|phase|level|"
    r"adran|rhan|atodiad|cam|cyfnod|pennod|atodlen|lefel)\s+(?:[ivx]+|\d+|[a-z])",
    re.IGNORECASE,
)
"""A heading's name and number, with or without its words after a colon."""
TO_FILL_IN = re.compile(
    r"(?:signed|signature|print name|held on|(?:review )?date|dated|llofnod\w*|arwyddwyd|"
    r"dyddiad|cynhaliwyd ar)\b.{0,30}",
    re.IGNORECASE,
)
"""A line that is filled in by hand."""
LETTERED = re.compile(r"^\w{1,3}\)\s*")
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z][A-Z\d]")
CONTENTS = re.compile(
    r"(?:section\s+|adran\s+)?(?:table of\s+|tabl\s+)?(?:contents|cynnwys)"
    r"(?:\s+(?:page|tudalen))?\s*:?",
    re.IGNORECASE,
)
PAGE = re.compile(r"[\s.…]+(?:page|p\.?|tudalen|tud\.?)?\s*\d{1,3}$", re.IGNORECASE)
"""What the line of a contents list ends with."""
SAYS = frozenset(
    "is are was were be been has have had do does did must shall will should may can cannot could "
    "would please mae maent maen yw ydy ydynt rhaid bydd byddwn byddant dylai dylid gall gallant "
    "caiff ceir oes nid peidiwch".split()
)
"""Words that make a sentence of a line."""
LARGER = 1.2
"""How much larger letters are at least, in points, that make a heading."""
Look = tuple[float, int]


def titled(blocks: Sequence[Block], said: str) -> tuple[str, list[Block], int]:
    """Return the title of a document, its blocks without it, and how many stand above it.

    ``said`` is in its properties, which often are those of the file that it was copied from: that
    counts where the document shows it, or shows nothing better.
    """
    left = list(blocks)
    said = "" if NO_TITLE.search(said.strip()) else squeeze(said)
    opening = list(_opening(left))
    shown = [at for at in opening if _may_be_title(left, at)]
    at = _chosen(left, shown, said)
    is_named = at is not None and _is_named(left[at].text)
    table, in_cell = next(((n, c) for n in opening for c in _named_cells(left[n])), (0, ""))
    if in_cell and (at is None or not is_named or table < at):
        return in_cell, _without_titles(left), 0
    if at is None or (_is_named(said) and not is_named and left[at].kind != "title"):
        return said, _without_titles(left), 0
    title = left.pop(at).text
    return title, _without_titles(left), at


def _opening(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield where short lines and tables stand before the first text."""
    for at, block in enumerate(blocks[:OPENING]):
        is_text = block.kind == "item" or not (block.kind == "table" or _is_short(block.text))
        if is_text and block.kind not in ("heading", "title"):
            return
        yield at


def _may_be_title(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a line of the opening is larger or bolder than others."""
    block = blocks[at]
    if block.kind == "table" or not any(map(str.isalpha, block.text)):
        return False
    if block.kind == "title":
        return True
    sizes = [each.size for each in blocks]
    is_largest = block.size == max(sizes) > _normal(blocks) + LARGER
    if block.number:
        return is_largest and sizes.count(block.size) == 1
    return is_largest or block.kind == "heading" or _stands_out(block)


def _chosen(blocks: Sequence[Block], shown: Sequence[int], said: str) -> int | None:
    """Return which line of the opening is the title."""
    texts = {at: blocks[at].text for at in shown}
    named = [at for at, text in texts.items() if _is_named(text)]
    plain = [at for at, text in texts.items() if not SENDER.search(text) or at in named]
    styled = [at for at in shown if blocks[at].kind == "title"]
    tops = [b for b in blocks if b.kind == "heading" and b.level == 1]
    others = any(b.kind == "heading" and b.level != 1 for b in blocks)
    alone = [at for at in shown if others and tops == [blocks[at]]]
    without_figures = [at for at in plain if not re.search(r"[\d,:]", texts[at])]
    largest = sorted(without_figures, key=lambda at: -round(blocks[at].size))
    same = [at for at, text in texts.items() if text.lower() == said.lower()]
    tries = (
        [at for at in (*styled, *alone) if at in plain],
        named,
        [*styled, *alone],
        [at for at in same if at in plain],
        largest,
        [] if said else shown,
    )
    return next((found[0] for found in tries if found), None)


def _is_named(text: str) -> bool:
    """Tell whether a text has the name of a policy, and not only that of a part of one."""
    is_part = PART_OF_POLICY.fullmatch(text) or DATE.search(text)
    return bool(POLICY.search(text)) and " " in text and not is_part


def _named_cells(block: Block) -> Iterator[str]:
    """Yield what may be a title in a table at the start, beside the dates of a review."""
    for row in block.rows:
        for cell in row:
            text = words(cell)
            if _is_short(text) and _is_named(text) and not re.search(r"[\d:.]", text):
                yield text


def _without_titles(blocks: Sequence[Block]) -> list[Block]:
    return [replace(b, kind="paragraph") if b.kind == "title" else b for b in blocks]


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
    is_italic = block.is_italic and block.text[-1:] == ":"
    return block.is_bold or block.stands_out or is_italic or _is_in_capitals(block.text)


def _is_in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and all(map(str.isupper, letters))


def contents(blocks: Sequence[Block]) -> set[int]:
    """Return where a list of contents stands: lines that stand again below, or end with a page.

    It begins with a line that says so; each of its lines with a page's number needs none.
    """
    texts = [_entry(block.text) for block in blocks]
    found: set[int] = set()
    for at, block in enumerate(blocks):
        if at in found or block.kind == "table" or not CONTENTS.fullmatch(block.text):
            continue
        end = at + 1
        while end < len(blocks) and _is_entry(blocks, texts, at, end):
            end += 1
        if end - at > FEWEST_ENTRIES:
            found.update(range(at, end))
    return found


def _is_entry(blocks: Sequence[Block], texts: Sequence[str], start: int, at: int) -> bool:
    """Tell whether a line goes on with the contents, and is not yet the first heading itself."""
    text = blocks[at].text
    if blocks[at].kind == "table" or not _is_short(text) or texts[at] in texts[start:at]:
        return False
    return texts[at] in texts[at + 1 :] or bool(PAGE.search(text))


def _entry(text: str) -> str:
    """Return a line of contents, or a heading, so that both are alike."""
    bare = re.sub(r"^[\W\d]+", "", PAGE.sub("", text)).lower()
    return re.sub(r"\W+", " ", bare).strip()


def found(blocks: Sequence[Block], above: int = 0) -> list[Block]:
    """Return the blocks, with those made headings that are, each with its level from 1.

    What stands ``above`` the title, as a school's name and address do, is none.
    """
    normal = _normal(blocks)
    may_be = [at >= above and _may_be(blocks, at, normal) for at in range(len(blocks))]
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
    if block.kind != "paragraph" or at + 1 == len(blocks):
        return False
    if form(block.number) in ("letter", "roman", "bullet") or _goes_on(block.text):
        return False
    text = LETTERED.sub("", block.text)
    if text[:1] == "(" or text.count("(") != text.count(")"):
        return False  # a part of a line, or a remark
    if (block.is_bold or block.stands_out) and _is_without_verb(block):
        return True
    if not _is_short(block.text) or block.text[-1] in NO_END:
        return False
    if _stands_out(block) or (normal and block.size > normal + LARGER):
        return True
    if block.text[-1] in "?!:" or not block.text[0].isupper():
        return False
    return _is_before_text(blocks, at)


def _is_without_verb(block: Block) -> bool:
    """Tell whether a line is no sentence: it may end with a full stop, or be rather long."""
    text = block.text
    said = [word.strip(".,;:()’'").lower() for word in text.split()]
    is_long = len(said) > LONG_WORDS or len(text) > LONG_LETTERS
    return not is_long and text[-1] not in ";," and not SAYS.intersection(said)


def _is_before_text(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a line that looks like any text is a heading by its number or its place."""
    block, following = blocks[at], blocks[at + 1]
    kind = form(block.number)
    if kind == "number":
        return form(following.number) == "clause" or (
            not following.number and following.kind == "paragraph" and not _is_short(following.text)
        )
    if kind == "clause":
        return not following.number and len(block.text.split()) <= 8 and (
            following.kind == "paragraph" or depth(following.number) > depth(block.number)
        )  # fmt: skip
    if PART.fullmatch(block.text):
        return not PART.match(following.text)
    is_text = len(following.text.split()) >= SENTENCE
    if block.is_italic and not following.is_italic and block.text[-1].isalnum():
        return is_text or following.kind == "item"
    return is_text and _is_label(blocks, at)


def _is_label(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a few plain words stand before a paragraph, after one that has ended."""
    text, following = blocks[at].text, blocks[at + 1]
    before = blocks[at - 1].text if at else "."
    is_alone = len(text.split()) <= FEW and not any(sign in text for sign in ".,:;…_|/@0123456789")
    is_last = before[-1:] in ".;:!?)" and text[-1].isalnum()
    return is_alone and is_last and following.kind == "paragraph"


def _goes_on(text: str) -> bool:
    """Tell whether a short text is a line of a form or an address: ``Signed``, ``Date: 1 May``."""
    before, colon, after = text.partition(":")
    is_filled_in = bool(colon and after.strip(" -–")) and not PART.fullmatch(before.strip())
    is_blank = "___" in text or "…" in before or "...." in text
    is_line = TO_FILL_IN.fullmatch(text) or POSTCODE.fullmatch(text)
    return is_filled_in or is_blank or bool(is_line)


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
