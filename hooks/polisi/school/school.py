"""``school.yml``: what a fork fills in, and how a text uses it (``{{ school.name }}``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from polisi import __version__, disk
from polisi.facts import laws
from polisi.facts.options import all_options
from polisi.markup.syntax import PLACEHOLDER
from polisi.model import LeftOut
from polisi.problems import Problem
from polisi.school.faults import validate
from polisi.school.file import Adoption, Colours, Logo, Name, Role, SchoolFile
from polisi.words.inflect import FILTERS, inflect, joined
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say
from polisi.words.suggestions import did_you_mean
from polisi.yaml_files import parsing
from polisi.yaml_files.faults import Fault, Place, line_at, model_of, written_at

FILE = "school.yml"
VERSION = "template.version"
"""Name under which a text says which version of the template it stands in."""
TEMPLATE_ROLES = (
    "headteacher",
    "safeguarding_lead",
    "chair_of_governors",
    "data_protection_officer",
    "account_owner",
)
"""Posts that the template's texts name."""
NO_VALUES = frozenset(
    "options adoption forms welsh_reviewed roles default_language site_address logo helplines "
    "own_terms publish policies".split()
)
"""Entries that no text can show, or that it shows by other names: see ``School.names``."""


@dataclass(frozen=True, slots=True)
class School:
    """What ``school.yml`` says."""

    file: SchoolFile = field(default_factory=SchoolFile)
    written: Mapping[str, object] = field(default_factory=dict)
    """The file as it was read: keys and strings know their lines."""

    @property
    def default_language(self) -> Language:
        """The language at the root of the site; the other one has a folder of its own."""
        return self.file.default_language

    @property
    def logo(self) -> Logo | None:
        """The school's badge."""
        return self.file.school.logo

    @property
    def logo_path(self) -> str:
        """Where the badge is, from the project's folder; an empty string where there is none."""
        return f"docs/{self.logo.file}" if self.logo else ""

    @property
    def colours(self) -> Colours | None:
        """The school's two colours."""
        return self.file.school.colours

    @property
    def roles(self) -> Mapping[str, Role]:
        """Posts by key."""
        return self.file.roles

    @property
    def adoption(self) -> Mapping[str, Adoption]:
        """What the governing body has decided, by code of the policy."""
        return self.file.adoption

    @property
    def left_out(self) -> dict[str, LeftOut]:
        """Policies that the school leaves out, by code."""
        found = {}
        for code, entry in self.file.policies.items():
            if why := entry.left_out:
                line = self.line(("policies", code))
                found[str(code)] = LeftOut(str(code), {"en": why.en, "cy": why.cy}, FILE, line)
        return found

    @property
    def chosen(self) -> dict[str, str]:
        """The school's value of each option, or its default."""
        return {key: str(getattr(self.file.options, key)) for key in all_options()}

    @property
    def same_in_both(self) -> tuple[str, ...]:
        """Names of bodies, accounts and tools that are the same in both languages."""
        file = self.file
        bodies = (file.local_authority, file.police, *file.helplines)
        both: list[Name] = [body.name for body in bodies if body]
        both += [file.school.name] if file.school.name else []
        both += [*file.learner_platforms, *file.approved_tools]
        found = [each.en for each in both if each.en == each.cy]
        found += [text for each in file.official_accounts for text in (each.platform, each.name)]
        return tuple(dict.fromkeys(found))

    def line(self, place: Place) -> int:
        """Return the line of an entry, or of the nearest one above it that is there."""
        return line_at(self.written, place)

    def names(self) -> list[str]:
        """List every name that a text can use, such as ``roles.headteacher``."""
        roles = dict.fromkeys([*TEMPLATE_ROLES, *self.roles])
        found = [name for name in _names(SchoolFile) if not name.startswith("official_accounts")]
        found.append(VERSION)
        found += [f"roles.{role}" for role in roles]
        found += [
            f"roles.{role}.{field}" for role in roles for field in ("email", "telephone", "name")
        ]
        found += [f"options.{o.key}" for o in all_options().values() if _speaks(o.values.values())]
        return found

    def value(self, name: str, language: Language) -> str | None:
        """Return the value of a name in a language; None when there is no such name.

        A value that the school has not filled in is an empty string.
        """
        if name.startswith(laws.GROUPS):
            return laws.title(name, language)
        if name == VERSION:
            return __version__
        first, _, rest = name.partition(".")
        if first == "options":
            option = all_options().get(rest)
            return option.values[self.chosen[rest]].texts[language] if option else None
        entry = _entry(self.file, name)
        if entry is None:
            return "" if name in self.names() else None
        return _in_words(entry, language)

    def said(self, name: str, language: Language) -> str:
        """Return the value of a name in a language; an empty string where there is none."""
        return self.value(name, language) or ""

    def name(self, language: Language) -> str:
        """Return what the school is called, or an empty string."""
        return self.said("school.name", language)

    def fill(
        self,
        text: str,
        language: Language,
        escape: Callable[[str], str] = lambda value: value,
        gap: Callable[[str], str] = lambda written: written,
    ) -> str:
        """Replace every ``{{ name | filter }}`` in a text.

        ``escape`` makes a value safe for where it goes; ``gap`` says what stands in the place of
        one that is unknown or empty (the placeholder itself, unless told otherwise).
        """
        if "{{" not in text:
            return text
        filled, end = "", 0
        for found in PLACEHOLDER.finditer(text):
            filled += text[end : found.start()]
            end = found.end()
            value = self.value(found[1], language)
            if not value:
                filled += gap(found[0])
                continue
            if found[2] in FILTERS and language == "cy":
                filled, value = self._inflected(filled, value, found[1], found[2])
            filled += escape(value)
        return filled + text[end:]

    def _inflected(self, before: str, value: str, name: str, filter_: str) -> tuple[str, str]:
        role = self.roles.get(name.removeprefix("roles."))
        return inflect(before, value, filter_, self.forms(value), bool(role and role.feminine))

    def forms(self, name: str) -> dict[str, str]:
        """Return the school's own corrections of a name's mutated forms."""
        given = self.file.forms.get(name)
        return {key: str(form) for key, form in given if form} if given else {}


