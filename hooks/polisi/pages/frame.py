"""What surrounds a page's content: head, header, menu, contents, foot.

What pages of one language and depth share is rendered once; what is a page's own is put into it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal
from urllib.parse import urlsplit

from markupsafe import Markup

from polisi.markup.marks import mark
from polisi.pages import menu
from polisi.pages.content import school, signed, texts
from polisi.pages.html.fragments import Fragment
from polisi.pages.html.templates import Entry, Templates
from polisi.pages.kinds import Content
from polisi.pages.menu import FOOT_PAGES, Link, is_of_template
from polisi.pages.plan import Page, Plan
from polisi.policies import adoption
from polisi.school import colours
from polisi.school.school import dialled, is_example
from polisi.words.languages import LANGUAGES, WELSH_FIRST, Language, other
from polisi.words.phrases import say
from polisi.words.welsh import date

CARD = "assets/card.png"
"""The picture that messages show beside a link."""
FONT = "assets/font.woff2"
"""Our typeface, which a page asks for at once."""
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
class Choice:
    """A language to read a page in, or both."""

    name: str
    """In that language."""
    language: Language | Literal[""]
    """Empty for both."""
    href: str
    """Empty for what is being read."""


@dataclass(frozen=True, slots=True)
class Item:
    """A heading among a page's contents, with those under it."""

    entry: Entry
    children: list[Entry]


@dataclass(frozen=True, slots=True)
class Signpost:
    """A page that only says where to go from here: nothing is at its address, or no longer."""

    language: Language
    address: str
    title: str
    html: str
    counterpart: str
    """Address of the same page in the other language, or of its home page."""
    leads_to: str = ""
    """A link to where browsers without scripts go at once."""
    canonical: str = ""
    """The address on the web of what it leads to."""
    alternate: str = ""
    """A link to the same page in the other language, when there is one."""
    base: str | None = None
    """The way to the root of the site, for a page that is shown at any address."""


