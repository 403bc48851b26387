"""Rules for what Markdown did not understand, and for what is not meant to be read.

All of it is looked for in what a page shows: marks of markup that stand there as they were typed,
lists and tables that became running text, code that nobody meant, empty places, drafting notes,
and characters that were spoilt on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from polisi.checks.found import Found, problems
from polisi.checks.ids import MARKUP
from polisi.checks.wording import asides, hollow, items, spoilt
from polisi.markup import drafting, lists
from polisi.markup.later import is_later, of_a_draft
from polisi.markup.marks import MARK
from polisi.markup.tree import Block, Piece
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document
from polisi.text.parts import Part, parts
from polisi.words.phrases import table

TAGS = re.compile(
    r"</?(?:a|b|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|small|span|strong|sub|sup|table|td|tr"
    r"|u|ul)(?:\s[^<>\n]*)?/?>",
    re.IGNORECASE,
)
"""What is written as ``&lt;b&gt;``: somebody's program has escaped a text that had tags."""
SIGNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), instead)
    for pattern, instead in (
        (r"(?<!\d)(?!^\*\*\s[^*]*$)\*\*|(?<![\w_])__(?=[^\W_])|(?<=[^\W_])__(?![\w_])", "**…**"),
        (r"(?<![\w*])\*(?=\w)|(?<!\S)_(?=[^\W_])|(?<!\S)_ [^_\n]+ _(?!\S)", "*…*"),
        (r"~~|(?<=\w)~\w+~|(?<![\w~])~\w[^~\n]*(?<=[^\s~])~(?![\w~])", "–"),
        (r"==[^\s=][^=\n]*==|^\s*={2,}\s*[\"'\w]", "**…**"),
        (r"\+\+\w(?:[^+\n]|\+(?!\+))*\+\+(?!\w)|\^\^\w[^^\n]*\^\^|\^\w+\^|\^\([^()\n]*\)\^", "–"),
        (r"%%[^%\n]+%%|(?<=\S)\s\^[a-z][\w-]*$|\^\[", "–"),
        (r"\\[a-z]{2,}\{|\$[^$\n]*\\[a-z]{2,}[^$\n]*\$", "–"),
        (
            r"\{/?(?:panel|code|info|note|tip|warning|quote|noformat|color|expand|toc)\b[^{}\n]*\}",
            "!!! note",
        ),
        (r"'''(?=\S)|(?<=\S)'''|^\s*'''\s*$", "**…**"),
        (r"^h[1-6]\.\s", "–"),
        (r"^\s*\[[ xX]\]\s", "- …"),
        (r"^:\s", "- …"),
        (r"^\*\[[^\]]+\]:", "–"),
        (r"-{1,2}8<-{1,2}", "–"),
        (r"(?<![\w:]):[a-z][a-z0-9_-]*[a-z0-9]:(?![\w:])", "–"),
        (
            r"\]\(|!\[|\]\s\((?=[^)\s]*[/.#])|\)\[(?:https?:|/|\.)|!\([^()\n]*\)\[",
            "[…](…)",
        ),
        (r"\)\[[^\]\s]+\.(?:md|png|jpe?g|gif|svg|webp|pdf|docx?)\]", "[…](…)"),
        (r"\[/?(?:b|i|u|url|img|quote|list)\b[^\]\n]*\]|\[/[a-z]+\]", "**…**"),
        (r"&(?:nbsp|amp|copy|lt|gt|quot|shy)\b|&#x?[0-9a-fA-F]+;?", "–"),
        (r"&[A-Za-z]{3,8};", "–"),
        (r"\[https?://\S+ [^\]\n]+\]", "[…](…)"),
        (
            r"(?<![\w@/.-])(?:roles\.[a-z_]+|school\.name|options\.[a-z_]+"
            r"|contact\.(?:email|telephone|address|website))\b(?![\w@/.-]*[\w@/])",
            "{{ school.name }}",
        ),
        (
            r"&(?:[A-Za-z](?:circ|acute|grave|uml)|[nm]dash|[lr][sd]quo|hellip|pound|euro|bull)\b",
            "–",
        ),
        (r"\[\[|\]\]|\[\x01\]", "[SM-001]"),
        (r"`", "`…`"),
        (r"\bhttps?(?::/(?!/)|//|:\s+//)|<https?:|<%|%>", "https://…"),
        (r"\[[A-Z]{2,3}[–—‑−_ ]\d{3}\]|\[[A-Z]{2}-(?=\w*[OIl])[\dOIl]{3}\]", "[SM-001]"),
        (r"\{[ ]?\{|\}[ ]?\}|\{%|%\}", "{{ school.name }}"),
        (r"\{[ ]?\w+(?:\.\w+)+[ ]?\}|\{[a-z]+(?:_[a-z]+)+\}|\{\x00|\x00\}", "{{ school.name }}"),
        (r"\{[:#.][^}\n]*\}?|\$\{|\{(?:--|\+\+|>>|==|~~)", "–"),
        (
            r"^\s*\[(?:TOC|toc)\]|<!(?:[ ]-|-[^-])|^<{7}(?=\s|$)|^\s*(?:\^{2,}|={2,}>|<={2,})\s",
            "–",
        ),
        (r"^\s*(?:\\|%%|\$\$|//\s)|\\\s*$", "–"),
    )
)
"""Marks of markup that mean nothing here, and what to write instead. But £5**, and a line that
begins with two asterisks and a space, are a note below a text."""
CENSORED = re.compile(r"\b[^\W\d_]{1,2}\*{2,}(?:[^\W\d_]{1,4}\b|(?!\w))")
"""A word that nobody should read: f***, b***y."""
SIGN_OF = {"reference": "\x01"}
"""What stands for a piece that is no words; ``\\0`` for most."""
NO_TEXT = re.compile("[\0\x01]")
A_SIGN = re.compile(r"[*_~=+^|`{}%$\[\]!?\\<&:/1-68]|[a-z]\.[a-z]")
"""What a text must have for ``MIGHT_BE``, but for three apostrophes; found many times faster."""
MIGHT_BE = re.compile(
    r"[*_~=+^|`{}%$\[\]!?\\<&]|::|--8|:[a-z]|^\s*:|//|:/|'''|[a-z]\.[a-z]|^h[1-6]\.",
    re.MULTILINE,
)
"""What a text must have for any mark of markup to stand in it."""
PIPES = re.compile(
    r"^\s*\||\|\s*$|\|[^|\n]*\||^[^|\n]+[ ]\|[ ][^|\n]+\n[^|\n]+[ ]\|[ ]|^\s*:?-+:?\s*\|[-:|\s]*$",
    re.MULTILINE,
)
TABBED = re.compile(
    rf"(?:^(?![ ]*(?:[-*+o{lists.BULLETS}]|\(?\w{{1,3}}[.)])\s)"
    r"[ ]*\S[^\t\n]*\t+[^\t\n]+(?:\n|\Z)){2}",
    re.MULTILINE,
)
"""Rows whose cells have tabs between them, as a word processor pastes a table."""
SPACED = re.compile(
    r"(?:^[^|\n]*?[^\W\d_]{2}[.,:;)]?[ ]{3,}[^\s|][^|\n]*(?:\n|\Z)){2}", re.MULTILINE
)
"""Rows whose cells have spaces between them, which a page shows as one."""
NOTE = re.compile(
    r"^\s*(?:(?:!!!|\?\?\?\+?|:::|///|!!(?=\s*(?:note|tip|info|warning|danger|important)\b))"
    r"\s*(\w*)|\[!(\w+)\]|\.\.\s(\w+)::)",
    re.MULTILINE,
)
FENCE = re.compile(r"^\s*(?:`{3}|~{3})[^`\n]*$", re.MULTILINE)
ID = re.compile(r"\{:?[^{}\n]*#[A-Za-z][^{}\n]*\}")
"""An id that somebody gives to a word or a paragraph; fields have theirs."""
MOST_LATER = 60
"""Characters of what somebody writes where a text is still to come, at most."""
NESTING = " \t>*_+-.()0123456789"
"""What opens lists, quotations and emphasis at the start of a line."""
PLAIN_SIGN = re.compile(
    r"(?<![\w_])_(?=[^\W_])|^(?:#{1,6}|[-+>])[ ]|(?<!\{)\{[^{}]*\}|<[/!]?[a-z]|&(?:\w+|#\w+);",
    re.IGNORECASE,
)
"""What starts a heading, an item or a quotation in a text that is none; braces, HTML, entities."""
NO_LETTERS = re.compile(
    r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb1\u2010-\u2027\u2030-\u205e]{0,20}"
)
"""Spaces and punctuation alone."""
PAGE_NUMBER = {"paragraph": re.compile(r"[-–—]? ?\d{1,2}"), "item": re.compile(r"\d{1,2} [-–—]")}
"""A text that was the number of a page: 3, - 3 -."""
FILE_NAME = re.compile(
    r"[^/\\]+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|heic)"
    r"|(?:image|img|dsc|picture|photo|screenshot|untitled|llun|delwedd|ciplun)[ _-]?\(?\d*\)?",
    re.IGNORECASE,
)
"""What a camera or a program calls a picture."""
CODE_WORDS = re.compile(r"[^\W\d_]{2,}")


