"""PDF to blocks: letters to lines, lines to paragraphs, and what a page has at its edges left out.

A PDF says where each letter stands and how large it is, and nothing of headings or lists; what is
a line, a paragraph or a table is worked out from that.
"""

from __future__ import annotations

import logging
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from polisi.intake.blocks import Block, IntakeError, Loss, Original, Place, Run, Runs, joined, words

BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
DOTS = re.compile(r"(?:\.{4,}|…{2,}|(?:\.\s){4,})\s*\d{1,3}\s*$")
PAGE_NUMBER = re.compile(r"(?:page|tudalen)?\s*\d{1,3}(?:\s*(?:of|o|/)\s*\d{1,3})?", re.IGNORECASE)
BULLET = re.compile(
    r"^(?:[•·▪▫◦‣●○■□∙➢➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc\uf0be\u2023\u25aa-]|o(?=\s)|–(?=\s))\s*"
)
LABEL = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[a-z][.)]|[ivx]{1,4}[.)])\)?\s")
STACKED = re.compile(r"(?:\w ){3,}\w")
"""A word whose letters stand below one another."""
STRIP = 6.0
"""Points across: too narrow to be a column."""
Box = tuple[float, float, float, float]
MAX_PAGES = 400
EDGE = 0.09
"""The part of a page at its top and foot where headers and footers stand."""
FEW_WORDS = 7
FEW = 40
"""Letters in all of a document of pictures."""


@dataclass(frozen=True, slots=True)
class _Line:
    runs: Runs
    page: int
    top: float
    bottom: float
    left: float
    right: float
    size: float

    @property
    def text(self) -> str:
        return words(self.runs)

    @property
    def is_bold(self) -> bool:
        return all(run.bold for run in self.runs if run.text.strip())


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
        self.found: list[_Line | Block] = []
        self.losses: list[Loss] = []
        self.letters = self.pictures = 0
        self.edges: list[_Line] = []
        self.pages = 0

    def page(self, page: Any, number: int) -> None:
        """Read a page."""
        self.pages += 1
        chars = [char for char in page.chars if char.get("upright", True)]
        rotated = "".join(char["text"] for char in page.chars if not char.get("upright", True))
        if rotated.strip():
            self.losses.append(Loss("import.lost-rotated", Place("page", number)))
        self.letters += sum(not char["text"].isspace() for char in chars)
        for image in page.images:
            if image["width"] * image["height"] > 0.02 * page.width * page.height:
                self.pictures += 1
                self.losses.append(Loss("import.lost-picture", Place("page", number)))
        if not chars and page.images:
            self.losses.append(Loss("import.lost-scan", Place("page", number)))
        tables = _tables(page)
        boxes = [table.bbox for table in tables]
        free = [char for char in chars if not any(_is_in(char, box) for box in boxes)]
        made: list[tuple[float, _Line | Block]] = []
        for line in _lines(free, number):
            is_edge = line.top < EDGE * page.height or line.bottom > (1 - EDGE) * page.height
            (self.edges if is_edge else []).append(line)
            made.append((line.top, line))
        for table in tables:
            rows = _rows(table, page)
            if any(words(cell) for row in rows for cell in row):
                made.append((table.bbox[1], Block("table", (), Place("page", number), rows=rows)))
        self.found += [each for _, each in sorted(made, key=lambda pair: pair[0])]

    def blocks(self) -> Iterator[Block]:
        """Yield paragraphs, headings and items, made of the lines of all pages."""
        repeated = self._repeated()
        sizes = Counter(
            round(line.size, 1) for line in self.found if isinstance(line, _Line) for _ in line.text
        )
        normal = sizes.most_common(1)[0][0] if sizes else 0.0
        lines: list[_Line] = []
        for each in self.found:
            if isinstance(each, Block):
                yield from _paragraphs(lines, normal)
                lines = []
                yield each
            elif each in self.edges and _alike(each.text) in repeated:
                self.losses.append(Loss("import.lost-margin", Place("page", each.page), each.text))
            elif DOTS.search(each.text):
                self.losses.append(
                    Loss("import.lost-contents", Place("page", each.page), each.text)
                )
            else:
                lines.append(each)
        yield from _paragraphs(lines, normal)
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


def _is_in(char: dict[str, Any], box: Box) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


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
    rows = []
    for row in table.rows:
        texts = [_in_cell(page, box) for box in _wide(row.cells)]
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


def _in_cell(page: Any, box: Box | None) -> str:
    """Return the text of a cell: of its own letters, and not of those that only reach into it."""
    from pdfplumber.utils.text import extract_text

    chars = [char for char in page.chars if _is_in(char, box)] if box else []
    found = extract_text(chars, line_dir_rotated="ltr", char_dir_rotated="btt") if chars else ""
    text = " ".join(found.split())
    return text.replace(" ", "") if STACKED.fullmatch(text) else text


