"""Rules for languages: each paragraph, item, cell, heading and label is in its own.

Values, references, code, addresses and names belong to no language, and words that say which
language they are in (``{: lang=cy }``) are in that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from polisi.markup.tree import BREAK, Block, Piece
from polisi.problems import Problem
from polisi.project import Project
from polisi.text import parts
from polisi.text.documents import Document
from polisi.text.parts import Part
from polisi.words import detect
from polisi.words.languages import Language, other

WORD = re.compile(r"[^\W_]")
SENTENCE = re.compile(r"[.!?:;]\s+")
MIN_IN_SENTENCE = 6
"""Words of a sentence in the other language within a paragraph: fewer may be a name or a title."""
SURE = 0.9
"""How much each of its words must speak for that language, on average."""
EXCERPT = 60
LANGUAGE_NAMES = frozenset(("english", "cymraeg", "welsh", "saesneg"))
"""What a link to the other language says, in that language."""
FUNCTION_WORDS: dict[Language, frozenset[str]] = {
    "en": frozenset("the of and to is you your are that for with be this it must they in".split()),
    "cy": frozenset("yn yr mae ac chi eich gan wrth sy'n fel neu ei'r i'r o'r a'r yw nad".split()),
}
"""Words that stand in one of the languages and not in the other; they settle most texts fast."""


def check(project: Project) -> Iterator[Problem]:
    """Check the languages of every document."""
    names = project.school.same_in_both
    for document in project.documents:
        yield from of_document(document, project, names)


def of_document(
    document: Document, project: Project, names: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """Check the languages of a document, text by text; ``names`` are of no language."""
    pair = project.pairs[document.name]
    page_allows = pair["en"].allow if "en" in pair else {}
    for part in parts.parts(document):
        clause = project.register.clauses.get(part.clause)
        allowed = clause.allow if clause else page_allows
        for code, line, text in of_part(part, document.language, names):
            if code not in allowed:
                values = {"text": text}
                yield Problem(code, document.path, line, part.clause, values)


def of_part(
    part: Part, language: Language, names: tuple[str, ...] = ()
) -> Iterator[tuple[str, int, str]]:
    """Yield what is not in the language of its file: code of the rule, line, and the words."""
    for block in part.blocks:
        for text in texts(block):
            if _is_settled(text, language):
                if found := dates_and_joints(text, language):
                    yield f"text-language-{language}", part.line_of(block), excerpt(found)
                continue
            if strange := next(filter(detect.is_strange, (text, *sentences(text))), ""):
                yield "text-language-other", part.line_of(block), excerpt(strange)
            elif found := misplaced(text, language, names):
                yield f"text-language-{language}", part.line_of(block), excerpt(found)


def texts(block: Block) -> Iterator[str]:
    """Yield the words of a block, and those that stand beside them: of pictures, tips and gaps."""
    if block.kind != "code":
        yield "".join(map(_words, block.pieces))
    for piece in block.pieces:
        if piece.kind in ("image", "tip", "gap") and piece.text:
            yield piece.text


def _words(piece: Piece) -> str:
    if piece.target == BREAK:
        return detect.LINE_BREAK
    return piece.text if piece.kind == "words" else "\0 "


@cache
def _listed(language: Language) -> frozenset[str]:
    """Return the words of one language that are none of the other's."""
    return detect.own_words(language)


def _is_settled(text: str, language: Language) -> bool:
    """Tell whether the words leave no doubt that a text is in its language."""
    words = set(text.lower().split())
    return len(words & FUNCTION_WORDS[language]) >= 2 and words.isdisjoint(_listed(other(language)))


def sentences(text: str) -> Sequence[str]:
    """Return the sentences of a text that has more than one."""
    found = SENTENCE.split(text)
    return found if len(found) > 1 else ()


def misplaced(text: str, language: Language, names: tuple[str, ...] = ()) -> str:
    """Return what of a text is in the other language, or an empty string."""
    unnamed = detect.without_names(text, names)
    if detect.language_of(text) == other(language):
        is_name = text.strip(" .()").lower() in LANGUAGE_NAMES
        is_name = is_name or (language == "en" and detect.is_welsh_name(text.strip(" .()")))
        is_name = is_name or detect.is_but_for_names(unnamed, language)
        return text if not is_name and detect.language_of(unnamed) == other(language) else ""
    for sentence in sentences(detect.QUOTATION.sub(" ", unnamed)):
        weight, count = detect.weigh(sentence)
        sign = 1 if language == "cy" else -1
        is_sure = count >= MIN_IN_SENTENCE and sign * weight >= SURE * count
        if is_sure and not detect.is_but_for_names(sentence, language):
            return sentence
    return detect.run_of(other(language), unnamed) or dates_and_joints(unnamed, language)


def dates_and_joints(text: str, language: Language) -> str:
    """Return a date or a little word in the other language, which weighs little, or ""."""
    found = detect.date_of(other(language), text)
    return found or detect.joint_of(other(language), text)


def excerpt(text: str) -> str:
    """Return the start of a text, by which somebody finds it."""
    text = " ".join(text.replace("\0", "…").split())
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"