def check(project: Project) -> Iterator[Problem]:
    """Check what is read of every document."""
    for document in project.documents:
        yield from problems(document, project, of_part)
        yield from _notes(document)


def of_part(part: Part) -> Iterator[Found]:
    """Yield what is wrong with a text as a page shows it."""
    lines = part.source.split("\n")
    if part.is_too_deep:
        signs = [len(line) - len(line.lstrip(NESTING)) for line in lines]
        yield "text-too-deep", part.line + signs.index(max(signs)), {}
        return
    for down, text in spoilt.spoilt(part.source):
        yield "text-spoilt", part.line + down, {"text": text}
    for block in part.blocks:
        yield from _of_block(block, part, lines)
    if "\t" in part.source and (rows := TABBED.search(part.source)):
        at = part.line + part.source.count("\n", 0, rows.start())
        yield "table-malformed", at, {"text": " ".join(rows[0].split("\n")[0].split())[:80]}
    yield from _notes_of_kinds(part)
    yield from hollow.of_part(part, lines)
    for row in part.lost:
        row = MARK.sub("…", row)
        at = next((n for n, line in enumerate(lines) if line.strip() == row.strip()), 0)
        yield "table-malformed", part.line + at, {"text": row.strip()[:80]}


def _of_block(block: Block, part: Part, lines: list[str]) -> Iterator[Found]:
    at = part.line_of(block)
    for text in spoilt.in_words(block.words, block.source):
        yield "text-spoilt", at, {"text": text}
    if part.where != "heading" or not MARKUP.search(part.source):  # ``ids`` has said it
        yield from _marks(block, at)
    if "{" in block.source and block.kind != "label" and (found := ID.search(block.source)):
        yield "markup-left", at, {"text": found[0], "instead": "–"}
    yield from _empty(block, at)
    if block.kind == "label" and (said := of_a_draft(block.words)):
        yield "drafting-aside", at, {"text": said}
    if part.where == "text":
        if block.kind == "paragraph" and "   " in block.source:
            yield from _spaced(block, at)
        yield from items.run_on(block, at)
        yield from _after_note(block, part, lines)
    else:
        yield from _plain(block, part)


