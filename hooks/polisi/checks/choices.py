"""Rules for what a school chooses: clauses of its own, clauses left out, and options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from polisi.checks.found import at
from polisi.checks.headers import unknown
from polisi.facts.options import all_options
from polisi.model import FIRST_OWN, OWN_CODE, OWN_FOLDER, Clause, Located, Passage, Policy
from polisi.policies import choices
from polisi.policies.choices import is_chosen
from polisi.problems import Problem
from polisi.project import Project
from polisi.school.school import FILE
from polisi.text.documents import Document
from polisi.text.header import ClauseEntry, OwnClauseEntry, WelshClauseEntry
from polisi.words.languages import LANGUAGES
from polisi.words.suggestions import closest_id, did_you_mean


def check(project: Project) -> Iterator[Problem]:
    """Check the school's own files, and that the template keeps out of their numbers."""
    gone: dict[str, str] = {}
    for document in project.documents:
        if document.is_extension:
            yield from _extension(document, project, gone)
        elif document.is_policy:
            yield from _policy(document)
    yield from _citing(project)
    yield from _idle(project)
    yield from _options(project)
    policies = project.register.policies
    for code, left in project.school.left_out.items():
        if code not in policies:
            yield unknown("policy-unknown", left.path, code, policies, left.line)


def _idle(project: Project) -> Iterator[Problem]:
    """Warn of an own clause that replaces a variant which the school has not chosen."""
    clauses, chosen = project.register.clauses, project.school.chosen
    for clause in clauses.values():
        old = clauses.get(clause.replaces)
        if old and not is_chosen(old, chosen):
            values = {"id": old.id, "option": ", ".join(old.when)}
            path = clause.texts["en"].path if "en" in clause.texts else clause.texts["cy"].path
            yield Problem("own-idle", path, clause.line, clause.id, values)


def _policy(document: Document) -> Iterator[Problem]:
    """Check that the template's codes and numbers, and a school's own, can't meet."""
    code = document.policy
    if code and bool(OWN_CODE.fullmatch(code)) != document.is_own:
        where = document.line("policy")
        yield Problem("own-code", document.path, where, values={"code": code})
    for passage in document.passages:
        if passage.is_clause and not document.is_own and _number(passage) >= FIRST_OWN:
            yield at(passage, "own-number", {"id": passage.id})


def _number(passage: Passage) -> int:
    return int(passage.id.rpartition("-")[2])


def _extension(document: Document, project: Project, gone: dict[str, str]) -> Iterator[Problem]:
    path, code = document.path, document.code
    where = document.line("extends")
    if not document.is_own:
        yield Problem("own-folder", path, where, values={"folder": OWN_FOLDER})
    written = project.register.policies
    policy = written.get(code)
    if policy is None or policy.own:
        known = [each.code for each in written.values() if not each.own]
        yield unknown("own-policy-unknown", path, code, known, where)
        return
    for passage in document.passages:
        if passage.id and not passage.is_clause:
            yield at(passage, "own-heading", {"title": passage.title})
        elif _number(passage) < FIRST_OWN:
            yield at(passage, "own-number", {"id": passage.id})
    if document.language == "en":
        yield from _places(document, policy, gone)
        yield from _left_out(document, policy, gone)
    yield from _reasons(document, project)


def _places(document: Document, policy: Policy, gone: dict[str, str]) -> Iterator[Problem]:
    """Check where own clauses stand: after a clause or section, or in a clause's place."""
    clauses = {clause.id: clause for clause in policy.clauses}
    template = [clause.id for clause in policy.clauses if not clause.own]
    sections = [section.id for section in policy.sections if section.id]
    for id_ in document.clauses:
        clause = clauses.get(id_)
        if clause is None:
            continue
        if bool(clause.after) == bool(clause.replaces):
            yield Problem("own-place", document.path, clause.line, clause.id)
        elif clause.after:
            others = [each for each in (*sections, *clauses) if each != clause.id]
            if clause.after not in others:
                yield _no_such(document, clause, clause.after, others)
        else:
            if clause.replaces not in template:
                yield _no_such(document, clause, clause.replaces, template)
            yield from _once(document, clause.replaces, clause.line, gone)


def _no_such(document: Document, clause: Clause, word: str, known: list[str]) -> Problem:
    values = {"id": word, "suggestion": closest_id(word, known)}
    return Problem("own-unknown", document.path, clause.line, clause.id, values)


