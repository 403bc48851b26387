"""What the governing body has adopted: where a policy stands on a day, and its reviews."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
import vobject  # type: ignore[import-untyped]  # it ships no types
from icalendar import Calendar

import decisions
import forks
import projects
from polisi.cli import main
from polisi.model import Change, Policy
from polisi.policies import adoption as adoption_module
from polisi.policies.adoption import SOON, Status, in_months, today
from polisi.policies.texts.digest import Digests
from polisi.policies.texts.versions import History, Version
from polisi.school.file import SchoolFile
from polisi.school.school import School
from polisi.words.languages import LANGUAGES, Language
from projects import SCHOOL
from sites import ROOT, Built, words

POLICY = Policy(
    code="SM",
    name="policies/media.md",
    titles={"en": "Social media", "cy": "Cyfryngau cymdeithasol"},
    summaries={},
    owner="headteacher",
    changes=(Change("1.1.0", "2026-09-15", {}), Change("1.0.0", "2026-01-15", {})),
    sections=(),
)


def school(**entry: str) -> School:
    adopted = {"version": "1.1.0", "text": "0" * 8, "date": "2026-09-20", "by": "us", **entry}
    months = adopted.pop("months", "12")
    values = {"adoption": {"SM": adopted}, "options": {"review_months": months}}
    return School(SchoolFile.model_validate(values))


DAY = date(2026, 11, 26)


def status(policy: Policy, school: School, day: date, text: str = "0" * 8) -> Status:
    """Say where a policy stands whose adopted text is kept; ``text`` is the digest of that."""
    adoption = school.adoption.get(policy.code)
    kept = Version(adoption.version, adoption.version, text, policy) if adoption else None
    digests = cast(Digests, SimpleNamespace(whole=lambda: text))
    history = History((kept,) if kept else (), lambda: digests)
    return adoption_module.status(policy, school, day, history)


def test_a_policy_that_nobody_adopted_is_a_draft() -> None:
    found = status(POLICY, School(), DAY)
    assert (found.standing, found.version) == ("draft", "1.1.0")
    assert found.adoption is None and found.review is None
    assert not found.is_due and not found.is_overdue


def test_the_version_adopted_is_the_one_that_stands() -> None:
    assert status(POLICY, school(), DAY).standing == "adopted"
    changed = status(POLICY, school(version="1.0.0"), DAY, "1" * 8)  # its text is not kept
    assert changed.standing == "changed"
    assert status(POLICY, school(), DAY, "1" * 8).standing == "altered"
    assert changed.adoption is not None
    assert (changed.adoption.version, changed.version) == ("1.0.0", "1.1.0")


@pytest.mark.parametrize(
    ("months", "review"), [("6", date(2027, 3, 20)), ("12", date(2027, 9, 20))]
)
def test_the_review_follows_from_the_option(months: str, review: date) -> None:
    assert status(POLICY, school(months=months), DAY).review == review


def test_a_date_of_its_own_wins_over_the_option() -> None:
    assert status(POLICY, school(review="2026-12-24"), DAY).review == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("days", "due", "overdue"),
    [
        (-400, True, True),
        (-1, True, True),
        (0, True, False),
        (1, True, False),
        (SOON, True, False),
        (SOON + 1, False, False),
        (300, False, False),
    ],
)
def test_a_review_is_due_a_month_before_and_overdue_the_day_after(
    days: int, due: bool, overdue: bool
) -> None:
    review = DAY + timedelta(days=days)
    adopted = (review - timedelta(days=30)).isoformat()
    found = status(POLICY, school(date=adopted, review=review.isoformat()), DAY)
    assert (found.is_due, found.is_overdue) == (due, overdue)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 9, 20), 6, date(2027, 3, 20)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 6, date(2028, 8, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_the_same_day_some_months_later(day: date, months: int, then: date) -> None:
    assert in_months(day, months) == then


def test_the_day_is_that_of_a_reproducible_build(monkeypatch: pytest.MonkeyPatch) -> None:
    last = datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(last.timestamp())))
    assert today() == date(2026, 12, 31)
    for unset in ("", "now"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", unset)
        assert abs((today() - date.today()).days) <= 1


# Sites

NAME_EN, NAME_CY = "Ash, Oak; School\\Hall 🐉", 'Ysgol "Derw", Onnen; a’r Ŵy 🐉'
TITLE_EN = "Social media, and all that; a policy for everybody who works at the school, always"
BY = {"en": "the full governing body, online", "cy": "y corff llywodraethu llawn"}


def named(name: bool = True) -> dict[str, str | bytes | None]:
    """Return changes to the valid project: names and a title that are hard to write."""
    text = projects.BASE[SCHOOL]
    if name:
        text = text.replace("Example School", json.dumps(NAME_EN, ensure_ascii=False))
        text = text.replace("Ysgol Enghraifft", json.dumps(NAME_CY, ensure_ascii=False))
        text = text.replace("example.com", "derw.cymru") + "site_address: https://derw.cymru/\n"
    changes: dict[str, str | bytes | None] = {
        path: projects.BASE[path].replace("01632 960 001", "01443 555 001")
        .replace("it@example.com", "it@derw.cymru")
        for path in (projects.EN_SM, projects.CY_SM)
    }  # fmt: skip
    changes[projects.EN_SM] = str(changes[projects.EN_SM]).replace(
        "title: Social media\n", f'title: "{TITLE_EN}"\n'
    )
    changes[projects.EN_GC] = projects.BASE[projects.EN_GC].replace("2026-11-21", "2025-10-01")
    return {**changes, SCHOOL: text}


def adopted(
    *codes: str, changes: Mapping[str, str | bytes | None] | None = None
) -> dict[str, str | bytes | None]:
    """Return a project in which SM was adopted three days ago, and the review of GC is overdue."""
    done = dict(changes or named())
    if "GC" in codes:
        done = decisions.adopted("GC", changes=done, on="2025-10-05", en="the board", cy="y bwrdd")
    if "SM" in codes:
        done = decisions.adopted("SM", changes=done, on="2026-11-23", minute="2026/41", **BY)
    return done


BOTH = ("SM", "GC")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site on 26 November 2026: SM adopted three days ago, GC's review overdue."""
    return forks.built(tmp_path_factory.mktemp("adopted"), adopted(*BOTH))


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return forks.built(tmp_path_factory.mktemp("draft"))


