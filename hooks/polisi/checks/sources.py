"""Rules for sources: what a clause of the template names is in the inventory."""

from __future__ import annotations

from collections.abc import Iterator

from polisi.facts.sources import COUNCILS, all_sources
from polisi.problems import Problem
from polisi.project import Project
from polisi.words.suggestions import closest_id


def check(project: Project) -> Iterator[Problem]:
    """Check the sources of the template's clauses; a school may name what it likes."""
    for policy in project.register.policies.values():
        for clause in policy.clauses if not policy.own else ():
            if clause.own or "en" not in clause.texts:
                continue
            for id_ in clause.sources:
                if id_.partition("-")[0] in COUNCILS and id_ not in all_sources():
                    values = {"id": id_, "suggestion": closest_id(id_, all_sources())}
                    path = clause.texts["en"].path
                    yield Problem("source-unknown", path, clause.line, clause.id, values)
