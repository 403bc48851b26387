"""Stamps: the digests of both texts of a pair, as a person last agreed them.

A stamp is two digests, ``<English>-<Welsh>``, of 8 hexadecimal digits each, so that it tells which
side has moved. The idea is doorstop's: a translation keeps a digest of the text it was made from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from polisi import front_matter, reader
from polisi.model import LANGUAGES, Clause, Language, Passage
from polisi.yaml_loader import Loader

STAMP = re.compile(r"[0-9a-f]{8}-[0-9a-f]{8}")
History = Callable[[str], Iterator[str]]
"""From the path of a file to its texts in git history, newest first."""
MAX_COMMITS = 200
"""How far back the old text is looked for."""


def digest(passage: Passage) -> str:
    """Digest a title and its text: 8 hexadecimal digits of BLAKE2s.

    Spaces at the ends of lines and blank lines at the end make no difference.
    """
    lines = [passage.title, *(line.rstrip() for line in passage.body.strip().split("\n"))]
    return hashlib.blake2s("\n".join(lines).encode(), digest_size=4).hexdigest()


def stamp(texts: Mapping[Language, Passage]) -> str:
    """Return the stamp of a pair as it stands. Raises ``KeyError`` when a language is missing."""
    return "-".join(digest(texts[language]) for language in LANGUAGES)


def moved(clause: Clause) -> list[Language]:
    """Return the languages whose text is not the one that the clause's stamp was made from."""
    agreed = dict(zip(LANGUAGES, clause.agreed.split("-"), strict=True))
    return [
        language for language in LANGUAGES if digest(clause.texts[language]) != agreed[language]
    ]


def word_diff(old: str, new: str) -> str:
    """Write what changed, word by word: ``[-old-]`` and ``{+new+}``, with a little context."""
    import difflib  # slow to load, and needed only when something is stale

    before, after = old.split(), new.split()
    parts: list[str] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for operation, a1, a2, b1, b2 in matcher.get_opcodes():
        if operation == "equal":
            same = before[a1:a2]
            parts += same if len(same) <= 8 else [*same[:4], "…", *same[-4:]]
            continue
        if a1 != a2:
            parts.append(f"[-{' '.join(before[a1:a2])}-]")
        if b1 != b2:
            parts.append(f"{{+{' '.join(after[b1:b2])}+}}")
    return " ".join(parts)


def git_history(root: Path) -> History:
    """Return a function from a path to the file's texts in git history, newest first.

    It yields nothing where there is no git, no repository or no history.
    """

    def git(*arguments: str) -> bytes:
        import subprocess  # slow to load, and needed only when something is stale

        run = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
        return run.stdout if run.returncode == 0 else b""

    @cache
    def commits(path: str) -> Sequence[str]:
        log = git("log", f"--max-count={MAX_COMMITS}", "--format=%H", "--", path)
        return log.decode().split()

    @cache
    def text(commit: str, path: str) -> str:
        return git("show", f"{commit}:./{path}").decode("utf-8-sig", "replace")

    def history(path: str) -> Iterator[str]:
        try:
            for commit in commits(path):
                yield text(commit, path).replace("\r\n", "\n")
        except OSError:  # git is not installed
            return

    return history


def old_text(passage: Passage, agreed_digest: str, history: History) -> Passage | None:
    """Find the text that the digest was made from among a file's former versions."""
    for text in history(passage.path):
        _, body, first_line = front_matter.split(text)
        _, passages = reader.split_passages(body, passage.path, first_line)
        for old in passages:
            if old.id == passage.id and digest(old) == agreed_digest:
                return old
    return None


def write(text: str, stamps: Mapping[str, str]) -> str:
    """Return a Welsh file's text with these stamps in its front matter, and nothing else changed.

    ``text`` is the file as it is, line ends and byte order mark included; ``stamps`` maps clause
    ids to stamps. Raises ``ValueError`` when the file has no front matter that can be read.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.removeprefix(mark).replace("\r\n", "\n")
    yaml_text, body, _ = front_matter.split(plain)
    if not yaml_text:
        raise ValueError("no front matter")
    start = plain.index(yaml_text)
    closing = plain[start + len(yaml_text) : len(plain) - len(body)]
    written = plain[:start] + _write_yaml(yaml_text, stamps) + closing + body
    return mark + written.replace("\n", newline)


def _write_yaml(text: str, stamps: Mapping[str, str]) -> str:
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        raise ValueError("broken front matter") from error
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("broken front matter")
    top = {key.value: (key, value) for key, value in root.value}
    edits: list[tuple[int, int, str]] = []
    missing = dict(stamps)
    end_of_clauses = None
    if "clauses" in top and isinstance(top["clauses"][1], yaml.MappingNode):
        clauses = top["clauses"][1]
        for key, value in clauses.value:
            end_of_clauses = _end_of_line(text, value.end_mark.index)
            if key.value not in stamps:
                continue
            edits.append(_edit(key, value, missing.pop(key.value)))
    rows = "".join(f"  {id_}: {{agreed: {value}}}\n" for id_, value in missing.items())
    if missing and end_of_clauses is not None:
        edits.append((end_of_clauses, end_of_clauses, rows))
    elif missing and "clauses" in top:  # "clauses:" with nothing under it
        end = _end_of_line(text, top["clauses"][0].end_mark.index)
        edits.append((top["clauses"][0].start_mark.index, end, "clauses:\n" + rows))
    elif missing:
        edits.append((len(text), len(text), "clauses:\n" + rows))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _edit(key: yaml.Node, value: yaml.Node, stamp_: str) -> tuple[int, int, str]:
    """Say what to replace so that a clause's entry holds this stamp."""
    if isinstance(value, yaml.MappingNode):
        for inner_key, inner in value.value:
            if inner_key.value == "agreed":
                return inner.start_mark.index, inner.end_mark.index, stamp_
    return key.end_mark.index, value.end_mark.index, f": {{agreed: {stamp_}}}"


def _end_of_line(text: str, index: int) -> int:
    """Return the index after the line break that follows, or the end of the text."""
    if index and text[index - 1] == "\n":
        return index
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1
