"""HTML and Markdown to blocks. Markdown is made HTML first, by the library that makes our pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
from polisi.intake.readers.numbering import counted
from polisi.intake.readers.walking import Walker
from polisi.intake.readers.xml import Element

HEADINGS = {f"h{level}": level for level in range(1, 7)}
UNSHOWN = {"script", "style", "template", "noscript", "head", "svg", "iframe", "object",
           "embed", "canvas", "audio", "video", "math"}  # fmt: skip
AROUND = {"nav", "header", "footer", "aside"}
"""What a page has around its text."""
BLOCKS = {*HEADINGS, *AROUND, *(
    "p ul ol dl table blockquote div pre section article main figure form fieldset address hr "
    "details body html center li".split()
)}  # fmt: skip
FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
FRONT = re.compile(r"\A---\s*\n.*?\n(?:---|\.\.\.)\s*\n", re.DOTALL)
FOOTNOTE = re.compile(r"^\[\^([^\]]+)\]:[ ]*(.+(?:\n(?:[ ]{4}|\t).+)*)", re.MULTILINE)
USED = re.compile(r"\[\^([^\]]+)\](?!:)")
AROUND_MARKDOWN = re.compile(
    r"^[ ]*</?(?:div|section|article|main|span)\b[^>\n]*>[ ]*$", re.MULTILINE
)
"""Tags alone on a line, inside of which Markdown would not be read."""
BEFORE_LIST = re.compile(
    r"^((?![ ]*(?:[-*+]|\d{1,3}[.)])[ ])[ ]{0,3}[^\s>|#`~].*)\n(?=(?:[-*+]|1[.)])[ ]+\S)",
    re.MULTILINE,
)
"""A line of text right before a list: elsewhere no empty line is needed between them."""
MAX_DEPTH = 100
MAX_BRACKETS = 1_000
"""Opening brackets of a paragraph: the library needs the square of their number to read them."""


def read_html(path: Path) -> Original:
    """Read a page. Scripts in it are not run, and nothing that it names is fetched."""
    return _read(path.read_bytes(), path)


def read_markdown(path: Path) -> Original:
    """Read Markdown, or text without marks. Raises ``IntakeError`` where it is not UTF-8."""
    import markdown

    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise IntakeError("import.not-utf8", name=path.name) from error
    text = FRONT.sub("", text)
    notes = {found[1]: " ".join(found[2].split()) for found in FOOTNOTE.finditer(text)}
    used = [each for each in USED.findall(FOOTNOTE.sub("", text)) if each in notes]
    text = USED.sub(
        lambda m: f" ({notes[m[1]]})" if m[1] in notes else m[0], FOOTNOTE.sub("", text)
    )
    if path.suffix.lower() == ".txt":
        text = "\n\n".join(line.strip() for line in text.split("\n"))
    text = BEFORE_LIST.sub(r"\1\n\n", AROUND_MARKDOWN.sub("", text))
    if any(each.count("[") > MAX_BRACKETS for each in text.split("\n\n")):
        raise IntakeError("import.deep", name=path.name)
    extensions = ["tables", "def_list", "sane_lists", "fenced_code", "attr_list"]
    html = markdown.markdown(text, extensions=extensions)
    original = _read(f"<html><body>{html}</body></html>".encode(), path)
    kept = tuple(Loss("import.moved-note", None, notes[each]) for each in used)
    return replace(original, losses=(*original.losses, *kept))


def _read(raw: bytes, path: Path) -> Original:
    import lxml.html
    from lxml import etree

    try:
        encoding = "utf-8" if _is_utf8(raw) else None
        parser = lxml.html.HTMLParser(encoding=encoding, no_network=True, huge_tree=False)
        root = lxml.html.document_fromstring(raw, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise IntakeError("import.damaged", name=path.name) from error
    title = root.findtext(".//title") or ""
    body = root.find("body")
    main = next((each for tag in ("main", "article") for each in root.iter(tag)), None)
    reader = _Reader(root)
    chosen = main if main is not None else body if body is not None else root
    blocks = tuple(reader.container(chosen, _Look(), 0))
    if main is not None:
        reader.lose("import.lost-around")
    if any("RESOURCE_LIMIT" in error.type_name for error in parser.error_log):
        reader.lose("import.lost-deep")  # the library itself has stopped there
    return Original(" ".join(title.split()), blocks, tuple(reader.losses))


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _on_one_line(run: Run) -> Run:
    return replace(run, text=re.sub(r"[ \t\r\n]+", " ", run.text))


@dataclass(frozen=True, slots=True)
class _Look:
    """How the words that are being read look."""

    bold: bool = False
    italic: bool = False
    link: str = ""


class _Reader(Walker):
    """Walks a page."""

    def __init__(self, root: Element) -> None:
        super().__init__()
        self.notes = {
            each.get("id", ""): " ".join(each.text_content().replace("↩", " ").split())
            for each in root.iter("li", "p", "div", "aside", "section")
            if re.match(r"(?:fn|footnote|ftn|sdfootnote|sdendnote)[:_-]?\w*$", each.get("id", ""))
            and each.tag in ("li", "p", "div", "aside")
        }
        self.used: set[str] = set()

    def container(self, parent: Element, look: _Look, depth: int) -> Iterator[Block]:
        """Yield the blocks in an element; text that stands between blocks is one, too."""
        if depth > MAX_DEPTH:
            self.lose("import.lost-deep")
            return
        loose: list[Run] = [Run(parent.text or "")]
        for child in parent:
            if isinstance(child.tag, str) and self.is_block(child):
                yield from self.paragraph(loose)
                loose = []
                yield from self.block(child, look, depth + 1)
            else:
                self.inline(child, look, loose, depth + 1)
            loose.append(Run(child.tail or ""))
        yield from self.paragraph(loose)

    def is_block(self, element: Element) -> bool:
        """Tell whether an element is a block, or holds one."""
        return element.tag in BLOCKS or any(
            each.tag in BLOCKS for each in element.iterdescendants() if isinstance(each.tag, str)
        )

    def paragraph(self, runs: list[Run]) -> Iterator[Block]:
        made = joined(run if run.text == "\n" else _on_one_line(run) for run in runs)
        if words(made):
            self.count += 1
            yield Block("paragraph", made, self.place)

    def block(self, element: Element, look: _Look, depth: int) -> Iterator[Block]:
        tag = element.tag
        if tag in UNSHOWN:
            self.inline(element, look, [], depth)
        elif tag in AROUND:
            self.lose("import.lost-around", element.text_content()[:80])
        elif element.get("id") in self.used:
            return
        elif tag in HEADINGS:
            runs: list[Run] = []
            self.inline(element, look, runs, depth)
            if text := words(runs):
                self.count += 1
                yield Block("heading", (Run(text),), self.place, HEADINGS[tag])
        elif tag in ("ul", "ol"):
            yield from self.items(element, look, depth, 0)
        elif tag == "dl":
            yield from self.definitions(element, look, depth)
        elif tag == "table":
            yield from self.table(element, look, depth)
        else:
            yield from self.container(element, look, depth)

    def items(self, element: Element, look: _Look, depth: int, level: int) -> Iterator[Block]:
        """Yield the items of a list and of those in it."""
        is_numbered = element.tag == "ol"
        format_ = FORMATS.get(element.get("type", ""), "decimal")
        start = element.get("start", "1")
        count = int(start) - 1 if re.fullmatch(r"\d{1,4}", start) else 0
        for item in element:
            if item.tag in ("ul", "ol"):
                yield from self.items(item, look, depth, level + 1)
            if item.tag != "li" or item.get("id") in self.used:
                continue
            count += 1
            number = counted(format_, count) if is_numbered else "•"
            number = f"({number})" if is_numbered and format_ != "decimal" else number
            number = f"{number}." if number.isdigit() else number
            for block in self.inside_item(item, look, depth, level):
                if block.kind == "paragraph" and not block.number and number:
                    kind: Kind = "item" if number == "•" else "paragraph"
                    yield replace(block, kind=kind, level=level, number=number)
                    number = ""
                elif block.kind == "paragraph" and not block.number:
                    yield replace(block, level=level, follows=True)
                else:
                    yield block

    def inside_item(self, item: Element, look: _Look, depth: int, level: int) -> Iterator[Block]:
        loose: list[Run] = [Run(item.text or "")]
        for child in item:
            if isinstance(child.tag, str) and child.tag in ("ul", "ol"):
                yield from self.paragraph(loose)
                loose = []
                yield from self.items(child, look, depth + 1, level + 1)
            elif isinstance(child.tag, str) and self.is_block(child):
                yield from self.paragraph(loose)
                loose = []
                yield from self.block(child, look, depth + 1)
            else:
                self.inline(child, look, loose, depth + 1)
            loose.append(Run(child.tail or ""))
        yield from self.paragraph(loose)

    def definitions(self, element: Element, look: _Look, depth: int) -> Iterator[Block]:
        """Yield a list of definitions as items: the term in bold, and what it means."""
        term: list[Run] = []
        for child in element.iter("dt", "dd"):
            runs: list[Run] = []
            self.inline(child, look, runs, depth)
            if child.tag == "dt":
                term += [Run(" / ")] if term else []
                term += [replace(run, bold=True) for run in runs]
            elif words(runs) or term:
                self.count += 1
                parts = [*term, Run(": "), *runs] if term else runs
                yield Block("item", joined(parts), self.place, 0, "•")
                term = []

    def table(self, element: Element, look: _Look, depth: int) -> Iterator[Block]:
        """Yield a table, or what stands in one that is a frame: of one column, or of tables."""
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
        holds_table = next(element.iterdescendants("table"), None) is not None
        if holds_table:
            self.lose("import.moved-nested")
        return self.table_of(
            rows, lambda cell: self.container(cell, look, depth + 1), _span, holds_table
        )

    def inline(self, element: Element, look: _Look, found: list[Run], depth: int) -> None:
        """Read the words of an element; notes become text in brackets."""
        tag = element.tag
        if not isinstance(tag, str) or depth > MAX_DEPTH:
            return
        if tag in UNSHOWN:
            if tag not in ("style", "script", "head", "template", "noscript"):
                self.lose("import.lost-picture", element.get("title") or tag)
            return
        if tag == "br":
            found.append(Run("\n"))
            return
        if tag == "img":
            self.lose("import.lost-picture", element.get("alt", ""))
            return
        if tag in ("input", "textarea", "select", "button"):
            self.lose("import.lost-field", element.get("name") or tag)
            return
        target = (element.get("href") or "").partition("#")[2] if tag == "a" else ""
        if target in self.notes:
            self.used.add(target)
            self.lose("import.moved-note", self.notes[target])
            found.append(Run(f" ({self.notes[target]})"))
            return
        if tag in ("strong", "b"):
            look = replace(look, bold=True)
        elif tag in ("em", "i"):
            look = replace(look, italic=True)
        elif tag == "a" and element.get("href"):
            look = replace(look, link=element.get("href"))
        elif tag in ("del", "s", "strike"):
            self.lose("import.lost-deleted", element.text_content())
            return
        found.append(Run(element.text or "", look.bold, look.italic, look.link))
        for child in element:
            self.inline(child, look, found, depth + 1)
            found.append(Run(child.tail or "", look.bold, look.italic, look.link))


def _span(cell: Element) -> tuple[bool, list[Runs]]:
    span = cell.get("colspan", "1")
    return span != "1" or cell.get("rowspan", "1") != "1", covered(span)
