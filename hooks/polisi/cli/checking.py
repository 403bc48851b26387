"""The command ``polisi check``: every problem of a folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import get_args

from polisi import checks, style
from polisi.cli.shared import OK, PROBLEMS, Commands
from polisi.problems import Format, Problem, in_order, render
from polisi.project import Project
from polisi.words.languages import Language
from polisi.words.phrases import say


def add(commands: Commands) -> None:
    """Declare the command."""
    added = commands.add_loaded("check", "cli.check", check)
    added.add_argument(
        "--format", choices=get_args(Format), default="text", help=commands.say("cli.format")
    )
    added.add_argument("--style", action="store_true", help=commands.say("cli.style"))


def check(loaded: Project, options: argparse.Namespace) -> int:
    """Print every problem, and in the text form their number.

    With ``--style`` also what could be plainer, and in the text form a table of the texts.
    """
    problems = checks.run(loaded)
    if options.style:
        problems = in_order([*problems, *style.check(loaded)])
    if rendered := render(problems, options.format, options.language):
        print(rendered)
    if options.style and options.format == "text":
        print(f"\n{style.table(loaded, options.language)}")
    if options.format == "text":
        print(summary(problems, loaded, options.language), file=sys.stderr)
    return PROBLEMS if any(p.severity == "error" for p in problems) else OK


def summary(problems: Sequence[Problem], loaded: Project, language: Language) -> str:
    """Say in a line how many clauses were checked and how many problems there are."""
    errors = sum(problem.severity == "error" for problem in problems)
    return say(
        "cli.summary",
        language,
        clauses=str(len(loaded.register.clauses)),
        errors=str(errors),
        warnings=str(len(problems) - errors),
    )
