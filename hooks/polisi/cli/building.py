"""The commands ``polisi build``, ``polisi serve`` and ``polisi azure``: sites, without MkDocs."""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from pathlib import Path

from polisi.cli.shared import COULD_NOT_RUN, OK, PROBLEMS, Commands
from polisi.policies import editions
from polisi.words.phrases import say

TENANT = "AZURE_TENANT_ID"
"""Environment variable that names the organisation whose accounts are asked for."""
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
FOLDER = "editions"


def add(commands: Commands) -> None:
    """Declare the three commands."""
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
    hosting = commands.add("azure", "azure.about", azure)
    hosting.add_argument("--out", type=Path, help=commands.say("azure.out"), metavar="FOLDER")
    hosting.add_argument("--tenant", default="", help=commands.say("azure.tenant"), metavar="ID")
    hosting.add_argument(
        "--edition",
        dest="names",
        action="append",
        choices=editions.NAMES,
        help=commands.say("azure.edition"),
    )


def build(options: argparse.Namespace) -> int:
    """Write the site, without MkDocs, and say where it is."""
    from polisi.publish.build import BuildError
    from polisi.publish.build import build as build_site

    try:
        folder = build_site(
            options.root,
            options.language,
            _tell,
            options.edition,
            options.site_dir,
            options.files,
        )
    except BuildError as error:
        _tell(str(error))
        return PROBLEMS
    _tell(say("cli.built", options.language, folder=str(folder)))
    return OK


def serve(options: argparse.Namespace) -> int:
    """Show the site while it is written, without MkDocs, until Ctrl+C."""
    from polisi.serving import server

    gc.enable()  # this process is not short
    try:
        server.serve(options.root, options.language, _tell, options.port, options.edition)
    except (OSError, OverflowError) as error:  # the port is taken, or there is none of that number
        _tell(server.no_port(error, options.port, options.language, "--port"))
        return COULD_NOT_RUN
    return OK


def azure(options: argparse.Namespace) -> int:
    """Build the editions, each in a folder of its own, and say where they are."""
    from polisi.outputs import azure as host
    from polisi.publish.build import BuildError, build_each

    language = options.language
    tenant = options.tenant or os.environ.get(TENANT, "")
    if tenant and not ID.fullmatch(tenant):
        _tell(say("azure.no-tenant", language, tenant=tenant))
        return COULD_NOT_RUN
    names = options.names or editions.NAMES
    try:
        for folder in build_each(
            options.root,
            language,
            _tell,
            dict.fromkeys(names),
            options.out or options.root / FOLDER,
            lambda name: host.files(name, tenant),
        ):
            _tell(say("azure.built", language, edition=folder.name, folder=str(folder)))
    except BuildError as error:
        _tell(str(error))
        return PROBLEMS
    return OK


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
