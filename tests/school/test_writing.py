"""An adoption is written into school.yml, and everything else in it stays byte for byte."""

from __future__ import annotations

import pytest

from polisi.school.writing import Entry, with_adoption

ENTRY: Entry = {
    "version": "1.1.0",
    "text": "12345678",
    "date": "2026-11-26",
    "by": {"en": "the board: all", "cy": "y bwrdd"},
    "minute": "2026/41",
}
BY = {"en": "x", "cy": "x"}
BEFORE: Entry = {
    "version": "1.0.0",
    "text": "1a2b3c4d",
    "date": "2025-11-26",
    "by": {"en": "x", "cy": "x"},
}
ROWS = """\
  SM:
    version: 1.1.0
    text: '12345678'
    date: 2026-11-26
    by: {en: 'the board: all', cy: y bwrdd}
    minute: 2026/41
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "adoption:\n" + ROWS),
        ("a: 1", "a: 1\nadoption:\n" + ROWS),
        (
            "adoption: {}\n#  SM: # like this\nb: 2\n",
            f"adoption:\n{ROWS}#  SM: # like this\nb: 2\n",
        ),
        ("adoption: {} # none\nb: 2\n", f"adoption: # none\n{ROWS}b: 2\n"),
        ("adoption:\n\n# next\nb: 2\n", f"adoption:\n{ROWS}\n# next\nb: 2\n"),
        ("adoption:", f"adoption:\n{ROWS}"),
        (
            "adoption:\n  GC: {version: 1.0.0} # first\n\n# next\nb: 2\n",
            f"adoption:\n  GC: {{version: 1.0.0}} # first\n{ROWS}\n# next\nb: 2\n",
        ),
    ],
)
def test_a_first_adoption(text: str, expected: str) -> None:
    assert with_adoption(text, "SM", ENTRY) == expected
    windows = with_adoption(text.replace("\n", "\r\n"), "SM", ENTRY)
    if "\n" in text:
        assert windows == expected.replace("\n", "\r\n")
    assert with_adoption(f"\ufeff{text}", "SM", ENTRY) == f"\ufeff{expected}"


OLD = """\
# Remarks / Sylwadau: £ ŵ
adoption: # decisions
  PC: {version: 1.0.0, date: 2025-01-01, by: all}
  SM: # the main one
    version: 1.0.0 # as tabled
    text: 1a2b3c4d
    date: 2025-11-26
    by: {en: x, cy: x} # all of us

    minute: 2025/1
    review: 2026-11-26 # earlier than usual
  GC:
    version: 1.0.0
    date: 2025-01-01
    by:
      en: the board
      cy: y bwrdd
forms: {}
"""


def test_the_next_adoption_keeps_the_one_before_it() -> None:
    new = with_adoption(OLD, "SM", ENTRY, BEFORE)
    assert new == OLD.replace("version: 1.0.0 # as", "version: 1.1.0 # as").replace(
        "text: 1a2b3c4d", "text: '12345678'"
    ).replace("date: 2025-11-26", "date: 2026-11-26").replace(
        "by: {en: x, cy: x} #", "by: {en: 'the board: all', cy: y bwrdd} #"
    ).replace("minute: 2025/1\n", "minute: 2026/41\n").replace(
        "    review: 2026-11-26 # earlier than usual\n",
        "    earlier:\n      - {version: 1.0.0, text: 1a2b3c4d, date: 2025-11-26, "
        "by: {en: x, cy: x}}\n",
    )
    third = with_adoption(new, "SM", {**ENTRY, "version": "1.2.0"}, {**BEFORE, "version": "1.1.0"})
    assert third.index("- {version: 1.1.0") < third.index("- {version: 1.0.0")


def test_earlier_decisions_keep_their_lines_and_remarks() -> None:
    noted = OLD.replace("review: 2026-11-26 # earlier than usual", (
        "earlier: # the newest first\n      - {version: 0.9.0, date: 2024-11-26, by: all} # by post"
    ))  # fmt: skip
    new = with_adoption(noted, "SM", ENTRY, BEFORE)
    rows = new[new.index("    earlier:") :].splitlines()
    assert rows[0] == "    earlier: # the newest first"
    assert rows[1].startswith("      - {version: 1.0.0, text: 1a2b3c4d")
    assert rows[2] == "      - {version: 0.9.0, date: 2024-11-26, by: all} # by post"


def test_values_in_blocks_are_replaced_whole() -> None:
    new = with_adoption(OLD, "GC", ENTRY, None)
    assert "      cy: y bwrdd\nforms" not in new
    assert new.endswith("    text: '12345678'\n    minute: 2026/41\nforms: {}\n")


@pytest.mark.parametrize(
    "text",
    [
        "adoption: {SM: {version: 1.0.0}, GC: {date: 2025-01-01}}\n",
        "adoption: {GC: {a: [1, 2]}} # x\n",
    ],
)
def test_adoptions_in_a_row(text: str) -> None:
    new = with_adoption(text, "SM", ENTRY, BEFORE)
    assert new.count("\n") == 1 and "GC: {" in new and "earlier: [{version: 1.0.0" in new


@pytest.mark.parametrize("text", ["adoption: x\n", "adoption: [1]\n", "a: [\n", "adoption: {SM: x"])
def test_what_cannot_be_written_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        with_adoption(text, "SM", ENTRY)
