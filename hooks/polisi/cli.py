"""The command ``polisi``: the same checks as a build, and the stamps, without MkDocs."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

from polisi import agreement, checks, project, schemas, style
from polisi.outputs import calendar
from polisi.policies import editions
from polisi.policies.adoption import today
from polisi.problems import Format, Problem, in_order, render
from polisi.words.inflect import sentences
from polisi.words.languages import LANGUAGES, Language, environment_language
from polisi.words.phrases import say
from polisi.words.suggestions import closest_id

OK, PROBLEMS, COULD_NOT_RUN = 0, 1, 2
"""Exit statuses."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0, 1 (there are problems) or 2 (it could not run)."""
    try:
        return _main(arguments)
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS


def _main(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Welsh on a Windows console; and a file's name need not be text
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    gc.disable()  # nothing here makes cycles worth collecting, and the process is short
    if options.command == "upgrade":
        from polisi import upgrade

        return upgrade.run(
            options.root, options.source, options.to, options.report, options.language
        )
    if options.command == "schema":
        print(schemas.json_schema(options.name), end="")
        return OK
    if options.command == "build":
        return build(options)
    if options.command == "serve":
        return serve(options)
    try:
        loaded = project.load(options.root)
    except FileNotFoundError as error:
        print(say("cli.no-project", options.language, path=str(error)), file=sys.stderr)
        return COULD_NOT_RUN
    except OSError as error:
        print(f"polisi: {error}", file=sys.stderr)
        return COULD_NOT_RUN
    if options.command == "check":
        return check(loaded, options.format, options.language, options.style)
    if options.command == "school":
        return names(loaded, options.language)
    if options.command == "reviews":
        return due(loaded, options.language)
    if options.carry_over:
        carried = list(agreement.carried_over(loaded, options.language))
        return _stamp(loaded, carried, options.language)
    return agree(loaded, options.clauses, options.all, options.language)


def _parser() -> argparse.ArgumentParser:
    language = environment_language()
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), help=say("cli.root", language), metavar="FOLDER"
    )
    common.add_argument(
        "--language", choices=LANGUAGES, default=language, help=say("cli.language", language)
    )
    parser = argparse.ArgumentParser(prog="polisi", description=say("cli.about", language))
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", parents=[common], help=say("cli.check", language))
    checking.add_argument(
        "--format", choices=get_args(Format), default="text", help=say("cli.format", language)
    )
    checking.add_argument("--style", action="store_true", help=say("cli.style", language))
    commands.add_parser("school", parents=[common], help=say("cli.school", language))
    schema = commands.add_parser("schema", parents=[common], help=say("cli.schema", language))
    schema.add_argument("name", choices=schemas.NAMES)
    building = commands.add_parser("build", parents=[common], help=say("cli.build", language))
    building.add_argument(
        "--edition", choices=editions.NAMES, default="", help=say("cli.edition", language)
    )
    building.add_argument(
        "--site-dir", type=Path, help=say("cli.site-dir", language), metavar="FOLDER"
    )
    building.add_argument(
        "--no-directory-urls",
        dest="files",
        action="store_true",
        help=say("cli.no-directory-urls", language),
    )
    serving = commands.add_parser("serve", parents=[common], help=say("cli.serve", language))
    serving.add_argument(
        "--edition", choices=editions.NAMES, default="", help=say("cli.edition", language)
    )
    serving.add_argument(
        "--port", type=int, default=8000, help=say("cli.port", language), metavar="8000"
    )
    commands.add_parser("reviews", parents=[common], help=say("cli.reviews", language))
    upgrading = commands.add_parser(
        "upgrade", parents=[common], help=say("upgrade.about", language)
    )
    upgrading.add_argument(
        "--from",
        dest="source",
        default="upstream",
        help=say("upgrade.from", language),
        metavar="ADDRESS",
    )
    upgrading.add_argument("--to", default="", help=say("upgrade.to", language), metavar="1.1.0")
    upgrading.add_argument(
        "--report", type=Path, help=say("upgrade.report", language), metavar="FILE"
    )
    agreeing = commands.add_parser("agree", parents=[common], help=say("cli.agree", language))
    agreeing.add_argument("clauses", nargs="*", metavar="SM-014")
    agreeing.add_argument("--all", action="store_true", help=say("cli.all", language))
    carrying = say("cli.carry-over", language)
    agreeing.add_argument("--carry-over", action="store_true", help=carrying)
    return parser


def build(options: argparse.Namespace) -> int:
    """Write the site, without MkDocs, and say where it is."""
    from polisi.publish.build import BuildError
    from polisi.publish.build import build as build_site

    def tell(message: str) -> None:
        print(message, file=sys.stderr)

    try:
        folder = build_site(
            options.root,
            options.language,
            tell,
            options.edition,
            options.site_dir,
            options.files,
        )
    except BuildError as error:
        tell(str(error))
        return PROBLEMS
    tell(say("cli.built", options.language, folder=str(folder)))
    return OK


