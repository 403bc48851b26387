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
_RELATIVE = (
    r"(?!\s+(?:oes|yw|yd\w+|fydd\w*|fu|oedd|g?all\w*|gaiff|gaf\w+|gân\w*|wn\w+|ddaw|dd?yl\w+|geir|fo"
    r"|phobl|\w+(?:wyd|ir|odd|wch|wn|ant|och|asai|asant|id))\b)"
)
"""The *a* that is no *and*: a oes angen, y llythyr a anfonwyd; *pobl … a phobl* may be any."""
AND: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(rf"\band\b(?!/or){_BOUND['en']}|&", re.IGNORECASE),
    "cy": re.compile(
        rf"(?<![\w'’])ac?(?:['’]\w+)?(?= |$){_BOUND['cy']}{_RELATIVE}|&", re.IGNORECASE
    ),
}
OR: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(rf"(?<!and/)(?<!and / )\bor\b{_BOUND['en']}", re.IGNORECASE),
    "cy": re.compile(rf"(?<!a/)\bneu\b{_BOUND['cy']}", re.IGNORECASE),
}
_NATION = r"(?:England|Wales|Scotland|(?:Northern )?Ireland|\w?[CGN]h?g?ymru|Lloegr|Alban|Iwerddon)"
NATIONS = re.compile(rf"\b{_NATION} (?:and|or|ac?|neu)(?:['’]r)? (?:yr )?{_NATION}\b")
"""Two nations of one law, which are joined by either word: in England or Wales."""
SIGNS = frozenset(("or", "neu"))
"""Words of which a text with a choice has one; found many times faster."""
MAYBE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:or|either|neither|nor|whether|alternatively|otherwise|if\s+not"
        r"|unless)\b|\w/\w",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"\b(?:neu|nac?|naill|ynteu|boed|ai|oni|fel\s+arall|n[ia]d|ni|(?:[pb]eid|pheid)\w+|d?dim"
        r"|heb|anodd)\b",
        re.IGNORECASE,
    ),
}
"""What may leave a choice: *ac nid* stands for *or* after a negation, and *and* for it, too; so may
a stroke: credit/debit card."""
_NOT: Mapping[Language, str] = {
    "en": r"(?:\b(?:no|not|never|cannot|without|difficult|hard|outside)|n['’]t)\b",
    "cy": r"\b(?:n[ai]d?|d?dim|heb|anodd|tu\s+allan|(?:[pb]eid|pheid)\w+)\b",
}
NEITHER: Mapping[Language, re.Pattern[str]] = {
    language: re.compile(rf"{words}[^,;:()]*\b(?:and|neu)\b", re.IGNORECASE)
    for language, words in _NOT.items()
}
"""What is denied of both in either way: do not run and shout, peidiwch â rhedeg neu weiddi."""
FREE = re.compile(
    r"^\W*(?:what|where|how|which|who)\b"
    r"|\b(?:on\s+(?:and|or)\s+off|open\s+(?:and|or)\s+closed?|up\s+(?:and|or)\s+down|any\w*|such\s+as|whatever|whichever|whoever|(?:people|those)\s+who)\b",
    re.IGNORECASE,
)
"""What makes *or* as good as *and*: any child of you or your partner, a will and any changes; and
in a question: where can you get help and advice. Nothing is on and off at once."""


def differs(texts: Mapping[Language, str]) -> tuple[str, str] | None:
    """Return the words by which one of two texts leaves a choice and the other demands both."""
    if all(SIGNS.isdisjoint(lower_vocabulary(text)) for text in texts.values()):
        return None
    english, welsh = (NATIONS.sub(" ", texts[language]) for language in ("en", "cy"))
    more = len(AND["cy"].findall(welsh)) - len(AND["en"].findall(english))
    if FREE.search(english):
        return None
    if more > 0 and OR["en"].search(english) and not MAYBE["cy"].search(welsh):
        return "or", AND["cy"].findall(welsh)[0]
    if all(NEITHER[language].search(texts[language]) for language in NEITHER):
        return None
    if more < 0 and OR["cy"].search(welsh) and not MAYBE["en"].search(english):
        return "and", "neu"
    return None
