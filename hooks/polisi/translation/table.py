"""Units to a table in Word and back, for translators without a translation tool.

A row for each segment. Codes are numbered in double brackets, ⟦1 headteacher⟧, so that they can be
moved and not spoilt; what counts on the way back is the id and the column to fill in.
"""

from __future__ import annotations

import errno
import io
import re
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from polisi.translation import codes, packing
from polisi.translation.answers import Answer, AnswerError, Row, codes_of, rows
from polisi.translation.codes import Code
from polisi.translation.packing import Pack
from polisi.translation.units import Known, Unit
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say

TOKEN = re.compile(r"⟦\s*(\d{1,3})\b[^⟦⟧]*⟧")
ROUND = str.maketrans("⟦⟧", "()")
LABEL = re.compile(r"(\S+)\s+#(\d{1,4})\s+([0-9a-f]{8}-[0-9a-f]{8})")
CHANGE = re.compile(r"\[-(?P<old>.*?)-\]|\{\+(?P<new>.*?)\+\}", re.DOTALL)
COLUMNS = ("id", "before", "source", "target", "terms", "notes", "length")
TARGET = COLUMNS.index("target")
MAX_BYTES = 50_000_000
LANGUAGE = "polisi translation to {language}"
"""The subject of the document. Some programs lose it, so the head of the table says it, too."""
HEAD = "→ {language}"


def write(pack: Pack) -> bytes:
    """Write a pack as a Word document with one table."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(9)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.core_properties.subject = LANGUAGE.format(language=pack.to)
    for language in LANGUAGES:
        document.add_paragraph(say("translate.how", language))
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style = "Table Grid"
    head = table.rows[0]
    for cell, column in zip(head.cells, COLUMNS, strict=True):
        words = [say(f"translate.column-{column}", language) for language in LANGUAGES]
        cell.text = " / ".join(dict.fromkeys(words))
    head.cells[0].text += f" {HEAD.format(language=pack.to)}"
    for unit in pack.units:
        for row in rows(unit):
            _row(list(table.add_row().cells), unit, row, pack)
    out = io.BytesIO()
    try:
        document.save(out)
    except (ValueError, struct.error) as error:
        raise OSError(errno.EINVAL, f"a clock outside 1980 to 2107 ({error})", "docx") from error
    return out.getvalue()


def _row(cells: Sequence[Any], unit: Unit, row: Row, pack: Pack) -> None:
    found = codes_of(row.source, row.target)
    cells[0].text = f"{unit.id} #{row.number} {unit.digest}"
    is_first = row.number == 1
    cells[1].text = unit.old if is_first else ""
    spoken = pack.spoken
    _source(cells[2].paragraphs[0], unit, row, tokens(row.source, found, spoken[pack.source]))
    cells[TARGET].text = tokens(row.target, found, spoken[pack.to])
    cells[4].text = "\n".join(packing.terms(unit, pack.to)) if is_first else ""
    state = say(f"translate.{unit.state}", pack.source)
    whole = unit.target if is_first and not row.target else ""
    cells[5].text = f"{state}\n{whole}".strip()
    cells[6].text = f"{len(row.source)} / {len(row.target)}"


def _source(paragraph: Any, unit: Unit, row: Row, shown: str) -> None:
    """Write the source, what has changed in it underlined and struck through."""
    changed = packing.changes(unit) if row.number == 1 else ""
    paragraph.add_run(shown)
    if not changed:
        return
    paragraph.add_run().add_break()
    end = 0
    for found in CHANGE.finditer(changed):
        paragraph.add_run(changed[end : found.start()]).italic = True
        run = paragraph.add_run(found["old"] or found["new"])
        run.font.strike = found["old"] is not None
        run.font.underline = found["new"] is not None
        end = found.end()
    paragraph.add_run(changed[end:]).italic = True


def tokens(text: str, found: Sequence[Code], spoken: Mapping[str, str]) -> str:
    """Write a segment with its codes as numbered tokens."""
    numbers = {code.written: at for at, code in reversed(list(enumerate(found, 1)))}
    said = []
    for piece in codes.pieces(text):
        if isinstance(piece, Code):
            name = codes.shown(piece, spoken).translate(ROUND)
            said.append(f"⟦{numbers[piece.written]} {name}⟧")
        else:
            said.append(piece.text)
    return "".join(said)


def plain(text: str, found: Sequence[Code]) -> str:
    """Write the tokens of a segment out again; one with an unknown number stays."""

    def one(token: re.Match[str]) -> str:
        at = int(token[1])
        return found[at - 1].written if 1 <= at <= len(found) else token[0]

    return TOKEN.sub(one, text)


def read(raw: bytes, file: str, to: Language, known: Known) -> list[Answer]:
    """Read what has come back. Raises ``AnswerError``."""
    document = _opened(raw, file)
    if not _is_into(document, to):
        raise AnswerError("translate.other-format", file=file)
    answers: dict[str, Answer] = {}
    for table in document.tables:
        for row in table.rows:
            cells = [_words(cell) for cell in _cells(row)]
            label = LABEL.search(cells[0]) if len(cells) == len(COLUMNS) else None
            if not label:
                continue
            id_, number, digest = label[1], int(label[2]), label[3]
            answer = answers.setdefault(id_, Answer(id_, file, digest))
            answer.twice = answer.twice or number in answer.segments
            answer.segments[number] = _plain(cells[TARGET], known.get(id_), number)
    if not answers:
        raise AnswerError("translate.no-rows", file=file)
    return list(answers.values())


def _opened(raw: bytes, file: str) -> Any:
    """Open a document that need not be one, and may unpack to any size."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_BYTES:
                raise AnswerError("translate.hostile", file=file)
        return docx.Document(io.BytesIO(raw))
    except AnswerError:
        raise
    except Exception as error:  # the library raises whatever a damaged file makes it meet
        raise AnswerError("translate.damaged", file=file, detail=type(error).__name__) from error


def _is_into(document: Any, to: Language) -> bool:
    if document.core_properties.subject == LANGUAGE.format(language=to):
        return True
    heads = (_cells(table.rows[0])[:1] for table in document.tables if len(table.rows))
    return any(_words(each).strip().endswith(HEAD.format(language=to)) for [each] in heads)


def _plain(text: str, unit: Unit | None, number: int) -> str | None:
    if not text.strip():
        return None
    row = next((r for r in rows(unit) if r.number == number), None) if unit else None
    return plain(text, codes_of(row.source, row.target)) if row else text


def _cells(row: Any) -> list[Any]:
    """Return the cell at each column of a row; more than there are is all that is seen of more.

    One that says it is a million columns wide would keep ``row.cells`` of the library for ever.
    """
    found: list[Any] = []
    for cell in row._tr.tc_lst:
        found += [cell] * min(cell.grid_span, len(COLUMNS) + 1)
    return found


def _words(cell: Any) -> str:
    """Return the text of a cell as it is once all tracked changes are accepted."""
    paragraphs = []
    for paragraph in cell.p_lst:
        said = []
        for element in paragraph.iter():
            name = str(element.tag).rpartition("}")[2]
            if name == "t":
                said.append(element.text or "")
            elif name in ("br", "tab"):
                said.append(" ")
        paragraphs.append("".join(said))
    return "\n".join(paragraphs)
