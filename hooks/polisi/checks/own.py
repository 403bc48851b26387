"""Rules for what a school writes itself: its own clauses, and template clauses left out."""

from __future__ import annotations

from collections.abc import Iterator

from polisi.checks.fields import unknown
from polisi.model import CLAUSE_ID, FIRST_OWN, OWN_FOLDER, Clause, Document, Passage, Policy
from polisi.policies.choices import is_chosen
from polisi.problems import Problem, at
from polisi.project import Project
from polisi.text.front_matter import line_of, mapping
from polisi.words.languages import LANGUAGES
from polisi.words.suggestions import closest_id

OWN_CODE = "X"
"""The template promises never to begin the code of a policy with it."""


def check(project: Project) -> Iterator[Problem]:
    """Check the school's own files, and that the template keeps out of their numbers."""
    gone: dict[str, str] = {}
    for document in project.documents:
        if document.is_extension:
            yield from _extension(document, project, gone)
        elif document.is_policy:
            yield from _policy(document)
    yield from _citing(project)
    yield from _idle(project)


def _idle(project: Project) -> Iterator[Problem]:
    """Warn of an own clause that replaces a variant which the school has not chosen."""
    clauses, chosen = project.register.clauses, project.school.chosen
    for clause in clauses.values():
        old = clauses.get(clause.replaces)
        if old and not is_chosen(old, chosen):
            values = {"id": old.id, "option": ", ".join(old.when)}
            path = clause.texts["en"].path if "en" in clause.texts else clause.texts["cy"].path
            yield Problem("own-idle", path, clause.line, clause.id, values)


def _policy(document: Document) -> Iterator[Problem]:
    """Check that the template's codes and numbers, and a school's own, can't meet."""
    code = document.text("policy")
    if code and code.startswith(OWN_CODE) != document.is_own:
        where = line_of(document.meta, "policy")
        yield Problem("own-code", document.path, where, values={"code": code})
    for passage in document.passages:
        if passage.is_clause and not document.is_own and _number(passage) >= FIRST_OWN:
            yield at(passage, "own-number", {"id": passage.id})


def _number(passage: Passage) -> int:
    return int(passage.id.rpartition("-")[2])


def _extension(document: Document, project: Project, gone: dict[str, str]) -> Iterator[Problem]:
    path, code = document.path, document.code
    where = line_of(document.meta, "extends")
    if not document.is_own:
        yield Problem("own-folder", path, where, values={"folder": OWN_FOLDER})
    policy = project.register.policies.get(code)
    if policy is None or policy.own:
        known = [each.code for each in project.register.policies.values() if not each.own]
        yield unknown("own-policy-unknown", path, code, known, where)
        return
    for passage in document.passages:
        if passage.id and not passage.is_clause:
            yield at(passage, "own-heading", {"title": passage.title})
        elif _number(passage) < FIRST_OWN:
            yield at(passage, "own-number", {"id": passage.id})
    if document.language == "en":
        yield from _places(document, policy, gone)
        yield from _left_out(document, policy, gone)
    yield from _reasons(document, project)


def _places(document: Document, policy: Policy, gone: dict[str, str]) -> Iterator[Problem]:
    """Check where own clauses stand: after a clause or section, or in a clause's place."""
    clauses = {clause.id: clause for clause in policy.clauses}
    template = [clause.id for clause in policy.clauses if not clause.own]
    sections = [section.id for section in policy.sections if section.id]
    for id_ in mapping(document.meta.get("clauses")):
        clause = clauses.get(id_)
        if clause is None:
            continue
        if bool(clause.after) == bool(clause.replaces):
            yield Problem("own-place", document.path, clause.line, clause.id)
        elif clause.after:
            others = [each for each in (*sections, *clauses) if each != clause.id]
            if clause.after not in others:
                yield _no_such(document, clause, clause.after, others)
        else:
            if clause.replaces not in template:
                yield _no_such(document, clause, clause.replaces, template)
            yield from _once(document, clause.replaces, clause.line, gone)


def _no_such(document: Document, clause: Clause, word: str, known: list[str]) -> Problem:
    values = {"id": word, "suggestion": closest_id(word, known)}
    return Problem("own-unknown", document.path, clause.line, clause.id, values)


def _once(document: Document, id_: str, line: int, gone: dict[str, str]) -> Iterator[Problem]:
    """Check that a clause is replaced or left out once only."""
    if id_ in gone:
        yield Problem("own-twice", document.path, line, values={"id": id_, "place": gone[id_]})
    gone.setdefault(id_, f"{document.path}:{line}")


def _left_out(document: Document, policy: Policy, gone: dict[str, str]) -> Iterator[Problem]:
    known = [clause.id for clause in policy.clauses if not clause.own]
    entries = mapping(document.meta.get("leave_out"))
    for id_ in entries:
        where = line_of(entries, id_)
        if id_ not in known:
            values = {"id": str(id_), "suggestion": closest_id(str(id_), known)}
            yield Problem("own-unknown", document.path, where, values=values)
        yield from _once(document, str(id_), where, gone)


def _reasons(document: Document, project: Project) -> Iterator[Problem]:
    """Check that whoever leaves out or replaces a clause says why, in this file's language."""
    english = project.pairs[document.name].get("en", document)
    reasons = mapping(document.meta.get("leave_out"))
    for id_ in mapping(english.meta.get("leave_out")):
        if not str(reasons.get(id_) or "").strip():
            where = line_of(reasons, id_, line_of(document.meta, "leave_out"))
            yield Problem("own-reason", document.path, where, values={"id": str(id_)})
    entries = mapping(document.meta.get("clauses"))
    for id_, entry in mapping(english.meta.get("clauses")).items():
        replaces = mapping(entry).get("replaces")
        if replaces and not str(mapping(entries.get(id_)).get("reason") or "").strip():
            clause = str(id_) if CLAUSE_ID.fullmatch(id_) else ""
            where = line_of(entries, id_)
            yield Problem("own-reason", document.path, where, clause, {"id": str(replaces)})


def _citing(project: Project) -> Iterator[Problem]:
    """Warn of clauses that refer to one that the school leaves out."""
    left_out = project.shown.left_out
    for clause in project.register.clauses.values() if left_out else ():
        for id_ in clause.cites if clause.id in project.shown.clauses else ():
            if id_ in left_out:
                passage = next(clause.texts[lang] for lang in LANGUAGES if lang in clause.texts)
                yield at(passage, "own-cited", {"id": id_})
