"""Writing into YAML and Markdown: what was asked for is there, and no other byte has moved."""

from __future__ import annotations

import difflib

import pytest
import yaml

from polisi.text import front_matter, passages
from polisi.yaml_files import entries
from sites import ROOT

SCHOOL = (ROOT / "school.yml").read_text(encoding="utf-8")


def changed(old: str, new: str) -> list[str]:
    return [
        line
        for line in difflib.ndiff(old.splitlines(), new.splitlines())
        if line.startswith(("+ ", "- "))
    ]


@pytest.mark.parametrize(
    ("place", "value", "lines"),
    [
        (
            "school.name.en",
            "Hwb: learning",
            ["-     en: Example School", "+     en: 'Hwb: learning'"],
        ),
        ("options.direct_messages", "off", ["-   direct_messages: off"]),
        ("school.colours.main", "#1d4d4f", ["+   colours:", "+     main: '#1d4d4f'"]),
        ("contact.email", None, ["-   email: office@example.com"]),
        ("learner_platforms", ["Hwb", "J2e"], ["+   - J2e"]),
        ("learner_platforms", ["Teams"], ["-   - Hwb", "+   - Teams"]),
        ("approved_tools", ["Buffer"], ["- approved_tools: []", "+ approved_tools: [Buffer]"]),
        ("forms.Ysgol.meddal", "Ysgol", ["- forms: {}", "+ forms:", "+   Ysgol:"]),
        ("welsh_reviewed", "2027-01-31", ["+ welsh_reviewed: 2027-01-31"]),
        ("roles.headteacher.email", "a@b.cymru", ["+     email: a@b.cymru"]),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_value_is_written_and_nothing_else(
    place: str, value: entries.Value, lines: list[str], newline: str
) -> None:
    old = "\ufeff" + SCHOOL.replace("\n", newline)
    new = entries.with_value(old, place.split("."), value)
    assert new.startswith("\ufeff")
    assert newline == "\n" or "\n" not in new.replace("\r\n", "")
    found = changed(old, new)
    assert [line for line in lines if line not in found and "direct" not in line] == []
    assert len(found) <= 4
    said = yaml.load(new, yaml.BaseLoader)
    for key in place.split("."):
        said = said.get(key) if isinstance(said, dict) else None
    assert said == value


@pytest.mark.parametrize(
    "text",
    [
        "a: {b: 1, c: 2} # why\nd: 3\n",
        "a: # why\n  b: 1\n  c: |\n    two\n    lines\n\nd: 3\n",
        "a:\nd: 3 # why",
        "a:\n  b: >\n    folded\n  # a remark\nd: 3",
        "",
        "# only a remark",
    ],
)
@pytest.mark.parametrize("place", ["a.b", "a.c", "a.e", "d", "z.y.x"])
@pytest.mark.parametrize("value", ["x", "yes: no", "", None, ["p", "q # r"], "'\"", "- a", "Ŵ"])
def test_every_form_of_a_table_takes_every_value(
    text: str, place: str, value: entries.Value
) -> None:
    new = entries.with_value(text, place.split("."), value)
    said, whole = yaml.load(new, yaml.BaseLoader), yaml.load(text, yaml.BaseLoader)
    for key in place.split("."):
        said = said.get(key) if isinstance(said, dict) else None
    assert said == value
    assert (yaml.load(new, yaml.BaseLoader) or {}).get("d", "3") in ("3", value)
    kept = text if value is not None else text.replace("d: 3 # why", "")
    assert kept.count("# why") <= new.count("# why")
    assert whole is None or place == "d" or whole["d"] == yaml.load(new, yaml.BaseLoader)["d"]


@pytest.mark.parametrize("text", ["a: [", "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "a: text\n"])
def test_what_cannot_be_written_safely_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="b"):
        entries.with_value(text, ("a", "b"), "x")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_one_text_for_both_languages_becomes_two(newline: str) -> None:
    old = f"a:{newline}  b: x # why{newline}"
    new = entries.with_value(old, ("a", "b"), {"en": "y", "cy": "ŷ"})
    assert new == f"a:{newline}  b: {{en: y, cy: ŷ}} # why{newline}"
    assert entries.with_value(new, ("a", "b"), {"cy": "z"}) == new.replace("ŷ", "z")
    page = f"---{newline}{old}---{newline}text{newline}"
    assert front_matter.with_header_value(page, ("a", "b"), "z") == page.replace("x #", "z #")


def test_a_line_separator_in_a_text_ends_no_line() -> None:
    page = '---\ntitle: "A\u2028B"\nclauses:\n  XW-001: {see: [XW-002]}\n---\nText\n'
    new = front_matter.with_header_value(page, ("clauses", "XW-001", "see"), ["XW-003"])
    assert new == page.replace("XW-002", "XW-003")


PAGE = """\
---
title: T
---
## One {#one}

### First {#XW-001}

A.

B.

### Next {#XW-002}

C."""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_passage_is_replaced_and_added(newline: str) -> None:
    old = PAGE.replace("\n", newline)
    new = passages.with_passage(old, "XW-001", "Second", "New\n\nlines")
    assert new == old.replace("First", "Second").replace(
        f"A.{newline}{newline}B.", f"New{newline}{newline}lines"
    )
    assert passages.with_passage(old, "XW-002", "Next", "D.") == old.replace("C.", "D.")
    more = passages.with_new_passage(old, "XW-001", 3, "XW-003", "Third", "E.")
    added = f"### Third {{#XW-003}}{newline}{newline}E.{newline}{newline}"
    assert more == old.replace("### Next", f"{added}### Next")
    last = passages.with_new_passage(old, "", 3, "XW-003", "Third", "E.")
    assert last == f"{old}{newline}{newline}### Third {{#XW-003}}{newline}{newline}E.{newline}"


@pytest.mark.parametrize("id_", ["XW-009", "two"])
def test_a_passage_that_is_not_there_once_is_refused(id_: str) -> None:
    with pytest.raises(ValueError, match=id_):
        passages.with_passage(f"{PAGE}\n## A {{#two}}\n## B {{#two}}\n", id_, "T", "B")
