"""From a clause's Markdown to HTML, once per language, with places left open for links.

The same clause stands on several pages (the policy, each audience's version), so links can't be
written when it is rendered. They are left as marks, and ``Fragment.fill`` closes them per page.
Raw HTML is never passed on: what looks like a tag is shown as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER, AtomicString

from polisi.text.syntax import REFERENCE

if TYPE_CHECKING:
    from markdown.core import Markdown as MarkdownType

    from polisi.text.term_patterns import Finder

REFERENCE_MARK = "ref"
TITLE_MARK = "title"
LINK_MARK = "to"
GAP_MARK = "gap"
FIELD_MARK = "field"
BLANK_MARK = "blank"
TERM_MARK = "term"
OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use characters, which no keyboard writes; the reader takes them out of a text."""
MARK = re.compile(f"{OPEN}([a-z]+):([^{CLOSE}]*){CLOSE}")
UNTITLED = re.compile(r"^[ ]*!!! ?([\w-]+)(?=[ ]*$)", re.MULTILINE)
INSIDE_LINK = re.compile(f"{OPEN}{REFERENCE_MARK}:")
NEVER = re.compile(r"(?!)")
STASHED = re.compile(HTML_PLACEHOLDER % r"(\d+)")

SAFE_SCHEMES = {"", "http", "https", "mailto", "tel"}
SAFE_ATTRIBUTES = {"href", "title", "lang", "id", "class", "src", "alt", "align", "start"}
ALIGNMENTS = {("style", f"text-align: {side};") for side in ("left", "right", "center")}
"""How the tables extension aligns a column."""
MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]|#])")
EXTENSIONS = ["attr_list", "tables", "admonition", "sane_lists"]

Resolver = Callable[[str, str], str]
"""From a mark's kind and value to what stands in its place on a page."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """HTML with open places: text, kind, value, text, kind, value, …, text."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> Fragment:
        """Split HTML at its marks."""
        return cls(tuple(MARK.split(html)))

    def settle(self, resolve: Callable[[str, str], str | None]) -> Fragment:
        """Resolve some marks and keep those for which ``resolve`` returns None."""
        texts, kept = [self.parts[0]], []
        for index in range(1, len(self.parts), 3):
            kind, value, text = self.parts[index : index + 3]
            resolved = resolve(kind, value)
            if resolved is None:
                kept += [texts.pop() if len(texts) == 1 else "".join(texts), kind, value]
                texts = [text]
            else:
                texts += [resolved, text]
        return Fragment((*kept, "".join(texts)))

    def fill(self, resolve: Resolver) -> str:
        """Return the HTML with every mark resolved."""
        parts = self.parts
        if len(parts) == 1:
            return parts[0]
        out = [parts[0]]
        for index in range(1, len(parts), 3):
            out.append(resolve(parts[index], parts[index + 1]))
            out.append(parts[index + 2])
        return "".join(out)


def mark(kind: str, value: str) -> str:
    """Leave a place open for ``Fragment.fill``."""
    return f"{OPEN}{kind}:{value}{CLOSE}"


def with_tip(css_class: str, href: str, words: str, id_: str, tip: str) -> str:
    """Return a link whose explanation, HTML like its words, shows on hover and focus."""
    return (
        f'<a class="{css_class}" href="{href}" aria-describedby="{id_}">{words}</a>'
        f'<span class="tip" role="tooltip" id="{id_}">{tip}</span>'
    )


def escaped(value: str) -> str:
    """Escape a value so that Markdown shows it as it is."""
    return MARKDOWN_SIGNS.sub(r"\\\1", value).replace("<", "&lt;")


class _References(InlineProcessor):
    """Leave a mark for ``[SM-021]``."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        """Return the mark; the signature is Python-Markdown's."""
        return mark(REFERENCE_MARK, m[1]), m.start(0), m.end(0)


class _Terms(InlineProcessor):
    """Leave a mark for each term that the texts explain, but not in links and table headings."""

    ANCESTOR_EXCLUDES = ("a", "th")

    def __init__(self, md: MarkdownType) -> None:
        super().__init__("", md)
        self.finder: Finder | None = None
        """What finds the terms of the language that is being rendered, or None for no terms."""

    def getCompiledRegExp(self) -> re.Pattern[str]:  # noqa: N802
        """Return the expression of the language; the signature is Python-Markdown's."""
        return self.finder.expression if self.finder else NEVER

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        """Return the mark; the signature is Python-Markdown's."""
        assert self.finder is not None
        if data.rfind(OPEN, 0, m.start()) > data.rfind(CLOSE, 0, m.start()):
            return m[0], m.start(0), m.end(0)  # the name of a value in another mark
        return mark(TERM_MARK, f"{self.finder.key(m[0])}:{m[0]}"), m.start(0), m.end(0)


def first_of_each(html: str) -> str:
    """Keep the mark of each term's first occurrence; turn the others into their words."""
    seen: set[str] = set()

    def once(found: re.Match[str]) -> str:
        key, _, word = found[2].partition(":")
        if found[1] != TERM_MARK:
            return found[0]
        if key in seen:
            return word
        seen.add(key)
        return found[0]

    return MARK.sub(once, html) if f"{OPEN}{TERM_MARK}:" in html else html


