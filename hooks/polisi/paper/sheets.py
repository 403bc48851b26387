"""Which papers an edition has: each policy, form and letter, in each language and in both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from polisi.model import Audience, Clause, Policy
from polisi.pages.papers import file_name, letters, parts
from polisi.pages.plan import Plan
from polisi.words.languages import LANGUAGES, Language

SheetKind = Literal["whole", "both", "part", "letter", "poster"]


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
    for policy in plan.all_policies:
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
