"""A flow to a Word file, by python-docx: real headings, lists, tables, fields, languages."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from polisi.paper.flow import Flow, Grid, Para, Picture, Piece, Row, flow, said, title
from polisi.paper.pdf import Lacks

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
WHO, WHEN = "Polisi", "2000-01-01T00:00:00Z"
"""Who made a tracked change, and when: the file says nothing of the machine that made it."""


def docx(root: Element, is_filled_in: bool) -> tuple[bytes, Lacks]:
    """Make a Word file of a tree; returns it and what it can't show."""
    writer = Writer(root.get("lang", "en"))
    writer.begin(title(root), *(said(root, name) for name in RUNNING))
    if "paper--both" in (root.find("body") or root).get("class", ""):
        writer.turn()
    writer.flow(flow(root))
    return writer.data(), Lacks(tuple(writer.unshown))


NUMBERS = re.compile(r"\{(pages?)\}")
RUNNING = ("school", "running-title", "about", "page")


class Writer:
    """Writes one Word file."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.document: Any = Document()
        self.unshown: list[str] = []
        self._numbers: dict[int, int] = {}
        self._bookmarks = 0
        self._changes = 0
        self._styles()
        self._style_ids = {each.name: each.style_id for each in self.document.styles}
        """Ids of styles by name; python-docx looks for each among all of them."""

    # The document

    def _styles(self) -> None:
        """Say how headings, lists and texts look, and which language they are in."""
        styles = self.document.styles
        for name, (base, size, is_quiet) in STYLES.items():
            style = styles.add_style(name, 1)
            style.base_style = styles[base]
            style.font.size = Pt(size)
            if is_quiet:
                style.font.color.rgb = QUIET
        styles["Note"].paragraph_format.left_indent = Mm(6)
        styles["School"].font.bold = True
        styles["Normal"].font.size = Pt(11)
        styles["Normal"].paragraph_format.space_after = Pt(6)
        for style in styles:
            if style.type != 1:
                continue
            _set_font(style.element.get_or_add_rPr())
            if style.name in SIZES:
                style.font.size = Pt(SIZES[style.name])
                style.font.color.rgb = RGBColor(0, 0, 0)
        defaults = self.document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for old in defaults.findall(qn("w:lang")):
            defaults.remove(old)
        defaults.append(_element("w:lang", val=LANGUAGE.format(self.language)))
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(24)

    def begin(self, name: str, school: str, running: str, about: str, page: str) -> None:
        """Write what the file says of itself, and what stands on every page."""
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = name, school, ""
        properties.language = LANGUAGE.format(self.language)
        section = self.document.sections[0]
        head = section.header.paragraphs[0]
        head.text = (
            f"{school}\t\t{running}" if len(school + running) < 80 else f"{school} · {running}"
        )
        foot = section.footer.paragraphs[0]
        foot.text = about
        counted = section.footer.add_paragraph()
        for part in NUMBERS.split(page):
            if part in ("page", "pages"):
                field = "PAGE" if part == "page" else "NUMPAGES"
                number = self.run(Piece("1", is_quiet=True, is_small=True))
                counted._p.append(_element("w:fldSimple", number, instr=field))
            else:
                counted.add_run(part)
        for paragraph in (head, foot, counted):
            for run in paragraph.runs:
                run.font.size, run.font.color.rgb = Pt(8), QUIET

    def turn(self) -> None:
        """Lay the pages on their side."""
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)

    def data(self) -> bytes:
        """Return the finished file."""
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    # Paragraphs and tables

    def flow(self, parts: Flow, into: Any = None) -> None:
        """Write paragraphs and tables into the document or a cell."""
        place = into if into is not None else self.document
        for part in parts:
            if isinstance(part, Grid):
                self._table(part, place)
            else:
                self._paragraph(part, place.add_paragraph())

    def _paragraph(self, para: Para, paragraph: Any) -> None:
        style = para.style
        if style == "List Bullet" and para.depth > 1:
            style = f"List Bullet {min(para.depth, 3)}"
        paragraph._p.style = self._style_ids[style]
        if para.list_number:
            self._number(paragraph, para)
        if style == "List" or para.keeps:
            paragraph.paragraph_format.space_after = Pt(2)
        if para.keeps:
            paragraph.paragraph_format.keep_with_next = True
        if para.change:
            _mark(paragraph).append(self._changed(para.change))
        if para.id:
            self._bookmark(paragraph, para.id)
        for piece in para.pieces:
            self._piece(piece, paragraph, piece.change or para.change)

    def _number(self, paragraph: Any, para: Para) -> None:
        """Put a paragraph into a numbered list of its own, which begins with 1."""
        numbering = self.document.part.numbering_part.element
        if para.list_number not in self._numbers:
            style = self.document.styles[para.style].element
            old = numbering.num_having_numId(style.pPr.numPr.numId.val)
            new = numbering.add_num(old.abstractNumId.val)
            new.add_lvlOverride(ilvl=0).add_startOverride(1)
            self._numbers[para.list_number] = new.numId
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = self._numbers[para.list_number]
        properties.get_or_add_ilvl().val = 0
        if para.depth > 1:
            paragraph.paragraph_format.left_indent = Mm(6 * para.depth)

    def _table(self, grid: Grid, place: Any) -> None:
        columns = max(len(row.cells) for row in grid.rows)
        is_inner = place is not self.document
        table = place.add_table(len(grid.rows), columns) if is_inner else self.document.add_table(
            len(grid.rows), columns
        )  # fmt: skip
        table.style = self.document.styles["Table Grid"]
        table.autofit = True
        if grid.kind == "about":
            for row in table.rows:
                row.cells[0].width, row.cells[1].width = Mm(40), Mm(TEXT_WIDTH - 40)
        for row, made in zip(grid.rows, table.rows, strict=True):
            self._row(row, made)
        place.add_paragraph().paragraph_format.space_after = Pt(2)  # Word joins tables in a row

    def _row(self, row: Row, made: Any) -> None:
        properties = made._tr.get_or_add_trPr()
        if row.is_head:
            properties.append(_element("w:tblHeader"))
        if row.change:
            properties.append(self._changed(row.change))
        for cell, into in zip(row.cells, made.cells, strict=False):
            first = into.paragraphs[0]
            self.flow(cell.flow, into)
            if len(into.paragraphs) > 1:
                first._p.getparent().remove(first._p)

    # Pieces

    def _piece(self, piece: Piece, paragraph: Any, change: str) -> None:
        """Write words, a field or a picture into a paragraph."""
        if piece.picture:
            made = [self._picture(piece.picture, paragraph)]
        elif piece.control:
            made = [_field(piece, self)]
        else:
            made = [self.run(piece, change == "del")]
        made = [each for each in made if each is not None]
        if piece.href and not piece.control and not piece.picture:
            made = [self._link(piece.href, made, paragraph)]
        if change:
            made = [self._changed(change, *made)]
        paragraph._p.extend(made)

    def run(self, piece: Piece, is_gone: bool = False) -> Any:
        """Make a run: words of one form in one language."""
        form = _element("w:rPr")
        if piece.is_code:
            form.append(_element("w:rFonts", ascii="Consolas", hAnsi="Consolas"))
        if piece.is_bold:
            form.append(_element("w:b"))
        if piece.is_italic:
            form.append(_element("w:i"))
        if piece.is_quiet:
            form.append(_element("w:color", val=str(QUIET)))
        if piece.is_small:
            form.append(_element("w:sz", val="16"))
        if piece.is_raised:
            form.append(_element("w:vertAlign", val="superscript"))
        if piece.language and piece.language != self.language:
            form.append(_element("w:lang", val=LANGUAGE.format(piece.language)))
        run = _element("w:r")
        if len(form):
            run.append(form)
        for number, line in enumerate(piece.text.split("\n")):
            if number:
                run.append(_element("w:br"))
            if line:
                run.append(_words(line, "w:delText" if is_gone else "w:t"))
        return run

    def _link(self, href: str, runs: Sequence[Any], paragraph: Any) -> Any:
        if href.startswith("#"):
            return _element("w:hyperlink", *runs, anchor=_bookmark_name(href[1:]))
        link = _element("w:hyperlink", *runs)
        relation = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), relation)
        return link

    def _bookmark(self, paragraph: Any, id_: str) -> None:
        self._bookmarks += 1
        number = str(self._bookmarks)
        paragraph._p.append(_element("w:bookmarkStart", id=number, name=_bookmark_name(id_)))
        paragraph._p.append(_element("w:bookmarkEnd", id=number))

    def _picture(self, picture: Picture, paragraph: Any) -> Any:
        """Make a picture with its words; where Word can't show it, the words stand alone."""
        file = Path(unquote(urlsplit(picture.address).path))
        try:
            run = paragraph.add_run()
            shape = run.add_picture(str(file), height=Mm(22))
        except Exception:  # python-docx raises errors of its own for every format
            run._r.getparent().remove(run._r)
            if file.suffix.lower() != ".svg":
                self.unshown.append(picture.address.removeprefix("file://"))
            return self.run(Piece(picture.words)) if picture.words else None
        if shape.width > Mm(TEXT_WIDTH):
            shape.height = int(shape.height * Mm(TEXT_WIDTH) / shape.width)
            shape.width = Mm(TEXT_WIDTH)
        shape._inline.docPr.set("descr", picture.words)
        made = run._r
        made.getparent().remove(made)
        return made

    def _changed(self, change: str, *inside: Any) -> Any:
        """Make a tracked change around runs, or the sign of one on a paragraph or a row."""
        self._changes += 1
        made = _element(f"w:{change}", *inside, id=str(self._changes), author=WHO, date=WHEN)
        return made


