"""What forbids or denies, in both languages: must not, never, peidiwch, ni chewch.

Some words do so whatever stands around them; many more may, such as *heb* or *unless*. Where one
text has one of the first, a text that says the same has at least one of the second.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from polisi.words.languages import Language, other
from polisi.words.vocabulary import lower_vocabulary

NEGATION: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:not|no|never|nobody|none|nor|cannot|without|unless|except|neither)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"\b(?:n[ai]d?|nac|d?dim(?!\s+ond)|neb|byth|heb|h?oni|onid|[pbm]h?eidi\w+|ac\s+eithrio)\b",
        re.IGNORECASE,
    ),
}
"""Words that deny by themselves: what turns a bound round (not over 13), or stands out."""
SIGNS: Mapping[Language, frozenset[str]] = {
    "en": frozenset("not cannot never nobody one t".split()),
    "cy": frozenset("ni peidio peidiwch beidio beidiwch pheidio pheidiwch".split()),
}
"""Words of which a text with a clear negation has one; found many times faster."""
CLEAR: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:must|may|do|does|did|can|should|shall|will|would|is|are|was|were|has|have|had|need"
        r"|could|might)\s+(?:\w+\s+)?not\b(?!\s+(?:only|just|hesitate|forget|worry|delay))"
        r"|\b(?:cannot|never(?!\s+mind)|nobody|no\s+one)\b"
        r"|\b\w+n['’]t\b(?!\s+(?:only|just|hesitate|forget|worry|delay))|\bnot\s+(?:allowed|permitted|acceptable|to)\b",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"(?<!neu )(?<!ai )\b(?:[pb]eid(?:io|iwch)|pheid(?:io|iwch))\b"
        r"(?!\s+(?:ag|â)\s+(?:oedi|anghofio|phoeni|phetruso))"
        r"|\bni\s+(?:chewch|chaiff|chânt|ddylech|ddylai|ddylid|all|allwch|ellir|chaniateir)\b",
        re.IGNORECASE,
    ),
}
MAYBE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:not|no|never|nobody|none|nor|cannot|without|unless|except|neither|nothing|avoid\w*"
        r"|refus\w+|fail\w*|un\w+|in\w+|im\w+|dis\w+|non\w*|only|miss\w*|stop\w*|prevent\w*"
        r"|forbid\w*|ban\w*|lack\w*|rather|instead|less|exempt\w*|out\w*|reject\w*|wrong\w*|absent"
        r"|hardly|too|leave|skip|ignor\w+|free|alone|beyond|other\w*|whether|valid|away|off|keep"
        r"|refrain\w*|prohibit\w*|declin\w+|m(?:ax|in)imum|before|until|withhold\w*)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"(?<![ ]i[ ])(?<!â[ ])(?<!an[ ])(?<!da[ ])(?<![oywe]m[ ])(?<!wn[ ])(?<![oy]n[ ])\bni\b"
        r"|\b(?:na|n[ai]d|nac|nas|nis|d?dim|neb|byth|heb|hebddo|hebddi|heboch|h?oni|onid|hepgor"
        r"|[pbm]?h?eid\w*|ac\s+eithrio|heblaw|g?wrthod\w*|[mf]ethu?\w*|h?osgoi|h?atal\w*"
        r"|g?wahardd\w*|g?waherddir|unig|nad\w*|nid\w*|yn\s+hytrach|tu\s+allan|rhwystr\w*"
        r"|d?diffyg\w*|g?coll\w*|goll\w*|uchafswm|isafswm|[mf]wyafswm"
        r"|an(?:gh|nh|ni|al|ab|aml|fod|awd|rh)\w+"
        r"|amh\w+|af(?:lwydd|resym|iach)\w*|prin|ond)\b",
        re.IGNORECASE,
    ),
}
"""Words of texts that may forbid or deny: a text without any does not. *Ni* is *we*, too: after
prepositions and after forms of verbs for it."""

ALIKE: tuple[Mapping[Language, re.Pattern[str]], ...] = tuple(
    {"en": re.compile(rf"\b{english}\b", re.I), "cy": re.compile(rf"\b(?:{welsh})\b", re.I)}
    for english, welsh in (
        ("without", "heb|hebddo|hebddi|heboch"), ("unless", "oni|onid"),
        ("except", "ac eithrio|heblaw"),
    )
)  # fmt: skip
"""Words that may deny, and say the same as each other."""

OR: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\bn?or\b"),
    "cy": re.compile(r"\b(?:neu|nac?)\b"),
}
"""What lets one negation stand for more: do not post or share, na'i rannu."""


def has_sign(text: str, language: Language) -> bool:
    """Tell whether a text may have a clear negation."""
    return not SIGNS[language].isdisjoint(lower_vocabulary(text))


def lost_negation(text: str, language: Language, counterpart: str, *, is_counted: bool) -> str:
    """Return the words of a text that forbid or deny, if its counterpart does not.

    ``is_counted`` says that one sentence is held against another, which denies as often. What both
    texts leave out or except (*without*, *heb*) is no counterpart of a clear negation.
    """
    found = CLEAR[language].findall(text) if has_sign(text, language) else ()
    if not found:
        return ""
    there = other(language)
    alike = sum(
        min(len(words[language].findall(text)), len(words[there].findall(counterpart)))
        for words in ALIKE
    )
    denied = len(MAYBE[there].findall(counterpart)) - (alike if is_counted else 0)
    one_is_enough = not is_counted or OR[there].search(counterpart)
    is_lost = denied <= 0 if one_is_enough else len(found) > denied
    return ", ".join(dict.fromkeys(found)) if is_lost else ""
