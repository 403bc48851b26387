"""Pages that somebody has written and that are no policies: about.md, the home page."""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markupsafe import Markup

from polisi.pages import lists
from polisi.pages.clauses import Clauses
from polisi.pages.plan import Page, Plan
from polisi.pages.templates import Entry, Made
from polisi.text import documents, drafting
from polisi.text.dialect import EXTENSIONS, PageText
from polisi.text.documents import Document
from polisi.words.languages import Language

UNTITLED = re.compile(r"^[ ]*!!! ?([\w-]+)(?=[ ]*$)", re.MULTILINE)
HOME = "index.md"


def written_page(plan: Plan, clauses: Clauses, page: Page) -> Made:
    """Render a page's text, and what stands under the text of a home page."""
    document, language = page.document, page.language
    assert document is not None
    html, contents = _render(document, documents.body(plan.root / document.path), clauses)
    values: dict[str, object] = {
        "problems": clauses.boxes(document.path, language),
        "text": Markup(html),
        "is_home": document.name == HOME,
    }
    if document.name == HOME:
        values |= {
            "problems_of_no_page": _problems_of_no_page(plan, clauses, language),
            "audience": None,
            "questions": lists.questions(plan.register, plan.edition.audiences),
            "news": lists.news(plan),
            "fill": lambda text: plan.school.fill(text, language),
        }
    return Made(values, contents)


def _render(document: Document, text: str, clauses: Clauses) -> tuple[str, list[Entry]]:
    """Convert a page's Markdown to HTML with open places, and list its headings."""
    language = document.language
    # The blank line: a text that starts with a rule (---) is no front matter.
    text = f"\n{text}"
    split = drafting.split(text)
    text = split.preview if clauses.preview else split.published
    text = clauses.filled(clauses.without_hidden_links(document.path, text), language)
    titles = clauses.templates.words(language).note_titles
    text = UNTITLED.sub(lambda note: f'{note[0]} "{titles.get(note[1].lower(), note[1])}"', text)
    markdown: Any = Markdown(extensions=["toc", "fenced_code", *EXTENSIONS, PageText()])
    html = clauses.with_links(document.path, markdown.convert(text))
    contents = [
        Entry(Markup(token["id"]), Markup(token["name"]), token["level"])
        for top in markdown.toc_tokens
        for token in (top, *top["children"])
    ]
    return html, contents


def _problems_of_no_page(plan: Plan, clauses: Clauses, language: Language) -> list[object]:
    """List the problems of what has no page: school.yml, files that can't be read."""
    with_page = {
        document.path
        for document in plan.documents
        if not document.is_policy or document.code in plan.register.policies
    }
    paths = [path for path in clauses.problems if "/" in path or path.endswith(".yml")]
    return [box for path in paths if path not in with_page for box in clauses.boxes(path, language)]
