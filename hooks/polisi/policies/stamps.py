"""Stamps: the digests of both texts of a pair, as a person last agreed them.

A stamp is two digests, ``<English>-<Welsh>``, of 8 hexadecimal digits each, so that it tells which
side has moved. The idea is doorstop's: a translation keeps a digest of the text it was made from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from polisi.data import Loader
from polisi.markup import tree
from polisi.markup.tree import Block, Emphasis
from polisi.model import Passage
from polisi.text import documents, front_matter
from polisi.text.documents import Document
from polisi.text.parts import Part, body, heading, parts
from polisi.words.languages import LANGUAGES, Language
from polisi.yaml_files import parsing

STAMP = re.compile(r"[0-9a-f]{8}-[0-9a-f]{8}")
OWN_KEY = "agreed"
"""Key of the Welsh front matter, beside ``clauses``."""
OWN = re.compile(rf"^{OWN_KEY}[ ]*:[^\r\n]*", re.MULTILINE)
History = Callable[[str], Iterator[str]]
"""From the path of a file to its texts in git history, newest first."""
Edit = tuple[int, int, str]
"""Start and end of what is replaced, and what replaces it."""
SIGNS: Mapping[Emphasis, str] = {"": "", "strong": "*", "em": "_"}
"""What stands around bold and slanted words."""
PATIENCE = 5
"""Seconds that git may take for an answer."""
MAX_COMMITS = 200
"""How far back the old text is looked for."""
COMMIT = re.compile(r"^[0-9a-f]{40,64}$", re.MULTILINE)


def reading(parts: Iterable[Part]) -> str:
    """Write out what a reader reads of some parts, and nothing else.

    Lines that Markdown joins, doubled spaces, the sign of a list and drafting notes make no
    difference.
    """
    return "\n".join(_line(part, block) for part in parts for block in part.blocks)


def _line(part: Part, block: Block) -> str:
    said = []
    for piece in block.pieces:
        if piece.target == tree.BREAK and piece.kind == "words":
            said.append(" <br> ")
        elif piece.kind in ("words", "foreign"):
            sign = SIGNS[piece.emphasised]
            said.append(f"{sign}{piece.text}{sign}")
        else:
            text = "" if piece.kind == "link" else piece.text
            said.append(f"<{piece.kind} {text} {piece.target}>")
    return f"{part.where} {part.key} {block.place}: {' '.join(''.join(said).split())}"


def words(parts: Iterable[Part]) -> str:
    """Write out the words of some parts as they are written, for a person."""
    return " ".join(part.source for part in parts)


def digest(parts: Iterable[Part]) -> str:
    """Digest what a reader reads: 8 hexadecimal digits of BLAKE2s."""
    return blake(reading(parts))


def digest_of_source(passage: Passage) -> str:
    """Digest a title and its text as written, but for spaces at the ends of lines.

    Stamps were made so before they were made from what a reader reads; those are carried over.
    """
    lines = [passage.title, *(line.rstrip() for line in passage.body.strip().split("\n"))]
    return blake("\n".join(lines))


def blake(text: str) -> str:
    """Return 8 hexadecimal digits of the BLAKE2s of a text."""
    return hashlib.blake2s(text.encode(), digest_size=4).hexdigest()


def of_passage(passage: Passage, language: Language) -> tuple[Part, Part]:
    """Return the parts that the stamp of a clause covers: its heading and its text."""
    return heading(passage, language), body(passage, language)


def of_document(document: Document) -> list[Part]:
    """Return the parts that a document's own stamp covers: all that is in no clause.

    Of a policy these are its title, its summary, the headings of its sections and what it says of
    its changes; of another page it is everything.
    """
    return [part for part in parts(document) if not part.clause and part.blocks]


def stamp(texts: Mapping[Language, Passage]) -> str:
    """Return the stamp of a pair as it stands. Raises ``KeyError`` when a language is missing."""
    return "-".join(digest(of_passage(texts[each], each)) for each in LANGUAGES)


def stamp_of_documents(pair: Mapping[Language, Document]) -> str:
    """Return the stamp of what is in no clause of a document, or nothing where that is nothing."""
    covered = {language: of_document(pair[language]) for language in LANGUAGES}
    if not any(covered.values()):
        return ""
    return "-".join(digest(covered[language]) for language in LANGUAGES)


def stamp_of_sources(texts: Mapping[Language, Passage]) -> str:
    """Return the stamp that a pair had by the rule of before."""
    return "-".join(digest_of_source(texts[language]) for language in LANGUAGES)


def moved(agreed: str, now: str) -> list[Language]:
    """Return the languages whose text is not the one that a stamp was made from."""
    pairs = zip(LANGUAGES, agreed.split("-"), now.split("-"), strict=True)
    return [language for language, then, current in pairs if then != current]


def is_as_agreed(passage: Passage, agreed: str, id_: str = "") -> bool:
    """Tell whether an English text is the one that a stamp was made from, maybe by another id."""
    passage = replace(passage, id=id_ or passage.id)
    return digest(of_passage(passage, "en")) == agreed.partition("-")[0]


def taken_from(passage: Passage, agreed: Mapping[str, str]) -> str:
    """Return the id by which an English text was agreed, if that is not its own, or nothing.

    ``agreed`` are the stamps of the clauses that may have exchanged their ids.
    """
    others = (id_ for id_ in agreed if id_ != passage.id)
    return next((id_ for id_ in others if is_as_agreed(passage, agreed[id_], id_)), "")


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

    It yields nothing where there is no git, no repository or no history, and none that git finds
    in a few seconds, or says more of than a text has: it is not asked again then.
    """
    gave_up = False

    def git(*arguments: str) -> bytes:
        from polisi import programs  # slow to load, and needed only when something is stale

        nonlocal gave_up
        if gave_up:
            return b""
        try:
            most = documents.MAX_BYTES
            run = programs.run(["git", *arguments], root, PATIENCE, most=most)
        except OSError:  # git is not installed, it hangs, or it never stops
            gave_up = True
            return b""
        return run.output if run.status == 0 else b""

    @cache
    def commits(path: str) -> Sequence[str]:
        log = git("log", f"--max-count={MAX_COMMITS}", "--format=%H", "--", path)
        return COMMIT.findall(log.decode("ascii", "replace"))

    @cache
    def text(commit: str, path: str) -> str:
        return git("show", f"{commit}:./{path}").decode("utf-8-sig", "replace")

    def history(path: str) -> Iterator[str]:
        for commit in commits(path):
            yield re.sub(r"\r\n?", "\n", text(commit, path))

    return history


