"""Where the links of a site lead, and which of them are dead."""

from __future__ import annotations

import re

from polisi import project
from polisi.facts import laws, terms
from polisi.words.languages import LANGUAGES
from sites import ROOT, SITE_URL, Built

WRITTEN = {
    link
    for document in project.load(ROOT).documents
    if not document.is_policy
    for link in re.findall(r"\]\((https://[^)\s]+)\)", document.body)
}
"""The addresses out of the site that the template's pages name, other than in clauses."""
ANNOUNCED = laws.announced_minimum()
OFFICIAL = {
    link
    for texts in (
        *(law.links for law in laws.all_laws().values()),
        *(platform.reports for platform in laws.all_platforms().values()),
        *(platform.help for platform in laws.all_platforms().values()),
        *([ANNOUNCED.links] if ANNOUNCED else []),
    )
    for link in texts.values()
    if link.startswith("https://")
} | {term.link for term in terms.all_terms().values() if term.link}
"""The addresses of laws, platforms and terms, which lead out of the site wherever they stand."""


def passing_on(site: Built) -> set[str]:
    """Return the lasting addresses of variants not chosen: they lead to the one that shows."""
    return {
        f"{site.root(each)}c/{id_}/" for each in LANGUAGES for id_ in site.project.shown.instead
    }


def broken_links(site: Built) -> list[str]:
    """Return every link of a site that is dead, or that is not relative."""
    found, own = [], site.project.school.file.site_address or SITE_URL
    for page in site.pages.values():
        cited = {
            str(a.attributes["href"])
            for texts in (".clause__text", ".both", ".details", "#accounts + ul", "#help + ul")
            for a in page.all(f"{texts} a[href]:not(.ref)")
        }
        for link in set(page.links):
            if link.startswith((own, "mailto:", "tel:")):
                continue
            if link in OFFICIAL | WRITTEN or (link in cited and link.startswith("https://")):
                continue
            if re.match(r"[a-z]+:|//", link) or (link.startswith("/") and page.path != "404.html"):
                found.append(f"{page.path}: {link}")
                continue
            address, anchor = site.resolve(page, link)
            target = site.pages.get(address)
            exists = target is not None or address in site.files
            if not exists or (anchor and (target is None or anchor not in target.ids)):
                found.append(f"{page.path}: {link}")
    return found
