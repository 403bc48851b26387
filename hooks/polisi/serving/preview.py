"""A site while it is written: each page is made when it is asked for, from what the files say then.

Nothing is built. A file that changed is read again, and what depends on it follows when a page is
asked for; the rules run behind that, in a process of their own, and the pages show what they find.
"""

from __future__ import annotations

import gc
import mimetypes
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from polisi import disk, project
from polisi.data import BrokenDataError
from polisi.memory import Memory
from polisi.pages import kinds
from polisi.pages.html.templates import BrokenTemplateError
from polisi.policies import editions, published, shipped
from polisi.policies.texts import frozen
from polisi.problems import Problem, as_text, in_order, unreadable
from polisi.publish import settings
from polisi.publish.settings import Settings
from polisi.publish.site import NOT_FOUND, Site
from polisi.school.school import FILE as SCHOOL_FILE
from polisi.text.documents import NoProjectError
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say
from polisi.yaml_files import mkdocs_file

FOLDERS = ("docs", "overrides", frozen.FOLDER)
FILES = (SCHOOL_FILE, mkdocs_file.FILE, published.FILE, shipped.FILE)
"""What a site is made of, and what the rules look at, in the project's folder."""
WHOLE = editions.INTRANET
"""The edition that shows everything."""
REMEMBERED = 20_000
"""Results that are kept: several for each policy of a large project, and room for some hours."""
HTML = "text/html; charset=utf-8"

Looks = Mapping[str, disk.Look]
"""Path of each file to what tells whether it has changed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a preview says to a browser."""

    status: int
    type: str
    body: bytes
    location: str = ""
    """Where the browser is sent, from the root of the site."""


