"""The proof that an edition gives away nothing that it leaves out.

What an edition leaves out is cut into what would give it away (ids, titles, runs of words); what it
shows is taken out of that again; the rest must stand in no file of the site.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path

from polisi.model import LANGUAGES, REFERENCE, Clause, Document, Language, Register
from polisi.parallel import in_second_process
from polisi.policies.editions import Edition
from polisi.problems import Problem
from polisi.text.drafting import split, without_drafting

RUN = 6
"""Words in a row that don't occur twice by chance."""
WORD = re.compile(r"[^\W_]+")
APART = re.compile(r"\0|\n[ ]*(?=\n)|\n[ ]*(?:[-+*]|\d+\.)[ ]|\|")
"""What ends a paragraph, an item or a cell in Markdown; a NUL stands for a reference."""
TAG = re.compile(r"<[^>]*>")
BLOCK_TAG = re.compile(
    r"</?(?:p|[uod]l|li|d[dt]|t[dhr]|table|caption|h[1-6]|div|section|summary|details|label|legend"
    r"|fieldset|title|nav|header|footer|main|blockquote|pre)\b[^>]*>|</a>\s*,\s*<a\b[^>]*>"
    r"|<span class=\"tip\"[^>]*>|</span>",
    re.IGNORECASE,
)
"""Where a text ends and another one begins, so that words on both sides are no run. Links in a row
are such texts, too, and so is what shows on hover: their words meet by chance."""
SPOKEN_ATTRIBUTE = re.compile(r"""(?:title|alt|content|aria-label)="([^"]*)""")
"""What separates texts that stand by themselves, whether or not the quotation marks pair up."""
ID = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2,4}-\d{3}(?!\d)")
CODE_SUFFIXES = {".js", ".css", ".map"}
DATA_SCRIPT = re.compile(r"\w+\((\{.*\})\)\s*", re.DOTALL)
"""A script that hands data to a function and does nothing else, such as the search's."""


TEXTS_REMEMBERED = 50_000
"""Pages share most of their texts, and what has been searched once need not be again."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What gives an excluded clause away, each with the id of the clause."""

    titles: Mapping[str, str]
    runs: Mapping[int, str]
    """By the hash of a run of words, of which a large site has millions."""
    notes: Mapping[int, str] = field(default_factory=dict)
    """Runs of words of drafting notes, in the same way."""


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each six words in a row of a text."""
    words = _words(text)
    for start in range(len(words) - RUN + 1):
        yield tuple(words[start : start + RUN])


def _runs_in_parts(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each six words in a row that stand in one paragraph, item or cell of a text."""
    for part in APART.split(text):
        yield from _runs(part)


Fill = Callable[[str, Language], str]
"""Puts the school's values into a text: what a site shows is filled in."""


def _texts(clause: Clause, fill: Fill) -> Iterator[str]:
    for language, passage in clause.texts.items():
        yield fill(passage.title, language)
        yield fill(REFERENCE.sub("\0", without_drafting(passage.body)), language)


def _titles(register: Register, fill: Fill) -> Iterator[tuple[str, str]]:
    """Yield every title of a register (policies, sections, clauses) with an id to report it by."""
    for policy in register.policies.values():
        for language in LANGUAGES:
            yield fill(policy.titles.get(language, ""), language), policy.code
            yield fill(policy.summaries.get(language, ""), language), policy.code
            for section in policy.sections:
                yield fill(section.titles.get(language, ""), language), section.id
            for clause in policy.clauses:
                if language in clause.texts:
                    yield fill(clause.texts[language].title, language), clause.id


