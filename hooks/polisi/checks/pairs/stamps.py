"""Rules for stamps: a person has agreed both texts as they stand, those of whole documents too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from polisi.checks.found import at
from polisi.model import Clause
from polisi.policies import stamps
from polisi.policies.stamps import Select
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document
from polisi.text.parts import Part
from polisi.words.languages import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class _Stamped:
    """A clause, or what is in no clause of a document, with its stamp."""

    id: str
    clause: str
    agreed: str
    now: str
    line: int
    """Of the stamp, in the Welsh file."""
    places: Mapping[Language, tuple[str, int]]
    """File and line of each language's text."""
    words: Mapping[Language, str]
    select: Select
    """Finds the text again in a former version of its file."""


def check(project: Project) -> Iterator[Problem]:
    """Check the stamp of every pair; what has no counterpart has none."""
    history = stamps.git_history(project.root)
    paths = {document.path for document in project.documents}
    welsh = {d.path: d for d in project.documents if d.is_policy and d.language == "cy"}
    stamped = [
        _of_clause(clause, welsh.get(clause.texts["cy"].path))
        for clause in project.register.clauses.values()
        if len(clause.texts) == len(LANGUAGES) and clause.texts["cy"].path in paths
    ]
    stamped += [
        _of_pair(pair, now)
        for pair in project.pairs.values()
        if len(pair) == len(LANGUAGES)
        and not pair["en"].is_awaiting
        and (now := stamps.stamp_of_documents(pair))
    ]
    for each in stamped:
        yield from _problems(each, history)
        if each.clause and each.agreed != each.now:
            yield from of_other(project.register.clauses[each.clause], project.register.clauses)


def of_other(clause: Clause, clauses: Mapping[str, Clause]) -> Iterator[Problem]:
    """Find that a clause has the text that was agreed as that of another one, which has moved on.

    Both are of one policy.
    """
    text = clause.texts["en"]
    if stamps.is_as_agreed(text, clause.agreed):
        return
    agreed = {each.id: each.agreed for each in clauses.values() if each.policy == clause.policy}
    other = stamps.taken_from(text, agreed)
    its_text = clauses[other].texts.get("en") if other else None
    if its_text and not stamps.is_as_agreed(its_text, agreed[other]):
        yield at(text, "id-exchanged", {"id": clause.id, "other": other})


def _of_clause(clause: Clause, document: Document | None) -> _Stamped:
    entries = document.stamps if document else {}
    named = next((id_ for id_ in entries if id_ == clause.id), None)

    def select(old: Document) -> list[Part]:
        found = (p for p in old.passages if p.id == clause.id)
        return [part for p in found for part in stamps.of_passage(p, old.language)]

    return _Stamped(
        id=clause.id,
        clause=clause.id,
        agreed=clause.agreed,
        now=stamps.stamp(clause.texts),
        line=named.line if named else clause.texts["cy"].line,
        places={each: (text.path, text.line) for each, text in clause.texts.items()},
        words={
            each: stamps.words(stamps.of_passage(text, each)) for each, text in clause.texts.items()
        },
        select=select,
    )


def _of_pair(pair: Mapping[Language, Document], now: str) -> _Stamped:
    welsh = pair["cy"]
    return _Stamped(
        id=welsh.policy or welsh.name,
        clause="",
        agreed=welsh.agreed,
        now=now,
        line=welsh.line(stamps.OWN_KEY),
        places={each: (document.path, 1) for each, document in pair.items()},
        words={each: stamps.words(stamps.of_document(document)) for each, document in pair.items()},
        select=stamps.of_document,
    )


def _problems(each: _Stamped, history: stamps.History) -> Iterator[Problem]:
    path = each.places["cy"][0]
    if not each.agreed:
        yield Problem("stamp-missing", path, each.line, each.clause, {"id": each.id})
    elif not stamps.STAMP.fullmatch(each.agreed):
        values = {"id": each.id, "stamp": each.agreed}
        yield Problem("stamp-malformed", path, each.line, each.clause, values)
    else:
        agreed = dict(zip(LANGUAGES, each.agreed.split("-"), strict=True))
        for language in stamps.moved(each.agreed, each.now):
            yield _stale(each, language, agreed[language], history)


def _stale(each: _Stamped, language: Language, agreed: str, history: stamps.History) -> Problem:
    file, line = each.places[language]
    old = stamps.old_words(file, language, agreed, history, each.select)
    values = {"id": each.id, "place": f"{file}:{line}"}
    path = each.places["cy"][0]
    if not old:
        code = f"stamp-stale-{language}-unknown"
        return Problem(code, path, each.line, each.clause, values)
    values["diff"] = stamps.word_diff(old, each.words[language])
    return Problem(f"stamp-stale-{language}", path, each.line, each.clause, values)
