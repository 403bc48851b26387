"""axe on every page of the shipped site in one of its languages (``make audit``: in both).

What only the style decides is judged by template in test_accessibility; here it is what the texts
bring with them: links, tables, headings, fields, labels. The versions for each audience repeat the
clauses of their policy: ``make audit`` sweeps them too, with every rule.
"""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Browser

import audit
from audit import Auditor, Scheme, State
from sites import Built
from test_browser import LANGUAGES, address, both_languages, browser  # noqa: F401

pytestmark = [pytest.mark.browser, audit.needs_axe]

ALL = "POLISI_AUDIT" in os.environ
BY_STYLE = {} if ALL else {"color_contrast": False, "target_size": False}
"""The two slowest rules: what they find, they find in every page of a template."""


def swept(site: Built, language: str) -> list[str]:
    """Return the addresses of the pages of a language that are swept, in the same order."""
    folders = {"parents/", "staff/", "governors/"}
    found = []
    for page in site.pages.values():
        inner = page.address
        is_version = any(inner.startswith(each) and inner != each for each in folders)
        if page.is_full and site.language(page) == "en" and (ALL or not is_version):
            link = str(page.one("a[data-language-link]").attributes["href"])
            found.append(page.address if language == "en" else site.resolve(page, link)[0])
    return found


@both_languages
def test_axe_finds_nothing_on_any_page(
    browser: Browser,  # noqa: F811
    address: str,  # noqa: F811
    shipped: Built,
    language: str,
) -> None:
    auditor = Auditor(browser, address)
    schemes: list[Scheme] = ["light", "dark", "forced"]
    found = {}
    for number, path in enumerate(swept(shipped, language)):
        if not ALL and number % 2 != LANGUAGES.index(language):
            continue  # it is swept in its other language
        scheme = schemes[(number + LANGUAGES.index(language)) % 3]
        page = auditor.open(path, State(scheme, audit.PHONE))
        found[path] = audit.axe(page, **BY_STYLE)
    assert len(found) > 20
    assert not any(found.values()), audit.outline(found)
