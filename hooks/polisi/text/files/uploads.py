"""Files below ``docs/`` that are no pages: which there are, and which a text shows or links to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from polisi import disk
from polisi.markup.marks import OPEN
from polisi.text import reading
from polisi.text.documents import MARKDOWN_SUFFIXES
from polisi.words.languages import Language


def every_file(root: Path) -> Iterator[str]:
    """Yield the posix path from the project's folder of each file that MkDocs copies as it is.

    Hidden files, such as ``.gitkeep`` or ``Thumbs.db``, are left out: no site has them.
    """
    docs = root / "docs"
    for file in sorted(docs.rglob("*")):
        name = file.relative_to(docs).as_posix()
        is_page = file.suffix.lower() in MARKDOWN_SUFFIXES
        if not is_page and not disk.is_hidden(name) and file.is_file():
            yield f"docs/{name}"


def linked(path: str, text: str, language: Language) -> set[str]:
    """Return the files, by their path from the project's folder, that a text of a file links to.

    ``path`` is the file that holds the text, which is without drafting notes. Addresses on the web
    are no files, and neither is a whole value of the school.
    """
    if "](" not in text:
        return set()
    folder = posixpath.dirname(path)
    targets = {
        _file_part(unescape(piece.target))
        for block in reading.outline(text, language).blocks
        for piece in block.pieces
        if piece.kind in ("link", "image") and OPEN not in piece.target
    }
    return {posixpath.normpath(posixpath.join(folder, target)) for target in targets if target}


def _file_part(target: str) -> str:
    """Return the path of a link without what follows it, or nothing when it leads elsewhere."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else unquote(parts.path)