class Frames:
    """Puts pages into their frame; what pages of the same depth share is made once."""

    def __init__(self, plan: Plan, templates: Templates, look: Look) -> None:
        self.plan = plan
        self._register, self._addresses, self._school = plan.register, plan.addresses, plan.school
        self.templates = templates
        self.look = look
        self._frames: dict[tuple[Language, str], Fragment] = {}
        self._menus: dict[tuple[Language, str], Fragment] = {}
        self._with_help = {plan.addresses.root(language): False for language in LANGUAGES}
        """Addresses of the pages with the box of help, and whether they are for staff alone."""
        self._with_help |= {
            page.address: page.is_for_staff for page in plan.pages if school.needs_help(page)
        }

    def page(self, page: Page, content: Content) -> str:
        """Return the whole HTML of a page."""
        base = self._addresses.base(page.address)
        own = self._own(page, content, base)
        return self._frame(page.language, base).fill(lambda _, name: own[name])

    def signpost(self, sign: Signpost) -> str:
        """Return the whole HTML of a page that only says where to go from here."""
        page = Page(
            kind="signpost",
            language=sign.language,
            address=sign.address,
            counterpart=sign.counterpart,
            title=sign.title,
            summary="",
        )
        base = self._addresses.base(page.address) if sign.base is None else sign.base
        own = {
            **self._own(page, Content(sign.html), base),
            "width": " frame--sign",
            "head": self.templates.render(
                "partials/sign-head.html",
                page.language,
                sign=sign,
                site_name=self.site_name(page.language),
            ),
        }
        return self._frame(page.language, base).fill(lambda _, name: own[name])

    def _own(self, page: Page, content: Content, base: str) -> Mapping[str, str]:
        """Render what is a page's own, by the name of its slot."""
        addresses, language = self.plan.addresses, page.language
        is_home = page.address == addresses.root(language)

        def part(template: str, **values: object) -> str:
            return self.templates.render(f"partials/{template}", language, page=page, **values)

        return {
            "head": part("head.html", **self._head(page, base, is_home)),
            "languages": part(
                "languages.html",
                choices=self._choices(page, base),
                is_default_home=is_home and not base,
            ),
            "back": part("back.html", above=menu.way_back(self.plan, page, base)),
            "width": " frame--wide" if content.is_wide else "",
            "menu": self._menu(page, base),
            "content": part(
                "content.html",
                help=Markup(self._help(page, base)),
                content=Markup(content.html),
            ),
            "about": self._about(page),
            "contents": part(
                "toc.html", items=[] if content.is_wide else _nested(content.contents)
            ),
        }

    def _head(self, page: Page, base: str, is_home: bool) -> Mapping[str, object]:
        """Collect what the head of a page says of it to programs."""
        return {
            "site_name": self.site_name(page.language),
            "is_home": is_home,
            "is_example": is_example(self.plan.school),
            "canonical": self.canonical(page),
            "card": self.look.site_url + CARD,
            "alternates": self.alternates(page),
            "translation_status": self._translation(page.language)[0],
            "feeds": [
                (reader, base + address)
                for reader, address in self.plan.feeds(page.language, page.audience)
                if page.audience or is_home
            ],
        }

    def _about(self, page: Page) -> str:
        """Say, in HTML, what stands at the foot of each sheet of a policy that is printed."""
        if page.policy is None:
            return ""
        plan, policy, version = self.plan, page.policy, page.policy.version
        in_force = plan.in_force(policy.code)
        if page.version and not (in_force and page.version.text == in_force.text):
            text, version = page.version.text, page.version.label or page.version.number
            status = texts.notice(plan, page.version, policy.code, page.language)
        else:
            text = signed.shown_digest(plan, policy, page.audience)
            said_of = plan.statuses[policy.code]
            status = adoption.in_words(said_of, page.language, policy.kind)
        about = say(
            "paper.about",
            page.language,
            code=policy.code,
            version=version,
            status=status.rstrip("."),
            text=DIGEST,
        )
        said = escape(f"{plan.policy_title(policy, page.language)} · {about}")
        return said.replace(DIGEST, f"<code>{text}</code>")

    def _frame(self, language: Language, base: str) -> Fragment:
        """Render what all pages of a language and depth share, with slots for their own."""
        key = (language, base)
        if key not in self._frames:
            addresses, said = self.plan.addresses, self._school.said
            telephone = said("contact.telephone", language)
            html = self.templates.render(
                "main.html",
                language,
                slot=lambda name: Markup(mark(SLOT, name)),
                base=base,
                site_name=self.site_name(language),
                school_name=self._school.name(language),
                is_example=is_example(self.plan.school),
                font="" if addresses.files else base + FONT,
                sheets=[_from_root(base, sheet) for sheet in self.look.sheets],
                own_colours=colours.SHEET if self._school.colours else "",
                scripts=[
                    (_from_root(base, script.address), Markup(script.attributes))
                    for script in self.look.scripts
                ],
                manifest=base + addresses.manifest(language) if self.look.is_kept else "",
                home=addresses.link(base, addresses.root(language)),
                logo=self._logo(language, base),
                index=addresses.link(base, addresses.generated("clauses", language)),
                example=next(iter(self._register.clauses), "SM-001"),
                telephone=telephone,
                dialled=dialled(telephone),
                email=said("contact.email", language),
                statements=self.statements(language, base),
                template_pages=self._template_pages(language, base),
                translation_note=self._translation(language)[1],
            )
            self._frames[key] = Fragment.of(html)
        return self._frames[key]

    def site_name(self, language: Language) -> str:
        """Return what the site is called."""
        return say("site.name", language, school=self._school.name(language)).strip()

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
        return {**found, "x-default": found[self._addresses.default_language]}

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
            is_whole=school.needs_all_help(page),
            contact="" if page.address == contact else addresses.link(base, contact),
            dialled=dialled,
        )

    def _logo(self, language: Language, base: str) -> tuple[str, str] | None:
        """Return the address of the school's badge, and what it says to who can't see it."""
        logo = self._school.logo
        return (base + logo.file, logo.cy if language == "cy" else logo.en) if logo else None

    def _translation(self, language: Language) -> tuple[str, str]:
        """Return what a page says of its translation: to programs, and to people at its foot."""
        day = self._school.file.welsh_reviewed
        if day is None:
            return say("site.translation-status", language), say("site.translation-note", language)
        when = date(day.isoformat(), language)
        note = say("site.translation-note-reviewed", language, date=when)
        return say("site.translation-reviewed", language), note

    def _menu(self, page: Page, base: str) -> str:
        """Return the menu's HTML, with the current page marked."""
        key = (page.language, base)
        if key not in self._menus:
            groups = menu.menu(self.plan, page.language, base)
            html = self.templates.render("menu.html", page.language, groups=groups)
            self._menus[key] = Fragment.of(html)
        return self._menus[key].fill(lambda _, address: menu.current(self.plan, page, address))

    def statements(self, language: Language, base: str) -> list[Link]:
        """Return the links to the pages about the site itself, which every page has."""
        return [
            Link(page.title, self._addresses.link(base, page.address))
            for name in FOOT_PAGES
            for page, document in self.plan.written_pages
            if document.name == name and page.language == language
        ]

    def _template_pages(self, language: Language, base: str) -> list[Link]:
        """Return the links to what a school and its readers seldom need: how the text was made."""
        addresses = self.plan.addresses
        written = [
            (page.title, page.address)
            for page, document in self.plan.written_pages
            if page.language == language and is_of_template(document)
        ]
        made = [
            (kind.title[language], addresses.generated(kind.name, language))
            for kind in self.plan.kinds()
            if kind.place == "foot"
        ]
        return [Link(title, addresses.link(base, address)) for title, address in written + made]

    def _choices(self, page: Page, base: str) -> list[Choice]:
        """List the languages to read a page in, Welsh first, and both where there is a policy."""
        plan, policy = self.plan, page.policy
        both = plan.side_by_side(policy.code, page.language) if policy else ""
        is_both = bool(both) and page.address == both
        addresses: dict[Language, str] = {other(page.language): page.counterpart}
        if is_both and policy:
            addresses = {each: plan.policy_address(policy.code, each) for each in LANGUAGES}
        links = {each: plan.addresses.link(base, address) for each, address in addresses.items()}
        choices = [
            Choice(say("language.name", each), each, links.get(each, "")) for each in WELSH_FIRST
        ]
        if both:
            href = "" if is_both else plan.addresses.link(base, both)
            choices.append(Choice(say("language.both", page.language), "", href))
        return choices


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
