"""Every word of the texts against dictionaries: hunspell's own, read from ``tests/node_modules``.

``words.txt`` holds what they lack. Without npm these tests are skipped (``make test`` says so).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import pytest
import yaml

from dictionaries import CLITICS, DICTIONARIES, WORD, is_known
from polisi import style
from polisi.data import Loader
from polisi.model import Located
from polisi.text import documents
from polisi.text.header import EnglishPolicy, Header, WelshPolicy
from polisi.words.languages import LANGUAGES, Language
from polisi.words.welsh import MUTATIONS, VOWELS, mutate
from sites import ROOT

LIST = ROOT / "tests/words.txt"
DATA = "audiences phrases editing rules options laws platforms points declined terms style".split()
"""Files in ``hooks/polisi/data`` that hold texts in both languages."""
NO_TEXT = set("avoid unless gender link report help nouns impersonal not-impersonal latin".split())
"""Keys under which no text stands: words to avoid, addresses, lists of ``style.yml``."""
IN_ENGLISH = {"note", "age_note", "participles", "not-passive"}
"""Keys of what stands in English only."""

NOT_WORDS = re.compile(
    r"`[^`\n]*`|\{+[^{}]*\}+|https?://\S*|\S+@\S+|\[[A-Z]{2,4}-\d{3}\]|&[a-z]+;"
    r"|“[a-z_]+:[^“”]*”|“[a-z]+://”|“!!! [a-z]+”|\*[^*\n]+\*\{+:? ?lang=[^{}]*\}+"
    r"|\b(?:git|make|mkdocs|polisi) "
    r"(?:agree|build|check|commit|config|merge|reset|site|upgrade)\b[^“”.,:]*"
    r"|\bCtrl\+C\b|(?<!\w)--[\w-]+|\b[\w*-]*[_/\\.][\w*/.-]*\w|[\w-]*\d[\w-]*"
)
"""Code, values, addresses, ids, YAML, words in the other language by name, commands, options,
names of files, and what has a figure in it."""

pytestmark = pytest.mark.skipif(
    not all(folder.is_dir() for folder in DICTIONARIES.values()),
    reason="the dictionaries are not here: install npm, then make test",
)


class Word(NamedTuple):
    """A word of a text, and where it stands."""

    path: str
    line: int
    language: Language
    word: str


# The texts


def pages() -> Iterator[Word]:
    """Yield the words of ``docs/``: what is read on the page, and the front matter's texts."""
    found, _ = documents.read_all(ROOT)
    for document in found:
        if document.is_own:  # a school has words of its own
            continue
        for passage in style.read(document):
            for block in passage.blocks:
                yield from words(block.text, document.path, block.line, document.language)
        for text in changes(document.header):
            yield from words(text, document.path, text.line, document.language)


def changes(head: Header) -> Iterator[Located]:
    """Yield what was new in each version: a text in Welsh, in English one beside the date."""
    if isinstance(head, EnglishPolicy):
        yield from (release.text for release in head.changes.values())
    elif isinstance(head, WelshPolicy):
        yield from head.changes.values()


def data() -> Iterator[Word]:
    """Yield the words of the YAML files that hold texts in both languages."""
    for name in DATA:
        path = f"hooks/polisi/data/{name}.yml"
        root = yaml.compose((ROOT / path).read_text(encoding="utf-8"), Loader=Loader)
        assert root
        for text, line, language in texts(root):
            yield from words(text, path, line, language)


def texts(node: yaml.Node, language: Language | None = None) -> Iterator[tuple[str, int, Language]]:
    """Yield every string below a key ``en`` or ``cy``, or below one that is in English only."""
    if isinstance(node, yaml.MappingNode):
        for key, inner in node.value:
            own: Language | None = "en" if key.value == "en" or key.value in IN_ENGLISH else None
            if key.value not in NO_TEXT:
                yield from texts(inner, "cy" if key.value == "cy" else own or language)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from texts(each, language)
    elif language:
        yield node.value, node.start_mark.line + 1, language


def words(text: str, path: str, line: int, language: Language) -> Iterator[Word]:
    """Yield the words of a text that starts on a line."""
    text = NOT_WORDS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in WORD.finditer(text):
        at = line + text.count("\n", 0, found.start())
        yield Word(path, at, language, found[0].replace("’", "'"))


