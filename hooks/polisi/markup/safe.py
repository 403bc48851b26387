"""A tree of Markdown made safe: no address and no attribute that runs code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER, AtomicString

from polisi.markup.marks import (
    ADDRESS_MARK,
    ATTRIBUTE_MARK,
    CLOSE,
    LINK_MARK,
    MARK,
    OPEN,
    REFERENCE_MARK,
    TITLE_MARK,
    VALUE_MARK,
    WORDS_MARK,
    mark,
    value_mark,
)
from polisi.markup.syntax import PLACEHOLDER

if TYPE_CHECKING:
    from markdown.core import Markdown

SCHEMES = {"", "http", "https", "mailto", "tel"}
ATTRIBUTES = {"href", "title", "lang", "id", "class", "src", "alt", "align", "start", "type"}
UNSAFE = "unsafe"
"""Holds an address that may not stand in a page, until the blocks are read."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LINES = frozenset((*HEADINGS, "p", "li", "dt", "dd", "th", "td", "div", "pre", "br", "blockquote"))
END = "\x1e"
"""Stands where a line of a plain text ends, until the spaces in it are settled."""
ALIGNMENTS = {f"text-align: {side};": f"align-{side}" for side in ("left", "right", "center")}
"""How the tables extension aligns a column, and the class that our style sheet has for it: a page
may hold no styles."""
INSIDE = {REFERENCE_MARK: TITLE_MARK, VALUE_MARK: WORDS_MARK}
"""What a mark becomes inside a link, which can hold no other link."""
ONE_VALUE = re.compile(f"{OPEN}{VALUE_MARK}:([^{CLOSE}]*){CLOSE}")
STASHED = re.compile(HTML_PLACEHOLDER % r"(\d+)")


def make_safe(root: Element) -> None:
    """Take out of a finished tree whatever runs code; addresses are left for ``address``."""
    for element in root.iter():
        if element.tag in ("a", "img"):
            _no_links_inside(element)
        elif element.tag == "code" and element.text:
            element.text = AtomicString(_no_links_in_code(element.text))
        if element.attrib:
            _make_attributes_safe(element)


def _make_attributes_safe(element: Element) -> None:
    for name, value in list(element.items()):
        if name == "style" and value in ALIGNMENTS:
            element.set("class", ALIGNMENTS[value])
        if name in ("href", "src"):
            del element.attrib[name]
            address = _address(value)
            element.set(name if address else UNSAFE, address or value)
        elif name not in ATTRIBUTES:
            del element.attrib[name]


def mark_links(root: Element) -> None:
    """Leave a mark for each link and picture of the site, which each page has to find."""
    for element in root.iter():
        element.attrib.pop(UNSAFE, None)
        for name in ("href", "src"):
            url = element.get(name)
            if url is not None and not url.startswith(OPEN) and not _is_elsewhere(url):
                element.set(name, mark(LINK_MARK, url))


def _is_elsewhere(url: str) -> bool:
    parts = urlsplit(unescape(url).strip())
    return bool(parts.scheme or parts.netloc)


class Stash:
    """What Python-Markdown has put away while it reads a text: entities."""

    def __init__(self, md: Markdown) -> None:
        self._blocks = md.htmlStash.rawHtmlBlocks

    def put_back(self, text: str) -> str:
        """Put the characters back."""
        return STASHED.sub(self._character, text) if "\x02" in text else text

    def _character(self, found: re.Match[str]) -> str:
        return unescape(str(self._blocks[int(found[1])]))


def plain(root: Element) -> str:
    """Return the words of a finished tree; each paragraph, item and cell is a line."""
    lines = "".join(_itertext(root)).split(END)
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _no_links_in_code(text: str) -> str:
    if "{{" in text:
        text = PLACEHOLDER.sub(lambda found: value_mark(found, WORDS_MARK), text)
    return MARK.sub(_inside, text) if OPEN in text else text


def _no_links_inside(element: Element) -> None:
    """Leave no mark inside a link or an image's text that becomes a link; show mail addresses."""
    for inner in element.iter():
        for part in ("text", "tail"):
            if (inner is element and part == "tail") or not getattr(inner, part):
                continue
            text = unescape(getattr(inner, part).replace(AMP_SUBSTITUTE, "&"))
            setattr(inner, part, AtomicString(MARK.sub(_inside, text)))
    for name, value in element.items():
        if OPEN in value and name not in ("href", "src"):
            element.set(name, MARK.sub(_in_attribute, value))


def _inside(found: re.Match[str]) -> str:
    return mark(INSIDE.get(found[1], found[1]), found[2])


def _in_attribute(found: re.Match[str]) -> str:
    return mark(TITLE_MARK if found[1] == REFERENCE_MARK else ATTRIBUTE_MARK, found[2])


def _address(url: str) -> str:
    """Return an address as it may stand in a page, or an empty string."""
    url = url.replace(AMP_SUBSTITUTE, "&")
    url = unescape(url) if url.startswith("&#") else url
    if value := ONE_VALUE.fullmatch(url):
        return mark(ADDRESS_MARK, value[1])
    try:
        parts = urlsplit(unescape(url).strip())
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES:
        return ""
    if OPEN in url:
        return MARK.sub(_in_attribute, url) if parts.scheme or parts.netloc else ""
    return url


def _itertext(element: Element) -> Iterator[str]:
    """Yield the texts of a tree; Python-Markdown has escaped those of code already."""
    text = element.text or ""
    yield unescape(text) if element.tag == "code" and "&" in text else text
    for child in element:
        is_line = child.tag in LINES
        if is_line:
            yield END
        yield from _itertext(child)
        if is_line:
            yield END
        yield child.tail or ""
