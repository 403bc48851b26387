"""Lighthouse on every template in both languages, on phone settings: a part of ``make audit``.

It takes minutes, and its performance figures depend on what else the machine does: run it alone.
The site is one of a school that is not the example, because the example asks search engines to stay
away and Lighthouse counts that as a fault. The server compresses, as the samples in servers/ do.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import forks
from audit import TEMPLATES
from browsers import CompressingHandler, installed, served
from sites import ROOT, Built, replaced

LIGHTHOUSE = ROOT / "tests/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95
LEFT_OUT = ("lasting", "not found")
"""They have no frame and nothing to load; search engines are kept away from both."""
FLAGS = "--headless=new --no-sandbox --disable-gpu"


NO_EXAMPLE = {
    "Example": "Bryn",
    "Enghraifft": "Bryn",
    "example.com": "bryn.cymru",
    "01632 960": "01248 555",
}


def real(text: str) -> str:
    """Return the example's school.yml as another school might have filled it in."""
    for old, new in NO_EXAMPLE.items():
        text = replaced(old, new, -1)(text)
    return text


def build(folder: Path, address: str) -> Built:
    """Build the shipped texts for a school that is not the example, to be read at an address."""
    site_address = re.compile("^site_address: .*$", re.M)
    changes = {"school.yml": lambda text: site_address.sub(f"site_address: {address}", real(text))}
    return forks.of_shipped(folder, changes)


def audit_page(url: str, folder: Path) -> dict[str, Any]:
    """Return Lighthouse's report on a page."""
    report = folder / "report.json"
    subprocess.run(
        ["node", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}",
         f"--chrome-flags={FLAGS}", f"--only-categories={','.join(CATEGORIES)}"],
        env={**os.environ, "CHROME_PATH": installed()}, check=True, timeout=300,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def row(report: dict[str, Any]) -> list[str]:
    """Return the figures of a report: scores, kilobytes, requests, layout shift, largest paint."""
    audits = report["audits"]
    scores = [f"{100 * (report['categories'][each]['score'] or 0):.0f}" for each in CATEGORIES]
    requests = audits["network-requests"]["details"]["items"]
    weight = sum(each.get("transferSize", 0) for each in requests) / 1024
    shift = audits["cumulative-layout-shift"]["numericValue"]
    paint = audits["largest-contentful-paint"]["numericValue"] / 1000
    return [*scores, f"{weight:.0f}", str(len(requests)), f"{shift:.3f}", f"{paint:.1f}"]


def faults(report: dict[str, Any]) -> list[str]:
    """Return the audits that cost points, without those of speed."""
    ids = {
        each["id"]
        for name in CATEGORIES[1:]
        for each in report["categories"][name]["auditRefs"]
        if each["weight"]
    }
    return [id_ for id_ in sorted(ids) if (report["audits"][id_]["score"] or 0) < 1
            and report["audits"][id_]["scoreDisplayMode"] in ("binary", "numeric")]  # fmt: skip


def main(chosen: list[str]) -> int:
    """Print the table; returns 1 if a score is below 95."""
    names = chosen or [name for name in TEMPLATES if name not in LEFT_OUT]
    status = 0
    print("template    lang  perf  a11y  best   seo    KB  req  shift   LCP s")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "school")
        with served(copy / "site", CompressingHandler) as address:
            build(copy, address)
            for name in names:
                for language, path in TEMPLATES[name].items():
                    report = audit_page(address + path, Path(folder))
                    found = row(report)
                    status |= any(int(score) < LEAST for score in found[:4])
                    figures = "  ".join(f"{each:>4}" for each in found)
                    print(f"{name:10}  {language:4}  {figures}  {' '.join(faults(report))}")
                    sys.stdout.flush()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
