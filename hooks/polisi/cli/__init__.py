"""The command ``polisi``. Each command is a module that declares it and runs it."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from polisi.cli import (
    adopting,
    agreeing,
    building,
    checking,
    hosting,
    importing,
    papers,
    requesting,
    school,
    standing,
    translating,
    upgrading,
)
from polisi.cli.shared import PROBLEMS, Commands
from polisi.words.languages import environment_language
from polisi.words.phrases import say

COMMANDS = (
    checking,
    school,
    building,
    hosting,
    papers,
    upgrading,
    agreeing,
    adopting,
    requesting,
    importing,
    translating,
    standing,
)
"""In the order of the help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0, 1 (there are problems) or 2 (it could not run)."""
    try:
        return _main(arguments)
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS


def _main(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Welsh on a Windows console; and a file's name need not be text
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    gc.disable()  # nothing here makes cycles worth collecting, and the process is short
    status: int = options.run(options)
    return status


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, its help in the terminal's language."""
    language = environment_language()
    parser = argparse.ArgumentParser(prog="polisi", description=say("cli.about", language))
    subparsers = parser.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        command.add(Commands(subparsers, language))
    return parser
