"""The templates (``overrides``): one environment for all, and the words that they call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from traceback import walk_tb

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import TemplateSyntaxError
from markupsafe import Markup

from polisi import disk
from polisi.facts.pages import CONTENT, OUTER, TEMPLATES
from polisi.markup.marks import CLAUSE_MARK, LINK_MARK, mark
from polisi.model import Audience
from polisi.pages import papers
from polisi.problems import Problem, not_utf8, unreadable
from polisi.words import welsh
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.phrases import of_kind, say, table


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a page's contents."""

    id: Markup
    title: Markup
    level: int


def entry(id_: str, title: str, level: int) -> Entry:
    """Make an entry that templates need not escape again."""
    return Entry(Markup(escape(id_)), Markup(escape(title)), level)


@dataclass(frozen=True, slots=True)
class Made:
    """What a kind of page gives its template, and what it needs besides."""

    values: Mapping[str, object]
    contents: Sequence[Entry] = ()
    body: str = ""
    """HTML with all links closed, which follows what the template says."""
    is_wide: bool = False
    """Whether the page needs the room in which others have their contents."""


DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""What a page may load and do (W3C, Content Security Policy Level 3).

Our pages have all their scripts in files, so a server can forbid the others (``servers/``), and a
page says so itself for web hosts that send no headers of ours.
"""
HEADER = "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items())
"""The policy as a server sends it; a test compares the samples in ``servers/`` with it."""
_META = HEADER.rpartition("; frame-ancestors")[0]  # a page can't say who may frame it
META = f'<meta http-equiv="Content-Security-Policy" content="{_META}">'
"""The policy as a page states it, for web hosts that send no headers of ours."""


class BrokenTemplateError(Exception):
    """A template that could not be used, as a problem with its file and line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def text_of(file: Path, path: str) -> str:
    """Return the text of a style sheet or a script; ``path`` is what messages call it.

    Raises ``BrokenTemplateError`` when it can't be read.
    """
    try:
        return disk.read(file).decode("utf-8")
    except OSError as error:
        raise BrokenTemplateError(unreadable(path, error)) from error
    except UnicodeDecodeError as error:
        raise BrokenTemplateError(not_utf8(path, error)) from error


class Compiled(BytecodeCache):
    """What became of templates, in memory: jinja2 takes it for the very text it was made of."""

    def __init__(self, codes: Mapping[str, bytes]) -> None:
        """``codes`` is what another process has made."""
        self.codes = dict(codes)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what became of it, if anything did."""
        if code := self.codes.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what became of a template."""
        self.codes[bucket.key] = bucket.bytecode_to_string()


def compiled(root: Path) -> Mapping[str, bytes]:
    """Compile all templates of a project for another process. Raises ``BrokenTemplateError``."""
    return Templates(root).compile()


