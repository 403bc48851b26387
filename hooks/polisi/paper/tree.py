"""HTML made ready for paper, as a tree: addresses, fields with names, headings in order.

PDF and Word are both made of this tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from polisi import disk
from polisi.markup.safe import HEADINGS
from polisi.paper.references import SITE

WIDE = 6
"""Columns of a table from which on its words are smaller."""
WIDEST = 9
"""Columns of a table from which on it lies on its side."""
TOGETHER = 14
"""As many lines to tick as stay on one page, with their question."""
SCHEMES = ("mailto:", "https://", "http://")
"""Begin the addresses that lead away from the paper and its site."""
HIDDEN = ("same", "redline--none")
"""Classes of what stands in Word files and in no PDF."""
SCREEN_ONLY = ("tabindex", "role", "aria-label", "contenteditable", "inputmode", "autocomplete")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a text leads to outside itself."""

    site_url: str
    """The address of the site with a slash at the end, or an empty string."""
    images: Mapping[str, Path]
    """The files of the site that a text may show, by address."""
    missing: list[str] = field(default_factory=list)
    """Addresses of images that are no files, which are left out."""


def parse(html: str) -> Element:
    """Read HTML into a tree."""
    import tinyhtml5  # comes with WeasyPrint, and is not there without it

    root: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    return root


def ready(root: Element, around: Surroundings, is_part: bool = False) -> Element:
    """Make a tree ready for paper, in place, and return it.

    ``is_part``: it is a part of a paper, whose headings stand under others.
    """
    for element in list(root.iter()):
        if element.tag == "a":
            _address(element, around)
        elif element.tag == "img":
            _image(element, around)
        elif element.tag == "table":
            _widen(element)
        elif "blank" in classes(element):
            _gap(element)
    _fields(root)
    _list_addresses(root)
    _unlink_pictures(root)
    _keep_ticks(root)
    if not is_part:
        _order_headings(root)
    for element in root.iter():
        for name in SCREEN_ONLY:
            element.attrib.pop(name, None)
    return root


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return element.get("class", "").split()


def words(element: Element) -> str:
    """Return the words of an element, with white space made one."""
    return " ".join("".join(element.itertext()).split())


# Links and pictures


def _address(link: Element, around: Surroundings) -> None:
    """Give a link its whole address; one that can't have one becomes plain words."""
    href = link.get("href", "")
    if href.startswith(SITE):
        href = around.site_url + href.removeprefix(SITE) if around.site_url else ""
    if href:
        link.set("href", href)
    else:
        link.tag = "span"
        link.attrib.pop("href", None)


def _list_addresses(root: Element) -> None:
    """Number the links that lead away, and list their addresses where the paper has a place."""
    place = next((each for each in root.iter("ol") if "addresses" in classes(each)), None)
    if place is None:
        return
    numbers: dict[str, int] = {}
    above = {child: parent for parent in root.iter() for child in parent}
    for link in filter(_is_listed, list(root.iter("a"))):
        number = numbers.setdefault(link.get("href", ""), len(numbers) + 1)
        note = Element("sup", {"class": "note-number"})
        note.text, note.tail, link.tail = f"[{number}]", link.tail, None
        parent = above[link]
        parent.insert(list(parent).index(link) + 1, note)
    for href in numbers:
        item = SubElement(place, "li")
        shown = SubElement(item, "a", {"href": href, "class": "address"})
        shown.text = href.removeprefix("mailto:")
    if not numbers:
        parent = above[place]
        above[parent].remove(parent)


def _is_listed(link: Element) -> bool:
    """Tell whether a link leads away, to an address that its words don't say."""
    href = plain = link.get("href", "")
    for scheme in SCHEMES:
        plain = plain.removeprefix(scheme)
    is_told = "ref" in classes(link) or plain.rstrip("/") in words(link)
    return href.startswith(SCHEMES) and not is_told


def _unlink_pictures(root: Element) -> None:
    """Take the link off a picture: a PDF has no words for both; its address is listed."""
    for link in root.iter("a"):
        if link.get("href") and next(link.iter("img"), None) is not None:
            link.tag = "span"
            del link.attrib["href"]


