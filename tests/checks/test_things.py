"""Every word of things.yml tells two items of a list apart, whichever of them stands first."""

from __future__ import annotations

import pytest

from polisi.checks.pairs.rows import first_changed
from polisi.data import own_data
from polisi.markup import tree
from polisi.words.meaning.opposites import forms

ROWS: dict[str, str] = own_data("things.yml")
ANCHORS = [("kitchen", "cegin"), ("mirror", "drych")]
"""What stands beside a thing in a list: the second one beside the first."""


def said(words: str) -> list[str]:
    return [word.rstrip("*") for word in words.split(", ")]


@pytest.mark.parametrize("english", ROWS)
def test_a_thing_is_known_in_each_of_its_words(english: str) -> None:
    here, there = ANCHORS["kitchen" in english]
    for word in said(english):
        for welsh in said(ROWS[english]):
            items = [tree.label(each) for each in (word, here)]
            welsh_items = [tree.label(each) for each in (welsh, there)]
            assert first_changed(items, welsh_items) is None
            assert first_changed(items, welsh_items[::-1]) == (0, 1), (word, welsh)


@pytest.mark.parametrize("english", ROWS)
def test_no_word_is_another_one_mutated(english: str) -> None:
    """What mutation makes of a word is known without being written."""
    words = ROWS[english].split(", ")
    for word in words:
        starts = tuple(form.rstrip("*") for form in forms(word, "cy") if word.endswith("*"))
        known = forms(word, "cy") - {word}
        assert not [each for each in words if each in known]
        assert not [each for each in words if each != word and starts and each.startswith(starts)]
