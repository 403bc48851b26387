"""Files that a text shows or links to: what is in them belongs to what was adopted.

A copy of each is kept with the adopted texts, ``adopted/files/5f2c9a1e91bb02d7/plan.png``. While
the file in ``docs/`` is the same, readers get that one; after a change, the text leads to its own.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from polisi import disk
from polisi.memory import NO_MEMORY, Memory
from polisi.model import Policy
from polisi.text.documents import MARKDOWN_SUFFIXES
from polisi.text.files import uploads

FOLDER = "adopted/files"
TARGET = re.compile(r"(\]\(\s*<?)([^)\s>#]+)")
WHOLE_TARGET = re.compile(r"(\]\(\s*)(?:<([^<>\n]*)>|([^)\s<>]+))")
"""The same with what follows the path, and with spaces where the sign ``<`` allows them."""
OUTSIDE = re.compile(r"[a-zA-Z][\w+.-]*:|/")
"""How an address starts that does not depend on where it stands."""
KEPT = re.compile(rf"{FOLDER}/([0-9a-f]{{16}})/[^/]+")
Files = Mapping[str, str]
"""Digest of each file that is there, by its path from the project's folder."""


def digest(raw: bytes) -> str:
    """Digest what is in a file."""
    return hashlib.blake2s(raw, digest_size=8).hexdigest()


def of_policies(root: Path, policies: Iterable[Policy], memory: Memory = NO_MEMORY) -> Files:
    """Return the files that policies show or link to and that are there."""
    paths = [path for policy in policies for path in memory.of(linked, policy)]
    return existing(root, paths, memory)


def existing(root: Path, paths: Iterable[str], memory: Memory = NO_MEMORY) -> Files:
    """Return those files that can be read, in order."""
    found = {path: memory.of_file(_digest_of, root / path) for path in sorted(set(paths))}
    return {path: said for path, said in found.items() if said}


def _digest_of(file: Path) -> str:
    try:
        return digest(disk.read(file))
    except OSError:  # the rules for links and uploads report it
        return ""


def linked(policy: Policy) -> Sequence[str]:
    """Return the path of each file below ``docs/`` that a policy shows or links to."""
    return tuple(_linked(policy))


def _linked(policy: Policy) -> Iterator[str]:
    for clause in policy.clauses:
        for language, passage in clause.texts.items():
            if any(not OUTSIDE.match(found[2]) for found in TARGET.finditer(passage.body)):
                for path in uploads.linked(passage.path, passage.body, language):
                    is_page = PurePosixPath(path).suffix.lower() in MARKDOWN_SUFFIXES
                    if path.startswith("docs/") and not is_page:
                        yield path


def every_copy(root: Path) -> Iterator[str]:
    """Yield the path of each copy that is kept."""
    for file in sorted((root / FOLDER).glob("*/*")):
        if file.is_file():
            yield file.relative_to(root).as_posix()


def kept_at(path: str, said: str) -> str:
    """Return where the copy of a file is kept; ``said`` is its digest."""
    return f"{FOLDER}/{said}/{posixpath.basename(path)}"


def led(body: str, path: str, places: Mapping[str, str]) -> str:
    """Let the links of a text to some files lead to where these are kept.

    ``path`` is the file that the text stands in.
    """
    if not places or "](" not in body:
        return body

    def moved(found: re.Match[str]) -> str:
        target = found[2] or found[3] or ""
        place = places.get(_resolved(path, target))
        if place is None:
            return found[0]
        _, hash_, fragment = target.partition("#")
        way = posixpath.relpath(place, posixpath.dirname(path))
        return f"{found[1]}<{way}{hash_}{fragment}>"

    return WHOLE_TARGET.sub(moved, body)


def content(path: str, target: str, files: Files) -> str:
    """Return what stands for the file that a link leads to, or nothing if it leads to none."""
    resolved = _resolved(path, target)
    kept = KEPT.fullmatch(resolved)
    said = kept[1] if kept else files.get(resolved)
    return f"file {said}" if said else ""


def _resolved(path: str, target: str) -> str:
    """Return the path of what a link in a file leads to, or nothing if that is no file."""
    if OUTSIDE.match(target) or "{{" in target:
        return ""
    written = unquote(unescape(target.partition("#")[0].partition("?")[0]))
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), written)) if written else ""
