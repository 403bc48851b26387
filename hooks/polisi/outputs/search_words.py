"""What the search knows of the words of a language: a file that stays while the texts change.

Like the file of the texts (``search``) it is a script that calls one function with data.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from polisi.facts import search_words
from polisi.words.languages import Language
from polisi.words.welsh import MUTATIONS, UNCHANGED

FUNCTION = "polisiIndex"
"""What the files call; ``search.js`` has it ready."""
SEPARATE = ("ff", "ll", "rh", "ts")
"""Letters that look like a mutated consonant and are not."""
VOWELS = "aeiouwy"


def initials() -> dict[str, tuple[str, ...]]:
    """Turn the mutations round: how a Welsh word starts, to how its radical may start.

    For words without accents. The longest start that is in the table counts; ``ff`` leads to
    nothing. Source: ``welsh.MUTATIONS``; h before a vowel is not a mutation there.
    """
    found: dict[str, list[str]] = {}
    for mutated_by in MUTATIONS.values():
        for radical, mutated in mutated_by.items():
            # g is lost before a vowel, l or r: ysgol may be gysgol, lan glan
            for start in (mutated,) if mutated else (*VOWELS, "l", "r"):
                found.setdefault(start, []).append(radical if mutated else f"g{start}")
    found.update({f"h{vowel}": [vowel] for vowel in VOWELS})
    found.update({start: [] for start in (*SEPARATE, *UNCHANGED) if start not in found})
    return {start: tuple(radicals) for start, radicals in found.items()}


def script(data: Mapping[str, object]) -> str:
    """Return a search file that hands over data; its language says what it belongs to."""
    return f"{FUNCTION}({json.dumps(data, ensure_ascii=False, separators=(',', ':'))})\n"


def words(language: Language) -> str:
    """Return the file of a language's words: forms of a word, and words that mean the same."""
    return script(
        {
            "language": language,
            "initials": initials() if language == "cy" else {},
            "unmutated": " ".join(search_words.unmutated(language)),
            "stop": " ".join(search_words.stop_words(language)),
            "synonyms": _synonyms(language),
            "plurals": "|".join(map(_forms, search_words.plurals(language))),
            "platforms": ",".join(search_words.platforms()),
            "everyPlatform": search_words.every_platform(language)[0],
        }
    )


def _synonyms(language: Language) -> str:
    """Return what people type as one text: words of texts, and other words that mean them.

    ``learner,learners=pupil,pupils,student`` and so on; one text, so that no entry of it reads
    as a title of its own.
    """
    meant_by: dict[tuple[str, ...], list[str]] = {}
    for word, meant in search_words.synonyms(language).items():
        meant_by.setdefault(meant, []).append(word)
    return "|".join(f"{','.join(meant)}={','.join(words)}" for meant, words in meant_by.items())


def _forms(forms: Iterable[str]) -> str:
    """Return a noun, and how many letters of it each other form has not, with its own: 2yr."""
    first, *others = forms

    def ending(form: str) -> str:
        shared = 0
        while shared < min(len(first), len(form)) and first[shared] == form[shared]:
            shared += 1
        return f"{len(first) - shared}{form[shared:]}"

    return ",".join((first, *map(ending, others)))
