"""What is a heading and what is not, and which line is the title."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import projects
from polisi.intake import Proposal

Import = Callable[..., Proposal]
Make = Callable[..., Path]

LONG = (
    "<p>Everybody at the school keeps to this, at all times of the day and in all of its rooms.</p>"
)


def headings(proposal: Proposal) -> list[str]:
    made = "".join(proposal.files.values())
    return re.findall(r"^#+ (.*) \{#[\w-]+\}$", made, re.M)


def bold(text: str) -> str:
    return f"<p><b>{text}</b></p>"


ADDRESS = bold("Nantlle Primary School") + bold("Registered charity number 1010101")


@pytest.mark.parametrize(
    ("start", "said", "title"),
    [
        (ADDRESS + bold("Attendance policy"), "", "Attendance policy"),
        ("<h1>Nantlle Primary School</h1><h2>Attendance policy</h2>", "", "Attendance policy"),
        (bold("Attendance policy") + bold("Policy statement"), "", "Attendance policy"),
        (bold("Trips and visits"), "Consent for swimming", "Trips and visits"),
        (bold("Trips and visits"), "Policy of trips", "Policy of trips"),
        (bold("Nantlle School"), "Trips and visits", "Trips and visits"),
        (bold("Ysgol Nantlle") + bold("Polisi presenoldeb"), "", "Polisi presenoldeb"),
        (bold("Cyngor ar deithio"), "", "Cyngor ar deithio"),
        ("<h1>Walking to school</h1><h2>Our roads</h2>", "", "Walking to school"),
        (
            "<table><tr><td>Attendance Policy</td><td>A</td></tr>"
            "<tr><td>Date of review: May</td><td>B</td></tr></table>",
            "",
            "Attendance Policy",
        ),
    ],
)  # fmt: skip
def test_the_title_is_what_the_document_shows(
    page: Make, bring_in: Import, start: str, said: str, title: str
) -> None:
    """Neither the school above it, nor the properties of the file that it was copied from."""
    path = page(f"{start}{LONG}")
    path.write_text(path.read_text("utf-8").replace("<body>", f"<title>{said}</title><body>"))
    assert bring_in(path).title == title


def test_what_stands_above_the_title_is_text(page: Make, bring_in: Import) -> None:
    proposal = bring_in(page(f"{ADDRESS}{bold('Attendance policy')}{LONG}{bold('Aims')}{LONG}"))
    assert headings(proposal)[1:] == ["Aims"]
    made = proposal.files["en"]
    assert "Nantlle Primary School" in made and "charity number 1010101" in made


@pytest.mark.parametrize(
    "heading",
    [
        bold("Allegations against a member of staff."),
        bold("Section 2: Organisation"),
        bold("Adran 2: Trefniadaeth"),
        bold("Appendix A – The first aiders of the school:"),
        bold("The duties of the leaders, heads of subjects, the caretaker, the cooks and others."),
        "<p>Stage 2</p>",
        "<p><i>Physical intervention</i></p>",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "after", [LONG, "<ul><li>Talk to them, and to everybody who saw it.</li></ul>"]
)
def test_a_line_that_stands_out_or_says_its_part_is_a_heading(
    page: Make, bring_in: Import, heading: str, after: str
) -> None:
    proposal = bring_in(page(f"{bold('Behaviour policy')}{LONG}{heading}{after}{LONG}"))
    found = re.sub(r"<[^>]+>", "", heading).rstrip(".:")
    assert found in headings(proposal)


@pytest.mark.parametrize(
    "line",
    [
        bold("Nobody is to run in the corridors."),
        bold("Ni chaiff neb redeg, ac mae hynny i bawb."),
        bold("Signed by the chair"),
        bold("Held on"),
        bold("Llofnodwyd gan y cadeirydd"),
        bold("Date: 1 May"),
        bold("LL57 1AA"),
        bold("(Amend as it is at your school)"),
        bold("Safeguarding Person (DSP"),
    ],
)
def test_a_bold_sentence_or_a_line_of_a_form_is_none(
    page: Make, bring_in: Import, line: str
) -> None:
    proposal = bring_in(page(f"{bold('Behaviour policy')}{LONG}{line}{LONG}{bold('Aims')}{LONG}"))
    assert headings(proposal)[1:] == ["Aims"]


def test_a_list_that_does_not_begin_at_its_first_letter_is_paragraphs(
    page: Make, bring_in: Import, tmp_path: Path
) -> None:
    """Text has come into the list, so it is none any more: the gate takes each by itself."""
    items = [f"({each}) they help with the {each} part" for each in ("ii", "iii", "iv", "v")]
    lines = "".join(f"<p>{each}</p>" for each in items)
    proposal = bring_in(page(f"<h2>Staff</h2><p>Staff do these things:</p>{lines}"))
    assert "\n\n".join(items) in proposal.files["en"]
    written = {f"docs/{each}/{proposal.name}": text for each, text in proposal.files.items()}
    assert projects.codes(projects.check(tmp_path, written)) == ["audience-empty"]


def test_a_list_goes_on_after_the_text_that_an_item_holds(
    page: Make, bring_in: Import, tmp_path: Path
) -> None:
    items = "<ol><li>Talk about:<ul><li>why it was</li></ul>in order to:<ul><li>help</li></ul></li>"
    proposal = bring_in(page(f"<h2>Staff</h2><p>They do this:</p>{items}<li>Meet again.</li></ol>"))
    assert "    - why it was\n\n    in order to:\n\n    - help\n\n2. Meet" in proposal.files["en"]
    written = {f"docs/{each}/{proposal.name}": text for each, text in proposal.files.items()}
    assert projects.codes(projects.check(tmp_path, written)) == ["audience-empty"]


def test_a_list_right_after_a_line_of_markdown_is_one(page: Make, bring_in: Import) -> None:
    source = "# Walking\n\n## Roads\n\nYour path is to be:\n- dry\n- lit at night\n- wide\n"
    assert "- dry\n- lit at night\n- wide" in bring_in(page(source, "old.md")).files["en"]


@pytest.mark.parametrize(
    "listed",
    [
        "<p>1. Aims 1</p><p>2. Rules 2</p><p>3. Who decides 2</p>",
        "<ul><li>Aims</li><li>Rules</li><li>Who decides</li></ul>",
    ],
)
@pytest.mark.parametrize("name", ["Contents", "Contents page", "Cynnwys"])
def test_a_list_of_contents_is_told_of_and_not_carried_over(
    page: Make, bring_in: Import, name: str, listed: str
) -> None:
    rest = "".join(f"{bold(each)}{LONG}" for each in ("Aims", "Rules", "Who decides"))
    proposal = bring_in(page(f"<h1>Rules of all</h1>{bold(name)}{listed}{rest}"))
    assert headings(proposal) == ["Aims", "Rules", "Who decides"]
    keys = [loss.key for loss in (proposal.losses or {})["en"]]
    assert keys == ["import.lost-contents"] * 4


def test_a_list_of_what_comes_below_is_text_where_it_is_not_called_contents(
    page: Make, bring_in: Import
) -> None:
    listed = "<ul><li>Aims</li><li>Rules</li><li>Who decides</li></ul>"
    rest = "".join(f"{bold(each)}{LONG}" for each in ("Aims", "Rules", "Who decides"))
    proposal = bring_in(page(f"<h1>Rules of all</h1><p>This says:</p>{listed}{rest}"))
    assert "- Aims\n- Rules\n- Who decides" in proposal.files["en"]


@pytest.mark.parametrize("typed", ["https//example.com/a", "https:/example.com/a"])
def test_an_address_that_lacks_a_sign_gets_it(page: Make, bring_in: Import, typed: str) -> None:
    made = bring_in(page(f"<h1>Rules</h1><h2>Read</h2><p>Read {typed} first.</p>")).files["en"]
    assert "Read https://example.com/a first." in made
