"""The command ``polisi agree``: stamp texts as agreed by somebody who has read both."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from polisi.checks.pairs import stamps
from polisi.cli.shared import COULD_NOT_RUN, OK, PROBLEMS, Commands, report, save
from polisi.decisions import agreement
from polisi.model import Clause
from polisi.policies.adoption import today
from polisi.problems import Problem
from polisi.project import Project
from polisi.text import agreed
from polisi.text.documents import Pair
from polisi.words.languages import Language
from polisi.words.phrases import say
from polisi.words.suggestions import closest_id


def add(commands: Commands) -> None:
    """Declare the command."""
    added = commands.add_loaded("agree", "cli.agree", run)
    added.add_argument("clauses", nargs="*", metavar="SM-014")
    added.add_argument("--all", action="store_true", help=commands.say("cli.all"))
    added.add_argument("--by", default="", help=commands.say("cli.agree-by"))
    added.add_argument("--carry-over", action="store_true", help=commands.say("cli.carry-over"))


def run(loaded: Project, options: argparse.Namespace) -> int:
    """Stamp the texts named, all of them, or those that read as they did when they were agreed."""
    language: Language = options.language
    if options.carry_over:
        return _stamp(loaded, list(agreement.carried_over(loaded, language)), language)
    return agree(loaded, options.clauses, options.all, language, options.by)


def agree(
    loaded: Project, wanted: Sequence[str], everything: bool, language: Language, by: str = ""
) -> int:
    """Stamp the texts named, or all of them, as agreed, and print what was stamped.

    Nothing is written when one of the names is unknown or has only one language. ``by`` says who
    has read them; with the day it stands beside the stamp.
    """
    if by and not agreed.NAME.fullmatch(by):
        print(say("cli.agree-name", language, name=by), file=sys.stderr)
        return COULD_NOT_RUN
    known = agreement.names(loaded)
    if not wanted and not everything:
        print(say("cli.agree-what", language), file=sys.stderr)
        return COULD_NOT_RUN
    chosen = list(known) if everything else _as_known(wanted, known)
    refused = [] if everything else list(_refused(chosen, known, language))
    if refused:
        print("\n".join(refused), file=sys.stderr)
        return PROBLEMS
    if report(list(_exchanged([known[name] for name in chosen], loaded)), language):
        return PROBLEMS
    stamped = agreement.agreements({name: known[name] for name in chosen}, language)
    signed = [replace(each, stamp=agreed.write(each.stamp, str(today()), by)) for each in stamped]
    return _stamp(loaded, signed, language)


def _as_known(names: Iterable[str], known: Container[str]) -> list[str]:
    """Return names as they are known: ids and codes are in capitals, files are not."""
    return [name.upper() if name not in known and name.upper() in known else name for name in names]


def _refused(
    names: Iterable[str], known: Mapping[str, Clause | Pair], language: Language
) -> Iterator[str]:
    """Say which names can't be agreed, and why."""
    for name in names:
        if name not in known:
            closest = closest_id(name, known)
            yield say("cli.agree-unknown", language, id=name, suggestion=closest)
        elif agreement.is_alone(known[name]):
            yield say("cli.agree-alone", language, id=name)


def _exchanged(chosen: Iterable[Clause | Pair], loaded: Project) -> Iterator[Problem]:
    """Find clauses that have exchanged their ids, which no agreement makes right."""
    for subject in chosen:
        if isinstance(subject, Clause) and not agreement.is_alone(subject):
            yield from stamps.of_other(subject, loaded.register.clauses)


def _stamp(loaded: Project, stamped: Sequence[agreement.Agreed], language: Language) -> int:
    """Write stamps, and say which."""
    paths = {each.path for each in stamped}
    if report([each for each in loaded.unreadable if each.path in paths], language):
        return PROBLEMS
    try:
        files = agreement.written(loaded.root, stamped)
    except ValueError as error:
        path, detail = error.args
        report([Problem("yaml-broken", path, 1, values={"detail": detail})], language)
        return PROBLEMS
    if not save(loaded, {**files, **agreement.remembered(loaded)}, language):
        return COULD_NOT_RUN
    for each in stamped:
        print(say("cli.agreed", language, id=each.name, title=each.title))
    print(say("cli.agreed-count", language, count=str(len(stamped))), file=sys.stderr)
    return OK
