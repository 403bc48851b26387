"""A policy as the school's text: one wording, with the school's values in it and nothing open.

What the governing body adopts is this text. So all that could change it later without anybody
touching it is gone: values are filled in, references lead to the clauses that show, notes to those
who adapt the text are out, and links start from the policy's own file.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace

from polisi.markup.drafting import without_drafting
from polisi.markup.syntax import PLACEHOLDER, REFERENCE
from polisi.model import Clause, Passage, Policy, Section
from polisi.policies.texts.attached import OUTSIDE, TARGET
from polisi.school.school import School
from polisi.words.languages import Language

SPECIAL = re.compile(r"[\\`*_\[\]{}|]")
"""What Markdown would take for a sign of its own in the middle of a line."""
IN_ADDRESS = re.compile(rf"(\]\(<?[^)\s{{}}]*|<(?:mailto:)?){PLACEHOLDER.pattern}")
"""A value in the address of a link."""
BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


def as_text(policy: Policy, school: School, instead: Mapping[str, str]) -> Policy:
    """Return a policy, as the school shows it, as the text that a reader gets.

    ``instead`` maps the id of a clause that does not show to that of the one in its place.
    """
    return replace(
        policy,
        titles=_filled(policy.titles, school),
        summaries=_filled(policy.summaries, school),
        sections=tuple(_section(each, policy, school, instead) for each in policy.sections),
    )


def lead(text: str, instead: Mapping[str, str]) -> str:
    """Let each reference in a text name the clause that it leads to."""
    if "[" not in text:
        return text
    return REFERENCE.sub(lambda found: f"[{instead.get(found[1], found[1])}]", text)


def _filled(texts: Mapping[Language, str], school: School) -> dict[Language, str]:
    return {language: school.fill(str(text), language) for language, text in texts.items()}


def _section(
    section: Section, policy: Policy, school: School, instead: Mapping[str, str]
) -> Section:
    clauses = tuple(_clause(each, policy, school, instead) for each in section.clauses)
    return replace(section, titles=_filled(section.titles, school), clauses=clauses)


def _clause(clause: Clause, policy: Policy, school: School, instead: Mapping[str, str]) -> Clause:
    texts: dict[Language, Passage] = {}
    for language, passage in clause.texts.items():
        path = f"docs/{language}/{policy.name}"
        body = lead(without_drafting(passage.body), instead)
        body = _markdown(_from(passage.path, path, body), school, language)
        texts[language] = replace(
            passage,
            title=school.fill(passage.title, language),
            body=BLANK_LINES.sub("\n\n", body).strip("\n"),
            path=path,
        )
    return replace(clause, texts=texts, when={}, allow={}, agreed="")


def _markdown(text: str, school: School, language: Language) -> str:
    """Put the school's values into Markdown, where they stay the words that they are."""
    if "{{" not in text:
        return text
    text = IN_ADDRESS.sub(
        lambda found: found[1] + _in_address(found[2], found[0], school, language), text
    )
    return school.fill(text, language, escape=lambda value: SPECIAL.sub(r"\\\g<0>", value))


def _in_address(name: str, written: str, school: School, language: Language) -> str:
    value = school.value(name, language)
    placeholder = written[written.index("{{") :]
    return value.replace(" ", "%20").replace(")", "%29") if value else placeholder


def _from(old: str, new: str, text: str) -> str:
    """Let the links of a text that moves from one file to another lead where they led."""
    if old == new or "](" not in text:
        return text

    def moved(found: re.Match[str]) -> str:
        if OUTSIDE.match(found[2]) or "{{" in found[2]:
            return found[0]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(old), found[2]))
        return found[1] + posixpath.relpath(target, posixpath.dirname(new))

    return TARGET.sub(moved, text)
