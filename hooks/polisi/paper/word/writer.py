"""A flow to a Word file, by python-docx: real headings, lists, tables, fields, languages."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from polisi.paper.flow import Flow, Grid, Para, Picture, Piece, Row
from polisi.paper.word import ends
from polisi.paper.word.elements import W14, bookmark_name, element, mark, remove, words
from polisi.paper.word.ends import Placed
from polisi.paper.word.styles import LANGUAGE, QUIET, TEXT_WIDTH, set_styles

WHO: Mapping[str, str] = {"ins": "newydd / new", "del": "hen / old"}
"""Who made a tracked change. LibreOffice takes what goes here and comes there, by the same author,
for one text that moved, and gives what follows it the form of what is gone."""
WHEN = "2000-01-01T00:00:00Z"
"""When a change was made: the file says nothing of the machine that made it."""
LOOKS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "is_code": ("w:rFonts", {"ascii": "Consolas", "hAnsi": "Consolas"}),
    "is_bold": ("w:b", {}),
    "is_italic": ("w:i", {}),
    "is_quiet": ("w:color", {"val": str(QUIET)}),
    "is_small": ("w:sz", {"val": "16"}),
    "is_raised": ("w:vertAlign", {"val": "superscript"}),
}
"""What says of a run in Word that it has a look, in the order that Word wants."""
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
        set_styles(self.document, language)
        self._style_ids = {each.name: each.style_id for each in self.document.styles}
        """Ids of styles by name; python-docx looks for each among all of them."""

    # The document

    def begin(self, name: str, school: str, running: str, about: str, page: str) -> None:
        """Write what the file says of itself, and what stands on every page."""
        properties = self.document.core_properties
        properties.title, properties.author = _short(name), _short(school)
        properties.comments = ""
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
                counted._p.append(element("w:fldSimple", number, instr=field))
            else:
                counted.add_run(part)
        for paragraph in (head, foot, counted):
            for run in paragraph.runs:
                font = run.font
                font.size, font.color.rgb = Pt(8), QUIET

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
        for part in ends.placed(parts):
            if isinstance(part, Grid):
                self._table(part, place)
            else:
                self._paragraph(part, place.add_paragraph())

    def _paragraph(self, placed: Placed, paragraph: Any) -> None:
        para = placed.para
        paragraph._p.style = self._style_ids[_style_name(para)]
        if para.list_number:
            self._number(paragraph, para)
        if para.style == "List" or para.keeps:
            paragraph.paragraph_format.space_after = Pt(2)
        if para.keeps:
            paragraph.paragraph_format.keep_with_next = True
        if placed.mark:
            mark(paragraph).append(self._changed(placed.mark))
        if para.id:
            self._bookmark(paragraph, para.id)
        for piece in para.pieces:
            self._piece(piece, paragraph, piece.change or para.change)

    def _number(self, paragraph: Any, para: Para) -> None:
        """Put a paragraph into a numbered list of its own, which begins with 1."""
        if para.list_number not in self._numbers:
            self._numbers[para.list_number] = self._new_list(self.document.styles[para.style])
        of_paragraph = paragraph._p.get_or_add_pPr()
        properties = of_paragraph.get_or_add_numPr()
        properties.get_or_add_numId().val = self._numbers[para.list_number]
        properties.get_or_add_ilvl().val = 0
        if para.depth > 1:
            paragraph.paragraph_format.left_indent = Mm(6 * para.depth)

    def _new_list(self, style: Any) -> int:
        """Begin a numbered list of a style; returns its number in the file."""
        part, properties = self.document.part, style.element.pPr
        numbering, as_styled = part.numbering_part.element, properties.numPr
        old = numbering.num_having_numId(as_styled.numId.val)
        new = numbering.add_num(old.abstractNumId.val)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        number: int = new.numId
        return number

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
        after = place.add_paragraph()  # Word joins tables in a row
        after.paragraph_format.space_after = Pt(2)
        if len(changes := {row.change for row in grid.rows}) == 1 and (change := changes.pop()):
            mark(after).append(self._changed(change))

    def _row(self, row: Row, made: Any) -> None:
        properties = made._tr.get_or_add_trPr()
        if row.is_head:
            properties.append(element("w:tblHeader"))
        if row.change:
            properties.append(self._changed(row.change))
        for cell, into in zip(row.cells, made.cells, strict=False):
            first = into.paragraphs[0]
            self.flow(cell.flow, into)
            if len(into.paragraphs) > 1:
                remove(first._p)

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
        if change:
            made = [self._changed(change, *made)]
        if piece.href and not piece.control and not piece.picture:
            made = [self._link(piece.href, made, paragraph)]
        paragraph._p.extend(made)

    def run(self, piece: Piece, is_gone: bool = False) -> Any:
        """Make a run: words of one form in one language."""
        form = element("w:rPr")
        for look, (tag, attributes) in LOOKS.items():
            if getattr(piece, look):
                form.append(element(tag, **attributes))
        if piece.language and piece.language != self.language:
            form.append(element("w:lang", val=LANGUAGE.format(piece.language)))
        run = element("w:r")
        if len(form):
            run.append(form)
        for number, line in enumerate(piece.text.split("\n")):
            if number:
                run.append(element("w:br"))
            if line:
                run.append(words(line, "w:delText" if is_gone else "w:t"))
        return run

    def _link(self, href: str, runs: Sequence[Any], paragraph: Any) -> Any:
        if href.startswith("#"):
            return element("w:hyperlink", *runs, anchor=bookmark_name(href[1:]))
        link = element("w:hyperlink", *runs)
        relation = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), relation)
        return link

    def _bookmark(self, paragraph: Any, id_: str) -> None:
        self._bookmarks += 1
        number = str(self._bookmarks)
        paragraph._p.append(element("w:bookmarkStart", id=number, name=bookmark_name(id_)))
        paragraph._p.append(element("w:bookmarkEnd", id=number))

    def _picture(self, picture: Picture, paragraph: Any) -> Any:
        """Make a picture with its words; where Word can't show it, the words stand alone."""
        file = Path(unquote(urlsplit(picture.address).path))
        try:
            run = paragraph.add_run()
            shape = run.add_picture(str(file), height=Mm(22))
        except Exception:  # python-docx raises errors of its own for every format
            remove(run._r)
            if file.suffix.lower() != ".svg":
                self.unshown.append(picture.address.removeprefix("file://"))
            return self.run(Piece(picture.words)) if picture.words else None
        if shape.width > Mm(TEXT_WIDTH):
            shape.height = int(shape.height * Mm(TEXT_WIDTH) / shape.width)
            shape.width = Mm(TEXT_WIDTH)
        inline = shape._inline
        inline.docPr.set("descr", picture.words)
        remove(run._r)
        return run._r

    def _changed(self, change: str, *inside: Any) -> Any:
        """Make a tracked change around runs, or the sign of one on a paragraph or a row."""
        self._changes += 1
        number = str(self._changes)
        return element(f"w:{change}", *inside, id=number, author=WHO[change], date=WHEN)


