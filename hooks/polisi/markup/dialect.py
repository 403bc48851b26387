"""Our Markdown: what Python-Markdown is told to do otherwise.

Values, references, gaps and terms are inline patterns that leave a mark; fields and notes are
blocks; lists are read as people write them. What a clause can't hold is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from polisi.markup import brackets, fields, lists, safe, tree
from polisi.markup.fields import Field
from polisi.markup.marks import (
    BLANK_MARK,
    CLOSE,
    FIELD_MARK,
    MARK,
    NOTE_MARK,
    OPEN,
    REFERENCE_MARK,
    TERM_MARK,
    mark,
    value_mark,
)
from polisi.markup.syntax import PLACEHOLDER, REFERENCE
from polisi.markup.tree import Block

if TYPE_CHECKING:
    from markdown.blockparser import BlockParser
    from markdown.core import Markdown as MarkdownType

    from polisi.markup.finder import Finder

EXTENSIONS = ["attr_list", "tables", "admonition", "sane_lists"]
"""Those of Python-Markdown that are used beside ours."""
SIGNS = re.compile(rf"[\\`\[<&*_{{(\x02{OPEN}]|[ ]{{2}}\n")
"""What a text must have for any pattern but those of terms to find something in it."""
VALUE = re.compile(rf"(<?){PLACEHOLDER.pattern}(>?)")
NO_VALUE = re.compile(r"[*`\[\]<&\\]")
"""What Markdown would read, and no name of a value has."""
TYPES = {lists.LETTERED: "a", lists.ROMAN: "i"}
"""What an item starts with whose list has letters for numbers."""


def _value(found: re.Match[str]) -> str:
    """Leave a mark for a value; what has signs of markup in it is none."""
    return found[0] if NO_VALUE.search(found[0]) else value_mark(found)


class _Lines(Preprocessor):
    """Makes what is plainly a list one that Markdown takes for one, and cells of whole values."""

    lines: list[str]
    numbers: list[int]
    """Of each line, which line of the text it was."""

    def run(self, lines: list[str]) -> list[str]:
        """Rewrite the lines, and note which each was."""
        self.lines, self.numbers = lists.as_markdown(lines)
        for number, line in enumerate(self.lines):
            if "{{" in line and "|" in PLACEHOLDER.sub("", line):  # a filter's sign is no cell's
                self.lines[number] = PLACEHOLDER.sub(_value, line)
        return self.lines


class _Attributes(AttrListTreeprocessor):
    """Looks for attributes where a text may have any."""

    def __init__(self, md: MarkdownType, read: _Lines) -> None:
        super().__init__(md)
        self.read = read

    def run(self, doc: Element) -> None:
        """Look at every element, which takes a while, only for a text with a brace."""
        if any("{" in line for line in self.read.lines):
            super().run(doc)


class _Notes(AdmonitionProcessor):
    """Leaves the title of a note that has none of its own to the page."""

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether a block is a note, or goes on with one, for which it is set in."""
        may_be = "!!!" in block or block.startswith(" " * self.tab_length)
        return may_be and super().test(parent, block)

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        """Return the classes and the title; the signature is Python-Markdown's."""
        kinds, title = super().get_class_and_title(match)
        if match[2] is None:
            title = AtomicString(mark(NOTE_MARK, kinds.split(" ", 1)[0]))
        return kinds, title


