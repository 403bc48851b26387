"""Files that somebody drops into a form: GitHub puts links in their place.

A private repository may keep what is dropped into its issues to itself. There a file can be
uploaded into a folder of the repository instead, and its name stands in the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from polisi.editing.words import RefusedError, Said
from polisi.words.suggestions import closest_id

FOLDER = "incoming"
"""Where a file waits that is not dropped into a form."""
ABOUT = "README.md"
"""What says so there, and never waits."""
MAX_FILES, MAX_NAME = 10, 100
ADDRESS = re.compile(r"\b(?:https?|ftp|file|data|javascript):[^\s<>()\[\]\"']*", re.IGNORECASE)
ATTACHMENT = re.compile(
    r"https://github\.com(?P<path>/user-attachments/"
    r"(?:files/\d{1,20}/(?P<name>[^\s/?#]+)|assets/[0-9a-f-]{36}))"
)
"""Where GitHub keeps what is dropped into an issue."""
NAMED = re.compile(r"\[(?P<name>[^\n]*?)\]\((?P<address>[^()\s]*)\)")
UNFINISHED = re.compile(r"\[Uploading [^\n]*\]\(\)")
UNSAFE = re.compile(r"[^\w .()+,'’&-]")


@dataclass(frozen=True, slots=True)
class Link:
    """A file that GitHub keeps."""

    number: int
    """Which one of its form it is, from 1."""
    path: str
    """Of its address at GitHub."""
    name: str
    """What it is called, as a file may be called anywhere."""

    def place(self, folder: Path) -> Path:
        """Return where it stands once it has been fetched."""
        return folder / str(self.number) / self.name

    def why(self, folder: Path) -> Path:
        """Return where the reason stands when it could not be fetched."""
        return folder / f"{self.number}.txt"


def links(text: str) -> tuple[Link, ...]:
    """Return the files that were dropped in. Raises ``RefusedError`` for any other address."""
    called = {each["address"]: each["name"] for each in NAMED.finditer(text)}
    found: dict[str, Link] = {}
    wrong = [Said("refusals", "uploading")] if UNFINISHED.search(text) else []
    for address in dict.fromkeys(ADDRESS.findall(text)):
        attachment = ATTACHMENT.fullmatch(address)
        if attachment is None:
            wrong.append(Said("refusals", "foreign", {"value": address[:80]}))
            continue
        name = unquote(attachment["name"] or called.get(address, ""))
        number = len(found) + 1
        found[address] = Link(number, attachment["path"], safe_name(name, number))
    if len(found) > MAX_FILES:
        wrong.append(Said("refusals", "many-files", {"limit": str(MAX_FILES)}))
    if wrong:
        raise RefusedError(*wrong)
    return tuple(found.values())


def safe_name(name: str, number: int) -> str:
    """Return the name of a file as it may be written down: no folders, nothing hidden."""
    last = re.split(r"[/\\]", name)[-1]
    plain = UNSAFE.sub("-", last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    cut = f"{stem[: MAX_NAME - len(ending) - 1]}{dot}{ending}" if len(plain) > MAX_NAME else plain
    return cut[-MAX_NAME:].lstrip(" .") or f"file-{number}"


def files(text: str, root: Path, folder: Path | None) -> Sequence[Path]:
    """Return the files that a form speaks of: those that were fetched, and those in ``incoming``.

    ``folder`` is where they were fetched to. Raises ``RefusedError`` with what is not there.
    """
    wrong: list[Said] = []
    found = []
    dropped = links(text)
    for link in dropped:
        place = link.place(folder) if folder else None
        if place and place.is_file():
            found.append(place)
        else:
            wrong.append(Said("refusals", _why(link, folder), {"value": link.name}))
    found += _waiting(text, root, not dropped, wrong)
    if len(found) + len(wrong) > MAX_FILES:
        wrong = [Said("refusals", "many-files", {"limit": str(MAX_FILES)})]
    if wrong:
        raise RefusedError(*wrong)
    return found


def _why(link: Link, folder: Path | None) -> str:
    why = link.why(folder) if folder else None
    said = why.read_text(encoding="utf-8") if why and why.is_file() else ""
    return f"fetch-{said}" if said in WHYS else "fetch-refused"


def _waiting(text: str, root: Path, is_all: bool, wrong: list[Said]) -> Iterator[Path]:
    """Yield the files of ``incoming`` that are named, each on a line of its own.

    A name is looked for among those that are there, so that it can't lead anywhere else. Where no
    file was dropped in, each line has to be one: ``is_all``.
    """
    place = root / FOLDER
    there = sorted(place.iterdir()) if place.is_dir() and not place.is_symlink() else []
    known = {each.name: each for each in there if each.is_file() and not each.is_symlink()}
    known.pop(ABOUT, None)
    lines = (each.strip(" \t-*`").removeprefix(f"{FOLDER}/") for each in text.split("\n"))
    for name in dict.fromkeys(lines):
        if name in known:
            yield known[name]
        elif is_all and name:
            about = {"value": name[:80], "suggestion": closest_id(name, known)}
            wrong.append(Said("refusals", "not-waiting", about))


WHYS = frozenset({"refused", "too-big", "elsewhere", "slow"})
"""Why a file could not be fetched; the sentences are in ``editing.yml``."""
