"""YAML with line numbers: the front matter of a page, and ``school.yml``.

PyYAML's C parser builds a graph of nodes that know their lines. Strings stay as written, so that
``1.10`` is not 1.1 and ``no`` is not False; whoever needs a date or a number converts it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from polisi.model import Located
from polisi.problems import Problem
from polisi.yaml_loader import Loader

FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)

NULL = {"", "~", "null", "Null", "NULL"}
MAX_DEPTH = 12
"""No file of ours nests deeper; a bomb does."""


def split(text: str) -> tuple[str | None, str, int]:
    """Split a page into front matter, body and the line on which the body starts.

    The front matter is None when it is never closed, and empty when there is none. ``text`` has
    ``\\n`` line ends and no byte order mark.
    """
    opening = FENCE.match(text)
    if not opening:
        return "", text, 1
    closing = CLOSING.search(text, opening.end())
    if not closing:
        return None, "", 1
    body_start = min(closing.end() + 1, len(text))
    return (
        text[opening.end() : closing.start()],
        text[body_start:],
        text.count("\n", 0, body_start) + 1,
    )


def parse(yaml_text: str, path: str, first_line: int) -> tuple[dict[str, object], list[Problem]]:
    """Read a YAML mapping whose strings and keys know their lines.

    ``first_line`` is the line of the file on which ``yaml_text`` starts. Returns the mapping
    (empty when it can't be read) and the problems: broken YAML, a key given twice, a top level
    that is no mapping, anchors and tags (which nobody here needs and a bomb is made of).
    """
    problems: list[Problem] = []

    def problem(code: str, line: int, **values: str) -> None:
        problems.append(Problem(code, path, line, values=values))

    def value_of(node: yaml.Node, depth: int) -> object:
        at = node.start_mark.line + first_line
        if depth > MAX_DEPTH:
            problem("yaml-broken", at, detail=f"nested more than {MAX_DEPTH} deep")
            return Located("", at)
        if isinstance(node, yaml.MappingNode):
            return mapping_of(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [value_of(child, depth + 1) for child in node.value]
        plain = isinstance(node, yaml.ScalarNode) and node.style is None
        text = "" if plain and node.value in NULL else node.value
        return Located(text, at)

    def mapping_of(node: yaml.MappingNode, depth: int) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            at = key_node.start_mark.line + first_line
            if not isinstance(key_node, yaml.ScalarNode):
                problem("yaml-broken", at, detail="a key that is not a word")
                continue
            key = Located(key_node.value, at)
            if key in values:
                problem("yaml-key-twice", at, key=key)
                continue
            values[key] = value_of(value_node, depth + 1)
        return values

    try:
        for token in yaml.parse(yaml_text, Loader=Loader) if "&" in yaml_text else ():
            anchor = getattr(token, "anchor", None)
            if anchor:
                at = getattr(token.start_mark, "line", 0) + first_line
                problem("yaml-broken", at, detail=f"&{anchor}")
                return {}, problems
        root = yaml.compose(yaml_text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = getattr(mark, "line", 0) + first_line
        problem("yaml-broken", at, detail=str(error.problem or error.context or "YAML"))
        return {}, problems
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem("yaml-broken", first_line, detail=str(error).split("\n")[0])
        return {}, problems
    if root is None:
        return {}, problems
    if not isinstance(root, yaml.MappingNode):
        problem("yaml-broken", first_line, detail="“key: value”")
        return {}, problems
    return mapping_of(root, 0), problems


def mapping(value: object) -> Mapping[str, object]:
    """Return ``value`` when it is a mapping, or an empty one. Its keys are ``Located``."""
    return value if isinstance(value, dict) else {}


def line(key: str, default: int = 1) -> int:
    """Return the line of a key or string that ``parse`` read."""
    return key.line if isinstance(key, Located) else default


def line_of(values: Mapping[str, object], key: str, default: int = 1) -> int:
    """Return the line of a key of a mapping that ``parse`` made."""
    return next((k.line for k in values if k == key and isinstance(k, Located)), default)


def strings(value: object) -> list[Located]:
    """Return the strings of a list, or of a single string."""
    if isinstance(value, Located):
        return [value] if value else []
    if isinstance(value, list):
        return [item for item in value if isinstance(item, Located)]
    return []
