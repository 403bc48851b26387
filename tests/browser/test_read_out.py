"""What a screen reader has to say: the accessibility tree of each template, in Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

import audit
from audit import ALL, FRAMED, PHONE, TEMPLATES, Auditor, State
from browsers import LANGUAGES, both_languages
from polisi.words.languages import Language
from polisi.words.phrases import say

pytestmark = [pytest.mark.browser, pytest.mark.audit]

LINE = re.compile(r'^(?P<depth> *)- (?P<role>\w+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?(?P<rest>.*)$')
NAMED = {"link", "button", "textbox", "searchbox", "checkbox", "radio", "combobox", "img", "group"}
NAMED |= {"dialog", "navigation", "region", "complementary"}
"""Roles that say nothing without a name. A folded part is a group that is named by its words."""
LANDMARKS = ("banner", "navigation", "main", "contentinfo", "complementary", "region")
FEW = 12
"""Landmarks to walk through, at most: a policy once had 38."""

QUOTED = re.compile(r"^( *- )'(.*)'(:?.*)$")
"""A line with a colon in it stands in quotation marks."""
Row = tuple[int, str, str, str]


def rows(page: Page) -> Iterator[Row]:
    """Yield depth, role, name and the rest of each line of a page's accessibility tree."""
    for line in page.locator("body").aria_snapshot().splitlines():
        if found := LINE.match(QUOTED.sub(r"\1\2\3", line)):
            yield len(found["depth"]), found["role"], found["name"] or "", found["rest"]


@pytest.fixture(scope="module")
def auditor(browser: Browser, address: str) -> Auditor:
    return Auditor(browser, address)


def cases() -> list[tuple[str, str]]:
    """Return templates and languages: all of them, or each template in one language."""
    both = [(name, language) for name in FRAMED for language in LANGUAGES]
    return both if ALL else both[::3]


@pytest.mark.parametrize(("template", "language"), cases())
def test_what_is_read_out_has_a_name_a_place_and_an_order(
    auditor: Auditor, template: str, language: str
) -> None:
    page = audit.shortened(auditor.open(TEMPLATES[template][language], State(width=PHONE)))
    read = list(rows(page))
    unnamed = [row for row in read if row[1] in NAMED and not row[2] and not row[3].strip(": ")]
    assert unnamed == []
    order = [role for depth, role, *_ in read if role in ("banner", "main", "contentinfo")]
    assert order == ["banner", "main", "contentinfo"]
    marks = [(role, name) for _, role, name, _ in read if role in LANDMARKS]
    assert len(set(marks)) == len(marks) <= FEW
    levels = [int(found[1]) for *_, rest in read if (found := re.search(r"\[level=(\d)\]", rest))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@both_languages
def test_what_happens_is_said(auditor: Auditor, language: Language) -> None:
    """Live regions: they are there before anything is said in them, and then say it."""
    page = auditor.open(TEMPLATES["policy"][language], State(width=PHONE))
    page.locator(audit.SEARCH_BUTTON).click()
    status = page.locator("dialog [role=status]")
    assert status.count() == 1
    page.locator(audit.SEARCH_FIELD).fill("logo")
    page.locator(audit.SEARCH_RESULT).first.wait_for()
    expect(status).to_have_text(re.compile(r"\d"))
    page.goto(auditor.address + TEMPLATES["form"][language])
    said = page.locator("[data-clear-status]")
    assert said.get_attribute("role") == "status" and said.inner_text() == ""
    page.locator("[data-clear]").click()
    page.locator("[data-clear-yes]").click()
    assert said.inner_text() == say("form.cleared", language)
