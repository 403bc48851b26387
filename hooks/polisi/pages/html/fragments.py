"""HTML with places left open for links, closed page by page.

The same clause stands on several pages (the policy, each audience's version), so links can't be
written when it is rendered. They are left as marks (``markup.marks``), and ``Fragment.fill`` closes
them per page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from polisi.markup.marks import MARK, OPEN, TERM_MARK

Resolver = Callable[[str, str], str]
"""From a mark's kind and value to what stands in its place on a page."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """HTML with open places: text, kind, value, text, kind, value, …, text."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> Fragment:
        """Split HTML at its marks."""
        return cls(tuple(MARK.split(html)))

    def settle(self, resolve: Callable[[str, str], str | None]) -> Fragment:
        """Resolve some marks and keep those for which ``resolve`` returns None."""
        texts, kept = [self.parts[0]], []
        for index in range(1, len(self.parts), 3):
            kind, value, text = self.parts[index : index + 3]
            resolved = resolve(kind, value)
            if resolved is None:
                kept += [texts.pop() if len(texts) == 1 else "".join(texts), kind, value]
                texts = [text]
            else:
                texts += [resolved, text]
        return Fragment((*kept, "".join(texts)))

    def fill(self, resolve: Resolver) -> str:
        """Return the HTML with every mark resolved."""
        parts = self.parts
        if len(parts) == 1:
            return parts[0]
        out = [parts[0]]
        for index in range(1, len(parts), 3):
            out.append(resolve(parts[index], parts[index + 1]))
            out.append(parts[index + 2])
        return "".join(out)


def with_tip(css_class: str, href: str, words: str, id_: str, tip: str, number: str = "") -> str:
    """Return a link whose explanation, HTML like its words, shows on hover and focus.

    ``number`` stands beside it on paper, which can't be pressed.
    """
    shown = f' data-number="{number}"' if number else ""
    return (
        f'<a class="{css_class}" href="{href}" aria-describedby="{id_}"{shown}>{words}</a>'
        f'<span class="tip" role="tooltip" id="{id_}">{tip}</span>'
    )


def first_of_each(html: str) -> str:
    """Keep the mark of each term's first occurrence; turn the others into their words."""
    seen: set[str] = set()

    def once(found: re.Match[str]) -> str:
        key, _, word = found[2].partition(":")
        if found[1] != TERM_MARK:
            return found[0]
        if key in seen:
            return word
        seen.add(key)
        return found[0]

    return MARK.sub(once, html) if f"{OPEN}{TERM_MARK}:" in html else html
