"""Pages that somebody has written: their links, pictures and headings, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

import forks
import projects
from links import broken_links
from polisi.publish.build import build
from projects import BASE, CY_ABOUT, CY_HOME, CY_SM, EN_ABOUT, EN_HOME, EN_SM, SCHOOL, line
from sites import Built, change

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
EVERYWHERE = {
    **{
        path: f"{BASE[path]}\n![{said}](../assets/plan.svg) [{said}](../assets/plan.svg)\n"
        for path, said in (
            (EN_HOME, "Plan"),
            (CY_HOME, "Cynllun"),
            (EN_ABOUT, "Plan"),
            (CY_ABOUT, "Cynllun"),
        )
    },
    EN_SM: BASE[EN_SM].replace("same day.", "same day. ![Plan](../../assets/plan.svg)"),
    CY_SM: BASE[CY_SM].replace("diwrnod.", "diwrnod. ![Cynllun](../../assets/plan.svg)"),
}


@pytest.mark.parametrize("default", ["en", "cy"])
@pytest.mark.parametrize("is_in_folder", [False, True])
def test_a_picture_shows_on_every_page(tmp_path: Path, default: str, is_in_folder: bool) -> None:
    school = BASE[SCHOOL].replace("default_language: en", f"default_language: {default}")
    folder = forks.copy(tmp_path, {**EVERYWHERE, SCHOOL: school})
    change(folder, {"docs/assets/plan.svg": PICTURE})
    assert projects.codes(projects.problems(folder)) == []
    build(folder, "en", lambda message: None, files=is_in_folder)
    site = Built(folder, 0, "")
    assert broken_links(site) == []
    there = "en/" if default == "cy" else ""
    here = "cy/" if default == "en" else ""
    for address in (there, here, f"{there}about/", f"{here}about/", f"{there}policies/media/"):
        pictures = site.pages[address].all("article img")
        found = [site.resolve(site.pages[address], str(i.attributes["src"])) for i in pictures]
        assert found == [("assets/plan.svg", "")], address


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("[x](missing.md)", "link-broken"),
        ("[x](index.md#missing)", "link-broken"),
        ("[x](#missing)", "link-broken"),
        ("[x](policies/media.md#SM-099)", "link-broken"),
        ("![x](../assets/missing.svg)", "link-broken"),
        ("![x](/assets/plan.svg)", "link-outside"),
        ("[x](../cy/about.md)", "link-language"),
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_its_line(
    tmp_path: Path, link: str, code: str
) -> None:
    changes = {EN_ABOUT: f"{BASE[EN_ABOUT]}\n{link}\n"}
    found = projects.check(tmp_path, changes)
    [problem] = [each for each in found if each.code.startswith("link-")]
    assert (problem.code, problem.path) == (code, EN_ABOUT)
    assert problem.line == line(EN_ABOUT, link, changes)
    assert problem.fix("en") and problem.fix("cy")


GUIDE = {
    "docs/en/template/guide.md": "---\ntitle: Guide\n---\nHow a school begins with its copy.\n",
    "docs/cy/template/guide.md": "---\ntitle: Canllaw\nslug: canllaw\n---\n"
    "Sut mae ysgol yn dechrau gyda'i chopi ei hun.\n",
}


def test_what_is_said_to_schools_stands_in_the_whole_site_and_below_the_template(
    tmp_path: Path,
) -> None:
    folder = forks.copy(tmp_path, GUIDE)
    assert projects.codes(projects.problems(folder)) == []
    build(folder, "en", lambda message: None)
    whole = Built(folder, 0, "")
    for page, home, title in (
        ("template/guide/", "", "Guide"),
        ("cy/templed/canllaw/", "cy/", "Canllaw"),
    ):
        assert page in whole.pages
        above, _, foot = whole.text(f"{home}index.html").partition("<footer")
        assert f">{title}</a>" in foot and f">{title}</a>" not in above
