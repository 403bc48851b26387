"""A school that has filled everything in: its own values on every page, and nothing unsafe."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

import decisions
import forks
import projects
import sites
from links import broken_links
from polisi import checks, project
from polisi.publish import styles
from polisi.words.languages import LANGUAGES, Language
from projects import CY_ABOUT, EN_ABOUT, SCHOOL
from searching import entries, index_of
from sites import Built, Change, Page, words

NAME: dict[Language, str] = {
    "en": 'Aber & Môn "High" School <script>alert(1)</script> 🐉 O\'Brien',
    "cy": "Ysgol Gyfun Aber & Môn <script>alert(1)</script> 🐉 “Ŵy” a'r Ŷd",
}
SOFT = NAME["cy"]  # "Ysgol" does not mutate
ADDRESS = "https://aber.cymru/"
FILLED = f"""\
default_language: LANGUAGE
site_address: {ADDRESS}
school:
  name:
    en: {json.dumps(NAME["en"], ensure_ascii=False)}
    cy: {json.dumps(NAME["cy"], ensure_ascii=False)}
  logo: {{file: assets/logo.svg, en: 'A "red" <b>dragon</b>', cy: Draig 'goch' & thân}}
contact:
  address: {{en: "1 High Street, Aber <b>", cy: "Stryd Fawr 1, Aber <b>"}}
  email: swyddfa@aber.cymru
  telephone: "+44 (0)1248 555 001"
  website: {{en: "https://aber.cymru/?a=1&b=2", cy: "https://aber.cymru/?a=1&b=cy"}}
local_authority:
  name: {{en: Gwynedd Council, cy: Gwynedd}}
  telephone: 01766 771 000
  out_of_hours: 01248 353 551
roles:
  headteacher: {{en: headmistress, cy: prifathrawes, feminine: true, email: pen@aber.cymru}}
  safeguarding_lead: {{en: safeguarding lead, cy: cydlynydd diogelu, name: Siân <i>Ŵ</i>,
    telephone: 01248 555 002}}
  chair_of_governors: {{en: chair of the board, cy: cadeirydd y bwrdd}}
  data_protection_officer: {{en: data officer, cy: swyddog data}}
  account_owner: {{en: web editor, cy: golygydd gwe}}
official_accounts:
  - platform: "X <x>"
    name: "Aber & Môn"
    website: "https://x.cymru/?a&b"
    visibility: restricted
monitored_hours: {{en: "9am to 4pm", cy: "9am i 4pm"}}
learner_platforms: [Hwb, {{en: "Talk & <u>Tell</u>", cy: "Siarad & <u>Dweud</u>"}}]
approved_tools: [Buffer]
police: {{name: {{en: North Wales Police, cy: Heddlu Gogledd Cymru}}, telephone: 101}}
helplines:
  - {{name: "Meic & <s>Co</s>", telephone: 0808 802 3456, website: "https://www.meiccymru.org/"}}
"""
ADOPTED, DAY_AFTER = "2026-11-29", "1795996800"
"""The day of the version that is adopted; and the next one, in seconds, when the site is built."""
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
EXAMPLES = re.compile(
    r"Example (School|Council|Street|Town|Police)|(Ysgol|Cyngor|Stryd|Tref|Heddlu) Enghraifft"
    r"|example\.(com|org|net)|01632 ?960"
)


def filled(language: Language) -> dict[str, Change]:
    return {
        SCHOOL: FILLED.replace("LANGUAGE", language),
        "docs/assets/logo.svg": LOGO,
    }


@pytest.fixture(scope="module", params=LANGUAGES)
def fork(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The shipped text for a school, each language at the root in turn."""
    language: Language = request.param
    folder = tmp_path_factory.mktemp("fork")
    sites.agree(sites.copy(folder, filled(language)))
    by = {"en": "the <em>board</em>", "cy": "y <em>bwrdd</em>"}
    decisions.adopt(folder, "SM", on=ADOPTED, minute="=1+1", **by)
    done = sites.build(folder, SOURCE_DATE_EPOCH=DAY_AFTER)
    assert done.status == 0, done.output
    return done


def own_files(site: Built) -> dict[str, str]:
    """Return the text files of a site, without its style sheet, some of which is Material's."""
    return {p: text for p, text in forks.texts(site).items() if p != styles.SCREEN}


def visible(page: Page) -> str:
    return words(page.tree.body.text() if page.tree.body else "")


def test_a_filled_in_school_has_no_problems(fork: Built) -> None:
    assert [p.message("en") for p in checks.run(project.load(fork.folder))] == []


