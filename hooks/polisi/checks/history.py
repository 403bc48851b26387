"""Rules for what was ever published: no id and no address goes without saying where it went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from polisi import disk
from polisi.facts.pages import is_reserved
from polisi.policies import history
from polisi.policies.addresses import former_addresses, slug_path
from polisi.policies.history import FILE, Row
from polisi.problems import Problem, at
from polisi.project import Project
from polisi.text.documents import Document, unreadable
from polisi.words.languages import LANGUAGES

HOME = "index.md"


def check(project: Project) -> Iterator[Problem]:
    """Check ids against those of pages, and both ids and addresses against what is remembered."""
    for document in project.documents:
        for passage in document.passages:
            if is_reserved(passage.id, is_home=document.name == HOME):
                yield at(passage, "id-reserved", {"id": passage.id})
    try:
        remembered = history.read(disk.read(project.root / FILE).decode("utf-8-sig"))
    except FileNotFoundError:  # nothing was agreed yet
        return
    except UnicodeDecodeError as error:
        yield Problem("file-not-utf8", FILE, error.object[: error.start].count(b"\n") + 1)
        return
    except OSError as error:
        yield unreadable(FILE, error)
        return
    if remembered and not project.unreadable:
        yield from _gone(project, remembered)
        yield from _new(project, remembered)


def _gone(project: Project, remembered: Mapping[Row, int]) -> Iterator[Problem]:
    documents = project.documents
    clauses = {p.id for d in documents for p in d.passages if p.is_clause}
    clauses |= project.register.retired.keys()
    sections = {(d.name, p.id) for d in documents for p in d.passages if not p.is_clause}
    files = {document.name for document in documents}
    here = {(d.language, slug_path(d)) for d in documents}
    here |= {(d.language, address) for d in documents for address in former_addresses(d)}
    for row, line in remembered.items():
        if row.kind == "clause" and row.id not in clauses:
            file = f"docs/en/{_file_of(row, documents)}"
            yield Problem("id-gone", FILE, line, values={"id": row.id, "file": file})
        elif row.kind == "section" and row.file in files and (row.file, row.id) not in sections:
            values = {"id": row.id, "file": f"docs/en/{row.file}"}
            yield Problem("section-gone", FILE, line, values=values)
        elif row.kind in LANGUAGES and (row.kind, row.id) not in here:
            values = {"address": f"{row.kind}/{row.id}", "former": row.id}
            values["file"] = f"docs/{row.kind}/{_file_of(row, documents)}"
            yield Problem("address-gone", FILE, line, values=values)


def _file_of(row: Row, documents: tuple[Document, ...]) -> str:
    """Name the file that has to say where something went: the same, or the clause's policy's."""
    names = {document.name for document in documents}
    if row.file in names:
        return row.file
    code = row.id.partition("-")[0]
    return next((d.name for d in documents if d.policy == code), row.file)


def _new(project: Project, remembered: Mapping[Row, int]) -> Iterator[Problem]:
    """Find clauses that are agreed and not remembered: somebody wrote the stamp by hand."""
    known = {row.id for row in remembered if row.kind == "clause"}
    for clause in project.register.clauses.values():
        if clause.agreed and clause.id not in known and len(clause.texts) == len(LANGUAGES):
            passage = clause.texts["en"]
            yield at(passage, "id-unrecorded", {"id": clause.id})
