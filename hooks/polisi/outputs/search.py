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
from collections.abc import Iterable, Iterator, Mapping, Sequence

from polisi.facts import terms
from polisi.facts.audiences import all_audiences
from polisi.model import Audience, Clause, Passage, Policy
from polisi.pages import glossary
from polisi.pages.marks import TERM_MARK, Fragment, Renderer
from polisi.pages.pages import Pages
from polisi.pages.views import View
from polisi.text.documents import Document
from polisi.text.shape import without_drafting
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


def index(pages: Pages, language: Language, others: Iterable[Document]) -> str:
    """Return the search file of a language: all that the edition shows, and how it is found.

    ``others`` are the pages that are no policies.
    """
    sets = list(dict.fromkeys(c.audiences for c in pages.plan.register.clauses.values()))
    groups = [_policy(pages, policy, language, sets) for policy in _policies(pages, language)]
    groups += [_document(pages, each) for each in others if each.language == language]
    groups += [_view(pages, view) for view in pages.plan.views if _is_found(view, language)]
    data = {
        "language": language,
        "words": _phrases(language),
        **_ids(pages, language),
        "initials": initials() if language == "cy" else {},
        "stop": " ".join(STOP_WORDS[language].split()),
        "synonyms": _synonyms(language),
        "audiences": sets,
        "groups": groups,
    }
    return f"{FUNCTION}({json.dumps(data, ensure_ascii=False, separators=(',', ':'))})\n"


def _from_root(pages: Pages, address: str) -> str:
    """Return an address as a link from the root of the site; a home page's is empty."""
    return pages.plan.addresses.link("", address).removeprefix("./")


def _phrases(language: Language) -> dict[str, str]:
    """Return the words of the search and of audiences, by key."""
    audiences = {f"audience.{each}{end}" for each in all_audiences() for end in ("", "-title")}
    return {
        key: both[language]
        for key, both in table().items()
        if key.startswith("search.") or key in audiences
    }


def _ids(pages: Pages, language: Language) -> dict[str, object]:
    """Return where ids lead that are typed, and the addresses of what stands beside a result."""
    plan, addresses, register = pages.plan, pages.plan.addresses, pages.plan.register
    return {
        "lasting": _from_root(pages, addresses.lasting("ID", language)),
        "views": {each: addresses.view(each, language) for each in plan.edition.audiences},
        "retired": {old.id: old.use for old in register.retired.values()},
        "instead": register.instead,
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


def _policies(pages: Pages, language: Language) -> Iterator[Policy]:
    """Yield the policies that have a page in a language; in a preview some may not."""
    for policy in pages.plan.register.policies.values():
        if (policy.code, language) in pages.plan.documents:
            yield policy


def _policy(
    pages: Pages, policy: Policy, language: Language, sets: Sequence[tuple[Audience, ...]]
) -> dict[str, object]:
    plan = pages.plan
    readers = {audience for clause in policy.clauses for audience in clause.audiences}
    versions = [None, *(each for each in plan.edition.audiences if each in readers)]
    addresses = {
        each or "": _from_root(pages, plan.policy_address(policy.code, language, each))
        for each in versions
    }

    def row(clause: Clause) -> list[object]:
        rendered = pages.clauses.clause(clause.id, language)
        return [clause.id, rendered.title, rendered.text, sets.index(clause.audiences)]

    return {
        "code": policy.code,
        "title": plan.policy_title(policy, language),
        "text": plan.policy_summary(policy, language),
        "at": addresses,
        "parts": [row(clause) for clause in policy.clauses if language in clause.texts],
    }


def _is_found(view: View, language: Language) -> bool:
    """Say whether a page of ours is found by its title; clauses lead to those of policies."""
    return view.language == language and view.kind not in ("policy", "side")


def _view(pages: Pages, view: View) -> dict[str, object]:
    """Return a page of ours by its title; the glossary with its terms."""
    explained = [term for term in terms.all_terms().values() if term.meanings]
    return {
        "code": "",
        "title": view.title,
        "text": view.summary,
        "at": {"": _from_root(pages, view.address)},
        "parts": [
            [f"term-{term.key}", term.words[view.language].term, term.meanings[view.language], -1]
            for term in (explained if view.kind == "glossary" else ())
        ],
    }


def _document(pages: Pages, document: Document) -> dict[str, object]:
    """Return a page with its sections."""
    fill = pages.plan.project.school.fill
    text = fill(document.summary, document.language)
    if document.preamble.strip():
        text = f"{text} {_plain(pages, document, document.preamble)}"

    def row(passage: Passage) -> list[object]:
        title = fill(passage.title, document.language)
        return [passage.id, title, _plain(pages, document, passage.body), -1]

    return {
        "code": "",
        "title": fill(document.title, document.language),
        "text": text,
        "at": {"": _from_root(pages, pages.plan.addresses.page(document))},
        "parts": [row(passage) for passage in document.passages],
    }


def _plain(pages: Pages, document: Document, markdown: str) -> str:
    """Return the plain text of a part of a page that is no policy."""
    clauses, register = pages.clauses, pages.plan.register

    def said(kind: str, value: str) -> str:
        if kind == TERM_MARK:
            return glossary.word(value)
        clause = register.clauses.get(register.instead.get(value, value))
        return clauses.title(clause, document.language) if clause else ""

    shown = clauses.without_hidden_links(document.path, without_drafting(markdown))
    titles = pages.templates.words(document.language).note_titles
    filled = clauses.filled(shown, document.language)
    _, text = Renderer().render(filled, lambda url: "", titles)
    return Fragment.of(text).fill(said)
