"""Plain language, checked on request (``polisi check --style``): warnings, never errors.

Sources: *Cymraeg Clir* (Canolfan Bedwyr, Bangor), whose rules ask for at most 25 words in a
sentence and for verbs that say who does it; what a single word, date or number should look like is
in ``wording``, how hard a text is to read in ``readability``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from polisi.problems import Problem, in_order
from polisi.project import Project
from polisi.style import readability
from polisi.style.readability import MAX_LIX, MAX_WORDS, MIN_WORDS, Row, measure
from polisi.style.wording import APOSTROPHE, Finding, of_text, shown
from polisi.text.documents import Document
from polisi.text.parts import Part, parts
from polisi.text.prose import FILLER, Block, Sentence, of_part
from polisi.words.languages import Language

EXCERPT = 60
"""Characters of a sentence by which somebody finds it."""
NO_PROSE = ("heading", "title", "label")


@dataclass(frozen=True, slots=True)
class Read:
    """A clause or section, as read."""

    clause: str
    """Id of the clause, or an empty string."""
    line: int
    blocks: tuple[Block, ...]

    @property
    def sentences(self) -> list[Sentence]:
        """Its sentences, without headings and the labels of fields."""
        prose = [block for block in self.blocks if block.kind not in NO_PROSE]
        return [sentence for block in prose for sentence in block.sentences]


def read(document: Document) -> Iterator[Read]:
    """Yield a document's title, summary, changes and first text as one, and then its passages."""
    first: list[Part] = []
    passage: Part | None = None
    for part in parts(document):
        if part.where == "heading":
            if not passage:
                yield _as_read("", document.body_line, first)
            passage = part
        elif passage:
            yield _as_read(part.clause, passage.line, (passage, part))
        else:
            first.append(part)
    if not passage:
        yield _as_read("", document.body_line, first)


def _as_read(clause: str, line: int, read: Sequence[Part]) -> Read:
    return Read(clause, line, tuple(block for part in read for block in of_part(part)))


def check(project: Project) -> list[Problem]:
    """Check how every text is written, and return the warnings in the order of the files."""
    return in_order(problem for each in project.documents for problem in of_document(each))


def of_document(document: Document) -> Iterator[Problem]:
    """Yield what could be plainer in a document."""
    passages = list(read(document))
    straight = any(APOSTROPHE.search(block.text) for each in passages for block in each.blocks)
    for passage in passages:
        for code, line, values in _of_passage(passage, document.language, straight):
            yield Problem(code, document.path, line, passage.clause, values)


def _of_passage(passage: Read, language: Language, straight: bool) -> Iterator[Finding]:
    yield from hard_to_read(passage, language)
    yield from uneven_lists(passage.blocks)
    for block in passage.blocks:
        yield from long_sentences(block)
        for code, position, values in of_text(block.text, language, straight):
            yield code, block.line_at(position), values


def long_sentences(block: Block) -> Iterator[Finding]:
    """Yield sentences of more than 25 words."""
    for sentence in block.sentences:
        if (count := len(sentence.words)) > MAX_WORDS:
            values = {"count": str(count), "limit": str(MAX_WORDS), "text": _start(sentence)}
            yield "style-long-sentence", sentence.line, values


def _start(sentence: Sentence) -> str:
    text = shown(sentence.text)
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"


def hard_to_read(passage: Read, language: Language) -> Iterator[Finding]:
    """Yield a clause or section whose LIX is over the limit; of short ones it says nothing."""
    found = measure(passage.sentences, language)
    if found.words >= MIN_WORDS and round(found.lix) > MAX_LIX:
        values = {"lix": f"{found.lix:.0f}", "limit": str(MAX_LIX)}
        values |= {"mean": f"{found.mean:.0f}", "share": f"{found.long_share:.0f}"}
        yield "style-hard-to-read", passage.line, values


def uneven_lists(found: Sequence[Block]) -> Iterator[Finding]:
    """Yield the first item that does not end as the first item of its list.

    The items are sentences, each with its full stop, or parts of one: then none has a stop, but
    the last one may, for it ends the sentence.
    """
    items = sorted((b for b in found if b.in_list), key=lambda block: block.in_list)
    for _, group in groupby(items, key=lambda block: block.in_list):
        blocks = list(group)
        first = _end(blocks[0].text)
        for block in blocks[1:]:
            end = _end(block.text)
            if not _go_together(first, end, is_last=block is blocks[-1]):
                yield "style-list", block.line, {"first": first or "–", "end": end or "–"}
                break


def _go_together(first: str, end: str, *, is_last: bool) -> bool:
    """Tell whether an item of a list may end so when the first one ends as it does."""
    ends_sentence = is_last and (first, end) == ("", ".")
    return end == first or ":" in (first, end) or ends_sentence


def _end(text: str) -> str:
    """Return the sign that an item ends with; ``?`` and ``!`` are stops, too."""
    last = text.rstrip('\n ”’)"')[-1:]
    if last.isalnum() or last in ("", FILLER):
        return ""
    return "." if last in ".?!…" else last


def rows(project: Project) -> Iterator[Row]:
    """Measure every document, in the order of the files."""
    for document in project.documents:
        passages = list(read(document))
        sentences = [sentence for passage in passages for sentence in passage.sentences]
        clauses = sum(bool(passage.clause) for passage in passages)
        name = document.code or document.name.removesuffix(".md")
        yield Row(name, document.language, clauses, measure(sentences, document.language))


def table(project: Project, language: Language) -> str:
    """Write the table of all documents, in the words of ``language``."""
    return readability.table(rows(project), language)
