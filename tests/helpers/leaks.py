"""What an edition leaves out, searched for as a build does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from polisi import project
from polisi.model import Clause
from polisi.policies import editions, proof, secrets
from sites import ROOT


@cache
def left_out(name: str) -> tuple[editions.Edition, secrets.Secrets]:
    """Return an edition, and what a build looks for in its files."""
    loaded = project.load(ROOT)
    edition = editions.cut(loaded.shown, name)
    pages = [document for document in loaded.documents if not document.is_policy]
    return edition, secrets.collect(loaded.register, edition, pages, loaded.school)


def proved(folder: Path, name: str = "parents") -> list[tuple[str, str, str]]:
    """Search a folder as a build does; returns code, path and clause of what is found."""
    found = list(proof.prove(folder, *left_out(name), "site"))
    return [(p.code.removeprefix("edition-leak-"), p.path, p.clause) for p in found]


@cache
def secret_clause() -> Clause:
    clause = project.load(ROOT).register.clauses["SM-013"]
    assert clause.audiences == ("staff",)
    return clause
