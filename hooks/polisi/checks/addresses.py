"""Rules for addresses: every page has its own, and none that another page has or had."""

from __future__ import annotations

from collections.abc import Iterator

from polisi.checks.ids import is_policy
from polisi.facts.audiences import all_audiences
from polisi.policies.addresses import (
    SIDE_BY_SIDE,
    TAKEN,
    WORDS,
    can_be_former,
    former_address,
    slug_path,
    word,
)
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document
from polisi.text.header import Page
from polisi.words.languages import Language

Taken = dict[tuple[Language, str], str]
"""From a language and an address below its root to the file that has it."""


def check(project: Project) -> Iterator[Problem]:
    """Check where every page is, and where it was."""
    taken: Taken = {}
    pages = [each for each in project.documents if not each.is_extension]
    for document in pages:
        yield from _address(document, is_policy(project.pairs[document.name]), taken)
    for document in pages:
        yield from _former_addresses(document, is_policy(project.pairs[document.name]), taken)


def _address(document: Document, policy: bool, taken: Taken) -> Iterator[Problem]:
    """Check that a page's address is its own, and so are those of its audiences' versions."""
    if any(fault.kind == "slug-malformed" for fault in document.faults):
        return
    language, path, at = document.language, document.path, document.line("slug")
    address = slug_path(document)
    if _is_ours(address, language) or (policy and not address):  # a policy can't be the home page
        values = {"address": address or "/", "path": "Polisi"}
        yield Problem("address-twice", path, at, values=values)
        return
    for each in _with_versions(address, language, policy):
        first = taken.setdefault((language, each), path)
        if first != path:
            yield Problem("address-twice", path, at, values={"address": each, "path": first})
            return


def _is_ours(address: str, language: Language) -> bool:
    """Tell whether an address is one of those of the pages that we make."""
    folder, _, rest = address.partition("/")
    made = {word(name, language) for name in WORDS}
    open_folders = {word(name, language) for name in ("policies", "school", "forms", "template")}
    return folder in TAKEN or (folder in made and not (folder in open_folders and rest))


def _with_versions(address: str, language: Language, policy: bool) -> list[str]:
    """Return an address, and those of a policy side by side and for the first audience.

    The versions for the other audiences are called as that one is.
    """
    last = address.rstrip("/").rpartition("/")[2]
    side, first = word(SIDE_BY_SIDE, language), word(next(iter(all_audiences())), language)
    return [address, f"{address}{side}/", f"{first}/{last}/"] if policy else [address]


def _former_addresses(document: Document, policy: bool, taken: Taken) -> Iterator[Problem]:
    """Check that where a page was is an address, and that no other page is, or was, there."""
    language, path = document.language, document.path
    moved_from = document.header.moved_from if isinstance(document.header, Page) else ()
    for old, at in {former_address(each): each.line for each in moved_from}.items():
        if not can_be_former(old):
            yield Problem("moved-malformed", path, at, values={"address": old.rstrip("/")})
            continue
        whose = "Polisi" if _is_ours(old, language) else taken.get((language, old))
        versions = [(language, each) for each in _with_versions(old, language, policy)]
        for each in versions:
            there = taken.setdefault(each, path)
            whose = whose or (there if there != path else None)
        if whose:
            yield Problem("moved-taken", path, at, values={"address": old, "path": whose})