def _field(piece: Piece, writer: Writer) -> Any:
    """Make a field that can be filled in: a box to tick, or words, with its name."""
    assert piece.control is not None
    control = piece.control
    is_box = control.kind in ("tick", "choice")
    shown = Piece("☐" if is_box else "…………………………", piece.language)
    properties = _element(
        "w:sdtPr",
        _element("w:alias", val=control.name[:60]),
        _element("w:tag", val=control.name[:60]),
    )
    if is_box:
        box = OxmlElement("w14:checkbox", nsdecls={"w14": W14})
        for name, value in (("checked", "0"), ("checkedState", "2612"), ("uncheckedState", "2610")):
            state = OxmlElement(f"w14:{name}", nsdecls={"w14": W14})
            state.set(f"{{{W14}}}val", value)
            box.append(state)
        properties.append(box)
    else:
        properties.append(_element("w:text", multiLine="1"))
    return _element("w:sdt", properties, _element("w:sdtContent", writer.run(shown)))


W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def _element(tag: str, *children: Any, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def _words(text: str, tag: str = "w:t") -> Any:
    made = OxmlElement(tag)
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _mark(paragraph: Any) -> Any:
    """Return the properties of a paragraph's mark, which a tracked change of it stands in."""
    properties = paragraph._p.get_or_add_pPr()
    found = properties.find(qn("w:rPr"))
    if found is None:
        found = _element("w:rPr")
        properties.append(found)
    return found


def _set_font(form: Any) -> None:
    fonts = form.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def _bookmark_name(id_: str) -> str:
    """Return an id as Word names places: 40 characters, and no hyphens."""
    return f"_{id_.replace('-', '_')}"[:40]
