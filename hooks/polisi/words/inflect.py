"""How a name stands in a Welsh sentence: mutated, after a/ac, â/ag, yn, or with its article.

The table of mutations is in ``welsh``. Rules and exceptions were read in these public pages: the
Welsh Government's *Arddulliadur* (a/ac with the aspirate mutation, gyda/gydag); *A Welsh Grammar*,
John Morris-Jones, 1913, §106 (ym before m) and §222 (a before h); Wikibooks *Welsh/Grammar/
Articles* (y before a consonant, yr before a vowel or h, 'r after a vowel; feminine nouns soften,
not ll and rh); Wiktionary's *Appendix: Welsh mutations* and linguata.com's *Mutations*, part 2
(names of persons and English names stay, and so do gêm and golff). The standard work, Peter Wynn
Thomas's *Gramadeg y Gymraeg* (1996), was not at hand. No rule knows every name, so a school's own
``forms`` win over all of this. The Welsh has not yet been seen by a native reviewer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from polisi.words.languages import Language
from polisi.words.welsh import (
    AFTER,
    BEFORE_CONSONANT,
    FIRST_WORD,
    JOINING,
    TAKE_AC,
    VOWELS,
    is_english,
    mutate_name,
    starts_with_vowel,
    with_capital,
)

FILTERS: tuple[str, ...] = ("meddal", "trwynol", "llaes", "a", "â", "y", "yn")
"""What may follow a value in a Welsh text: three mutations, and four words with what they cause."""
IN = ("yn", "yng", "ym")
LINKS = frozenset(
    "i o â ag a ac am ar at dan dros drwy gan gyda heb wrth yn ym yng mewn er rhwng sydd sy na nac "
    "neu".split()
)
"""What follows them does not make the noun before them definite: *aelod o'r staff*."""
OWNERS = frozenset("y yr ei ein eich eu".split())
"""What makes the noun before it definite: *pennaeth yr ysgol*."""
OWNED_BY_NAME = re.compile(r"\w.* (?:Ysgol|Coleg) \w")
"""A school's name does, too: *pennaeth Ysgol Enghraifft*, but not *nyrs ysgol*."""
POSTS = frozenset(
    """aelod arweinydd athrawes athro bwrsar cadeirydd clerc corff cydlynydd cyfarwyddwr cynghorydd
    cynorthwyydd dirprwy gofalwr gweinyddwr is-gadeirydd llywodraethwr nyrs panel pennaeth person
    prifathrawes prifathro pwyllgor rheolwr rheolwraig swyddog technegydd tîm uwch-swyddog
    ysgrifennydd ysgrifenyddes""".split()
)
"""Names of posts: with a capital, too, they are nouns and not proper names."""
LAST_WORD = re.compile(
    r"(?<![\w'’-])([^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"((?:[*_]*[ \t\u00a0]+|[*_]*[ \t]*\n(?![ \t]*\n))[ \t\u00a0>]*[*_\[]*)\Z"
)
"""A word at the end of a text, and what lies between it and the name: spaces, emphasis, a new
line (in a quotation with its sign), but no empty line."""
TAIL = 120
"""As much of a text's end as a word is looked for in."""
OWN_ARTICLE = re.compile(r"[Yy]r?\s+(?=[^\W\d_])")


def inflect(
    before: str,
    name: str,
    filter_: str,
    forms: Mapping[str, str] | None = None,
    feminine: bool = False,
) -> tuple[str, str]:
    """Put a Welsh name into a sentence as a filter asks for.

    ``before`` is all of the text before the name; ``forms`` are the school's own corrections, under
    "meddal", "trwynol" and "llaes"; ``feminine`` says that the name is a feminine noun. Returns
    ``before``, put right where the word at its end depends on the name, and what follows it.
    A word that the filter writes may stand there already: it is not written twice, and so it can
    have a capital. An unknown filter is a ValueError; any name and any text are fine.

    >>> inflect("Ewch i ", "pennaeth", "y")
    ('Ewch i', "'r pennaeth")
    >>> inflect("A ", "Caerdydd", "a")
    ('A ', 'Chaerdydd')
    """
    if filter_ not in FILTERS:
        raise ValueError(filter_)
    if not name.strip():
        return before, name
    own = {key: form for key, form in (forms or {}).items() if form}
    if not own and _has_own_article(name):
        return _with_own_article(before, name, filter_)
    if filter_ == "y":
        return _with_article(before, name, own, feminine)
    mutation = {"a": "llaes", "â": "llaes", "yn": "trwynol"}.get(filter_, filter_)
    form = _form(name, mutation, own)
    if filter_ == mutation or last_word(before)[1].lower() in _written_by(filter_):
        return _corrected(before, form, filter_), form
    return before, f"{_suited(filter_, form)} {form}"


def joined(items: Sequence[str], language: Language) -> str:
    """Join a list: ``a, b and c``; in Welsh ``rhieni, athrawon a phlant``. Nothing gives ``""``."""
    *rest, last = items or [""]
    if not rest:
        return last
    end = f"and {last}" if language == "en" else inflect("", last, "a")[1]
    return f"{', '.join(rest)} {end}"


def _written_by(filter_: str) -> Sequence[str]:
    """Name the words before a name that a filter puts right."""
    if filter_ in ("a", "â"):
        return (filter_, JOINING[filter_])
    if filter_ == "llaes":
        return (*JOINING, *BEFORE_CONSONANT)
    return IN if filter_ in ("yn", "trwynol") else ()


def _suited(word: str, form: str) -> str:
    """Choose between ``a`` and ``ac``, or ``yn``, ``ym`` and ``yng``, by what follows."""
    start = form.lstrip("\"'“‘(").lower()
    if word in IN:
        return "ym" if start.startswith("m") else "yng" if start.startswith("ng") else "yn"
    consonant = BEFORE_CONSONANT.get(word, word)
    return JOINING[consonant] if _takes_ac(form) else consonant


def _corrected(before: str, form: str, filter_: str) -> str:
    """Put the word before a name right: ``ac`` to ``a``, ``yn`` to ``yng``."""
    head, word, gap = last_word(before)
    if word.lower() not in _written_by(filter_):
        return before
    return head + _as_capital(word, _suited(word.lower(), form)) + gap


def _as_capital(like: str, word: str) -> str:
    return with_capital(word) if like[:1].isupper() else word


def _form(name: str, mutation: str, own: Mapping[str, str]) -> str:
    return own.get(mutation) or mutate_name(name, mutation)


def _takes_ac(text: str) -> bool:
    """Say whether ``ac`` stands before a text, and not ``a``: a vowel, and a few words."""
    found = FIRST_WORD.search(text)
    return starts_with_vowel(text) or bool(found and found[0].lower() in TAKE_AC)


def last_word(text: str) -> tuple[str, str, str]:
    """Split a text at its last word: what is before it, the word, the gap between it and a name.

    Word and gap are empty when something else stands there, such as a comma or an empty line.
    """
    tail = text[-TAIL:]
    found = LAST_WORD.search(tail)
    if not found:
        return text, "", ""
    return text[: len(text) - len(tail) + found.start()], found[1], found[2]


def _has_own_article(name: str) -> bool:
    return bool(OWN_ARTICLE.match(name)) and not is_english(name)


def _with_own_article(before: str, name: str, filter_: str) -> tuple[str, str]:
    """Place a name such as ``Y Bala``: ``i'r Bala``, ``a'r Bala``, ``yn y Bala``."""
    rest = OWN_ARTICLE.sub("", name, count=1)
    bare, had_article = _without_article(before)
    head, word, _ = last_word(bare)
    if filter_ in ("a", "â", "yn") and word.lower() not in _written_by(filter_):
        return before, f"yn y{_r(rest)} {rest}" if filter_ == "yn" else f"{filter_}'r {rest}"
    if not word:
        return bare, _as_capital(had_article, name)
    if word.lower() in IN and filter_ in ("yn", "trwynol"):
        bare = head + _as_capital(word, "yn") + bare[len(head) + len(word) :]
    return _after(bare, rest, had_article[:1].isupper())


def _with_article(
    before: str, name: str, own: Mapping[str, str], feminine: bool
) -> tuple[str, str]:
    """Write the article before a post; a definite name has none, and mutates after ``i`` etc."""
    bare, article = _without_article(before)
    if not _is_definite(name):
        softens = feminine and not name.lower().startswith(("ll", "rh"))
        noun = _form(name, "meddal", own) if softens else name
        return _after(bare, noun, article[:1].isupper())
    _, word, _ = last_word(bare)
    mutation = AFTER.get(word.lower(), "")
    if word.lower() in IN and _is_proper(name):  # "yn gadeirydd" is no place
        mutation = "trwynol"
    form = _form(name, mutation, own) if mutation else name
    return _corrected(bare, form, mutation), _as_capital(article, form)


def _after(before: str, noun: str, capital: bool) -> tuple[str, str]:
    """Write the article between a text and a noun: ``'r`` after a vowel, else ``y`` or ``yr``."""
    head, word, gap = last_word(before)
    word = _as_capital(word, BEFORE_CONSONANT.get(word.lower(), word))
    if word and word[-1].lower() in VOWELS and not capital:
        plain = not gap.strip()
        return (head + word, f"'r{gap}{noun}") if plain else (f"{head}{word}'r{gap}", noun)
    article = f"y{_r(noun)}"
    return before, f"{article.capitalize() if capital else article} {noun}"


def _r(noun: str) -> str:
    starts = re.sub(r"^\W+", "", noun).lower()
    return "r" if starts.startswith("h") or starts_with_vowel(noun) else ""


def _without_article(before: str) -> tuple[str, str]:
    """Take the article off the end of a text; returns the text and the article that was there."""
    head, word, gap = last_word(before)
    if word.lower() in ("y", "yr"):
        return (head.rstrip(" \t") if "\n" in gap else head) + gap.lstrip(" \t\u00a0"), word
    if word.lower().endswith(("'r", "’r")):
        return head + word[:-2] + gap, "r"
    return before, ""


def _is_proper(name: str) -> bool:
    return name[0].isupper() and name.lower().split()[0] not in POSTS


def _is_definite(name: str) -> bool:
    """Say whether a name needs no article: a proper name, or ``cadeirydd y llywodraethwyr``."""
    if _is_proper(name) or OWNED_BY_NAME.match(name):
        return True
    for word in name.lower().split():
        if re.split("['’]", word)[0] in LINKS:
            return False
        if word in OWNERS or word.endswith(("'r", "’r")):
            return True
    return False


SENTENCES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "place": {
        "meddal": ("Croeso i ", "."),
        "trwynol": ("Mae'r cyfarfod yn ", "."),
        "llaes": ("Rydym yn gweithio gyda ", "."),
        "a": ("Mae rhieni ", " yn cydweithio."),
        "â": ("Cysylltwch ", "."),
        "y": ("Mae'r wefan yn perthyn i ", "."),
        "yn": ("Mae croeso i bawb ", "."),
    },
    "role": {
        "meddal": ("Gofynnwch i ", "."),
        "trwynol": ("Mae gennym ffydd yn ", "."),
        "llaes": ("Gweithiwch gyda ", "."),
        "a": ("Bydd athrawon ", " yn bresennol."),
        "â": ("Cysylltwch ", "."),
        "y": ("Rhowch wybod i ", "."),
        "yn": ("Mae gan bawb ffydd ", "."),
    },
}
"""For a name of a place or body and for a post: what stands before and after it."""


def sentences(
    name: str,
    overrides: Mapping[str, str] | None = None,
    feminine: bool = False,
    kind: Literal["place", "role"] = "place",
) -> list[tuple[str, str]]:
    """Show a name under each filter in a sentence, for its owner to read and correct."""
    found = []
    for filter_, (before, after) in SENTENCES[kind].items():
        text = "".join(inflect(before, name, filter_, overrides, feminine))
        if kind == "role" and filter_ != "y" and name.strip() and not _is_definite(name):
            text = "".join(inflect(f"{text} ", "ysgol", "y"))  # pennaeth yr ysgol
        found.append((filter_, text + after))
    return found
