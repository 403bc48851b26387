"""What the page sends to be saved: held against what it saw, tried, and then written."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from polisi.decisions.adopting import Said as Decided
from polisi.desk import showing
from polisi.desk.showing import Json
from polisi.editing import adoptions, changes, fields, filling, places, trial, typed, words
from polisi.editing import rows as tables
from polisi.editing.changes import Change, Text
from polisi.editing.trial import Trial
from polisi.editing.words import RefusedError, Said, refused, said
from polisi.facts.options import all_options
from polisi.problems import Problem
from polisi.project import Project
from polisi.saving import SavedError
from polisi.school.school import FILE
from polisi.words.languages import LANGUAGES, Language
from polisi.yaml_files import entries

Sent = Mapping[str, Any]


def save(project: Project, what: str, sent: Sent, language: Language) -> tuple[int, Json]:
    """Write what the page sends, if it is right. Returns an HTTP status and what is said."""
    try:
        _as_seen(project, sent)
        change = SAVE[what](project, sent)
        agreed = change.clauses if sent.get("read") is True else ()
        tried = trial.tried(project.root, change.files, agreed, change.pictures)
    except RefusedError as error:
        status = 409 if any(each.key == "changed" for each in error.reasons) else 422
        return status, {"problems": [_refusal(each, language) for each in error.reasons]}
    if tried.errors:
        return 422, {"problems": [_problem(each, language) for each in tried.errors]}
    try:
        trial.write(project.root, {**tried.files, **tried.pictures}, seen=project.seen)
    except SavedError as error:
        said_ = Said("refusals", "changed", {"value": error.file.name})
        return 409, {"problems": [_refusal(said_, language)]}
    return 200, _done(change, tried, language)


def _done(change: Change, tried: Trial, language: Language) -> Json:
    """Say what was written, and what it leaves to do."""
    ids = ", ".join(tried.to_agree)
    return {
        "done": [each.text(language) for each in change.done if tried.files or tried.pictures],
        "unread": said("desk", "unread", language, ids=ids) if ids else "",
        "problems": [
            *(_problem(each, language) for each in tried.warnings),
            *({**_problem(each, language), "field": at} for at, each in tried.unfinished.items()),
        ],
    }


def _as_seen(project: Project, sent: Sent) -> None:
    """Refuse to write over what somebody else has written since the page was shown."""
    seen = sent.get("seen")
    wrong = [
        Said("refusals", "changed", {"value": str(path)})
        for path, digest in (seen.items() if isinstance(seen, dict) else ())
        if not showing.is_shown(str(path)) or showing.digest(project.root, str(path)) != digest
    ]
    if wrong or not isinstance(seen, dict) or not seen:
        raise RefusedError(*(wrong or [Said("refusals", "changed", {"value": FILE})]))


def _refusal(reason: Said, language: Language) -> Json:
    field = reason.values.get("at", "")
    return {"field": str(field), "message": reason.text(language), "fix": ""}


def _problem(problem: Problem, language: Language) -> Json:
    """Say what is wrong, and at which field."""
    field = _asked(problem.values.get("name", "")) if problem.path == FILE else ""
    if problem.path.startswith("docs/"):
        field = f"text.{problem.path.split('/')[1]}"
    return {
        "field": field,
        "clause": problem.clause,
        "message": fields.called(problem.message(language), language),
        "fix": fields.called(problem.fix(language), language),
    }


def _asked(name: str) -> str:
    """Return the field that asks for a place of ``school.yml``: a table asks for all in it."""
    known = {each.key for each in fields.of_school_yml()}
    table = name.partition(".")[0]
    return table if name not in known and table in known else name


def _words(sent: Sent, key: str) -> str:
    """Return a text of what was sent; anything else is an empty one."""
    value = sent.get(key)
    text = value.replace("\r\n", "\n") if isinstance(value, str) else ""
    if len(text) > typed.MAX_TEXT:
        sizes = {"size": f"{len(text):,}", "limit": f"{typed.MAX_TEXT:,}"}
        raise RefusedError(Said("refusals", "too-long", {**sizes, "at": key}))
    if typed.UNSEEN.search(text):
        raise RefusedError(Said("refusals", "control", {"field": _label(key), "at": key}))
    return text


def _label(key: str) -> words.Words:
    """Return what a field is called that the page shows."""
    known = {each.key: each.labels for each in fields.of_school_yml()}
    name, _, language = key.rpartition(".")
    if name in words.table("fields"):
        return places.in_language(words.table("fields")[name], "cy" if language == "cy" else "en")
    return known.get(key, dict.fromkeys(LANGUAGES, key))


def _school(project: Project, sent: Sent) -> Change:
    values: dict[str, entries.Value] = {}
    asked, badge = {}, None
    given = sent.get("values")
    said_ = given if isinstance(given, dict) else {}
    wrong: list[Said] = []
    for field in fields.of_school_yml():
        if field.key not in said_ or _same(said_[field.key], showing.value(project, field)):
            continue
        asked[field.key] = field
        if field.control == "files" and said_[field.key]:
            badge = _picture(said_[field.key])
        elif field.control == "rows":
            values[field.key] = [*_rows(said_[field.key], field)]
        else:
            values[field.key] = _filled(said_, field, wrong)
    if wrong:
        raise RefusedError(*wrong)
    return filling.filled_in(project, values, asked, badge)


def _same(sent: object, shown: object) -> bool:
    both = [each.strip() if isinstance(each, str) else each for each in (sent, shown)]
    return both[0] == both[1]


def _picture(sent: object) -> bytes:
    """Return a picture that a browser has sent as the text of an address."""
    _, _, text = str(sent).partition(";base64,")
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""


def _filled(sent: Sent, field: fields.Field, wrong: list[Said]) -> entries.Value:
    """Return what was filled in, if it is what the field takes."""
    text = _words(sent, field.key).strip()
    about: dict[str, str | words.Words] = {
        "field": field.labels,
        "value": text[:80],
        "at": field.key,
    }
    if field.control == "lines":
        return typed.names([line.strip() for line in text.split("\n") if line.strip()])
    if field.answers is not None and text not in field.answers:
        wrong.append(Said("refusals", "choice", about))
    elif "\n" in text:
        wrong.append(Said("refusals", "one-line", about))
    return places.address(text) or None


def _rows(sent: object, field: fields.Field) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table that was sent, with a text for each of its columns."""
    columns = tables.columns(field.key)
    for row in sent if isinstance(sent, list) else ():
        cells = row if isinstance(row, list) else []
        found = (_words({field.key: each}, field.key) for each in cells[: len(columns)])
        texts = [" ".join(each.split()) for each in found]
        yield (*texts, *[""] * (len(columns) - len(texts)))


