"""What the template ships: the stamp of each of its clauses, so that a school's changes are seen.

The template's own project writes the file when texts are agreed; a school never does, and an
upgrade brings the next one. A clause with another stamp is one that the school has changed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace

from polisi.model import Clause, Written
from polisi.policies import stamps
from polisi.words.languages import LANGUAGES

FILE = "template.csv"
HEAD = ("id", "stamp")
Shipped = Mapping[str, str]
"""The id of each clause of the template, to its stamp."""


def read(text: str) -> Shipped:
    """Read the file. What is no row is left out."""
    return {row[0]: row[1] for row in cells(text) if len(row) == len(HEAD) and row != [*HEAD]}


def cells(text: str, sign: str = ",") -> Iterator[list[str]]:
    """Yield the rows of a text; one that ``csv`` does not take, whole, is the last."""
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    except csv.Error:  # a cell without an end, such as where zeros are in the place of a file
        yield [text]


def written(register: Written) -> str:
    """Write the file with every clause of the template that stands in both languages by now."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    for id_, clause in sorted(register.clauses.items()):
        if is_of_template(register, clause) and len(clause.texts) == len(LANGUAGES):
            writer.writerow((id_, stamps.stamp(clause.texts)))
    return out.getvalue()


def is_of_template(register: Written, clause: Clause) -> bool:
    """Tell whether a clause stands in the template's own text."""
    return not clause.own and not register.policies[clause.policy].own


def changed(register: Written, shipped: Shipped) -> list[Clause]:
    """Return the clauses of the template that were agreed with other words than it ships."""
    return [
        clause
        for clause in register.clauses.values()
        if clause.agreed
        and shipped.get(clause.id, clause.agreed) != clause.agreed
        and is_of_template(register, clause)
    ]


def marked(register: Written, shipped: Shipped) -> Written:
    """Mark the clauses of the template that the school has agreed with other words."""
    edited = {each.id: replace(each, edited=True) for each in changed(register, shipped)}
    if not edited:
        return register
    policies = dict(register.policies)
    for code in dict.fromkeys(clause.policy for clause in edited.values()):
        policies[code] = policies[code].with_each_clause(lambda each: edited.get(each.id, each))
    return replace(register, policies=policies, clauses={**register.clauses, **edited})
