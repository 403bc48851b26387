"""The glossary: terms explained where a text uses them, and on a page of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from polisi.facts.terms import Term, all_terms
from polisi.model import LANGUAGES, Language, Seen
from polisi.pages.marks import with_tip
from polisi.pages.views import Plan
from polisi.policies.editions import INTRANET
from polisi.text.term_patterns import in_glossary, without_addresses
from polisi.words import welsh


@dataclass(frozen=True, slots=True)
class Entry:
    """A term on the page."""

    term: Term
    clauses: tuple[str, ...]
    """Ids of the clauses that use it in the page's language."""


def page(plan: Plan, language: Language) -> dict[str, object]:
    """Collect what the page shows: explained terms by letter; on the intranet all terms too."""
    using = _clauses_by_term(plan.register, language)
    letters: dict[str, list[Entry]] = {}
    for term in _sorted(all_terms().values(), language):
        if term.meanings:
            letter = welsh.initial(term.words[language].term, language)
            letters.setdefault(letter, []).append(Entry(term, using.get(term.key, ())))
    is_whole = plan.edition.name == INTRANET
    return {"letters": letters, "bank": _sorted(all_terms().values(), language) if is_whole else []}


def _sorted(terms: Iterable[Term], language: Language) -> list[Term]:
    return sorted(terms, key=lambda t: welsh.collation_key(t.words[language].term, language))


def _clauses_by_term(register: Seen, language: Language) -> Mapping[str, tuple[str, ...]]:
    """Map each explained term to the clauses whose text uses it, in the order of the policies."""
    found: dict[str, dict[str, None]] = {}
    for clause in register.clauses.values():
        if passage := clause.texts.get(language):
            for _, key in in_glossary(language).find(without_addresses(passage.body)):
                found.setdefault(key, {})[clause.id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def texts() -> Iterator[str]:
    """Yield the terms and their meanings, which are no secret in any edition.

    A link to the glossary may read like the title of a clause that the edition leaves out.
    """
    for language in LANGUAGES:
        yield from in_glossary(language).keys
    for term in all_terms().values():
        for language, meaning in term.meanings.items():
            yield f"{term.words[language].term} {meaning}"


def word(value: str) -> str:
    """Return the word that a mark left in a text (``markup.TERM_MARK``) stands for."""
    return value.partition(":")[2]


def explanation(value: str, language: Language, page: str, id_: str) -> str:
    """Return what such a mark becomes: the word, linked to the glossary, and its meaning.

    ``page`` is the link to the glossary, ``id_`` the id of the meaning, which shows on hover.
    """
    key, _, found = value.partition(":")
    term = all_terms()[key]
    name = term.words[language].term
    meaning = f"<b>{escape(name[:1].upper() + name[1:])}</b> {escape(term.meanings[language])}"
    return with_tip("term", f"{page}#term-{key}", found, id_, meaning)
