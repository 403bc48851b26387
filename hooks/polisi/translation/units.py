"""All that is translated of a project, text by text: now, before, and in the other language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from polisi.model import Clause, Passage
from polisi.policies import stamps
from polisi.project import Project
from polisi.text import parts
from polisi.text.documents import Document, Pair
from polisi.text.parts import Part
from polisi.words.languages import LANGUAGES, Language, other

State = Literal["new", "changed", "done"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A title, a summary, a change, a heading, or the text under one."""

    id: str
    """``SM-001.text``, ``SM-001.heading``, ``SM.title``, ``SM.change.1.0.0``, ``SM.section.a``,
    ``about.md.section.a.text``."""
    policy: str
    """The code of its policy, or the name of a page that is none."""
    name: str
    """Path of its file below the folder of a language."""
    where: str
    """``title``, ``summary``, ``change``, ``heading`` or ``text``."""
    key: str
    """Id of its clause or section, or a version; nothing for what stands before all headings."""
    source: str
    target: str
    """What stands there now, or an empty string."""
    old: str
    """The source as it was when both were last agreed, where it has moved since."""
    state: State
    line: int
    """Line of the source."""

    @property
    def digest(self) -> str:
        """Both texts as they went out, so that one that has moved meanwhile is noticed."""
        return f"{_digest(self.source)}-{_digest(self.target)}"

    @property
    def place(self) -> tuple[str, ...]:
        """Where it stands in front matter; nothing for what stands below it."""
        if self.where == "change":
            return ("changes", self.key)
        return (self.where,) if self.where in ("title", "summary") else ()

    @property
    def agreed_as(self) -> str:
        """What it is agreed with: the id of its clause, or the code of its policy."""
        is_clause = self.where in ("heading", "text") and self.id.startswith(f"{self.key}.")
        return self.key if is_clause else self.policy


Known = Mapping[str, Unit]
"""The units of a project by their ids, as they are when a translation comes back."""


def _digest(text: str) -> str:
    return hashlib.blake2s(" ".join(text.split()).encode(), digest_size=4).hexdigest()


def units(project: Project, to: Language, policies: Sequence[str] = ()) -> Iterator[Unit]:
    """Yield all units of some policies and pages, or of all, in the order of the files.

    Their source is the language that is not ``to``. A page is called by its name, ``about.md``.
    """
    history = stamps.git_history(project.root)
    for pair in project.pairs.values():
        first = next(iter(pair.values()))
        if policies and (first.code or first.name) not in policies:
            continue
        if other(to) in pair:
            yield from _of_pair(project.register.clauses, pair, to, history)


def keyed(document: Document) -> Iterator[tuple[str, Passage]]:
    """Yield each passage with its id; one of a page that has none, with its number."""
    for number, passage in enumerate(document.passages, 1):
        yield passage.id or ("" if document.is_policy else str(number)), passage


def _of_pair(
    clauses: Mapping[str, Clause], pair: Pair, to: Language, history: stamps.History
) -> Iterator[Unit]:
    source, target = pair[other(to)], pair.get(to)
    base = _base(source)
    there = {_id(part, base): part.source for part in (_parts(target) if target else ())}
    is_alike = target is None or len(target.passages) == len(source.passages)
    agreed: dict[str, tuple[bool, Mapping[str, str]]] = {}
    for part in _parts(source):
        if part.key.isdecimal() and not is_alike:
            continue  # without ids, nobody can tell which belongs to which
        clause = part.clause
        if clause not in agreed:
            agreed[clause] = _agreed(source, pair, clause, clauses.get(clause), history)
        has_moved, earlier = agreed[clause]
        id_ = _id(part, base)
        said, old = there.get(id_, ""), earlier.get(id_, "")
        state = _state(part.source, said, old, has_moved)
        yield Unit(
            id=id_,
            policy=source.code or source.name,
            name=source.name,
            where=part.where,
            key=part.key,
            source=part.source,
            target=said,
            old=old if state == "changed" else "",
            state=state,
            line=part.line,
        )


def _state(source: str, target: str, old: str, has_moved: bool) -> State:
    """Tell what a translator has to do: where a clause has moved, not each unit of it need have."""
    if not target.strip():
        return "new"
    is_as_agreed = bool(old) and old.split() == source.split()
    return "changed" if has_moved and not is_as_agreed else "done"


def _base(document: Document) -> str:
    """Return how the ids of the units begin that are in no clause."""
    return document.code or document.name.replace("/", ".")


def _parts(document: Document) -> Iterator[Part]:
    """Yield what is read of a document; texts as they are written, drafting notes included."""
    yield from parts.front(document)
    before = document.preamble.strip("\n")
    if before.strip() and not document.is_policy:
        yield Part("text", "", "", document.body_line, before, document.language)
    for key, passage in keyed(document):
        clause = passage.id if passage.is_clause and document.is_policy else ""
        if key:
            yield Part("heading", key, clause, passage.line, passage.title, document.language)
        if key and passage.body.strip():
            yield Part("text", key, clause, passage.body_line, passage.body, document.language)


def _id(part: Part, base: str) -> str:
    if part.where in ("title", "summary"):
        return f"{base}.{part.where}"
    if part.where == "change":
        return f"{base}.change.{part.key}"
    if part.clause:
        return f"{part.key}.{part.where}"
    if not part.key:
        return f"{base}.preamble"
    return f"{base}.section.{part.key}{'.text' if part.where == 'text' else ''}"


def _agreed(
    source: Document, pair: Pair, id_: str, clause: Clause | None, history: stamps.History
) -> tuple[bool, Mapping[str, str]]:
    """Tell whether a clause, or what is in none, has moved since it was agreed; and its texts then.

    The texts are those of the source, by unit.
    """
    subject = clause if id_ else pair.get("cy")
    agreed = subject.agreed if subject else ""
    return _has_moved(source, clause, pair, agreed), _old(source, id_, agreed, history)


def _has_moved(source: Document, clause: Clause | None, pair: Pair, agreed: str) -> bool:
    """Tell whether the source is not as it was when both texts were agreed."""
    if not stamps.STAMP.fullmatch(agreed) or len(pair) < len(LANGUAGES):
        return False
    if clause is None:
        return source.language in stamps.moved(agreed, stamps.stamp_of_documents(pair) or agreed)
    if len(clause.texts) < len(LANGUAGES):
        return False
    return source.language in stamps.moved(agreed, stamps.stamp(clause.texts))


def _old(source: Document, clause: str, agreed: str, history: stamps.History) -> Mapping[str, str]:
    """Return the texts of a clause, or of what is in none, as they were agreed, by unit."""
    if not stamps.STAMP.fullmatch(agreed):
        return {}
    digest = agreed.split("-")[LANGUAGES.index(source.language)]

    def select(document: Document) -> list[Part]:
        if not clause:
            return stamps.of_document(document)
        found = (p for p in document.passages if p.id == clause)
        return [part for p in found for part in stamps.of_passage(p, document.language)]

    if stamps.digest(select(source)) == digest:
        return {}
    old = stamps.old_document(source.path, source.language, digest, history, select)
    if old is None:
        return {}
    base, found = _base(source), select(old) if clause else _parts(old)
    return {_id(part, base): part.source for part in found}
