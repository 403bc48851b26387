"""The rule for what every edition is made with: templates, scripts and the settings of the site.

What they say stands on the pages of every edition. A build finds there what an edition leaves out;
here it is said where it stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path, PurePath, PurePosixPath

from polisi import disk
from polisi.checks.editions import line_of, search_of
from polisi.policies import editions, proof, secrets
from polisi.problems import Problem
from polisi.project import Project
from polisi.text import mkdocs_file
from polisi.text.comments import IN_SCRIPT, IN_STYLES
from polisi.text.parts import parts

FOLDER = "overrides"
ADDRESSES = ("extra_css", "extra_javascript")
"""Settings that every page says: where its style sheets and its scripts are."""
TEMPLATES = (".html", ".xml")
SUFFIXES = (*TEMPLATES, ".css", ".js", ".json", ".svg", ".txt")
COMMENTS = {("assets", ".js"): IN_SCRIPT, ("assets/styles", ".css"): IN_STYLES}
"""What a site leaves out of its scripts and style sheets; others it copies as they are."""
JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
Said = tuple[str, ...]
"""A run of words, a title or a number."""
END = "<p>"
"""Where a text may end, for who looks for words in a row."""
A_WORD = "x\N{LATIN SMALL LETTER KRA}x"
"""A word that no text has, for one that a template puts in."""


def check(project: Project) -> Iterator[Problem]:
    """Find in what every edition is made with the words that an edition leaves out."""
    texts = _telling(_texts(project), project)
    for name in editions.NAMES if texts else ():
        cut = editions.cut(project.in_force, name, project.beside)
        search = search_of(project, cut)
        for path, text in texts.items():
            for what, id_, said in search.string(text, PurePosixPath(path).suffix.lower()):
                yield proof.leak(path, cut, what, id_, said, line_of(said, text))


def _texts(project: Project) -> dict[str, str]:
    """Return what each file says on pages, by its path; every line stays where it was."""
    texts = {}
    for file in sorted((project.root / FOLDER).rglob("*")):
        if file.suffix.lower() in SUFFIXES and file.is_file():
            with suppress(OSError):  # the build says it
                inner = file.relative_to(project.root / FOLDER)
                texts[f"{FOLDER}/{inner.as_posix()}"] = _on_pages(inner, disk.read(file))
    with suppress(OSError, UnicodeDecodeError, mkdocs_file.SettingsError):  # ``files`` says it
        texts[mkdocs_file.FILE] = _addresses(project.root)
    return texts


def _on_pages(file: PurePath, stored: bytes) -> str:
    """Return what a file itself says, without what only explains it and what a page puts in."""
    text = proof.text_of(stored)
    if comment := COMMENTS.get((file.parent.as_posix(), file.suffix)):
        text = comment.sub(_lines, text)
    if file.suffix.lower() in TEMPLATES:
        text = JINJA_COMMENT.sub(_lines, text)
        text = STATEMENT.sub(lambda found: END + _lines(found), text)
        text = VALUE.sub(lambda found: A_WORD + _lines(found), text)
    return text


def _lines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _addresses(root: Path) -> str:
    """Return the lines of the settings that every page says, and the others empty."""
    settings = mkdocs_file.read(root)
    said = [str(each) for key in ADDRESSES for each in settings.get(key) or ()]
    lines = disk.read(root / mkdocs_file.FILE).decode("utf-8-sig").split("\n")
    return "\n".join(line if any(each in line for each in said) else "" for line in lines)


def _telling(texts: Mapping[str, str], project: Project) -> dict[str, str]:
    """Leave those that say a number, a title or six words in a row of a text: mostly none do."""
    said = {path: _said(text) for path, text in texts.items()}
    every = frozenset().union(*said.values())
    known = every.intersection(_of_documents(project))
    return {path: text for path, text in texts.items() if said[path] & known}


def _said(text: str) -> frozenset[Said]:
    """Return what a text says that may be told by an edition which leaves it out."""
    strings = [*proof.TAG.split(text), *proof.SPOKEN_ATTRIBUTE.findall(text)]
    bare = html.unescape(proof.TAG.sub(" ", text))
    return frozenset(chain(
        map(tuple, map(secrets.words, strings)),
        *map(secrets.runs, (bare, *proof.SPOKEN_ATTRIBUTE.findall(text))),
        ((id_.upper(),) for id_ in proof.ID.findall(text)),
    ))  # fmt: skip


def _of_documents(project: Project) -> Iterator[Said]:
    """Yield the runs of words of all that is written, whole titles, and the numbers of clauses."""
    yield from ((id_,) for id_ in project.register.clauses)
    for document in project.documents:
        for part in parts(document):
            yield from secrets.runs(part.source)
            if part.where != "text":
                yield tuple(secrets.words(part.source))
