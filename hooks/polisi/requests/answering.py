"""The answer to a request, in both languages, as Markdown for an issue or a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from polisi.editing.fields import called
from polisi.editing.trial import Trial
from polisi.editing.words import Said, Words, said
from polisi.problems import Problem
from polisi.requests.applying import Outcome
from polisi.school.school import FILE
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say

SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&])")
CALLING = re.compile(r"@(?=\w)|#(?=\d+\b)|\bGH-(?=\d)")
MAX_NAMED, MAX_LENGTH = 40, 50_000
"""Problems that one answer names, and its characters: GitHub takes 65,536."""


def answer(outcome: Outcome) -> str:
    """Say what became of a request."""
    parts = []
    for language in LANGUAGES:
        text = "\n".join(_lines(outcome, language))
        parts.append(f"## {say('language.name', language)}\n\n{text[: MAX_LENGTH // 2]}\n")
    return "\n".join(parts)


def plain(text: str) -> str:
    """Write a text so that Markdown takes it as it reads, and that it calls nobody."""
    shown = SIGNS.sub(r"\\\1", " ".join(text.split()))
    return CALLING.sub(lambda found: f"{found[0]}<!-- -->", shown.replace("\\#", "#"))


def _lines(outcome: Outcome, language: Language) -> Iterator[str]:
    tried = outcome.trial
    if outcome.is_wrong:
        yield said("answers", "refused", language)
        yield ""
        yield from _items(outcome.refused, language)
        yield from _problems(tried.errors if tried else (), outcome.titles, language)
        yield ""
        yield said("answers", "again-file" if outcome.titles else "again", language)
        return
    if not outcome.files and not outcome.pictures:
        yield said("answers", "same", language)
        return
    yield said("answers", "done", language)
    yield ""
    yield from _items(outcome.done, language)
    yield from _report(outcome, language)
    if tried:
        yield from _left(tried, outcome.titles, language)


def _left(tried: Trial, titles: Mapping[str, Words], language: Language) -> Iterator[str]:
    """Say what the change leaves to do."""
    if tried.warnings:
        yield from ("", said("answers", "warnings", language), "")
        yield from _problems(tried.warnings, titles, language)
    if tried.unfinished:
        yield from ("", said("answers", "unfinished", language), "")
        for place, problem in [*tried.unfinished.items()][:MAX_NAMED]:
            shown = called(f"“{place}”", language).strip("“”")
            yield f"- {plain(shown)}: {plain(problem.message(language))}"
    if tried.to_agree:
        ids = plain(", ".join(tried.to_agree))
        yield from ("", said("answers", "to-agree", language, ids=ids))


def _report(outcome: Outcome, language: Language) -> Iterator[str]:
    """Say what is not done, and what somebody should know of the rest."""
    if outcome.notes:
        yield from ("", said("answers", "notes", language), "")
        yield from _items(outcome.notes, language)
    report = outcome.report.get(language, "")
    for line in report.split("\n"):
        if line.startswith(" "):
            yield f"- {plain(line)}"
        elif line:
            yield from ("", plain(line), "")


def _items(sentences: Sequence[Said], language: Language) -> Iterator[str]:
    for each in sentences[:MAX_NAMED]:
        yield f"- {plain(each.text(language))}"


def _problems(
    problems: Sequence[Problem], titles: Mapping[str, Words], language: Language
) -> Iterator[str]:
    """Say what is wrong without lines of files: those of a trial are nobody's."""
    for problem in problems[:MAX_NAMED]:
        where = problem.clause or ("" if problem.path == FILE else problem.path)
        in_which = problem.path.split("/")[1] if problem.path.startswith("docs/") else ""
        if in_which in LANGUAGES and problem.clause:
            where += f" ({said('fields', f'language-{in_which}', language)})"
        if problem.clause in titles:
            where += f", “{titles[problem.clause][language]}”"
        start = f"**{plain(where)}**: " if where else ""
        yield f"- {start}{plain(called(problem.message(language), language))}"
        fix = plain(called(problem.fix(language), language))
        yield f"  {said('answers', 'fix', language)}: {fix}"
