"""A proposal to the text of its two files: ids, headings, texts, and front matter that asks.

Who may read a clause is left empty unless somebody has said it, so that the gate asks; nothing
becomes public by omission.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from polisi.facts.pages import is_reserved
from polisi.intake import marking
from polisi.intake.aligning import Pair
from polisi.intake.blocks import IntakeError, Loss
from polisi.intake.outline import Outline, Passage
from polisi.intake.references import Numbers, referred
from polisi.model import LAST_NUMBER, OWN_FOLDER
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say
from polisi.words.slugs import slug

FIRST_VERSION = "1.0.0"
WEEKS = 8
"""How long a translation has, unless somebody says otherwise."""
MIN_SUMMARY, MAX_SUMMARY = 6, 35
"""Words of a sentence that can be a policy's summary."""
SENTENCE = re.compile(r".+?[.!?](?=\s|$)")
STOP = frozenset(
    "a an the of for and in on to policy school polisi ysgol y yr a ac ar i o'r i'r".split()
)


@dataclass(frozen=True, slots=True)
class About:
    """What a proposal says of itself."""

    code: str
    titles: Mapping[Language, str]
    owner: str
    day: datetime.date
    due: datetime.date
    audiences: Sequence[str] = ()
    """Who may read each clause, if somebody has said so."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The files of a policy, and what a person should know of them."""

    code: str
    title: str
    name: str
    """Path of both files below the folder of a language."""
    files: Mapping[Language, str]
    clauses: int
    is_awaiting: bool
    due: datetime.date
    numbers: Mapping[Language, Mapping[str, str]]
    """Number of the old document to the id of its clause."""
    alone: tuple[tuple[Language, str, str], ...] = ()
    """Clauses and sections in one language only: the language, the id, the title."""
    losses: Mapping[Language, tuple[Loss, ...]] | None = None


