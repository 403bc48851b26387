"""PDF: what is read after what, what lies on its side, what stands out where no font says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from polisi.intake import Proposal
from polisi.intake.report import report

Import = Callable[..., Proposal]
Make = Callable[..., Path]

WIDTHS = f"/FirstChar 32/LastChar 126/Widths[{'500 ' * 95}]"
LEFT = (
    "Everybody at the school walks in",
    "the corridors, and keeps to the",
    "left side of them at all times.",
    "Nobody runs, because others may",
    "come out of a door, and would",
    "be knocked down. Who runs walks",
    "back and starts again from",
    "the beginning.",
)
RIGHT = (
    "At break the learners go outside",
    "when it is dry, and stay in the",
    "hall when it rains. A member of",
    "staff is always with them, and",
    "has a whistle. When it sounds,",
    "all stand still where they are",
    "and wait for the next, and then",
    "they go in.",
)


def text(proposal: Proposal) -> str:
    return proposal.files["en"].split("---\n", 2)[2]


def line(x: float, y: float, said: str, font: str = "F", size: int = 10) -> str:
    return f"BT /{font} {size} Tf {x} {y} Td ({said}) Tj ET"


def test_columns_are_read_one_after_the_other(portable: Make, bring_in: Import) -> None:
    lines = [line(50, 740, "Rules for the corridors and the breaks of all of the school", size=16)]
    for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        lines += [line(50, 700 - 14 * at, left), line(260, 700 - 14 * at, right)]
    lines += [line(50, 500, "This is said to everybody in both halves of the school, each autumn.")]
    made = text(bring_in(portable("\n".join(lines))))
    assert f"{' '.join(LEFT)}\n\n{' '.join(RIGHT)}" in made
    assert made.index("This is said") > made.index("they go in.")


def test_two_rows_of_a_few_words_are_no_columns(portable: Make, bring_in: Import) -> None:
    """As in a table without lines, which is read across."""
    lines = [line(50, 740, "Who does what", size=16)]
    who = ("Governors", "Headteacher", "Teachers", "Parents", "Learners", "Visitors", "Cooks")
    for at, each in enumerate(who):
        lines += [line(50, 700 - 14 * at, each), line(260, 700 - 14 * at, f"They do part {at}.")]
    made = text(bring_in(portable("\n".join(lines))))
    assert "Governors They do part 0." in made


def test_words_that_run_up_a_cell_are_read_as_they_are_turned(
    portable: Make, bring_in: Import
) -> None:
    lines = ["1 w"]
    lines += [f"{x} 700 m {x} 560 l S" for x in (50, 100, 250)]
    lines += [f"50 {y} m 250 {y} l S" for y in (700, 600, 560)]
    lines += ["BT /F 10 Tf 0.0000001 1 -1 0.0000001 80 610 Tm (Allowed for staff) Tj ET"]
    lines += [line(110, 650, "Telephones"), line(55, 580, "Yes"), line(110, 580, "In the office")]
    lines += [line(50, 740, "What the school allows to everybody who comes into it.")]
    lines += ["BT /F 30 Tf 0.7 0.7 -0.7 0.7 300 300 Tm (DRAFT) Tj ET"]
    proposal = bring_in(portable("\n".join(lines)))
    assert "| Allowed for staff | Telephones |" in text(proposal)
    assert "DRAFT" not in text(proposal) and "DRAFT" in report(proposal, "en")


def test_a_page_on_its_side_is_turned(portable: Make, bring_in: Import) -> None:
    lines = [
        f"BT /F 12 Tf 0 1 -1 0 {100 + 20 * at} 100 Tm ({said}) Tj ET"
        for at, said in enumerate(
            ("Everybody walks on the left of the", "corridor, and nobody runs.")
        )
    ]
    proposal = bring_in(portable("\n".join(lines)))
    assert "Everybody walks on the left of the corridor, and nobody runs." in text(proposal)


def test_lines_in_a_font_of_their_own_are_headings_where_no_font_is_bold(
    portable: Make, bring_in: Import
) -> None:
    fonts = {name: f"<</Type/Font/Subtype/Type1/BaseFont/{name}{WIDTHS}>>" for name in ("F1", "F2")}
    lines = [line(50, 700, "Break times", "F2")]
    lines += [line(50, 680 - 12 * at, said, "F1") for at, said in enumerate(LEFT)]
    lines += [line(50, 560, "When it rains", "F2")]
    lines += [line(50, 540 - 12 * at, said, "F1") for at, said in enumerate(RIGHT)]
    made = text(bring_in(portable("\n".join(lines), fonts=fonts)))
    assert "# When it rains {#" in made and "**" not in made


def test_lines_with_one_number_after_another_are_each_their_own(
    portable: Make, bring_in: Import
) -> None:
    """Also where none of them ends with a full stop, and nothing stands between them."""
    said = ("Aims", "What the law asks of us", "Who decides", "How we look at it again")
    lines = [line(50, 700, "These are the parts of this policy, in their order in the book:")]
    lines += [line(50, 686 - 12 * at, f"{at + 1}. {each}") for at, each in enumerate(said)]
    made = text(bring_in(portable("\n".join(lines))))
    assert "\n".join(f"{at + 1}. {each}" for at, each in enumerate(said)) in made
