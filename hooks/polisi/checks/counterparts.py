"""Rules for pairs: both languages are there, in their language, of one shape and one substance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from polisi.checks import languages
from polisi.checks.ids import is_malformed, is_policy
from polisi.checks.languages import WORD, Texts
from polisi.model import POLICY_CODE, Passage
from polisi.problems import Problem, at
from polisi.project import Project
from polisi.text import fields
from polisi.text.documents import Document, Pair
from polisi.text.shape import shape, substance
from polisi.text.syntax import REFERENCE
from polisi.words.languages import LANGUAGES, Language, other


def check(project: Project) -> Iterator[Problem]:
    """Check every page, section and clause against its counterpart."""
    unreadable = {problem.path for problem in project.unreadable}
    for name, pair in project.pairs.items():
        missing = [language for language in LANGUAGES if language not in pair]
        if missing:
            document = next(iter(pair.values()))
            counterpart = f"docs/{missing[0]}/{name}"
            if counterpart not in unreadable:
                values = {"counterpart": counterpart}
                yield Problem(f"page-missing-{missing[0]}", document.path, 1, values=values)
        elif is_policy(pair):
            yield from _policy(pair, project)
        else:
            allow = pair["en"].allow
            yield from (problem for problem in _page(pair) if problem.code not in allow)


def _policy(pair: Pair, project: Project) -> Iterator[Problem]:
    codes = {language: pair[language].code for language in LANGUAGES}
    malformed = any(
        document.is_policy and not POLICY_CODE.fullmatch(document.code)
        for document in pair.values()
    )
    if codes["en"] != codes["cy"] and not malformed:
        values = {"english": codes["en"], "welsh": codes["cy"]}
        key = "extends" if pair["cy"].is_extension else "policy"
        where = pair["cy"].line(key)
        yield Problem("policy-differs", pair["cy"].path, where, values=values)
    by_id = {
        language: {p.id: p for p in reversed(pair[language].passages) if p.id}
        for language in LANGUAGES
    }
    for language in LANGUAGES:
        for passage in by_id[other(language)].values():
            if passage.id not in by_id[language] and not is_malformed(passage.id, codes["en"]):
                kind = "clause" if passage.is_clause else "section"
                values = {"title": passage.title, "id": passage.id}
                values["counterpart"] = pair[language].path
                yield at(passage, f"{kind}-missing-{language}", values)
    yield from _order(pair, by_id)
    for id_ in by_id["en"]:
        if id_ not in by_id["cy"]:
            continue
        texts: Texts = {language: by_id[language][id_] for language in LANGUAGES}
        clause = project.register.clauses.get(id_)
        allow = clause.allow if clause else {}
        for problem in _pair(texts):
            if problem.code not in allow:
                yield problem


def _order(pair: Pair, by_id: Mapping[Language, Mapping[str, Passage]]) -> Iterator[Problem]:
    """Report the first Welsh passage that stands elsewhere than in English."""
    orders = [
        dict.fromkeys(p.id for p in pair[language].passages if p.id in by_id[other(language)])
        for language in LANGUAGES
    ]
    for english, welsh in zip(*orders, strict=False):
        if english != welsh:
            yield at(by_id["cy"][welsh], "shape-order", {"id": welsh, "expected": english})
            return


def _pair(texts: Texts) -> Iterator[Problem]:
    """Compare the two texts of a clause, or two section headings."""
    english, welsh = texts["en"], texts["cy"]
    if english.level != welsh.level:
        values = {"english": str(english.level), "welsh": str(welsh.level)}
        yield at(welsh, "shape-level", values)
    if not english.is_clause:
        return
    empty = [passage for passage in texts.values() if not WORD.search(passage.body)]
    for passage in empty:
        yield at(passage, "text-empty", {"id": passage.id})
    if empty:
        return
    yield from _shapes(english, welsh)
    yield from _fields(english, welsh)
    yield from _substance(texts)


def _substance(texts: Texts) -> Iterator[Problem]:
    english, welsh = texts["en"], texts["cy"]
    found = substance(f"{english.title}\n{english.body}", REFERENCE)
    for part, (here, there) in found.differences(
        substance(f"{welsh.title}\n{welsh.body}", REFERENCE)
    ).items():
        values = {"english": ", ".join(here) or "–", "welsh": ", ".join(there) or "–"}
        yield at(welsh, f"differ-{part}", values)


def _shapes(english: Passage, welsh: Passage) -> Iterator[Problem]:
    here, there = shape(english.body), shape(welsh.body)
    for passage, outline in ((english, here), (welsh, there)):
        if outline.run_on is not None:
            yield at(passage, "list-run-on", line=passage.body_line + outline.run_on)
    for part in ("items", "tables", "admonitions"):
        if getattr(here, part) != getattr(there, part):
            code = "shape-lists" if part == "items" else f"shape-{part}"
            values = {"english": _in_words(getattr(here, part))}
            yield at(welsh, code, {**values, "welsh": _in_words(getattr(there, part))})


def _fields(english: Passage, welsh: Passage) -> Iterator[Problem]:
    """Compare the fields of a form or letter, and find those that are not written in full."""
    for passage in (english, welsh):
        for found in fields.ALMOST.finditer(passage.body) if "(" in passage.body else ():
            line = passage.body_line + passage.body.count("\n", 0, found.start())
            yield at(passage, "field-malformed", {"text": found[0]}, line)
    outlines = [fields.outline(passage.body) for passage in (english, welsh)]
    if outlines[0] != outlines[1]:
        for here, there in zip_longest(*outlines, fillvalue="–"):
            if here != there:
                yield at(welsh, "shape-fields", {"english": here, "welsh": there})
                return


def _in_words(part: tuple[object, ...]) -> str:
    """Write part of an outline: ``3 + 2`` items by depth, ``2 × 3`` tables, names."""
    rows = []
    for item in part:
        match item:
            case (int(first), int(second)):
                rows.append(f"{first} × {second}")
            case _:
                rows.append(str(item))
    return ", ".join(rows) or "–"


def _page(pair: Pair) -> Iterator[Problem]:
    """Compare two pages that are no policies: heading by heading, and their texts as wholes."""
    english, welsh = pair["en"], pair["cy"]
    parts = [_parts(english), _parts(welsh)]
    for here, there in zip_longest(*parts):
        if here and there and (here.level, here.id) == (there.level, there.id):
            continue
        at_ = there or parts[1][-1]
        named = here or at_
        values = {"id": named.id or named.title}
        yield Problem("page-headings", welsh.path, at_.line, values=values)
        return
    whole = {language: _whole(document) for language, document in pair.items()}
    empty = [passage for passage in whole.values() if not WORD.search(passage.body)]
    if empty:
        for passage in empty:
            if len(empty) == 1 or english.name != "index.md":
                yield at(passage, "text-empty", {"id": english.name})
        return
    yield from languages.of_pair(whole)
    for here, there in zip(*parts, strict=True):
        yield from _shapes(here, there)
    yield from _substance(whole)


def _parts(document: Document) -> list[Passage]:
    """Return a page's passages, the text before the first heading included."""
    line = max(1, document.body_line - 1)
    return [Passage("", "", 0, document.preamble, document.path, line), *document.passages]


def _whole(document: Document) -> Passage:
    return Passage(document.name, "", 1, document.body, document.path, document.body_line)
