"""Which translations are taken: those that bring no new problem by the rules of the gate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from polisi import checks
from polisi.checks.pairs import stamps
from polisi.policies import choices, register
from polisi.problems import Problem
from polisi.project import Project
from polisi.text import documents
from polisi.text.documents import Document
from polisi.translation import filing, units
from polisi.translation.answers import Answer, parts_of, rebuilt
from polisi.translation.units import Unit
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
MAX_ROUNDS = 20
LIST = re.compile(r"\n[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]|\n[ \t]*\n")
"""Lines within a segment: items of a list, or paragraphs."""


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


def judge(
    project: Project, to: Language, known: Mapping[str, Unit], answers: Sequence[Answer]
) -> Judgement:
    """Decide which answers are taken, and write them into the texts of their files."""
    refusals: list[Refusal] = []
    said: dict[str, tuple[Answer, str]] = {}
    unchanged = empty = 0
    for answer in answers:
        if answer.is_empty and answer.id in known:
            empty += 1
            continue
        refusal, text = _text(known, answer)
        if refusal is None and answer.id in said and said[answer.id][1] != text:
            first = said.pop(answer.id)[0]
            values = {"first": first.file, "second": answer.file}
            refusal = Refusal(answer.id, answer.file, "translate.two-files", values)
        if refusal:
            refusals.append(refusal)
        elif answer.id not in {each.id for each in refusals}:
            said[answer.id] = answer, text
    for id_ in [id_ for id_, (_, text) in said.items() if text == known[id_].target]:
        del said[id_]
        unchanged += 1
    files = _rounds(project, to, known, said, refusals)
    return Judgement(files, tuple(said), unchanged, empty, tuple(refusals))


def _text(known: Mapping[str, Unit], answer: Answer) -> tuple[Refusal | None, str]:
    """Return the text that an answer makes, or why it makes none."""

    def refused(key: str, **values: str) -> tuple[Refusal, str]:
        return Refusal(answer.id, answer.file, f"translate.{key}", values), ""

    unit = known.get(answer.id)
    if unit is None:
        return refused("foreign", suggestion=closest_id(answer.id, known))
    if answer.twice:
        return refused("twice")
    expected = sum(part.is_words for part in parts_of(unit.source, unit))
    given = {n: text for n, text in answer.segments.items() if text is not None and text.strip()}
    missing = [str(n) for n in range(1, expected + 1) if n not in given]
    if missing or len(answer.segments) > expected:
        return refused("half", missing=", ".join(missing) or str(expected + 1))
    if any(LIST.search(str(each)) for each in given.values()):
        return refused("lines")
    text = rebuilt(unit, {n: str(each) for n, each in given.items()})
    was_source, _, was_target = answer.digest.partition("-")
    now_source, _, now_target = unit.digest.partition("-")
    if was_source and was_source != now_source:
        return refused("source-moved")
    if was_target and was_target != now_target and text != unit.target:
        return refused("target-moved")
    return None, text


def _rounds(
    project: Project,
    to: Language,
    known: Mapping[str, Unit],
    said: dict[str, tuple[Answer, str]],
    refusals: list[Refusal],
) -> Mapping[str, str]:
    """Take out what brings a new problem, until nothing does; return the files."""
    if not said:
        return {}
    before = Counter(map(_key, _problems(project)))
    for _ in range(MAX_ROUNDS):
        _take_out_halves(known, said, refusals)
        files = _files(project, to, known, said)
        if not said:
            return {}
        with_them = _with(project, to, files)
        spoilt: dict[str, Problem] = {}
        left = Counter(before)
        for problem in _problems(with_them):
            if left[_key(problem)] > 0:
                left[_key(problem)] -= 1
                continue
            id_ = _unit_of(problem, with_them, to, known, said)
            if id_:
                spoilt.setdefault(id_, problem)
        if not spoilt:
            return files
        for id_, problem in spoilt.items():
            answer, _ = said.pop(id_)
            refusals.append(Refusal(id_, answer.file, problem=problem))
    for id_, (answer, _) in said.items():
        refusals.append(Refusal(id_, answer.file, "translate.others"))
    said.clear()
    return {}


def _take_out_halves(
    known: Mapping[str, Unit], said: dict[str, tuple[Answer, str]], refusals: list[Refusal]
) -> None:
    """Refuse new texts that would stand under no heading, and new headings over no text."""
    there = {
        (unit.name, unit.key, unit.where)
        for id_, unit in known.items()
        if unit.target or id_ in said
    }
    pairs = {(unit.name, unit.key, unit.where) for unit in known.values()}
    for id_ in [*said]:
        unit = known[id_]
        other_half = (unit.name, unit.key, "heading" if unit.where == "text" else "text")
        is_half = unit.where in ("heading", "text") and unit.key and not unit.target
        if is_half and other_half not in there and (unit.where == "text" or other_half in pairs):
            answer, _ = said.pop(id_)
            key = "headless" if unit.where == "text" else "textless"
            refusals.append(Refusal(id_, answer.file, f"translate.{key}"))


def _key(problem: Problem) -> tuple[str, ...]:
    """Return what tells a problem from another, wherever its line is by now."""
    return (problem.code, problem.path, problem.clause, *sorted(problem.values.values()))


def _problems(project: Project) -> Iterator[Problem]:
    for rule in RULES:
        yield from (each for each in rule(project) if each.code not in NOT_THEIRS)


def _files(
    project: Project,
    to: Language,
    known: Mapping[str, Unit],
    said: Mapping[str, tuple[Answer, str]],
) -> dict[str, str]:
    """Return the files with the translations in them, by their paths."""
    by_name: dict[str, dict[str, tuple[Unit, str]]] = {}
    for id_, (_, text) in said.items():
        by_name.setdefault(known[id_].name, {})[id_] = known[id_], text
    made = {}
    for name, texts in by_name.items():
        path = f"docs/{to}/{name}"
        file = project.root / path
        before = file.read_bytes().decode("utf-8") if file.is_file() else ""
        made[path] = filing.written(before, project.pairs[name][other(to)], to, texts)
    return made


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
        shown=choices.settle(written, project.school.chosen),
    )


def _unit_of(
    problem: Problem,
    project: Project,
    to: Language,
    known: Mapping[str, Unit],
    said: Mapping[str, tuple[Answer, str]],
) -> str:
    """Return the translation that brings a problem: the one that stands at its line."""
    name = problem.path.split("/", 2)[-1]
    mine = [id_ for id_ in said if known[id_].name == name]
    document = project.pairs[name].get(to) if name in project.pairs else None
    if not mine or document is None:
        return ""
    here = problem.line if problem.path == document.path else 0
    for key, passage in units.keyed(document):
        lines = range(passage.line, passage.body_line + passage.body.count("\n") + 1)
        is_it = passage.id == problem.clause if problem.clause and not here else here in lines
        if is_it:
            ids_ = [id_ for id_ in mine if known[id_].key == key]
            where = "heading" if here == passage.line else "text"
            return next((i for i in ids_ if known[i].where == where), next(iter(ids_), ""))
    fronts = [id_ for id_ in mine if known[id_].where in ("title", "summary", "change")]
    for id_ in fronts:
        unit = known[id_]
        place = (unit.where,) if unit.where != "change" else ("changes", unit.key)
        if document.line(*place) == here:
            return id_
    return next(iter(fronts), "") if here < document.body_line else ""
