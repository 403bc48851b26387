"""Options: points on which councils differ and a school chooses (``options.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Language

Texts = Mapping[Language, str]


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
    return {str(key): _option(str(key), row) for key, row in own_data("options.yml").items()}


def _option(key: str, row: Mapping[str, dict[str, dict[str, object]]]) -> Option:
    values = {str(name): _value(str(name), each) for name, each in row["values"].items()}
    return Option(
        key=key,
        point=int(str(row["point"])),
        topics=_texts(row["topic"]),
        questions=_texts(row["question"]),
        default=str(row["default"]),
        values=values,
    )


def _value(name: str, row: Mapping[str, object]) -> Value:
    sources = row.get("sources") or []
    assert isinstance(sources, list)
    return Value(
        name=name,
        labels=_texts(row["label"]),
        says=_texts(row["says"]),
        texts=_texts(row.get("text") or dict.fromkeys(LANGUAGES, "")),
        sources=tuple(map(str, sources)),
    )


def _texts(row: object) -> Texts:
    assert isinstance(row, dict)
    return {language: str(row[language]) for language in LANGUAGES}
