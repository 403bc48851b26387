"""Lists: of policies, of clauses with the picture of their references, of what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    policies = plan.register.policies.values()
    return {"policies": policies, "day": plan.day.isoformat(), "calendar": calendar}


def questions(register: Seen, askers: Iterable[Audience]) -> list[Question]:
    """Return the questions of some audiences to which an edition has the answer.

    A clause that gives way to another, by an option or the school's own text, is answered by that.
    """
    answered = []
    for question in all_questions():
        clause = register.instead.get(question.clause, question.clause)
        if question.asker in askers and clause in register.clauses:
            answered.append(Question(question.asker, clause, question.texts))
    return answered


# The clause index


def clauses_page(plan: Plan, clauses: Clauses, page: Page) -> dict[str, object]:
    """Collect what the clause index shows."""
    language, register = page.language, plan.register
    titles = {c.id: clauses.title(c, language) for c in register.clauses.values()}
    in_order = sorted(titles, key=lambda id_: welsh.collation_key(titles[id_], language))
    letters: dict[str, list[str]] = {}
    for id_ in in_order:
        letters.setdefault(welsh.initial(titles[id_], language), []).append(id_)
    return {
        "titles": titles,
        "letters": letters,
        "cited_by": register.cited_by,
    }


def references_page(plan: Plan, clauses: Clauses, page: Page) -> dict[str, object]:
    """Draw which clause cites which."""
    language = page.language
    titles = {c.id: clauses.title(c, language) for c in plan.register.clauses.values()}
    return {"picture": draw(_nodes(plan, titles, language))}


def _nodes(plan: Plan, titles: Mapping[str, str], language: Language) -> list[Node]:
    """Return the clauses as nodes of the picture, or the policies when these are too many."""
    register = plan.register
    linked = set(register.cited_by) | {c.id for c in register.clauses.values() if c.cites}
    if len(linked) <= MAX_NODES:
        return [
            Node(clause.id, titles[clause.id], clause_link(clause.id), clause.cites)
            for clause in register.clauses.values()
        ]
    return [
        Node(
            policy.code,
            plan.policy_title(policy, language),
            to(plan.policy_address(policy.code, language)),
            sorted({id_.partition("-")[0] for clause in policy.clauses for id_ in clause.cites}),
        )
        for policy in register.policies.values()
    ]


# The picture of the cross-references: an arc diagram as accessible SVG. Clauses stand in a column
# in the order of the policies; an arc joins each to what it cites. With more clauses than a reader
# can take in, the policies take their place.

MAX_NODES = 160
ROW = 24
"""Height of a row, in user units: a line of text, and a target for a finger."""
LABEL_WIDTH = 400
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
    cited = {id_ for node in nodes for id_ in node.cites}
    known = {node.id for node in nodes}
    linked = [node for node in nodes if node.id in cited or known.intersection(node.cites)]
    rows = [
        Row(node, index * ROW + ROW // 2, _shortened(f"{node.id} {node.title}"))
        for index, node in enumerate(linked)
    ]
    y_of: Mapping[str, int] = {row.node.id: row.y for row in rows}
    arcs = []
    for row in rows:
        for id_ in row.node.cites:
            if id_ in y_of and id_ != row.node.id:
                arcs.append(_arc(row.y, y_of[id_], len(rows) * ROW))
    return Picture(rows, arcs, LABEL_WIDTH + MAX_REACH + 20, max(ROW, len(rows) * ROW))


def _arc(start: int, end: int, height: int) -> str:
    """Return a half ellipse from the citing row to the cited one."""
    reach = max(24, round(MAX_REACH * abs(end - start) / max(height, 1) * 1.2))
    x = LABEL_WIDTH + 8
    bend = x + min(reach, MAX_REACH) * 4 // 3
    return f"M{x} {start}C{bend} {start} {bend} {end} {x} {end}"


def _shortened(text: str, limit: int = 52) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
