"""The types of what stands in front matter; the kind of a fault is the code of the rule."""

from __future__ import annotations

import datetime
import re
from functools import partial
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, WithJsonSchema

from polisi.facts.audiences import all_audiences, audience
from polisi.model import (
    CLAUSE_ID,
    KINDS,
    POLICY_CODE,
    VERSION,
    WHOLE,
    Audience,
    HelpNow,
    Kind,
    Located,
)
from polisi.problems import all_rules
from polisi.yaml_files.faults import ONLY_THE_REST, wrong

NOTHING = Located("", 1)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
STATUSES = ("awaiting-translation",)
"""What may keep a policy out of what is published."""
NOT_EMPTY = re.compile(r"\s*\S.*", re.DOTALL)


def _word(rule: str, pattern: re.Pattern[str] | None, value: object) -> object:
    """Take a text that looks as it should."""
    if not isinstance(value, Located) or (pattern and not pattern.fullmatch(value)):
        raise wrong(rule)
    return value


def _filled(value: object, info: ValidationInfo) -> object:
    """Take a text that has to be there."""
    if isinstance(value, Located) and (value.strip() or info.context == ONLY_THE_REST):
        return value
    raise wrong("field-missing")


def _words(rule: str, value: object) -> object:
    """Take a list of words, or a word alone."""
    items = value if isinstance(value, list | tuple) else [value]
    if not all(isinstance(item, Located) for item in items):
        raise wrong(rule)
    return tuple(item for item in items if item)


def _date(rule: str, value: object, info: ValidationInfo) -> object:
    """Take a date of the calendar, written ``2026-09-15``."""
    if value == NOTHING and info.context == ONLY_THE_REST:
        return value
    try:
        if datetime.date.fromisoformat(str(value)).isoformat() == value:
            return value
    except ValueError:
        pass
    raise wrong(rule)


def _table(rule: str, value: object) -> object:
    """Take a mapping; an entry without a value is an empty one."""
    if not isinstance(value, dict) and value not in ("", {}):
        raise wrong(rule)
    return value or {}


def _versions(value: object, info: ValidationInfo) -> object:
    """Take the versions of a policy, of which there is one at least."""
    if value in ("", {}) and info.context != ONLY_THE_REST:
        raise wrong("field-missing")
    return value or {}


def _audiences(value: object, info: ValidationInfo) -> object:
    """Take a list of audiences, which must be there and have an item."""
    if value is None:
        if info.context == ONLY_THE_REST:
            return ()
        raise wrong("audience-missing")
    items = value if isinstance(value, list) else [value]
    if not [item for item in items if item] or isinstance(value, dict):
        if info.context == ONLY_THE_REST:
            return ()
        raise wrong("audience-empty")
    return tuple(items)


def _readers(value: object, info: ValidationInfo) -> object:
    """Take a list of audiences, which need not be there, or one alone."""
    return _audiences(value, info) if value != () else value


def _audience(value: object) -> Audience:
    try:
        return audience(str(value))
    except KeyError:
        raise wrong("audience-unknown", all_audiences()) from None


def _allowed(value: object) -> object:
    """Take codes of rules with reasons; codes alone have none."""
    items = value if isinstance(value, list) else [value]
    return value if isinstance(value, dict) else dict.fromkeys(items, NOTHING)


def _allowable(value: object) -> object:
    """Take the code of a rule that a clause may break."""
    allowable = [code for code, rule in all_rules().items() if rule.may_be_allowed]
    if value not in allowable:
        raise wrong("allow-unknown", allowable)
    return value


def _kind(value: object) -> object:
    if value not in ("", *KINDS):
        raise wrong("kind-unknown", KINDS)
    return str(value) or "policy"


def _status(value: object) -> object:
    """Take what says that a policy is not ready, or nothing."""
    if value not in ("", *STATUSES):
        raise wrong("status-unknown", STATUSES)
    return str(value)


def _help(value: object) -> HelpNow:
    if value not in ("true", WHOLE) and value is not False:
        raise wrong("help-now")
    return WHOLE if value == WHOLE else value == "true"


