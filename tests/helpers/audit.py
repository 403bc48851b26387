"""What the tests of accessibility share: the templates, the states of a page, and axe."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from sites import ROOT

AXE = ROOT / "tests/node_modules/axe-core/axe.min.js"
needs_axe = pytest.mark.skipif(
    not AXE.exists(), reason="axe-core is not in tests/node_modules: npm ci --prefix tests"
)

EXCLUDED: tuple[tuple[str, str, str], ...] = ()
"""What axe finds and we let stand: rule, the start of the element's selector, and the reason."""

ALL = "POLISI_AUDIT" in os.environ
"""Whether every page is looked at in every state, which takes long."""

TEMPLATES = {
    "home": {"en": "", "cy": "cy/"},
    "audience": {"en": "parents/", "cy": "cy/rhieni/"},
    "policy": {"en": "policies/house-rules/", "cy": "cy/polisiau/rheolau-ein-cyfrifon/"},
    "version": {"en": "parents/incidents/", "cy": "cy/rhieni/pan-aiff-rhywbeth-o-i-le/"},
    "side": {
        "en": "policies/parents-code/side-by-side/",
        "cy": "cy/polisiau/cod-rhieni-gofalwyr/ochr-yn-ochr/",
    },
    "form": {"en": "forms/incident-record/", "cy": "cy/ffurflenni/cofnod-digwyddiad/"},
    "letters": {
        "en": "forms/letters-in-three-stages/",
        "cy": "cy/ffurflenni/llythyrau-mewn-tri-cham/",
    },
    "policies": {"en": "policies/", "cy": "cy/polisiau/"},
    "clauses": {"en": "clauses/", "cy": "cy/cymalau/"},
    "glossary": {"en": "glossary/", "cy": "cy/geirfa/"},
    "laws": {"en": "laws/", "cy": "cy/cyfreithiau/"},
    "contact": {"en": "contact/", "cy": "cy/cysylltu/"},
    "options": {"en": "options/", "cy": "cy/opsiynau/"},
    "sources": {"en": "sources/", "cy": "cy/ffynonellau/"},
    "rules": {"en": "rules/", "cy": "cy/rheolau/"},
    "ordinary": {"en": "accessibility/", "cy": "cy/hygyrchedd/"},
    "lasting": {"en": "c/SM-014/", "cy": "cy/c/SM-014/"},
    "not found": {"en": "no/such/page/", "cy": "cy/dim/byd/"},
}
"""A page of each template, by language."""
if ALL:  # they are made of what the others are made of
    TEMPLATES |= {
        "about": {"en": "about/", "cy": "cy/am-y-polisiau/"},
        "references": {"en": "references/", "cy": "cy/croesgyfeiriadau/"},
        "translations": {"en": "translations/", "cy": "cy/cyfieithiadau/"},
        "signed": {"en": "signed/", "cy": "cy/llofnodwyd/"},
    }
FRAMED = [name for name in TEMPLATES if name not in ("lasting", "not found")]
"""Those with the header, the menu and the search."""

# How a reader opens things. Whoever remakes the frame changes these, and no test.
MENU_BUTTON = "[data-menu-button]"
MENU = "#menu"
SEARCH_BUTTON = "[data-search-open]"
SEARCH_FIELD = "[data-search] input"
SEARCH_RESULT = "[data-search] .search__found a"

Scheme = Literal["light", "dark", "forced"]
Open = Literal["", "menu", "search", "tip"]
PHONE, SMALL, DESK = 390, 320, 1280


@dataclass(frozen=True)
class State:
    """How a page is looked at."""

    scheme: Scheme = "light"
    width: int = DESK
    magnified: Literal["", "text", "page"] = ""
    """Text at 200 %, or the whole page: half the pixels across, each twice as large."""
    opened: Open = ""

    def __str__(self) -> str:
        parts = (self.scheme, str(self.width), self.magnified, self.opened)
        return "-".join(part for part in parts if part)


