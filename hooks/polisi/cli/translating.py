"""The command ``polisi translate``: texts go out to a translator, and come back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from polisi.cli.shared import COULD_NOT_RUN, OK, PROBLEMS, Commands, report, save
from polisi.problems import Problem
from polisi.project import Project
from polisi.translation import packing, table, units, xliff
from polisi.translation.answers import Answer, AnswerError
from polisi.translation.judging import Judgement, Refusal, judge
from polisi.translation.units import Unit
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say
from polisi.words.suggestions import did_you_mean

NAME = "translate-{to}"
"""What the files are called that go out, without their suffix."""


def add(commands: Commands) -> None:
    """Declare the command, which has two parts."""
    added = commands.add_loaded("translate", "translate.about", run)
    added.add_argument("way", choices=("out", "in"))
    added.add_argument("what", nargs="*", help=commands.say("translate.policies"))
    added.add_argument("--to", choices=LANGUAGES, default="cy", help=commands.say("translate.to"))
    everything = commands.say("translate.everything")
    added.add_argument("--everything", action="store_true", help=everything)
    added.add_argument("--rate", type=float, default=0.0, help=commands.say("translate.rate"))
    folder = commands.say("translate.folder")
    added.add_argument("--folder", type=Path, default=Path(), help=folder)


def run(loaded: Project, options: argparse.Namespace) -> int:
    """Write what a translator needs, or take back what one has written."""
    try:
        return (_out if options.way == "out" else _in)(loaded, options)
    except ModuleNotFoundError:
        print(say("import.missing", options.language), file=sys.stderr)
        return COULD_NOT_RUN


def _out(loaded: Project, options: argparse.Namespace) -> int:
    language: Language = options.language
    chosen = [each.upper() for each in options.what]
    for code in chosen:
        if code not in loaded.register.policies:
            close = did_you_mean(code, loaded.register.policies)
            print(
                say("translate.unknown-policy", language, code=code, suggestion=close),
                file=sys.stderr,
            )
            return COULD_NOT_RUN
    if report(loaded.unreadable, language):
        return COULD_NOT_RUN
    pack = packing.pack(loaded, options.to, chosen, options.everything)
    count = pack.count
    if not pack.units:
        print(say("translate.nothing", language))
    else:
        name = NAME.format(to=options.to)
        made = {"xlf": xliff.write(pack), "docx": table.write(pack)}
        files = {options.folder / f"{name}.{suffix}": raw for suffix, raw in made.items()}
        if not save(files, language):
            return COULD_NOT_RUN
        for file in files:
            print(say("translate.wrote", language, path=file.as_posix()))
    values = {"new": count.new, "changed": count.changed, "unchanged": count.unchanged}
    print(say("translate.count", language, **{key: str(n) for key, n in values.items()}))
    if options.rate:
        price = f"{count.price(options.rate):.2f}"
        print(say("translate.price", language, rate=f"{options.rate:g}", price=price))
    return OK


def _in(loaded: Project, options: argparse.Namespace) -> int:
    language: Language = options.language
    if report(loaded.unreadable, language):
        return COULD_NOT_RUN
    known = {unit.id: unit for unit in units.units(loaded, options.to)}
    answers: list[Answer] = []
    try:
        for file in options.what:
            answers += _read(Path(file), options.to, known)
    except AnswerError as error:
        print(say(error.key, language, **error.values), file=sys.stderr)
        return COULD_NOT_RUN
    judged = judge(loaded, options.to, known, answers)
    files = {loaded.root / path: text.encode() for path, text in judged.files.items()}
    if not save(files, language):
        return COULD_NOT_RUN
    for path in judged.files:
        print(say("translate.wrote", language, path=path))
    _tell(judged, known, language)
    return PROBLEMS if judged.refusals else OK


def _read(file: Path, to: Language, known: Mapping[str, Unit]) -> Sequence[Answer]:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise AnswerError("translate.no-file", file=file.name) from error
    if raw.startswith(b"PK"):
        return table.read(raw, file.name, to, known)
    return xliff.read(raw, file.name, to)


def _tell(judged: Judgement, known: Mapping[str, Unit], language: Language) -> None:
    for refusal in judged.refusals:
        values = {"file": refusal.file, "id": refusal.id, "why": _why(refusal, language)}
        print(say("translate.refused", language, **values), file=sys.stderr)
    counts = {
        "taken": len(judged.taken), "unchanged": judged.unchanged,
        "empty": judged.empty, "refused": len(judged.refusals),
    }  # fmt: skip
    print(say("translate.summary", language, **{key: str(n) for key, n in counts.items()}))
    if judged.taken:
        names = dict.fromkeys(_agreed(known[id_]) for id_ in judged.taken)
        print(say("translate.read-both", language, ids=" ".join(names)))


def _agreed(unit: Unit) -> str:
    """Return what somebody calls what a unit is agreed with."""
    is_clause = unit.where in ("heading", "text") and unit.id.startswith(f"{unit.key}.")
    return unit.key if is_clause else unit.policy


def _why(refusal: Refusal, language: Language) -> str:
    problem: Problem | None = refusal.problem
    if problem is None:
        return say(refusal.key, language, **(refusal.values or {}))
    fix = problem.fix(language)
    message = problem.message(language)
    return f"[{problem.code}] {message}\n    {say('problem.fix', language)}: {fix}"
