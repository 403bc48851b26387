"""From what a form says to the files that it needs, and what the rules say of them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from polisi.decisions import agreement
from polisi.decisions.adopting import Said as Decided
from polisi.editing import adoptions, changes, fields, filling, places, rows, trial, typed, words
from polisi.editing.changes import Change, Text
from polisi.editing.fields import Field
from polisi.editing.pictures import BADGE
from polisi.editing.rows import OUT
from polisi.editing.trial import Trial
from polisi.editing.words import RefusedError, Said, refused
from polisi.project import Project
from polisi.requests import bringing, dropped
from polisi.requests.dropped import Link
from polisi.requests.forms import FORMS, READ
from polisi.requests.reading import Values, kind_of, read
from polisi.school.file import Bilingual
from polisi.words.languages import LANGUAGES, Language
from polisi.words.suggestions import closest_id
from polisi.yaml_files import entries


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a request."""

    kind: str
    done: tuple[Said, ...] = ()
    refused: tuple[Said, ...] = ()
    trial: Trial | None = None
    notes: tuple[Said, ...] = ()
    """What was asked for and is not done, and why."""
    report: words.Words = dataclasses.field(default_factory=dict)
    """What somebody should know of it, line by line."""
    used: tuple[str, ...] = ()
    """Files that it needs once, and no more."""
    titles: Mapping[str, words.Words] = dataclasses.field(default_factory=dict)
    """What clauses are called of which nobody has seen the id yet."""

    @property
    def removed(self) -> tuple[str, ...]:
        """Files that have done their work: none while something is wrong."""
        return () if self.is_wrong else self.used

    @property
    def files(self) -> Mapping[str, str]:
        """What is to be written: nothing while something is wrong."""
        return {} if self.is_wrong or not self.trial else self.trial.files

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """Pictures that are to be written."""
        return {} if self.is_wrong or not self.trial else self.trial.pictures

    @property
    def is_wrong(self) -> bool:
        """Whether something has to be put right first."""
        return bool(self.refused or (self.trial and self.trial.errors))


def outcome(
    project: Project, body: str, kind: str = "", folder: Path | None = None
) -> Outcome | None:
    """Try what a form asks for. None where a text is no form; nothing is written here.

    ``folder`` holds the files that were dropped into it, once they have been fetched.
    """
    forms = {each: make(project) for each, make in FORMS.items()}
    kind = kind or kind_of(body, forms)
    if not kind:
        return None
    try:
        values = read(body, forms[kind])
        for key in _with_files(forms[kind], values):
            paths = dropped.files(values[key][0], project.root, folder)
            values = {**values, key: [str(path) for path in paths]}
        change = APPLY[kind](project, values)
        agreed = change.clauses if READ in values else ()
        tried = trial.tried(project.root, change.files, agreed, change.pictures)
    except RefusedError as error:
        return Outcome(kind, refused=error.reasons)
    return Outcome(
        kind, change.done, (), tried, change.notes, change.report, change.removed, change.titles
    )


def links(project: Project, body: str) -> Sequence[Link]:
    """Return the files that were dropped into a form; none where one is wrong with them."""
    forms = {each: make(project) for each, make in FORMS.items()}
    kind = kind_of(body, forms)
    try:
        values = read(body, forms[kind]) if kind else {}
        keys = _with_files(forms[kind], values) if kind else []
        return [link for key in keys for link in dropped.links(values[key][0])]
    except RefusedError:
        return ()


def _with_files(form: Sequence[Field], values: Values) -> list[str]:
    """Return the fields of a form into which somebody has dropped something."""
    files = [each.key for each in form if each.control == "files" and each.key in values]
    return [key for key in files if [*values[key]] != [OUT]]


def _school(project: Project, values: Values) -> Change:
    asked = {each.key: each for each in fields.of_school_yml() if each.key in values}
    with_files = _with_files([*asked.values()], values)
    found = {
        key: _filled(field, project.school.written, list(values[key]))
        for key, field in asked.items()
        if key not in with_files
    }
    dropped_in = values.get(BADGE, ()) if BADGE not in found else ()
    files = [Path(each) for each in dropped_in]
    if len(files) > 1:
        raise refused("many-files", limit="1")
    both = {**found, **filling.for_both(project, found)}
    asked |= {each.key: each for each in fields.of_school_yml() if each.key in both}
    change = filling.filled_in(project, both, asked, files[0].read_bytes() if files else None)
    return dataclasses.replace(change, removed=bringing.waiting(project, files))


