"""Editions: a register cut down to what one audience may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from polisi.facts.audiences import all_audiences
from polisi.facts.audiences import audience as audience_of
from polisi.markup.drafting import without_drafting
from polisi.model import (
    OWN_FOLDER,
    TEMPLATE_FOLDER,
    Audience,
    Clause,
    Policy,
    Section,
    Seen,
    Shown,
    Written,
    with_clauses,
)
from polisi.policies.register import cited_by, clauses_by_id, retired_by_id
from polisi.policies.texts import versions
from polisi.policies.texts.versions import History, Version, changes_until
from polisi.text.documents import Document
from polisi.text.files.uploads import linked

INTRANET = "intranet"
HOME = "index.md"
NAMES = (INTRANET, *all_audiences())


@dataclass(frozen=True, slots=True)
class Edition:
    """What one build publishes."""

    name: str
    audiences: tuple[Audience, ...]
    register: Seen
    """Only what the edition shows: what is in force, and drafts."""
    hidden: frozenset[str]
    """Ids of the clauses, retired ones included, that it leaves out."""
    proposed: Mapping[str, Policy] = field(default_factory=dict)
    """What is written of a policy now, by code, where something else is in force."""
    adopted: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    """The texts of each policy that were adopted, by code, the newest first."""
    withheld: tuple[Policy, ...] = ()
    """Of texts beside those in force, the clauses of which the edition must not say a word."""
    held_back: frozenset[str] = frozenset()
    """Codes of the policies that it leaves out because nobody has adopted them."""

    @property
    def texts(self) -> Iterator[Policy]:
        """Yield every text that the edition shows beside its register."""
        yield from self.proposed.values()
        for versions_ in self.adopted.values():
            yield from (version.policy for version in versions_)

    @property
    def clauses(self) -> Iterator[Clause]:
        """Yield every clause that the edition shows, in its register or in a text beside it."""
        yield from self.register.clauses.values()
        for policy in self.texts:
            yield from policy.clauses

    def hiding(self, ids: Iterable[str]) -> Edition:
        """Return an edition that leaves these clauses out, too, but for those that it shows."""
        shown = {clause.id for clause in self.clauses}
        return replace(self, hidden=self.hidden.union(ids) - shown)


@dataclass(frozen=True, slots=True)
class Beside:
    """What can stand beside what is in force."""

    shown: Shown
    """What the school shows of what is written now."""
    histories: Mapping[str, History]
    written: Written
    only_adopted: bool = False
    """Whether an audience's edition has nothing that is proposed or a draft."""

    def adopted(self, code: str) -> tuple[Version, ...]:
        """Return the adopted texts of a policy, for no more readers than today."""
        return tuple(
            replace(version, policy=versions.narrowed(version.policy, self.written))
            for version in self.histories[code].adopted
        )


def cut(in_force: Shown, name: str, beside: Beside | None = None, preview: bool = False) -> Edition:
    """Cut what is in force, and what stands beside it, down to an edition.

    What is awaiting its translation is in none, but for a preview. Raises ``KeyError`` for an
    unknown name.
    """
    if preview:
        return _cut(in_force, name, beside)
    edition = _cut(_ready(in_force), name, beside)
    written = beside.shown if beside else in_force
    both = (*in_force.policies.values(), *written.policies.values())
    awaiting = {policy.code: policy for policy in both if policy.is_awaiting}.values()
    if not awaiting:
        return edition
    proposed = {code: each for code, each in edition.proposed.items() if not each.is_awaiting}
    withheld = (*edition.withheld, *awaiting)
    edition = replace(edition, proposed=proposed, withheld=withheld)
    return edition.hiding(clauses_by_id(awaiting))


def _ready(shown: Shown) -> Shown:
    """Return what shows without the policies that are awaiting their translation."""
    policies = {code: each for code, each in shown.policies.items() if not each.is_awaiting}
    if len(policies) == len(shown.policies):
        return shown
    clauses = clauses_by_id(policies.values())
    return replace(
        shown,
        policies=policies,
        clauses=clauses,
        retired=retired_by_id(policies.values()),
        cited_by=cited_by(clauses),
        instead={id_: there for id_, there in shown.instead.items() if there in clauses},
    )


def _cut(in_force: Shown, name: str, beside: Beside | None) -> Edition:
    if name == INTRANET:
        everything = Edition(name, tuple(all_audiences()), _all(in_force), frozenset())
        return _with_all_beside(everything, beside) if beside else everything
    audience = audience_of(name)
    if not beside:
        return _cut_to(audience, in_force, frozenset())
    told = {
        code: _without_proposed_changes(policy, beside)
        for code, policy in in_force.policies.items()
    }
    edition = _cut_to(audience, replace(in_force, policies=told), _held_back(beside))
    return _with_beside(edition, beside, audience)


