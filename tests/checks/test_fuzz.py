"""Real files mangled at random: nothing raises, and every problem can be said."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polisi import checks, project
from polisi.model import LANGUAGES
from polisi.problems import all_rules, render
from polisi.text.documents import read
from sites import ROOT

FILES = {
    file.relative_to(ROOT).as_posix(): file.read_bytes()
    for file in sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "school.yml"])
}
SIGNS = [
    b"---\n", b"#", b"{", b"}", b"{#SM-001}", b"[", b"]", b"[SM-999]", b"](", b")", b"`", b"<",
    b">",
    b"&", b"*", b"|", b"|---|\n", b"- ", b"    ", b"\t", b"\n", b"\r", b"\r\n", b"\0", b"\xff",
    b"\xc5", b"\xef\xbb\xbf", "\ue000".encode(), "\ue001".encode(), "\u202e".encode(), b"{{", b"}}",
    b"!!! note\n", b": ", b"'", b'"', b"policy: SM\n", b"clauses:\n", b"<script>", b"javascript:",
    b"[^1]", b"[a]: b\n", b"===\n", b"2026-09-01", b"https://[", b"\\", b"\x02", b"999999999999",
]  # fmt: skip

Operation = Callable[[bytes], bytes]


def insert(at: float, sign: bytes, times: int) -> Operation:
    return lambda old: old[: int(at * len(old))] + sign * times + old[int(at * len(old)) :]


def cut(at: float, length: int) -> Operation:
    return lambda old: old[: int(at * len(old))] + old[int(at * len(old)) + length :]


def flip(at: float, byte: int) -> Operation:
    def operation(old: bytes) -> bytes:
        place = int(at * (len(old) - 1)) if old else 0
        return old[:place] + bytes([byte]) + old[place + 1 :]

    return operation


def move_line(source: float, target: float, keep: bool, indent: int) -> Operation:
    def operation(old: bytes) -> bytes:
        lines = old.splitlines(keepends=True)
        if not lines:
            return old
        line = lines[int(source * (len(lines) - 1))]
        if not keep:
            lines.remove(line)
        lines.insert(int(target * len(lines)), b" " * indent + line)
        return b"".join(lines)

    return operation


PLACE = st.floats(0, 1)
OPERATIONS = st.lists(
    st.one_of(
        st.builds(insert, PLACE, st.sampled_from(SIGNS), st.sampled_from([1, 1, 1, 2, 50])),
        st.builds(cut, PLACE, st.integers(1, 2000)),
        st.builds(flip, PLACE, st.integers(0, 255)),
        st.builds(move_line, PLACE, PLACE, st.booleans(), st.sampled_from([0, 0, 1, 4])),
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def content() -> object:
    """A copy of the real content, whose files are put right again after each example."""
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "school.yml", folder)
    yield folder
    shutil.rmtree(folder)


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(changes=st.dictionaries(st.sampled_from(sorted(FILES)), OPERATIONS, min_size=1, max_size=3))
def test_mangled_files(content: Path, changes: dict[str, list[Operation]]) -> None:
    try:
        for path, operations in changes.items():
            mangled = FILES[path]
            for operation in operations:
                mangled = operation(mangled)
            (content / path).write_bytes(mangled)
        found = checks.run(project.load(content))
        for problem in found:
            assert problem.code in all_rules()
            assert problem.line >= 1
            assert (content / problem.path).exists() or problem.path == "school.yml"
        for language in LANGUAGES:
            for form in ("text", "github", "json"):
                render(found, form, language)
    finally:
        for path in changes:
            (content / path).write_bytes(FILES[path])


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(raw=st.binary(max_size=200), prefix=st.sampled_from([b"", b"---\n", b"---\na: b\n---\n"]))
def test_any_bytes(raw: bytes, prefix: bytes) -> None:
    document, problems = read(prefix + raw, "docs/en/x.md", "en", "x.md")
    assert document or problems
    last = (prefix + raw).count(b"\n") + (prefix + raw).count(b"\r") + 2
    for problem in problems:
        assert 1 <= problem.line <= last
    if document:
        assert [p.line for p in document.passages] == sorted({p.line for p in document.passages})
