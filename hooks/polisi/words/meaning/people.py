"""Who does something, and to whom: two persons of a sentence who have changed places.

Both languages mostly name who does it first. A preposition, or a list of two, says that a person
stands where the language wants it: then another order means nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from polisi.words.languages import LANGUAGES, Language, Texts
from polisi.words.meaning.opposites import PEOPLE, Said, Sentence, are_joined, are_same, read

BEFORE: Mapping[Language, frozenset[str]] = {
    "en": frozenset(
        "to of with by about from for in at on as against behind between around near like than "
        "tell tells ask asks inform informs give gives help helps show shows".split()
    ),
    "cy": frozenset(
        "i wrth at gan â ag am o ar gyda gydag heb rhwng yn dros drwy trwy tros erbyn ger ymhlith "
        "fel na nag".split()
    ),
}
"""What a person stands after who is not the one who does it."""
HAVING_TO = frozenset(("rhaid", "raid"))
"""What stands before the *i* of who has to do something."""
OWNING = frozenset(("ar", "gan"))
"""What Welsh puts before who needs or has something: mae angen oedolyn ar blentyn."""
NOT: Mapping[Language, Container[str]] = {"en": ("not",), "cy": ("nid", "nad")}
"""What stands before a person who is left out: the child, not the parent."""
THIN: Mapping[Language, frozenset[str]] = {
    "en": frozenset(
        "the a an any every your our their his her its each another all this that these those "
        "school s".split()
    ),
    "cy": frozenset("r y yr un pob unrhyw eich ein ei eu hun n".split()),
}
"""What may stand between such a word and the person."""


class _Person(NamedTuple):
    who: Said
    before: str
    """The word of ``BEFORE`` that it stands after, or the list in which it stands."""


def exchanged(texts: Texts) -> tuple[str, str] | None:
    """Return two persons, as the texts name them in their order, of whom each has the other's part.

    Only persons count who stand once in each text.
    """
    here, there = (read(texts[language], language) for language in LANGUAGES)
    if are_same(here.named.get(PEOPLE, ()), there.named.get(PEOPLE, ())):
        return None
    english, welsh = _persons(here, "en"), _persons(there, "cy")
    both = [who for who in english if who in welsh]
    for first, second in combinations(both, 2):
        one, other = english[first], english[second]
        last, earlier = welsh[first], welsh[second]
        if (
            last.who.start > earlier.who.start
            and not are_joined(one.who, other.who, here.words)
            and not are_joined(earlier.who, last.who, there.words)
            and _have_same_part(one, other, earlier, last, here.words)
        ):
            return _said(one, other), _said(earlier, last)
    return _other_denied(here, there)


def _other_denied(english: Sentence, welsh: Sentence) -> tuple[str, str] | None:
    """Return whom each text leaves out, if it is the one whom the other does not: A, not B."""
    here, there = _denied(english, "en"), _denied(welsh, "cy")
    if here is None or there is None or here.thing == there.thing:
        return None
    named = ({each.thing for each in text.named[PEOPLE]} for text in (english, welsh))
    is_turned = all({here.thing, there.thing} <= things for things in named)
    return (here.words, there.words) if is_turned else None


def _denied(sentence: Sentence, language: Language) -> Said | None:
    """Return the one person before whom a text says *not*, with at most small words between."""
    between = THIN[language] | BEFORE[language]
    found = []
    for each in sentence.named.get(PEOPLE, ()):
        is_owner = sentence.words[each.end : each.end + 1] == ("s",)
        at = -1 if is_owner else each.start - 1
        while at >= 0 and sentence.words[at] in between:
            at -= 1
        if at >= 0 and sentence.words[at] in NOT[language]:
            found.append(each)
    return found[0] if len(found) == 1 else None


def _persons(sentence: Sentence, language: Language) -> dict[str, _Person]:
    """Return the persons who stand once in a text, in its order."""
    words = sentence.words
    people = sentence.named.get(PEOPLE, ())
    times = Counter(each.thing for each in people)
    found: dict[str, _Person] = {}
    last, before = None, ""
    for each in people if len(people) > 1 else ():
        if last is None or not are_joined(last, each, words):
            before = _before(words, each.start, language)
        last = each
        if times[each.thing] == 1:
            found[each.thing] = _Person(each, before)
    return found


def _before(words: Sequence[str], start: int, language: Language) -> str:
    at = start - 1
    while at >= 0 and words[at] in THIN[language]:
        at -= 1
    has_to = at > 0 and words[at] == "i" and words[at - 1] in HAVING_TO
    return words[at] if at >= 0 and words[at] in BEFORE[language] and not has_to else ""


def _have_same_part(
    one: _Person, other: _Person, earlier: _Person, last: _Person, words: Sequence[str]
) -> bool:
    """Tell whether the first of each text does it, or both have the same preposition."""
    if not one.before:
        return not earlier.before and last.before not in OWNING and "by" not in words
    return one.before == other.before and bool(last.before) and last.before == earlier.before


def _said(first: _Person, second: _Person) -> str:
    return f"{first.who.words} … {second.who.words}"
