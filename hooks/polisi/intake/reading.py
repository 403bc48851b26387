"""Any file to blocks: looks at what the file is, refuses what can't be read, asks the right reader.

Nothing in a file is run or fetched, and no more of it is unpacked than a document can need.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from polisi.intake.blocks import IntakeError, Original
from polisi.intake.readers import opendocument, portable, web, word, xml

MAX_BYTES = 50_000_000
MAX_UNPACKED = 200_000_000
MAX_PARTS = 5_000
MAX_XML = 40_000_000
"""The text of a document is never larger; pictures may be."""
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the container of old Word files begins, which also holds an encrypted new one."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WEB = (".html", ".htm", ".xhtml")
MARKDOWN = (".md", ".markdown", ".txt")
SPOILT = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a reader meets in a file whose parts do not fit one another."""
WORDLESS = {"import.lost-picture": "import.scanned", "import.lost-deep": "import.deep"}
"""What a document had that has no words: why it has none."""
Reader = Callable[[Path], Original]


def read(path: Path) -> Original:
    """Read a document. Raises ``IntakeError`` with what to say when that can't be done."""
    name = path.name
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise IntakeError("import.no-file", name=str(path))
        if size > MAX_BYTES:
            raise IntakeError("import.too-big", name=name, limit=f"{MAX_BYTES // 1_000_000} MB")
        with path.open("rb") as file:
            start = file.read(4_096)
    except OSError as error:
        raise IntakeError("import.no-file", name=str(path)) from error
    if not start.strip():
        raise IntakeError("import.empty", name=name)
    reader = _reader(path, start)
    try:
        original = reader(path)
    except SPOILT as error:
        raise IntakeError("import.damaged", name=name) from error
    if not any(block.text for block in original.blocks):
        lost = {loss.key for loss in original.losses}
        key = next((WORDLESS[each] for each in WORDLESS if each in lost), "import.no-words")
        raise IntakeError(key, name=name)
    return original


def _reader(path: Path, start: bytes) -> Reader:
    """Return what reads a file, by what it is and not by what it is called."""
    if start.startswith(COMPOUND):
        key = "import.password" if ENCRYPTED in path.read_bytes() else "import.old-word"
        raise IntakeError(key, name=path.name)
    if b"%PDF-" in start[:1_024]:
        return portable.read
    if start.startswith(b"PK"):
        return _of_archive(path)
    if start.startswith(b"{\\rtf"):
        raise IntakeError("import.old-word", name=path.name)
    suffix = path.suffix.lower()
    is_web = (
        start.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower().startswith((b"<!doctype html", b"<html"))
    )
    if suffix in WEB or is_web:
        return web.read_html
    if suffix in MARKDOWN:
        return web.read_markdown
    raise IntakeError("import.unknown-kind", name=path.name)


def _of_archive(path: Path) -> Reader:
    """Look at a packed document without unpacking it."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            names = {info.filename for info in infos}
            unpacked = sum(info.file_size for info in infos)
            text = sum(i.file_size for i in infos if i.filename.endswith((".xml", ".rels")))
            if unpacked > MAX_UNPACKED or text > MAX_XML or len(infos) > MAX_PARTS:
                raise IntakeError("import.bomb", name=path.name)
            if any(info.flag_bits & 1 for info in infos):
                raise IntakeError("import.password", name=path.name)
            for info in infos:  # what an archive says of a part's size need not be true
                if info.filename.endswith((".xml", ".rels")):
                    _try(archive, info, path.name)
    except xml.SPOILT as error:
        raise IntakeError("import.damaged", name=path.name) from error
    if any(name.startswith("word/") for name in names):
        return word.read
    if "content.xml" in names:
        return opendocument.read
    raise IntakeError("import.unknown-kind", name=path.name)


def _try(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> None:
    with archive.open(info) as part:
        read = 0
        while piece := part.read(1 << 20):
            read += len(piece)
            if read > info.file_size:
                raise IntakeError("import.bomb", name=name)
