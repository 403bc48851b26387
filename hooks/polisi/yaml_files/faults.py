"""A file of ours held against its model: what is wrong, entry by entry; what is right is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from polisi.model import Located

Place = tuple[str | int, ...]
"""The keys, and numbers of list items, that lead to an entry."""
ONLY_THE_REST = "only the rest"
"""Context in which what is left of a file is validated: what is missing has been said by then."""

MAX_ROUNDS = 11


@dataclass(frozen=True, slots=True)
class Fault:
    """An entry that is not as it should be."""

    place: Place
    kind: str
    """``unknown`` (no such key), ``missing``, or what the entry's type says was expected."""
    words: tuple[str, ...] = ()
    """The words that are allowed here, when only some are."""


class Entry(BaseModel):
    """An entry of a file, or the file itself: unknown keys are mistakes."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        arbitrary_types_allowed=True,
        defer_build=True,  # what only stands in another entry is built with that one alone
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell editors which keys are needed: those whose default is held against their type."""
        described = handler(schema)
        needed = [key for key, about in cls.model_fields.items() if about.validate_default]
        if needed:
            handler.resolve_ref_schema(described)["required"] = needed
        return described


Model = TypeVar("Model", bound=BaseModel)


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


def wrong(kind: str, words: Iterable[str] = ()) -> PydanticCustomError:
    """Make the error of a value that is not what its type expects."""
    return PydanticCustomError("polisi", "expected", {"kind": kind, "words": tuple(words)})


def like(kind: str, pattern: str, example: str) -> tuple[AfterValidator, Any]:
    """Make the parts of a type whose values look alike; ``kind`` names what was expected."""
    expression = re.compile(pattern)

    def check(value: str) -> str:
        if not expression.fullmatch(value):
            raise wrong(kind)
        return value

    return AfterValidator(check), Field(
        json_schema_extra={"pattern": f"^({pattern})$", "examples": [example]}
    )


def validate(model: type[Model], values: object) -> tuple[Model, list[Fault]]:
    """Hold what was read against a model, all of whose keys may be missing or have a default.

    Returns what is right, with the entries that are wrong left out, and those as faults.
    """
    kept, context = values, None
    faults: dict[tuple[Place, str], Fault] = {}
    for _ in range(MAX_ROUNDS):
        try:
            return model.model_validate(kept, context=context), list(faults.values())
        except ValidationError as error:
            said = [_fault(model, each, kept) for each in error.errors(include_url=False)]
        if not faults:  # later rounds find only what lacks a part that was wrong
            faults = {(fault.place, fault.kind): fault for fault in said}
        kept, context = _right(kept, said), ONLY_THE_REST
    return model.model_validate({}, context=ONLY_THE_REST), list(faults.values())


def _right(written: object, faults: Iterable[Fault]) -> object:
    """Leave out of what was read what is wrong; what lacks something is wrong as a whole."""
    places = {fault.place[:-1] if fault.kind == "missing" else fault.place for fault in faults}
    outermost = (place for place in places if not _is_inside(place, places))
    for place in sorted(outermost, key=_from_the_end):
        written = _without(written, place)
    return written


def _is_inside(place: Place, places: set[Place]) -> bool:
    return any(place[:end] in places for end in range(len(place)))


def _from_the_end(place: Place) -> tuple[object, ...]:
    """Sort places so that the numbers of list items hold while one after the other is removed."""
    return tuple((-part, "") if isinstance(part, int) else (0, part) for part in place)


def _fault(model: type[BaseModel], error: Any, kept: object) -> Fault:
    place = _within(kept, error["loc"])
    if place and place[-1] == "[key]" and error["type"] not in ("extra_forbidden", "missing"):
        place = place[:-1]
    match error["type"]:
        case "extra_forbidden":
            return Fault(place, "unknown", keys(model, place[:-1]))
        case "missing":
            return Fault(place, "missing")
        case "polisi":
            return Fault(place, error["ctx"]["kind"], error["ctx"].get("words", ()))
        case "literal_error":
            return Fault(place, "choice", tuple(re.findall(r"'([^']*)'", error["ctx"]["expected"])))
        case another:
            return Fault(place, KINDS.get(another, "text"))


def _within(value: object, place: Place) -> Place:
    """Cut a place off at a value that stands for several: its parts are not in the file."""
    for number, part in enumerate(place):
        if not isinstance(value, dict | list) or (isinstance(value, list) and part == "[key]"):
            return place[:number]
        if isinstance(value, list) and not isinstance(part, int):
            return (*place[:number], value.index(part)) if part in value else place[:number]
        value = value[part] if isinstance(part, int) else dict(value).get(part)
    return place


def keys(model: type[BaseModel], place: Place) -> tuple[str, ...]:
    """Return the keys that a model knows at a place."""
    inner: Any = model
    for part in place:
        fields = getattr(inner, "model_fields", {})
        inner = model_of(fields[part].annotation) if part in fields else inner
    return tuple(getattr(inner, "model_fields", ()))


def model_of(annotation: Any) -> Any:
    """Find the model inside an annotation such as ``dict[str, Role]`` or ``Name | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (model_of(each) for each in get_args(annotation))
    return next((model for model in inner if model), None)


def _without(value: object, place: Place) -> object:
    """Return a mapping or list without the entry at a place, or the nearest one above it."""
    first, rest = (place[0], place[1:]) if place else ("", ())
    if isinstance(value, dict) and place:
        # what is missing has been said
        rows = ((key, _kept(each, rest) if key == first else [each]) for key, each in value.items())
        return {key: kept[0] for key, kept in rows if kept}
    if isinstance(value, list) and isinstance(first, int) and first < len(value):
        return [*value[:first], *_kept(value[first], rest), *value[first + 1 :]]
    return type(value)()  # the place is this value itself


def _kept(entry: object, place: Place) -> list[object]:
    """Return what stays of an entry, if anything: a part of it is at a place, or it is itself."""
    return [_without(entry, place)] if place and isinstance(entry, dict | list) else []


def line_at(written: object, place: Place) -> int:
    """Return the line of an entry of what was read, or of the nearest one above it that is there.

    >>> line_at({Located("roles", 3): {Located("headteacher", 4): Located("x", 5)}}, ("roles", "y"))
    3
    """
    line = 1
    for part in place:
        if isinstance(written, Mapping) and part in written:
            line = next((k.line for k in written if k == part and isinstance(k, Located)), line)
            written = written[part]
        elif isinstance(written, list) and isinstance(part, int) and part < len(written):
            written = written[part]
            line = _first_line(written, line)
        else:
            break
    return line


def _first_line(value: object, default: int) -> int:
    """Return the line of the first word in a value."""
    while isinstance(value, dict | list):
        value = next(iter(value), None)
    return value.line if isinstance(value, Located) else default


def written_at(value: object, place: Place) -> str:
    """Return what stands at a place, as far as it fits into a message."""
    for part in place:
        if isinstance(value, dict | list):
            try:
                value = value[part]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                break
    text = str(value) if isinstance(value, str) else "…"
    return text if len(text) <= 60 else f"{text[:60]}…"