def _spaced(block: Block, line: int) -> Iterator[Found]:
    """Yield a table that was made with spaces."""
    if rows := SPACED.search(block.source):
        row = " ".join(rows[0].split("\n")[0].split())
        yield "table-malformed", line, {"text": row[:80]}


def _plain(block: Block, part: Part) -> Iterator[Found]:
    """Yield what a title, a summary, a change or a heading holds that it shows as it is."""
    if part.where != "heading" and (found := PLAIN_SIGN.search(block.source)):
        yield "markup-left", part.line, {"text": found[0], "instead": "–"}
    if part.where != "heading":
        for piece in block.pieces:
            if piece.kind == "reference":
                yield "markup-left", part.line, {"text": f"[{piece.text}]", "instead": "–"}
    if said := of_a_draft(block.words):
        yield "drafting-aside", part.line, {"text": said}
    if part.source and not any(
        piece.kind == "value" or _has_letters(piece.text) for piece in block.pieces
    ):
        yield "text-blank", part.line, {"text": block.source}


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _notes_of_kinds(part: Part) -> Iterator[Found]:
    """Yield notes of a kind that there is not, and those whose title became a kind."""
    for block in part.blocks:
        if block.kind != "title" or not block.within or not block.within[-1].startswith("note "):
            continue
        kind, _, rest = block.within[-1].removeprefix("note ").partition(" ")
        if rest or f"note.{kind}" not in table():
            instead = f'!!! {kind} "{rest.capitalize()}"' if rest else "!!! note"
            values = {"text": f"!!! {kind} {rest}".strip(), "instead": instead}
            yield "note-malformed", part.line_of(block), values


def _marks(block: Block, line: int) -> Iterator[Found]:
    """Yield the first mark of markup that is shown as it was typed."""
    if block.kind == "code":
        words = block.pieces[0].text
        if CODE_WORDS.search(words):
            yield "code-unmeant", line, {"text": " ".join(words.split())[:60]}
        return
    text = "".join(
        p.text if p.kind in ("words", "foreign") else SIGN_OF.get(p.kind, "\0")
        for p in block.pieces
    )
    may_have_sign = A_SIGN.search(text) or "'''" in text
    if (may_have_sign and MIGHT_BE.search(text)) or "`" in block.source:
        yield from islice(chain(_blocks(block, text, line), _signs(block, text, line)), 1)


def _blocks(block: Block, text: str, line: int) -> Iterator[Found]:
    """Yield what was meant as a note, a table or code."""
    if found := NOTE.search(text):
        kind = (found[1] or found[2] or found[3] or "note").lower()
        values = {"text": _line(text, found), "instead": f"!!! {kind}"}
        yield "note-malformed", line + text.count("\n", 0, found.start()), values
    if block.kind != "cell" and (found := PIPES.search(text)):
        at = line + text.count("\n", 0, found.start())
        yield "table-malformed", at, {"text": _line(text, found)}
    if found := FENCE.search(block.source):
        yield "markup-left", line, {"text": found[0].strip(), "instead": "`…`"}


