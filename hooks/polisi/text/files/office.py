"""What a document of Word, Excel, PowerPoint or LibreOffice says: the words in its parts.

Such a file is an archive of XML. Its words are read to be searched, not to be shown: comments,
headers, notes and properties are words, too.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

START = b"PK\x03\x04"
"""How an archive begins."""
MAX_PART = 50_000_000
"""Bytes of a part, unpacked; what is larger is no text that somebody wrote."""
PARAGRAPH = re.compile(r"</(?:\w+:)?(?:p|h|si|c|title|subject|description|keywords|creator)>")
SPACE = re.compile(r"<(?:\w+:)?(?:s|tab|br|line-break|cr)\b[^>]*/>")
TAG = re.compile(r"<[^>]*>")


def words_of(stored: bytes) -> str:
    """Return the words of a stored document, a paragraph a line of marked text.

    Returns nothing of one that can't be read.
    """
    try:
        with ZipFile(BytesIO(stored)) as archive:
            return "\n".join(f"<p>{text}</p>" for text in _paragraphs(archive))
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):  # encrypted, too
        return ""


def _paragraphs(archive: ZipFile) -> Iterator[str]:
    """Yield the paragraphs of each part; words that are marked in the middle stay whole."""
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")) and part.file_size <= MAX_PART:
            text = archive.read(part).decode("utf-8", errors="replace")
            for paragraph in PARAGRAPH.split(text):
                if said := TAG.sub("", SPACE.sub(" ", paragraph)).strip():
                    yield said
