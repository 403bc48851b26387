"""One text out of three: passage by passage, and each passage by ``git merge-file``.

git alone sees lines. Of a page whose clauses were replaced it takes the blank lines for what both
sides share, and puts the lines of one clause into another; and it takes changes to neighbouring
lines, such as the stamps of two clauses, for one. So each passage of a page is merged on its own,
and each entry of YAML gets a line before and after it, which is taken out again in the end.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from polisi.model import CLAUSE_ID
from polisi.upgrade.git import Git

LINE = re.compile(r"[^\n]*\n|[^\n]+")
MARK = "\x01polisi "
KEY = re.compile(r"( *)([\w.'\"-]+):(?:\s|$)")
PASSAGE = re.compile(r"^#{1,6}[^\n]*\{:?[ ]*#([^\s}]+)[ ]*\}[ \t]*\r?$", re.MULTILINE)
"""A heading with an id, as ``text.documents`` sees it."""
STAMP_ENTRY = re.compile(rf"\s*{CLAUSE_ID.pattern}: *\{{agreed: *[0-9a-f-]*[^{{}}]*\}}\s*")
MAX_CONFLICTS = 127
"""``git merge-file`` ends with the number of conflicts, and 127 stands for more."""

HunkKind = Literal["lines", "stamp", "taken-out-by-school", "taken-out-by-template"]


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines, or a whole passage, that both sides changed in different ways."""

    kind: HunkKind
    line: int
    """Line of the merged text at which the school's lines stand."""
    clause: str
    """Id of the clause that it is in or about, or an empty string."""
    school: str
    template: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of a page with its heading, its front matter, or a text that is no page."""

    text: str
    gap: str
    """The line end, and the blank lines, after it."""


Pieces = Mapping[str, Piece]
"""By the id of the passage; the front matter, and a whole text, has an empty id."""


def merge_texts(
    git: Git, path: str, base: bytes, school: bytes, template: bytes
) -> tuple[bytes, list[Hunk]]:
    """Merge three texts.

    Returns the merged text, in which the school's lines stand where both changed the same ones,
    and these places. Raises ``GitError`` when git can't merge them.
    """
    raws = [side.decode("utf-8", "surrogateescape") for side in (base, school, template)]
    texts = [raw.replace("\r\n", "\n") if _is_windows(raw) else raw for raw in raws]
    sides = _apart(texts, path)
    has_keys = path.endswith((".md", ".yml", ".yaml")) and MARK not in "".join(texts)
    merged, hunks = _merge_pieces(git, sides, has_keys)
    end = [piece.gap for piece in sides[1].values()][-1:]
    whole = merged + "".join(end)
    if _is_windows(raws[1]):  # the school's lines stay as they end
        whole = whole.replace("\n", "\r\n")
    return whole.encode("utf-8", "surrogateescape"), hunks


def _merge_pieces(git: Git, sides: Sequence[Pieces], has_keys: bool) -> tuple[str, list[Hunk]]:
    """Merge piece by piece; ``has_keys``: what has no id is YAML."""
    before, ours, theirs = sides
    gaps = {**_gaps(theirs), **_gaps(ours)}
    merged, gap = "", ""
    hunks: list[Hunk] = []
    for id_ in _order(before, ours, theirs):
        trio = [side[id_].text if id_ in side else None for side in sides]
        text, conflicts = _merge_piece(git, id_, trio, has_keys and not id_)
        merged += gap if text is not None else ""
        hunks += [replace(hunk, line=hunk.line + merged.count("\n")) for hunk in conflicts]
        if text is not None:
            merged, gap = merged + text, gaps.get(id_, "\n\n")
    return merged, hunks


def _is_windows(text: str) -> bool:
    """Tell whether every line of a text ends as Windows has it."""
    return "\r\n" in text and text.count("\n") == text.count("\r\n")


def _apart(texts: Sequence[str], path: str) -> list[Pieces]:
    """Take each side apart at its headings, or none where one can't be."""
    sides = [_pieces(text, path) for text in texts]
    pages = [side for side in sides if side is not None]
    return pages if len(pages) == len(sides) else [{"": Piece(text, "")} for text in texts]


def _pieces(text: str, path: str) -> Pieces | None:
    """Take a page apart at its headings; None for what is no page or has an id twice."""
    if not path.endswith(".md"):
        return None
    headings = list(PASSAGE.finditer(text))
    starts = [0, *(heading.start() for heading in headings)]
    ends = [*starts[1:], len(text)]
    ids = ["", *(heading[1] for heading in headings)]
    if len(set(ids)) < len(ids):
        return None
    parts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    bodies = [part.rstrip() for part in parts]
    return {
        id_: Piece(body, part[len(body) :])
        for id_, body, part in zip(ids, bodies, parts, strict=True)
        if part
    }


