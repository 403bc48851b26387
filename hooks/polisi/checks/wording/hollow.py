"""Rules for what is there and holds nothing: notes, tables, choices, and links that lead astray."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from polisi.checks.found import Found
from polisi.markup import fields
from polisi.markup.syntax import EMAIL, TELEPHONE
from polisi.text.parts import Part

SITE_ALONE = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+(?:com|org|net|uk|wales|cymru|eu|info))(?:[/?#]\S*)?",
    re.IGNORECASE,
)
"""An address of a site that is the whole of a text."""
ENDS_OF_SITES = frozenset("com org net uk wales cymru eu info co gov ac sch llyw".split())


def of_part(part: Part, lines: Sequence[str]) -> Iterator[Found]:
    """Yield what of a text holds nothing; ``lines`` are those of its source."""
    yield from _empty_notes(part)
    yield from _empty_tables(part)
    yield from _choices(part, lines)


def _empty_notes(part: Part) -> Iterator[Found]:
    """Yield notes that say nothing."""
    for number, block in enumerate(part.blocks):
        following = part.blocks[number + 1 : number + 2]
        is_note = block.kind == "title" and block.within and block.within[-1].startswith("note")
        inside = [each for each in following if each.within[: len(block.within)] == block.within]
        if is_note and (not inside or inside[0].kind == "title"):
            kind = block.within[-1].removeprefix("note ")
            yield "text-blank", part.line_of(block), {"text": f"!!! {kind}"}


def _empty_tables(part: Part) -> Iterator[Found]:
    """Yield tables of which only the headings say something."""
    cells = [block for block in part.blocks if block.kind == "cell"]
    starts = [at for at, cell in enumerate(cells) if not cell.row and not cell.column]
    for start, end in pairwise([*starts, len(cells)]):
        table = cells[start:end]
        if not any(cell.pieces for cell in table if cell.row):
            heads = " | ".join(cell.words for cell in table if not cell.row)
            yield "text-blank", part.line_of(table[0]), {"text": f"| {heads} |"}


def _choices(part: Part, lines: Sequence[str]) -> Iterator[Found]:
    """Yield choices that give nobody a choice: fewer than two answers, or one of them twice.

    That the Welsh text has fewer answers than the English one is said by ``shape-fields``.
    """
    fewest = 2 if part.language == "en" else 0
    for field in fields.fields(part.source) if "(choice)" in part.source else ():
        if field.kind == "choice" and len(set(field.answers)) < max(fewest, len(field.answers)):
            at = next(n for n, line in enumerate(lines) if f"{{#{field.id}}}" in line)
            yield "choice-answers", part.line + at, {"text": f"(choice) {field.label}"}


def leads_elsewhere(text: str, target: str) -> bool:
    """Tell whether the words of a link are an address, and another one than it leads to.

    Two sites that have a part of their name in common may be one: hwb.wales, hwb.gov.wales.
    """
    text, target = text.strip(), unquote(target)
    if target.startswith("mailto:") and EMAIL.fullmatch(text):
        return text.casefold() not in target.casefold()
    if target.startswith("tel:") and TELEPHONE.fullmatch(text):
        return _digits(text) != _digits(target)
    said = SITE_ALONE.fullmatch(text)
    if not said or not target.startswith(("https://", "http://")):
        return False
    host = urlsplit(target).hostname or ""
    names = set(said[1].lower().split(".")) - ENDS_OF_SITES
    return bool(names) and names.isdisjoint(host.split("."))


def _digits(number: str) -> str:
    """Return a telephone number as it is dialled within the country."""
    digits = re.sub(r"\(0\)|\D", "", number.partition(";")[0])
    return f"0{digits[2:]}" if digits.startswith("44") else digits
