"""axe on every page of the shipped site: for ``make audit``, as it takes minutes.

What only the style decides is judged by template in test_accessibility; here it is what the texts
bring with them: links, tables, headings, fields, labels. The versions for each audience repeat the
clauses of their policy: ``make audit`` sweeps them too, with every rule.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

import audit
from audit import Auditor, Scheme, State
from browsers import LANGUAGES, both_languages
from sites import Built

pytestmark = [
    pytest.mark.browser,
    pytest.mark.audit,
    audit.needs_axe,
    pytest.mark.skipif(not audit.ALL, reason="minutes: make audit"),
]


def swept(site: Built, language: str) -> list[str]:
    """Return the addresses of the pages of a language that are swept, in the same order."""
    found = []
    for page in site.pages.values():
        if page.is_full and site.language(page) == "en":
            link = str(page.one("a[data-language-link]").attributes["href"])
            found.append(page.address if language == "en" else site.resolve(page, link)[0])
    return found


@both_languages
def test_axe_finds_nothing_on_any_page(
    browser: Browser,
    address: str,
    shipped: Built,
    language: str,
) -> None:
    auditor = Auditor(browser, address)
    schemes: list[Scheme] = ["light", "dark", "forced"]
    found = {}
    for number, path in enumerate(swept(shipped, language)):
        scheme = schemes[(number + LANGUAGES.index(language)) % 3]
        page = auditor.open(path, State(scheme, audit.PHONE))
        found[path] = audit.axe(page)
    assert len(found) > 20
    assert not any(found.values()), audit.outline(found)
