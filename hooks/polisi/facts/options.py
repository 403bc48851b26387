"""Options: points on which councils differ and a school chooses (``options.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Texts, in_both


@dataclass(frozen=True, slots=True)
class Value:
    """One of the answers that an option allows."""

    name: str
    labels: Texts
    says: Texts
    """What follows for people, in a sentence."""
    texts: Texts
    """How it reads inside a sentence; empty for an option that selects clauses."""
    sources: tuple[str, ...]
    """Ids of the source rows that take this side."""


@dataclass(frozen=True, slots=True)
class Option:
    """A point on which a school chooses."""

    key: str
    point: int
    """Its number in the comparison of the sources."""
    topics: Texts
    questions: Texts
    """The point, explained to somebody who has to choose."""
    default: str
    values: Mapping[str, Value]


@cache
def all_options() -> Mapping[str, Option]:
    """Read ``options.yml``, once: every option by its key, in the order of the file."""
    return {key: _option(key, row) for key, row in own_data("options.yml").items()}


def _option(key: str, row: Mapping[str, Any]) -> Option:
    return Option(
        key=key,
        point=int(row["point"]),
        topics=in_both(row["topic"]),
        questions=in_both(row["question"]),
        default=row["default"],
        values={name: _value(name, each) for name, each in row["values"].items()},
    )


def _value(name: str, row: Mapping[str, Any]) -> Value:
    return Value(
        name=name,
        labels=in_both(row["label"]),
        says=in_both(row["says"]),
        texts=in_both(row.get("text") or dict.fromkeys(LANGUAGES, "")),
        sources=tuple(row.get("sources") or ()),
    )
