"""The typeface: what it can write, what it weighs, and whose it is."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from polisi.project import load
from sites import ROOT

ASSETS = ROOT / "overrides/assets"
MOST_BYTES = 60 * 1024
WELSH = "âêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ"


def test_the_font_writes_all_that_the_texts_do_and_every_letter_of_welsh() -> None:
    font = TTFont(ASSETS / "font.woff2")
    letters = {chr(code) for code in font.getBestCmap()}
    documents = load(ROOT).documents
    texts = (passage.body for document in documents for passage in document.passages)
    needed = {sign for text in texts for sign in text if sign.isprintable()}
    assert needed | set(WELSH) | set(WELSH.upper()) <= letters
    (axis,) = font["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


def test_it_is_light_and_says_whose_it_is() -> None:
    sizes = [file.stat().st_size for file in ASSETS.glob("*.woff2")]
    assert 0 < sum(sizes) <= MOST_BYTES
    licence = (ASSETS / "font-licence.txt").read_text(encoding="utf-8")
    assert "SIL Open Font License" in licence and "Atkinson Hyperlegible Next" in licence
