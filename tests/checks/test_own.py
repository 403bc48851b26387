"""What a school writes itself: own policies and clauses, and clauses replaced or left out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

import forks
import projects
import sites
from links import broken_links
from polisi import project
from polisi.facts.audiences import all_audiences
from polisi.outputs import search_words
from polisi.words.languages import LANGUAGES, Language
from projects import CY_ABOUT, EN_ABOUT, EN_SM
from sites import Built, words

EN_OWN, CY_OWN = "docs/en/school/media.md", "docs/cy/school/media.md"
EN_XU, CY_XU = "docs/en/school/uniform.md", "docs/cy/school/uniform.md"
OWN: dict[str, str] = {
    EN_OWN: """\
---
extends: SM
clauses:
  SM-901: {audience: [staff], after: SM-001}
  SM-902: {audience: [staff, parents], after: account, see: [SM-002]}
  SM-903: {audience: [staff, governors, parents], replaces: SM-002, reason: Families asked for it.}
  SM-904: {audience: [staff, governors, parents], after: SM-001}
leave_out:
  SM-003: It stands in our policy for the network.
---
### A group of our own {#SM-901}

Ask the {{ roles.headteacher }} before you make a group for your class.

### Second of the section {#SM-902}

Tell the school about the page of your club, and see [SM-003].

### Pictures at our school {#SM-903}

We put up no pictures in which the face of a learner can be seen.

### A third one {#SM-904}

Write to the office when you want to leave the group of the class.
""",
    CY_OWN: """\
---
extends: SM
clauses:
  SM-903: {reason: Gofynnodd ein rhieni am hyn.}
leave_out:
  SM-003: Mae hyn yn ein polisi ar gyfer y rhwydwaith.
---
### Ein grŵp ein hunain {#SM-901}

Gofynnwch i {{ roles.headteacher | y }} cyn i chi wneud grŵp ar gyfer eich dosbarth.

### Yr ail yn yr adran {#SM-902}

Rhowch wybod i'r ysgol am dudalen eich clwb, a gweler [SM-003].

### Lluniau yn ein hysgol ni {#SM-903}

Nid ydym yn rhoi lluniau ar-lein lle mae modd gweld wyneb dysgwr.

### Y trydydd {#SM-904}

Ysgrifennwch at y swyddfa pan fyddwch chi eisiau gadael grŵp y dosbarth.
""",
    EN_XU: """\
---
policy: XU
title: Uniform in pictures
summary: Our own policy.
owner: headteacher
changes: {1.0.0: {on: 2026-11-21, text: First version.}}
clauses:
  XU-001: {audience: [staff, parents], see: [SM-002]}
  XU-002: {audience: [staff]}
---
### What learners wear {#XU-001}

Learners wear the uniform in every picture that the school takes.

### Trips {#XU-002}

On trips learners may wear what they like in the pictures of the day.
""",
    CY_XU: """\
---
policy: XU
title: Gwisg ysgol mewn lluniau
slug: gwisg
summary: Ein polisi ni.
changes: {1.0.0: Y fersiwn gyntaf.}
clauses: {}
---
### Yr hyn y mae dysgwyr yn ei wisgo {#XU-001}

Mae dysgwyr yn gwisgo'r wisg ysgol ym mhob llun y mae'r ysgol yn ei dynnu.

### Teithiau {#XU-002}

