"""Fields of forms and letters as HTML: labelled, printed as lines, sent to nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from polisi.markup.fields import Field
from polisi.markup.marks import CLOSE, FIELD_MARK, OPEN, TITLE_MARK, mark
from polisi.markup.syntax import REFERENCE

INPUT_TYPES = {"email": "email", "phone": "tel", "number": "number"}
"""Kinds for which browsers have an input of their own; the others are plain text.

A date is text, too: a browser's own input writes it in the browser's language, not in the page's,
and prints ``mm/dd/yyyy`` where a line should be.
"""
INPUT_MODES = {"email": "email", "phone": "tel", "number": "numeric"}
"""The keyboard that a telephone offers for a gap."""


OWN_NAME = re.compile(r"(?:your (?:full )?name|eich enw(?: llawn)?)[.:?]?", re.IGNORECASE)
"""What asks readers for their own name, in full, and nothing else beside it."""
OWN = re.compile(r"(?:your|eich)\b", re.IGNORECASE)
"""How a question for something of the reader's own begins."""
OWN_KINDS = {"email": "email", "phone": "tel"}
"""What a browser may fill in (WCAG 1.3.5), by the kind of a field that asks for one's own."""


@dataclass(frozen=True, slots=True)
class Control:
    """A field or gap, ready for a page."""

    html: str
    """With open places for the titles of clauses that its label names."""
    label: str
    """What stands for it in plain text: its words, a line for each answer or column; with open
    places, too."""


Label = Callable[[str], str]
"""Makes the words of a label ready to show: fills in the school's values."""


def of(field: Field, prefix: str, label: Label) -> Control:
    """Make a control of a field or gap; ``prefix`` makes ids unique on a page."""
    if not field.id:
        return Control(_gap(field, label), f"({_open(label(field.label))})")
    return Control(_html(field, f"{prefix}-{field.id}", label), _words(field, label))


def _said(words: str, label: Label) -> str:
    """Escape a label, and leave places open for the titles of the clauses that it names."""
    return _open(escape(label(words)))


def _open(words: str) -> str:
    """Leave places open for the titles of the clauses that a text names."""
    return REFERENCE.sub(lambda found: mark(TITLE_MARK, found[1]), words)


def _words(field: Field, label: Label) -> str:
    """Return the words of a field, a line for each answer or column."""
    parts = field.columns if field.kind == "rows" else [field.label, *field.answers]
    return "\n".join(_open(label(part)) for part in parts)


def _gap(gap: Field, label: Label) -> str:
    """Write a gap in a sentence: text that can be edited.

    Unlike an input it breaks over lines as the sentence does, prints all that was typed, and comes
    along when somebody copies a letter. The word joiner keeps the full stop after it.
    """
    mode = INPUT_MODES.get(gap.kind, "text")
    return (
        f'<span class="blank blank--{gap.kind}" role="textbox" '
        f'contenteditable="plaintext-only" inputmode="{mode}" '
        f'aria-label="{_said(gap.label, label)}"></span>&#8288;'
    )


def _html(field: Field, id_: str, label: Label) -> str:
    """Write a field as labelled controls; there is no form around them, as nothing is sent."""
    if field.kind == "choice":
        return _choice(field, id_, label)
    if field.kind == "rows":
        return _table(field, id_, label)
    named = f'<label for="{id_}">{_said(field.label, label)}</label>'
    if field.kind == "tick":
        control = f'<input type="checkbox" id="{id_}">'
        return f'<div class="field field--tick">{control} {named}</div>'
    if field.kind == "long":
        control = f'<textarea id="{id_}" rows="4" autocomplete="off"></textarea>'
    else:
        type_ = INPUT_TYPES.get(field.kind, "text")
        fill = _filled_in(field, label(field.label))
        control = f'<input id="{id_}" type="{type_}" autocomplete="{fill}">'
    return f'<div class="field field--{field.kind}">{named} {control}</div>'


def _filled_in(field: Field, words: str) -> str:
    """Return what a browser may fill into a field: the reader's own, or nothing."""
    if field.kind == "text" and OWN_NAME.fullmatch(words.strip()):
        return "name"
    return OWN_KINDS.get(field.kind, "off") if OWN.match(words) else "off"


def grouped(html: str, fields: Sequence[Field], heading: str) -> str:
    """Tie boxes in a row to what they answer: the line before them, or the clause's heading.

    A line that ends in a colon becomes the legend of the boxes after it. ``html`` has a mark for
    each field; ``heading`` is the id of the heading.
    """
    ticks = [str(number) for number, field in enumerate(fields) if field.kind == "tick"]
    if not ticks:
        return html
    box = rf"{OPEN}{FIELD_MARK}:(?:{'|'.join(ticks)}){CLOSE}"
    run = re.compile(rf"(?:<p>((?:(?!</p>).)*:)</p>\s*)?({box}(?:\s*{box})*)", re.DOTALL)

    def tied(found: re.Match[str]) -> str:
        asked, boxes = found[1], found[2]
        if asked:
            legend = f"<legend>{asked}</legend>"
            return f'<fieldset class="field field--group">{legend}\n{boxes}</fieldset>'
        if boxes.count(OPEN) == 1:
            return boxes
        return f'<div role="group" aria-labelledby="{heading}">\n{boxes}</div>'

    return run.sub(tied, html)


def _choice(field: Field, id_: str, label: Label) -> str:
    answers = "".join(
        f'<div class="field__answer"><input type="radio" name="{id_}" id="{id_}-{number}"> '
        f'<label for="{id_}-{number}">{_said(answer, label)}</label></div>'
        for number, answer in enumerate(field.answers, 1)
    )
    return (
        f'<fieldset class="field field--choice"><legend>{_said(field.label, label)}</legend>'
        f"{answers}</fieldset>"
    )


def _table(field: Field, id_: str, label: Label) -> str:
    """Write an empty table; a cell has several lines, so that a column may be narrow."""
    columns = [_said(column, label) for column in field.columns]
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td><textarea id="{id_}-{row}-{number}" rows="1" aria-label="{column}, {row}" '
            'autocomplete="off"></textarea></td>'
            for number, column in enumerate(columns, 1)
        )
        + "</tr>"
        for row in range(1, field.rows + 1)
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{", ".join(columns)}">'
        f'<table class="field-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        "</div>"
    )
