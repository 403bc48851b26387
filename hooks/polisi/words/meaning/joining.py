"""One of two or both of them: and, or, a, neu."""

from __future__ import annotations

import re
from collections.abc import Mapping

from polisi.words.languages import Language
from polisi.words.vocabulary import lower_vocabulary

_BOUND: Mapping[Language, str] = {
    "en": r"(?!\s+(?:over|under|more|less|fewer|older|younger|above|below|later|earlier|after"
    r"|before|longer|shorter|higher|lower|greater)\b)",
    "cy": r"(?!\s+(?:th?rosodd|hŷn|iau|mwy|llai|uwch|is|wedyn|hwyrach|chynt|chynharach)\b)",
}
"""What makes of *and* and *or* the bound of a figure: 13 or over, 13 a throsodd."""
AND: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(rf"\band\b(?!/or){_BOUND['en']}|&", re.IGNORECASE),
    "cy": re.compile(rf"(?<![\w'’])ac?(?:['’]\w+)?(?= |$){_BOUND['cy']}|&", re.IGNORECASE),
}
OR: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(rf"(?<!and/)(?<!and / )\bor\b{_BOUND['en']}", re.IGNORECASE),
    "cy": re.compile(rf"(?<!a/)\bneu\b{_BOUND['cy']}", re.IGNORECASE),
}
SIGNS = frozenset(("or", "neu"))
"""Words of which a text with a choice has one; found many times faster."""
MAYBE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:or|either|neither|nor|whether|alternatively|otherwise|if\s+not|unless)\b",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"\b(?:neu|nac?|naill|ynteu|boed|ai|oni|fel\s+arall|n[ia]d|ni|(?:[pb]eid|pheid)\w+)\b",
        re.IGNORECASE,
    ),
}
"""What may leave a choice: *ac nid* stands for *or* after a negation."""


def differs(texts: Mapping[Language, str]) -> tuple[str, str] | None:
    """Return the words by which one of two texts leaves a choice and the other demands both."""
    if all(SIGNS.isdisjoint(lower_vocabulary(text)) for text in texts.values()):
        return None
    english, welsh = texts["en"], texts["cy"]
    more = len(AND["cy"].findall(welsh)) - len(AND["en"].findall(english))
    if more > 0 and OR["en"].search(english) and not MAYBE["cy"].search(welsh):
        return "or", AND["cy"].findall(welsh)[0]
    if more < 0 and OR["cy"].search(welsh) and not MAYBE["en"].search(english):
        return "and", "neu"
    return None
