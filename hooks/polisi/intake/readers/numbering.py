"""The numbers that Word shows and does not write: ``numbering.xml``, counted through a document.

A paragraph names a list and a level, itself or by its style; the list says how the number of each
level looks (``%1.%2``), where it starts, and when it starts again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from polisi.intake.readers.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVEL = re.compile(r"%([1-9])")
ROMANS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
MAX_ROMAN = 3999
LEVELS = 9
UNSET = -1
"""The count of a level that has had no paragraph since it started again."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the numbers of one level look."""

    format: str
    text: str
    start: int
    restart: int
    """The level, counted from 1, after which it starts again; 0 is never."""
    style: str
    """Id of the style whose paragraphs are numbered by it."""


def value(element: Element | None, name: str, default: str = "") -> str:
    """Return ``w:val`` of a child, or the default."""
    child = element.find(f"{W}{name}") if element is not None else None
    return str(child.get(f"{W}val", default)) if child is not None else default


def number(text: str, default: int = 0) -> int:
    """Return a whole number, or the default where it is none."""
    return int(text) if text.lstrip("-").isdigit() else default


def counted(format_: str, count: int) -> str:
    """Write a number as a list does.

    >>> counted("lowerRoman", 4), counted("upperLetter", 27), counted("decimalZero", 3)
    ('iv', 'AA', '03')
    """
    match format_:
        case "lowerRoman" | "upperRoman" if 0 < count <= MAX_ROMAN:
            written, left = "", count
            for size, sign in ROMANS:
                written += sign * (left // size)
                left %= size
            return written.upper() if format_ == "upperRoman" else written
        case "lowerLetter" | "upperLetter" if count > 0:
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter.upper() if format_ == "upperLetter" else letter
        case "decimalZero":
            return f"{count:02}"
        case "none":
            return ""
    return str(count)


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    levels: Mapping[str, Mapping[int, Level]]
    """Id of a list to its levels."""
    shared: Mapping[str, str]
    """Id of a list to that of the abstract one, whose count lists share."""
    overridden: Mapping[str, Mapping[int, int]]
    """Lists that start a level again at a number of their own."""
    counts: dict[str, list[int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def styled(self, style: str) -> tuple[str, int] | None:
        """Return the list and the level that number the paragraphs of a style."""
        for list_, levels in self.levels.items():
            for depth, level in levels.items():
                if style and level.style == style:
                    return list_, depth
        return None

    def are_one(self, one: str, another: str) -> bool:
        """Tell whether two lists share their numbers."""
        return one == another or self.shared.get(one, "") == self.shared.get(another)

    def next(self, list_: str, depth: int) -> tuple[str, str]:
        """Count a paragraph; returns its number as shown, and the format of its level."""
        levels = self.levels.get(list_)
        if not levels or depth not in levels:
            return "", ""
        key = self.shared.get(list_, list_)
        counts = self.counts.setdefault(key, [UNSET] * LEVELS)
        level = levels[depth]
        start = self.overridden.get(list_, {}).get(depth)
        if start is not None and (list_, depth) not in self.begun:
            self.begun.add((list_, depth))
            counts[depth] = start
        else:
            counts[depth] = level.start if counts[depth] == UNSET else counts[depth] + 1
        for deeper in range(depth + 1, LEVELS):
            below = levels.get(deeper)
            if below is None or below.restart < 0 or depth < below.restart:
                counts[deeper] = UNSET
        return self._shown(levels, counts, level), level.format

    def _shown(self, levels: Mapping[int, Level], counts: list[int], level: Level) -> str:
        if level.format == "bullet":
            return "•"

        def one(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            there = levels.get(at)
            if there is None:
                return ""
            count = there.start if counts[at] == UNSET else counts[at]
            return counted(there.format, count)

        return LEVEL.sub(one, level.text).strip()


def read(root: Element | None) -> Numbering:
    """Read ``numbering.xml``, or nothing when a document has none."""
    if root is None:
        return Numbering({}, {}, {})
    abstract: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    by_style: dict[str, str] = {}
    for each in root.findall(f"{W}abstractNum"):
        id_ = each.get(f"{W}abstractNumId", "")
        abstract[id_] = dict(_level(level) for level in each.findall(f"{W}lvl"))
        if style := value(each, "styleLink"):
            by_style[style] = id_
        if style := value(each, "numStyleLink"):
            links[id_] = style
    levels: dict[str, dict[int, Level]] = {}
    shared: dict[str, str] = {}
    overridden: dict[str, dict[int, int]] = {}
    for each in root.findall(f"{W}num"):
        id_, of = each.get(f"{W}numId", ""), value(each, "abstractNumId")
        of = by_style.get(links.get(of, ""), of)
        own = dict(abstract.get(of, {}))
        shared[id_] = of
        for change in each.findall(f"{W}lvlOverride"):
            depth = number(change.get(f"{W}ilvl", "0"))
            level = change.find(f"{W}lvl")
            if level is not None:
                own[depth] = _level(level)[1]
            if start := value(change, "startOverride"):
                overridden.setdefault(id_, {})[depth] = number(start, 1)
        levels[id_] = own
    return Numbering(levels, shared, overridden)


def _level(element: Element) -> tuple[int, Level]:
    depth = number(element.get(f"{W}ilvl", "0"))
    restart = value(element, "lvlRestart")
    return depth, Level(
        format=value(element, "numFmt", "decimal"),
        text=value(element, "lvlText"),
        start=number(value(element, "start"), 1),
        restart=-1 if not restart else number(restart),
        style=value(element, "pStyle"),
    )
