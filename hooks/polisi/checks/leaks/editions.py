"""Rules for editions: what an edition's build would refuse, said where it stands in the source.

An edition leaves out the numbers of the clauses that its readers don't see. A reference in brackets
shows none, and a link into a policy falls away; a number that stands anywhere else would show. So
would the words of those clauses in a picture or a table that is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from polisi import disk
from polisi.checks.uploads import PAPERS
from polisi.facts.audiences import all_audiences
from polisi.markup import fields
from polisi.markup.tree import Block
from polisi.model import Audience
from polisi.policies import contacts, editions, proof, secrets
from polisi.policies.addresses import former_addresses
from polisi.policies.editions import Edition
from polisi.policies.proof import ID
from polisi.problems import Problem
from polisi.project import Project
from polisi.school.school import FILE
from polisi.text.documents import Document
from polisi.text.files.uploads import every_file
from polisi.text.parts import Part, parts
from polisi.words.inflect import joined
from polisi.words.phrases import say
from polisi.yaml_files.parsing import strings

TEXT_FILES = (".svg", ".csv", ".txt", ".ics")
"""Files of which somebody sees the lines."""
WORD_FILES = frozenset((*TEXT_FILES, *PAPERS))
"""Files that hold words."""
BARE = re.compile(r"(?<![\w/#`\[\"-])[A-Z]{2,4}-\d{3}(?![\w`\]\"-])")
"""What ``references`` has found already."""


class _Named(NamedTuple):
    """A number that stands in a text as such, and which editions have the text."""

    id: str
    path: str
    line: int
    clause: str
    shows: Callable[[Edition], bool]


def check(project: Project) -> Iterator[Problem]:
    """Check that nothing names a clause to those who don't see it, and whom own pages are for."""
    files = _text_files(project)
    named = [*_in_school(project), *_in_files(files, project)]
    for document in project.documents:
        named += _in_document(document, project)
        if _is_for_nobody(document):
            values = {"file": document.path}
            yield Problem("page-audience", document.path, 1, values=values)
    if named:
        cuts = [editions.cut(project.in_force, name, project.beside) for name in all_audiences()]
        for each in named:
            if names := [cut.name for cut in cuts if each.id in cut.hidden and each.shows(cut)]:
                yield _problem(each, names)
    yield from _words_in_files(files, project)


def _problem(each: _Named, names: list[str]) -> Problem:
    values = {"id": each.id, "editions": joined(names, "en")}
    values["editions_cy"] = joined([say(f"audience.{name}", "cy").lower() for name in names], "cy")
    return Problem("edition-id", each.path, each.line, each.clause, values)


def _is_for_nobody(document: Document) -> bool:
    """Tell whether a page of the school's own does not say for whom it is."""
    is_page = document.is_own and not document.is_policy and document.language == "en"
    is_faulty = any(fault.place[0] == "audience" for fault in document.faults)
    return is_page and not document.audiences and not is_faulty


def _in_school(project: Project) -> Iterator[_Named]:
    """Yield the numbers in school.yml, which every edition may show."""
    for text in strings(project.school.written):
        for found in ID.findall(text):
            yield _Named(found.upper(), FILE, text.line, "", lambda _: True)


def _in_files(files: Mapping[str, str], project: Project) -> Iterator[_Named]:
    """Yield the numbers in pictures and tables that are text; an edition has those it links to."""
    for path, text in files.items():
        for found in ID.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield _Named(found[0].upper(), path, line, "", partial(_has_file, path, project))


def _text_files(project: Project) -> dict[str, str]:
    """Return the text of each file of ``docs/`` that is published as it is, by its path."""
    texts = {}
    for path in every_file(project.root):
        if PurePosixPath(path).suffix.lower() in WORD_FILES:
            with suppress(OSError):  # ``uploads`` says it
                texts[path] = proof.text_of(disk.read(project.root / path))
    return texts


def _has_file(path: str, project: Project, edition: Edition) -> bool:
    pages = editions.pages(edition, project.documents)
    return not editions.withheld_files([path], edition, pages, project.school.logo_path)


def _words_in_files(files: Mapping[str, str], project: Project) -> Iterator[Problem]:
    """Find in the files of each edition what its build would find there, but for numbers."""
    texts = {path: text for path, text in files.items() if proof.has_words(text)}
    for name in editions.NAMES if texts else ():
        cut = editions.cut(project.in_force, name, project.beside)
        shown = [path for path in texts if _has_file(path, project, cut)]
        if not shown:
            continue
        search = search_of(project, cut)
        for path in shown:
            for what, id_, said in search.file(f"{project.root}/{path}"):
                if what != "id":
                    line = line_of(said, texts[path]) if path.lower().endswith(TEXT_FILES) else 1
                    yield proof.leak(path, cut, what, id_, said, line)


