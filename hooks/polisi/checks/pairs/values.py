"""Rules for the values of ``school.yml`` that stand in both languages: each is in its own, and says
the same as the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from polisi.checks.pairs import languages
from polisi.facts.counterparts import says_language
from polisi.markup import tree
from polisi.markup.later import is_later
from polisi.problems import Problem
from polisi.project import Project
from polisi.school.file import BothWeb
from polisi.school.school import FILE
from polisi.text.pairs.comparison import differences
from polisi.words import detect
from polisi.words.languages import LANGUAGES, Language, other
from polisi.yaml_files.faults import Place

NAMES = ("name", "platform", "learner_platforms", "approved_tools")
"""Entries that are names, which may be of another language than their text."""
ADDRESS = "address"
"""An entry whose streets have the names that they have."""


def check(project: Project) -> Iterator[Problem]:
    """Check each value that school.yml gives in both languages."""
    for place, value in _bilingual(project.school.file, ()):
        line = project.school.line(place)
        name = ".".join(map(_said, place))
        texts: Mapping[Language, str] = {each: str(getattr(value, each)) for each in LANGUAGES}
        is_one = isinstance(_written(project.school.written, place), str)
        found = _address(texts) if isinstance(value, BothWeb) else _words(texts, place, is_one)
        for code, values in found:
            yield Problem(code, FILE, line, values={"name": name, **values})


def _bilingual(node: Any, place: Place) -> Iterator[tuple[Place, BaseModel]]:
    """Yield every value in both languages, with where it stands."""
    if isinstance(node, BaseModel):
        if set(LANGUAGES) <= set(type(node).model_fields):
            yield place, node
        for key in type(node).model_fields:
            if key not in LANGUAGES:
                yield from _bilingual(getattr(node, key), (*place, key))
    elif isinstance(node, Mapping):
        for key, each in node.items():
            yield from _bilingual(each, (*place, str(key)))
    elif isinstance(node, tuple):
        for number, each in enumerate(node):
            yield from _bilingual(each, (*place, number))


def _said(part: str | int) -> str:
    return str(part + 1) if isinstance(part, int) else part


def _written(node: object, place: Place) -> object:
    for part in place:
        if isinstance(node, dict) and isinstance(part, str):
            node = node.get(part)
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            node = node[part]
    return node


Found = tuple[str, dict[str, str]]
"""Code of a rule, and what its message says."""


def _address(texts: Mapping[Language, str]) -> Iterator[Found]:
    """Compare the two addresses of a site: they may differ in all, but not be swapped."""
    english, welsh = texts["en"], texts["cy"]
    for language in LANGUAGES:
        own, there = texts[language], texts[other(language)]
        if says_language(own, other(language)) and not says_language(there, other(language)):
            yield "school-differs", {"english": english, "welsh": welsh}
            return


def _words(texts: Mapping[Language, str], place: Place, is_one: bool) -> Iterator[Found]:
    """Compare two texts; ``is_one`` says that one text stands for both languages."""
    for text in dict.fromkeys(texts.values()):
        if is_later(text) or not any(map(str.isalnum, text)):
            yield "school-unfilled", {"text": text}
    blocks = {language: [tree.label(text)] for language, text in texts.items()}
    is_name = any(key in NAMES for key in place)
    for found in differences(blocks["en"], blocks["cy"]):
        is_turned = found.kind == "people" and found.english and found.welsh
        if is_name and not is_turned:  # a council is no police force
            continue
        values = {"english": ", ".join(found.english) or "–"}
        yield "school-differs", {**values, "welsh": ", ".join(found.welsh) or "–"}
    wrong = [each for each in LANGUAGES if _is_other(texts[each], each)]
    if is_name:
        wrong = wrong if len(wrong) == len(LANGUAGES) else []
    if ADDRESS not in place and not is_one:
        for language in wrong:
            yield f"school-language-{language}", {"text": languages.excerpt(texts[language])}


def _is_other(text: str, language: Language) -> bool:
    """Tell whether a text is in the other language, as a whole or in one of its parts."""
    return detect.language_of(text) == other(language) or bool(languages.misplaced(text, language))