class _Tables(TableProcessor):
    """Notes the rows that have more cells than the table has columns: Markdown drops those."""

    def __init__(self, parser: BlockParser, lost: list[str]) -> None:
        super().__init__(parser, {"use_align_attribute": False})
        self.lost = lost

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether a block is a table, which has a bar in it."""
        return "|" in block and super().test(parent, block)

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        if len(self._split_row(row)) > len(align):  # type: ignore[attr-defined]
            self.lost.append(row)
        super()._build_row(row, parent, align)  # type: ignore[misc]


class _Fields(BlockProcessor):
    """Takes the fields of a form out of a block, and the answers after a choice."""

    def __init__(self, parser: BlockParser, found: list[Field]) -> None:
        super().__init__(parser)
        self.found = found

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether a field stands in a block."""
        return "{#" in block and bool(fields.BLOCK.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Leave a mark for the first field; what follows it is read next."""
        block = blocks.pop(0)
        found = fields.BLOCK.search(block)
        assert found
        if before := block[: found.start()].strip("\n"):
            self.parser.parseBlocks(parent, [before])
        is_choice = found["kind"] == "choice"
        if is_choice and blocks and found.end() == len(block.rstrip("\n")):
            block = f"{found[0]}\n\n{blocks.pop(0)}"
            found = fields.BLOCK.match(block) or found
        rest = block[found.end() if is_choice else found.start("answers") :].strip("\n")
        SubElement(parent, "p").text = AtomicString(mark(FIELD_MARK, str(len(self.found))))
        self.found.append(fields.field(found))
        if rest:
            blocks.insert(0, rest)


class _References(InlineProcessor):
    """Leave a mark for ``[SM-021]``."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        """Return the mark; the signature is Python-Markdown's."""
        return mark(REFERENCE_MARK, m[1]), m.start(0), m.end(0)


class _Values(InlineProcessor):
    """Leave a mark for ``{{ school.name | meddal }}``; in angle brackets it is an address."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str | Element, int, int]:
        """Return the mark; the signature is Python-Markdown's."""
        value = value_mark(PLACEHOLDER.search(m[0]) or m)
        if not (m[1] and m[4]):
            return value, m.start(0) + len(m[1]), m.end(0) - len(m[4])
        link = Element("a", {"href": value})
        link.text = AtomicString(value)
        return link, m.start(0), m.end(0)


class _Gaps(InlineProcessor):
    """Leave a mark for a gap in a sentence of a letter, ``(text: name of the parent)``."""

    def __init__(self, md: MarkdownType, found: list[Field]) -> None:
        super().__init__(fields.GAP.pattern, md)
        self.found = found

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        """Return the mark; the signature is Python-Markdown's."""
        self.found.append(Field(m["kind"], m["label"], ""))
        return mark(BLANK_MARK, str(len(self.found) - 1)), m.start(0), m.end(0)


class _Terms(InlineProcessor):
    """Leave a mark for each term that the texts explain, but not in links and table headings."""

    ANCESTOR_EXCLUDES = ("a", "th")

    def __init__(self, md: MarkdownType, finder: Finder) -> None:
        super().__init__("", md)
        self.compiled_re = finder.expression
        self.finder = finder

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        """Return the mark; the signature is Python-Markdown's."""
        if data.rfind(OPEN, 0, m.start()) > data.rfind(CLOSE, 0, m.start()):
            return m[0], m.start(0), m.end(0)  # the name of a value in its mark
        return self.marked(m), m.start(0), m.end(0)

    def marked(self, found: re.Match[str]) -> str:
        """Return the mark of a term."""
        return mark(TERM_MARK, f"{self.finder.key(found[0])}:{found[0]}")


class _Types(Treeprocessor):
    """Says of a list whether its items have letters for numbers."""

    def run(self, root: Element) -> None:
        """Take the signs away that ``lists`` has left, and give the lists their types."""
        for numbered in root.iter("ol"):
            for item in numbered:
                holder = item if item.text else next(iter(item), item)
                sign = (holder.text or "")[:1]
                if sign in TYPES:
                    numbered.set("type", TYPES[sign])
                    holder.text = (holder.text or "")[1:]


class _Sources(_Types):
    """Notes what each element was read from, before the text in it is read.

    Most texts have no sign of Markdown in them. They are made atomic, so that Python-Markdown does
    not try all its patterns on them: that is a third of its time.
    """

    def __init__(
        self, md: MarkdownType, numbered: _Lines, terms: _Terms | None, found: list[Field]
    ) -> None:
        super().__init__(md)
        self.numbered = numbered
        self.found = found
        self.terms = terms
        self.places: dict[Element, tree.Place] = {}

    def run(self, root: Element) -> None:
        """Walk the tree in the order of the text, and along the lines."""
        super().run(root)
        self.places = tree.places(root, self.numbered.lines, self.numbered.numbers, self.found)
        for element in root.iter():
            if element.text and not SIGNS.search(element.text):
                text = element.text
                if self.terms and element.tag != "th" and not isinstance(text, AtomicString):
                    text = self.terms.finder.expression.sub(self.terms.marked, text)
                element.text = AtomicString(text)


class _Finish(Treeprocessor):
    """Makes the tree safe, reads the blocks off it, and leaves marks for its links."""

    def __init__(
        self, md: MarkdownType, sources: _Sources, found: list[Field], is_shown: bool
    ) -> None:
        """``is_shown`` says whether a page is made of the tree."""
        super().__init__(md)
        self.is_shown = is_shown
        self.sources = sources
        self.found = found
        self.plain = ""
        self.blocks: tuple[Block, ...] = ()

    def run(self, root: Element) -> None:
        """Walk the finished tree. Raises ``TooDeepError`` for one that nobody can mean."""
        tree.require_depth(root)
        stash = safe.Stash(self.md)
        safe.make_safe(root)
        self.blocks = tree.blocks(root, self.sources.places, self.found, stash.put_back)
        if not self.is_shown:
            return
        safe.mark_links(root)
        self.plain = stash.put_back(safe.plain(root))
        for parent in list(root.iter()):
            for place, table in enumerate(parent):
                if table.tag == "table":
                    parent[place] = _scrolling(table, stash)


def _scrolling(table: Element, stash: safe.Stash) -> Element:
    """Return a table in a box that arrow keys scroll when it is wider than the window.

    The box is called as the columns are; a value of the school has no place in an attribute.
    """
    heads = (stash.put_back(safe.plain(head)) for head in table.iter("th"))
    names = (" ".join(MARK.sub("", head).split()) for head in heads)
    box = Element("div", {"class": "scroll", "role": "group", "tabindex": "0"})
    box.set("aria-label", ", ".join(filter(None, names)))
    box.append(table)
    box.tail, table.tail = table.tail, None
    return box


class ClauseText(Extension):
    """References, values, fields and terms as marks, and safe links; no raw HTML."""

    def __init__(self, finder: Finder | None) -> None:
        """``finder`` finds the terms that are explained, or is None where they mean nothing."""
        super().__init__()
        self.finder = finder
        self.fields: list[Field] = []
        self.lost: list[str] = []
        """Rows of tables of which Markdown has dropped cells."""
        self.finish: _Finish

    def extendMarkdown(self, md: MarkdownType) -> None:  # noqa: N802
        """Register the processors; the signature is Python-Markdown's.

        What a clause can't hold is taken out: raw HTML, headings, links by reference. References
        and values come after code spans (190) and escapes (180) and before links (160), terms
        after them (10); lines are noted before the text in them is read (20); the tree is finished
        when escapes are undone (0).
        """
        blocks = md.parser.blockprocessors
        md.preprocessors.deregister("html_block")
        for name in ("setextheader", "hashheader", "reference"):
            blocks.deregister(name)
        for name in ("html", "reference", "image_reference", "short_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name)
        brackets.register(md)
        numbered = _Lines(md)
        md.preprocessors.register(numbered, "polisi-lists", 25)
        md.treeprocessors.deregister("attr_list")
        md.treeprocessors.register(_Attributes(md, numbered), "attr_list", 8)
        blocks.register(_Tables(md.parser, self.lost), "table", 75)
        blocks.register(_Notes(md.parser), "admonition", 105)
        blocks.register(_Fields(md.parser, self.fields), "polisi-field", 72)
        md.inlinePatterns.register(_Gaps(md, self.fields), "polisi-gap", 177)
        md.inlinePatterns.register(_Values(VALUE.pattern, md), "polisi-value", 176)
        md.inlinePatterns.register(_References(REFERENCE.pattern, md), "polisi-reference", 175)
        terms = _Terms(md, self.finder) if self.finder else None
        if terms:
            md.inlinePatterns.register(terms, "polisi-term", 10)
        sources = _Sources(md, numbered, terms, self.fields)
        md.treeprocessors.register(sources, "polisi-sources", 30)
        self.finish = _Finish(md, sources, self.fields, is_shown=bool(terms))
        if not terms:
            md.treeprocessors.deregister("prettify")
        md.treeprocessors.register(self.finish, "polisi-finish", -10)
