"""The model of ``school.yml``: what may stand in it, and the JSON schema that editors read.

Every entry may be missing: a text that needs it says so. What is there has to be right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    create_model,
)
from pydantic_core import PydanticCustomError

from polisi.options import all_options

MAX_NAME, MAX_TEXT = 120, 500
"""Characters. A longer name breaks headers, tables and the titles of windows."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"


def _like(kind: str, pattern: str, example: str) -> tuple[AfterValidator, Any]:
    """Make the parts of a type whose values look alike; ``kind`` names what was expected."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise PydanticCustomError("polisi", "expected", {"kind": kind})
        return value

    return AfterValidator(check), Field(
        json_schema_extra={"pattern": f"^({pattern})$", "examples": [example]}
    )


def _iso(value: object) -> object:
    """Take a date in the one form that sorts and means the same everywhere."""
    try:
        if isinstance(value, str) and re.fullmatch(ISO_DATE, value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("polisi", "expected", {"kind": "date"})


def _one_line(value: str) -> str:
    """Put a text on one line: it stands inside sentences, titles and tables."""
    return " ".join(value.split())


def _both(value: object) -> object:
    """Let one text stand for both languages."""
    return {"en": value, "cy": value} if isinstance(value, str) else value


_TELEPHONE = _like("telephone", r"(\+|\()?[0-9][0-9 ()-]{5,18}[0-9]|[0-9]{3,6}", "01632 960 001")
_EMAIL = _like("email", r"[^@\s<>\"',;:]+@[^@\s<>\"',;:.]+(\.[^@\s<>\"',;:.]+)+", "a@b.cymru")
_WEB = _like("web", r"https?://[^\s<>\"']+\.[^\s<>\"']+", "https://www.llyw.cymru/")
_LOGO = _like("logo", r"assets/[\w./-]+\.(svg|png|webp|jpe?g)", "assets/logo.svg")
_KEY = _like("key", r"[a-z][a-z0-9_]*", "head_of_year")
_CODE = _like("code", r"[A-Z]{2,4}", "SM")
_VERSION = _like("version", r"\d+\.\d+\.\d+", "1.0.0")
Text = Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(_one_line)]
ShortText = Annotated[str, Field(max_length=MAX_NAME), AfterValidator(_one_line)]
Telephone = Annotated[str, *_TELEPHONE]
Email = Annotated[str, *_EMAIL]
Web = Annotated[str, *_WEB]
Key = Annotated[str, *_KEY]
Code = Annotated[str, *_CODE]
Version = Annotated[str, *_VERSION]
IsoDate = Annotated[
    date,
    BeforeValidator(_iso, json_schema_input_type=Annotated[str, Field(pattern=ISO_DATE)]),
]


class Entry(BaseModel):
    """An entry of the file: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Bilingual(Entry):
    """A text in both languages."""

    en: Text
    cy: Text


class Name(Entry):
    """A name in both languages."""

    en: ShortText
    cy: ShortText


class BothWeb(Entry):
    """The address of a site or page in both languages."""

    en: Web
    cy: Web


Texts = Annotated[Bilingual, BeforeValidator(_both, json_schema_input_type=Text | Bilingual)]
Names = Annotated[Name, BeforeValidator(_both, json_schema_input_type=ShortText | Name)]
Webs = Annotated[BothWeb, BeforeValidator(_both, json_schema_input_type=Web | BothWeb)]


class Logo(Entry):
    """The school's badge, and what it says to those who can't see it."""

    file: Annotated[str, *_LOGO] = Field(description="below docs/ / o dan docs/")
    en: ShortText
    cy: ShortText


class SchoolEntry(Entry):
    """Who the school is."""

    name: Name | None = None
    logo: Logo | None = None


class Contact(Entry):
    """How to reach the school."""

    address: Texts | None = None
    email: Email | None = None
    telephone: Telephone | None = None
    website: Webs | None = None


