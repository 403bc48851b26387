"""The texts of each policy: those that were adopted, the one in force, and the one proposed.

What is in force is what was adopted last, word for word, until the next adoption. What has been
written since then is proposed. A policy that nobody has adopted shows as it is written: a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from polisi.memory import NO_MEMORY, Memory
from polisi.model import Audience, Change, Clause, Policy, Shown, Written
from polisi.policies.register import cited_by, clauses_by_id, retired_by_id
from polisi.policies.texts import digest
from polisi.policies.texts.attached import Files
from polisi.policies.texts.digest import Digests
from polisi.policies.texts.frozen import Frozen
from polisi.school.file import Adoption, Decision
from polisi.school.school import School

Texts = Mapping[tuple[str, str], Frozen]
"""Every adopted text by code and label."""


@dataclass(frozen=True, slots=True)
class Version:
    """A policy as text at a version: nothing in it is open, see ``settled``."""

    label: str
    """What it is called in addresses: ``1.0.0``, or ``1.0.0-2`` for a second text of a version.

    What is proposed, or a draft, has none.
    """
    number: str
    """The version, ``1.0.0``."""
    text: str
    """Digest of it."""
    policy: Policy
    decisions: tuple[Decision, ...] = ()
    """When it was adopted, the newest first; none of a text that is proposed or a draft."""
    clauses: Mapping[str, str] = field(default_factory=dict)
    """Digest of each clause, by id."""

    def seen_by(self, audience: Audience) -> str:
        """Return the digest of what an audience may see of it."""
        return digest.digests(self.policy, clauses=self.clauses).seen_by(audience)


@dataclass(frozen=True)
class History:
    """The texts of a policy."""

    adopted: tuple[Version, ...]
    """Those that were adopted, the newest first: that one is in force."""
    make_digests: Callable[[], Digests]
    """Digests what is written now, which all of it has to be read for."""

    @cached_property
    def parts(self) -> Digests:
        """Digests of the parts of what is written now."""
        return self.make_digests()

    @cached_property
    def written(self) -> str:
        """Digest of what is written now."""
        return self.parts.whole()

    @property
    def in_force(self) -> Version | None:
        """The text in force, or None while nothing is adopted."""
        return self.adopted[0] if self.adopted else None

    @property
    def has_proposal(self) -> bool:
        """Whether something else is written than what is in force."""
        return bool(self.adopted) and self.adopted[0].text != self.written


def labels(adoption: Adoption) -> Iterator[tuple[str, Decision]]:
    """Yield each decision on a policy, the oldest first, with the label of its text.

    A decision without a digest, as they were written before texts were kept, has no label.
    """
    texts: dict[str, list[str]] = {}
    for decision in (*reversed(adoption.earlier), adoption):
        known = texts.setdefault(decision.version, [])
        if decision.text is None:
            yield "", decision
            continue
        if decision.text not in known:
            known.append(decision.text)
        number = known.index(decision.text) + 1
        yield decision.version if number == 1 else f"{decision.version}-{number}", decision


def histories(
    shown: Shown, school: School, texts: Texts, files: Files, memory: Memory = NO_MEMORY
) -> dict[str, History]:
    """Return the texts of each policy that a school shows, by code; ``files`` are what it shows."""
    instead = memory.same("led", shown.instead)
    files = memory.same("attached", files)
    found = {}
    for code, policy in shown.policies.items():
        adoption = school.adoption.get(code)
        adopted = tuple(_adopted(code, adoption, texts)) if adoption else ()
        making = partial(memory.of, _digests, policy, school, instead, files)
        found[code] = History(adopted, making)
    return found


def _digests(policy: Policy, school: School, instead: Mapping[str, str], files: Files) -> Digests:
    return digest.digests(policy, digest.filling(school, instead), files=files)


def _adopted(code: str, adoption: Adoption, texts: Texts) -> Iterator[Version]:
    """Yield the adopted texts of a policy that are kept, the newest first."""
    decisions: dict[str, list[Decision]] = {}
    for label, decision in labels(adoption):  # two of one day stand in the order of the file
        decisions[label] = [decision, *decisions.pop(label, [])]
    for label, decided in reversed(decisions.items()):
        if kept := texts.get((code, label)):
            policy = replace(kept.policy, changes=(Change(kept.version, "", {}),))
            yield Version(label, kept.version, kept.text, policy, tuple(decided), kept.clauses)


def in_force(shown: Shown, histories: Mapping[str, History], written: Written) -> Shown:
    """Return what is in force: adopted texts where there are some, and drafts.

    ``shown`` is what the school shows of what is written now.
    """
    policies = {
        code: _in_force(policy, histories[code], written) for code, policy in shown.policies.items()
    }
    if all(policies[code] is policy for code, policy in shown.policies.items()):
        return shown
    clauses = clauses_by_id(policies.values())
    policies = {code: _known(policy, clauses.keys()) for code, policy in policies.items()}
    clauses = clauses_by_id(policies.values())
    retired = retired_by_id(policies.values())
    instead = {
        id_: there
        for id_, there in shown.instead.items()
        if there in clauses and id_ not in clauses
    }
    left_out = {id_: left for id_, left in shown.left_out.items() if id_ not in clauses}
    away = {id_: audiences for id_, audiences in shown.away.items() if id_ not in clauses}
    return Shown(policies, clauses, retired, cited_by(clauses), left_out, instead, away)


def _in_force(policy: Policy, history: History, written: Written) -> Policy:
    """Return the adopted text of a policy where something else is written, or what is written."""
    adopted = history.in_force
    if adopted is None or not history.has_proposal:
        return policy
    return effective(policy, adopted.policy, adopted.number, written)


def effective(policy: Policy, text: Policy, number: str, written: Written) -> Policy:
    """Put an adopted text in the place of what is written of a policy now.

    Who is responsible, its address and its history are those of today. A clause is shown to no
    more readers than today: whoever takes an audience away wants that at once.
    """
    text = narrowed(text, written)
    ids = {clause.id for clause in text.clauses}
    changes = changes_until(policy, number) or text.changes
    return replace(
        policy,
        titles=text.titles,
        summaries=text.summaries,
        sections=text.sections,
        changes=changes,
        retired=tuple(old for old in policy.retired if old.id not in ids),
    )


def changes_until(policy: Policy, number: str) -> tuple[Change, ...]:
    """Return the changes of a policy up to a version, the newest first; none if it has no such."""
    numbers = [change.version for change in policy.changes]
    return policy.changes[numbers.index(number) :] if number in numbers else ()


def narrowed(text: Policy, written: Written) -> Policy:
    """Show a text to no more readers than today's front matter says."""
    return text.with_each_clause(lambda clause: _narrowed(clause, written))


def _narrowed(clause: Clause, written: Written) -> Clause:
    today = written.clauses.get(clause.id)
    if today is None:
        return clause
    return replace(
        clause, audiences=tuple(each for each in clause.audiences if each in today.audiences)
    )


def _known(policy: Policy, in_force: Set[str]) -> Policy:
    """Leave out of what a policy's clauses refer to what is not in force."""
    if all(id_ in in_force for clause in policy.clauses for id_ in (*clause.cites, *clause.see)):
        return policy
    return policy.with_each_clause(
        lambda clause: replace(
            clause,
            cites=tuple(id_ for id_ in clause.cites if id_ in in_force),
            see=tuple(id_ for id_ in clause.see if id_ in in_force),
        )
    )
