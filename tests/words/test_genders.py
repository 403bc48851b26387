"""Phrases and messages that name a document or a law fit whatever it is: *polisi* is masculine,
*ffurflen* and *deddf* feminine, *llythyrau* and *rheoliadau* plural."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from polisi.problems import all_rules
from polisi.words.phrases import table

DOCUMENT = re.compile(r"\{(?:title|code|policy|document)\}")
"""What stands for a policy, a form or letters, or for a law."""
AGREES = re.compile(
    r"\b(?:wedi'[iu]|[iouâ]'[iwu]|ei|eu|ef|hi|nhw|hwn|hon|hyn|hwnnw|honno|hynny|"
    r"(?:ar|yn|am|er|at)(?:no|ni|ddo|ddi|nyn|ddyn)|gandd[oi]|idd[oi]|ohon[oi]|ohonyn)\b"
)
"""Welsh words that have a gender or a number."""
OF_ANOTHER_NOUN = {
    "adopt.awaiting": "testun, which is masculine",
    "adopt.early": "fersiwn, which is feminine",
    "adopt.future": "the day it is",
    "adopt.no-date": "the day asked for",
    "adopt.older": "fersiwn, which is feminine",
    "adopt.same": "testun, which is masculine",
    "adopted-elsewhere.message": "ffeil, which is feminine",
    "adopted-unknown.message": "testun, which is masculine",
    "adoption-early.message": "fersiwn, which is feminine",
    "adoption-future.message": "diwrnod, which is masculine",
    "adoption-gone.fix": "llinell, which is feminine",
    "adoption-order.message": "penderfyniad, which is masculine",
    "adoption-text.message": "testun, which is masculine",
    "adoption-unkept-old.fix": "cyfarfod, which is masculine",
    "adoption-unkept-old.message": "fersiwn, which is feminine",
    "adoption-unkept.fix": "testun, which is masculine",
    "adoption-unkept.message": "fersiwn, which is feminine",
    "allow-without-reason.message": "cymal, which is masculine",
    "feed.proposed": "fersiwn, which is feminine",
    "id-policy.fix": "cymal, which is masculine",
    "import.summary": "yr hyn, which is masculine",
    "law-repealed.message": "teitl, which is masculine",
    "options.would-say": "yr hyn, which is masculine",
    "own-code.message": "ffolder, which is feminine",
    "pack.ask-adopted": "testun, which is masculine",
    "pack.ask-altered": "fersiwn, which is feminine",
    "pack.ask-changed": "fersiwn, which is feminine",
    "pack.ask-draft": "fersiwn, which is feminine",
    "pack.minutes": "fersiwn, which is feminine",
    "pack.resolved": "cyfarfod, which is masculine",
    "reviews.overdue-item": "adolygiad, which is masculine",
    "signed.same": "dim, which is masculine",
    "upgrade.readopt": "fersiwn, which is feminine",
    "upgrade.readopt-gone": "cod, which is masculine",
}
"""Phrases in which such a word agrees with a noun of the phrase's own."""
KINDS = ("form", "letters")


def welsh() -> Iterator[tuple[str, str]]:
    """Yield the Welsh of every phrase, and of what the gate says of each rule and its fix."""
    for key, phrase in table().items():
        yield key, phrase["cy"]
    for code, rule in all_rules().items():
        yield f"{code}.message", rule.messages["cy"]
        yield f"{code}.fix", rule.fixes["cy"]


def gendered() -> dict[str, str]:
    """Return the Welsh of what names a document or a law and agrees with something."""
    return {
        key: text
        for key, text in welsh()
        if DOCUMENT.search(text) and AGREES.search(DOCUMENT.sub("", text))
    }


@pytest.mark.parametrize("key", sorted(gendered()))
def test_a_phrase_agrees_with_no_document_or_has_a_form_for_each_kind(key: str) -> None:
    has_forms = all(f"{key}-{kind}" in table() for kind in KINDS)
    is_one = any(key == f"{each.rpartition('-')[0]}-{kind}" for each in table() for kind in KINDS)
    assert has_forms or is_one or key in OF_ANOTHER_NOUN, gendered()[key]


def test_a_phrase_that_ignores_gender_is_found() -> None:
    wrong = "Mae **{title}** ({code}) i'w adolygu erbyn {date}."
    assert DOCUMENT.search(wrong)
    assert AGREES.search(wrong)


def test_exceptions_are_still_needed() -> None:
    assert gendered().keys() >= OF_ANOTHER_NOUN.keys()
