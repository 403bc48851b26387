"""The picture of the cross-references."""

from __future__ import annotations

import re

from polisi.pages.content.lists import LABEL_WIDTH, ROW, Node, draw


def node(id_: str, *cites: str) -> Node:
    return Node(id_, f"Title {id_}", f"#{id_}", cites)


def test_only_what_cites_or_is_cited_is_drawn() -> None:
    picture = draw([node("A", "C"), node("B"), node("C")])
    assert [row.node.id for row in picture.rows] == ["A", "C"]
    assert len(picture.arcs) == 1


def test_rows_keep_the_order_and_are_a_finger_apart() -> None:
    picture = draw([node("A", "B"), node("B", "C"), node("C", "A")])
    assert [row.y for row in picture.rows] == [ROW // 2, ROW // 2 + ROW, ROW // 2 + 2 * ROW]
    assert ROW >= 24  # WCAG 2.2, 2.5.8
    assert picture.height == 3 * ROW


def test_an_arc_goes_from_the_citing_row_to_the_cited_one_inside_the_picture() -> None:
    nodes = [node("A", "Z"), *(node(f"M{n}", "A") for n in range(40)), node("Z")]
    picture = draw(nodes)
    first = next(arc for arc in picture.arcs if arc.startswith(f"M{LABEL_WIDTH + 8} 12C"))
    assert first.endswith(f" {picture.rows[-1].y}")
    for arc in picture.arcs:
        numbers = [int(n) for n in re.findall(r"-?\d+", arc)]
        curve = 0.25 * numbers[0] + 0.75 * numbers[2]  # a cubic's middle
        assert 0 < curve < picture.width
        assert all(0 <= y <= picture.height for y in numbers[1::2])


def test_what_is_unknown_or_itself_has_no_arc() -> None:
    picture = draw([node("A", "A", "X"), node("B", "A")])
    assert len(picture.arcs) == 1


def test_nothing_to_draw() -> None:
    picture = draw([node("A"), node("B")])
    assert picture.rows == []
    assert picture.arcs == []
    assert picture.height > 0
    assert draw([]).height > 0


def test_long_titles_are_cut_at_a_word() -> None:
    long = Node("AB-001", "word " * 30, "#", ["AB-001", "AB-002"])
    label = draw([long, node("AB-002")]).rows[0].label
    assert len(label) <= 52
    assert label.endswith("word…")
    assert label.startswith("AB-001 ")
