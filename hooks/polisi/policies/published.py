"""What was ever published: every id and every address, remembered in ``ids.csv``.

A link that somebody has written down must work for ever. So the file has a row for each clause,
each section and each page's address, is added to when texts are agreed, and no row of it goes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, get_args

from polisi.policies import shipped
from polisi.policies.addresses import slug_path
from polisi.text.documents import Document
from polisi.words.languages import LANGUAGES

FILE = "ids.csv"
HEAD = ("kind", "id", "file")
RowKind = Literal["clause", "section", "en", "cy"]
KINDS: tuple[str, ...] = get_args(RowKind)


class Row(NamedTuple):
    """Something that was published."""

    kind: str
    """``clause``, ``section``, or the language of an address."""
    id: str
    """The id, or the address below the root of its language."""
    file: str
    """Path of the file below ``docs/<language>/``."""


def rows(documents: Iterable[Document]) -> Iterator[Row]:
    """Yield what some documents publish."""
    for document in documents:
        if not document.is_extension:
            yield Row(document.language, slug_path(document), document.name)
        for passage in document.passages:
            if passage.id and document.language == LANGUAGES[0]:
                yield Row("clause" if passage.is_clause else "section", passage.id, document.name)
        for id_ in document.retired:  # it may have ended before anything was remembered
            yield Row("clause", str(id_), document.name)


def read(text: str) -> dict[Row, int]:
    """Read the file: each row with its line. What is no row is left out.

    Spreadsheets of some languages write semicolons.
    """
    return {row: line for line, row in _rows(text) if row}


def broken(text: str) -> int:
    """Return the first line of the file that is no row, or 0."""
    lines = (line for line, row in _rows(text) if row is None)
    return next(lines, 0)


def _rows(text: str) -> Iterator[tuple[int, Row | None]]:
    """Yield each row with its line; None for a line that can't be read."""
    sign = ";" if text.startswith(HEAD[0] + ";") else ","
    for line, cells in enumerate(shipped.cells(text, sign), 1):
        if len(cells) == len(HEAD) and cells[0] in KINDS:
            yield line, Row(*cells)
        elif any(cells) and tuple(cells) != HEAD:
            yield line, None


def written(remembered: Iterable[Row], published: Iterable[Row]) -> str:
    """Write the file with what is published now added to it, in alphabetical order."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(sorted({*remembered, *published}))
    return out.getvalue()
