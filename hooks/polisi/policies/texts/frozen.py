"""Adopted texts as files: ``adopted/SM/1.0.0/en.md`` and ``cy.md``, written once and only read.

They are Markdown like the policies, but nothing in them is open: see ``settled``. The head of each
says what it is and has a checksum of all the rest, so that nobody changes one unnoticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from pydantic import Field

from polisi.facts.audiences import all_audiences
from polisi.markup.syntax import references
from polisi.memory import NO_MEMORY, Memory
from polisi.model import Clause, Kind, Located, Passage, Policy, Section
from polisi.policies import stamps
from polisi.policies.register import Passages, id_of, sections_of
from polisi.policies.texts import attached, digest
from polisi.policies.texts.attached import Files
from polisi.problems import Problem
from polisi.text import front_matter
from polisi.text.documents import split_passages
from polisi.words.languages import LANGUAGES, Language
from polisi.yaml_files import parsing
from polisi.yaml_files.faults import Entry, validate

FOLDER = "adopted"
REMARK = """\
# The text that was adopted. Polisi has written this file; nobody edits it.
# Y testun a fabwysiadwyd. Polisi sydd wedi ysgrifennu'r ffeil hon; nid oes neb yn ei golygu.
"""
CHECKSUM = re.compile(r"^checksum: .*\n", re.MULTILINE)


class _Entry(Entry):
    """What the head of a text says of a clause."""

    audience: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    own: bool = False
    edited: bool = False
    replaces: str = ""
    reason: str = ""
    text: str = ""


class _Head(Entry):
    """The head of a text, of which anything may be missing: the file has been cut off then."""

    policy: str = ""
    version: str = ""
    text: str = ""
    checksum: str = ""
    file: str = ""
    kind: Kind = "policy"
    title: str = ""
    summary: str = ""
    files: dict[str, str] = Field(default={})
    clauses: dict[str, _Entry] = Field(default={})


@dataclass(frozen=True, slots=True)
class Half:
    """A text in one language, as it was read."""

    path: str
    head: _Head
    passages: tuple[Passage, ...]

    def entry(self, id_: str) -> _Entry:
        """Return what its head says of a clause."""
        return self.head.clauses.get(id_, _Entry())


@dataclass(frozen=True, slots=True)
class Frozen:
    """A text in both languages."""

    code: str
    label: str
    version: str
    text: str
    """Digest of it, as its head says."""
    policy: Policy
    """Only what the text says; who is responsible for it and so on stands with the policy."""
    clauses: Mapping[str, str]
    """Digest of each clause, by id, as the head says."""
    files: Files
    """Digest of each file that it shows or links to, as it was."""

    def is_true(self) -> bool:
        """Tell whether the digest at its head is that of the text."""
        found = digest.digests(self.policy, files=self.files)
        return found.whole() == self.text and found.clauses == self.clauses


def files(policy: Policy, label: str, shown: Files) -> dict[str, str]:
    """Return the files of a policy's text by path from the project's folder.

    ``shown`` are the files that it shows or links to.
    """
    text = digest.digests(policy, files=shown).whole()
    return {path(policy.code, label, each): _file(policy, each, text, shown) for each in LANGUAGES}


def path(code: str, label: str, language: Language) -> str:
    """Return where a text stands, from the project's folder."""
    return f"{FOLDER}/{code}/{label}/{language}.md"


def _file(policy: Policy, language: Language, text: str, shown: Files) -> str:
    """Write a text in a language."""
    head: dict[str, object] = {
        "policy": str(policy.code),
        "version": str(policy.version),
        "text": text,
        "file": str(policy.name),
        "kind": str(policy.kind),
        "title": str(policy.titles[language]),
        "summary": str(policy.summaries.get(language, "")),
    }
    if shown and language == LANGUAGES[0]:
        head["files"] = dict(shown)
    clauses = {
        str(each.id): said for each in policy.clauses if (said := _entry(each, language, shown))
    }
    written = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=1_000)
    if clauses:
        rows = (f"  {id_}: {_in_a_row(said)}" for id_, said in clauses.items())
        written += f"clauses:\n{''.join(rows)}"
    whole = f"---\n{REMARK}checksum: \n{written}---\n{''.join(_passages(policy, language))}"
    return CHECKSUM.sub(f"checksum: {_checksum(whole)}\n", whole, count=1)


def _in_a_row(said: object) -> str:
    """Write YAML on one line."""
    row: str = yaml.safe_dump(
        said, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000
    )
    return row


def _entry(clause: Clause, language: Language, shown: Files) -> dict[str, object]:
    said: dict[str, object] = {}
    if language == LANGUAGES[0]:
        said["audience"] = [str(each) for each in clause.audiences]
        said["text"] = digest.of_clause(clause, files=shown)
        if clause.see:
            said["see"] = [str(each) for each in clause.see]
        if clause.own:
            said["own"] = True
        if clause.edited:
            said["edited"] = True
        if clause.replaces:
            said["replaces"] = str(clause.replaces)
    if reason := clause.reasons.get(language):
        said["reason"] = str(reason)
    return said


def _passages(policy: Policy, language: Language) -> Iterator[str]:
    for section in policy.sections:
        if section.id:
            title = section.titles.get(language, "")
            yield f"\n{'#' * section.level} {title} {{#{section.id}}}\n"
        for clause in section.clauses:
            passage = clause.texts[language]
            yield f"\n{'#' * passage.level} {passage.title} {{#{clause.id}}}\n\n{passage.body}\n"


