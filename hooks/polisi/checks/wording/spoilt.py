"""The rule for texts that were spoilt on the way: wrong encodings, lost letters, unseen signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polisi.problems import Problem
from polisi.project import Project

SPOILT = re.compile(
    "\ufffd|ï[¿»][½¿]|ÂŁ|â‚¬|Ã[\u0080-\u00bf\u0152-\u017e\u2018-\u203a]|â€"
    "|Â[\u00a0-\u00bf]|Å[\u00b4-\u00b8]|ðŸ"
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
    "|Ă[\u00a0-\u00bf˘Ş]|Ĺ[µ·¶´]"
    "|[A-Za-z][ˆˇ˘˙˚˛˜¶§¬†‡∘]|[A-Za-z][¸¨¯□■▯](?=[a-z])|‚Ä|[√≈][\u0080-\uffff]"
    "|[\ufb00-\ufb06\uff01-\uff5e\uff61-\uffdc]|[\u24b6-\u24e9](?=[A-Za-z])|\\s[\u0300-\u036f]|(?:[A-Za-z][\u0332-\u0338]){2}"
    "|[A-Za-z][\u0370-\u1dbf\u2c60-\uabff]|[\u0370-\u03bb\u03bd-\u1dbf\u2c60-\uabff][A-Za-z]"
    "|[\u1d00-\u1d2b\U0001d400-\U0001d7ff]|[A-Za-z ][\ufe0e\ufe0f]"
    "|[\u115f\u1160\u180e\u2800\u3000\u3164\uffa0]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"
    "|(?!(?<!\\S)[\uf0b7\uf0a7\uf0d8\uf0fc][ \t])[\ue004-\uf8ff\U000f0000-\U0010fffd]"
    "|[\u2028\u2029]|(?<=[A-Za-z] )[\u0660-\u0669\u06f0-\u06f9]"
    "|[A-Za-z][\u2500-\u257f]|[a-z][™‰®](?=[a-z])|(?<=[a-z] )‰(?= )"
)
"""Text in the wrong encoding (Windows, Macintosh), letters of a PDF, of formulas and of other
alphabets within a word, control characters, and what nobody sees; but the flag of Wales is made of
such. Bullets of the font Symbol, as they are pasted, are read as such (``markup.lists``)."""
CELTIC = re.compile(r"\b(?:[a-z]{1,3}ðr|[dgst]i?õr|[dnt]h?[þÿ])\b", re.IGNORECASE)
"""ŵ and ŷ in a font or an encoding of old: dðr, dõr, tþ, tÿ."""
UNUSUAL = re.compile(
    "[^\t\n\r\x20-\x7eâêîôûŵŷÊÎÔÛŴŶáéíóúàèìòùäëïöüÁÉ’‘“”–—…£]|[a-z][ÂÊÎÔÛŴŶÁÉ]|\\s[ûù]\\s"
)
"""What a text has that is spoilt in one of those ways; found many times faster."""
MISPLACED = re.compile(r"[a-z][À-ÖÙ-ÜŴŶŰŐĂŞŢŔĆČĘĚĎŇŘŮŻŽ](?=[a-z])|(?<=\s)[ûùÐ](?=\s)")
"""A letter that is right elsewhere, in the place of a sign: schoolÕs, a dash that became û."""
ESCAPED = re.compile(
    r"(?<!\S)[^\s/%]*(?:(?:%[89A-Fa-f][0-9A-Fa-f]){2}|(?<=[^\W\d_])%20(?=[^\W\d_]))(?!\S*/)"
)
"""A letter as an address writes it, where no address stands: dd%C5%B5r, the%20driver."""
TYPED = re.compile(
    r"[a-z]\?\?+(?=[ ]?[a-z])|(?<![\w^])[A-Za-z]{1,3}\\?\^[A-Za-z]{1,4}(?![\w^])"
    r"|(?<![\w^?&=/.])[A-Za-z]{1,4}\?[a-z]{1,4}(?![\w?&=/])|(?<![\w^])[A-Za-z]{1,3}[wyWY]\^(?!\w)"
    r"|(?<![\w#&/.])[a-z]{1,3}#[a-z]{1,3}(?![\w#])|(?<![\w?&=/.])[A-Z]{1,3}\?[A-Z]{1,3}(?![\w?&=/])"
    r"|(?<![\w?'’])[bcdfghjklmnpqrstvx]{1,3}\?(?=[ ][a-z])"
    r"|(?<=[A-Za-z])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z])"
    r"|(?<![\w?&=/.])[A-Za-z]{2,}\?(?:s|t|re|ll|ve|[dmrniwu])(?![\w?&=/])"
    r"|\\u[0-9a-fA-F]{4}|(?:=[0-9A-F]{2}){2}|\\['\"]|(?<=[.!?,;:\"”)])\\[nrt](?!\w)|\\r?\\n\\?"
)
"""A letter with a circumflex, or an apostrophe, that became question marks, or two signs: t??, w?r,
t^y, school?s; joiners; and how programs write a letter, a quote or a line's end: \\u0175."""
TYPED_SIGNS = ("^", "?", "#", "\u200c", "\u200d", "\\", "=")
TWO_APART = re.compile(r"[ ][^\W\d_][ ]{1,3}[^\W\d_][ ]")
LETTERS_APART = re.compile(r"(?<!\S)(?:[^\W\d_][ ]{1,3}){5,}[^\W\d_](?!\S)")
"""A word whose letters stand apart, as a heading of a PDF; but not a, e, i, o, u, w, y."""
SPACES = re.compile(r"[ \n\t]+")


def spoilt(text: str) -> Iterator[tuple[int, str]]:
    """Yield what is spoilt in a text: its line, from 0, and the words around it; one for a line."""
    said = set()
    for found in _all(text):
        line = text.count("\n", 0, found.start())
        if line not in said:
            said.add(line)
            yield line, seen(text, found)


def _all(text: str) -> Iterator[re.Match[str]]:
    """Yield all that is spoilt; most texts can't have any of it."""
    if UNUSUAL.search(text):
        yield from SPOILT.finditer(text)
        if any(map(text.__contains__, "ðõþÿ")):
            yield from CELTIC.finditer(text)
    if not text.isascii():
        yield from MISPLACED.finditer(text)
    if any(map(text.__contains__, TYPED_SIGNS)):
        yield from TYPED.finditer(text)
    for found in LETTERS_APART.finditer(text) if TWO_APART.search(text) else ():
        letters = found[0].lower().split()
        if letters != sorted(letters):
            yield found


def in_words(words: str, source: str) -> Iterator[str]:
    """Yield what is spoilt in the words of a page and not in what was typed: entities, escapes."""
    if "&" in source and (written := SPOILT.search(words)):
        yield seen(words, written)
    if "%" in source and (escaped := ESCAPED.search(words)):
        yield seen(words, escaped)


def seen(text: str, found: re.Match[str]) -> str:
    """Return the text around what is spoilt, with what nobody sees written out."""
    around = SPACES.sub(" ", text[max(0, found.start() - 20) : found.end() + 20])
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in around.strip())


def of_school(project: Project) -> Iterator[Problem]:
    """Check what the school fills in: every page shows it, as it was typed."""
    for line, text in _strings(project.school.written):
        if found := SPOILT.search(text) or ESCAPED.search(text):
            yield Problem("text-spoilt", "school.yml", line, values={"text": seen(text, found)})


def _strings(value: object) -> Iterator[tuple[int, str]]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield getattr(value, "line", 1), value
