"""From the bytes of a Markdown file to a document with line numbers. No MkDocs needed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from polisi import disk
from polisi.memory import NO_MEMORY, Memory
from polisi.model import OWN_FOLDER, Audience, Located, Passage
from polisi.problems import Problem, not_utf8, unreadable
from polisi.text import agreed, front_matter, header
from polisi.text.agreed import Agreement
from polisi.text.header import (
    ClauseEntry,
    EnglishExtension,
    EnglishPage,
    EnglishPolicy,
    Extension,
    Header,
    Page,
    Policy,
    Retirement,
    WelshClauseEntry,
    WelshExtension,
    WelshPage,
    WelshPolicy,
)
from polisi.text.header_types import NOTHING
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say
from polisi.yaml_files import parsing
from polisi.yaml_files.faults import Fault, line_at

MARKDOWN_SUFFIXES = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}
"""What MkDocs takes for a page. We allow the first only (rule ``page-name``)."""
MAX_BYTES = 1_000_000
NAME = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*/)*[a-z0-9]+(-[a-z0-9]+)*\.md")
"""What a page's file may be called, below the folder of its language."""

HEADING = re.compile(r"^(#{1,6})(.*)$", re.MULTILINE)
"""As Python-Markdown sees it: no space is needed, and a heading ends the paragraph before it."""
HEADING_ID = re.compile(r"\{:?[ ]*#([^\s}]+)[ ]*\}[ \t]*$")
"""The id of a heading, as the attr_list extension writes it; no other attribute beside it."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How a file begins that Notepad saved as “Unicode”."""


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file, split into its front matter and its passages."""

    language: Language
    name: str
    """Path below ``docs/<language>/``; the same for both languages of a pair."""
    path: str
    """File, as a posix path from the project's folder."""
    header: Header
    """What is right in its front matter."""
    faults: tuple[Fault, ...]
    """What is wrong in it."""
    written: Mapping[str, object]
    """Front matter as it was read, which knows the lines of keys; see ``line``."""
    preamble: str
    """Text before the first heading."""
    body_line: int
    """Line of the first character after the front matter."""
    passages: tuple[Passage, ...]

    @property
    def is_policy(self) -> bool:
        """Whether the file holds clauses: a policy's own, or a school's for one of the template."""
        return "policy" in self.written or self.is_extension

    @property
    def is_extension(self) -> bool:
        """Whether the file adds to a policy that stands in another file (``extends``)."""
        return isinstance(self.header, Extension)

    @property
    def is_own(self) -> bool:
        """Whether the file is the school's own, which the template never touches."""
        return self.name.startswith(OWN_FOLDER)

    @property
    def policy(self) -> str:
        """Code of the policy that it is, or an empty string."""
        return self.header.policy if isinstance(self.header, Policy) else NOTHING

    @property
    def code(self) -> str:
        """Code of the policy whose clauses it holds, or an empty string."""
        return self.header.extends if isinstance(self.header, Extension) else self.policy

    @property
    def title(self) -> Located:
        """Its title, or an empty string."""
        return self.header.title if isinstance(self.header, Page) else NOTHING

    @property
    def summary(self) -> Located:
        """Its summary, or an empty string."""
        return self.header.summary if isinstance(self.header, Page) else NOTHING

    @property
    def allow(self) -> Mapping[Located, Located]:
        """Codes of rules that a page which is no policy may break, each with the reason."""
        return self.header.allow if isinstance(self.header, EnglishPage) else {}

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Whom a page that is no policy is for, as far as its English front matter says."""
        return self.header.audience if isinstance(self.header, EnglishPage) else ()

    @property
    def clauses(self) -> Mapping[Located, ClauseEntry]:
        """What English front matter says of the clauses, by id."""
        head = self.header
        return head.clauses if isinstance(head, EnglishPolicy | EnglishExtension) else {}

    @property
    def stamps(self) -> Mapping[Located, WelshClauseEntry]:
        """What Welsh front matter says of the clauses, by id."""
        head = self.header
        return head.clauses if isinstance(head, WelshPolicy | WelshExtension) else {}

    @property
    def agreement(self) -> Agreement:
        """The stamp of what is in no clause, with who agreed it and when."""
        head = self.header
        if isinstance(head, WelshPage | WelshPolicy | WelshExtension):
            return agreed.read(head.agreed)
        return agreed.NOBODY

    @property
    def agreed(self) -> str:
        """The stamp of what is in no clause, or an empty string."""
        return self.agreement.stamp

    @property
    def is_awaiting(self) -> bool:
        """Whether its policy is there before its translation, and is not published yet."""
        return isinstance(self.header, EnglishPolicy) and bool(self.header.status)

    @property
    def retired(self) -> Mapping[Located, Retirement]:
        """Clauses that are no more, by id."""
        head = self.header
        return head.retired if isinstance(head, EnglishPolicy | EnglishExtension) else {}

    @property
    def leave_out(self) -> Mapping[Located, Located]:
        """Clauses of the template that the school leaves out, each with the reason."""
        return self.header.leave_out if isinstance(self.header, Extension) else {}

    def line(self, *place: str | int) -> int:
        """Return the line of an entry of the front matter, or of the nearest one above it."""
        return line_at(self.written, place)

    @property
    def body(self) -> str:
        """Everything under the front matter, headings included, as one text."""
        parts = [self.preamble]
        parts += [f"{'#' * p.level} {p.title}\n{p.body}" for p in self.passages]
        return "\n".join(parts)


Pair = Mapping[Language, Document]
"""The documents of one name, by language; one may be missing."""


class NoProjectError(FileNotFoundError):
    """A folder without that of a language, which the text names, is no project."""


def read_all(root: Path, memory: Memory = NO_MEMORY) -> tuple[list[Document], list[Problem]]:
    """Read every Markdown file below ``docs/en`` and ``docs/cy`` of the project in ``root``.

    Returns the documents that could be read, in the order of their names, and the problems of
    those that could not. Raises ``NoProjectError`` when a language's folder is missing.
    """
    documents: list[Document] = []
    problems = list(strange(root))
    skipped = {problem.path for problem in problems if disk.is_text(problem.path)}
    for language in LANGUAGES:
        folder = root / "docs" / language
        if not folder.is_dir():
            raise NoProjectError(folder.relative_to(root).as_posix())
        for name in sorted(_names(folder)):
            path = f"docs/{language}/{name}"
            if path in skipped:
                continue
            try:
                document, found = memory.of_file(_read_file, folder / name, path, language, name)
            except (OSError, RuntimeError) as error:
                problems.append(unreadable(path, error))
                continue
            problems += found
            if document:
                documents.append(document)
    return list(_as_their_counterparts(documents)), problems


def order(name: str) -> tuple[bool, str]:
    """Return what names are sorted by: first those that a page may have.

    Of a policy and its copy ``policy-LAPTOP.md``, by OneDrive, the policy has its code.
    """
    return not NAME.fullmatch(name), name


def _names(folder: Path) -> Iterator[str]:
    """Yield the posix path of each page below a folder; hidden ones are left out."""
    for above, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = above.removeprefix(str(folder)).replace(os.sep, "/").lstrip("/")
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in MARKDOWN_SUFFIXES:
                yield f"{inside}/{name}" if inside else name


def _read_file(
    file: Path, path: str, language: Language, name: str
) -> tuple[Document | None, list[Problem]]:
    return read(disk.read(file), path, language, name)


def _as_their_counterparts(documents: list[Document]) -> Iterator[Document]:
    """Read a file that has lost the key of a policy as what its counterpart still is."""
    policies = {each.name for each in documents if isinstance(each.header, Policy)}
    for each in documents:
        if each.name in policies and isinstance(each.header, Page) and not each.is_policy:
            head, faults = header.read(each.written, each.language, is_policy=True)
            yield replace(each, header=head, faults=tuple(faults))
        else:
            yield each


def strange(root: Path) -> Iterator[Problem]:
    """Find what is never published of ``docs/``.

    Links that lead out of it, linked folders, pipes, and files whose names are no text.
    """
    for file, kind in disk.strange(root / "docs"):
        values = {f"detail_{each}": say(f"kind-of-file.{kind}", each) for each in LANGUAGES}
        yield Problem("file-unreadable", file.relative_to(root).as_posix(), 1, values=values)


def read(
    raw: bytes, path: str, language: Language, name: str
) -> tuple[Document | None, list[Problem]]:
    """Read one file. Windows line ends and a byte order mark are fine.

    Returns the document, or None when the file can't be read as one, and the problems.
    """

    def failed(code: str, line: int = 1, **values: str) -> tuple[None, list[Problem]]:
        return None, [Problem(code, path, line, values=values)]

    if len(raw) > MAX_BYTES:
        return failed("file-too-big", size=f"{len(raw):,}", limit=f"{MAX_BYTES:,}")
    if raw.startswith(UTF_16):
        return failed("file-not-utf8")
    if b"\0" in raw:
        return failed("file-nul", raw[: raw.index(b"\0")].count(b"\n") + 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [not_utf8(path, error)]
    text = parsing.normal(text)
    yaml_text, text, body_line = front_matter.split(text)
    if yaml_text is None:
        return failed("front-matter-open")
    if body_line == 1:
        return failed("front-matter-missing")
    meta, problems = parsing.parse(yaml_text, path, 2)
    if problems and not meta:
        return None, problems
    preamble, passages = split_passages(text, path, body_line)
    head, faults = header.read(meta, language)
    document = Document(
        language, name, path, head, tuple(faults), meta, preamble, body_line, passages
    )
    return document, problems


def split_passages(body: str, path: str, first_line: int) -> tuple[str, tuple[Passage, ...]]:
    """Split Markdown at its headings into the text before the first one, and passages."""
    headings = list(HEADING.finditer(body))
    if not headings:
        return body, ()
    return body[: headings[0].start()], tuple(_passages(body, headings, path, first_line))


def _passages(body: str, headings: list[re.Match[str]], path: str, line: int) -> Iterator[Passage]:
    position = 0
    ends = [*(heading.start() for heading in headings[1:]), len(body)]
    for heading, end in zip(headings, ends, strict=True):
        line += body.count("\n", position, heading.start())
        position = heading.start()
        text = heading[2].strip()
        found = HEADING_ID.search(text)
        yield Passage(
            id=found[1] if found else "",
            title=(text[: found.start()] if found else text).strip().rstrip("#").rstrip(),
            level=len(heading[1]),
            body=body[heading.end() + 1 : end].rstrip(),
            path=path,
            line=line,
        )
