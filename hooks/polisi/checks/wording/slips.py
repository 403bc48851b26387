"""The rules for slips of the keyboard: a word twice, a bracket that stays open, a text cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import pairwise

from polisi.checks.found import Found, problems
from polisi.markup.tree import BREAK, Block, Piece
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.parts import Part
from polisi.words import slips
from polisi.words.figures import impossible
from polisi.words.languages import LANGUAGES, Language

NO_WORDS = "\0"
"""What stands for a piece that is no words, or a line break."""
NO_OTHER_HALF = r"(?!(?:and|or|nor|to|through|a|ac|neu|na|i)\b)"
"""What does not follow the first half of a word: but short- and long-term, byr- a hirdymor."""
SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[\w ])(?<!\.\w)([.,;])\1(?![.,;/])"), r"\1"),
    (re.compile(r"(?<![\w.@/])([^\W\d_]{2,}[.!?])([A-ZÂÊÎÔÛŴŶ][a-zâêîôûŵŷ'’]+)(?![\w./])"),
     r"\1 \2"),
    (re.compile(r"([^\W\d_]{2,}) ([,;.])(?=\s|$)(?![ ][^\w\s](?:\s|$))"), r"\1\2"),
    (re.compile(r"([^\W\d_]{2,}) ([,;])([^\W\d_])"), r"\1\2 \3"),
    (re.compile(r"(?<![\w.@/])([^\W\d_]{2,}[,;])([a-zâêîôûŵŷ]{2,})(?![\w./])"), r"\1 \2"),
    (re.compile(rf"([^\W\d_])-\n[ ]*{NO_OTHER_HALF}([^\W\d_])"), r"\1\2"),
    (re.compile(rf"(?<![\w-])([^\W\d_]{{2,}})-[ ]{NO_OTHER_HALF}([^\W\dA-Z_]{{2,}})(?!\w)"),
     r"\1\2 / \1-\2 / \1 – \2"),
    (re.compile(r"([^\W\d_])(?:''|[´′ʹ‘])([^\W\d_])"), r"\1'\2"),
    (re.compile(r"(\w)‚(?=\s)"), r"\1,"),
)  # fmt: skip
"""A sign twice, no space after a sentence, a space before a sign (but for a list of signs), a word
that a program divided at the end of its line, or a hyphen for a dash, another sign for an
apostrophe or a comma; and each as it is written."""
MIGHT_BE = re.compile(
    r"[.,;!?'´′ʹ‘‚-](?:(?<=[.,;!?])(?:[.,;]|[^\W\d_])|(?<=[ ][,;.])|(?<=\w-)[ \n]|(?<=')'"
    r"|(?<=[´′ʹ‘‚]))"
)
"""What a text has in which one of them stands; found many times faster."""
_APART = r"(?=[\s.,;:!?]|$)"
RARE: tuple[tuple[str, tuple[Language, ...], str, str], ...] = (
    ("an ", ("en",),
     r"(?<![\w'’-])([Aa])n (?!(?:faq|hmrc|led|mot|nhs|rpg|sos)\b)"
     r"([bcdfgjklmnpqrstvwyz][a-z]*[aeiouy][a-z]*)\b(?!-)", r"\1 \2"),
    (" a ", ("en",),
     r"(?<=\w )a (?!eu|ewe|about|above|across|after|again|along|also|among|inter alia)"
     r"([aei][a-z]{4,})", r"an \1"),
    ("an ", ("en",), r"(?<![\w'’-])([Aa])n ([BCDFGJKLPQRTVWZ][a-z]{3,})\b", r"\1 \2"),
    (" a ", ("en",),
     r"(?<=\w )a (off[a-z]{2,}"
     r"|o(?:rder|ption|pen|nline|bject|ccasion|utside|uting|riginal|rgan|bvious)"
     r"[a-z]*|un(?!i|an)[a-z]{4,}|umbrella|uncle|upper|upset|urgent"
     r"|hour(?:ly)?|honest\w*|honou?r\w*)\b", r"an \1"),
    (",", LANGUAGES, r"(?<![\w.@/])([^\W\d_]{2,},)([aioy]) ", r"\1 \2 "),
    ("()", LANGUAGES, r"([^\W\d_]{2,}) \(\)", r"\1"),
    ("( )", LANGUAGES, r"([^\W\d_]{2,}) \( \)", r"\1"),
    ("“”", LANGUAGES, r"([^\W\d_]{2,}) “”", r"\1"),
    ('""', LANGUAGES, r'([^\W\d_]{2,}) ""(?=\s)', r"\1"),
    ("?.", LANGUAGES, r"([^\W\d_]{2,}[?])\.(?=\s|$)", r"\1"),
    (",.", LANGUAGES, r"([^\W\d_]{2,}),\.(?=\s|$)", r"\1."),
    (". .", LANGUAGES, r"([^\W\d_]{2,}\.) \.(?=\s[^.\s]|$)", r"\1"),
    ("@", LANGUAGES, r"([\w.+-]+@[\w-]+),((?:com|org|net|uk|co|gov|wales|cymru)\b)", r"\1.\2"),
    ("O", LANGUAGES, r"(?<!\w)O(\d{4} ?\d{3} ?\d{3})\b", r"0\1"),
    ("0", LANGUAGES, r"(?<![\w.,:#/-])0([a-z]{4,})\b", r"o\1"),
    ("ould of", ("en",), r"\b([CcWw]ould|[Ss]hould) of\b(?! (?:course|necessity))", r"\1 have"),
    ("t's own", ("en",), r"\b([Ii]t)'s own\b", r"\1s own"),
    ("t’s own", ("en",), r"\b([Ii]t)’s own\b", r"\1s own"),
    ("heir ", ("en",), r"\b([Tt])heir (is|are|was|were)\b(?! own)", r"\1here \2"),
    ("f ce", ("en",), r"\b([Oo])f (ce|cer|cers|ces)\b", r"\1ffi\2"),
    ("f c", ("en",), r"\b([Ee]f|[Ss]uf|[Dd]if) (cien\w+|cult\w*)\b", r"\1fi\2"),
    ("con ", ("en",), r"\b(con) (dential\w*|rm(?:s|ed)?)\b", r"\1fi\2"),
    ("Con ", ("en",), r"\b(Con) (dential\w*|rm(?:s|ed)?)\b", r"\1fi\2"),
    ("ene ", ("en",), r"\b([Bb]ene) (ts|ted)\b", r"\1fi\2"),
    ("i ", ("en",),
     r"\b([Ss]peci|[Ii]denti|[Nn]oti|[Qq]uali|[Ss]igni|[Ss]cienti)"
     r" (dential\w*|rm(?:s|ed)?|c|cally|ts|ted|ed|es|cations?|cant\w*)\b", r"\1fi\2"),
    ("|", ("en",),
     r"(?<![|\w])\| (am|will|have|agree|understand|confirm|give|consent)\b", r"I \1"),
    (" y ", ("cy",), r"([iIoOaA])(?<![\w'’-].)(?<!\b\w .) y(?= [a-zâêîôûŵŷ]{2,})", r"\1'r"),
    (" yr ", ("cy",), r"([iIoOaA])(?<![\w'’-].)(?<!\b\w .) yr(?= [a-zâêîôûŵŷ]{2,})", r"\1'r"),
    ("y ", ("cy",),
     r"([Yy])(?<![\w'’-].) ([aeoâêô][a-zâêîôûŵŷ]{3,}|ysgol\w*|ystafell\w*|ymddyg\w*|un|uned\w*"
     r"|unig\w*|incwm|iaith|ieithoedd|ynys\w*|ymweliad\w*|ymgyrch\w*)\b", r"\1r \2"),
    ("yr ", ("cy",), r"([Yy])(?<![\w'’-].)r ([bcdfgjkmnprstvl][a-zâêîôûŵŷ]{3,})\b", r"\1 \2"),
    (" .", LANGUAGES, r"([^\W\d_]{2,}) \.(?=[A-Z][a-zâêîôûŵŷ]* )", r"\1. "),
    ("' ", LANGUAGES, rf"([^\W\d_])' (s|t|re|ll|ve|d|m|r|n|w|u|ch|th){_APART}", r"\1'\2"),
    ("’ ", LANGUAGES, rf"([^\W\d_])’ (s|t|re|ll|ve|d|m|r|n|w|u|ch|th){_APART}", r"\1’\2"),
    (" '", LANGUAGES, rf"([^\W\d_]) '(s|t|re|ll|ve|d|m|r|w|u|ch|th){_APART}", r"\1'\2"),
    (" ’", LANGUAGES, rf"([^\W\d_]) ’(s|t|re|ll|ve|d|m|r|w|u|ch|th){_APART}", r"\1’\2"),
    ('"', ("cy",), r'([^\W\d_]) ?"(r|n|w|u|ch|th)\b(?!")', r"\1'\2"),
    (" ", ("en",),
     r"(?<=[a-z]{3}) (It|This|They|These|There|If) (?=(?:is|are|was|will|has|have|says|must|may|can"
     r"|should|you|the|an?|there|it|we|they|not|does|do)\b)", r". \1 "),
    (" ", ("cy",),
     r"(?<=[a-zâêîôûŵŷ]{3}) (Mae|Nid|Rhaid|Peidiwch|Os|Dyma|Gall|Dylai|Caiff)"
     r"(?=(?:['’]\w)? [a-zâêîôûŵŷ])", r". \1"),
)  # fmt: skip
"""What a text has in which one may stand, its languages, and as above: *an* before a consonant and
*a* before a vowel, a space at the wrong side of a full stop or beside an apostrophe, a quote for
one, a sentence that begins after none has ended."""
CAPITALS = re.compile("[A-Z]{3,} [A-Z]{2,}")
CAPITALS_LOCKED = re.compile(rf"(?:^|(?<=[.!?] ))[a-z]{CAPITALS.pattern}")
CONTEXT = 20
NO_BRACKET = re.compile(r"[:;=]-?[()](?!\w)|\[\d[\d.,;\s]*\)|\(\d[\d.,;\s]*\]|\[\[|\]\]")
"""What has a bracket that is none: a smiley, a range without its end, a mark of another markup."""
LABEL = re.compile(r"(?:^|[\s(,;–—-])(?:\d[\d.]{0,4}|[a-z]|[ivx]{1,4})$", re.IGNORECASE)
"""What may stand before a bracket that opened nowhere: a), 1.2)."""
SHORT_FORM = re.compile(r"‘(?=\d|[a-z]{1,4}\b(?!['’])|\))")
"""A quote that a program has turned round (‘90s, ‘na), and one that is spoken of."""
CLOSING = re.compile("['’]")
OPENING = re.compile(r"'(?<![^\s(\[“\"\0—–/-]')([^\W\d_]+)")
"""A straight single quote before a word, which may also be an apostrophe."""
CLOSES = re.compile(r"(?<=[^\s(\[])['’](?![^\W\d_])")
STRAIGHT = re.compile(r'(?<![^\s(\0])"(?=[^\s.,;:!?)])|(?<=\S)"(?![^\s.,;:!?)…—–\0-])')
INCHES = re.compile(r'\d"')
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
MANY = 4
"""Words of what stands twice by mistake: fewer may be a refrain."""
FEWEST_OF_ITEM = 2
"""Words of an item that two may not have: a word alone may name two things."""
SPOKEN = ("paragraph", "item", "cell", "title")
GOES_ON = re.compile(r"[^\W\d_],$|[^\W\d_] [–—-]$")
"""What no paragraph ends with; but a greeting ends with a comma."""
LABEL_ALONE = re.compile(r"[^\W\d_]+(?:[ '’][^\W\d_]+){0,2}:")
"""A label that nothing may follow: Telephone number:"""
LONG = 5
"""Words of a paragraph that is no greeting."""


def check(project: Project) -> Iterator[Problem]:
    """Check what is read of every document."""
    for document in project.documents:
        yield from problems(document, project, partial(of_part, language=document.language))


def of_part(part: Part, language: Language) -> Iterator[Found]:
    """Yield what was mistyped in a text, what stays open in it, and where it breaks off."""
    if part.is_too_deep:  # ``leftovers`` has said it
        return
    blocks = [block for block in part.blocks if block.kind not in ("code", "rule")]
    texts = ["".join(map(_words, block.pieces)) for block in blocks]
    for block, text in zip(blocks, texts, strict=True):
        for again in (*slips.twice(text, language), *_sentences_twice(text)):
            yield "text-twice", part.line_of(block), {"text": " ".join(again.split())}
        for written, meant in (*_mistyped(text, language), *slips.unmutated(text, language)):
            yield "text-slip", part.line_of(block), {"text": written, "instead": meant}
        for day in impossible.days(text, language):
            yield "date-impossible", part.line_of(block), {"text": day}
        if CAPITALS.search(text) and (found := CAPITALS_LOCKED.search(text)):
            values = {"text": found[0].strip(), "instead": found[0].strip().swapcase()}
            yield "text-slip", part.line_of(block), values
    yield from _items_twice(part, blocks)
    for block, following in pairwise(blocks):
        if block.kind in ("paragraph", "item") and _is_same(block, following):
            yield "text-twice", part.line_of(following), {"text": _start(block.source)}
    for number, sign in (*unclosed(texts), *_single_quotes(texts, language)):
        values = {"text": _excerpt(texts[number], sign), "sign": sign}
        yield "text-unclosed", part.line_of(blocks[number]), values
    if part.where == "text":
        for number, text in enumerate(texts):
            is_cut = _is_cut(blocks, number, text, language)
            if is_cut or (part.clause and _leads_nowhere(part, blocks, number, text)):
                values = {"text": "… " + " ".join(text.replace(NO_WORDS, "…").split()[-6:])}
                yield "text-cut", part.line_of(blocks[number]), values


def _words(piece: Piece) -> str:
    if piece.kind == "tip" or (piece.kind == "link" and piece.text):  # its words are pieces, too
        return ""
    return piece.text if piece.kind == "words" and piece.target != BREAK else NO_WORDS


def _mistyped(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what was typed wrongly in a text, and how it is written."""
    yield from slips.misspelt(text, language)
    if language == "cy":
        yield from slips.without_circumflex(text)
    patterns = list(SIGNS if MIGHT_BE.search(text) else ())
    patterns += (
        (_compiled(pattern), meant)
        for sign, languages, pattern, meant in RARE
        if sign in text and language in languages
    )
    for pattern, meant in patterns:
        for found in pattern.finditer(text):
            start = text.rfind(" ", 0, max(0, found.start() - CONTEXT)) + 1
            around = text[start : found.start()].replace(NO_WORDS, "…")
            yield f"{around}{found[0]}".strip(), f"{around}{found.expand(meant)}".strip()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _sentences_twice(text: str) -> Iterator[str]:
    """Yield sentences that stand twice in a row."""
    for sentence, following in pairwise(SENTENCE_END.split(text) if ". " in text else ()):
        if sentence == following.rstrip() and len(sentence.split()) >= MANY:
            yield _start(sentence)


