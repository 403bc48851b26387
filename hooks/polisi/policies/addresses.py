"""Where pages are: one function from what a page is to its address, for both languages.

An address is a posix path from the root of the site, ending in ``/`` (``cy/polisiau/x/``). The
default language stands at the root, the other one in a folder named after it. Folders and
generated pages are called as ``WORDS`` says; a page is called as its ``slug`` says, or its file.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from polisi.facts.audiences import all_audiences
from polisi.facts.pages import page_kinds
from polisi.model import Audience
from polisi.text.documents import Document
from polisi.text.header import Page
from polisi.text.header_types import SLUG
from polisi.words.languages import LANGUAGES, Language

SIDE_BY_SIDE = "side-by-side"
WORDS: dict[str, Mapping[Language, str]] = {
    **{kind.name: kind.address for kind in page_kinds().values()},
    **{str(audience): folders for audience, folders in all_audiences().items()},
    "forms": {"en": "forms", "cy": "ffurflenni"},
    "reviews": {"en": "reviews", "cy": "adolygiadau"},
    "feed": {"en": "changes", "cy": "newidiadau"},
    "school": {"en": "school", "cy": "ysgol"},
    "template": {"en": "template", "cy": "templed"},
    "c": {"en": "c", "cy": "c"},
}
"""Words of addresses in both languages; any other folder is called alike in both."""
EXPORTS = ("clauses.json", "clauses.csv", "clauses.schema.json")
"""The files for other programs, at the root of the site."""
TAKEN = {*LANGUAGES, "assets", "search"}
"""First folders of addresses that are not for pages, beside those of the pages we make."""


def word(name: str, language: Language) -> str:
    """Return what a folder or generated page is called in addresses."""
    return WORDS.get(name, {}).get(language, name)


def slug_path(document: Document) -> str:
    """Return a page's address below its language's root: ``polisiau/cod-rhieni/``.

    A slug that is none counts for nothing: a preview is built in spite of it.
    """
    folder, name = posixpath.split(document.name.removesuffix(".md"))
    folders = [word(part, document.language) for part in folder.split("/") if part]
    slug = document.header.slug if isinstance(document.header, Page) else None
    last = slug or word(name, document.language)
    return "".join(f"{part}/" for part in [*folders, *([last] if name != "index" else [])])


def text_below(label: str, language: Language, since: str = "") -> str:
    """Return where a text of a policy stands, below the policy's address.

    Without a ``label`` it is the proposed one; ``since`` is the label of an earlier text with which
    it is compared.
    """
    text = f"{word('version', language)}/{label}/" if label else f"{word('proposed', language)}/"
    return f"{text}{word('redline', language)}/{since}/" if since else text


def former_addresses(document: Document) -> list[str]:
    """Return where a page was, each below its language's root and with a slash at the end.

    What can't have been an address is left out, for the same reason.
    """
    written = document.header.moved_from if isinstance(document.header, Page) else ()
    return list(filter(can_be_former, map(former_address, written)))


def former_address(written: str) -> str:
    """Return an address as we write it, however it was copied from a browser."""
    return f"{written.strip('/').removesuffix('/index.html')}/"


def can_be_former(address: str) -> bool:
    """Tell whether a page can have been at an address below its language's root."""
    folders = address.split("/")[:-1]
    return folders[0] not in TAKEN and all(map(SLUG.fullmatch, folders))


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a site."""

    default_language: Language
    files: bool = False
    """Whether links name ``index.html``, as a site opened from a file share needs."""

    def root(self, language: Language) -> str:
        """Return the address of a language's home page."""
        return "" if language == self.default_language else f"{language}/"

    def page(self, document: Document) -> str:
        """Return the address of a page or a whole policy."""
        return self.root(document.language) + slug_path(document)

    def view(self, audience: Audience, language: Language) -> str:
        """Return the address of an audience's view."""
        return f"{self.root(language)}{word(audience, language)}/"

    def view_page(self, document: Document, audience: Audience) -> str:
        """Return the address of an audience's version of a policy."""
        return self.view_at(slug_path(document), audience, document.language)

    def view_at(self, path: str, audience: Audience, language: Language) -> str:
        """Return the same of the policy at an address below its language's root."""
        name = path.rstrip("/").rpartition("/")[2]
        return f"{self.view(audience, language)}{name}/"

    def side_by_side(self, document: Document) -> str:
        """Return the address of a policy in both languages side by side."""
        return f"{self.page(document)}{word(SIDE_BY_SIDE, document.language)}/"

    def generated(self, kind: str, language: Language) -> str:
        """Return the address of a page that we make, such as ``clauses``."""
        return f"{self.root(language)}{page_kinds()[kind].address[language]}/"

    def calendar(self, language: Language) -> str:
        """Return the address of the calendar of reviews, a file."""
        return f"{self.root(language)}{word('reviews', language)}.ics"

    def feed(self, audience: Audience, language: Language) -> str:
        """Return the address of an audience's feed, a file."""
        return f"{self.view(audience, language)}{word('feed', language)}.xml"

    def manifest(self, language: Language) -> str:
        """Return the address of what makes the site installable in a language, a file."""
        return f"{self.root(language)}manifest.webmanifest"

    def permalink(self, clause_id: str, language: Language, label: str = "") -> str:
        """Return the address of a clause that survives every move; ``label`` names a version."""
        text = text_below(label, language) if label else ""
        return f"{self.root(language)}c/{clause_id}/{text}"

    def asset(self, name: str) -> str:
        """Return where static-i18n puts a file of ``docs/`` that is no page."""
        folder, _, rest = name.partition("/")
        for language in LANGUAGES:
            if folder == language:
                return self.root(language) + rest
        return name

    @staticmethod
    def base(page: str) -> str:
        """Return the way from a page up to the root of the site: ``../../``, or an empty string."""
        return "../" * page.count("/")

    def link(self, base: str, target: str) -> str:
        """Return a relative link to an address, which may have a ``#fragment``."""
        path, hash_, fragment = target.partition("#")
        if self.files and (not path or path.endswith("/")):
            path += "index.html"
        return (base + path or "./") + hash_ + fragment
