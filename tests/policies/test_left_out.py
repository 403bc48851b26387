"""A school leaves a whole policy out: no page, no dead link, and its forms go with it."""

from __future__ import annotations

from pathlib import Path

import pytest

import forks
import projects
from polisi import project
from polisi.words.languages import LANGUAGES, Language
from projects import BASE, CY_GC, EN_ABOUT, EN_GC, SCHOOL, patched
from sites import Built

REASON = {"en": "The board has a code of its own", "cy": "Mae gan y bwrdd god ei hun"}
LEFT_OUT = f"policies: {{GC: {{left_out: {{en: {REASON['en']}, cy: {REASON['cy']}}}}}}}\n"
FORM_EN, FORM_CY = "docs/en/forms/sign.md", "docs/cy/forms/sign.md"
FORM = {
    FORM_EN: """\
---
policy: FG
title: Form for governors
summary: What governors sign.
kind: form
required_by: [GC-002]
owner: headteacher
changes: {1.0.0: {on: 2026-11-21, text: First version.}}
clauses:
  FG-001: {audience: [governors, parents]}
---
### What you sign {#FG-001}

You have read the code for governors, and you will follow it.
""",
    FORM_CY: """\
---
policy: FG
title: Ffurflen i lywodraethwyr
slug: ffurflen
summary: Yr hyn y mae llywodraethwyr yn ei lofnodi.
changes: {1.0.0: Y fersiwn gyntaf.}
---
### Yr hyn rydych yn ei lofnodi {#FG-001}

Rydych wedi darllen y cod i lywodraethwyr, a byddwch yn ei ddilyn.
""",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    changes = {
        **FORM,
        SCHOOL: BASE[SCHOOL] + LEFT_OUT,
        EN_ABOUT: BASE[EN_ABOUT].replace("see [SM-001]", "see [the code](policies/governors.md)"),
        projects.CY_ABOUT: BASE[projects.CY_ABOUT].replace(
            "gweler [SM-001]", "gweler [y cod](policies/governors.md)"
        ),
    }
    return forks.built(tmp_path_factory.mktemp("left-out"), changes, POLISI_EDITION="parents")


def test_it_has_no_page_and_nothing_leads_to_one(site: Built) -> None:
    assert not [path for path in site.files if "governor" in path or "llywodraethwyr" in path]
    assert not [path for path in site.files if "forms/sign/" in path or "ffurflen/" in path]
    for page in site.pages.values():
        for target, _ in site.internal(page, "main a[href]:not([href*=':'])"):
            assert target in site.pages or target in site.files, target


SAYS: dict[Language, str] = {
    "en": "a clause that this school leaves out",
    "cy": "cymal y mae'r ysgol hon yn ei adael allan",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_references_and_lasting_addresses_say_so(site: Built, language: Language) -> None:
    page = {"en": "policies/media/", "cy": "cy/polisiau/cyfryngau/"}[language]
    assert any(SAYS[language] in text for text in site.pages[page].texts(".clause__text p"))
    root = {"en": "", "cy": "cy/"}[language]
    assert REASON[language] in site.text(f"{root}c/GC-001/index.html")
    assert f"{root}c/GC-002/index.html" not in site.files, "which parents never saw"


def test_only_a_form_that_nothing_else_asks_for_goes_with_it(tmp_path: Path) -> None:
    left_out = {SCHOOL: BASE[SCHOOL] + LEFT_OUT}
    alone = project.load(projects.write(tmp_path / "a", projects.files({**FORM, **left_out})))
    assert set(alone.shown.policies) == {"SM"}
    both = {**FORM, **left_out, FORM_EN: FORM[FORM_EN].replace("[GC-002]", "[GC-002, SM-001]")}
    asked = project.load(projects.write(tmp_path / "b", projects.files(both)))
    assert set(asked.shown.policies) == {"SM", "FG"}


def test_what_the_school_lacks_for_it_is_no_problem(tmp_path: Path) -> None:
    changes = {
        SCHOOL: BASE[SCHOOL] + LEFT_OUT,
        EN_GC: BASE[EN_GC].replace("for the governors", "for {{ contact.telephone }}"),
        CY_GC: BASE[CY_GC].replace("ar gyfer llywodraethwyr", "ar gyfer {{ contact.telephone }}"),
    }
    assert projects.codes(projects.but_stamps(projects.check(tmp_path / "a", changes))) == []
    with_it = {path: text for path, text in changes.items() if path != SCHOOL}
    found = projects.but_stamps(projects.check(tmp_path / "b", with_it))
    assert projects.codes(found) == ["placeholder-empty"]


def test_a_reason_is_needed_in_both_languages(tmp_path: Path) -> None:
    one = {SCHOOL: BASE[SCHOOL] + "policies: {GC: {left_out: {en: Why}}}\n"}
    assert projects.codes(projects.check(tmp_path, one)) == ["school-incomplete"]


def test_changes_of_clauses_that_do_not_show_are_not_announced(tmp_path: Path) -> None:
    changes = {
        **patched(
            projects.EN_SM,
            "text: First version.}}",
            "text: First version., clauses: [SM-003]}}",
        ),
        "docs/en/school/own.md": "---\nextends: SM\nleave_out:\n  SM-003: We have none.\n---\n",
        "docs/cy/school/own.md": "---\nextends: SM\nleave_out:\n  SM-003: Dim un.\n---\n",
    }
    loaded = project.load(projects.write(tmp_path, projects.files(changes)))
    (change,) = loaded.shown.policies["SM"].changes
    assert (change.version, change.texts) == ("1.0.0", {})
