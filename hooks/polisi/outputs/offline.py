"""A site that a telephone can install and read without a connection (``offline: true``).

The build writes a manifest for each language (W3C, Web Application Manifest) and a service worker
(W3C, Service Workers), which is a list of what is kept; how it is kept and when it is used is in
``overrides/assets/offline-worker.js``. Only the edition for parents is ever kept: what stands
behind a login must not stay on the device of somebody who has logged out.

A site that keeps nothing has a worker too, which forgets what an earlier version of the site kept.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from polisi.pages.frame import Frames, Signpost
from polisi.pages.plan import Plan
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.phrases import say

OPEN = "parents"
"""The edition that anybody may read."""
WORKER = "service-worker.js"
LOGIC = "assets/offline-worker.js"
PAGE = "offline.html"
"""The page for what is not kept."""
COLOURS = "assets/polisi.css"
ICON = "assets/icon.svg"
BUDGET = 4_000_000
"""Bytes, compressed, that a telephone is asked to fetch. The template's edition for parents has
1.2 million, a quarter of them pages that show both languages side by side."""
SMALLEST_ICON = 144
"""Pixels; browsers don't install a site whose icon is smaller or no square (web.dev)."""

CODE, PICTURES = {".css", ".js", ".woff2"}, {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
NOT_LISTED = (LOGIC, WORKER, "assets/card.png")
"""The browser itself keeps a worker's scripts; the picture is for messages about the site."""
SAFE = "/!$&'()*+,;=:@~"
"""Signs that an address in a browser shows as they are."""
BRAND, BACKGROUND = "--polisi-brand", "--polisi-page"


def is_on(plan: Plan, preview: bool) -> bool:
    """Tell whether a build makes a site that is kept: an open one, on a web server."""
    is_wanted = plan.school.file.offline and plan.edition.name == OPEN
    return is_wanted and not (preview or plan.addresses.files)


def note(plan: Plan, language: Language) -> str:
    """Return what to say where the school has asked for it and the edition is none to keep."""
    if not plan.school.file.offline or plan.edition.name == OPEN:
        return ""
    return say("offline.closed", language, edition=plan.edition.name)


def switched_off(folder: Path) -> str:
    """Return a worker that forgets what an earlier one kept."""
    return _worker(folder, None, {})


def files(
    plan: Plan,
    frames: Frames,
    pages: Mapping[str, bool],
    moves: Mapping[str, str],
    folder: Path,
) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file of a site that is kept.

    ``folder`` holds the finished site; each file has to be in it before the next is asked for,
    because the last one, the worker, lists them. ``pages`` are the addresses of all pages, each
    with whether it shows nothing that no other page shows; ``moves`` are the old addresses of
    pages, each with the new one.
    """
    for language in LANGUAGES:
        yield plan.addresses.manifest(language), _manifest(plan, language, folder)
    yield PAGE, _page(plan, frames)
    yield WORKER, _worker(folder, _kept(plan, pages, folder), _permalinks(plan, moves))


# The manifest


def _manifest(plan: Plan, language: Language, folder: Path) -> str:
    """Return what a browser needs to install the site; the other language is within its scope."""
    base = plan.addresses.base(plan.addresses.root(language))
    name = plan.school.name(language)
    colours = (folder / COLOURS).read_text(encoding="utf-8")
    chosen = plan.school.colours
    values = {
        "name": say("site.name", language, school=name).strip(),
        "short_name": name,
        "lang": language,
        "start_url": "./",
        "scope": base or "./",
        "display": "standalone",
        "theme_color": (chosen and chosen.main) or _colour(colours, BRAND),
        "background_color": _colour(colours, BACKGROUND),
        "icons": [_icon(plan, base, folder)],
    }
    filled = {key: value for key, value in values.items() if value}
    return json.dumps(filled, ensure_ascii=False, indent=1) + "\n"


def _colour(css: str, name: str) -> str:
    """Return the first value of a custom property, the one for light, or an empty string."""
    found = re.search(rf"{name}:\s*(#[0-9a-fA-F]{{3,8}})\s*;", css)
    return found[1] if found else ""


def _icon(plan: Plan, base: str, folder: Path) -> dict[str, str]:
    """Describe the school's badge if a browser takes it as an icon, or else the template's."""
    logo = plan.school.logo
    file = folder / logo.file if logo else Path()
    if logo and file.suffix == ".svg" and file.is_file():
        return _svg(base + logo.file)
    if logo and file.suffix == ".png" and file.is_file():
        width, height = png_size(file.read_bytes())
        if width == height >= SMALLEST_ICON:
            return {"src": base + logo.file, "sizes": f"{width}x{height}", "type": "image/png"}
    return _svg(base + ICON)


def _svg(address: str) -> dict[str, str]:
    return {"src": address, "sizes": "any", "type": "image/svg+xml"}


def png_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG picture (RFC 2083, 11.2.2), or noughts if it is none."""
    if len(content) < 24 or not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return 0, 0
    width, height = struct.unpack(">II", content[16:24])
    return width, height


# What is kept


def _page(plan: Plan, frames: Frames) -> str:
    """Return the page for what is not kept, in both languages."""
    addresses = plan.addresses
    language = addresses.default_language
    html = frames.templates.render(
        PAGE,
        language,
        homes={each: addresses.root(each) for each in LANGUAGES},
        indexes={each: addresses.generated("clauses", each) for each in LANGUAGES},
    )
    title = " / ".join(say("offline.title", each) for each in (language, other(language)))
    counterpart = addresses.root(other(language))
    return frames.signpost(Signpost(language, PAGE, title, html, counterpart, base="./"))


def _kept(plan: Plan, pages: Mapping[str, bool], folder: Path) -> dict[str, str]:
    """Return what is kept, path to digest, the most important first, as far as the budget goes."""
    kept: dict[str, str] = {}
    left = BUDGET
    for path in sorted(_candidates(pages, folder), key=lambda path: _rank(plan, pages, path)):
        name = f"{path}index.html" if path in pages else path
        content = (folder / name).read_bytes()
        left -= len(zlib.compress(content, 1))
        if left < 0:
            break
        kept[quote(path, SAFE)] = digest(content)
    return kept


def _candidates(pages: Mapping[str, bool], folder: Path) -> Iterator[str]:
    """Yield every page, and what pages load. The permalinks, which are many, are a table."""
    yield from pages
    yield PAGE
    for file in folder.rglob("*"):
        path = file.relative_to(folder).as_posix()
        if file.suffix.lower() in CODE | PICTURES and path not in NOT_LISTED:
            yield path


def _rank(plan: Plan, pages: Mapping[str, bool], path: str) -> tuple[int, str]:
    """Sort: what every page needs, the home pages, the others, what shows nothing new, pictures."""
    logo = plan.school.logo
    if path in pages:
        if path in {plan.addresses.root(language) for language in LANGUAGES}:
            return 1, path
        return (2 if pages[path] else 3), path
    badges = (ICON, logo.file if logo else "")
    is_first = Path(path).suffix.lower() not in PICTURES or path in badges
    return (0 if is_first else 4), path


def _permalinks(plan: Plan, moves: Mapping[str, str]) -> dict[str, str]:
    """Return where the permalink of each clause leads to, and the old one of each page."""
    former = plan.register.former
    return dict(moves) | {
        quote(plan.addresses.permalink(id_, language), SAFE): quote(
            plan.clause_address(former.get(id_, id_), language), SAFE + "#"
        )
        for id_ in (*plan.register.clauses, *former)
        for language in (plan.addresses.default_language, other(plan.addresses.default_language))
    }


def digest(content: bytes) -> str:
    """Return the digest of a file as a browser checks it (W3C, Subresource Integrity)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


def _worker(folder: Path, kept: Mapping[str, str] | None, lasting: Mapping[str, str]) -> str:
    """Return the worker: the lists, and the logic, named so that a new one is noticed."""
    logic = hashlib.sha256((folder / LOGIC).read_bytes()).hexdigest()[:8]
    lists = "".join(
        f"const {name} = {json.dumps(value, ensure_ascii=True, indent=0)}\n"
        for name, value in (("KEPT", kept), ("LASTING", lasting))
    )
    return f'/* Made by the build. */\n{lists}importScripts("{LOGIC}?{logic}")\n'
