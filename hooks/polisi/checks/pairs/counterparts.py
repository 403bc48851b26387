"""Rules for pairs: both languages are there, in their language, of one shape and one substance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import zip_longest

from polisi.checks.found import at
from polisi.checks.ids import is_malformed, is_policy
from polisi.checks.pairs import rows, sentences, shapes
from polisi.markup import fields
from polisi.markup.later import bare
from polisi.markup.tree import says_something
from polisi.model import POLICY_CODE, Passage
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import NAME, Document, Pair
from polisi.text.pairs.comparison import differences
from polisi.text.parts import Part, body, front, heading
from polisi.words.languages import LANGUAGES, Language, other

MIN_IDENTICAL = 4
"""Words of a text that can't be the same in both languages by chance."""


def check(project: Project) -> Iterator[Problem]:
    """Check every page, section and clause against its counterpart."""
    unreadable = {problem.path for problem in project.unreadable}
    for name, pair in project.pairs.items():
        missing = [language for language in LANGUAGES if language not in pair]
        if missing:
            document = next(iter(pair.values()))
            counterpart = f"docs/{missing[0]}/{name}"
            is_told = counterpart in unreadable or not NAME.fullmatch(name)  # by another rule
            if not is_told and not document.is_awaiting:
                values = {"counterpart": counterpart}
                yield Problem(f"page-missing-{missing[0]}", document.path, 1, values=values)
        elif is_policy(pair):
            yield from _policy(pair, project)
        else:
            allow = pair["en"].allow
            found = [*_front(pair), *_page(pair)]
            yield from (problem for problem in found if problem.code not in allow)


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
    names = _names(project)
    is_awaiting = pair["en"].is_awaiting
    for language in LANGUAGES:
        for passage in by_id[other(language)].values() if not is_awaiting else ():
            if passage.id not in by_id[language] and not is_malformed(passage.id, codes["en"]):
                kind = "clause" if passage.is_clause else "section"
                values = {"title": passage.title, "id": passage.id}
                values["counterpart"] = pair[language].path
                yield at(passage, f"{kind}-missing-{language}", values)
    both = [id_ for id_ in reversed(by_id["en"]) if id_ in by_id["cy"]]
    # Where the ids stand in another order, that says why the headings do.
    yield from list(_order(pair, by_id)) or _exchanged(
        [(by_id["en"][id_], by_id["cy"][id_]) for id_ in both]
    )
    yield from _front(pair)
    for id_ in both:
        texts = {language: by_id[language][id_] for language in LANGUAGES}
        clause = project.register.clauses.get(id_)
        allow = clause.allow if clause else {}
        for problem in (*_pair(texts), *_only_named(texts, names)):
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


def _exchanged(pairs: Sequence[tuple[Passage, Passage]]) -> Iterator[Problem]:
    """Find a Welsh heading that says what another one says in English, of a clause or a section.

    A section may well be about the same as one of its clauses.
    """
    for is_clause in (False, True):
        some = [pair for pair in pairs if pair[0].is_clause is is_clause]
        english = [heading(pair[0], "en").blocks[0] for pair in some]
        welsh = [heading(pair[1], "cy").blocks[0] for pair in some]
        if found := rows.first_changed(english, welsh, is_mutual=True):
            here, there = (some[row] for row in found)
            values = {"text": here[1].title, "other": there[0].title}
            yield at(here[1], "shape-headings", values)


def _pair(texts: Mapping[Language, Passage]) -> Iterator[Problem]:
    """Compare the two texts of a clause, or two section headings."""
    english, welsh = texts["en"], texts["cy"]
    if english.level != welsh.level:
        values = {"english": str(english.level), "welsh": str(welsh.level)}
        yield at(welsh, "shape-level", values)
    yield from _substance(heading(english, "en"), heading(welsh, "cy"), welsh.path)
    if not english.is_clause:
        return
    words = english.body.split()
    if len(words) >= MIN_IDENTICAL and words == welsh.body.split():
        yield at(welsh, "text-identical", {"id": welsh.id})
    bodies = {language: body(passage, language) for language, passage in texts.items()}
    empty = [language for language in LANGUAGES if not says_something(bodies[language].blocks)]
    for language in empty:
        yield at(texts[language], "text-empty", {"id": texts[language].id})
    if not empty:
        of_fields = list(_fields(english, welsh, bodies))
        found = [*of_fields, *_texts(bodies["en"], bodies["cy"], welsh.path)]
        is_said = any(problem.code == "shape-fields" for problem in of_fields)
        yield from (each for each in found if not (is_said and each.code == "shape-blocks"))


