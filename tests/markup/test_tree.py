"""The tree of a text: what a reader reads, block by block, with the line of each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from polisi.markup.marks import TERM_MARK
from polisi.markup.tree import Block
from polisi.pages.html.fragments import Fragment
from polisi.text import reading

TEXT = """\
Staff must *not*:

- ask
    1. twice

    or more
- tell the {{ roles.headteacher }}

!!! warning "Take care"
    See [SM-001].

    > They said
    > so.

| Who | When |
|---|---|
| a | b `c` |

***

(choice) Agree? {#agree}

- Yes
- No

Dear (text: name), read [this](x.md "Tip") ![A tree](y.png)
*hwn*{: lang=cy }.

    code
"""


def brief(block: Block) -> str:
    return f"{block.line} {'/'.join((*block.within, block.kind))}: {' '.join(block.words.split())}"


def test_every_block_has_its_kind_its_place_and_its_line() -> None:
    assert [brief(block) for block in reading.read(TEXT, "en").outline.blocks] == [
        "0 paragraph: Staff must not:",
        "2 ul/item: ask",
        "3 ul/ol/item: twice",
        "5 ul/paragraph: or more",
        "6 ul/item: tell the",
        "8 note warning/title: Take care",
        "9 note warning/paragraph: See .",
        "11 note warning/quote/paragraph: They said so.",
        "14 table/cell: Who",
        "14 table/cell: When",
        "16 table/cell: a",
        "16 table/cell: b",
        "16 rule: ",
        "20 field choice/label: Agree?",
        "20 field choice/label: Yes",
        "20 field choice/label: No",
        "25 paragraph: Dear , read this hwn.",
        "28 code: ",
    ]


def test_the_pieces_of_a_block() -> None:
    blocks = reading.read(TEXT, "en").outline.blocks
    pieces = [piece for block in blocks for piece in block.pieces if piece.kind != "words"]
    assert [(piece.kind, piece.text, piece.target) for piece in pieces] == [
        ("value", "roles.headteacher", ""),
        ("reference", "SM-001", ""),
        ("code", "c", ""),
        ("gap", "name", "text"),
        ("link", "this", "x.md"),
        ("tip", "Tip", ""),
        ("image", "A tree", "y.png"),
        ("foreign", "hwn", ""),
        ("code", "code\n", ""),
    ]
    assert [p.text for b in blocks for p in b.pieces if p.emphasised] == ["not", "hwn"]


def test_a_cell_knows_its_row_and_column() -> None:
    cells = [block for block in reading.read(TEXT, "en").outline.blocks if block.kind == "cell"]
    assert [(cell.row, cell.column) for cell in cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a](javascript:x)", "javascript:x"),
        ("[a](<b c.pdf>)", "b c.pdf"),
        ("[a](mailto:{{ contact.email }})", "mailto:\ue000attribute:contact.email\ue001"),
    ],
)
def test_a_link_has_the_address_that_is_written(text: str, target: str) -> None:
    (block,) = reading.read(text, "en").outline.blocks
    assert [piece.target for piece in block.pieces if piece.kind == "link"] == [target]


def test_a_text_is_read_once() -> None:
    assert reading.read(TEXT, "en") is reading.read(TEXT, "en")


def words(text: reading.Text) -> list[str]:
    """Return the words of the page, without those of fields and gaps."""

    def said(kind: str, value: str) -> str:
        return value.partition(":")[2] if kind == TERM_MARK else " "

    tree = LexborHTMLParser(Fragment.of(text.html).fill(said))
    assert tree.body is not None
    return tree.body.text(separator="").split()


PARTS = [
    "word", "pupil's", " ", "  ", "\n", "\n\n", "\n    ", "- ", "1. ", "(a) ", "• ", "*", "**", "_",
    "`", "[a](b.md)", "![c](d.png)", "[SM-001]", "{{ school.name }}", "{{ x | meddal }}", "> ",
    "| a | b |\n|---|---|\n| c | d |", "!!! note\n    ", '!!! warning "T"\n    ', "***\n", "&lt;",
    "&#8217;", "<b>", "\\", "{: .c }", "    code", "\t", "tag", "|", "#", "e@f.gh", "<https://i.jk>",
]  # fmt: skip


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PARTS), max_size=14))
def test_whatever_the_text_the_blocks_are_what_is_on_the_page(parts: list[str]) -> None:
    text = reading.read("".join(parts), "en")
    read = [
        "".join(
            piece.text if piece.kind in ("words", "code", "foreign") else " "
            for piece in block.pieces
            if piece.kind not in ("link", "image", "tip")
        )
        for block in text.outline.blocks
    ]
    assert "".join(" ".join(read).split()) == "".join(words(text))


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PARTS), max_size=14))
def test_whatever_the_text_lines_are_lines_of_it_in_order(parts: list[str]) -> None:
    text = "".join(parts)
    lines = [block.line for block in reading.read(text, "en").outline.blocks]
    assert lines == sorted(lines)
    assert all(0 <= line <= text.count("\n") for line in lines)
