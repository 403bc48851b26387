"""OpenDocument (``.odt``) to blocks, with the numbers that LibreOffice counts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from polisi.intake.blocks import (
    Block,
    IntakeError,
    Loss,
    Original,
    Run,
    Runs,
    covered,
    joined,
    words,
)
from polisi.intake.readers import xml
from polisi.intake.readers.numbering import counted
from polisi.intake.readers.walking import Walker
from polisi.intake.readers.xml import Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
GROUPS = {f"{TEXT}section", f"{TEXT}index-body", f"{OFFICE}text"}
CONTENTS = {f"{TEXT}table-of-content", f"{TEXT}alphabetical-index", f"{TEXT}illustration-index"}
UNSHOWN = {f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{TEXT}variable-decls",
           f"{OFFICE}forms", f"{TEXT}user-field-decls"}  # fmt: skip
FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
           "I": "upperRoman"}  # fmt: skip
MAX_DEPTH = 40


def read(path: Path) -> Original:
    """Read an OpenDocument text. Raises ``IntakeError`` when it is damaged or needs a password."""
    try:
        with zipfile.ZipFile(path) as archive:
            if b"encryption-data" in _raw(archive, "META-INF/manifest.xml"):
                raise IntakeError("import.password", name=path.name)
            content = xml.part(archive, "content.xml", path)
            reader = _Reader(content, xml.part(archive, "styles.xml", path))
            body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
            if body is None:
                raise IntakeError("import.unknown-kind", name=path.name)
            reader.lose_changes(body)
            blocks = tuple(reader.container(body, 0))
            if any(name.startswith(("Basic/", "Scripts/")) for name in archive.namelist()):
                reader.losses.append(Loss("import.lost-macros"))
            meta = xml.part(archive, "meta.xml", path)
    except zipfile.BadZipFile as error:
        raise IntakeError("import.damaged", name=path.name) from error
    title = meta.findtext(f".//{DC}title") if meta is not None else ""
    return Original(title or "", blocks, tuple(reader.losses))


def _raw(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (KeyError, RuntimeError):
        return b""


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    is_title: bool = False
    size: float = 0.0
    list: str = ""


@dataclass(frozen=True, slots=True)
class _Level:
    """How the numbers of a level of a list look; ``format`` is empty for bullets."""

    format: str
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1


@dataclass(slots=True)
class _List:
    """A list that is being counted."""

    style: str
    counts: dict[int, int] = field(default_factory=dict)


class _Reader(Walker):
    """Walks the text of a document."""

    def __init__(self, content: Element | None, styles: Element | None) -> None:
        super().__init__()
        roots = [root for root in (styles, content) if root is not None]
        self.elements = {
            e.get(f"{STYLE}name", ""): e for root in roots for e in root.iter(f"{STYLE}style")
        }
        self.lists = {
            each.get(f"{STYLE}name", ""): dict(_levels(each))
            for root in roots
            for each in root.iter(f"{TEXT}list-style")
        }
        outline = next((e for root in roots for e in root.iter(f"{TEXT}outline-style")), None)
        self.outline = dict(_levels(outline)) if outline is not None else {}
        self.headings: dict[int, int] = {}
        self.known: dict[str, _List] = {}
        self.last_of_style: dict[str, _List] = {}
        self.styles: dict[str, _Style] = {"": _Style()}

    def lose_changes(self, body: Element) -> None:
        """Say what tracked changes there are: the text is as if all were accepted."""
        for change in body.iter(f"{TEXT}changed-region"):
            deleted = change.find(f"{TEXT}deletion")
            if deleted is not None:
                text = " ".join("".join(p.itertext()) for p in deleted.iter(f"{TEXT}p", f"{TEXT}h"))
                self.lose("import.lost-deleted", text)
            elif change.find(f"{TEXT}insertion") is not None:
                self.lose("import.kept-inserted")

    def style(self, name: str) -> _Style:
        """Return a style with what it inherits."""
        if name not in self.styles:
            self.styles[name] = _Style()  # against a style that is based on itself
            element = self.elements.get(name)
            self.styles[name] = self._made(element) if element is not None else _Style(name)
        return self.styles[name]

    def _made(self, element: Element) -> _Style:
        base = self.style(element.get(f"{STYLE}parent-style-name", ""))
        props = element.find(f"{STYLE}text-properties")
        get = props.get if props is not None else lambda name, default=None: default
        weight, slant = get(f"{FO}font-weight"), get(f"{FO}font-style")
        underline = get(f"{STYLE}text-underline-style")
        size = get(f"{FO}font-size", "")
        name = element.get(f"{STYLE}name", "")
        return _Style(
            name=name,
            bold=weight in ("bold", "600", "700", "800", "900") if weight else base.bold,
            italic=slant in ("italic", "oblique") if slant else base.italic,
            underlined=underline != "none" if underline else base.underlined,
            is_title=base.is_title or name == "Title",
            size=float(size[:-2]) if size.endswith("pt") and _is_number(size[:-2]) else base.size,
            list=element.get(f"{STYLE}list-style-name") or base.list,
        )

    def container(self, parent: Element, depth: int) -> Iterator[Block]:
        """Yield the blocks of the body, a cell or a frame."""
        if depth > MAX_DEPTH:
            self.lose("import.lost-deep")
            return
        for child in parent:
            tag = child.tag
            if tag == f"{TEXT}h":
                yield from self.paragraph(child, depth, *self.heading(child))
            elif tag == f"{TEXT}p":
                yield from self.paragraph(child, depth)
            elif tag == f"{TEXT}list":
                yield from self.items(child, depth, 0, self.counted(child))
            elif tag == f"{TABLE}table":
                yield from self.table(child, depth)
            elif tag in CONTENTS:
                self.lose("import.lost-contents")
            elif tag in GROUPS:
                yield from self.container(child, depth + 1)
            elif tag == f"{DRAW}frame":
                yield from self.frames([child], depth)

    def heading(self, element: Element) -> tuple[str, int]:
        """Count a heading; returns its number and level."""
        text = element.get(f"{TEXT}outline-level", "1")
        level = int(text) if text.isdigit() else 1
        if level not in self.outline or element.get(f"{TEXT}is-list-header") == "true":
            return "", level
        self.headings[level] = self.headings.get(level, self.outline[level].start - 1) + 1
        self.headings = {at: count for at, count in self.headings.items() if at <= level}
        return _shown(self.outline, self.headings, level), level

    def paragraph(
        self, element: Element, depth: int, number: str = "", level: int = 0, item: int = -1
    ) -> Iterator[Block]:
        """Yield a paragraph, heading or item, and what stands in its frames."""
        style = self.style(element.get(f"{TEXT}style-name", ""))
        runs: list[Run] = []
        frames: list[Element] = []
        self.runs(element, style, "", runs, frames)
        made = joined(runs)
        if words(made):
            self.count += 1
            if level and item < 0:
                yield Block("heading", made, self.place, level, number, style.size)
            elif style.is_title and item < 0:
                yield Block("title", made, self.place, 1, "", style.size)
            elif number in ("•", "") and item >= 0:
                is_first = number == "•"
                yield Block("item", made, self.place, item, "•", style.size, follows=not is_first)
            else:
                yield Block(
                    "paragraph", made, self.place, max(item, 0), number, style.size,
                    stands_out=style.underlined,
                )  # fmt: skip
        yield from self.frames(frames, depth)

    def counted(self, element: Element) -> _List:
        """Return the list that an element starts or goes on with."""
        style = element.get(f"{TEXT}style-name", "")
        going_on = element.get(f"{TEXT}continue-list", "")
        if going_on in self.known:
            found = self.known[going_on]
        elif element.get(f"{TEXT}continue-numbering") == "true" and style in self.last_of_style:
            found = self.last_of_style[style]
        else:
            found = _List(style)
        self.known[element.get("{http://www.w3.org/XML/1998/namespace}id", "")] = found
        self.last_of_style[style] = found
        return found

    def items(self, element: Element, depth: int, level: int, counted: _List) -> Iterator[Block]:
        """Yield the items of a list and of those in it."""
        levels = self.lists.get(element.get(f"{TEXT}style-name", "") or counted.style, {})
        for item in element:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            number = ""
            has_text = any(child.tag in (f"{TEXT}p", f"{TEXT}h") for child in item)
            if item.tag == f"{TEXT}list-item" and has_text:
                number = self._next(item, levels, counted, level + 1)
            for child in item:
                if child.tag == f"{TEXT}list":
                    inner = self.lists.get(child.get(f"{TEXT}style-name", ""))
                    if inner is not None:
                        counted.style = child.get(f"{TEXT}style-name", "")
                    yield from self.items(child, depth, level + 1, counted)
                elif child.tag == f"{TEXT}h":
                    text = child.get(f"{TEXT}outline-level", "1")
                    at = int(text) if text.isdigit() else 1
                    yield from self.paragraph(child, depth, number.strip("•"), at)
                    number = ""
                elif child.tag == f"{TEXT}p":
                    yield from self.paragraph(child, depth, number, 0, level)
                    number = ""

    def _next(self, item: Element, levels: Mapping[int, _Level], counted: _List, at: int) -> str:
        known = levels.get(at)
        if known is None or not known.format:
            return "•"
        start = item.get(f"{TEXT}start-value", "")
        counted.counts[at] = (
            int(start) if start.isdigit() else counted.counts.get(at, known.start - 1) + 1
        )
        counted.counts = {each: count for each, count in counted.counts.items() if each <= at}
        return _shown(levels, counted.counts, at)

    def runs(
        self, element: Element, style: _Style, link: str, found: list[Run], frames: list[Element]
    ) -> None:
        """Read the words of a paragraph; notes become text in brackets."""

        def add(text: str | None) -> None:
            if text:
                found.append(Run(" ".join(text.split("\n")), style.bold, style.italic, link))

        add(element.text)
        for child in element:
            tag = child.tag
            if tag == f"{TEXT}s":
                add(" ")
            elif tag == f"{TEXT}tab":
                add("\t")
            elif tag == f"{TEXT}line-break":
                found.append(Run("\n"))
            elif tag == f"{TEXT}note":
                body = child.find(f"{TEXT}note-body")
                note = " ".join("".join(body.itertext()).split()) if body is not None else ""
                self.lose("import.moved-note", note)
                add(f" ({note})")
            elif tag == f"{OFFICE}annotation":
                self.lose("import.lost-comment", "".join(child.itertext()))
            elif tag == f"{DRAW}frame":
                frames.append(child)
            elif tag == f"{TEXT}span":
                inner = self.style(child.get(f"{TEXT}style-name", ""))
                look = replace(
                    inner, bold=inner.bold or style.bold, italic=inner.italic or style.italic
                )
                self.runs(child, look, link, found, frames)
            elif tag == f"{TEXT}a":
                self.runs(child, style, child.get(f"{XLINK}href", ""), found, frames)
            elif tag not in UNSHOWN:
                self.runs(child, style, link, found, frames)
            add(child.tail)

    def frames(self, frames: list[Element], depth: int) -> Iterator[Block]:
        """Yield the words of text boxes; a picture is lost."""
        for frame in frames:
            box = frame.find(f"{DRAW}text-box")
            if box is not None:
                self.lose("import.moved-box", "".join(box.itertext()))
                yield from self.container(box, depth + 1)
            else:
                self.lose("import.lost-picture", frame.findtext(f"{SVG}desc") or "")

    def table(self, element: Element, depth: int) -> Iterator[Block]:
        """Yield a table, or what stands in the column that frames it."""
        rows = [
            [cell for cell in row if cell.tag == f"{TABLE}table-cell"]
            for row in element.iter(f"{TABLE}table-row")
        ]
        return self.table_of(rows, lambda cell: self.container(cell, depth + 1), _span)


def _span(cell: Element) -> tuple[bool, list[Runs]]:
    span = cell.get(f"{TABLE}number-columns-spanned", "1")
    return span != "1" or cell.get(f"{TABLE}number-rows-spanned", "1") != "1", covered(span)


def _levels(element: Element) -> Iterator[tuple[int, _Level]]:
    """Yield the levels of a list, or of headings, that are numbered."""
    for level in element:
        at = level.get(f"{TEXT}level", "")
        if not at.isdigit():
            continue
        format_ = level.get(f"{STYLE}num-format", "")
        if str(level.tag).endswith("bullet"):
            yield int(at), _Level("")
        elif format_ in FORMATS:
            shown, start = (
                level.get(f"{TEXT}display-levels", "1"),
                level.get(f"{TEXT}start-value", "1"),
            )
            yield (
                int(at),
                _Level(
                    FORMATS[format_],
                    level.get(f"{STYLE}num-prefix", ""),
                    level.get(f"{STYLE}num-suffix", ""),
                    int(shown) if shown.isdigit() else 1,
                    int(start) if start.isdigit() else 1,
                ),
            )


def _shown(levels: Mapping[int, _Level], counts: Mapping[int, int], at: int) -> str:
    """Write a number with those of the levels above that are shown with it."""
    level = levels[at]
    numbers = [
        counted(levels[each].format, counts.get(each, levels[each].start))
        for each in range(max(1, at - level.shown + 1), at + 1)
        if each in levels and levels[each].format
    ]
    return f"{level.before}{'.'.join(numbers)}{level.after}".strip()


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
