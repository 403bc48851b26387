"""The command ``polisi``. Each command is a module that declares it and runs it."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

from polisi import disk
from polisi.words.languages import environment_language
from polisi.words.phrases import say

COMMANDS: Mapping[str, str] = {
    "check": "checking",
    "school": "school",
    "reviews": "school",
    "schema": "school",
    "build": "building",
    "serve": "building",
    "azure": "building",
    "paper": "papers",
    "pack": "papers",
    "upgrade": "upgrading",
    "agree": "agreeing",
    "adopt": "adopting",
    "request": "requesting",
    "import": "importing",
    "new": "importing",
    "translate": "translating",
    "status": "progress",
}
"""Each command, in the order of the help, and the module of this folder that declares it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0, 1 (there are problems) or 2 (it could not run).

    As a program, without ``arguments``, it ends at once: to let go of what was read, one object
    after the other, takes longer than some checks.
    """
    gc.disable()  # nothing here makes cycles worth collecting, and the process is short
    try:
        status = _main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # whoever read the output has seen enough
        _let_go()
        return 1  # as where there are problems
    except (KeyboardInterrupt, MemoryError, OSError) as error:
        status = 2
        _say_why(error)
        _let_go()
    if arguments is None and threading.active_count() == 1:
        os._exit(status)
    return status


def _say_why(error: BaseException) -> None:
    """Say in words what has ended a command where nobody further in had an answer."""
    key, values = "cli.no-memory", dict[str, str]()
    if isinstance(error, OSError):
        key, values = "cli.system", disk.told(error)
    elif isinstance(error, KeyboardInterrupt):
        key = "cli.stopped"
    with suppress(OSError):  # there is nowhere to say it
        print(say(key, environment_language(), **values), file=sys.stderr, flush=True)


def _let_go() -> None:
    """Drop what could not be printed: Python would try it again at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _main(arguments: Sequence[str] | None) -> int:
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # whoever runs it has closed them, and reads nothing
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 PTH123
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Welsh on a Windows console; and a file's name need not be text
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else arguments
    options = _parser(words[0] if words else "").parse_args(words)
    status: int = options.run(options)
    return status


def _parser(wanted: str) -> argparse.ArgumentParser:
    """Return the parser of the command line, its help in the terminal's language.

    Only the module of the command that is wanted is loaded, because that is most of the time that
    a small project takes. Whoever names none, or none that there is, is told of all.
    """
    from polisi.cli.shared import Commands  # it loads nearly all, which no cycle is looked for in

    language = environment_language()
    parser: argparse.ArgumentParser = _Parser(prog="polisi", description=say("cli.about", language))
    is_known = wanted in COMMANDS
    names = f"{{{','.join(COMMANDS)}}}" if is_known else None  # argparse knows of one only
    subparsers = parser.add_subparsers(dest="command", required=True, metavar=names)
    for module in [COMMANDS[wanted]] if is_known else dict.fromkeys(COMMANDS.values()):
        import_module(f"polisi.cli.{module}").add(Commands(subparsers, language))
    return parser


class _Help(argparse.HelpFormatter):
    """What begins a help, in the terminal's language."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        if prefix is None:
            prefix = f"{say('cli.usage', environment_language())} "
        super().add_usage(usage, actions, groups, prefix)


class _Parser(argparse.ArgumentParser):
    """A parser, and those of its commands, that says in the terminal's language what argparse
    says in English."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, formatter_class=_Help)
        language = environment_language()
        self._positionals.title = say("cli.positionals", language)
        self._optionals.title = say("cli.options", language)
        self._option_string_actions["-h"].help = say("cli.help", language)

    def error(self, message: str) -> NoReturn:
        """Say what can't be understood, and how the command is written."""
        self.print_usage(sys.stderr)
        said = say("cli.misread", environment_language(), program=self.prog, detail=message)
        self.exit(2, f"{said}\n")
