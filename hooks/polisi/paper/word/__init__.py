"""A tree to a Word file."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from polisi.paper.flow import flow, said, title
from polisi.paper.pdf import Lacks
from polisi.paper.word.writer import RUNNING, Writer


def docx(root: Element, is_filled_in: bool) -> tuple[bytes, Lacks]:
    """Make a Word file of a tree; returns it and what it can't show."""
    writer = Writer(root.get("lang", "en"))
    writer.begin(title(root), *(said(root, name) for name in RUNNING))
    if any("paper--both" in body.get("class", "") for body in root.iter("body")):
        writer.turn()
    writer.flow(flow(root))
    return writer.data(), Lacks(tuple(writer.unshown))