def _checksum(text: str) -> str:
    """Digest a file without its checksum; ends of lines differ from system to system."""
    return stamps.blake(CHECKSUM.sub("", text.replace("\r\n", "\n"), count=1))


# Reading


def read_all(
    root: Path, memory: Memory = NO_MEMORY
) -> tuple[dict[tuple[str, str], Frozen], list[Problem]]:
    """Read every text below ``adopted/``: by code and label, and what is wrong with the files."""
    texts: dict[tuple[str, str], Frozen] = {}
    problems: list[Problem] = []
    for folder in sorted((root / FOLDER).glob("*/*/")):
        if folder.parent == root / attached.FOLDER:
            continue
        code, label = folder.parent.name, folder.name
        halves = {}
        for language in LANGUAGES:
            if not (file := folder / f"{language}.md").is_file():
                problems.append(Problem("adopted-missing", path(code, label, language), 1))
                continue
            half, found = memory.of_file(_read, file, code, label, language)
            problems += found
            if half:
                halves[language] = half
        if len(halves) == len(LANGUAGES):
            shown = halves["en"].head.files
            problems += _files(root, path(code, label, "en"), shown, memory)
            places = memory.same(f"{code} {label}", _places(root, shown, memory))
            texts[code, label] = memory.of(_frozen, code, label, halves["en"], halves["cy"], places)
    return texts, problems


def _places(root: Path, shown: Files, memory: Memory) -> Mapping[str, str]:
    """Return where a text has the files that have changed, or gone, since it was adopted."""
    today = attached.existing(root, shown, memory)
    return {
        file: attached.kept_at(file, said)
        for file, said in shown.items()
        if today.get(file) != said
    }


def _files(root: Path, where: str, shown: Files, memory: Memory) -> Iterator[Problem]:
    """Check that the files of a text are kept as they were."""
    kept = {file: attached.kept_at(file, said) for file, said in shown.items()}
    found = attached.existing(root, kept.values(), memory)
    for file, place in kept.items():
        if found.get(place) != shown[file]:
            yield Problem("adopted-file", where, 1, values={"file": file, "place": place})


def _read(
    file: Path, code: str, label: str, language: Language
) -> tuple[Half | None, list[Problem]]:
    where = path(code, label, language)
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None, [Problem("adopted-broken", where, 1)]
    written, body, first_line = front_matter.split(text)
    values, problems = parsing.parse(written or "", where, 2)
    if problems or not values:
        return None, [Problem("adopted-broken", where, 1)]
    head, faults = validate(_Head, values)
    if faults or not all((head.policy, head.title, head.text, head.checksum)):
        return None, [Problem("adopted-broken", where, 1)]
    number = label.partition("-")[0]
    if (head.policy, head.version) != (code, number):
        said = {"policy": head.policy, "version": head.version, "code": code, "label": number}
        return None, [Problem("adopted-elsewhere", where, 1, values=said)]
    if head.checksum != _checksum(text):
        problems = [Problem("adopted-edited", where, 1)]
    docs_path = f"docs/{language}/{head.file}"
    _, passages = split_passages(body, docs_path, first_line)
    return Half(where, head, passages), problems


def _frozen(code: str, label: str, english: Half, welsh: Half, places: Mapping[str, str]) -> Frozen:
    """Make a text of both halves; ``places`` says where the files are that have changed since."""
    head = english.head
    policy = Policy(
        code=code,
        name=head.file,
        titles={"en": head.title, "cy": welsh.head.title},
        summaries={"en": head.summary, "cy": welsh.head.summary},
        owner="",
        changes=(),
        sections=tuple(_sections(code, _led(english, places), _led(welsh, places))),
        kind=head.kind,
    )
    texts = {id_: entry.text for id_, entry in head.clauses.items()}
    return Frozen(code, label, head.version, head.text, policy, texts, head.files)


def _led(half: Half, places: Mapping[str, str]) -> Half:
    """Let the links of a text lead to its own files."""
    passages = tuple(
        replace(each, body=attached.led(each.body, each.path, places)) for each in half.passages
    )
    return replace(half, passages=passages) if places else half


def _sections(code: str, english: Half, welsh: Half) -> list[Section]:
    welsh_passages = {passage.id: passage for passage in welsh.passages}
    headings: list[tuple[Passages, list[Clause]]] = [({}, [])]
    for passage in english.passages:
        texts: dict[Language, Passage] = {"en": passage}
        if passage.id in welsh_passages:
            texts["cy"] = welsh_passages[passage.id]
        if not passage.is_clause:
            headings.append((texts, []))
            continue
        section, clauses = headings[-1]
        said, said_in_welsh = (half.entry(passage.id) for half in (english, welsh))
        clauses.append(_clause(code, id_of(section), texts, said, said_in_welsh.reason))
    return sections_of(headings)


def _clause(code: str, section: str, texts: Passages, said: _Entry, welsh_reason: str) -> Clause:
    english = texts["en"]
    in_text = [id_ for passage in texts.values() for id_ in references(passage.body)]
    return Clause(
        id=english.id,
        policy=code,
        section=section,
        audiences=tuple(name for name in all_audiences() if name in said.audience),
        texts={each: replace(text, body=text.body.strip("\n")) for each, text in texts.items()},
        see=tuple(Located(id_, english.line) for id_ in said.see),
        own=said.own,
        edited=said.edited,
        replaces=said.replaces,
        reasons={"en": said.reason, "cy": welsh_reason},
        line=english.line,
        cites=tuple(dict.fromkeys([*in_text, *said.see])),
    )
