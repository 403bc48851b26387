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


@pytest.fixture
def portable(tmp_path: Path) -> Make:
    """Return what makes a PDF of the contents of its pages; its fonts are F, and others by name."""

    def make(*pages: str, fonts: Mapping[str, str] | None = None) -> Path:
        named = {"F": "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", **(fonts or {})}
        font = "".join(f"/{name}{value}" for name, value in named.items())
        kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
        parts = ["<</Type/Catalog/Pages 2 0 R>>"]
        parts += [f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>"]
        for at, content in enumerate(pages):
            parts += [
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]"
                f"/Contents {4 + 2 * at} 0 R/Resources<</Font<<{font}>>>>>>",
                f"<</Length {len(content)}>>stream\n{content}\nendstream",
            ]
        path = tmp_path / "old.pdf"
        path.write_bytes(_written(parts))
        return path

    return make


def _written(parts: list[str]) -> bytes:
    """Return a PDF of its parts."""
    raw, places = "%PDF-1.4\n", list[int]()
    for number, part in enumerate(parts, 1):
        places.append(len(raw))
        raw += f"{number} 0 obj\n{part}\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{rows}"
    trailer = f"trailer\n<</Root 1 0 R/Size {len(parts) + 1}>>\nstartxref\n{len(raw)}\n%%EOF"
    return f"{raw}{table}{trailer}".encode("ascii")
