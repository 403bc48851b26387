"""Rules for ids: what a heading is called, and that the front matter knows it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from polisi.front_matter import line, line_of, mapping
from polisi.model import CLAUSE_ID, POLICY_CODE, Document, Passage
from polisi.problems import Problem, at
from polisi.project import Project

SECTION_ID = re.compile(r"[a-z][a-z0-9-]*")


def check(project: Project) -> Iterator[Problem]:
    """Check the ids of all policies, in both languages."""
    codes: dict[str, str] = {}
    seen: dict[tuple[str, str], Passage] = {}
    retired = _retired_ids(project)
    for document in project.documents:
        if not document.is_policy:
            continue
        yield from _policy_code(document, codes)
        yield from _headings(document, seen)
        for passage in document.passages:
            if passage.id in retired:
                path = retired[passage.id]
                yield at(passage, "id-retired", {"id": passage.id, "path": path})
        if document.language == "en":
            yield from _entries(document)
            yield from _retirements(document)


def _retired_ids(project: Project) -> dict[str, str]:
    """Map every retired id to the file that retired it."""
    return {
        id_: document.path
        for document in project.documents
        if document.is_policy and document.language == "en"
        for id_ in mapping(document.meta.get("retired"))
    }


def _policy_code(document: Document, codes: dict[str, str]) -> Iterator[Problem]:
    code, where = document.text("policy"), line_of(document.meta, "policy")
    if not POLICY_CODE.fullmatch(code):
        yield Problem("policy-code", document.path, where, values={"code": code})
        return
    first = codes.setdefault(code, document.name)
    if first != document.name:
        yield Problem("policy-twice", document.path, where, values={"code": code, "name": first})


def _headings(document: Document, seen: dict[tuple[str, str], Passage]) -> Iterator[Problem]:
    code = document.text("policy")
    if document.preamble.strip():
        yield Problem("text-outside-clause", document.path, document.body_line)
    for passage in document.passages:
        if not passage.id:
            yield at(passage, "heading-without-id", {"title": passage.title})
            continue
        if not passage.title:
            yield at(passage, "heading-empty", {"id": passage.id})
        if passage.is_clause:
            if passage.id.partition("-")[0] != code and POLICY_CODE.fullmatch(code):
                yield at(passage, "id-policy", {"id": passage.id, "code": code})
            # A clause id is unique in a language; a section's id in its page.
            key = (str(document.language), passage.id)
        else:
            key = (document.path, passage.id)
            mistyped = re.fullmatch(f"{re.escape(code.lower())}[-_]?\\d+", passage.id)
            if mistyped or not SECTION_ID.fullmatch(passage.id):
                yield at(
                    passage, "id-malformed", {"id": passage.id, "example": f"{code or 'SM'}-001"}
                )
                continue
            if passage.body.strip():
                yield at(passage, "text-outside-clause")
        first = seen.setdefault(key, passage)
        if first is not passage:
            yield at(passage, "id-twice", {"id": passage.id, "place": f"{first.path}:{first.line}"})


def _entries(document: Document) -> Iterator[Problem]:
    """Compare the register of the English front matter with the headings."""
    entries = mapping(document.meta.get("clauses"))
    headings = {passage.id for passage in document.passages}
    for passage in document.passages:
        if passage.is_clause and passage.id not in entries:
            yield at(passage, "id-unregistered", {"id": passage.id})
    for id_ in entries:
        where = line(id_)
        if not CLAUSE_ID.fullmatch(id_):
            values = {"id": str(id_), "example": f"{document.text('policy') or 'SM'}-001"}
            yield Problem("id-malformed", document.path, where, values=values)
        elif id_ not in headings:
            yield Problem("id-unwritten", document.path, where, str(id_), {"id": str(id_)})


def _retirements(document: Document) -> Iterator[Problem]:
    retired = mapping(document.meta.get("retired"))
    for id_, entry in retired.items():
        on = str(mapping(entry).get("on", ""))
        if not CLAUSE_ID.fullmatch(id_) or not is_date(on):
            yield Problem("retired-malformed", document.path, line(id_), values={"id": str(id_)})


def is_date(text: str) -> bool:
    """Tell whether a text is a date of the calendar, written ``2026-09-15``."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