def _items_twice(part: Part, blocks: Sequence[Block]) -> Iterator[Found]:
    """Yield items of one list that say the same, with others between them."""
    said: list[Block] = []
    for block in blocks:
        if block.kind != "item" or (said and block.within != said[0].within):
            said = []
        if block.kind == "item":
            same = [each for each in said[:-1] if each.pieces == block.pieces]
            if same and len(block.words.split()) >= FEWEST_OF_ITEM:
                yield "text-twice", part.line_of(block), {"text": _start(block.source)}
            said.append(block)


def _is_same(block: Block, following: Block) -> bool:
    """Tell whether a paragraph or an item stands twice in a row."""
    is_twice = block.pieces == following.pieces and block.within == following.within
    return is_twice and (block.kind == "item" or len(block.words.split()) >= MANY)


def _start(text: str) -> str:
    """Return the start of a text, by which somebody finds it."""
    words = text.replace(NO_WORDS, "…").split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def unclosed(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Find what opens in one of some texts in a row and closes in none, or the other way round.

    Yields the number of the text, and the sign. A quotation of some paragraphs opens in each.
    """
    for opening, closing in ("()", "[]", "“”"):
        open_in: list[int] = []
        for number, text in enumerate(texts):
            if (opening not in text and closing not in text) or "[[" in text:  # marks of markup
                continue
            if opening == "“" and open_in and text.lstrip().startswith(opening):
                open_in.pop()
            opened, closed = _loose(text, opening, closing)
            for _ in range(closed):
                if not open_in:
                    yield number, closing
                    break
                open_in.pop()
            open_in += [number] * opened
        yield from ((number, opening) for number in dict.fromkeys(open_in))
    for number, text in enumerate(texts):
        if "‘" in text and SHORT_FORM.sub("", text).count("‘") > len(CLOSING.findall(text)):
            yield number, "‘"
        elif _has_odd_quote(text):
            yield number, '"'


def _single_quotes(texts: Sequence[str], language: Language) -> Iterator[tuple[int, str]]:
    """Yield the number of each text in which a straight single quote opens and none closes."""
    for number, text in enumerate(texts):
        if "'" not in text:
            continue
        opened = [
            found.start()
            for found in OPENING.finditer(text)
            if not slips.is_clipped(found[1].lower(), language)
        ]
        if opened and not CLOSES.search(text, opened[-1] + 1):
            yield number, "'"


def _loose(text: str, opening: str, closing: str) -> tuple[int, int]:
    """Count what opens in a text and is not closed, and what closes and was not opened."""
    opened = closed = 0
    text = NO_BRACKET.sub(" ", text)
    for at, sign in enumerate(text):
        if sign == opening:
            opened += 1
        elif sign == closing and opened:
            opened -= 1
        elif sign == closing and not (closing == ")" and LABEL.search(text[max(0, at - 6) : at])):
            closed += 1
    return opened, closed


def _has_odd_quote(text: str) -> bool:
    """Tell whether a straight quotation mark has no other one; 12" has none."""
    if '"' not in text:
        return False
    number, inches = len(STRAIGHT.findall(text)), len(INCHES.findall(text))
    return number % 2 == 1 and (number - inches) % 2 == 1


def _is_cut(blocks: Sequence[Block], number: int, text: str, language: Language) -> bool:
    """Tell whether a paragraph, an item or a cell ends where its sentence goes on."""
    block = blocks[number]
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    is_head = block.kind == "cell" and not block.row  # of a column: Dweud wrth
    if is_head or block.kind not in SPOKEN or _leads_on(block, following):
        return False
    text = text.rstrip()
    if any(piece.target == BREAK for piece in block.pieces):
        return False
    if block.kind == "paragraph" and GOES_ON.search(text) and len(text.split()) >= LONG:
        return True
    in_list = block.kind in ("item", "cell")
    return bool(slips.breaks_off(text, language, in_list=in_list))


def _leads_on(block: Block, following: Block | None) -> bool:
    """Tell whether what follows a block goes on with it: a list, a note, a field, a table."""
    return following is not None and (
        following.kind == "label" or len(following.within) > len(block.within)
    )


def _leads_nowhere(part: Part, blocks: Sequence[Block], number: int, text: str) -> bool:
    """Tell whether nothing stands where a colon leads: the text ends, or "Name:" and "Role:"."""
    block = blocks[number]
    if block.kind != "paragraph" or not text.rstrip().endswith(":"):
        return False
    if block is part.blocks[-1]:
        return True
    following = blocks[number + 1 : number + 2]
    return bool(LABEL_ALONE.fullmatch(text.strip())) and any(
        each.kind == "paragraph" and LABEL_ALONE.fullmatch(each.source.strip())
        for each in following
    )


def _excerpt(text: str, sign: str) -> str:
    """Return the words around the last place of a sign."""
    at = text.rfind(sign)
    around = text[max(0, at - CONTEXT) : at + CONTEXT].replace(NO_WORDS, "…")
    return " ".join(around.split())