def secrets(
    whole: Register, edition: Edition, pages: Iterable[Document], shown: Iterable[str], fill: Fill
) -> Secrets:
    """Collect what must not be found: what the edition leaves out, and drafting notes.

    ``pages`` are the pages that are no policies, ``shown`` other texts that are published anyway.
    """
    pages = list(pages)
    shown = [*shown, *_public(pages, fill)]
    titles_shown = [title for title, _ in _titles(edition.register, fill)]
    sections = (s for policy in edition.register.policies.values() for s in policy.sections)
    shown = [*shown, *titles_shown, *(section.id for section in sections)]
    cells = (
        part
        for clause in edition.register.clauses.values()
        for text in _texts(clause, fill)
        for part in APART.split(text)
    )
    public = {" ".join(_words(text)) for text in chain(shown, cells)}
    titles = {
        key: id_
        for title, id_ in _titles(whole, fill)
        if (key := " ".join(_words(title))) not in public
    }
    runs = {
        hash(run): id_
        for id_ in edition.hidden & whole.clauses.keys()
        for text in _texts(whole.clauses[id_], fill)
        for run in _runs_in_parts(text)
    }
    notes = {
        hash(run): where
        for where, text in _notes(whole, pages, fill)
        for run in _runs_in_parts(text)
    }
    # What is shown is taken out across paragraphs too: plain text joins them.
    public_texts = _shown_texts(edition.register, fill)
    for text in chain(public_texts, shown) if runs or notes else ():
        for run in _runs(text):
            runs.pop(hash(run), None)
            notes.pop(hash(run), None)
    return Secrets(titles if edition.hidden else {}, runs, notes)


def _shown_texts(register: Register, fill: Fill) -> Iterator[str]:
    """Yield every text of a register's clauses, as written and with the titles that it cites."""
    for clause in register.clauses.values():
        yield from _texts(clause, fill)
        for language, passage in clause.texts.items():
            if "[" in passage.body:
                yield fill(_with_titles(passage.body, register, language), language)


def _with_titles(body: str, register: Register, language: Language) -> str:
    def title(found: re.Match[str]) -> str:
        cited = register.clauses.get(register.instead.get(found[1], found[1]))
        return cited.title(language) if cited else "\0"

    return REFERENCE.sub(title, without_drafting(body))


def _public(pages: Iterable[Document], fill: Fill) -> Iterator[str]:
    for page in pages:
        for text in (page.text("title"), page.text("summary"), without_drafting(page.body)):
            yield fill(text, page.language)


def _notes(whole: Register, pages: Iterable[Document], fill: Fill) -> Iterator[tuple[str, str]]:
    """Yield each drafting note with where it stands: a clause's id, or a page's path."""
    for clause in whole.clauses.values():
        for language, passage in clause.texts.items():
            for note in split(passage.body).notes:
                yield clause.id, fill(note.text, language)
    for page in pages:
        for note in split(page.body).notes:
            yield page.path, fill(note.text, page.language)


def prove(site: Path, edition: Edition, found: Secrets, label: str) -> Iterator[Problem]:
    """Search every file of a built site for what the edition leaves out.

    Yields a problem for each file and clause given away; ``label`` is what the folder is called
    in messages.
    """

    def leaks(files: list[Path]) -> list[Problem]:
        search = _Search(edition, found)
        return [leak for file in files for leak in _leaks(file, site, label, search)]

    files = sorted(site.rglob("*"))
    # The folder of one language and the rest share few texts: a process for each.
    apart = [file for file in files if file.relative_to(site).parts[0] in LANGUAGES]
    theirs = in_second_process(lambda: leaks(apart))
    mine = leaks([file for file in files if file.relative_to(site).parts[0] not in LANGUAGES])
    found_apart = theirs()
    yield from mine
    yield from leaks(apart) if found_apart is None else found_apart


def _leaks(file: Path, site: Path, label: str, search: _Search) -> Iterator[Problem]:
    path = f"{label}/{file.relative_to(site).as_posix()}"
    for what, id_, text in _in_name(path, search.edition):
        yield _leak(path, search.edition, what, id_, text)
    if file.is_file() and not _is_binary(file):
        for what, id_, text in search.file(file):
            yield _leak(path, search.edition, what, id_, text)


