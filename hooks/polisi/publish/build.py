"""From a project's folder to a finished site: read, check, make, write, prove, put in place."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

from polisi import checks, disk, project
from polisi.outputs import offline
from polisi.pages import kinds
from polisi.pages.html.templates import BrokenTemplateError, compiled
from polisi.pages.plan import Plan
from polisi.parallel import Waiting, in_second_process
from polisi.policies import editions, proof, secrets
from polisi.problems import Problem, as_text, in_order, render
from polisi.publish import settings
from polisi.publish.folder import FolderError, Writer, writing
from polisi.publish.settings import EDITION, SITE_ADDRESS, Settings
from polisi.publish.site import Site
from polisi.text.documents import NoProjectError
from polisi.words.languages import Language
from polisi.words.phrases import say
from polisi.yaml_files.mkdocs_file import SettingsError

Say = Callable[[str], None]
"""Tells whoever builds something that is no failure."""
More = Callable[[str], Iterable[tuple[str, str]]]
"""From the name of an edition to further files of it, each with its text."""


class BuildError(Exception):
    """A site that was not built, and why, in words for whoever builds it."""


def build(
    root: Path,
    language: Language,
    tell: Say,
    edition: str = "",
    site_dir: Path | None = None,
    files: bool = False,
) -> Path:
    """Build the site of a project and return its folder.

    ``language`` is that of the messages; ``files``: links name ``index.html``. Raises
    ``BuildError``; the last good site is then as it was.
    """
    lighten()
    gate = Gate.of_folder(root, language, tell)
    chosen = settled(root, language)
    chosen = replace(chosen, files=chosen.files or files)
    target = site_dir or root / chosen.site_dir
    return publish(prepare(gate, chosen, edition), target, language, tell, gate)


def build_each(
    root: Path, language: Language, tell: Say, names: Iterable[str], folder: Path, more: More
) -> Iterator[Path]:
    """Build several editions of a project, each in a folder of its own; yield each when it is done.

    The project is read and checked once. ``more`` says which files an edition has beside its own.
    Raises ``BuildError``; what is not built yet is then as it was.
    """
    lighten()
    gate = Gate.of_folder(root, language, tell)
    chosen = settled(root, language)
    for name in names:
        address = None if name == offline.OPEN else ""  # school.yml has the address of that one
        site = prepare(gate, chosen, name, address)
        yield publish(site, folder / name, language, tell, gate, more(name))


def publish(
    site: Site,
    target: Path,
    language: Language,
    tell: Say,
    gate: Gate,
    more: Iterable[tuple[str, str]] = (),
) -> Path:
    """Write a site, if the gate opens, prove it, and put it in its place; returns that.

    Raises ``BuildError``.
    """
    target = disk.resolved(target)
    try:
        with writing(target, site.root) as folder:
            write(site, folder, language, gate)
            writer = Writer(folder)
            for path, text in more:
                writer.write(path, text)
            prove(site, folder, target.name, language, tell)
    except FolderError as error:
        raise BuildError(say(error.key, language, **error.values)) from error
    return target


def settled(root: Path, language: Language) -> Settings:
    """Read the settings of a project. Raises ``BuildError`` when they can't be read."""
    try:
        return settings.read(root)
    except SettingsError as error:
        raise BuildError(report([error.problem], language)) from error


def lighten() -> None:
    """Let Python look for cycles less often: a build makes few, and looking takes a tenth."""
    gc.enable()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def load(root: Path, language: Language) -> project.Project:
    """Read a project. Raises ``BuildError`` when there is none."""
    try:
        return project.load(root, for_pages=True)
    except NoProjectError as error:
        raise BuildError(say("cli.no-project", language, path=str(error))) from error
    except OSError as error:
        raise BuildError(say("cli.unreadable", language, **disk.told(error))) from error


