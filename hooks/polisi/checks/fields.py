"""Rules for the front matter: known keys, audiences, options out of rules, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from polisi.checks.ids import is_policy
from polisi.model import AUDIENCES, CLAUSE_ID, KINDS, Document, Language, Located
from polisi.policies.addresses import (
    FORMER,
    SIDE_BY_SIDE,
    SLUG,
    TAKEN,
    WORDS,
    can_be_former,
    former_address,
    slug_path,
)
from polisi.policies.addresses import word as address_word
from polisi.problems import Problem, all_rules
from polisi.project import Project
from polisi.school.school import TEMPLATE_ROLES
from polisi.text.front_matter import line, line_of, mapping, strings
from polisi.words.suggestions import did_you_mean

PAGE_KEYS: dict[Language, list[str]] = {
    "en": ["title", "slug", "moved_from", "summary", "allow"],
    "cy": ["title", "slug", "moved_from", "summary", "agreed"],
}
POLICY_KEYS: dict[Language, list[str]] = {
    "en": [
        "policy",
        "title",
        "slug",
        "moved_from",
        "summary",
        "kind",
        "required_by",
        "help_now",
        "owner",
        "changes",
        "clauses",
        "retired",
    ],
    "cy": ["policy", "title", "slug", "moved_from", "summary", "changes", "clauses", "agreed"],
}  # fmt: skip
EXTENSION_KEYS: dict[Language, list[str]] = {
    "en": ["extends", "clauses", "leave_out", "retired"],
    "cy": ["extends", "clauses", "leave_out", "agreed"],
}
ENTRY_KEYS: dict[Language, list[str]] = {
    "en": ["audience", "see", "when", "allow"],
    "cy": ["agreed"],
}
OWN_ENTRY_KEYS: dict[Language, list[str]] = {
    "en": [*ENTRY_KEYS["en"], "after", "replaces", "reason"],
    "cy": ["agreed", "reason"],
}
"""In a file that extends a policy."""
RETIRED_KEYS = ["on", "use"]
ALLOWABLE = [
    "text-identical", "text-language-en", "text-language-cy", "term-avoided",
    "variant-none", "shape-lists", "shape-tables", "shape-admonitions",
    "differ-placeholders", "differ-references", "differ-links", "differ-emails",
    "differ-telephones", "differ-dates", "differ-figures",
]  # fmt: skip
"""Rules that a clause may break when it gives a reason."""
NAME = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*/)*[a-z0-9]+(-[a-z0-9]+)*\.md")


def check(project: Project) -> Iterator[Problem]:
    """Check the front matter of every page."""
    addresses: dict[tuple[Language, str], str] = {}
    for document in project.documents:
        policy = is_policy(project.pairs[document.name])
        yield from _page(document, policy)
        if not document.is_extension:
            yield from _address(document, policy, addresses)
        if policy:
            yield from _policy(document, project)
    for document in project.documents:
        if not document.is_extension:
            policy = is_policy(project.pairs[document.name])
            yield from _former_addresses(document, policy, addresses)


def unknown(
    code: str, path: str, word: str, words: Iterable[str], at: int, clause: str = ""
) -> Problem:
    """Make the problem of a word that is none of those expected."""
    suggestion = did_you_mean(word, words)
    return Problem(code, path, at, clause, {"word": word, "suggestion": suggestion})


def _page(document: Document, policy: bool) -> Iterator[Problem]:
    meta, path = document.meta, document.path
    if not NAME.fullmatch(document.name):
        yield Problem("page-name", path, 1, values={"name": document.name})
    kind = EXTENSION_KEYS if document.is_extension else POLICY_KEYS if policy else PAGE_KEYS
    keys = kind[document.language]
    for key in meta:
        if key not in keys:
            yield unknown("key-unknown", path, key, keys, line(key))
    if document.is_extension:
        return
    for key in ("title", *(["summary"] if policy else [])):
        if not document.text(key).strip():
            yield Problem("field-missing", path, line_of(meta, key), values={"key": key})
    if not policy and document.language == "en":
        yield from _allowances(path, "", meta.get("allow"), line_of(meta, "allow"))


def _address(
    document: Document, policy: bool, addresses: dict[tuple[Language, str], str]
) -> Iterator[Problem]:
    """Check that a page's address is its own, and so are those of its audiences' versions."""
    language, path, at = document.language, document.path, line_of(document.meta, "slug")
    slug = document.meta.get("slug")
    if slug is not None and not (isinstance(slug, str) and SLUG.fullmatch(slug)):
        yield Problem("slug-malformed", path, at, values={"slug": str(slug)})
        return
    address = slug_path(document)
    if _is_ours(address, language) or (policy and not address):  # a policy can't be the home page
        values = {"address": address or "/", "path": "Polisi"}
        yield Problem("address-twice", path, at, values=values)
        return
    for each in _with_versions(address, language, policy):
        first = addresses.setdefault((language, each), path)
        if first != path:
            yield Problem("address-twice", path, at, values={"address": each, "path": first})
            return


def _is_ours(address: str, language: Language) -> bool:
    """Tell whether an address is one of those of the pages that we make."""
    folder, _, rest = address.partition("/")
    made = {address_word(name, language) for name in WORDS}
    open_folders = {address_word(name, language) for name in ("policies", "school", "forms")}
    return folder in TAKEN or (folder in made and not (folder in open_folders and rest))


def _with_versions(address: str, language: Language, policy: bool) -> list[str]:
    """Return an address, and those of a policy side by side and for staff.

    The versions for the other audiences are called as that for staff is.
    """
    last = address.rstrip("/").rpartition("/")[2]
    side, staff = address_word(SIDE_BY_SIDE, language), address_word("staff", language)
    return [address, f"{address}{side}/", f"{staff}/{last}/"] if policy else [address]


def _former_addresses(
    document: Document, policy: bool, addresses: dict[tuple[Language, str], str]
) -> Iterator[Problem]:
    """Check that where a page was is an address, and that no other page is, or was, there."""
    language, path, written = document.language, document.path, document.meta.get(FORMER, [])
    if not is_list_of_words(written):
        values = {"address": str(written)}
        yield Problem("moved-malformed", path, line_of(document.meta, FORMER), values=values)
        return
    for old, at in {former_address(each): line(each) for each in strings(written)}.items():
        if not can_be_former(old):
            yield Problem("moved-malformed", path, at, values={"address": old.rstrip("/")})
            continue
        whose = "Polisi" if _is_ours(old, language) else addresses.get((language, old))
        versions = [(language, each) for each in _with_versions(old, language, policy)]
        for each in versions:
            there = addresses.setdefault(each, path)
            whose = whose or (there if there != path else None)
        if whose:
            yield Problem("moved-taken", path, at, values={"address": old, "path": whose})


def _policy(document: Document, project: Project) -> Iterator[Problem]:
    meta, path = document.meta, document.path
    for key in ("clauses", "retired"):
        if key in meta and not isinstance(meta[key], dict) and meta[key] != "":
            yield Problem("entry-malformed", path, line_of(meta, key), values={"key": key})
    entries = mapping(meta.get("clauses"))
    none = document.language == "en" and meta.get("clauses", "") in ("", {})
    if none and any(passage.is_clause for passage in document.passages):
        at = line_of(meta, "clauses")
        yield Problem("field-missing", path, at, values={"key": "clauses"})
    for id_, entry in entries.items():
        yield from _entry(document, id_, entry)
    for id_, entry in mapping(meta.get("retired")).items():
        for key in mapping(entry):
            if key not in RETIRED_KEYS:
                clause = str(id_) if CLAUSE_ID.fullmatch(id_) else ""
                yield unknown("key-unknown", path, key, RETIRED_KEYS, line(key), clause)
    if document.is_extension:
        return
    if document.language == "en":
        yield from _owner(document, project)


def _entry(document: Document, id_: str, entry: object) -> Iterator[Problem]:
    """Check what the front matter says of a clause."""
    path, at = document.path, line(id_)
    clause = str(id_) if CLAUSE_ID.fullmatch(id_) else ""
    if not isinstance(entry, dict):
        if document.language == "en" or entry:  # nothing yet in Welsh: ``stamp-missing`` says so
            yield Problem("entry-malformed", path, at, clause, {"key": str(id_)})
        return
    keys = (OWN_ENTRY_KEYS if document.is_extension else ENTRY_KEYS)[document.language]
    for key in entry:
        if key not in keys:
            yield unknown("key-unknown", path, key, keys, line(key), clause)
    if document.language == "en":
        yield from _audiences(path, clause, entry, at)
        if "see" in entry and not is_list_of_words(entry["see"]):
            yield Problem("entry-malformed", path, line_of(entry, "see"), clause, {"key": "see"})
        if "when" in entry and not _is_choice(entry["when"]):
            yield Problem("entry-malformed", path, line_of(entry, "when"), clause, {"key": "when"})
        yield from _allowances(path, clause, entry.get("allow"), line_of(entry, "allow", at))


def _is_choice(value: object) -> bool:
    return isinstance(value, dict) and all(map(is_list_of_words, value.values()))


def is_list_of_words(value: object) -> bool:
    """Tell whether a value is a list of words, or a word alone."""
    items = value if isinstance(value, list) else [value]
    return all(isinstance(item, Located) for item in items)


def _owner(document: Document, project: Project) -> Iterator[Problem]:
    """Check the kind of document, whether it may show the box of help, and its owner, a post.

    Whether the post is filled in, ``school`` says.
    """
    meta, path = document.meta, document.path
    kind = document.text("kind")
    if kind and kind not in KINDS:
        yield unknown("kind-unknown", path, kind, KINDS, line_of(meta, "kind"))
    if "help_now" in meta and (document.text("help_now") != "true" or kind not in ("", "policy")):
        yield Problem("help-now", path, line_of(meta, "help_now"))
    owner, at = document.text("owner"), line_of(meta, "owner")
    roles = [*TEMPLATE_ROLES, *mapping(project.school.written.get("roles"))]
    if not owner:
        yield Problem("field-missing", path, at, values={"key": "owner"})
    elif owner not in roles and project.has_school:
        yield unknown("owner-unknown", path, owner, roles, at)


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


def _allowances(path: str, clause: str, allow: object, at: int) -> Iterator[Problem]:
    reasons = allow if isinstance(allow, dict) else dict.fromkeys(strings(allow), "")
    for code, reason in reasons.items():
        if code in ALLOWABLE:
            if not isinstance(reason, str) or not reason.strip():
                yield Problem("allow-without-reason", path, line(code, at), clause, {"code": code})
        elif code in all_rules():
            values = {"word": str(code), "suggestion": ", ".join(ALLOWABLE)}
            yield Problem("allow-unknown", path, line(code, at), clause, values)
        else:
            yield unknown("allow-unknown", path, code, ALLOWABLE, line(code, at), clause)
