"""The gate: every rule, run over a project. One small generator per rule, grouped in modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from polisi.checks import (
    addresses,
    adoptions,
    choices,
    files,
    headers,
    ids,
    published,
    references,
    school,
    uploads,
    usable,
)
from polisi.checks.leaks import editions, templates
from polisi.checks.pairs import counterparts, endings, languages, stamps, values
from polisi.checks.wording import laws, leftovers, slips, spoilt, terms
from polisi.parallel import in_second_process
from polisi.problems import Problem, in_order
from polisi.project import Project
from polisi.text.documents import Pair

OF_PROJECT = (
    files.check,
    headers.check,
    addresses.check,
    published.check,
    ids.check,
    choices.check,
    school.check,
    spoilt.of_school,
    values.check,
    uploads.check,
    references.check,
)
"""Rules that look at a project as a whole."""
FORETOLD = (templates.check, usable.check)
"""Rules that tell beforehand what a build finds in what it has made."""
OF_DOCUMENTS = (
    counterparts.check,
    endings.check,
    languages.check,
    stamps.check,
    editions.check,
    laws.check,
    terms.check,
    leftovers.check,
    slips.check,
)
"""Rules that look at one pair of documents after the other."""
MANY = 150
"""Clauses above which a second process is worth its start."""


Half = Callable[[], list[Problem]]
"""Looks at one half of the pairs of documents, and lists every problem."""


def run(project: Project, *, for_pages: bool = False) -> list[Problem]:
    """Check a project against all rules and return every problem, in the order of the files.

    ``for_pages`` says that a build has begun, which looks itself at the adopted texts, and at all
    that it has made.

    When a file could not be read, what other files say of its clauses is not held against them:
    the file's own problem comes first, and the rest is checked once it can be read.
    """
    ours, theirs = halves(project, for_pages=for_pages)
    is_large = len(project.register.clauses) > MANY
    result = in_second_process(theirs) if is_large else lambda: None
    problems = ours()
    other_half = result()
    return in_order([*problems, *(theirs() if other_half is None else other_half)])


def halves(project: Project, *, for_pages: bool = False) -> tuple[Half, Half]:
    """Return what does the first half of ``run`` and what does the second, in any process each."""
    our_names, their_names = _in_two(project.pairs)

    def ours() -> list[Problem]:
        problems = [*project.unreadable, *adoptions.check(project, thoroughly=not for_pages)]
        if not for_pages:
            problems += (problem for check in FORETOLD for problem in check(project))
        return problems + _of_documents(project, our_names)

    def theirs() -> list[Problem]:
        problems = [problem for check in OF_PROJECT for problem in check(project)]
        return problems + _of_documents(project, their_names)

    return ours, theirs


def _in_two(pairs: Mapping[str, Pair]) -> tuple[list[str], list[str]]:
    """Part the names of pairs so that both halves have about as much text, and none waits long."""
    sizes = {name: sum(len(each.body) for each in pair.values()) for name, pair in pairs.items()}
    halves: tuple[list[str], list[str]] = ([], [])
    letters = [0, 0]
    for name in sorted(sizes, key=sizes.__getitem__, reverse=True):
        lighter = letters.index(min(letters))
        halves[lighter].append(name)
        letters[lighter] += sizes[name]
    return halves


def _of_documents(project: Project, names: Sequence[str]) -> list[Problem]:
    """Check some pairs of documents, with the register of all."""
    pairs = {name: project.pairs[name] for name in names}
    documents = tuple(document for document in project.documents if document.name in pairs)
    part = replace(project, pairs=pairs, documents=documents)
    return [problem for check in OF_DOCUMENTS for problem in check(part)]
