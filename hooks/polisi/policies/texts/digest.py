"""Digests of what a policy says: 8 hexadecimal digits that change when a reader reads otherwise.

They cover both languages: title, summary, headings of sections, and each clause's heading and
text, with the school's values and what is in the files that it shows. Line breaks, the sign of a
list, and bold letters make no difference. A digest for one audience covers only what that audience
may see, so that it tells nobody that something else has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from polisi.markup import tree
from polisi.markup.marks import MARK
from polisi.markup.tree import Block, Piece
from polisi.model import Audience, Clause, Passage, Policy, with_clauses
from polisi.policies import stamps
from polisi.policies.texts import attached
from polisi.policies.texts.attached import Files
from polisi.policies.texts.settled import lead
from polisi.school.school import School
from polisi.words.languages import LANGUAGES, Language

Fill = Callable[[str, Language], str]
"""Puts what is still open into a text without marks: values, where references lead."""


def as_written(text: str, language: Language) -> str:
    """Leave a text as it is, because nothing in it is open."""
    return text


def filling(school: School, instead: Mapping[str, str]) -> Fill:
    """Return what fills the text that a school shows, without making a text of it first."""
    return lambda text, language: school.fill(lead(text, instead), language)


@dataclass(frozen=True, slots=True)
class Digests:
    """What a policy says, in digests of its parts."""

    front: str
    """Of its title and summary."""
    sections: Mapping[str, str]
    """Of each section's headings, by id."""
    clauses: Mapping[str, str]
    """Of each clause's headings and texts, by id."""
    policy: Policy

    def whole(self) -> str:
        """Return the digest of all of it, with who may read what: what is adopted."""
        parts = (
            f"{clause.id} {' '.join(clause.audiences)} {self.clauses[clause.id]}"
            for clause in self.policy.clauses
        )
        return _blake([self.front, *self._headings(lambda clause: True), *parts])

    def of(self, policy: Policy) -> Digests:
        """Return the digests of the same text cut down, or narrowed, to some of its clauses."""
        return replace(self, policy=policy)

    def seen_by(self, audience: Audience) -> str:
        """Return the digest of what an audience may see of it."""

        def shows(clause: Clause) -> bool:
            return audience in clause.audiences

        clauses = filter(shows, self.policy.clauses)
        parts = (f"{clause.id} {self.clauses[clause.id]}" for clause in clauses)
        return _blake([self.front, *self._headings(shows), *parts])

    def _headings(self, shows: Callable[[Clause], bool]) -> Iterator[str]:
        """Yield the sections' digests, each with the clause that it stands above."""
        for section in with_clauses(self.policy.sections, shows):
            first = next(filter(shows, section.clauses), None)
            yield f"{section.id} {section.level} {first.id if first else ''}" + (
                f" {self.sections[section.id]}" if section.id else ""
            )


def digests(
    policy: Policy,
    fill: Fill = as_written,
    clauses: Mapping[str, str] | None = None,
    files: Files = MappingProxyType({}),
) -> Digests:
    """Digest each part of a policy: of a text, or with ``fill`` of what a school shows.

    ``clauses`` are the digests of its clauses, where these are known; ``files`` those of the files
    that it shows or links to.
    """
    if clauses is None:
        clauses = {clause.id: of_clause(clause, fill, files) for clause in policy.clauses}
    front = [
        _said(texts.get(language, ""), language, fill)
        for texts in (policy.titles, policy.summaries)
        for language in LANGUAGES
    ]
    return Digests(
        front=_blake(front),
        sections={
            section.id: _blake(
                _said(section.titles.get(language, ""), language, fill) for language in LANGUAGES
            )
            for section in policy.sections
        },
        clauses=clauses,
        policy=policy,
    )


def of_clause(clause: Clause, fill: Fill = as_written, files: Files = MappingProxyType({})) -> str:
    """Digest a clause in both languages."""
    texts = ((language, clause.texts.get(language)) for language in LANGUAGES)
    return _blake(
        line
        for language, passage in texts
        if passage
        for line in _lines(passage, language, fill, files)
    )


def _lines(passage: Passage, language: Language, fill: Fill, files: Files) -> Iterator[str]:
    def filled(target: str, language: Language) -> str:
        return attached.content(passage.path, target, files) or fill(target, language)

    heading, body = stamps.of_passage(passage, language)
    yield language
    for block in (*heading.blocks, *body.blocks):
        yield f"{block.place}: {said(block, language, fill, filled)}"


def _said(text: str, language: Language, fill: Fill) -> str:
    return said(tree.label(str(text)), language, fill)


def said(
    block: Block, language: Language, fill: Fill = as_written, fill_target: Fill | None = None
) -> str:
    """Write out what a block says in a row: its words, then where its links lead."""
    fill_target = fill_target or fill
    words, targets = [], []
    for piece in block.pieces:
        if piece.kind in ("link", "image"):
            target = MARK.sub(lambda found: _placeholder(found[2]), piece.target)
            targets.append(fill_target(target, language).removeprefix("mailto:"))
        if piece.kind != "link":
            words.append(_of_piece(piece))
    return " ".join([*fill("".join(words), language).split(), *targets])


def _of_piece(piece: Piece) -> str:
    match piece.kind:
        case "value":
            return _placeholder(piece.text)
        case "reference":
            return f"[{piece.text}]"
        case "gap":
            return f"({piece.target}: {piece.text})"
        case "image" | "tip":
            return f" {MARK.sub(lambda found: _placeholder(found[2]), piece.text)} "
        case _:
            return piece.text


def _placeholder(value: str) -> str:
    name, _, filter_ = value.partition(":")
    return f"{{{{ {name} | {filter_} }}}}" if filter_ else f"{{{{ {name} }}}}"


def _blake(lines: Iterable[str]) -> str:
    return stamps.blake("\n".join(lines))
