"""What surrounds a page's content: sidebar, language link, alternates, document language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polisi.model import LANGUAGES, Language, other
from polisi.outputs import offline
from polisi.pages import school
from polisi.pages.pages import Pages
from polisi.policies.editions import INTRANET
from polisi.school import colours
from polisi.school.school import dialled, is_example
from polisi.text.documents import Document
from polisi.words.phrases import say
from polisi.words.welsh import date

FOOT_PAGES = ("accessibility.md", "this-site.md")
"""Pages that every page's foot links to, and not the sidebar."""
MAX_LISTED_POLICIES = 30
"""More than these are not listed beside every page, but on a page of their own."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page's place in the site, of whatever kind it is."""

    language: Language
    address: str
    counterpart: str
    """Address of the same page in the other language, or of its home page."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the sidebar."""

    title: str
    href: str
    level: int


@dataclass(frozen=True, slots=True)
class Shell:
    """What the templates that surround a page's content need."""

    language: Language
    twin: Language
    base: str
    home: str
    """Relative link to the home page in the page's language."""
    counterpart: str
    """Relative link to the page in the other language."""
    canonical: str
    alternates: Mapping[str, str]
    """Absolute addresses by language, and ``x-default``; empty when the site's is not known."""
    sidebar: str
    help: str
    """HTML of the box that says whom to turn to now, or an empty string."""
    is_home: bool
    is_example: bool
    """Whether the school is the one that the template is shipped with."""
    logo: tuple[str, str] | None
    """Relative address of the school's badge and what it says to those who can't see it."""
    translation: tuple[str, str]
    """What the page says of its translation: to programs, and to people at its foot."""
    contact: tuple[str, str]
    """Telephone number and e-mail address, or empty strings."""
    dialled: str
    """The telephone number as a link dials it."""
    footer: Sequence[Link]
    manifest: str
    """Relative address of what makes the site installable, or an empty string."""
    colours: str
    """Address of the style sheet with the school's colours, or an empty string."""


