"""A project as two versions of it are compared: the files as written, not the register.

There, what a school's own clauses replace would hide what the template changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from polisi.markup import syntax
from polisi.model import OWN_FOLDER, Passage
from polisi.school.school import FILE as SCHOOL_FILE
from polisi.text import documents
from polisi.text.documents import Document
from polisi.text.header import NO_ENTRY, EnglishPolicy, OwnClauseEntry
from polisi.words.languages import LANGUAGES, Language
from polisi.yaml_files import parsing

OPTIONS_FILE = "hooks/polisi/data/options.yml"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as two versions are compared by."""

    id: str
    texts: Mapping[Language, Passage]
    audiences: tuple[str, ...]

    @property
    def policy(self) -> str:
        """Code of its policy."""
        return self.id.partition("-")[0]

    def title(self, language: Language) -> str:
        """Return the title in ``language``, or in the other when that is all there is."""
        return (self.texts.get(language) or next(iter(self.texts.values()))).title

    def text(self, language: Language) -> str:
        """Return title and text in ``language``, or an empty string."""
        passage = self.texts.get(language)
        return f"{passage.title}\n{passage.body}" if passage else ""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that the template leaves to a school."""

    key: str
    topics: Mapping[Language, str]
    questions: Mapping[Language, str]
    default: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """A clause of the school's own, or one of the template that it leaves out."""

    id: str
    path: str
    replaces: str
    """Id of the template's clause that it stands for, or an empty string."""
    cites: tuple[str, ...]
    """Ids of the clauses that it names."""


@dataclass(frozen=True, slots=True)
class Version:
    """A project's folder, read for comparison."""

    policies: Mapping[str, Mapping[Language, str]]
    """Titles by code."""
    numbers: Mapping[str, str]
    """Version of each policy by code."""
    clauses: Mapping[str, Clause]
    retired: Mapping[str, str]
    """Id of a clause that is no more to the one that replaced it, or to an empty string."""
    options: Mapping[str, Option]
    adopted: Mapping[str, str]
    """Code of a policy to the version that the governing body adopted."""
    own: tuple[Own, ...]
    left_out: frozenset[str] = frozenset()
    """Codes of the policies that the school leaves out as a whole."""


def read(root: Path) -> Version:
    """Read the project in a folder. What can't be read is left out: ``checks`` reports that."""
    found, _ = documents.read_all(root)
    english = [document for document in found if document.language == "en"]
    policies: dict[str, dict[Language, str]] = {}
    for document in found:
        if code := document.policy:
            policies.setdefault(code, {})[document.language] = document.title
    return Version(
        policies=policies,
        numbers={document.policy: _number(document) for document in english},
        clauses=_clauses(found),
        retired=dict(pair for document in english for pair in _retired(document)),
        options=_options(_text(root / OPTIONS_FILE)),
        adopted=_adopted(_text(root / SCHOOL_FILE)),
        own=tuple(each for document in english for each in _own(document, found)),
        left_out=_left_out(_text(root / SCHOOL_FILE)),
    )


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig", errors="replace") if file.is_file() else ""


def _number(document: Document) -> str:
    changes = document.header.changes if isinstance(document.header, EnglishPolicy) else {}
    return next(map(str, changes), "")


def _clauses(documents: list[Document]) -> dict[str, Clause]:
    texts: dict[str, dict[Language, Passage]] = {}
    audiences: dict[str, tuple[str, ...]] = {}
    for document in documents:
        for passage in document.passages:
            if passage.is_clause:
                texts.setdefault(passage.id, {}).setdefault(document.language, passage)
        for id_, entry in document.clauses.items():
            audiences[id_] = entry.audience
    return {id_: Clause(id_, both, audiences.get(id_, ())) for id_, both in texts.items()}


def _retired(document: Document) -> Iterator[tuple[str, str]]:
    for id_, retirement in document.retired.items():
        yield id_, retirement.use


def _own(document: Document, documents: list[Document]) -> Iterator[Own]:
    if not document.name.startswith(OWN_FOLDER):
        return
    texts: dict[str, list[str]] = {}
    for each in documents:
        for passage in each.passages if each.name == document.name else ():
            texts.setdefault(passage.id, []).append(passage.body)
    for id_, entry in document.clauses.items():
        ours = entry if isinstance(entry, OwnClauseEntry) else NO_ENTRY
        replaces = ours.replaces
        named = [*filter(None, [ours.after]), *ours.see]
        cited = [found for body in texts.get(id_, ()) for found in syntax.references(body)]
        cites = dict.fromkeys([*filter(None, [replaces]), *named, *cited])
        yield Own(id_, document.path, replaces, tuple(cites))
    for id_ in document.leave_out:
        yield Own(id_, document.path, id_, ())


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _options(text: str) -> dict[str, Option]:
    rows, _ = parsing.parse(text, OPTIONS_FILE, 1)
    return {str(key): _option(str(key), _mapping(row)) for key, row in rows.items()}


def _option(key: str, row: Mapping[str, object]) -> Option:
    def both(name: str) -> dict[Language, str]:
        said = _mapping(row.get(name))
        return {language: str(said.get(language) or "") for language in LANGUAGES}

    values = row.get("values")
    names = (
        map(str, values)
        if isinstance(values, dict)
        else map(str, values if isinstance(values, list) else ())
    )
    return Option(key, both("topic"), both("question"), str(row.get("default")), tuple(names))


def _adopted(text: str) -> dict[str, str]:
    written, _ = parsing.parse(text, SCHOOL_FILE, 1)
    said = _mapping(written.get("adoption"))
    return {str(code): str(_mapping(entry).get("version") or "") for code, entry in said.items()}


def _left_out(text: str) -> frozenset[str]:
    written, _ = parsing.parse(text, SCHOOL_FILE, 1)
    entries = _mapping(written.get("policies"))
    return frozenset(code for code, entry in entries.items() if _mapping(entry).get("left_out"))


def value_names(text: str) -> list[str]:
    """List the entries of a ``school.yml`` that hold a value, such as ``contact.email``."""
    written, _ = parsing.parse(text, SCHOOL_FILE, 1)

    def walk(values: Mapping[str, object], prefix: str) -> Iterator[str]:
        for key, value in values.items():
            inside = _mapping(value)
            if inside and not set(inside) <= set(LANGUAGES):
                yield from walk(inside, f"{prefix}{key}.")
            else:
                yield prefix + key

    return list(walk(written, ""))