def _schema(pattern: str = "", **more: object) -> WithJsonSchema:
    """Say to editors what a text looks like."""
    return WithJsonSchema({"type": "string", **({"pattern": pattern} if pattern else {}), **more})


LIST = WithJsonSchema(
    {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
)
Word = Annotated[Located, BeforeValidator(partial(_word, "entry-malformed", None)), _schema()]
Filled = Annotated[Located, BeforeValidator(_filled), _schema(r"\S")]
Words = Annotated[tuple[Located, ...], BeforeValidator(partial(_words, "entry-malformed")), LIST]
Addresses = Annotated[
    tuple[Located, ...], BeforeValidator(partial(_words, "moved-malformed")), LIST
]
Slug = Annotated[
    Located, BeforeValidator(partial(_word, "slug-malformed", SLUG)), _schema(f"^{SLUG.pattern}$")
]
PolicyCode = Annotated[
    Located,
    BeforeValidator(partial(_word, "policy-code", POLICY_CODE)),
    _schema(f"^{POLICY_CODE.pattern}$", examples=["SM"]),
]
CLAUSE_SCHEMA = _schema(f"^{CLAUSE_ID.pattern}$", examples=["SM-014"])
VERSION_SCHEMA = _schema(f"^{VERSION.pattern}$", examples=["1.0.0"])
ClauseId = Annotated[
    Located,
    AfterValidator(partial(_word, "id-malformed", CLAUSE_ID)),
    CLAUSE_SCHEMA,
]
RetiredId = Annotated[
    Located,
    AfterValidator(partial(_word, "retired-malformed", CLAUSE_ID)),
    CLAUSE_SCHEMA,
]
Successor = Annotated[
    Located,
    BeforeValidator(partial(_word, "retired-malformed", re.compile(f"({CLAUSE_ID.pattern})?"))),
    _schema(
        f"^{CLAUSE_ID.pattern}$", description="The clause that replaced it / Y cymal sydd yn ei le"
    ),
]
DATE = _schema(r"^\d{4}-\d{2}-\d{2}$", examples=["2026-09-15"])
ChangeDate = Annotated[Located, BeforeValidator(partial(_date, "change-date")), DATE]
DueDate = Annotated[Located, BeforeValidator(partial(_date, "due-malformed")), DATE]
RetiredDate = Annotated[Located, BeforeValidator(partial(_date, "retired-malformed")), DATE]
Version = Annotated[
    Located,
    AfterValidator(partial(_word, "version-malformed", VERSION)),
    VERSION_SCHEMA,
]
_NAMED = tuple[
    Annotated[
        Audience,
        BeforeValidator(_audience),
        WithJsonSchema({"type": "string", "enum": [*all_audiences()]}),
    ],
    ...,
]
Audiences = Annotated[_NAMED, BeforeValidator(_audiences)]
Readers = Annotated[_NAMED, BeforeValidator(_readers)]
Reason = Annotated[
    Located,
    BeforeValidator(partial(_word, "allow-without-reason", NOT_EMPTY)),
    _schema(r"\S", description="The reason / Y rheswm"),
]
Allowances = Annotated[
    dict[Annotated[Located, AfterValidator(_allowable), _schema()], Reason],
    BeforeValidator(_allowed),
]
KindOfDocument = Annotated[
    Kind, BeforeValidator(_kind), WithJsonSchema({"type": "string", "enum": list(KINDS)})
]
Help = Annotated[
    HelpNow, BeforeValidator(_help), WithJsonSchema({"anyOf": [{"const": True}, {"const": WHOLE}]})
]
StatusOfPolicy = Annotated[
    str,
    BeforeValidator(_status),
    WithJsonSchema({"type": "string", "enum": list(STATUSES)}),
]
TABLE = BeforeValidator(partial(_table, "entry-malformed"))
"""What takes an entry without a value for an empty one."""
RETIRED_TABLE = BeforeValidator(partial(_table, "retired-malformed"))
VERSIONS = BeforeValidator(_versions)
