"""What a school can fill in: one field for each text and choice, made of the models that validate.

The forms on GitHub and the page ``/edit/`` show the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from polisi.editing import pictures, words
from polisi.editing.words import Words
from polisi.facts.audiences import all_audiences
from polisi.facts.options import Option, all_options
from polisi.faults import model_of
from polisi.school.file import SchoolFile
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say

Control = Literal["line", "lines", "text", "choice", "choices", "tick", "files"]
Place = Sequence[str]


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
    """Return a field for each text of ``school.yml`` that forms ask for."""
    return tuple(
        each for place in words.table("places") for each in _of_place(tuple(place.split(".")))
    )


def options() -> tuple[Field, ...]:
    """Return a field for each option."""
    return tuple(_of_option(option) for option in all_options().values())


def _of_option(option: Option) -> Field:
    answers = {name: value.labels for name, value in option.values.items()}
    labels = {each: f"{option.point}. {option.topics[each]}" for each in LANGUAGES}
    return Field(f"options.{option.key}", "choice", labels, option.questions, answers)


def _of_place(place: Place) -> Iterator[Field]:
    labels = words.table("places")[".".join(place)]
    kind = annotation(SchoolFile, place)
    model = model_of(kind)
    if ".".join(place) == pictures.BADGE:
        yield Field(pictures.BADGE, "files", labels, words.table("fields")["picture-files"])
    elif get_origin(kind) is tuple:
        yield Field(".".join(place), "lines", labels)
    elif model is not None and {"en", "cy"} <= model.model_fields.keys():
        for language in LANGUAGES:
            yield Field(f"{'.'.join(place)}.{language}", "line", in_language(labels, language))
    elif kind is bool:
        named = {each: words.table("fields")[f"is-{each}"] for each in ("true", "false")}
        yield Field(".".join(place), "choice", labels, answers=named)
    elif answers := _literals(kind):
        about = place[-1].removeprefix("default_")
        named = {each: words.table("fields")[f"{about}-{each}"] for each in answers}
        yield Field(".".join(place), "choice", labels, answers=named)
    else:
        yield Field(".".join(place), "line", labels)


def in_language(labels: Words, language: Language) -> Words:
    """Say of a field in which language it is to be filled in."""
    ends = words.table("fields")[f"in-{language}"]
    return {each: f"{labels[each]} ({ends[each]})" for each in LANGUAGES}


def annotation(model: type[BaseModel], place: Place) -> Any:
    """Return what a model takes at a place."""
    kind: Any = model
    for key in place:
        inner = kind if _is_model(kind) else model_of(kind)
        if get_origin(_bare(kind)) is dict:
            kind = get_args(_bare(kind))[1]
            continue
        kind = inner.model_fields[key].annotation
    return kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _literals(kind: Any) -> tuple[str, ...]:
    return tuple(map(str, get_args(kind))) if get_origin(kind) is Literal else ()


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
    for place, labels in words.table("places").items():
        text = text.replace(f"“{place}”", f"“{labels[language]}”")
        for each in LANGUAGES:
            label = in_language(labels, each)[language]
            text = text.replace(f"“{place}.{each}”", f"“{label}”")
    return text
