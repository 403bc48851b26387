"""The style sheets: how parts are joined, what they weigh, and that none of their rules rots."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import tinycss2

from polisi.publish import styles
from sites import ROOT, Built, Page

FOLDER = ROOT / "overrides" / styles.FOLDER
MOST_IN_ALL = 12 * 1024
"""Bytes, compressed, of all sheets that a page loads."""
MOST_LINES = 150
"""Of a part that stands for one thing; paper and what is made by a script are larger."""
SOURCES = [
    *ROOT.glob("overrides/**/*.html"),
    *ROOT.glob("overrides/assets/*.js"),
    *ROOT.glob("hooks/polisi/pages/**/*.py"),
    *ROOT.glob("hooks/polisi/markup/*.py"),
    *ROOT.glob("hooks/polisi/text/*.py"),
]
"""What writes classes into pages."""
NO_LOOK = {
    "clause__twin": "reading.js finds it by that",
    "field-words": "tests count what stands for a field where both languages are shown",
    "gone": "an ordinary list of former ids",
    "note": "a note of no special kind looks as notes do",
    "option": "its parts have rules",
    "picture__arcs": "the browser draws them as one",
    "search__hint": "search.js finds it by that",
}
ELSEWHERE = """
<div class="notice"><p>What is proposed shows where something was adopted.</p></div>
<p>What changed in it: <ins>added</ins> and <del>removed</del></p>
<div class="text"><h4>Texts of a school may have more levels.</h4></div>
<div class="search__found"><h3>Found</h3><div lang="cy"><h4>What a script shows</h4></div>
<p><button>More</button></p><ul><li>One</li></ul></div>
<div class="frame"><p class="field">A field</p></div>
<div class="outline"><a href="#x" aria-current="true">Where a reader is</a></div>
<div class="text"><details open><summary>Opened</summary></details><ul><li>One<ul></ul></li></ul>
<mark>A gap</mark><pre>Code</pre><figure><img alt=""></figure></div>
<p class="foot"><a href="#x">A link</a></p>
"""
STATE = re.compile(
    r'::[\w-]+|\[open\]|\[aria-invalid="true"\]'
    r"|:(?:hover|focus(?:-visible|-within)?|empty|lang\(\w+\))(?![\w-])|:root"
)
CLASS = re.compile(r"\.([a-z][\w-]*)")


def parts_of(tmp_path: Path, **texts: str) -> dict[str, str]:
    for name, text in texts.items():
        (tmp_path / f"{name}.css").write_text(text, encoding="utf-8")
    return styles.joined(tmp_path)


# Joined


def test_parts_are_joined_in_a_fixed_order_and_paper_stands_apart(tmp_path: Path) -> None:
    found = parts_of(tmp_path, focus="f{}\n", print="p{}\n", base="b{}\n", text="t{}\n")
    assert found == {styles.SCREEN: "b{}\nt{}\nf{}\n", styles.PRINT: "p{}\n"}


def test_a_part_of_a_school_comes_after_those_of_the_template(tmp_path: Path) -> None:
    found = parts_of(tmp_path, ours="o{}\n", focus="f{}\n", base="b{}\n")
    assert found[styles.SCREEN] == "b{}\nf{}\no{}\n"


def test_comments_are_left_out_but_not_a_licence(tmp_path: Path) -> None:
    found = parts_of(tmp_path, base="/*! licence */\na {} /* why */\n\n/* what\nfor */\nb {}\n")
    assert found[styles.SCREEN] == "/*! licence */\na {} b {}\n"


def test_without_parts_the_sheets_are_empty(tmp_path: Path) -> None:
    assert set(styles.joined(tmp_path).values()) == {""}


def test_every_part_has_its_place_in_the_order() -> None:
    assert {file.stem for file in FOLDER.glob("*.css")} == {*styles.ORDER, "print"}
    assert len(set(styles.ORDER)) == len(styles.ORDER)


def test_a_part_is_short() -> None:
    for name in set(styles.ORDER) - {"base", "search"}:
        lines = (FOLDER / f"{name}.css").read_text(encoding="utf-8").count("\n")
        assert lines <= MOST_LINES, name


def test_nothing_of_material_is_published_or_named(site: Built) -> None:
    found = {path for path in site.files if path.endswith(".css")}
    assert found == {styles.SCREEN, styles.PRINT}
    for path in found:
        assert "md-" not in site.text(path), path
    for page in site.pages.values():
        assert not page.all("[class*='md-']"), page.path


# Weight


def test_the_sheets_are_light() -> None:
    def weight(*texts: str) -> int:
        return sum(len(gzip.compress(text.encode(), 9)) for text in texts)

    assert weight(*styles.joined(FOLDER).values()) <= MOST_IN_ALL


# No rule without an element, no class without a rule


def selectors(css: str) -> Iterator[str]:
    """Yield the selectors of a sheet, those within @media and @layer too."""
    for rule in tinycss2.parse_rule_list(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            yield " ".join(tinycss2.serialize(rule.prelude).split())
        elif rule.at_keyword in ("media", "layer") and rule.content:
            yield from selectors(tinycss2.serialize(rule.content))


def one_by_one(selector: str) -> list[str]:
    """Split a list of selectors at the commas that are in no brackets."""
    return [each.strip() for each in re.split(r",(?![^()]*(?:\([^()]*\)[^()]*)*\))", selector)]


def at_rest(selector: str) -> str:
    """Return a selector for what can come to be in the state that it speaks of."""
    resting = STATE.sub("", selector).replace(":target", "[id]")
    return re.sub(r":is\([\s,]*\)", "", resting).strip()


@cache
def named_in_sources() -> frozenset[str]:
    texts = (file.read_text(encoding="utf-8") for file in SOURCES)
    return frozenset(word for text in texts for word in re.findall(r"[a-z][\w-]*", text))


def our_selectors() -> list[str]:
    names = (*styles.ORDER, "print")
    texts = ((FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in names)
    found = {each for text in texts for many in selectors(text) for each in one_by_one(many)}
    return sorted(found)


def test_every_rule_has_an_element_on_some_page(site: Built) -> None:
    """Or is for what this site happens not to show, which the templates or scripts can write."""
    pages = [Page("", ELSEWHERE), *site.pages.values()]
    classes = classes_of(site)
    without: list[str] = []
    for selector in our_selectors():
        named = set(CLASS.findall(selector))
        if named - classes:
            unknown = {name for name in named - classes if not is_written(name)}
            assert not unknown, f"{selector}: nothing writes {unknown}"
        elif (resting := at_rest(selector)) and not stands_on_one(resting, pages):
            without.append(selector)
    assert without == [], "\n".join(without)


def stands_on_one(selector: str, pages: list[Page]) -> bool:
    """Tell whether a page has what a selector finds; one that has goes before the others."""
    for number, page in enumerate(pages):
        if page.tree.css_first(selector):
            pages.insert(0, pages.pop(number))
            return True
    return False


def is_written(name: str) -> bool:
    """Tell whether something writes a class, or what stands before a value in it."""
    starts = {name[: dash.end()] for dash in re.finditer("-+", name)}
    return bool({name, *starts} & named_in_sources())


def classes_of(site: Built) -> set[str]:
    found = set[str]()
    for page in site.pages.values():
        for names in set(re.findall(r'class="([^"]*)"', page.html)):
            found.update(names.split())
    return found


def block(name: str) -> str:
    return name.partition("--")[0]


def test_every_class_on_a_page_has_a_rule(site: Built) -> None:
    """Or is a kind of what has one: ``field--date`` of ``field``."""
    css = "".join(styles.joined(FOLDER).values())
    ruled = {block(name) for many in selectors(css) for name in CLASS.findall(many)}
    assert {block(name) for name in classes_of(site)} - ruled - NO_LOOK.keys() == set()


def test_a_class_without_a_look_is_still_in_use(site: Built) -> None:
    assert NO_LOOK.keys() <= classes_of(site)