def search_of(project: Project, edition: Edition) -> proof.Search:
    """Return what looks for that which an edition leaves out."""
    pages = list(editions.pages(edition, project.documents))
    every = (each for each in project.documents if not each.is_policy)
    hidden = [each for each in every if each not in pages]
    told = contacts.seen_by(edition, project.school, project.register, pages, hidden)
    secret = secrets.collect(project.register, edition, pages, told, hidden)
    return proof.Search(edition, secret)


def line_of(said: str, text: str) -> int:
    """Return the line on which words begin; the first one where marks part them."""
    found = re.search(r"\W+".join(map(re.escape, said.split())), text, re.IGNORECASE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _in_document(document: Document, project: Project) -> Iterator[_Named]:
    """Yield the numbers in a document's texts, addresses and reasons, and in its ids."""
    shows = _shower(document, "", project)
    slug = getattr(document.header, "slug", "") or ""
    for key, text in (("slug", f"{document.name} {slug}"), ("moved_from", _former(document))):
        for found in ID.findall(text):
            yield _Named(found.upper(), document.path, document.line(key), "", shows)
    yield from _in_reasons(document, project)
    for part in parts(document):
        if "-" not in part.source and "&" not in part.source and not ID.search(part.key):
            continue
        shows = _shower(document, part.clause, project, part)
        for field in fields.fields(part.source) if "{#" in part.source else ():
            for id_ in ID.findall(field.id):
                yield _Named(id_.upper(), document.path, part.line, part.clause, shows)
        is_read = part.where in ("heading", "text")
        said = set(BARE.findall(part.source)) if is_read else set()
        if part.where == "heading" and document.is_policy and not part.key:
            continue  # an id that was mistyped: ``ids`` has said it
        is_section = part.where == "heading" and not part.clause
        for id_ in ID.findall(part.key) if is_section else ():
            if id_.partition("-")[0].upper() == document.code:  # the same
                continue
            yield _Named(id_.upper(), document.path, part.line, part.clause, shows)
        for block in part.blocks:
            for id_ in ID.findall(_shown(block)) if block.pieces else ():
                if id_ not in said:
                    at = part.line_of(block)
                    yield _Named(id_.upper(), document.path, at, part.clause, shows)


def _former(document: Document) -> str:
    """Return the old addresses of a page, where each edition that has the page leads on."""
    return " ".join(former_addresses(document))


def _in_reasons(document: Document, project: Project) -> Iterator[_Named]:
    """Yield the numbers in the reasons for what a school leaves out or replaces."""
    for id_, reason in document.leave_out.items():
        left = project.register.clauses.get(id_)
        shows = partial(_is_for, frozenset(left.audiences if left else ()))
        for found in ID.findall(reason):
            yield _Named(found.upper(), document.path, reason.line, "", shows)
    for id_, entry in (*document.clauses.items(), *document.stamps.items()):
        sees = _shower(document, str(id_), project)
        for found in ID.findall(getattr(entry, "reason", None) or ""):
            yield _Named(found.upper(), document.path, id_.line, str(id_), sees)


def _is_for(audiences: frozenset[Audience], edition: Edition) -> bool:
    return bool(audiences & set(edition.audiences))


def _shown(block: Block) -> str:
    """Return what a page says of a block: its words, and where its links and pictures lead."""
    said = []
    for piece in block.pieces:
        if piece.kind == "reference":
            said.append("\0")
        elif piece.kind in ("link", "image"):
            target = piece.target
            leads_here = "://" not in target and not target.startswith("mailto:")
            said.append(f"\0{target.partition('#')[0] if leads_here else target}\0")
            said.append(f"{piece.text}\0" if piece.kind == "image" else "")
        else:
            said.append(piece.text if piece.kind != "value" else "\0")
    return "".join(said)


def _shower(
    document: Document, clause: str, project: Project, part: Part | None = None
) -> Callable[[Edition], bool]:
    """Return what tells whether an edition has a text of a document."""
    if clause:
        return lambda edition: clause in edition.register.clauses
    if not document.is_policy:
        return lambda edition: document in [*editions.pages(edition, project.documents)]
    if part and part.where == "change":
        return lambda edition: any(
            change.version == part.key and change.texts
            for policy in edition.register.policies.values()
            for change in policy.changes
            if policy.code == document.code
        )
    return lambda edition: document.code in edition.register.policies
