"""The picture of the cross-references: an arc diagram as accessible SVG, drawn at build time.

Clauses stand in a column in the order of the policies; an arc joins each to what it cites. With
more clauses than a reader can take in, the policies take their place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MAX_NODES = 160
ROW = 24
"""Height of a row, in user units: a line of text, and a target for a finger."""
LABEL_WIDTH = 400
MAX_REACH = 240
"""How far an arc bends out."""


@dataclass(frozen=True, slots=True)
class Node:
    """A clause or policy in the picture."""

    id: str
    title: str
    link: str
    cites: Sequence[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A node with its place."""

    node: Node
    y: int
    label: str
    """Its title, shortened to fit."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws; lengths in user units of the SVG."""

    rows: Sequence[Row]
    arcs: Sequence[str]
    """Path data (``d``), one for each reference."""
    width: int
    height: int
    label_width: int = LABEL_WIDTH


def draw(nodes: Sequence[Node]) -> Picture:
    """Lay out the nodes that cite or are cited, and the arcs between them."""
    cited = {id_ for node in nodes for id_ in node.cites}
    known = {node.id for node in nodes}
    linked = [node for node in nodes if node.id in cited or known.intersection(node.cites)]
    rows = [
        Row(node, index * ROW + ROW // 2, _shortened(f"{node.id} {node.title}"))
        for index, node in enumerate(linked)
    ]
    y_of: Mapping[str, int] = {row.node.id: row.y for row in rows}
    arcs = []
    for row in rows:
        for id_ in row.node.cites:
            if id_ in y_of and id_ != row.node.id:
                arcs.append(_arc(row.y, y_of[id_], len(rows) * ROW))
    return Picture(rows, arcs, LABEL_WIDTH + MAX_REACH + 20, max(ROW, len(rows) * ROW))


def _arc(start: int, end: int, height: int) -> str:
    """Return a half ellipse from the citing row to the cited one."""
    reach = max(24, round(MAX_REACH * abs(end - start) / max(height, 1) * 1.2))
    x = LABEL_WIDTH + 8
    bend = x + min(reach, MAX_REACH) * 4 // 3
    return f"M{x} {start}C{bend} {start} {bend} {end} {x} {end}"


def _shortened(text: str, limit: int = 52) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
