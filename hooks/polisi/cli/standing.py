"""The command ``polisi status``: what is done, missing, moved on and awaited, policy by policy."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from polisi.cli.shared import COULD_NOT_RUN, OK, PROBLEMS, Commands, report
from polisi.policies.standing import Standing, standings
from polisi.project import Project
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say
from polisi.words.welsh import date

MANY = 8
"""Ids that are listed one by one."""


def add(commands: Commands) -> None:
    """Declare the command."""
    commands.add_loaded("status", "standing.about", run)


def run(loaded: Project, options: argparse.Namespace) -> int:
    """Print where each policy stands; 1 when something is left to do."""
    language: Language = options.language
    if report(loaded.unreadable, language):
        return COULD_NOT_RUN
    found = list(standings(loaded.register))
    for standing in found:
        print("\n".join(_lines(standing, language)))
    return OK if all(standing.is_done for standing in found) else PROBLEMS


def _lines(standing: Standing, language: Language) -> Iterator[str]:
    agreed = say(
        "standing.agreed", language, agreed=str(standing.agreed), all=str(standing.clauses)
    )
    yield f"{standing.code} {standing.title(language)}: {agreed}"
    if standing.is_awaiting:
        due = date(standing.due, language) if standing.due else "–"
        yield f"  {say('standing.awaiting', language, due=due)}"
    for of in LANGUAGES:
        for key, ids in (("missing", standing.missing[of]), ("moved", standing.moved[of])):
            if ids:
                yield f"  {say(f'standing.{key}-{of}', language, ids=_listed(ids))}"
    if standing.unagreed:
        yield f"  {say('standing.unagreed', language, ids=_listed(standing.unagreed))}"
    for reader in standing.readers:
        values = {"by": reader.by, "on": date(reader.on, language), "clauses": str(reader.clauses)}
        yield f"  {say('standing.by', language, **values)}"


def _listed(ids: tuple[str, ...]) -> str:
    more = f" … ({len(ids)})" if len(ids) > MANY else ""
    return " ".join(ids[:MANY]) + more
