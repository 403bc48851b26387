"""Everything that one build knows, from reading to writing, whichever generator runs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from polisi import project
from polisi.outputs import calendar, export, offline, permalinks, search
from polisi.pages import views
from polisi.pages.frame import Place, Shells
from polisi.pages.pages import Pages
from polisi.pages.views import Plan, View
from polisi.policies import adoption, editions
from polisi.policies.addresses import Addresses
from polisi.problems import Problem
from polisi.school import colours
from polisi.text import uploads
from polisi.text.documents import Document
from polisi.words.languages import LANGUAGES, other


@dataclass(frozen=True, slots=True)
class Build:
    """Everything that one build knows, from reading to writing."""

    plan: Plan
    pages: Pages
    shells: Shells
    views: Mapping[str, View]
    """Views by the made-up source path of their MkDocs file."""
    documents: Mapping[str, Document]
    """Documents by path below ``docs/``."""
    places: Mapping[str, Place]
    """Where each page is, by source path below ``docs/``."""
    withheld: frozenset[str]
    """Files, from the project's folder, that the edition leaves out with their clauses."""


def prepare(
    loaded: project.Project,
    edition: editions.Edition,
    addresses: Addresses,
    shown: list[Problem],
    site_url: str,
    preview: bool,
) -> Build:
    """Plan the site and make ready what its pages need.

    ``shown`` are the problems that a preview shows; ``site_url`` ends in a slash, or is empty.
    """
    loaded = replace(loaded, documents=tuple(map(_outline, loaded.documents)), pairs={})
    plan = views.plan(loaded, edition, addresses, adoption.today())
    pages = Pages(plan, loaded.root / "overrides" / "polisi", shown, preview)
    documents = {document.path.removeprefix("docs/"): document for document in loaded.documents}
    by_source = {_source(plan, view): view for view in plan.views}
    others = [document for document in loaded.documents if not document.is_policy]
    places = {
        source: Place(view.language, view.address, view.counterpart)
        for source, view in by_source.items()
    }
    for document in others:
        twin = other(document.language)
        there = documents.get(f"{twin}/{document.name}")
        places[f"{document.language}/{document.name}"] = Place(
            document.language,
            addresses.page(document),
            addresses.page(there) if there else addresses.root(twin),
        )
    shells = Shells(pages, others, site_url, offline.is_on(plan, preview))
    logo = loaded.school.file.school.logo
    withheld = editions.withheld_files(
        uploads.every_file(loaded.root), edition, others, f"docs/{logo.file}" if logo else ""
    )
    return Build(plan, pages, shells, by_source, documents, places, frozenset(withheld))


def _outline(document: Document) -> Document:
    """Let go of what only the checks need of a policy; its text is in the register."""
    if not document.is_policy:
        return document
    gone: dict[str, object] = {key: {} for key in ("clauses", "retired")}
    return replace(
        document,
        passages=(),
        header=document.header.model_copy(update=gone),
        written={"policy": ""},
    )


def _source(plan: Plan, view: View) -> str:
    """Return the source path of a view: its policy's file, or a made-up one."""
    if view.kind == "policy" and view.policy and not view.audience:
        return f"{view.language}/{view.policy.name}"
    address = view.address.removeprefix(plan.addresses.root(view.language)).rstrip("/")
    return f"{view.language}/{address}/index.md"


def written_files(build: Build, site_url: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file that is not a page of MkDocs."""
    yield "clauses.json", export.clauses_json(build.pages, site_url)
    yield "clauses.csv", export.clauses_csv(build.pages, site_url)
    yield "clauses.schema.json", export.schema()
    for language in LANGUAGES:
        yield f"search/{language}.js", search.index(build.pages, language, build.shells.others)
    there = {place.address for place in build.places.values()}
    for address, html in permalinks.moved_pages(build.pages, build.shells.others, site_url):
        if address not in there:  # else a preview, which goes on after problems
            yield f"{address}index.html", html
    if chosen := build.plan.project.school.file.school.colours:
        yield colours.SHEET, colours.sheet(chosen.main, chosen.link)
    if calendar.any_adopted(build.plan):
        for language in LANGUAGES:
            address = build.plan.addresses.calendar(language)
            yield address, calendar.calendar(build.plan, language, site_url)


def offline_files(build: Build, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield path and text of what keeps the finished site in ``folder`` on phones, or ends that.

    Each file has to be in the folder before the next one is asked for.
    """
    plan = build.plan
    if build.shells.is_kept:
        twice = {view.address for view in plan.views if view.kind == "side"}
        pages = {place.address: place.address not in twice for place in build.places.values()}
        moves = {move.old: move.new for move in permalinks.moves(plan, build.shells.others)}
        yield from offline.files(plan, build.pages.templates, pages, moves, folder)
    elif not plan.addresses.files:
        yield offline.WORKER, offline.switched_off(folder)


def write(file: Path, text: str) -> None:
    """Write a file of the site, and the folders on its way."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")
