"""Rules for the front matter: what its model finds wrong, owners, versions, audiences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from polisi.checks.ids import is_policy
from polisi.facts import audiences
from polisi.model import CLAUSE_ID, Located
from polisi.policies.adoption import is_to_come, today
from polisi.problems import Problem, all_rules
from polisi.project import Project
from polisi.school.school import TEMPLATE_ROLES
from polisi.text.documents import NAME, Document
from polisi.text.header import EnglishPolicy, Policy, WelshPolicy
from polisi.words.languages import LANGUAGES
from polisi.words.suggestions import closest_id, did_you_mean
from polisi.yaml_files.faults import Fault, written_at

Said = Callable[[Document, Fault], Mapping[str, str]]
"""From a fault to what the message of its rule says of it."""


def check(project: Project) -> Iterator[Problem]:
    """Check the front matter of every page, and that nothing was forgotten of an audience."""
    for audience, detail in audiences.faults():
        values = {"word": audience, "detail": detail}
        yield Problem("audience-incomplete", audiences.FILE, 1, values=values)
    for document in project.documents:
        if not NAME.fullmatch(document.name):
            yield Problem("page-name", document.path, 1, values={"name": document.name})
        for fault in document.faults:
            if not (document.is_awaiting and _is_of_translation(document, fault)):
                yield _problem(document, fault)
        for key, word in _listed_twice("", document.written):
            values = {"key": key, "word": word}
            yield Problem("listed-twice", document.path, word.line, values=values)
        if is_policy(project.pairs[document.name]):
            yield from _no_clauses(document)
        if isinstance(document.header, EnglishPolicy):
            yield from _owner(document, document.header, project)
            yield from _awaiting(document, document.header, project)
        if isinstance(document.header, Policy) and document.is_policy:
            yield from _versions(document, project)


def _listed_twice(key: str, written: object) -> Iterator[tuple[str, Located]]:
    """Yield what stands in a list of front matter a second time, with the key of the list."""
    if isinstance(written, Mapping):
        for each, value in written.items():
            yield from _listed_twice(each, value)
    elif isinstance(written, list):
        words = [word for word in written if isinstance(word, Located)]
        yield from ((key, word) for number, word in enumerate(words) if word in words[:number])


def _is_of_translation(document: Document, fault: Fault) -> bool:
    """Tell whether a text is missing that comes with the translation of a policy into English."""
    return (
        not document.passages
        and fault.kind in ("missing", "field-missing")
        and (_key(fault) in ("title", "summary", "text"))
    )


def unknown(
    code: str, path: str, word: str, words: Iterable[str], at: int, clause: str = ""
) -> Problem:
    """Make the problem of a word that is none of those expected."""
    suggestion = did_you_mean(word, words)
    return Problem(code, path, at, clause, {"word": word, "suggestion": suggestion})


def _problem(document: Document, fault: Fault) -> Problem:
    code = RULES.get(fault.kind, fault.kind)
    if code not in SAID:
        code = "entry-malformed"
    place = fault.place
    is_of_clause = place[0] == "clauses" and CLAUSE_ID.fullmatch("".join(map(str, place[1:2])))
    clause = str(place[1]) if is_of_clause else ""
    return Problem(code, document.path, document.line(*place), clause, SAID[code](document, fault))


def _key(fault: Fault) -> str:
    """Return the last key on the way to a fault; the number of a list item is none."""
    return next((part for part in reversed(fault.place) if isinstance(part, str)), "")


def _written(document: Document, fault: Fault) -> str:
    """Return what stands there: a key that is at fault itself, or its value."""
    return written_at(document.written, fault.place)


def _allowance(document: Document, fault: Fault) -> Mapping[str, str]:
    """Say which rules a clause may break, all of them to whoever names one that it may not."""
    word = _rule(document, fault)
    are_all = word in all_rules()
    suggestion = ", ".join(fault.words) if are_all else did_you_mean(word, fault.words)
    return {"word": word, "suggestion": suggestion}


def _rule(document: Document, fault: Fault) -> str:
    """Return the code of a rule that ``allow`` names: a key, or an item of a list."""
    last = fault.place[-1]
    if isinstance(last, int) or last == "allow":
        return _written(document, fault)
    return last


RULES = {"unknown": "key-unknown", "missing": "field-missing"}
"""What the models call otherwise."""
SAID: Mapping[str, Said] = {
    "key-unknown": lambda d, f: _suggested(_key(f), f),
    "field-missing": lambda d, f: {"key": _key(f)},
    "entry-malformed": lambda d, f: {"key": _key(f)},
    "policy-code": lambda d, f: {"code": _written(d, f)},
    "slug-malformed": lambda d, f: {"slug": _written(d, f)},
    "moved-malformed": lambda d, f: {"address": _written(d, f)},
    "status-unknown": lambda d, f: _suggested(_written(d, f), f),
    "due-malformed": lambda d, f: {"date": _date(d, f)},
    "kind-unknown": lambda d, f: _suggested(_written(d, f), f),
    "help-now": lambda d, f: {},
    "audience-missing": lambda d, f: {},
    "audience-empty": lambda d, f: {},
    "audience-unknown": lambda d, f: _suggested(_written(d, f), f),
    "allow-unknown": _allowance,
    "allow-without-reason": lambda d, f: {"code": _rule(d, f)},
    "id-malformed": lambda d, f: {"id": _key(f), "example": f"{d.code or 'SM'}-001"},
    "version-malformed": lambda d, f: {"version": _key(f)},
    "change-date": lambda d, f: {"date": _date(d, f), "version": str(f.place[1])},
    "retired-malformed": lambda d, f: {"id": str(f.place[1])},
}
"""What the message of each rule that the models know says of a fault."""


def _suggested(word: str, fault: Fault) -> Mapping[str, str]:
    return {"word": word, "suggestion": did_you_mean(word, fault.words)}


def _date(document: Document, fault: Fault) -> str:
    """Return what stands for a date: nothing when there is none."""
    return _written(document, fault).replace("…", "")


def _no_clauses(document: Document) -> Iterator[Problem]:
    """Miss the entries of a policy that has clauses; of one alone, ``id-unregistered`` does."""
    none = document.language == "en" and document.written.get("clauses", "") in ("", {})
    if none and any(passage.is_clause for passage in document.passages):
        at = document.line("clauses")
        yield Problem("field-missing", document.path, at, values={"key": "clauses"})


def _owner(document: Document, head: EnglishPolicy, project: Project) -> Iterator[Problem]:
    """Check that a policy may show the box of help, and that its owner is a post.

    Whether the post is filled in, ``school`` says.
    """
    if head.help_now and head.kind != "policy":
        yield Problem("help-now", document.path, document.line("help_now"))
    written = project.school.written.get("roles")
    roles = [*TEMPLATE_ROLES, *(written if isinstance(written, dict) else ())]
    if head.owner and head.owner not in roles and project.has_school:
        yield unknown("owner-unknown", document.path, head.owner, roles, document.line("owner"))


def _awaiting(document: Document, head: EnglishPolicy, project: Project) -> Iterator[Problem]:
    """Ask for the day on which a translation is due, and say when it has passed, or is done."""
    if not head.status:
        return
    at = document.line("status")
    if head.due is None and not any(fault.place == ("due",) for fault in document.faults):
        yield Problem("due-missing", document.path, at)
    elif head.due and head.due < today().isoformat():
        yield Problem("due-passed", document.path, document.line("due"), values={"date": head.due})
    pair = project.pairs[document.name]
    ids = [{p.id for p in each.passages} for each in pair.values() if each.passages]
    if len(ids) == len(LANGUAGES) and ids[0] == ids[1]:
        yield Problem("awaiting-done", document.path, at)


def _versions(document: Document, project: Project) -> Iterator[Problem]:
    """Check that versions stand newest first, alike in both languages, and name clauses there are.

    One that is none is a fault of its own, and no order is asked for then.
    """
    written = _changes(document)
    english = project.pairs[document.name].get("en")
    expected = _changes(english) if english else written
    if written and written != expected:
        values = {"versions": ", ".join(expected)}
        yield Problem("change-differs", document.path, document.line("changes"), values=values)
    if not isinstance(document.header, EnglishPolicy | WelshPolicy):
        return
    versions = [*document.header.changes]
    if len(versions) == len(written) and versions != sorted(versions, key=_number, reverse=True):
        first = versions[0]
        values = {"version": first}
        yield Problem("version-malformed", document.path, first.line, values=values)
    if isinstance(document.header, EnglishPolicy):
        yield from _dates(document.path, document.header)
        yield from _changed_clauses(document, document.header, project)


def _dates(path: str, head: EnglishPolicy) -> Iterator[Problem]:
    """Check that no version is of a day to come, and none older than the one before it."""
    newer = ""
    for version, release in head.changes.items():
        values = {"version": version, "date": release.on}
        if is_to_come(release.on):
            yield Problem("change-future", path, release.on.line, values=values)
        elif newer and release.on > newer:
            yield Problem("change-order", path, release.on.line, values=values)
        newer = release.on or newer


def _changes(document: Document) -> list[str]:
    """Return the versions that front matter lists, well-formed or not."""
    written = document.written.get("changes")
    return [*written] if isinstance(written, dict) else []


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _changed_clauses(
    document: Document, head: EnglishPolicy, project: Project
) -> Iterator[Problem]:
    """Check that a version names clauses of its policy that exist, or did."""
    register, code = project.register, document.code
    for release in head.changes.values():
        for id_ in release.clauses:
            if id_ not in register.clauses and id_ not in register.retired:
                values = {"id": id_, "suggestion": closest_id(id_, register.clauses)}
                yield Problem("reference-unknown", document.path, id_.line, values=values)
            elif id_.partition("-")[0] != code:
                values = {"id": id_, "code": code}
                yield Problem("change-elsewhere", document.path, id_.line, values=values)
