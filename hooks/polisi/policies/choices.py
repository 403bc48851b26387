"""From everything that is written to what a school shows: its options, its own clauses.

A clause does not show when the school leaves it out, has replaced it by one of its own, or has
chosen an option's value for which another variant stands. What refers to such a clause leads to
the one that stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from polisi.memory import NO_MEMORY, Memory
from polisi.model import Clause, LeftOut, Located, Policy, Shown, Written
from polisi.policies.register import cited_by, clauses_by_id, retired_by_id

Group = Sequence[Clause]
NOTHING_LEFT_OUT: Mapping[str, LeftOut] = {}


def groups(policy: Policy) -> Iterator[Group]:
    """Yield the variants of each point: clauses of one section that depend on the same options.

    What a school adds to a policy of the template is none: it shows for its value, or not at all.
    """
    for section in policy.sections:
        found: dict[frozenset[str], list[Clause]] = {}
        for clause in section.clauses:
            if clause.when and not clause.own:
                found.setdefault(frozenset(clause.when), []).append(clause)
        yield from found.values()


def is_chosen(clause: Clause, chosen: Mapping[str, str]) -> bool:
    """Tell whether a clause stands for the values chosen."""
    return all(chosen.get(option) in values for option, values in clause.when.items())


def settle(
    register: Written,
    chosen: Mapping[str, str],
    memory: Memory = NO_MEMORY,
    without: Mapping[str, LeftOut] = NOTHING_LEFT_OUT,
) -> Shown:
    """Return what shows of what is written.

    ``chosen`` maps each option to the school's value; ``without`` are the policies that the school
    leaves out, by code. Forms that only these ask for go with them.
    """
    gone = _with_forms(register, without)
    replaced = {clause.replaces: clause for clause in register.clauses.values() if clause.replaces}
    instead = _instead(register, chosen, replaced)
    away = _away(register, chosen, gone.keys(), replaced.keys())
    known_away, known_instead = memory.same("away", away), memory.same("instead", instead)
    policies = {
        code: memory.of(_settled, policy, known_away, known_instead)
        for code, policy in register.policies.items()
        if code not in gone
    }
    clauses = clauses_by_id(policies.values())
    retired = retired_by_id(policies.values())
    left_out = {**register.left_out, **_clauses_of(register, gone)}
    left_out |= {
        id_: replace(left_out[there], id=id_) for id_, there in instead.items() if there in left_out
    }
    instead = {id_: there for id_, there in instead.items() if there in clauses}
    audiences = {id_: each.audiences for id_, each in register.clauses.items() if id_ in away}
    return Shown(policies, clauses, retired, cited_by(clauses), left_out, instead, audiences)


def _away(
    register: Written, chosen: Mapping[str, str], gone: Set[str], replaced: Set[str]
) -> frozenset[str]:
    """Return the clauses that do not show; ``gone`` are the codes of the policies that go.

    Most clauses depend on nothing, so only those that do are looked at one by one.
    """

    def shows(clause: Clause) -> bool:
        old = register.clauses.get(clause.replaces)
        return is_chosen(clause, chosen) and (old is None or is_chosen(old, chosen))

    going = {each.id for code in gone for each in register.policies[code].clauses}
    going |= (register.left_out.keys() | replaced) & register.clauses.keys()
    depending = (each for each in register.clauses.values() if each.when or each.replaces)
    return frozenset(going).union(each.id for each in depending if not shows(each))


def _instead(
    register: Written, chosen: Mapping[str, str], replaced: Mapping[str, Clause]
) -> dict[str, str]:
    """Map each clause to the one that stands in its place in the end.

    That is the variant chosen, and the school's own clause, by what it replaces in ``replaced``.
    """
    instead: dict[str, str] = {}
    for policy in register.policies.values():
        for group in groups(policy):
            shown = next((each.id for each in group if is_chosen(each, chosen)), "")
            instead.update((each.id, shown) for each in group if shown and each.id != shown)
    for id_, own in replaced.items():
        old = register.clauses.get(id_)
        if old and is_chosen(old, chosen):
            instead[id_] = own.id
    return {id_: _last(id_, instead) for id_ in instead}


def _with_forms(register: Written, without: Mapping[str, LeftOut]) -> dict[str, LeftOut]:
    """Return the policies that go, by code: those left out, and the forms that only they need."""
    gone = {code: left for code, left in without.items() if code in register.policies}
    is_more = bool(gone)
    while is_more:
        is_more = False
        for code, policy in register.policies.items():
            asking = [id_.partition("-")[0] for id_ in policy.required_by]
            if code not in gone and asking and all(each in gone for each in asking):
                gone[code] = gone[asking[0]]
                is_more = True
    return gone


def _clauses_of(register: Written, gone: Mapping[str, LeftOut]) -> dict[str, LeftOut]:
    """Return the clauses of policies that go, retired ones too, each with the reason."""
    policies = [register.policies[code] for code in gone]
    ids = [(each.id, each.policy) for policy in policies for each in policy.clauses]
    ids += [(each.id, each.policy) for policy in policies for each in policy.retired]
    return {id_: replace(gone[code], id=id_) for id_, code in ids}


def _last(id_: str, instead: Mapping[str, str]) -> str:
    """Follow a clause to the one that stands in its place in the end."""
    seen = {id_}
    while (id_ := instead.get(id_, id_)) not in seen:
        seen.add(id_)
    return id_


Lead = Callable[[str], str | None]
"""From the id of a clause to that of the one which a reference to it leads to, if any shows."""


def _settled(policy: Policy, away: frozenset[str], instead: Mapping[str, str]) -> Policy:
    """Take what does not show out of a policy, and let what refers to it lead on."""

    def lead(id_: str) -> str | None:
        there = instead.get(id_, id_)
        return None if there in away else there

    policy = policy.with_each_clause(
        lambda clause: None if clause.id in away else _led_on(clause, lead)
    )
    retired = tuple(replace(old, use=instead.get(old.use, old.use)) for old in policy.retired)
    changes = tuple(change.told_of(lambda id_: id_ not in away) for change in policy.changes)
    return replace(policy, retired=retired, changes=changes)


def _led_on(clause: Clause, lead: Lead) -> Clause:
    """Let what a clause cites lead to what shows; a clause does not cite itself."""
    cites = dict.fromkeys(there for id_ in clause.cites if (there := lead(id_)))
    see = {there: Located(there, each.line) for each in clause.see if (there := lead(each))}
    cites.pop(clause.id, None)
    see.pop(clause.id, None)
    return replace(clause, cites=tuple(cites), see=tuple(see.values()))
