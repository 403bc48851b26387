"""The command ``polisi status``: what is done, missing, moved on and awaited, policy by policy."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from polisi.cli.shared import COULD_NOT_RUN, OK, PROBLEMS, Commands, report
from polisi.policies.progress import Progress, progress
from polisi.project import Project
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say
from polisi.words.welsh import date

MANY = 8
"""Ids that are listed one by one."""


def add(commands: Commands) -> None:
    """Declare the command."""
    commands.add_loaded("status", "progress.about", run)


def run(loaded: Project, options: argparse.Namespace) -> int:
    """Print where each policy stands; 1 when something is left to do."""
    language: Language = options.language
    if report(loaded.unreadable, language):
        return COULD_NOT_RUN
    found = list(progress(loaded.register))
    for each in found:
        print("\n".join(_lines(each, language)))
    return OK if all(each.is_done for each in found) else PROBLEMS


def _lines(each: Progress, language: Language) -> Iterator[str]:
    agreed = say("progress.agreed", language, agreed=str(each.agreed), all=str(each.clauses))
    yield f"{each.code} {each.title(language)}: {agreed}"
    if each.is_awaiting:
        due = date(each.due, language) if each.due else "–"
        yield f"  {say('progress.awaiting', language, due=due)}"
    for of in LANGUAGES:
        for key, ids in (("missing", each.missing[of]), ("moved", each.moved[of])):
            if ids:
                yield f"  {say(f'progress.{key}-{of}', language, ids=_listed(ids))}"
    if each.unagreed:
        yield f"  {say('progress.unagreed', language, ids=_listed(each.unagreed))}"
    for reader in each.readers:
        values = {"by": reader.by, "on": date(reader.on, language), "clauses": str(reader.clauses)}
        yield f"  {say('progress.by', language, **values)}"


def _listed(ids: tuple[str, ...]) -> str:
    more = f" … ({len(ids)})" if len(ids) > MANY else ""
    return " ".join(ids[:MANY]) + more
