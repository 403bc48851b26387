"""What goes out: the units that need a translator, what helps with them, and what it will cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from polisi.facts.terms import all_terms
from polisi.markup.syntax import PLACEHOLDER, without_addresses
from polisi.policies import stamps
from polisi.project import Project
from polisi.text.term_patterns import any_term
from polisi.translation import codes, units
from polisi.translation.units import State, Unit
from polisi.words.languages import Language, other


@dataclass(frozen=True, slots=True)
class Count:
    """Words of the source, by what a translator does with them."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def price(self, rate: float) -> float:
        """Return what new and changed words cost at a rate for a thousand."""
        return round((self.new + self.changed) * rate / 1000, 2)


@dataclass(frozen=True, slots=True)
class Pack:
    """What goes to a translator."""

    to: Language
    units: tuple[Unit, ...]
    count: Count
    spoken: Mapping[Language, Mapping[str, str]]
    """The name of a code to what it says in a language."""

    @property
    def source(self) -> Language:
        """The language of the source."""
        return other(self.to)


def pack(
    project: Project, to: Language, policies: Sequence[str] = (), everything: bool = False
) -> Pack:
    """Collect what is missing or has moved, of some policies or of all; or everything."""
    found = list(units.units(project, to, policies))
    chosen = [unit for unit in found if everything or unit.state != "done"]
    sums: dict[State, int] = {"new": 0, "changed": 0, "done": 0}
    for unit in found:
        sums[unit.state] += codes.words(unit.source)
    spoken: dict[Language, Mapping[str, str]] = {
        language: dict(_spoken(project, chosen, language)) for language in (other(to), to)
    }
    count = Count(sums["new"], sums["changed"], sums["done"])
    return Pack(to, tuple(chosen), count, spoken)


def _spoken(
    project: Project, chosen: Iterable[Unit], language: Language
) -> Iterator[tuple[str, str]]:
    """Yield what the codes of some units say: a value, or the title of a clause."""
    clauses = project.register.clauses
    for unit in chosen:
        for piece in (*codes.pieces(unit.source), *codes.pieces(unit.target)):
            if not isinstance(piece, codes.Code):
                continue
            if found := PLACEHOLDER.fullmatch(piece.written):
                yield piece.name, project.school.value(found[1], language) or found[1]
            elif piece.kind == "reference":
                id_ = piece.written.strip("[]")
                title = clauses[id_].title(language) if id_ in clauses else ""
                yield piece.name, f"{id_} {title}".strip()


def terms(unit: Unit, to: Language) -> list[str]:
    """List the terms of the bank that a source has, each with the one in the other language."""
    text = without_addresses(unit.source)
    keys = dict.fromkeys(key for _, key in any_term(other(to)).find(text))
    bank = all_terms()
    return [
        f"{bank[key].words[other(to)].term} = {' / '.join(bank[key].words[to].both)}"
        for key in keys
    ]


def changes(unit: Unit) -> str:
    """Return what has changed in a source, word by word, or an empty string."""
    return stamps.word_diff(unit.old, unit.source) if unit.old else ""
