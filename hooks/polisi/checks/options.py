"""Rules for options: a clause names one that exists, and one variant shows for each value."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from polisi.checks.fields import unknown
from polisi.facts.options import all_options
from polisi.model import Clause
from polisi.policies import choices
from polisi.problems import Problem
from polisi.project import Project
from polisi.words.languages import LANGUAGES
from polisi.words.suggestions import did_you_mean


def check(project: Project) -> Iterator[Problem]:
    """Check what the clauses say of options."""
    for clause in project.register.clauses.values():
        yield from _when(clause)
    for policy in project.register.policies.values():
        if all(map(_is_whole, policy.clauses)):  # else one of the variants may be what is missing
            for group in choices.groups(policy):
                yield from _variants(group)


def _is_whole(clause: Clause) -> bool:
    """Tell whether a clause has both texts and an entry."""
    return len(clause.texts) == len(LANGUAGES) and bool(clause.audiences)


def _when(clause: Clause) -> Iterator[Problem]:
    path = _path(clause)
    for key, values in clause.when.items():
        option = all_options().get(key)
        if option is None:
            yield unknown("option-unknown", path, key, all_options(), clause.line, clause.id)
            continue
        for value in values or ("",):
            if value not in option.values:
                said = {"option": key, "word": value or "–"}
                said["suggestion"] = did_you_mean(value, option.values)
                yield Problem("option-value-unknown", path, clause.line, clause.id, said)


def _variants(group: choices.Group) -> Iterator[Problem]:
    """Try every combination of the values that the variants of one point depend on."""
    keys = sorted({key for clause in group for key in clause.when})
    if not all(map(_is_understood, group)):
        return
    allowed = any("variant-none" in clause.allow for clause in group)
    for values in product(*(all_options()[key].values for key in keys)):
        chosen = dict(zip(keys, values, strict=True))
        shown = [clause for clause in group if choices.is_chosen(clause, chosen)]
        said = {"choice": ", ".join(f"{key}: {value}" for key, value in chosen.items())}
        first = group[0]
        if not shown and not allowed:
            yield Problem("variant-none", _path(first), first.line, first.id, said)
        if len(shown) > 1:
            said["ids"] = ", ".join(clause.id for clause in shown)
            last = shown[-1]
            yield Problem("variant-several", _path(last), last.line, last.id, said)


def _is_understood(clause: Clause) -> bool:
    """Tell whether a clause names only options and values that exist."""
    options = all_options()
    return all(
        key in options and values and options[key].values.keys() >= set(values)
        for key, values in clause.when.items()
    )


def _path(clause: Clause) -> str:
    return next(iter(clause.texts.values())).path.replace("docs/cy/", "docs/en/")