PLAIN = [State(s, w) for s in ("light", "dark", "forced") for w in (SMALL, PHONE, DESK)]
MAGNIFIED = [
    State("light", PHONE, "text"),
    State("dark", DESK, "text"),
    State("light", DESK // 2, "page"),
]
OPENED: list[State] = [
    State("light", PHONE, opened="menu"),
    State("dark", SMALL, opened="menu"),
    State("forced", PHONE, opened="menu"),
    State("light", PHONE, opened="search"),
    State("dark", DESK, opened="search"),
    State("forced", DESK, opened="search"),
    State("light", SMALL, opened="tip"),
    State("dark", DESK, opened="tip"),
]

REFRESH = re.compile(r'<meta http-equiv="refresh"[^>]*>')
LASTING = re.compile(r"/c/[A-Z]+-\d+/$")


def _stay(route: Route) -> None:
    """Serve a page that leads on at once as one that does not, so that it can be looked at."""
    answer = route.fetch()
    route.fulfill(response=answer, body=REFRESH.sub("", answer.text()))


@dataclass
class Auditor:
    """Opens pages of a site in their states."""

    browser: Browser
    address: str

    def __post_init__(self) -> None:
        self._page = cache(self._new_page)
        self._worn: dict[Page, tuple[Scheme, int]] = {}
        self._looked_at: tuple[str, Page] | None = None

    def _new_page(self, scale: int, stays: bool) -> Page:
        context: BrowserContext = self.browser.new_context(
            reduced_motion="reduce", device_scale_factor=scale
        )
        context.set_default_timeout(10_000)
        if stays:  # a context that looks into what is asked for keeps no file for the next page
            context.route(LASTING, _stay)
        return context.new_page()

    def look(self, path: str, state: State) -> Page:
        """Return a page in a state for a test that leaves it as it is.

        The next one may look at it too, in another state: until ``forget``.
        """
        if state.magnified == "page" or state.opened:
            return self.open(path, state)
        if self._looked_at is None or self._looked_at[0] != path:
            self._looked_at = path, self.open(path, replace(state, magnified=""))
        page = self._looked_at[1]
        self._wear(page, state)
        page.evaluate(SIZE_OF_TEXT, 2 if state.magnified else 1)
        return page

    def forget(self) -> None:
        """Let the next test open anew what it looks at."""
        self._looked_at = None

    def open(self, path: str, state: State) -> Page:
        """Return a page in a state."""
        self.forget()
        page = self._page(2 if state.magnified == "page" else 1, bool(LASTING.search(f"/{path}")))
        self._wear(page, state)
        page.goto(self.address + path)
        if state.magnified == "text":
            page.evaluate(SIZE_OF_TEXT, 2)
        if state.opened:
            OPENERS[state.opened](page)
        return page

    def _wear(self, page: Page, state: State) -> None:
        """Give a page its colours and its width, where it has others: it is laid out anew."""
        scheme, width = self._worn.get(page, ("light", 0))
        if scheme != state.scheme:
            page.emulate_media(
                color_scheme="dark" if state.scheme == "dark" else "light",
                forced_colors="active" if state.scheme == "forced" else "none",
            )
        if width != state.width:
            page.set_viewport_size({"width": state.width, "height": 800})
        self._worn[page] = state.scheme, state.width


SIZE_OF_TEXT = """(times) => {
    const { style } = document.documentElement
    style.fontSize = ""
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize)
    if (times > 1) style.fontSize = `${times * size}px`
}"""


def open_menu(page: Page) -> None:
    """Open the menu of a narrow screen."""
    page.locator(MENU_BUTTON).click()
    page.locator(f"{MENU} a").first.wait_for()


def open_search(page: Page) -> None:
    """Open the search, with results."""
    page.locator(SEARCH_BUTTON).click()
    page.locator(SEARCH_FIELD).first.fill("logo")
    page.locator(SEARCH_RESULT).first.wait_for()


def open_tip(page: Page) -> None:
    """Show what a reference or a term says, if the page has one."""
    for selector in ("a.ref", "a.term"):
        link = page.locator(f"{selector} >> visible=true").first
        if link.count():
            page.keyboard.press("Tab")  # so that the browser shows where the focus is
            link.focus()
            page.locator(f"#{link.get_attribute('aria-describedby')}").wait_for()
            return


OPENERS = {"menu": open_menu, "search": open_search, "tip": open_tip}

# A dozen rows are enough to judge how a table is made; the sweep takes pages whole.
SHORTEN = """() => {
    for (const list of document.querySelectorAll(
        "tbody, ul, ol, dl, svg, table, .both, .text")) {
        for (const left of [...list.children].slice(12)) left.remove()
    }
    dispatchEvent(new Event("resize"))
}"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """([tags, rules, kind]) => axe.run(document, {
    runOnly: tags, resultTypes: [kind], rules,
}).then((found) => found[kind].flatMap((rule) => rule.nodes.map((node) => [
    rule.id, node.target.join(" "), [...node.any, ...node.all, ...node.none]
        .map((check) => check.message).join("; "),
])))"""


def is_excluded(rule: str, target: str) -> bool:
    """Return whether a finding of axe is one that we let stand."""
    return any(rule == each and target.startswith(start) for each, start, _ in EXCLUDED)


@cache
def axe_source() -> str:
    """Return the script of axe, which a page gets when it is judged: half a megabyte."""
    return AXE.read_text(encoding="utf-8")


def axe(page: Page, **rules: bool) -> list[str]:
    """Return what axe finds wrong with a page, without the rules that are switched off."""
    page.evaluate(axe_source())
    chosen = {name.replace("_", "-"): {"enabled": on} for name, on in rules.items()}
    found: list[tuple[str, str, str]] = page.evaluate(RUN_AXE, [TAGS, chosen, "violations"])
    return [
        f"{rule}: {target}: {message}"
        for rule, target, message in found
        if not is_excluded(rule, target)
    ]


def undecided(page: Page) -> list[tuple[str, str, str]]:
    """Return what a person has to look at on a page: rule, element and the reason of axe."""
    page.evaluate(axe_source())
    found: list[tuple[str, str, str]] = page.evaluate(RUN_AXE, [TAGS, {}, "incomplete"])
    return found


def outline(findings: dict[str, list[str]], most: int = 3) -> str:
    """Return findings by place as text: the first few of each rule, and how many there are."""
    lines: list[str] = []
    for place, found in findings.items():
        rules: dict[str, list[str]] = {}
        for finding in found:
            rules.setdefault(finding.partition(":")[0], []).append(finding)
        for rule, each in rules.items():
            lines += [f"{place}: {len(each)} × {rule}", *(f"    {line}" for line in each[:most])]
    return "\n".join(lines)


def shortened(page: Page) -> Page:
    """Return a page with long lists and tables cut."""
    page.evaluate(SHORTEN)
    return page
