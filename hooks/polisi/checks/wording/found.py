"""What the rules of this folder find in the parts of a document, as problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document
from polisi.text.parts import Part, parts

Found = tuple[str, int, dict[str, str]]
"""Code of a rule, line of the file, and what the message says."""


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
