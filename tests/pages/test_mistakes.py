"""Where a reader reports a mistake: by e-mail, or as an issue, or to whom the school names."""

from __future__ import annotations

from pathlib import Path

import pytest

import forks
from polisi.pages.mistakes import new_issue, way_to_report
from projects import SCHOOL, patched

HUB = "https://github.com/bryn/polisi"


@pytest.mark.parametrize(
    ("email", "repository", "way"),
    [
        ("a@b.cymru", HUB, "mailto:a@b.cymru?subject=Gwall%20yn%20SM-001"),
        ("a@b.cymru", "", "mailto:a@b.cymru?subject=Gwall%20yn%20SM-001"),
        ("", HUB, f"{HUB}/issues/new?title=Gwall%20yn%20SM-001"),
        ("", "", "contact/"),
    ],
)
def test_the_first_way_that_there_is(email: str, repository: str, way: str) -> None:
    assert way_to_report("Gwall yn SM-001", email, repository, "contact/") == way


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        (f"{HUB}/", f"{HUB}/issues/new?title=A%20%26%20B"),
        (f"{HUB}.git", f"{HUB}/issues/new?title=A%20%26%20B"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/issues/new?title=A%20%26%20B"),
        (
            "https://gitlab.com/a/b/c",
            "https://gitlab.com/a/b/c/-/issues/new?issue[title]=A%20%26%20B",
        ),
        (
            "https://gitlab.sir.cymru/a/b",
            "https://gitlab.sir.cymru/a/b/-/issues/new?issue[title]=A%20%26%20B",
        ),
    ],
)
def test_an_issue_of_each_kind_of_host(repository: str, address: str) -> None:
    assert new_issue(repository, "A & B") == address


def test_a_clause_of_a_school_without_an_email_leads_to_an_issue(tmp_path: Path) -> None:
    changes = patched(SCHOOL, "contact:\n  email: office@example.com\n", f"repository: {HUB}\n")
    site = forks.built(tmp_path, changes)
    for path, subject in (
        ("policies/media/", "A%20mistake%20in%20SM-001"),
        ("cy/polisiau/cyfryngau/", "Gwall%20yn%20SM-001"),
    ):
        links = [str(each.attributes["href"]) for each in site.pages[path].all("#SM-001 ~ * a")]
        assert f"{HUB}/issues/new?title={subject}" in links
