"""The commands ``polisi build`` and ``polisi serve``: the site, without MkDocs."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path

from polisi.cli.shared import COULD_NOT_RUN, OK, PROBLEMS, Commands
from polisi.policies import editions
from polisi.words.phrases import say


def add(commands: Commands) -> None:
    """Declare both commands."""
    building = commands.add("build", "cli.build", build)
    serving = commands.add("serve", "cli.serve", serve)
    for each in (building, serving):
        each.add_argument(
            "--edition", choices=editions.NAMES, default="", help=commands.say("cli.edition")
        )
    building.add_argument(
        "--site-dir", type=Path, help=commands.say("cli.site-dir"), metavar="FOLDER"
    )
    building.add_argument(
        "--no-directory-urls",
        dest="files",
        action="store_true",
        help=commands.say("cli.no-directory-urls"),
    )
    serving.add_argument(
        "--port", type=int, default=8000, help=commands.say("cli.port"), metavar="8000"
    )


def build(options: argparse.Namespace) -> int:
    """Write the site, without MkDocs, and say where it is."""
    from polisi.publish.build import BuildError
    from polisi.publish.build import build as build_site

    def tell(message: str) -> None:
        print(message, file=sys.stderr)

    try:
        folder = build_site(
            options.root,
            options.language,
            tell,
            options.edition,
            options.site_dir,
            options.files,
        )
    except BuildError as error:
        tell(str(error))
        return PROBLEMS
    tell(say("cli.built", options.language, folder=str(folder)))
    return OK


def serve(options: argparse.Namespace) -> int:
    """Show the site while it is written, without MkDocs, until Ctrl+C."""
    from polisi.publish import serving

    def tell(message: str) -> None:
        print(message, file=sys.stderr, flush=True)

    gc.enable()  # this process is not short
    try:
        serving.serve(options.root, options.language, tell, options.port, options.edition)
    except OSError as error:
        values = {"port": str(options.port), "detail": str(error.strerror)}
        tell(say("serve.no-port", options.language, **values))
        return COULD_NOT_RUN
    return OK