def _signs(block: Block, text: str, line: int) -> Iterator[Found]:
    """Yield marks that were meant for some words, but for signs that were written as such."""
    if "&lt;" in block.source and (found := TAGS.search(text)):
        yield "markup-left", line, {"text": found[0], "instead": "**…**"}
    text = CENSORED.sub("…", text) if "**" in text else text
    for pattern, instead in SIGNS:
        found = pattern.search(text)
        if found and f"\\{found[0].strip()[:1]}" not in block.source:
            at = line + text.count("\n", 0, found.start())
            yield "markup-left", at, {"text": _line(text, found), "instead": instead}


def _line(text: str, found: re.Match[str]) -> str:
    """Return the line of a text in which something was found, or as much as shows it."""
    start = text.rfind("\n", 0, max(found.start(), found.end() - 1)) + 1
    return NO_TEXT.sub("…", text[start:].split("\n")[0]).strip()[:80]


def _empty(block: Block, line: int) -> Iterator[Found]:
    """Yield places that a page leaves empty: items, links, pictures, code; and "TBC"."""
    if block.kind == "item" and not block.pieces:
        yield "text-blank", line, {"text": "-"}
    words = " ".join(block.words.split())
    if words and len(words) < MOST_LATER and is_later(words):
        yield "text-unfilled", line, {"text": words[:60]}
    elif words and (found := asides.find(words)):
        code, said = found
        yield code, line, {"text": said[:80]}
    is_text = block.kind in ("paragraph", "item", "title") and bool(block.pieces)
    if is_text and all(
        each.kind == "words" and NO_LETTERS.fullmatch(each.text) for each in block.pieces
    ):
        yield "text-blank", line, {"text": words}
    as_number = PAGE_NUMBER.get(block.kind)
    if as_number and as_number.fullmatch(words) and _is_words(block):
        yield "text-blank", line, {"text": words}
    for number, piece in enumerate(block.pieces):
        if piece.kind == "link" and not piece.text and not _is_picture(block.pieces[number + 1 :]):
            yield "text-blank", line, {"text": f"[]({piece.target})"}
        elif piece.kind == "link" and hollow.leads_elsewhere(piece.text, piece.target):
            yield "link-other", line, {"text": piece.text, "target": piece.target}
        elif piece.kind == "image" and says_no_picture(piece.text):
            yield "text-blank", line, {"text": f"![{piece.text}]({piece.target})"}
        elif piece.kind == "code" and not (
            piece.text.strip() or _is_picture(block.pieces[number + 1 :])
        ):
            yield "text-blank", line, {"text": "` `"}


def _is_words(block: Block) -> bool:
    return all(piece.kind == "words" for piece in block.pieces)


def says_no_picture(text: str) -> bool:
    """Tell whether the words of a picture are none yet, or only the name of a file."""
    return not text.strip() or bool(FILE_NAME.fullmatch(text.strip())) or is_later(text)


def _is_picture(following: tuple[Piece, ...]) -> bool:
    """Tell whether the first of some pieces shows something that has no words here."""
    return bool(following) and following[0].kind in ("image", "value", "reference")


def _after_note(block: Block, part: Part, lines: list[str]) -> Iterator[Found]:
    """Yield a line that stands below a note and is not set in, as if it belonged to it."""
    above = block.line - 1
    if block.kind != "paragraph" or any(each.startswith("note") for each in block.within):
        return
    if above >= 0 and lines[above].strip() and block.line < len(lines):
        start = above
        while start >= 0 and lines[start].startswith(("    ", "\t")):
            start -= 1
        if start >= 0 and lines[start].lstrip().startswith("!!!"):
            text = lines[block.line].strip()[:60]
            yield "note-malformed", part.line_of(block), {"text": text, "instead": f"    {text}"}


def _notes(document: Document) -> Iterator[Problem]:
    """Yield what looks like a drafting note and would be published."""
    for part in parts(document):
        if part.where != "text" and drafting.split(part.source).faults:
            values = {"text": part.source[:60]}
            yield Problem("drafting-malformed", document.path, part.line, part.clause, values)
    texts = [("", document.preamble, document.body_line)]
    texts += [(p.id if p.is_clause else "", p.body, p.body_line) for p in document.passages]
    for clause, text, line in texts:
        for note in drafting.split(text).faults:
            values = {"text": note.text[:60]}
            yield Problem("drafting-malformed", document.path, line + note.line, clause, values)
