"""Which translations are taken: those that bring no new problem by the rules of the gate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from polisi import checks
from polisi.checks.pairs import stamps
from polisi.editing import trial
from polisi.model import Passage
from polisi.policies import choices, register
from polisi.problems import Problem
from polisi.project import Project
from polisi.text import documents
from polisi.text.documents import Document
from polisi.translation import filing, units
from polisi.translation.answers import Answer, AnswerError, parts_of, rebuilt
from polisi.translation.units import Known, Unit
from polisi.words.languages import Language, other
from polisi.words.phrases import say
from polisi.words.suggestions import closest_id

RULES = [check for check in (*checks.OF_PROJECT, *checks.OF_DOCUMENTS) if check is not stamps.check]
"""All rules of the gate but one: a new text is agreed later, by somebody who has read both."""
NOT_THEIRS = frozenset(
    "awaiting-done due-passed field-missing change-differs page-missing-cy page-missing-en "
    "clause-missing-cy clause-missing-en section-missing-cy section-missing-en".split()
)
"""Problems that a translation does not bring, but that others are there already or not yet."""
HALVES = {"heading": "text", "text": "heading"}
Place = tuple[str, str, str]
"""The file, the clause or section, and which half of it."""
MAX_ROUNDS = 20
LIST = re.compile(r"\n[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]|\n[ \t]*\n")
"""Lines within a segment: items of a list, or paragraphs."""


Made = dict[str, tuple[Answer, str]]
"""The id of a unit to the answer that translates it, and the text that it makes."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A translation that is not taken, and why."""

    id: str
    file: str
    key: str = ""
    """Of the phrase that says why, where the gate has no rule for it."""
    values: Mapping[str, str] | None = None
    problem: Problem | None = None

    def why(self, language: Language) -> str:
        """Say why, and what to do."""
        if self.problem is None:
            return say(self.key, language, **(self.values or {}))
        message, fix = self.problem.message(language), self.problem.fix(language)
        return f"[{self.problem.code}] {message}\n    {say('problem.fix', language)}: {fix}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of the translations that came back."""

    files: Mapping[str, str]
    """Paths of the files that change, and their new texts."""
    taken: tuple[str, ...]
    unchanged: int
    empty: int
    refusals: tuple[Refusal, ...]

    @property
    def counts(self) -> Mapping[str, str]:
        """How many there were of each, as a phrase takes it."""
        sizes = (len(self.taken), self.unchanged, self.empty, len(self.refusals))
        return dict(zip(("taken", "unchanged", "empty", "refused"), map(str, sizes), strict=True))


def judge(project: Project, to: Language, known: Known, answers: Sequence[Answer]) -> Judgement:
    """Decide which answers are taken, and write them into the texts of their files.

    Raises ``AnswerError`` where the form of a file does not allow it.
    """
    filled = [answer for answer in answers if not answer.is_empty or answer.id not in known]
    made, refusals = _made(known, filled)
    unchanged = [id_ for id_, (_, text) in made.items() if text == known[id_].target]
    for id_ in unchanged:
        del made[id_]
    files = _rounds(project, to, known, made, refusals)
    empty = len(answers) - len(filled)
    return Judgement(files, tuple(made), len(unchanged), empty, tuple(refusals))


def _made(known: Known, answers: Sequence[Answer]) -> tuple[Made, list[Refusal]]:
    """Return the texts that answers make, and which are refused: two files may not differ."""
    made: Made = {}
    refusals: list[Refusal] = []
    for answer in answers:
        refusal, text = _text(known, answer)
        if refusal is None and answer.id in made and made[answer.id][1] != text:
            first = made.pop(answer.id)[0]
            refusal = _refused(answer, "two-files", first=first.file, second=answer.file)
        if refusal:
            refusals.append(refusal)
        elif answer.id not in {each.id for each in refusals}:
            made[answer.id] = answer, text
    return made, refusals


def _refused(answer: Answer, key: str, **values: str) -> Refusal:
    return Refusal(answer.id, answer.file, f"translate.{key}", values)


def _text(known: Known, answer: Answer) -> tuple[Refusal | None, str]:
    """Return the text that an answer makes, or why it makes none."""
    unit = known.get(answer.id)
    if unit is None:
        return _refused(answer, "foreign", suggestion=closest_id(answer.id, known)), ""
    given = {n: text for n, text in answer.segments.items() if text and text.strip()}
    if refusal := _misshapen(unit, answer, given):
        return refusal, ""
    text = rebuilt(unit, given)
    return _outdated(unit, answer, text), text


def _misshapen(unit: Unit, answer: Answer, given: Mapping[int, str]) -> Refusal | None:
    """Refuse segments that are not those which went out."""
    if answer.twice:
        return _refused(answer, "twice")
    expected = sum(part.is_words for part in parts_of(unit.source, unit))
    missing = [str(n) for n in range(1, expected + 1) if n not in given]
    if missing or len(answer.segments) > expected:
        return _refused(answer, "half", missing=", ".join(missing) or str(expected + 1))
    if any(map(LIST.search, given.values())):
        return _refused(answer, "lines")
    return None


