"""Front matter: where it ends, what its values are and on which lines, what is refused."""

from __future__ import annotations

import pytest

from polisi.text.front_matter import split
from polisi.yaml_files.faults import line_at
from polisi.yaml_files.parsing import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: b\n---\nBody", ("a: b\n", "Body", 4)),
        ("---\na: b\n...\nBody", ("a: b\n", "Body", 4)),
        ("---  \na: b\n---\t\n\nBody", ("a: b\n", "\nBody", 4)),
        ("---\n---\nBody", ("", "Body", 3)),
        ("---\na: b\n---", ("a: b\n", "", 3)),
        ("Body\n---\n", ("", "Body\n---\n", 1)),
        ("\n---\na: b\n---\n", ("", "\n---\na: b\n---\n", 1)),
        ("", ("", "", 1)),
        ("---\na: b\n", (None, "", 1)),
        ("---", (None, "", 1)),
        ("---\na: |\n  ---\n---\nB", ("a: |\n  ---\n", "B", 5)),
    ],
)
def test_split(text: str, expected: tuple[str | None, str, int]) -> None:
    assert split(text) == expected


def test_values_stay_as_written_and_know_their_lines() -> None:
    text = "a: 1.10\nb: no\nc: [x, 'y']\nd:\n  e: 2026-09-01\nf: ~\ng: '~'\nh: null\ni:\n"
    values, problems = parse(text, "x.md", 2)
    assert problems == []
    assert values == {
        "a": "1.10", "b": "no", "c": ["x", "y"], "d": {"e": "2026-09-01"},
        "f": "", "g": "~", "h": "", "i": "",
    }  # fmt: skip
    assert [line_at(values, (key,)) for key in values] == [2, 3, 4, 5, 7, 8, 9, 10]
    assert line_at(values, ("d", "e")) == 6
    assert line_at(values, ("c", 1)) == 4


def test_marks_of_ours_are_taken_out() -> None:
    values, _ = parse('a: "\\ue000ref:SM-001\\ue001"\n', "x.md", 2)
    assert values["a"] == "ref:SM-001"


@pytest.mark.parametrize(
    ("text", "line", "detail"),
    [
        ("a: b: c\n", 2, "mapping values are not allowed"),
        ("a: @b\n", 2, "cannot start any token"),
        ("a: [b\n", 2, "did not find expected"),
        ("a: 'b\n", 2, "unexpected end"),
        ("- a\n", 2, "key: value"),
        ("just words\n", 2, "key: value"),
        ("a: b\n---\nc: d\n", 3, "---"),
        ("a: &x b\nc: *x\n", 2, "&x"),
        ("a: *x\n", 2, "*x"),
        ("<<: *x\n", 2, "*x"),
        ("a: !!python/name:os.system x\n", 2, "python/name:os.system"),
        ("a: !x [b]\n", 2, "!x"),
        ("? [a]\n: b\n", 2, "not a word"),
        ("? {a: b}\n: b\n", 2, "not a word"),
        ("a: b\nŵ: \x07\n", 3, "control characters"),
        ("a: " + "[" * 13 + "]" * 13 + "\n", 2, "nested more than 12 deep"),
        ("a: " + "[" * 300_000, 2, "nested more than 12 deep"),
        ("- " * 100_000, 2, "nested more than 12 deep"),
        ("a: " + "{b: " * 100_000, 2, "nested more than 12 deep"),
        ("".join(" " * n + "a:\n" for n in range(100)), 14, "nested more than 12 deep"),
        ("a: b\n{", 3, "':'"),  # nothing follows, not even the end of the line
        ("a: b\nc", 3, "':'"),
    ],
)
def test_what_is_refused(text: str, line: int, detail: str) -> None:
    values, (problem,) = parse(text, "x.md", 2)
    assert values == {}
    assert (problem.code, problem.path, problem.line) == ("yaml-broken", "x.md", line)
    assert detail in problem.values["detail"]


@pytest.mark.parametrize("text", ["a: b\n\tc: d\n", "a:\n\t- b\n", "a:\n  \tb: c\n"])
def test_a_tab_is_named(text: str) -> None:
    values, (problem,) = parse(text, "x.md", 2)
    assert (values, problem.code, problem.line) == ({}, "yaml-tab", 3)


def test_several_mistakes_show_at_once_each_under_its_own_key() -> None:
    text = "title: a: b\nowner: x\nclauses: {\n  SM-001: [a\n}\nsummary: 'x\nkind:\n\t- y\n"
    values, problems = parse(text, "x.md", 2)
    assert values == {}
    assert [(each.code, each.line) for each in problems] == [
        ("yaml-broken", 2), ("yaml-broken", 6), ("yaml-broken", 7), ("yaml-tab", 9),
    ]  # fmt: skip


def test_a_bracket_that_nothing_closes_is_a_mistake_of_its_own_entry() -> None:
    _, (problem,) = parse("a: [b\nc: d\ne: f\n", "x.md", 2)
    assert problem.line == 2


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    rows = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60)]
    values, (problem,) = parse("a0: &a0 x\n" + "\n".join(rows), "x.md", 2)
    assert values == {}
    assert problem.line == 2


def test_a_key_twice() -> None:
    values, (problem,) = parse("a: b\nc: d\na: {x: y}\n", "x.md", 2)
    assert values == {"a": "b", "c": "d"}
    assert (problem.code, problem.line, problem.values) == ("yaml-key-twice", 4, {"key": "a"})


def test_an_ampersand_is_no_anchor() -> None:
    assert parse("a: R&D\nb: R & D\nc: '&x'\n", "x.md", 2)[0]["b"] == "R & D"


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_nothing(text: str) -> None:
    assert parse(text, "x.md", 2) == ({}, [])
