"""Editions: a register cut down to what one audience may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from polisi.facts.audiences import all_audiences
from polisi.facts.audiences import audience as audience_of
from polisi.model import Audience, Change, Policy, Retired, Section, Seen, Shown, with_clauses
from polisi.policies.register import cited_by
from polisi.text.documents import Document
from polisi.text.drafting import without_drafting
from polisi.text.uploads import linked

INTRANET = "intranet"
NAMES = (INTRANET, *all_audiences())


@dataclass(frozen=True, slots=True)
class Edition:
    """What one build publishes."""

    name: str
    audiences: tuple[Audience, ...]
    register: Seen
    """Only what the edition shows."""
    hidden: frozenset[str]
    """Ids of the clauses, retired ones included, that it leaves out."""


def cut(shown: Shown, name: str, preview: bool = False) -> Edition:
    """Cut what shows down to an edition. Raises ``KeyError`` for an unknown name.

    What is awaiting its translation is in none, but for a preview.
    """
    whole = {*shown.clauses, *shown.retired}
    if not preview:
        shown = _ready(shown)
    if name == INTRANET:
        hidden = whole - shown.clauses.keys() - shown.retired.keys()
        return Edition(name, tuple(all_audiences()), _all(shown), frozenset(hidden))
    audience = audience_of(name)
    visible = {c.id for c in shown.clauses.values() if audience in c.audiences}
    policies: dict[str, Policy] = {}
    retired: dict[str, Retired] = {}
    for policy in shown.policies.values():
        sections = tuple(_sections(policy, visible, audience))
        if sections:
            kept = tuple(old for old in policy.retired if old.use in visible)
            retired.update((old.id, old) for old in kept)
            changes = tuple(_seen_by(change, visible) for change in policy.changes)
            policies[policy.code] = replace(
                policy, sections=sections, retired=kept, changes=changes
            )
    clauses = {clause.id: clause for policy in policies.values() for clause in policy.clauses}
    hidden = whole - clauses.keys() - retired.keys()
    instead = {id_: there for id_, there in shown.instead.items() if there in clauses}
    seen = Seen(policies, clauses, retired, cited_by(clauses), shown.left_out, instead)
    return Edition(name, (audience,), seen, frozenset(hidden))


def _ready(shown: Shown) -> Shown:
    """Return what shows without the policies that are awaiting their translation."""
    policies = {code: each for code, each in shown.policies.items() if not each.is_awaiting}
    if len(policies) == len(shown.policies):
        return shown
    clauses = {clause.id: clause for policy in policies.values() for clause in policy.clauses}
    retired = {old.id: old for policy in policies.values() for old in policy.retired}
    instead = {id_: there for id_, there in shown.instead.items() if there in clauses}
    return replace(
        shown,
        policies=policies,
        clauses=clauses,
        retired=retired,
        cited_by=cited_by(clauses),
        instead=instead,
    )


def _all(shown: Shown) -> Seen:
    """Return what readers see who may see everything that shows."""
    return Seen(
        shown.policies,
        shown.clauses,
        shown.retired,
        shown.cited_by,
        shown.left_out,
        shown.instead,
    )


def _seen_by(change: Change, visible: set[str]) -> Change:
    """Say nothing of what changed in clauses that these readers do not see, but for its version."""
    seen = tuple(id_ for id_ in change.clauses if id_ in visible)
    return (
        change
        if seen == change.clauses
        else replace(change, clauses=seen, texts=change.texts if seen else {})
    )


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
