"""The rule for names in Welsh sentences: the word before a name may change it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polisi.checks.references import line_at, texts_of
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document
from polisi.text.shape import PLACEHOLDER
from polisi.words.inflect import IN, last_word
from polisi.words.welsh import AFTER

NAME = re.compile(r"(?:school|local_authority|police)\.name|(roles\.\w+)")
"""Values that are names in a sentence; the others are addresses, numbers or whole phrases."""
WRITTEN_BY_FILTER = {"a": "a", "ac": "a", "â": "â", "ag": "â"}


def check(project: Project) -> Iterator[Problem]:
    """Warn of names that stand bare after a word that mutates them, or after the article.

    The name that the school has now may be one that does not change: the text is for any school.
    """
    for document in project.documents:
        if document.language == "cy":
            yield from _bare(document)


def _bare(document: Document) -> Iterator[Problem]:
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