def test_the_language_of_the_school_is_at_the_root(fork: Built) -> None:
    assert fork.pages[""].one("html").attributes["lang"] == fork.default
    address = {"en": "policies/staff-social-media/", "cy": "polisiau/cyfryngau-cymdeithasol-staff/"}
    assert address[fork.default] in fork.pages


def test_nothing_of_the_example_is_left(fork: Built) -> None:
    for path, text in own_files(fork).items():
        assert [found[0] for found in EXAMPLES.finditer(text)] == [], path
        assert "example-notice" not in text or path.endswith(".css"), path


def test_no_gap_is_left(fork: Built) -> None:
    for path, text in own_files(fork).items():
        assert "{{" not in text and "\ue000" not in text, path
        if not path.endswith((".css", ".js")):
            assert "___" not in text, path
            gap = r"\[school\b|\bTBC\b|\bTODO\b"
            if "sources/" not in path:  # it tells what the councils' documents leave open
                gap += r"|\binsert\b"
            assert not re.search(gap, text, re.I), path


def test_no_page_runs_the_name_or_shows_it_escaped_twice(fork: Built) -> None:
    for path, text in own_files(fork).items():
        if path.endswith((".html", ".xml", ".svg")):
            assert not re.search(
                r"<(script|b|i|u|s|em|x)>(alert|dragon|Ŵ|Tell|Co\b|board)", text
            ), path
            assert not re.search(r"&amp;(amp|lt|gt|quot|#)", text), path
            assert "alert(1)" not in text.replace("&lt;script&gt;alert(1)&lt;/script&gt;", ""), path


def test_the_name_is_whole_in_titles_and_meta(fork: Built) -> None:
    for language in LANGUAGES:
        home = fork.pages[fork.root(language)]
        assert NAME[language] in home.one("head title").text()
        assert NAME[language] in visible(home)
        title = {"en": "{}: policies", "cy": "{}: polisïau"}[language]
        assert words(home.one("head title").text()) == title.format(home.texts(".foot p")[0])
        for page in fork.pages.values():
            if page.is_full and fork.language(page) == language:
                assert NAME[language] in page.one("head title").text(), page.path
                (shown,) = page.all('meta[property="og:title"]')
                assert (
                    str(shown.attributes["content"]) in page.one("head title").text()
                    or page == home
                )
    summaries = [
        str(meta.attributes["content"])
        for page in fork.pages.values()
        for meta in page.all('meta[name="description"]')
    ]
    assert any(NAME["en"] in each for each in summaries)


def test_the_404_page_and_the_sitemap_are_well_formed(fork: Built) -> None:
    root = ElementTree.fromstring(fork.text("sitemap.xml"))
    addresses = [node.text or "" for node in root.iter() if node.tag.endswith("}loc")]
    assert addresses and all(each.startswith(ADDRESS) for each in addresses)
    assert fork.pages["404.html"].one("title").text()


def test_programs_get_the_name_as_it_is(fork: Built) -> None:
    clauses = {str(each["id"]): each for each in forks.exported(fork)["clauses"]}
    data = json.loads(fork.text("clauses.json"))
    told = json.dumps(data, ensure_ascii=False)
    assert json.dumps(NAME["en"], ensure_ascii=False)[1:-1] in told
    rows = list(csv.DictReader(io.StringIO(fork.text("clauses.csv").lstrip("\ufeff"))))
    assert {row["id"] for row in rows} == clauses.keys()
    assert any(NAME["en"] in row["text_en"] for row in rows)
    assert any(NAME["cy"] in row["text_cy"] for row in rows)


def test_the_search_gets_the_name_as_it_is(fork: Built) -> None:
    """It shows what it gets as text."""
    for language in LANGUAGES:
        texts = [text for _, _, text in entries(index_of(fork.site, language))]
        assert any(NAME[language] in text for text in texts)
        assert not any("&lt;" in text or "&amp;" in text for text in texts)


def test_calendars_carry_the_name(fork: Built) -> None:
    for language in LANGUAGES:
        path = {"en": "reviews.ics", "cy": "adolygiadau.ics"}[language]
        raw = fork.text(fork.root(language) + path)
        read = Calendar.from_ical(raw)
        assert "alert(1)" in str(read["X-WR-CALNAME"])
        (event,) = read.walk("VEVENT")
        assert "=1+1" in str(event["DESCRIPTION"])
        assert str(event["URL"]).startswith(ADDRESS)


def test_no_link_is_dead(fork: Built) -> None:
    dead = [each for each in broken_links(fork) if f": {ADDRESS}" not in each]
    allowed = ("x.cymru", "meiccymru.org", "aber.cymru")
    assert [each for each in dead if not any(site in each for site in allowed)] == []


