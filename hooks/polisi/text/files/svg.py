"""What an SVG file holds beside a drawing: code, links, or what loads something from elsewhere.

Somebody can open a picture by itself, and then it is a document of the site that may do what a page
may. So the file is parsed, and what is not known to draw only is a fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NoReturn
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
HTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
DOCTYPES = ("-//W3C//DTD SVG ", "http://www.w3.org/")
"""How the names of the W3C's own document types begin, which Illustrator writes into each file.
Browsers don't load them."""
ELEMENTS = frozenset(
    """
    svg g defs symbol use switch title desc metadata style image
    path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop clipPath mask pattern marker
    filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence
    """.split()
)
"""What draws (SVG 2 and Filter Effects 1). Not ``a``, ``script``, ``foreignObject``, ``feImage``,
nor the animations, which can change where something points to."""
PLAIN_ATTRIBUTE = re.compile(r"(?:id|class|name|title|data-.*|aria-.*)\Z", re.DOTALL)
"""Attributes that are words, whatever they say; every other one may be CSS."""
PART = re.compile(r"#\S+")
PICTURE = re.compile(r"data:image/(?:png|jpe?g|webp|gif);base64,[\w+/=\s]*", re.ASCII)
FUNCTION = re.compile(r"(?<![\w-])([\w-]*+)\((\s*[\"']?#)?")
FUNCTIONS = frozenset(
    """
    rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix var calc min max clamp
    matrix matrix3d translate translatex translatey scale scalex scaley rotate skew skewx skewy
    rect inset circle ellipse polygon path not is where nth-child nth-of-type
    blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
    """.split()
)
"""Functions of CSS that take numbers and colours. Those that load something are none of them:
``url`` (but for a part of the same file), ``image-set``, ``src`` and more (CSS Images 4)."""
LONGEST_DETAIL = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an SVG file may not be published."""

    kind: Literal["broken", "unsafe"]
    """``broken``: it is no SVG picture in UTF-8; ``unsafe``: it does more than draw."""
    detail: str
    """What stands there, as short as it takes to find it; empty when the file is broken."""
    line: int


def fault(raw: bytes) -> Fault | None:
    """Return the first thing in a file that is wrong or unsafe, or None for a plain drawing."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Fault("broken", "", raw.count(b"\n", 0, error.start) + 1)
    if b"\0" in raw:  # UTF-16, which expat reads whatever it is told
        return Fault("broken", "", 1)
    drawing = _Drawing()
    try:
        drawing.parser.Parse(raw, True)
    except _FaultError as found:
        return found.fault
    except expat.ExpatError as error:
        return Fault("broken", "", error.lineno)
    return None


class _FaultError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.detail)
        self.fault = fault


class _Drawing:
    """What expat calls for each part of a file; raises ``_FaultError`` at the first fault."""

    def __init__(self) -> None:
        # The file's own encoding must be the one that browsers read it with, see ``declaration``.
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.XmlDeclHandler = self.declaration
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.entity
        self.parser.SkippedEntityHandler = self.entity
        self.parser.ProcessingInstructionHandler = self.instruction
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.is_first = True
        self.style: list[str] | None = None
        """The text of the style element that is open."""

    def fail(self, detail: str, kind: Literal["broken", "unsafe"] = "unsafe") -> NoReturn:
        short = detail if len(detail) <= LONGEST_DETAIL else f"{detail[:LONGEST_DETAIL]}…"
        line = self.parser.CurrentLineNumber
        raise _FaultError(Fault(kind, short if kind == "unsafe" else "", line))

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8"):
            self.fail(f'encoding="{encoding}"')

    def doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        named = zip((public or "", system or DOCTYPES[1]), DOCTYPES, strict=True)
        if internal or not all(each.startswith(start) for each, start in named):
            self.fail("<!DOCTYPE")

    def entity(self, name: str, *_: object) -> None:
        self.fail(f"&{name};")

    def instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            self.fail(f"<?{target}")

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        namespace, name = _split(full_name)
        if self.is_first and (namespace, name) != (SVG, "svg"):
            self.fail("", "broken")
        self.is_first = False
        if namespace in (HTML, MATHML, "") or self.style is not None:
            self.fail(f"<{name}>")
        if namespace != SVG:
            return  # notes of a drawing program: browsers give no other namespace a meaning
        if name not in ELEMENTS:
            self.fail(f"<{name}>")
        for attribute, value in attributes.items():
            if not _is_safe(name, *_split(attribute), value):
                self.fail(f'{_split(attribute)[1]}="{value}"')
        if name == "style":
            self.style = []

    def end(self, full_name: str) -> None:
        if self.style is not None and _split(full_name) == (SVG, "style"):
            text, self.style = "".join(self.style), None
            if "@" in text or not _only_draws(text):
                self.fail(f"<style>{' '.join(text.split())}")

    def text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)


def _split(full_name: str) -> tuple[str, str]:
    """Return namespace (or an empty string) and name of what expat calls ``namespace name``."""
    namespace, _, name = full_name.rpartition(" ")
    return namespace, name


def _is_safe(element: str, namespace: str, name: str, value: str) -> bool:
    """Tell whether an attribute of an SVG element only says how to draw."""
    if namespace == XML:
        return name != "base"  # it would turn "#part" into an address
    if name == "href" and namespace in ("", XLINK):
        is_picture = element == "image" and PICTURE.fullmatch(value)
        return bool(PART.fullmatch(value) or is_picture)
    if namespace or PLAIN_ATTRIBUTE.match(name):
        return True
    return not name.lower().startswith("on") and name != "src" and _only_draws(value)


def _only_draws(css: str) -> bool:
    """Tell whether CSS, or the value of an attribute, loads nothing."""
    if "\\" in css:  # it could spell anything
        return False
    for found in FUNCTION.finditer(css):
        name, points_inside = found[1].lower(), found[2]
        if name and name not in FUNCTIONS and not (name == "url" and points_inside):
            return False
    return True
