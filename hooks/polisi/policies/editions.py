"""Editions: a register cut down to what one audience may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import get_args

from polisi.model import (
    AUDIENCES,
    Audience,
    Document,
    Policy,
    Register,
    Retired,
    Section,
    with_clauses,
)
from polisi.policies.register import indexed
from polisi.text.drafting import without_drafting
from polisi.text.uploads import linked

INTRANET = "intranet"
NAMES = (INTRANET, *get_args(Audience))


@dataclass(frozen=True, slots=True)
class Edition:
    """What one build publishes."""

    name: str
    audiences: tuple[Audience, ...]
    register: Register
    """Only what the edition shows."""
    hidden: frozenset[str]
    """Ids of the clauses, retired ones included, that it leaves out."""


def cut(register: Register, name: str) -> Edition:
    """Cut a register down to an edition. Raises ``KeyError`` for an unknown name."""
    if name == INTRANET:
        return Edition(name, AUDIENCES, register, frozenset())
    audience = {str(each): each for each in AUDIENCES}[name]
    visible = {c.id for c in register.clauses.values() if audience in c.audiences}
    policies: dict[str, Policy] = {}
    retired: dict[str, Retired] = {}
    for policy in register.policies.values():
        sections = tuple(_sections(policy, visible, audience))
        if sections:
            kept = tuple(old for old in policy.retired if old.use in visible)
            retired.update((old.id, old) for old in kept)
            policies[policy.code] = replace(policy, sections=sections, retired=kept)
    clauses = {clause.id: clause for policy in policies.values() for clause in policy.clauses}
    hidden = (register.clauses.keys() - clauses.keys()) | (register.retired.keys() - retired.keys())
    instead = {id_: there for id_, there in register.instead.items() if there in clauses}
    cut_register = indexed(policies, clauses, retired, register.left_out, instead)
    return Edition(name, (audience,), cut_register, frozenset(hidden))


def _sections(policy: Policy, visible: set[str], audience: Audience) -> Iterator[Section]:
    for section in with_clauses(policy.sections, lambda clause: clause.id in visible):
        clauses = tuple(
            replace(
                clause,
                audiences=(audience,),
                see=tuple(id_ for id_ in clause.see if id_ in visible),
                cites=tuple(id_ for id_ in clause.cites if id_ in visible),
            )
            for clause in section.clauses
            if clause.id in visible
        )
        yield replace(section, clauses=clauses)


def withheld_files(
    files: Iterable[str], edition: Edition, pages: Iterable[Document], logo: str
) -> set[str]:
    """Return the files that nothing which the edition shows links to: they are not published.

    ``files`` and ``logo`` are paths from the project's folder; ``pages`` are the pages that are no
    policies, which every edition shows. ``robots.txt``, which nobody links to, is kept.
    """
    texts = [(page.path, page.body) for page in pages]
    for clause in edition.register.clauses.values():
        texts += [(passage.path, passage.body) for passage in clause.texts.values()]
    shown = {file for path, text in texts for file in linked(path, without_drafting(text))}
    return set(files) - shown - {logo, "docs/robots.txt"}
