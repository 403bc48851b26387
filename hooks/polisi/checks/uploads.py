"""Rules for files that a school uploads: they only show something, and somebody needs them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from polisi.checks.references import line_at, texts_of
from polisi.markup.syntax import LINK
from polisi.problems import Problem
from polisi.project import Project
from polisi.text import svg
from polisi.text.documents import Document, unreadable
from polisi.text.parts import published
from polisi.text.uploads import every_file, linked

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg")
PAPERS = (".pdf", ".docx", ".odt", ".xlsx", ".ods", ".pptx", ".odp", ".csv", ".txt", ".ics")
KINDS = frozenset((*PICTURES, *PAPERS))
"""What a browser shows or saves. Anything else is a page or a program, which would run with the
site's address, or nobody here can tell what it is."""


def check(project: Project) -> Iterator[Problem]:
    """Check the files below docs/ that are no pages, and the pictures in texts."""
    logo = project.school.file.school.logo
    logo_path = f"docs/{logo.file}" if logo else ""
    wanted = _linked(project) | {logo_path}
    unreadable = {problem.path for problem in project.unreadable}
    for path in every_file(project.root):
        if path in unreadable:
            continue
        kind = PurePosixPath(path).suffix.lower()
        if kind not in KINDS:
            values = {"file": path, "kinds": ", ".join(sorted(KINDS))}
            yield Problem("file-kind", path, 1, values=values)
            continue
        if kind == ".svg" and path != logo_path:  # ``school`` checks the logo
            yield from _drawing(project, path)
        if path not in wanted and not project.unreadable:  # else a link may stand there
            yield Problem("file-unlinked", path, 1, values={"file": path})
    for document in project.documents:
        yield from _pictures(document, project)


def _linked(project: Project) -> set[str]:
    """Return every file that a page or a clause links to, whether or not it shows."""
    return {
        file
        for document in project.documents
        for text, language in published(document)
        for file in linked(document.path, text, language)
    }


def _drawing(project: Project, path: str) -> Iterator[Problem]:
    try:
        found = svg.fault((project.root / path).read_bytes())
    except OSError as error:
        yield unreadable(path, error)
        return
    if found:
        values = {"file": path, "detail": found.detail}
        yield Problem(f"picture-{found.kind}", path, found.line, values=values)


def _pictures(document: Document, project: Project) -> Iterator[Problem]:
    """Find pictures that lie on another site."""
    for clause, text, first in texts_of(document):
        if "![" not in text:
            continue
        text = project.school.fill(text, document.language)
        for found in LINK.finditer(text):
            if found[1] and _is_remote(found[1]) and _is_picture(text, found.start()):
                at = line_at(text, found.start(), first)
                yield Problem("image-remote", document.path, at, clause, {"target": found[1]})


def _is_remote(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:  # ``references`` reports it
        return False
    return parts.scheme.lower() in ("http", "https") or bool(parts.netloc)


def _is_picture(text: str, end: int) -> bool:
    """Tell whether the bracket that closes at ``end`` opens with ``![``; others may stand in it."""
    depth = 0
    paragraph = max(text.rfind("\n\n", 0, end), 0)
    for position in range(end, paragraph - 1, -1):
        if text[position] == "]" and text[position - 1 : position] != "\\":
            depth += 1
        elif text[position] == "[" and text[position - 1 : position] != "\\":
            depth -= 1
            if not depth:
                return text[position - 1 : position] == "!"
    return False
