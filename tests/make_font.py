"""Write the fonts of the site: what Welsh and English need of Atkinson Hyperlegible Next.

Made for readers with low vision by the Braille Institute; letters and figures that look alike
elsewhere (I, l and 1, O and 0) differ, and ŵ and ŷ are drawn. One variable font holds every weight
from 400 to 700. Its source is the npm package of Fontsource in ``tests/node_modules``.

    .venv/bin/python tests/make_font.py
"""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "tests/node_modules/@fontsource-variable/atkinson-hyperlegible-next"
NAME = "files/atkinson-hyperlegible-next-{part}-wght-normal.woff2"
ASSETS = ROOT / "overrides/assets"
WEIGHTS = (400, 700)
FEATURES = ["kern", "mark", "ccmp", "locl"]
ACCENTED = "ÂÊÎÔÛÁÉÍÓÚÝÀÈÌÒÙÄËÏÖÜâêîôûáéíóúýàèìòùäëïöüÿñçÑÇ"
SIGNS = "£©·×–—‘’“”…•€\u00a0\u00ad"
WELSH = "ŴŶẂẀẄỲŸŵŷẃẁẅỳ"
"""Letters that the package has in a file of their own, apart from the w and the y beside them."""


def limited(part: str, letters: str) -> TTFont:
    """Return what some letters need of a part of the family."""
    whole = TTFont(PACKAGE / NAME.format(part=part))
    font = instancer.instantiateVariableFont(whole, {"wght": WEIGHTS})
    font.flavor = None
    saved = io.BytesIO()
    font.save(saved)
    small = TTFont(saved)
    subsetter = Subsetter(Options(layout_features=FEATURES, hinting=False, name_IDs=[0, 13, 14]))
    subsetter.populate(text=letters)
    subsetter.subset(small)
    return small


def joined(font: TTFont, more: TTFont) -> TTFont:
    """Add the letters of another part of the family, each glyph under a name of its own.

    A reader never gets the one file without the other then, and a word has one typeface. How wide a
    glyph is in each weight is read from its outline, so the table that repeats it can go.
    """
    names = {name: f"more.{name}" for name in more.getGlyphOrder() if name != ".notdef"}
    for old, name in names.items():
        glyph = more["glyf"][old]
        for component in getattr(glyph, "components", ()):
            component.glyphName = names[component.glyphName]
        font["glyf"][name] = glyph
        font["hmtx"][name] = more["hmtx"][old]
        font["gvar"].variations[name] = more["gvar"].variations[old]
    for table in font["cmap"].tables:
        table.cmap.update({code: names[old] for code, old in more.getBestCmap().items()})
    for table in ("HVAR", "DSIG"):
        if table in font:
            del font[table]
    return font


if __name__ == "__main__":
    western = "".join(map(chr, range(32, 127))) + ACCENTED + SIGNS
    made = joined(limited("latin", western), limited("latin-ext", WELSH))
    made.flavor = "woff2"
    made.save(ASSETS / "font.woff2")
    licence = (PACKAGE / "LICENSE").read_text(encoding="utf-8")
    (ASSETS / "font-licence.txt").write_text(licence, encoding="utf-8", newline="")
