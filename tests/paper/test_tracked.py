"""Redlines on paper: accept all gives the new text, reject all the old one."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc
import pytest

import office
import papers
from polisi.paper import flow_html, tracked, tree
from polisi.paper.flow import Cell, Change, Flow, Grid, Para, Piece, Row, flow
from polisi.paper.word.writer import Writer
from sites import ROOT

EDITS = 200
WORDS = "school learner post photo ysgol dysgwr llun neges never always 12 ŵy (draft)".split()
BODY = re.compile(r"^### [^\n]+\{#[A-Z]+-\d+\}\n(.*?)(?=^#|\Z)", re.M | re.S)


def parsed(html: str) -> list[Para | Grid]:
    root = tree.parse(f'<html lang="en"><body>{html}')
    return flow(tree.ready(root, tree.Surroundings("", {}), is_part=True))


@cache
def texts() -> list[list[Para | Grid]]:
    """The texts of the template's clauses: paragraphs, lists in lists, tables, notes."""
    from polisi.text import reading

    found = []
    for language in ("en", "cy"):
        for file in sorted((ROOT / f"docs/{language}/policies").glob("[gip]*.md")):
            for body in BODY.findall(file.read_text(encoding="utf-8")):
                found.append(parsed(reading.read(body, "en").html))
    return [each for each in found if each]


def edited(parts: Flow, chance: random.Random) -> list[Para | Grid]:
    """Change a text somehow: words, paragraphs, items, cells, rows, their order."""
    out = list(parts)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(out)) if out else 0
        what: Callable[[list[Para | Grid], int, random.Random], None] = chance.choice(CHANGES)
        what(out, at, chance)
    return out


def words_change(out: list[Para | Grid], at: int, chance: random.Random) -> None:
    if not out:
        return
    part = out[at]
    if isinstance(part, Para):
        out[at] = other_words(part, chance)
        return
    rows = list(part.rows)
    row = chance.randrange(len(rows))
    cells = list(rows[row].cells)
    cell = chance.randrange(len(cells))
    cells[cell] = replace(cells[cell], flow=tuple(edited(cells[cell].flow, chance)))
    rows[row] = replace(rows[row], cells=tuple(cells))
    out[at] = replace(part, rows=tuple(rows))


def other_words(para: Para, chance: random.Random) -> Para:
    pieces = list(para.pieces)
    at = chance.randrange(len(pieces))
    said = pieces[at].text.split(" ")
    place = chance.randrange(len(said))
    said[place : place + chance.randint(0, 2)] = chance.choices(WORDS, k=chance.randint(1, 3))
    pieces[at] = replace(pieces[at], text=" ".join(said), is_bold=chance.random() < 0.2)
    return replace(para, pieces=tuple(pieces))


def paragraph_comes(out: list[Para | Grid], at: int, chance: random.Random) -> None:
    like = out[at] if out and isinstance(out[at], Para) else Para(())
    assert isinstance(like, Para)
    said = Piece(" ".join(chance.choices(WORDS, k=6)))
    out.insert(at, replace(like, pieces=(said,), id=""))


def part_goes(out: list[Para | Grid], at: int, chance: random.Random) -> None:
    if len(out) > 1:
        del out[at]


def parts_move(out: list[Para | Grid], at: int, chance: random.Random) -> None:
    if out:
        out.insert(chance.randrange(len(out)), out.pop(at))


def row_changes(out: list[Para | Grid], at: int, chance: random.Random) -> None:
    for place, part in enumerate(out):
        if isinstance(part, Grid) and len(part.rows) > 1:
            rows = list(part.rows)
            row = rows.pop(chance.randrange(1, len(rows)))
            if chance.random() < 0.5:
                rows += [row, replace(row, cells=tuple(reversed(row.cells)))]
            out[place] = replace(part, rows=tuple(rows))
            return


CHANGES = [words_change, words_change, paragraph_comes, part_goes, parts_move, row_changes]


@cache
def pairs() -> list[tuple[list[Para | Grid], list[Para | Grid]]]:
    """Old and new texts, 200 of them, none of them like another."""
    chance = random.Random(14)
    found = []
    for old in chance.choices(texts(), k=EDITS):
        new = edited(old, chance)
        while said(new) == said(old):
            new = edited(old, chance)
        found.append((old, new))
    return found


def accepted(redline: Flow) -> list[Para | Grid]:
    return list(without("del", redline))


def rejected(redline: Flow) -> list[Para | Grid]:
    return list(without("ins", redline))


def without(change: Change, redline: Flow) -> Iterator[Para | Grid]:
    """Yield a redline without what is of a change."""
    for part in redline:
        if isinstance(part, Para) and part.change != change:
            yield replace(part, pieces=tuple(p for p in part.pieces if p.change != change))
        if isinstance(part, Grid) and any(row.change != change for row in part.rows):
            rows = (row_without(change, row) for row in part.rows if row.change != change)
            yield replace(part, rows=tuple(rows))


def row_without(change: Change, row: Row) -> Row:
    cells = (Cell(tuple(without(change, each.flow)), each.is_head) for each in row.cells)
    return replace(row, cells=tuple(cells))


def said(parts: Flow) -> list[object]:
    """What a flow says, without its form."""
    found: list[object] = []
    for part in parts:
        if isinstance(part, Grid):
            found.append([[said(cell.flow) for cell in row.cells] for row in part.rows])
        else:
            found.append((part.style, part.depth, part.text))
    return found


def test_accepting_gives_the_new_text_and_rejecting_the_old_one() -> None:
    for old, new in pairs():
        both = tracked.compare(old, new)
        assert said(accepted(both)) == said(new)
        assert said(rejected(both)) == said(old)
    assert sum(any(map(tracked.is_changed, tracked.compare(*pair))) for pair in pairs()) == EDITS


