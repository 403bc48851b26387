"""What a school can fill in: one field for each text and choice, made of the models that validate.

The forms on GitHub and the page ``/edit/`` show the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from polisi.editing import pictures, places, rows, words
from polisi.editing.places import in_language
from polisi.editing.words import Words
from polisi.facts.audiences import all_audiences
from polisi.facts.options import Option, all_options
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say

Control = Literal["line", "lines", "rows", "text", "choice", "choices", "tick", "files"]
IN_FILE = re.compile(r" (?:in|yn) school\.yml\b")
"""Where a message says that something stands; whoever fills in a form sees no file."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something to fill in."""

    key: str
    """Its name among those of a form."""
    control: Control
    labels: Words
    about: Words | None = None
    answers: Mapping[str, Words] | None = None
    """What each answer of a choice is called."""
    needed: bool = False

    @property
    def label(self) -> str:
        """What it is called in both languages at once."""
        return words.joined(self.labels["en"], self.labels["cy"])


def school() -> tuple[Field, ...]:
    """Return a field for each text of ``school.yml`` that is asked for first."""
    return _of_group("places")


def contacts() -> tuple[Field, ...]:
    """Return a field for each text or table of ``school.yml`` that can wait."""
    return _of_group("more")


def of_school_yml() -> tuple[Field, ...]:
    """Return every field that stands for a place of ``school.yml``."""
    return (*school(), *contacts(), *options())


def _of_group(group: str) -> tuple[Field, ...]:
    table = words.table(group)
    return tuple(each for place in table for each in _of_place(place, table[place]))


def options() -> tuple[Field, ...]:
    """Return a field for each option."""
    return tuple(_of_option(option) for option in all_options().values())


def _of_option(option: Option) -> Field:
    answers = {name: value.labels for name, value in option.values.items()}
    labels = {each: f"{option.point}. {option.topics[each]}" for each in LANGUAGES}
    return Field(f"options.{option.key}", "choice", labels, option.questions, answers)


def _of_place(name: str, labels: Words) -> Iterator[Field]:
    place = tuple(name.split("."))
    if name == pictures.BADGE:
        yield Field(name, "files", labels, words.table("fields")["picture-files"])
    elif rows.columns(name):
        yield Field(name, "rows", labels, _of_rows(name))
    elif places.is_list(place):
        yield Field(name, "lines", labels)
    elif places.is_bilingual(place):
        for language in LANGUAGES:
            yield Field(f"{name}.{language}", "line", in_language(labels, language))
    else:
        answers = places.answers(place)
        yield Field(name, "choice" if answers else "line", labels, answers=answers)


def _of_rows(name: str) -> Words:
    """Say how a table is filled in on a form that has no columns."""
    table, found = words.table("fields"), {}
    for language in LANGUAGES:
        parts = []
        for each in rows.columns(name):
            answers = ", ".join(said[language] for said in (each.answers or {}).values())
            label = each.labels[language]
            parts.append(f"{label} ({answers})" if answers else label)
        found[language] = f"{table['row-form'][language]}: {f' {rows.BAR} '.join(parts)}"
    return found


def of_words(key: str, control: Control, needed: bool = False, about: str = "") -> Field:
    """Make a field whose label stands among ``fields``."""
    table = words.table("fields")
    return Field(key, control, table[key], table[about] if about else None, needed=needed)


def of_both(key: str, control: Control, needed: bool = False, about: str = "") -> list[Field]:
    """Make a field for each language."""
    table = words.table("fields")
    explained = table[about] if about else None
    return [
        Field(
            f"{key}.{language}", control, in_language(table[key], language), explained, None, needed
        )
        for language in LANGUAGES
    ]


def audiences() -> Field:
    """Make the field that asks who may read a clause."""
    answers = {
        str(name): {each: say(f"audience.{name}", each) for each in LANGUAGES}
        for name in all_audiences()
    }
    return Field("audience", "choices", words.table("fields")["audience"], None, answers, True)


def called(text: str, language: Language) -> str:
    """Call the places of ``school.yml`` in a message what the forms call them."""
    text = IN_FILE.sub("", text)
    asked = {**words.table("places"), **words.table("more")}
    for place, labels in asked.items():
        for ending, label in _endings(labels):
            text = text.replace(f"“{place}{ending}”", f"“{label[language]}”")
    for column, labels in words.table("columns").items():
        table, _, key = column.partition(".")
        for ending, label in _endings(labels):
            inside = rf"“{table}\.([^”]+?)\.{re.escape(key + ending)}”"
            said = f"“{asked[table][language]}: \\1, {label[language]}”"
            text = re.sub(inside, said, text)
    return text


def _endings(labels: Words) -> Iterator[tuple[str, Words]]:
    """Yield what stands behind the name of a place, with what that is called."""
    yield "", labels
    for language in LANGUAGES:
        yield f".{language}", in_language(labels, language)
