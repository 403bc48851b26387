"""Blocks to Markdown as Polisi reads it: lists at their levels, tables, nothing by chance."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from polisi.intake.blocks import Block, Run, Runs, joined, words
from polisi.intake.labels import form, plain
from polisi.intake.readers.numbering import counted
from polisi.markup.lists import BULLETS
from polisi.words import detect
from polisi.words.languages import Language, other

Refer = Callable[[str], str]
"""From words, escaped, to the same with references in them."""
SIGNS = re.compile(r"[\\`*_\[\]{}]")
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]"
)
PRIVATE = re.compile(r"[\ue000-\uf8ff]|[\U000f0000-\U0010fffd]")
BLANK = re.compile(r"_{3,}|\.{4,}|…{2,}|(?:\.[ ]){4,}")
START = re.compile(r"^(?:[#+>:=-]|!!!|\?\?\?)")
NUMBER = re.compile(r"^(\d{1,3}(?:\.\d+)*)([.)])(?=\s|$)")
BULLET_START = re.compile(rf"^[{BULLETS}]+\s*")
LINKED = ("http://", "https://", "mailto:", "tel:")
FOREIGN_WORDS = 5
NEXT = {
    (kind, counted(format_, number), counted(format_, number + 1))
    for kind, format_ in (("letter", "lowerLetter"), ("roman", "lowerRoman"))
    for number in range(1, 40)
}
"""A number of a list, and the one after it."""
LETTERED = ("letter", "roman", "capital")
INDENT = "    "


def body(blocks: Sequence[Block], language: Language, refer: Refer) -> str:
    """Return the Markdown of a clause's text."""
    lines: list[str] = []
    depths = _Depths()
    was_item = is_loose = False
    deepest = 0
    for block in blocks:
        is_item = depths.takes(block)
        if block.kind == "table":
            depths.close()
            is_loose = False
            made = list(_table(block, refer))
        elif is_item:
            depth, count = depths.of(block)
            text = inline(block.runs, refer)
            text = text if any(map(str.isalnum, text)) else ""  # a sign alone is no item
            made = [f"{INDENT * depth}{_sign(block, count)} {text}"] if text else []
            if was_item and count == 1 and depth <= deepest:
                made.insert(0, "")  # another list, and no item of the one before
            deepest = depth
        else:
            inside = depths.inside(block) if block.follows else 0
            if not inside:
                depths.close()
            is_loose = bool(inside)  # what follows a paragraph in an item needs its empty line
            text = f"{_number(block)}{_paragraph(block, language, refer)}"
            made = [f"{INDENT * inside}{text}"] if text else []
            is_item = False
        if made:
            if lines and (is_loose or not (is_item and was_item)):
                lines.append("")
            lines += made
            was_item = is_item
    return "\n".join(lines)


class _Depths:
    """How deep the items of lists stand, by their levels and the kinds of their numbers."""

    def __init__(self) -> None:
        self.open: list[tuple[int, str]] = []
        self.counts: list[int] = []
        self.last: list[str] = []

    def takes(self, block: Block) -> bool:
        """Tell whether a block is an item: letters begin at (a) or (i), or follow one another."""
        kind = form(block.number)
        if block.follows or block.kind not in ("item", "paragraph"):
            return False
        if kind not in LETTERED:
            return block.kind == "item" or bool(kind)
        number = plain(block.number).lower()
        goes_on = any((each, last, number) in NEXT for last in self.last for each in LETTERED)
        return goes_on or number in ("a", "i")

    def inside(self, block: Block) -> int:
        """End the lists below an item that a paragraph goes on with; returns how deep it is."""
        while self.open and self.open[-1][0] > block.level:
            self._end(len(self.open) - 1)
        return len(self.open)

    def of(self, block: Block) -> tuple[int, int]:
        """Return the depth of an item, and which one of its list it is."""
        key = (block.level, self._kind(block))
        if key in self.open:
            at = self.open.index(key)
            self._end(at + 1)
            self.counts[at] += 1
        else:
            while self.open and self.open[-1][0] > block.level:
                self._end(len(self.open) - 1)
            self.open.append(key)
            self.counts.append(1)
            self.last.append("")
        self.last[-1] = plain(block.number).lower()
        return len(self.open) - 1, self.counts[-1]

    def _kind(self, block: Block) -> str:
        """Return the kind of an item's number: (i) comes after (h) as well, and (v) after (iv)."""
        kind, number = form(block.number), plain(block.number).lower()
        if kind in ("letter", "roman"):
            for (level, other_kind), last in zip(self.open, self.last, strict=True):
                if level == block.level and (other_kind, last, number) in NEXT:
                    return other_kind
        return kind or "bullet"

    def _end(self, at: int) -> None:
        """End the lists from a depth on."""
        del self.open[at:], self.counts[at:], self.last[at:]

    def close(self) -> None:
        """End all lists."""
        self._end(0)


