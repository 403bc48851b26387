"""What is wrong in ``school.yml``, entry by entry; what is right is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from polisi.school.file import SchoolFile

Place = tuple[str | int, ...]
"""The keys, and numbers of list items, that lead to an entry."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An entry that is not as it should be."""

    place: Place
    kind: str
    """``unknown`` (no such key), ``missing``, or what was expected: ``expected.…`` of the phrases.
    """
    words: tuple[str, ...] = ()
    """The words that are allowed here, when only some are."""


KINDS = {
    "string_type": "text",
    "string_too_long": "short",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "dict_type": "mapping",
    "tuple_type": "list",
    "bool_type": "yes-no",
    "bool_parsing": "yes-no",
    "literal_error": "choice",
}
"""Pydantic's types of error to what was expected."""


def validate(values: Mapping[str, object]) -> tuple[SchoolFile, list[Fault]]:
    """Hold what was read against the model.

    Returns what is right, with the entries that are wrong left out, and those as faults.
    """
    kept: object = _without_empty(values)
    faults: list[Fault] | None = None
    while True:
        try:
            return SchoolFile.model_validate(kept), faults or []
        except ValidationError as error:
            found = [_fault(each, kept) for each in error.errors(include_url=False)]
        if faults is None:  # later rounds find only what lacks a part that was wrong
            unique = {(fault.place, fault.kind): fault for fault in found}
            faults = [replace(f, place=_as_written(values, f.place)) for f in unique.values()]
        wrong = {fault.place[:-1] if fault.kind == "missing" else fault.place for fault in found}
        outermost = (p for p in wrong if not any(p[:end] in wrong for end in range(len(p))))
        for place in sorted(outermost, key=_from_the_end):
            kept = _without(kept, place)


def _without_empty(value: object, place: Place = ()) -> object:
    """Leave out entries without a value, but for those that the model does not know.

    ``{en: finance, staffing, cy: …}`` is YAML for an entry ``staffing`` without a value: what was
    meant as words after a comma is not lost in silence.
    """
    if isinstance(value, dict):
        known = () if _is_table(place) else _keys(place)
        filled = {key: _without_empty(each, (*place, key)) for key, each in value.items()}
        return {
            key: each
            for key, each in filled.items()
            if each not in ("", {}, []) or (known and key not in known)
        }
    if isinstance(value, list):
        return [_without_empty(each, place) for each in value if each != ""]
    return value


def _is_table(place: Place) -> bool:
    """Tell whether the keys of a mapping are the school's own, as those of ``roles`` are."""
    model: Any = SchoolFile
    annotation: Any = None
    for part in place:
        fields = getattr(model, "model_fields", {})
        if part not in fields:
            return False
        annotation = fields[part].annotation
        model = model_of(annotation)
    return get_origin(annotation) is dict


def _from_the_end(place: Place) -> tuple[object, ...]:
    """Sort places so that the numbers of list items hold while one after the other is removed."""
    return tuple((-part, "") if isinstance(part, int) else (0, part) for part in place)


def _as_written(value: object, place: Place) -> Place:
    """Number list items as the file does, which may have empty ones."""
    found: list[str | int] = []
    for part in place:
        if isinstance(value, list) and isinstance(part, int):
            part = [number for number, each in enumerate(value) if each != ""][part]
            value = value[part]
        elif isinstance(value, dict):
            value = value.get(part)
        found.append(part)
    return tuple(found)


def _within(value: object, place: Place) -> Place:
    """Cut a place off at a text that stands for both languages: its parts are not in the file."""
    for number, part in enumerate(place):
        if not isinstance(value, dict | list) or (isinstance(value, list) and part == "[key]"):
            return place[:number]
        value = value[part] if isinstance(part, int) else dict(value).get(part)
    return place


def _fault(error: Any, kept: object) -> Fault:
    place = _within(kept, error["loc"])
    if place[-1] == "[key]" and error["type"] not in ("extra_forbidden", "missing"):
        place = place[:-1]
    match error["type"]:
        case "extra_forbidden":
            return Fault(place, "unknown", _keys(place[:-1]))
        case "missing":
            return Fault(place, "missing")
        case "polisi":
            return Fault(place, error["ctx"]["kind"])
        case "literal_error":
            return Fault(place, "choice", tuple(re.findall(r"'([^']*)'", error["ctx"]["expected"])))
        case other:
            return Fault(place, KINDS.get(other, "text"))


def _keys(place: Place) -> tuple[str, ...]:
    """Return the keys that the model knows at a place."""
    model: Any = SchoolFile
    for part in place:
        fields = getattr(model, "model_fields", {})
        model = model_of(fields[part].annotation) if part in fields else model
    return tuple(getattr(model, "model_fields", ()))


def model_of(annotation: Any) -> Any:
    """Find the model inside an annotation such as ``dict[str, Role]`` or ``Name | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (model_of(each) for each in get_args(annotation))
    return next((model for model in inner if model), None)


def _without(value: object, place: Place) -> object:
    """Return a mapping or list without the entry at a place, or the nearest one above it."""
    first, rest = (place[0], place[1:]) if place else ("", ())
    if isinstance(value, dict) and first in value:
        inner = value[first]
        if rest and isinstance(inner, dict | list):
            return {**value, first: _without(inner, rest)}
        return {key: each for key, each in value.items() if key != first}
    if isinstance(value, list) and isinstance(first, int) and first < len(value):
        inner = value[first]
        kept = [_without(inner, rest)] if rest and isinstance(inner, dict | list) else []
        return [*value[:first], *kept, *value[first + 1 :]]
    return type(value)()  # the place is this value itself
