"""The rules for terms: one thing is called one thing, in each language."""

from __future__ import annotations

from collections.abc import Iterator

from polisi.checks.references import line_at
from polisi.facts.terms import accepted, all_terms, forms
from polisi.problems import Problem
from polisi.project import Project
from polisi.school.school import FILE
from polisi.text.documents import Document
from polisi.text.term_patterns import avoided, without_addresses
from polisi.words.languages import LANGUAGES, Language


def check(project: Project) -> Iterator[Problem]:
    """Warn of words for which the term bank has another, in what readers see.

    A school's own text may use the words that it has chosen for itself (``own_terms``).
    """
    yield from _unknown(project)
    own = {language: _own_forms(project, language) for language in LANGUAGES}
    for document in project.documents:
        pair = project.pairs[document.name]
        if "en" in pair and "term-avoided" in pair["en"].allow:
            continue
        for clause, text, first in _texts(document):
            written = project.register.clauses.get(clause)
            if not (written and "term-avoided" in written.allow):
                may = own[document.language] if document.is_own else frozenset()
                yield from _found(document, clause, text, first, may)


def _unknown(project: Project) -> Iterator[Problem]:
    """Warn of an own term that the bank does not avoid: it is misspelt, or has no effect."""
    for number, word in enumerate(project.school.file.own_terms):
        if not any(accepted([word], language) for language in LANGUAGES):
            at = project.school.line(("own_terms", number))
            yield Problem("own-term-unknown", FILE, at, values={"word": word})


def _own_forms(project: Project, language: Language) -> frozenset[str]:
    words = accepted(project.school.file.own_terms, language)
    return frozenset(form.lower() for form in forms(words, language))


def _texts(document: Document) -> Iterator[tuple[str, str, int]]:
    """Yield what readers see of a document, with its clause id and the line where it starts."""
    for text in (document.title, document.summary):
        yield "", text, text.line
    yield "", document.preamble, document.body_line
    for passage in document.passages:
        clause = passage.id if passage.is_clause else ""
        yield clause, f"{passage.title}\n{passage.body}", passage.line


def _found(
    document: Document, clause: str, text: str, first: int, may: frozenset[str]
) -> Iterator[Problem]:
    language = document.language
    for found, key in avoided(language).find(without_addresses(text).lower()):
        words = all_terms()[key].words[language]
        word = " ".join(text[found.start() : found.end()].split())
        if word.lower().replace("’", "'") in may:
            continue
        values = {"word": word, "use": " / ".join(words.both)}
        at = line_at(text, found.start(), first)
        yield Problem("term-avoided", document.path, at, clause, values)
