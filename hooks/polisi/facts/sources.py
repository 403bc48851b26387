"""Where the text comes from: five councils' documents, row by row (``sources.csv``).

Their rows are accounted for: a clause draws on each (``provenance.yml``), or it was merged into
another row, or it was declined with a reason (``declined.yml``). ``points.yml`` says where the
councils differ.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from polisi.data import own_data, own_text
from polisi.model import Written
from polisi.words.languages import Texts, in_both

COUNCILS: Mapping[str, Texts] = {
    "BRI": {"en": "Bridgend", "cy": "Pen-y-bont ar Ogwr"},
    "NPT": {"en": "Neath Port Talbot", "cy": "Castell-nedd Port Talbot"},
    "RCT": {"en": "Rhondda Cynon Taf", "cy": "Rhondda Cynon Taf"},
    "BAR": {"en": "Barnsley", "cy": "Barnsley"},
    "BRA": {"en": "Bracknell Forest", "cy": "Bracknell Forest"},
}
"""Whose documents they are, by how the ids begin."""


@dataclass(frozen=True, slots=True)
class Source:
    """A row of the inventory: a clause, bullet, form field or part of a letter."""

    id: str
    topic: str
    merged_into: tuple[str, ...]
    """Ids of the rows that say the same and were drawn on instead."""

    @property
    def council(self) -> str:
        """Whose document it stands in."""
        return self.id.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Position:
    """What some of the councils say on a point."""

    ids: tuple[str, ...]
    says: Texts


@dataclass(frozen=True, slots=True)
class Point:
    """A point on which the councils differ, and where the template stands."""

    number: int
    topics: Texts
    option: str
    """Key of the option that leaves it to the school, or an empty string."""
    positions: tuple[Position, ...]
    here: Texts
    clauses: tuple[str, ...]
    """Ids of the clauses that state the template's position."""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of every row."""

    used: Mapping[str, tuple[str, ...]]
    """Id of a row to the ids of the clauses that draw on it."""
    merged: Mapping[str, tuple[str, ...]]
    declined: Mapping[str, Texts]
    open: tuple[str, ...]
    """Rows that nobody has accounted for."""


@cache
def all_sources() -> Mapping[str, Source]:
    """Read ``sources.csv``, once: every row by its id, in the order of the documents."""
    return {
        row["id"]: Source(row["id"], row["topic"], tuple(row["merged_into"].split()))
        for row in csv.DictReader(own_text("sources.csv").splitlines())
    }


@cache
def provenance() -> Mapping[str, tuple[str, ...]]:
    """Read ``provenance.yml``, once: id of a clause of the template to the rows it draws on."""
    return {str(id_): tuple(map(str, rows)) for id_, rows in own_data("provenance.yml").items()}


@cache
def declined() -> Mapping[str, Texts]:
    """Read ``declined.yml``, once: the rows that no clause draws on, each with the reason."""
    return {str(id_): in_both(row) for id_, row in own_data("declined.yml").items()}


@cache
def points() -> tuple[Point, ...]:
    """Read ``points.yml``, once: the points on which the councils differ, by number."""
    return tuple(
        Point(
            number=int(row["number"]),
            topics=in_both(row["topic"]),
            option=str(row.get("option") or ""),
            positions=tuple(
                Position(tuple(map(str, each["ids"])), in_both(each["says"]))
                for each in row["councils"]
            ),
            here=in_both(row["here"]),
            clauses=tuple(map(str, row["clauses"])),
        )
        for row in own_data("points.yml")["points"]
    )


@cache
def gaps() -> tuple[tuple[Texts, tuple[str, ...]], ...]:
    """Read from ``points.yml`` the questions that no source answers, with the clauses that do."""
    return tuple(
        (in_both(row["topic"]), tuple(map(str, row["clauses"])))
        for row in own_data("points.yml")["gaps"]
    )


def account(register: Written) -> Account:
    """Account for every row of the inventory by the clauses of a register."""
    used: dict[str, list[str]] = {}
    for clause in register.clauses.values():
        for id_ in provenance().get(clause.id, ()):
            used.setdefault(id_, []).append(clause.id)
    merged = {
        source.id: source.merged_into
        for source in all_sources().values()
        if source.id not in used and any(id_ in used for id_ in source.merged_into)
    }
    known = used.keys() | merged.keys() | declined().keys()
    return Account(
        used={id_: tuple(clauses) for id_, clauses in used.items()},
        merged=merged,
        declined=declined(),
        open=tuple(id_ for id_ in all_sources() if id_ not in known),
    )
