"""What an edition leaves out, searched for as a build does."""

from __future__ import annotations

from pathlib import Path

from polisi import project
from polisi.model import Clause
from polisi.pages import reference
from polisi.policies import editions
from polisi.publish import proof
from polisi.words.phrases import table
from sites import ROOT


def left_out(name: str) -> tuple[editions.Edition, proof.Secrets]:
    """Return an edition, and what a build looks for in its files."""
    loaded = project.load(ROOT)
    edition = editions.cut(loaded.shown, name)
    pages = [document for document in loaded.documents if not document.is_policy]
    shown = [phrase for both in table().values() for phrase in both.values()]
    shown += reference.glossary_texts()
    return edition, proof.secrets(loaded.register, edition, pages, shown, loaded.school.fill)


def proved(folder: Path, name: str = "parents") -> list[tuple[str, str, str]]:
    """Search a folder as a build does; returns code, path and clause of what is found."""
    found = proof.prove(folder, *left_out(name), "site")
    return [(p.code.removeprefix("edition-leak-"), p.path, p.clause) for p in found]


def secret_clause() -> Clause:
    clause = project.load(ROOT).register.clauses["SM-013"]
    assert clause.audiences == ("staff",)
    return clause
