"""A site as a value: which files it has, and what makes each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from polisi import disk
from polisi.memory import NO_MEMORY, Memory
from polisi.outputs import calendar, export, feeds, offline, search, search_words
from polisi.outputs.permalinks import Permalinks, moves
from polisi.pages import kinds, papers
from polisi.pages.clauses import Clauses
from polisi.pages.frame import Frames, Look, Signpost
from polisi.pages.html.templates import Templates
from polisi.pages.plan import Page, Plan, plan
from polisi.policies import adoption, contacts, editions
from polisi.policies.addresses import EXPORTS, Addresses
from polisi.policies.editions import Edition
from polisi.policies.texts import attached
from polisi.problems import Problem
from polisi.project import Project
from polisi.publish import scripts, styles
from polisi.publish.settings import Settings
from polisi.school import colours
from polisi.text.documents import Document
from polisi.text.files import uploads
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.phrases import say

NOT_FOUND = "404.html"
TEMPLATES = {".html", ".xml"}
"""What stands in ``overrides`` and is no file of the site."""


class Site:
    """Every file of one edition: pages by address, other files by path.

    Nothing is made before it is asked for, and nothing of it is on the disk.
    """

    def __init__(
        self,
        project: Project,
        edition: Edition,
        settings: Settings,
        site_url: str = "",
        found: Sequence[Problem] = (),
        preview: bool = False,
        before: Site | None = None,
        memory: Memory = NO_MEMORY,
    ) -> None:
        """``site_url`` is the address of the site, if known; ``found`` what a preview shows;
        ``before`` the same site as it was, whose templates are compiled already.
        """
        self.root = project.root
        self.preview = preview
        self.site_url = f"{site_url.rstrip('/')}/" if site_url else ""
        lean = _as_shown(project, edition, memory)
        self._addresses = Addresses(project.school.default_language, settings.files)
        planned = plan(lean, edition, self._addresses, adoption.today(), memory)
        self.plan: Plan = replace(planned, papers=papers.ready(self.root, edition.name))
        # Opened from a folder, a page and the file beside it are one site in some browsers only;
        # and the server of the preview writes its own script into each page.
        states_policy = not (preview or settings.files)
        is_same = before is not None and before.plan.sheets == self.plan.sheets
        self.templates: Templates = (
            before.templates
            if before and is_same
            else Templates(project.root, self.plan.sheets, states_policy, may_change=preview)
        )
        self.clauses = Clauses(self.plan, self.templates, found, preview)
        self.is_kept = offline.is_on(self.plan, preview)
        sheets = [styles.SCREEN, *settings.sheets]
        look = Look(sheets, settings.scripts, self.site_url, self.is_kept)
        self.frames = Frames(self.plan, self.templates, look)
        self._permalinks = Permalinks(self.plan, self.clauses, self.frames, self.site_url)

    # Pages

    @cached_property
    def _makers(self) -> Mapping[str, Callable[[], str]]:
        """What makes each page, by address."""
        makers: dict[str, Callable[[], str]] = {}
        for language in LANGUAGES:
            makers.update(self._permalinks.of_clauses(language))
            makers.update(self._permalinks.of_moves(language))
        makers.update((page.address, partial(self._page, page)) for page in self.plan.pages)
        return makers

    def addresses(self) -> Iterator[str]:
        """Yield the address of every page."""
        yield from self._makers

    def half(self, which: Literal[0, 1]) -> Iterator[tuple[str, str]]:
        """Yield address and HTML of half of the pages: the first half, or the second one.

        Pages that show the same are in one half: those of a document, and of a kind, in both
        languages. The clauses of a document are let go of after its pages.
        """
        alike: dict[str, list[str]] = {}
        for address in self._makers:
            alike.setdefault(self._what_shows(address), []).append(address)
        for what in list(alike)[which::2]:
            yield from ((address, self.page(address)) for address in alike[what])
            if policy := self.plan.register.policies.get(what):
                self.clauses.release(policy)

    def _what_shows(self, address: str) -> str:
        """Return the code of the policy that a page shows, or its kind."""
        page = self._planned.get(address)
        if page is None:
            return f"leads on in {self.language(address)}"
        return page.policy.code if page.policy else page.kind

    def language(self, address: str) -> Language:
        """Return the language of the page at an address."""
        default = self._addresses.default_language
        there = other(default)
        return there if address.startswith(self._addresses.root(there)) else default

    def page(self, address: str) -> str:
        """Return the HTML of the page at an address. Raises ``KeyError`` when there is none."""
        page = self._planned.get(address)
        return self._page(page) if page else self._makers[address]()

    def has_page(self, address: str) -> bool:
        """Tell whether there is a page at an address."""
        return address in self._planned or address in self._makers

    @cached_property
    def _planned(self) -> Mapping[str, Page]:
        """The pages of the plan by address; those that lead on are not among them."""
        return {page.address: page for page in self.plan.pages}

    def _page(self, page: Page) -> str:
        return self.frames.page(page, kinds.content(self.plan, self.clauses, page))

    # Other files

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield path and text of every file that is no page and is made."""
        for path, make in self._file_makers.items():
            yield path, make()

    def file(self, path: str) -> str | None:
        """Return the text of a file that is made, or None when there is none at the path."""
        make = self._file_makers.get(path)
        return make() if make else None

    @cached_property
    def _file_makers(self) -> Mapping[str, Callable[[], str]]:
        """What makes each file that is no page, by path."""
        plan, clauses, site_url = self.plan, self.clauses, self.site_url
        makers: dict[str, Callable[[], str]] = {
            EXPORTS[0]: partial(export.clauses_json, plan, clauses, site_url),
            EXPORTS[1]: partial(export.clauses_csv, plan, clauses, site_url),
            EXPORTS[2]: export.schema,
        }
        for language in LANGUAGES:
            makers[f"search/{language}.js"] = partial(search.index, plan, clauses, language)
            makers[f"search/words-{language}.js"] = partial(search_words.words, language)
            for audience in plan.readers:
                address = plan.addresses.feed(audience, language)
                makers[address] = partial(feeds.feed, plan, audience, language, site_url)
        for sheet in (styles.SCREEN, styles.PRINT):
            makers[sheet] = partial(self._sheet, sheet)
        for script in scripts.scripts(self.root / "overrides"):
            makers[f"{scripts.FOLDER}/{script.name}"] = partial(scripts.lean, script)
        if chosen := plan.school.colours:
            makers[colours.SHEET] = partial(colours.sheet, chosen.main, chosen.link)
        for language in LANGUAGES if plan.any_review else ():
            address = plan.addresses.calendar(language)
            makers[address] = partial(calendar.calendar, plan, language, site_url)
        return {**makers, NOT_FOUND: self._not_found, "sitemap.xml": self._sitemap}

    def copies(self) -> Iterator[tuple[str, Path]]:
        """Yield path and source of every file that is copied as it is."""
        overrides = self.root / "overrides"
        made = set(scripts.scripts(overrides))
        for file in sorted(overrides.rglob("*")):
            name = file.relative_to(overrides).as_posix()
            is_part = name.startswith((f"{styles.FOLDER}/", f"{papers.FOLDER}/"))
            is_made = is_part or file.suffix in TEMPLATES or file in made
            if file.is_file() and not (is_made or disk.is_hidden(name)):
                yield name, file
        plan = self.plan
        ready = papers.folder(self.root, plan.edition.name)
        for name in sorted(plan.papers):
            yield f"{papers.FOLDER}/{name}", ready / name
        for path in self.uploads():
            yield self._addresses.asset(path.removeprefix("docs/")), self.root / path

    def copy(self, path: str) -> Path | None:
        """Return the source of a file that is copied as it is, or None."""
        return self._copies.get(path)

    @cached_property
    def _copies(self) -> Mapping[str, Path]:
        return dict(self.copies())

    def uploads(self) -> Iterator[str]:
        """Yield each file that is no page and that something in the edition shows.

        That is one of ``docs/``, or a copy that an adopted text shows in its place.
        """
        plan = self.plan
        every = [*uploads.every_file(self.root), *attached.every_copy(self.root)]
        withheld = editions.withheld_files(
            every,
            plan.edition,
            [document for _, document in plan.written_pages],
            plan.school.logo_path,
        )
        yield from (path for path in every if path not in withheld)

    def last_files(self, folder: Path) -> Iterator[tuple[str, str]]:
        """Yield path and text of what keeps a finished site on phones, or ends that.

        Each file has to be in the folder before the next one is asked for.
        """
        plan = self.plan
        if self.is_kept:
            pages = {
                page.address: page.kind != "side-by-side" and page.version is None
                for page in plan.pages
            }
            moved = {move.old: move.new for move in moves(plan)}
            yield from offline.files(plan, self.frames, pages, moved, folder)
        elif not plan.addresses.files:
            yield offline.WORKER, offline.switched_off(folder)

    def _sheet(self, path: str) -> str:
        return self._sheets[path]

    @cached_property
    def _sheets(self) -> Mapping[str, str]:
        return styles.joined(self.root / "overrides" / styles.FOLDER)

    def _not_found(self) -> str:
        """Make the page for an address that leads nowhere; it is shown at any address."""
        addresses = self._addresses
        default = addresses.default_language
        path = urlsplit(self.site_url or "/").path
        base = path if path.endswith("/") else f"{path}/"
        languages = [default, other(default)]
        html = self.templates.render(
            NOT_FOUND,
            default,
            base=base,
            languages=languages,
            roots={each: addresses.root(each) for each in LANGUAGES},
            indexes={each: addresses.generated("clauses", each) for each in LANGUAGES},
            statements={each: self.frames.statements(each, "") for each in LANGUAGES},
        )
        title = " / ".join(say("not-found.title", each) for each in languages)
        counterpart = addresses.root(other(default))
        return self.frames.signpost(
            Signpost(default, NOT_FOUND, title, html, counterpart, base=base)
        )

    def _sitemap(self) -> str:
        pages = [
            (self.frames.canonical(page), self.frames.alternates(page))
            for page in self.plan.pages
            if page.version is None  # search engines lead to what is in force
        ]
        default = self._addresses.default_language
        return self.templates.render("sitemap.xml", default, pages=pages)


def _as_shown(project: Project, edition: Edition, memory: Memory) -> Project:
    """Let go of what only the checks need, and of contacts that no text of an edition names."""
    documents = tuple(memory.of(_lean, document) for document in project.documents)
    pages = [document for document in documents if not document.is_policy]
    shown = list(editions.pages(edition, pages))
    hidden = [page for page in pages if page not in shown]
    school = contacts.seen_by(edition, project.school, project.register, shown, hidden)
    return replace(project, documents=documents, pairs={}, school=school)


def _lean(document: Document) -> Document:
    """Let go of what only the checks need of a policy; its text is in the register."""
    if not document.is_policy:
        return document
    gone: dict[str, object] = {key: {} for key in ("clauses", "retired")}
    return replace(
        document,
        passages=(),
        header=document.header.model_copy(update=gone),
        written={"policy": ""},
    )
