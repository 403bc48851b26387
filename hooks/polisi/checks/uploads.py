"""Rules for files that a school uploads: they only show something, and somebody needs them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from polisi import disk
from polisi.checks.references import line_at, texts_of
from polisi.checks.school import SIGNATURES
from polisi.markup.syntax import LINK
from polisi.policies.addresses import EXPORTS, Addresses
from polisi.problems import Problem, unreadable
from polisi.project import Project
from polisi.text.documents import Document
from polisi.text.files import svg
from polisi.text.files.uploads import every_file, linked
from polisi.text.parts import published
from polisi.words.languages import LANGUAGES
from polisi.words.phrases import say

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg")
STARTS = (*chain.from_iterable(SIGNATURES.values()), b"GIF8")
"""How files of pictures begin that are no text; browsers show one of another kind all the same."""
PAPERS = (".pdf", ".docx", ".odt", ".xlsx", ".ods", ".pptx", ".odp", ".csv", ".txt", ".ics")
NO_PICTURES = (".md", ".html", ".htm", *PAPERS)
KINDS = frozenset((*PICTURES, *PAPERS))
"""What a browser shows or saves. Anything else is a page or a program, which would run with the
site's address, or nobody here can tell what it is."""


def check(project: Project) -> Iterator[Problem]:
    """Check the files below docs/ that are no pages, and the pictures in texts."""
    logo_path = project.school.logo_path
    wanted = _linked(project) | {logo_path}
    broken = {problem.path for problem in project.unreadable}
    for path in every_file(project.root):
        if path in broken:
            continue
        kind = PurePosixPath(path).suffix.lower()
        if kind not in KINDS:
            values = {"file": path, "kinds": ", ".join(sorted(KINDS))}
            yield Problem("file-kind", path, 1, values=values)
            continue
        if kind in PICTURES and path != logo_path:  # ``school`` checks the logo
            yield from _picture(project, path, kind)
        if path not in wanted and not project.unreadable:  # else a link may stand there
            yield Problem("file-unlinked", path, 1, values={"file": path})
    yield from _places(project)
    for document in project.documents:
        yield from _pictures(document, project)


def _places(project: Project) -> Iterator[Problem]:
    """Find files that would stand where the site has another one; case makes no difference.

    It makes none on the disks of Windows and of Macs, either.
    """
    addresses = Addresses(project.school.default_language)
    overrides = project.root / "overrides"
    ours = [file.relative_to(overrides).as_posix() for file in overrides.rglob("*")]
    ours += [*EXPORTS, *map(addresses.calendar, LANGUAGES)]
    taken = {path.casefold(): "" for path in ours}
    for path in every_file(project.root):
        address = addresses.asset(path.removeprefix("docs/"))
        other = taken.setdefault(address.casefold(), path)
        if other != path:
            made = {f"other_{each}": say("kind-of-file.made", each) for each in LANGUAGES}
            named = {f"other_{each}": other for each in LANGUAGES}
            values = {"file": path, "address": address, **(named if other else made)}
            yield Problem("file-place-taken", path, 1, values=values)


def _linked(project: Project) -> set[str]:
    """Return every file that a page or a clause links to, whether or not it shows."""
    return {
        file
        for document in project.documents
        for text, language in published([document])
        for file in linked(document.path, text, language)
    }


def _picture(project: Project, path: str, kind: str) -> Iterator[Problem]:
    try:
        raw = disk.read(project.root / path)
    except OSError as error:
        yield unreadable(path, error)
        return
    if kind != ".svg":
        if not raw.startswith(STARTS):
            yield Problem("picture-kind", path, 1, values={"file": path, "kind": kind})
    elif found := svg.fault(raw):
        values = {"file": path, "detail": found.detail}
        yield Problem(f"picture-{found.kind}", path, found.line, values=values)


def _pictures(document: Document, project: Project) -> Iterator[Problem]:
    """Find pictures that lie on another site, and those that are pages or papers."""
    for clause, text, first in texts_of(document):
        if "![" not in text:
            continue
        text = project.school.fill(text, document.language)
        for found in LINK.finditer(text):
            if not found[1] or not _is_picture(text, found.start()):
                continue
            at = line_at(text, found.start(), first)
            if _is_remote(found[1]):
                yield Problem("image-remote", document.path, at, clause, {"target": found[1]})
            elif PurePosixPath(found[1].partition("#")[0]).suffix.lower() in NO_PICTURES:
                yield Problem("picture-file", document.path, at, clause, {"target": found[1]})


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
