"""Our data files, and their one loader; it converts no value, whatever the parser."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # PyYAML was built without libyaml
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

__all__ = ["BrokenDataError", "Loader", "own_data", "own_text", "said_by"]


class BrokenDataError(SystemExit):
    """A file of ours can't be read. Nothing works without it, so it ends the program in words.

    The words stand here, because those of all messages are in such a file, too.
    """

    def __init__(self, name: str, line: int, detail: str) -> None:
        place = f"hooks/polisi/data/{name}:{line}"
        super().__init__(
            f"{place}: a file of Polisi's own can't be read ({detail}). Copy it again from the "
            f"template, or take your change back.\n{place}: nid oes modd darllen un o ffeiliau "
            f"Polisi ei hun ({detail}). Copïwch hi eto o'r templed, neu dadwnewch eich newid."
        )


def own_text(name: str) -> str:
    """Read a file of this folder, such as ``sources.csv``. Raises ``BrokenDataError``."""
    try:
        return Path(__file__).with_name(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        detail = getattr(error, "strerror", None) or getattr(error, "reason", "")
        raise BrokenDataError(name, 1, str(detail)) from error


class _Untyped(Loader):
    """Reads nodes of which only the words are wanted."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """Look for no type, which takes a sixth of the time."""
        return ""


@cache
def own_data(name: str) -> Any:
    """Read a YAML file of this folder, such as ``laws.yml``, once; every value is a str.

    Raises ``BrokenDataError``.
    """
    try:
        return said_by(yaml.compose(own_text(name), Loader=_Untyped))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        detail = getattr(error, "problem", None) or type(error).__name__
        raise BrokenDataError(name, mark.line + 1 if mark else 1, detail) from error


def said_by(node: yaml.Node | None) -> Any:
    """Return what a node says, every value as a str.

    That takes half the time of PyYAML's own way, which is for any type.
    """
    if isinstance(node, yaml.MappingNode):
        return {key.value: said_by(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [said_by(each) for each in node.value]
    return node.value if node else None