def serve(options: argparse.Namespace) -> int:
    """Show the site while it is written, without MkDocs, until Ctrl+C."""
    from polisi.publish import serving

    def tell(message: str) -> None:
        print(message, file=sys.stderr, flush=True)

    gc.enable()  # this process is not short
    try:
        serving.serve(options.root, options.language, tell, options.port, options.edition)
    except OSError as error:
        values = {"port": str(options.port), "detail": str(error.strerror)}
        tell(say("serve.no-port", options.language, **values))
        return COULD_NOT_RUN
    return OK


def check(
    loaded: project.Project, form: Format, language: Language, with_style: bool = False
) -> int:
    """Print every problem, and in the text form their number.

    With ``with_style`` also what could be plainer, and in the text form a table of the texts.
    """
    problems = checks.run(loaded)
    if with_style:
        problems = in_order([*problems, *style.check(loaded)])
    report = render(problems, form, language)
    if report:
        print(report)
    if with_style and form == "text":
        print(f"\n{style.table(loaded, language)}")
    if form == "text":
        print(summary(problems, loaded, language), file=sys.stderr)
    return PROBLEMS if any(p.severity == "error" for p in problems) else OK


def summary(problems: Sequence[Problem], loaded: project.Project, language: Language) -> str:
    """Say in a line how many clauses were checked and how many problems there are."""
    errors = sum(problem.severity == "error" for problem in problems)
    return say(
        "cli.summary",
        language,
        clauses=str(len(loaded.register.clauses)),
        errors=str(errors),
        warnings=str(len(problems) - errors),
    )


def names(loaded: project.Project, language: Language) -> int:
    """Print every form of the school's names, each in a sentence, for the school to confirm."""
    if _report(loaded.unreadable, language):
        return PROBLEMS
    print(say("cli.confirm", language))
    school = loaded.school
    for key in ("school.name", "local_authority.name", "police.name"):
        if name := school.value(key, "cy"):
            print(f"\n{key}: {name}")
            for filter_, sentence in sentences(name, school.forms(name)):
                print(f"  {filter_:<8} {sentence}")
    for key, role in school.roles.items():
        print(f"\nroles.{key}: {role.cy}")
        spoken = sentences(role.cy, school.forms(role.cy), role.feminine, "role")
        for filter_, sentence in spoken:
            print(f"  {filter_:<8} {sentence}")
    return OK


def due(loaded: project.Project, language: Language) -> int:
    """Print the reviews that are overdue or near; 1 when there are any."""
    if _report(loaded.unreadable, language):
        return COULD_NOT_RUN
    items = calendar.due(loaded, today(), language)
    print("\n".join(items) or say("reviews.nothing", language))
    return PROBLEMS if items else OK


def _report(problems: Sequence[Problem], language: Language) -> bool:
    """Print problems that keep a command from being of use; tell whether there are any."""
    if problems:
        print(render(problems, "text", language), file=sys.stderr)
    return bool(problems)


def agree(
    loaded: project.Project, wanted: Sequence[str], everything: bool, language: Language
) -> int:
    """Stamp the texts named, or all of them, as agreed, and print what was stamped.

    Nothing is written when one of the names is unknown or has only one language.
    """
    known = agreement.names(loaded)
    if not wanted and not everything:
        print(say("cli.agree-what", language), file=sys.stderr)
        return COULD_NOT_RUN
    chosen = list(known) if everything else [_known(each, known) for each in wanted]
    refused = []
    for name in chosen:
        if name not in known:
            closest = closest_id(name, known)
            refused.append(say("cli.agree-unknown", language, id=name, suggestion=closest))
        elif agreement.is_alone(known[name]) and not everything:
            refused.append(say("cli.agree-alone", language, id=name))
    if refused:
        print("\n".join(refused), file=sys.stderr)
        return PROBLEMS
    subjects = {name: known[name] for name in chosen}
    return _stamp(loaded, list(agreement.agreements(subjects, language)), language)


def _known(name: str, known: Iterable[str]) -> str:
    """Return a name as it is known: ids and codes are in capitals, files are not."""
    return name if name in known else name.upper() if name.upper() in known else name


def _stamp(loaded: project.Project, agreed: Sequence[agreement.Agreed], language: Language) -> int:
    """Write stamps, and say which."""
    paths = {each.path for each in agreed}
    if _report([each for each in loaded.unreadable if each.path in paths], language):
        return PROBLEMS
    try:
        files = agreement.written(loaded.root, agreed)
    except ValueError as error:
        path, detail = error.args
        _report([Problem("yaml-broken", path, 1, values={"detail": detail})], language)
        return PROBLEMS
    for file, raw in {**files, **agreement.remembered(loaded)}.items():
        file.write_bytes(raw)
    for each in agreed:
        print(say("cli.agreed", language, id=each.name, title=each.title))
    print(say("cli.agreed-count", language, count=str(len(agreed))), file=sys.stderr)
    return OK