def _is_binary(file: Path) -> bool:
    with file.open("rb") as opened:
        return b"\0" in opened.read(1024)


def _leak(path: str, edition: Edition, what: str, id_: str, text: str) -> Problem:
    if what == "note":
        clause = id_ if ID.fullmatch(id_) else ""
        return Problem("drafting-leak", path, 1, clause, {"path": path, "text": text})
    values = {"edition": edition.name, "id": id_, "text": text}
    return Problem(f"edition-leak-{what}", path, 1, id_, values)


def _in_name(path: str, edition: Edition) -> Iterator[tuple[str, str, str]]:
    for id_ in {found.upper() for found in ID.findall(path)} & edition.hidden:
        yield "id", id_, path


class _Search:
    """Looks for secrets in files; remembers the texts that it has looked at."""

    def __init__(self, edition: Edition, found: Secrets) -> None:
        self.edition = edition
        self.found = found
        self.runs = lru_cache(TEXTS_REMEMBERED)(self._runs)
        self.title = lru_cache(TEXTS_REMEMBERED)(self._title)

    def _runs(self, text: str) -> tuple[tuple[str, str, str], ...]:
        """Return what a text gives away by its words: what, whose id, and the words."""
        given = []
        for run in _runs(html.unescape(text)):
            key = hash(run)
            if id_ := self.found.runs.get(key, ""):
                given.append(("text", id_, " ".join(run)))
            if where := self.found.notes.get(key, ""):
                given.append(("note", where, " ".join(run)))
        return tuple(given)

    def _title(self, text: str) -> str:
        """Return the id of the clause whose title a text is, or an empty string."""
        return self.found.titles.get(" ".join(_words(html.unescape(text))), "")

    def file(self, file: Path) -> Iterator[tuple[str, str, str]]:
        """Yield what a file gives away, each clause once: what, whose id, and the words."""
        raw = file.read_text(encoding="utf-8-sig", errors="replace")
        given: dict[tuple[str, str], str] = {}
        for id_ in ID.findall(raw) if self.edition.hidden else ():
            if id_.upper() in self.edition.hidden:
                given.setdefault(("id", id_.upper()), id_)
        suffix = file.suffix.lower()
        strings = [raw]
        if suffix == ".js" and (data := DATA_SCRIPT.fullmatch(raw)):
            raw, suffix = data[1], ".json"
        if suffix == ".json":
            with suppress(ValueError):  # a school's own file, and not JSON
                strings = list(_json_strings(json.loads(raw)))
                raw = "\n".join(strings)
        elif suffix == ".csv":
            with suppress(csv.Error):  # a quotation mark that nothing closes
                strings = [cell for row in csv.reader(io.StringIO(raw, newline="")) for cell in row]
        blocks = (block for string in strings for block in BLOCK_TAG.split(string))
        for block in chain(blocks, SPOKEN_ATTRIBUTE.findall(raw)):
            for what, id_, words in self.runs(TAG.sub(" ", block)):
                given.setdefault((what, id_), words)
        cells = strings if suffix == ".csv" else []
        for string in chain(cells, _strings(raw, suffix)) if self.found.titles else ():
            if id_ := self.title(string):
                given.setdefault(("title", id_), string.strip())
        for (what, id_), words in given.items():
            yield what, id_, words


def _strings(raw: str, suffix: str) -> Iterator[str]:
    """Yield what stands by itself: text between tags, quoted values, cells, lines."""
    if suffix in CODE_SUFFIXES:  # words of a program are nobody's title
        return
    yield from TAG.split(raw)
    yield from TAG.sub(" ", raw).split("\n")
    yield from SPOKEN_ATTRIBUTE.findall(raw)


def _json_strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _json_strings(item)
        case dict():
            for key, item in value.items():
                yield str(key)
                yield from _json_strings(item)
