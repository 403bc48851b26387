"""Rules for what a page may hold: no raw HTML, no footnotes, no reference-style links.

And for what stands around the pages: settings that MkDocs needs, an upgrade that was interrupted,
pages outside the folders of the languages.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from polisi import disk
from polisi.markup.syntax import LINK, PLACEHOLDER, REFERENCE, without_code
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import MARKDOWN_SUFFIXES, Document
from polisi.words.languages import LANGUAGES
from polisi.words.phrases import say
from polisi.yaml_files import mkdocs_file
from polisi.yaml_files.mkdocs_file import FILE as SETTINGS
from polisi.yaml_files.mkdocs_file import SettingsError

TAG = re.compile(r"<(?!(?:https?|mailto):|[\w.+-]+@)(?:!--|!\[|\?|[/?!]?[A-Za-z][\w:-]*)", re.I)
"""What Markdown takes for HTML: a sign and a letter, but for an address in angle brackets."""
ATTRIBUTE = re.compile(r"([\w:-]+)[ ]*=")
SAFE_ATTRIBUTES = {"title", "lang", "class", "id", "alt"}
UNSAFE_SCHEME = re.compile(r"\b(?:javascript|vbscript|data)\s*:[^\s]", re.IGNORECASE)
DEFINITION = re.compile(r"^[ \t>]*\[(?P<label>[^\]\n^][^\]\n]*)\]:", re.MULTILINE)
FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]")
REFERENCE_LINK = re.compile(r"\]\s?\[(?!\^)[^\]]*\]")
UNDERLINE = re.compile(r"\n[ \t>]*[=-]+[ \t]*$", re.MULTILINE)
INDENTED_HEADING = re.compile(r"^(?:[ ]+|[ ]*(?:>|[-+*]|\d+\.)[ ]+)#{1,6}[ \t]*\S", re.MULTILINE)


CODE = "hooks/polisi"
"""Our own code, which a project of its own has in it."""
HOOK = "hooks/main.py"
"""The entry by which MkDocs loads our code."""
UPGRADE = "polisi-upgrade/journal.json"
"""What an upgrade that was interrupted leaves in git's folder."""
UNFILLED = re.compile(
    r"(?<!\w)_{3}(?!\w)|_{4,}"
    r"|[\[<](?:insert|enter|fill in|rhowch|nodwch|llenwch|mewnosodwch|enw'r ysgol)\b"
    r"[^\]>\n]{0,60}[\]>]?|\.{6,}|(?-i:\bX{3,}\b)",
    re.IGNORECASE,
)
"""How the people who wrote the sources left a gap: a row of underscores, "[insert name]"."""


MIGHT_BE_UNFILLED = ("___", "[", "<", "......", "XXX")
"""What a text must have for a gap to stand in it."""


def check(project: Project) -> Iterator[Problem]:
    """Check every page's text, that pages are where they belong, and that MkDocs asks us."""
    yield from _settings(project.root)
    if (_git_folder(project.root) / UPGRADE).is_file():
        yield Problem("upgrade-unfinished", SETTINGS, 1)
    for document in project.documents:
        yield from _markup(document)
    docs = project.root / "docs"
    for file in sorted(docs.iterdir()):
        if file.name not in LANGUAGES and not file.name.startswith(".") and _has_pages(file):
            yield Problem("page-elsewhere", f"docs/{file.name}", 1, values={"name": file.name})


def _settings(root: Path) -> Iterator[Problem]:
    """Find that MkDocs would publish pages that nobody has checked, and delete the last site."""
    if not (os.path.lexists(root / SETTINGS) or builds_sites(root)):
        return
    try:
        hooks = mkdocs_file.read(root).get("hooks") or ()
    except SettingsError as error:
        yield error.problem
        return
    is_there = os.access(root / HOOK, os.R_OK)
    if is_there and HOOK not in [os.path.normpath(str(each)) for each in hooks]:
        yield Problem("hook-missing", SETTINGS, 1)


def builds_sites(root: Path) -> bool:
    """Tell whether a folder has what makes a site, and not texts alone."""
    return os.access(root / CODE, os.X_OK)


