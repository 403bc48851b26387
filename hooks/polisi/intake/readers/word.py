"""Word (``.docx``) to blocks: what its reader sees, with the numbers that Word counts.

The libraries for Word lose numbers, text boxes or footnotes; so this reads the XML itself.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from polisi.intake.blocks import (
    Block,
    IntakeError,
    Kind,
    Loss,
    Original,
    Run,
    Runs,
    covered,
    joined,
    words,
)
from polisi.intake.readers import numbering, word_styles, xml
from polisi.intake.readers.numbering import Numbering, W, number, value
from polisi.intake.readers.walking import Walker
from polisi.intake.readers.word_styles import Styles
from polisi.intake.readers.xml import Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DC = "{http://purl.org/dc/elements/1.1/}"
INSIDE = {f"{W}{name}" for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent",
                                    "fldSimple", "customXml", "dir", "bdo")}  # fmt: skip
"""What holds runs and is none itself."""
GONE = {f"{W}del", f"{W}moveFrom"}
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
MAX_DEPTH = 40


def read(path: Path) -> Original:
    """Read a Word file. Raises ``IntakeError`` when it is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = _parts(archive, path)
            body = xml.part(archive, parts["officeDocument"], path)
            if body is None or body.find(f"{W}body") is None:
                raise IntakeError("import.damaged", name=path.name)
            reader = _Reader(archive, path, parts)
            blocks = tuple(reader.container(body.find(f"{W}body"), 0))
            reader.lose_the_rest(archive, path)
            core = xml.part(archive, "docProps/core.xml", path)
    except zipfile.BadZipFile as error:
        raise IntakeError("import.damaged", name=path.name) from error
    title = core.findtext(f"{DC}title") if core is not None else ""
    return Original(title or "", blocks, tuple(reader.losses))


def _parts(archive: zipfile.ZipFile, path: Path) -> Mapping[str, str]:
    """Return the names of a document's parts by what they are: not all programs use the same."""
    found = {"officeDocument": "word/document.xml"}
    found.update(_related(archive, "", path))
    for kind in ("styles", "numbering", "footnotes", "endnotes", "comments"):
        found[kind] = f"word/{kind}.xml"
    found.update(_related(archive, found["officeDocument"], path))
    return found


