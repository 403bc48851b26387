"""What surrounds a page's content: head, header, menu, contents, foot.

What pages of one language and depth share is rendered once; what is a page's own is put into it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from markupsafe import Markup

from polisi.pages import school
from polisi.pages.kinds import Content
from polisi.pages.marks import Fragment, mark
from polisi.pages.plan import Page, Plan
from polisi.pages.templates import Entry, Templates
from polisi.policies import adoption
from polisi.school import colours
from polisi.school.school import dialled, is_example
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.phrases import say
from polisi.words.welsh import date

FOOT_PAGES = ("accessibility.md", "this-site.md")
"""Written pages that every page's foot links to, and not the menu."""
MAX_LISTED_POLICIES = 30
"""More than these are not listed beside every page, but on a page of their own."""
DIGEST = "\0"
"""Stands for a digest in a sentence; no text has it."""
SLOT = "slot"
"""Kind of the marks that are left for what is a page's own."""


@dataclass(frozen=True, slots=True)
class Script:
    """A script that every page loads."""

    address: str
    attributes: str = ""
    """HTML: `` defer``, `` type="module"``."""


@dataclass(frozen=True, slots=True)
class Look:
    """What every page loads, and where the site is."""

    sheets: Sequence[str] = ()
    """Paths of the style sheets from the root of the site, or addresses on the web."""
    scripts: Sequence[Script] = ()
    site_url: str = ""
    """The address of the site with a slash at the end, or an empty string."""
    is_kept: bool = False
    """Whether phones may keep the site."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the menu or of the foot."""

    title: str
    href: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Item:
    """A heading among a page's contents, with those under it."""

    entry: Entry
    children: list[Entry]