def _git_folder(root: Path) -> Path:
    """Return git's own folder, which a file names where there are several working trees."""
    place = root / ".git"
    try:
        named = disk.read(place).decode("utf-8", "replace")
    except OSError:  # the folder itself, or there is no git
        return place
    return root / named.removeprefix("gitdir:").strip()


def _has_pages(file: Path) -> bool:
    """Tell whether something beside the languages' folders is, or holds, a page."""
    files = file.rglob("*") if file.is_dir() else [file]
    return any(each.suffix.lower() in MARKDOWN_SUFFIXES and each.is_file() for each in files)


def _blank(found: re.Match[str]) -> str:
    """Put spaces in the place of what was found; lines stay the same."""
    return "".join(sign if sign == "\n" else " " for sign in found[0])


def _markup(document: Document) -> Iterator[Problem]:
    yield from _text(document.path, "", document.preamble, document.body_line)
    for passage in document.passages:
        clause = passage.id if passage.is_clause else ""
        if passage.level == 1 and (passage.id or not document.is_policy):
            yield Problem("heading-level", document.path, passage.line, clause)
        yield from _text(document.path, clause, passage.title, passage.line)
        yield from _text(document.path, clause, passage.body, passage.body_line)


def _told(kind: str) -> dict[str, str]:
    """Say in both languages what a page may not hold, and what to do: HTML, or an attribute."""
    return {
        f"{part}_{language}": say(f"html.{kind}-{part}", language)
        for part in ("what", "use")
        for language in LANGUAGES
    }


def _text(path: str, clause: str, text: str, first: int) -> Iterator[Problem]:
    """Check a text that begins in the line ``first`` of a file."""
    text = without_code(text)
    for code, start, values in (*_unfilled(text), *_html(text), *_references(text), *_form(text)):
        yield Problem(code, path, first + text.count("\n", 0, start), clause, values)


Found = tuple[str, int, dict[str, str]]
"""A rule's name, where in a text it is broken, and the values of its message."""


def _unfilled(text: str) -> Iterator[Found]:
    """Find gaps that somebody was to fill in."""
    might_be = any(map(text.__contains__, MIGHT_BE_UNFILLED))
    for found in UNFILLED.finditer(text) if might_be else ():
        if not text.startswith("(", found.end()):  # else it is the text of a link
            yield "text-unfilled", found.start(), {"text": found[0]}


def _html(text: str) -> Iterator[Found]:
    """Find HTML: tags, each once however often it is closed, and attributes."""
    if "<" in text:
        opened: set[str] = set()
        for found in TAG.finditer(LINK.sub(_blank, text)):  # an address may stand in such signs
            tag = found[0].lstrip("<")
            if tag.removeprefix("/") not in opened:
                yield "raw-html", found.start(), {"tag": tag, **_told("tag")}
            opened |= {tag} if not tag.startswith("/") else set()
    if "{" in text and "=" in text:
        start = 0
        for line in PLACEHOLDER.sub(_blank, text).split("\n"):
            for key in ATTRIBUTE.findall(line[line.find("{") : line.rfind("}") + 1]):
                if key.lower() not in SAFE_ATTRIBUTES:
                    yield "raw-html", start, {"tag": key, **_told("attribute")}
            start += len(line) + 1


def _references(text: str) -> Iterator[Found]:
    """Find links that run scripts, footnotes, and links whose addresses stand elsewhere."""
    if ":" in text:
        for found in UNSAFE_SCHEME.finditer(LINK.sub(_blank, text)):  # ``references`` sees links
            yield "link-unsafe", found.start(), {"target": found[0]}
    if "]" not in text:
        return
    for found in FOOTNOTE.finditer(text):
        yield "footnote", found.start(), {}
    for found in DEFINITION.finditer(text):
        yield "link-by-reference", found.start(), {}
    for found in REFERENCE_LINK.finditer(REFERENCE.sub(_blank, text)):
        yield "link-by-reference", found.start(), {}


def _form(text: str) -> Iterator[Found]:
    """Find headings that are underlined, or do not begin their line."""
    if "\n" in text and ("=" in text or "-" in text):
        for found in UNDERLINE.finditer(text):
            above = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
            if above.strip(" \t=-"):
                yield "heading-form", found.start(), {}
    if "#" in text:
        for found in INDENTED_HEADING.finditer(text):
            yield "heading-form", found.start(), {}