def _style_name(para: Para) -> str:
    """Return the name of a paragraph's style: Word has three of items, by their depth."""
    if para.style == "List Bullet" and para.depth > 1:
        return f"List Bullet {min(para.depth, 3)}"
    return para.style


def _short(text: str) -> str:
    """Cut what a Word file says of itself to what python-docx lets stand there."""
    return text if len(text) <= 255 else f"{text[:254].rstrip()}…"


def _field(piece: Piece, writer: Writer) -> Any:
    """Make a field that can be filled in: a box to tick, or words, with its name."""
    assert piece.control is not None
    control = piece.control
    is_box = control.kind in ("tick", "choice")
    shown = Piece("☐" if is_box else "…………………………", piece.language)
    properties = element(
        "w:sdtPr",
        element("w:alias", val=control.name[:60]),
        element("w:tag", val=control.name[:60]),
    )
    if is_box:
        box = OxmlElement("w14:checkbox", nsdecls={"w14": W14})
        for name, value in (("checked", "0"), ("checkedState", "2612"), ("uncheckedState", "2610")):
            state = OxmlElement(f"w14:{name}", nsdecls={"w14": W14})
            state.set(f"{{{W14}}}val", value)
            box.append(state)
        properties.append(box)
    else:
        properties.append(element("w:text", multiLine="1"))
    return element("w:sdt", properties, element("w:sdtContent", writer.run(shown)))