def _gaps(pieces: Pieces) -> dict[str, str]:
    """Return the gaps between pieces: not the one at the end of the file."""
    return {id_: piece.gap for id_, piece in list(pieces.items())[:-1]}


def _order(base: Pieces, school: Pieces, template: Pieces) -> list[str]:
    """Return the ids of both sides in the template's order, or in the school's own if it has one.

    What only the other side has follows what it follows there.
    """
    kept = [id_ for id_ in school if id_ in base] == [id_ for id_ in base if id_ in school]
    first, second = (template, school) if kept else (school, template)
    order = list(first)
    above = -1
    for id_ in second:
        if id_ not in order:
            order.insert(above + 1, id_)
        above = order.index(id_)
    return order


def _merge_piece(
    git: Git, id_: str, trio: Sequence[str | None], has_keys: bool
) -> tuple[str | None, list[Hunk]]:
    base, school, template = trio
    if template in (base, school):
        return school, []
    if base == school:
        return template, []
    clause = id_ if CLAUSE_ID.fullmatch(id_) else ""
    if school is None:
        return None, [Hunk("taken-out-by-school", 1, clause, "", template or "")]
    if template is None:
        return school, [Hunk("taken-out-by-template", 1, clause, school, "")]
    texts = [f"{text}\n" for text in (base or "", school, template)]
    if has_keys:
        texts = [*map(_marked, texts)]
    width = _width(texts)
    text, hunks = _settle(_merge_lines(git, texts, width), width, clause)
    return text.removesuffix("\n"), hunks


def _width(texts: Sequence[str]) -> int:
    """Return how many signs in a row no text has, so that they can mark a conflict."""
    width = 40
    while any(sign * width in text for text in texts for sign in "<=>"):
        width *= 2
    return width


def _merge_lines(git: Git, texts: Sequence[str], width: int) -> str:
    labels = ("-L", "school", "-L", "base", "-L", "template")
    options = ("-p", "-q", f"--marker-size={width}", *labels)
    with tempfile.TemporaryDirectory(prefix="polisi-") as folder:
        files = [Path(folder, name) for name in ("base", "school", "template")]
        for file, text in zip(files, texts, strict=True):
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
        base, school, template = map(str, files)
        command = ("-c", "merge.conflictStyle=merge", "merge-file", *options)
        output = git.run(*command, school, base, template, worst=MAX_CONFLICTS)
    return output.decode("utf-8", "surrogateescape")


def _marked(text: str) -> str:
    """Put each entry of a YAML text between two lines that name it."""
    return LINE.sub(_between_marks, text)


def _between_marks(line: re.Match[str]) -> str:
    key = KEY.match(line[0])
    if not key:
        return line[0]
    return f"{MARK}{key[1]}{key[2]}\n{line[0]}{MARK}{key[1]}/{key[2]}\n"


def _settle(output: str, width: int, clause: str) -> tuple[str, list[Hunk]]:
    """Take out the marks, and of each conflict the template's lines."""
    signs = {
        "<" * width + " school": "school",
        "=" * width: "template",
        ">" * width + " template": "",
    }
    merged: list[str] = []
    sides: dict[str, list[str]] = {"school": [], "template": []}
    side = ""
    hunks: list[Hunk] = []
    for line in LINE.findall(output):
        sign = signs.get(line.rstrip("\r\n"))
        if sign is not None:
            side = sign
            if not side:
                school, template = ("".join(lines) for lines in sides.values())
                hunks.append(_hunk(len(merged) + 1, clause, school, template))
                merged += sides["school"]
                sides = {"school": [], "template": []}
        elif not line.startswith(MARK):
            (sides[side] if side else merged).append(line)
    return "".join(merged), hunks


def _hunk(line: int, clause: str, school: str, template: str) -> Hunk:
    keys = [key[2] for row in LINE.findall(school + template) if (key := KEY.match(row))]
    named = [key for key in keys if CLAUSE_ID.fullmatch(key)]
    is_stamp = all(STAMP_ENTRY.fullmatch(side) for side in (school, template))
    return Hunk(
        "stamp" if is_stamp else "lines", line, clause or (named or [""])[0], school, template
    )
