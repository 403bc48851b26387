"""Rules for the versions of a policy, which the front matter lists under ``changes:``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from polisi.checks.fields import is_list_of_words, unknown
from polisi.checks.ids import is_date
from polisi.model import Document
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.front_matter import line, line_of, mapping, strings
from polisi.words.suggestions import closest_id

VERSION = re.compile(r"\d+\.\d+\.\d+")
KEYS = ["on", "text", "clauses"]


def check(project: Project) -> Iterator[Problem]:
    """Check every policy's versions."""
    for document in project.documents:
        if document.is_policy and not document.is_extension:
            yield from _versions(document, project)


def _versions(document: Document, project: Project) -> Iterator[Problem]:
    """Check one language's list: at least one version, the newest first, alike in both."""
    meta, path, at = document.meta, document.path, line_of(document.meta, "changes")
    versions = mapping(meta.get("changes"))
    if not versions:
        yield Problem("field-missing", path, at, values={"key": "changes"})
        return
    english = project.pairs[document.name].get("en")
    expected = list(mapping(english.meta.get("changes"))) if english else list(versions)
    if list(versions) != expected:
        yield Problem("change-differs", path, at, values={"versions": ", ".join(expected)})
    in_order = sorted(filter(VERSION.fullmatch, versions), key=_number, reverse=True)
    for version, entry in versions.items():
        is_version = VERSION.fullmatch(version)
        if not is_version or (len(in_order) == len(versions) and list(versions) != in_order):
            yield Problem("version-malformed", path, line(version), values={"version": version})
            return
        if document.language == "en":
            yield from _change(document, version, entry)
            yield from _changed_clauses(document, mapping(entry), project)
        elif not isinstance(entry, str) or not entry.strip():
            yield Problem("field-missing", path, line(version), values={"key": str(version)})


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _change(document: Document, version: str, entry: object) -> Iterator[Problem]:
    """Check an English entry of the change log: date, text and, if any, clauses."""
    path, at, said = document.path, line(version), mapping(entry)
    if not isinstance(entry, dict):
        yield Problem("entry-malformed", path, at, values={"key": str(version)})
        return
    for key in said:
        if key not in KEYS:
            yield unknown("key-unknown", path, key, KEYS, line(key))
    if not str(said.get("text") or "").strip():
        yield Problem("field-missing", path, at, values={"key": "text"})
    if not is_date(str(said.get("on", ""))):
        values = {"date": str(said.get("on", "")), "version": version}
        yield Problem("change-date", path, line_of(said, "on", at), values=values)


def _changed_clauses(
    document: Document, entry: Mapping[str, object], project: Project
) -> Iterator[Problem]:
    """Check that a version names clauses that exist, or did."""
    register, where = project.register, line_of(entry, "clauses")
    if not is_list_of_words(entry.get("clauses", [])):
        yield Problem("entry-malformed", document.path, where, values={"key": "clauses"})
    for id_ in strings(entry.get("clauses")):
        if id_ not in register.clauses and id_ not in register.retired:
            values = {"id": str(id_), "suggestion": closest_id(id_, register.clauses)}
            yield Problem("reference-unknown", document.path, id_.line, values=values)
