"""One engine and three front doors: whichever command builds a site, every byte is the same."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

import decisions
import forks
from polisi.policies.editions import NAMES
from projects import BASE, CY_ABOUT, EN_ABOUT, EN_SM, SCHOOL
from sites import ROOT, Change, agree, build, change, environment, hashes, replaced, with_code

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
EXTRA = """
extra_css: [assets/school/own.css, https://x.test/a.css]
extra_javascript:
  - {path: assets/moved.js, defer: true}
  - https://x.test/a.mjs
"""
CHANGES: Mapping[str, Change] = {
    "docs/assets/plan.svg": PICTURE,
    "docs/robots.txt": "User-agent: *\n",
    "overrides/assets/school/own.css": "a { color: red }\n",
    "mkdocs.yml": lambda text: re.sub(r"^extra_\w+:\n( .*\n)*", "", text, flags=re.M) + EXTRA,
    **{
        path: lambda text: f"{text}\n![Plan](../assets/plan.svg) [1](index.md) [2](#cite)\n"
        for path in (EN_ABOUT, CY_ABOUT)
    },
}


@pytest.fixture(scope="module", params=["en", "cy"])
def fork(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small fork with a picture, own files and own settings, for each default language."""
    school = BASE[SCHOOL].replace("default_language: en", f"default_language: {request.param}")
    folder = with_code(forks.copy(tmp_path_factory.mktemp(request.param), {SCHOOL: school}))
    change(folder, CHANGES)
    agree(folder)
    decisions.adopt(folder, "SM")
    change(folder, {EN_SM: replaced("ask for consent", "ask for signed consent")})
    agree(folder)
    return folder


def ours(folder: Path, *arguments: str, **variables: str) -> Mapping[str, bytes]:
    """Return every file of the site that ``polisi build`` makes, in this process."""
    variables["SOURCE_DATE_EPOCH"] = forks.EPOCH
    done = build(folder, arguments=arguments, **variables)
    assert done.status == 0, done.output
    return hashes(done.site)


def built(folder: Path, door: str, *arguments: str, **variables: str) -> Mapping[str, bytes]:
    """Return every file of the site that a command builds."""
    run(folder, "-m", door, "build", *arguments, "--site-dir", f"site-{door}", **variables)
    return hashes(folder / f"site-{door}")


def run(folder: Path, *arguments: str, **variables: str) -> None:
    """Run Python in a folder, where it must succeed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(SOURCE_DATE_EPOCH=forks.EPOCH, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout


ONE_AFTER_THE_OTHER = """
import json, os, sys
from importlib import import_module
from compiled import templates_compiled_once
door = sys.argv[1]
command = import_module(f"{door}.__main__").cli
with templates_compiled_once():
    for name, edition, arguments in json.loads(sys.argv[2]):
        os.environ["POLISI_EDITION"] = edition
        command(["build", *arguments, "--site-dir", f"{name}-{door}"], door, standalone_mode=False)
"""
"""What a generator's command does, several times: to start it takes as long as to build."""
FOLDER = "a folder"
Site = tuple[str, str, tuple[str, ...]]
"""The name of a site, its edition, and further arguments of the command."""
SITES: list[Site] = [*((name, name, ()) for name in NAMES), (FOLDER, "", ("--no-directory-urls",))]
Ours = Mapping[str, Mapping[str, bytes]]
"""The name of a site to its files."""


@pytest.fixture(scope="module", params=["mkdocs", "properdocs"])
def door(request: pytest.FixtureRequest, fork: Path) -> str:
    """A generator that has built all sites of a fork: the one in order, the other in reverse.

    So neither the first nor the last one could owe anything to those before it.
    """
    name = str(request.param)
    order = SITES if name == "mkdocs" else SITES[::-1]
    helpers = {"PYTHONPATH": str(Path(__file__).parents[1] / "helpers")}
    run(fork, "-c", ONE_AFTER_THE_OTHER, name, json.dumps(order), **helpers)
    return name


@pytest.fixture(scope="module")
def sites_of_ours(fork: Path) -> Ours:
    """What ``polisi build`` makes of a fork: every file of each site."""
    return {
        name: ours(fork, *arguments, POLISI_EDITION=edition) for name, edition, arguments in SITES
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_edition_is_the_same(fork: Path, sites_of_ours: Ours, door: str, name: str) -> None:
    site = sites_of_ours[name]
    assert b"assets/school/own.css" in site["index.html"]
    assert b'assets/moved.js" defer></script>' in site["index.html"]
    assert b'<script src="https://x.test/a.mjs" type="module">' in site["index.html"]
    assert site["assets/plan.svg"] == PICTURE.encode()
    assert hashes(fork / f"{name}-{door}") == site


def test_the_command_builds_what_is_built_in_this_process(fork: Path) -> None:
    assert built(fork, "polisi") == ours(fork)


def test_a_site_for_a_folder_is_the_same(fork: Path, sites_of_ours: Ours, door: str) -> None:
    site = sites_of_ours[FOLDER]
    assert b'href="about/index.html"' in site["index.html"]
    assert hashes(fork / f"{FOLDER}-{door}") == site


def test_an_edition_can_be_named_in_the_command(tmp_path: Path) -> None:
    folder = with_code(forks.copy(tmp_path))
    assert ours(folder, "--edition", "parents") == ours(folder, POLISI_EDITION="parents")


def test_mkdocs_must_list_our_two_languages(tmp_path: Path) -> None:
    folder = with_code(forks.copy(tmp_path))
    change(folder, {"mkdocs.yml": replaced("locale: cy", "locale: fr")})
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=folder, env=environment(), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "mkdocs.yml lists the languages en, fr under i18n, and a site has en, cy" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_theme_that_makes_none_of_the_pages_changes_nothing(tmp_path: Path) -> None:
    """Nor does --dirty, which is for pages that MkDocs makes."""
    folder = with_code(forks.copy(tmp_path / "Ysgol Tŷ Gŵyr"))
    site = ours(folder)
    (folder / "site-mkdocs").mkdir()
    (folder / "site-mkdocs/CNAME").write_text("policies.example")
    theirs = built(folder, "mkdocs", "--theme", "mkdocs", "--dirty")
    assert theirs == {**site, "CNAME": b"policies.example"}


# Without a generator


def needed(names: list[str], seen: set[str]) -> set[str]:
    """Return the packages that some packages need, themselves included."""
    for name in names:
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in seen:
            continue
        try:
            requires = distribution(key).requires or []
        except PackageNotFoundError:  # for another system, or another Python
            continue
        seen.add(key)
        needed([re.split(r"[^\w.-]", each)[0] for each in requires if "extra ==" not in each], seen)
    return seen


def test_a_site_is_built_where_no_generator_is_installed(tmp_path: Path) -> None:
    """In a Python that has nothing but what the engine needs."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.M | re.S)
    assert listed
    names = re.findall(r'^ +"([\w-]+)', listed[1], re.M)
    assert {"Markdown", "Jinja2", "PyYAML", "pydantic"} <= set(names)
    own = [name for name in names if "mkdocs" not in name]
    packages = tmp_path / "packages"
    packages.mkdir()
    for name in needed(own, set()):
        for file in distribution(name).files or ():
            top = packages / file.parts[0]
            if file.parts[0] != ".." and not top.exists():
                top.symlink_to(str(distribution(name).locate_file(file.parts[0])))
    for package in packages.iterdir():
        assert "mkdocs" not in package.name and "material" not in package.name
    folder = with_code(forks.copy(tmp_path / "fork"))
    done = subprocess.run(
        [sys.executable, "-S", "-m", "polisi", "build", "--root", str(folder)],
        env={
            "PYTHONPATH": os.pathsep.join([str(folder / "hooks"), str(packages)]),
            "SOURCE_DATE_EPOCH": forks.EPOCH,
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert hashes(folder / "site") == built(folder, "mkdocs")
