"""``school.yml``: what a fork fills in, and how a text uses it (``{{ school.name }}``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from polisi import front_matter
from polisi.front_matter import line_of, mapping
from polisi.model import LANGUAGES, Language, Located
from polisi.problems import Problem
from polisi.shape import PLACEHOLDER
from polisi.welsh import MUTATIONS, mutate

FILE = "school.yml"
DEFAULT_LANGUAGE = "default_language"


@dataclass(frozen=True, slots=True)
class School:
    """What ``school.yml`` says."""

    values: Mapping[str, object]
    default_language: Language = "en"
    """The language at the root of the site; the other one has a folder of its own."""

    def names(self) -> list[str]:
        """List every name that a text can use, such as ``roles.headteacher``."""
        found: list[str] = []

        def walk(values: Mapping[str, object], prefix: str) -> None:
            for key, value in values.items():
                if isinstance(value, Located) or _is_bilingual(value):
                    found.append(prefix + key)
                else:
                    walk(mapping(value), f"{prefix}{key}.")

        walk(self.values, "")
        return found

    def value(self, name: str, language: Language) -> str | None:
        """Return the value of a name in a language; None when the file has no such name."""
        value: object = self.values
        for key in name.split("."):
            value = mapping(value).get(key)
        if _is_bilingual(value):
            value = mapping(value).get(language, "")
        return str(value) if isinstance(value, str) else None

    def fill(
        self, text: str, language: Language, escape: Callable[[str], str] = lambda value: value
    ) -> str:
        """Replace every ``{{ name | filter }}`` in a text; unknown ones stay as they are."""
        if "{{" not in text:
            return text

        def replace(found: re.Match[str]) -> str:
            value = self.value(found[1], language)
            if not value:
                return found[0]
            return escape(mutate(value, found[2]) if found[2] in MUTATIONS else value)

        return PLACEHOLDER.sub(replace, text)


def _is_bilingual(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and set(value) <= set(LANGUAGES)


def load(root: Path) -> tuple[School, list[Problem]]:
    """Read ``school.yml`` in the project's folder; returns what it says and its problems."""
    try:
        text = (root / FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return School({}), [Problem("school-missing", FILE, 1)]
    except (OSError, UnicodeDecodeError) as error:
        detail = str(getattr(error, "strerror", None) or getattr(error, "reason", ""))
        return School({}), [Problem("school-unreadable", FILE, 1, values={"detail": detail})]
    values, problems = front_matter.parse(text, FILE, 1)
    default = values.get(DEFAULT_LANGUAGE, "en")
    if default not in LANGUAGES:
        line = line_of(values, DEFAULT_LANGUAGE)
        problems.append(Problem("school-language", FILE, line, values={"value": str(default)}))
        default = "en"
    return School(values, "cy" if default == "cy" else "en"), problems
