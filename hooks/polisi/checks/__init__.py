"""The gate: every rule, run over a project. One small generator per rule, grouped in modules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
from polisi.parallel import in_second_process
from polisi.problems import Problem, in_order
from polisi.project import Project

OF_PROJECT = (
    files.check,
    headers.check,
    addresses.check,
    history.check,
    ids.check,
    choices.check,
    school.check,
    leftovers.of_school,
    values.check,
    uploads.check,
    references.check,
)
"""Rules that look at a project as a whole."""
OF_DOCUMENTS = (
    counterparts.check,
    languages.check,
    stamps.check,
    editions.check,
    laws.check,
    terms.check,
    leftovers.check,
)
"""Rules that look at one pair of documents after the other."""
MANY = 150
"""Clauses above which a second process is worth its start."""


def run(project: Project, *, for_pages: bool = False) -> list[Problem]:
    """Check a project against all rules and return every problem, in the order of the files.

    ``for_pages`` says that a build has begun, which has looked at the adopted texts itself.

    When a file could not be read, what other files say of its clauses is not held against them:
    the file's own problem comes first, and the rest is checked once it can be read.
    """
    is_large = len(project.register.clauses) > MANY
    names = list(project.pairs)
    ours, theirs = (_half(project, part) for part in (names[::2], names[1::2]))
    result = in_second_process(lambda: _of_documents(theirs)) if is_large else lambda: None
    problems = list(project.unreadable)
    for check in OF_PROJECT:
        problems += check(project)
    problems += adoptions.check(project, thoroughly=not for_pages)
    problems += _of_documents(ours)
    other_half = result()
    problems += _of_documents(theirs) if other_half is None else other_half
    return in_order(problems)


def _half(project: Project, names: Sequence[str]) -> Project:
    """Return a project with half of its pairs, and the register of all."""
    pairs = {name: project.pairs[name] for name in names}
    documents = tuple(document for document in project.documents if document.name in pairs)
    return replace(project, pairs=pairs, documents=documents)


def _of_documents(project: Project) -> list[Problem]:
    return [problem for check in OF_DOCUMENTS for problem in check(project)]
