"""Pages that somebody has written and that are no policies, and the page of an audience."""

from __future__ import annotations

from html import escape

from markdown.extensions.toc import slugify, unique
from markupsafe import Markup

from polisi.facts.pages import is_reserved
from polisi.pages.clauses import Clauses
from polisi.pages.content import lists, tasks
from polisi.pages.html.templates import Entry, Made
from polisi.pages.news import news
from polisi.pages.plan import Page, Plan
from polisi.policies.editions import HOME
from polisi.text.documents import Document
from polisi.words.languages import Language

MOST_NEWS = 3
"""How much of what is new the home page shows."""


def written_page(plan: Plan, clauses: Clauses, page: Page) -> Made:
    """Render a page's text, and what stands under the text of a home page."""
    document, language = page.document, page.language
    assert document is not None
    html, contents = _render(document, clauses)
    values: dict[str, object] = {
        "problems": clauses.boxes(document.path, language),
        "text": Markup(html),
        "is_home": document.name == HOME,
    }
    if document.name == HOME:
        only = plan.edition.audiences
        values |= {
            "problems_of_no_page": _problems_of_no_page(plan, clauses, language),
            "audience": None,
            "tasks": tasks.tasks(plan, clauses, only[0], page) if len(only) == 1 else None,
            "questions": lists.questions(plan.register, only),
            "news": news(plan)[:MOST_NEWS],
            "feeds": plan.feeds(language) if len(only) > 1 else [],
            "fill": lambda text: plan.school.fill(text, language),
        }
    return Made(values, contents)


def audience_page(plan: Plan, clauses: Clauses, page: Page) -> Made:
    """Show what an audience comes for."""
    assert page.audience is not None
    return Made({"tasks": tasks.tasks(plan, clauses, page.audience, page)})


def _render(document: Document, clauses: Clauses) -> tuple[str, list[Entry]]:
    """Convert a page's Markdown to HTML with open places, and list its headings."""

    def ready(text: str) -> str:
        return clauses.text(text, document.path, document.language)

    parts, contents = [ready(document.preamble)], []
    used = {passage.id for passage in document.passages}
    for passage in document.passages:
        title = ready(passage.title).removeprefix("<p>").removesuffix("</p>")
        id_ = escape(passage.id or _made_id(passage.title, used, document.name == HOME))
        used.add(id_)
        parts.append(f'<h{passage.level} id="{id_}">{title}</h{passage.level}>')
        parts.append(ready(passage.body))
        contents.append(Entry(Markup(id_), Markup(title), passage.level))
    return "\n".join(filter(None, parts)), contents


def _made_id(title: str, used: set[str], is_home: bool) -> str:
    """Make an id of a heading's words that nothing else of the page has."""
    made = slugify(title, "-") or "section"
    made = f"{made}_1" if is_reserved(made, is_home=is_home) else made
    return unique(made, used)


def _problems_of_no_page(plan: Plan, clauses: Clauses, language: Language) -> list[object]:
    """List the problems that no other page shows: of school.yml, and of what makes no page."""
    with_page = {document.path for document in plan.policy_documents.values()}
    with_page.update(document.path for _, document in plan.written_pages)
    places = [each for each in clauses.problems if each not in {*with_page, *plan.register.clauses}]
    return [box for place in places for box in clauses.boxes(place, language)]
