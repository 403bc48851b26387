"""A school's two colours: their contrast, the nearest ones that pass, and their style sheet.

The formula and the 4.5 are those of WCAG 2.2, 1.4.3:
https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio and #dfn-relative-luminance.
"""

from __future__ import annotations

from dataclasses import dataclass

SHEET = "assets/school.css"
"""Where the school's colours stand in the site."""
ENOUGH = 4.5
"""What WCAG 2.2 asks of text at level AA (1.4.3)."""
WHITE, BLACK = "#ffffff", "#000000"
ON_MAIN = WHITE
"""Text on the main colour. This and the grounds stand in colours.css too; a test compares."""
LIGHT_GROUNDS = ("#ffffff", "#f3f6f5")
"""The page and the boxes on it, on which links stand."""
DARK_GROUNDS = ("#151d1d", "#1f2a2a")
"""The same, for readers who have chosen a dark screen."""
DARKER = 0.3
"""How much black goes into the main colour on a dark screen, where a broad bright band dazzles."""


@dataclass(frozen=True, slots=True)
class Weak:
    """A colour that can't be told well enough from what is under it or on it."""

    name: str
    """``main`` or ``link``."""
    colour: str
    ratio: float
    nearest: str
    """The nearest colour of the same tone that passes."""


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)


def least(colour: str, grounds: tuple[str, ...]) -> float:
    """Return the lowest contrast of a colour with several."""
    return min(contrast(colour, ground) for ground in grounds)


def mixed(colour: str, other: str, share: float) -> str:
    """Mix a share (0 to 1) of another colour into one."""
    both = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in both)


def nearest(colour: str, grounds: tuple[str, ...], towards: str) -> str:
    """Return the colour itself if it can be read on the grounds, or with the least of another.

    The shares of the other colour are tried by hundredths; all of it always passes.
    """
    shades = (mixed(colour, towards, share / 100) for share in range(101))
    return next(shade for shade in shades if least(shade, grounds) >= ENOUGH)


def weak(main: str | None, link: str | None) -> list[Weak]:
    """Return which of a school's two colours can't be read: white on one, the other on pages."""
    uses = (("main", main, (ON_MAIN,)), ("link", link, LIGHT_GROUNDS))
    return [
        Weak(name, colour, least(colour, grounds), nearest(colour, grounds, BLACK))
        for name, colour, grounds in uses
        if colour and least(colour, grounds) < ENOUGH
    ]


def sheet(main: str | None, link: str | None) -> str:
    """Write the style sheet of a school's colours; one that is not set stays the template's.

    On a dark screen the main colour is darker by ``DARKER``, and white goes into the colour of
    links until they can be read.
    """
    light, dark = [], []
    if main:
        light.append(f"--polisi-brand: {main};")
        dark.append(f"--polisi-brand: {mixed(main, BLACK, DARKER)};")
    if link:
        light.append(f"--polisi-link: {link};")
        dark.append(f"--polisi-link: {nearest(link, DARK_GROUNDS, WHITE)};")
    return (
        f"html:root {{ {' '.join(light)} }}\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f"  html:root {{ {' '.join(dark)} }}\n"
        "}\n"
    )