Ar deithiau caiff dysgwyr wisgo'r hyn a fynnant yn lluniau'r diwrnod.
""",
}


def edited(path: str, old: str, new: str) -> dict[str, str]:
    """Return the own files with a text in one of them replaced."""
    assert OWN[path].count(old) == 1, old
    return {**OWN, path: OWN[path].replace(old, new)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return forks.built(tmp_path_factory.mktemp("own"), OWN)


@pytest.fixture(scope="module", params=all_audiences())
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    name: str = request.param
    return forks.built(tmp_path_factory.mktemp(name), OWN, POLISI_EDITION=name)


POLICY = {"en": "policies/media/", "cy": "cy/polisiau/cyfryngau/"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_clauses_stand_where_they_say(site: Built, language: str) -> None:
    page = site.pages[POLICY[language]]
    ids = [str(each.attributes["id"]) for each in page.all(".clause h3, article > h2[id]")]
    assert [id_ for id_ in ids if id_ in ("contact", "account") or "-" in id_] == [
        "contact", "SM-001", "SM-901", "SM-904", "SM-903", "account", "SM-902",
    ]  # fmt: skip
    assert [li.text(strip=True) for li in page.all(".outline ul ul a")] == [
        each.text(deep=False, strip=True) for each in page.all(".clause h3")
    ]


LABEL = {"en": "The school's own text", "cy": "Testun yr ysgol ei hun"}
REASON = {"en": "Families asked for it.", "cy": "Gofynnodd ein rhieni am hyn."}


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_clauses_are_labelled_and_only_they(site: Built, language: str) -> None:
    page = site.pages[POLICY[language]]
    labels = {
        clause.css("h3")[0].attributes["id"]: [words(own.text()) for own in clause.css(".own")]
        for clause in page.all("section.clause")
    }
    label = LABEL[language]
    assert labels["SM-001"] == []
    assert labels["SM-901"] == labels["SM-902"] == [label]
    (said,) = labels["SM-903"]
    assert said.startswith(label) and said.endswith(REASON[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_own_policy_is_a_policy_and_says_whose_it_is(site: Built, language: str) -> None:
    address = {"en": "school/uniform/", "cy": "cy/ysgol/gwisg/"}[language]
    page = site.pages[address]
    label = {"en": "The school's own policy", "cy": "Polisi'r ysgol ei hun"}[language]
    assert label in page.texts("table.document td")
    listed = {"en": "policies/", "cy": "cy/polisiau/"}[language]
    assert (address, "") in site.internal(site.pages[listed], "tbody a")


@pytest.mark.parametrize("id_", ["SM-901", "SM-902", "SM-903", "SM-904", "XU-001", "XU-002"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_own_clauses_have_lasting_addresses(site: Built, language: str, id_: str) -> None:
    page = site.pages[f"{site.root(language)}c/{id_}/"]
    (link,) = site.internal(page, "main p:first-of-type a")
    assert link[1] == id_
    assert id_ in site.pages[link[0]].ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_references_to_a_replaced_clause_lead_to_the_own_one(site: Built, language: str) -> None:
    page = site.pages[
        {"en": "policies/governors/", "cy": "cy/polisiau/cod-llywodraethwyr/"}[language]
    ]
    assert "SM-903" in [anchor for _, anchor in site.internal(page, ".clause__text a.ref")]
    own = site.pages[{"en": "school/uniform/", "cy": "cy/ysgol/gwisg/"}[language]]
    seen = site.internal(own, "section.clause .clause__notes a.ref")
    assert [anchor for _, anchor in seen] == ["SM-903"]
    lasting = site.pages[f"{site.root(language)}c/SM-002/"]
    assert site.internal(lasting, "main p:first-of-type a")[0][1] == "SM-903"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reference_to_a_clause_left_out_says_so(site: Built, language: str) -> None:
    said = {
        "en": "a clause that this school leaves out",
        "cy": "cymal y mae'r ysgol hon yn ei adael allan",
    }[language]
    page = site.pages[POLICY[language]]
    (text,) = page.texts("section.clause:has(#SM-902) .clause__text")
    assert said in text
    assert page.all('a[href$="#SM-003"]') == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lasting_address_of_a_clause_left_out_says_so(site: Built, language: str) -> None:
    page = site.pages[f"{site.root(language)}c/SM-003/"]
    said = {"en": "leaves this clause out", "cy": "gadael y cymal hwn allan"}[language]
    why = {"en": "in our policy for the network", "cy": "yn ein polisi ar gyfer y rhwydwaith"}
    text = words(page.one("main").text())
    assert said in text and why[language] in text
    links = site.internal(page, "main a")
    assert all(address in site.pages for address, _ in links)
    assert POLICY[language] in [address for address, _ in links]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_options_lists_what_the_school_changed(site: Built, language: str) -> None:
    page = site.pages[{"en": "options/", "cy": "cy/opsiynau/"}[language]]
    (text,) = [words(each.text()) for each in page.all("#own + ul")]
    for id_ in ("SM-901", "SM-902", "SM-903", "SM-904", "SM-002", "SM-003", "XU-001"):
        assert id_ in text
    assert REASON[language] in text
    assert OWN[EN_OWN if language == "en" else CY_OWN].split("SM-003: ")[1].split("\n")[0] in text


def test_the_exports_say_what_is_the_schools_own(site: Built) -> None:
    data = forks.exported(site)
    assert [each["code"] for each in data["policies"] if each["own"]] == ["XU"]
    assert [each["id"] for each in data["clauses"] if each["own"]] == [
        "SM-901", "SM-904", "SM-903", "SM-902", "XU-001", "XU-002",
    ]  # fmt: skip
    listed = {str(each["id"]) for each in data["clauses"]}
    assert not {"SM-002", "SM-003"} & listed
    for each in data["clauses"]:
        assert set(map(str, each["cites"])) <= listed, each["id"]  # type: ignore[call-overload]


def test_editions_cut_own_clauses_too(edition: Built) -> None:
    name = str(edition.environment["POLISI_EDITION"])
    shown = {
        "staff": {"SM-901", "SM-902", "SM-903", "SM-904", "XU-001", "XU-002"},
        "governors": {"SM-903", "SM-904"},
        "parents": {"SM-902", "SM-903", "SM-904", "XU-001"},
    }[name]
    listed = {each["id"] for each in forks.exported(edition)["clauses"]}
    own = {"SM-901", "SM-902", "SM-903", "SM-904", "XU-001", "XU-002"}
    assert listed & own == shown
    texts = forks.texts(edition)
    for id_ in own - shown:
        assert [path for path, text in texts.items() if id_ in text or id_ in path] == []
    if name == "governors":  # the template's own words for a search are no secret
        ours = {f"search/words-{each}.js": search_words.words(each) for each in LANGUAGES}
        told = {path: text for path, text in texts.items() if ours.get(path) != text}
        assert [path for path, text in told.items() if "uniform" in text.lower()] == []


def test_editions_do_not_tell_of_what_their_readers_never_saw(edition: Built) -> None:
    if edition.environment["POLISI_EDITION"] == "staff":
        assert "c/SM-003/" in edition.pages
        return
    for path, text in forks.texts(edition).items():
        assert "SM-003" not in path and "SM-003" not in text, path
        assert "policy for the network" not in text, path


def test_what_is_left_out_or_replaced_is_on_no_page(site: Built) -> None:
    for path, text in forks.texts(site).items():
        assert "privacy settings of your account" not in text, path
        assert "keep the original" not in text, path
        assert "osodiadau preifatrwydd eich cyfrif" not in text, path


def test_every_link_of_the_site_leads_somewhere(site: Built) -> None:
    assert broken_links(site) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_joins_what_cites_and_is_cited(site: Built, language: Language) -> None:
    """So few clauses stand in it themselves, the school's own among them."""
    page = site.pages[
        f"{site.root(language)}{'references' if language == 'en' else 'croesgyfeiriadau'}/"
    ]
    register = site.project.shown
    citing = [clause for clause in register.clauses.values() if clause.cites]
    linked = {clause.id for clause in citing} | set(register.cited_by)
    assert "SM-902" in linked
    links = site.internal(page, "svg.picture a")
    assert [anchor for _, anchor in links] == [id_ for id_ in register.clauses if id_ in linked]
    assert all(anchor in site.pages[address].ids for address, anchor in links)
    assert len(page.all("svg.picture path")) == sum(len(clause.cites) for clause in citing)
    for node in page.all("svg.picture a"):
        assert node.css("title")[0].text().split()[0] in linked


