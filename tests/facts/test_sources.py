"""Where the text comes from: every row of the five documents is accounted for."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from polisi import project
from polisi.facts import sources
from polisi.facts.options import all_options
from polisi.model import Written
from polisi.words.languages import LANGUAGES
from sites import ROOT, Built

INVENTORY = ROOT.parent / "shared" / "sources" / "clauses.csv"


@pytest.fixture(scope="module")
def account() -> sources.Account:
    return sources.account(project.load(ROOT).register)


def test_every_row_is_drawn_on_merged_or_declined(account: sources.Account) -> None:
    assert account.open == ()
    assert account.used.keys() <= sources.all_sources().keys()
    assert account.declined.keys() <= sources.all_sources().keys()


def test_what_draws_on_a_row_is_a_clause_that_stands() -> None:
    register = project.load(ROOT).register
    assert set(sources.provenance()) <= register.clauses.keys()
    assert all(sources.provenance().values())


def test_nothing_declined_is_drawn_on(account: sources.Account) -> None:
    assert account.declined.keys().isdisjoint(account.used)


def test_a_row_nobody_draws_on_is_open() -> None:
    empty = sources.account(Written({}, {}, {}, {}))
    expected = sources.all_sources().keys() - sources.declined().keys()
    assert set(empty.open) == expected
    assert len(expected) > 500


@pytest.mark.skipif(not INVENTORY.exists(), reason="the inventory is not on this machine")
def test_the_rows_are_those_of_the_inventory() -> None:
    with INVENTORY.open(encoding="utf-8", newline="") as file:
        rows = {row["source_id"]: row for row in csv.DictReader(file)}
    assert list(sources.all_sources()) == list(rows)
    for source in sources.all_sources().values():
        assert bool(source.merged_into) == (rows[source.id]["adaptation"] == "merge")
        assert source.topic == rows[source.id]["topic"]


def test_points_name_rows_clauses_and_options_that_exist() -> None:
    register = project.load(Path(ROOT)).register
    assert [point.number for point in sources.points()] == list(range(1, 43))
    options = [point.option for point in sources.points() if point.option]
    assert options == list(all_options())
    for point in sources.points():
        assert point.positions
        assert set(point.clauses) <= register.clauses.keys(), point.number
        for position in point.positions:
            assert set(position.ids) <= sources.all_sources().keys(), point.number
    for topics, clauses in sources.gaps():
        assert topics["en"] != topics["cy"]
        assert clauses
        assert set(clauses) <= register.clauses.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_counts_and_links(shipped: Built, language: str) -> None:
    address = "sources/" if language == "en" else "cy/ffynonellau/"
    page = shipped.pages[address]
    counts = [int(text) for text in page.texts("table.document td")]
    assert counts[0] == len(sources.all_sources()) == sum(counts[1:])
    assert len(page.all("h3")) == len(sources.points())
    for council in sources.COUNCILS:
        rows = page.tree.css(f"#{council} + div tbody tr")
        assert len(rows) == sum(each.council == council for each in sources.all_sources().values())
        assert all(row.css("td")[0].text(strip=True) for row in rows)


def test_only_the_intranet_has_the_page(edition: Built) -> None:
    assert not any("sources" in path or "ffynonellau" in path for path in edition.files)
