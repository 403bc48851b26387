"""Addresses that outlive a move: of every clause, and of pages that stand elsewhere now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape

from polisi.model import Audience, Clause, Policy
from polisi.pages.clauses import Clauses
from polisi.pages.frame import Frames, Signpost
from polisi.pages.plan import Plan
from polisi.policies.addresses import former_addresses, text_below
from polisi.words.languages import Language, other
from polisi.words.phrases import say

PageMaker = Callable[[], str]
"""Makes the HTML of a page."""


class Permalinks:
    """Makes the pages at addresses that outlive a move: small ones, which lead on."""

    def __init__(self, plan: Plan, clauses: Clauses, frames: Frames, site_url: str) -> None:
        """``site_url`` is the address of the site with a slash at its end, or an empty string."""
        self.plan, self.clauses, self.frames, self.site_url = plan, clauses, frames, site_url
        self.addresses, self.templates = plan.addresses, clauses.templates

    def of_clauses(self, language: Language) -> Iterator[tuple[str, PageMaker]]:
        """Yield the address of each clause, retired ones too, and what makes its page.

        A clause's page leads on to where it stands now; a retired one's says what replaced it; of
        an adopted text, each clause's page leads to where it stands in that.
        """
        register, permalink = self.plan.register, self.addresses.permalink
        yield from self._of_texts(language)
        for id_ in (*register.clauses, *register.former):
            yield permalink(id_, language), partial(self._clause, id_, language)
        for id_ in register.retired:
            yield permalink(id_, language), partial(self._retired, id_, language)
        for id_ in self.plan.left_out:
            yield permalink(id_, language), partial(self._left_out, id_, language)

    def of_moves(self, language: Language) -> Iterator[tuple[str, PageMaker]]:
        """Yield each old address of a page, and what makes the page that leads on."""
        for move in moves(self.plan):
            if move.language == language:
                yield move.old, partial(self._moved, move)

    def _of_texts(self, language: Language) -> Iterator[tuple[str, PageMaker]]:
        """Yield the address of each clause in each adopted text, and of new ones in proposals."""
        plan = self.plan
        for code in plan.placed:
            for text in plan.adopted(code):
                address = plan.text_address(code, language, text)
                yield from self._of_text(text.policy.clauses, language, address, text.label)
            if proposed := plan.proposed(code):
                shown, address = plan.register.clauses, plan.text_address(code, language)
                new = (clause for clause in proposed.clauses if clause.id not in shown)
                yield from self._of_text(new, language, address)

    def _of_text(
        self, clauses: Iterable[Clause], language: Language, address: str, label: str = ""
    ) -> Iterator[tuple[str, PageMaker]]:
        for clause in clauses:
            permalink = self.addresses.permalink(clause.id, language, label)
            yield permalink, partial(self._lead, clause, language, address, label)

    def _lead(self, clause: Clause, language: Language, address: str, label: str) -> str:
        """Lead on to a clause of a text that is not the one in force."""
        permalink = self.addresses.permalink(clause.id, language, label)
        counterpart = self.addresses.permalink(clause.id, other(language), label)
        title = f"{clause.id} {self.clauses.title(clause, language)}"
        return self._leading(permalink, language, title, "", f"{address}#{clause.id}", counterpart)

    def _clause(self, id_: str, language: Language) -> str:
        """Lead on to a clause."""
        plan, permalink = self.plan, self.addresses.permalink
        shown = plan.register.leads_to(id_)
        clause = self.clauses.clause(shown, language)
        return self._leading(
            permalink(id_, language),
            language,
            f"{shown} {clause.title}",
            clause.text[:200],
            plan.clause_address(shown, language),
            permalink(shown, other(language)),
        )

    def _leading(
        self,
        permalink: str,
        language: Language,
        title: str,
        description: str,
        target: str,
        counterpart: str,
    ) -> str:
        """Lead on to a clause. These pages are thousands, so no template puts them together."""
        plan, addresses, there = self.plan, self.plan.addresses, other(language)
        base = addresses.base(permalink)
        title = escape(title)
        link = escape(addresses.link(base, target))
        canonical = f'<link rel="canonical" href="{escape(self.site_url + target)}">\n'
        other_link = escape(addresses.link(base, counterpart))
        said = (
            f'<meta name="description" property="og:description" '
            f'content="{escape(description, quote=True)}">\n'
        )
        sheets = "".join(f'<link rel="stylesheet" href="{base}{sheet}">\n' for sheet in plan.sheets)
        t = self.templates.words(language)
        return (
            f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width">\n'
            f"<title>{title}</title>\n"
            f'<meta http-equiv="refresh" content="0; url={link}">\n'
            f"{canonical if self.site_url else ''}"
            f'<link rel="alternate" hreflang="{there}" href="{other_link}">\n'
            f'<meta property="og:title" content="{title}">\n'
            f"{said if description else ''}"
            f'<link rel="icon" href="{base}assets/icon.svg" type="image/svg+xml">\n'
            f"{sheets}"
            f'<body class="bare"><main>\n<h1>{title}</h1>\n'
            f'<p><a href="{link}">{t("lasting.go")}</a></p>\n'
            f'<p><a href="{other_link}" lang="{there}" hreflang="{there}">'
            f"{t('language.other')}</a></p>\n</main>\n"
        )

    def _retired(self, id_: str, language: Language) -> str:
        """Say what replaced a retired clause."""
        plan = self.plan
        old = plan.register.retired[id_]
        target, replacement = plan.policy_address(old.policy, language), ""
        if old.use in plan.register.clauses:
            target = plan.clause_address(old.use, language)
            use = self.clauses.clause(old.use, language)
            replacement = f"{old.use} {use.title}"
        policy = plan.policy_title(plan.register.policies[old.policy], language)
        t = self.templates.words(language)
        text = t("retired.text", policy=policy, date=t.date(old.on))
        heading = say("retired.title", language)
        return self._former(id_, language, policy, target, heading, text, replacement)

    def _left_out(self, id_: str, language: Language) -> str:
        """Say why the school leaves a clause out."""
        plan, code = self.plan, id_.partition("-")[0]
        t = self.templates.words(language)
        left_out = plan.register.left_out[id_]
        text = t("own.reason", reason=left_out.reasons[language])
        if code in plan.placed:
            policy = plan.policy_title(plan.register.policies[code], language)
            target = plan.policy_address(code, language)
        else:  # the school leaves all of it out
            policy, target = t("policies.title"), plan.addresses.generated("policies", language)
        return self._former(id_, language, policy, target, say("own.gone", language), text)

    def _former(
        self,
        id_: str,
        language: Language,
        policy: str,
        target: str,
        heading: str,
        text: str,
        replacement: str = "",
    ) -> str:
        addresses = self.plan.addresses
        base = addresses.base(addresses.permalink(id_, language))
        html = self.templates.render(
            "retired.html",
            language,
            text=text,
            replacement=replacement,
            policy=policy,
            link=addresses.link(base, target),
        )
        counterpart = addresses.permalink(id_, other(language))
        return self.frames.signpost(
            Signpost(
                language,
                addresses.permalink(id_, language),
                f"{id_}: {heading}",
                html,
                counterpart,
                alternate=addresses.link(base, counterpart),
            )
        )

    def _moved(self, move: Move) -> str:
        addresses = self.plan.addresses
        base = addresses.base(move.old)
        link = addresses.link(base, move.new)
        html = self.templates.render(
            "moved.html", move.language, title=move.title, link=link, base=base
        )
        title = self.templates.words(move.language)("moved.title")
        canonical = self.site_url + move.new if self.site_url else ""
        return self.frames.signpost(
            Signpost(move.language, move.old, title, html, move.counterpart, link, canonical)
        )


@dataclass(frozen=True, slots=True)
class Move:
    """An old address, and where the page stands now in its language and in the other one."""

    language: Language
    old: str
    new: str
    counterpart: str
    title: str


def moves(plan: Plan) -> Iterator[Move]:
    """Yield every address that leads on to another one; none of them is a page's own.

    Where a page was before, and where an audience's version of a policy would be that shows no
    less than the whole policy.
    """
    taken = {page.address for page in plan.pages}
    for move in (*_policy_moves(plan), *_written_moves(plan)):
        if move.old not in taken:  # a preview goes on after problems
            taken.add(move.old)
            yield move


def _policy_moves(plan: Plan) -> Iterator[Move]:
    """Yield the moves of each policy and of its versions."""
    addresses = plan.addresses
    for page in plan.pages:
        policy, language = page.policy, page.language
        if policy is None:
            continue
        title = plan.policy_title(policy, language)
        document = plan.policy_documents[policy.code, language]
        former = former_addresses(document)
        root = addresses.root(language)
        if page.below:
            olds = [f"{root}{old}{page.below}" for old in former]
        elif page.audience:
            olds = [addresses.view_at(old, page.audience, language) for old in former]
        else:
            olds = [root + old for old in former]
            if in_force := plan.in_force(policy.code):
                olds.append(page.address + text_below(in_force.label, language))
            for audience in _who_see_all(plan, policy):
                olds.append(addresses.view_page(document, audience))
                olds += (addresses.view_at(old, audience, language) for old in former)
        for old in olds:
            yield Move(language, old, page.address, page.counterpart, title)


def _who_see_all(plan: Plan, policy: Policy) -> list[Audience]:
    """List the audiences that see all of a policy: the whole one is their version."""
    return [
        audience
        for audience in plan.edition.audiences
        if all(audience in clause.audiences for clause in policy.clauses)
    ]


def _written_moves(plan: Plan) -> Iterator[Move]:
    """Yield the moves of the pages that somebody has written."""
    for page, document in plan.written_pages:
        for former in former_addresses(document):
            old = plan.addresses.root(page.language) + former
            yield Move(page.language, old, page.address, page.counterpart, page.title)
