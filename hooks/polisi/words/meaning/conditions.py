"""When something holds: a condition that one text has, and the other has left out.

A text that says *if* has a counterpart that says so in one of some ways. Not the other way round:
Welsh says *os* where English has a noun or a gerund. Only whole conditions are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import NamedTuple

from polisi.words.detect import is_strange
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.vocabulary import lower_vocabulary


class _Condition(NamedTuple):
    """A way in which a language says when something holds."""

    signs: Set[str]
    """Words of which a text that says it has one; found many times faster."""
    said: re.Pattern[str]
    answered: re.Pattern[str]
    """What its counterpart has at least one of."""


def _condition(signs: str, said: str, answered: str) -> _Condition:
    return _Condition(
        frozenset(signs.split()),
        re.compile(said, re.IGNORECASE),
        re.compile(rf"\b(?:{answered})\b", re.IGNORECASE),
    )


_AS_IS = (
    r"(?:needed|required|necessary|appropriate|applicable|possible|so|not|any|only|known|wanted"
    r"|relevant|available|requested|asked|in|you were|we can|it|they|this|that|he|she"
    r"|you (?:want|wish|like|prefer|can|need|would like|please))\b"
)
"""What *if* stands before that is also said without a condition: if needed, yn ôl yr
angen; a post, if it is about us."""
_NOT_ASKED = "".join(
    f"(?<!{word} )" for word in "as even what out see check ask know decide is".split()
)
"""What *if* does not stand after: it would be *whether*."""
_IF_CY = (
    r"os|p[ae]|pan|ble|lle|tra|oes|ai|oni\w*|onid|pe\w+|amod\w*|belled|rhag|boed|unwaith|p['’]un"
    r"|ydy\w*|heb|wrth|achos\w*|cyhyd|gyhyd|nes|ynghylch|nawr|bynnag|sut|sy|sydd|if"
    r"|a(?= (?:yw|oes|oedd\w*|g?all\w*|f[yu]dd\w*|wn\w+|hoff\w+|ga\w+|dd?yl\w+|wyt"
    r"|\w+(?:odd|wyd|och))\b)"
)
_BY_CY = rf"{_IF_CY}|[dt]rwy"
"""What answers *if* after what comes of it: it helps if you talk, mae siarad drwy ... yn helpu."""
_WHEN_CY = (
    "pan|(?:[pb]|ph)?ryd|[wg]?rth|ôl|os|unwaith|[bl]le|pe|cyn|tra|adeg|wedi|ers|er|ystod|drwy|trwy|sut|nes"
    "|bob|tro|mewn|pam|when"
)
_PROVIDED = (
    r"\b(?:provid(?:ed|ing) that|provided (?=(?:they|you|we|it|each|every|no)\b)"
    r"|(?<!for )(?<!last )(?<!take )(?:as|so) long as(?! you (?:need|want|like)| possible|:)"
    r"|on (?:the )?condition that)"
)
_PROVIDED_CY = (
    r"amod\w*|belled|h?yd|os|c?g?yhyd|rhag|oni|tra|nes|d?darpar\w*|pan|dim ond|rhaid|pharhau"
    "|provided"
)
_PROVIDED_EN = (
    r"provid\w+|long as|far as|condition\w*|if|unless|when|subject|only|extent|except|based"
    r"|where (?=they|you|we|it|she|he)"
)
_EVENT_CY = rf"{_IF_CY}|mewn|digwydd\w*|h?achos\w*|h?argyfwng|adeg|ystod|oherwydd|in case"
_LOOK = "".join(f"(?<!look{ending}[ -])" for ending in ("", "s", "ed", "ing"))
"""What *after* does not stand after: somebody is cared for."""
_BEFORE_CY = (
    r"ch?yn|ymlaen|[cg]h?yntaf|erbyn|nes|tan|hyd|[cg]h?ynt|[bf]laenor\w*|[bf]laen(?:au)?|rhag|eisoes"
    r"|[cg]h?ynharach\w*|ynghynt|gerbron|heb|er mwyn|wrth|oni\w*|ar ôl|dim ond|rhaid|eto|before"
)
_BEFORE_EN = (
    r"before\w*|prior|pre\w*|by|until|till|ahead|first\w*|yet|already|earl\w+|advance|past|delay\w*"
    r"|within|former\w*|start\w*|unless|without|in time|need\w*"
)
_AFTER_CY = (
    r"h?ôl|wedi|wedyn|ers|h?ymhen|yna|pan|d?dilyn\w*|nesaf|h?wyrach|unwaith|hwnt|d?diweddarach"
    r"|g?orffen\w*|ymlaen|cyn|o fewn|sgil|hyn|nes|os|after"
)
CONDITIONS: Mapping[Language, tuple[_Condition, ...]] = {
    "en": (
        _condition("if", rf"^if\b(?! {_AS_IS})(?=(?: \S+){{2}})", _IF_CY),
        _condition("if", rf"(?!^){_NOT_ASKED}\bif\b(?! {_AS_IS})(?=(?: \S+){{2}})", _BY_CY),
        _condition(
            "when",
            r"^when (?!(?:did|do|does|will|is|are|it comes to)\b)[^,?]{8,},(?!.*\?)",
            _WHEN_CY,
        ),
        _condition("provided providing long condition", _PROVIDED, _PROVIDED_CY),
        _condition("before", r"\bbefore\b(?! (?:the court|you (?:start|begin)))", _BEFORE_CY),
        _condition("after", rf"{_LOOK}\bafter\b(?! (?:all|school|effects?|care|\d))", _AFTER_CY),
        _condition("case event", r"\bin (?:case|the event) of\b", _EVENT_CY),
    ),
    "cy": (
        _condition(
            "amod belled",
            r"\bar yr amod\b|\bcyn belled (?:â|ag)\b(?! phosib)",
            _PROVIDED_EN,
        ),
        _condition("cyn", r"\bcyn (?=(?:i|y|yr|eich|ei|eu|fy|ein|id\w+)\b)", _BEFORE_EN),
    ),
}
"""The conditions of each language, each with what answers it in the other."""


def lost(texts: Mapping[Language, str]) -> tuple[str, str] | None:
    """Return the words of a condition that one of two sentences has only, by language.

    The one that lacks it has an empty string.
    """
    for language in LANGUAGES:
        text, counterpart = texts[language], texts[other(language)]
        words: Set[str] = lower_vocabulary(text)
        for signs, said, answered in CONDITIONS[language]:
            if signs.isdisjoint(words) or answered.search(counterpart):
                continue
            found = said.search(text)
            if found and not is_strange(counterpart):
                return (found[0], "") if language == "en" else ("", found[0])
    return None