def test_a_source_without_its_clause_is_named_without_a_link(site: Built) -> None:
    """This project has hardly any of the clauses that the page of sources names."""
    page = site.pages["sources/"]
    listed = words(page.one("#point-1").parent.text())  # type: ignore[union-attr]
    assert re.search(r"[A-Z]{2}-\d{3}", listed)
    for link in page.all("article a"):
        assert "<" not in str(link.attributes["href"])


def test_the_files_of_the_template_are_not_touched(site: Built) -> None:
    wanted = projects.files()
    for path in (EN_SM, EN_ABOUT, CY_ABOUT, "docs/en/policies/governors.md"):
        assert (site.folder / path).read_text(encoding="utf-8") == wanted[path]
    template = site.folder.parent / "template"
    forks.copy(template)
    agree = sites.hashes(template / "docs")
    for path, raw in agree.items():
        assert (site.folder / "docs" / path).read_bytes() == raw, path
    shutil.rmtree(template)


# Problems


def found(root: Path, changes: Mapping[str, str | bytes | None]) -> list[tuple[str, str, str]]:
    """Agree all pairs and return code, path and clause of every problem."""
    projects.write(root, projects.files(changes))
    sites.agree(root)
    return [(p.code, p.path, p.clause) for p in projects.problems(root)]