class Role(Name):
    """What the holder of a post is called, and how to reach them; no person's name is needed."""

    feminine: bool = Field(default=False, description="Welsh gender of the title / cenedl y teitl")
    name: ShortText | None = None
    email: Email | None = None
    telephone: Telephone | None = None


class Organisation(Entry):
    """A body outside the school."""

    name: Names
    telephone: Telephone | None = None
    website: Webs | None = None


class Helpline(Organisation):
    """Where somebody can turn to for help."""

    about: Texts | None = None


class Account(Entry):
    """An official account of the school."""

    platform: ShortText
    name: ShortText
    website: Webs
    visibility: Literal["public", "restricted"] | None = None


class Adoption(Entry):
    """The governing body's decision on a policy."""

    version: Version
    date: IsoDate
    by: Texts
    minute: ShortText | None = None
    review: IsoDate | None = None


class Forms(Entry):
    """A school's own corrections of the mutated forms of a name."""

    meddal: ShortText | None = None
    trwynol: ShortText | None = None
    llaes: ShortText | None = None


def _options() -> type[Entry]:
    """Make the model of ``options:`` from ``options.yml``."""
    fields: dict[str, Any] = {
        option.key: (
            Literal[tuple(option.values)],
            Field(
                default=option.default,
                description=f"{option.questions['en']} / {option.questions['cy']}",
            ),
        )
        for option in all_options().values()
    }
    return create_model("Options", __base__=Entry, **fields)


Options = _options()


class SchoolFile(Entry):
    """``school.yml`` as a whole."""

    default_language: Literal["en", "cy"] = Field(
        default="en", description="Language at the root of the site / Iaith prif gyfeiriad y wefan"
    )
    site_address: Web | None = Field(
        default=None,
        description="Where the site is published / Lle mae'r wefan yn cael ei chyhoeddi",
    )
    school: SchoolEntry = SchoolEntry()
    contact: Contact = Contact()
    local_authority: Organisation | None = None
    roles: dict[Key, Role] = {}
    official_accounts: tuple[Account, ...] = ()
    learner_platforms: tuple[Names, ...] = ()
    approved_tools: tuple[Names, ...] = ()
    monitored_hours: Texts | None = None
    police: Organisation | None = None
    helplines: tuple[Helpline, ...] = ()
    options: Options = Options()  # type: ignore[valid-type]
    adoption: dict[Code, Adoption] = {}
    forms: dict[ShortText, Forms] = {}


def json_schema() -> str:
    """Return the JSON schema of ``school.yml`` for editors."""
    schema = {"$schema": DIALECT, **_loosened(SchoolFile.model_json_schema())}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _loosened(node: Any) -> Any:
    """Allow for YAML's own types: to an editor ``3`` is a number, and an entry left empty null."""
    if isinstance(node, list):
        return [_loosened(each) for each in node]
    if not isinstance(node, dict):
        return node
    loose = {key: _loosened(value) for key, value in node.items()}
    if "enum" in loose:
        loose["enum"] += [int(value) for value in loose["enum"] if value.isdigit()]
        del loose["type"]
    elif loose.get("type") == "string" and re.search(loose.get("pattern", ""), "0163296001"):
        loose["type"] = ["string", "number"]
    if isinstance(loose.get("patternProperties"), dict):
        loose["additionalProperties"] = False
    optional = loose.get("properties", {}).keys() - set(loose.get("required", ()))
    for key in optional if loose.get("type") == "object" else ():
        about = loose["properties"][key]
        if {"type": "null"} not in about.get("anyOf", ()):
            kept = {"description": about["description"]} if "description" in about else {}
            loose["properties"][key] = {**kept, "anyOf": [about, {"type": "null"}]}
    return loose


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


def _without_empty(value: object) -> object:
    """Leave out entries without a value: they are as good as not there."""
    if isinstance(value, dict):
        filled = {key: _without_empty(each) for key, each in value.items()}
        return {key: each for key, each in filled.items() if each not in ("", {}, [])}
    if isinstance(value, list):
        return [_without_empty(each) for each in value if each != ""]
    return value


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
        if not isinstance(value, dict | list):
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
