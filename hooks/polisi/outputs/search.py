"""What the search of the site knows: a file for each language, loaded when a reader opens it.

The file is a script that calls one function with data, so that it also loads where a page is
opened from a folder. It holds the plain texts and what the language's words need; the words are
indexed in the browser (``overrides/assets/search-engine.js``). Not here, because the texts are
needed anyway, to show where a word stands, an index beside them would only add to the file, and
4,000 clauses are indexed in less than half a second, once. Not by a library, because none knows
Welsh, and what is left without that is small.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from polisi.facts import terms
from polisi.facts.audiences import all_audiences
from polisi.markup import reading
from polisi.markup.drafting import without_drafting
from polisi.model import Audience, Clause, Passage, Policy
from polisi.pages.clauses import Clauses
from polisi.pages.content import reference
from polisi.pages.marks import NOTE_MARK, TERM_MARK, Fragment
from polisi.pages.plan import Page, Plan
from polisi.text.documents import Document
from polisi.words.languages import Language
from polisi.words.phrases import table
from polisi.words.welsh import MUTATIONS, UNCHANGED

FUNCTION = "polisiIndex"
"""What the file calls; ``search.js`` has it ready."""
STOP_WORDS: Mapping[Language, str] = {
    "en": """a about after all also am an and any are as at be because been before being but by can
    could did do does doing don during each for from had has have he her here hers him his how if
    in into is it its just ll may me might more most must my no nor not of on once only or other
    our ours out over own re same shall she should so some such than that the their theirs them
    then there these they this those through to too under until up us ve very was we were what when
    where which while who whom why will with would you your yours""",
    "cy": """ac ag ai am an ar arall arni arno at ati ato atynt au ba bawb beth ble bo bob bod bu
    bwy bydd byddai byddant byddwch byddwn byth cael caiff cawn cewch chi chwaith chwi cyn dan ddim
    ddylai ddylech ddylid dim dros drwy dy dylai dylech dylid ef ei eich ein eisoes er eraill erbyn
    eto eu ewch fe fel felly fi fo fod fu fy fydd fyddai fyddwch fyddwn ga gael gaiff gall gallai
    gallant gallwch gallwn gan ganddi ganddo ganddynt gawn gellir gennych gennym gewch gyda gydag
    gyfer gyntaf heb hefyd hi hon honno hun hunain hwn hwnnw hwy hyd hyn hynny hynt iawn iddi iddo
    iddyn iddynt ill io ma mae maen maent mai mewn mi mo mohono mor na nac nad nag nai neb neu nhw
    ni nid nis nol nôl oddi oedd oes ohoni ohono ohonoch ohonom ohonynt ond oni os pa pam pan pawb
    pob pwy rhag rhai rhaid rhwng roedd ry rydw rydych rydym rydyn sawl sef sut sy sydd tan ti tra
    tros trwy tu un unrhyw wedi wedyn wna wnaed wneir wrth wrtho wyt ych ychydig ydi ydw ydy ydych
    ydym ydyn ym yma ymysg yn yna yng yno yntau yr yw""",
}
"""Words that stand in every other clause and that nobody looks for; a single letter is none."""
SEPARATE = ("ff", "ll", "rh", "ts")
"""Letters that look like a mutated consonant and are not."""
VOWELS = "aeiouwy"


def initials() -> dict[str, tuple[str, ...]]:
    """Turn the mutations round: how a Welsh word starts, to how its radical may start.

    For words without accents. The longest start that is in the table counts; ``ff`` leads to
    nothing. Source: ``welsh.MUTATIONS``; h before a vowel is not a mutation there.
    """
    found: dict[str, list[str]] = {}
    for mutated_by in MUTATIONS.values():
        for radical, mutated in mutated_by.items():
            # g is lost before a vowel, l or r: ysgol may be gysgol, lan glan
            for start in (mutated,) if mutated else (*VOWELS, "l", "r"):
                found.setdefault(start, []).append(radical if mutated else f"g{start}")
    found.update({f"h{vowel}": [vowel] for vowel in VOWELS})
    found.update({start: [] for start in (*SEPARATE, *UNCHANGED) if start not in found})
    return {start: tuple(radicals) for start, radicals in found.items()}


def index(plan: Plan, clauses: Clauses, language: Language) -> str:
    """Return the search file of a language: all that the edition shows, and how it is found."""
    sets = list(dict.fromkeys(clause.audiences for clause in plan.register.clauses.values()))
    pages = [page for page in plan.pages if page.language == language]
    groups = [
        _policy(plan, clauses, policy, language, sets) for policy in _policies(plan, language)
    ]
    groups += [_written(plan, clauses, page, page.document) for page in pages if page.document]
    groups += [_made(plan, page) for page in pages if not page.policy and not page.document]
    data = {
        "language": language,
        "words": _phrases(language),
        **_ids(plan, language),
        "initials": initials() if language == "cy" else {},
        "stop": " ".join(STOP_WORDS[language].split()),
        "synonyms": _synonyms(language),
        "audiences": sets,
        "groups": groups,
    }
    return f"{FUNCTION}({json.dumps(data, ensure_ascii=False, separators=(',', ':'))})\n"


def _from_root(plan: Plan, address: str) -> str:
    """Return an address as a link from the root of the site; a home page's is empty."""
    return plan.addresses.link("", address).removeprefix("./")


