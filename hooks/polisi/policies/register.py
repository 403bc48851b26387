"""From documents to the register: pairs of passages, policies, and who cites whom.

The register is built even when the documents have problems, so that a preview can show them:
the first of two equal ids wins, and what can't be understood is left out. ``checks`` reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from polisi.facts.audiences import all_audiences
from polisi.model import (
    CLAUSE_ID,
    KINDS,
    POLICY_CODE,
    Change,
    Clause,
    Document,
    LeftOut,
    Passage,
    Policy,
    Register,
    Retired,
    Section,
)
from polisi.text.front_matter import line_of, mapping, strings
from polisi.text.syntax import references
from polisi.words.languages import LANGUAGES, Language

Pair = Mapping[Language, Document]
"""The documents of one name, by language; one may be missing."""


def pairs(documents: Iterable[Document]) -> dict[str, Pair]:
    """Put the documents of the same name together, in the order of their names."""
    found: dict[str, dict[Language, Document]] = {}
    for document in sorted(documents, key=lambda d: d.name):
        found.setdefault(document.name, {})[document.language] = document
    return dict(found)


def build(documents: Iterable[Document]) -> Register:
    """Build the register of everything that is written: all variants, the school's own too."""
    policies: dict[str, Policy] = {}
    clauses: dict[str, Clause] = {}
    retired: dict[str, Retired] = {}
    all_pairs = pairs(documents).values()
    extensions = [pair for pair in all_pairs if _first(pair).is_extension]
    for pair in all_pairs:
        policy = None if pair in extensions else _policy(pair, clauses.keys())
        if policy is None or policy.code in policies:
            continue
        for extension in extensions:
            if _first(extension).code == policy.code:
                policy = _extended(policy, extension, clauses.keys())
        policies[policy.code] = policy
        clauses.update((clause.id, clause) for clause in policy.clauses)
        retired.update((old.id, old) for old in policy.retired)
    left_out = {left.id: left for pair in extensions for left in _left_out(pair)}
    return indexed(policies, clauses, retired, left_out)


def indexed(
    policies: Mapping[str, Policy],
    clauses: Mapping[str, Clause],
    retired: Mapping[str, Retired],
    left_out: Mapping[str, LeftOut],
    instead: Mapping[str, str] | None = None,
) -> Register:
    """Make a register of these policies, with the backlinks computed."""
    cited_by: dict[str, list[str]] = {}
    for clause in clauses.values():
        for cited in clause.cites:
            cited_by.setdefault(cited, []).append(clause.id)
    backlinks = {id_: tuple(citing) for id_, citing in cited_by.items()}
    return Register(policies, clauses, retired, backlinks, left_out, instead or {})


def _first(pair: Pair) -> Document:
    """Return the English document, or the Welsh one when it stands alone."""
    return pair.get("en") or pair["cy"]


def _policy(pair: Pair, taken: Iterable[str]) -> Policy | None:
    """Make a policy of a pair of documents, or None when the code is missing or malformed."""
    first = _first(pair)
    code = first.text("policy")
    if not POLICY_CODE.fullmatch(code):
        return None
    return Policy(
        code=code,
        name=first.name,
        titles={language: document.text("title") for language, document in pair.items()},
        summaries={language: document.text("summary") for language, document in pair.items()},
        owner=first.text("owner"),
        changes=tuple(_changes(pair)),
        kind=next((kind for kind in KINDS if kind == first.text("kind")), "policy"),
        required_by=tuple(strings(first.meta.get("required_by"))),
        help_now=first.text("help_now") == "true" and first.text("kind") in ("", "policy"),
        sections=tuple(_sections(pair, code, set(taken))),
        retired=tuple(_retired(pair, code)),
    )


def _changes(pair: Pair) -> Iterator[Change]:
    """Yield the versions of a policy in the order of the file: the newest stands first."""
    welsh = mapping(pair["cy"].meta.get("changes")) if "cy" in pair else {}
    for version, entry in mapping(_first(pair).meta.get("changes")).items():
        said = mapping(entry)
        texts: dict[Language, str] = {
            "en": _text(said.get("text")),
            "cy": _text(welsh.get(version)),
        }
        clauses = tuple(str(id_) for id_ in strings(said.get("clauses")))
        yield Change(str(version), _text(said.get("on")), texts, clauses)


def _text(value: object) -> str:
    return str(value) if isinstance(value, str) else ""


def _extended(policy: Policy, extension: Pair, taken: Iterable[str]) -> Policy:
    """Put a school's own clauses into a policy, each after the one that it names or replaces."""
    sections = list(policy.sections)
    known = {*taken, *(clause.id for clause in policy.clauses)}
    for own in _sections(extension, policy.code, known):
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
    reasons = {
        language: mapping(document.meta.get("leave_out")) for language, document in pair.items()
    }
    first = _first(pair)
    for id_ in reasons[first.language]:
        texts = {language: _text(each.get(id_)) for language, each in reasons.items()}
        yield LeftOut(str(id_), texts, first.path, line_of(reasons[first.language], id_))


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
                    _first(pair).is_own,
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
    own: bool,
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
        audiences=tuple(name for name in all_audiences() if name in named),
        texts=texts,
        see=see,
        allow={str(k): str(v) for k, v in mapping(said.get("allow")).items()},
        agreed=agreed if isinstance(agreed, str) else "",
        when={str(k): tuple(map(str, strings(v))) for k, v in mapping(said.get("when")).items()},
        own=own,
        replaces=_text(said.get("replaces")),
        after=_text(said.get("after")),
        reasons={"en": _text(said.get("reason")), "cy": _text(welsh_entry.get("reason"))},
        line=line,
        cites=tuple(dict.fromkeys([*in_text, *map(str, see)])),
    )


def _retired(pair: Pair, code: str) -> Iterator[Retired]:
    if "en" not in pair:
        return
    for id_, entry in mapping(mapping(pair["en"].meta).get("retired")).items():
        said = {str(key): str(value) for key, value in mapping(entry).items()}
        yield Retired(str(id_), said.get("on", ""), said.get("use", ""), code)
