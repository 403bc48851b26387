"""Pages to look things up: law and platforms, glossary, sources, rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from polisi import problems
from polisi.facts import laws, sources
from polisi.facts.terms import Term, all_terms
from polisi.markup.syntax import PLACEHOLDER, without_addresses
from polisi.model import Seen
from polisi.pages.html.fragments import with_tip
from polisi.pages.plan import Page, Plan
from polisi.policies.editions import INTRANET
from polisi.text.term_patterns import in_glossary
from polisi.words import welsh
from polisi.words.languages import Language


def law_page(plan: Plan) -> dict[str, object]:
    """Collect the laws and platforms that the clauses cite, each with those clauses."""
    cited = _cited(plan.register)
    return {
        "laws": [
            (each, cited[f"laws.{key}"])
            for key, each in laws.all_laws().items()
            if f"laws.{key}" in cited
        ],
        "platforms": [
            (each, cited.get(f"platforms.{key}", ())) for key, each in laws.all_platforms().items()
        ],
        "announced": laws.announced_minimum(),
    }


def _cited(register: Seen) -> Mapping[str, Sequence[str]]:
    """Map each name of a law or platform to the clauses that use it."""
    found: dict[str, dict[str, None]] = {}
    for clause in register.clauses.values():
        for passage in clause.texts.values():
            for placeholder in PLACEHOLDER.finditer(passage.body) if "{{" in passage.body else ():
                name = placeholder[1].replace("reports.", "platforms.", 1)
                if name.startswith(laws.GROUPS):
                    found.setdefault(name, {})[clause.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


def sources_page(plan: Plan, page: Page) -> dict[str, object]:
    """Collect what became of every row of the sources, and where the councils differ."""
    account = sources.account(plan.written)
    by_council: dict[str, list[str]] = {}
    for source in sources.all_sources().values():
        by_council.setdefault(source.council, []).append(source.id)
    return {
        "account": account,
        "declined": {id_: why for id_, why in account.declined.items() if id_ not in account.used},
        "total": len(sources.all_sources()),
        "points": sources.points(),
        "gaps": sources.gaps(),
        "by_council": list(by_council.items()),
        "names": sources.COUNCILS,
        "is_shown": lambda id_: plan.register.shown(id_) is not None,
        "councils": lambda ids: _councils(ids, page.language),
        "options": plan.addresses.generated("options", page.language),
    }


def _councils(ids: Sequence[str], language: Language) -> list[str]:
    """Name the councils that some rows are from, each once."""
    codes = dict.fromkeys(id_.partition("-")[0] for id_ in ids)
    return [sources.COUNCILS[code][language] for code in codes]


def rules_page() -> dict[str, object]:
    """Collect what is checked before a site is published, by group."""
    groups: dict[str, list[problems.Rule]] = {}
    for rule in problems.all_rules().values():
        groups.setdefault(rule.group, []).append(rule)
    return {"groups": groups}


# The glossary: terms explained where a text uses them, and on a page of their own


@dataclass(frozen=True, slots=True)
class Explained:
    """A term on the page."""

    term: Term
    clauses: tuple[str, ...]
    """Ids of the clauses that use it in the page's language."""


def glossary_page(plan: Plan, language: Language) -> dict[str, object]:
    """Collect what the page shows: explained terms by letter; on the intranet all terms too."""
    using = _clauses_by_term(plan.register, language)
    letters: dict[str, list[Explained]] = {}
    for term in _sorted(all_terms().values(), language):
        if term.meanings:
            letter = welsh.initial(term.words[language].term, language)
            letters.setdefault(letter, []).append(Explained(term, using.get(term.key, ())))
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


def word(value: str) -> str:
    """Return the word that a mark left in a text (``marks.TERM_MARK``) stands for."""
    return value.partition(":")[2]


def explanation(value: str, language: Language, page: str, id_: str) -> str:
    """Return what such a mark becomes: the word, linked to the glossary, and its meaning.

    ``page`` is the link to the glossary, ``id_`` the id of the meaning, which shows on hover.
    """
    key, _, found = value.partition(":")
    term = all_terms()[key]
    name = term.words[language].term
    meaning = f"<b>{escape(welsh.with_capital(name))}</b> {escape(term.meanings[language])}"
    return with_tip("term", f"{page}#term-{key}", found, id_, meaning)
