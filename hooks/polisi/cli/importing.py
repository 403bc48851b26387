"""The commands ``polisi import`` and ``polisi new``: a policy of the school's own begins."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from polisi import intake
from polisi.cli.shared import COULD_NOT_RUN, OK, PROBLEMS, Commands, save
from polisi.intake import IntakeError, Proposal, Wishes
from polisi.intake.empty import empty
from polisi.intake.report import report
from polisi.model import OWN_CODE
from polisi.policies.adoption import today
from polisi.project import Project
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say
from polisi.words.welsh import date


def add(commands: Commands) -> None:
    """Declare both commands."""
    added = commands.add_loaded("import", "import.about", bring_in)
    added.add_argument("files", nargs="+", type=Path, help=commands.say("import.files"))
    added.add_argument("--code", default="", help=commands.say("import.code"))
    _common(added, commands)
    added.add_argument("--title", default="", help=commands.say("import.title"))
    added.add_argument("--title-cy", default="", help=commands.say("import.title-cy"))
    added.add_argument("--report", type=Path, help=commands.say("import.report"))
    added = commands.add_loaded("new", "import.new", new)
    added.add_argument("code", metavar="XB", help=commands.say("import.code"))
    added.add_argument("title", help=commands.say("import.title"))
    added.add_argument("title_cy", nargs="?", default="", help=commands.say("import.title-cy"))
    _common(added, commands)


def _common(added: argparse.ArgumentParser, commands: Commands) -> None:
    added.add_argument("--owner", default="headteacher", help=commands.say("import.owner"))
    added.add_argument("--due", default="", metavar="YYYY-MM-DD", help=commands.say("import.due"))


def bring_in(loaded: Project, options: argparse.Namespace) -> int:
    """Write a policy made of a document, or of one in each language, and say what became of it."""
    language: Language = options.language
    titles: Mapping[Language, str] = {"en": options.title, "cy": options.title_cy}
    try:
        if len(options.files) > len(LANGUAGES):
            raise IntakeError("import.too-many-files")
        wishes = _wishes(loaded, options, titles)
        addresses = intake.taken_addresses(loaded.documents)
        taken = loaded.register.policies
        proposal = intake.bring_in(options.files, wishes, taken, today(), addresses)
    except IntakeError as error:
        return _refuse(error, language)
    except ModuleNotFoundError:
        return _refuse(IntakeError("import.missing"), language)
    names = ", ".join(file.name for file in options.files)
    both = "\n\n".join(report(proposal, each) for each in LANGUAGES)
    more = {options.report: f"{both}\n".encode()} if options.report else {}
    status = _write(loaded, proposal, names, more, language)
    if status == OK:
        print(report(proposal, language))
    return status


def new(loaded: Project, options: argparse.Namespace) -> int:
    """Write an empty policy; one with an English title alone is awaiting its translation."""
    language: Language = options.language
    titles: Mapping[Language, str] = {"en": options.title, "cy": options.title_cy}
    try:
        wishes = _wishes(loaded, options, titles)
        proposal = empty(wishes, today())
    except IntakeError as error:
        return _refuse(error, language)
    return _write(loaded, proposal, "", {}, language)


def _wishes(loaded: Project, options: argparse.Namespace, titles: Mapping[Language, str]) -> Wishes:
    """Return what somebody has said of the policy. Raises ``IntakeError`` where it can't be so."""
    code = options.code.upper()
    if code and not OWN_CODE.fullmatch(code):
        raise IntakeError("import.bad-code", code=options.code)
    policies = loaded.register.policies
    if code in policies:
        raise IntakeError("import.taken-code", code=code, name=policies[code].name)
    due = None
    if options.due:
        try:
            due = datetime.date.fromisoformat(options.due)
        except ValueError as error:
            raise IntakeError("import.bad-day", day=options.due) from error
    return Wishes(code, titles, options.owner, due)


def _refuse(error: IntakeError, language: Language) -> int:
    print(error.text(language), file=sys.stderr)
    return COULD_NOT_RUN


def _write(
    loaded: Project,
    proposal: Proposal,
    names: str,
    more: Mapping[Path, bytes],
    language: Language,
) -> int:
    """Write the files of a proposal, unless one of them is there, and ``more`` with them."""
    files = {f"docs/{each}/{proposal.name}": text for each, text in proposal.files.items()}
    for path in files:
        if (loaded.root / path).exists():
            print(say("import.exists", language, path=path), file=sys.stderr)
            return PROBLEMS
    for report_file in more:
        if os.path.lexists(report_file) and (report_file.is_dir() or report_file.stat().st_size):
            print(say("import.report-exists", language, path=str(report_file)), file=sys.stderr)
            return PROBLEMS
    written = {loaded.root / path: text.encode() for path, text in files.items()}
    if not save(loaded, {**written, **more}, language):
        return COULD_NOT_RUN
    for path in files:
        print(say("import.written", language, path=path))
    if names:
        values = {"files": names, "code": proposal.code, "title": proposal.title}
        print(say("import.heading", language, clauses=str(proposal.clauses), **values))
    if proposal.is_awaiting:
        print(say("import.awaiting", language, due=date(proposal.due.isoformat(), language)))
    print(say("import.next", language))
    return OK