Select = Callable[[Document], Sequence[Part]]
"""Takes the parts out of a document that a stamp covers."""


def old_words(path: str, language: Language, agreed: str, history: History, select: Select) -> str:
    """Find the words that a digest was made from among a file's former versions."""
    document = old_document(path, language, agreed, history, select)
    return words(select(document)) if document else ""


def old_document(
    path: str, language: Language, agreed: str, history: History, select: Select
) -> Document | None:
    """Find the former version of a file that a digest was made from."""
    for text in history(path):
        document, _ = documents.read(text.encode(), path, language, path.split("/", 2)[-1])
        if document and digest(select(document)) == agreed:
            return document
    return None


def write(text: str, stamps: Mapping[str, str], own: str = "") -> str:
    """Return a Welsh file's text with these stamps in its front matter, and nothing else changed.

    ``stamps`` maps clause ids to stamps, ``own`` is the stamp of what is in no clause. Raises
    ``ValueError`` when the file has no front matter that can be read.
    """
    line_end = re.search(r"\r\n?|\n", text)
    newline = line_end[0] if line_end else "\n"

    def stamped(head: str) -> str:
        head = _write_yaml(head, stamps, newline) if stamps else head
        return _write_own(head, own, newline) if own else head

    return front_matter.in_header(text, stamped)


def _write_own(text: str, stamp_: str, newline: str) -> str:
    """Write the stamp of a document below its other keys, or over the one that is there."""
    written = f"{OWN_KEY}: {stamp_}"
    if OWN.search(text):
        return OWN.sub(written, text, count=1)
    return f"{text}{written}{newline}"


def _write_yaml(text: str, stamps: Mapping[str, str], newline: str) -> str:
    clauses = _entries(text).get("clauses")
    if clauses is None:
        return text + f"clauses:{newline}" + _rows(stamps, "  ", newline)
    if isinstance(clauses, yaml.MappingNode):
        edits = _edits(text, clauses, stamps, newline)
    elif isinstance(clauses, yaml.ScalarNode) and clauses.value in parsing.NULL:
        end = _end_of_line(text, clauses.end_mark.index)
        edits = [(clauses.start_mark.index, clauses.end_mark.index, "")]
        edits.append((end, end, _rows(stamps, "  ", newline)))
    else:
        raise ValueError("clauses")
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _entries(text: str) -> dict[str, yaml.Node]:
    """Return the entries of front matter by key. Raises ``ValueError`` when it can't be read."""
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        raise ValueError("broken front matter") from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("broken front matter")
    return {key.value: value for key, value in root.value}


def _rows(stamps: Mapping[str, str], indent: str, newline: str) -> str:
    return "".join(f"{indent}{id_}: {{agreed: {value}}}{newline}" for id_, value in stamps.items())


def _edits(
    text: str, clauses: yaml.MappingNode, stamps: Mapping[str, str], newline: str
) -> list[Edit]:
    """Say what to replace so that these entries hold these stamps."""
    edits = [_edit(key, value, stamps[key.value], newline) for key, value in clauses.value
             if key.value in stamps]  # fmt: skip
    there = {key.value for key, _ in clauses.value}
    missing = {id_: value for id_, value in stamps.items() if id_ not in there}
    if not missing:
        return edits
    if clauses.flow_style:
        end = clauses.end_mark.index - 1
        rows = ", ".join(f"{id_}: {{agreed: {value}}}" for id_, value in missing.items())
        edits.append((end, end, f", {rows}" if there else rows))
    else:
        first_key, last_value = clauses.value[0][0], clauses.value[-1][1]
        end = _end_of_line(text, last_value.end_mark.index)
        indent = " " * first_key.start_mark.column
        edits.append((end, end, _rows(missing, indent, newline)))
    return edits


def _edit(key: yaml.Node, value: yaml.Node, stamp_: str, newline: str) -> Edit:
    """Say what to replace so that a clause's entry holds this stamp."""
    start, end = value.start_mark.index, value.end_mark.index
    if not isinstance(value, yaml.MappingNode):
        return key.end_mark.index, end, f": {{agreed: {stamp_}}}"
    for inner_key, inner in value.value:
        if inner_key.value == "agreed":
            return inner_key.end_mark.index, inner.end_mark.index, f": {stamp_}"
    if value.flow_style:
        return start + 1, start + 1, f"agreed: {stamp_}" + (", " if value.value else "")
    indent = " " * value.start_mark.column
    return start, start, f"agreed: {stamp_}{newline}{indent}"


def _end_of_line(text: str, index: int) -> int:
    """Return the index after the line break that follows, or the end of the text."""
    if index and text[index - 1] in "\r\n":
        return index
    found = front_matter.LINE.match(text, index)
    return found.end() if found else len(text)
