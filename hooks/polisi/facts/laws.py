"""Law, guidance and platforms as data: what the policies name (``laws.yml``, ``platforms.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Language, Texts

Standing = Literal["in-force", "partly-in-force", "amended", "announced", "repealed"]


@dataclass(frozen=True, slots=True)
class Law:
    """An Act, regulations, a code, guidance or a duty."""

    key: str
    titles: Texts
    """Short titles, without an article."""
    has_official_welsh: bool
    """Whether the Welsh title is the law's own, or the one that a public body uses."""
    links: Texts
    """The official text, in the language where there is one; may be empty."""
    standing: Standing
    """``amended``: in force, but changed in the part that schools cite. ``repealed`` also stands
    for a wrong title that is found in older policies."""
    replaced_by: str
    """Key of what to cite instead, or an empty string."""
    about: Texts
    """What it has to do with a school's social media, in a sentence."""
    checked: str
    """Day on which somebody last compared the entry with its source, or an empty string."""
    verified: bool
    """Whether that comparison succeeded."""


@dataclass(frozen=True, slots=True)
class Platform:
    """A service on which people share or talk."""

    key: str
    name: str
    former_names: tuple[str, ...]
    age_notes: Texts
    """From which age one may use it, as the service says."""
    effective: str
    """Day from which the age holds, if known."""
    reports: Texts
    """Where to report content."""
    help: Texts
    checked: str
    verified: bool


@cache
def all_laws() -> Mapping[str, Law]:
    """Read ``laws.yml``, once: every law by its key, in the order of the file."""
    return {
        key: Law(
            key=key,
            titles=_texts(row["title"]),
            has_official_welsh=row["welsh_title"] == "official",
            links=_texts(row.get("link")),
            standing=row["status"],
            replaced_by=str(row.get("replaced_by") or ""),
            about=_texts(row.get("about")),
            checked=str(row.get("checked") or ""),
            verified=row["verified"] == "true",
        )
        for key, row in _rows("laws.yml")
    }


@cache
def all_platforms() -> Mapping[str, Platform]:
    """Read ``platforms.yml``, once: every platform by its key, in the order of the file."""
    return {
        key: Platform(
            key=key,
            name=str(row["name"]),
            former_names=tuple(map(str, row.get("former_names") or ())),
            age_notes=_texts(row.get("age_note")),
            effective=str(row.get("effective") or ""),
            reports=_texts(row.get("report")),
            help=_texts(row.get("help")),
            checked=str(row.get("checked") or ""),
            verified=row["verified"] == "true",
        )
        for key, row in _rows("platforms.yml")
        if "name" in row
    }


@dataclass(frozen=True, slots=True)
class Announcement:
    """A minimum age that the law will set for platforms, and has not set yet."""

    what: Texts
    note: Texts
    links: Texts


@cache
def announced_minimum() -> Announcement | None:
    """Read the announcement from ``platforms.yml``; None when there is none."""
    for key, row in _rows("platforms.yml"):
        if key == "announced_minimum":
            return Announcement(
                _texts(row["what"]), _texts(row["expected_note"]), _texts(row["link"])
            )
    return None


GROUPS = ("laws.", "platforms.", "reports.")
"""How the names begin by which texts use them: ``reports.facebook`` is the platform's name, and
leads to the page on which content is reported to it."""


def title(name: str, language: Language) -> str | None:
    """Return what ``laws.KEY``, ``platforms.KEY`` or ``reports.KEY`` reads as; None for no such."""
    group, _, key = name.partition(".")
    if group == "laws" and key in all_laws():
        return all_laws()[key].titles[language]
    if group in ("platforms", "reports") and key in all_platforms():
        return all_platforms()[key].name
    return None


def link(name: str, language: Language) -> str:
    """Return the address of a law's text or of a platform's page for reports, or nothing."""
    group, _, key = name.partition(".")
    if group == "laws" and key in all_laws():
        return all_laws()[key].links[language]
    if group == "reports" and key in all_platforms():
        return all_platforms()[key].reports[language]
    return ""


def names() -> list[str]:
    """List every name of a law or platform that a text can use."""
    platforms = [f"{group}.{key}" for group in ("platforms", "reports") for key in all_platforms()]
    return [f"laws.{key}" for key in all_laws()] + platforms


def _rows(name: str) -> list[tuple[str, Any]]:
    return [(str(key), row) for key, row in own_data(name).items()]


def _texts(row: Any) -> Texts:
    """Return a text in both languages; what is there in one only stands for both."""
    row = row or {}
    texts: dict[Language, str] = {language: str(row.get(language) or "") for language in LANGUAGES}
    return {language: texts[language] or texts["en"] or texts["cy"] for language in LANGUAGES}
