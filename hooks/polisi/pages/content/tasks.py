"""What an audience comes for: questions and the start of each answer, documents, people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from polisi.model import Audience, Policy
from polisi.pages.clauses import Clauses
from polisi.pages.content import lists, school
from polisi.pages.plan import Page, Plan
from polisi.school.school import dialled
from polisi.words.languages import Language

SENTENCE = re.compile(r"""[.!?][”"’']?(?=\s+[“"‘']?[^\W\d_a-zâêîôûŵŷ]|\s*$)""")
"""The end of a sentence: what follows starts with a capital, or nothing follows."""
MOST_OF_ANSWER = 240
"""Characters of the start of an answer; a sentence that is longer is cut between two words."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the start of its answer."""

    text: str
    answer: str
    clause: str
    """Id of the clause that answers it."""
    address: str


@dataclass(frozen=True, slots=True)
class Document:
    """A policy, form or letters, as an audience sees it."""

    title: str
    summary: str
    address: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to ask."""

    title: str
    telephone: str
    dialled: str
    """The number as a telephone dials it."""
    email: str


@dataclass(frozen=True, slots=True)
class Tasks:
    """What the page of an audience shows."""

    questions: list[Answered]
    documents: list[Document]
    """What is theirs above all: the short one, a code or a quick guide, first."""
    shared: list[Document]
    """Policies for everybody of which they see a part."""
    forms: list[Document]
    contacts: list[Contact]
    policies: list[tuple[Document, list[tuple[str, str]]]]
    """Every clause that they see (id, title), by policy."""


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, or as much of it as has room."""
    end = SENTENCE.search(text)
    first = text[: end.end()] if end else text
    if len(first) <= MOST_OF_ANSWER:
        return first
    return first[:MOST_OF_ANSWER].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def tasks(plan: Plan, clauses: Clauses, audience: Audience, page: Page) -> Tasks:
    """Collect what an audience comes for, in the language of a page."""
    language = page.language
    every = _by_policy(plan, clauses, audience, language)
    documents = {code: document for code, document, _ in every}

    def listed(whose: Audience | None, *kinds: str) -> list[Document]:
        found = [documents.get(each.code) for each in plan.order.of(whose, kinds)]
        return [each for each in found if each]

    own = listed(audience, "policy")
    shared = listed(None, "policy")
    return Tasks(
        questions=[
            Answered(
                question.texts[language],
                first_sentence(clauses.clause(question.clause, language).text),
                question.clause,
                plan.clause_address(question.clause, language, audience),
            )
            for question in lists.questions(plan.register, [audience])
        ],
        documents=own or shared,
        shared=shared if own else [],
        forms=_forms(plan, audience, documents),
        contacts=_contacts(plan, language),
        policies=[(document, shown) for _, document, shown in every],
    )


def _forms(plan: Plan, audience: Audience, documents: dict[str, Document]) -> list[Document]:
    """List the forms and letters of which an audience sees at least half; its own come first."""
    readers = plan.order.main_readers
    forms = [
        policy
        for policy in plan.all_policies
        if policy.kind != "policy" and plan.order.share(policy.code, audience) >= 0.5
    ]
    forms.sort(key=lambda policy: readers[policy.code] != audience)
    return [documents[policy.code] for policy in forms]


def _contacts(plan: Plan, language: Language) -> list[Contact]:
    """List the school, and the posts that a reader can write to or ring."""

    about = plan.school
    telephone, email = (about.said(f"contact.{key}", language) for key in ("telephone", "email"))
    contacts = [Contact(about.name(language), telephone, dialled(telephone), email)]
    for title, role in school.posts(about.roles, language):
        number = role.telephone or ""
        contacts.append(Contact(title, number, dialled(number), role.email or ""))
    return [contact for contact in contacts if contact.telephone or contact.email]


def _by_policy(
    plan: Plan, clauses: Clauses, audience: Audience, language: Language
) -> list[tuple[str, Document, list[tuple[str, str]]]]:
    """List what an audience sees of each policy: code, document, its clauses (id, title).

    What the audience sees the greatest part of comes first; forms and letters come last.
    """

    def place(policy: Policy) -> tuple[bool, float]:
        return policy.kind != "policy", -plan.order.share(policy.code, audience)

    found = []
    for policy in sorted(plan.all_policies, key=place):
        shown = [
            (clause.id, clauses.title(clause, language))
            for clause in policy.clauses
            if audience in clause.audiences
        ]
        if shown:
            document = Document(
                plan.policy_title(policy, language),
                plan.policy_summary(policy, language),
                plan.policy_address(policy.code, language, audience),
            )
            found.append((policy.code, document, shown))
    return found
