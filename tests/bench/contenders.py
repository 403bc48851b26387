"""The projects that are built, and the programs that build them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measuring import MKDOCS, POLISI, PROJECT, Measure, run
from bench.texts import HOME, LANGUAGES, POLICY, Policy
from stock import STOCK_CONFIG

ZENSICAL = "zensical==0.0.73"
"""The newest one whose parts are all to be had; later ones need a package that is not there."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same text as a project of ours and as one for the stock stack."""

    name: str
    ours: Path
    stock: Path
    zensical: Path
    """The stock project in a folder of its own, for a site of its own."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A program and what it does to a project."""

    name: str
    measure: Callable[[Pair], Measure]


def synthetic(folder: Path, size: int) -> Pair:
    """Write ``size`` made-up policies in both forms."""
    ours, stock = folder / "ours", folder / "stock"
    for project in (ours, stock):
        for language in LANGUAGES:
            (project / "docs" / language / "policies").mkdir(parents=True)
            home = f"---\ntitle: {POLICY[language]}\n---\n{HOME[language]}\n"
            (project / "docs" / language / "index.md").write_text(home, "utf-8")
    for policy in (Policy(number, size) for number in range(size)):
        for language in LANGUAGES:
            path = Path("docs", language, "policies", policy.file)
            (ours / path).write_text(policy.ours(language), "utf-8")
            (stock / path).write_text(policy.stock(language), "utf-8")
    return _completed(f"N={size}", ours, stock)


def shipped(folder: Path) -> Pair:
    """Copy the project as it is shipped, and its pages for the stock stack."""
    ours, stock = folder / "ours", folder / "stock"
    for project in (ours, stock):
        shutil.copytree(PROJECT / "docs", project / "docs")
    return _completed("shipped", ours, stock)


def _completed(name: str, ours: Path, stock: Path) -> Pair:
    for file in ("mkdocs.yml", "school.yml"):
        shutil.copyfile(PROJECT / file, ours / file)
    for part in ("hooks", "overrides"):
        (ours / part).symlink_to(PROJECT / part, target_is_directory=True)
    (stock / "mkdocs.yml").write_text(STOCK_CONFIG, "utf-8")
    zensical = stock.with_name("zensical")
    shutil.copytree(stock, zensical)
    if name != "shipped":
        run([*POLISI, "agree", "--all"], ours)
    return Pair(name, ours, stock, zensical)


def contenders(folder: Path, with_zensical: bool) -> list[Contender]:
    """Return the programs, stock first; ``folder`` is where Zensical may be installed."""
    found = [
        Contender("stock", lambda pair: _built([*MKDOCS, "build"], pair.stock)),
        Contender("mkdocs build", lambda pair: _built([*MKDOCS, "build"], pair.ours)),
        Contender("polisi build", lambda pair: _built([*POLISI, "build"], pair.ours)),
        Contender(
            "parents' edition",
            lambda pair: _built([*POLISI, "build"], pair.ours, POLISI_EDITION="parents"),
        ),
        Contender("polisi check", lambda pair: run([*POLISI, "check"], pair.ours)),
    ]
    if with_zensical and (program := zensical(folder)):
        found.append(Contender("zensical", lambda pair: _built([program, "build"], pair.zensical)))
    return found


def zensical(folder: Path) -> str:
    """Install Zensical into an environment of its own; an empty string where that fails."""
    bin_ = folder / "zensical" / "bin"
    commands: Sequence[Sequence[str]] = (
        [sys.executable, "-m", "venv", str(bin_.parent)],
        [str(bin_ / "python"), "-m", "pip", "install", "--quiet", ZENSICAL],
    )
    for command in commands if not bin_.exists() else ():
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return ""
    return str(bin_ / "zensical")


def _built(command: Sequence[str], project: Path, **environment: str) -> Measure:
    """Measure a build that starts without a site.

    The former site is put aside, to be deleted at the end: for minutes after a deletion, ext4
    without a journal takes seconds to find places for thousands of new files.
    """
    for name in ("site", ".cache"):
        if (project / name).exists():
            (project / name).rename(tempfile.mkdtemp(dir=project.parent))
    return run(command, project, **environment)
