"""Rules for what was ever published: no id and no address goes without saying where it went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

from polisi import disk
from polisi.checks.found import at
from polisi.facts.pages import is_reserved
from polisi.policies import published, shipped, stamps
from polisi.policies.addresses import former_addresses, slug_path
from polisi.policies.editions import HOME
from polisi.policies.published import FILE, Row
from polisi.problems import Problem, not_utf8, unreadable
from polisi.project import Project
from polisi.text.documents import Document
from polisi.words.languages import LANGUAGES


def check(project: Project) -> Iterator[Problem]:
    """Check ids against those of pages, and both ids and addresses against what is remembered."""
    for document in project.documents:
        for passage in document.passages:
            if is_reserved(passage.id, is_home=document.name == HOME):
                yield at(passage, "id-reserved", {"id": passage.id})
    texts = {name: _read(project.root, name) for name in (FILE, shipped.FILE)}
    yield from (each for each in texts.values() if isinstance(each, Problem))
    ships, text = texts[shipped.FILE], texts[FILE]
    if isinstance(ships, str):
        yield from _exchanged(project, shipped.read(ships))
    if text is None:
        yield from _lost(project)
    if not isinstance(text, str):
        return
    if line := published.broken(text):
        yield Problem("ids-broken", FILE, line)
    remembered = published.read(text)
    if not project.unreadable:
        yield from _gone(project, remembered)
        yield from _readdressed(project, remembered)
        yield from _new(project, remembered)


def _read(root: Path, name: str) -> str | Problem | None:
    """Return what a file says, what keeps it from being read, or None where there is none."""
    try:
        return disk.read(root / name).decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        return not_utf8(name, error)
    except OSError as error:
        return unreadable(name, error)


def _exchanged(project: Project, ships: shipped.Shipped) -> Iterator[Problem]:
    """Find clauses of the template that have exchanged their ids, and were agreed again."""
    edited = shipped.changed(project.register, ships)
    for clause in edited:
        of_policy = {e.id: ships[e.id] for e in edited if e.policy == clause.policy}
        text = clause.texts.get("en")
        if text and (other := stamps.taken_from(text, of_policy)):
            yield at(text, "id-exchanged", {"id": clause.id, "other": other})


def _lost(project: Project) -> Iterator[Problem]:
    """Find that the file was there once: else nothing was agreed yet."""
    if (project.root / ".git").exists() and any(stamps.git_history(project.root)(FILE)):
        yield Problem("ids-lost", FILE, 1)


def _gone(project: Project, remembered: Mapping[Row, int]) -> Iterator[Problem]:
    documents = project.documents
    clauses = {p.id for d in documents for p in d.passages if p.is_clause}
    clauses |= project.register.retired.keys()
    sections = {(d.name, p.id) for d in documents for p in d.passages if not p.is_clause}
    files = {document.name for document in documents}
    here = {(d.language, slug_path(d)) for d in documents}
    here |= {(d.language, address) for d in documents for address in former_addresses(d)}
    lost = {code: row for row in remembered if (code := _lost_policy(row, documents))}
    for code, row in lost.items():
        values = {"code": code, "file": f"docs/en/{row.file}"}
        yield Problem("policy-gone", FILE, remembered[row], values=values)
    of_lost = {row.file for row in lost.values()}
    for row, line in remembered.items():
        if row.file in of_lost:
            continue
        if row.kind == "clause" and row.id not in clauses:
            file = f"docs/en/{_file_of(row, documents)}"
            yield Problem("id-gone", FILE, line, values={"id": row.id, "file": file})
        elif row.kind == "section" and row.file in files and (row.file, row.id) not in sections:
            values = {"id": row.id, "file": f"docs/en/{row.file}"}
            yield Problem("section-gone", FILE, line, values=values)
        elif row.kind in LANGUAGES and (row.kind, row.id) not in here:
            values = {"address": f"{row.kind}/{row.id}", "former": row.id}
            moved_to = _moved_to(row, documents, remembered)
            values["file"] = f"docs/{row.kind}/{moved_to or row.file}"
            code = "address-gone" if moved_to else "page-gone"
            yield Problem(code, FILE, line, values=values)


def _readdressed(project: Project, remembered: Mapping[Row, int]) -> Iterator[Problem]:
    """Find addresses at which another page is now, while the one that was there is elsewhere."""
    pages = [each for each in project.documents if not each.is_extension]
    at_address: dict[tuple[str, str], Document] = {}
    at_address |= {(each.language, slug_path(each)): each for each in pages}
    codes: dict[str, set[str]] = {}
    for row in remembered:
        if row.kind == "clause":
            codes.setdefault(row.file, set()).add(row.id.partition("-")[0])
    for row, line in remembered.items():
        now = at_address.get((row.kind, row.id))
        if not now:
            continue
        for owner in _owners(row, pages, codes.get(row.file, set())):
            if row.id not in (slug_path(owner), *former_addresses(owner)):
                values = {"address": f"{row.kind}/{row.id}", "file": owner.path, "path": now.path}
                yield Problem("address-exchanged", FILE, line, values=values)


def _owners(row: Row, pages: Sequence[Document], codes: Set[str]) -> list[Document]:
    """Return whose an address was: the policies' that had clauses in the file, or the page's."""
    ours = [each for each in pages if each.language == row.kind]
    policies = [each for each in ours if each.policy and each.policy in codes]
    return policies or [each for each in ours if each.name == row.file]


def _lost_policy(row: Row, documents: tuple[Document, ...]) -> str:
    """Return the code of a clause's policy if all of the policy is gone, or an empty string."""
    code = row.id.partition("-")[0]
    is_there = any(row.file == each.name or code == each.code for each in documents)
    return code if row.kind == "clause" and not is_there else ""


def _file_of(row: Row, documents: tuple[Document, ...]) -> str:
    """Name the file that has to say where a clause went: the same, or its policy's."""
    names = {document.name for document in documents}
    if row.file in names:
        return row.file
    code = row.id.partition("-")[0]
    return next((d.name for d in documents if d.policy == code), row.file)


def _moved_to(row: Row, documents: tuple[Document, ...], remembered: Mapping[Row, int]) -> str:
    """Name the file in which a page now is: the same, its policy's, or the one that is new."""
    ours = [each for each in documents if each.language == row.kind]
    if any(each.name == row.file for each in ours):
        return row.file
    codes = {each.id.partition("-")[0] for each in remembered if each.file == row.file}
    policies = [each.name for each in ours if each.policy and each.policy in codes]
    known = {each.id for each in remembered if each.kind == row.kind}
    new = [each.name for each in ours if slug_path(each) not in known and not each.is_extension]
    found = policies or new
    return found[0] if len(found) == 1 else ""


def _new(project: Project, remembered: Mapping[Row, int]) -> Iterator[Problem]:
    """Find clauses that are agreed and not remembered: somebody wrote the stamp by hand."""
    known = {row.id for row in remembered if row.kind == "clause"}
    for clause in project.register.clauses.values():
        if clause.agreed and clause.id not in known and len(clause.texts) == len(LANGUAGES):
            passage = clause.texts["en"]
            yield at(passage, "id-unrecorded", {"id": clause.id})
