"""The rule for lists that are none: items that became part of a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from polisi.checks.found import Found
from polisi.markup import lists
from polisi.markup.tree import Block

LONE_SIGN = re.compile(rf"[-*+–—{lists.BULLETS}]")
NUMBERED = re.compile(r"^\s*\d+(?:\.\d+)+\.?\s")
LIKE_ITEM = re.compile(
    r"\s*(?:\d{1,2}[ ]?[-:.)º°]{1,2}|\[\d{1,2}\]|[IVX]{1,4}[.)]|[A-Z][.)]|[☐☑☒→⇒»›◆★]|o)[ ]+(?=\S)"
)
"""What begins each line of a list that Markdown takes for a sentence."""
NO_SPACE = re.compile(r"^(?:[-*+]|\d{1,2}\.)(?=[A-Za-zÀ-ÿ])")
NO_SPACE_AFTER = re.compile(r"\(?\d{1,2}\)(?=[A-Za-zÀ-ÿ])")
"""The same where an item of a list stands above it."""
WITHIN = re.compile(
    rf"[:;]\s+(?P<sign>[{lists.BULLETS}])\s+\S.*?\s(?P=sign)\s+(?P<item>\S[^{lists.BULLETS}]*)",
    re.DOTALL,
)
"""A list in one line: "Staff must: • ask • tell". Without the first sign it may be contacts."""
OTHER_BULLETS = "\\§¤‒¶†‡»›"
SYMBOL = re.compile(r"[ ]*(\\[-+•]|[^\w\s\\])[ \t\ufe0f]+(?=\S)")
STEP = re.compile(r"[ ]*([^\W\d_]+)[ ]\d{1,2}[ ]?[:.)–—-][ ]")
"""Step 1: …"""
SYMBOL_SIGN = "a symbol"
COUNTED = re.compile(r"\s*(\d{1,2})[ ]+(?=[^\W\d_])")
"""1 Bring a coat"""
NAMED = re.compile(r"\s*[A-ZÂÊÎÔÛŴŶ][^\W\d_]*(?:[ ][^\W\d_]+){0,3}:[ ]\S")
"""Monday: nine to five"""
BREAKS = re.compile(r"[ ]{2}$|\\$")
"""The sign of a line break."""
ENDS = re.compile(r"[.!?:;][)”\"']?[ ]*$|[ ]{2}$|\\$")
"""What a line of its own does not end with: a sentence, or the sign of a line break."""
SHORT = 40
"""Letters of a line that is no part of a paragraph, at most."""
FEWEST_LINES = 4


def run_on(block: Block, line: int) -> Iterator[Found]:
    """Yield the first line of a paragraph or an item that was meant as an item of a list.

    ``line`` is that of the block in its file.
    """
    if block.kind not in ("paragraph", "item"):
        return
    written = block.source.split("\n")
    if (found := NO_SPACE.match(written[0])) and "*" not in found[0]:
        yield "list-run-on", line, {"text": written[0][:60], "instead": _item(written[0], found)}
    if ":" in block.source and (inside := WITHIN.search(block.source)):
        text = inside["item"].strip()
        values = {"text": f"{inside['sign']} {text}"[:60], "instead": f"- {text[:50]}"}
        yield "list-run-on", line + block.source.count("\n", 0, inside.start("sign")), values
    elif len(written) > 1 and (meant := _meant(written, is_item=block.kind == "item")):
        number, text = meant
        values = {"text": written[number].strip()[:60], "instead": text}
        yield "list-run-on", line + number, values


def _meant(written: Sequence[str], *, is_item: bool) -> tuple[int, str] | None:
    """Find a line that was meant as an item, and how it is written as one."""
    for number, each in enumerate(written[1:], 1):
        bare = each.strip()
        if is_item and (close := NO_SPACE_AFTER.match(bare)):
            return number, _item(bare, close)
        sign = lists.SIGN.match(bare) or LONE_SIGN.fullmatch(bare)
        if sign and not _is_sentence(bare, sign):
            return number, _item(bare, sign)
    numbered = [number for number, each in enumerate(written) if NUMBERED.match(each)]
    if len(numbered) > 1:
        text = written[numbered[1]].strip()
        return numbered[1], f"1. {text.partition(' ')[2][:50]}"
    signs = [LIKE_ITEM.match(each) for each in written]
    if all(signs) and signs[1]:
        return 1, _item(written[1], signs[1])
    return _by_other_signs(written) or _by_lines(written)


def _by_lines(written: Sequence[str]) -> tuple[int, str] | None:
    """Find the second of some lines that each stand for themselves: counted, named, or short."""
    bare = written[1].strip()
    counted = [COUNTED.match(each) for each in written]
    if [each and int(each[1]) for each in counted] == list(range(1, len(written) + 1)):
        return 1, f"1. {bare.partition(' ')[2].strip()[:50]}"
    is_apart = not any(map(ENDS.search, written[:-1]))
    is_named = all(map(NAMED.match, written)) and not any(map(BREAKS.search, written[:-1]))
    is_short = len(written) >= FEWEST_LINES and is_apart and all(map(_is_short, written))
    return (1, f"- {bare[:50]}") if is_named or is_short else None


def _is_short(line: str) -> bool:
    """Tell whether a line is as short as one of an address, and starts as one does."""
    bare = line.strip()
    return len(bare) <= SHORT and (bare[:1].isupper() or bare[:1].isdigit())


def _by_other_signs(written: Sequence[str]) -> tuple[int, str] | None:
    """Find two lines that start with a symbol, an escaped sign, or the same word and a number."""
    before = ""
    for number, each in enumerate(written):
        symbol, step = SYMBOL.match(each), STEP.match(each)
        kind = ""
        if symbol and _is_symbol(symbol[1]):
            kind = SYMBOL_SIGN
        elif step:
            kind = step[1]
        if kind and kind == before:
            text = each.strip() if step else each[symbol.end() :] if symbol else ""
            return number, f"- {text.strip()[:50]}"
        before = kind
    return None


def _is_symbol(sign: str) -> bool:
    """Tell whether a sign is one that bullets are made of: ► ✅ § and an escaped hyphen."""
    return sign[0] in OTHER_BULLETS or unicodedata.category(sign[0]) == "So"


def _is_sentence(line: str, sign: re.Match[str]) -> bool:
    """Tell whether a line that starts like an item goes on a sentence: "1998. So", "– and"."""
    return (
        bool(sign.re.groups and sign["number"])
        and line[: sign.end()].endswith(".")
        and sign.end() > 3
    )


def _item(line: str, sign: re.Match[str]) -> str:
    text = line[sign.end() :].strip()[:50]
    return f"{'1.' if line[:1].isdigit() or line[:2].strip('(').isalnum() else '-'} {text}"
