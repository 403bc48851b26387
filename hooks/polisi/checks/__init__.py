"""The gate: every rule, run over a project. One small generator per rule, grouped in modules."""

from __future__ import annotations

from polisi.checks import (
    addresses,
    adoptions,
    choices,
    editions,
    files,
    headers,
    history,
    ids,
    references,
    school,
    uploads,
)
from polisi.checks.pairs import counterparts, languages, stamps, values
from polisi.checks.wording import laws, leftovers, terms
from polisi.markup import reading
from polisi.parallel import in_second_process
from polisi.problems import Problem, in_order
from polisi.project import Project
from polisi.text.parts import published

LARGE = 500
"""Clauses above which half of the work is worth a second process."""


def run(project: Project, *, for_pages: bool = False) -> list[Problem]:
    """Check a project against all rules and return every problem, in the order of the files.

    ``for_pages`` says that pages will be made of the texts, so that they are read once for both.

    When a file could not be read, what other files say of its clauses is not held against them:
    the file's own problem comes first, and the rest is checked once it can be read.
    """

    def one_half() -> list[Problem]:
        return list(counterparts.check(project))

    reading.read_all(published(project.documents), for_pages=for_pages)
    is_large = len(project.register.clauses) > LARGE
    result = in_second_process(one_half) if is_large else one_half
    problems = list(project.unreadable)
    problems += files.check(project)
    problems += headers.check(project)
    problems += addresses.check(project)
    problems += history.check(project)
    problems += ids.check(project)
    problems += languages.check(project)
    problems += choices.check(project)
    problems += school.check(project)
    problems += values.check(project)
    problems += editions.check(project)
    problems += adoptions.check(project, thoroughly=not for_pages)
    problems += uploads.check(project)
    problems += laws.check(project)
    problems += stamps.check(project)
    problems += terms.check(project)
    problems += references.check(project)
    problems += leftovers.check(project)
    other_half = result()
    problems += one_half() if other_half is None else other_half
    return in_order(problems)