class Frames:
    """Puts pages into their frame; what pages of the same depth share is made once."""

    def __init__(self, plan: Plan, templates: Templates, look: Look) -> None:
        self.plan = plan
        self.templates = templates
        self.look = look
        self._frames: dict[tuple[Language, str], Fragment] = {}
        self._menus: dict[tuple[Language, str], str] = {}
        self._with_help = {plan.addresses.root(language): False for language in LANGUAGES}
        """Addresses of the pages with the box of help, and whether they are for staff alone."""
        self._with_help |= {
            page.address: page.is_for_staff for page in plan.pages if school.needs_help(page)
        }

    def page(self, page: Page, content: Content) -> str:
        """Return the whole HTML of a page."""
        base = self.plan.addresses.base(page.address)
        own = self._own(page, content, base)
        return self._frame(page.language, base).fill(lambda _, name: own[name])

    def _own(self, page: Page, content: Content, base: str) -> Mapping[str, str]:
        """Render what is a page's own, by the name of its slot."""
        addresses, language = self.plan.addresses, page.language
        is_home = page.address == addresses.root(language)

        def part(template: str, **values: object) -> str:
            return self.templates.render(f"partials/{template}", language, page=page, **values)

        return {
            "head": part(
                "head.html",
                site_name=self.site_name(language),
                is_home=is_home,
                is_example=is_example(self.plan.school),
                canonical=self.canonical(page),
                alternates=self.alternates(page),
                translation_status=self._translation(language)[0],
            ),
            "language": part(
                "alternate.html",
                link=addresses.link(base, page.counterpart),
                is_default_home=is_home and not base,
            ),
            "width": " frame--wide" if content.is_wide else "",
            "menu": self._menu(language, base, page.address),
            "content": part(
                "content.html",
                is_example=is_example(self.plan.school),
                help=Markup(self._help(page, base)),
                content=Markup(content.html),
            ),
            "about": self._about(page),
            "contents": part(
                "toc.html", items=[] if content.is_wide else _nested(content.contents)
            ),
        }

    def _about(self, page: Page) -> str:
        """Say, in HTML, what stands at the foot of each sheet of a policy that is printed."""
        if page.policy is None:
            return ""
        status = self.plan.statuses[page.policy.code]
        about = say(
            "paper.about",
            page.language,
            code=page.policy.code,
            version=page.policy.version,
            status=adoption.in_words(status, page.language, page.policy.kind).rstrip("."),
            text=DIGEST,
        )
        said = escape(f"{self.plan.policy_title(page.policy, page.language)} · {about}")
        return said.replace(DIGEST, f"<code>{status.text}</code>")

    def _frame(self, language: Language, base: str) -> Fragment:
        """Render what all pages of a language and depth share, with slots for their own."""
        key = (language, base)
        if key not in self._frames:
            addresses = self.plan.addresses
            telephone, email = self._contact(language)
            html = self.templates.render(
                "main.html",
                language,
                slot=lambda name: Markup(mark(SLOT, name)),
                base=base,
                site_name=self.site_name(language),
                sheets=[_from_root(base, sheet) for sheet in self.look.sheets],
                own_colours=colours.SHEET if self.plan.school.file.school.colours else "",
                scripts=[
                    (_from_root(base, script.address), Markup(script.attributes))
                    for script in self.look.scripts
                ],
                manifest=base + addresses.manifest(language) if self.look.is_kept else "",
                home=addresses.link(base, addresses.root(language)),
                logo=self._logo(language, base),
                index=addresses.link(base, addresses.generated("clauses", language)),
                example=next(iter(self.plan.register.clauses), "SM-001"),
                telephone=telephone,
                dialled=dialled(telephone),
                email=email,
                footer=self._footer(language, base),
                translation_note=self._translation(language)[1],
            )
            self._frames[key] = Fragment.of(html)
        return self._frames[key]

    def site_name(self, language: Language) -> str:
        """Return what the site is called."""
        name = self.plan.school.value("school.name", language) or ""
        return say("site.name", language, school=name).strip()

    def canonical(self, page: Page) -> str:
        """Return a page's address on the web; an empty string when the site's is not known."""
        return self.look.site_url + page.address if self.look.site_url else ""

    def alternates(self, page: Page) -> Mapping[str, str]:
        """Return a page's addresses on the web by language, with ``x-default``, if known."""
        if not self.look.site_url:
            return {}
        found: dict[str, str] = {
            page.language: self.look.site_url + page.address,
            other(page.language): self.look.site_url + page.counterpart,
        }
        return {**found, "x-default": found[self.plan.addresses.default_language]}

    def _help(self, page: Page, base: str) -> str:
        """Render the box that says whom to turn to, on pages where a reader may need help now."""
        if page.address not in self._with_help:
            return ""
        addresses, language = self.plan.addresses, page.language
        contact = addresses.generated("contact", language)
        return self.templates.render(
            "help.html",
            language,
            help=school.help_now(self.plan, language),
            for_staff=self._with_help[page.address],
            contact="" if page.address == contact else addresses.link(base, contact),
            dialled=dialled,
        )

    def _logo(self, language: Language, base: str) -> tuple[str, str] | None:
        """Return the address of the school's badge, and what it says to who can't see it."""
        logo = self.plan.school.file.school.logo
        return (base + logo.file, logo.cy if language == "cy" else logo.en) if logo else None

    def _translation(self, language: Language) -> tuple[str, str]:
        """Return what a page says of its translation: to programs, and to people at its foot."""
        day = self.plan.school.file.welsh_reviewed
        if day is None:
            keys = ("site.translation-status", "site.translation-note")
            return say(keys[0], language), say(keys[1], language)
        when = date(day.isoformat(), language)
        note = say("site.translation-note-reviewed", language, date=when)
        return say("site.translation-reviewed", language), note

    def _contact(self, language: Language) -> tuple[str, str]:
        value = self.plan.school.value
        telephone, email = (value(f"contact.{key}", language) for key in ("telephone", "email"))
        return telephone or "", email or ""

    def _menu(self, language: Language, base: str, address: str) -> str:
        """Return the menu's HTML, with the current page marked."""
        key = (language, base)
        if key not in self._menus:
            links = list(self._links(language, base))
            self._menus[key] = self.templates.render("menu.html", language, links=links)
        href = f'href="{escape(self.plan.addresses.link(base, address))}"'
        return self._menus[key].replace(href, f'{href} aria-current="page"', 1)

    def _links(self, language: Language, base: str) -> Sequence[Link]:
        """List what the menu links to: home, readers, the pages that we make, written ones."""
        plan, addresses = self.plan, self.plan.addresses

        def link(title: str, address: str, level: int = 1) -> Link:
            return Link(title, addresses.link(base, address), level)

        links = [link(say("site.home", language), addresses.root(language))]
        for audience in plan.edition.audiences:
            title = say(f"audience.{audience}-title", language)
            links.append(link(title, addresses.view(audience, language)))
        for kind in plan.kinds():
            if kind.place == "menu":
                links.append(link(kind.title[language], addresses.generated(kind.name, language)))
            if kind.name == "policies":
                links += self._policies(language, base)
        for page, document in plan.written_pages:
            if page.language == language and document.name not in ("index.md", *FOOT_PAGES):
                links.append(link(page.title, page.address))
        return links

    def _policies(self, language: Language, base: str) -> Sequence[Link]:
        """List the policies, and the place of the forms, under their page in the menu."""
        plan, addresses = self.plan, self.plan.addresses
        links = []
        policies = [each for each in plan.register.policies.values() if each.kind == "policy"]
        if len(policies) <= MAX_LISTED_POLICIES:
            for policy in policies:
                address = plan.policy_address(policy.code, language)
                title = plan.policy_title(policy, language)
                links.append(Link(title, addresses.link(base, address), 2))
        kinds = {each.kind for each in plan.register.policies.values()} - {"policy"}
        if kinds:  # "form" stands above "letters", and an edition may have letters only
            forms = f"{addresses.generated('policies', language)}#{min(kinds)}"
            links.append(Link(say("form.both", language), addresses.link(base, forms)))
        return links

    def statements(self, language: Language, base: str) -> list[Link]:
        """Return the links to the pages about the site itself, which every page has."""
        return [
            Link(page.title, self.plan.addresses.link(base, page.address))
            for name in FOOT_PAGES
            for page, document in self.plan.written_pages
            if document.name == name and page.language == language
        ]

    def _footer(self, language: Language, base: str) -> Sequence[Link]:
        addresses = self.plan.addresses
        made = [
            Link(
                kind.title[language],
                addresses.link(base, addresses.generated(kind.name, language)),
            )
            for kind in self.plan.kinds()
            if kind.place == "foot"
        ]
        return self.statements(language, base) + made


def _from_root(base: str, path: str) -> str:
    """Return the address of a file of the site, or of one on the web, as a page links to it."""
    return path if urlsplit(path).scheme or path.startswith("/") else base + path


def _nested(entries: Sequence[Entry]) -> list[Item]:
    """Nest a page's contents: clauses under their sections."""
    items: list[Item] = []
    for entry in entries:
        if items and items[-1].entry.level < entry.level:
            items[-1].children.append(entry)
        else:
            items.append(Item(entry, []))
    return items
