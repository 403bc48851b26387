"""Lists as people write them: which lines are items, and how deep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from polisi.markup import lists
from polisi.text import reading


def outline(text: str) -> str:
    """Write the lists of a text: ``ul(one ol a(two))``."""
    body = LexborHTMLParser(reading.read(text, "en").html).body
    assert body is not None
    return " ".join(_outline(body))


def _outline(node: LexborNode) -> list[str]:
    found = []
    for child in node.iter(include_text=True):
        if child.tag in ("ul", "ol"):
            kind = " ".join([str(child.tag), *map(str, child.attributes.values())])
            found.append(f"{kind}({' '.join(_outline(child))})")
        elif child.tag == "-text":
            found += (child.text() or "").split()
        else:
            found += _outline(child)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "- one\n- two",
        "• one\n• two",
        "•\tone\n•\ttwo",
        "· one\n· two",
        "– one\n– two",
        "o\tone\no\ttwo",
        "\uf0b7 one\n\uf0b7 two",
        "* one\n+ two",
    ],
)
def test_signs_of_bullets(text: str) -> None:
    assert outline(text) == "ul(one two)"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1. one\n2. two", "ol"),
        ("1) one\n2) two", "ol"),
        ("(1) one\n(2) two", "ol"),
        ("3) one\n4) two", "ol 3"),
        ("a) one\nb) two", "ol a"),
        ("(a) one\n(b) two", "ol a"),
        ("a. one\nb. two", "ol a"),
        ("i. one\nii. two", "ol i"),
        ("(i) one\n(ii) two", "ol i"),
        ("(a) one\n\n(b) two", "ol a"),
    ],
)
def test_signs_of_numbered_lists(text: str, kind: str) -> None:
    assert outline(text) == f"{kind}(one two)"


@pytest.mark.parametrize("space", ["  ", "   ", "    ", "\t"])
def test_items_are_nested_by_two_spaces_or_more(space: str) -> None:
    text = f"- one\n{space}- two\n{space}{space}- three\n{space}- four\n- five"
    assert outline(text) == "ul(one ul(two ul(three) four) five)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Do:\n- one\n- two", "Do: ul(one two)"),
        ("Do:\n1) one", "Do: ol(one)"),
        ("Do:\n• one\n  (a) two\n  (b) three", "Do: ul(one ol a(two three))"),
        ("1. one\n(a) two\n(b) three\n2. four", "ol(one ol a(two three) four)"),
        ("- one\n\n  more\n\n- two", "ul(one more two)"),
        ("- one\n\nAfter.", "ul(one) After."),
        ("- one\n- two:\n  1. three", "ul(one two: ol(three))"),
        ("> • one\n>   • two", "ul(one ul(two))"),
        ("!!! note\n    • one\n      • two", "note:note ul(one ul(two))"),
        ("- one\n\n1. two", "ul(one) ol(two)"),
    ],
)
def test_where_a_list_starts_and_what_belongs_to_it(text: str, expected: str) -> None:
    assert outline(text).replace("\ue000", "").replace("\ue001", "") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Words\n- one",
        "The Act of\n1998. So.",
        "(b) is the second",
        "e.g. this",
        "see\n(a) the form",
        "–one",
        "5 - 3",
        "    • code",
    ],
)
def test_what_is_no_list(text: str) -> None:
    assert "l(" not in outline(text)


@given(
    st.lists(
        st.sampled_from(["- ", "1. ", "    ", "  ", "x", "x:", "\n", "\n\n", "> ", "!!! note\n"])
    )
)
def test_every_line_is_kept_in_its_order(parts: list[str]) -> None:
    before = "".join(parts).split("\n")
    after, numbers = lists.as_markdown(before)
    assert sorted(numbers) == numbers
    assert set(numbers) == set(range(len(before)))
    for line, number in zip(after, numbers, strict=True):
        assert line.split()[-1:] == before[number].split()[-1:] or not line


@given(st.lists(st.sampled_from(["- x\n", "    - y\n", "1. z\n", "\n", "Words.\n"])))
def test_what_markdown_reads_rightly_is_left_alone(parts: list[str]) -> None:
    """Four spaces, a hyphen or a number with its stop, an empty line before."""
    lines = "".join(parts).split("\n")
    after, _ = lists.as_markdown(lines)
    assert [line for line in after if line not in lines] == []
