"""A school year, played through: what each audience reads is what was in force that day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import feedparser  # type: ignore[import-untyped]  # it ships no types
import pytest
from selectolax.lexbor import LexborHTMLParser

import projects
import sites
from polisi import project
from polisi.cli import main
from polisi.policies import editions
from polisi.publish.settings import Settings
from polisi.publish.site import Site
from polisi.words.languages import LANGUAGES, Language
from projects import BASE, CY_SM, EN_SM, SCHOOL

MEDIA = {"en": "policies/media/", "cy": "cy/polisiau/cyfryngau/"}
PROPOSED = {"en": "proposed/", "cy": "arfaethedig/"}
SINCE = {"en": "since/", "cy": "ers/"}
FEEDS = {"en": "{}/changes.xml", "cy": "cy/{}/newidiadau.xml"}
VIEWS = {"en": ("staff", "parents"), "cy": ("staff", "rhieni")}
STAFF_ONLY = ("Zebra crossings are checked", "Mae croesfannau sebra")
"""What only staff may read, from the day that it is proposed."""


class School:
    """A project that somebody works on, day by day."""

    def __init__(self, root: Path, day: Callable[[str], None]) -> None:
        self.root = root
        self.day = day

    def write(self, path: str, *pairs: tuple[str, str]) -> None:
        file = self.root / path
        text = file.read_text("utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, f"{text.count(old)} times in {path}: {old!r}"
            text = text.replace(old, new)
        file.write_text(text, "utf-8")

    def run(self, *arguments: str) -> None:
        assert main([*arguments, "--root", str(self.root), "--language", "en"]) == 0

    def site(self, edition: str) -> Site:
        loaded = project.load(self.root)
        cut = editions.cut(loaded.in_force, edition, loaded.beside)
        return Site(loaded, cut, Settings(), "https://x.test/")


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    def day(said: str) -> None:
        moment = datetime.fromisoformat(f"{said}T12:00:00").replace(tzinfo=UTC)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))

    sites.copy(tmp_path, parts=("overrides", "mkdocs.yml"))
    return School(projects.write(tmp_path, projects.files()), day)


def words(site: Site, address: str) -> str:
    main_part = LexborHTMLParser(site.page(address)).css_first("main")
    assert main_part is not None
    return " ".join(main_part.text().split())


def addresses(site: Site) -> set[str]:
    return set(site.addresses())


@cache
def root_of(language: Language) -> str:
    return "" if language == "en" else "cy/"


def test_each_page_is_in_one_half_and_what_it_shows_in_both_languages_with_it(
    school: School,
) -> None:
    site = school.site(editions.INTRANET)
    halves = [dict(site.half(0)), dict(site.half(1))]
    assert halves[0].keys().isdisjoint(halves[1])
    assert sorted([*halves[0], *halves[1]]) == sorted(site.addresses())
    for half in halves:
        for address, html in half.items():
            assert html == site.page(address), f"{address} is not what it is when asked for alone"
    assert all(halves)
    shown = {page.address: page.policy.code for page in site.plan.pages if page.policy}
    assert {code for address, code in shown.items() if address in halves[0]}.isdisjoint(
        code for address, code in shown.items() if address in halves[1]
    )


def test_a_year(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    school.day("2026-11-25")
    draft(school)
    school.day("2026-11-26")
    school.run("adopt", "SM", "--on", "2026-11-26", "--minute", "2026/41")
    adopted(school)
    school.day("2027-02-10")
    propose(school)
    proposed(school)
    held_back(school)
    school.day("2027-03-18")
    school.run("adopt", "SM", "--on", "2027-03-18", "--minute", "2027/7")
    adopted_again(school)
    school.day("2027-09-01")
    retire(school)
    whole_site(school)
    assert capsys.readouterr().err.count("Adoptions written: 1.") == 2


def test_what_changes_does_not_name_a_clause_that_the_school_leaves_out(school: School) -> None:
    """The whole site says its number elsewhere; parents read why it is not there."""
    school.day("2026-11-26")
    left_out = {"en": ("GC-001", "We have no such code."), "cy": ("GC-001", "Nid oes cod gennym.")}
    for language, (id_, reason) in left_out.items():
        file = school.root / f"docs/{language}/school/codes.md"
        file.parent.mkdir(parents=True)
        file.write_text(f"---\nextends: GC\nleave_out: {{{id_}: {reason}}}\n---\n", "utf-8")
    school.run("adopt", "SM", "--on", "2026-11-26", "--minute", "2026/41")
    school.day("2027-02-10")
    propose(school)
    site = school.site("parents")
    for language, why in (("en", "a clause that this school leaves out"),
                          ("cy", "cymal y mae'r ysgol hon yn ei adael allan")):  # fmt: skip
        page = MEDIA[language] + PROPOSED[language] + SINCE[language] + "1.0.0/"
        assert why in words(site, page)
        assert "GC-001" not in site.page(page)


def draft(school: School) -> None:
    site = school.site("parents")
    for language in LANGUAGES:
        said = {"en": "Draft: not yet adopted", "cy": "Drafft: heb ei fabwysiadu eto"}
        assert said[language] in words(site, MEDIA[language])
    assert not [each for each in addresses(site) if "/v/" in each]


def adopted(school: School) -> None:
    site = school.site("parents")
    for language in LANGUAGES:
        text = words(site, MEDIA[language])
        assert "2026/41" in text and "/v/1.0.0/" in site.page(MEDIA[language])
        assert MEDIA[language].removeprefix(root_of(language)) in site.page(
            f"{MEDIA[language]}v/1.0.0/"
        ), "it leads to what is in force"
        assert site.has_page(f"{root_of(language)}c/SM-002/v/1.0.0/")
        assert not site.has_page(f"{root_of(language)}c/SM-003/v/1.0.0/"), "which is for staff"
        assert not site.has_page(MEDIA[language] + PROPOSED[language])


def propose(school: School) -> None:
    """Write version 1.1.0: a word for all, a clause for staff, another role's name."""
    school.write(
        EN_SM,
        ("changes: {", "changes: {1.1.0: {on: 2027-02-01, text: Consent is in writing., "
                       "clauses: [SM-002]}, "),
        ("ask for consent", "ask for signed consent"),
        ("Write to it@example.com", f"{STAFF_ONLY[0]} too. Write to it@example.com"),
    )  # fmt: skip
    school.write(
        CY_SM,
        ("changes: {", "changes: {1.1.0: Rhaid cael cydsyniad ysgrifenedig., "),
        ("gofynnwch am gydsyniad", "gofynnwch am gydsyniad llofnodedig"),
        ("Ysgrifennwch at it@example.com", f"{STAFF_ONLY[1]} yno. Ysgrifennwch at it@example.com"),
    )
    school.write(SCHOOL, ("en: headteacher", "en: principal"))
    school.run("agree", "--all")


