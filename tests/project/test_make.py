"""What ``make`` does before it asks another program: words, where that one would have none."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not here")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose programs say only which of them was called."""
    for name in ("Makefile", "mkdocs.yml", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    programs = tmp_path / ".venv/bin"
    programs.mkdir(parents=True)
    for name, status in (("mkdocs", 0), ("polisi", 1)):
        (programs / name).write_text(f"#!/bin/sh\necho {name} $1\nexit {status}\n")
        (programs / name).chmod(0o755)
    (tmp_path / ".venv/.site").touch()
    return tmp_path


def folder(file: Path) -> None:
    file.mkdir()


def link_to_itself(file: Path) -> None:
    file.symlink_to(file.name)


@pytest.mark.parametrize("target", ["site", "share", "serve"])
@pytest.mark.parametrize("spoil", [folder, link_to_itself, None])
def test_settings_that_can_not_be_read_are_told_of_by_the_check(
    root: Path, target: str, spoil: Callable[[Path], None] | None
) -> None:
    if spoil:
        (root / "mkdocs.yml").unlink()
        spoil(root / "mkdocs.yml")
    made = subprocess.run(
        ["make", target], cwd=root, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True
    )
    said = [line for line in made.stdout.splitlines() if line.startswith(("polisi ", "mkdocs "))]
    builds = "serve" if target == "serve" else "build"
    assert said == (["polisi check"] if spoil else [f"mkdocs {builds}"])
    assert (made.returncode != 0) == bool(spoil)
