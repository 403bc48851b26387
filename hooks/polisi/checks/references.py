"""Rules for references, links and placeholders: what they point to is there, and may be seen."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from polisi.checks.fields import did_you_mean, unknown
from polisi.front_matter import line_of, mapping
from polisi.model import CLAUSE_ID, REFERENCE, Clause, Document
from polisi.problems import Problem
from polisi.project import Project
from polisi.shape import LINK, PLACEHOLDER, without_code
from polisi.welsh import MUTATIONS

NUMBER = re.compile(r"-\d{3}(?![\w\]-])")
CODE_BEFORE = re.compile(r"(?<![\w/#\[-])[A-Z]{2,4}\Z")
SCHEMES = {"http", "https", "mailto", "tel"}


def check(project: Project) -> Iterator[Problem]:
    """Check everything that points somewhere."""
    names = project.school.names()
    for document in project.documents:
        yield from _references(document, project)
        yield from _links(document, project)
        yield from _placeholders(document, project, names)
    yield from _see(project)
    yield from _hidden(project)
    yield from _replacements(project)


def _texts(document: Document) -> Iterator[tuple[str, str, int]]:
    """Yield each text of a document with its clause id and the line on which it starts."""
    yield "", without_code(document.preamble), document.body_line
    for passage in document.passages:
        clause = passage.id if passage.is_clause else ""
        yield clause, without_code(f"{passage.title}\n{passage.body}"), passage.line


def _line(text: str, position: int, first: int) -> int:
    return first + text.count("\n", 0, position)


def _references(document: Document, project: Project) -> Iterator[Problem]:
    codes = project.register.policies.keys()
    for clause, text, first in _texts(document):
        if "-" not in text:
            continue
        for found in REFERENCE.finditer(text) if "[" in text else ():
            line = _line(text, found.start(), first)
            yield from _target(document.path, line, clause, found[1], project)
        for found in NUMBER.finditer(text):
            before = CODE_BEFORE.search(text, max(0, found.start() - 5), found.start())
            if before and before[0] in codes:
                line = _line(text, found.start(), first)
                values = {"id": before[0] + found[0]}
                yield Problem("reference-bare", document.path, line, clause, values)


def _target(path: str, line: int, clause: str, id_: str, project: Project) -> Iterator[Problem]:
    register = project.register
    if id_ in register.clauses:
        return
    if old := register.retired.get(id_):
        values = {"id": id_, "use": f"[{old.use}]" if old.use else "–"}
        yield Problem("reference-retired", path, line, clause, values)
        return
    suggestion = did_you_mean(id_, register.clauses) if register.clauses else "–"
    if "," in suggestion:
        suggestion = "–"
    values = {"id": id_, "suggestion": suggestion}
    yield Problem("reference-unknown", path, line, clause, values)


def _see(project: Project) -> Iterator[Problem]:
    """Check the cross-references of the front matter."""
    for clause in project.register.clauses.values():
        passage = clause.texts.get("en")
        if not passage:
            continue
        for id_ in clause.see:
            if CLAUSE_ID.fullmatch(id_):
                yield from _target(passage.path, id_.line, clause.id, str(id_), project)
            else:
                values = {"id": str(id_), "suggestion": "SM-001"}
                yield Problem("reference-unknown", passage.path, id_.line, clause.id, values)


def _hidden(project: Project) -> Iterator[Problem]:
    """Warn of references that some reader of the clause can't follow."""
    register = project.register
    for clause in register.clauses.values():
        for id_ in clause.cites:
            cited = register.clauses.get(id_)
            if not cited:
                continue
            blind = [a for a in clause.audiences if a not in cited.audiences]
            if blind and cited.audiences:
                yield _hidden_problem(clause, cited, ", ".join(blind))


def _hidden_problem(clause: Clause, cited: Clause, blind: str) -> Problem:
    passage = next(iter(clause.texts.values()))
    found = next((m for m in REFERENCE.finditer(passage.body) if m[1] == cited.id), None)
    line = _line(passage.body, found.start(), passage.body_line) if found else clause.line
    values = {"id": cited.id, "audiences": blind, "cited": ", ".join(cited.audiences)}
    return Problem("reference-hidden", passage.path, line, clause.id, values)


def _replacements(project: Project) -> Iterator[Problem]:
    """Check that what replaced a retired clause is there."""
    for document in project.documents:
        retired = mapping(document.meta.get("retired"))
        for id_, entry in retired.items():
            use = str(mapping(entry).get("use", ""))
            if use and use not in project.register.clauses:
                values = {"id": use, "suggestion": "–"}
                line = line_of(retired, id_)
                yield Problem("reference-unknown", document.path, line, values=values)


def _links(document: Document, project: Project) -> Iterator[Problem]:
    for clause, text, first in _texts(document):
        if "](" not in text:
            continue
        for found in LINK.finditer(text):
            target = found[1]
            if not target:
                continue
            line = _line(text, found.start(), first)
            code = _broken(target, document, project)
            if code:
                yield Problem(code, document.path, line, clause, {"target": target})


def _broken(target: str, document: Document, project: Project) -> str:
    """Return the code of what is wrong with a link, or an empty string."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return "link-broken"
    if parts.scheme or target.startswith("//"):
        return "" if parts.scheme.lower() in SCHEMES else "link-unsafe"
    path = unquote(parts.path)
    if path.startswith("/") or "\\" in path:
        return "link-outside"
    folder = posixpath.dirname(document.path)
    resolved = posixpath.normpath(posixpath.join(folder, path)) if path else document.path
    if not resolved.startswith("docs/"):
        return "link-outside"
    linked = next((d for d in project.documents if d.path == resolved), None)
    if not linked:
        return "" if (project.root / resolved).is_file() else "link-broken"
    if linked.language != document.language:
        return "link-language"
    if parts.fragment and not any(p.id == unquote(parts.fragment) for p in linked.passages):
        return "link-broken"
    return ""


def _placeholders(document: Document, project: Project, names: list[str]) -> Iterator[Problem]:
    fields = "\n".join(document.text(key) for key in ("title", "summary"))
    for clause, text, first in (("", fields, 1), *_texts(document)):
        if "{{" not in text:
            continue
        for found in PLACEHOLDER.finditer(text):
            line = _line(text, found.start(), first)
            name, mutation = found[1], found[2]
            if name not in names:
                yield unknown("placeholder-unknown", document.path, name, names, line, clause)
            elif not project.school.value(name, document.language):
                values = {"name": name, "language": document.language}
                yield Problem("placeholder-empty", document.path, line, clause, values)
            if mutation and (document.language == "en" or mutation not in MUTATIONS):
                yield unknown("filter-unknown", document.path, mutation, MUTATIONS, line, clause)
