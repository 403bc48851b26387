"""JSON schemas for editors, made from the models that a build checks with.

``school`` is that of ``school.yml``; ``front-matter.en`` and ``front-matter.cy`` are those of what
stands at the head of every Markdown file below ``docs/en`` and ``docs/cy``.
"""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic.json_schema import models_json_schema

from polisi.problems import all_rules
from polisi.school.file import SchoolFile
from polisi.text.header import MODELS
from polisi.words.languages import Language

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES = ("school", "front-matter.en", "front-matter.cy")


def json_schema(name: str) -> str:
    """Return one of the schemas of ``NAMES``. Raises ``KeyError`` for any other name."""
    schema = {
        "school": lambda: SchoolFile.model_json_schema(),
        "front-matter.en": lambda: _front_matter("en"),
        "front-matter.cy": lambda: _front_matter("cy"),
    }[name]()
    loosened = {"$schema": DIALECT, **_loosened(schema)}
    return json.dumps(loosened, ensure_ascii=False, indent=1) + "\n"


def _front_matter(language: Language) -> dict[str, Any]:
    """Make one schema of those of a language: the key at its head says what a file is."""
    models = MODELS[language]
    refs, shared = models_json_schema([(model, "validation") for model in models.values()])
    parts = {key: refs[model, "validation"] for key, model in models.items()}
    schema: dict[str, Any] = parts[""]
    for key in ("policy", "extends"):
        schema = {"if": {"required": [key]}, "then": parts[key], "else": schema}
    return {**_plain(shared), "type": "object", **schema}


def _plain(node: Any) -> Any:
    """Leave out what says nothing to an author, and name the rules that a clause may break."""
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _plain(each) for key, each in node.items() if not _says_nothing(key, each)}
    if isinstance(allow := kept.get("allow"), dict):
        codes = [code for code, rule in all_rules().items() if rule.may_be_allowed]
        allow["propertyNames"] = {"enum": codes}
    return kept


def _says_nothing(key: str, value: object) -> bool:
    """Tell whether a key is of use to programs only; one of ours is called ``title``, too."""
    return key == "default" or (key == "title" and isinstance(value, str))


def _loosened(node: Any) -> Any:
    """Allow for YAML's own types: to an editor ``3`` is a number, and an entry left empty null."""
    if isinstance(node, list):
        return [_loosened(each) for each in node]
    if not isinstance(node, dict):
        return node
    loose = {key: _loosened(value) for key, value in node.items()}
    if "enum" in loose:
        loose["enum"] += [int(value) for value in loose["enum"] if value.isdigit()]
        loose.pop("type", None)
    elif loose.get("type") == "string" and re.search(loose.get("pattern", ""), "0163296001"):
        loose["type"] = ["string", "number"]
    if isinstance(loose.get("patternProperties"), dict):
        loose["additionalProperties"] = False
    _allow_empty(loose)
    return loose


def _allow_empty(schema: dict[str, Any]) -> None:
    """Allow the entries of a table that it does not need to be left empty."""
    properties = schema.get("properties", {}) if schema.get("type") == "object" else {}
    for key in properties.keys() - set(schema.get("required", ())):
        about = properties[key]
        if {"type": "null"} not in about.get("anyOf", ()):
            kept = {"description": about["description"]} if "description" in about else {}
            properties[key] = {**kept, "anyOf": [about, {"type": "null"}]}
