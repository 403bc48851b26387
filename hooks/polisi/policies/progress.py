"""Where each policy stands in each language: done, missing, moved on, agreed, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from polisi.model import Clause, Policy, Written
from polisi.policies import stamps
from polisi.words.languages import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who has agreed texts, and when they last did."""

    by: str
    on: str
    clauses: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a policy stands."""

    code: str
    titles: Mapping[Language, str]
    clauses: int
    written: Mapping[Language, int]
    """How many of its clauses are there in a language."""
    missing: Mapping[Language, tuple[str, ...]]
    """Ids of those that are not."""
    moved: Mapping[Language, tuple[str, ...]]
    """Ids of those whose text has moved on since both were agreed."""
    unagreed: tuple[str, ...]
    """Ids of those that are in both languages and that nobody has agreed."""
    agreed: int
    is_awaiting: bool
    due: str
    """Day by which its translation is due, or an empty string."""
    readers: tuple[Reader, ...]

    @property
    def is_done(self) -> bool:
        """Whether every clause is in both languages and agreed as it stands."""
        return self.agreed == self.clauses and not self.is_awaiting

    def title(self, language: Language) -> str:
        """Return its title, in the other language when that is all there is."""
        return self.titles.get(language) or next(filter(None, self.titles.values()), self.code)


def progress(register: Written) -> Iterator[Progress]:
    """Yield where each policy stands, in their order."""
    for policy in register.policies.values():
        yield _progress(policy)


def _progress(policy: Policy) -> Progress:
    clauses = list(policy.clauses)
    missing = {language: _without(clauses, language) for language in LANGUAGES}
    pairs = [clause for clause in clauses if len(clause.texts) == len(LANGUAGES)]
    stamped = [clause for clause in pairs if stamps.STAMP.fullmatch(clause.agreed)]
    moved = {c.id: stamps.moved(c.agreed, stamps.stamp(c.texts)) for c in stamped}
    agreed = [clause for clause in stamped if not moved[clause.id]]
    return Progress(
        code=policy.code,
        titles=policy.titles,
        clauses=len(clauses),
        written={language: len(clauses) - len(ids) for language, ids in missing.items()},
        missing=missing,
        moved={each: tuple(id_ for id_ in moved if each in moved[id_]) for each in LANGUAGES},
        unagreed=tuple(clause.id for clause in pairs if clause.id not in moved),
        agreed=len(agreed),
        is_awaiting=policy.is_awaiting,
        due=policy.due,
        readers=tuple(_readers(agreed)),
    )


def _without(clauses: Iterable[Clause], language: Language) -> tuple[str, ...]:
    """Return the ids of the clauses that are not there in a language."""
    return tuple(clause.id for clause in clauses if language not in clause.texts)


def _readers(clauses: Iterable[Clause]) -> Iterator[Reader]:
    named = [clause for clause in clauses if clause.agreed_by]
    for by, count in Counter(clause.agreed_by for clause in named).most_common():
        yield Reader(by, max(c.agreed_on for c in named if c.agreed_by == by), count)
