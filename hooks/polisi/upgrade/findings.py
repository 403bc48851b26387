"""What the checks say of the upgraded project, in both languages."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from polisi import checks, programs, project
from polisi.words.languages import LANGUAGES, Language

TIMEOUT = 300
"""Seconds after which the checks are given up."""
NEEDED = {"code", "severity", "path", "line", "clause", "message", "fix"}
"""What each row of ``polisi check --format json`` says."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, as a report shows it."""

    code: str
    severity: str
    place: str
    """File and line."""
    clause: str
    messages: Mapping[Language, str]
    fixes: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Findings:
    """Every problem of a project."""

    all: tuple[Finding, ...]
    by_new_rules: bool
    """Whether the new version's own checks found them. They can't run when it needs a library that
    is not installed yet; then those of the version that is running have done it."""

    def stale(self) -> list[str]:
        """Return the ids of the clauses whose texts nobody has agreed as they stand."""
        return sorted({each.clause for each in self.all if each.code.startswith("stamp-")})


def check(root: Path, repository: Path) -> Findings:
    """Check the project in a folder by the rules of its own version.

    ``repository`` is the git folder in whose history the checks look for former texts. Only the
    project's own code knows how its texts are to be read, so it runs, as it will in every build.
    """
    english = _rows(root, repository, "en")
    welsh = _rows(root, repository, "cy") if english is not None else None
    if english is None or welsh is None or len(english) != len(welsh):
        return Findings(_by_our_rules(root), by_new_rules=False)
    pairs = zip(english, welsh, strict=True)
    return Findings(tuple(_finding({"en": en, "cy": cy}) for en, cy in pairs), by_new_rules=True)


def _rows(root: Path, repository: Path, language: Language) -> list[dict[str, str]] | None:
    """Return what ``polisi check --format json`` of the project says, or None when it can't run."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(root / "hooks"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "GIT_DIR": str(repository),
    }
    command = [sys.executable, "-P", "-m", "polisi", "check", "--format", "json"]
    try:
        command += ["--language", language]
        ended = programs.run(command, root, TIMEOUT, environment=environment)
        rows = json.loads(ended.output) if ended.status in (0, 1) else None
    except (OSError, ValueError):
        return None
    complete = isinstance(rows, list) and all(
        isinstance(r, dict) and r.keys() >= NEEDED for r in rows
    )
    return rows if complete else None


def _finding(row: Mapping[Language, dict[str, str]]) -> Finding:
    said = row["en"]
    return Finding(
        code=said["code"],
        severity=said["severity"],
        place=f"{said['path']}:{said['line']}",
        clause=said["clause"],
        messages={language: each["message"] for language, each in row.items()},
        fixes={language: each["fix"] for language, each in row.items()},
    )


def _by_our_rules(root: Path) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            code=problem.code,
            severity=problem.severity,
            place=f"{problem.path}:{problem.line}",
            clause=problem.clause,
            messages={language: problem.message(language) for language in LANGUAGES},
            fixes={language: problem.fix(language) for language in LANGUAGES},
        )
        for problem in checks.run(project.load(root))
    )
