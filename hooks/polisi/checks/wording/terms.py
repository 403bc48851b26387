"""The rules for words: one thing is called one thing, and a Welsh name has the form it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polisi.checks.references import line_at, texts_of
from polisi.facts.terms import accepted, all_terms, forms
from polisi.markup.syntax import PLACEHOLDER, without_addresses
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document
from polisi.text.term_patterns import avoided
from polisi.words.inflect import IN, last_word
from polisi.words.languages import LANGUAGES, Language
from polisi.words.welsh import AFTER

NAME = re.compile(r"(?:school|local_authority|police)\.name|(roles\.\w+)")
"""Values that are names in a sentence; the others are addresses, numbers or whole phrases."""
WRITTEN_BY_FILTER = {"a": "a", "ac": "a", "â": "â", "ag": "â"}


def check(project: Project) -> Iterator[Problem]:
    """Run both rules, each a warning."""
    yield from _avoided(project)
    for document in project.documents:
        if document.language == "cy":
            yield from unmutated(document)


def _avoided(project: Project) -> Iterator[Problem]:
    """Warn of words for which the term bank has another, in what readers see.

    A school's own text may use the words that it has chosen for itself (``own_terms``).
    """
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


def unmutated(document: Document) -> Iterator[Problem]:
    """Warn of names that stand bare after a word that mutates them, or after the article.

    The name that the school has now may be one that does not change: the text is for any school.
    """
    fields = [("", text, text.line) for text in (document.title, document.summary)]
    for clause, text, first in (*fields, *texts_of(document)):
        for found in PLACEHOLDER.finditer(text) if "{{" in text else ():
            name = NAME.fullmatch(found[1])
            if not name or found[2]:
                continue
            word = last_word(text[: found.start()])[1]
            if filter_ := _filter(word.lower(), is_post=bool(name[1])):
                values = {"word": word, "placeholder": found[0]}
                values["use"] = f"{word} {{{{ {found[1]} | {filter_} }}}}"
                at = line_at(text, found.start(), first)
                yield Problem("mutation-bare", document.path, at, clause, values)


def _filter(word: str, is_post: bool) -> str:
    """Return the filter that a name needs after a word, or an empty string."""
    if is_post and (word in ("y", "yr") or word.endswith(("'r", "’r"))):
        return "y"
    if not is_post and word in IN:  # before a post it is mostly "as": yn bennaeth
        return "yn"
    return WRITTEN_BY_FILTER.get(word) or AFTER.get(word, "")