def _texts(sent: Sent) -> dict[Language, Text]:
    texts: dict[Language, Text] = {}
    for language in LANGUAGES:
        title, body = _words(sent, f"title.{language}"), _words(sent, f"text.{language}")
        texts[language] = Text(" ".join(title.split()), body.strip("\n").rstrip())
    wrong = typed.wrong_with(texts)
    if wrong:
        raise RefusedError(*wrong)
    return texts


def _reasons(sent: Sent) -> dict[Language, str]:
    return {each: " ".join(_words(sent, f"reason.{each}").split()) for each in LANGUAGES}


def _about(sent: Sent) -> dict[str, entries.Value]:
    """Return what is said of a clause beside its texts."""
    known = list(fields.audiences().answers or ())
    audience = sent.get("audience")
    chosen = [each for each in known if isinstance(audience, list) and each in audience]
    if not chosen:
        label = fields.audiences().labels
        raise RefusedError(Said("refusals", "empty", {"field": label, "at": "audience"}))
    see = sent.get("see")
    ids: list[entries.Value] = [str(each) for each in see] if isinstance(see, list) else []
    return {"audience": list(chosen), "see": ids, "when": _when(sent)}


def _when(sent: Sent) -> dict[str, entries.Value]:
    """Return the values of options with which a clause shows."""
    when: dict[str, list[entries.Value]] = {}
    rows = sent.get("when")
    for row in rows if isinstance(rows, list) else ():
        option, _, value = str(row).partition("=")
        if option not in all_options() or value not in all_options()[option].values:
            label = words.table("desk")["when"]
            raise refused("choice", field=label, value=str(row)[:80], at="when")
        when.setdefault(option, []).append(value)
    return dict(when)


def _clause(project: Project, sent: Sent) -> Change:
    id_ = _words(sent, "id")
    clause = changes.clause_of(project, id_)
    about = _about(sent)
    was = {option: [*values] for option, values in clause.when.items()}
    if about["when"] == was:
        del about["when"]
    if about["see"] == [str(each) for each in clause.see] or "see" not in sent:
        del about["see"]
    if about["audience"] == [str(each) for each in clause.audiences]:
        del about["audience"]
    return changes.changed(project, id_, _texts(sent), _reasons(sent), about)


def _new(project: Project, sent: Sent) -> Change:
    return changes.added(project, _words(sent, "after"), _texts(sent), _about(sent))


def _leave_out(project: Project, sent: Sent) -> Change:
    reasons = _reasons(sent)
    changes.need_reasons(_words(sent, "id"), reasons)
    return changes.left_out(project, _words(sent, "id"), reasons)


def _adopt(project: Project, sent: Sent) -> Change:
    rows = sent.get("codes")
    codes = [str(each) for each in rows] if isinstance(rows, list) else []
    known = [code for code in codes if code in project.shown.policies]
    if not known:
        label = fields.of_words("policies", "line").labels
        raise RefusedError(Said("refusals", "empty", {"field": label, "at": "codes"}))
    decided = Decided(typed.day(_words(sent, "on")), _words(sent, "minute").strip())
    return adoptions.adopted(project, known, decided)


SAVE: Mapping[str, Callable[[Project, Sent], Change]] = {
    "school": _school,
    "clause": _clause,
    "new": _new,
    "leave-out": _leave_out,
    "adopt": _adopt,
}
"""What can be saved, by the name under which the page sends it."""
