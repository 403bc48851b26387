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

import yaml
from playwright.sync_api import Page

from polisi.facts.pages import page_kinds
from polisi.facts.search_words import plurals
from polisi.outputs.search_words import FUNCTION
from polisi.words.languages import Language
from polisi.words.welsh import MUTATIONS, VOWELS, mutate
from sites import ROOT

ASSETS = ROOT / "overrides" / "assets"
ENGINE = (ASSETS / "search-words.js", ASSETS / "search-engine.js")
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
        for id_, title, text, *_ in group["parts"]:
            yield f"{group['at']['']}{id_ and '#'}{id_}", title, text


def in_full(index: Mapping[str, Any], text: str) -> str:
    """Return a text of an index in one line, with the titles of cited clauses."""
    titles = {row[0]: row[1] for group in index["groups"] for row in group["parts"]}
    said = re.sub(r"\[([A-Z]{2,4}-\d{3})\]", lambda cited: titles[cited[1]], text)
    return " ".join(said.split("\n"))


def open_engine(page: Page, site: Path) -> None:
    """Load the indexes of a site into an empty page, as ``indexes.en`` and ``indexes.cy``."""
    page.goto("about:blank")
    page.add_script_tag(content="window.data = {}; window.indexes = {}")
    merge = "found => Object.assign(data[found.language] ??= {}, found)"
    page.add_script_tag(content=f"window.{FUNCTION} = {merge}")
    for script in ENGINE:
        page.add_script_tag(path=script)
    for language in LANGUAGES:
        for name in (language, f"words-{language}"):
            page.add_script_tag(path=site / "search" / f"{name}.js")
        page.evaluate(f"indexes.{language} = new PolisiSearch.SearchIndex(data.{language})")


def found(page: Page, language: str, typed: str) -> list[str]:
    """Return the addresses that an index finds for words, best first."""
    result: list[str] = page.evaluate(
        "([language, typed]) => indexes[language].search(typed).entries"
        ".map(entry => PolisiSearch.addressOf(entry, ''))",
        [language, typed],
    )
    return result


# What people type, and whether an answer is among the first results.


PHRASES = ROOT / "tests" / "outputs" / "search_phrases.yml"
FIRST = 3
"""Results that a reader sees without scrolling."""


def phrases(half: str, language: str) -> dict[str, list[str]]:
    """Return the phrases of a half of the file, each with what answers it."""
    data = yaml.load(PHRASES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return {str(typed): str(wanted).split() for typed, wanted in data[half][language].items()}


def answered(page: Page, language: Language, half: str) -> tuple[list[str], list[str]]:
    """Return the phrases that find an answer among the first results, and those that do not.

    A phrase counts where a page has one of its answers: an edition lacks some.
    """
    kinds = {kind.address[language]: name for name, kind in page_kinds().items()}
    found: dict[str, list[str]] = page.evaluate(
        """([language, typed, most]) => Object.fromEntries(typed.map(each => [
          each,
          indexes[language].search(each).entries.slice(0, most)
            .map(({id, code, at}) => id || code || at[""])
        ]))""",
        [language, list(phrases(half, language)), FIRST],
    )
    known: list[str] = page.evaluate(
        "language => indexes[language].entries.map(({id, code, at}) => id || code || at[''])",
        language,
    )

    def named(result: str) -> str:
        return kinds.get(result.removeprefix("cy/").removeprefix("en/").rstrip("/"), result)

    there = set(map(named, known))
    asked = {t: set(w) & there for t, w in phrases(half, language).items() if set(w) & there}
    reached = [typed for typed, wanted in asked.items() if wanted & set(map(named, found[typed]))]
    return reached, [typed for typed in asked if typed not in reached]


# The measure: what the index takes for forms of one word, held against a dictionary.


@dataclass(frozen=True, slots=True)
class Figures:
    """How the words of a site are found from the forms that stand in a dictionary."""

    words: int
    """In how many clauses each word stands that the dictionary knows, added up."""
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
        """Say whether two words have a radical in common, or are singular and plural of a noun."""
        radicals = [{word, *self.radicals(word), *self.stems(word)} for word in (one, other)]
        families = ({NOUNS[each] for each in words if each in NOUNS} for words in radicals)
        return bool(set.intersection(*radicals)) or bool(set.intersection(*families))


NOUNS = {form: number for number, forms in enumerate(plurals("cy")) for form in forms}
"""The forms of nouns that the search knows (``plurals.yml``), each with the number of its noun."""


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
           [word, places.length / 2]))"""
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
