"""What is different for a school after an upgrade: values, no words."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
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
    changed = list(_changed(before, after))
    gone_ids, new_ids = _only(before.clauses, after.clauses), _only(after.clauses, before.clauses)
    gone = [(before.clauses[id_], after.retired.get(id_, "")) for id_ in gone_ids]
    touched = {clause.id for clause, _ in (*changed, *gone)}
    changed = [pair for pair in changed if _shows(pair[1], after)]
    gone = [pair for pair in gone if _shows(pair[0], after)]
    new = [after.clauses[id_] for id_ in new_ids if _shows(after.clauses[id_], after)]
    shown = [clause.id for clause, _ in (*changed, *gone)] + [clause.id for clause in new]
    new_options, new_defaults = _options(before, after)
    return Changes(
        new=tuple(new),
        changed=tuple(changed),
        gone=tuple(gone),
        new_policies=tuple(_only(after.policies, before.policies)),
        removed_policies=tuple(_only(before.policies, after.policies)),
        new_options=new_options,
        new_defaults=new_defaults,
        readopt=_readopt(before, after, shown),
        to_review=tuple(own for own in after.own if own.replaces in touched),
        dangling=tuple(_dangling(before, after)),
        edited=tuple(clause for clause, _ in _changed(before, template)),
    )


def _only(of: Iterable[str], without: Container[str]) -> list[str]:
    """Return the ids or codes that one version has and the other has not."""
    return [id_ for id_ in of if id_ not in without]


def _changed(before: Version, after: Version) -> Iterator[tuple[Clause, Clause]]:
    """Yield the clauses that two versions have otherwise, each before and after."""
    for id_, old in before.clauses.items():
        if id_ in after.clauses and _differs(old, after.clauses[id_]):
            yield old, after.clauses[id_]


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
