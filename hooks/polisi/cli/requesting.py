"""The command ``polisi request``: do what a form on GitHub asks for, and print the answer."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from polisi import disk, saving
from polisi.cli.shared import COULD_NOT_RUN, OK, PROBLEMS, Commands, why_not
from polisi.editing import trial
from polisi.project import Project
from polisi.requests import answering, applying, fetching, templates
from polisi.requests.forms import FORMS
from polisi.words.phrases import say

TOKEN = "GH_TOKEN"
"""The variable with which GitHub is asked for what is dropped into a private repository."""


def add(commands: Commands) -> None:
    """Declare the command."""
    added = commands.add_loaded("request", "cli.request", run)
    what = added.add_mutually_exclusive_group(required=True)
    for name in ("body", "event"):
        about = commands.say(f"cli.request-{name}")
        what.add_argument(f"--{name}", type=Path, metavar="FILE", help=about)
    added.add_argument(
        "--fetch", type=Path, metavar="FOLDER", help=commands.say("cli.request-fetch")
    )
    added.add_argument(
        "--files", type=Path, metavar="FOLDER", help=commands.say("cli.request-files")
    )
    about = commands.say("cli.request-forms")
    what.add_argument("--forms", action="store_true", help=about)
    added.add_argument(
        "--kind", choices=[*FORMS], default="", help=commands.say("cli.request-kind")
    )


def run(loaded: Project, options: argparse.Namespace) -> int:
    """Write what a form asks for when nothing is wrong with it, and print the answer.

    A text that is no form has no answer, and nothing is done.
    """
    try:
        if options.forms:
            trial.write(loaded.root, templates.templates(loaded))
            return OK
        if options.fetch:
            found = applying.links(loaded, _body(options))
            fetching.fetch(found, options.fetch, os.environ.get(TOKEN, ""))
            return OK
        outcome = applying.outcome(loaded, _body(options), options.kind, options.files)
        if outcome is None:
            return OK
        trial.write(
            loaded.root, {**outcome.files, **outcome.pictures}, outcome.removed, loaded.seen
        )
    except (disk.LockedError, saving.SavedError) as error:
        print(why_not(error, options.language), file=sys.stderr)
        return COULD_NOT_RUN
    except (OSError, ValueError) as error:
        detail = str(error)
        if isinstance(error, OSError):
            detail = "{path}: {detail}".format_map(disk.told(error))
        print(say("cli.request-failed", options.language, detail=detail), file=sys.stderr)
        return COULD_NOT_RUN
    print(answering.answer(outcome), end="")
    return PROBLEMS if outcome.is_wrong else OK


def _body(options: argparse.Namespace) -> str:
    """Return the text of the issue; an event is what GitHub writes for a workflow."""
    if options.body:
        raw: bytes = options.body.read_bytes()
        return raw.decode("utf-8")
    event = json.loads(options.event.read_bytes())
    issue = event.get("issue") if isinstance(event, dict) else None
    return str((issue.get("body") if isinstance(issue, dict) else "") or "")
