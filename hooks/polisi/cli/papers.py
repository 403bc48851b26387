"""The commands ``polisi paper`` and ``polisi pack``: PDF and Word, posters, a meeting's paper."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from types import ModuleType

from polisi.cli.shared import COULD_NOT_RUN, OK, PROBLEMS, Commands, why_not
from polisi.policies import editions
from polisi.words.languages import Language
from polisi.words.phrases import say


def add(commands: Commands) -> None:
    """Declare both commands."""
    added = commands.add("paper", "paper.command", make)
    added.add_argument(
        "--edition", choices=editions.NAMES, default="", help=commands.say("cli.edition")
    )
    packing = commands.add("pack", "pack.command", pack)
    packing.add_argument("policies", nargs="*", metavar="SM")
    packing.add_argument("--due", action="store_true", help=commands.say("pack.due"))


def make(options: argparse.Namespace) -> int:
    """Make the papers of an edition, and say where they are."""
    return _run(
        options.language,
        lambda making: making.make(options.root, options.language, tell, options.edition),
    )


def pack(options: argparse.Namespace) -> int:
    """Make the paper of a meeting, and say where it is."""
    if not options.policies and not options.due:
        tell(say("pack.which", options.language))
        return COULD_NOT_RUN
    codes = [code.upper() for code in options.policies]
    return _run(
        options.language,
        lambda making: making.pack(options.root, options.language, tell, codes, options.due),
    )


def tell(message: str) -> None:
    """Say something that is no result."""
    print(message, file=sys.stderr)


def _run(language: Language, work: Callable[[ModuleType], object]) -> int:
    """Do something with what makes papers, or say why it can't be done."""
    from polisi.publish.build import BuildError

    try:
        work(_loaded(language))
    except BuildError as error:
        tell(str(error))
        return PROBLEMS
    except OSError as error:
        tell(why_not(error, language))
        return COULD_NOT_RUN
    return OK


def _loaded(language: Language) -> ModuleType:
    """Load what makes papers, which the site does not need. Raises ``BuildError`` without it."""
    from polisi.publish.build import BuildError

    try:
        from polisi.paper import making
    except ImportError as error:
        raise BuildError(say("paper.missing", language, detail=str(error))) from error
    return making
