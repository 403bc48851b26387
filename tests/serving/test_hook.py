"""MkDocs without our hook publishes nothing, and says why."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

import forks
import projects
from sites import copy, replaced

HOOK = "hooks:\n  - hooks/main.py\n"


def test_mkdocs_without_the_hook_says_that_it_is_missing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    changes = {"mkdocs.yml": replaced(HOOK, "")}
    root = copy(tmp_path, changes, parts=["overrides", "mkdocs.yml"])
    projects.write(root, projects.files())
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        build(load_config(str(root / "mkdocs.yml")))
    (said,) = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert "mkdocs.yml does not list hooks/main.py" in said
    assert "Nid yw mkdocs.yml yn rhestru hooks/main.py" in said
    assert not list((root / "site").rglob("*.html"))


def test_a_preview_misses_no_home_page(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    root = forks.copy(tmp_path)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(tmp_path / "nothing"))
    languages = logging.getLogger("mkdocs.plugins.mkdocs_static_i18n")
    before = languages.level
    try:
        config.plugins.on_startup(command="serve", dirty=False)
        with caplog.at_level(logging.WARNING):
            build(config, serve_url="http://127.0.0.1:8000/")
    finally:
        languages.setLevel(before)
    assert [record.getMessage() for record in caplog.records] == []