def _number(block: Block) -> str:
    """Return the letter of a paragraph that goes on with a list that text has come into."""
    return f"({plain(block.number)}) " if form(block.number) in LETTERED else ""


def _sign(block: Block, count: int) -> str:
    kind = form(block.number)
    if kind in ("number", "clause"):
        shown = plain(block.number).rpartition(".")[2]
        return f"{shown}." if kind == "number" else f"{count}."
    if kind in ("letter", "roman"):
        return f"({plain(block.number)})"
    if kind == "capital":
        return f"({plain(block.number).lower()})" if len(plain(block.number)) == 1 else "-"
    return "-"


def _paragraph(block: Block, language: Language, refer: Refer) -> str:
    """Return a paragraph; one that is wholly in the other language says so."""
    text = inline(block.runs, refer)
    plain_text = block.text
    is_foreign = detect.language_of(plain_text) == other(language)
    if (
        is_foreign
        and len(plain_text.split()) >= FOREIGN_WORDS
        and not any(r.link for r in block.runs)
    ):
        bare = escape(plain_text)
        return f"*{bare}*{{: lang={other(language)} }}"
    return text


def _table(block: Block, refer: Refer) -> Iterator[str]:
    """Yield the lines of a table, its first row as the heading."""
    rows = [[inline(cell, refer, in_cell=True) for cell in row] for row in block.rows]
    rows = [row for row in rows if any(row)]
    wide = max((len(row) for row in rows), default=0)
    kept = [at for at in range(wide) if any(at < len(row) and row[at] for row in rows)]
    for number, row in enumerate(rows):
        cells = [row[at] if at < len(row) else "" for at in kept]
        yield f"| {' | '.join(cells)} |"
        if not number:
            yield f"|{' --- |' * len(kept)}"


def inline(runs: Iterable[Run], refer: Refer, in_cell: bool = False) -> str:
    """Return the Markdown of some runs: escaped, with emphasis and links."""
    said = [_visible(run) for run in _tidied(runs)]
    whole = "".join(_one(run, refer) for run in joined(said))
    whole = re.sub(r"[ \t\n\xa0]+", " ", whole).strip()
    if in_cell:
        return whole
    whole = BULLET_START.sub("", whole)
    whole = NUMBER.sub(r"\1\\\2", whole)
    return f"\\{whole}" if START.match(whole) and whole[0] in "#+>-" else whole.lstrip(":=!? ")


def _tidied(runs: Iterable[Run]) -> Runs:
    """Give spaces and signs alone the look of what stands before them, so marks stand tight."""
    found: list[Run] = []
    for run in joined(runs):
        if found and not any(map(str.isalnum, run.text)) and not run.link and not found[-1].link:
            found.append(replace(found[-1], text=run.text))
        else:
            found.append(run)
    return joined(found)


def _visible(run: Run) -> Run:
    """Return a run without what nobody sees."""
    text = PRIVATE.sub("•", UNSEEN.sub("", run.text.replace("\u2028", " ").replace("\u2029", " ")))
    return replace(run, text=BLANK.sub("…", text).replace("‑", "-"))


def escape(text: str) -> str:
    """Return words as Markdown that shows them as they are.

    >>> escape("a_b [c] <d>")
    'a\\\\_b \\\\[c\\\\] &lt;d>'
    """
    text = SIGNS.sub(lambda sign: f"\\{sign[0]}", text)
    text = text.replace("<", "&lt;").replace("|", "/").replace("~~", "~").replace("==", "=")
    text = re.sub(r"\+\+(?=\w)|\^\^", " ", text)
    text = re.sub(r"\b(https?)(?::/(?!/)|//|:\s+//)", r"\1://", text)  # as it was meant
    return re.sub(r"(?<![\w:]):(?=[a-z][a-z0-9_-]*[a-z0-9]:)", ": ", text)


def _one(run: Run, refer: Refer) -> str:
    text = run.text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    said = text.strip()
    if not said:
        return text
    marked = refer(escape(said))
    if run.link.lower().startswith(LINKED) and words([run]):
        target = run.link.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29")
        target = (
            target.replace("<", "%3C").replace(">", "%3E").replace("{", "%7B").replace("}", "%7D")
        )
        marked = f"[{escape(said)}]({target})"
    mark = ("**" if run.bold else "") + ("*" if run.italic else "")
    if not mark or not any(map(str.isalnum, said)):
        return f"{lead}{marked}{tail}"
    return f"{lead}{mark}{marked}{mark[::-1]}{tail}"
