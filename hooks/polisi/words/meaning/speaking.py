"""Who speaks and who is spoken to: we and you who have changed places.

A text that says only what we do is no counterpart of one that says only what you do; nor is one in
which we write to you of one in which you write to us, nor our things of yours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from polisi.words.languages import Language
from polisi.words.vocabulary import lower_vocabulary


class _Person(NamedTuple):
    """How a language speaks of us, me included, or of you."""

    doing: re.Pattern[str]
    """As those who do something."""
    done_to: re.Pattern[str]
    """As those to whom it is done."""
    named: re.Pattern[str]
    """In any way."""
    acting: re.Pattern[str]
    """In any way but as those whose something is."""
    sure: re.Pattern[str]
    """By a word that says nothing else, and is no verb."""
    owning: re.Pattern[str]
    """As those whose something is."""


def _person(doing: str, done_to: str, acting: str, sure: str, owning: str) -> _Person:
    each = (doing, done_to, f"{acting}|{owning}", acting, sure, owning)
    return _Person(*(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for pattern in each))


_TOWARDS = (
    "to|with|for|tell|tells|ask|asks|give|gives|send|sends|about|contact|ring|call|phone|email|text"
    "|inform|remind|notify|invite|help|meet|visit|pay|show"
)
"""What stands before those to whom something is done."""
_SHORT = r"(?:(?:(?<=\b[aioâ]['’])|(?<=\bna['’])|(?<=\bgyda['’]))[nm]|(?<=\bneu['’])m)"
"""*'n* and *'m* where they mean *our* and *my*; *neu'n rhy oer* does not."""
SHORT = re.compile(rf"{_SHORT}\b", re.IGNORECASE)
_I = r"fi|fy|i mi|imi|rwy\w*|rydw|wyf|dw\w?i|(?:f?byddaf|g?allaf|gwnaf|wnaf|cytunaf|deallaf)"
_GET = (
    r"(?! (?:chi['’]n|chi yn|yn) (?:cael|derbyn|clywed)\b)"
    r"(?! (?:eich|l?lythyr|e-bost|neges|wybod\w*|gopi|ateb|adroddiad|wahoddiad)\b)"
)
"""After these you do nothing: we will send your report, cewch eich adroddiad."""
_REACH = "ffonio|helpu|gweld|talu|hysbysu|ateb|galw|gwahodd|atgoffa|cefnogi"
"""What *eich* and *ein* stand before when it is done to them."""
LABEL = re.compile(
    r"(?:(?:sign|log) (?:in|out) (?:of|to)|change|see|view|show|check|save|go to|edit|manage)?[ ]?"
    r"\bmy(?: [\w'’-]+){1,4}\??",
    re.IGNORECASE,
)
"""What a page calls what is the reader's, by either word: My account, Eich cyfrif."""
DONE_TO = re.compile(rf"\be(?:in|ich) (?:{_REACH})\b", re.IGNORECASE)
WE: Mapping[Language, _Person] = {
    "en": _person(
        "we",
        rf"(?:{_TOWARDS}) us",
        "we|us|ourselves|let['’]s|myself|i|me",
        r"we|(?<!\bbear with )us|our|ours|ourselves|my",
        "our|ours|my|mine",
    ),
    "cy": _person(
        "rydym|rydyn|rydan|byddwn|fyddwn|gallwn|allwn|cawn|gawn|dylem|ddylem|gwnawn|wnawn|roeddem"
        r"|anfonwn|ysgrifennwn|cadwn|rhown|gofynnwn|rhaid i ni|rhaid inni|ni sy\w*",
        r"atom|wrthym|(?<!haid )inni|(?<!haid )i ni|arnom|amdanom|drosom|â ni|gyda ni"
        rf"|(?<=n )ein (?:\w+ ni|{_REACH})\b",
        r"(?!(?:[fm]ewn|ll?awn|iawn|hwn|(?:[pb]|ph)rynhawn)\b)\w+(?:wn|ym|om|em)|n?inn?au|ni|ein"
        rf"|ryd[yw]n|rydan|yd[yw]n|inni|{_SHORT}|{_I}",
        "ein|atom|wrthym|amdanom|drosom|inni|ninnau",
        rf"ein|fy|{_SHORT}",
    ),
}  # fmt: skip
YOU: Mapping[Language, _Person] = {
    "en": _person(
        r"you (?:must|may|can|will|should|have|are|need|would|could|do)|(?:^|(?<=[,:] ))you"
        r"|(?:if|when|that|but|because|unless|while|after|before|once|whether|and|or) you"
        rf"|^(?:please )?(?:write )?(?:{_TOWARDS}) us",
        rf"(?:{_TOWARDS}) you",
        "you|yourself|yourselves",
        "you|your|yours|yourself|yourselves",
        "your|yours",
    ),
    "cy": _person(
        rf"rydych|rydach|byddwch{_GET}|fyddwch{_GET}|gallwch|allwch|cewch{_GET}|gewch{_GET}"
        "|dylech|ddylech|roeddech"
        r"|rhaid i chi|rhaid ichi|chi sy\w*",
        r"atoch|wrthych|(?<!haid )ichi|(?<!haid )i chi|arnoch|amdanoch|drosoch|â chi|gyda chi"
        rf"|(?<=n )eich (?:\w+ chi|{_REACH})\b",
        r"\w+(?:wch|och|ych|ech)|chwi|chi\w*|chith\w+|eich|ch|ti|dy|dylet|gelli|galli|byddi|wyt",
        r"eich|(?<=['’])ch|atoch|wrthych|arnoch|amdanoch|drosoch|gennych|ichi|chi|chithau|dy",
        r"eich|dy|(?<=['’])(?:ch|th)",
    ),
}  # fmt: skip
_ME = r"fi|fy|rwy\w*|rydw|dw\w?i|gennyf"
ONE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:I|my|My|me|myself|mine)\b"),
    "cy": re.compile(rf"\b(?:{_ME})\b", re.IGNORECASE),
}
"""What speaks of me alone."""
MAYBE_ONE = re.compile(
    rf"\b(?:{_ME}|i mi|imi|m?in+au|ydw|wyf|gen i|\w+(?:af|ais|wn i))\b", re.IGNORECASE
)
"""What may speak of me in Welsh."""
MANY: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:we|our|ours|us|ourselves|let['’]s)\b", re.IGNORECASE),
    "cy": re.compile(r"\b(?:rydym|rydyn|rydan|ein|gennym|atom|wrthym|inni)\b", re.IGNORECASE),
}
"""What speaks of more than me."""
MAYBE_MANY = re.compile(
    rf"\b(?:\w+(?:wn|ym|om|em)|n?inn?au|ni|ein|ryd[yw]n|rydan|yd[yw]n|inni|{_SHORT})\b",
    re.IGNORECASE,
)
"""What may speak of more than me in Welsh."""
SIGNS = frozenset(
    "rydym rydyn rydan byddwn fyddwn gallwn allwn cawn gawn dylem ddylem gwnawn wnawn roeddem "
    "anfonwn ysgrifennwn cadwn rhown gofynnwn rydych rydach byddwch fyddwch gallwch allwch cewch "
    "gewch dylech ddylech roeddech rhaid sy sydd".split()
)
"""Words of which a Welsh text has one that says what we or you do."""
SURE_SIGNS = frozenset(
    "ein atom wrthym amdanom drosom inni ninnau ni eich ch atoch wrthych arnoch amdanoch drosoch "
    "gennych ichi chi chithau".split()
)
"""Words of which a Welsh text has one that surely speaks of us or of you."""


