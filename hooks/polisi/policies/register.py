"""From documents to the register: pairs of passages, policies, and who cites whom.

The register is built even when the documents have problems, so that a preview can show them:
the first of two equal ids wins, and what can't be understood is left out. ``checks`` reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from polisi.facts.audiences import all_audiences
from polisi.markup.syntax import references
from polisi.memory import NO_MEMORY, Memory
from polisi.model import (
    CLAUSE_ID,
    Change,
    Clause,
    LeftOut,
    Located,
    Passage,
    Policy,
    Retired,
    Section,
    Written,
)
from polisi.text import agreed
from polisi.text.documents import Document, Pair, order
from polisi.text.header import (
    NO_ENTRY,
    NO_POLICY,
    NO_STAMP,
    ClauseEntry,
    EnglishPolicy,
    OwnClauseEntry,
    WelshClauseEntry,
    WelshOwnClauseEntry,
    WelshPolicy,
)
from polisi.words.languages import LANGUAGES, Language


def pairs(documents: Iterable[Document]) -> dict[str, Pair]:
    """Put the documents of the same name together, in ``order`` of their names."""
    found: dict[str, dict[Language, Document]] = {}
    for document in sorted(documents, key=lambda d: order(d.name)):
        found.setdefault(document.name, {})[document.language] = document
    return dict(found)


def build(documents: Iterable[Document], memory: Memory = NO_MEMORY) -> Written:
    """Build the register of everything that is written: all variants, the school's own too."""
    policies: dict[str, Policy] = {}
    clauses: dict[str, Clause] = {}
    all_pairs = pairs(documents).values()
    extensions = [pair for pair in all_pairs if _first(pair).is_extension]
    for pair in all_pairs:
        policy = None if pair in extensions else _policy_alone(pair, clauses.keys(), memory)
        if policy is None or policy.code in policies:
            continue
        for extension in extensions:
            if _first(extension).code == policy.code:
                policy = _extended(policy, extension, clauses.keys())
        policies[policy.code] = policy
        clauses |= clauses_by_id([policy])
    retired = retired_by_id(policies.values())
    left_out = {left.id: left for pair in extensions for left in _left_out(pair)}
    return Written(policies, clauses, retired, cited_by(clauses), left_out)


def clauses_by_id(policies: Iterable[Policy]) -> dict[str, Clause]:
    """Return the clauses of policies by id, in the order of the texts."""
    return {clause.id: clause for policy in policies for clause in policy.clauses}


def retired_by_id(policies: Iterable[Policy]) -> dict[str, Retired]:
    """Return the clauses that policies have no more by id."""
    return {old.id: old for policy in policies for old in policy.retired}


def cited_by(clauses: Mapping[str, Clause]) -> Mapping[str, tuple[str, ...]]:
    """Return which clauses cite each one, by id."""
    citing: dict[str, list[str]] = {}
    for clause in clauses.values():
        for cited in clause.cites:
            citing.setdefault(cited, []).append(clause.id)
    return {id_: tuple(ids) for id_, ids in citing.items()}


def _first(pair: Pair) -> Document:
    """Return the English document, or the Welsh one when it stands alone."""
    return pair.get("en") or pair["cy"]


def _policy_alone(pair: Pair, taken: Set[str], memory: Memory) -> Policy | None:
    """Make a policy of a pair of documents; ids that are ``taken`` by others are left out."""
    policy = memory.of(_policy_of, *(pair.get(language) for language in LANGUAGES))
    is_alone = policy is None or taken.isdisjoint(clause.id for clause in policy.clauses)
    return policy if is_alone else _policy(pair, taken)


def _policy_of(english: Document | None, welsh: Document | None) -> Policy | None:
    both: dict[Language, Document | None] = {"en": english, "cy": welsh}
    pair = {language: document for language, document in both.items() if document}
    return _policy(pair, frozenset())


def _policy(pair: Pair, taken: Set[str]) -> Policy | None:
    """Make a policy of a pair of documents, or None when the code is missing or malformed."""
    first = _first(pair)
    if not first.policy:
        return None
    said = first.header if isinstance(first.header, EnglishPolicy) else NO_POLICY
    return Policy(
        code=first.policy,
        name=first.name,
        titles={language: document.title for language, document in pair.items()},
        summaries={language: document.summary for language, document in pair.items()},
        owner=said.owner,
        changes=tuple(_changes(pair)),
        kind=said.kind,
        required_by=said.required_by,
        parts=said.parts,
        help_now=said.help_now if said.kind == "policy" else False,
        is_awaiting=bool(said.status),
        due=said.due or "",
        sections=tuple(_sections(pair, taken)),
        retired=tuple(_retired(pair, first.policy)),
    )


def _changes(pair: Pair) -> Iterator[Change]:
    """Yield the versions of a policy in the order of the file: the newest stands first."""
    english, welsh = (pair[language].header if language in pair else None for language in LANGUAGES)
    news = welsh.changes if isinstance(welsh, WelshPolicy) else {}
    if not isinstance(english, EnglishPolicy):
        yield from (Change(version, "", {"en": "", "cy": text}) for version, text in news.items())
        return
    for version, release in english.changes.items():
        texts: dict[Language, str] = {"en": release.text, "cy": news.get(version, "")}
        yield Change(version, release.on, texts, release.clauses)


