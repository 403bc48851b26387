"""Rules for stamps: a person has agreed both texts as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from polisi.model import Clause
from polisi.policies import stamps
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document
from polisi.words.languages import LANGUAGES, Language


def check(project: Project) -> Iterator[Problem]:
    """Check the stamp of every pair; a clause without counterpart has none."""
    history = stamps.git_history(project.root)
    welsh = {d.path: d for d in project.documents if d.is_policy and d.language == "cy"}
    for clause in project.register.clauses.values():
        if len(clause.texts) < len(LANGUAGES):
            continue
        passage = clause.texts["cy"]
        line = _line(clause, welsh[passage.path]) if passage.path in welsh else passage.line
        if not clause.agreed:
            yield Problem("stamp-missing", passage.path, line, clause.id, {"id": clause.id})
        elif not stamps.STAMP.fullmatch(clause.agreed):
            values = {"id": clause.id, "stamp": clause.agreed}
            yield Problem("stamp-malformed", passage.path, line, clause.id, values)
        else:
            agreed = dict(zip(LANGUAGES, clause.agreed.split("-"), strict=True))
            for language in stamps.moved(clause):
                yield _stale(clause, language, agreed[language], line, history)


def _line(clause: Clause, document: Document) -> int:
    named = next((id_ for id_ in document.stamps if id_ == clause.id), None)
    return named.line if named else clause.texts["cy"].line


def _stale(
    clause: Clause, language: Language, agreed: str, line: int, history: stamps.History
) -> Problem:
    passage, path = clause.texts[language], clause.texts["cy"].path
    old = stamps.old_text(passage, agreed, history)
    values = {"id": clause.id, "place": f"{passage.path}:{passage.line}"}
    if not old:
        return Problem(f"stamp-stale-{language}-unknown", path, line, clause.id, values)
    diff = stamps.word_diff(f"{old.title} {old.body}", f"{passage.title} {passage.body}")
    return Problem(f"stamp-stale-{language}", path, line, clause.id, {**values, "diff": diff})
