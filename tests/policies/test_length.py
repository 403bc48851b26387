"""How much there is to read: bars, so that a rule that is said a second time is noticed.

Counted is what a reader reads in English with the options as shipped: the headings of sections and
clauses, and the text below them, forms and letters included. A value, the name of a law and a
reference are one word each. Drafting notes, ids and marks are not counted, and neither is the title
of a policy. What an audience reads is the clauses that are for it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from polisi import project
from polisi.markup.syntax import PLACEHOLDER
from polisi.model import Clause, Policy
from polisi.text.parts import text_part
from polisi.text.prose import Block, of_part
from sites import ROOT

POLICIES = project.load(ROOT).shown.policies
SET = 18_000
AUDIENCES = {"parents": 7_000, "staff": 11_000}
PRIVACY_AND_LAW = 2_000
CLAUSES_OF_INCIDENTS = 17


def words_of_text(text: str) -> int:
    filled = PLACEHOLDER.sub("value", text)
    return sum(
        len(each.words) for block in of_part(text_part(filled, "en", 1)) for each in block.sentences
    )


def words_of_heading(title: str) -> int:
    return sum(len(each.words) for each in Block("heading", title, 1).sentences)


def counted(policy: Policy, audience: str) -> Iterator[int]:
    """Yield the words of each section's heading and of each clause that an audience reads."""
    for section in policy.sections:
        read = [clause for clause in section.clauses if is_for(clause, audience)]
        if read:
            yield words_of_heading(section.titles["en"])
        for clause in read:
            passage = clause.texts["en"]
            yield words_of_heading(passage.title) + words_of_text(passage.body)


def is_for(clause: Clause, audience: str) -> bool:
    return not audience or audience in clause.audiences


def words(audience: str = "") -> int:
    """Count what an audience reads, or the whole set."""
    return sum(sum(counted(policy, audience)) for policy in POLICIES.values())


def test_how_words_are_counted() -> None:
    assert words_of_heading("Who may post, and where") == 5
    assert words_of_text("Phone {{ contact.telephone }}: see [SM-001].") == 4
    assert words_of_text("See the {{ laws.defamation_act_2013 }}.") == 3
    assert words_of_text("(text) Your *own* name {#name}\n\n!!! drafting\n    Not read.") == 3
    assert words_of_text("| Who | What |\n|---|---|\n| Staff | A [link](https://a.cymru/) |") == 5


def test_the_set_is_short() -> None:
    assert SET / 2 < words() <= SET


@pytest.mark.parametrize(("audience", "most"), AUDIENCES.items())
def test_what_an_audience_reads_is_short(audience: str, most: int) -> None:
    assert most / 2 < words(audience) <= most


def test_privacy_and_law_is_short() -> None:
    assert sum(counted(POLICIES["DP"], "")) < PRIVACY_AND_LAW


def test_incidents_has_few_clauses() -> None:
    assert sum(1 for _ in POLICIES["IR"].clauses) <= CLAUSES_OF_INCIDENTS
