"""What a preview meets while somebody writes: words, and never a traceback."""

from __future__ import annotations

import os
import sys
from html import unescape
from pathlib import Path

import pytest

import forks
import projects
from polisi import project
from polisi.problems import as_text, unreadable
from polisi.publish import build
from polisi.publish.build import BuildError
from polisi.serving import watching
from polisi.serving.preview import Preview
from polisi.words.languages import LANGUAGES
from polisi.words.phrases import say

SHEET, SCRIPT = "overrides/assets/styles/own.css", "overrides/assets/own.js"
SHEETS = {SHEET: "assets/polisi.css", SCRIPT: "assets/own.js"}
"""Where each stands in the site."""


def spoil(file: Path, how: str) -> None:
    if how == "pipe":
        os.mkfifo(file)
    elif how == "bytes":
        file.write_bytes(b"a {\n\xff\xfe}")


@pytest.mark.parametrize(
    ("path", "how", "said"),
    [
        (SHEET, "bytes", f"{SHEET}:2: error [file-not-utf8]"),
        (SCRIPT, "bytes", f"{SCRIPT}:2: error [file-not-utf8]"),
        (SHEET, "pipe", f"{SHEET}:1: error [file-unreadable]"),
    ],
)
def test_what_can_not_be_read_is_told_of(tmp_path: Path, path: str, how: str, said: str) -> None:
    root = forks.copy(tmp_path / "project")
    spoil(root / path, how)
    preview = Preview(root, "en", "http://127.0.0.1:8000/")
    heard: list[str] = []
    preview.tell = heard.append
    for _ in range(2):
        assert said in preview.answer(SHEETS[path]).body.decode()
    assert len(heard) == 1
    assert heard[0].startswith(said)
    assert "<html" in preview.answer("").body.decode()
    with pytest.raises(BuildError) as broken:
        build.build(root, "en", print)
    assert said in str(broken.value)


def page(root: Path, address: str = "") -> str:
    return Preview(root, "en", "http://127.0.0.1:8000/").answer(address).body.decode()


@pytest.mark.parametrize("changes", ["", "changes: soon\n", "changes: {1.0.0: {on: never}}\n"])
def test_a_policy_without_a_version_is_no_mistake_of_a_template(
    tmp_path: Path, changes: str
) -> None:
    root = forks.copy(tmp_path / "project")
    file = root / projects.EN_SM
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith("changes:"))
    file.write_text(kept.replace("owner: headteacher\n", f"owner: headteacher\n{changes}"))
    for address in ("", "policies/", "policies/media/"):
        assert "template-broken" not in page(root, address)


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
def test_a_file_whose_name_is_no_text_keeps_no_page_from_being_shown(tmp_path: Path) -> None:
    root = forks.copy(tmp_path / "project")
    Path(os.fsdecode(os.fsencode(root / "docs/en") + b"/\xff.md")).write_text("")
    assert "<html" in page(root)


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("ids.csv", b"\xff\n", "file-not-utf8"),
        ("docs/en/school/again.md", b"---\npolicy: SM\ntitle: Again\n---\n", "policy-twice"),
        ("docs/en/school/more.md", b"---\nextends: SM\n---\n", "page-missing-cy"),
    ],
)
def test_what_is_wrong_with_a_file_that_makes_no_page_stands_on_the_home_page(
    tmp_path: Path, path: str, content: bytes, code: str
) -> None:
    root = forks.copy(tmp_path / "project")
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_bytes(content)
    preview = Preview(root, "en", "http://127.0.0.1:8000/")
    preview.show(watching.found(root))
    for address in ("", "cy/"):
        html = preview.answer(address).body.decode()
        assert f"<code>{code}</code> <code>{path}:" in html


@pytest.mark.parametrize("gone", ["docs/cy", "mkdocs.yml", "overrides/polisi/written.html"])
def test_why_there_is_nothing_to_see_stands_there_in_both_languages(
    tmp_path: Path, gone: str
) -> None:
    root = forks.copy(tmp_path / "project")
    (root / gone).rename(root / "away")
    for language in LANGUAGES:
        preview = Preview(root, language, "http://127.0.0.1:8000/")
        heard: list[str] = []
        preview.tell = heard.append
        html = unescape(preview.answer("").body.decode())
        assert all(say("preview.sorry", each) in html for each in LANGUAGES)
        assert html.count(gone) >= 2
        assert heard == [heard[0]]
        assert heard[0] in html


def test_what_the_system_refuses_is_told_of_with_its_fix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = forks.copy(tmp_path / "project")
    preview = Preview(root, "en", "http://127.0.0.1:8000/")

    def refused(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error", str(root / "school.yml"))

    monkeypatch.setattr(project, "load", refused)
    html = unescape(preview.answer("").body.decode())
    for language in LANGUAGES:
        assert as_text(unreadable("school.yml", OSError(5, "Input/output error")), language) in html
