"""The rule for templates: each can be used. A build stops at one that can't; it is told before.

What a template calls is known only when a page is made: a word, a value that is not there.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from polisi import disk
from polisi.checks import files
from polisi.checks.leaks.templates import COMMENTS, SUFFIXES
from polisi.facts.pages import CONTENT, OUTER, TEMPLATES, without_template
from polisi.problems import Problem, not_utf8, unreadable
from polisi.project import Project

if TYPE_CHECKING:
    from jinja2 import Environment

Mistake = tuple[int, str]
"""A line, and what is wrong with it."""
Used = tuple[int, str]
"""A line, and the name of the template that is called there."""


def check(project: Project) -> Iterator[Problem]:
    """Find templates that have a mistake in them, and those that are not there."""
    if not files.builds_sites(project.root):
        return
    folder = project.root / TEMPLATES
    if not (folder / CONTENT).is_dir():  # nor need the rest be looked at
        yield from without_template(project.root)
        return
    closed: list[OSError] = []
    for above, _, names in os.walk(folder, onerror=closed.append):
        for name in sorted(names):
            try:
                yield from _of_file(folder, Path(above, name))
            except OSError as error:
                closed.append(error)
    for each in closed:
        path = Path(str(each.filename)).relative_to(project.root).as_posix()
        yield unreadable(path, each)
    if closed:
        return
    yield from without_template(project.root)
    for path in OUTER:
        if not (folder / path).is_file():
            yield _broken(path, (1, f"{path} ?"))


def _of_file(folder: Path, file: Path) -> Iterator[Problem]:
    """Check a file, which is a template or must only be readable. Raises ``OSError``."""
    if not os.access(file, os.R_OK) and file.exists():
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
    path, look = file.relative_to(folder).as_posix(), disk.look(file.stat())
    if (PurePosixPath(path).parent.as_posix(), file.suffix) in COMMENTS:
        yield from _in_utf8(file, f"{TEMPLATES}/{path}")
    if file.suffix not in SUFFIXES:
        return
    mistakes, used = _read(file, look)
    for mistake in mistakes:
        yield _broken(path, mistake)
    for line, name in used:
        if not _is_there(folder, name):
            yield _broken(path, (line, f"{name} ?"))


def _in_utf8(file: Path, path: str) -> Iterator[Problem]:
    """Check a script or a style sheet, which a site has without its comments."""
    try:
        disk.read(file).decode("utf-8")
    except UnicodeDecodeError as error:
        yield not_utf8(path, error)


def _broken(path: str, mistake: Mistake) -> Problem:
    line, detail = mistake
    return Problem("template-broken", f"{TEMPLATES}/{path}", line, values={"detail": detail})


def _is_there(folder: Path, name: str) -> bool:
    return any(os.path.isfile(folder / below / name) for below in (CONTENT, ""))  # noqa: PTH113


@lru_cache(maxsize=1_024)  # a preview asks whenever a page is saved
def _read(file: Path, look: disk.Look) -> tuple[Sequence[Mistake], Sequence[Used]]:
    """Return the mistakes in a template, and which others it uses.

    ``look`` tells whether it is another one than before. Raises ``OSError``.
    """
    from jinja2 import nodes
    from jinja2.exceptions import TemplateSyntaxError

    environment = _environment()
    try:
        parsed = environment.parse(disk.read(file).decode("utf-8"))
    except TemplateSyntaxError as error:
        return [(error.lineno, str(error.message).split("\n")[0])], []
    except UnicodeDecodeError as error:
        return [(1, str(error))], []
    calls = (nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include)
    unknown, used = list[Mistake](), list[Used]()
    for each in parsed.find_all((nodes.Filter, *calls)):
        if isinstance(each, nodes.Filter):
            if each.name not in environment.filters:
                unknown.append((each.lineno, f"No filter named {each.name!r}."))
        elif isinstance(named := getattr(each, "template", None), nodes.Const):
            used.append((each.lineno, str(named.value)))
    return unknown, used


@cache
def _environment() -> Environment:
    """Return what reads templates, which most projects need for nothing else."""
    from jinja2 import Environment

    return Environment(autoescape=True, optimized=False)