def _filled(field: Field, written: rows.Written, said: list[str]) -> entries.Value:
    """Return what a field of ``school.yml`` is to say; a hyphen takes out what stands there."""
    if said == [OUT]:
        return [] if field.control in ("lines", "rows") else None
    if field.control == "rows":
        there = rows.shown(field.key, written)
        return [*rows.merged(field.key, field.labels, there, said)]
    return typed.names(said) if field.control == "lines" else places.address(said[0])


def _one(values: Values, key: str) -> str:
    return values[key][0] if key in values else ""


def _id(values: Values, key: str) -> str:
    """Return the number of a clause, however somebody has typed it."""
    typed_in = _one(values, key).strip("[] ").upper()
    return re.sub(r"^([A-Z]+)[ –]?(\d+)$", r"\1-\2", typed_in)


def _texts(values: Values) -> dict[Language, Text]:
    """Return what a clause is to say, if it can stand under a heading of its own."""
    texts = {
        language: Text(_one(values, f"title.{language}"), _one(values, f"text.{language}"))
        for language in LANGUAGES
    }
    if wrong := typed.wrong_with(texts):
        raise RefusedError(*wrong)
    return texts


def _reasons(values: Values) -> dict[Language, str]:
    return {language: _one(values, f"reason.{language}") for language in LANGUAGES}


def _change(project: Project, values: Values) -> Change:
    return changes.changed(project, _id(values, "clause"), _texts(values), _reasons(values))


def _add(project: Project, values: Values) -> Change:
    about = {"audience": [*values["audience"]]}
    return changes.added(project, _id(values, "after"), _texts(values), about)


def _leave_out(project: Project, values: Values) -> Change:
    return changes.left_out(project, _id(values, "clause"), _reasons(values))


def _agree(project: Project, values: Values) -> Change:
    known, names, wrong = agreement.names(project), list[str](), list[Said]()
    for word in re.split(r"[,;\s]+", _one(values, "clauses")):
        name = word if word in known else word.strip("[]").upper()
        if name not in known:
            about = {"value": word[:80], "suggestion": closest_id(name, known)}
            wrong.append(Said("refusals", "no-name", about))
        elif agreement.is_alone(known[name]):
            wrong.append(Said("refusals", "alone", {"value": name}))
        elif name not in names:
            names.append(name)
    if wrong:
        raise RefusedError(*wrong)
    done = []
    for name in names:
        subject = known[name]
        titles = {
            each: subject.title(each) if hasattr(subject, "title") else str(subject[each].title)
            for each in LANGUAGES
        }
        done.append(Said("answers", "agreed", {"id": name, "title": titles}))
    return Change({}, tuple(done), clauses=tuple(names))


def _adopt(project: Project, values: Values) -> Change:
    own = [each.upper() for each in re.split(r"[,;\s]+", _one(values, "own-policies")) if each]
    codes = list(dict.fromkeys([*values.get("policies", ()), *own]))
    known = project.shown.policies
    wrong = [
        Said("refusals", "no-policy", {"value": code[:80], "suggestion": closest_id(code, known)})
        for code in codes
        if code not in known
    ]
    if not codes:
        wrong.append(Said("refusals", "empty", {"field": words.table("fields")["policies"]}))
    if wrong:
        raise RefusedError(*wrong)
    decided = Decided(
        typed.day(_one(values, "on")),
        _one(values, "minute"),
        _decided_by(values),
        typed.day(_one(values, "review")) if "review" in values else None,
    )
    return adoptions.adopted(project, codes, decided)


def _decided_by(values: Values) -> Bilingual | None:
    """Return who has decided: what is said in one language alone serves both."""
    en, cy = (_one(values, f"by.{each}") for each in LANGUAGES)
    return Bilingual(en=en or cy, cy=cy or en) if en or cy else None


APPLY: Mapping[str, Callable[[Project, Values], Change]] = {
    "school": _school,
    "contacts": _school,
    "options": _school,
    "adopt": _adopt,
    "change": _change,
    "add": _add,
    "leave-out": _leave_out,
    "agree": _agree,
    "import": bringing.imported,
    "take-back": bringing.taken_back,
}
"""What each kind of form does."""
