"""Where a reader is: the menu, grouped by reader, and the way back to the home page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from polisi.markup.marks import mark
from polisi.model import TEMPLATE_FOLDER, Audience
from polisi.pages.plan import Page, Plan
from polisi.policies.editions import HOME
from polisi.text.documents import Document
from polisi.words.languages import Language
from polisi.words.phrases import say

FOOT_PAGES = ("accessibility.md", "this-site.md")
"""Written pages that every page's foot links to, and not the menu."""
MAX_LISTED_POLICIES = 30
"""More than these are not listed beside every page, but on a page of their own."""
CURRENT = "current"
"""Kind of the marks in a menu that say which page is being read."""


Line = tuple[str, str]
"""Title and address of what a line of the menu leads to."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the menu, of the foot or of the way back."""

    title: str
    href: str
    current: Markup | None = None
    """An open place for what says that this page is being read."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of the menu that belong together."""

    title: str
    href: str
    """Of the group's own page; empty when it has none."""
    current: Markup
    links: tuple[Link, ...]


def menu(plan: Plan, language: Language, base: str) -> list[Link | Group]:
    """List what the menu links to: home, the readers with their policies, what to look up."""
    addresses = plan.addresses

    def link(title: str, address: str) -> Link:
        return Link(title, addresses.link(base, address), Markup(mark(CURRENT, address)))

    def group(title: str, address: str, lines: Iterable[Line]) -> Group:
        links = tuple(link(*line) for line in lines)
        if not address:
            return Group(title, "", Markup(), links)
        return Group(title, addresses.link(base, address), Markup(mark(CURRENT, address)), links)

    return [
        link(say("site.home", language), addresses.root(language)),
        *(group(*each) for each in _by_reader(plan, language)),
        group(say("menu.look-up", language), "", _to_look_up(plan, language)),
    ]


def _by_reader(plan: Plan, language: Language) -> Iterator[tuple[str, str, list[Line]]]:
    """Yield title, address and lines of the groups of policies: each reader's, then all."""
    everyone = [*_policies(plan, None, language), *_of_all(plan, language)]
    audiences = plan.edition.audiences
    if len(audiences) == 1:
        own = _policies(plan, audiences[0], language)
        yield say("site.what", language), "", [*own, *everyone]
        return
    for audience in audiences:
        title = say(f"audience.{audience}-title", language)
        address = plan.addresses.view(audience, language)
        yield title, address, _policies(plan, audience, language)
    yield say("menu.everyone", language), "", everyone


def _policies(plan: Plan, audience: Audience | None, language: Language) -> list[Line]:
    """List the policies that are an audience's above all, or everybody's, if they have room."""
    if sum(each.kind == "policy" for each in plan.all_policies) > MAX_LISTED_POLICIES:
        return []
    return [
        (plan.policy_title(policy, language), plan.policy_address(policy.code, language))
        for policy in plan.order.of(audience, ("policy",))
    ]


def _of_all(plan: Plan, language: Language) -> Iterator[Line]:
    """Yield the lists of all policies, and of all forms and letters."""
    every = plan.addresses.generated("policies", language)
    yield say("home.all-versions", language), every
    kinds = {each.kind for each in plan.all_policies} - {"policy"}
    if kinds:  # "form" stands above "letters", and an edition may have letters only
        yield say("form.both", language), f"{every}#{min(kinds)}"


def _to_look_up(plan: Plan, language: Language) -> Iterator[Line]:
    """Yield the pages to look something up in: those made, then written."""
    for kind in plan.kinds():
        if kind.place == "menu" and kind.name != "policies":
            yield kind.title[language], plan.addresses.generated(kind.name, language)
    for page in _written(plan, language):
        yield page.title, page.address


def _written(plan: Plan, language: Language) -> Iterator[Page]:
    for page, document in plan.written_pages:
        is_elsewhere = document.name in (HOME, *FOOT_PAGES) or is_of_template(document)
        if page.language == language and not is_elsewhere:
            yield page


def is_of_template(document: Document) -> bool:
    """Tell whether a page speaks to whoever adapts the template: the foot links to it."""
    return document.name.startswith(TEMPLATE_FOLDER)


def current(plan: Plan, page: Page, address: str) -> str:
    """Say in the menu whether a line leads to a page; its versions are marked there, too."""
    if address == page.address:
        return ' aria-current="page"'
    if page.policy and address == plan.policy_address(page.policy.code, page.language):
        return ' aria-current="true"'
    return ""


def way_back(plan: Plan, page: Page, base: str) -> list[Link]:
    """List the pages above a page, from the home page on; the home page has none."""
    addresses, language = plan.addresses, page.language
    if page.address == addresses.root(language):
        return []
    above = [(say("site.home", language), addresses.root(language))]
    if page.policy and page.audience:
        title = say(f"audience.{page.audience}-title", language)
        above.append((title, addresses.view(page.audience, language)))
    elif page.policy:
        above.append((say("site.what", language), addresses.generated("policies", language)))
    if page.policy and page.address != plan.policy_address(
        page.policy.code, language, page.audience
    ):
        title = plan.policy_title(page.policy, language)
        above.append((title, plan.policy_address(page.policy.code, language)))
    return [Link(title, addresses.link(base, address)) for title, address in above]
