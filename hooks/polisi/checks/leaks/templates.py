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
from typing import NamedTuple

from polisi import disk
from polisi.checks.leaks.editions import line_of, search_of
from polisi.facts.pages import TEMPLATES
from polisi.markup.comments import IN_SCRIPT, IN_STYLES
from polisi.policies import editions, proof, secrets
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.parts import parts
from polisi.yaml_files import mkdocs_file

ADDRESSES = ("extra_css", "extra_javascript")
"""Settings that every page says: where its style sheets and its scripts are."""
SUFFIXES = (".html", ".xml")
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


class Text(NamedTuple):
    """What a file says on pages."""

    shown: str
    said: Said
    """All of it that an edition may leave out."""


def check(project: Project) -> Iterator[Problem]:
    """Find in what every edition is made with the words that an edition leaves out."""
    texts = _telling(_texts(project.root), project)
    for name in editions.NAMES if texts else ():
        cut = editions.cut(project.in_force, name, project.beside)
        search = search_of(project, cut)
        for path, text in texts.items():
            in_text = search.string(text, PurePosixPath(path).suffix.lower())
            for what, id_, said in chain(proof.in_name(path, cut), in_text):
                yield proof.leak(path, cut, what, id_, said, line_of(said, text))


def _texts(root: Path) -> dict[str, Text]:
    """Return what each file says on pages, by its path; every line stays where it was."""
    texts: dict[str, Text] = {}
    folder = root / TEMPLATES
    with suppress(OSError):  # the build says it
        for inner in proof.inside(folder):
            if not (disk.is_hidden(inner) or inner.endswith("/")):
                look = disk.look((folder / inner).stat())
                texts[f"{TEMPLATES}/{inner}"] = _of_file(folder, inner, look)
    with suppress(OSError, UnicodeDecodeError, mkdocs_file.SettingsError):  # ``files`` says it
        texts[mkdocs_file.FILE] = _read(mkdocs_file.FILE, _addresses(root))
    return texts


@lru_cache(maxsize=1_024)  # a preview asks whenever a page is saved
def _of_file(folder: Path, inner: str, look: disk.Look) -> Text:
    """Read a file of the folder; ``look`` tells whether it is another one than before."""
    text = _on_pages(PurePosixPath(inner), disk.read(folder / inner))
    return _read(f"{TEMPLATES}/{inner}", text)


def _on_pages(file: PurePath, stored: bytes) -> str:
    """Return what a file itself says, without what only explains it and what a page puts in."""
    text = proof.text_of(stored)
    if comment := COMMENTS.get((file.parent.as_posix(), file.suffix)):
        text = comment.sub(_lines, text)
    if file.suffix.lower() in SUFFIXES:
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


def _telling(texts: Mapping[str, Text], project: Project) -> dict[str, str]:
    """Leave those that say a number, a title or six words in a row of a text: mostly none do."""
    every = _all_said(tuple(text.said for text in texts.values()))
    known = frozenset().union(*_of_documents(project, every))
    return {path: text.shown for path, text in texts.items() if not known.isdisjoint(text.said)}


@lru_cache(maxsize=4)
def _all_said(each: tuple[Said, ...]) -> Said:
    return frozenset().union(*each)


def _read(path: str, shown: str) -> Text:
    text = f"{path}\n{shown}"
    spoken = proof.SPOKEN_ATTRIBUTE.findall(text)
    bare = html.unescape(proof.TAG.sub(" ", text))
    said = chain(
        map(_title, (*proof.TAG.split(text), *spoken)),
        map(hash, chain(*map(secrets.runs, (bare, *spoken)))),
        (hash(id_.upper()) for id_ in proof.ID.findall(text)),
    )
    return Text(shown, frozenset(said))


def _of_documents(project: Project, every: Said) -> Iterator[Said]:
    """Yield the numbers of clauses, and what there is of ``every`` in all that is written."""
    yield every.intersection(map(hash, map(str, project.register.clauses)))
    for document in project.documents:
        for part in parts(document):
            yield _written(part.source, part.where == "text", every)


@lru_cache(maxsize=65_536)
def _written(text: str, is_text: bool, every: Said) -> Said:
    """Return which runs of words of a text are said, and the whole of it if it is a title."""
    runs = map(hash, secrets.runs(text))
    return every.intersection(runs if is_text else (*runs, _title(text)))


def _title(text: str) -> int:
    return hash(tuple(secrets.words(text)))
