"""A tree to a PDF that everyone can read (PDF/UA-1), by WeasyPrint, the only module that knows it.

WeasyPrint is loaded when the first PDF is made: the command can then say what is missing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
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
IN_ITEM = ("/Lbl", "/LBody", "/LI", "/L")
"""Tags that stand in an item of a list."""
MISSING_IMAGE = re.compile(r"Failed to load image at '(?:file://)?([^']*)'")
MISSING_LETTER = re.compile(r'unsupported by fonts: "(.)"')
BOX = "\u25a1"


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
    """Let what makes the tags of a PDF say in which language each part is, and what it is.

    WeasyPrint 70 gives the language of the whole only, and then a screen reader reads Welsh as
    English. It makes a link of each part of a link, but does not call the parts so; and an item of
    a list with two paragraphs has no body.
    """

    def build(box: Any, parent: Any, pdf: Any, *more: Any) -> Iterator[Any]:
        element = getattr(box, "element", None)
        language = element.get("lang", "") if isinstance(element, Element) else ""
        for tag in plain(box, parent, pdf, *more):
            if language in LANGUAGES:
                tag["Lang"] = f"({language}-GB)"
            if getattr(box, "link_annotation", None):
                tag["S"] = "/Link"
            is_loose = parent["S"] == "/LI" and tag["S"] not in IN_ITEM
            yield _in_body(tag, parent, pdf) if is_loose else tag

    return build


def _in_body(tag: Any, parent: Any, pdf: Any) -> Any:
    """Put a tag into the body of an item of a list, where PDF/UA wants all but its sign."""
    names = {"Type": "/StructElem", "S": "/LBody", "Pg": tag["Pg"], "P": parent.reference}
    body = type(tag)({**names, "K": type(parent["K"])([tag.reference])})
    pdf.add_object(body)
    tag["P"] = body.reference
    return body


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


@dataclass(frozen=True, slots=True)
class Lacks:
    """What a paper can't show."""

    pictures: tuple[str, ...] = ()
    """Their addresses; their words stand in their place."""
    letters: str = ""
    """Letters and signs that no font of this machine has; boxes stand in their place."""


def pdf(root: Element, is_filled_in: bool) -> tuple[bytes, Lacks]:
    """Make a PDF of a tree; returns it and what it can't show.

    ``is_filled_in``: its fields can be filled in on the screen. Raises ``NoWeasyPrintError``.
    """
    data, said = _made(root, is_filled_in)
    if letters := "".join(dict.fromkeys("".join(MISSING_LETTER.findall(each)) for each in said)):
        boxes = str.maketrans(dict.fromkeys(letters, BOX))
        for element in root.iter():
            element.text = element.text and element.text.translate(boxes)
            element.tail = element.tail and element.tail.translate(boxes)
        data, said = _made(root, is_filled_in)
    pictures = tuple(found[1] for each in said if (found := MISSING_IMAGE.search(each)))
    return data, Lacks(tuple(dict.fromkeys(pictures)), letters)


def _made(root: Element, is_filled_in: bool) -> tuple[bytes, list[str]]:
    """Make a PDF; returns it and what WeasyPrint says about it."""
    module = _weasyprint()
    groups = _questions(root)

    def finish(_: object, made: Any) -> None:
        _settle_questions(made, groups)

    with _complaints() as said:
        html = module.HTML(string=written(root), url_fetcher=_fetcher())
        data: bytes = html.write_pdf(
            finisher=finish,
            font_config=_fonts(),
            stylesheets=[_faces()],
            pdf_variant=VARIANT,
            pdf_forms=is_filled_in,
        )
    return data, said


def _settle_questions(made: Any, names: Mapping[str, str]) -> None:
    """Let each question with answers to choose from be one field, called by its words.

    WeasyPrint calls it by its first answer, and lists its answers as fields of their own.
    """
    answers = set()
    buttons: list[Any] = [each for each in made.objects if isinstance(each, dict)]
    for each in buttons:
        if each.get("FT") == "/Btn":
            if "Kids" in each:
                name = str(each["T"].string)
                each["TU"] = type(each["TU"])(names.get(name, name))
            elif "Parent" in each:
                del each["T"]
                answers.add(each.reference)
    if answers:
        fields = made.catalog["AcroForm"]["Fields"]
        fields[:] = [each for each in fields if each not in answers]


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
