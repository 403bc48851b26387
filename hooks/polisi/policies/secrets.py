"""What must stand in no file of an edition: the texts that it leaves out, and drafting notes.

A text is no secret where the edition says it itself, or where it is nobody's text: names, values of
the school, phrases, laws, terms. So a value inside a secret text is a gap in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any

from pydantic import BaseModel

from polisi.facts.laws import all_laws, all_platforms, announced_minimum
from polisi.facts.options import all_options
from polisi.facts.terms import all_terms
from polisi.markup.drafting import split, without_drafting
from polisi.markup.syntax import LINK, PLACEHOLDER, REFERENCE
from polisi.model import Clause, Policy, Seen, Written
from polisi.policies.editions import INTRANET, Edition
from polisi.school.school import School
from polisi.text import reading
from polisi.text.documents import Document
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say, table
from polisi.words.welsh import MUTATIONS, date

RUN = 6
"""Words in a row that don't occur twice by chance."""
WORD = re.compile(r"[^\W_]+")
GAP = "\0"
"""Stands for what is no part of a text: a reference, a value."""
APART = re.compile(r"\0|\n[ ]*(?=\n)|\n[ ]*(?:[-+*]|\d+\.)[ ]|\|")
"""What ends a paragraph, an item or a cell in Markdown."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What gives an excluded text away, each with the id of its clause, section or policy."""

    titles: Mapping[str, str]
    """By the words of a title."""
    runs: Mapping[int, str]
    """By the hash of a run of words, of which a large site has millions."""
    notes: Mapping[int, str] = field(default_factory=dict)
    """Runs of words of drafting notes, in the same way; with a clause's id, or a page's path."""

    @property
    def any(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.titles or self.runs or self.notes)


def words(text: str) -> list[str]:
    """Return the words of a text, in small letters."""
    return WORD.findall(text.casefold())


def runs(text: str) -> Iterable[tuple[str, ...]]:
    """Return each six words in a row of a text."""
    found = words(text)
    if len(found) < RUN:
        return ()
    return zip(*[found[start:] for start in range(RUN)], strict=False)


def collect(
    written: Written,
    edition: Edition,
    pages: Iterable[Document],
    school: School,
    hidden_pages: Iterable[Document] = (),
) -> Secrets:
    """Collect what must not be found in an edition of what is written.

    ``pages`` are the pages that are no policies and that the edition shows, ``hidden_pages`` the
    others; ``school`` is what its readers are told of the school.
    """
    pages, hidden_pages = list(pages), list(hidden_pages)
    secret_runs = _hashed(_hidden_texts(written, edition, hidden_pages, school))
    notes = _hashed(_notes(written, pages))
    is_whole = not (edition.hidden or edition.withheld or hidden_pages or secret_runs)
    if is_whole and not notes:
        return Secrets({}, {})
    public = list(dict.fromkeys(_public(edition, pages, school)))  # most texts are adopted as well
    said_runs = map(hash, chain.from_iterable(map(runs, public)))
    for said_run in (secret_runs.keys() | notes.keys()).intersection(said_runs):
        secret_runs.pop(said_run, None)
        notes.pop(said_run, None)
    if is_whole:
        return Secrets({}, {}, notes)
    titles = dict(_titles((*written.policies.values(), *edition.withheld), hidden_pages))
    said = _said(written, edition, pages, public)
    secret_titles = {title: where for title, where in titles.items() if title not in said}
    return Secrets(secret_titles, secret_runs, notes)


def _hashed(texts: Iterable[tuple[str, str]]) -> dict[int, str]:
    """Return the hash of each six words in a row of some texts, with where they stand."""
    return {hash(run): where for where, text in texts for run in _runs_in_parts(text)}


def _hidden_texts(
    written: Written, edition: Edition, hidden_pages: Sequence[Document], school: School
) -> Iterator[tuple[str, str]]:
    """Yield the texts that an edition leaves out, secret or not, each with where it stands."""
    for id_ in edition.hidden & written.clauses.keys():
        yield from ((id_, text) for text in _texts(written.clauses[id_]))
    if edition.withheld:
        values = _filled_in(school)
        for policy in edition.withheld:
            for clause in policy.clauses:
                yield from ((clause.id, values.sub(GAP, text)) for text in _texts(clause))
    yield from _changes(written, edition)
    for page in hidden_pages:
        for text in (page.title, page.summary, without_drafting(page.body)):
            yield page.path, _with_gaps(text)