EXAMPLE_NAMES: Mapping[Language, str] = {"en": "Example School", "cy": "Ysgol Enghraifft"}
"""The school that the template is shipped with."""


def is_example(school: School) -> bool:
    """Tell whether a school has not filled in its own name yet."""
    name = school.file.school.name
    return name is None or (name.en == EXAMPLE_NAMES["en"] and name.cy == EXAMPLE_NAMES["cy"])


def dialled(telephone: str) -> str:
    """Return a telephone number as a link dials it (RFC 3966).

    >>> dialled("+44 (0)1632 960-001")
    '+441632960001'
    """
    number = telephone.replace("(0)", "") if telephone.startswith("+") else telephone
    return re.sub(r"[^+0-9]", "", number)


def _speaks(values: Any) -> bool:
    """Tell whether an option's values have a form for use in a sentence."""
    return all(value.texts["en"] for value in values)


def _entry(file: SchoolFile, name: str) -> object:
    """Return what stands in the file under a name such as ``roles.headteacher``, or None."""
    entry: object = file
    for key in name.split("."):
        if isinstance(entry, dict):
            entry = entry.get(key)
        elif isinstance(entry, BaseModel) and key in type(entry).model_fields:
            entry = getattr(entry, key)
        else:
            return None
    return entry


def _in_words(entry: object, language: Language) -> str:
    """Write a value of the model as text."""
    if isinstance(entry, Mapping):
        return ""
    if isinstance(entry, tuple):
        return joined([_in_words(each, language) for each in entry], language)
    if isinstance(entry, BaseModel):
        return str(getattr(entry, language, ""))
    return str(entry)


@cache
def _names(model: Any, prefix: str = "") -> tuple[str, ...]:
    """List the names of a model's values that a text can show."""
    found: list[str] = []
    for key, about in model.model_fields.items():
        inner = model_of(about.annotation)
        if key in NO_VALUES:
            continue
        if inner is None or "en" in inner.model_fields:
            found.append(prefix + key)
        else:
            found += _names(inner, f"{prefix}{key}.")
    return tuple(found)


def load(root: Path) -> tuple[School, list[Problem]]:
    """Read ``school.yml`` in the project's folder; returns what it says and its problems."""
    return read(root / FILE)


def read(file: Path) -> tuple[School, list[Problem]]:
    """Read a file like ``school.yml``. What is wrong is left out of the school, and reported."""
    try:
        text = parsing.normal(disk.read(file).decode("utf-8-sig"))
    except FileNotFoundError:
        return School(), [Problem("school-missing", FILE, 1)]
    except (OSError, UnicodeDecodeError) as error:
        detail = str(getattr(error, "strerror", None) or getattr(error, "reason", ""))
        return School(), [Problem("school-unreadable", FILE, 1, values={"detail": detail})]
    values, problems = parsing.parse(text, FILE, 1)
    if not values and not problems:
        return School(), [Problem("school-missing", FILE, 1)]
    said, faults = validate(values)
    problems += (_problem(fault, values) for fault in faults)
    return School(said, values), problems


def _problem(fault: Fault, values: Mapping[str, object]) -> Problem:
    name = _name(fault.place)
    where = line_at(values, fault.place)
    if fault.kind == "unknown":
        word = str(fault.place[-1])
        said = {"word": name, "suggestion": did_you_mean(word, fault.words)}
        return Problem("school-key-unknown", FILE, where, values=said)
    if fault.kind == "missing":
        return Problem("school-incomplete", FILE, where, values={"name": name})
    is_key = fault.kind in ("key", "code")
    value = str(fault.place[-1]) if is_key else written_at(values, fault.place)
    said = {"name": _name(fault.place[:-1]) if is_key else name, "value": value}
    for language in LANGUAGES:
        said[f"expected_{language}"] = say(
            f"expected.{fault.kind}", language, words=", ".join(fault.words)
        )
    return Problem("school-value", FILE, where, values=said)


def _name(place: Place) -> str:
    """Name an entry to a person, who counts list items from one."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
