"""What the page shows: the fields of the school and the clauses of a policy, as plain values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from polisi import disk
from polisi.checks.school import MAX_LOGO
from polisi.editing import changes, fields, places, rows, words
from polisi.editing.fields import Field
from polisi.editing.words import said
from polisi.facts.audiences import all_audiences
from polisi.facts.options import all_options
from polisi.model import Clause, Policy
from polisi.policies import addresses, published
from polisi.project import Project
from polisi.school import colours
from polisi.school.school import FILE, School
from polisi.words import inflect, welsh
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say

Json = dict[str, Any]
Digests = Mapping[str, str]
"""What files hold, by path."""


def digest(root: Path, path: str) -> str:
    """Return what tells whether a file has changed since it was shown."""
    try:
        raw = disk.read(root / path)
    except OSError:  # it is not there; one that can't be read is refused when it is changed
        raw = b""
    return _digest(raw)


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:16]


def held(root: Path) -> Digests:
    """Return what every text of a project holds.

    Taken before the project is read, so that what changes meanwhile is never taken for shown.
    """
    texts = (each.relative_to(root).as_posix() for each in (root / "docs").rglob("*.md"))
    return {path: digest(root, path) for path in (FILE, published.FILE, *texts)}


def is_shown(path: str) -> bool:
    """Tell whether a file is one that the page shows, or changes beside it."""
    return path in (FILE, published.FILE) or (path.startswith("docs/") and ".." not in path)


def _seen(before: Digests, paths: Iterable[str]) -> dict[str, str]:
    return {path: before.get(path, _digest(b"")) for path in paths}


def start(project: Project, language: Language) -> Json:
    """Return what the page needs before anything is chosen."""
    register = project.register
    policies = register.policies.values()
    return {
        "words": {key: row[language] for key, row in words.table("desk").items()},
        "home": "" if language == project.school.default_language else f"{language}/",
        "policies": [{"code": each.code, "title": each.title(language)} for each in policies],
        "clauses": [
            {"id": each.id, "title": each.title(language)} for each in register.clauses.values()
        ],
        "audiences": [
            {"name": str(each), "label": say(f"audience.{each}", language)}
            for each in all_audiences()
        ],
        "largest": MAX_LOGO,
        "audienceLabel": words.table("fields")["audience"][language],
        "options": [
            {
                "label": option.topics[language],
                "values": [
                    {"name": f"{option.key}={value.name}", "label": value.labels[language]}
                    for value in option.values.values()
                ],
            }
            for option in all_options().values()
        ],
        "reasons": {
            each: places.in_language(words.table("fields")["reason"], each)[language]
            for each in LANGUAGES
        },
    }


GROUPS = {"school": fields.school, "contacts": fields.contacts, "options": fields.options}
"""Parts of ``school.yml``, each with what it asks for."""


def school(project: Project, before: Digests, language: Language, group: str) -> Json:
    """Return the fields of a part of ``school.yml``, with what is written there."""
    shown = [_field(project, each, language) for each in GROUPS[group]()]
    seen = _seen(before, [FILE])
    if badge := project.school.logo_path:
        seen[badge] = digest(project.root, badge)
    return {"fields": shown, "seen": seen}


def _field(project: Project, field: Field, language: Language) -> Json:
    row: Json = {
        "key": field.key,
        "control": field.control,
        "label": field.labels[language],
        "about": field.about[language] if field.about else "",
        "value": value(project, field),
    }
    if field.control == "rows":
        row["columns"] = [_column(each, language) for each in rows.columns(field.key)]
        row["names"] = rows.names(field.key)
        row["about"] = ""
    if field.answers is not None:
        option = all_options().get(field.key.removeprefix("options."))
        row["answers"] = [
            {
                "name": name,
                "label": labels[language],
                "says": option.values[name].says[language] if option else "",
            }
            for name, labels in field.answers.items()
        ]
        row["usual"] = option.default if option else ""
    return row


def _column(column: rows.Column, language: Language) -> Json:
    answers = [
        {"name": name, "label": said[language]} for name, said in (column.answers or {}).items()
    ]
    return {"key": column.key, "label": column.labels[language], "answers": answers}


def value(project: Project, field: Field) -> str | list[list[str]]:
    """Return what a field shows."""
    if field.control == "rows":
        return [[*row] for row in rows.shown(field.key, project.school.written)]
    return written(project, field.key)


def written(project: Project, key: str) -> str:
    """Return what stands in ``school.yml`` at a place, as it is shown in a field."""
    value: object = project.school.written
    for part in key.split("."):
        if isinstance(value, Mapping):
            value = value.get(part)
        elif part not in LANGUAGES:
            value = None
    if isinstance(value, list):
        return "\n".join(map(_line, value))
    return str(value) if isinstance(value, str) else ""


def _line(value: object) -> str:
    if isinstance(value, Mapping):
        return " | ".join(str(value.get(each, "")) for each in LANGUAGES)
    return str(value)


def hint(about: School, key: str, value: str, language: Language) -> list[str]:
    """Say what follows from what is being typed: a name's forms, a colour's contrast."""
    value = " ".join(value.split())[:120]
    is_name = key.startswith("roles.") or key.endswith("name.cy")
    if value and is_name and key.endswith(".cy"):
        return _in_sentences(about, key, value)
    if key.startswith("school.colours.") and colours_ok(value):
        return _contrast(key, value, language)
    return []


def _in_sentences(about: School, key: str, name: str) -> list[str]:
    kind = "role" if key.startswith("roles.") else "place"
    role = about.roles.get(key.removesuffix(".cy").removeprefix("roles."))
    is_feminine = bool(role and role.feminine)
    spoken = inflect.sentences(name, about.forms(name), is_feminine, kind)  # type: ignore[arg-type]
    return [sentence for _, sentence in spoken]


def _contrast(key: str, colour: str, language: Language) -> list[str]:
    grounds = (colours.ON_MAIN,) if key.endswith("main") else colours.LIGHT_GROUNDS
    ratio = int(colours.least(colour, grounds) * 100) / 100
    lines = [said("desk", "contrast", language, ratio=f"{ratio:.2f}")]
    if ratio < colours.ENOUGH:
        best = colours.nearest(colour, grounds, colours.BLACK)
        lines.append(said("desk", "nearest", language, colour=best))
    return lines


def colours_ok(value: str) -> bool:
    """Tell whether a text is a colour as ``school.yml`` takes it."""
    return len(value) == 7 and value[0] == "#" and set(value[1:].lower()) <= {*"0123456789abcdef"}


def adoption(project: Project, before: Digests, language: Language) -> Json:
    """Return which policies are adopted."""
    listed = []
    policies, adoptions = project.shown.policies, project.school.adoption
    for policy in policies.values():
        found = adoptions.get(policy.code)
        values = {"version": found.version if found else policy.version}
        if found:
            values["date"] = welsh.date(found.date.isoformat(), language)
        status = said("desk", "adopted" if found else "draft", language, **values)
        listed.append({"code": policy.code, "title": policy.title(language), "status": status})
    table = words.table("fields")
    labels = {key: table[key][language] for key in ("policies", "on", "minute")}
    return {"policies": listed, "labels": labels, "seen": _seen(before, [FILE])}


def policy(project: Project, before: Digests, code: str, language: Language) -> Json:
    """Return a policy's clauses in both languages, in the order in which they show."""
    found = project.register.policies[code]
    sections = [
        {
            "title": section.titles.get(language, ""),
            "clauses": [_clause(project, each, found) for each in section.clauses],
        }
        for section in found.sections
    ]
    return {
        "code": code,
        "title": found.title(language),
        "own": found.own,
        "out": code in project.school.left_out,
        "page": _address(project, found, language),
        "sections": sections,
        "seen": _seen(before, [*paths(project, found), published.FILE, FILE]),
    }


def _address(project: Project, found: Policy, language: Language) -> str:
    """Return where the preview shows a policy."""
    pair = project.pairs.get(found.name, {})
    folder = "" if language == project.school.default_language else f"{language}/"
    return folder + (addresses.slug_path(pair[language]) if language in pair else "")


def paths(project: Project, found: Policy) -> Iterable[str]:
    """Return the files that hold a policy's clauses, the school's own among them."""
    for language in LANGUAGES:
        yield f"docs/{language}/{found.name}"
        if not found.own:
            yield changes.extension_path(project, found.code, language)


def _clause(project: Project, clause: Clause, found: Policy) -> Json:
    instead = changes.replacement(project, clause.id)
    return {
        "id": clause.id,
        "own": clause.own or found.own,
        "instead": instead.id if instead else "",
        "out": clause.id in project.register.left_out,
        "audience": [str(each) for each in clause.audiences],
        "see": [str(each) for each in clause.see],
        "when": [f"{option}={value}" for option, all_ in clause.when.items() for value in all_],
        "texts": {
            language: {"title": text.title, "text": text.body.strip("\n")}
            for language, text in clause.texts.items()
        },
    }