class Preview:
    """The site of a project, always up to date. Can be asked from several threads."""

    def __init__(
        self,
        root: Path,
        language: Language,
        site_url: str,
        chosen: Settings | None = None,
        edition: str = "",
    ) -> None:
        """``language`` is that of messages; ``chosen`` stands for mkdocs.yml where that is read.

        Without ``edition`` the environment says which one is shown.
        """
        self.root = root
        self.language = language
        self.site_url = site_url
        self.edition = edition or os.environ.get(settings.EDITION) or WHOLE
        self.problems: Sequence[Problem] = ()
        """What the rules have found, as of the last time that they ran."""
        self.tell: Callable[[str], None] = lambda _: None
        """Is told, once for each change of the files, why there is nothing to see."""
        self._told = ""
        self._chosen = chosen
        self._lock = threading.RLock()
        self._memory = Memory(REMEMBERED)
        self._looks: Looks | None = None
        self.above: Sequence[str] = ()
        """Files from which mkdocs.yml inherits."""
        self._changes = 0
        self._site: Site | None = None
        self._last: Site | None = None
        """The site as it was, when it has to be made anew."""

    def refresh(self) -> int:
        """Look whether a file has changed; return how many times one has been seen to change."""
        with self._lock:
            looks = dict(_looks(self.root, self.above))
            if looks != self._looks:
                before, self._looks = self._looks or {}, looks
                written = (mkdocs_file.FILE, *self.above)
                if any(looks.get(name) != before.get(name) for name in written):
                    self.above = mkdocs_file.files(self.root)[1:]
                    self._looks = dict(_looks(self.root, self.above))
                self._site, self._told = None, ""
                self._changes += 1
            return self._changes

    def show(self, problems: Sequence[Problem]) -> bool:
        """Show what the rules have found; tell whether it is anything new."""
        with self._lock:
            if list(problems) == list(self.problems):
                return False
            self.problems = problems
            self._site = None
            return True

    def answer(self, path: str) -> Answer:
        """Return what is at a path of the site, such as ``policies/`` or ``assets/polisi.css``."""
        with self._lock:
            self.refresh()
            try:
                return self._answer(path)
            except BrokenTemplateError as error:
                return self._sorry(error.problem)
            except BrokenDataError as error:
                return self._sorry(error)
            except OSError as error:
                return self._sorry(self._of_system(error))

    def _answer(self, path: str) -> Answer:
        site = self._made()
        if isinstance(site, Problem | NoProjectError):
            return self._sorry(site)
        address = path.removesuffix("index.html") if _is_index(path) else path
        if not address or address.endswith("/"):
            if site.has_page(address):
                return Answer(200, HTML, _bytes(site.page(address)))
        elif (text := site.file(path)) is not None:
            return Answer(200, _type(path), _bytes(text))
        elif source := site.copy(path):
            return Answer(200, _type(path), source.read_bytes())
        elif site.has_page(f"{address}/"):
            return Answer(302, HTML, b"", f"{address}/")
        return Answer(404, HTML, _bytes(site.file(NOT_FOUND) or ""))

    def _made(self) -> Site | Problem | NoProjectError:
        """Return the site as the files are now, or why there can be none."""
        if self._site is None:
            if problem := settings.unknown_edition(self.edition):
                return problem
            try:
                self._site = self._last = self._make()
                gc.freeze()  # what is kept is not looked at again for cycles
            except NoProjectError as error:
                return error
            except mkdocs_file.SettingsError as error:
                return error.problem
        return self._site

    def _of_system(self, error: OSError) -> Problem:
        """Make a problem of a file that the system does not give."""
        file = Path(error.filename or self.root)
        inside = file.is_relative_to(self.root)
        path = file.relative_to(self.root) if inside else file
        return unreadable(path.as_posix(), error)

    def _make(self) -> Site:
        loaded = project.load(self.root, self._memory)
        chosen = self._chosen or settings.read(self.root)
        found = {*loaded.unreadable, *kinds.problems(self.root), *self.problems}
        cut = editions.cut(loaded.in_force, self.edition, loaded.beside, preview=True)
        chosen = replace(chosen, files=False)
        return Site(
            loaded, cut, chosen, self.site_url, in_order(found), True, self._last, self._memory
        )

    def _sorry(self, why: Problem | NoProjectError | BrokenDataError) -> Answer:
        """Say in both languages why there is nothing to see, on a page that the next save mends."""
        said = {language: _said(why, language) for language in LANGUAGES}
        mine = said.pop(self.language)
        if mine != self._told:
            self._told = mine
            self.tell(mine)
        html = (
            f'<!doctype html>\n<html lang="{self.language}">\n<head><meta charset="utf-8">'
            f"<title>{escape(say('preview.sorry', self.language))}</title></head>\n"
            f"<body><h1>{escape(say('preview.sorry', self.language))}</h1>\n"
            f"<pre>{escape(mine)}</pre>\n"
        )
        for language, text in said.items():
            if text != mine:
                html += (
                    f'<div lang="{language}"><h2>{escape(say("preview.sorry", language))}</h2>\n'
                    f"<pre>{escape(text)}</pre></div>\n"
                )
        return Answer(200, HTML, _bytes(f"{html}</body>\n</html>\n"))


def _said(why: Problem | NoProjectError | BrokenDataError, language: Language) -> str:
    """Say in a language why there is no site; what is wrong with our data says it in both."""
    if isinstance(why, Problem):
        return as_text(why, language)
    if isinstance(why, NoProjectError):
        return say("cli.no-project", language, path=str(why))
    return str(why)


def _bytes(text: str) -> bytes:
    """Return a text as it is sent; a page may name a file whose name is no text."""
    return text.encode("utf-8", errors="backslashreplace")


def _type(path: str) -> str:
    """Return the type of a file by its name."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _is_index(path: str) -> bool:
    return path == "index.html" or path.endswith("/index.html")


def _looks(root: Path, above: Iterable[str]) -> Iterator[tuple[str, disk.Look]]:
    """Yield each file that a site is made of with what tells whether it has changed."""
    for name in (*FILES, *above):
        try:
            yield name, disk.look((root / name).stat())
        except OSError:  # it is not there
            continue
    open_folders = [str(root / name) for name in FOLDERS]
    while open_folders:
        try:
            entries = list(os.scandir(open_folders.pop()))
        except OSError:
            continue
        for entry in entries:
            try:
                if entry.is_dir():
                    open_folders.append(entry.path)
                else:
                    yield entry.path, disk.look(entry.stat())
            except OSError:
                yield entry.path, (0, 0, 0)
