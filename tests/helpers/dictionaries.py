"""hunspell's dictionaries, read from ``tests/node_modules``, where ``npm ci`` puts them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from polisi.words.languages import Language
from sites import ROOT

hunspell = pytest.importorskip("hunspell")

DICTIONARIES: dict[Language, Path] = {
    "en": ROOT / "tests/node_modules/dictionary-en-gb",
    "cy": ROOT / "tests/node_modules/dictionary-cy",
}
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
CLITICS = set("r n u i w m th ch s".split())
"""What stands after an apostrophe: ’r, ’n, ’i … and the English ’s."""


@cache
def dictionary(language: Language) -> object:
    return hunspell.Hunspell("index", hunspell_data_dir=str(DICTIONARIES[language]))


@cache
def is_known(word: str, language: Language) -> bool:
    """Tell whether the dictionary has a word, or all the parts that it is made of."""
    if dictionary(language).spell(word):  # type: ignore[attr-defined]
        return True
    if "'" in word:
        parts = [part for part in word.split("'") if part not in CLITICS]
    else:
        parts = word.split("-")
    return parts != [word] and all(is_known(part, language) for part in parts)
