"""Addresses that outlive a move: of every clause, and of pages that have been renamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from polisi.pages.pages import Pages
from polisi.pages.views import Plan
from polisi.policies.addresses import SIDE, former_addresses, word
from polisi.text.documents import Document
from polisi.words.languages import Language, other


def clause_pages(pages: Pages, language: Language, site_url: str) -> Iterator[tuple[str, str]]:
    """Yield address and HTML of a page for each clause and each retired one, in one language.

    A clause's page leads on to where it stands now; a retired one's says what replaced it. They
    are thousands of small files of one form, so they are put together here, not by a template.
    """
    plan = pages.plan
    for id_ in (*plan.register.clauses, *plan.register.instead):
        address = plan.addresses.lasting(id_, language)
        shown = plan.register.instead.get(id_, id_)
        yield address, _lasting(pages, language, address, site_url, shown)
    for id_ in plan.register.retired:
        address = plan.addresses.lasting(id_, language)
        yield address, _retired(pages, language, address, id_)
    for id_ in plan.left_out:
        address = plan.addresses.lasting(id_, language)
        yield address, _left_out(pages, language, address, id_)


def _lasting(pages: Pages, language: Language, address: str, site_url: str, id_: str) -> str:
    plan, rendered = pages.plan, pages.clauses.clause(id_, language)
    title = escape(f"{id_} {rendered.title}")
    base = plan.addresses.base(address)
    target = plan.clause_address(id_, language)
    link = escape(plan.addresses.link(base, target))
    canonical = f'<link rel="canonical" href="{escape(site_url + target)}">\n'
    description = escape(rendered.text[:200], quote=True)
    twin = other(language)
    twin_link = escape(plan.addresses.link(base, plan.addresses.lasting(id_, twin)))
    sheets = "".join(f'<link rel="stylesheet" href="{base}{sheet}">\n' for sheet in plan.sheets)
    t = pages.templates.words(language)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n"
        f'<meta http-equiv="refresh" content="0; url={link}">\n'
        f"{canonical if site_url else ''}"
        f'<link rel="alternate" hreflang="{twin}" href="{twin_link}">\n'
        f'<meta property="og:title" content="{title}">\n'
        f'<meta name="description" property="og:description" content="{description}">\n'
        f'<link rel="icon" href="{base}assets/icon.svg" type="image/svg+xml">\n'
        f"{sheets}"
        f'<body class="bare"><main>\n<h1>{title}</h1>\n'
        f'<p><a href="{link}">{t("lasting.go")}</a></p>\n'
        f'<p><a href="{twin_link}" lang="{twin}" hreflang="{twin}">{t("language.other")}</a></p>'
        f"\n</main>\n"
    )


def _retired(pages: Pages, language: Language, address: str, id_: str) -> str:
    plan = pages.plan
    old = plan.register.retired[id_]
    base = plan.addresses.base(address)
    target = plan.policy_address(old.policy, language)
    replacement = ""
    if old.use in plan.register.clauses:
        target = plan.clause_address(old.use, language)
        replacement = f"{old.use} {pages.clauses.clause(old.use, language).title}"
    policy = plan.policy_title(plan.register.policies[old.policy], language)
    t = pages.templates.words(language)
    return pages.templates.render(
        "retired.html",
        language,
        id=id_,
        heading=t("retired.title"),
        text=t("retired.text", policy=policy, date=t.date(old.on)),
        replacement=replacement,
        policy=policy,
        link=plan.addresses.link(base, target),
        twin_link=plan.addresses.link(base, plan.addresses.lasting(id_, other(language))),
        base=base,
    )


def _left_out(pages: Pages, language: Language, address: str, id_: str) -> str:
    plan, t = pages.plan, pages.templates.words(language)
    base = plan.addresses.base(address)
    code = id_.partition("-")[0]
    return pages.templates.render(
        "retired.html",
        language,
        id=id_,
        heading=t("own.gone"),
        text=t("own.reason", reason=plan.register.left_out[id_].reasons[language]),
        replacement="",
        policy=plan.policy_title(plan.register.policies[code], language),
        link=plan.addresses.link(base, plan.policy_address(code, language)),
        twin_link=plan.addresses.link(base, plan.addresses.lasting(id_, other(language))),
        base=base,
    )


@dataclass(frozen=True, slots=True)
class Move:
    """An old address, and where the page stands now in its language and in the other one."""

    language: Language
    old: str
    new: str
    counterpart: str
    title: str


def moved_pages(
    pages: Pages, others: Sequence[Document], site_url: str
) -> Iterator[tuple[str, str]]:
    """Yield address and HTML of a page for each old address, which leads on to the new one.

    ``others`` are the pages that are no policies.
    """
    addresses = pages.plan.addresses
    for move in moves(pages.plan, others):
        base = addresses.base(move.old)
        html = pages.templates.render(
            "moved.html",
            move.language,
            title=move.title,
            link=addresses.link(base, move.new),
            twin_link=addresses.link(base, move.counterpart),
            canonical=site_url + move.new if site_url else "",
            base=base,
        )
        yield move.old, html


def moves(plan: Plan, others: Sequence[Document]) -> Iterator[Move]:
    """Yield every move of a page, whose old address leads on to the new one."""
    yield from _policy_moves(plan)
    yield from _page_moves(plan, others)


def _policy_moves(plan: Plan) -> Iterator[Move]:
    """Yield the moves of each policy and of its versions."""
    for view in plan.views:
        if not view.policy:
            continue
        language, policy = view.language, view.policy
        title = plan.policy_title(policy, language)
        for former in former_addresses(plan.documents[policy.code, language]):
            old = plan.addresses.root(language) + former
            if view.audience:
                last = former.rstrip("/").rpartition("/")[2]
                old = f"{plan.addresses.view(view.audience, language)}{last}/"
            elif view.kind == "side":
                old += f"{word(SIDE, language)}/"
            if old != view.address:
                yield Move(language, old, view.address, view.counterpart, title)


def _page_moves(plan: Plan, others: Sequence[Document]) -> Iterator[Move]:
    """Yield the moves of the pages that are no policies."""
    addresses = {(each.language, each.name): plan.addresses.page(each) for each in others}
    for document in others:
        language, twin = document.language, other(document.language)
        title = plan.project.school.fill(document.title, language)
        for former in former_addresses(document):
            yield Move(
                language,
                plan.addresses.root(language) + former,
                addresses[language, document.name],
                addresses.get((twin, document.name), plan.addresses.root(twin)),
                title,
            )
