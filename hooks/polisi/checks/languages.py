"""Rules for languages: each text is in its own, and no text stands in both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pycld2

from polisi.model import Passage
from polisi.problems import Problem, at
from polisi.project import Project
from polisi.text.shape import LINK, PLACEHOLDER
from polisi.words.languages import LANGUAGES, Language, other

MIN_WORDS = 4
"""On shorter texts language detection guesses."""
MAX_OTHER_PERCENT = 40
"""So much of a text may be in the other language (names of Acts, of platforms)."""

FUNCTION_WORDS: dict[Language, frozenset[str]] = {
    "en": frozenset("the of and to is you your are that for with be this it must they".split()),
    "cy": frozenset("yn yr mae ac chi eich gan wrth sy'n fel neu ei'r i'r o'r a'r yw nad".split()),
}
"""Words that stand in one of the languages and not in the other; they settle most texts fast."""

Texts = Mapping[Language, Passage]
WORD = re.compile(r"[^\W_]")


def check(project: Project) -> Iterator[Problem]:
    """Check the languages of every clause that has both texts."""
    for clause in project.register.clauses.values():
        if len(clause.texts) == len(LANGUAGES) and all(
            WORD.search(passage.body) for passage in clause.texts.values()
        ):
            for problem in of_pair(clause.texts):
                if problem.code not in clause.allow:
                    yield problem


def of_pair(texts: Texts) -> Iterator[Problem]:
    """Check the languages of two texts that are not empty."""
    plain = {language: _plain(passage.body) for language, passage in texts.items()}
    words = {language: text.lower().split() for language, text in plain.items()}
    if len(words["en"]) >= MIN_WORDS and words["en"] == words["cy"]:
        yield at(texts["cy"], "text-identical", {"id": texts["cy"].id})
        return
    for language, text in plain.items():
        if _is_titled_in_other_language(texts[language].title, language) or (
            len(words[language]) >= MIN_WORDS
            and not _is_settled(set(words[language]), language)
            and _is_in_other_language(text, language)
        ):
            yield at(texts[language], f"text-language-{language}")


def _plain(body: str) -> str:
    """Take out of a text what belongs to no language."""
    if "{{" in body:
        body = PLACEHOLDER.sub(" ", body)
    if "](" in body or "<" in body:
        body = LINK.sub(" ", body)
    return body


def _is_settled(words: set[str], language: Language) -> bool:
    """Tell whether function words leave no doubt of a text's language."""
    return len(words & FUNCTION_WORDS[language]) >= 3 and words.isdisjoint(
        FUNCTION_WORDS[other(language)]
    )


def _is_titled_in_other_language(title: str, language: Language) -> bool:
    """Tell whether function words leave no doubt of it; a title is too short to guess from."""
    words = set(title.lower().split())
    foreign = words & FUNCTION_WORDS[other(language)]
    return len(foreign) >= 2 and words.isdisjoint(FUNCTION_WORDS[language])


def _is_in_other_language(text: str, language: Language) -> bool:
    """Tell whether a text is in the other language, or more of it than names can account for."""
    try:
        _, _, details = pycld2.detect(text, bestEffort=True)
    except pycld2.error:  # characters that it can't take; the page shows them well enough
        return False
    shares: dict[str, int] = {code: percent for _, code, percent, _ in details}
    is_top = next(iter(shares), "") == other(language)
    return is_top or shares.get(other(language), 0) >= MAX_OTHER_PERCENT
