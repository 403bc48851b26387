"""The rule for emphasis: the same stands out in both languages.

Which words those are is known by what both texts have: figures, values, references, names, and
whether they forbid. Words whose counterparts we know tell, too, but not alone: one may well be
there by chance, or stand out in one language with its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from polisi.facts.counterparts import known
from polisi.markup.tree import BREAK, Block, Emphasis, Piece
from polisi.text.pairs.substance import facts
from polisi.words.languages import Language
from polisi.words.meaning import opposites
from polisi.words.negation import NEGATION
from polisi.words.vocabulary import lower_vocabulary

NAME = re.compile(r"\b[A-Z][\w’'-]{3,}")
LAST_WORD = re.compile(r"[^\W\d_]+\W*$")
END = re.compile(r"[.!?]\s")
"""Where a sentence ends, and another one begins."""
SENTENCE = 3
"""Words of what is more than a word that the other language puts elsewhere."""
FAR = 0.4
"""How much of a block lies between two places that are not the same."""
SIGNS: dict[Emphasis, str] = {"strong": "**", "em": "*", "": ""}
WORD = re.compile(r"[^\W_]")
NOT = "not"
"""What stands for a negation."""
Parted = tuple[frozenset[str], frozenset[str]]
"""What of a block stands out, and what does not, as far as its counterpart has it too."""


def differs(english: Block, welsh: Block) -> bool:
    """Tell whether what stands out in one of two blocks is plain in the other."""
    loud, quiet = _parted(english, "en")
    other_loud, other_quiet = _parted(welsh, "cy")
    return (
        _moved(english, welsh)
        or bool(
            (loud - quiet) & (other_quiet - other_loud)
            or (other_loud - other_quiet) & (quiet - loud)
        )
        or _is_on_other_words(english, welsh)
    )


def _is_on_other_words(english: Block, welsh: Block) -> bool:
    """Tell whether words that we know stand out in either block, and are plain in the other."""
    here, there = _telling(english, "en"), _telling(welsh, "cy")
    loud, other_loud = ({*each["strong"], *each["em"]} for each in (here, there))
    only_here = (loud - here[""]) & (there[""] - other_loud)
    only_there = (other_loud - there[""]) & (here[""] - loud)
    return bool(only_here and only_there and not loud & other_loud)


def unlike(english: Block, welsh: Block) -> tuple[str, str] | None:
    """Return what is bold or slanted in two blocks, where other words are, or more of one.

    Slanted words may be a term that only one language explains, so more of them say nothing, but
    all or none do.
    """
    here, there = _marked(english), _marked(welsh)
    ours, theirs = (Counter(kind for kind, _ in each) for each in (here, there))
    is_alike = ours["strong"] == theirs["strong"] and bool(ours["em"]) == bool(theirs["em"])
    if is_alike and not (len(ours) > 1 and _are_exchanged(english, welsh)):
        return None
    return _written(here), _written(there)


def _are_exchanged(english: Block, welsh: Block) -> bool:
    """Tell whether what is bold in one of two blocks is slanted in the other, and no word is not.

    Where nothing else tells, the sentences do in which they stand.
    """
    here, there = _telling(english, "en"), _telling(welsh, "cy")
    if here["strong"] & there["strong"] or here["em"] & there["em"]:
        return False
    if here["strong"] & there["em"] or here["em"] & there["strong"]:
        return True
    ours, theirs = _sentences(english), _sentences(welsh)
    return ours != theirs and ours == theirs[::-1]


def _sentences(block: Block) -> Sequence[int]:
    """Return in which sentence the one bold part of a block stands, and the one slanted part.

    Nothing, where one of them is none, or more.
    """
    found: dict[Emphasis, list[int]] = {"strong": [], "em": []}
    sentence = 0
    for piece in block.pieces:
        if kind := _kind(piece):
            found[kind].append(sentence)
        if piece.kind == "words":
            sentence += len(END.findall(piece.text))
    return [*found["strong"], *found["em"]] if all(len(n) == 1 for n in found.values()) else []


def _marked(block: Block) -> list[tuple[Emphasis, str]]:
    """Return the words that stand out in a block, a row of them each time, and how they do."""
    pieces = [piece for piece in block.pieces if piece.target != BREAK]
    found: list[tuple[Emphasis, str]] = []
    for kind, group in groupby(pieces, _kind):
        text = "".join(piece.text for piece in group if piece.kind != "link")
        if kind and WORD.search(text):
            found.append((kind, text.strip()))
    return found


def _kind(piece: Piece) -> Emphasis:
    return piece.emphasised if _stands_out(piece) else ""


def _written(marked: Sequence[tuple[Emphasis, str]]) -> str:
    return ", ".join(f"{SIGNS[kind]}{text}{SIGNS[kind]}" for kind, text in marked) or "–"


def _moved(english: Block, welsh: Block) -> bool:
    """Tell whether a sentence stands out in one block, and one elsewhere in the other."""
    places = _place(english), _place(welsh)
    return None not in places and abs((places[0] or 0) - (places[1] or 0)) > FAR


def _place(block: Block) -> float | None:
    """Return how far down its block the middle of the one sentence is that stands out."""
    loud = [number for number, piece in enumerate(block.pieces) if _stands_out(piece)]
    sizes = [len(piece.text) if piece.kind != "link" else 0 for piece in block.pieces]
    if len(loud) != 1 or len(block.pieces[loud[0]].text.split()) < SENTENCE:
        return None
    return (sum(sizes[: loud[0]]) + sizes[loud[0]] / 2) / sum(sizes)


def _stands_out(piece: Piece) -> bool:
    """Tell whether a piece is emphasised, and not only marked as words of another language."""
    return bool(piece.emphasised) and piece.kind != "foreign"


def _parted(block: Block, language: Language) -> Parted:
    # What is marked as of another language may be slanted for that alone.
    pieces = [each for each in block.pieces if each.kind != "foreign"]
    loud = block._replace(pieces=tuple(each for each in pieces if each.emphasised))
    quiet = block._replace(pieces=tuple(each for each in pieces if not each.emphasised))
    found = (_anchors(loud, language), _anchors(quiet, language))
    if NOT in found[1] and NOT not in found[0] and _is_just_before(block, language):
        return found[0] | {NOT}, found[1]
    return found


def _anchors(block: Block, language: Language) -> frozenset[str]:
    found = {fact.value for fact in facts((block,), language)} | {*NAME.findall(block.words)}
    return frozenset(found | ({NOT} if NEGATION[language].search(block.words) else set()))


def _telling(block: Block, language: Language) -> Mapping[Emphasis, frozenset[str]]:
    """Return what is known of what a block says in bold, slanted and plain."""
    kinds: tuple[Emphasis, ...] = ("strong", "em", "")
    parted = {
        kind: block._replace(pieces=tuple(each for each in block.pieces if _kind(each) == kind))
        for kind in kinds
    }
    return {kind: _known(part, language) for kind, part in parted.items()}


def _known(block: Block, language: Language) -> frozenset[str]:
    """Return what a block says in words whose counterparts we know, beside its anchors."""
    english_of = known(language)
    words = frozenset().union(*map(english_of.__getitem__, lower_vocabulary(block.words)))
    named = opposites.read(block.words, language).named
    things = {f"{group} {each.thing}" for group, all_ in named.items() for each in all_}
    return _anchors(block, language) | words | things


def _is_just_before(block: Block, language: Language) -> bool:
    """Tell whether the word before the emphasis is the negation: ni **chewch**."""
    before = ""
    for piece in block.pieces:
        if _stands_out(piece):
            found = LAST_WORD.search(before)
            return bool(found and NEGATION[language].search(found[0]))
        before = piece.text
    return False
