"""What rules find in a passage, or in the parts of a document, as problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from polisi.model import Passage
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document
from polisi.text.parts import Part, parts

Found = tuple[str, int, dict[str, str]]
"""Code of a rule, line of the file, and what the message says."""


def at(
    passage: Passage, code: str, values: Mapping[str, str] | None = None, line: int = 0
) -> Problem:
    """Make a problem of a passage, at its heading or another line of the file."""
    clause = passage.id if passage.is_clause else ""
    return Problem(code, passage.path, line or passage.line, clause, values or {})


def problems(
    document: Document, project: Project, of_part: Callable[[Part], Iterator[Found]]
) -> Iterator[Problem]:
    """Yield what is found in each part of a document, but for what its clause or page allows."""
    pair = project.pairs[document.name]
    page_allows = pair["en"].allow if "en" in pair else {}
    for part in parts(document):
        clause = project.register.clauses.get(part.clause)
        allowed = clause.allow if clause else page_allows
        for code, line, values in of_part(part):
            if code not in allowed:
                yield Problem(code, document.path, line, part.clause, values)
