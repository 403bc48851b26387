"""What a translator sends back, whatever it is packed in: XLIFF, the Word table, a ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from polisi.intake import reading
from polisi.intake.readers import xml
from polisi.translation import table, xliff
from polisi.translation.answers import Answer, AnswerError, rows
from polisi.translation.units import Known, Unit
from polisi.words.languages import LANGUAGES, Language

MAX_PACKED, MAX_BYTES = 40, 50_000_000
"""Files in a ZIP, and what they unpack to."""
WORD_PART = "[Content_Types].xml"
SPOILT = (*reading.SPOILT, *xml.SPOILT, RuntimeError)
"""What is met in a file that is not whole, or whose parts do not fit one another, or that wants a
password."""


def read(raw: bytes, name: str, to: Language, known: Known) -> Sequence[Answer]:
    """Read a file that is a translation into a language. Raises ``AnswerError``."""
    try:
        if raw.startswith(b"PK"):
            return table.read(raw, name, to, known)
        return xliff.read(raw, name, to)
    except SPOILT as error:
        raise _damaged(error, name) from error


def _damaged(error: Exception, name: str) -> AnswerError:
    return AnswerError("translate.damaged", file=name, detail=type(error).__name__)


def is_written_in(raw: bytes, name: str, to: Language, known: Known) -> bool:
    """Tell whether somebody has written into a file that went out, or it is another one.

    Texts that have moved since do not count: nobody can take them back any more.
    """
    try:
        answers = read(raw, name, to, known)
    except AnswerError:
        return True
    return any(_says_more(answer, known.get(answer.id)) for answer in answers)


def _says_more(answer: Answer, unit: Unit | None) -> bool:
    if unit is None or answer.digest != unit.digest:
        return False
    went_out = {row.number: row.target for row in rows(unit)}
    return any(
        (text or "").strip() not in ("", went_out.get(number, "").strip())
        for number, text in answer.segments.items()
    )


def unpacked(raw: bytes, name: str) -> list[tuple[str, bytes]]:
    """Return a file with its name, or those in a ZIP with theirs. Raises ``AnswerError``."""
    if not raw.startswith(b"PK"):
        return [(name, raw)]
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if WORD_PART in archive.namelist():
                return [(name, raw)]
            wanted = _wanted(archive, name)
            return [(_last(each.filename), _piece(archive, each, name)) for each in wanted]
    except SPOILT as error:
        raise _damaged(error, name) from error


def _wanted(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """List the files that somebody packed: not too many, and not too large."""
    infos = [each for each in archive.infolist() if not each.is_dir()]
    if len(infos) > MAX_PACKED or sum(each.file_size for each in infos) > MAX_BYTES:
        raise AnswerError("translate.hostile", file=name)
    return [each for each in infos if _is_meant(each.filename)]


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _is_meant(name: str) -> bool:
    """Tell whether somebody packed a file, and not the program that packs: ``__MACOSX``."""
    return not (name.startswith("__MACOSX/") or _last(name).startswith("."))


def _piece(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """Unpack one file: what an archive says of its size need not be true."""
    with archive.open(info) as part:
        raw = part.read(info.file_size + 1)
    if len(raw) > info.file_size:
        raise AnswerError("translate.hostile", file=name)
    return raw


def read_any(
    raw: bytes, name: str, known: Mapping[Language, Known]
) -> tuple[Language, Sequence[Answer]]:
    """Read a file into whichever language it is. Raises ``AnswerError``."""
    first: AnswerError | None = None
    for to in reversed(LANGUAGES):  # most are into Welsh
        try:
            return to, read(raw, name, to, known[to])
        except AnswerError as error:
            first = first or error
    assert first is not None
    raise first
