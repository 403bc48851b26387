"""What the search of the site knows: a file for each language, loaded when a reader opens it.

The file is a script that calls one function with data, so that it also loads where a page is
opened from a folder. It holds the plain texts; they are indexed in the browser
(``overrides/assets/search-engine.js``). Not here, because the texts are needed anyway, to show
where a word stands, an index beside them would only add to the file, and 4,000 clauses are indexed
in less than half a second, once. Not by a library, because none knows Welsh, and what is left
without that is small. What is known of a language's words is a file beside it (``search_words``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polisi.facts import questions
from polisi.facts.audiences import all_audiences
from polisi.model import Audience, Clause, Policy
from polisi.outputs import search_pages
from polisi.outputs.search_words import script
from polisi.pages.clauses import Clauses
from polisi.pages.content import lists
from polisi.pages.plan import Plan
from polisi.words.languages import Language
from polisi.words.phrases import table


def index(plan: Plan, clauses: Clauses, language: Language) -> str:
    """Return the search file of a language: all that the edition shows."""
    sets = list(dict.fromkeys(clause.audiences for clause in plan.all_clauses))
    asked = _questions(plan, language), other_words(plan.register.former, language)
    groups = [
        _policy(plan, clauses, policy, language, sets, *asked)
        for policy in plan.all_policies
        if (policy.code, language) in plan.policy_documents  # in a preview some have no page
    ]
    data = {
        "language": language,
        "words": _phrases(language),
        **_ids(plan, language),
        "office": _office(plan, language),
        "most": _most_asked(plan),
        "audiences": sets,
        "groups": [*groups, *search_pages.pages(plan, clauses, language)],
    }
    return script(data)


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
        "lasting": search_pages.from_root(plan, addresses.permalink("ID", language)),
        "views": {each: addresses.view(each, language) for each in plan.edition.audiences},
        "retired": {old.id: old.use for old in register.retired.values()},
        "instead": register.former,
        "left_out": plan.left_out,
    }


def _questions(plan: Plan, language: Language) -> Mapping[str, str]:
    """Return what is asked most, by the clause that answers it; a question is a line."""
    asked: dict[str, list[str]] = {}
    for question in lists.questions(plan.register, plan.edition.audiences):
        asked.setdefault(question.clause, []).append(question.texts[language])
    return {id_: "\n".join(dict.fromkeys(texts)) for id_, texts in asked.items()}


def other_words(former: Mapping[str, str], language: Language) -> dict[str, str]:
    """Return how people ask for clauses in words that they have not (``asked.yml``), by id.

    ``former`` maps clauses that do not show to those in their place, such as the variant that a
    school has chosen: these are asked for in the same words.
    """
    rows = {id_: row[language] for id_, row in questions.asked().items()}
    return {former[id_]: row for id_, row in rows.items() if id_ in former} | rows


def _most_asked(plan: Plan) -> list[str]:
    """Return the clauses that answer what is asked most: the first of each audience, and so on."""
    asked = lists.questions(plan.register, plan.edition.audiences)
    places: dict[Audience, int] = {}
    ranked = []
    for question in asked:
        places[question.asker] = places.get(question.asker, 0) + 1
        ranked.append((places[question.asker], question.clause))
    ranked.sort(key=lambda each: each[0])
    return list(dict.fromkeys(clause for _, clause in ranked))


def _office(plan: Plan, language: Language) -> dict[str, str]:
    """Return how to reach the school, for who finds nothing."""
    contact = next(
        page for page in plan.pages if (page.kind, page.language) == ("contact", language)
    )
    school = plan.school
    return {
        "at": search_pages.from_root(plan, contact.address),
        "title": contact.title,
        "telephone": school.said("contact.telephone", language),
        "email": school.said("contact.email", language),
    }


def _policy(
    plan: Plan,
    clauses: Clauses,
    policy: Policy,
    language: Language,
    sets: Sequence[tuple[Audience, ...]],
    asked: Mapping[str, str],
    other_words: Mapping[str, str],
) -> dict[str, object]:
    readers = {audience for clause in policy.clauses for audience in clause.audiences}
    versions = [None, *(each for each in plan.edition.audiences if each in readers)]
    addresses = {
        each or "": search_pages.from_root(plan, plan.policy_address(policy.code, language, each))
        for each in versions
    }

    def row(clause: Clause) -> list[object]:
        title, text = clauses.title(clause, language), clauses.lines(clause.id, language)
        more = [asked.get(clause.id, ""), other_words.get(clause.id, "")]
        kept = more if more[1] else more[:1] if more[0] else []
        return [clause.id, title, text, sets.index(clause.audiences), *kept]

    return {
        "code": policy.code,
        "kind": search_pages.kind_word(policy, language),
        "isToFill": policy.kind != "policy",
        "title": plan.policy_title(policy, language),
        "text": plan.policy_summary(policy, language),
        "at": addresses,
        "parts": [row(clause) for clause in policy.clauses if language in clause.texts],
    }
