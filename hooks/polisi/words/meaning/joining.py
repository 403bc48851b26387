"""One of two or both of them: and, or, a, neu."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from polisi.words.languages import Language
from polisi.words.negation import NI as NO_WE
from polisi.words.negation import THAN
from polisi.words.vocabulary import lower_vocabulary

_BOUND: Mapping[Language, str] = {
    "en": r"(?!\s+(?:over|under|more|less|fewer|older|younger|above|below|later|earlier|after"
    r"|before|longer|shorter|higher|lower|greater)\b)",
    "cy": r"(?!\s+(?:yn\s+)?(?:(?:d|th?)rosodd|hŷn|iau|f?m?wy|l?lai|h?uwch|is|wedyn|hwyrach"
    r"|(?:yng)?h?ch?ynt|[cg]h?ynharach|d?diweddarach|rh?agor|hirach|i\s+fyny|o\s+dan|ar\s+ôl|cyn)\b)",
}
"""What makes of *and* and *or* the bound of a figure: 13 or over, 13 a throsodd."""
_RELATIVE = (
    r"(?!\s+(?:oes|yw|yd\w+|fydd\w*|fu|oedd|g?all\w*|gaiff|gaf\w+|gân\w*|wn\w+|ddaw|dd?yl\w+|geir|fo"
    r"|phobl|(?![pct]h|ll|rh|m|bydd)\w+(?:wyd|ir|odd|wch|wn|ant|och|asai|asant|(?<!\bnew)id))\b)"
)
"""The *a* that is no *and*: a oes angen, y llythyr a anfonwyd; *pobl … a phobl* may be any. What
it turns into ph, th or ch comes after *and*: a phlant, a thalwch."""
AND: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(rf"\band\b(?!/or| when\b){_BOUND['en']}|&", re.IGNORECASE),
    "cy": re.compile(
        rf"(?<![\w'’])(?:ac(?!\s+(?:eithrio|ati)\b)|a(?! phan\b)(?:['’]\w+)?{_RELATIVE})(?= |$)"
        rf"{_BOUND['cy']}|&",
        re.IGNORECASE,
    ),
}
OR: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(rf"(?<!and/)(?<!and / )\bor\b{_BOUND['en']}", re.IGNORECASE),
    "cy": re.compile(rf"(?<!a/)\bneu\b(?! d?dim\b){_BOUND['cy']}", re.IGNORECASE),
}
QUESTION = re.compile(r"^\W*A ")
"""What a Welsh question begins with: A hoffai rhieni ddod?"""
_NATION = (
    r"(?:England|Wales|Scotland|(?:Northern )?Ireland|(?:Ch?|G|Ngh)ymru|Ll?oegr|Alban"
    r"|(?:(?:G|Ng)?[Oo]gledd )?Iwerddon)"
)
NATIONS = re.compile(rf"\b{_NATION} (?:and|or|ac?|neu)(?:['’]r)? (?:yr )?{_NATION}\b")
"""Two nations of one law, which are joined by either word: in England or Wales."""
SIGNS = frozenset(("or", "neu"))
"""Words of which a text with a choice has one; found many times faster."""
MAYBE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:either|neither|nor|whether|alternatively|otherwise|if\s+not"
        r"|unless)\b|\w/\w",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        rf"{NO_WE}|\b(?:{THAN}nac?|naill|ynteu|boed|ai|oni|fel\s+arall|n[ia]d|(?:[pb]eid|pheid)\w+"
        r"|(?<!\bam )d?dim(?! ond\b)|heb|anodd)\b",
        re.IGNORECASE,
    ),
}
"""What may leave a choice: *ac nid* stands for *or* after a negation, and *and* for it, too; so may
a stroke: credit/debit card."""
_NOT: Mapping[Language, str] = {
    "en": r"(?:\b(?:no|not|never|cannot|without|difficult|hard|outside)|n['’]t)\b",
    "cy": r"\b(?:n[ai]d?|d?dim|heb|anodd|tu\s+allan|(?:[pb]eid|pheid)\w+)\b",
}
NEITHER: Sequence[Mapping[Language, re.Pattern[str]]] = [
    {
        language: re.compile(rf"{words}[^,;:()]*\b(?:{joined})\b", re.IGNORECASE)
        for (language, words), joined in zip(_NOT.items(), both, strict=True)
    }
    for both in (("and", "neu"), ("or", "ac?"))
]
"""What is denied of both in either way: do not run and shout, peidiwch â rhedeg neu weiddi."""
_JOINED = r"(?:and|or)"
FREE = re.compile(
    r"^\W*(?:what|where|how|which|who)\b"
    rf"|\b(?:on {_JOINED} off|open {_JOINED} closed?|(?:up|to|in) {_JOINED} (?:down|from|out)"
    rf"|now {_JOINED} in|(\w+) {_JOINED} (?:un|non-?|in|dis)\1|{_JOINED} other"
    rf"|any\w* (?:\w+ ){{1,3}}you {_JOINED}|{_JOINED} any\w*"
    rf"|(?:including|such as|for example|e\.g)\b[^;:()]*? {_JOINED}"
    r"|whatever|whichever|whoever|(?:people|those) who)\b",
    re.IGNORECASE,
)
"""What makes *or* as good as *and*: any child of you or your partner, a will and any changes; and
in a question: where can you get help and advice. Nothing is on and off at once, or paid and unpaid;
and what follows *including* and *such as* is not all."""


def differs(texts: Mapping[Language, str]) -> tuple[str, str] | None:
    """Return the words by which one of two texts leaves a choice and the other demands both."""
    if all(SIGNS.isdisjoint(lower_vocabulary(text)) for text in texts.values()):
        return None
    english, welsh = (NATIONS.sub(" ", texts[language]) for language in ("en", "cy"))
    welsh = QUESTION.sub("", welsh)
    if FREE.search(english) or _are_both_denied(texts):
        return None
    exchanged = _exchanged(english, welsh)
    if exchanged > 0 and not MAYBE["cy"].search(welsh):
        return "or", AND["cy"].findall(welsh)[0]
    if exchanged < 0 and not MAYBE["en"].search(english):
        return "and", "neu"
    return None


def _are_both_denied(texts: Mapping[Language, str]) -> bool:
    """Tell whether a negation stands before *and* in one text and before *or* in the other."""
    return any(all(words[each].search(texts[each]) for each in words) for words in NEITHER)


def _exchanged(english: str, welsh: str) -> int:
    """Return how many of *or* are *and* in Welsh, or below 0 how many of *and* are *or*.

    What a text has more of one, the other has more of the other. Where both have choices, it can't
    be told which of them is which.
    """
    more = len(AND["cy"].findall(welsh)) - len(AND["en"].findall(english))
    choices = len(OR["en"].findall(english)), len(OR["cy"].findall(welsh))
    is_other_way = more * (choices[0] - choices[1]) > 0
    return more if is_other_way and not min(choices) else 0
