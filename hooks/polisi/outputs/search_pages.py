"""What the search knows of pages that are no policies: those that we make, and written ones.

Each is a group of the search file: a page, and its parts as rows of id, title, text and what the
part is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from polisi.facts import terms
from polisi.facts.laws import all_platforms
from polisi.markup.drafting import without_drafting
from polisi.markup.marks import NOTE_MARK, TERM_MARK
from polisi.model import Passage, Policy
from polisi.pages.clauses import Clauses
from polisi.pages.content import reference, school
from polisi.pages.html.fragments import Fragment
from polisi.pages.plan import Page, Plan
from polisi.text import reading
from polisi.text.documents import Document
from polisi.words.languages import Language
from polisi.words.phrases import of_kind, say

Row = list[object]
PASSAGE, MEANING = -1, -2
"""A part of a text, and what only says what a word means, which is seldom the answer."""


def from_root(plan: Plan, address: str) -> str:
    """Return an address as a link from the root of the site; a home page's is empty."""
    link = plan.addresses.link("", address)
    return link.removeprefix("./")


def kind_word(policy: Policy, language: Language) -> str:
    """Return what a document is called beside its title: a policy, a form or letters."""
    return say(of_kind("policy.title", policy.kind), language)


def pages(plan: Plan, clauses: Clauses, language: Language) -> Iterator[dict[str, object]]:
    """Yield every page of a language that is no policy: the written ones first."""
    others = [page for page in plan.pages if page.language == language and not page.policy]
    for page in others:
        if page.document:
            yield _written(plan, clauses, page, page.document)
    for page in others:
        if not page.document:
            yield _made(plan, page)


def _made(plan: Plan, page: Page) -> dict[str, object]:
    """Return a page that we make; the glossary with its terms, platforms with their ages."""
    rows: list[Row] = []
    text = page.summary
    if page.kind == "glossary":
        rows = list(_terms(page.language))
    elif page.kind == "laws":
        rows = list(_platforms(page.language))
    elif page.kind == "contact":
        text = "\n".join((text, *_people(plan, page.language)))
    return _group(plan, page, text, rows)


def _written(plan: Plan, clauses: Clauses, page: Page, document: Document) -> dict[str, object]:
    """Return a page that somebody has written, with its sections."""
    text = page.summary
    if document.preamble.strip():
        text = f"{text}\n{_plain(plan, clauses, document, document.preamble)}"

    def row(passage: Passage) -> Row:
        title = plan.school.fill(passage.title, document.language)
        return [passage.id, title, _plain(plan, clauses, document, passage.body), PASSAGE]

    return _group(plan, page, text, [row(passage) for passage in document.passages])


def _group(plan: Plan, page: Page, text: str, rows: list[Row]) -> dict[str, object]:
    return {
        "code": "",
        "kind": "",
        "title": page.title,
        "text": text,
        "at": {"": from_root(plan, page.address)},
        "parts": rows,
    }


def _terms(language: Language) -> Iterator[Row]:
    for term in terms.all_terms().values():
        if term.meanings:
            yield [f"term-{term.key}", term.words[language].term, term.meanings[language], MEANING]


def _platforms(language: Language) -> Iterator[Row]:
    """Yield each platform, with the age that it asks for; all of them stand in one table."""
    for platform in all_platforms().values():
        names = " / ".join((platform.name, *platform.former_names))
        yield ["platforms", names, platform.age_notes.get(language, ""), MEANING]


def _people(plan: Plan, language: Language) -> Iterator[str]:
    """Yield who can be reached on the contact page, a line each."""
    shown: Mapping[str, Any] = school.contact_page(plan, language)
    yield from filter(None, shown["details"].values())
    for title, role in shown["posts"]:
        yield ", ".join(filter(None, (title, role.name, role.telephone, role.email)))
    for line in shown["helplines"]:
        yield getattr(line.name, language)


def _plain(plan: Plan, clauses: Clauses, document: Document, markdown: str) -> str:
    """Return the plain text of a part of a page that somebody has written."""
    words = clauses.templates.words(document.language)

    def said(kind: str, value: str) -> str:
        if kind == TERM_MARK:
            return reference.word(value)
        if kind == NOTE_MARK:
            return words.note_titles.get(value, value)
        clause = plan.register.shown(value)
        return clauses.title(clause, document.language) if clause else ""

    text = reading.read(without_drafting(markdown), document.language).plain
    return Fragment.of(clauses.values(document.language).in_words(text)).fill(said)
