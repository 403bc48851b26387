"""The kinds of page that the build makes (``pages.yml``): address, words, place, editions."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from polisi.data import own_data, own_text
from polisi.problems import Problem, unreadable
from polisi.words.languages import LANGUAGES, Language

FILE = "pages.yml"
PLACES = ("menu", "foot", "")
EDITIONS = ("all", "intranet")
BELOW = ("policy", "version", "")
FROM_FILES = ("policy", "audience", "written")
"""Kinds without a row: files and audiences say where they are and what they are called."""
KINDS = "hooks/polisi/pages/kinds.py"
"""Where each kind has the function that makes its values."""
TEMPLATES = "overrides"
CONTENT = "polisi"
"""Folder in it with the templates of what stands inside the site's frame."""
OUTER = ("main.html", "404.html", "sitemap.xml")
"""Templates that stand above those of what a page says."""
RESERVED = frozenset(
    "main menu outline search search-hint search-title gone versions contents contents-title "
    "form-sure".split()
)
"""Ids that each page, or each with a list of contents or a form, has of its own."""
ON_HOME = frozenset("changes forms policies questions readers".split())
"""Ids that a home page has beside those."""
NUMBERED = re.compile(r"tip-\d+|[a-z]{2,4}-\d{3}-.*|part-[A-Za-z]{2,4}-\d{3}")
"""Ids that a page makes itself: of explanations, of the fields of a clause, of parts of a form."""
OF_ASKERS = re.compile(r"questions-\w+")


def without_template(root: Path) -> Iterator[Problem]:
    """Yield the kinds of page whose template is not there; one problem where there is none."""
    folder = root / TEMPLATES / CONTENT
    if not folder.is_dir():
        error = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        yield unreadable(f"{TEMPLATES}/{CONTENT}", error)
        return
    for name in (*page_kinds(), *FROM_FILES):
        if not (folder / f"{name}.html").is_file():
            where = f"{TEMPLATES}/{CONTENT}/{name}.html"
            values = {"kind": name, "missing": f"{name}.html", "where": where}
            yield Problem("page-kind-incomplete", KINDS, 1, values=values)


def is_reserved(id_: str, *, is_home: bool) -> bool:
    """Tell whether a page has an id of its own, so that no heading may have it."""
    if id_ in RESERVED or NUMBERED.fullmatch(id_):
        return True
    return is_home and bool(id_ in ON_HOME or OF_ASKERS.fullmatch(id_))


@dataclass(frozen=True, slots=True)
class PageKind:
    """A row of ``pages.yml``. What is missing from it is an empty string; see ``faults``."""

    name: str
    address: Mapping[Language, str]
    """The folder that the page stands in, below its language's root or a policy's address."""
    title: Mapping[Language, str]
    summary: Mapping[Language, str]
    place: str
    """Where every page links to it: ``menu``, ``foot`` or nowhere."""
    editions: str
    """``all``, or ``intranet``."""
    below: str
    """``policy`` when there is one for each policy, below its address; ``version`` when there is
    one for each of its texts or for each two of them."""
    line: int
    """Line of the row."""


@cache
def page_kinds() -> Mapping[str, PageKind]:
    """Read ``pages.yml``, once: every kind by name, in the order of the menu."""
    rows = own_data(FILE)
    lines = {
        line.partition(":")[0]: number
        for number, line in enumerate(own_text(FILE).split("\n"), 1)
        if re.match(r"[\w-]+:", line)
    }
    return {name: _kind(name, row, lines.get(name, 1)) for name, row in rows.items()}


def _kind(name: str, row: object, line: int) -> PageKind:
    said: dict[str, object] = row if isinstance(row, dict) else {}

    def both(key: str) -> Mapping[Language, str]:
        words = said.get(key)
        given = words if isinstance(words, dict) else {}
        return {language: str(given.get(language) or "") for language in LANGUAGES}

    place, editions, below = (str(said.get(key, "")) for key in ("place", "editions", "below"))
    title, summary = both("title"), both("summary")
    return PageKind(name, both("address"), title, summary, place, editions, below, line)


def faults(kind: PageKind) -> Iterator[str]:
    """Yield what a row lacks or has wrong: ``summary.cy``, ``place``."""
    for key, words in (
        ("address", kind.address),
        ("title", kind.title),
        ("summary", kind.summary),
    ):
        yield from (f"{key}.{language}" for language in LANGUAGES if not words[language])
    if kind.place not in PLACES:
        yield "place"
    if kind.editions not in EDITIONS:
        yield "editions"
    if kind.below not in BELOW:
        yield "below"
