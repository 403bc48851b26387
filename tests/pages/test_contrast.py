"""The colours of colours.css, by pairs that meet on a page: WCAG 2.2, 1.4.3 (text: 4.5) and
1.4.11 (what one must see to use a thing: 3)."""

from __future__ import annotations

import re

import pytest

from polisi.facts.audiences import all_audiences
from polisi.school.colours import contrast
from sites import ROOT

CSS = (ROOT / "overrides/assets/styles/colours.css").read_text(encoding="utf-8")
SCHEMES = {"light": "", "dark": "@media (prefers-color-scheme: dark) {"}
pytestmark = pytest.mark.audit

TEXT = [
    *((ink, paper) for ink in ("text", "quiet", "link", "error", "warning")
      for paper in ("page", "surface")),
    *(("text", label) for label in all_audiences()),
    ("on-brand", "brand"),
    ("focus-edge", "focus"),
]  # fmt: skip
SEEN = [
    ("quiet", "page"),  # the edge of a field
    ("quiet", "surface"),
    ("focus-edge", "focus"),  # the two rings of the focus, whatever lies under them
    ("warning", "page"),
    ("error", "page"),
]


def colours(start: str) -> dict[str, str]:
    """Return the colours that the first rule from some place in the style sheet sets, by name."""
    before, found, after = CSS.partition(start) if start else ("", CSS, CSS)
    assert found, before
    body = after.partition(":root {")[2].partition("}")[0]
    return dict(re.findall(r"--polisi-([\w-]+):\s*(#[0-9a-f]{6})\s*;", body))


def scheme(name: str) -> dict[str, str]:
    """Return the colours of a scheme; the dark one keeps what it does not change."""
    return {**colours(SCHEMES["light"]), **colours(SCHEMES[name])}


def test_the_formula() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_can_be_read(name: str, ink: str, paper: str) -> None:
    found = scheme(name)
    assert contrast(found[ink], found[paper]) >= 4.5


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize(("line", "ground"), SEEN)
def test_what_must_be_seen_is_seen(name: str, line: str, ground: str) -> None:
    found = scheme(name)
    assert contrast(found[line], found[ground]) >= 3


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("ground", ["page", "surface", "brand", *all_audiences()])
def test_one_ring_of_the_focus_stands_out_on_every_ground(name: str, ground: str) -> None:
    """Two rings, one light and one dark (https://www.w3.org/WAI/WCAG22/Techniques/css/C40)."""
    found = scheme(name)
    assert max(contrast(found[ring], found[ground]) for ring in ("focus", "focus-edge")) >= 3
