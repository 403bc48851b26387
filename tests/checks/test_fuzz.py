"""Files mangled at random: nothing raises, and every problem can be said.

Those of the small project, many times over; ``make audit`` mangles the real ones too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import projects
from audit import ALL
from polisi import checks, project
from polisi.problems import all_rules, render
from polisi.text.documents import read
from polisi.words.languages import LANGUAGES
from sites import ROOT

SMALL = {path: str(text).encode() for path, text in sorted(projects.files().items())}
REAL = {
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


Changes = dict[str, list[Operation]]


def changes(files: Mapping[str, bytes], at_least: int = 1) -> st.SearchStrategy[Changes]:
    """Return what may become of up to three files."""
    return st.dictionaries(st.sampled_from(list(files)), OPERATIONS, min_size=at_least, max_size=3)


def examples(number: int) -> settings:
    """Return settings under which the same examples come every time."""
    return settings(
        max_examples=number,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def mangle(root: Path, files: Mapping[str, bytes], changes: Changes) -> None:
    """Mangle some files of a project, check it, say every problem, and put the files right."""
    try:
        for path, operations in changes.items():
            mangled = files[path]
            for operation in operations:
                mangled = operation(mangled)
            (root / path).write_bytes(mangled)
        with projects.without_history():
            found = checks.run(project.load(root))
        for problem in found:
            assert problem.code in all_rules()
            assert problem.line >= 1
            assert (root / problem.path).exists() or problem.path == "school.yml"
        for language in LANGUAGES:
            for form in ("text", "github", "json"):
                render(found, form, language)
    finally:
        for path in changes:
            (root / path).write_bytes(files[path])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return projects.write(tmp_path_factory.mktemp("small"), SMALL)


@pytest.mark.parametrize("path", SMALL)
@examples(100)
@given(operations=OPERATIONS, others=changes(SMALL, at_least=0))
def test_a_mangled_file(
    small: Path, path: str, operations: list[Operation], others: Changes
) -> None:
    """Each file, alone and together with others: a thousand times in all."""
    mangle(small, SMALL, {**others, path: operations})


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return projects.write(tmp_path_factory.mktemp("real"), REAL)


@pytest.mark.audit
@pytest.mark.skipif(not ALL, reason="long; make audit does it")
@pytest.mark.parametrize("path", REAL)
@examples(max(10, 300 // len(REAL)))
@given(operations=OPERATIONS, others=changes(REAL, at_least=0))
def test_a_mangled_real_file(
    real: Path, path: str, operations: list[Operation], others: Changes
) -> None:
    """Each file, alone and together with others: three hundred times in all, and more."""
    mangle(real, REAL, {**others, path: operations})


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
