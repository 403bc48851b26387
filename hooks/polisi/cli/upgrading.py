"""The command ``polisi upgrade``: take the template's next version."""

from __future__ import annotations

import argparse
from pathlib import Path

from polisi.cli.shared import Commands


def add(commands: Commands) -> None:
    """Declare the command."""
    added = commands.add("upgrade", "upgrade.about", upgrade)
    added.add_argument(
        "--from",
        dest="source",
        default="upstream",
        help=commands.say("upgrade.from"),
        metavar="ADDRESS",
    )
    added.add_argument("--to", default="", help=commands.say("upgrade.to"), metavar="1.1.0")
    added.add_argument("--report", type=Path, help=commands.say("upgrade.report"), metavar="FILE")


def upgrade(options: argparse.Namespace) -> int:
    """Run the upgrade."""
    from polisi import upgrade as upgrading

    return upgrading.run(options.root, options.source, options.to, options.report, options.language)
