"""The forms as GitHub reads them: ``.github/ISSUE_TEMPLATE/*.yml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from polisi.editing import words
from polisi.editing.fields import Field
from polisi.project import Project
from polisi.requests.forms import FORMS
from polisi.words.languages import LANGUAGES

FOLDER = ".github/ISSUE_TEMPLATE"
TYPES = {
    "line": "input",
    "lines": "textarea",
    "rows": "textarea",
    "files": "textarea",
    "text": "textarea",
    "choice": "dropdown",
    "choices": "dropdown",
    "tick": "checkboxes",
}
HEAD = """\
# Made from what school.yml and the policies may hold. After a change: polisi request --forms
# Wedi'i wneud o'r hyn a all fod yn school.yml a'r polisïau. Ar ôl newid: polisi request --forms
"""


def templates(project: Project) -> dict[str, str]:
    """Return the text of every form by its path."""
    return {f"{FOLDER}/{kind}.yml": _template(project, kind) for kind in FORMS}


def _template(project: Project, kind: str) -> str:
    kinds = words.table("kinds")
    about = kinds[f"{kind}-about"]
    intro = [kinds[key] for key in (f"{kind}-about", f"{kind}-more") if key in kinds]
    said_of_it = "".join(f"{each[language]}\n\n" for language in LANGUAGES for each in intro)
    row: dict[str, Any] = {
        "name": words.both("kinds", kind),
        "description": words.joined(about["en"], about["cy"]),
        "title": words.both("kinds", kind),
        "body": [
            {"type": "markdown", "attributes": {"value": f"{said_of_it.rstrip()}\n"}},
            *(_element(each) for each in FORMS[kind](project)),
        ],
    }
    said: str = yaml.safe_dump(row, allow_unicode=True, sort_keys=False, width=100)
    return HEAD + said


def _element(field: Field) -> Mapping[str, Any]:
    attributes: dict[str, Any] = {"label": field.label}
    if field.about:
        attributes["description"] = "\n\n".join(field.about[each] for each in LANGUAGES)
    if field.control == "tick":
        attributes["options"] = [
            {"label": answer, "required": field.needed} for answer in answers(field)
        ]
    elif field.answers is not None:
        attributes["multiple"] = field.control == "choices"
        attributes["options"] = list(answers(field))
    element: dict[str, Any] = {
        "type": TYPES[field.control],
        "id": field.key.replace(".", "-"),
        "attributes": attributes,
    }
    if field.control != "tick":
        element["validations"] = {"required": field.needed}
    return element


def answers(field: Field) -> dict[str, str]:
    """Return what each answer of a choice is called on the form, and what it stands for."""
    return dict(_answers(field))


def _answers(field: Field) -> Iterator[tuple[str, str]]:
    for name, labels in (field.answers or {}).items():
        # a comma parts the answers where several can be chosen
        said = words.joined(labels["en"], labels["cy"])
        yield (said.replace(",", " –") if field.control == "choices" else said), name
