"""Forms on GitHub as somebody has filled them in: the text of the issue that they become."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from polisi import project
from polisi.requests.forms import FORMS
from polisi.requests.templates import answers

Filled = Mapping[str, str | Sequence[str]]
"""What is filled in by the key of its field; an answer of a choice by its name."""


def issue(root: Path, kind: str, values: Filled) -> str:
    """Return the text that GitHub makes of a form."""
    parts = []
    for field in FORMS[kind](project.load(root)):
        said = values.get(field.key, "")
        called = {name: answer for answer, name in answers(field).items()}
        if field.control == "tick":
            text = "\n".join(f"- [{'X' if said else ' '}] {each}" for each in called.values())
        elif field.control == "choices":
            text = ", ".join(called[each] for each in said)
        elif field.control == "choice":
            text = called[str(said)] if said else ""
        else:
            text = str(said)
        parts.append(f"### {field.label}\n\n{text or '_No response_'}")
    return "\n\n".join(parts)


def event(file: Path, body: str) -> Path:
    """Write the part of a real event that matters, as GitHub writes it for a workflow."""
    found = {"action": "opened", "issue": {"number": 7, "title": "A form", "body": body}}
    file.write_text(json.dumps(found), encoding="utf-8")
    return file