def _lines(chars: Sequence[dict[str, Any]], page: int) -> Iterator[_Line]:
    """Put letters together that stand on one line, in the order in which they are read."""
    rows: list[list[dict[str, Any]]] = []
    for char in sorted(chars, key=lambda c: ((c["top"] + c["bottom"]) / 2, c["x0"])):
        middle = (char["top"] + char["bottom"]) / 2
        for row in reversed(rows[-4:]):
            first = row[0]
            if abs((first["top"] + first["bottom"]) / 2 - middle) <= 0.4 * max(
                char["size"], first["size"]
            ):
                row.append(char)
                break
        else:
            rows.append([char])
    for row in rows:
        row.sort(key=lambda c: c["x0"])
        if runs := joined(_runs(row)):
            shown = [c for c in row if not c["text"].isspace()]
            if shown:
                yield _Line(
                    runs, page, min(c["top"] for c in shown), max(c["bottom"] for c in shown),
                    shown[0]["x0"], shown[-1]["x1"], statistics.median(c["size"] for c in shown),
                )  # fmt: skip


def _runs(row: Sequence[dict[str, Any]]) -> Iterator[Run]:
    """Yield the runs of a line, with a space where a gap is."""
    before: dict[str, Any] | None = None
    for char in row:
        text = str(char["text"])
        if len(text) > 4 and text.startswith("(cid:"):
            text = "•" if before is None else " "
        font = str(char.get("fontname", ""))
        look = Run(text, bool(BOLD.search(font)), bool(ITALIC.search(font)))
        if before is not None:
            same = before["text"] == char["text"] and abs(before["x0"] - char["x0"]) < 0.6
            if same and not text.isspace():  # bold that is printed twice
                continue
            if char["x0"] - before["x1"] > 0.22 * char["size"] and not before["text"].isspace():
                yield replace(look, text=" ")
        yield look
        before = char


def _paragraphs(lines: Sequence[_Line], normal: float) -> Iterator[Block]:
    """Put lines together that go on with one another."""
    gaps = [
        after.top - before.bottom
        for before, after in pairwise(lines)
        if before.page == after.page and after.top > before.bottom - 2
    ]
    usual = statistics.median(gaps) if gaps else 0.0
    right = max((line.right for line in lines), default=0.0)
    group: list[_Line] = []
    for line in lines:
        if group and _starts(group, line, usual, right, normal):
            yield _block(group, normal)
            group = []
        group.append(line)
    if group:
        yield _block(group, normal)


def _starts(group: Sequence[_Line], line: _Line, usual: float, right: float, normal: float) -> bool:
    """Tell whether a line starts a paragraph, and does not go on with the lines before it."""
    last = group[-1]
    if BULLET.match(line.text):
        return True
    if abs(line.size - last.size) > 0.8 or line.is_bold != last.is_bold:
        is_new = line.text[:1].isupper() or bool(LABEL.match(line.text))
        return is_new or not _is_open(last) or line.is_bold
    if LABEL.match(line.text) and (not _is_open(last) or last.is_bold):
        return True
    if line.page != last.page:
        return not (_is_open(last) and (line.text[:1].islower() or last.right > 0.85 * right))
    gap = line.top - last.bottom
    if gap > usual + 0.45 * normal:
        return True
    if len(group) == 1 and _is_label(last, right) and line.text[:1].isupper():
        return True
    is_short = last.right < 0.8 * right
    return is_short and not _is_open(last) and not line.text[:1].islower()


def _is_label(line: _Line, right: float) -> bool:
    """Tell whether a line is a few words alone, as a heading without any look of its own is."""
    text = line.text
    is_short = line.right < 0.55 * right and len(text.split()) <= FEW_WORDS
    return is_short and text[:1].isupper() and text[-1:].isalnum()


def _is_open(line: _Line) -> bool:
    """Tell whether a line ends in the middle of a sentence."""
    return line.text[-1:] not in ".:;!?"


def _block(lines: Sequence[_Line], normal: float) -> Block:
    runs: list[Run] = []
    for line in lines:
        if runs:
            end = runs[-1].text
            if end.endswith("-") and line.text[:1].islower() and len(end) > 2 and end[-2].isalpha():
                runs[-1] = replace(runs[-1], text=end)
            elif not end.endswith(" "):
                runs.append(replace(runs[-1], text=" "))
        runs += line.runs
    made = joined(runs)
    place = Place("page", lines[0].page)
    size = max(line.size for line in lines)
    indent = int(max(0.0, lines[0].left) // 1)
    if found := BULLET.match(words(made)):
        from polisi.intake.blocks import without_start

        return Block("item", without_start(_stripped(made), found.end()), place, indent, "•", size)
    if size > normal + 1.4 and len(words(made).split()) <= 16:
        return Block("heading", made, place, 0, "", size)
    return Block("paragraph", made, place, 0, "", size)


def _stripped(runs: Runs) -> Runs:
    """Return runs without white space at the start."""
    if runs and not runs[0].text.strip():
        return _stripped(runs[1:])
    return (replace(runs[0], text=runs[0].text.lstrip()), *runs[1:]) if runs else ()