def turned(texts: Mapping[Language, str]) -> tuple[str, str] | None:
    """Return what says who it is, in both texts, if it is we in one and you in the other."""
    english, welsh = texts["en"], texts["cy"]
    words = lower_vocabulary(welsh)
    if not SIGNS.isdisjoint(words):
        for here, there in ((WE, YOU), (YOU, WE)):
            ours, theirs = here["en"].doing.search(english), there["cy"].doing.search(welsh)
            if ours and theirs and _are_others(here, there, english, welsh, theirs[0].lower()):
                return ours[0], theirs[0]
    if not SURE_SIGNS.isdisjoint(words) or ("n" in words and SHORT.search(welsh)):
        for here, there in ((WE, YOU), (YOU, WE)):
            if found := _changed(here, there, english, welsh):
                return found
    return _counted(english, welsh)


def _counted(english: str, welsh: str) -> tuple[str, str] | None:
    """Return what says that it is one who speaks, and that it is more, if that has changed."""
    for here, may_be, there in ((ONE, MAYBE_ONE, MANY), (MANY, MAYBE_MANY, ONE)):
        ours, theirs = here["en"].search(english), there["cy"].search(welsh)
        if ours and theirs and not (there["en"].search(english) or may_be.search(welsh)):
            return ours[0], theirs[0]
    return None


def _changed(
    here: Mapping[Language, _Person], there: Mapping[Language, _Person], english: str, welsh: str
) -> tuple[str, str] | None:
    """Return the word of one of both in English, and of the other one in its place in Welsh."""
    if here is WE and LABEL.fullmatch(english):
        return None
    owner = here["en"].owning.search(english)
    other_owner = there["cy"].owning.search(DONE_TO.sub(" ", welsh))
    whose = (owner[0], other_owner[0]) if owner and other_owner else None
    if there["en"].named.search(english):  # both are spoken of, and whose it is has changed
        may_be = whose and not there["en"].owning.search(english)
        kept = here["cy"].owning if here is YOU else here["cy"].named  # our school: eich croesawu
        return whose if may_be and not kept.search(welsh) else None
    ours, theirs = here["en"].sure.search(english), there["cy"].sure.search(welsh)
    if ours and theirs and _is_gone(here, welsh):
        return ours[0], theirs[0]
    return None if here["cy"].owning.search(welsh) else whose


def _is_gone(person: Mapping[Language, _Person], welsh: str) -> bool:
    return not person["cy"].named.search(welsh)


def _are_others(
    here: Mapping[Language, _Person],
    there: Mapping[Language, _Person],
    english: str,
    welsh: str,
    theirs: str,
) -> bool:
    """Tell whether each text speaks of one of both alone, or has given each the other's part."""
    if " sy" in theirs and not there["en"].named.search(english):  # ni sy'n, and no other
        return True
    if not (there["en"].acting.search(english) or here["cy"].named.search(welsh)):
        return True
    if here is WE and _is_other_way_round(here, there, english, welsh):  # eich may be *you*
        return True
    is_done_by_both = there["en"].doing.search(english) or here["cy"].doing.search(welsh)
    is_done_to_one = there["en"].done_to.search(english) and here["cy"].done_to.search(welsh)
    is_done_to_self = here["en"].done_to.search(english) or there["cy"].done_to.search(welsh)
    return bool(is_done_to_one and not is_done_by_both and not is_done_to_self)


def _is_other_way_round(
    here: Mapping[Language, _Person], there: Mapping[Language, _Person], english: str, welsh: str
) -> bool:
    """Tell whether each has the other's part and things: rydych yn gofyn am ein help."""
    own_first = there["en"].owning.search(english) and here["cy"].owning.search(welsh)
    own_last = here["en"].owning.search(english) or there["cy"].owning.search(welsh)
    is_done = there["en"].acting.search(english) or here["cy"].doing.search(welsh)
    return bool(own_first and not own_last and not is_done)
