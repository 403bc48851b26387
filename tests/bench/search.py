"""Measure the search against stock's: bytes, what Welsh words find, and the time after a key.

A part of ``make bench``, where there is a Chromium; ``make bench BENCH="--no-search"`` leaves it
out. The figures on Welsh words need the dictionary that ``npm ci`` puts into ``tests``.
"""

from __future__ import annotations

import gzip
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import searching
from browsers import launched, served

KEY_LIMIT = {"shipped": 100, "4,000 clauses": 200}
"""Milliseconds from a key to the results on the screen, at most."""
SLOWER = 4
"""How many times slower than this machine a telephone is; Lighthouse takes the same."""
ROUNDS = 3
"""Of typing; the median of each key counts."""
TYPED = {
    "en": ("policy", "pupil", "photo consent", "friend request"),
    "cy": ("polisi", "disgybl", "caniatâd llun", "cais ffrind"),
}
QUERIES = """polisi bolisi pholisi mholisi rhieni rieni rhieni'r ysgol hysgol ty disgybl
ddysgwr nefnyddio caniatad ffon chyfryngau wefan nghymal mhlant sm14""".split()

TYPE = """async typed => {
  const field = document.querySelector(".search__field")
  const frame = () => new Promise(done => requestAnimationFrame(done))
  const times = []
  for (let end = 1; end <= typed.length; end += 1) {
    const start = performance.now()
    field.value = typed.slice(0, end)
    field.dispatchEvent(new InputEvent("input", {bubbles: true}))
    await frame()
    await frame()
    times.push(performance.now() - start)
  }
  return times
}"""
"""Types into the search as a reader does; two frames later the results are on the screen."""

LISTEN = """
window.Worker = class extends Worker {
  constructor(...all) {
    super(...all)
    this.addEventListener("message", ({data}) => { if (data.type === 3) window.answer = data.data })
  }
}
"""
"""Notes what stock's search answers to the page."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long a reader waits, in milliseconds."""

    opening: float
    """From opening the search to its being ready."""
    median: float
    """From a key to the results."""
    longest: float


def sizes(ours: Path, stock: Path) -> Iterator[str]:
    """Write a line for each language of an index: bytes as they are and compressed."""
    one = stock / "search" / "search_index.json"
    whole = one.stat().st_size
    files = {"stock, both": [one]}
    for each in searching.LANGUAGES:
        files[each] = [ours / "search" / f"{name}.js" for name in (each, f"words-{each}")]
    for name, parts in files.items():
        raw = sum(part.stat().st_size for part in parts)
        packed = sum(len(gzip.compress(part.read_bytes(), 9)) for part in parts)
        yield f"{name:<12} {raw:>10,} bytes  {packed:>9,} gzip  {raw / whole:.2f} x stock"


@contextmanager
def in_browser() -> Iterator[Browser]:
    """Start the machine's own Chromium."""
    with sync_playwright() as playwright:
        found = launched(playwright)
        yield found
        found.close()


def times(page: Page, address: str, language: str) -> Times:
    """Open the search on a page and type; measure until the results are on the screen."""
    page.goto(address)
    opening = page.evaluate(
        """async () => {
          const start = performance.now()
          document.querySelector("[data-search-open]").click()
          const field = document.querySelector(".search__field")
          const output = document.querySelector(".search__found")
          while (!output.childElementCount) {
            field.value = "a1"
            field.dispatchEvent(new InputEvent("input"))
            await new Promise(done => setTimeout(done, 5))
          }
          return performance.now() - start
        }"""
    )
    rounds = [
        [each for typed in TYPED[language] for each in page.evaluate(TYPE, typed)]
        for _ in range(ROUNDS)
    ]
    taken = [statistics.median(key) for key in zip(*rounds, strict=True)]
    return Times(opening, statistics.median(taken), max(taken))


def lines_of_times(browser: Browser, name: str, root: str, default: str = "en") -> Iterator[str]:
    """Write a line of times for each language of a site that is served at ``root``."""
    for language in searching.LANGUAGES:
        page = browser.new_page()
        home = root if language == default else f"{root}{language}/"
        found = times(page, home, language)
        limit = KEY_LIMIT[name]
        verdict = "reached" if found.longest <= limit else "not reached"
        yield (
            f"{name}, {language}: ready after {found.opening:.0f} ms; from a key to the results "
            f"{found.median:.0f} ms, longest {found.longest:.0f} ms, at most {limit}: {verdict}"
        )
        slow = page.context.new_cdp_session(page)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        found = times(page, home, language)
        yield (
            f"{name}, {language}, on a telephone ({SLOWER} times slower): ready after "
            f"{found.opening:.0f} ms; a key {found.median:.0f} ms, longest {found.longest:.0f} ms"
        )
        page.close()


def welsh(page: Page, site: Path) -> Iterator[str]:
    """Write what the Welsh words of a site find, held against a dictionary."""
    try:
        dictionary = searching.Dictionary()
    except (ImportError, FileNotFoundError):
        yield "Welsh words: not measured, there is no dictionary (npm ci in tests)"
        return
    searching.open_engine(page, site)
    found = searching.figures(page, dictionary)
    yield f"Welsh words that the dictionary knows: {found.words:,}, mutated {found.mutated:,}"
    yield f"found by who types the dictionary's form, stock: {found.share_stock:.1%}"
    yield f"mutated words found by who types the radical: {found.share_found:.1%} (at least 99 %)"
    yield (
        f"false pairs: {len(found.false)} of {found.pairs}, {found.share_false:.2%} (at most 0.5 %)"
    )


def stock_found(page: Page, typed: str) -> int:
    """Type into stock's search and count the Welsh sections that it finds."""
    field = page.locator(".md-search__input")
    field.click()
    field.fill("")
    field.press_sequentially(typed[:-1])
    page.wait_for_timeout(500)
    page.evaluate("window.answer = null")
    field.press_sequentially(typed[-1])
    page.wait_for_function("window.answer !== null")
    count: int = page.evaluate(
        """() => answer.items.flat().filter(({location}) =>
           location.startsWith("cy/") && location.includes("#")).length"""
    )
    return count


def queries(page: Page, stock: Page) -> Iterator[str]:
    """Write how many Welsh clauses and sections each query finds, in stock's search and in ours.

    ``page`` has our engine loaded, ``stock`` shows a page of the stock site.
    """
    yield f"{'query':<14} {'stock':>6} {'ours':>6}"
    for typed in QUERIES:
        ours: int = page.evaluate(
            """typed => {
              const number = PolisiSearch.byId(indexes.cy, typed)
              const found = number.kind ? number : indexes.cy.search(typed)
              return found.entries.filter(({anchor}) => anchor).length
            }""",
            typed,
        )
        yield f"{typed:<14} {stock_found(stock, typed):>6} {ours:>6}"


def report(name: str, ours: Path, stock: Path) -> Iterator[str]:
    """Write the bytes and times of a pair of sites; of the shipped one also what words find."""
    yield f"\nSearch, {name}"
    yield from sizes(ours, stock)
    with in_browser() as browser, served(ours) as root, served(stock) as stock_root:
        yield from lines_of_times(browser, name, root)
        if name != "shipped":
            return
        page, other = browser.new_page(), browser.new_page()
        yield from welsh(page, ours)
        searching.open_engine(page, ours)
        other.add_init_script(LISTEN)
        other.goto(f"{stock_root}cy/")
        yield from queries(page, other)
