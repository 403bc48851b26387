"""The report of what came in: what became of the document, and what could not be carried over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polisi.intake.blocks import Loss
from polisi.intake.proposal import Proposal
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say

EXCERPT = 100
MANY = 12
"""Losses of one kind that are listed one by one."""
COUNTED = ("import.lost-contents",)
"""Kinds of loss of which only the number is told."""


def report(proposal: Proposal, language: Language) -> str:
    """Write what a person should know of a proposal, in a language."""
    return "\n".join(_lines(proposal, language))


def _lines(proposal: Proposal, language: Language) -> Iterator[str]:
    losses = proposal.losses or {}
    for of in LANGUAGES:
        if of in losses:
            yield from _lost(losses[of], of if len(losses) > 1 else "", language)
    if not any(losses.values()):
        yield say("import.no-losses", language)
    if proposal.alone:
        yield ""
        yield say("import.alone", language)
        yield from (f"  {of}: {id_} {title}" for of, id_, title in proposal.alone)
    for of, numbers in proposal.numbers.items():
        if numbers and (of == "en" or len(proposal.numbers) == 1):
            yield ""
            yield say("import.numbers", language)
            yield from (f"  {number} → {id_}" for number, id_ in reversed([*numbers.items()]))


def _lost(losses: Sequence[Loss], of: str, language: Language) -> Iterator[str]:
    if not losses:
        return
    yield f"{say('import.losses', language)}{f' ({of})' if of else ''}"
    for key in dict.fromkeys(loss.key for loss in losses):
        alike = [loss for loss in losses if loss.key == key]
        shown = alike[: 1 if key in COUNTED else MANY]
        for loss in shown:
            text = " ".join(loss.text.split())
            text = text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…"
            yield f"  {_place(loss, language)}: {say(key, language)}{f': “{text}”' if text else ''}"
        if len(alike) > len(shown):
            yield f"  {say('import.more', language, count=str(len(alike) - len(shown)))}"


def _place(loss: Loss, language: Language) -> str:
    if loss.place is None:
        return say("import.in-document", language)
    return say(f"import.at-{loss.place.unit}", language, number=str(loss.place.number))