class Gate:
    """The checks of a project, which say whether its site is made."""

    def __init__(self, loaded: project.Project, language: Language, tell: Say) -> None:
        """``language`` is that of the messages; ``tell`` gets the warnings."""
        self.loaded, self.language, self._tell = loaded, language, tell
        self._ours, self.theirs = checks.halves(loaded, for_pages=True)
        self._is_open = False
        self.codes: Mapping[str, bytes] | None = None
        """What became of the templates, if another process has compiled them."""

    @classmethod
    def of_folder(cls, root: Path, language: Language, tell: Say) -> Gate:
        """Read a project, while another process compiles its templates. Raises ``BuildError``."""
        templates = in_second_process(partial(compiled, root))
        try:
            gate = cls(load(root, language), language, tell)
        except BaseException:
            templates.stop()
            raise
        gate.codes = templates()
        return gate

    def open(self, theirs: Waiting[list[Problem]] | None = None) -> None:
        """Check the project, but once; ``theirs`` waits for the half that another process checks.

        Raises ``BuildError`` with all problems when there are errors.
        """
        if self._is_open:
            return
        found = [*kinds.problems(self.loaded.root), *self._ours()]
        other_half = theirs() if theirs else None
        found = in_order([*found, *(self.theirs() if other_half is None else other_half)])
        if any(problem.severity == "error" for problem in found):
            raise BuildError(report(found, self.language))
        for problem in found:
            self._tell(as_text(problem, self.language))
        self._is_open = True


def prepare(gate: Gate, chosen: Settings, edition: str = "", site_url: str | None = None) -> Site:
    """Make the site of an edition ready to be written; the gate need not be open yet.

    Without ``edition`` and ``site_url`` the environment and school.yml say what they are. Raises
    ``BuildError`` when there is no such edition.
    """
    loaded, name = gate.loaded, edition or os.environ.get(EDITION) or editions.INTRANET
    if problem := settings.unknown_edition(name):
        raise BuildError(report([problem], gate.language))
    if site_url is None:
        site_url = os.environ.get(SITE_ADDRESS) or loaded.school.file.site_address or ""
    try:
        cut = editions.cut(loaded.in_force, name, loaded.beside)
        return Site(loaded, cut, chosen, site_url)
    except Exception:
        gate.open()  # what is wrong with the texts may be why
        raise


def write(site: Site, folder: Path, language: Language, gate: Gate | None = None) -> None:
    """Write every file of a site into a folder, if the gate opens: two processes half each.

    Raises ``BuildError``, also where a template has a mistake.
    """
    try:
        _write(site, folder, gate)
    except BrokenTemplateError as error:
        raise BuildError(report([error.problem], language)) from error


def _write(site: Site, folder: Path, gate: Gate | None) -> None:
    writer = Writer(folder)

    def pages(half: Literal[0, 1]) -> None:
        for address, html in site.half(half):
            writer.write(f"{address}index.html", html)

    site.templates.compile(gate.codes if gate else None)
    their_half = gate.theirs if gate else list
    rest = in_second_process(their_half, then=lambda: pages(1))
    try:
        if gate:
            gate.open(rest)
        for path, source in site.copies():
            writer.copy(path, source)
        pages(0)
        for path, text in site.files():
            writer.write(path, text)
    except BaseException:
        rest.stop()  # it would go on writing into a folder that is about to be deleted
        raise
    if not rest.is_done():  # it failed, or there was none: what is wrong is met here
        pages(1)
    for path, text in site.last_files(folder):
        writer.write(path, text)


def prove(site: Site, folder: Path, label: str, language: Language, tell: Say) -> None:
    """Search the whole output for what the edition leaves out.

    ``label`` is what the folder is called in messages. Raises ``BuildError`` with what was found.
    """
    if note := offline.note(site.plan, language):
        tell(note)
    prove_folder(site.plan, folder, label, language, tell)


def prove_folder(plan: Plan, folder: Path, label: str, language: Language, tell: Say) -> None:
    """Search every file of a folder for what an edition leaves out.

    Raises ``BuildError`` with what was found.
    """
    documents = [document for _, document in plan.written_pages]
    hidden = secrets.collect(
        plan.written, plan.edition, documents, plan.school, plan.hidden_documents
    )
    if not plan.edition.hidden and not hidden.any:
        return
    leaks = list(proof.prove(folder, plan.edition, hidden, label))
    if leaks:
        raise BuildError(report(leaks, language))
    files = sum(not path.endswith("/") for path in proof.inside(folder))
    values = {"edition": plan.edition.name, "files": str(files)}
    values["hidden"] = str(len(plan.edition.hidden))
    key = "editions.proved" if plan.edition.hidden else "editions.no-notes"
    tell(say(key, language, **values))


def report(problems: list[Problem], language: Language) -> str:
    """Write out all problems, for the end of a build that failed."""
    errors = sum(problem.severity == "error" for problem in problems)
    summary = say("site.failed", language, errors=str(errors))
    return f"{render(problems, 'text', language)}\n\n{summary}"