class Templates:
    """Renders the templates, which escape every value that is not HTML already."""

    def __init__(
        self,
        root: Path,
        sheets: Sequence[str] = (),
        states_content_policy: bool = True,
        may_change: bool = False,
    ) -> None:
        """``root`` is the project's folder; ``sheets`` are the style sheets of pages without the
        site's frame; ``states_content_policy``: each page says what it may load; ``may_change``:
        the templates' files are looked at again each time.
        """
        self._folder = disk.resolved(root / TEMPLATES)
        self._environment = Environment(
            loader=FileSystemLoader([self._folder / CONTENT, self._folder]),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            cache_size=-1,
            auto_reload=may_change,
            optimized=False,  # it takes longer than what it saves: a page's constants are few
        )
        content_policy = Markup(META if states_content_policy else "")
        self._environment.globals |= {
            "sheets": sheets,
            "content_policy": content_policy,
            "to": to,
            "clause_link": clause_link,
        }
        self._words = {language: Words(language) for language in LANGUAGES}

    def words(self, language: Language) -> Words:
        """Return what templates call to get a phrase."""
        return self._words[language]

    def render(self, template: str, language: Language, **values: object) -> str:
        """Render a template in a language. Raises ``BrokenTemplateError``."""
        words = self._words[language]
        try:
            loaded = self._environment.get_template(template)
            return loaded.render(
                t=words,
                language=language,
                other_language=other(language),
                date=words.date,
                **values,
            )
        except BrokenTemplateError:
            raise
        except Exception as error:
            raise BrokenTemplateError(self._problem(template, error)) from error

    def compile(self, codes: Mapping[str, bytes] | None = None) -> Mapping[str, bytes]:
        """Compile all templates of pages, so that no other process has to do it again.

        Takes and returns what became of each. Raises ``BrokenTemplateError``.
        """
        self._environment.bytecode_cache = memory = Compiled(codes or {})
        for name in self._environment.list_templates(filter_func=_is_of_pages):
            try:
                self._environment.get_template(name)
            except Exception as error:
                raise BrokenTemplateError(self._problem(name, error)) from error
        return memory.codes

    def _problem(self, template: str, error: Exception) -> Problem:
        """Say in which line of which template something went wrong, and what."""
        if isinstance(error, OSError) and error.filename:
            return unreadable(self._name(Path(error.filename)), error)
        places = list(self._places(error))
        if isinstance(error, TemplateSyntaxError):
            path, line = error.filename or template, error.lineno
        elif places:
            path, line = places[-1]
        else:
            path, line = template, 1
        file = self._folder / CONTENT / path  # an absolute one stays what it is
        if not file.is_file() and (template in OUTER or (self._folder / path).is_file()):
            file = self._folder / path
        detail = str(error)
        if isinstance(error, TemplateNotFound):
            detail = f"{error.name} ?"
        elif isinstance(error, KeyError):
            detail = f"{error.args[0]} ?"
        values = {"detail": detail.split("\n")[0]}
        return Problem("template-broken", self._name(file), line, values=values)

    def _name(self, file: Path) -> str:
        """Return the path of a template from the project's folder."""
        return file.relative_to(self._folder.parent).as_posix()

    def _places(self, error: Exception) -> Iterator[tuple[str, int]]:
        """Yield the lines of templates that an error came through, the outermost first."""
        for frame, line in walk_tb(error.__traceback__):
            path = frame.f_code.co_filename
            if path.startswith(str(self._folder)):
                yield path, line


def _is_of_pages(name: str) -> bool:
    """Tell whether pages are made with a file; content is called without its folder."""
    others = (f"{CONTENT}/", f"{papers.FOLDER}/")
    return name.endswith((".html", ".xml")) and not name.startswith(others)


class Words:
    """What templates call to get a phrase: ``t('policy.owner')``."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.note_titles = {
            key.partition(".")[2]: phrase[language]
            for key, phrase in table().items()
            if key.startswith("note.")
        }
        """Titles of notes (``!!! warning``) by kind."""
        self._escaped = {key: Markup(escape(phrase[language])) for key, phrase in table().items()}

    def __call__(self, key: str, **values: str) -> Markup:
        """Return a phrase, ready for HTML; ``values`` are escaped."""
        phrase = self._escaped[key]
        return phrase.format_map(values) if values else phrase

    def of_kind(self, key: str, kind: str, **values: str) -> Markup:
        """Return a phrase as it is on a policy, a form or letters."""
        return self(of_kind(key, kind), **values)

    def date(self, iso: str) -> str:
        """Write a date in words."""
        return welsh.date(iso, self.language)

    def audience(self, name: Audience) -> Markup:
        """Return an audience's name for a label."""
        return self._escaped[f"audience.{name}"]

    def say_in(self, language: Language, key: str) -> Markup:
        """Return a phrase in a language."""
        return Markup(escape(say(key, language)))

    def in_other(self, key: str) -> Markup:
        """Return a phrase in the other language."""
        return Markup(escape(say(key, other(self.language))))


def to(address: str) -> Markup:
    """Leave a place open for a link to an address of the site."""
    return Markup(mark(LINK_MARK, address))


def clause_link(id_: str) -> Markup:
    """Leave a place open for the address of a clause."""
    return Markup(mark(CLAUSE_MARK, id_))
