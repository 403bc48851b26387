"""Which papers an edition has: each policy, form and letter, in each language and in both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from polisi.markup import fields
from polisi.markup.fields import GAP
from polisi.model import Audience, Clause, Policy
from polisi.pages.papers import file_name
from polisi.pages.plan import Plan
from polisi.words.languages import LANGUAGES, Language

SheetKind = Literal["whole", "both", "part", "letter", "poster"]
SIGNATURE = "sign"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper: what it shows, and what its file is called."""

    kind: SheetKind
    name: str
    """The name of its files, without what says of which kind they are."""
    language: Language
    """Its language; that of the school for one in both."""
    policy: Policy | None = None
    audience: Audience | None = None
    """Whose version it is, or whose poster; None for the whole."""
    clause: Clause | None = None
    """The part of a form, or the letter, that it is."""
    is_word: bool = False
    """Whether it is made as a Word file, too."""

    def shows(self, clause: Clause) -> bool:
        """Tell whether it shows a clause of its policy."""
        if self.clause:
            return clause.id == self.clause.id
        return self.audience is None or self.audience in clause.audiences


def all_sheets(plan: Plan) -> Iterator[Sheet]:
    """Yield every paper of an edition; a policy that stands in one language only has none."""
    for policy in plan.register.policies.values():
        if all((policy.code, each) in plan.policy_documents for each in LANGUAGES):
            yield from of_policy(plan, policy)
    for audience in plan.edition.audiences:
        for language in LANGUAGES:
            name = file_name("poster", "", language, audience=audience)
            yield Sheet("poster", name, language, audience=audience)


def of_policy(plan: Plan, policy: Policy) -> Iterator[Sheet]:
    """Yield the papers of a policy, a form or letters."""
    code, version = policy.code, policy.version
    for language in LANGUAGES:
        name = file_name(code, version, language)
        yield Sheet("whole", name, language, policy, is_word=True)
        for audience in plan.versions(policy):
            name = file_name(code, version, language, audience=audience)
            yield Sheet("whole", name, language, policy, audience, is_word=True)
        for clause in parts(policy):
            name = file_name(clause.id, version, language)
            yield Sheet("part", name, language, policy, clause=clause)
        for clause in letters(policy):
            name = file_name(clause.id, version, language)
            yield Sheet("letter", name, language, policy, clause=clause)
    language = plan.school.default_language
    yield Sheet("both", file_name(code, version), language, policy)


def parts(policy: Policy) -> list[Clause]:
    """List the parts of a form that are given in by themselves.

    A form of which two clauses or more are signed has several, such as one for parents and one for
    learners: every clause that has fields is one. Any other form is a whole.
    """
    if policy.kind != "form":
        return []
    filled_in = [clause for clause in policy.clauses if _fields(clause)]
    signed = [clause for clause in filled_in if SIGNATURE in _fields(clause)]
    return filled_in if len(signed) > 1 else []


def letters(policy: Policy) -> list[Clause]:
    """List the letters: the texts that somebody signs."""
    if policy.kind != "letters":
        return []
    return [clause for clause in policy.clauses if SIGNATURE in _gaps(clause)]


def _fields(clause: Clause) -> list[str]:
    """List the kinds of a clause's fields."""
    text = next(iter(clause.texts.values()))
    return [each.kind for each in fields.fields(text.body)]


def _gaps(clause: Clause) -> list[str]:
    """List the kinds of the gaps in a clause's sentences."""
    text = next(iter(clause.texts.values()))
    return [found["kind"] for found in GAP.finditer(text.body)]