# The dictionaries


@cache
def project_words() -> dict[str, list[str]]:
    """Read the project's list: section (en, cy, both) to its words, in order."""
    sections: dict[str, list[str]] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry.startswith("["):
            sections[entry.strip("[]")] = []
        elif entry:
            sections[list(sections)[-1]].append(entry)
    return sections


@cache
def forms(language: Language) -> Mapping[str, str]:
    """Map what the list allows in a language, with its mutated forms, to the entry."""
    entries = project_words()["both"] + project_words()[language]
    found = {entry: entry for entry in entries}
    if language == "cy":
        for entry in project_words()["cy"]:
            mutated = [mutate(entry, mutation) for mutation in MUTATIONS]
            found |= dict.fromkeys(mutated, entry)
            if entry[0] in VOWELS:
                found["h" + entry] = entry
    return found


def entries_used(word: str, language: Language) -> set[str] | None:
    """Return the entries of the list that a word needs, or None when it is unknown even so."""
    if is_known(word, language):
        return set()
    allowed = forms(language)
    for form in (word, word[:1].lower() + word[1:]):
        if form in allowed:
            return {allowed[form]}
    for sign in "'-":
        if sign in word:
            parts = [part for part in word.split(sign) if part not in CLITICS]
            used = [entries_used(part, language) for part in parts]
            return None if None in used else set().union(*filter(None, used))
    return None


@cache
def all_words() -> tuple[Word, ...]:
    return (*pages(), *data())


def is_needless(entry: str, language: Language) -> bool:
    """Tell whether the dictionary has an entry, and in Welsh all that mutation makes of it."""
    return all(is_known(form, language) for form, of in forms(language).items() if of == entry)


def report(found: Iterable[Word]) -> str:
    return "\n".join(f"{w.path}:{w.line}: {w.word} ({w.language})" for w in found)


# The tests


def test_every_word_is_in_a_dictionary_or_in_the_list() -> None:
    unknown = [w for w in all_words() if entries_used(w.word, w.language) is None]
    assert not unknown, f"misspelt, or missing in tests/words.txt:\n{report(unknown)}"


def test_every_word_of_the_list_is_needed() -> None:
    used = {entry for w in all_words() for entry in entries_used(w.word, w.language) or set[str]()}
    idle = [word for entries in project_words().values() for word in entries if word not in used]
    assert not idle, f"no text needs these entries of tests/words.txt: {', '.join(idle)}"


def test_no_word_of_the_list_is_in_the_dictionary() -> None:
    languages: dict[str, tuple[Language, ...]] = {"en": ("en",), "cy": ("cy",), "both": LANGUAGES}
    known = [
        f"{word} ({section})"
        for section, entries in project_words().items()
        for word in entries
        if any(is_needless(word, language) for language in languages[section])
    ]
    assert not known, f"the dictionary has these words of tests/words.txt: {', '.join(known)}"


def test_the_list_is_in_order() -> None:
    assert list(project_words()) == ["en", "cy", "both"]
    for entries in project_words().values():
        assert entries == sorted(set(entries), key=lambda word: (word.lower(), word))


@pytest.mark.parametrize(
    ("word", "language", "known"),
    [
        ("organise", "en", True),
        ("organize", "en", False),
        ("colour", "en", True),
        ("recieve", "en", False),
        ("school's", "en", True),
        ("can't", "en", True),
        ("school-wide", "en", True),
        ("bolisi", "cy", True),
        ("pholisïau", "cy", True),
        ("mae'n", "cy", True),
        ("llywodraethwyr", "cy", True),
        ("llywodraethwr'n", "cy", True),
        ("llywodreathwyr", "cy", False),
        ("defnyddo'r", "cy", False),
        ("dysgwyr", "en", False),
    ],
)
def test_the_dictionaries(word: str, language: Language, known: bool) -> None:
    assert is_known(word, language) is known


def test_words_of_a_text() -> None:
    text = "Run `polisi chekc` in docs/en/x.md,\nsee [SM-001]: {{ x.y }} e-bost'r {name} v1.0 --all"
    found = [(w.line, w.word) for w in words(text, "x", 3, "cy")]
    assert found == [(3, "Run"), (3, "in"), (4, "see"), (4, "e-bost'r")]
