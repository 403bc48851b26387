"""Rules for ids: what a heading is called, and that the front matter knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polisi.checks.found import at
from polisi.model import CLAUSE_ID, POLICY_CODE, Passage
from polisi.policies.adoption import is_to_come
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document, Pair
from polisi.words.languages import Language, other

MARKUP = re.compile(r"[`*\[\]]|\b_|_\b|&#?\w+;|^(?:#{1,6}|[-+>])[ ]|(?<!\{)\{(?![:#.])[^{}]*\}|\\$")
"""What Markdown would make something of; a heading is shown in many places as plain words."""
SECTION_ID = re.compile(r"[a-z][a-z0-9-]*")


def check(project: Project) -> Iterator[Problem]:
    """Check the ids of all policies, in both languages."""
    codes: dict[tuple[Language, str], str] = {}
    seen: dict[tuple[str, str], Passage] = {}
    retired = _retired_ids(project)
    for document in project.documents:
        counterpart = project.pairs[document.name].get(other(document.language))
        if not is_policy(project.pairs[document.name]):
            yield from _page_headings(document, seen)
            continue
        if document.is_policy and not document.is_extension:
            yield from _policy_code(document, codes)
        yield from _headings(document, seen)
        for passage in document.passages:
            if passage.id in retired:
                path = retired[passage.id]
                yield at(passage, "id-retired", {"id": passage.id, "path": path})
        yield from _entries(document, counterpart)
        if document.language == "en":
            yield from _retirements(document)


def is_policy(pair: Pair) -> bool:
    """Tell whether a pair is a policy: one of its files may have lost its code."""
    return any(document.is_policy for document in pair.values())


def is_malformed(id_: str, code: str) -> bool:
    """Tell whether an id is neither that of a clause nor that of a section."""
    mistyped = re.fullmatch(f"{re.escape(code.lower())}[-_]?\\d+", id_)
    return not CLAUSE_ID.fullmatch(id_) and bool(mistyped or not SECTION_ID.fullmatch(id_))


def _retired_ids(project: Project) -> dict[str, str]:
    """Map every retired id to the file that retired it."""
    return {
        id_: document.path
        for document in project.documents
        if document.language == "en"
        for id_ in document.retired
    }


def _policy_code(document: Document, codes: dict[tuple[Language, str], str]) -> Iterator[Problem]:
    code, where = document.policy, document.line("policy")
    if not code:
        return
    first = codes.setdefault((document.language, code), document.name)
    if first != document.name:
        yield Problem("policy-twice", document.path, where, values={"code": code, "name": first})


def _headings(document: Document, seen: dict[tuple[str, str], Passage]) -> Iterator[Problem]:
    code = document.code
    ids = [passage.id for passage in document.passages if passage.is_clause]
    strangers = [id_ for id_ in ids if id_.partition("-")[0] != code]
    if strangers == ids:
        del strangers[1:]  # the mistake is the policy's code; one of them says it
    if document.preamble.strip():
        blank = document.preamble[: -len(document.preamble.lstrip())]
        line = document.body_line + blank.count("\n")
        yield Problem("text-outside-clause", document.path, line)
    for passage in document.passages:
        yield from _heading(passage, code, passage.id in strangers)
        if not passage.id or is_malformed(passage.id, code):
            continue
        # A clause id is unique in a language; a section's id in its page.
        key = (str(document.language) if passage.is_clause else document.path, passage.id)
        first = seen.setdefault(key, passage)
        if first is not passage:
            yield at(passage, "id-twice", {"id": passage.id, "place": f"{first.path}:{first.line}"})


def _heading(passage: Passage, code: str, is_stranger: bool) -> Iterator[Problem]:
    """Check a heading by itself: its words, and what its id has to do with the policy's code."""
    if not passage.id:
        yield at(passage, "heading-without-id", {"title": passage.title})
        return
    if not passage.title:
        yield at(passage, "heading-empty", {"id": passage.id})
    if sign := MARKUP.search(passage.title):
        yield at(passage, "heading-markup", {"sign": sign[0]})
    if is_malformed(passage.id, code):
        yield at(passage, "id-malformed", {"id": passage.id, "example": f"{code or 'SM'}-001"})
    elif passage.is_clause:
        if is_stranger and POLICY_CODE.fullmatch(code):
            yield at(passage, "id-policy", {"id": passage.id, "code": code})
    elif passage.body.strip():
        yield at(passage, "text-outside-clause")


def _page_headings(document: Document, seen: dict[tuple[str, str], Passage]) -> Iterator[Problem]:
    """Check the headings of a page that is no policy: they need no ids, and hold no clauses."""
    for passage in document.passages:
        if passage.is_clause:
            yield at(passage, "id-unregistered", {"id": passage.id})
        elif passage.id:
            first = seen.setdefault((document.path, passage.id), passage)
            if first is not passage:
                place = f"{first.path}:{first.line}"
                yield at(passage, "id-twice", {"id": passage.id, "place": place})
        if not passage.title:
            yield at(passage, "heading-empty", {"id": passage.id or "–"})
        if sign := MARKUP.search(passage.title):
            yield at(passage, "heading-markup", {"sign": sign[0]})


def _entries(document: Document, counterpart: Document | None) -> Iterator[Problem]:
    """Compare the entries of the front matter with the headings.

    An entry without heading is no problem here when the counterpart has the heading: then the
    clause lacks a language, which is another rule's business. Nor is a heading when there are no
    entries at all (``checks.headers``).
    """
    entries = document.clauses or document.stamps
    headings = {passage.id for passage in document.passages}
    named = {str(id_) for id_ in entries} | _malformed(document)
    if document.language == "en" and named:
        for passage in document.passages:
            if passage.is_clause and passage.id not in named:
                yield at(passage, "id-unregistered", {"id": passage.id})
    headings |= {passage.id for passage in counterpart.passages} if counterpart else set()
    for id_ in entries:
        if id_ not in headings:
            yield Problem("id-unwritten", document.path, id_.line, id_, {"id": id_})


def _malformed(document: Document) -> set[str]:
    """Return the keys under ``clauses:`` whose entries could not be read."""
    places = (fault.place for fault in document.faults)
    return {str(place[1]) for place in places if place[0] == "clauses" and place[1:]}


def _retirements(document: Document) -> Iterator[Problem]:
    # When the policy's own code is the mistake, its clauses still tell what it was.
    codes = {p.id.partition("-")[0] for p in document.passages if p.is_clause}
    codes.add(document.code)
    for id_, entry in document.retired.items():
        if id_.partition("-")[0] not in codes:
            yield Problem("retired-malformed", document.path, id_.line, values={"id": id_})
        elif is_to_come(entry.on):
            values = {"id": id_, "date": entry.on}
            yield Problem("retired-future", document.path, id_.line, values=values)
