"""The JSON schema of ``school.yml``, for editors: made from the model that a build checks with."""

from __future__ import annotations

import json
import re
from typing import Any

from polisi.school.file import SchoolFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> str:
    """Return the JSON schema of ``school.yml`` for editors."""
    schema = {"$schema": DIALECT, **_loosened(SchoolFile.model_json_schema())}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _loosened(node: Any) -> Any:
    """Allow for YAML's own types: to an editor ``3`` is a number, and an entry left empty null."""
    if isinstance(node, list):
        return [_loosened(each) for each in node]
    if not isinstance(node, dict):
        return node
    loose = {key: _loosened(value) for key, value in node.items()}
    if "enum" in loose:
        loose["enum"] += [int(value) for value in loose["enum"] if value.isdigit()]
        del loose["type"]
    elif loose.get("type") == "string" and re.search(loose.get("pattern", ""), "0163296001"):
        loose["type"] = ["string", "number"]
    if isinstance(loose.get("patternProperties"), dict):
        loose["additionalProperties"] = False
    optional = loose.get("properties", {}).keys() - set(loose.get("required", ()))
    for key in optional if loose.get("type") == "object" else ():
        about = loose["properties"][key]
        if {"type": "null"} not in about.get("anyOf", ()):
            kept = {"description": about["description"]} if "description" in about else {}
            loose["properties"][key] = {**kept, "anyOf": [about, {"type": "null"}]}
    return loose
