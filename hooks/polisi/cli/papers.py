"""The command ``polisi paper``: PDF and Word of everything, and posters."""

from __future__ import annotations

import argparse
import sys
from types import ModuleType

from polisi.cli.shared import OK, PROBLEMS, Commands
from polisi.policies import editions
from polisi.words.languages import Language
from polisi.words.phrases import say


def add(commands: Commands) -> None:
    """Declare the command."""
    added = commands.add("paper", "paper.command", make)
    added.add_argument(
        "--edition", choices=editions.NAMES, default="", help=commands.say("cli.edition")
    )


def make(options: argparse.Namespace) -> int:
    """Make the papers of an edition, and say where they are."""
    from polisi.publish.build import BuildError

    def tell(message: str) -> None:
        print(message, file=sys.stderr)

    try:
        making = _loaded(options.language)
        making.make(options.root, options.language, tell, options.edition)
    except BuildError as error:
        tell(str(error))
        return PROBLEMS
    return OK


def _loaded(language: Language) -> ModuleType:
    """Load what makes papers, which the site does not need. Raises ``BuildError`` without it."""
    from polisi.publish.build import BuildError

    try:
        from polisi.paper import making
    except ImportError as error:
        raise BuildError(say("paper.missing", language, detail=str(error))) from error
    return making
