"""All that a page says, heard or seen: each text is in the language that the page says it is in
(WCAG 3.1.1, 3.1.2). Two judges: the dictionaries, which find three words in a row, and a detector
of languages, which reads whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pycld2
import pytest
from selectolax.lexbor import LexborNode

from dictionaries import DICTIONARIES, WORD, is_known
from polisi import project
from polisi.facts import laws
from polisi.words.languages import LANGUAGES, Language, other
from sites import ROOT, Built, words

SPOKEN = ("title", "aria-label", "aria-description", "alt", "placeholder", "label", "content")
"""Attributes whose value a reader hears or sees; data-* are phrases for the scripts."""
SILENT = ("script", "style", "code", "template")
NO_PHRASE = ("data-audiences", "data-base", "data-href", "data-languages")
ABOUT = re.compile("description|og:(title|description|site_name)")
"""The ``meta`` elements that hold words."""
ADDRESS = re.compile(
    r"https?://\S+|\S+@\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?|[A-Z]{2,4}-[\w.-]*\d[\w.-]*"
    r"|\b[0-9a-f]{8}\b"  # the digest of a text
)
FEWEST = 3
"""Words in a row that are a text in a language, and no name."""
SENTENCE = 60
"""Characters from which the detector of languages can be trusted."""

NAMES = {
    "Rhondda Cynon Taf": "a council's name",
    "Cymraeg Clir": "a book's title",
    "Report Harmful Content": "an organisation with no Welsh name",
    "Internet Watch Foundation": "an organisation with no Welsh name",
    "hashtag": "Welsh writes it as English does",
    "Fy marn i sydd yma": "words to put on a profile, where a text is shown without marks",
    "These views are my own": "words to put on a profile, where a text is shown without marks",
    "help_now: true": "what a file has",
    "docs/en": "a folder",
    "docs/cy": "a folder",
    "intranet, staff, governors": "what a file has",
    "staff, governors a parents": "what a file has",
    "staff governors parents": "what a script reads",
    "meddal, trwynol, llaes, a, â, y, yn": "what a file has",
    "Page not found / Tudalen heb ei chanfod": "a title of two languages, which HTML can't mark",
    "Tudalen heb ei chanfod / Page not found": "a title of two languages, which HTML can't mark",
}
"""What stands in the other language without a ``lang``, and why."""

SCHOOL_NAMES = ("school.name", "local_authority.name", "contact.address")
"""Values of school.yml that are names."""

Said = dict[tuple[Language, str], str]


def spoken(node: LexborNode, language: Language) -> Iterator[tuple[Language, str]]:
    """Yield each text of an element with the language that it is marked with."""
    if node.tag in SILENT:
        return
    marked = node.attributes.get("lang")
    language = next((each for each in LANGUAGES if each == marked), language)
    is_setting = node.tag == "meta" and not ABOUT.search(str(node.attributes))
    for name, value in node.attributes.items():
        is_phrase = name.startswith("data-") and name not in NO_PHRASE
        if value and (name in SPOKEN or is_phrase) and not is_setting:
            yield language, words(value)
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            if text := words(child.text()):
                yield language, text
        else:
            yield from spoken(child, language)


@pytest.fixture(scope="module")
def said(site: Built) -> Said:
    """Every text of a site with its language, and the first page that it stands on."""
    found: Said = {}
    for page in site.pages.values():
        for each in spoken(page.one("html"), site.language(page)):
            found.setdefault(each, page.path)
    return found


@cache
def names() -> re.Pattern[str]:
    """Return what matches the names that keep their language: of platforms, laws, the school."""
    found = set(NAMES)
    for platform in laws.all_platforms().values():
        found |= {platform.name, *platform.former_names}
    for law in laws.all_laws().values():
        found |= set(law.titles.values()) if not law.has_official_welsh else set()
    school = project.load(ROOT).school
    for language in LANGUAGES:
        found |= {school.value(name, language) or "" for name in SCHOOL_NAMES}
    longest_first = sorted(map(re.escape, filter(None, found)), key=len, reverse=True)
    return re.compile(rf"{ADDRESS.pattern}|(?:{'|'.join(longest_first)})")


@cache
def belongs(word: str, language: Language) -> bool | None:
    """Return whether a word is of a language and not of the other; None: of both, or of neither."""
    here, there = is_known(word, language), is_known(word, other(language))
    return None if here == there else here


def foreign_words(text: str, language: Language) -> list[str]:
    """Return the first words in a row that are of the other language only."""
    run: list[str] = []
    sure = 0
    for word in [*WORD.findall(names().sub(" . ", text).replace("’", "'")), None]:
        of_here = True if word is None else belongs(word, language)
        if of_here:
            if len(run) >= FEWEST and sure >= FEWEST - 1:
                return run
            run, sure = [], 0
        elif word:
            run.append(word)
            sure += of_here is False
    return []


def is_foreign_sentence(text: str, language: Language) -> bool:
    """Return whether a detector is sure that a text is in the other language."""
    plain = names().sub(" ", text)
    if len(plain) < SENTENCE:
        return False
    is_reliable, _, details = pycld2.detect(plain, bestEffort=True)
    return bool(is_reliable) and details[0][1] == other(language)


needs_dictionaries = pytest.mark.skipif(
    not all(folder.is_dir() for folder in DICTIONARIES.values()),
    reason="the dictionaries are not here: install npm, then make test",
)


@needs_dictionaries
def test_three_words_in_a_row_are_noticed() -> None:
    assert foreign_words("Gofynnwch am gydsyniad, please ask the parent first", "cy")
    assert foreign_words("Ask for consent, gofynnwch i'r rhieni yn gyntaf", "en")
    assert foreign_words("Gofynnwch am gydsyniad y rhieni yn gyntaf", "cy") == []
    assert foreign_words("Ask the parents for consent first", "en") == []
    assert foreign_words("Mae TikTok a Facebook yn boblogaidd", "cy") == []


def test_a_foreign_sentence_is_noticed() -> None:
    english = "Ask the parents for their consent before you publish a picture of a child."
    welsh = "Gofynnwch i'r rhieni am eu cydsyniad cyn i chi gyhoeddi llun o blentyn ar y we."
    assert is_foreign_sentence(english, "cy")
    assert is_foreign_sentence(welsh, "en")
    assert not is_foreign_sentence(english, "en")
    assert not is_foreign_sentence(welsh, "cy")


@needs_dictionaries
def test_no_three_words_are_of_the_other_language(said: Said) -> None:
    faults = [
        f"{path} ({language}): {' '.join(found)!r} in {text[:80]!r}"
        for (language, text), path in said.items()
        if (found := foreign_words(text, language))
    ]
    assert faults == [], "\n".join(faults)


def test_no_sentence_is_in_the_other_language(said: Said) -> None:
    faults = [
        f"{path} ({language}): {text[:120]!r}"
        for (language, text), path in said.items()
        if is_foreign_sentence(text, language)
    ]
    assert faults == [], "\n".join(faults)
