"""The gate: every rule, run over a project. One small generator per rule, grouped in modules."""

from __future__ import annotations

from polisi.checks import (
    adoption,
    changes,
    counterparts,
    fields,
    files,
    history,
    ids,
    languages,
    laws,
    leftovers,
    mutations,
    options,
    own,
    references,
    school,
    stamps,
    terms,
    uploads,
)
from polisi.parallel import in_second_process
from polisi.problems import Problem, in_order
from polisi.project import Project

LARGE = 500
"""Clauses above which half of the work is worth a second process."""


def run(project: Project) -> list[Problem]:
    """Check a project against all rules and return every problem, in the order of the files.

    When a file could not be read, what other files say of its clauses is not held against them:
    the file's own problem comes first, and the rest is checked once it can be read.
    """

    def one_half() -> list[Problem]:
        return [*counterparts.check(project), *references.check(project)]

    is_large = len(project.register.clauses) > LARGE
    result = in_second_process(one_half) if is_large else one_half
    found = list(project.unreadable)
    found += files.check(project)
    found += fields.check(project)
    found += changes.check(project)
    found += history.check(project)
    found += ids.check(project)
    found += languages.check(project)
    found += mutations.check(project)
    found += options.check(project)
    found += own.check(project)
    found += school.check(project)
    found += uploads.check(project)
    found += adoption.check(project)
    found += laws.check(project)
    found += leftovers.check(project)
    found += stamps.check(project)
    found += terms.check(project)
    other_half = result()
    found += one_half() if other_half is None else other_half
    return in_order(found)
