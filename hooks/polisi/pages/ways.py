"""The ways from a policy to its other texts: adopted ones, what is proposed, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from polisi.pages.plan import Plan
from polisi.policies.adoption import decided
from polisi.policies.texts.versions import Version
from polisi.words.languages import Language
from polisi.words.phrases import say


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a text."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An adopted text in a list of them."""

    text: Way
    is_in_force: bool
    since: tuple[Way, ...]
    """The pages that say what changed in it since each earlier one."""


def proposal(plan: Plan, code: str, language: Language) -> list[Way]:
    """Return the ways from a policy in force to what is proposed; none where nothing is."""
    if code not in plan.edition.proposed:
        return []
    ways = [Way(plan.text_address(code, language), say("text.read-proposal", language))]
    if in_force := plan.in_force(code):
        address = plan.text_address(code, language, None, in_force)
        ways.append(Way(address, say("text.would-change", language)))
    return ways


def listed(plan: Plan, code: str, language: Language) -> list[Listed]:
    """List the adopted texts of a policy, the newest first."""
    texts, in_force = plan.adopted(code), plan.in_force(code)
    return [
        Listed(
            Way(plan.lasting_address(code, language, text), named(text, language)),
            text is in_force,
            tuple(
                Way(
                    plan.text_address(code, language, text, since),
                    say("text.compare", language, version=since.label),
                )
                for since in texts[number + 1 :]
            ),
        )
        for number, text in enumerate(texts)
    ]


def named(text: Version, language: Language) -> str:
    """Say which text it is: its version, and when it was adopted."""
    values = decided(text.decisions[0], language)
    return say("text.version", language, version=text.label, **values)


def between(plan: Plan, text: Version, code: str, language: Language) -> Iterator[Way]:
    """Yield the ways to what changed between a text and the others."""
    adopted = plan.adopted(code)
    earlier = [each for each in adopted if each.label != text.label]
    if not text.label:
        for since in earlier:
            address = plan.text_address(code, language, None, since)
            yield Way(address, say("text.compare", language, version=since.label))
        return
    number = next(number for number, each in enumerate(adopted) if each.label == text.label)
    for since in adopted[number + 1 :]:
        address = plan.text_address(code, language, text, since)
        yield Way(address, say("text.compare", language, version=since.label))
    if number:
        address = plan.text_address(code, language, adopted[0], text)
        yield Way(address, say("text.compare", language, version=text.label))
