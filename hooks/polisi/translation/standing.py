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
class Standing:
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


def standings(register: Written) -> Iterator[Standing]:
    """Yield where each policy stands, in their order."""
    for policy in register.policies.values():
        yield _standing(policy)


def _standing(policy: Policy) -> Standing:
    clauses = list(policy.clauses)
    missing = {
        language: tuple(clause.id for clause in clauses if language not in clause.texts)
        for language in LANGUAGES
    }
    moved: dict[Language, list[str]] = {language: [] for language in LANGUAGES}
    unagreed, agreed = [], []
    for clause in clauses:
        if len(clause.texts) < len(LANGUAGES):
            continue
        if not stamps.STAMP.fullmatch(clause.agreed):
            unagreed.append(clause.id)
            continue
        gone = stamps.moved(clause.agreed, stamps.stamp(clause.texts))
        for language in gone:
            moved[language].append(clause.id)
        if not gone:
            agreed.append(clause)
    return Standing(
        code=policy.code,
        titles=policy.titles,
        clauses=len(clauses),
        written={language: len(clauses) - len(missing[language]) for language in LANGUAGES},
        missing=missing,
        moved={language: tuple(ids) for language, ids in moved.items()},
        unagreed=tuple(unagreed),
        agreed=len(agreed),
        is_awaiting=policy.is_awaiting,
        due=policy.due,
        readers=tuple(_readers(agreed)),
    )


def _readers(clauses: Iterable[Clause]) -> Iterator[Reader]:
    named = [clause for clause in clauses if clause.agreed_by]
    for by, count in Counter(clause.agreed_by for clause in named).most_common():
        yield Reader(by, max(c.agreed_on for c in named if c.agreed_by == by), count)
