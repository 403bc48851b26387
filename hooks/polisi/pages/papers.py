"""The papers that lie ready beside the site, so that its pages can link to them.

They are made by another command (``polisi paper``), with packages that the site does not need. A
page links to a paper only while the texts are the very ones that it was made of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from polisi import __version__, saving
from polisi.markup import fields
from polisi.markup.fields import GAP
from polisi.model import Audience, Clause, Policy
from polisi.words.languages import Language
from polisi.words.phrases import say

FOLDER = "paper"
"""Folder of the project, one below it for each edition; and folder of the site."""
LIST = "papers.json"
"""File in it that says what was made, and of what."""
SOURCES = ("docs", "adopted", "hooks/polisi/data", "overrides/paper")
"""Folders that hold what papers are made of, beside ``school.yml``."""
SIGNATURE = "sign"
"""Kind of the field that somebody signs."""


def file_name(
    code: str, version: str, language: Language | None = None, audience: Audience | None = None
) -> str:
    """Return what a paper is called, without its ending; without a language it is in both."""
    parts = [code, version, audience or "", language or "cy-en"]
    return "-".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a page links to."""

    label: str
    address: str


def of_page(
    made: frozenset[str], policy: Policy, language: Language, audience: Audience | None
) -> list[Paper]:
    """List the papers of a policy's page that lie ready: PDF, Word, both languages."""
    name = file_name(policy.code, policy.version, language, audience)
    both = file_name(policy.code, policy.version)
    offered = [("PDF", f"{name}.pdf"), ("Word", f"{name}.docx")]
    offered += [(say("paper.both", language), f"{both}.pdf")] if audience is None else []
    return [Paper(label, f"{FOLDER}/{file}") for label, file in offered if file in made]


def of_part(made: frozenset[str], clause: Clause, policy: Policy, language: Language) -> str:
    """Return where the paper of a part or a letter lies, or an empty string."""
    file = f"{file_name(clause.id, policy.version, language)}.pdf"
    return f"{FOLDER}/{file}" if file in made else ""


def parts(policy: Policy) -> list[Clause]:
    """List the parts of a form that are given in by themselves.

    They are those that the form says its parts are; or, where two clauses or more are signed, such
    as one by parents and one by learners, all that have fields. Any other form is a whole.
    """
    if policy.kind != "form":
        return []
    filled_in = [clause for clause in policy.clauses if _fields(clause)]
    if policy.parts:
        return [clause for clause in filled_in if clause.id in policy.parts]
    signed = [clause for clause in filled_in if SIGNATURE in _fields(clause)]
    return filled_in if len(signed) > 1 else []


def letters(policy: Policy) -> list[Clause]:
    """List the letters: the texts that somebody signs."""
    if policy.kind != "letters":
        return []
    return [clause for clause in policy.clauses if SIGNATURE in _gaps(clause)]


def _fields(clause: Clause) -> list[str]:
    """List the kinds of a clause's fields."""
    text = next(iter(clause.texts.values()))
    return [each.kind for each in fields.fields(text.body)]


def _gaps(clause: Clause) -> list[str]:
    """List the kinds of the gaps in a clause's sentences."""
    text = next(iter(clause.texts.values()))
    return [found["kind"] for found in GAP.finditer(text.body)]


def folder(root: Path, edition: str) -> Path:
    """Return where an edition's papers lie."""
    return root / FOLDER / edition


def ready(root: Path, edition: str) -> frozenset[str]:
    """Return the names of an edition's papers that are as the texts are now."""
    where = folder(root, edition)
    if (where / saving.JOURNAL).exists():  # they are about to change, or somebody was killed then
        return frozenset()
    try:
        known = json.loads((where / LIST).read_text(encoding="utf-8"))
        texts, made = known["texts"], known["made"]
        names = [name for name in made if (where / name).is_file()]
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset(names) if texts == digest(root) else frozenset()


def digest(root: Path) -> str:
    """Digest everything that papers are made of."""
    all_of_it = hashlib.blake2s(__version__.encode(), digest_size=16)
    for file in _sources(root):
        all_of_it.update(f"\0{file.relative_to(root).as_posix()}\0".encode())
        all_of_it.update(file.read_bytes())
    return all_of_it.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    school = root / "school.yml"
    if school.is_file():
        yield school
    for name in SOURCES:
        yield from (file for file in sorted((root / name).rglob("*")) if file.is_file())
