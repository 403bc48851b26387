"""Forms with files: a policy that a school has comes in, and translations come back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from polisi import intake
from polisi.editing import typed
from polisi.editing.changes import Change
from polisi.editing.words import RefusedError, Said, Words, refused
from polisi.intake import IntakeError, Proposal, Wishes
from polisi.intake.report import report
from polisi.model import OWN_CODE
from polisi.policies.adoption import today
from polisi.project import Project
from polisi.requests.dropped import FOLDER
from polisi.requests.reading import Values
from polisi.translation import filing, returned, units
from polisi.translation.answers import Answer, AnswerError
from polisi.translation.judging import Judgement, Refusal, judge
from polisi.translation.units import Known, Unit
from polisi.words import welsh
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.phrases import say

FILES = "files"
"""The field into which files are dropped."""
TITLE = re.compile(r"^#+ (.+) \{#([A-Z]+-\d+)\}$", re.MULTILINE)
MAX_DOCUMENTS = len(LANGUAGES)


def as_said(say_in: Callable[[Language], str]) -> Said:
    """Return a sentence that something else says in each language."""
    return Said("answers", "as-said", {"text": {each: say_in(each) for each in LANGUAGES}})


def waiting(project: Project, paths: Iterable[Path]) -> tuple[str, ...]:
    """Return those of some files that stand in ``incoming``: they have been taken by then."""
    folder = project.root / FOLDER
    return tuple(f"{FOLDER}/{each.name}" for each in paths if each.parent == folder)


def imported(project: Project, values: Values) -> Change:
    """Propose a policy of the school's own, made of a document or of one in each language."""
    paths = [Path(each) for each in values[FILES]]
    if len(paths) > MAX_DOCUMENTS:
        raise refused("many-files", limit=str(MAX_DOCUMENTS))
    taken = project.register.policies
    wishes = _wishes(values)
    if wishes.code in taken:
        raise refused("code-taken", value=wishes.code, name=taken[wishes.code].name)
    addresses = intake.taken_addresses(project.documents)
    try:
        made = intake.bring_in(paths, wishes, taken, today(), addresses)
    except IntakeError as error:
        raise RefusedError(as_said(error.text)) from error
    files = {f"docs/{each}/{made.name}": text for each, text in made.files.items()}
    if any((project.root / path).exists() for path in files):
        raise refused("file-there", value=made.title)
    return Change(
        files,
        _done(made, paths),
        clauses=_ids(made),
        report={each: report(made, each) for each in LANGUAGES},
        removed=waiting(project, paths),
        titles=_titles(made),
    )


def _wishes(values: Values) -> Wishes:
    """Return what the form says of the policy. Raises ``RefusedError``."""

    def one(key: str) -> str:
        return values[key][0] if key in values else ""

    code = one("code").strip("[] ").upper()
    if code and not OWN_CODE.fullmatch(code):
        raise refused("code-bad", value=code[:80])
    titles = {language: one(f"policy-title.{language}") for language in LANGUAGES}
    due: datetime.date | None = typed.day(one("due")) if "due" in values else None
    return Wishes(code, titles, one("owner"), due, values["audience"])


def _done(made: Proposal, paths: Sequence[Path]) -> tuple[Said, ...]:
    names = ", ".join(path.name for path in paths)
    about = {"files": names, "code": made.code, "title": made.title, "clauses": str(made.clauses)}
    done = [as_said(lambda each: say("import.heading", each, **about))]
    if made.is_awaiting:
        day = made.due.isoformat()
        done.append(as_said(lambda each: say("import.awaiting", each, due=welsh.date(day, each))))
    return tuple(done)


def _titles(made: Proposal) -> Mapping[str, Words]:
    """Return what each clause is called: in the other language where that is all there is."""
    found: dict[str, dict[Language, str]] = {}
    for language, text in made.files.items():
        for title, id_ in TITLE.findall(text):
            found.setdefault(id_, {})[language] = title
    return {
        id_: {each: said.get(each) or said[other(each)] for each in LANGUAGES}
        for id_, said in found.items()
    }


def _ids(made: Proposal) -> tuple[str, ...]:
    """Return what somebody can agree of a policy in both languages."""
    if made.is_awaiting:
        return ()
    clauses = (f"{made.code}-{number:03}" for number in range(1, made.clauses + 1))
    return (made.code, *clauses)


def taken_back(project: Project, values: Values) -> Change:
    """Take the translations of some files, and say of the others why not."""
    paths = [Path(each) for each in values[FILES]]
    known = {to: {unit.id: unit for unit in units.units(project, to)} for to in reversed(LANGUAGES)}
    answers, wrong = _answers(paths, known)
    if len(answers) > 1:
        wrong.append(Said("refusals", "two-ways"))
    if wrong or not answers:
        raise RefusedError(*(wrong or [Said("refusals", "no-translation")]))
    ((to, given),) = answers.items()
    try:
        judged = judge(project, to, known[to], given)
    except AnswerError as error:
        raise RefusedError(as_said(error.text)) from error
    return _taken(project, judged, known[to], waiting(project, paths))


def _answers(
    paths: Iterable[Path], known: Mapping[Language, Known]
) -> tuple[Mapping[Language, list[Answer]], list[Said]]:
    """Read files, into whichever language each is; returns also why some can't be read."""
    answers: dict[Language, list[Answer]] = {}
    wrong: list[Said] = []
    for path in paths:
        try:
            for name, raw in returned.unpacked(path.read_bytes(), path.name):
                to, answered = returned.read_any(raw, name, known)
                answers.setdefault(to, []).extend(answered)
        except AnswerError as error:
            wrong.append(as_said(error.text))
    return answers, wrong


def _taken(project: Project, judged: Judgement, known: Known, removed: tuple[str, ...]) -> Change:
    """Return what is written, or refuse where nothing could be taken."""
    notes = tuple(as_said(partial(_why, refusal)) for refusal in judged.refusals)
    if notes and not judged.taken:
        raise RefusedError(*notes)
    untitled = [unit.policy for unit in known.values() if _stays_untitled(unit, judged)]
    if untitled:
        raise refused("untitled", value=", ".join(untitled))
    done = as_said(lambda each: say("translate.summary", each, **judged.counts))
    try:
        published = filing.no_longer_awaiting(project, judged.files, judged.taken, known)
    except ValueError as error:
        raise refused("form", value=str(error)) from error
    agreed = dict.fromkeys(known[id_].agreed_as for id_ in judged.taken)
    files = {**judged.files, **published}
    return Change(files, (done,), clauses=tuple(agreed), notes=notes, removed=removed)


def _stays_untitled(unit: Unit, judged: Judgement) -> bool:
    """Tell whether a unit is the title that a new file would not have."""
    is_new = any(path.endswith(f"/{unit.name}") for path in judged.files)
    return unit.where == "title" and is_new and not unit.target and unit.id not in judged.taken


def _why(refusal: Refusal, language: Language) -> str:
    problem = refusal.problem
    why = refusal.why(language)
    if problem:
        why = f"{problem.message(language)} {problem.fix(language)}"
    return f"{refusal.id} ({refusal.file}): {why}"
