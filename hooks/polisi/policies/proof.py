"""The proof of an edition: every file of a finished site is searched for what it must not say.

The same lines stand on many pages, so what was searched once is remembered.
"""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import chain, repeat
from pathlib import Path

from polisi.markup.syntax import REFERENCE
from polisi.parallel import in_second_process
from polisi.policies.editions import Edition
from polisi.policies.secrets import Secrets, runs, words
from polisi.problems import Problem
from polisi.text.files import office
from polisi.words.languages import LANGUAGES

TAG = re.compile(r"<(?!!--)[^>]*>|<!--|-->")
"""Marks, but not what stands in a comment: everybody can read that in the file."""
BLOCK = (
    r"(?:p|[uod]l|li|d[dt]|t[dhr]|table|caption|h[1-6]|div|section|summary|details|label|legend"
    r"|fieldset|title|nav|header|footer|main|blockquote|pre)"
)
BLOCK_TAG = re.compile(
    rf"<!--|-->|</?{BLOCK}\b[^>]*>|</a>\s*,\s*<a\b[^>]*>|<span class=\"tip\"[^>]*>|</span>",
    re.IGNORECASE,
)
"""Where a text ends and another one begins, so that words on both sides are no run. Links in a row
are such texts, too, and so is what shows on hover: their words meet by chance."""
BLOCK_LINE = re.compile(rf"\n(?=[ ]*</?{BLOCK}\b)")
"""A line that starts with the tag of a block: pages share what lies between two of them."""
NEW_LINE = re.compile(r"\r\n?")
SPOKEN_ATTRIBUTE = re.compile(r"""(?:title|alt|content|aria-label)="([^"]*)""")
"""What separates texts that stand by themselves, whether or not the quotation marks pair up."""
ANY_ATTRIBUTE = re.compile(r"""[\w:-]+\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""")
"""Of a picture: programs write names of layers and files into attributes of their own."""
ID = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2,4}-\d{3}(?!\d)")
END_OF_ID = re.compile(r"-\d{3}(?!\d)")
WORDS_IN_ATTRIBUTE = re.compile(r"""=\s*["'][^"'<>]*?[^\W\d_]{2,}[-_ ][^\W\d_]{2,}""")
CODE_SUFFIXES = {".js", ".css", ".map"}
MARKED_SUFFIXES = {".html", ".xml", ".svg"}
DATA_SCRIPT = re.compile(r"\w+\((\{.*\})\)\s*", re.DOTALL)
"""A script that hands data to a function and does nothing else, such as the search's."""

MANY = 100
"""Files in the folder of a language above which a second process is worth its start."""

Given = tuple[str, str, str]
"""What gives something away: a kind (``id``, ``title``, ``text``, ``note``), an id, the words."""


def prove(site: Path, edition: Edition, secrets: Secrets, label: str) -> Iterator[Problem]:
    """Search every file of a built site for what the edition leaves out.

    Yields a problem for each file and clause given away; ``label`` is what the folder is called
    in messages. Of a large site a second process searches what lies in the folder of a language.
    """
    paths = inside(site)
    there = [path for path in paths if path.partition("/")[0] in LANGUAGES]
    if len(there) < MANY:
        there = []
    here = sorted({*paths} - {*there})

    def search(some: Sequence[str]) -> list[Problem]:
        one = Search(edition, secrets)  # for all of them: pages show the same texts
        return [leak for path in some for leak in _leaks(site, path, label, one)]

    theirs = in_second_process(lambda: search(there)) if there else list
    mine, found = search(here), theirs()
    yield from sorted([*mine, *(search(there) if found is None else found)], key=_path)


def _path(problem: Problem) -> str:
    return problem.path


def inside(folder: Path) -> list[str]:
    """List what is in a folder and in those in it, in order; what is no file ends with a slash."""
    return sorted(_inside(str(folder), ""))


def _inside(folder: str, below: str) -> Iterator[str]:
    with os.scandir(folder) as entries:  # a path object for each file takes much longer
        for entry in entries:
            path = below + entry.name
            yield path if entry.is_file() else f"{path}/"
            if entry.is_dir(follow_symlinks=False):
                yield from _inside(entry.path, f"{path}/")


def _leaks(site: Path, inner: str, label: str, search: Search) -> Iterator[Problem]:
    path = f"{label}/{inner.rstrip('/')}"
    for what, id_, text in in_name(path, search.edition):
        yield leak(path, search.edition, what, id_, text)
    if not inner.endswith("/"):
        for what, id_, text in search.file(f"{site}/{inner}"):
            yield leak(path, search.edition, what, id_, text)


def leak(path: str, edition: Edition, what: str, id_: str, text: str, line: int = 1) -> Problem:
    """Say what a file gives away: ``what`` is the kind, ``id_`` whose words they are."""
    if what == "note":
        clause = id_ if ID.fullmatch(id_) else ""
        return Problem("drafting-leak", path, line, clause, {"path": path, "text": text})
    values = {"edition": edition.name, "id": id_, "text": text}
    return Problem(f"edition-leak-{what}", path, line, id_ if ID.fullmatch(id_) else "", values)


def in_name(path: str, edition: Edition) -> Iterator[Given]:
    """Yield what the path of a file gives away."""
    for id_ in {found.upper() for found in ID.findall(path)} & edition.hidden:
        yield "id", id_, path