def test_roles_are_mutated_in_the_welsh_text(fork: Built) -> None:
    pages = [page for page in fork.pages.values() if fork.language(page) == "cy"]
    parts = "section.clause, .summary, main:not(:has(.glossary)) table td"
    text = " ".join(t for page in pages for t in page.texts(parts))
    assert "'r brifathrawes" in text
    assert not re.search(r"\b(y|yr|i'r|o'r|â'r|a'r) prifathrawes", text)
    assert "gan Ysgol Gyfun Aber" in text or "i Ysgol Gyfun Aber" in text
    assert not re.search(r"\b[Pp]ennaeth\b", text)  # the example's word for it


@pytest.mark.parametrize(
    ("name", "place", "soft"),
    [
        ("Gwynedd", "yng Ngwynedd", "i Wynedd"),
        ("Powys", "ym Mhowys", "i Bowys"),
        ("Ceredigion", "yng Ngheredigion", "i Geredigion"),
        ("Conwy", "yng Nghonwy", "i Gonwy"),
        ("Ynys Môn & Sir <b>", "yn Ynys Môn & Sir <b>", "i Ynys Môn & Sir <b>"),
    ],
)
def test_a_name_mutates_where_the_text_asks_for_it(
    name: str, place: str, soft: str, tmp_path: Path
) -> None:
    said = {
        EN_ABOUT: "The school is in {{ local_authority.name }}, and belongs to "
        "{{ local_authority.name }} and to its people.",
        CY_ABOUT: "Mae'r ysgol {{ local_authority.name | yn }}, ac mae'n perthyn i "
        "{{ local_authority.name | meddal }} ac i'w phobl hi.",
    }
    changes: dict[str, str | bytes | None] = {
        path: projects.BASE[path] + f"\n## {title} {{#where}}\n\n{text}\n"
        for (path, text), title in zip(
            said.items(), ("Where it is", "Ble mae'r ysgol"), strict=True
        )
    }
    changes[SCHOOL] = projects.BASE[SCHOOL] + f"local_authority: {{name: {json.dumps(name)}}}\n"
    site = forks.built(tmp_path, changes)
    text = visible(site.pages["cy/about/"])
    assert f"Mae'r ysgol {place}, ac mae'n perthyn {soft} ac" in text


MARKDOWN = r"*A* _b_ [SM-002] `c` | d # ![e](f) <https://g.cymru> & \1 **h** 🐉"


def test_a_name_full_of_signs_shows_as_it_is(tmp_path: Path) -> None:
    changes: dict[str, str | bytes | None] = {}
    for path, text in (
        (projects.EN_SM, "Here: {{ school.name }}, always."),
        (projects.CY_SM, "Yma: {{ school.name | meddal }}, o hyd."),
    ):
        old = {projects.EN_SM: "\n\n### Posting", projects.CY_SM: "\n\n### Postio"}[path]
        body = str(projects.BASE[path])
        assert old in body
        changes[path] = body.replace(old, f"\n\n{text}{old}")
    quoted = json.dumps(MARKDOWN, ensure_ascii=False)
    school = projects.BASE[SCHOOL].replace("en: Example School", f"en: {quoted}")
    changes[SCHOOL] = school.replace("cy: Ysgol Enghraifft", "cy: Ysgol Môn")
    changes = {
        path: str(text).replace("01632 960 001", "01443 555 001").replace("example.com", "a.cymru")
        for path, text in changes.items()
    }
    site = forks.built(tmp_path, changes)
    said = visible(site.pages["policies/media/"])
    assert f"Here: {MARKDOWN}, always." in said
    assert f"{MARKDOWN}, and they are for everyone." in visible(site.pages[""])
    told = {str(each["id"]): each for each in forks.exported(site)["clauses"]}
    assert MARKDOWN in json.dumps(told["SM-001"], ensure_ascii=False).replace("\\\\", "\\")
    assert site.pages["policies/media/"].all(".clause__text img") == []


# Logos


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_logo_is_on_every_page_and_says_what_it_shows(fork: Built, language: Language) -> None:
    says = {"en": 'A "red" <b>dragon</b>', "cy": "Draig 'goch' & thân"}
    assert (fork.site / "assets/logo.svg").read_bytes() == LOGO
    for page in fork.pages.values():
        if page.is_full and fork.language(page) == language:
            badges = page.all("img.badge")
            assert badges, page.path
            for badge in badges:
                assert badge.attributes["alt"] == says[language]
                where, _ = fork.resolve(page, str(badge.attributes["src"]))
                assert where == "assets/logo.svg"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
