"""A redline: what two texts of a policy say otherwise, clause by clause and word by word, as data.

Both texts are policies in which nothing is open (``settled``). What differs only in form (line
breaks, the sign of a list, bold letters) is no difference. Of a block, the runs that stand in both
texts and those that were put in make the new words exactly; those in both and those taken out make
the old ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from polisi.markup import tree
from polisi.markup.syntax import REFERENCE
from polisi.markup.tree import Block
from polisi.model import Audience, Clause, Passage, Policy, Section
from polisi.policies import stamps
from polisi.policies.register import clauses_by_id
from polisi.policies.texts import digest
from polisi.words.languages import Language, other

Mark = Literal["same", "ins", "del"]
State = Literal["same", "changed", "new", "retired"]
LIKE = 0.3
"""Share of words in common from which a block is the same one, changed; else it is another."""
CELLS = " | "
"""Stands between the cells of a row."""
SPAN = 150
"""Blocks of one change above which they are not paired: nobody reads that word by word."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that stand in both texts, or in one."""

    mark: Mark
    text: str


Runs = tuple[Run, ...]


def _has_changed(runs: Runs) -> bool:
    return any(run.mark != "same" for run in runs)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, an item, a row of a table, or another block, with what changed in it."""

    kind: str
    """As of a block; ``row`` for the cells of a row, which ``CELLS`` divides."""
    within: tuple[str, ...]
    """What it stands in: ``ul``, ``ol``, ``quote``, ``note warning``, ``table``."""
    runs: Runs

    @property
    def has_changed(self) -> bool:
        """Whether anything in it was put in or taken out."""
        return _has_changed(self.runs)


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A heading that is no clause."""

    id: str
    level: int
    title: Runs
    state: State


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause, and what became of it."""

    id: str
    level: int
    state: State
    """``changed`` also when only the other language, or who may read it, has changed."""
    is_moved: bool
    """Whether it stands elsewhere among the clauses that are in both texts."""
    title: Runs
    lines: tuple[Line, ...]
    """Its text, with all that has not changed."""
    only_in_other: bool
    """Whether its words have changed in the other language and not in this one."""
    added: tuple[Audience, ...] = ()
    """Audiences that may read it now and could not before."""
    removed: tuple[Audience, ...] = ()
    use: str = ""
    """Id of the clause that replaced it when it was retired, if any."""

    @property
    def is_same(self) -> bool:
        """Whether nothing has become of it."""
        return self.state == "same" and not self.is_moved


@dataclass(frozen=True, slots=True)
class Redline:
    """What two texts of a policy say otherwise, in one language."""

    title: Runs
    summary: Runs
    entries: tuple[SectionChange | ClauseChange, ...]
    """In the order of the new text; what was retired stands where it stood."""

    @property
    def clauses(self) -> Iterator[ClauseChange]:
        """Yield the clauses."""
        return (each for each in self.entries if isinstance(each, ClauseChange))

    @property
    def is_empty(self) -> bool:
        """Whether both texts say the same."""
        sections = (each for each in self.entries if isinstance(each, SectionChange))
        return (
            all(clause.is_same for clause in self.clauses)
            and all(section.state == "same" for section in sections)
            and not _has_changed((*self.title, *self.summary))
        )


Named = Callable[[str], str]
"""From the id of a clause to what a reference to it says."""


def redline(
    before: Policy, after: Policy, language: Language, named: Named = lambda id_: id_
) -> Redline:
    """Compare two texts of a policy in a language."""

    def words(text: str) -> str:
        return _words(text, named)

    return Redline(
        title=runs(words(before.titles.get(language, "")), words(after.titles.get(language, ""))),
        summary=runs(
            words(before.summaries.get(language, "")), words(after.summaries.get(language, ""))
        ),
        entries=tuple(_entries(before, after, language, named)),
    )


def _entries(
    before: Policy, after: Policy, language: Language, named: Named
) -> Iterator[SectionChange | ClauseChange]:
    """Yield sections and clauses in the order of the new text, with what is gone in its place."""
    old, new = clauses_by_id([before]), clauses_by_id([after])
    moved = _moved(old, new)
    uses = {each.id: each.use for each in after.retired}
    gone = _gone(before, new.keys())
    headings = {section.id: section for section in before.sections if section.id}

    def retired(place: str) -> Iterator[ClauseChange]:
        for clause in gone.pop(place, ()):
            yield _clause(clause, None, language, named, use=uses.get(clause.id, ""))

    yield from retired("")
    for section in after.sections:
        if section.id:
            yield _heading(headings.pop(section.id, None), section, language)
            yield from retired(section.id)
        for clause in section.clauses:
            change = _clause(old.get(clause.id), clause, language, named)
            yield replace(change, is_moved=clause.id in moved)
            yield from retired(clause.id)
    for section in before.sections:
        if section.id in headings:
            yield _heading(section, None, language)
            yield from retired(section.id)
    for place in list(gone):
        yield from retired(place)


def _gone(before: Policy, kept: Iterable[str]) -> dict[str, list[Clause]]:
    """Return the clauses that are no more, by the id of the section or clause before them."""
    kept, place = set(kept), ""
    found: dict[str, list[Clause]] = {}
    for section in before.sections:
        place = section.id or place
        for clause in section.clauses:
            if clause.id in kept:
                place = clause.id
            else:
                found.setdefault(place, []).append(clause)
    return found


def _moved(old: Iterable[str], new: Iterable[str]) -> set[str]:
    """Return the ids that have to move so that the others are in the same order: as few as can be.

    The others are a longest increasing run of places, found by patience sorting. What is in one
    order only does not move.
    """
    place = {id_: number for number, id_ in enumerate(old)}
    in_both = [id_ for id_ in new if id_ in place]
    ends: list[int] = []
    last: list[str] = []
    before: dict[str, str] = {}
    for id_ in in_both:
        at = bisect_left(ends, place[id_])
        ends[at : at + 1] = [place[id_]]
        last[at : at + 1] = [id_]
        before[id_] = last[at - 1] if at else ""
    stay, id_ = set(), last[-1] if last else ""
    while id_:
        stay.add(id_)
        id_ = before[id_]
    return set(in_both) - stay


def _heading(old: Section | None, new: Section | None, language: Language) -> SectionChange:
    section = new or old
    assert section is not None
    titles = [str(each.titles.get(language, "")) if each else "" for each in (old, new)]
    state: State = "new" if old is None else "retired" if new is None else "same"
    title = runs(*titles)
    if state == "same" and _has_changed(title):
        state = "changed"
    return SectionChange(section.id, section.level, title, state)


def _clause(
    old: Clause | None, new: Clause | None, language: Language, named: Named, use: str = ""
) -> ClauseChange:
    clause = new or old
    assert clause is not None
    here, there = _of(old, language), _of(new, language)
    passage = there or here
    change = ClauseChange(
        id=clause.id,
        level=passage.level if passage else 3,
        state="retired" if new is None else "new",
        is_moved=False,
        title=runs(*(_words(each.title if each else "", named) for each in (here, there))),
        lines=tuple(_lines(_blocks(here, language, named), _blocks(there, language, named))),
        only_in_other=False,
        use=use,
    )
    return _in_both(change, old, new) if old and new else change


def _in_both(change: ClauseChange, old: Clause, new: Clause) -> ClauseChange:
    """Say whether a clause that stands in both texts has changed, and for whom."""
    added, removed = _without(new, old), _without(old, new)
    is_reworded = digest.of_clause(old) != digest.of_clause(new)
    if not (is_reworded or added or removed):
        # what it refers to may be called otherwise; its own words are the same
        return replace(change, state="same", lines=tuple(map(_as_it_is, change.lines)))
    is_reworded_here = _has_changed(change.title) or any(line.has_changed for line in change.lines)
    return replace(
        change,
        state="changed",
        only_in_other=is_reworded and not is_reworded_here,
        added=added,
        removed=removed,
    )


def _of(clause: Clause | None, language: Language) -> Passage | None:
    return (clause.texts.get(language) or clause.texts.get(other(language))) if clause else None


def _without(some: Clause, others: Clause) -> tuple[Audience, ...]:
    return tuple(each for each in some.audiences if each not in others.audiences)


def _as_it_is(line: Line) -> Line:
    said = "".join(run.text for run in line.runs if run.mark != "del")
    return replace(line, runs=(Run("same", said),))


# Blocks and their words

Said = tuple[str, tuple[str, ...], str]
"""The kind of a block, what it stands in, and its words."""


def _words(text: str, named: Named) -> str:
    """Return the words of a title or summary, in which nothing is open but references."""
    return _spelled(digest.said(tree.label(str(text)), "en"), named)


def _spelled(text: str, named: Named) -> str:
    return REFERENCE.sub(lambda found: named(found[1]), text) if "[" in text else text


def _blocks(passage: Passage | None, language: Language, named: Named) -> list[Said]:
    """Return the blocks of a text; the cells of a row are one."""
    if passage is None:
        return []
    found: list[Said] = []
    row: tuple[object, ...] = ()
    for block in stamps.of_passage(passage, language)[1].blocks:
        text = _spelled(digest.said(block, language), named)
        if block.kind != "cell":
            row = ()
            found.append((block.kind, block.within, text))
        elif row == (this := _row(block)):
            kind, within, before = found[-1]
            found[-1] = (kind, within, f"{before}{CELLS}{text}".strip())
        else:
            row = this
            found.append(("row", block.within, text))
    return found


def _row(block: Block) -> tuple[object, ...]:
    return (block.within, block.row)


def _lines(before: Sequence[Said], after: Sequence[Said]) -> Iterator[Line]:
    """Yield the blocks of both texts, those that are the same one changed put together."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, a1, a2, b1, b2 in matcher.get_opcodes():
        if operation == "equal":
            for kind, within, text in after[b1:b2]:
                yield Line(kind, within, (Run("same", text),) if text else ())
            continue
        for old, new in _pairs(before[a1:a2], after[b1:b2]):
            kind, within, _ = new or old or ("", (), "")
            yield Line(kind, within, runs(old[2] if old else "", new[2] if new else ""))


