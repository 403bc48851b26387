"""What comes back from a translator, whatever kind of file it was in."""

from __future__ import annotations

from dataclasses import dataclass, field

from polisi.markup.syntax import PLACEHOLDER, REFERENCE
from polisi.translation.codes import Code, pieces
from polisi.translation.segments import Part, parts
from polisi.translation.units import Unit
from polisi.words.phrases import PhraseError


class AnswerError(PhraseError):
    """A file that can't be read as a translation."""


@dataclass(slots=True)
class Answer:
    """The translation of a unit, segment by segment."""

    id: str
    file: str
    digest: str = ""
    """Of both texts as they went out."""
    segments: dict[int, str | None] = field(default_factory=dict)
    """By number, from 1; None where there is none."""
    twice: bool = False
    """Whether the file has it more than once."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody has translated any of it."""
        return not any((text or "").strip() for text in self.segments.values())


@dataclass(frozen=True, slots=True)
class Row:
    """A segment of a unit, as it goes out."""

    number: int
    source: str
    target: str


def rows(unit: Unit) -> list[Row]:
    """Return the segments of a unit; what stands there now fits where it has the same shape."""
    source, target = _words(unit.source, unit), _words(unit.target, unit)
    if not fits(unit):
        target = [""] * len(source)
    return [Row(n, *both) for n, both in enumerate(zip(source, target, strict=True), 1)]


def fits(unit: Unit) -> bool:
    """Tell whether the text that stands there has as many segments as the source."""
    return len(_words(unit.source, unit)) == len(_words(unit.target, unit))


def _words(text: str, unit: Unit) -> list[str]:
    return [part.flat for part in parts_of(text, unit) if part.is_words]


def parts_of(text: str, unit: Unit) -> tuple[Part, ...]:
    """Part the text of a unit; a heading, title, summary or change is a segment by itself."""
    if unit.where == "text":
        return parts(text)
    return (Part(text, True),) if text.strip() else ()


def rebuilt(unit: Unit, segments: dict[int, str]) -> str:
    """Put the translation of a unit together, every segment of which is there.

    What holds the text together is as it stands there now, or else as in the source. A segment
    that is as it was keeps its line breaks.
    """
    base = unit.target if fits(unit) else unit.source
    made, number = [], 0
    for part in parts_of(base, unit):
        if not part.is_words:
            made.append(part.text)
            continue
        number += 1
        text = " ".join(segments[number].split())
        made.append(part.text if text == " ".join(part.flat.split()) else text)
    return "".join(made)


def codes_of(source: str, target: str) -> list[Code]:
    """List the codes of a segment: those of the source, then those that only the target has."""
    found = [piece for piece in pieces(source) if isinstance(piece, Code)]
    known = {code.written for code in found}
    for piece in pieces(target):
        if isinstance(piece, Code) and piece.written not in known:
            known.add(piece.written)
            found.append(piece)
    return found


def is_kept(code: Code) -> bool:
    """Tell whether a translation needs a code: a value or a reference."""
    written = code.written
    return bool(PLACEHOLDER.fullmatch(written) or REFERENCE.fullmatch(written))
