"""Documents as schools have them, made here: nothing of anybody else's is kept."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from polisi import intake
from polisi.intake import Proposal, Wishes

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DAY = datetime.date(2026, 11, 29)
Import = Callable[..., Proposal]
Make = Callable[..., Path]


@pytest.fixture
def word(tmp_path: Path) -> Make:
    """Return what makes a Word file of the XML of its body, and of other parts by name."""

    def make(body: str, parts: Mapping[str, str] | None = None, name: str = "old.docx") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
            archive.writestr("word/document.xml", document)
            for part, text in (parts or {}).items():
                archive.writestr(part, text.replace("WORD", WORD))
        return path

    return make


@pytest.fixture
def page(tmp_path: Path) -> Make:
    """Return what makes a page of HTML, or a file of Markdown."""

    def make(text: str, name: str = "old.html") -> Path:
        path = tmp_path / name
        is_page = name.endswith("html")
        path.write_text(f"<html><body>{text}</body></html>" if is_page else text, "utf-8")
        return path

    return make


@pytest.fixture
def bring_in() -> Import:
    """Return what proposes a policy with the code XB."""

    def bring(*files: Path, code: str = "XB") -> Proposal:
        return intake.bring_in(files, Wishes(code), [], DAY)

    return bring