def _pairs(
    before: Sequence[Said], after: Sequence[Said]
) -> Iterator[tuple[Said | None, Said | None]]:
    """Pair the blocks that are most alike, in order; the others stand alone."""
    i = j = 0
    if max(len(before), len(after)) <= SPAN:
        best = _best_pairing(before, after)
        while i < len(before) and j < len(after):
            if best[i][j] == best[i][j + 1]:
                yield None, after[j]
                j += 1
            elif best[i][j] == best[i + 1][j]:
                yield before[i], None
                i += 1
            else:
                yield before[i], after[j]
                i, j = i + 1, j + 1
    yield from ((old, None) for old in before[i:])
    yield from ((None, new) for new in after[j:])


def _best_pairing(before: Sequence[Said], after: Sequence[Said]) -> list[list[float]]:
    """Return how alike pairs can be at most, summed up, from each block of both texts on."""
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            likeness = _likeness(before[i], after[j])
            paired = likeness + best[i + 1][j + 1] if likeness >= LIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    return best


def _likeness(old: Said, new: Said) -> float:
    """Return how much two blocks have in common, from 0 to 1 and a little for the same kind."""
    mine, theirs = Counter(old[2].split()), Counter(new[2].split())
    total = mine.total() + theirs.total()
    shared = 2 * (mine & theirs).total() / total if total else 1.0
    return shared * (1.0 if old[:2] == new[:2] else 0.9)


