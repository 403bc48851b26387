"""Editions: a register cut down to what one audience may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from polisi.facts.audiences import all_audiences
from polisi.facts.audiences import audience as audience_of
from polisi.markup.drafting import without_drafting
from polisi.model import (
    OWN_FOLDER,
    Audience,
    Change,
    Policy,
    Retired,
    Section,
    Seen,
    Shown,
    with_clauses,
)
from polisi.policies.register import cited_by
from polisi.text.documents import Document
from polisi.text.uploads import linked

INTRANET = "intranet"
HOME = "index.md"
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


def cut(shown: Shown, name: str) -> Edition:
    """Cut what shows down to an edition. Raises ``KeyError`` for an unknown name."""
    if name == INTRANET:
        return Edition(name, tuple(all_audiences()), _all(shown), frozenset())
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
    hidden = (shown.clauses.keys() - clauses.keys()) | (shown.retired.keys() - retired.keys())
    hidden |= {id_ for id_, audiences in shown.away.items() if audience not in audiences}
    instead = {id_: there for id_, there in shown.instead.items() if there in clauses}
    former = {id_: there for id_, there in instead.items() if id_ not in hidden}
    seen = Seen(policies, clauses, retired, cited_by(clauses), shown.left_out, instead, former)
    return Edition(name, (audience,), seen, frozenset(hidden))


def _all(shown: Shown) -> Seen:
    """Return what readers see who may see everything that shows."""
    return Seen(
        shown.policies,
        shown.clauses,
        shown.retired,
        shown.cited_by,
        shown.left_out,
        shown.instead,
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


def pages(edition: Edition, documents: Iterable[Document]) -> Iterator[Document]:
    """Yield the pages that an edition shows of those that are no policies."""
    documents = [document for document in documents if not document.is_policy]
    english = {document.name: document for document in documents if document.language == "en"}
    for document in documents:
        if _shows(edition, english.get(document.name), document.name):
            yield document


def _shows(edition: Edition, english: Document | None, name: str) -> bool:
    """Tell whether an edition has a page that is no policy; its English file says for whom it is.

    One of the template is for everyone; one of the school's own is for those whom it names, so that
    nothing becomes public by omission. Every edition has a home page.
    """
    if edition.name == INTRANET or name == HOME:
        return True
    named = english.audiences if english else ()
    return bool(set(named) & set(edition.audiences)) if named else not name.startswith(OWN_FOLDER)


def withheld_files(
    files: Iterable[str], edition: Edition, pages: Iterable[Document], logo: str
) -> set[str]:
    """Return the files that nothing which the edition shows links to: they are not published.

    ``files`` and ``logo`` are paths from the project's folder; ``pages`` are the pages that are no
    policies, which every edition shows. ``robots.txt``, which nobody links to, is kept.
    """
    shown: set[str] = set()
    for page in pages:
        for text in (page.preamble, *(passage.body for passage in page.passages)):
            shown |= linked(page.path, without_drafting(text), page.language)
    for clause in edition.register.clauses.values():
        for language, passage in clause.texts.items():
            shown |= linked(passage.path, without_drafting(passage.body), language)
    return set(files) - shown - {logo, "docs/robots.txt"}