def _image(image: Element, around: Surroundings) -> None:
    """Give a picture its file; one that is no file becomes its words."""
    source = image.get("src", "")
    file = around.images.get(source.removeprefix(SITE))
    if file or source.startswith("data:"):
        if file:
            image.set("src", disk.resolved(file).as_uri())
        if not image.get("alt", "").strip():
            image.set("alt", "–")  # a PDF has no picture without words: this one has none to say
        return
    around.missing.append(source.removeprefix(SITE))
    image.tag, image.text = "span", image.get("alt", "")
    image.attrib.clear()


# Tables and headings


def _widen(table: Element) -> None:
    """Say how wide a table is, so that it fits."""
    columns = max((len(row) for row in table.iter("tr")), default=0)
    if columns >= WIDE and "index" not in classes(table):
        name = "table--widest" if columns >= WIDEST else "table--wide"
        table.set("class", f"{table.get('class', '')} {name}".strip())


def _order_headings(root: Element) -> None:
    """Let no heading skip a level, as PDF/UA and screen readers ask."""
    hidden = {each for name in HIDDEN for part in _with_class(root, name) for each in part.iter()}
    last = 0
    for element in root.iter():
        if element.tag in HEADINGS and element not in hidden:
            level = min(HEADINGS.index(element.tag) + 1, last + 1)
            element.tag, last = f"h{level}", level


# Fields


def _gap(gap: Element) -> None:
    """Turn a gap of a sentence into a field; what goes in is said to those who touch it."""
    name = gap.get("aria-label", "")
    kind = next((each for each in classes(gap) if each.startswith("blank--")), "")
    gap.tag = "textarea" if kind == "blank--long" else "input"
    gap.attrib.clear()
    gap.attrib.update({"class": f"gap {kind}", "title": name})


def _fields(root: Element) -> None:
    """Give every field a name that says what goes in, and one of its own in the file."""
    for number, box in enumerate(_with_class(root, "field")):
        _field(box, f"field-{number}")
    for table in _with_class(root, "field-table"):
        for control in _controls(table):
            control.set("name", control.get("id", ""))
            control.set("title", control.get("aria-label", ""))
    for number, control in enumerate(_controls(root), 1):
        if not control.get("name"):
            control.set("name", f"gap-{number}")


def _field(box: Element, name: str) -> None:
    """Say what goes into a field or is ticked; ``name`` is its own where it has none yet."""
    label = next((each for each in box if each.tag in ("label", "legend")), None)
    question = words(label) if label is not None else ""
    for control in _controls(box):
        control.set("name", control.get("name") or control.get("id") or name)
        control.set("title", question)
    for label in _plain_labels(box):
        label.set("class", "plain")
    for answer in _with_class(box, "field__answer"):
        for control in _controls(answer):
            control.set("title", f"{question}: {words(answer)}")
            control.set("value", words(answer))


def _plain_labels(box: Element) -> Iterator[Element]:
    """Yield the labels that stand behind something to tick: they are answers, and no headings."""
    places = [box] if "field--tick" in classes(box) else _with_class(box, "field__answer")
    for place in places:
        yield from place.iter("label")


def _controls(element: Element) -> list[Element]:
    return [each for each in element.iter() if each.tag in ("input", "textarea")]


def _with_class(root: Element, name: str) -> Iterator[Element]:
    return (each for each in root.iter() if name in classes(each))


def _keep_ticks(root: Element) -> None:
    """Put lines to tick into a box with the question above them, which no page break parts."""
    for parent in list(root.iter()):
        for row in list(_rows_of_ticks(parent)):
            box = Element("div", {"class": "ticks ticks--long" if len(row) > TOGETHER else "ticks"})
            parent.insert(list(parent).index(row[0]), box)
            for element in row:
                parent.remove(element)
                box.append(element)


def _rows_of_ticks(parent: Element) -> Iterator[list[Element]]:
    """Yield the lines to tick that follow each other, with the paragraph before them."""
    before: list[Element] = []
    for is_tick, group in groupby(parent, key=lambda each: "field--tick" in classes(each)):
        row = list(group)
        if is_tick:
            yield [*before, *row]
        before = [each for each in row[-1:] if each.tag == "p" and not is_tick]