class Shells:
    """Makes the shell of each page; what pages of the same depth share is made once."""

    def __init__(
        self, pages: Pages, others: Sequence[Document], site_url: str, is_kept: bool = False
    ) -> None:
        """``others`` are the pages that are no policies; ``is_kept``: phones may keep the site."""
        self.pages = pages
        self.others = others
        self.site_url = site_url
        self.is_kept = is_kept
        self._sidebars: dict[tuple[Language, str], str] = {}
        plan = pages.plan
        self._helped = {plan.addresses.root(language): False for language in LANGUAGES}
        """Addresses of the pages with the box of help, and whether they are for staff alone."""
        self._helped |= {
            view.address: school.is_for_staff(view)
            for view in plan.views
            if school.needs_help(view)
        }

    def shell(self, place: Place) -> Shell:
        """Make the shell of a page."""
        addresses = self.pages.plan.addresses
        language, twin = place.language, other(place.language)
        base = addresses.base(place.address)
        canonical, alternates = "", dict[str, str]()
        if self.site_url:
            canonical = self.site_url + place.address
            alternates[language] = canonical
            alternates[twin] = self.site_url + place.counterpart
            alternates["x-default"] = alternates[addresses.default_language]
        return Shell(
            language=language,
            twin=twin,
            base=base,
            home=addresses.link(base, addresses.root(language)),
            counterpart=addresses.link(base, place.counterpart),
            canonical=canonical,
            alternates=alternates,
            sidebar=self._sidebar(language, base, place.address),
            help=self._help(place, base),
            is_home=place.address == addresses.root(language),
            is_example=is_example(self.pages.plan.project.school),
            logo=self._logo(language, base),
            translation=self._translation(language),
            contact=self._contact(language),
            dialled=dialled(self._contact(language)[0]),
            footer=self._footer(language, base),
            manifest=self._manifest(language, base),
            colours=colours.SHEET if self.pages.plan.project.school.file.school.colours else "",
        )

    def _help(self, place: Place, base: str) -> str:
        """Render the box that says whom to turn to, on pages where a reader may need help now."""
        if place.address not in self._helped:
            return ""
        plan, language = self.pages.plan, place.language
        contact = plan.addresses.generated("contact", language)
        return self.pages.templates.render(
            "help.html",
            language,
            help=school.help_now(plan, language),
            for_staff=self._helped[place.address],
            contact="" if place.address == contact else plan.addresses.link(base, contact),
            dialled=dialled,
        )

    def _logo(self, language: Language, base: str) -> tuple[str, str] | None:
        logo = self.pages.plan.project.school.file.school.logo
        return (base + logo.file, logo.cy if language == "cy" else logo.en) if logo else None

    def _manifest(self, language: Language, base: str) -> str:
        plan = self.pages.plan
        return base + offline.manifest_address(plan, language) if self.is_kept else ""

    def _translation(self, language: Language) -> tuple[str, str]:
        day = self.pages.plan.project.school.file.welsh_reviewed
        if day is None:
            keys = ("site.translation-status", "site.translation-note")
            return say(keys[0], language), say(keys[1], language)
        when = date(day.isoformat(), language)
        note = say("site.translation-note-reviewed", language, date=when)
        return say("site.translation-reviewed", language), note

    def _contact(self, language: Language) -> tuple[str, str]:
        value = self.pages.plan.project.school.value
        telephone, email = (value(f"contact.{key}", language) for key in ("telephone", "email"))
        return telephone or "", email or ""

    def _sidebar(self, language: Language, base: str, address: str) -> str:
        """Return the sidebar's HTML, with the current page marked."""
        key = (language, base)
        if key not in self._sidebars:
            links = list(self._links(language, base))
            self._sidebars[key] = self.pages.templates.render("sidebar.html", language, links=links)
        href = f'href="{self.pages.plan.addresses.link(base, address)}"'
        return self._sidebars[key].replace(href, f'{href} aria-current="page"', 1)

    def _links(self, language: Language, base: str) -> Sequence[Link]:
        plan = self.pages.plan
        addresses = plan.addresses

        def link(title: str, address: str, level: int = 1) -> Link:
            return Link(title, addresses.link(base, address), level)

        links = [link(say("site.home", language), addresses.root(language))]
        for audience in plan.edition.audiences:
            title = say(f"audience.{audience}-title", language)
            links.append(link(title, addresses.view(audience, language)))
        links.append(
            link(say("policies.title", language), addresses.generated("policies", language))
        )
        policies = [each for each in plan.register.policies.values() if each.kind == "policy"]
        if len(policies) <= MAX_LISTED_POLICIES:
            for policy in policies:
                title = plan.policy_title(policy, language)
                links.append(link(title, plan.policy_address(policy.code, language), 2))
        kinds = {each.kind for each in plan.register.policies.values()} - {"policy"}
        if kinds:  # "form" stands above "letters", and an edition may have letters only
            forms = f"{addresses.generated('policies', language)}#{min(kinds)}"
            links.append(link(say("form.both", language), forms))
        for kind in ("clauses", "glossary", "laws", "contact"):
            links.append(link(say(f"{kind}.title", language), addresses.generated(kind, language)))
        for document in self.others:
            if document.language == language and document.name not in ("index.md", *FOOT_PAGES):
                links.append(self._page_link(document, base))
        return links

    def _page_link(self, document: Document, base: str) -> Link:
        plan = self.pages.plan
        title = plan.project.school.fill(document.title, document.language)
        return Link(title, plan.addresses.link(base, plan.addresses.page(document)), 1)

    def statements(self, language: Language, base: str) -> list[Link]:
        """Return the links to the pages about the site itself, which every page has."""
        return [
            self._page_link(document, base)
            for name in FOOT_PAGES
            for document in self.others
            if document.name == name and document.language == language
        ]

    def _footer(self, language: Language, base: str) -> Sequence[Link]:
        plan = self.pages.plan
        pages = self.statements(language, base)
        if plan.edition.name != INTRANET:
            return pages
        return pages + [
            Link(
                say(f"{kind}.title", language),
                plan.addresses.link(base, plan.addresses.generated(kind, language)),
                1,
            )
            for kind in ("options", "sources", "rules")
        ]