def _phrases(language: Language) -> dict[str, str]:
    """Return the words of the search and of audiences, by key."""
    audiences = {f"audience.{each}{end}" for each in all_audiences() for end in ("", "-title")}
    return {
        key: both[language]
        for key, both in table().items()
        if key.startswith("search.") or key in audiences
    }


def _ids(plan: Plan, language: Language) -> dict[str, object]:
    """Return where ids lead that are typed, and the addresses of what stands beside a result."""
    addresses, register = plan.addresses, plan.register
    return {
        "lasting": _from_root(plan, addresses.permalink("ID", language)),
        "views": {each: addresses.view(each, language) for each in plan.edition.audiences},
        "retired": {old.id: old.use for old in register.retired.values()},
        "instead": register.former,
        "left_out": plan.left_out,
    }


def _synonyms(language: Language) -> str:
    """Return the term bank as one text: words of texts, and other words that mean them.

    ``learner,learners=pupil,pupils,student`` and so on; one text, so that no entry of it reads
    as a title of its own.
    """
    meant_by: dict[tuple[str, ...], list[str]] = {}
    for word, meant in terms.synonyms(language).items():
        meant_by.setdefault(meant, []).append(word)
    return "|".join(f"{','.join(meant)}={','.join(words)}" for meant, words in meant_by.items())


def _policies(plan: Plan, language: Language) -> Iterator[Policy]:
    """Yield the policies that have a page in a language; in a preview some may not."""
    for policy in plan.register.policies.values():
        if (policy.code, language) in plan.policy_documents:
            yield policy


def _policy(
    plan: Plan,
    clauses: Clauses,
    policy: Policy,
    language: Language,
    sets: Sequence[tuple[Audience, ...]],
) -> dict[str, object]:
    readers = {audience for clause in policy.clauses for audience in clause.audiences}
    versions = [None, *(each for each in plan.edition.audiences if each in readers)]
    addresses = {
        each or "": _from_root(plan, plan.policy_address(policy.code, language, each))
        for each in versions
    }

    def row(clause: Clause) -> list[object]:
        rendered = clauses.clause(clause.id, language)
        return [clause.id, rendered.title, rendered.text, sets.index(clause.audiences)]

    return {
        "code": policy.code,
        "title": plan.policy_title(policy, language),
        "text": plan.policy_summary(policy, language),
        "at": addresses,
        "parts": [row(clause) for clause in policy.clauses if language in clause.texts],
    }


def _made(plan: Plan, page: Page) -> dict[str, object]:
    """Return a page that we make by its title; the glossary with its terms."""
    explained = [term for term in terms.all_terms().values() if term.meanings]
    return {
        "code": "",
        "title": page.title,
        "text": page.summary,
        "at": {"": _from_root(plan, page.address)},
        "parts": [
            [f"term-{term.key}", term.words[page.language].term, term.meanings[page.language], -1]
            for term in (explained if page.kind == "glossary" else ())
        ],
    }


def _written(plan: Plan, clauses: Clauses, page: Page, document: Document) -> dict[str, object]:
    """Return a page that somebody has written, with its sections."""
    text = page.summary
    if document.preamble.strip():
        text = f"{text} {_plain(plan, clauses, document, document.preamble)}"

    def row(passage: Passage) -> list[object]:
        title = plan.school.fill(passage.title, document.language)
        return [passage.id, title, _plain(plan, clauses, document, passage.body), -1]

    return {
        "code": "",
        "title": page.title,
        "text": text,
        "at": {"": _from_root(plan, page.address)},
        "parts": [row(passage) for passage in document.passages],
    }


def _plain(plan: Plan, clauses: Clauses, document: Document, markdown: str) -> str:
    """Return the plain text of a part of a page that somebody has written."""
    register = plan.register

    def said(kind: str, value: str) -> str:
        if kind == TERM_MARK:
            return reference.word(value)
        if kind == NOTE_MARK:
            return clauses.templates.words(document.language).note_titles.get(value, value)
        clause = register.clauses.get(register.instead.get(value, value))
        return clauses.title(clause, document.language) if clause else ""

    text = reading.read(without_drafting(markdown), document.language).plain
    return Fragment.of(clauses.values(document.language).in_words(text)).fill(said)
