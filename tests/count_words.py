"""Count the words of the template's own texts, by which ``polisi.words.detect`` knows languages.

``.venv/bin/python tests/count_words.py`` writes ``hooks/polisi/data/words.yml`` anew. Nothing needs
that when a text changes: words come and go slowly, and the letters hardly at all. It is worth it
after a large part of the texts was written.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "hooks"))

from polisi.text import documents, reading  # noqa: E402
from polisi.words.detect import WORD, letters_of  # noqa: E402
from polisi.words.languages import LANGUAGES, Language, other  # noqa: E402

OFTEN = 2
"""How often a word stands in the texts to be listed."""
APART = 5
"""How much more often in one language than in the other to be that one's own."""
BOTH = frozenset("a am at fan gas her hi i man o".split())
"""Words of both languages that these texts happen to have in one of them."""
MIN_WEIGHT = 0.5
"""Three letters that say less than this are not listed."""

HEAD = """\
# Words and letters of the template's own texts, by which a text's language is known. Counted by
# tests/count_words.py in docs/en and docs/cy; do not edit.
#
# en, cy: words of one language. shared: words of both, which say nothing. letters: three letters
# in a row (^ and $ are the ends of a word) by how much they speak for English (a positive weight)
# or for Welsh (a negative one): ten times the difference of the logarithms of their shares.
"""


def texts(language: Language) -> Iterator[str]:
    """Yield the texts of a language: titles, headings, and the words of every block."""
    read, _ = documents.read_all(ROOT)
    for document in read:
        if document.language != language:
            continue
        yield from (document.title, document.summary)
        yield from (passage.title for passage in document.passages)
        for body in (document.preamble, *(passage.body for passage in document.passages)):
            yield from (block.words for block in reading.read(body, language).outline.blocks)


def count() -> dict[Language, Counter[str]]:
    """Count each language's words."""
    counted: dict[Language, Counter[str]] = {}
    for language in LANGUAGES:
        words = (word for text in texts(language) for word in WORD.findall(text.replace("’", "'")))
        counted[language] = Counter(word.lower() for word in words)
    return counted


def weights(counted: dict[Language, Counter[str]]) -> dict[str, int]:
    """Weigh each three letters in a row; a word that stands often counts five times at most."""
    letters: dict[Language, Counter[str]] = {}
    for language, words in counted.items():
        letters[language] = Counter()
        for word, times in words.items():
            letters[language].update(dict.fromkeys(letters_of(word), min(times, 5)))
    total = {language: sum(found.values()) for language, found in letters.items()}
    found = {}
    for each in sorted(letters["en"].keys() | letters["cy"].keys()):
        en, cy = (
            math.log((letters[language][each] + 0.5) / total[language]) for language in LANGUAGES
        )
        if abs(en - cy) >= MIN_WEIGHT:
            found[each] = round(10 * (en - cy))
    return found


def folded(words: list[str]) -> str:
    """Write words as the lines of a folded YAML text."""
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 96:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "".join(f"  {line}\n" for line in [*lines, line])


def main() -> None:
    """Write the file."""
    counted = count()
    often = {
        language: {w for w, n in words.items() if n >= OFTEN} for language, words in counted.items()
    }
    own: dict[Language, list[str]] = {}
    for language in LANGUAGES:
        words, others = counted[language], counted[other(language)]
        apart = (w for w in often[language] - BOTH if words[w] >= APART * others[w])
        own[language] = sorted(apart)
    shared = sorted((counted["en"].keys() & counted["cy"].keys() | BOTH) - {*own["en"], *own["cy"]})
    parts = [HEAD]
    for key, listed in (("en", own["en"]), ("cy", own["cy"]), ("shared", shared)):
        parts.append(f"{key}: >-\n{folded(listed)}")
    by_weight: dict[int, list[str]] = {}
    for each, weight in weights(counted).items():
        by_weight.setdefault(weight, []).append(each)
    parts.append("letters:\n")
    for weight in sorted(by_weight):
        text = folded(by_weight[weight]).replace("\n  ", "\n    ")
        parts.append(f"  {weight}: >-\n  {text}")
    (ROOT / "hooks" / "polisi" / "data" / "words.yml").write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
