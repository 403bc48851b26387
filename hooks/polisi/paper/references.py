"""What closes the open places of a text on paper: numbers beside references, addresses."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from polisi.markup import marks
from polisi.pages.clauses import Clauses
from polisi.pages.content import reference
from polisi.pages.html.fragments import Resolver
from polisi.pages.plan import Plan
from polisi.words.languages import Language

SITE = "site:"
"""Begins what leads to an address of the site; ``tree`` puts the whole address in its place."""


def resolver(
    plan: Plan,
    clauses: Clauses,
    language: Language,
    is_here: Callable[[str], bool],
    is_read: bool = False,
) -> Resolver:
    """Return what closes the marks of a text on paper.

    ``is_here`` tells whether a clause stands on the same paper. A reference says the number of the
    clause beside its title, because paper can't be pressed. ``is_read``: nobody fills in its
    fields, which are their words.
    """
    on_page = (clauses.plain_resolver if is_read else clauses.resolver)("", language)

    def resolve(kind: str, value: str) -> str:
        if kind == marks.LINK_MARK:
            return f"{SITE}{value}"
        if kind == marks.TERM_MARK:
            return reference.word(value)
        if kind not in (marks.REFERENCE_MARK, marks.CLAUSE_MARK):
            return on_page(kind, value)
        clause = plan.register.shown(value)
        if clause is None:
            return on_page(kind, value)
        id_ = clause.id
        href = f"#{id_}" if is_here(id_) else SITE + plan.clause_address(id_, language)
        if kind == marks.CLAUSE_MARK:
            return escape(href)
        title = escape(clauses.title(clause, language))
        link = f'<a class="ref" href="{escape(href)}">{title}</a>'
        return f'{link} <span class="number">({id_})</span>'

    return resolve
