"""The rule for what every edition is made with: templates, scripts and the settings of the site.

What they say stands on the pages of every edition. A build finds there what an edition leaves out;
here it is said where it stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
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
COMMENTS = {("assets", ".js"): IN_SCRIPT, ("assets/styles", ".css"): IN_STYLES}
"""What a site leaves out of its scripts and style sheets; others it copies as they are."""
JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
Said = frozenset[int]
"""The hashes of runs of words, titles and numbers."""
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
            in_text = search.string(text, PurePosixPath(path).suffix.lower())
            for what, id_, said in chain(proof.in_name(path, cut), in_text):
                yield proof.leak(path, cut, what, id_, said, line_of(said, text))


def _texts(project: Project) -> dict[str, str]:
    """Return what each file says on pages, by its path; every line stays where it was."""
    texts = {}
    for file in sorted((project.root / FOLDER).rglob("*")):
        inner = file.relative_to(project.root / FOLDER)
        if file.is_file() and not any(part.startswith(".") for part in inner.parts):
            with suppress(OSError):  # the build says it
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
    said = {path: _said(f"{path}\n{text}") for path, text in texts.items()}
    every = frozenset().union(*said.values())
    known = set().union(*(every & each for each in _of_documents(project)))
    return {path: text for path, text in texts.items() if not known.isdisjoint(said[path])}


@lru_cache(maxsize=1_024)  # a preview asks whenever a page is saved
def _said(text: str) -> Said:
    """Return what a text says that may be told by an edition which leaves it out."""
    spoken = proof.SPOKEN_ATTRIBUTE.findall(text)
    bare = html.unescape(proof.TAG.sub(" ", text))
    return frozenset(chain(
        map(_title, (*proof.TAG.split(text), *spoken)),
        map(hash, chain(*map(secrets.runs, (bare, *spoken)))),
        (hash(id_.upper()) for id_ in proof.ID.findall(text)),
    ))  # fmt: skip


def _of_documents(project: Project) -> Iterator[Said]:
    """Yield the numbers of clauses, and what stands in all that is written."""
    yield frozenset(map(hash, map(str, project.register.clauses)))
    for document in project.documents:
        yield from (_written(part.source, part.where == "text") for part in parts(document))


@lru_cache(maxsize=65_536)
def _written(text: str, is_text: bool) -> Said:
    """Return the runs of words of a text, and the whole of it if it is a title."""
    runs = map(hash, secrets.runs(text))
    return frozenset(runs if is_text else (*runs, _title(text)))


def _title(text: str) -> int:
    return hash(tuple(secrets.words(text)))
