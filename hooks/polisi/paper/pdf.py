"""A tree to a PDF that everyone can read (PDF/UA-1), by WeasyPrint, the only module that knows it.

WeasyPrint is loaded when the first PDF is made: the command can then say what is missing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

from polisi.words.languages import LANGUAGES

VARIANT = "pdf/ua-1"
FACES = (
    ("Regular", "normal", "normal"),
    ("It", "normal", "italic"),
    ("Bold", "bold", "normal"),
    ("BoldIt", "bold", "italic"),
)
FAMILY = "Source Sans Pro"
MISSING_IMAGE = "Failed to load image"


class NoWeasyPrintError(Exception):
    """WeasyPrint, or the library Pango that it needs, is not there; says what was missing."""


def check() -> None:
    """Make sure that a PDF can be made. Raises ``NoWeasyPrintError``."""
    _weasyprint()


@cache
def _weasyprint() -> Any:
    """Load WeasyPrint, and let it write the language of each part of a text."""
    try:
        import weasyprint
        from weasyprint.pdf import tags
    except (ImportError, OSError) as error:  # OSError: Pango
        raise NoWeasyPrintError(str(error).strip().split("\n")[0]) from error
    plain: Callable[..., Iterator[Any]] = tags._build_box_tree
    tags._build_box_tree = _with_languages(plain)
    return weasyprint


def _with_languages(plain: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """Let what makes the tags of a PDF say in which language each part is, and what leads on.

    WeasyPrint 70 gives the language of the whole only, and then a screen reader reads Welsh as
    English; and it makes a link of each part of a link, but does not call the parts so.
    """

    def build(box: Any, parent: Any, pdf: Any, *more: Any) -> Iterator[Any]:
        element = getattr(box, "element", None)
        language = element.get("lang", "") if isinstance(element, Element) else ""
        for tag in plain(box, parent, pdf, *more):
            if language in LANGUAGES:
                tag["Lang"] = f"({language}-GB)"
            if getattr(box, "link_annotation", None):
                tag["S"] = "/Link"
            yield tag

    return build


@cache
def _fonts() -> Any:
    """Return the letters that all papers are set in; they are loaded once."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _faces() -> Any:
    import font_source_sans_pro

    folder = Path(font_source_sans_pro.__file__).parent / "files"
    rules = (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{(folder / f"SourceSansPro-{name}.ttf").as_uri()}"); }}'
        for name, weight, style in FACES
    )
    return _weasyprint().CSS(string="\n".join(rules), font_config=_fonts())


def pdf(root: Element, is_filled_in: bool) -> tuple[bytes, list[str]]:
    """Make a PDF of a tree; returns it and the addresses of pictures that it can't show.

    ``is_filled_in``: its fields can be filled in on the screen. Raises ``NoWeasyPrintError``.
    """
    module = _weasyprint()
    groups = _questions(root)

    def finish(_: object, made: Any) -> None:
        """Name a question by its words; WeasyPrint names it by its first answer."""
        for each in made.objects:
            if isinstance(each, dict) and each.get("FT") == "/Btn" and "Kids" in each:
                name = str(each["T"].string)
                each["TU"] = type(each["TU"])(groups.get(name, name))

    with _complaints() as said:
        html = module.HTML(string=written(root), url_fetcher=_fetcher())
        data: bytes = html.write_pdf(
            finisher=finish,
            font_config=_fonts(),
            stylesheets=[_faces()],
            pdf_variant=VARIANT,
            pdf_forms=is_filled_in,
        )
    return data, [each for each in said if each.startswith(MISSING_IMAGE)]


def written(root: Element) -> str:
    """Write a tree as HTML."""
    return f"<!doctype html>{tostring(root, encoding='unicode', method='html')}"


def _fetcher() -> Any:
    """Return what fetches pictures: files of this machine alone, and nothing from the web."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=("file", "data"))


def _questions(root: Element) -> dict[str, str]:
    """Map the names of questions with answers to choose from to their words."""
    found = {}
    for element in root.iter("fieldset"):
        legend = next(element.iter("legend"), None)
        control = next(element.iter("input"), None)
        if legend is not None and control is not None:
            found[control.get("name", "")] = " ".join("".join(legend.itertext()).split())
    return found


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint has to say, instead of printing it."""
    said: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger, handler = logging.getLogger("weasyprint"), Keep(logging.WARNING)
    before, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.propagate = before
