"""The registry of pages: a new kind is a row, a function and a template; nothing is forgotten."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import forks
from polisi.facts.pages import FROM_FILES, page_kinds
from polisi.pages.kinds import MAKERS, problems
from sites import ROOT, Built, Change, change, replaced, with_code, words

ROW = """\
newest:
  address: {en: newest, cy: diweddaraf}
  title: {en: The newest clauses, cy: Y cymalau diweddaraf}
  summary: {en: What was written last., cy: Yr hyn a ysgrifennwyd olaf.}
  place: menu
  editions: all
side-by-side:
"""
FUNCTION = """\
    "newest": lambda plan, clauses, page: Made({"ids": list(plan.register.clauses)[-2:]}),
    "rules":"""
TEMPLATE = """\
<p class="summary">{{ page.summary }}</p>
<ul>
{% for id in ids %}
<li><a href="{{ clause_link(id) }}">{{ id }}</a></li>
{% endfor %}
</ul>
"""
DATA, KINDS = "hooks/polisi/data/pages.yml", "hooks/polisi/pages/kinds.py"
PAGE = "overrides/polisi/newest.html"
NEW_KIND: dict[str, Change] = {
    DATA: replaced("side-by-side:\n", ROW),
    KINDS: replaced('    "rules":', FUNCTION),
    PAGE: TEMPLATE,
}
"""Every file that a new kind of page touches."""


def built(folder: Path) -> Built:
    """Build a small fork with the code that it holds."""
    done = subprocess.run(
        [sys.executable, "-m", "polisi", "build", "--root", str(folder)],
        env={**os.environ, "PYTHONPATH": str(folder / "hooks"), "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Built(folder, done.returncode, done.stdout)


def test_a_new_kind_of_page_touches_three_files(tmp_path: Path) -> None:
    assert len(NEW_KIND) == 3
    change(with_code(forks.copy(tmp_path)), NEW_KIND)
    site = built(tmp_path)
    assert site.status == 0, site.output
    for address, counterpart, title in (
        ("newest/", "cy/diweddaraf/", "The newest clauses"),
        ("cy/diweddaraf/", "newest/", "Y cymalau diweddaraf"),
    ):
        page = site.pages[address]
        assert words(page.one("h1").text()) == title
        assert site.internal(page, "[data-language-link]") == [(counterpart, "")]
        assert page.texts('.menu [aria-current="page"]') == [title]
        assert len(page.all("main li a")) == 2
        home = site.pages["" if address == "newest/" else "cy/"]
        assert (address, "") in site.internal(home, ".menu a")
        assert f'"title":"{title}"' in site.text(f"search/{site.language(page)}.js")


@pytest.mark.parametrize(
    ("forgotten", "said"),
    [
        ({PAGE: None}, f"{KINDS}:1: error [page-kind-incomplete] The kind of page “newest”"),
        ({KINDS: replaced(FUNCTION, '    "rules":')}, "MAKERS"),
        ({DATA: replaced(ROW, "side-by-side:\n")}, "pages.yml"),
        ({DATA: replaced(", cy: diweddaraf}", "}")}, "address.cy"),
        ({DATA: replaced(", cy: Y cymalau diweddaraf}", "}")}, "title.cy"),
        ({DATA: replaced("  summary: {en: What was written last., cy", "  sumary: {en: x, cy")},
         "summary.en"),
        ({DATA: replaced("olaf.}\n  place: menu", "olaf.}\n  place: mneu")}, "place"),
        ({DATA: replaced("  editions: all\nside", "  editions: school\nside")}, "editions"),
    ],
    ids=["template", "function", "row", "address", "title", "summary", "place", "editions"],
)  # fmt: skip
def test_whatever_is_forgotten_is_said(
    tmp_path: Path, forgotten: dict[str, Change], said: str
) -> None:
    changes = {path: text for path, text in NEW_KIND.items() if forgotten.get(path, "") is not None}
    with_code(forks.copy(tmp_path))
    change(tmp_path, changes)
    change(tmp_path, {path: text for path, text in forgotten.items() if text is not None})
    site = built(tmp_path)
    assert site.status == 1, site.output
    assert "error [page-kind-incomplete]" in site.output
    assert said in site.output
    assert "newest" in site.output
    assert "Traceback" not in site.output
    assert not site.site.exists()


def test_the_registry_is_complete() -> None:
    assert list(problems(ROOT)) == []
    assert set(MAKERS) == {*page_kinds(), *FROM_FILES}
