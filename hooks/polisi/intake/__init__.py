"""A policy that a school has as a file comes in: Word, OpenDocument, HTML, Markdown or PDF.

``reading`` asks the reader of the kind of file for blocks; ``outline`` proposes sections and
clauses; ``aligning`` lays two languages side by side; ``proposal`` writes the two files.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from polisi.intake import proposal, reading
from polisi.intake.aligning import Pair, aligned
from polisi.intake.blocks import Block, IntakeError, Loss, Original
from polisi.intake.outline import Outline, outline
from polisi.intake.proposal import About, Proposal
from polisi.policies.addresses import slug_path
from polisi.text.documents import Document
from polisi.words import detect
from polisi.words.languages import LANGUAGES, Language

ENOUGH = 0.2
"""The share of a document's words that make it one in both languages."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody has said of the policy that is to come in."""

    code: str = ""
    titles: Mapping[Language, str] | None = None
    owner: str = "headteacher"
    due: datetime.date | None = None
    audiences: Sequence[str] = ()
    """Who may read its clauses; nobody until somebody says so."""


def bring_in(
    files: Sequence[Path],
    wishes: Wishes,
    taken: Iterable[str],
    day: datetime.date,
    addresses: Set[str] = frozenset(),
) -> Proposal:
    """Propose a policy made of a document, or of one in each language.

    ``taken`` are the codes that policies have, ``addresses`` the last parts of their addresses.
    Raises ``IntakeError`` with what to say.
    """
    originals = [(file, reading.read(file)) for file in files]
    found: dict[Language, tuple[Path, Original]] = {}
    if len(originals) == 1:
        file, original = originals[0]
        found = {language: (file, each) for language, each in by_language(original).items()}
    for file, original in originals if len(originals) > 1 else ():
        language = language_of(original)
        if language in found:
            raise IntakeError("import.same-language", name=file.name, language=language)
        found[language] = (file, original)
    outlines = {
        language: outline(found[language][1], found[language][0].stem.replace("_", " "))
        for language in LANGUAGES
        if language in found
    }
    titles = {language: each.title for language, each in outlines.items()}
    titles.update({each: text for each, text in (wishes.titles or {}).items() if text})
    code = wishes.code or proposal.code_for(titles.get("en") or titles["cy"], taken)
    due = wishes.due or day + datetime.timedelta(weeks=proposal.WEEKS)
    about = About(code, titles, wishes.owner, day, due, wishes.audiences)
    return proposal.propose(about, outlines, _pairs(outlines), addresses)


def taken_addresses(documents: Iterable[Document]) -> set[str]:
    """Return the last parts of the addresses that pages have which are not the school's own."""
    paths = (slug_path(each).strip("/") for each in documents if not each.is_own)
    return {path.rpartition("/")[2] for path in paths}


def _pairs(outlines: Mapping[Language, Outline]) -> list[Pair]:
    """Pair the passages of both languages, or those of one with nothing."""
    if len(outlines) == len(LANGUAGES):
        return aligned(outlines["en"].passages, outlines["cy"].passages)
    if "en" in outlines:
        return [(each, None) for each in outlines["en"].passages]
    return [(None, each) for each in outlines["cy"].passages]


def language_of(original: Original) -> Language:
    """Return the language in which most of a document is."""
    weights = _weights(original.blocks)
    return "cy" if weights["cy"] > weights["en"] else "en"


def _weights(blocks: Iterable[Block]) -> dict[Language, int]:
    weights: dict[Language, int] = dict.fromkeys(LANGUAGES, 0)
    for block in blocks:
        if language := detect.language_of(block.text):
            weights[language] += len(block.text.split())
    return weights


def by_language(original: Original) -> dict[Language, Original]:
    """Part a document that has all of its text in both languages; return it whole otherwise."""
    weights = _weights(original.blocks)
    if min(weights.values()) < ENOUGH * sum(weights.values()) or not any(weights.values()):
        return {language_of(original): original}
    parted: dict[Language, list[Block]] = {language: [] for language in LANGUAGES}
    last = language_of(replace(original, blocks=original.blocks[:3]))
    for at, block in enumerate(original.blocks):
        language = detect.language_of(block.text)
        if language is None:
            following = (detect.language_of(b.text) for b in original.blocks[at + 1 : at + 3])
            language = (
                next((each for each in following if each), None)
                if block.kind == "heading"
                else None
            )
        last = language or last
        parted[last].append(block)
    loss = Loss("import.parted")
    return {
        language: replace(original, title="", blocks=tuple(blocks), losses=(*original.losses, loss))
        for language, blocks in parted.items()
    }


__all__ = ["IntakeError", "Proposal", "Wishes", "bring_in", "taken_addresses"]
