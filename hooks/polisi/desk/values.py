"""The values of the page ``/edit/``: what it shows of a project, and what it saves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import yaml

from polisi import disk, project
from polisi.desk import door, saving, showing
from polisi.desk.door import Asked, Reply, as_json, as_text
from polisi.editing.words import RefusedError
from polisi.school import school
from polisi.words.languages import Language


def answer(
    root: Path, asked: Asked, name: str, query: Mapping[str, list[str]], language: Language
) -> Reply:
    """Answer with values, or save some, of whoever has been let in."""
    try:
        if name == "hint" and asked.method == "GET":  # asked at every pause while somebody types
            about, _ = school.load(root)
            key, value = (query.get(each, [""])[0] for each in ("key", "value"))
            return as_json(200, {"lines": showing.hint(about, key, value, language)})
        before = showing.held(root)
        return _data(project.load(root), before, asked, name, language)
    except RefusedError as error:
        rows = [{"message": each.text(language), "fix": ""} for each in error.reasons]
        return as_json(422, {"problems": rows})
    except (OSError, yaml.YAMLError) as error:
        detail = type(error).__name__
        if isinstance(error, OSError):
            detail = "{path}: {detail}".format_map(disk.told(error))
        return as_json(500, {"problems": [{"message": detail, "fix": ""}]})


def _data(
    loaded: project.Project,
    before: showing.Digests,
    asked: Asked,
    name: str,
    language: Language,
) -> Reply:
    what, _, rest = name.partition("/")
    if asked.method == "POST":
        if what not in saving.SAVE or rest:
            return as_text(404, "404")
        return _saved(loaded, what, asked, language)
    if what == "start":
        return as_json(200, showing.start(loaded, language))
    if what in showing.GROUPS:
        return as_json(200, showing.school(loaded, before, language, what))
    if what == "adoption":
        return as_json(200, showing.adoption(loaded, before, language))
    if what == "policy" and rest in loaded.register.policies:
        return as_json(200, showing.policy(loaded, before, rest, language))
    return as_text(404, "404")


def _saved(loaded: project.Project, what: str, asked: Asked, language: Language) -> Reply:
    kind = asked.headers.get("content-type", "")
    if kind.partition(";")[0].strip() != door.JSON:
        return as_text(415, "415")
    try:
        sent = json.loads(asked.body)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        return as_text(400, "400")
    status, answer = saving.save(loaded, what, sent, language)
    return as_json(status, answer)
