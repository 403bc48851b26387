"""What one must do and what one may do, in both languages: must, rhaid, may, caiff."""

from __future__ import annotations

import re
from collections.abc import Mapping

from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.vocabulary import lower_vocabulary

MUST: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:must|shall)\b", re.IGNORECASE),
    "cy": re.compile(r"\b(?<!oes )(?<!dim )r?haid\b(?!\s+(?:efallai|nad))", re.IGNORECASE),
}
"""What demands something, whatever stands around it."""
MUST_WORDS = frozenset("must shall rhaid raid".split())
"""Words of which a text that demands something has one; found many times faster."""
MAY: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:may|can)\b", re.IGNORECASE),
    "cy": re.compile(
        r"\b(?:[cg]aiff|[cg]ewch|[cg][aâ]nt|g?all|g?allwch|g?allant|g?ellir|caniateir)\b",
        re.IGNORECASE,
    ),
}
"""What allows something."""
DEMANDS: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:must|shall|ha(?:ve|s|d) to|required?|requires|should|needs?|needed|ought|only|not"
        r"|cannot|expect\w*|told|will|do|never|unless)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"\b(?:r?haid|d?dyl\w+|h?angen|g?ofyn\w*|g?orfod\w*|d?disgwyl\w*|[bf]ydd\w*|o?fynnol"
        r"|ynnol|ond|unig|oblig\w*|ymrwym\w*|n[ai]d?|nac|peidi\w*|beidi\w*|pheidi\w*|heb)\b"
        r"|(?!(?:g?allwch|[cg]ewch)\b)\b\w+wch\b",
        re.IGNORECASE,
    ),
}
"""What may demand something: a text without any does not."""
ALLOWS: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:may|can|could|might|allow\w*|able|permit\w*|free|option\w*|choose|possible|unless)\b",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"\b(?:[cg]aiff|[cg]ewch|[cg][aâ]nt|g?all\w*|g?ellir|modd|rhydd|g?aniat\w+|caniat\w+"
        r"|efallai|oes|dim|h?opsiwn\w*|d?dewis\w*|posib\w*|bosib\w*|hawl\w*|ni|nid|oni)\b",
        re.IGNORECASE,
    ),
}
"""What may allow something."""


def demands(text: str, language: Language) -> bool:
    """Tell whether a text has a word that demands something, whatever stands around it."""
    may_demand = not MUST_WORDS.isdisjoint(lower_vocabulary(text))
    return may_demand and bool(MUST[language].search(text))


def differs(texts: Mapping[Language, str]) -> tuple[str, str] | None:
    """Return the words by which one of two texts demands what the other only allows."""
    for language in LANGUAGES:
        text, counterpart = texts[language], texts[other(language)]
        must = MUST[language].search(text) if demands(text, language) else None
        may = MAY[other(language)].search(counterpart) if must else None
        if not must or not may or ALLOWS[language].search(text):
            continue
        if not DEMANDS[other(language)].search(counterpart):
            return (must[0], may[0]) if language == "en" else (may[0], must[0])
    return None