def _said_once(edition: Edition) -> set[str]:
    """Return the numbers that adopted texts tell these readers, who could see those clauses then.

    Nobody edits an adopted text, so a clause that is closed to them later stays named in it.
    """
    versions = chain.from_iterable(edition.adopted.values())
    return {
        id_.upper()
        for version in versions
        for clause in version.policy.clauses
        for passage in clause.texts.values()
        for id_ in ID.findall(REFERENCE.sub("", passage.body))
    }


class Search:
    """Looks in files for what an edition leaves out; remembers what it has looked at."""

    def __init__(self, edition: Edition, secrets: Secrets) -> None:
        self.edition = edition
        self.secrets = secrets
        self._hidden = edition.hidden - _said_once(edition)
        self._keys = secrets.runs.keys() | secrets.notes.keys()
        self._in_text = cache(self._look_at_text)
        self._in_block = cache(self._look_at_block)
        self._title = cache(self._look_up)

    def file(self, file: str) -> Iterator[Given]:
        """Yield what a file gives away, each clause once for each way."""
        yield from _each_once(self._in_file(file))

    def string(self, text: str, suffix: str) -> Iterator[Given]:
        """Yield what the text of a file of a kind gives away, each clause once for each way."""
        yield from _each_once(self._in_string(text, suffix))

    def _in_file(self, file: str) -> Iterator[Given]:
        with open(file, "rb") as opened:  # noqa: PTH123 (a path object for each file takes longer)
            raw = text_of(opened.read())
        yield from self._in_string(raw, os.path.splitext(file)[1].lower())  # noqa: PTH122

    def _in_string(self, raw: str, suffix: str) -> Iterator[Given]:
        if suffix in MARKED_SUFFIXES:
            strings = BLOCK_LINE.split(raw)
            if suffix == ".svg":
                strings += ["".join(values) for values in ANY_ATTRIBUTE.findall(raw)]
        else:
            yield from self._ids(raw)
            if suffix == ".js" and (data := DATA_SCRIPT.fullmatch(raw)):
                raw, suffix = data[1], ".json"
            strings = _strings(raw, suffix)
        has_titles = suffix not in CODE_SUFFIXES  # words of a program are nobody's title
        yield from chain.from_iterable(map(self._in_text, strings, repeat(has_titles)))

    def _look_at_text(self, text: str, has_titles: bool) -> list[Given]:
        """List what a text gives away by numbers, by words in a row, and as a title."""
        given = list(self._ids(text))
        spoken = SPOKEN_ATTRIBUTE.findall(text) if "=" in text else []
        blocks = chain(BLOCK_TAG.split(text), spoken)
        given += chain.from_iterable(map(self._in_block, blocks))
        if self.secrets.titles and has_titles:
            strings = chain(TAG.split(text), TAG.sub(" ", text).split("\n"), spoken)
            titles = filter(self._title, strings)
            given += [("title", self._title(each), each.strip()) for each in titles]
        return given

    def _ids(self, text: str) -> Iterator[Given]:
        may_have = self._hidden and END_OF_ID.search(text)  # most texts have none
        for id_ in ID.findall(text) if may_have else ():
            if id_.upper() in self._hidden:
                yield "id", id_.upper(), id_

    def _look_at_block(self, block: str) -> Sequence[Given]:
        text = html.unescape(TAG.sub(" ", block))
        if self._keys.isdisjoint(map(hash, runs(text))):
            return ()
        kinds = (("text", self.secrets.runs), ("note", self.secrets.notes))
        return [
            (what, keys[key], " ".join(run))
            for run in runs(text)
            for key in [hash(run)]
            for what, keys in kinds
            if key in keys
        ]

    def _look_up(self, text: str) -> str:
        """Return the id whose title a text is, or an empty string."""
        found = words(html.unescape(text)) if text and not text.isspace() else []
        return self.secrets.titles.get(" ".join(found), "") if found else ""


def _each_once(found: Iterable[Given]) -> Iterator[Given]:
    given: dict[tuple[str, str], str] = {}
    for what, id_, said in found:
        given.setdefault((what, id_), said)
    for (what, id_), said in given.items():
        yield what, id_, said


def text_of(stored: bytes) -> str:
    """Return the text that a file holds; nothing of one that holds none."""
    if stored.startswith(office.START):
        return office.words_of(stored)
    encoding = "utf-16" if stored.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in stored[:1024]:
        return ""
    return NEW_LINE.sub("\n", stored.decode(encoding, errors="replace"))


def has_words(text: str) -> bool:
    """Tell whether anything in a text could be a secret."""
    spoken = SPOKEN_ATTRIBUTE.search(text) or WORDS_IN_ATTRIBUTE.search(text)
    return bool(spoken or words(TAG.sub(" ", text)))


def _strings(raw: str, suffix: str) -> list[str]:
    """List the texts that stand in a file without marks; the whole where it can't be read."""
    if suffix == ".json":
        with suppress(ValueError):  # a school's own file, and not JSON
            return list(_json_strings(json.loads(raw)))
    elif suffix == ".csv":
        with suppress(csv.Error):  # a quotation mark that nothing closes
            return [cell for row in csv.reader(io.StringIO(raw, newline="")) for cell in row]
    return [raw]


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