def _cut_to(audience: Audience, in_force: Shown, held_back: frozenset[str]) -> Edition:
    """Cut what is in force down to what an audience may see, without policies held back."""
    visible = {
        clause.id
        for clause in in_force.clauses.values()
        if audience in clause.audiences and clause.policy not in held_back
    }
    policies = {
        policy.code: seen
        for policy in in_force.policies.values()
        if policy.code not in held_back and (seen := _seen(policy, visible, audience))
    }
    clauses = clauses_by_id(policies.values())
    retired = retired_by_id(policies.values())
    hidden = (in_force.clauses.keys() - clauses.keys()) | (in_force.retired.keys() - retired.keys())
    hidden |= {id_ for id_, audiences in in_force.away.items() if audience not in audiences}
    instead = {id_: there for id_, there in in_force.instead.items() if there in clauses}
    former = {id_: there for id_, there in instead.items() if id_ not in hidden}
    left_out = in_force.left_out
    register = Seen(policies, clauses, retired, cited_by(clauses), left_out, instead, former)
    return Edition(audience, (audience,), register, frozenset(hidden), held_back=held_back)


def _held_back(beside: Beside) -> frozenset[str]:
    """Return the codes of the policies that nobody has adopted, if they are held back."""
    return frozenset(
        code
        for code, history in beside.histories.items()
        if beside.only_adopted and not history.adopted
    )


def _without_proposed_changes(policy: Policy, beside: Beside) -> Policy:
    """Leave out the changes since the adopted version, where what is proposed is held back.

    The text may be the adopted one to the letter: then only its changes say that more is to come.
    """
    there = beside.histories[policy.code].in_force
    if not (beside.only_adopted and there):
        return policy
    return replace(policy, changes=changes_until(policy, there.number) or policy.changes)


def _with_all_beside(edition: Edition, beside: Beside) -> Edition:
    return replace(
        edition,
        proposed={
            code: beside.shown.policies[code]
            for code, history in beside.histories.items()
            if history.has_proposal
        },
        adopted={code: beside.adopted(code) for code in beside.histories},
    )


def _with_beside(edition: Edition, beside: Beside, audience: Audience) -> Edition:
    """Add what an audience may see of the texts beside those in force; note all the rest."""
    proposed: dict[str, Policy] = {}
    adopted: dict[str, tuple[Version, ...]] = {}
    withheld: list[Policy] = []
    for code, history in beside.histories.items():
        texts, written = beside.adopted(code), beside.shown.policies[code]
        pairs = [(text, _text_for(text.policy, edition, audience)) for text in texts]
        adopted[code] = tuple(replace(text, policy=kept) for text, kept in pairs if kept)
        withheld += (_not_for(text.policy, audience) for text in texts)
        if history.has_proposal and beside.only_adopted:
            withheld.append(written)
        elif history.has_proposal:
            withheld.append(_not_for(written, audience))
            if policy := _text_for(written, edition, audience):
                proposed[code] = policy
    edition = replace(edition, proposed=proposed, adopted=adopted, withheld=tuple(withheld))
    return edition.hiding(clauses_by_id(withheld))


def _not_for(policy: Policy, audience: Audience) -> Policy:
    """Return what an audience may not see of a text."""
    return policy.with_each_clause(lambda each: None if audience in each.audiences else each)


def _text_for(policy: Policy, edition: Edition, audience: Audience) -> Policy | None:
    """Cut a text down to what an audience may see; nothing where that is nothing."""
    own = {clause.id for clause in policy.clauses if audience in clause.audiences}
    return _seen(policy, own, audience, own.union(edition.register.clauses)) if own else None


def _seen(
    policy: Policy, visible: set[str], audience: Audience, citable: Set[str] = frozenset()
) -> Policy | None:
    """Cut a policy down to its visible clauses, which refer to what is visible or ``citable``."""
    sections = tuple(_sections(policy, visible, audience, visible | citable))
    if not sections:
        return None
    kept = tuple(old for old in policy.retired if old.use in visible)
    changes = tuple(change.told_of(visible.__contains__) for change in policy.changes)
    return replace(policy, sections=sections, retired=kept, changes=changes)


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


def _sections(
    policy: Policy, visible: Set[str], audience: Audience, citable: Set[str]
) -> Iterator[Section]:
    for section in with_clauses(policy.sections, lambda clause: clause.id in visible):
        clauses = tuple(
            replace(
                clause,
                audiences=(audience,),
                see=tuple(id_ for id_ in clause.see if id_ in citable),
                cites=tuple(id_ for id_ in clause.cites if id_ in citable),
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
    nothing becomes public by omission. Every edition has a home page. What is said to whoever
    adapts the template stands in the whole site alone.
    """
    if edition.name == INTRANET or name == HOME:
        return True
    if name.startswith(TEMPLATE_FOLDER):
        return False
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
    for clause in edition.clauses:
        for language, passage in clause.texts.items():
            shown |= linked(passage.path, without_drafting(passage.body), language)
    return set(files) - shown - {logo, "docs/robots.txt"}