def _changes(written: Written, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield what an edition does not tell of what changed, with the code of the policy."""
    told = {
        (policy.code, change.version)
        for policy in (*edition.register.policies.values(), *edition.texts)
        for change in policy.changes
        if change.texts
    }
    for policy in written.policies.values() if edition.name != INTRANET else ():
        for change in policy.changes:
            if (policy.code, change.version) not in told:
                yield from ((policy.code, _with_gaps(text)) for text in change.texts.values())


def _said(
    written: Written, edition: Edition, pages: Sequence[Document], public: Sequence[str]
) -> set[str]:
    """Collect what is said in public and could be a title, too: texts, parts of them, words."""
    said = {" ".join(words(part)) for text in public for part in (text, *APART.split(text))}
    said |= {" ".join(words(part)) for part in _parts(edition, pages)}
    said.update(word for text in public for word in words(text))
    if edition.name == INTRANET:  # its page on the translations names those that are to come
        awaiting = [each for each in written.policies.values() if each.is_awaiting]
        said |= {" ".join(words(title)) for each in awaiting for title in each.titles.values()}
    return said


def is_telling(title: str) -> bool:
    """Tell whether a title says something: not a figure alone, nor a letter of an alphabet."""
    return any(len(word) > 1 and word.isalpha() for word in title.split())


def _runs_in_parts(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each six words in a row that stand in one paragraph, item or cell of a text."""
    for part in APART.split(text):
        yield from runs(part)


def _texts(clause: Clause) -> Iterator[str]:
    """Yield a clause's title and text in both languages, with gaps."""
    for passage in clause.texts.values():
        yield _with_gaps(passage.title)
        yield from map(_with_gaps, _with_words(without_drafting(passage.body)))


def _with_words(text: str) -> Iterator[str]:
    """Yield a text as it is written, and as it is read: without the addresses of its links."""
    yield text
    if "](" in text:
        yield LINK.sub("]", text)


def _filled_in(school: School) -> re.Pattern[str]:
    """Return what finds the school's values in an adopted text, where they are filled in."""
    forms = {
        school.fill(f"{{{{ {name}{filter_} }}}}", language)
        for name in school.names()
        for language in LANGUAGES
        for filter_ in ("", *(f" | {each}" for each in MUTATIONS))
    }
    telling = sorted((form for form in forms if len(form) > 3 and "{{" not in form), key=len)
    values = "|".join(re.escape(form) for form in reversed(telling))  # the longest one first
    return re.compile(rf"(?<!\w)(?:{values or '(?!)'})(?!\w)", re.IGNORECASE)


def _with_gaps(text: str) -> str:
    return REFERENCE.sub(GAP, PLACEHOLDER.sub(GAP, text))


def _titles(policies: Iterable[Policy], pages: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Yield the words of every title that says something, with an id or a path to report it by."""
    headings: list[tuple[str, str]] = [(page.title, page.path) for page in pages]
    headings += [(passage.title, page.path) for page in pages for passage in page.passages]
    for title, where in (*_titles_of_policies(policies), *headings):
        said = " ".join(words(title))
        if is_telling(said) and GAP not in title:
            yield said, where


def _titles_of_policies(policies: Iterable[Policy]) -> Iterator[tuple[str, str]]:
    """Yield every title and summary of policies with an id to report it by."""
    for policy in policies:
        for language in LANGUAGES:
            yield _with_gaps(policy.titles.get(language, "")), policy.code
            yield _with_gaps(policy.summaries.get(language, "")), policy.code
            for section in policy.sections:
                yield _with_gaps(section.titles.get(language, "")), section.id
            for clause in policy.clauses:
                if language in clause.texts:
                    yield _with_gaps(clause.texts[language].title), clause.id


def _notes(written: Written, pages: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Yield each drafting note with where it stands: a clause's id, or a page's path."""
    for clause in written.clauses.values():
        for passage in clause.texts.values():
            for note in split(passage.body).notes:
                yield clause.id, _with_gaps(note.text)
    for page in pages:
        for note in split(page.body).notes:
            yield page.path, _with_gaps(note.text)


# What is no secret


def _public(edition: Edition, pages: Iterable[Document], school: School) -> Iterator[str]:
    """Yield every text that the edition says itself, and those that are nobody's."""
    register = edition.register
    yield from _own_words()
    yield from _values(school)
    for policy in (*register.policies.values(), *edition.texts):
        for language in LANGUAGES:
            for text in _said_of(policy, register, language):
                yield school.fill(text, language)
    for page in pages:
        for text in (page.title, page.summary, *_with_words(without_drafting(page.body))):
            yield school.fill(text, page.language)
    yield from (reason for out in register.left_out.values() for reason in out.reasons.values())


def _said_of(policy: Policy, register: Seen, language: Language) -> Iterator[str]:
    """Yield what an edition says of a policy in a language, references as titles."""
    yield policy.titles.get(language, "")
    yield policy.summaries.get(language, "")
    yield from (change.texts.get(language, "") for change in policy.changes)
    yield from _together(policy, language)
    for section in policy.sections:
        yield from (section.titles.get(language, ""), section.id)
    for clause in policy.clauses:
        yield clause.reasons.get(language, "")
        if passage := clause.texts.get(language):
            body = without_drafting(passage.body)
            yield passage.title
            yield from _with_words(REFERENCE.sub(GAP, body))
            if "[" in body:
                yield _with_titles(body, register, language)


def _together(policy: Policy, language: Language) -> Iterator[str]:
    """Yield what pages put side by side: title and summary, a version and what was new in it."""
    title, summary = policy.titles.get(language, ""), policy.summaries.get(language, "")
    yield f"{title} {summary}"
    for change in policy.changes:
        if change.on:
            day = date(change.on, language)
            version = say("policy.change", language, version=change.version, date=day)
            text = change.texts.get(language, "")
            yield f"{version} {text}"
            for key in ("home.changed", "home.proposed"):
                here = say(key, language, version=change.version)
                yield f"{day} {here} {title} {text}"


def _with_titles(body: str, register: Seen, language: Language) -> str:
    def title(found: re.Match[str]) -> str:
        cited = register.shown(found[1])
        return cited.title(language) if cited else GAP

    return REFERENCE.sub(title, body)


def _parts(edition: Edition, pages: Sequence[Document]) -> Iterator[str]:
    """Yield what stands out in the texts of an edition: headings, labels, words in bold, links."""
    register = edition.register
    policies = (*register.policies.values(), *edition.texts)
    for body, language in dict.fromkeys(_bodies(policies, pages)):
        text = reading.read(without_drafting(body), language)
        for block in text.outline.blocks:
            yield block.words
            yield from (piece.text for piece in block.pieces if piece.text)
    yield from (passage.title for page in pages for passage in page.passages)
    yield from (section.id for policy in policies for section in policy.sections)
    yield from register.policies


def _bodies(
    policies: Iterable[Policy], pages: Iterable[Document]
) -> Iterator[tuple[str, Language]]:
    """Yield what stands under each heading of policies and pages, with its language."""
    for policy in policies:
        for clause in policy.clauses:
            yield from ((passage.body, language) for language, passage in clause.texts.items())
    for page in pages:
        yield page.preamble, page.language
        yield from ((passage.body, page.language) for passage in page.passages)


@cache
def _own_words() -> tuple[str, ...]:
    """Return the words of our data files: phrases, laws, platforms, terms, options."""
    both: list[Mapping[Language, str]] = [*table().values()]
    for law in all_laws().values():
        both += [law.titles, law.about]
    for platform in all_platforms().values():
        both += [dict.fromkeys(LANGUAGES, platform.name), platform.age_notes]
    if announced := announced_minimum():
        both += [announced.what, announced.note]
    for option in all_options().values():
        both += [option.topics, option.questions]
        for value in option.values.values():
            both += [value.labels, value.says, value.texts]
    both += [term.meanings for term in all_terms().values()]
    return (*(text for texts in both for text in texts.values()), *_forms_of_terms())


def _forms_of_terms() -> Iterator[str]:
    """Yield the words that the term bank wants, takes or tells people to avoid."""
    for term in all_terms().values():
        for said in term.words.values():
            yield from (*said.both, *said.also, *said.avoid)


def _values(school: School) -> Iterator[str]:
    """Yield every value of school.yml, and the values of each part of it in a row."""

    def inside(node: Any) -> Iterator[str]:
        if isinstance(node, BaseModel):
            node = dict(node)
        if isinstance(node, Mapping):
            parts = [list(inside(part)) for part in node.values()]
            yield from chain.from_iterable(parts)
            yield " ".join(chain.from_iterable(parts))
        elif isinstance(node, list | tuple):
            yield from chain.from_iterable(inside(each) for each in node)
        elif node is not None:
            yield str(node)

    yield from inside(school.file)
    for name in school.names():
        yield from (school.said(name, language) for language in LANGUAGES)