def _related(archive: zipfile.ZipFile, name: str, path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a part of the archive names as related to it: what that is, and its name."""
    folder = posixpath.dirname(name)
    root = xml.part(archive, _relations(name), path)
    for each in root if root is not None else ():
        kind = each.get("Type", "").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
        if each.get("TargetMode") != "External" and target in archive.namelist():
            yield kind, target


def _relations(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


@dataclass(slots=True)
class _Look:
    """How the runs that are being read look."""

    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(slots=True)
class _Paragraph:
    """What is found in a paragraph while it is read."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    in_code: bool = False
    """Whether the instruction of a field is being read, and not yet its result."""
    underlined: bool = True
    size: float = 0.0


class _Reader(Walker):
    """Walks the body of a document."""

    def __init__(self, archive: zipfile.ZipFile, path: Path, parts: Mapping[str, str]) -> None:
        super().__init__()
        self.parts = parts
        self.styles: Styles = word_styles.read(xml.part(archive, parts["styles"], path))
        self.numbering: Numbering = numbering.read(xml.part(archive, parts["numbering"], path))
        self.notes = {
            f"{kind}{id_}": text
            for kind in ("footnote", "endnote")
            for id_, text in self._notes(xml.part(archive, parts[f"{kind}s"], path), kind)
        }
        links = xml.part(archive, _relations(parts["officeDocument"]), path)
        self.links = {
            each.get("Id", ""): each.get("Target", "")
            for each in (links if links is not None else ())
            if each.get("TargetMode") == "External"
        }

    def lose_deleted(self, element: Element) -> None:
        """Say which words somebody has deleted or moved away with changes tracked."""
        text = "".join(t.text or "" for t in element.iter(f"{W}delText", f"{W}t"))
        if text.strip():
            self.lose("import.lost-deleted", text)

    def _notes(self, root: Element | None, kind: str) -> Iterator[tuple[str, str]]:
        for note in root.findall(f"{W}{kind}") if root is not None else ():
            if note.get(f"{W}type") not in SEPARATORS:
                said = " ".join(
                    t.text or "" if t.tag == f"{W}t" else " " for t in note.iter(f"{W}t", f"{W}p")
                )
                yield note.get(f"{W}id", ""), " ".join(said.split())

    def lose_the_rest(self, archive: zipfile.ZipFile, path: Path) -> None:
        """Say what stands in other parts of the file."""
        names = archive.namelist()
        if any(name.endswith("vbaProject.bin") for name in names):
            self.losses.append(Loss("import.lost-macros"))
        said: dict[str, None] = {}
        for name in sorted(names):
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
                root = xml.part(archive, name, path)
                text = "".join(t.text or "" for t in root.iter(f"{W}t")) if root is not None else ""
                said[" ".join(text.split())] = None
        self.losses += [Loss("import.lost-margin", None, text) for text in said if text]
        comments = xml.part(archive, self.parts["comments"], path)
        for comment in comments.findall(f"{W}comment") if comments is not None else ():
            text = "".join(t.text or "" for t in comment.iter(f"{W}t"))
            self.losses.append(Loss("import.lost-comment", None, text))

    def container(self, parent: Element, depth: int) -> Iterator[Block]:
        """Yield the blocks of the body, a cell or a text box."""
        if depth > MAX_DEPTH:
            self.lose("import.lost-deep")
            return
        for child in parent:
            if child.tag == f"{W}p":
                yield from self.paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                yield from self.table(child, depth)
            elif child.tag == f"{W}sdt" and _is_contents(child):
                self.lose("import.lost-contents")
            elif child.tag in INSIDE:
                yield from self.container(child, depth + 1)
            elif child.tag in GONE:
                self.lose_deleted(child)

    def paragraph(self, element: Element, depth: int) -> Iterator[Block]:
        """Yield a paragraph, a heading or an item, and what stands in its text boxes."""
        props = element.find(f"{W}pPr")
        style = self.styles.of(value(props, "pStyle"))
        number_, format_, level = self.number(props, style)
        found = _Paragraph()
        self.runs(element, found, _Look(style.bold, style.italic), 0)
        runs = joined(found.runs)
        text = words(runs)
        if text:
            self.count += 1
        if style.is_contents:
            if text:
                self.lose("import.lost-contents", text)
            return
        if text:
            kind, at = self.kind(props, style, format_, level)
            yield Block(
                kind, runs, self.place, at, number_, found.size or style.size,
                stands_out=found.underlined,
            )  # fmt: skip
        for box in found.boxes:
            self.lose("import.moved-box", "".join(t.text or "" for t in box.iter(f"{W}t")))
            yield from self.container(box, depth + 1)

    def kind(
        self, props: Element | None, style: word_styles.Style, format_: str, level: int
    ) -> tuple[Kind, int]:
        """Return what a paragraph is, and its level."""
        outline = value(props, "outlineLvl")
        if style.is_title:
            return "title", 1
        if outline and number(outline, 9) < 9:
            return "heading", number(outline) + 1
        if style.heading and outline != "9":
            return "heading", style.heading
        return ("item" if format_ == "bullet" else "paragraph"), level

    def number(self, props: Element | None, style: word_styles.Style) -> tuple[str, str, int]:
        """Count a numbered paragraph; returns its number, the format of it and its level."""
        own = props.find(f"{W}numPr") if props is not None else None
        list_ = value(own, "numId") or style.list
        level = value(own, "ilvl")
        depth = number(level) if level else style.list_level
        styled = self.numbering.styled(style.id) if style.id and not level else None
        if styled and self.numbering.are_one(styled[0], list_):
            depth = styled[1]
        if not list_ or list_ == "0":
            return "", "", 0
        return (*self.numbering.next(list_, depth), depth)

    def runs(self, parent: Element, found: _Paragraph, look: _Look, depth: int) -> None:
        """Read the runs in a paragraph, or in what groups them."""
        for child in parent:
            if child.tag == f"{W}r":
                self.run(child, found, look)
            elif child.tag in GONE:
                self.lose_deleted(child)
            elif child.tag in INSIDE and depth < MAX_DEPTH:
                if child.tag == f"{W}ins":
                    self.lose(
                        "import.kept-inserted", "".join(t.text or "" for t in child.iter(f"{W}t"))
                    )
                link = self.links.get(child.get(f"{R}id", ""), "")
                self.runs(child, found, replace(look, link=link or look.link), depth + 1)
            elif str(child.tag).endswith(("}oMath", "}oMathPara")):
                text = "".join(t.text or "" for t in child.iter() if str(t.tag).endswith("}t"))
                self.lose("import.lost-formula", text)
                found.runs.append(Run(text))

    def run(self, element: Element, found: _Paragraph, look: _Look) -> None:
        """Read a run: words that look alike, and what stands among them."""
        props = element.find(f"{W}rPr")
        if props is not None and word_styles.is_on(props, "vanish", False):
            text = "".join(t.text or "" for t in element.iter(f"{W}t"))
            if text.strip():
                self.lose("import.lost-hidden", text)
            return
        bold = word_styles.is_on(props, "b", look.bold)
        italic = word_styles.is_on(props, "i", look.italic)
        text = "".join(self.piece(child, found) for child in element)
        if text.strip() and (props is None or value(props, "u", "none") == "none"):
            found.underlined = False
        if text:
            found.runs.append(Run(text, bold, italic, look.link))
        if text.strip():
            found.size = max(found.size, number(value(props, "sz")) / 2)

    def piece(self, child: Element, found: _Paragraph) -> str:
        """Return the text of a part of a run; notes become text in brackets."""
        tag = child.tag
        if tag == f"{W}fldChar":
            kind = child.get(f"{W}fldCharType")
            found.in_code = kind == "begin"
        if found.in_code:
            return ""
        if tag == f"{W}t":
            return str(child.text or "")
        if tag in (f"{W}tab", f"{W}ptab"):
            return "\t"
        if tag in (f"{W}br", f"{W}cr"):
            return "\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else " "
        if tag == f"{W}noBreakHyphen":
            return "‑"
        if tag == f"{W}sym":
            return word_styles.symbol(child.get(f"{W}char", ""))
        if tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnote" if "footnote" in tag else "endnote"
            note = self.notes.get(f"{kind}{child.get(f'{W}id', '')}", "")
            self.lose("import.moved-note", note)
            return f" ({note})" if note else ""
        if tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            return "".join(
                self.piece(each, found) for each in (choice if choice is not None else ())
            )
        if tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self.picture(child, found)
        return ""

    def picture(self, element: Element, found: _Paragraph) -> None:
        """Keep the words of a text box; a picture is lost, and its description is said."""
        boxes = list(element.iter(f"{W}txbxContent"))
        found.boxes += boxes
        if not boxes:
            described = next(
                (d.get("descr") or d.get("title") or "" for d in element.iter(f"{WP}docPr")), ""
            )
            self.lose("import.lost-picture", described)

    def table(self, element: Element, depth: int) -> Iterator[Block]:
        """Yield a table, or what stands in the cell or the column that frames it."""
        rows = [row.findall(f"{W}tc") for row in _rows(element)]
        return self.table_of(rows, lambda cell: self.container(cell, depth + 1), _span)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in INSIDE:
            yield from _rows(child)


def _span(cell: Element) -> tuple[bool, list[Runs]]:
    props = cell.find(f"{W}tcPr")
    merged = props is not None and props.find(f"{W}vMerge") is not None
    more = covered(value(props, "gridSpan"))
    return bool(more) or (merged and value(props, "vMerge") != "restart"), more


def _is_contents(element: Element) -> bool:
    """Tell whether a part of a document is its table of contents."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "contents" in str(gallery.get(f"{W}val", "")).lower()
