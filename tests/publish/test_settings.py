"""``mkdocs.yml``, whatever is in it: words, in a build and in a preview."""

from __future__ import annotations

from pathlib import Path

import pytest

import projects
from polisi.publish import build, settings
from polisi.publish.build import BuildError
from polisi.serving.preview import Preview
from polisi.yaml_files import mkdocs_file

BROKEN = [b"a: [", b"\xff\xfe", b"site_dir: [1]\n", b"extra_javascript: 5\n", None]
"""No YAML, no text, values of a wrong type, and no file."""


@pytest.fixture(params=BROKEN, ids=str)
def root(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    projects.write(tmp_path, projects.files())
    if request.param:
        (tmp_path / mkdocs_file.FILE).write_bytes(request.param)
    return tmp_path


def test_what_can_not_be_read_is_a_problem_of_the_file(root: Path) -> None:
    with pytest.raises(mkdocs_file.SettingsError, match=r".") as broken:
        settings.read(root)
    assert broken.value.problem.path == mkdocs_file.FILE


def test_a_build_says_so(root: Path) -> None:
    with pytest.raises(BuildError, match=r"mkdocs\.yml:1: error"):
        build.build(root, "en", print)


def test_a_preview_says_so_and_goes_on(root: Path) -> None:
    preview = Preview(root, "en", "http://127.0.0.1:8000/")
    answer = preview.answer("")
    assert answer.status == 200
    assert "mkdocs.yml:1: error" in answer.body.decode()


BASE = """\
site_dir: !ENV [NOWHERE, OUT, web]
use_directory_urls: !ENV FLAT
extra_css: [one.css]
extra: {kept: !other {a: b}}
"""


@pytest.mark.parametrize("out", ["", "elsewhere"])
def test_what_it_inherits_and_what_the_environment_says(
    tmp_path: Path, out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As MkDocs reads it, or the two would build two sites."""
    monkeypatch.delenv("NOWHERE", raising=False)
    monkeypatch.setenv("FLAT", "false")
    monkeypatch.setenv("OUT", out) if out else monkeypatch.delenv("OUT", raising=False)
    above = "INHERIT: ../base.yml\nextra_css: [two.css]\nextra: {more: x}\n"
    below = "INHERIT: sub/middle.yml\n"
    projects.write(tmp_path, {mkdocs_file.FILE: below, "sub/middle.yml": above, "base.yml": BASE})
    found = settings.read(tmp_path)
    assert (found.site_dir, found.files, found.sheets) == (out or "web", True, ["two.css"])
    assert mkdocs_file.read(tmp_path)["extra"] == {"kept": {"a": "b"}, "more": "x"}
