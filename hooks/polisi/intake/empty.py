"""An empty policy: the files that a person goes on writing in."""

from __future__ import annotations

import datetime

from polisi.intake import Wishes, proposal
from polisi.intake.proposal import About, Proposal
from polisi.model import OWN_FOLDER
from polisi.words.languages import LANGUAGES
from polisi.words.phrases import say
from polisi.words.slugs import slug


def empty(wishes: Wishes, day: datetime.date) -> Proposal:
    """Propose a policy with one clause that says nothing yet, in each language with a title."""
    titles = {each: text for each, text in (wishes.titles or {}).items() if text}
    due = wishes.due or day + datetime.timedelta(weeks=proposal.WEEKS)
    about = About(wishes.code, titles, wishes.owner, day, due)
    first = f"{wishes.code}-001"
    is_awaiting = len(titles) < len(LANGUAGES)
    files = {}
    for language, title in titles.items():
        summary = say("import.summary", language, title=title)
        text = (
            f"### {say('import.first-clause', language)} {{#{first}}}\n\n"
            f"!!! drafting\n    {say('import.write-here', language)}\n"
        )
        head = proposal.header(about, language, summary, [first], is_awaiting)
        files[language] = f"{head}{text}"
    name = f"{OWN_FOLDER}{slug(titles['en']) or wishes.code.lower()}.md"
    return Proposal(wishes.code, titles["en"], name, files, 1, is_awaiting, due, {})
