"""``mkdocs.yml`` as MkDocs reads it: with what it inherits, and what the environment says."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from polisi import disk
from polisi.data import Loader
from polisi.problems import Problem, not_utf8, unreadable
from polisi.yaml_files.parsing import MAX_DEPTH, misread

FILE = "mkdocs.yml"
ABOVE = "INHERIT"
"""The entry that names a file whose settings hold where this one has none."""
MAX_ABOVE = 9
"""Files that may inherit from each other, one after the other; a circle never ends."""
EXAMPLES: Mapping[str, tuple[type, str]] = {
    "site_dir": (str, "site_dir: site"),
    "docs_dir": (str, "docs_dir: docs"),
    "extra_css": (list, "extra_css: [assets/own.css]"),
    "extra_javascript": (list, "extra_javascript: [assets/own.js]"),
    "hooks": (list, "hooks: [hooks/main.py]"),
    ABOVE: (str, f"{ABOVE}: base.yml"),
}
"""What the settings are that a build looks at, each with an example."""

Settings = Mapping[str, Any]


class SettingsError(Exception):
    """``mkdocs.yml`` can't be read; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message("en"))
        self.problem = problem


def read(root: Path) -> Settings:
    """Return what the file in a project's folder says; every value that is no list is a str.

    Raises ``SettingsError`` when it, or one that it inherits from, can't be read.
    """
    merged: Settings = {}
    for each in reversed(_inherited(root, [])):
        merged = _merged(merged, each)
    return merged


def files(root: Path) -> Sequence[str]:
    """Return the paths of the files that ``read`` reads, from a project's folder.

    The last one is that which can't be read, if there is one.
    """
    paths: list[str] = []
    with suppress(SettingsError):
        _inherited(root, paths)
    return paths


def _inherited(root: Path, paths: list[str]) -> Sequence[Settings]:
    """Read a file and those above it; ``paths`` gets the path of each before it is read."""
    path, found = FILE, list[Settings]()
    while path:
        if len(found) > MAX_ABOVE:
            raise _malformed(FILE, 1, ABOVE)
        paths.append(path)
        said = _read(root, path)
        found.append(said)
        above = said.get(ABOVE)
        path = os.path.normpath(Path(path).parent / str(above)) if above else ""
    return found


def _read(root: Path, path: str) -> Settings:
    try:
        text = disk.read(root / path).decode("utf-8-sig")
        said = _parsed(text, path)
    except OSError as error:
        raise SettingsError(unreadable(path, error)) from error
    except UnicodeDecodeError as error:
        raise SettingsError(not_utf8(path, error)) from error
    except yaml.YAMLError as error:
        raise SettingsError(misread(error, text, path)) from error
    for key, (kind, _) in EXAMPLES.items():
        if not isinstance(said.get(key) or kind(), kind):
            raise _malformed(path, _line(text, key), key)
    if os.path.normpath(said.get("docs_dir") or "docs") != "docs":  # what we read, whatever it says
        raise _malformed(path, _line(text, "docs_dir"), "docs_dir")
    return said


def _parsed(text: str, path: str) -> Settings:
    """Read a mapping. What nests deep is not tried: it would crash PyYAML, and Python with it."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise _broken(path, line, f"nested more than {MAX_DEPTH} deep")
    said = yaml.load(text, Loader=_Loader)
    if said and not isinstance(said, dict):
        raise _broken(path, 1, "“key: value”")
    return said or {}


class _Loader(Loader):
    """Knows the one tag whose value matters here; what others are of is read as it stands."""


def _of_environment(loader: _Loader, node: yaml.Node) -> Any:
    """Return what ``!ENV NAME`` or ``!ENV [NAME, NAME, default]`` stands for."""
    if not isinstance(node, yaml.SequenceNode):
        return os.environ.get(str(node.value), "")
    *names, last = node.value
    default = loader.construct_object(last, deep=True) if names else ""
    set_names = (each.value for each in names or [last] if each.value in os.environ)
    return next((os.environ[name] for name in set_names), default)


_Loader.add_constructor("!ENV", _of_environment)


def _broken(path: str, line: int, detail: str) -> SettingsError:
    return SettingsError(Problem("yaml-broken", path, line, values={"detail": detail}))


def _malformed(path: str, line: int, key: str) -> SettingsError:
    values = {"name": key, "example": EXAMPLES[key][1]}
    return SettingsError(Problem("setting-malformed", path, line, values=values))


def _line(text: str, key: str) -> int:
    """Return the line on which a setting begins."""
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(key)), 1)


def _merged(above: Settings, below: Settings) -> Settings:
    """Put settings over others: tables grow together, everything else is taken whole."""
    return {
        **above,
        **{
            key: _merged(above[key], value)
            if isinstance(value, dict) and isinstance(above.get(key), dict)
            else value
            for key, value in below.items()
        },
    }
