"""The search taken out of its page: what its files hold, and how well it knows Welsh words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from polisi.outputs.search import FUNCTION
from polisi.words.welsh import MUTATIONS, VOWELS, mutate
from sites import ROOT

ENGINE = ROOT / "overrides" / "assets" / "search-engine.js"
DICTIONARY = ROOT / "tests" / "node_modules" / "dictionary-cy"
"""Hunspell's Welsh dictionary (LGPL), for measuring only; ``npm ci`` in ``tests`` puts it there."""
LANGUAGES = ("en", "cy")


def index_of(site: Path, language: str) -> dict[str, Any]:
    """Return what the search file of a language holds."""
    text = (site / "search" / f"{language}.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.removeprefix(f"{FUNCTION}(").removesuffix(")\n"))
    return found


def entries(index: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield address, title and text of everything that a search can find."""
    for group in index["groups"]:
        yield group["at"][""], group["title"], group["text"]
        for id_, title, text, _ in group["parts"]:
            yield f"{group['at']['']}{id_ and '#'}{id_}", title, text


def open_engine(page: Page, site: Path) -> None:
    """Load the indexes of a site into an empty page, as ``indexes.en`` and ``indexes.cy``."""
    page.goto("about:blank")
    page.add_script_tag(content="window.data = {}; window.indexes = {}")
    page.add_script_tag(content=f"window.{FUNCTION} = found => data[found.language] = found")
    page.add_script_tag(path=ENGINE)
    for language in LANGUAGES:
        page.add_script_tag(path=site / "search" / f"{language}.js")
        page.evaluate(f"indexes.{language} = new PolisiSearch.SearchIndex(data.{language})")


def found(page: Page, language: str, typed: str) -> list[str]:
    """Return the addresses that an index finds for words, best first."""
    result: list[str] = page.evaluate(
        "([language, typed]) => indexes[language].search(typed).entries"
        ".map(entry => PolisiSearch.addressOf(entry, ''))",
        [language, typed],
    )
    return result


# The measure: what the index takes for forms of one word, held against a dictionary.


@dataclass(frozen=True, slots=True)
class Figures:
    """How the words of a site are found from the forms that stand in a dictionary."""

    words: int
    """Words in a row, function words left out, that the dictionary knows."""
    mutated: int
    """Those that are mutated, and can be nothing else."""
    found: int
    """Mutated ones that are found by who types the radical."""
    pairs: int
    """Pairs of words of the site that find each other, accents and hyphens aside."""
    false: tuple[tuple[str, str], ...]
    """Pairs of known words that have no radical in common."""
    missed: tuple[tuple[str, str], ...]
    """Radicals and the words of the site that they do not find."""

    @property
    def share_found(self) -> float:
        return self.found / self.mutated

    @property
    def share_stock(self) -> float:
        """The share of all words that stand in the texts as they do in a dictionary."""
        return 1 - self.mutated / self.words

    @property
    def share_false(self) -> float:
        return len(self.false) / self.pairs


class Dictionary:
    """A Welsh dictionary that undoes mutations."""

    def __init__(self) -> None:
        """Raises ``ImportError`` or ``FileNotFoundError`` where it is not installed."""
        import hunspell  # only for who measures

        if not (DICTIONARY / "index.dic").exists():
            raise FileNotFoundError(DICTIONARY)
        self._hunspell = hunspell.Hunspell("index", hunspell_data_dir=str(DICTIONARY))
        self.stems = cache(self._stems)

    def _stems(self, word: str) -> frozenset[str]:
        forms = (word, word.capitalize())
        return frozenset(
            stem.lower() for form in forms if self.knows(form) for stem in self._hunspell.stem(form)
        )

    def knows(self, word: str) -> bool:
        spells: bool = self._hunspell.spell(word)
        return spells

    def radicals(self, word: str) -> set[str]:
        """Return the words of which a word is a mutation."""
        return {one for one in _undone(word) if self.stems(one) & self.stems(word)}

    def is_mutated(self, word: str) -> bool:
        """Say whether a word can only be a mutation of another one."""
        readings = self._hunspell.analyze(word)
        return bool(readings) and all(re.search(r"fl:[MTLH]\b", each) for each in readings)

    def are_alike(self, one: str, other: str) -> bool:
        radicals = ({word, *self.radicals(word)} for word in (one, other))
        return bool(set.intersection(*radicals)) or bool(self.stems(one) & self.stems(other))


def _undone(word: str) -> Iterator[str]:
    for name, table in MUTATIONS.items():
        for radical, mutated in table.items():
            candidate = radical + word[len(mutated) :]
            if word.startswith(mutated) and mutate(candidate, name) == word:
                yield candidate
    if word[:1] == "h" and word[1:2] in VOWELS:
        yield word[1:]


def plain(word: str) -> str:
    """Return a word without accents and hyphens."""
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if letter.isalnum())


def figures(page: Page, dictionary: Dictionary) -> Figures:
    """Measure the Welsh index that a page has loaded."""
    counts: dict[str, int] = page.evaluate(
        """() => Object.fromEntries([...indexes.cy.places].map(([word, places]) =>
           [word, places.reduce((sum, times, at) => sum + (at % 3 ? times : 0), 0)]))"""
    )
    known = {word: times for word, times in counts.items() if dictionary.stems(word)}
    radicals = {w: dictionary.radicals(w) for w in known if dictionary.is_mutated(w)}
    radicals = {word: found for word, found in radicals.items() if found}
    asked = matches(page, sorted({*known, *(one for found in radicals.values() for one in found)}))
    missed = [(one, w) for w, found in radicals.items() for one in found if w not in asked[one]]
    lost = {word for _, word in missed}
    pairs = {
        (min(word, other), max(word, other))
        for word in known
        for other in asked[word]
        if other in known and plain(word) != plain(other) and "-" not in word + other
    }
    return Figures(
        words=sum(known.values()),
        mutated=sum(known[word] for word in radicals),
        found=sum(known[word] for word in radicals if word not in lost),
        pairs=len(pairs),
        false=tuple(sorted(pair for pair in pairs if not dictionary.are_alike(*pair))),
        missed=tuple(sorted(missed)),
    )


def matches(page: Page, words: Sequence[str]) -> dict[str, list[str]]:
    """Return what words of the texts each word finds, not counting unfinished ones."""
    found: dict[str, list[str]] = page.evaluate(
        "words => Object.fromEntries("
        "words.map(word => [word, [...indexes.cy.matches(word, false).keys()]]))",
        words,
    )
    return found
