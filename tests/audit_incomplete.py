"""What axe can't decide, on every template in both languages: a part of ``make audit``.

axe calls a finding incomplete when a person has to look: a colour on a picture, a field in a table.
Each kind that was looked at stands in ``JUDGED`` with what was seen; any other one is printed with
its places, and fails.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import forks
from audit import DESK, PHONE, TEMPLATES, Auditor, State, shortened, undecided
from browsers import launched, served

GROUND = "color-contrast: Element's background color could not be determined "
JUDGED = {
    f"{GROUND}because element contains an image node": "the names in the picture of the "
    "references stand on the page; test_contrast measures that pair",
    "th-has-data-cells: Table data cells are missing or empty": "the index: a row with the name of "
    "a policy is the heading of the rows below it (scope=rowgroup)",
}
"""Rule and the reason that axe gives, and what a person saw on 29 November 2026."""
STATES = (State("light", PHONE), State("dark", DESK))

Places = dict[str, list[str]]


def looked_at(auditor: Auditor) -> Iterator[tuple[str, Page]]:
    """Yield the name of each template in a language and a state, and its page."""
    for name, addresses in TEMPLATES.items():
        for language, path in addresses.items():
            for state in STATES:
                yield f"{name} {language} {state}", shortened(auditor.open(path, state))


def found(address: str) -> Places:
    """Return what axe can't decide: rule and reason, and the places."""
    places: Places = defaultdict(list)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for place, page in looked_at(Auditor(browser, address)):
            for rule, target, reason in undecided(page):
                places[f"{rule}: {reason}"].append(f"{place}: {target}")
        browser.close()
    return places


def main() -> int:
    """Print what axe can't decide; returns 1 if somebody has still to look at something."""
    with tempfile.TemporaryDirectory() as folder:
        site = forks.of_shipped(Path(folder, "school"), {})
        with served(site.site) as address:
            places = found(address)
    for kind, each in sorted(places.items()):
        print(f"{len(each):4}  {kind}  {JUDGED.get(kind, 'TO LOOK AT')}")
        if kind not in JUDGED:
            print("".join(f"        {place}\n" for place in each[:3]), end="")
    return int(any(kind not in JUDGED for kind in places))


if __name__ == "__main__":
    sys.exit(main())
