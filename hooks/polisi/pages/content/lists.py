"""Lists: of policies, of clauses with the picture of their references, of what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from polisi.facts.questions import Question, all_questions
from polisi.model import Audience, Seen
from polisi.pages.clauses import Clauses
from polisi.pages.html.templates import clause_link, to
from polisi.pages.plan import Page, Plan
from polisi.words import welsh
from polisi.words.languages import Language


def policies_page(plan: Plan, page: Page) -> dict[str, object]:
    """Collect what the list of policies shows."""
    calendar = to(plan.addresses.calendar(page.language)) if plan.any_review else ""
    return {"policies": plan.all_policies, "day": plan.day.isoformat(), "calendar": calendar}


def questions(register: Seen, askers: Iterable[Audience]) -> list[Question]:
    """Return the questions of some audiences to which an edition has the answer.

    A clause that gives way to another, by an option or the school's own text, is answered by that.
    """
    return [
        Question(question.asker, clause.id, question.texts)
        for question in all_questions()
        if question.asker in askers and (clause := register.shown(question.clause))
    ]


# The clause index


def clauses_page(plan: Plan, clauses: Clauses, page: Page) -> dict[str, object]:
    """Collect what the clause index shows."""
    language = page.language
    titles = {clause.id: clauses.title(clause, language) for clause in plan.all_clauses}
    in_order = sorted(titles, key=lambda id_: welsh.collation_key(titles[id_], language))
    letters: dict[str, list[str]] = {}
    for id_ in in_order:
        letters.setdefault(welsh.initial(titles[id_], language), []).append(id_)
    return {"titles": titles, "letters": letters, "cited_by": plan.register.cited_by}


def references_page(plan: Plan, clauses: Clauses, page: Page) -> dict[str, object]:
    """Draw which clause cites which."""
    return {"picture": draw(_nodes(plan, clauses, page.language))}


def _nodes(plan: Plan, clauses: Clauses, language: Language) -> list[Node]:
    """Return the clauses as nodes of the picture, or the policies when there are too many."""
    cited, all_clauses = plan.register.cited_by, plan.all_clauses
    if len({*cited, *(clause.id for clause in all_clauses if clause.cites)}) <= MAX_NODES:
        return [
            Node(clause.id, clauses.title(clause, language), clause_link(clause.id), clause.cites)
            for clause in all_clauses
        ]
    return [
        Node(
            policy.code,
            plan.policy_title(policy, language),
            to(plan.policy_address(policy.code, language)),
            sorted({id_.partition("-")[0] for clause in policy.clauses for id_ in clause.cites}),
        )
        for policy in plan.all_policies
    ]


# The picture of the cross-references: an arc diagram as accessible SVG. Clauses stand in a column
# in the order of the policies; an arc joins each to what it cites. With more clauses than a reader
# can take in, the policies take their place.

MAX_NODES = 160
ROW = 24
"""Height of a row, in user units: a line of text, and a target for a finger."""
LABEL_WIDTH, MAX_LABEL = 400, 52
"""How much room a title has, and how many characters that are."""
MAX_REACH = 240
"""How far an arc bends out."""


@dataclass(frozen=True, slots=True)
class Node:
    """A clause or policy in the picture."""

    id: str
    title: str
    link: str
    cites: Sequence[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A node with its place."""

    node: Node
    y: int
    label: str
    """Its title, shortened to fit."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws; lengths in user units of the SVG."""

    rows: Sequence[Row]
    arcs: Sequence[str]
    """Path data (``d``), one for each reference."""
    width: int
    height: int
    label_width: int = LABEL_WIDTH


def draw(nodes: Sequence[Node]) -> Picture:
    """Lay out the nodes that cite or are cited, and the arcs between them."""
    rows = [
        Row(node, index * ROW + ROW // 2, _shortened(f"{node.id} {node.title}"))
        for index, node in enumerate(_linked(nodes))
    ]
    y_of, height = {row.node.id: row.y for row in rows}, len(rows) * ROW
    arcs = [
        _arc(row.y, y_of[id_], height)
        for row in rows
        for id_ in row.node.cites
        if id_ in y_of and id_ != row.node.id
    ]
    return Picture(rows, arcs, LABEL_WIDTH + MAX_REACH + 20, max(ROW, height))


def _linked(nodes: Sequence[Node]) -> list[Node]:
    """List the nodes that cite another one or are cited."""
    cited = {id_ for node in nodes for id_ in node.cites}
    known = {node.id for node in nodes}
    return [node for node in nodes if node.id in cited or known.intersection(node.cites)]


def _arc(start: int, end: int, height: int) -> str:
    """Return a half ellipse from the citing row to the cited one."""
    reach = max(24, round(MAX_REACH * abs(end - start) / max(height, 1) * 1.2))
    x = LABEL_WIDTH + 8
    bend = x + min(reach, MAX_REACH) * 4 // 3
    return f"M{x} {start}C{bend} {start} {bend} {end} {x} {end}"


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_LABEL else text[: MAX_LABEL - 1].rsplit(" ", 1)[0] + "…"
