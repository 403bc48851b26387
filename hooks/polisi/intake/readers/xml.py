"""XML of a packed document, without what a hostile one could do: no entities, no network."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from pathlib import Path
from typing import Any

from polisi.intake.blocks import IntakeError

Element = Any
"""An element of lxml, which has no types."""
SPOILT = (
    zipfile.BadZipFile,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    lzma.LZMAError,
    zlib.error,
)
"""What unpacking raises where bytes of an archive are missing or others."""


def parse(raw: bytes, name: str) -> Element:
    """Parse XML. Raises ``IntakeError`` when it is none, or declares a document type."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise IntakeError("import.damaged", name=name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise IntakeError("import.bomb", name=name)
    return root


def part(archive: zipfile.ZipFile, name: str, file: Path) -> Element | None:
    """Return the XML of a part of an archive, or None where there is no such part."""
    try:
        raw = archive.read(name)
    except KeyError:
        return None
    except SPOILT as error:
        raise IntakeError("import.damaged", name=file.name) from error
    return parse(raw, file.name)
