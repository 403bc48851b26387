"""Products and bodies that are called the same in both languages, and stand in one text only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from polisi.data import own_data
from polisi.words.languages import LANGUAGES, Language
from polisi.words.vocabulary import vocabulary

NO_NAMES = frozenset(
    (
        "Teams", "The Mix", "Threads", "Web Content Accessibility Guidelines version", "Windows",
        "Word", "X",
    )
)  # fmt: skip
"""Those that are words, too, or have a Welsh name in some texts."""


@cache
def _names() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return what finds names, and the first words of them: most texts have none."""
    data = own_data("names.yml")
    platforms = [each["name"] for each in own_data("platforms.yml").values() if "name" in each]
    names = sorted(
        {*data["names"], *data["short"].split(), *platforms} - NO_NAMES, key=len, reverse=True
    )
    pattern = re.compile(rf"(?<![\w@.])(?:{'|'.join(map(re.escape, names))})(?![\w.]*\w)")
    return pattern, frozenset(re.split(r"[\W_]+", name)[0] for name in names)


def differs(texts: Mapping[Language, str]) -> tuple[str, str] | None:
    """Return the names that each of two texts has only, if there are any."""
    pattern, starts = _names()
    if all(vocabulary(text).isdisjoint(starts) for text in texts.values()):
        return None
    here, there = (dict.fromkeys(pattern.findall(texts[language])) for language in LANGUAGES)
    english = [name for name in here if name.lower() not in texts["cy"].lower()]
    welsh = [name for name in there if name.lower() not in texts["en"].lower()]
    return (", ".join(english), ", ".join(welsh)) if english or welsh else None