def test_a_redline_keeps_what_it_says_through_html() -> None:
    for old, new in pairs()[:60]:
        both = tracked.compare(old, new)
        again = parsed(flow_html.html(both, "en"))
        assert words_of(accepted(again)) == words_of(new)
        assert words_of(rejected(again)) == words_of(old)


def words_of(parts: Flow) -> list[str]:
    """The words of a flow in order, whatever they stand in."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, Grid):
            for row in part.rows:
                for cell in row.cells:
                    found += words_of(cell.flow)
        else:
            found += part.text.split()
    return found


def test_a_change_of_form_alone_is_none() -> None:
    old = parsed("<p>Ask the <strong>head</strong>teacher first.</p>")
    new = parsed('<p>Ask the <a href="https://example.com/">headteacher</a> <em>first</em>.</p>')
    both = tracked.compare(old, new)
    assert not any(map(tracked.is_changed, both))
    assert said(both) == said(new)


def writer_of(redlines: list[list[Para | Grid]]) -> Writer:
    writer = Writer("en")
    for number, redline in enumerate(redlines):
        writer.flow([Para((Piece(f"Edit {number}"),), "Heading 2"), *redline])
    writer.flow([Para((Piece("The end"),))])
    return writer


def document(redlines: list[list[Para | Grid]], folder: Path, name: str) -> Path:
    file = folder / name
    file.write_bytes(writer_of(redlines).data())
    return file


def settled(body: Any, gone: str, come: str) -> list[object]:
    """Take changes as Word does: words go, and so does the mark between two paragraphs.

    ``gone`` is the kind of change whose words and marks go, ``come`` that of those that stay.
    """
    for row in body.xpath(f".//w:tr[w:trPr/w:{gone}]"):
        row.getparent().remove(row)
    for each in body.xpath(f".//w:{gone}[w:r or w:hyperlink]"):
        each.getparent().remove(each)
    for paragraph in reversed(body.xpath(f".//w:p[w:pPr/w:rPr/w:{gone}]")):
        following = paragraph.getnext()
        assert following is not None, "the mark of the last paragraph of a cell cannot go"
        assert following.tag == paragraph.tag, "nor can that of the last one before a table"
        for place, child in enumerate(paragraph.xpath("*[not(self::w:pPr)]")):
            following.insert(place + (following.pPr is not None), child)
        paragraph.getparent().remove(paragraph)
    return blocks(body)


def blocks(body: Any) -> list[object]:
    """The paragraphs and tables of a body or a cell, without empty paragraphs."""
    found: list[object] = []
    for part in body.xpath("w:p|w:tbl[w:tr]"):
        if part.tag.endswith("}tbl"):
            found.append(
                [[blocks(cell) for cell in row.xpath("w:tc")] for row in part.xpath("w:tr")]
            )
        elif text := "".join(part.xpath(".//w:t/text()|.//w:delText/text()")):
            found.append((part.xpath("string(w:pPr/w:pStyle/@w:val)"), text))
    return found


@pytest.mark.parametrize(("gone", "come", "side"), [("del", "ins", 1), ("ins", "del", 0)])
def test_no_change_stands_on_a_mark_that_cannot_go(gone: str, come: str, side: int) -> None:
    some = pairs()[:60]
    changed = writer_of([tracked.compare(old, new) for old, new in some]).document.element.body
    plain = writer_of([list(pair[side]) for pair in some]).document.element.body
    assert settled(changed, gone, come) == blocks(plain)


@pytest.mark.audit
def test_pandoc_accepts_and_rejects_as_we_do(tmp_path: Path) -> None:
    """All edits are in one file, so that a second program reads it twice and not 400 times."""
    some = pairs() if papers.ALL else pairs()[:40]

    def read(file: Path, which: str) -> list[str]:
        text: str = pypandoc.convert_file(
            str(file), "html", extra_args=[f"--track-changes={which}", "--wrap=none"]
        )
        return words_of(parsed(text))

    redlines = [tracked.compare(old, new) for old, new in some]
    changed = document(redlines, tmp_path, "changed.docx")
    for which, side in (("accept", 1), ("reject", 0)):
        plain = document([list(pair[side]) for pair in some], tmp_path, f"{which}.docx")
        assert read(changed, which) == read(plain, "accept")


def on_paper(parts: Flow) -> list[Para | Grid]:
    """Return a flow as it comes into a pack: through HTML."""
    return parsed(flow_html.html(parts, "en"))


def without_blank_lines(parts: list[Any]) -> list[Any]:
    """What LibreOffice reads, without empty paragraphs: they are form."""
    return [part for part in parts if not isinstance(part[0], str) or part[-1]]


@pytest.mark.audit
@pytest.mark.skipif(not papers.ALL, reason="make audit")
@pytest.mark.skipif(bool(office.why_not()), reason=office.why_not())
def test_libreoffice_accepts_and_rejects_as_we_do(tmp_path: Path) -> None:
    """Styles, lists, tables and words: all edits are in one file, and one office reads it."""
    redlines = [on_paper(tracked.compare(old, new)) for old, new in pairs()]
    changed = document(redlines, tmp_path, "changed.docx")
    plain = [
        document([on_paper(pair[side]) for pair in pairs()], tmp_path, f"{side}.docx")
        for side in (0, 1)
    ]
    rejected, old, accepted, new = office.read(
        [(changed, "reject"), (plain[0], "keep"), (changed, "accept"), (plain[1], "keep")],
        tmp_path,
    )
    assert len(old) > 2 * EDITS
    assert without_blank_lines(rejected) == without_blank_lines(old)
    assert without_blank_lines(accepted) == without_blank_lines(new)
