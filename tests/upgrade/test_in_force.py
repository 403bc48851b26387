"""An upgrade in a school that has adopted its policies: what is in force stays until it decides."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import decisions
import sites
from polisi import project
from polisi.policies import editions
from polisi.publish.settings import Settings
from polisi.publish.site import Site
from upgrades import commit, git, run

MEDIA = {"en": "policies/media/", "cy": "cy/polisiau/cyfryngau/"}
PROPOSED = {"en": "proposed/", "cy": "arfaethedig/"}
SINCE = {"en": "since/1.0.0/", "cy": "ers/1.0.0/"}
OLD = {"en": "Decline every request", "cy": "Gwrthodwch bob cais gan ddysgwr"}
NEW = {"en": "Decline each request from any", "cy": "Gwrthodwch bob cais gan unrhyw ddysgwr"}
STAFF_ONLY = ("Never stream a lesson live", "Peidiwch byth â ffrydio gwers", "SM-005")
EDITIONS = ("staff", "parents")


def site_of(root: Path, edition: str) -> Site:
    loaded = project.load(root)
    cut = editions.cut(loaded.in_force, edition, loaded.beside)
    return Site(loaded, cut, Settings(), "https://x.test/")


def clauses(site: Site, address: str) -> dict[str, str]:
    """Return the words of each clause on a page, by id."""
    return {
        str(each.attributes["data-clause"]): " ".join(text.text().split())
        for each in LexborHTMLParser(site.page(address)).css(".clause")
        for text in each.css(".clause__text")
    }


def foot(site: Site, address: str) -> str:
    """Return what stands at the foot of each sheet of a page."""
    (found,) = LexborHTMLParser(site.page(address)).css(".print-foot")
    return found.text()


def day(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime.fromisoformat(f"{said}T12:00:00").replace(tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))


def test_an_upgrade_is_a_proposal_until_it_is_adopted(
    fork: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites.copy(fork, parts=("overrides", "mkdocs.yml"))
    day("2026-11-26", monkeypatch)
    decisions.adopt(fork, "SM", "GC", on="2026-11-26", minute="2026/41")
    commit(fork, {}, "Adopted")
    before = {
        (edition, each): clauses(site_of(fork, edition), MEDIA[each])
        for edition in EDITIONS
        for each in MEDIA
    }
    kept = {file: file.read_bytes() for file in fork.rglob("adopted/*/*/*")}

    day("2027-02-10", monkeypatch)
    run(fork, template)
    assert NEW["en"] in (fork / "docs/en/policies/media.md").read_text("utf-8")
    assert {file: file.read_bytes() for file in fork.rglob("adopted/*/*/*")} == kept
    for edition in EDITIONS:
        site = site_of(fork, edition)
        for each in MEDIA:
            assert clauses(site, MEDIA[each]) == before[edition, each], "as it was adopted"
            proposal = MEDIA[each] + PROPOSED[each]
            said = " ".join(clauses(site, proposal).values())
            sees_contact = edition != "parents"
            assert (NEW[each] in said) == sees_contact and OLD[each] not in said
            changed = site.page(f"{proposal}{SINCE[each]}")
            for page in (said, site.page(proposal), changed):
                knows = any(words in page for words in STAFF_ONLY)
                assert knows <= (edition == "staff")
            for address in (proposal, f"{proposal}{SINCE[each]}"):
                assert {"en": "This text is proposed", "cy": "Testun arfaethedig"}[each] in foot(
                    site, address
                )
                assert "1.1.0" in foot(site, address)
                text = project.load(fork).histories["SM"].written
                assert text in foot(site, address)

    day("2027-03-18", monkeypatch)
    decisions.adopt(fork, "SM", on="2027-03-18", minute="2027/7")
    for edition in EDITIONS:
        site = site_of(fork, edition)
        for each in MEDIA:
            now = clauses(site, MEDIA[each])
            assert ("SM-005" in now) == (edition == "staff")
            assert "SM-004" in now and "SM-002" not in now
            assert clauses(site, f"{MEDIA[each]}v/1.0.0/") == before[edition, each]
            assert "1.0.0" in foot(site, f"{MEDIA[each]}v/1.0.0/")
            assert not site.has_page(MEDIA[each] + PROPOSED[each])
    assert git(fork, "log", "--oneline").count("\n") >= 2
