"""The outline and the substance of a text, read off its Markdown."""

from __future__ import annotations

import pytest

from polisi.markup.shape import Substance, shape, substance, without_code
from polisi.markup.syntax import REFERENCE

NO = frozenset[str]()


@pytest.mark.parametrize(
    ("text", "items", "tables", "admonitions", "run_on"),
    [
        ("Words.\n\nMore words.", (), (), (), None),
        ("- a\n- b", ((0, 2),), (), (), None),
        ("* a\n+ b\n\n1. c\n2. d", ((0, 4),), (), (), None),
        ("- a\n    - b\n    - c\n        - d\n- e", ((0, 2), (1, 2), (2, 1)), (), (), None),
        ("Words:\n- a\n- b", (), (), (), 1),
        ("Words:\n\n- a\n\n- b", ((0, 2),), (), (), None),
        ("- a\nlazy line\n- b", ((0, 2),), (), (), None),
        ("- a\n\nWords\n- b", ((0, 1),), (), (), 3),
        ("The Act of\n1998. So.", (), (), (), None),
        ("5 - 3 is\n-no item", (), (), (), None),
        ("| a | b |\n|---|---|\n| c | d |\n| e | f |", (), ((2, 2),), (), None),
        ("a | b\n--- | ---\nc | d", (), ((1, 2),), (), None),
        ("| a |\n|:-:|\n\n| b |\n|---|\n| c |", (), ((0, 1), (1, 1)), (), None),
        ('!!! note "x"\n    - a\n    - b\n\n!!! Warning\n    c', ((1, 2),), (),
         ("note", "warning"), None),
        ("!!! drafting", (), (), ("drafting",), None),
        ("**Bold** at the start", (), (), (), None),
        ("", (), (), (), None),
    ],
)  # fmt: skip
def test_shape(
    text: str,
    items: tuple[tuple[int, int], ...],
    tables: tuple[tuple[int, int], ...],
    admonitions: tuple[str, ...],
    run_on: int | None,
) -> None:
    found = shape(text)
    assert (found.items, found.tables) == (items, tables)
    assert (found.admonitions, found.run_on) == (admonitions, run_on)


def of(text: str) -> Substance:
    return substance(text, REFERENCE)


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("{{ a.b }} {{c|meddal}} {{ d | llaes }}", "placeholders", {"a.b", "c", "d"}),
        ("See [SM-001] and `[SM-002]`: [SM-003](x).", "references", {"SM-001"}),
        ("[a](b.md#c) ![d](<e f.png>) <https://x.org/>", "links", {"b.md#c", "e", "https://x.org"}),
        ('[a](b.md "Title") [a](\nb.md)', "links", {"b.md"}),
        ("[a](https://llyw.cymru/x/y)", "links", {"gov.wales"}),
        ("[a](https://www.estyn.gov.wales/x)", "links", {"www.estyn.gov.wales"}),
        ("[a](https://example.org/?lang=cy)", "links", {"https://example.org"}),
        ("[a](https://example.org/?a=1&lang=cy)", "links", {"https://example.org/?a=1&"}),
        ("Office@Example.com, a.b@c.cymru.", "emails", {"office@example.com", "a.b@c.cymru"}),
        ("01632 960 001 or 01632960001", "telephones", {"01632960001"}),
        ("+44 (0)1632 960001 or +44 1632 960 001", "telephones", {"01632960001"}),
        ("080880 23456", "telephones", {"08088023456"}),
        ("1 September 2026", "dates", {"2026-09-01"}),
        ("1st of September 2026; 2nd May; 3ydd o Fai", "dates", {"2026-09-01", "05-02", "05-03"}),
        ("1\nSeptember\n2026", "dates", {"2026-09-01"}),
        ("1\u00a0September 2026", "dates", {"2026-09-01"}),
        ("1 Medi 2026 a 2 Ragfyr, ym Mehefin 2027", "dates", {"2026-09-01", "12-02", "2027-06"}),
        ("ym mis Ionawr, may, Mai", "dates", set()),
        ("2026-09-01", "dates", {"2026-09-01"}),
        ("£1,000 or 1.5 at 3.30 and 16", "figures", {"1000", "1.5", "3.30", "16"}),
        ("1. one\n2. two 3\n    1. x", "figures", {"3"}),
        ("1 May 2026, [SM-001], 999", "figures", {"999"}),
        ("`12` {{ a1 }} a2@b.cd [x](y3.md)", "figures", set()),
    ],
)
def test_substance(text: str, part: str, expected: set[str]) -> None:
    assert getattr(of(text), part) == expected


def test_differences_say_what_stands_only_here_and_only_there() -> None:
    here, there = of("1 and 2, a@b.cd"), of("2 a 3, a@b.cd")
    assert here.differences(there) == {"figures": (["1"], ["3"])}
    assert here.differences(here) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c", "a     c"),
        ("a ``b ` c`` d", "a           d"),
        ("a `b\nc` d", "a `b\nc` d"),
        ("\\`a <b> \\`", "\\`a <b> \\`"),
        ("`a\nb` <img> `c`", "`a\nb` <img> `c`"),
        ("plain", "plain"),
    ],
)
def test_without_code(text: str, expected: str) -> None:
    """What Markdown might not take for code is not blanked out."""
    assert without_code(text) == expected


def test_a_text_without_anything() -> None:
    assert of("Plain words.") == Substance(NO, NO, NO, NO, NO, NO, NO)
