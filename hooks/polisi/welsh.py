"""What software must know of Welsh: mutation, alphabetical order, months, dates.

Mutation table: Peter Wynn Thomas, *Gramadeg y Gymraeg* (1996), section II; the same table is in any
school grammar. Alphabet: the 29 letters, digraphs counted as one letter.
"""

from __future__ import annotations

import re
import unicodedata

from polisi.model import Language

SOFT = {
    "p": "b", "t": "d", "c": "g", "b": "f", "d": "dd", "g": "", "m": "f", "ll": "l", "rh": "r",
}  # fmt: skip
NASAL = {"p": "mh", "t": "nh", "c": "ngh", "b": "m", "d": "n", "g": "ng"}
ASPIRATE = {"p": "ph", "t": "th", "c": "ch"}
MUTATIONS = {"meddal": SOFT, "trwynol": NASAL, "llaes": ASPIRATE}
"""Name of a mutation, as a filter in a text, to initial consonant and its mutated form."""

UNCHANGED = ("ch", "dd", "ff", "ng", "ph", "th", "ts")
"""Initials that look like a consonant that mutates, and don't."""
VOWELS = "aeiouwyâêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ"


def mutate(text: str, mutation: str) -> str:
    """Return ``text`` with its first letter mutated (``meddal``, ``trwynol`` or ``llaes``).

    >>> mutate("Caerdydd", "trwynol")
    'Nghaerdydd'
    """
    table = MUTATIONS[mutation]
    lower = text.lower()
    if lower.startswith(UNCHANGED):
        return text
    digraph = lower[:2] if lower[:2] in {"ll", "rh"} else ""
    initial = digraph or lower[:1]
    if initial not in table:
        return text
    changed = table[initial] + text[len(initial) :]
    if text[:1].isupper():
        changed = changed[:1].upper() + changed[1:]
    return changed


ALPHABET = "a b c ch d dd e f ff g ng h i j k l ll m n o p ph q r rh s t th u v w x y z".split()
RANK = {letter: rank for rank, letter in enumerate(ALPHABET, 1)}
LETTER = re.compile("ch|dd|ff|ng|ll|ph|rh|th|.", re.DOTALL)


def collation_key(text: str, language: Language) -> tuple[object, ...]:
    """Return a key that sorts titles as a reader of ``language`` expects; accents come last."""
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in decomposed if unicodedata.category(c) != "Mn").lower()
    if language == "en":
        return (re.sub(r"[^\w\s]", "", plain), text)
    letters = [RANK.get(letter, 0 if not letter.isalnum() else 100 + ord(letter[0]))
               for letter in LETTER.findall(plain)]  # fmt: skip
    return (tuple(rank for rank in letters if rank), text)


def initial(text: str, language: Language) -> str:
    """Return the letter under which a title stands in an index (``Ch`` in Welsh)."""
    plain = "".join(
        c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn"
    ).lower()
    plain = re.sub(r"^\W+", "", plain)
    found = LETTER.match(plain) if language == "cy" else None
    return (found[0] if found else plain[:1]).capitalize()


MONTH_NAMES: dict[Language, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    "cy": (
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi",
        "Hydref", "Tachwedd", "Rhagfyr",
    ),
}  # fmt: skip
MONTHS = {
    form: f"{number:02}"
    for names in MONTH_NAMES.values()
    for number, name in enumerate(names, 1)
    for form in {name, *(mutate(name, mutation) for mutation in MUTATIONS)}
}
"""Month, as it may stand in either language, mutated or not, to its number in two digits.

English names are mutated too, which does no harm: nobody writes "Fay 2026"."""


def date(iso: str, language: Language) -> str:
    """Write a date such as ``2026-09-01`` in words: ``1 September 2026``, ``1 Medi 2026``.

    What is no such date is returned as it is.
    """
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso)
    if not found or not 1 <= int(found[2]) <= 12:
        return iso
    return f"{int(found[3])} {MONTH_NAMES[language][int(found[2]) - 1]} {found[1]}"
