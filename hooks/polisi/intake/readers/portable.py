"""PDF to blocks: pages in columns or not, tables, and what a page has at its edges left out.

A PDF says where each letter stands and how large it is, and nothing of headings or lists:
``columns`` works out what is read after what, ``lines`` and ``paragraphs`` what goes together.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from polisi.intake.blocks import (
    Block,
    IntakeError,
    Loss,
    Original,
    Place,
    Run,
    Runs,
    words,
)
from polisi.intake.readers.columns import Char, regions
from polisi.intake.readers.lines import Line, lies, lines, rare_fonts, upright
from polisi.intake.readers.paragraphs import paragraphs

DOTS = re.compile(r"(?:\.{4,}|…{2,}|(?:\.\s){4,})\s*\d{1,3}\s*$")
PAGE_NUMBER = re.compile(r"(?:page|tudalen)?\s*\d{1,3}(?:\s*(?:of|o|/)\s*\d{1,3})?", re.IGNORECASE)
STACKED = re.compile(r"(?:\w ){3,}\w")
"""A word whose letters stand below one another."""
STRIP = 6.0
"""Points across: too narrow to be a column."""
Box = tuple[float, float, float, float]
MAX_PAGES = 400
EDGE = 0.09
"""The part of a page at its top and foot where headers and footers stand."""
FEW = 40
"""Letters in all of a document of pictures."""


def read(path: Path) -> Original:
    """Read a PDF that has text. Raises ``IntakeError`` for pictures of pages, or a password."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it would say what only it mends
    try:
        with pdfplumber.open(path) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise IntakeError("import.too-long", name=path.name, limit=str(MAX_PAGES))
            reader = _Reader()
            for number, page in enumerate(pdf.pages, 1):
                reader.page(page, number)
                page.close()
            title = str((pdf.metadata or {}).get("Title") or "")
    except IntakeError:
        raise
    except Exception as error:  # the library raises whatever a damaged file makes it meet
        is_locked = isinstance(error, PDFPasswordIncorrect) or (
            isinstance(error, PdfminerException)
            and any(isinstance(each, PDFPasswordIncorrect) for each in error.args)
        )
        key = "import.password" if is_locked else "import.damaged"
        raise IntakeError(key, name=path.name) from error
    if reader.letters < FEW:
        raise IntakeError("import.scanned", name=path.name)
    return Original(title, tuple(reader.blocks()), tuple(reader.losses))


