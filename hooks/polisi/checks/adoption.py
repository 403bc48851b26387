"""Rules for ``adoption:`` in ``school.yml``: what it records can have happened."""

from __future__ import annotations

from collections.abc import Iterator

from polisi.checks.fields import unknown
from polisi.model import Policy
from polisi.policies.adoption import today
from polisi.problems import Problem
from polisi.project import Project
from polisi.school.file import Adoption
from polisi.school.school import FILE


def check(project: Project) -> Iterator[Problem]:
    """Check every adoption against its policy and the calendar."""
    policies = project.register.policies
    for code, adoption in project.school.adoption.items():
        place = ("adoption", code)
        if code not in policies:
            line = project.school.line(place)
            yield unknown("adoption-policy", FILE, code, policies, line)
            continue
        for problem, key, values in _adoption(policies[code], adoption):
            line = project.school.line((*place, key))
            yield Problem(problem, FILE, line, values={"code": code, **values})


def _adoption(policy: Policy, said: Adoption) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the rule broken, the key at fault and what the message says."""
    versions = [change.version for change in policy.changes]
    if said.version not in versions:
        yield (
            "adoption-version",
            "version",
            {"version": said.version, "versions": ", ".join(versions)},
        )
    if said.date > today():
        yield "adoption-future", "date", {"date": said.date.isoformat()}
    if said.review and said.review <= said.date:
        dates = {"review": said.review.isoformat(), "date": said.date.isoformat()}
        yield "adoption-review", "review", dates