def code_for(title: str, taken: Iterable[str]) -> str:
    """Propose a policy's code: X and the letters of its title, none that is taken.

    >>> code_for("Behaviour policy", ["XB"])
    'XBE'
    """
    words = [
        re.sub(r"[^A-Z]", "", slug(word).upper())
        for word in title.split()
        if word.lower() not in STOP
    ]
    letters = [word for word in words if word] or ["P"]
    tries = [letters[0][:1], "".join(w[0] for w in letters[:2]), letters[0][:2], letters[0][:3]]
    tries += [
        "".join(w[0] for w in letters[:3]),
        *(f"{letters[0][0]}{chr(65 + n)}" for n in range(26)),
    ]
    tries += [f"{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(676)]
    known = set(taken)
    return next(f"X{each}" for each in tries if each and f"X{each}" not in known)


def propose(
    about: About, outlines: Mapping[Language, Outline], pairs: Sequence[Pair], taken: Set[str]
) -> Proposal:
    """Write both files of a policy; one alone is awaiting its translation.

    Raises ``IntakeError`` when there are more clauses than numbers.
    """
    ids = dict(_ids(about.code, pairs))
    clauses = [id_ for id_ in ids.values() if id_.startswith(f"{about.code}-")]
    if len(clauses) > LAST_NUMBER:
        raise IntakeError("import.too-many", count=str(len(clauses)), limit=str(LAST_NUMBER))
    texts: dict[Language, list[tuple[str, Passage]]] = {
        language: [(ids[n], passage) for n, pair in enumerate(pairs) if (passage := pair[side])]
        for side, language in enumerate(LANGUAGES)
    }
    alone = tuple(_alone(ids, pairs)) if len(outlines) == len(LANGUAGES) else ()
    is_awaiting = len(outlines) < len(LANGUAGES) or bool(alone)
    files: dict[Language, str] = {}
    for language, outline in outlines.items():
        summary = _summary(outline, about.titles[language], language)
        head = header(about, language, summary, clauses, is_awaiting, taken)
        files[language] = f"{head}{_text(texts[language], language)}"
    if "en" not in files:
        files["en"] = header(about, "en", "", clauses, is_awaiting)
    title = about.titles.get("en") or about.titles["cy"]
    return Proposal(
        code=about.code,
        title=title,
        name=f"{OWN_FOLDER}{free(title, about.code, taken)}.md",
        files=files,
        clauses=len(clauses),
        is_awaiting=is_awaiting,
        due=about.due,
        numbers={each: _numbers(texts[each]).clauses for each in outlines},
        alone=alone,
        losses={language: outline.losses for language, outline in outlines.items()},
    )


def _alone(ids: Mapping[int, str], pairs: Sequence[Pair]) -> Iterator[tuple[Language, str, str]]:
    """Yield each text without a counterpart: its language, id and title."""
    for number, pair in enumerate(pairs):
        if None in pair:
            for language, passage in zip(LANGUAGES, pair, strict=True):
                if passage:
                    yield language, ids[number], passage.title


def header(
    about: About,
    language: Language,
    summary: str,
    clauses: Sequence[str],
    is_awaiting: bool,
    taken: Set[str] = frozenset(),
) -> str:
    """Return front matter; of a language without a text, the register alone."""
    lines = ["---", f"policy: {about.code}"]
    title = about.titles.get(language)
    if title:
        lines += [f"title: {quoted(title)}"]
        lines += [f"slug: {free(title, about.code, taken)}"] if language == "cy" else []
        lines += [f"summary: {quoted(summary)}"]
    first = say("import.first-version", language)
    if language == "en":
        if is_awaiting:
            lines += ["status: awaiting-translation", f"due: {about.due}"]
        text = f", text: {quoted(first)}" if title else ""
        lines += [f"owner: {about.owner}", "changes:"]
        lines += [f"  {FIRST_VERSION}: {{on: {about.day}{text}}}"]
        audience = ", ".join(about.audiences)
        lines += ["clauses:", *(f"  {id_}: {{audience: [{audience}]}}" for id_ in clauses)]
    else:
        lines += ["changes:", f"  {FIRST_VERSION}: {quoted(first)}"]
    return "\n".join([*lines, "---", ""])


def free(title: str, code: str, taken: Set[str]) -> str:
    """Return a title as an address that nothing else has."""
    name = slug(title) or code.lower()
    return f"{name}-{code.lower()}" if name in taken else name


def quoted(text: str) -> str:
    """Return a text as YAML takes it for one, whatever stands in it."""
    plain = re.fullmatch(r"[^\W\d_][\w ,.'’()/–-]*", text) and not text.endswith(" ")
    if plain and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off", "y", "n"):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _ids(code: str, pairs: Sequence[Pair]) -> Iterable[tuple[int, str]]:
    """Yield the id of each pair: of a clause the next number, of a section its title."""
    taken: set[str] = set()
    clause = 0
    for number, pair in enumerate(pairs):
        passage = pair[0] or pair[1]
        if passage is None:
            continue
        if passage.kind == "clause":
            clause += 1
            yield number, f"{code}-{clause:03}"
            continue
        base = slug(passage.title)[:40].strip("-") or "section"
        is_good = re.fullmatch(r"[a-z][a-z0-9-]*", base) and not is_reserved(base, is_home=False)
        if not is_good or re.fullmatch(rf"({code.lower()}|tip)[-_]?\d+", base):
            base = f"section-{base}"
        id_, count = base, 1
        while id_ in taken:
            count += 1
            id_ = f"{base}-{count}"
        taken.add(id_)
        yield number, id_


def _numbers(passages: Sequence[tuple[str, Passage]]) -> Numbers:
    clauses = {p.number: id_ for id_, p in reversed(passages) if p.number and p.kind == "clause"}
    sections = {
        p.number: (id_, marking.escape(p.title))
        for id_, p in reversed(passages)
        if p.number and p.kind == "section"
    }
    return Numbers(clauses, sections)


def _text(passages: Sequence[tuple[str, Passage]], language: Language) -> str:
    numbers = _numbers(passages)
    parts = []
    for id_, passage in passages:
        parts.append(f"{'#' * passage.level} {passage.title} {{#{id_}}}")
        if passage.kind == "clause":

            def refer(text: str, own: str = id_) -> str:
                made = referred(text, language, numbers)
                return made.replace(f"[{own}]", say("import.this-clause", language))

            parts.append(marking.body(passage.blocks, language, refer))
    return "\n\n".join(part for part in parts if part) + "\n"


def _summary(outline: Outline, title: str, language: Language) -> str:
    """Return a sentence of the document that can stand for it, or one that names it."""
    for passage in outline.clauses[:6]:
        for block in passage.blocks:
            found = SENTENCE.match(block.text) if block.kind == "paragraph" else None
            sentence = found[0] if found else ""
            is_plain = not re.search(r"[\[\]{}<>|*_`…]|\d", sentence)
            if is_plain and MIN_SUMMARY <= len(sentence.split()) <= MAX_SUMMARY:
                return sentence
    return say("import.summary", language, title=title)