WRITTEN = {"en": "signed consent", "cy": "gydsyniad llofnodedig"}


def proposed(school: School) -> None:
    for edition in ("staff", "parents"):
        site = school.site(edition)
        for language in LANGUAGES:
            in_force = words(site, MEDIA[language])
            assert WRITTEN[language] not in in_force and "1.1.0" not in in_force
            assert (f"{MEDIA[language]}{PROPOSED[language]}".rpartition("/")[0]
                    .rpartition("/")[2] in site.page(MEDIA[language]))  # fmt: skip
            there = words(site, MEDIA[language] + PROPOSED[language])
            assert WRITTEN[language] in there
            knows = any(each in there for each in STAFF_ONLY)
            assert knows == (edition == "staff")
            changed = site.page(f"{MEDIA[language]}{PROPOSED[language]}{SINCE[language]}1.0.0/")
            assert re.search(r"<ins>.*(signed|llofnodedig)", changed)
            assert ("SM-003" in changed) == (edition == "staff")
            assert ("principal" in changed) == (edition == "staff" and language == "en")
            search = site.file(f"search/{language}.js") or ""
            assert WRITTEN[language] not in search
    assert "headteacher" in words(school.site("staff"), MEDIA["en"]), "as it was adopted"
    read_feeds(school, "proposed")


def read_feeds(school: School, newest: str) -> None:
    for edition, number in (("staff", 0), ("parents", 1)):
        site = school.site(edition)
        for language in LANGUAGES:
            own = FEEDS[language].format(VIEWS[language][number])
            text = site.file(own)
            assert text is not None
            read = feedparser.parse(text.encode())
            assert not read.bozo, read.get("bozo_exception")
            assert read.version == "atom10" and read.feed.language == language
            ids = [entry.id for entry in read.entries]
            assert len(set(ids)) == len(ids) and all(each.startswith("urn:uuid:") for each in ids)
            assert all(entry.updated_parsed and entry.title for entry in read.entries)
            word = {"proposed": ("is proposed", "wedi'i chynnig"),
                    "adopted": ("was adopted", "mabwysiadwyd")}[newest]  # fmt: skip
            assert word[LANGUAGES.index(language)] in read.entries[0].title
            for entry in read.entries:
                address = entry.link.removeprefix("https://x.test/").partition("#")[0]
                assert site.has_page(address), address
            other = FEEDS[language].format(VIEWS[language][1 - number])
            assert site.file(other) is None, "nothing of other audiences"
            for said in STAFF_ONLY:
                assert said not in text
            page = site.page(f"{root_of(language)}{VIEWS[language][number]}/")
            assert 'type="application/atom+xml" title=' in page and own.rpartition("/")[2] in page


