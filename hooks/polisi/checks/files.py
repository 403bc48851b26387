"""Rules for what a page may hold: no raw HTML, no footnotes, no reference-style links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polisi.model import Document
from polisi.problems import Problem
from polisi.project import Project
from polisi.reader import MARKDOWN_SUFFIXES
from polisi.shape import without_code

TAG = re.compile(r"<(?:!--|[/?!]?[A-Za-z][\w:-]*(?=[\s/>])(?![^<>]*@))")
AUTOLINK = re.compile(r"<(?:https?|mailto):", re.IGNORECASE)
EVENT_ATTRIBUTE = re.compile(r"\{[^}\n]*\b(on\w+|style|srcdoc)\s*=", re.IGNORECASE)
UNSAFE_SCHEME = re.compile(r"\b(?:javascript|vbscript|data)\s*:[^\s]", re.IGNORECASE)
DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<label>[^\]\n]+)\]:[ \t]*\S", re.MULTILINE)
FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]")
REFERENCE_LINK = re.compile(r"\][ ]?\[(?!\^)[^\]\n]*\]")
UNDERLINED = re.compile(r"^[^\s|>#-][^\n]*\n(=+|-+)[ \t]*$", re.MULTILINE)
INDENTED_HEADING = re.compile(r"^(?:[ ]+|[ ]*(?:>|[-+*]|\d+\.)[ ]+)#{1,6}[ \t]*\S", re.MULTILINE)


def check(project: Project) -> Iterator[Problem]:
    """Check every page's text, and that pages are where they belong."""
    for document in project.documents:
        yield from _markup(document)
    docs = project.root / "docs"
    for file in sorted(docs.iterdir()):
        is_page = file.suffix.lower() in MARKDOWN_SUFFIXES and file.is_file()
        if is_page or (file.is_dir() and re.fullmatch("[a-z]{2}", file.name) and _foreign(file)):
            yield Problem("page-elsewhere", f"docs/{file.name}", 1, values={"name": file.name})


def _foreign(folder: object) -> bool:
    return getattr(folder, "name", "") not in {"en", "cy"}


def _markup(document: Document) -> Iterator[Problem]:
    texts = [("", document.preamble, document.body_line)]
    texts += [
        (p.id if p.is_clause else "", f"{p.title}\n{p.body}", p.line) for p in document.passages
    ]
    for clause, text, first in texts:
        yield from _text(document.path, clause, text, first)


def _text(path: str, clause: str, text: str, first: int) -> Iterator[Problem]:
    def problem(code: str, found: re.Match[str], **values: str) -> Problem:
        line = first + text.count("\n", 0, found.start())
        return Problem(code, path, line, clause, values)

    text = without_code(text)
    if "<" in text:
        for found in TAG.finditer(text):
            if not AUTOLINK.match(text, found.start()):
                yield problem("raw-html", found, tag=found[0].lstrip("<"))
    if "{" in text:
        for found in EVENT_ATTRIBUTE.finditer(text):
            yield problem("raw-html", found, tag=found[1])
    if ":" in text:
        for found in UNSAFE_SCHEME.finditer(text):
            yield problem("link-unsafe", found, target=found[0])
    if "]" in text:
        for found in FOOTNOTE.finditer(text):
            yield problem("footnote", found)
        for found in REFERENCE_LINK.finditer(text):
            yield problem("link-by-reference", found)
        for found in DEFINITION.finditer(text):
            if not found["label"].startswith("^"):
                yield problem("link-by-reference", found)
    if "\n=" in text or "\n-" in text:
        for found in UNDERLINED.finditer(text, text.index("\n") + 1):
            yield problem("heading-form", found)
    if "#" in text:
        for found in INDENTED_HEADING.finditer(text):
            yield problem("heading-form", found)
