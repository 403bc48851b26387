"""A school's two colours: who can read them, what the build says, and what reaches the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import forks
import projects
from polisi.school import colours
from polisi.school.school import FILE
from sites import ROOT

CSS = (ROOT / "overrides/assets/styles/colours.css").read_text(encoding="utf-8")
LIGHT, _, DARK = CSS.partition("@media print")[0].partition("@media (prefers-color-scheme: dark)")


def chosen(*lines: str) -> dict[str, str]:
    """Return school.yml with colours."""
    entry = "".join(f"    {each}\n" for each in lines)
    return projects.patched(FILE, "school:\n", f"school:\n  colours:\n{entry}")


def of_template(css: str, name: str) -> str:
    found = re.search(rf"--polisi-{name}: (#[0-9a-f]{{6}});", css)
    assert found
    return found[1]


def test_the_formula() -> None:
    assert colours.contrast("#000000", "#ffffff") == 21
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert colours.contrast("#1d4d4f", "#1d4d4f") == 1


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    grounds = ("page", "surface")
    assert tuple(of_template(LIGHT, name) for name in grounds) == colours.LIGHT_GROUNDS
    assert tuple(of_template(DARK, name) for name in grounds) == colours.DARK_GROUNDS
    for css in (LIGHT, DARK):
        assert of_template(css, "on-brand") == colours.ON_MAIN


def test_the_colours_of_the_template_pass() -> None:
    assert colours.weak(of_template(LIGHT, "brand"), of_template(LIGHT, "link")) == []


@pytest.mark.parametrize("colour", ["#ffd700", "#6699cc", "#ff0000", "#ffffff", "#767676"])
def test_the_nearest_colour_passes_and_the_one_before_it_does_not(colour: str) -> None:
    (weak,) = colours.weak(None, colour)
    assert colours.least(weak.nearest, colours.LIGHT_GROUNDS) >= colours.ENOUGH > weak.ratio
    shares = [colours.mixed(colour, colours.BLACK, share / 100) for share in range(101)]
    before = shares[shares.index(weak.nearest) - 1]
    assert colours.least(before, colours.LIGHT_GROUNDS) < colours.ENOUGH


def test_each_colour_is_held_against_what_it_meets() -> None:
    grey = "#757575"  # on white it can be read, in a box of the page it can't
    assert colours.weak(grey, None) == []
    assert [weak.name for weak in colours.weak(None, grey)] == ["link"]


@pytest.mark.parametrize("link", ["#0b5f8a", "#000000", "#7a0000", "#0000ff"])
def test_links_can_be_read_on_a_dark_screen(link: str) -> None:
    dark = colours.sheet(None, link).partition("@media")[2]
    found = re.search(r"--polisi-link: (#\w{6});", dark)
    assert found
    assert colours.least(found[1], colours.DARK_GROUNDS) >= colours.ENOUGH


@pytest.mark.parametrize("main", ["#1d4d4f", "#757575", "#a3161f"])
def test_white_can_be_read_on_the_main_colour_of_a_dark_screen(main: str) -> None:
    found = re.search(r"--polisi-brand: (#\w{6});", colours.sheet(main, None).partition("@")[2])
    assert found
    assert colours.contrast(found[1], colours.ON_MAIN) >= colours.ENOUGH


@pytest.mark.parametrize("wrong", ['"#abc"', '"blue"', '"#12345g"', "123456", '"#1d4d4f; }"'])
def test_what_is_no_colour_is_named(tmp_path: Path, wrong: str) -> None:
    found = projects.check(tmp_path, chosen(f"main: {wrong}"))
    assert projects.codes(found) == ["school-value"]


def test_a_good_colour_is_no_problem_in_small_or_capital_letters(tmp_path: Path) -> None:
    assert projects.check(tmp_path, chosen('main: "#1D4D4F"', 'link: "#0b5f8a"')) == []


def test_every_page_loads_the_colours_after_those_of_the_template(tmp_path: Path) -> None:
    site = forks.built(tmp_path, chosen('main: "#5C1A3A"', 'link: "#7a1f4d"'))
    assert "--polisi-brand: #5c1a3a;" in site.text(colours.SHEET)
    for page in site.pages.values():
        if page.is_full:
            sheets = [str(node.attributes["href"]) for node in page.all("link[rel=stylesheet]")]
            names = [sheet.rpartition("/")[2] for sheet in sheets]
            assert names.index("school.css") > names.index("polisi.css"), page.path
        assert "5c1a3a" not in page.html


def test_without_colours_there_is_no_sheet(tmp_path: Path) -> None:
    site = forks.built(tmp_path)
    assert colours.SHEET not in site.files
    assert "school.css" not in site.pages[""].html
