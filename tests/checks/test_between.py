"""Faults that show only between the two languages of a clause, kind by kind, and right ones beside
them. All stand in one project, a clause each, which is checked once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import projects

HEADER = """\
---
policy: BT
title: {title}
summary: {summary}
"""
ENGLISH = "owner: headteacher\nchanges: {1.0.0: {on: 2026-11-21, text: First version.}}\n"
WELSH = "slug: rhwng\nchanges: {1.0.0: Y fersiwn gyntaf.}\n"
OPPOSITES, PEOPLE, DUTIES = "differ-opposites", "differ-people", "differ-duties"
DATES, FIGURES, NEGATIONS = "differ-dates", "differ-figures", "differ-negations"

OF_PAIRS = ("differ-", "shape-", "text-")

PICTURE = "![{}](https://example.org/a.png)"
TIP = '[it](https://example.org/ "{}")', '[hyn](https://example.org/ "{}")'
GAP = "Dear (text: {}), we write.", "Annwyl (text: {}), rydym yn ysgrifennu."
BESIDE = (
    ("Before the visit", "Ar ôl yr ymweliad", OPPOSITES),
    ("A letter to parents", "Llythyr i lywodraethwyr", PEOPLE),
    ("Learners in Year 6", "Dysgwyr Blwyddyn 5", FIGURES),
)
"""Words that stand beside a text: of a picture, of a link, of a gap."""
WRONG: list[tuple[str, str, str]] = [
    (place[0].format(english), place[1].format(welsh), code)
    for place in ((PICTURE, PICTURE), TIP, GAP)
    for english, welsh, code in BESIDE
]
RIGHT = [
    (PICTURE.format("The gate before the visit"), PICTURE.format("Y giât cyn yr ymweliad")),
    (TIP[0].format("For all parents"), TIP[1].format("I bob rhiant")),
    (GAP[0].format("name of the parent"), GAP[1].format("enw'r rhiant")),
]


def text(header: str, numbers: Sequence[int], bodies: Sequence[str]) -> str:
    passages = (
        f"### {number} {{#BT-{number:03}}}\n\n{body}\n"
        for number, body in zip(numbers, bodies, strict=True)
    )
    return f"{header}---\n" + "\n".join(passages)


@cache
def found() -> dict[str, set[str]]:
    """Return the codes of what is found in each clause."""
    pairs = [*(each[:2] for each in WRONG), *RIGHT]
    numbers = range(1, len(pairs) + 1)
    entries = "".join(f"  BT-{number:03}: {{audience: [staff]}}\n" for number in numbers)
    english = HEADER.format(title="Between", summary="What is between.") + ENGLISH
    welsh = HEADER.format(title="Rhwng", summary="Beth sydd rhwng.") + WELSH
    changes = {
        "docs/en/policies/between.md": text(
            f"{english}clauses:\n{entries}", numbers, [pair[0] for pair in pairs]
        ),
        "docs/cy/policies/between.md": text(welsh, numbers, [pair[1] for pair in pairs]),
    }
    with TemporaryDirectory() as folder, projects.without_history():
        problems = projects.but_stamps(projects.check(Path(folder), changes))
    codes: dict[str, set[str]] = {}
    for problem in problems:
        codes.setdefault(problem.clause, set()).add(problem.code)
    return codes


@pytest.mark.parametrize("number", range(1, len(WRONG) + 1))
def test_what_is_wrong_is_found(number: int) -> None:
    assert WRONG[number - 1][2] in found().get(f"BT-{number:03}", set()), WRONG[number - 1]


@pytest.mark.parametrize("number", range(1, len(RIGHT) + 1))
def test_what_is_right_is_not_stopped(number: int) -> None:
    codes = found().get(f"BT-{len(WRONG) + number:03}", set())
    assert [code for code in codes if code.startswith(OF_PAIRS)] == [], RIGHT[number - 1]
