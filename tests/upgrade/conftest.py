"""A template with the versions 1.0.0 and 1.1.0, and a fork of it for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

import projects
from upgrades import commit, first_version, git, second_version


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("template")
    git(root, "init", "-q", "-b", "main")
    for version, files in (("1.0.0", first_version()), ("1.1.0", second_version())):
        commit(root, files, version)
        git(root, "tag", "-a", f"v{version}", "-m", version)
    git(root, "tag", "not-a-version")
    return root


@pytest.fixture
def fork(template: Path, tmp_path: Path) -> Path:
    """A fork with the template's history, at 1.0.0."""
    root = tmp_path / "fork"
    git(tmp_path, "clone", "-q", "--no-tags", str(template), str(root))
    git(root, "reset", "-q", "--hard", git(template, "rev-parse", "v1.0.0^{commit}"))
    return root


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in projects.git_environment().items():
        monkeypatch.setenv(key, value)
