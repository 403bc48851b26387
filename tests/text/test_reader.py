"""Reading a file: passages with their lines, and what is no page at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import projects
from polisi.text.documents import Document, read, read_all, split_passages

TEXT = """\
---
policy: SM
title: Title
---
Before.

## Section {#contact}

### One { #SM-001 }
First line.

Second.
### Two ## {: #SM-002 }

### Three
#hashtag
\\# no heading
"""


def document(raw: bytes) -> Document:
    found, problems = read(raw, "docs/en/x.md", "en", "x.md")
    assert problems == []
    assert found is not None
    return found


def outline(found: Document) -> list[tuple[int, str, str, int, str]]:
    return [(p.line, p.id, p.title, p.level, p.body) for p in found.passages]


OUTLINE = [
    (7, "contact", "Section", 2, ""),
    (9, "SM-001", "One", 3, "First line.\n\nSecond."),
    (13, "SM-002", "Two", 3, ""),
    (15, "", "Three", 3, ""),
    (16, "", "hashtag", 1, "\\# no heading"),
]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_marks(newline: str, mark: bytes) -> None:
    found = document(mark + TEXT.replace("\n", newline).encode())
    assert outline(found) == OUTLINE
    assert (found.preamble, found.body_line) == ("Before.\n\n", 5)
    assert found.title == "Title"
    assert found.passages[1].body_line == 10


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"\xff\xfe-\0-\0-\0", "file-not-utf8", 1),
        (b"\xfe\xff\0-\0-\0-", "file-not-utf8", 1),
        (b"---\ntitle: x\n---\n\nT\xf4", "file-not-utf8", 5),
        (b"---\ntitle: x\n---\n\n\0", "file-nul", 5),
        (b"x" * 1_000_001, "file-too-big", 1),
        (b"---\ntitle: x\n", "front-matter-open", 1),
        (b"", "front-matter-missing", 1),
        (b"# Title\n", "front-matter-missing", 1),
        (b" ---\ntitle: x\n---\n", "front-matter-missing", 1),
        (b"---\n- a\n---\n", "yaml-broken", 2),
        (b"---\n\na: [\n---\n", "yaml-broken", 3),
    ],
)
def test_what_is_no_page(raw: bytes, code: str, line: int) -> None:
    found, (problem,) = read(raw, "docs/en/x.md", "en", "x.md")
    assert found is None
    assert (problem.code, problem.line) == (code, line)


@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n\n", b"\nBody"])
def test_ends_of_files(end: bytes) -> None:
    assert document(b"---\ntitle: x\n---" + end).passages == ()


def test_an_attribute_beside_the_id_is_part_of_the_title() -> None:
    """So that it can't slip past the rules on raw HTML."""
    _, (passage,) = split_passages("## T {#x onclick=alert(1)}\n", "", 1)
    assert (passage.id, passage.title) == ("", "T {#x onclick=alert(1)}")


def test_marks_of_ours_are_taken_out() -> None:
    found = document("---\ntitle: x\n---\na\ue000ref:SM-001\ue001\x02b\x03".encode())
    assert found.preamble == "aref:SM-001b"


def test_files_in_order_and_what_is_left_out(tmp_path: Path) -> None:
    page = "---\ntitle: x\n---\n"
    projects.write(
        tmp_path,
        {
            "docs/cy/a.md": page,
            "docs/en/b/c.md": page,
            "docs/en/b.MD": page,
            "docs/en/.hidden.md": "",
            "docs/en/.git/x.md": "",
            "docs/en/x.txt": "",
            "docs/en/folder.md/d.markdown": page,
            "docs/fr/e.md": "",
        },
    )
    documents, problems = read_all(tmp_path)
    assert problems == []
    assert [(d.language, d.name) for d in documents] == [
        ("en", "b.MD"),
        ("en", "b/c.md"),
        ("en", "folder.md/d.markdown"),
        ("cy", "a.md"),
    ]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs/en").mkdir(parents=True)
    with pytest.raises(FileNotFoundError, match=r"^docs/cy$"):
        read_all(tmp_path)


def test_the_body_of_a_document() -> None:
    assert document(b"---\na: b\n---\nX\n## Y {#y}\nZ").body == "X\n\n## Y\nZ"