def _outdated(unit: Unit, answer: Answer, text: str) -> Refusal | None:
    """Refuse a translation when one of the texts has moved since it went out."""
    source, _, target = answer.digest.partition("-")
    now_source, _, now_target = unit.digest.partition("-")
    if source and source != now_source:
        return _refused(answer, "source-moved")
    if target and target != now_target and text != unit.target:
        return _refused(answer, "target-moved")
    return None


def _rounds(
    project: Project, to: Language, known: Known, made: Made, refusals: list[Refusal]
) -> Mapping[str, str]:
    """Take out what brings a new problem, until nothing does; return the files."""
    if not made:
        return {}
    before = list(_problems(project))
    for _ in range(MAX_ROUNDS):
        _take_out_halves(known, made, refusals)
        files = _files(project, to, known, made)
        if not made:
            return {}
        with_them = _with(project, to, files)
        spoilt: dict[str, Problem] = {}
        for problem in trial.new_problems(before, _problems(with_them)):
            if id_ := _unit_of(problem, with_them, to, known, made):
                spoilt.setdefault(id_, problem)
        if not spoilt:
            return files
        for id_, problem in spoilt.items():
            answer, _ = made.pop(id_)
            refusals.append(Refusal(id_, answer.file, problem=problem))
    refusals += [_refused(answer, "others") for answer, _ in made.values()]
    made.clear()
    return {}


def _take_out_halves(known: Known, made: Made, refusals: list[Refusal]) -> None:
    """Refuse new texts that would stand under no heading, and new headings over no text."""
    places = {(unit.name, unit.key, unit.where) for unit in known.values()}
    there = {(u.name, u.key, u.where) for id_, u in known.items() if u.target or id_ in made}
    for id_ in [*made]:
        if _is_half(known[id_], places, there):
            answer, _ = made.pop(id_)
            key = "headless" if known[id_].where == "text" else "textless"
            refusals.append(_refused(answer, key))


def _is_half(unit: Unit, places: Set[Place], there: Set[Place]) -> bool:
    """Tell whether a new text has no heading, or a new heading not the text that belongs there."""
    if unit.where not in HALVES or not unit.key or unit.target:
        return False
    half = (unit.name, unit.key, HALVES[unit.where])
    return half not in there and (unit.where == "text" or half in places)


def _problems(project: Project) -> Iterator[Problem]:
    for rule in RULES:
        yield from (each for each in rule(project) if each.code not in NOT_THEIRS)


def _files(project: Project, to: Language, known: Known, made: Made) -> dict[str, str]:
    """Return the files with the translations in them, by their paths.

    Raises ``AnswerError`` where the form of a file does not allow it.
    """
    by_name: dict[str, dict[str, tuple[Unit, str]]] = {}
    for id_, (_, text) in made.items():
        by_name.setdefault(known[id_].name, {})[id_] = known[id_], text
    files = {}
    for name, texts in by_name.items():
        path = f"docs/{to}/{name}"
        file = project.root / path
        before = file.read_bytes().decode("utf-8") if file.is_file() else ""
        try:
            files[path] = filing.written(before, project.pairs[name][other(to)], to, texts)
        except ValueError as error:
            raise AnswerError("translate.form", file=path, detail=str(error)) from error
    return files


def _with(project: Project, to: Language, files: Mapping[str, str]) -> Project:
    """Return the project as it is with some files changed."""
    changed: dict[str, Document] = {}
    for path, text in files.items():
        document, _ = documents.read(text.encode(), path, to, path.split("/", 2)[-1])
        if document:
            changed[path] = document
    kept = [changed.pop(each.path, each) for each in project.documents]
    read = [*kept, *changed.values()]
    written = register.build(read)
    return replace(
        project,
        documents=tuple(read),
        pairs=register.pairs(read),
        register=written,
        shown=choices.settle(written, project.school.chosen, without=project.school.left_out),
    )


def _unit_of(problem: Problem, project: Project, to: Language, known: Known, made: Made) -> str:
    """Return the translation that brings a problem: the one that stands at its line."""
    name = problem.path.split("/", 2)[-1]
    mine = {id_: known[id_] for id_ in made if known[id_].name == name}
    document = project.pairs[name].get(to) if name in project.pairs else None
    if not mine or document is None:
        return ""
    here = problem.line if problem.path == document.path else 0
    for key, passage in units.keyed(document):
        if _is_in(passage, problem, here):
            where = "heading" if here == passage.line else "text"
            there = [id_ for id_, unit in mine.items() if unit.key == key]
            return min(there, key=lambda id_: mine[id_].where != where, default="")
    return _in_front(mine, document, here)


def _is_in(passage: Passage, problem: Problem, here: int) -> bool:
    """Tell whether a passage has a problem; ``here`` is its line, or 0 in the other language."""
    if problem.clause and not here:
        return passage.id == problem.clause
    return passage.line <= here <= passage.body_line + passage.body.count("\n")


def _in_front(mine: Known, document: Document, here: int) -> str:
    """Return the translation that stands at a line of the front matter, or the first that may."""
    fronts = [id_ for id_, unit in mine.items() if unit.place]
    for id_ in fronts:
        if document.line(*mine[id_].place) == here:
            return id_
    return next(iter(fronts), "") if here < document.body_line else ""
