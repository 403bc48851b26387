"""The styles of a Word document: which is a heading, which is bold, which has a number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from polisi.intake.readers.numbering import W, number, value
from polisi.intake.readers.xml import Element

HEADING = re.compile(r"(?:heading|pennawd|titre|überschrift)\s*([1-9])", re.IGNORECASE)
TITLE = ("title", "teitl")
CONTENTS = re.compile(r"(?:toc|contents|cynnwys)\s*(?:heading|[1-9])", re.IGNORECASE)
MAX_BASES = 20
SYMBOLS = {"F0B7": "•", "F0A7": "▪", "F0D8": "➢", "F0FC": "✓", "F0FE": "☒", "F0A8": "☐",
           "F06F": "☐", "F0A3": "☐", "F0E0": "→", "F0F0": "→", "F02D": "–"}  # fmt: skip
"""Characters of the fonts Symbol and Wingdings by what they look like."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style says of it, with what it inherits."""

    id: str = ""
    heading: int = 0
    is_title: bool = False
    is_contents: bool = False
    list: str = ""
    list_level: int = 0
    bold: bool = False
    italic: bool = False
    size: float = 0.0


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id."""

    by_id: Mapping[str, Style]
    default: Style

    def of(self, id_: str) -> Style:
        """Return the style of a paragraph."""
        return self.by_id.get(id_, self.default) if id_ else self.default


def is_on(props: Element | None, name: str, otherwise: bool) -> bool:
    """Tell whether a property that is on or off is on."""
    child = props.find(f"{W}{name}") if props is not None else None
    if child is None:
        return otherwise
    return child.get(f"{W}val", "true") not in ("false", "0", "off", "none")


def symbol(code: str) -> str:
    """Return the character that a sign of a symbol font looks like."""
    code = code.upper()
    if code in SYMBOLS:
        return SYMBOLS[code]
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return chr(point) if 0x20 <= point < 0xE000 else "•"


def read(root: Element | None) -> Styles:
    """Read ``styles.xml``, or nothing when a document has none."""
    if root is None:
        return Styles({}, PLAIN)
    elements = {each.get(f"{W}styleId", ""): each for each in root.findall(f"{W}style")}
    base = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    size = number(value(base, "sz")) / 2
    styles = {id_: _style(id_, elements, size) for id_ in elements}
    default = next(
        (id_ for id_, e in elements.items()
         if e.get(f"{W}type") == "paragraph" and e.get(f"{W}default") in ("1", "true")),
        "",
    )  # fmt: skip
    return Styles(styles, styles.get(default, PLAIN))


def _style(id_: str, elements: Mapping[str, Element], size: float) -> Style:
    """Put a style together from itself and those that it is based on."""
    chain: list[Element] = []
    at = id_
    while at in elements and len(chain) < MAX_BASES:
        chain.append(elements[at])
        at = value(elements[at], "basedOn")
    heading, list_, level, bold, italic = 0, "", 0, False, False
    is_title = is_contents = False
    for element in reversed(chain):
        name = value(element, "name")
        if found := HEADING.match(name):
            heading = number(found[1])
        is_title = is_title or name.lower() in TITLE
        is_contents = is_contents or bool(CONTENTS.match(name))
        props, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
        outline = value(props, "outlineLvl")
        if outline:
            heading = number(outline) + 1 if number(outline, 9) < 9 else 0
        numbered = props.find(f"{W}numPr") if props is not None else None
        if numbered is not None:
            list_ = value(numbered, "numId") or list_
            level = number(value(numbered, "ilvl"), level)
        bold, italic = is_on(run, "b", bold), is_on(run, "i", italic)
        size = number(value(run, "sz")) / 2 or size
    return Style(id_, heading, is_title, is_contents, list_, level, bold, italic, size)