def _once(document: Document, id_: str, line: int, gone: dict[str, str]) -> Iterator[Problem]:
    """Check that a clause is replaced or left out once only."""
    if id_ in gone:
        yield Problem("own-twice", document.path, line, values={"id": id_, "place": gone[id_]})
    gone.setdefault(id_, f"{document.path}:{line}")


def _left_out(document: Document, policy: Policy, gone: dict[str, str]) -> Iterator[Problem]:
    known = [clause.id for clause in policy.clauses if not clause.own]
    for id_ in document.leave_out:
        if id_ not in known:
            values = {"id": id_, "suggestion": closest_id(id_, known)}
            yield Problem("own-unknown", document.path, id_.line, values=values)
        yield from _once(document, id_, id_.line, gone)


def _reasons(document: Document, project: Project) -> Iterator[Problem]:
    """Check that whoever leaves out or replaces a clause says why, in this file's language."""
    english = project.pairs[document.name].get("en", document)
    reasons = {str(id_): reason for id_, reason in document.leave_out.items()}
    for id_ in english.leave_out:
        if not reasons.get(id_, "").strip():
            where = document.line("leave_out", str(id_))
            yield Problem("own-reason", document.path, where, values={"id": id_})
    entries: Mapping[Located, ClauseEntry | WelshClauseEntry] = document.clauses or document.stamps
    given = {str(id_): getattr(entry, "reason", "") for id_, entry in entries.items()}
    for id_, entry in english.clauses.items():
        replaces = entry.replaces if isinstance(entry, OwnClauseEntry) else ""
        if replaces and not given.get(id_, "").strip():
            where = document.line("clauses", str(id_))
            yield Problem("own-reason", document.path, where, id_, {"id": replaces})


def _citing(project: Project) -> Iterator[Problem]:
    """Warn of clauses that refer to one that the school leaves out."""
    # of policies that are left out as a whole, the pages say so
    register, shown = project.register, project.shown
    left_out = {id_ for id_, left in shown.left_out.items() if left.path != FILE}
    for clause in register.clauses.values() if left_out else ():
        for id_ in clause.cites if clause.id in shown.clauses else ():
            if id_ in left_out:
                passage = next(clause.texts[lang] for lang in LANGUAGES if lang in clause.texts)
                yield at(passage, "own-cited", {"id": id_})


def _options(project: Project) -> Iterator[Problem]:
    """Check what the clauses say of options."""
    register = project.register
    for clause in register.clauses.values():
        yield from _when(clause)
    for policy in register.policies.values():
        if all(map(_is_whole, policy.clauses)):  # else one of the variants may be what is missing
            for group in choices.groups(policy):
                yield from _variants(group, policy.own)


def _is_whole(clause: Clause) -> bool:
    """Tell whether a clause has both texts and an entry."""
    return len(clause.texts) == len(LANGUAGES) and bool(clause.audiences)


def _when(clause: Clause) -> Iterator[Problem]:
    path = _path(clause)
    for key, values in clause.when.items():
        option = all_options().get(key)
        if option is None:
            yield unknown("option-unknown", path, key, all_options(), clause.line, clause.id)
            continue
        for value in values or ("",):
            if value not in option.values:
                said = {"option": key, "word": value or "–"}
                said["suggestion"] = did_you_mean(value, option.values)
                yield Problem("option-value-unknown", path, clause.line, clause.id, said)


def _variants(group: choices.Group, is_own: bool) -> Iterator[Problem]:
    """Try every combination of the values that the variants of one point depend on.

    A policy of the school's own need not say anything for a value that the school has not chosen.
    """
    keys = sorted({key for clause in group for key in clause.when})
    if not all(map(_is_understood, group)):
        return
    allowed = is_own or any("variant-none" in clause.allow for clause in group)
    for values in product(*(all_options()[key].values for key in keys)):
        chosen = dict(zip(keys, values, strict=True))
        shown = [clause for clause in group if choices.is_chosen(clause, chosen)]
        said = {"choice": ", ".join(f"{key}: {value}" for key, value in chosen.items())}
        first = group[0]
        if not shown and not allowed:
            yield Problem("variant-none", _path(first), first.line, first.id, said)
        if len(shown) > 1:
            said["ids"] = ", ".join(clause.id for clause in shown)
            last = shown[-1]
            yield Problem("variant-several", _path(last), last.line, last.id, said)


def _is_understood(clause: Clause) -> bool:
    """Tell whether a clause names only options and values that exist."""
    options = all_options()
    return all(
        key in options and values and options[key].values.keys() >= set(values)
        for key, values in clause.when.items()
    )


def _path(clause: Clause) -> str:
    return next(iter(clause.texts.values())).path.replace("docs/cy/", "docs/en/")
