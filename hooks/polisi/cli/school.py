"""The commands about a school's file: ``polisi school``, ``polisi reviews``, ``polisi schema``."""

from __future__ import annotations

import argparse

from polisi import schemas
from polisi.cli.shared import COULD_NOT_RUN, OK, PROBLEMS, Commands, report
from polisi.outputs import calendar
from polisi.policies.adoption import today
from polisi.project import Project
from polisi.words.inflect import sentences
from polisi.words.languages import Language
from polisi.words.phrases import say


def add(commands: Commands) -> None:
    """Declare the three commands."""
    commands.add_loaded("school", "cli.school", names)
    commands.add_loaded("reviews", "cli.reviews", due)
    added = commands.add("schema", "cli.schema", schema)
    added.add_argument("name", choices=schemas.NAMES)


def schema(options: argparse.Namespace) -> int:
    """Print the JSON schema of a kind of file, for editors."""
    print(schemas.json_schema(options.name), end="")
    return OK


def names(loaded: Project, options: argparse.Namespace) -> int:
    """Print every form of the school's names, each in a sentence, for the school to confirm."""
    language: Language = options.language
    if report(loaded.unreadable, language):
        return PROBLEMS
    print(say("cli.confirm", language))
    school = loaded.school
    for key in ("school.name", "local_authority.name", "police.name"):
        if name := school.value(key, "cy"):
            print(f"\n{key}: {name}")
            for filter_, sentence in sentences(name, school.forms(name)):
                print(f"  {filter_:<8} {sentence}")
    for key, role in school.roles.items():
        print(f"\nroles.{key}: {role.cy}")
        spoken = sentences(role.cy, school.forms(role.cy), role.feminine, "role")
        for filter_, sentence in spoken:
            print(f"  {filter_:<8} {sentence}")
    return OK


def due(loaded: Project, options: argparse.Namespace) -> int:
    """Print the reviews that are overdue or near; 1 when there are any."""
    language: Language = options.language
    if report(loaded.unreadable, language):
        return COULD_NOT_RUN
    items = calendar.due(loaded, today(), language)
    print("\n".join(items) or say("reviews.nothing", language))
    return PROBLEMS if items else OK
