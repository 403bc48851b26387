"""The registry of pages: from the name of a kind to what makes its values.

A kind has a row in ``data/pages.yml`` (address, words, place), a function here, and a template in
``overrides/polisi``, all three called alike. What is forgotten, ``problems`` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from polisi.facts.pages import FILE, FROM_FILES, KINDS, faults, page_kinds, without_template
from polisi.pages.clauses import Clauses
from polisi.pages.content import (
    lists,
    redlines,
    reference,
    school,
    signed,
    texts,
    translations,
)
from polisi.pages.content.policy import policy_page, side_by_side_page
from polisi.pages.content.written import audience_page, written_page
from polisi.pages.html.fragments import Fragment
from polisi.pages.html.templates import Entry, Made
from polisi.pages.plan import Page, Plan
from polisi.problems import Problem

Maker = Callable[[Plan, Clauses, Page], Made]
"""Makes what the template of a page shows."""
MAKERS: Mapping[str, Maker] = {
    "policy": policy_page,
    "side-by-side": side_by_side_page,
    "version": texts.text_page,
    "proposed": texts.text_page,
    "redline": redlines.redline_page,
    "audience": audience_page,
    "written": written_page,
    "policies": lambda plan, clauses, page: Made(lists.policies_page(plan, page)),
    "clauses": lambda plan, clauses, page: Made(lists.clauses_page(plan, clauses, page)),
    "references": lambda plan, clauses, page: Made(lists.references_page(plan, clauses, page)),
    "glossary": lambda plan, clauses, page: Made(reference.glossary_page(plan, page.language)),
    "laws": lambda plan, clauses, page: Made(reference.law_page(plan)),
    "contact": lambda plan, clauses, page: Made(school.contact_page(plan, page.language)),
    "options": school.options_page,
    "sources": lambda plan, clauses, page: Made(reference.sources_page(plan, page)),
    "translations": lambda plan, clauses, page: Made(translations.translations_page(plan)),
    "signed": lambda plan, clauses, page: Made(signed.signed_page(plan, clauses, page)),
    "rules": lambda plan, clauses, page: Made(reference.rules_page()),
}
DATA = f"hooks/polisi/data/{FILE}"


@dataclass(frozen=True, slots=True)
class Content:
    """What stands between a page's title and its foot."""

    html: str
    contents: tuple[Entry, ...] = ()
    is_wide: bool = False


def content(plan: Plan, clauses: Clauses, page: Page) -> Content:
    """Make the content of a page. Raises ``BrokenTemplateError``."""
    made = MAKERS[page.kind](plan, clauses, page)
    html = clauses.templates.render(
        f"{page.kind}.html", page.language, page=page, plan=plan, **made.values
    )
    resolve = clauses.resolver(page.address, page.language, page.audience, page.counterpart)
    html = Fragment.of(html).fill(resolve) + made.body
    return Content(html, tuple(made.contents), made.is_wide)


def problems(root: Path) -> Iterator[Problem]:
    """Yield what the registry lacks: a word, an address, a function, a template."""

    def missing(path: str, line: int, kind: str, what: str, where: str) -> Problem:
        values = {"kind": kind, "missing": what, "where": where}
        return Problem("page-kind-incomplete", path, line, values=values)

    for kind in page_kinds().values():
        for what in faults(kind):
            yield missing(DATA, kind.line, kind.name, what, DATA)
        if kind.name not in MAKERS:
            yield missing(DATA, kind.line, kind.name, "MAKERS", KINDS)
    yield from without_template(root)
    for name in MAKERS:
        if name not in FROM_FILES and name not in page_kinds():
            yield missing(KINDS, 1, name, FILE, DATA)
