"""What a Word file is made of, as XML."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def element(tag: str, *children: Any, **attributes: str) -> Any:
    """Make an element of Word, with its attributes and what stands in it."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def words(text: str, tag: str = "w:t") -> Any:
    """Make words; ``w:delText`` holds those that are gone."""
    made = OxmlElement(tag)
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def remove(made: Any) -> None:
    """Take an element out of what it stands in."""
    parent = made.getparent()
    parent.remove(made)


def mark(paragraph: Any) -> Any:
    """Return the properties of a paragraph's mark, which a tracked change of it stands in."""
    properties = paragraph._p.get_or_add_pPr()
    found = properties.find(qn("w:rPr"))
    if found is None:
        found = element("w:rPr")
        properties.append(found)
    return found


def bookmark_name(id_: str) -> str:
    """Return an id as Word names places: 40 characters, and no hyphens."""
    return f"_{id_.replace('-', '_')}"[:40]
