"""What can be wrong, and how it reads: in English and Welsh, as text, annotation or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import named_audiences, say

Severity = Literal["error", "warning"]
Format = Literal["text", "github", "json"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of ``rules.yml``."""

    code: str
    group: str
    """Which of the groups of the rules page it stands in."""
    severity: Severity
    may_be_allowed: bool
    """Whether a clause or page may break it, for a reason that its front matter gives."""
    rules: Mapping[Language, str]
    """The rule itself, in a sentence."""
    messages: Mapping[Language, str]
    """What is wrong; ``{name}`` stands for a value of the problem."""
    fixes: Mapping[Language, str]


@cache
def all_rules() -> dict[str, Rule]:
    """Read ``rules.yml``, once: every rule by its code, in the order of the file."""
    groups: dict[str, dict[str, dict[str, dict[str, str]]]] = own_data("rules.yml")
    return {
        code: Rule(
            code=code,
            group=group,
            severity="warning" if "severity" in row else "error",
            may_be_allowed="allow" in row,
            rules=_texts(row, "rule"),
            messages=_texts(row, "message"),
            fixes=_texts(row, "fix"),
        )
        for group, rows in groups.items()
        for code, row in rows.items()
    }


def _texts(row: Mapping[str, dict[str, str]], part: str) -> dict[Language, str]:
    """Return a part of a rule in both languages, with the audiences that there are."""
    return {
        language: row[language][part].replace("{all-audiences}", named_audiences(language))
        for language in LANGUAGES
    }


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file."""

    code: str
    """Code of the rule that it breaks."""
    path: str
    """Posix path from the project's folder."""
    line: int
    clause: str = ""
    """Id of the clause, or an empty string."""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What the message says of this case."""

    @property
    def severity(self) -> Severity:
        """``error`` stops a build, ``warning`` does not."""
        return all_rules()[self.code].severity

    def message(self, language: Language) -> str:
        """Say what is wrong."""
        return all_rules()[self.code].messages[language].format_map(self.values)

    def fix(self, language: Language) -> str:
        """Say how to put it right."""
        return all_rules()[self.code].fixes[language].format_map(self.values)


def unreadable(path: str, error: Exception) -> Problem:
    """Make a problem of what the system says of a file."""
    detail = getattr(error, "strerror", None) or type(error).__name__
    values = {f"detail_{each}": detail for each in LANGUAGES}
    return Problem("file-unreadable", path, 1, values=values)


def not_utf8(path: str, error: UnicodeDecodeError) -> Problem:
    """Make a problem of a file that is no text in UTF-8, where it ceases to be."""
    return Problem("file-not-utf8", path, error.object.count(b"\n", 0, error.start) + 1)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by place; the same problem at the same place stands once."""
    unique = {(p.path, p.line, p.code, p.clause, *sorted(p.values.items())): p for p in problems}
    return [unique[key] for key in sorted(unique)]


def render(problems: Iterable[Problem], form: Format, language: Language) -> str:
    """Write problems out, one after the other, in one of three forms.

    ``text`` is for people, ``github`` for annotations in a pull request (workflow commands),
    ``json`` a list of ``{code, severity, path, line, clause, message, fix}`` for other programs.
    """
    if form == "json":
        rows = [
            {
                "code": p.code,
                "severity": p.severity,
                "path": p.path,
                "line": p.line,
                "clause": p.clause,
                "message": p.message(language),
                "fix": p.fix(language),
            }
            for p in problems
        ]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(_annotation(p, language) for p in problems)
    return "\n".join(as_text(p, language) for p in problems)


def as_text(problem: Problem, language: Language) -> str:
    """Write one problem as two lines: what is wrong and where, and the fix."""
    clause = f" {problem.clause}:" if problem.clause else ""
    return (
        f"{problem.path}:{problem.line}: {problem.severity} [{problem.code}]{clause} "
        f"{problem.message(language)}\n    {say('problem.fix', language)}: {problem.fix(language)}"
    )


IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY = IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})
"""The escapes of GitHub's commands are those of actions/toolkit's command.ts."""


def _annotation(problem: Problem, language: Language) -> str:
    """Write a GitHub workflow command."""
    title = " ".join(filter(None, (problem.code, problem.clause)))
    text = f"{problem.message(language)} {say('problem.fix', language)}: {problem.fix(language)}"
    return (
        f"::{problem.severity} file={problem.path.translate(IN_PROPERTY)},line={problem.line},"
        f"title={title.translate(IN_PROPERTY)}::{text.translate(IN_MESSAGE)}"
    )
