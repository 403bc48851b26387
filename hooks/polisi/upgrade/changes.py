"""What is different for a school after an upgrade: values, no words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from polisi.upgrade.versions import Clause, Option, Own, Version
from polisi.words.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Changes:
    """What an upgrade changes for a school, in the order of the files."""

    new: tuple[Clause, ...]
    changed: tuple[tuple[Clause, Clause], ...]
    """Each before and after."""
    gone: tuple[tuple[Clause, str], ...]
    """Each with the id of the clause that replaces it, or an empty string."""
    new_policies: tuple[str, ...]
    removed_policies: tuple[str, ...]
    new_options: tuple[Option, ...]
    new_defaults: tuple[tuple[Option, Option], ...]
    readopt: Mapping[str, tuple[str, ...]]
    """Code of an adopted policy that changed to the clauses that did; none when it is gone."""
    to_review: tuple[Own, ...]
    """Own clauses that stand for a clause that changed or is gone."""
    dangling: tuple[tuple[Own, str], ...]
    """Own clauses with an id that they name and that is no more."""
    edited: tuple[Clause, ...]
    """Clauses of the template whose text the school has made its own."""


def compare(before: Version, after: Version, template: Version) -> Changes:
    """Say what is different after an upgrade; ``template`` is the version that the school had.

    What the school leaves out or replaces is no news to its readers: only who looks after the
    school's own clauses is told.
    """
    away = {own.replaces for own in after.own}

    def shows(clause: Clause) -> bool:
        return clause.id not in away and clause.id.partition("-")[0] not in after.left_out

    all_changed = tuple(_changed(before, after))
    all_gone = tuple(
        (old, after.retired.get(id_, ""))
        for id_, old in before.clauses.items()
        if id_ not in after.clauses
    )
    touched = {*(clause.id for _, clause in all_changed), *(clause.id for clause, _ in all_gone)}
    changed = tuple(pair for pair in all_changed if shows(pair[1]))
    gone = tuple(pair for pair in all_gone if shows(pair[0]))
    added = (clause for id_, clause in after.clauses.items() if id_ not in before.clauses)
    new = tuple(filter(shows, added))
    told = [*new, *(clause for _, clause in changed), *(clause for clause, _ in gone)]
    return Changes(
        new=new,
        changed=changed,
        gone=gone,
        new_policies=tuple(code for code in after.policies if code not in before.policies),
        removed_policies=tuple(code for code in before.policies if code not in after.policies),
        new_options=tuple(
            option for key, option in after.options.items() if key not in before.options
        ),
        new_defaults=tuple(_new_defaults(before, after)),
        readopt=_readopt(before, after, [clause.id for clause in told]),
        to_review=tuple(own for own in after.own if own.replaces in touched),
        dangling=tuple(_dangling(before, after)),
        edited=tuple(clause for clause, _ in _changed(before, template)),
    )


def _changed(one: Version, another: Version) -> Iterator[tuple[Clause, Clause]]:
    """Yield each clause that reads otherwise in another version, as it is in either."""
    for id_, clause in one.clauses.items():
        if id_ in another.clauses and _differs(clause, another.clauses[id_]):
            yield clause, another.clauses[id_]


def _new_defaults(before: Version, after: Version) -> Iterator[tuple[Option, Option]]:
    """Yield each option whose default is another, as it was and as it is."""
    for key, option in after.options.items():
        old = before.options.get(key)
        if old and old.default != option.default:
            yield old, option


def _differs(old: Clause, new: Clause) -> bool:
    texts = any(old.text(language).split() != new.text(language).split() for language in LANGUAGES)
    return texts or old.audiences != new.audiences


def _readopt(before: Version, after: Version, touched: list[str]) -> dict[str, tuple[str, ...]]:
    found = {}
    for code in after.adopted:
        ids = tuple(sorted(id_ for id_ in touched if id_.startswith(f"{code}-")))
        if ids or before.numbers.get(code) != after.numbers.get(code):
            found[code] = ids
    return found


def _dangling(before: Version, after: Version) -> Iterator[tuple[Own, str]]:
    for own in after.own:
        for id_ in own.cites:
            if id_ in before.clauses and id_ not in after.clauses:
                yield own, id_