def _extended(policy: Policy, extension: Pair, taken: Set[str]) -> Policy:
    """Put a school's own clauses into a policy, each after the one that it names or replaces."""
    sections = list(policy.sections)
    for own in _sections(extension, taken | clauses_by_id([policy]).keys()):
        for clause in own.clauses:
            number, position = _place(sections, clause.replaces or clause.after)
            if number < 0:
                sections.append(Section("", 2, {}, ()))
            section = sections[number]
            level = section.level + 1
            texts = {
                language: replace(passage, level=level)
                for language, passage in clause.texts.items()
            }
            clauses = list(section.clauses)
            clauses.insert(position, replace(clause, section=section.id, texts=texts))
            sections[number] = replace(section, clauses=tuple(clauses))
    retired = (*policy.retired, *_retired(extension, policy.code))
    return replace(policy, sections=tuple(sections), retired=retired)


def _place(sections: list[Section], anchor: str) -> tuple[int, int]:
    """Return the section, and the position in it, that follow a clause or a section's last one.

    An unknown anchor means the end of the policy; a policy without sections has none: -1.
    """
    for number, section in enumerate(sections):
        ids = [clause.id for clause in section.clauses]
        if anchor in ids:
            position = ids.index(anchor) + 1
            while position < len(ids) and section.clauses[position].after == anchor:
                position += 1  # own clauses after the same one keep the order of their file
            return number, position
        if anchor and anchor == section.id:
            return number, len(ids)
    return len(sections) - 1, len(sections[-1].clauses) if sections else 0


def _left_out(pair: Pair) -> Iterator[LeftOut]:
    """Yield the clauses of the template that an extension leaves out."""
    first = _first(pair)
    for id_ in first.leave_out:
        there = {language: each.leave_out.get(id_, "") for language, each in pair.items()}
        reason = next(filter(None, there.values()), "")  # a preview may have it in one language
        texts = {language: there.get(language) or reason for language in LANGUAGES}
        yield LeftOut(id_, texts, first.path, id_.line)


def _sections(pair: Pair, taken: Set[str]) -> list[Section]:
    """Group the clauses by section, in English order first; ids that are ``taken`` are left out."""
    first = _first(pair)
    entries = pair["en"].clauses if "en" in pair else {}
    stamps = pair["cy"].stamps if "cy" in pair else {}
    lines = {str(id_): id_.line for id_ in entries}
    headings: list[tuple[Passages, list[Clause]]] = [({}, [])]
    for id_, texts in _texts_by_id(pair).items():
        if not CLAUSE_ID.fullmatch(id_):
            headings.append((texts, []))
        elif id_ not in taken:
            section, clauses = headings[-1]
            entry = entries.get(Located(id_, 1), NO_ENTRY)
            stamp = stamps.get(Located(id_, 1), NO_STAMP)
            line = lines.get(id_, next(iter(texts.values())).line)
            clauses.append(_clause(first, id_of(section), texts, entry, stamp, line))
    return sections_of(headings)


Passages = Mapping[Language, Passage]
"""A heading and what stands under it, in each language that has it."""


def _texts_by_id(pair: Pair) -> dict[str, dict[Language, Passage]]:
    """Return what has an id, in English order first; the first of two equal ids wins."""
    texts: dict[str, dict[Language, Passage]] = {}
    for language in LANGUAGES:
        for passage in pair[language].passages if language in pair else ():
            if passage.id:
                texts.setdefault(passage.id, {}).setdefault(language, passage)
    return texts


def sections_of(headings: Iterable[tuple[Passages, Sequence[Clause]]]) -> list[Section]:
    """Make sections of headings and the clauses under them; the first may have no heading."""
    return [
        Section(
            id=id_of(texts),
            level=next(iter(texts.values())).level if texts else 2,
            titles={language: passage.title for language, passage in texts.items()},
            clauses=tuple(clauses),
        )
        for texts, clauses in headings
        if clauses or texts
    ]


def id_of(texts: Passages) -> str:
    """Return the id of a heading, or an empty string for none."""
    return next((passage.id for passage in texts.values()), "")


def _clause(
    document: Document,
    section: str,
    texts: Passages,
    entry: ClauseEntry,
    stamp: WelshClauseEntry,
    line: int,
) -> Clause:
    ours = entry if isinstance(entry, OwnClauseEntry) else NO_ENTRY
    reason = stamp.reason if isinstance(stamp, WelshOwnClauseEntry) else ""
    agreement = agreed.read(stamp.agreed)
    in_text = [id_ for text in texts.values() for id_ in references(text.body)]
    return Clause(
        id=id_of(texts),
        policy=document.code,
        section=section,
        audiences=tuple(name for name in all_audiences() if name in entry.audience),
        texts=texts,
        see=entry.see,
        allow={str(rule): reason for rule, reason in entry.allow.items()},
        agreed=agreement.stamp,
        agreed_on=agreement.on,
        agreed_by=agreement.by,
        when={str(option): values for option, values in entry.when.items()},
        own=document.is_own,
        replaces=ours.replaces,
        after=ours.after,
        reasons={"en": ours.reason, "cy": reason},
        line=line,
        cites=tuple(dict.fromkeys([*in_text, *map(str, entry.see)])),
    )


def _retired(pair: Pair, code: str) -> Iterator[Retired]:
    for id_, retirement in pair["en"].retired.items() if "en" in pair else ():
        yield Retired(id_, retirement.on, retirement.use, code)
