"""The command ``polisi translate``: texts go out to a translator, and come back."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from polisi import disk
from polisi.cli.shared import COULD_NOT_RUN, OK, PROBLEMS, Commands, report, save
from polisi.project import Project
from polisi.translation import filing, packing, returned, table, units, xliff
from polisi.translation.answers import Answer, AnswerError
from polisi.translation.judging import Judgement, judge
from polisi.translation.packing import Pack
from polisi.translation.units import Known
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
    pages = dict.fromkeys(each.name for each in loaded.documents if not each.is_policy)
    known = [*loaded.register.policies, *pages]
    chosen = [each if each in pages else each.upper() for each in options.what]
    if unknown := next((code for code in chosen if code not in known), ""):
        values = {"code": unknown, "suggestion": did_you_mean(unknown, known)}
        print(say("translate.unknown-policy", language, **values), file=sys.stderr)
        return COULD_NOT_RUN
    if report(loaded.unreadable, language):
        return COULD_NOT_RUN
    pack = packing.pack(loaded, options.to, chosen, options.everything)
    if not _sent(loaded, pack, options.folder, language):
        return COULD_NOT_RUN
    count = pack.count
    counts = {"new": count.new, "changed": count.changed, "unchanged": count.unchanged}
    print(say("translate.count", language, **{key: str(n) for key, n in counts.items()}))
    if options.rate:
        price = f"{count.price(options.rate):.2f}"
        print(say("translate.price", language, rate=f"{options.rate:g}", price=price))
    return OK


def _sent(loaded: Project, pack: Pack, folder: Path, language: Language) -> bool:
    """Write the files that go out, if anything does; tell whether it could be done."""
    if not pack.units:
        print(say("translate.nothing", language))
        return True
    name = NAME.format(to=pack.to)
    files = {folder / f"{name}.xlf": xliff.write(pack), folder / f"{name}.docx": table.write(pack)}
    known = {unit.id: unit for unit in units.units(loaded, pack.to)}
    if there := _written_in(files, pack.to, known):
        print(say("translate.answered", language, path=there.as_posix()), file=sys.stderr)
        return False
    if not save(loaded, files, language):
        return False
    for file in files:
        print(say("translate.wrote", language, path=file.as_posix()))
    return True


def _written_in(files: Iterable[Path], to: Language, known: Known) -> Path | None:
    """Return a file with a translator's work in it, over which nothing may be written."""
    there = (file for file in files if os.path.lexists(file))
    written_in = (
        file
        for file in there
        if not file.is_file() or returned.is_written_in(file.read_bytes(), file.name, to, known)
    )
    return next(written_in, None)


def _in(loaded: Project, options: argparse.Namespace) -> int:
    language: Language = options.language
    if report(loaded.unreadable, language):
        return COULD_NOT_RUN
    known = {unit.id: unit for unit in units.units(loaded, options.to)}
    answers: list[Answer] = []
    try:
        for file in options.what:
            for name, raw in _pieces(Path(file)):
                answers += returned.read(raw, name, options.to, known)
        judged = judge(loaded, options.to, known, answers)
    except AnswerError as error:
        print(error.text(language), file=sys.stderr)
        return COULD_NOT_RUN
    texts = dict(judged.files)
    with suppress(ValueError):  # then the check says which lines to take out
        texts |= filing.no_longer_awaiting(loaded, texts, judged.taken, known)
    files = {loaded.root / path: text.encode() for path, text in texts.items()}
    if not save(loaded, files, language):
        return COULD_NOT_RUN
    for path in texts:
        print(say("translate.wrote", language, path=path))
    _tell(judged, known, language)
    return PROBLEMS if judged.refusals else OK


def _pieces(file: Path) -> list[tuple[str, bytes]]:
    try:
        raw = disk.read(file)
    except OSError as error:
        raise AnswerError("translate.no-file", file=file.name) from error
    return returned.unpacked(raw, file.name)


def _tell(judged: Judgement, known: Known, language: Language) -> None:
    for refusal in judged.refusals:
        values = {"file": refusal.file, "id": refusal.id, "why": refusal.why(language)}
        print(say("translate.refused", language, **values), file=sys.stderr)
    print(say("translate.summary", language, **judged.counts))
    if judged.taken:
        names = dict.fromkeys(known[id_].agreed_as for id_ in judged.taken)
        print(say("translate.read-both", language, ids=" ".join(names)))
