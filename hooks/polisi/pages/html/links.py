"""Where the links and pictures of a file's text lead in an edition."""

from __future__ import annotations

import posixpath
import re
from html import escape, unescape
from urllib.parse import unquote

from polisi.markup.marks import CLOSE, LINK_MARK, OPEN, mark
from polisi.pages.plan import Plan

HREF = re.compile(f'([ ](?:href|src)=)"{OPEN}{LINK_MARK}:([^{CLOSE}]*){CLOSE}"')
"""A link or a picture whose address is as it was written."""


class Links:
    """Says where links lead; those to what the edition leaves out lead nowhere."""

    def __init__(self, plan: Plan) -> None:
        self._policies, self._addresses = plan.register.policies, plan.addresses
        self._documents = {document.path: document for document in plan.documents}
        self._hidden_pages = {document.path for document in plan.hidden_documents}
        self._ids: dict[str, set[str]] = {}

    def open(self, path: str, html: str) -> str:
        """Put addresses of the site into the HTML of a file, open until a page closes them."""

        def led(found: re.Match[str]) -> str:
            address = self._target(path, unescape(found[2]))
            open_place = mark(LINK_MARK, escape(address)) if address is not None else ""
            return f'{found[1]}"{open_place}"' if open_place else ""

        return HREF.sub(led, html)

    def _target(self, path: str, url: str) -> str | None:
        target, hash_, fragment = url.partition("#")
        target = target.partition("?")[0]  # a file answers no question
        folder = posixpath.dirname(path)
        resolved = posixpath.normpath(posixpath.join(folder, unquote(target))) if target else path
        document = self._documents.get(resolved)
        if not document:
            return self._addresses.asset(resolved.removeprefix("docs/")) + hash_ + fragment
        code = document.code
        if resolved in self._hidden_pages or (code and code not in self._policies):
            return None
        if code and fragment and unquote(fragment) not in self._anchors(code):
            return None
        return self._addresses.page(document) + hash_ + fragment

    def _anchors(self, code: str) -> set[str]:
        """Return the ids of the headings that a policy's page has in this edition."""
        if code not in self._ids:
            sections = self._policies[code].sections
            self._ids[code] = {section.id for section in sections}
            self._ids[code] |= {clause.id for section in sections for clause in section.clauses}
        return self._ids[code]
