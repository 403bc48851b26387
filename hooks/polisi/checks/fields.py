"""Rules for the front matter: known keys, audiences, options out of rules, addresses."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from polisi.addresses import slug_path
from polisi.checks.ids import is_date
from polisi.front_matter import line, line_of, mapping, strings
from polisi.model import AUDIENCES, CLAUSE_ID, Document, Language
from polisi.problems import Problem, all_rules
from polisi.project import Project

PAGE_KEYS = ["title", "summary", "slug"]
POLICY_KEYS: dict[Language, list[str]] = {
    "en": [
        "policy", "title", "slug", "summary", "owner", "version", "status", "review", "clauses",
        "retired",
    ],
    "cy": ["policy", "title", "slug", "summary", "clauses"],
}  # fmt: skip
ENTRY_KEYS: dict[Language, list[str]] = {
    "en": ["audience", "see", "sources", "allow"],
    "cy": ["agreed"],
}
STATUSES = ["draft", "adopted"]
ALLOWABLE = [
    "text-identical", "text-language-en", "text-language-cy",
    "shape-lists", "shape-tables", "shape-admonitions",
    "differ-placeholders", "differ-links", "differ-emails", "differ-telephones", "differ-dates",
    "differ-figures",
]  # fmt: skip
"""Rules that a clause may break when it gives a reason."""
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAME = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*/)*[a-z0-9]+(-[a-z0-9]+)*\.md")


def check(project: Project) -> Iterator[Problem]:
    """Check the front matter of every page."""
    addresses: dict[tuple[Language, str], Document] = {}
    for document in project.documents:
        yield from _page(document, addresses)
        if document.is_policy:
            yield from _policy(document, project)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return the closest of the words, or all of them when none is close."""
    words = list(words)
    close = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.5)
    return close[0] if close else ", ".join(words)


def unknown(
    code: str, path: str, word: str, words: Iterable[str], at: int, clause: str = ""
) -> Problem:
    """Make the problem of a word that is none of those expected."""
    suggestion = did_you_mean(word, words)
    return Problem(code, path, at, clause, {"word": word, "suggestion": suggestion})


def _page(document: Document, addresses: dict[tuple[Language, str], Document]) -> Iterator[Problem]:
    path = document.path
    if not NAME.fullmatch(document.name):
        yield Problem("page-name", path, 1, values={"name": document.name})
    keys = POLICY_KEYS[document.language] if document.is_policy else PAGE_KEYS
    for key in document.meta:
        if key not in keys:
            yield unknown("key-unknown", path, key, keys, line(key))
    for key in ("title", *(["summary"] if document.is_policy else [])):
        if not document.text(key).strip():
            yield Problem("field-missing", path, line_of(document.meta, key), values={"key": key})
    slug = document.meta.get("slug")
    at = line_of(document.meta, "slug")
    if slug is not None and not (isinstance(slug, str) and SLUG.fullmatch(slug)):
        yield Problem("slug-malformed", path, at, values={"slug": str(slug)})
        return
    address = slug_path(document)
    first = addresses.setdefault((document.language, address), document)
    if first is not document:
        values = {"address": address, "path": first.path}
        yield Problem("address-twice", path, at, values=values)


def _policy(document: Document, project: Project) -> Iterator[Problem]:
    meta, path = document.meta, document.path
    for key in ("clauses", "retired"):
        if key in meta and not isinstance(meta[key], dict) and meta[key] != "":
            yield Problem("entry-malformed", path, line_of(meta, key), values={"key": key})
    entries = mapping(meta.get("clauses"))
    keys = ENTRY_KEYS[document.language]
    for id_, entry in entries.items():
        at = line(id_)
        clause = str(id_) if CLAUSE_ID.fullmatch(id_) else ""
        if not isinstance(entry, dict):
            yield Problem("entry-malformed", path, at, clause, {"key": str(id_)})
            continue
        for key in entry:
            if key not in keys:
                yield unknown("key-unknown", path, key, keys, line(key), clause)
        if document.language == "en":
            yield from _audiences(path, clause, entry, at)
            yield from _allowances(path, clause, entry.get("allow"))
    if document.language == "en":
        yield from _table(document, project)


def _table(document: Document, project: Project) -> Iterator[Problem]:
    """Check what the document table shows: owner, status, review date."""
    meta, path = document.meta, document.path
    owner, status, review = (document.text(key) for key in ("owner", "status", "review"))
    roles = mapping(project.school.values.get("roles"))
    if owner not in roles:
        yield unknown("owner-unknown", path, owner, roles or ["roles"], line_of(meta, "owner"))
    if status not in STATUSES:
        yield unknown("status-unknown", path, status, STATUSES, line_of(meta, "status"))
    if not is_date(review):
        yield Problem("review-date", path, line_of(meta, "review"), values={"date": review})
    if not document.text("version"):
        values = {"key": "version"}
        yield Problem("field-missing", path, line_of(meta, "version"), values=values)


def _audiences(path: str, clause: str, entry: dict[str, object], at: int) -> Iterator[Problem]:
    if "audience" not in entry:
        yield Problem("audience-missing", path, at, clause)
        return
    at = line_of(entry, "audience", at)
    named = strings(entry["audience"])
    if not named:
        yield Problem("audience-empty", path, at, clause)
    for word in named:
        if word not in AUDIENCES:
            yield unknown("audience-unknown", path, word, AUDIENCES, word.line, clause)


def _allowances(path: str, clause: str, allow: object) -> Iterator[Problem]:
    for code, reason in mapping(allow).items():
        if code not in ALLOWABLE:
            known = code in all_rules()
            words = ALLOWABLE if not known else ["–"]
            yield unknown("allow-unknown", path, code, words, line(code), clause)
        elif not isinstance(reason, str) or not reason.strip():
            yield Problem("allow-without-reason", path, line(code), clause, {"code": str(code)})