WARNED = [("own-cited", EN_OWN, "SM-902")]


def test_own_files_that_are_right_are_only_warned_of(tmp_path: Path) -> None:
    assert found(tmp_path, OWN) == WARNED


def test_own_pairs_have_to_be_agreed(tmp_path: Path) -> None:
    problems = projects.check(tmp_path, OWN)
    stamps = [p for p in problems if p.code.startswith("stamp")]
    missing = [(p.path, p.clause) for p in stamps if p.clause]
    own = {(CY_OWN, f"SM-90{number}") for number in (1, 2, 3, 4)}
    assert set(missing) == own | {(CY_XU, "XU-001"), (CY_XU, "XU-002")}
    assert len(missing) == 6


def test_an_own_text_that_moves_on_is_stale(tmp_path: Path) -> None:
    assert found(tmp_path, OWN) == WARNED
    file = tmp_path / CY_OWN
    file.write_text(file.read_text("utf-8").replace("y swyddfa", "swyddfa'r ysgol"), "utf-8")
    stale = [p for p in projects.problems(tmp_path) if p.code.startswith("stamp-stale-cy")]
    assert [(p.path, p.clause) for p in stale] == [(CY_OWN, "SM-904")]


def cut_welsh(id_: str) -> dict[str, str]:
    head, _, rest = OWN[CY_OWN].partition(f" {{#{id_}}}")
    return {**OWN, CY_OWN: head.rpartition("### ")[0] + "### " + rest.partition("### ")[2]}


