"""How headings, lists and texts of a Word file look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from polisi.paper.word.elements import element

FONT = "Calibri"
DARK, QUIET = RGBColor(0x1D, 0x4D, 0x4F), RGBColor(0x3D, 0x4A, 0x4B)
LANGUAGE = "{}-GB"
TEXT_WIDTH = 170
"""Millimetres between the margins of a page that stands upright."""
SIZES: Mapping[str, float] = {
    f"Heading {n}": size for n, size in enumerate((20, 14, 12, 11, 11, 11), 1)
}
STYLES: Mapping[str, tuple[str, float, bool]] = {
    "Note": ("Normal", 10.5, False),
    "Code": ("Normal", 9.5, False),
    "Notes": ("Normal", 9, True),
    "School": ("Normal", 12, False),
}
"""Styles of our own: on which they build, their size, whether they are quiet."""


def set_styles(document: Any, language: str) -> None:
    """Say how headings, lists and texts look, and which language they are in."""
    styles = document.styles
    for name, (base, size, is_quiet) in STYLES.items():
        style = styles.add_style(name, 1)
        style.base_style = styles[base]
        font = style.font
        font.size = Pt(size)
        if is_quiet:
            font.color.rgb = QUIET
    styles["Note"].paragraph_format.left_indent = Mm(6)
    styles["School"].font.bold = True
    styles["Normal"].font.size = Pt(11)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for style in styles:
        if style.type != 1:
            continue
        _set_font(style.element.get_or_add_rPr())
        if style.name in SIZES:
            font = style.font
            font.size, font.color.rgb = Pt(SIZES[style.name]), RGBColor(0, 0, 0)
    defaults = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=LANGUAGE.format(language)))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(24)


def _set_font(form: Any) -> None:
    fonts = form.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
