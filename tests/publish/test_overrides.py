"""Style sheets and scripts that can't be read: words, in a build and in a preview."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import forks
from polisi.publish import build
from polisi.publish.build import BuildError
from polisi.publish.preview import Preview

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
