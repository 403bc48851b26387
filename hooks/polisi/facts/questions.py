"""The questions that readers ask most (``questions.yml``), and the clauses that answer them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from polisi.data import own_data
from polisi.model import Audience
from polisi.words.languages import Texts, in_both


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is asked often."""

    asker: Audience
    clause: str
    """Id of the clause that answers it."""
    texts: Texts


@cache
def all_questions() -> tuple[Question, ...]:
    """Return the questions of ``questions.yml``, in its order."""
    groups = own_data("questions.yml")
    return tuple(
        Question(asker, clause, in_both(texts))
        for asker, group in groups.items()
        for clause, texts in group.items()
    )


@cache
def asked() -> Mapping[str, Texts]:
    """Return how people ask for a clause in words that it has not (``asked.yml``), by its id."""
    return {id_: in_both(row) for id_, row in own_data("asked.yml").items()}
