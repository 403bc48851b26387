"""A poster for an audience: the questions asked most, each answered, and a code for a phone."""

from __future__ import annotations

import re
from dataclasses import dataclass

import segno

from polisi.model import Audience
from polisi.pages.content import lists, school
from polisi.paper import content
from polisi.paper.content import Press, Running
from polisi.paper.sheets import Sheet
from polisi.school.school import dialled
from polisi.words.phrases import say

MOST = 5
"""Questions that a page has room for."""
LONGEST = 260
"""Characters of an answer, which ends with a sentence."""
SENTENCE = re.compile(r"[^.!?:;]+[.!?:;]+[”\"')]*\s*")


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that is asked often, and how its clause begins to answer it."""

    question: str
    words: str
    clause: str


def values(press: Press, sheet: Sheet) -> dict[str, object]:
    """Collect what stands on a poster."""
    plan, audience, language = press.plan, sheet.audience, sheet.language
    assert audience is not None
    address = press.site_url and press.site_url + plan.addresses.view(audience, language)
    title = say(f"audience.{audience}-title", language)
    name = plan.school.name(language)
    return {
        "sheet": sheet,
        "title": title,
        "school": name,
        "summary": say(f"audience.{audience}-summary", language),
        "answers": answers(press, audience, sheet)[:MOST],
        "address": address.removeprefix("https://").rstrip("/"),
        "code": code(address) if address else "",
        "help": school.help_now(plan, language),
        "for_staff": audience == "staff",
        "dialled": dialled,
        "logo": content.logo(plan.school, language),
        "running": Running(name, title, address, say("paper.page", language)),
    }


def answers(press: Press, audience: Audience, sheet: Sheet) -> list[Answer]:
    """List the questions of an audience whose clause its readers may see, with short answers."""
    found, register = [], press.plan.register
    for question in lists.questions(register, [audience]):
        clause = register.clauses[question.clause]
        if audience in clause.audiences:
            said = press.clauses.clause(clause.id, sheet.language)
            words = shortened(said.text)
            found.append(Answer(question.texts[sheet.language], words, clause.id))
    return found


def shortened(text: str) -> str:
    """Return the first sentences of a text, as many as there is room for."""
    kept = ""
    for sentence in SENTENCE.findall(f"{text} "):
        if kept and len(kept) + len(sentence) > LONGEST:
            break
        kept += sentence
    kept = (kept or text).strip()
    if len(kept) > 2 * LONGEST:
        kept = f"{kept[: 2 * LONGEST].rsplit(' ', 1)[0]} …"
    return f"{kept[:-1]}." if kept.endswith((":", ";")) else kept


def code(address: str) -> str:
    """Draw a code that leads phones to an address, as the address of a picture."""
    drawn: str = segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4)
    return drawn