class _Safe(Treeprocessor):
    """Drop attributes that run code, leave a mark for each link to a page, note the plain text."""

    def __init__(self, md: MarkdownType, link: Callable[[str], str]) -> None:
        super().__init__(md)
        self.link = link
        self.text = ""

    def run(self, root: Element) -> None:
        """Walk the finished tree."""
        for element in root.iter():
            if element.tag in ("a", "img"):
                self._no_links_inside(element)
            for name, value in list(element.items()):
                if name not in SAFE_ATTRIBUTES and (name, value) not in ALIGNMENTS:
                    del element.attrib[name]
            for name in ("href", "src"):
                url = element.get(name)
                if url is not None and (safe := self._safe(url)):
                    element.set(name, safe)
                elif url is not None:
                    del element.attrib[name]
        text = "".join(root.itertext())
        if "&" in text:
            text = "".join(_texts(root))
        self.text = STASHED.sub(self._unstash, text)

    @staticmethod
    def _no_links_inside(element: Element) -> None:
        """Turn references inside a link or an image's text into titles; undo mail obfuscation."""
        for inner in element.iter():
            for part in ("text", "tail"):
                if (inner is element and part == "tail") or not getattr(inner, part):
                    continue
                text = unescape(getattr(inner, part).replace(AMP_SUBSTITUTE, "&"))
                setattr(inner, part, AtomicString(INSIDE_LINK.sub(f"{OPEN}{TITLE_MARK}:", text)))
        for name, value in element.items():
            element.set(name, INSIDE_LINK.sub(f"{OPEN}{TITLE_MARK}:", value))

    def _unstash(self, found: re.Match[str]) -> str:
        return unescape(str(self.md.htmlStash.rawHtmlBlocks[int(found[1])]))

    def _safe(self, url: str) -> str:
        url = url.replace(AMP_SUBSTITUTE, "&")
        url = unescape(url) if url.startswith("&#") else url
        try:
            parts = urlsplit(unescape(url).strip())
        except ValueError:
            return ""
        if parts.scheme.lower() not in SAFE_SCHEMES:
            return ""
        return url if parts.scheme or parts.netloc else self.link(url)


def _texts(element: Element) -> Iterator[str]:
    """Yield the texts of a tree; Python-Markdown has escaped those of code already."""
    text = element.text or ""
    yield unescape(text) if element.tag == "code" else text
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


class ClauseText(Extension):
    """References, and safe links; no raw HTML."""

    def __init__(self, link: Callable[[str], str]) -> None:
        super().__init__()
        self.safe: _Safe
        self.terms: _Terms
        self.link = link

    def extendMarkdown(self, md: MarkdownType) -> None:  # noqa: N802
        """Register the processors; the signature is Python-Markdown's.

        What a clause can't hold is taken out: raw HTML, headings, links by reference. References
        come after code spans (190) and escapes (180) and before links (160), terms after them
        (10); the tree is made safe last, when escapes are undone (0).
        """
        md.preprocessors.deregister("html_block")
        for name in ("setextheader", "hashheader", "reference"):
            md.parser.blockprocessors.deregister(name)
        for name in ("html", "reference", "image_reference", "short_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_References(REFERENCE.pattern, md), "polisi-reference", 175)
        self.terms = _Terms(md)
        md.inlinePatterns.register(self.terms, "polisi-term", 10)
        self.safe = _Safe(md, self.link)
        md.treeprocessors.register(self.safe, "polisi-safe", -10)


class PageText(Extension):
    """References, and no raw HTML, for pages that MkDocs renders and whose links it resolves."""

    def extendMarkdown(self, md: MarkdownType) -> None:  # noqa: N802
        """Register the processors; the signature is Python-Markdown's."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_References(REFERENCE.pattern, md), "polisi-reference", 175)
        md.treeprocessors.register(_Safe(md, lambda url: url), "polisi-safe", -10)


class Renderer:
    """Renders clauses, one after the other, with one Markdown instance."""

    def __init__(self) -> None:
        self._link: Callable[[str], str] = lambda url: url
        self._clause_text = ClauseText(lambda url: self._link(url))
        self._markdown = Markdown(extensions=[*EXTENSIONS, self._clause_text])

    def render(
        self,
        text: str,
        link: Callable[[str], str],
        titles: Mapping[str, str],
        terms: Finder | None = None,
    ) -> tuple[str, str]:
        """Convert Markdown to HTML with marks, and to plain text with marks.

        ``link`` turns a relative link, as written in the file, into what stands in ``href``, or
        into an empty string for no link;
        ``titles`` gives the kinds of notes (``!!! note``) a title when the text gives none;
        ``terms`` finds what is to be explained: the first of each leaves a mark.
        """
        self._link = link
        self._clause_text.terms.finder = terms
        self._markdown.reset()
        if "!!!" in text:
            text = UNTITLED.sub(
                lambda found: f'{found[0]} "{titles.get(found[1].lower(), found[1])}"', text
            )
        html = self._markdown.convert(text)
        return first_of_each(html), " ".join(self._clause_text.safe.text.split())