class _Reader:
    """Collects the lines and tables of the pages."""

    def __init__(self) -> None:
        self.found: list[Line | Block] = []
        self.losses: list[Loss] = []
        self.letters = 0
        self.edges: list[Line] = []
        self.pages = 0

    def page(self, page: Any, number: int) -> None:
        """Read a page; one that lies on its side is turned."""
        self.pages += 1
        tables = _tables(page)
        turned = [char for char in page.chars if lies(char) == "turned"]
        is_on_its_side = 2 * len(turned) > len(page.chars)
        if is_on_its_side:
            chars, tables, height = upright(turned), [], float(page.width)
        else:
            chars = [char for char in page.chars if lies(char) == "across"]
            height = float(page.height)
        self.letters += sum(not char["text"].isspace() for char in chars)
        self.lose(page, number, [] if is_on_its_side else _outside(turned, tables))
        free = _outside(chars, tables)
        parts = regions(free)
        made: list[tuple[int, float, Line | Block]] = []
        for at, part in enumerate(parts):
            for line in lines([char for char in free if part.has(char)], number, part):
                is_edge = line.top < EDGE * height or line.bottom > (1 - EDGE) * height
                (self.edges if is_edge else []).append(line)
                made.append((at, line.top, line))
        for table in tables:
            found = _rows(table, page)
            if any(words(cell) for row in found for cell in row):
                x, y = table.bbox[0] + STRIP, table.bbox[1]
                at = next(at for at, part in enumerate(parts) if part.holds(x, y))
                made.append((at, y, Block("table", (), Place("page", number), rows=found)))
        self.found += [each for *_, each in sorted(made, key=lambda item: item[:2])]

    def lose(self, page: Any, number: int, turned: Sequence[Char]) -> None:
        """Say which pictures and which words across the others a page has."""
        place = Place("page", number)
        slanted = [str(char["text"]) for char in page.chars if lies(char) == "slanted"]
        said = [*(line.text for line in lines(upright(turned), number)), "".join(slanted)]
        if text := " ".join(" ".join(said).split()):
            self.losses.append(Loss("import.lost-rotated", place, text))
        for image in page.images:
            if image["width"] * image["height"] > 0.02 * page.width * page.height:
                self.losses.append(Loss("import.lost-picture", place))
        if not page.chars and page.images:
            self.losses.append(Loss("import.lost-scan", place))

    def blocks(self) -> Iterator[Block]:
        """Yield paragraphs, headings and items, made of the lines of all pages."""
        repeated = self._repeated()
        written = [each for each in self.found if isinstance(each, Line)]
        sizes = Counter(round(line.size, 1) for line in written for _ in line.text)
        normal = sizes.most_common(1)[0][0] if sizes else 0.0
        rare = rare_fonts(written)
        kept: list[Line] = []
        for each in self.found:
            if isinstance(each, Block):
                yield from paragraphs(kept, normal)
                kept = []
                yield each
            elif each in self.edges and _alike(each.text) in repeated:
                self.losses.append(Loss("import.lost-margin", Place("page", each.page), each.text))
            elif DOTS.search(each.text):
                place = Place("page", each.page)
                self.losses.append(Loss("import.lost-contents", place, each.text))
            else:
                kept.append(replace(each, stands_out=each.stands_out or each.font in rare))
        yield from paragraphs(kept, normal)
        self.losses = _once(self.losses)

    def _repeated(self) -> set[str]:
        """Return what stands at the edge of several pages, but for the number of the page."""
        pages = {(_alike(line.text), line.page) for line in self.edges}
        counts = Counter(text for text, _ in pages)
        enough = max(2, self.pages // 3)
        found = {text for text, count in counts.items() if count >= enough}
        return found | {_alike(e.text) for e in self.edges if PAGE_NUMBER.fullmatch(e.text)}


def _once(losses: Sequence[Loss]) -> list[Loss]:
    """Say of each header and footer once that it is lost."""
    seen: dict[tuple[str, str], Loss] = {}
    for loss in losses:
        key = _alike(loss.text) if loss.key == "import.lost-margin" else f"{loss.place}{loss.text}"
        seen.setdefault((loss.key, key), loss)
    return list(seen.values())


def _alike(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower())


def _is_in(char: Char, box: Box) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _outside(chars: Sequence[Char], tables: Sequence[Any]) -> list[Char]:
    return [char for char in chars if not any(_is_in(char, table.bbox) for table in tables)]


def _tables(page: Any) -> list[Any]:
    """Return the tables of a page that are drawn with lines and have two columns or more."""
    if not (page.rects or page.lines or page.curves):
        return []
    found = page.find_tables()
    return [
        table
        for table in found
        if len(table.rows) > 1 and max(len(r.cells) for r in table.rows) > 1
    ]


def _rows(table: Any, page: Any) -> tuple[tuple[Runs, ...], ...]:
    chars = [char for char in page.chars if _is_in(char, table.bbox)]
    rows = []
    for row in table.rows:
        texts = [_in_cell(chars, box) for box in _wide(row.cells)]
        rows.append(tuple((Run(text),) if text else () for text in texts))
    kept = [at for at in range(max(map(len, rows))) if any(at < len(r) and r[at] for r in rows)]
    return tuple(tuple(row[at] if at < len(row) else () for at in kept) for row in rows if any(row))


def _wide(boxes: Sequence[Box | None]) -> Iterator[Box | None]:
    """Yield the cells of a row: a strip between two lines belongs to the cell after it."""
    start: float | None = None
    for box in boxes:
        if box is None:
            yield None
        elif box[2] - box[0] < STRIP:
            start = box[0] if start is None else start
            yield None
        else:
            yield box if start is None else (start, *box[1:])
            start = None


def _in_cell(chars: Sequence[Char], box: Box | None) -> str:
    """Return the text of a cell: of its own letters, and not of those that only reach into it."""
    from pdfplumber.utils.text import extract_text

    inside = [char for char in chars if _is_in(char, box)] if box else []
    across = [char for char in inside if lies(char) == "across"]
    turned = [char for char in inside if lies(char) == "turned"]
    found = extract_text(across) if across else ""
    said = [found, *(line.text for line in lines(upright(turned), 0))]
    text = " ".join(" ".join(said).split())
    return text.replace(" ", "") if STACKED.fullmatch(text) else text