ADOPTED: Mapping[str, str] = {
    "en": "Adopted on 23 November 2026 (the full governing body, online, minute 2026/41).",
    "cy": "Wedi'i fabwysiadu ar 23 Tachwedd 2026 (y corff llywodraethu llawn, cofnod 2026/41).",
}
OVERDUE: Mapping[str, str] = {
    "en": "The review is overdue: it was to be done by 5 October 2026.",
    "cy": "Mae'r adolygiad yn hwyr: roedd i'w wneud erbyn 5 Hydref 2026.",
}
PAGES: Mapping[str, tuple[str, str, str]] = {
    "en": ("policies/media/", "policies/governors/", "policies/"),
    "cy": ("cy/polisiau/cyfryngau/", "cy/polisiau/cod-llywodraethwyr/", "cy/polisiau/"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_who_adopted_it_and_when_it_is_reviewed(
    site: Built, language: Language
) -> None:
    media, governors, _ = PAGES[language]
    cells = site.pages[media].texts("table.document td")
    assert cells[3] == ADOPTED[language]
    assert cells[4] == {"en": "23 November 2027", "cy": "23 Tachwedd 2027"}[language]
    tags = {"en": ["In force", "Review overdue"], "cy": ["Mewn grym", "Adolygiad yn hwyr"]}
    assert site.pages[media].texts(".status .tag") == tags[language][:1]
    assert site.pages[governors].texts(".status .tag") == tags[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_says_so_on_its_page_and_on_paper(draft: Built, language: Language) -> None:
    said = {"en": "Draft: not yet adopted", "cy": "Drafft: heb ei fabwysiadu eto"}[language]
    page = draft.pages[PAGES[language][0]]
    assert page.texts(".status .tag") == [said.partition(":")[0]]
    assert page.texts("table.document td")[3] == said
    none = {"en": "Not yet set", "cy": "Heb ei bennu eto"}[language]
    assert page.texts("table.document td")[4] == none


def test_paper_shows_where_a_policy_stands() -> None:
    paper = (ROOT / "overrides/assets/styles/print.css").read_text(encoding="utf-8")
    hiding = re.findall(r"([^{}]+)\{[^}]*display:\s*none", paper)
    assert hiding
    for selectors in hiding:
        if ":has(.form-head)" not in selectors:  # a form is to be written on
            assert not re.search(r"\.(status|document)\b", selectors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_policies_says_so_in_short(site: Built, language: Language) -> None:
    page = site.pages[PAGES[language][2]]
    rows = {row.css("td")[0].text(): words(row.text()) for row in page.all("tbody tr")}
    short = {"en": ("Adopted", "overdue"), "cy": ("Wedi'i fabwysiadu", "hwyr")}[language]
    assert short[0] in rows["SM"] and short[1] not in rows["SM"].replace(TITLE_EN, "")
    assert short[0] in rows["GC"] and short[1] in rows["GC"]
    day = {"en": "26 November 2026", "cy": "26 Tachwedd 2026"}[language]
    assert any(day in text for text in page.texts("p"))


def test_the_export_says_it_to_programs_and_people(site: Built, draft: Built) -> None:
    media = next(each for each in forks.exported(site)["policies"] if each["code"] == "SM")
    assert media["status"] == "adopted"
    assert media["standing"] == ADOPTED
    assert media["review"] == "2027-11-23"
    assert media["adopted"] == {
        "version": "1.0.0",
        "text": site.pages[PAGES["en"][0]].texts("table.document code")[0],
        "date": "2026-11-23",
        "by": {"en": "the full governing body, online", "cy": "y corff llywodraethu llawn"},
        "minute": "2026/41",
    }
    for entry in forks.exported(draft)["policies"]:
        assert (entry["status"], entry["adopted"], entry["review"]) == ("draft", None, "")


# Calendars

CALENDARS: Mapping[str, str] = {"en": "reviews.ics", "cy": "cy/adolygiadau.ics"}
NAMES: Mapping[str, str] = {"en": NAME_EN, "cy": NAME_CY}
EVENT: Mapping[str, str] = {"en": f"Review due: {TITLE_EN}", "cy": "Dyddiad adolygu: Cyfryngau"}


def raw(site: Built, language: str) -> str:
    return (site.site / CALENDARS[language]).read_bytes().decode("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_has_the_form_of_rfc_5545(site: Built, language: str) -> None:
    text = raw(site, language)
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert "\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in lines) <= 75
    assert any(line.startswith(" ") for line in lines), "nothing was folded"
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    whole = text.replace("\r\n ", "")
    escaped = {
        "en": "Ash\\, Oak\\; School\\\\Hall 🐉",
        "cy": 'Ysgol "Derw"\\, Onnen\\; a’r Ŵy 🐉',
    }
    assert escaped[language] in whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_icalendar_reads_it(site: Built, language: str) -> None:
    read = Calendar.from_ical(raw(site, language))
    assert NAMES[language] in re.sub(r"\\(.)", r"\1", str(read["X-WR-CALNAME"]))
    events = {str(event["UID"]): event for event in read.walk("VEVENT")}
    assert len(events) == 2
    media = next(event for event in events.values() if "/media" in str(event["URL"])
                 or "/cyfryngau" in str(event["URL"]))  # fmt: skip
    assert str(media["SUMMARY"]).startswith(EVENT[language])
    assert str(media["DESCRIPTION"]) == ADOPTED[language]
    assert media.decoded("DTSTART") == date(2027, 11, 23)
    assert str(media["URL"]) == "https://derw.cymru/" + PAGES[language][0]
    (alarm,) = media.walk("VALARM")
    assert alarm.decoded("TRIGGER") == -timedelta(days=SOON)


@pytest.mark.parametrize("language", LANGUAGES)
def test_vobject_reads_it(site: Built, language: str) -> None:
    read = vobject.readOne(raw(site, language))
    days = sorted(event.dtstart.value for event in read.vevent_list)
    assert days == [date(2026, 10, 5), date(2027, 11, 23)]
    summaries = [event.summary.value for event in read.vevent_list]
    assert any(each.startswith(EVENT[language]) for each in summaries)
    assert NAMES[language] in read.contents["x-wr-calname"][0].value


def uids(site: Built, language: str) -> set[str]:
    return {str(event["UID"]) for event in Calendar.from_ical(raw(site, language)).walk("VEVENT")}


def test_uids_are_stable_and_nobody_elses(site: Built, tmp_path: Path) -> None:
    again = forks.built(tmp_path, adopted(*BOTH), SOURCE_DATE_EPOCH="1795737600")
    for language in LANGUAGES:
        assert uids(again, language) == uids(site, language)
        assert raw(again, language) == raw(site, language)
    assert not uids(site, "en") & uids(site, "cy")


def test_a_calendar_lists_what_is_adopted_and_no_more(tmp_path: Path) -> None:
    one = forks.built(tmp_path, adopted("SM"))
    for language in LANGUAGES:
        assert len(uids(one, language)) == 1


def test_where_nothing_is_adopted_there_is_no_calendar_and_no_link(draft: Built) -> None:
    assert not [path for path in draft.files if path.endswith(".ics")]
    assert not [
        p for p, text in forks.texts(draft).items() if p.endswith("html") and ".ics" in text
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_policies_links_the_calendar(site: Built, language: Language) -> None:
    page = site.pages[PAGES[language][2]]
    assert (CALENDARS[language], "") in site.internal(page, "article a[href$='.ics']")


def test_an_edition_lists_only_its_own_policies(tmp_path: Path) -> None:
    changes = named() | {
        projects.EN_GC: str(named()[projects.EN_GC])
        .replace("[staff, governors, parents]", "[governors]"),
        projects.EN_SM: str(named()[projects.EN_SM])
        .replace("see: [GC-001]", "see: []").replace("See [GC-001] and also", "See also"),
        projects.CY_SM: str(named()[projects.CY_SM])
        .replace("Gweler [GC-001] a hefyd", "Gweler hefyd"),
    }  # fmt: skip
    done = forks.built(tmp_path, adopted(*BOTH, changes=changes), POLISI_EDITION="parents")
    for language in LANGUAGES:
        text = raw(done, language)
        assert len(uids(done, language)) == 1
        assert "governors" not in text.replace("the full governing", "")
        assert "llywodraethwyr" not in text


# polisi reviews


def reviews(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    day: str,
    language: str,
) -> tuple[int, str]:
    epoch = datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(epoch)))
    done = main(["reviews", "--root", str(root), "--language", language])
    return done, capsys.readouterr().out


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-09-04", []),
        ("2026-09-05", ["GC near"]),
        ("2026-10-05", ["GC near"]),
        ("2026-10-06", ["GC overdue"]),
        ("2027-11-24", ["GC overdue", "SM overdue"]),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_lists_what_is_due(
    day: str,
    expected: list[str],
    language: Language,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = projects.write(tmp_path, projects.files(adopted(*BOTH)))
    code, output = reviews(root, monkeypatch, capsys, day, language)
    said = {
        "GC near": {
            "en": "- **Code for governors** (GC) is to be reviewed by 5 October 2026.",
            "cy": "- Mae angen adolygu **Cod i lywodraethwyr** (GC) erbyn 5 Hydref 2026.",
        },
        "GC overdue": {
            "en": "- **Code for governors** (GC) is overdue: the review was to be done by "
            "5 October 2026.",
            "cy": "- Mae adolygiad **Cod i lywodraethwyr** (GC) yn hwyr: roedd i'w wneud "
            "erbyn 5 Hydref 2026.",
        },
        "SM overdue": {
            "en": f"- **{TITLE_EN}** (SM) is overdue: the review was to be done by "
            "23 November 2027.",
            "cy": "- Mae adolygiad **Cyfryngau cymdeithasol** (SM) yn hwyr: roedd i'w wneud "
            "erbyn 23 Tachwedd 2027.",
        },
    }
    nothing = {
        "en": "No review is overdue or due in the next 30 days.",
        "cy": "Nid oes adolygiad yn hwyr nac i'w wneud yn y 30 diwrnod nesaf.",
    }
    wanted = [said[each][language] for each in expected] or [nothing[language]]
    assert output.splitlines() == wanted
    assert code == (1 if expected else 0)


def test_the_command_cannot_run_on_a_broken_school(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = projects.write(tmp_path, projects.files({SCHOOL: "adoption: x\n"}))
    assert reviews(root, monkeypatch, capsys, "2026-11-26", "en") == (2, "")
    with pytest.raises(SystemExit):
        main(["reviews", "--root", str(tmp_path), "--format", "json"])
