"""From documents to the register: pairs of passages, policies, and who cites whom.

The register is built even when the documents have problems, so that a preview can show them:
the first of two equal ids wins, and what can't be understood is left out. ``checks`` reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from polisi.front_matter import line_of, mapping, strings
from polisi.model import (
    AUDIENCES,
    CLAUSE_ID,
    LANGUAGES,
    POLICY_CODE,
    REFERENCE,
    Clause,
    Document,
    Language,
    Passage,
    Policy,
    Register,
    Retired,
    Section,
)
from polisi.shape import without_code

Pair = Mapping[Language, Document]
"""The documents of one name, by language; one may be missing."""


def pairs(documents: Iterable[Document]) -> dict[str, Pair]:
    """Put the documents of the same name together, in the order of their names."""
    found: dict[str, dict[Language, Document]] = {}
    for document in sorted(documents, key=lambda d: d.name):
        found.setdefault(document.name, {})[document.language] = document
    return dict(found)


def build(documents: Iterable[Document]) -> Register:
    """Build the register of all policies."""
    policies: dict[str, Policy] = {}
    clauses: dict[str, Clause] = {}
    retired: dict[str, Retired] = {}
    for pair in pairs(documents).values():
        policy = _policy(pair, clauses.keys())
        if policy is None or policy.code in policies:
            continue
        policies[policy.code] = policy
        clauses.update((clause.id, clause) for clause in policy.clauses)
        retired.update((old.id, old) for old in policy.retired)
    return indexed(policies, clauses, retired)


def indexed(
    policies: Mapping[str, Policy], clauses: Mapping[str, Clause], retired: Mapping[str, Retired]
) -> Register:
    """Make a register of these policies, with the backlinks computed."""
    cited_by: dict[str, list[str]] = {}
    for clause in clauses.values():
        for cited in clause.cites:
            cited_by.setdefault(cited, []).append(clause.id)
    return Register(policies, clauses, retired, {k: tuple(v) for k, v in cited_by.items()})


def _policy(pair: Pair, taken: Iterable[str]) -> Policy | None:
    """Make a policy of a pair of documents, or None when the code is missing or malformed."""
    register = pair.get("en")
    first = register or pair["cy"]
    code = first.text("policy")
    if not POLICY_CODE.fullmatch(code):
        return None
    return Policy(
        code=code,
        name=first.name,
        titles={language: document.text("title") for language, document in pair.items()},
        summaries={language: document.text("summary") for language, document in pair.items()},
        owner=first.text("owner"),
        version=first.text("version"),
        status=first.text("status"),
        review=first.text("review"),
        sections=tuple(_sections(pair, code, set(taken))),
        retired=tuple(_retired(register, code)) if register else (),
    )


def _sections(pair: Pair, code: str, taken: set[str]) -> list[Section]:
    """Walk both languages' passages, English order first, and group the clauses by section."""
    passages: dict[Language, dict[str, Passage]] = {
        language: _first_by_id(pair[language].passages) if language in pair else {}
        for language in LANGUAGES
    }
    entries = {
        language: mapping(mapping(pair[language].meta).get("clauses")) if language in pair else {}
        for language in LANGUAGES
    }
    headings: list[tuple[Mapping[Language, Passage], list[Clause]]] = [({}, [])]
    for id_ in dict.fromkeys([*passages["en"], *passages["cy"]]):
        texts: dict[Language, Passage] = {
            language: passages[language][id_] for language in LANGUAGES if id_ in passages[language]
        }
        if not CLAUSE_ID.fullmatch(id_):
            headings.append((texts, []))
        elif id_ not in taken:
            section = headings[-1][0]
            headings[-1][1].append(
                _clause(
                    id_,
                    code,
                    next(iter(section.values())).id if section else "",
                    texts,
                    mapping(entries["en"].get(id_)),
                    mapping(entries["cy"].get(id_)),
                    line_of(entries["en"], id_, next(iter(texts.values())).line),
                )
            )
    return [
        Section(
            id=next(iter(texts.values())).id if texts else "",
            level=next(iter(texts.values())).level if texts else 2,
            titles={language: passage.title for language, passage in texts.items()},
            clauses=tuple(clauses),
        )
        for texts, clauses in headings
        if clauses or texts
    ]


def _first_by_id(passages: Iterable[Passage]) -> dict[str, Passage]:
    """Index passages by id; the first of two equal ids wins, those without an id are left out."""
    found: dict[str, Passage] = {}
    for passage in passages:
        if passage.id:
            found.setdefault(passage.id, passage)
    return found


def _clause(
    id_: str,
    code: str,
    section: str,
    texts: Mapping[Language, Passage],
    entry: Mapping[str, object],
    welsh_entry: Mapping[str, object],
    line: int,
) -> Clause:
    said = {str(key): value for key, value in entry.items()}
    named = {str(name) for name in strings(said.get("audience"))}
    see = tuple(strings(said.get("see")))
    in_text = [id_ for text in texts.values() for id_ in references(text.body)]
    agreed = welsh_entry.get("agreed")
    return Clause(
        id=id_,
        policy=code,
        section=section,
        audiences=tuple(name for name in AUDIENCES if name in named),
        texts=texts,
        see=see,
        sources=tuple(str(source) for source in strings(said.get("sources"))),
        allow={str(k): str(v) for k, v in mapping(said.get("allow")).items()},
        agreed=agreed if isinstance(agreed, str) else "",
        line=line,
        cites=tuple(dict.fromkeys([*in_text, *map(str, see)])),
    )


def references(body: str) -> list[str]:
    """Find the ids that a text refers to."""
    return REFERENCE.findall(without_code(body)) if "[" in body else []


def _retired(document: Document, code: str) -> list[Retired]:
    found = []
    for id_, entry in mapping(mapping(document.meta).get("retired")).items():
        said = {str(key): str(value) for key, value in mapping(entry).items()}
        found.append(Retired(str(id_), said.get("on", ""), said.get("use", ""), code))
    return found
