"""The command ``polisi azure``: every edition, ready for Azure Static Web Apps."""

from __future__ import annotations

import argparse
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
    """Declare the command."""
    added = commands.add("azure", "azure.about", build)
    added.add_argument("--out", type=Path, help=commands.say("azure.out"), metavar="FOLDER")
    added.add_argument("--tenant", default="", help=commands.say("azure.tenant"), metavar="ID")
    added.add_argument(
        "--edition",
        dest="names",
        action="append",
        choices=editions.NAMES,
        help=commands.say("azure.edition"),
    )


def build(options: argparse.Namespace) -> int:
    """Build the editions, each in a folder of its own, and say where they are."""
    from polisi.outputs import azure
    from polisi.publish.build import BuildError, build_each

    def tell(message: str) -> None:
        print(message, file=sys.stderr)

    language = options.language
    tenant = options.tenant or os.environ.get(TENANT, "")
    if tenant and not ID.fullmatch(tenant):
        tell(say("azure.no-tenant", language, tenant=tenant))
        return COULD_NOT_RUN
    names = options.names or editions.NAMES
    try:
        for folder in build_each(
            options.root,
            language,
            tell,
            dict.fromkeys(names),
            options.out or options.root / FOLDER,
            lambda name: azure.files(name, tenant),
        ):
            tell(say("azure.built", language, edition=folder.name, folder=str(folder)))
    except BuildError as error:
        tell(str(error))
        return PROBLEMS
    return OK