LOGOS = {
    "svg": ("logo.svg", SVG % b"<path d='M0 0'/>", ""),
    "svg with xml head": ("logo.svg", b'<?xml version="1.0"?>\n' + SVG % b"", ""),
    "svg that uses its own part": (
        "logo.svg", SVG % b'<defs><path id="a"/></defs><use xlink:href="#a" fill="url(#g)"/>', ""
    ),
    "svg with a picture inside": (
        "logo.svg", SVG % b'<image href="data:image/png;base64,iVBORw0KGgo="/>', ""
    ),
    "png": ("logo.png", PNG, ""),
    "jpeg": ("logo.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 40, ""),
    "webp": ("logo.webp", b"RIFF\0\0\0\0WEBPVP8 ", ""),
    "script": ("logo.svg", SVG % b"<script>alert(1)</script>", "logo-unsafe"),
    "script of a namespace": (
        "logo.svg",
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>',
        "logo-unsafe",
    ),
    "handler": ("logo.svg", SVG % b'<path onload="alert(1)"/>', "logo-unsafe"),
    "handler after a slash": ("logo.svg", SVG % b"<path/onload=alert(1)>", "logo-kind"),
    "link that runs": ("logo.svg", SVG % b'<a href="JavaScript:alert(1)"/>', "logo-unsafe"),
    "link that runs, in figures": (
        "logo.svg", SVG % b'<a href="java&#115;cript:alert(1)"/>', "logo-unsafe"
    ),
    "foreign": ("logo.svg", SVG % b"<foreignObject><p/></foreignObject>", "logo-unsafe"),
    "entity": ("logo.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG % b"&a;", "logo-unsafe"),
    "picture from elsewhere": (
        "logo.svg", SVG % b"<image xlink:href='https://a.cymru/x.png'/>", "logo-unsafe"
    ),
    "style from elsewhere": (
        "logo.svg", SVG % b"<style>@import 'https://a.cymru/x.css'</style>", "logo-unsafe"
    ),
    "fill from elsewhere": (
        "logo.svg", SVG % b"<path fill='url(https://a.cymru/x.svg#a)'/>", "logo-unsafe"
    ),
    "animation that sets a link": (
        "logo.svg", SVG % b"<a><set attributeName='href' to='java&#115;cript:alert(1)'/></a>",
        "logo-unsafe",
    ),
    "utf-16": (
        "logo.svg", (SVG % b"<script>alert(1)</script>").decode().encode("utf-16"), "logo-kind"
    ),
    "compressed": ("logo.svg", b"\x1f\x8b\x08\0" + b"\0" * 20, "logo-kind"),
    "huge": ("logo.svg", SVG % (b" " * 200_000), "logo-size"),
    "page called a picture": ("logo.png", b"<html><script>alert(1)</script></html>", "logo-kind"),
    "picture of another kind": ("logo.webp", PNG, "logo-kind"),
    "empty": ("logo.png", b"", "logo-kind"),
    "missing": ("logo.png", None, "logo-missing"),
}  # fmt: skip


@pytest.mark.parametrize("logo", LOGOS.values(), ids=LOGOS)
def test_a_logo_is_a_picture_and_nothing_else(
    logo: tuple[str, bytes | None, str], tmp_path: Path
) -> None:
    name, content, expected = logo
    entry = f"  logo: {{file: assets/{name}, en: a tree, cy: coeden}}\n"
    changes: dict[str, str | bytes | None] = {
        SCHOOL: projects.BASE[SCHOOL].replace("school:\n", "school:\n" + entry)
    }
    if content is not None:
        changes[f"docs/assets/{name}"] = content
    found = projects.check(tmp_path, changes)
    assert [p.code for p in found if not p.code.startswith(expected or "-")] == []
    assert bool(found) is bool(expected)
    assert all((p.path, p.line) == (SCHOOL, 3) for p in found)


@pytest.mark.parametrize("file", ["assets/../../school.svg", "assets/LOGO.svg", "assets/sub"])
def test_a_logo_elsewhere_is_not_found(file: str, tmp_path: Path) -> None:
    entry = f"  logo: {{file: {file}, en: a tree, cy: coeden}}\n"
    changes: dict[str, str | bytes | None] = {
        SCHOOL: projects.BASE[SCHOOL].replace("school:\n", "school:\n" + entry),
        "school.svg": LOGO,
        "docs/assets/logo.svg": LOGO,
        "docs/assets/sub/x.svg": LOGO,
    }
    codes = projects.codes(projects.check(tmp_path, changes))
    assert codes in (["file-unlinked", "logo-missing"], ["school-value"])