ON_SM_901 = "  SM-901: {audience: [staff], after: SM-001}\n"
FAULTS: dict[str, tuple[dict[str, str], tuple[str, str, str]]] = {
    "Welsh missing": (cut_welsh("SM-902"), ("clause-missing-cy", EN_OWN, "SM-902")),
    "file missing": (
        {path: text for path, text in OWN.items() if path != CY_XU},
        ("page-missing-cy", EN_XU, ""),
    ),
    "unknown reference": (
        edited(EN_OWN, "before you make", "(see [SM-777]) before you make"),
        ("reference-unknown", EN_OWN, "SM-901"),
    ),
    "unknown value": (
        edited(EN_OWN, "roles.headteacher", "roles.head_teacher"),
        ("placeholder-unknown", EN_OWN, "SM-901"),
    ),
    "no audience": (
        edited(EN_OWN, "{audience: [staff], after: SM-001}", "{after: SM-001}"),
        ("audience-missing", EN_OWN, "SM-901"),
    ),
    "small number": (
        {
            EN_OWN: OWN[EN_OWN].replace("SM-904", "SM-104"),
            CY_OWN: OWN[CY_OWN].replace("SM-904", "SM-104"),
        },
        ("own-number", EN_OWN, ""),
    ),
    "code without X": (
        {path: OWN[path].replace("XU", "UN") for path in (EN_XU, CY_XU)},
        ("own-code", EN_XU, ""),
    ),
    "no place": (
        edited(EN_OWN, "[staff], after: SM-001}", "[staff]}"), ("own-place", EN_OWN, "SM-901")
    ),
    "two places": (
        edited(EN_OWN, "replaces: SM-002,", "replaces: SM-002, after: SM-001,"),
        ("own-place", EN_OWN, "SM-903"),
    ),
    "place that is none": (
        edited(EN_OWN, "after: account", "after: acount"), ("own-unknown", EN_OWN, "SM-902")
    ),
    "after itself": (
        edited(EN_OWN, ON_SM_901, ON_SM_901.replace("after: SM-001", "after: SM-901")),
        ("own-unknown", EN_OWN, "SM-901"),
    ),
    "replaces nothing": (
        edited(EN_OWN, "replaces: SM-002", "replaces: SM-020"), ("own-unknown", EN_OWN, "SM-903")
    ),
    "replaces an own one": (
        edited(EN_OWN, "replaces: SM-002", "replaces: SM-901"), ("own-unknown", EN_OWN, "SM-903")
    ),
    "leaves out nothing": (
        edited(EN_OWN, "SM-003: It", "SM-030: It"), ("own-unknown", EN_OWN, "")
    ),
    "replaced and left out": (
        edited(EN_OWN, "leave_out:\n", "leave_out:\n  SM-002: Why.\n"), ("own-twice", EN_OWN, "")
    ),
    "no Welsh reason": (
        edited(CY_OWN, "  SM-003: Mae hyn yn ein polisi ar gyfer y rhwydwaith.\n", "  SM-003:\n"),
        ("own-reason", CY_OWN, ""),
    ),
    "no reason for a replacement": (
        edited(EN_OWN, ", reason: Families asked for it.", ""),
        ("own-reason", EN_OWN, "SM-903"),
    ),
    "a heading": (
        edited(EN_OWN, "### A third one", "## Part {#part}\n\n### A third one"),
        ("own-heading", EN_OWN, ""),
    ),
    "unknown policy": (
        edited(EN_OWN, "extends: SM", "extends: SN"), ("own-policy-unknown", EN_OWN, "")
    ),
    "own policy extended": (
        edited(EN_OWN, "extends: SM", "extends: XU"), ("own-policy-unknown", EN_OWN, "")
    ),
    "elsewhere": (
        {path.replace("school/", "policies/my-"): text for path, text in OWN.items()},
        ("own-folder", EN_OWN.replace("school/", "policies/my-"), ""),
    ),
    "number of the template's": (
        projects.patched(EN_SM, "{#SM-003}", "{#SM-933}"), ("own-number", EN_SM, "")
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_the_rules_hold_for_own_files(
    fault: tuple[dict[str, str], tuple[str, str, str]], tmp_path: Path
) -> None:
    changes, expected = fault
    codes = {(code, path) for code, path, _ in found(tmp_path, changes)}
    code, path, clause = expected
    assert (code, path) in codes
    if clause:
        assert expected in found(tmp_path, changes)


def test_a_reference_led_on_to_what_fewer_may_read_is_warned_of(tmp_path: Path) -> None:
    changes = edited(EN_OWN, "[staff, governors, parents], replaces", "[staff], replaces")
    assert ("reference-hidden", "docs/en/policies/governors.md", "GC-002") in found(
        tmp_path, changes
    )


def test_two_files_may_extend_one_policy_in_the_order_of_their_names(tmp_path: Path) -> None:
    second = {
        path.replace("media", "more"): (
            "---\nextends: SM\nclauses:\n  SM-950: "
            + ("{audience: [staff], after: SM-001}" if "/en/" in path else "{}")
            + f"\n---\n### {title} {{#SM-950}}\n\n{text}\n"
        )
        for path, title, text in (
            (EN_OWN, "One more", "The school has another rule of its own."),
            (CY_OWN, "Un arall", "Mae gan yr ysgol reol arall o'i heiddo ei hun."),
        )
    }
    assert found(tmp_path, {**OWN, **second}) == WARNED
    ids = [clause.id for clause in project.load(tmp_path).shown.policies["SM"].clauses]
    assert ids == ["SM-001", "SM-901", "SM-904", "SM-950", "SM-903", "SM-902"]