def held_back(school: School) -> None:
    """The school holds back what nobody has adopted, for a day."""
    file = school.root / SCHOOL
    before = file.read_text("utf-8")
    file.write_text(before + "publish: adopted\n", "utf-8")
    site = school.site("parents")
    assert "policies/governors/" not in addresses(site)
    assert not [each for each in addresses(site) if "proposed" in each or "arfaethedig" in each]
    assert WRITTEN["en"] not in "".join(text for _, text in site.files())
    home = words(site, "")
    assert "Code for governors" not in home and "1.1.0" not in home
    refers = words(site, MEDIA["en"])
    assert "See a clause that is not in force yet" in refers
    whole = school.site(editions.INTRANET)
    assert {"policies/governors/", "policies/media/proposed/"} <= addresses(whole)
    file.write_text(before, "utf-8")


def adopted_again(school: School) -> None:
    for edition in ("staff", "parents", editions.INTRANET):
        site = school.site(edition)
        for language in LANGUAGES:
            now, old = words(site, MEDIA[language]), words(site, f"{MEDIA[language]}v/1.0.0/")
            assert WRITTEN[language] in now and "2027/7" in now
            assert WRITTEN[language] not in old and "2026/41" in old
            until = {"en": "It has not been in force since 18 March 2027",
                     "cy": "Nid yw mewn grym ers 18 Mawrth 2027"}[language]  # fmt: skip
            assert until in old
            changed = f"{MEDIA[language]}v/1.1.0/{SINCE[language]}1.0.0/"
            assert re.search(r"<ins>.*(signed|llofnodedig)", site.page(changed))
            assert changed.removeprefix(MEDIA[language]) in site.page(MEDIA[language])
            lasting = site.page(f"{root_of(language)}c/SM-002/v/1.0.0/")
            assert "/v/1.0.0/#SM-002" in lasting
            assert not site.has_page(MEDIA[language] + PROPOSED[language])
            assert site.has_page(f"{MEDIA[language]}v/1.1.0/")
    assert "SM-003" not in words(school.site("parents"), "policies/media/v/1.0.0/")
    assert "headteacher" in words(school.site("staff"), "policies/media/v/1.0.0/")
    read_feeds(school, "adopted")


def retire(school: School) -> None:
    """A clause is retired, and stays in force until that is adopted."""
    body = BASE[EN_SM].split("### Posting pictures {#SM-002}")[1].split("\n## ")[0]
    welsh = BASE[CY_SM].split("### Postio lluniau {#SM-002}")[1].split("\n## ")[0]
    school.write(
        EN_SM,
        ("changes: {", "changes: {2.0.0: {on: 2027-08-20, text: Pictures are in one place.}, "),
        ("  SM-002: {audience: [staff, governors, parents]}\n", ""),
        ("retired:\n", "retired:\n  SM-002: {on: 2027-08-20, use: GC-001}\n"),
        ("### Posting pictures {#SM-002}" + body.replace("consent", "signed consent", 1), ""),
    )
    school.write(
        CY_SM,
        ("changes: {", "changes: {2.0.0: Mae'r rheolau am luniau mewn un lle., "),
        (f"### Postio lluniau {{#SM-002}}"
         f"{welsh.replace('am gydsyniad', 'am gydsyniad llofnodedig', 1)}", ""),
    )  # fmt: skip
    welsh_file = school.root / CY_SM
    stamp = re.compile(r"  SM-002: \{agreed: .*\n")
    welsh_file.write_text(stamp.sub("", welsh_file.read_text("utf-8")), "utf-8")
    for path in (projects.EN_GC, projects.CY_GC):
        text = (school.root / path).read_text("utf-8")
        (school.root / path).write_text(text.replace("[SM-002]", "[SM-001]"), "utf-8")
    school.run("agree", "--all")


def whole_site(school: School) -> None:
    """An edition is proved, with all that it has of the past and of what is proposed."""
    school.run("build", "--edition", "staff", "--site-dir", str(school.root / "of-staff"))
    page = (school.root / "of-staff/policies/media/index.html").read_text("utf-8")
    assert 'id="SM-002"' in page, "in force until the retirement is adopted"
    proposed = school.root / "of-staff/policies/media/proposed"
    assert 'class="clause" aria-labelledby="SM-002"' not in (proposed / "index.html").read_text(
        "utf-8"
    )
    gone = (proposed / "since/1.1.0/index.html").read_text("utf-8")
    assert "No longer in the text" in gone and "<del>" in gone
    assert (proposed / "since/1.0.0/index.html").is_file()
    school.run("build", "--edition", "parents", "--site-dir", str(school.root / "of-parents"))
    files = [file for file in (school.root / "of-parents").rglob("*") if file.is_file()]
    assert len([file for file in files if "/v/" in file.as_posix()]) > 8
    for file in files:
        text = file.read_text("utf-8", "replace")
        for said in (*STAFF_ONLY, "Check the privacy settings", "Gwiriwch osodiadau", "SM-003"):
            assert said not in text, f"{file}: {said}"
