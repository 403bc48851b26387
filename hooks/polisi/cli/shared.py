"""What the commands share: how one is declared, what it ends with, and how it loads a folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from polisi import disk, project, saving
from polisi.problems import Problem, render
from polisi.text.documents import NoProjectError
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say

OK, PROBLEMS, COULD_NOT_RUN = 0, 1, 2
"""Exit statuses."""

Run = Callable[[argparse.Namespace], int]
RunLoaded = Callable[[project.Project, argparse.Namespace], int]


@dataclass(frozen=True, slots=True)
class Commands:
    """Where each command adds itself."""

    subparsers: argparse._SubParsersAction[argparse.ArgumentParser]
    language: Language
    """The language of the help."""

    def add(self, name: str, about: str, run: Run) -> argparse.ArgumentParser:
        """Declare a command: its name, the phrase that says what it does, and what runs it."""
        added = self.subparsers.add_parser(
            name, parents=[_common(self.language)], help=self.say(about)
        )
        added.set_defaults(run=run)
        return added

    def add_loaded(self, name: str, about: str, run: RunLoaded) -> argparse.ArgumentParser:
        """Declare a command that needs the project read."""
        return self.add(name, about, lambda options: _loaded(options, run))

    def say(self, phrase: str) -> str:
        """Return a phrase in the language of the help."""
        return say(phrase, self.language)


def report(problems: Sequence[Problem], language: Language) -> bool:
    """Print problems that keep a command from being of use; tell whether there are any."""
    if problems:
        print(render(problems, "text", language), file=sys.stderr)
    return bool(problems)


def save(
    loaded: project.Project,
    files: Mapping[Path, bytes],
    language: Language,
    removed: Iterable[Path] = (),
) -> bool:
    """Write and remove files, all of them or none; tell whether it was done, and say why not."""
    try:
        saving.save(loaded.root, files, removed, loaded.seen)
    except (OSError, saving.SavedError) as error:
        print(why_not(error, language), file=sys.stderr)
        return False
    return True


def why_not(error: OSError | saving.SavedError, language: Language) -> str:
    """Say why nothing was written."""
    if isinstance(error, saving.SavedError):
        return say("cli.saved-since", language, path=str(error.file))
    key = "cli.locked" if isinstance(error, disk.LockedError) else "cli.not-written"
    return say(key, language, **disk.told(error))


def _common(language: Language) -> argparse.ArgumentParser:
    """Return what every command takes."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), help=say("cli.root", language), metavar="FOLDER"
    )
    common.add_argument(
        "--language", choices=LANGUAGES, default=language, help=say("cli.language", language)
    )
    return common


def _loaded(options: argparse.Namespace, run: RunLoaded) -> int:
    """Read the project and run a command on it, or say why it cannot be read."""
    try:
        loaded = project.load(options.root)
    except NoProjectError as error:
        print(say("cli.no-project", options.language, path=str(error)), file=sys.stderr)
        return COULD_NOT_RUN
    except OSError as error:
        print(say("cli.unreadable", options.language, **disk.told(error)), file=sys.stderr)
        return COULD_NOT_RUN
    return run(loaded, options)
