"""The command ``polisi adopt``: write down what was adopted, and keep the text."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date

from polisi import checks
from polisi.cli.shared import COULD_NOT_RUN, OK, PROBLEMS, Commands, report, save
from polisi.decisions import adopting
from polisi.decisions.adopting import Adopted, Said, UndatedError
from polisi.model import Policy
from polisi.policies.adoption import today
from polisi.problems import Problem
from polisi.project import Project
from polisi.school.file import MAX_NAME, Adoption, Bilingual
from polisi.words import welsh
from polisi.words.languages import Language
from polisi.words.phrases import say
from polisi.words.suggestions import closest_id

ABOUT_ADOPTIONS = ("adoption-", "adopted-")
"""How the codes of rules start whose problems do not keep a text from being adopted."""


def add(commands: Commands) -> None:
    """Declare the command."""
    added = commands.add_loaded("adopt", "cli.adopt", run)
    added.add_argument("codes", nargs="*", metavar="SM")
    added.add_argument("--all", action="store_true", help=commands.say("cli.adopt-all"))
    for name in ("on", "review"):
        about = commands.say(f"cli.adopt-{name}")
        added.add_argument(f"--{name}", default="", metavar="2026-11-26", help=about)
    added.add_argument("--minute", default="", help=commands.say("cli.adopt-minute"))
    added.add_argument(
        "--by", nargs=2, metavar=("ENGLISH", "CYMRAEG"), help=commands.say("cli.adopt-by")
    )


def run(loaded: Project, options: argparse.Namespace) -> int:
    """Adopt the policies named, as they read now. Nothing is written when one of them can't be."""
    language: Language = options.language
    if not options.codes and not options.all:
        print(say("adopt.what", language), file=sys.stderr)
        return COULD_NOT_RUN
    said, refused = _said(options, language)
    policies = loaded.shown.policies
    if options.all:
        codes = [each.code for each in policies.values() if _can_be_adopted(each)]
    else:
        codes = [each.upper() for each in dict.fromkeys(options.codes)]
    refused += [each for code in codes for each in _refused(loaded, code, said, language)]
    if report([*filter(_hinders, checks.run(loaded))], language):
        refused.append(say("adopt.errors", language))
    if refused:
        print("\n".join(refused), file=sys.stderr)
        return PROBLEMS
    return _adopt(loaded, codes, said, language)


def _hinders(problem: Problem) -> bool:
    """Tell whether a problem keeps a text from being adopted."""
    return problem.severity == "error" and not problem.code.startswith(ABOUT_ADOPTIONS)


def _said(options: argparse.Namespace, language: Language) -> tuple[Said, list[str]]:
    """Return what is said of the decision, and what of it can't be."""
    days: dict[str, date | None] = {}
    refused = []
    for name in ("on", "review"):
        word = getattr(options, name)
        try:
            days[name] = date.fromisoformat(word) if word else None
        except ValueError:
            refused.append(say("adopt.bad-date", language, word=word, today=today().isoformat()))
    by = Bilingual(en=options.by[0], cy=options.by[1]) if options.by else None
    said = Said(days.get("on"), options.minute.strip(), by, days.get("review"))
    if len(said.minute) > MAX_NAME:
        refused.append(say("adopt.minute", language, limit=str(MAX_NAME)))
    return said, refused


def _can_be_adopted(policy: Policy) -> bool:
    return adopting.is_whole(policy) and not policy.is_awaiting


def _refused(loaded: Project, code: str, said: Said, language: Language) -> Iterator[str]:
    """Say why a policy can't have been adopted so."""
    policies, adoptions = loaded.shown.policies, loaded.school.adoption
    if code not in policies:
        yield say("adopt.unknown", language, code=code, suggestion=closest_id(code, policies))
    elif not _can_be_adopted(policies[code]):
        key = "adopt.awaiting" if policies[code].is_awaiting else "adopt.alone"
        yield say(key, language, code=code)
    else:
        adoption = adoptions.get(code)
        day = said.on or (adoption.date if adoption else None)
        if day:
            yield from _wrong_days(policies[code], adoption, day, said, language)


def _wrong_days(
    policy: Policy, adoption: Adoption | None, day: date, said: Said, language: Language
) -> Iterator[str]:
    """Say which days can't be: that of the decision, or that of the review."""
    about = {"code": policy.code, "today": _day(today(), language), "version": policy.version}
    values = {**about, "date": _day(day, language)}
    first = policy.changes[0].on if policy.changes else ""
    if day > today():
        yield say("adopt.future", language, **values)
    elif adoption and day < adoption.date:
        yield say("adopt.older", language, **values, day=_day(adoption.date, language))
    elif said.on and day.isoformat() < first:
        yield say("adopt.early", language, **values, day=welsh.date(first, language))
    if said.review and said.review <= day:
        yield say("adopt.review", language, **about, date=_day(said.review, language))


def _day(day: date, language: Language) -> str:
    return welsh.date(day.isoformat(), language)


def _adopt(loaded: Project, codes: Sequence[str], said: Said, language: Language) -> int:
    """Write the adoptions, and say which."""
    adopted: list[Adopted] = []
    for code in codes:
        try:
            found = adopting.adoption_of(loaded, code, said)
        except UndatedError:
            values = {"code": code, "today": today().isoformat()}
            print(say("adopt.no-date", language, **values), file=sys.stderr)
            return COULD_NOT_RUN
        if found is None:
            print(say("adopt.same", language, code=code), file=sys.stderr)
        else:
            adopted.append(found)
    try:
        files = adopting.written(loaded.root, adopted)
    except ValueError as error:
        print(say("adopt.form", language, detail=str(error)), file=sys.stderr)
        return PROBLEMS
    if adopted and not save(loaded, files, language):
        return COULD_NOT_RUN
    for each in adopted:
        values = {"code": each.code, "version": each.version, "text": each.text}
        title, day = each.title[language], _day(each.on, language)
        print(say("adopt.done", language, **values, title=title, date=day))
    print(say("adopt.count", language, count=str(len(adopted))), file=sys.stderr)
    return OK
