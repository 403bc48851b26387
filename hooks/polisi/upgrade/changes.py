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
    changed = [
        (old, after.clauses[id_])
        for id_, old in before.clauses.items()
        if id_ in after.clauses and _differs(old, after.clauses[id_])
    ]
    gone = [
        (old, after.retired.get(id_, ""))
        for id_, old in before.clauses.items()
        if id_ not in after.clauses
    ]
    new = [clause for id_, clause in after.clauses.items() if id_ not in before.clauses]
    touched = {clause.id for clause, _ in (*changed, *gone)}
    changed = [pair for pair in changed if _shows(pair[1], after)]
    gone = [pair for pair in gone if _shows(pair[0], after)]
    new = [clause for clause in new if _shows(clause, after)]
    shown = [
        clause.id for clause in (*new, *(new for _, new in changed), *(old for old, _ in gone))
    ]
    new_options, new_defaults = _options(before, after)
    return Changes(
        new=tuple(new),
        changed=tuple(changed),
        gone=tuple(gone),
        new_policies=tuple(code for code in after.policies if code not in before.policies),
        removed_policies=tuple(code for code in before.policies if code not in after.policies),
        new_options=new_options,
        new_defaults=new_defaults,
        readopt=_readopt(before, after, shown),
        to_review=tuple(own for own in after.own if own.replaces in touched),
        dangling=tuple(_dangling(before, after)),
        edited=tuple(_edited(before, template)),
    )


def _shows(clause: Clause, version: Version) -> bool:
    """Tell whether a school neither leaves out nor replaces a clause."""
    is_replaced = any(own.replaces == clause.id for own in version.own)
    return not is_replaced and clause.id.partition("-")[0] not in version.left_out


def _options(
    before: Version, after: Version
) -> tuple[tuple[Option, ...], tuple[tuple[Option, Option], ...]]:
    """Return the options that are new, and those with another default, each before and after."""
    new: list[Option] = []
    changed: list[tuple[Option, Option]] = []
    for option in after.options.values():
        old = before.options.get(option.key)
        if old is None:
            new.append(option)
        elif old.default != option.default:
            changed.append((old, option))
    return tuple(new), tuple(changed)


def _edited(before: Version, template: Version) -> Iterator[Clause]:
    """Yield the clauses of the template whose text the school has made its own."""
    for id_, clause in before.clauses.items():
        if id_ in template.clauses and _differs(template.clauses[id_], clause):
            yield clause


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
