"""Commands in processes of their own, each forked from one that has loaded what they begin with.

To load a generator and the engine takes half of the time of a small build.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

LOADED = ["mkdocs.commands.build", "polisi.serving.mkdocs"]
QUICK = ("mkdocs", "polisi")
"""Modules that may run where that is loaded; ProperDocs takes the place of MkDocs."""
TIMEOUT = 120
"""Seconds that a command may take."""

_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload(LOADED)


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """Run a module with arguments, as ``python -m`` does in a folder.

    Returns its status and what it said. Raises ``TimeoutError`` when it takes too long.
    """
    with TemporaryDirectory() as name:
        said = Path(name, "said")
        process = _forking.Process(target=_run, args=(command, folder, dict(environment), said))
        process.start()
        process.join(TIMEOUT)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(command, said.read_text(encoding="utf-8"))
        return process.exitcode, said.read_text(encoding="utf-8")


def _run(command: Sequence[str], folder: Path, environment: dict[str, str], said: Path) -> None:
    """Be a command: with its folder, its environment, its arguments and what it says."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    with said.open("wb", buffering=0) as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    sys.path.insert(0, str(folder))
    sys.argv = list(command)
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
