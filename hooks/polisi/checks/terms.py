"""The rule for terms: one thing is called one thing, in each language."""

from __future__ import annotations

from collections.abc import Iterator

from polisi.checks.references import line_at
from polisi.facts.terms import all_terms
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document
from polisi.text.term_patterns import avoided, without_addresses


def check(project: Project) -> Iterator[Problem]:
    """Warn of words for which the term bank has another, in what readers see."""
    for document in project.documents:
        pair = project.pairs[document.name]
        if "en" in pair and "term-avoided" in pair["en"].allow:
            continue
        for clause, text, first in _texts(document):
            written = project.register.clauses.get(clause)
            if not (written and "term-avoided" in written.allow):
                yield from _found(document, clause, text, first)


def _texts(document: Document) -> Iterator[tuple[str, str, int]]:
    """Yield what readers see of a document, with its clause id and the line where it starts."""
    for text in (document.title, document.summary):
        yield "", text, text.line
    yield "", document.preamble, document.body_line
    for passage in document.passages:
        clause = passage.id if passage.is_clause else ""
        yield clause, f"{passage.title}\n{passage.body}", passage.line


def _found(document: Document, clause: str, text: str, first: int) -> Iterator[Problem]:
    language = document.language
    for found, key in avoided(language).find(without_addresses(text).lower()):
        words = all_terms()[key].words[language]
        word = text[found.start() : found.end()]
        values = {"word": " ".join(word.split()), "use": " / ".join(words.both)}
        at = line_at(text, found.start(), first)
        yield Problem("term-avoided", document.path, at, clause, values)
