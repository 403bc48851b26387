"""Tables of ``school.yml``, such as its posts, as rows of cells: shown, filled in and written back.

A table with keys, or a list of entries; each column is a text or a choice of an entry's model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from polisi.editing import places, words
from polisi.editing.words import RefusedError, Said, Words
from polisi.words.languages import LANGUAGES, Language
from polisi.words.slugs import slug
from polisi.yaml_files.entries import Value

BAR, OUT = "|", "-"
"""What parts the cells of a line, and what stands where something is to be taken out."""
KEY = "key"
"""The column of a table whose keys are names."""
MAX_ROWS = 60
"""Rows that a table may have: writing one takes a moment, and nobody reads more."""
Row = tuple[str, ...]
Written = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """One text of each entry."""

    key: str
    """Where it stands in the entry, such as ``website.en``."""
    labels: Words
    answers: Mapping[str, Words] | None = None


@cache
def columns(place: str) -> tuple[Column, ...]:
    """Return the columns of a table, the names first; none where a place is no table."""
    return tuple(_columns(place))


def _columns(place: str) -> Iterator[Column]:
    for name, labels in words.table("columns").items():
        table, _, key = name.partition(".")
        if table != place:
            continue
        at = (place, key) if places.is_list((place,)) else (place, "*", key)
        if key != KEY and places.is_bilingual(at):
            for language in LANGUAGES:
                yield Column(f"{key}.{language}", places.in_language(labels, language))
        else:
            yield Column(key, labels, None if key == KEY else places.answers(at))


def names(place: str) -> int:
    """Count the columns by which an entry is known."""
    return 1 if columns(place)[0].key == KEY else len(LANGUAGES)


def called(place: str, row: Row, language: Language) -> str:
    """Return what an entry is called in a language."""
    return row[min(LANGUAGES.index(language), names(place) - 1)]


def shown(place: str, written: Written) -> list[Row]:
    """Return the rows of a table as it is written."""
    return [row for _, row in _entries(place, written)]


def _entries(place: str, written: Written) -> list[tuple[str | Value, Row]]:
    """Return each entry's key, or the entry itself in a list, with its row."""
    there = written.get(place)
    if isinstance(there, Mapping):
        return [(str(key), _row(place, str(key), entry)) for key, entry in there.items()]
    return [(entry, _row(place, "", entry)) for entry in there] if isinstance(there, list) else []


def _row(place: str, key: str, entry: object) -> Row:
    return tuple(key if each.key == KEY else _cell(entry, each.key) for each in columns(place))


def _cell(entry: object, key: str) -> str:
    for part in key.split("."):
        if isinstance(entry, Mapping):
            entry = entry.get(part)
        elif part not in LANGUAGES:
            return ""
    return str(entry) if isinstance(entry, str) else ""


def merged(place: str, labels: Words, there: Sequence[Row], lines: Sequence[str]) -> list[Row]:
    """Put lines of a form, ``name | name | …``, into the rows that are there.

    A line with the names of a row fills in what it says and keeps the rest; a hyphen takes out.
    Raises ``RefusedError``.
    """
    found, count, size = list(there), names(place), len(columns(place))
    if len(lines) > MAX_ROWS:
        raise _too_many(labels)
    for line in lines:
        cells = [each.strip() for each in line.split(BAR)]
        named = _called(cells[:count])
        at = next((n for n, row in enumerate(found) if _called(row[:count]) == named), None)
        if len(cells) > size:
            raise _refused("row-long", labels, line)
        if cells[count:] == [OUT]:
            if at is None:
                raise _refused("row-unknown", labels, line)
            del found[at]
            continue
        if at is None:
            found.append(_filled(("",) * size, cells))
        else:
            found[at] = _filled(found[at], cells)
    return found


def _filled(row: Row, cells: Sequence[str]) -> Row:
    """Return a row with what some cells say; an empty one, or none, says nothing."""
    pairs = zip_longest(row, cells, fillvalue="")
    return tuple("" if new == OUT else new or old for old, new in pairs)


