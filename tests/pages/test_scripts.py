"""Scripts of pages: all in files, so that a server may forbid any other."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import forks
from polisi.pages.html import templates
from polisi.publish import scripts
from sites import ROOT, Built, Page, build, change


def left_in_page(page: Page) -> list[str]:
    """Return what a page would run though it stands in the page."""
    found = [
        node.text()
        for node in page.all("script:not([src])")
        if node.attributes.get("type", "") in ("", "module", "text/javascript")
    ]
    for node in page.all("*"):
        found += [name for name in node.attributes if name.startswith("on")]
        found += [
            value
            for value in node.attributes.values()
            if value and value.strip().lower().startswith("javascript:")
        ]
    return found


def test_no_page_has_a_script_in_it(site: Built) -> None:
    for page in site.pages.values():
        assert left_in_page(page) == [], page.path


def test_pages_state_the_policy_before_they_load_anything(site: Built) -> None:
    for page in site.pages.values():
        if not page.is_lasting:
            head = page.html.partition("<link")[0]
            assert head.count(templates.META) == 1, page.path
            assert "frame-ancestors" not in page.html, "browsers warn of it in a page"


def test_a_copy_for_a_folder_states_none(as_files: Built) -> None:
    """Browsers differ in whether a file is the same site as the file beside it."""
    for page in as_files.pages.values():
        assert "Content-Security-Policy" not in page.html
        assert left_in_page(page) == [], page.path


def test_make_share_builds_that_copy(tmp_path: Path) -> None:
    line = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nshare:")[2].splitlines()[1]
    arguments = line.partition("$(GENERATOR) ")[2].replace("$(SHARE)", "").split()
    project, folder = forks.copy(tmp_path / "project"), str(tmp_path / "share")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mkdocs",
            *[folder if each == "share" else each for each in arguments],
        ],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in Path(folder).rglob("*")
        if file.suffix == ".html"
    }
    change(project, {"mkdocs.yml": lambda text: text + "\nuse_directory_urls: false\n"})
    ours = build(project)
    assert len(made) > 50
    assert made == {
        path: (ours.site / path).read_bytes() for path in ours.files if path.endswith(".html")
    }
    assert sorted(each.name for each in tmp_path.iterdir()) == ["project", "share"]


# What explains a script to programmers stays with them


def lean(folder: Path, text: str) -> str:
    (folder / "one.js").write_text(text, encoding="utf-8")
    return scripts.lean(folder / "one.js")


def test_a_comment_with_lines_of_its_own_is_left_out(tmp_path: Path) -> None:
    script = '/* What\nfor */\n"use strict"\n  /* ** why * / ** */\n  go()\n'
    assert lean(tmp_path, script) == '"use strict"\n  go()\n'


def test_what_is_not_a_comment_alone_stays(tmp_path: Path) -> None:
    script = "/*! licence */\n/* a */ go() /* b */\nconst path = /\\/*x*\\//\n/* c */ stop()\n"
    assert lean(tmp_path, script) == script


def test_every_script_of_the_site_is_the_whole_program_without_comments(shipped: Built) -> None:
    """As another program counts them: what runs of it is the same to the last sign."""
    names = {path for path in shipped.files if path.startswith("assets/") and path.endswith(".js")}
    sources = {f"assets/{file.name}": file for file in scripts.scripts(ROOT / "overrides")}
    assert names == set(sources)
    for path, file in sources.items():
        source, published = file.read_text(encoding="utf-8"), shipped.text(path)
        assert not re.search(r"^\s*/\*(?!!)", published, re.M), path
        lines = [line for line in published.splitlines() if line]
        assert [line for line in source.splitlines() if line in set(lines)] == lines, path
