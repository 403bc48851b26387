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
LOST = [
    ("Ring before you visit.", "Ffoniwch wrth ymweld.", OPPOSITES),
    ("Wait after the bell.", "Arhoswch wrth y gloch.", OPPOSITES),
    ("Stay until the bell rings.", "Arhoswch wrth y gloch.", OPPOSITES),
    ("You may come unless you are ill.", "Cewch ddod yn sâl.", NEGATIONS),
    ("Visitors must sign in.", "Mae ymwelwyr yn llofnodi.", DUTIES),
    ("Visitors should sign in.", "Mae ymwelwyr yn llofnodi.", DUTIES),
    ("You need not sign in.", "Mae ymwelwyr yn llofnodi.", NEGATIONS),
    ("All doors are locked at night.", "Mae'r drysau ar glo gyda'r nos.", OPPOSITES),
    ("The bus comes at the weekend.", "Daw'r bws.", OPPOSITES),
    ("We always ask for your consent.", "Rydym yn gofyn am eich cydsyniad.", OPPOSITES),
    ("We ask at least two of them.", "Rydym yn gofyn i ddau ohonynt.", FIGURES),
    ("We ask in private.", "Rydym yn gofyn.", OPPOSITES),
    ("We tell parents of the change.", "Rydym yn dweud am y newid.", PEOPLE),
    ("Give it to the caretaker.", "Rhowch ef yn y cwpwrdd.", PEOPLE),
    ("Bring your passport.", "Dewch â'ch papur.", OPPOSITES),
    ("Ring the office.", "Ffoniwch y swyddfa neu'r llywodraethwyr.", PEOPLE),
    ("The results come.", "Daw'r canlyniadau olaf.", OPPOSITES),
]
"""What a short sentence says, and its counterpart does not."""
WRONG += LOST
RIGHT = [
    ("Have you been here before?", "Ydych chi wedi bod yma o'r blaen?"),
    ("You must sign each page.", "Llofnodwch bob tudalen."),
    ("Use Windows and Police Scotland.", "Defnyddiwch Windows a Police Scotland."),
    ("Come back at noon.", "Dewch yn ôl hanner dydd."),
    ("What the law asks of everyone.", "Gofynion y gyfraith."),
    ("The answer comes in each language.", "Daw'r ateb yn y naill iaith a'r llall."),
    ("You must be at least 16.", "Rhaid i chi fod yn 16 oed neu'n hŷn."),
    ("Under the law", "O dan y gyfraith"),
    ("We look at it later on.", "Edrychwn arno'n nes ymlaen."),
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