def runs(before: str, after: str) -> Runs:
    """Compare two texts word by word. Spaces belong to what was put in or taken out."""
    old, new = before.split(), after.split()
    if old == new:
        return (Run("same", " ".join(new)),) if new else ()
    found: list[Run] = []
    steps = readable(SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), _is_short)
    first_with_space = 1 if steps[0][0] == "equal" else 2  # a change at the start has it after it
    for number, (operation, a1, a2, b1, b2) in enumerate(steps):
        lead = " " if number >= first_with_space else ""
        if operation == "equal":
            found.append(Run("same", lead + " ".join(new[b1:b2])))
            continue
        trail = " " if not number and len(steps) > 1 else ""
        changed: tuple[tuple[Mark, list[str]], ...] = (("del", old[a1:a2]), ("ins", new[b1:b2]))
        found += (Run(mark, f"{lead}{' '.join(words)}{trail}") for mark, words in changed if words)
    return tuple(found)


Step = tuple[str, int, int, int, int]
"""One of ``get_opcodes``."""


def readable(steps: Sequence[Step], is_short: Callable[[Step], bool]) -> list[Step]:
    """Put changes together that read as one: what is the same between them is short."""
    found: list[Step] = []
    for step in steps:
        is_more = step[0] != "equal" and len(found) > 1 and found[-1][0] == "equal"
        if is_more and is_short(found[-1]):
            _, a1, _, b1, _ = found[-2]
            found[-2:] = [("replace", a1, step[2], b1, step[4])]
        else:
            found.append(step)
    return found


def _is_short(step: Step) -> bool:
    """Tell whether it is a word alone."""
    return step[2] - step[1] == 1


def counts(found: Redline) -> Mapping[str, int]:
    """Count the clauses by what became of them: ``new``, ``changed``, ``moved``, ``retired``."""
    counted = Counter[str](change.state for change in found.clauses if change.state != "same")
    counted["moved"] = sum(change.is_moved for change in found.clauses)
    return counted