def _names(project: Project) -> frozenset[str]:
    """Return the school's name, in small letters, as somebody types it in either language."""
    name = project.school.file.school.name
    return frozenset(each.lower() for each in ((name.en, name.cy) if name else ()))


def _only_named(texts: Mapping[Language, Passage], names: Set[str]) -> Iterator[Problem]:
    """Find a heading that is the school's name where the other says something, and such texts."""
    titles = [bare(texts[each].title).lower() in names for each in LANGUAGES]
    if titles[0] != titles[1]:
        values = {"english": texts["en"].title, "welsh": texts["cy"].title}
        yield at(texts["cy"], "shape-empty", values)
    for passage in texts.values():
        if passage.is_clause and bare(" ".join(passage.body.split())).lower() in names:
            yield at(passage, "text-empty", {"id": passage.id})


def _texts(english: Part, welsh: Part, path: str) -> Iterator[Problem]:
    """Compare two texts: their shape, and what a translation carries over."""
    found = [Problem(code, path, line, welsh.clause, values)
             for code, line, values in shapes.compare(english, welsh)]  # fmt: skip
    yield from found
    has_moved = any(problem.code in shapes.MOVED for problem in found)
    for problem in _substance(english, welsh, path):
        if not (has_moved and problem.code in ("differ-people", "differ-opposites")):
            yield problem


def _substance(english: Part, welsh: Part, path: str) -> Iterator[Problem]:
    for found in differences(english.blocks, welsh.blocks):
        values = {"english": ", ".join(found.english) or "–"}
        values["welsh"] = ", ".join(found.welsh) or "–"
        line = welsh.line + found.line
        yield Problem(f"differ-{found.kind}", path, line, welsh.clause, values)


def _front(pair: Pair) -> Iterator[Problem]:
    """Compare what the front matter says in words: title, summary, changes."""
    here, there = (
        {(part.where, part.key): part for part in front(pair[language])} for language in LANGUAGES
    )
    for key, part in here.items():
        if key in there:
            yield from _substance(part, there[key], pair["cy"].path)
            for said in sentences.lost(part.blocks[0], there[key].blocks[0]):
                if said["english"] != said["welsh"]:  # one sentence may well be short here
                    yield Problem("shape-sentences", pair["cy"].path, there[key].line, values=said)


def _fields(english: Passage, welsh: Passage, bodies: Mapping[Language, Part]) -> Iterator[Problem]:
    """Compare the fields of a form or letter, and find those that are not written in full."""
    for passage in (english, welsh):
        for found in fields.almost(passage.body):
            line = passage.body_line + passage.body.count("\n", 0, found.start())
            yield at(passage, "field-malformed", {"text": found[0]}, line)
    for part, passage in zip(bodies.values(), (english, welsh), strict=True):
        ids = [field.id for field in fields.fields(part.source)]
        for id_ in sorted({each for each in ids if ids.count(each) > 1}):
            yield at(passage, "field-twice", {"id": id_})
    outlines = [fields.outline(bodies[language].source) for language in LANGUAGES]
    if outlines[0] != outlines[1]:
        for here, there in zip_longest(*outlines, fillvalue="–"):
            if here != there:
                yield at(welsh, "shape-fields", {"english": here, "welsh": there})
                return


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
    bodies = [[_body(passage, language) for passage in _parts(pair[language])]
              for language in LANGUAGES]  # fmt: skip
    empty = [
        pair[language]
        for language, read in zip(LANGUAGES, bodies, strict=True)
        if not any(says_something(part.blocks) for part in read)
    ]
    for document in empty:
        if len(empty) == 1 or english.name != "index.md":
            values = {"id": english.name}
            yield Problem("text-empty", document.path, document.body_line, values=values)
    if not empty:
        for ours, theirs in zip(*bodies, strict=True):
            yield from _texts(ours, theirs, welsh.path)
        for first, second in zip(*parts, strict=True):
            yield from _substance(heading(first, "en"), heading(second, "cy"), welsh.path)
        yield from _exchanged([*zip(english.passages, welsh.passages, strict=True)])


def _parts(document: Document) -> list[Passage]:
    """Return a page's passages, the text before the first heading included."""
    line = max(1, document.body_line - 1)
    return [Passage("", "", 0, document.preamble, document.path, line), *document.passages]


def _body(passage: Passage, language: Language) -> Part:
    return replace(body(passage, language), clause="")
