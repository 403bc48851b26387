"""What the model of ``school.yml`` takes at a place, for the fields that ask for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from polisi.editing import words
from polisi.editing.words import Words
from polisi.school.file import SchoolFile
from polisi.words.languages import LANGUAGES, Language
from polisi.yaml_files.faults import model_of

Place = Sequence[str]
BOTH = {*LANGUAGES}


def annotation(place: Place) -> Any:
    """Return the type of what stands at a place; an entry of a list needs no number."""
    kind: Any = SchoolFile
    for key in place:
        inner = kind if _is_model(kind) else model_of(kind)
        if get_origin(_bare(kind)) is dict:
            kind = get_args(_bare(kind))[1]
            continue
        kind = inner.model_fields[key].annotation
    return kind


def is_bilingual(place: Place) -> bool:
    """Tell whether both languages of a text stand at a place."""
    model = model_of(annotation(place))
    return model is not None and model.model_fields.keys() >= BOTH


def is_list(place: Place) -> bool:
    """Tell whether several stand at a place, one after the other."""
    return get_origin(annotation(place)) is tuple


def answers(place: Place) -> Mapping[str, Words] | None:
    """Return what each answer is called, where only some are taken."""
    kind, table = annotation(place), words.table("fields")
    if kind is bool:
        return {each: table[f"is-{each}"] for each in ("true", "false")}
    about = place[-1].removeprefix("default_")
    return {each: table[f"{about}-{each}"] for each in _literals(kind)} or None


def address(text: str) -> str:
    """Return an address as it is followed: people leave out how it begins."""
    return f"https://{text}" if re.fullmatch(r"www\.\S+", text) else text


def in_language(labels: Words, language: Language) -> Words:
    """Say of a field in which language it is to be filled in."""
    ends = words.table("fields")[f"in-{language}"]
    return {each: f"{labels[each]} ({ends[each]})" for each in LANGUAGES}


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _literals(kind: Any) -> tuple[str, ...]:
    """Return the words that a type takes, if it takes only some; none counts as no word."""
    found = next((each for each in (kind, *get_args(kind)) if get_origin(each) is Literal), None)
    return tuple(map(str, get_args(found)))