def _called(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(each.casefold() for each in cells)


def value(place: str, labels: Words, written: Written, rows: Sequence[Row]) -> Value:
    """Return what a table has to say so that these are its rows: only what is changed in it.

    Raises ``RefusedError`` for an answer that is none, and for a name that stands twice.
    """
    said = _distinct(place, labels, rows)
    there = _entries(place, written)
    if places.is_list((place,)):
        kept = {row: entry for entry, row in there}
        return [kept.get(row) or _entry(place, row) for row in said]
    old = {str(key): row for key, row in there}
    new: dict[str, Row] = {}
    for row in said:
        new[_key(place, row, old, new)] = row
    changed = {key: _change(place, old.get(key), row) for key, row in new.items()}
    gone: dict[str, Value] = {key: None for key in old if key not in new}
    return {**gone, **{key: entry for key, entry in changed.items() if entry}}


def _distinct(place: str, labels: Words, rows: Sequence[Row]) -> list[Row]:
    """Return the rows that say something, each name once, with the names of answers."""
    first = names(place) if columns(place)[0].key == KEY else 0  # a name alone says nothing there
    said = [_answered(place, row) for row in rows if any(row[first:])]
    if len(said) > MAX_ROWS:
        raise _too_many(labels)
    known: set[Row] = set()
    for row in said:
        if (named := _called(row[: names(place)])) in known:
            raise _refused("row-twice", labels, row[0])
        known.add(named)
    return said


def _key(place: str, row: Row, old: Mapping[str, Row], taken: Mapping[str, Row]) -> str:
    """Return the key of a row: its name, or that of the entry with one of its titles."""
    if columns(place)[0].key == KEY:
        return row[0]
    for number in range(names(place)):
        for key, was in old.items():
            if key not in taken and was[number] == row[number]:
                return key
    base = slug(row[0] or row[1]).replace("-", "_").lstrip("0123456789_") or place
    known, number = {*old, *taken}, 2
    key = base
    while key in known:
        key, number = f"{base}_{number}", number + 1
    return key


def _change(place: str, old: Row | None, row: Row) -> Mapping[str, Value]:
    """Return what is to be written into an entry of a table with keys."""
    before = old or ("",) * len(row)
    cells = zip(columns(place), before, row, strict=True)
    return {each.key: new or None for each, was, new in cells if new != was and each.key != KEY}


def _entry(place: str, row: Row) -> Value:
    """Return an entry of a list; a text that is the same in both languages stands once."""
    entry: dict[str, Value] = {}
    for column, cell in zip(columns(place), row, strict=True):
        key, _, language = column.key.partition(".")
        if not cell:
            continue
        if not language:
            entry[key] = cell
            continue
        there = entry.get(key)
        both = {**there, language: cell} if isinstance(there, dict) else {language: cell}
        entry[key] = both
    return {key: _once(said) for key, said in entry.items()}


def _once(said: Value) -> Value:
    if not isinstance(said, Mapping):
        return said
    texts = {*said.values()} if "en" in said else set()
    return said["en"] if len(texts) == 1 else said


def _answered(place: str, row: Row) -> Row:
    """Return a row with the names of the answers that were chosen, whatever they are called."""
    found = []
    for column, cell in zip(columns(place), row, strict=True):
        answers = column.answers or {}
        called = {text.casefold(): name for name, said in answers.items() for text in said.values()}
        if cell and answers and cell not in answers and cell.casefold() not in called:
            raise _refused("choice", column.labels, cell)
        found.append(called.get(cell.casefold(), cell) if answers else places.address(cell))
    return tuple(found)


def _too_many(labels: Words) -> RefusedError:
    return RefusedError(Said("refusals", "row-many", {"field": labels, "limit": str(MAX_ROWS)}))


def _refused(key: str, field: Words, value: str) -> RefusedError:
    return RefusedError(Said("refusals", key, {"field": field, "value": value[:80]}))
