"""A site on a telephone without a connection: what is kept, what is shown, how it is replaced."""

from __future__ import annotations

import json
import re
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import forks
import projects
from browsers import TELEPHONE, Handler, Server, started
from polisi import project
from polisi.outputs import offline
from polisi.pages.frame import Frames, Look
from polisi.pages.html import templates
from polisi.pages.html.templates import Templates
from polisi.pages.plan import Plan, plan
from polisi.policies import adoption, editions
from polisi.policies.addresses import Addresses
from polisi.school import school
from polisi.words.languages import LANGUAGES
from projects import BASE, CY_SM, EN_SM, SCHOOL
from sites import ROOT, Built, replaced

in_browser = pytest.mark.browser

BELOW = "/school-policies/"
"""Where the site lies at its host, as a project's site of GitHub Pages does."""
POLICY = {"en": "policies/media/", "cy": "cy/polisiau/cyfryngau/"}
CLAUSE = "SM-002"
OTHERS_STORE = "of another site"
LOGIN = "login"


def wanted(default: str = "en", more: str = "") -> str:
    """Return the school.yml of a school that wants its site kept."""
    text = BASE[SCHOOL].replace("default_language: en", f"default_language: {default}")
    return f"{text}offline: true\n{more}"


def kept_by(site: Built) -> dict[str, str]:
    """Return what a site's worker keeps."""
    return kept_in(site.text("service-worker.js"))


def kept_in(worker: str) -> dict[str, str]:
    """Return what a worker keeps: path to digest; nothing where it forgets."""
    found = re.search(r"^const KEPT = (null|\{.*?\})$", worker, re.M | re.S)
    assert found
    kept: dict[str, str] | None = json.loads(found[1])
    return kept or {}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small site that is kept, with a policy that has been renamed."""
    changes = {
        SCHOOL: wanted(),
        EN_SM: BASE[EN_SM].replace("\nowner:", "\nmoved_from: [policies/old-media]\nowner:"),
    }
    return forks.built(tmp_path_factory.mktemp("kept"), changes, POLISI_EDITION="parents")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same site with a new sentence in a clause, in both languages."""
    changes = {
        EN_SM: BASE[EN_SM].replace("- keep the original", "- keep the new original"),
        CY_SM: BASE[CY_SM].replace("- cadwch y gwreiddiol", "- cadwch y gwreiddiol newydd"),
    }
    assert all(text != BASE[path] for path, text in changes.items())
    return forks.built(
        tmp_path_factory.mktemp("changed"), {SCHOOL: wanted(), **changes}, POLISI_EDITION="parents"
    )


@pytest.fixture(scope="module")
def switched_off(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same site of a school that wants it kept no more."""
    return forks.built(tmp_path_factory.mktemp("off"), POLISI_EDITION="parents")


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The whole site of a school that wants its open edition kept."""
    return forks.built(tmp_path_factory.mktemp("closed"), {SCHOOL: wanted()})


@pytest.fixture(scope="module")
def to_share(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A copy for a folder, of the edition that is kept elsewhere."""
    folder = tmp_path_factory.mktemp("share")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8") + "\nuse_directory_urls: false\n"
    changes = {SCHOOL: wanted(), "mkdocs.yml": text}
    return forks.built(folder, changes, POLISI_EDITION="parents")


# What is built


def test_each_page_names_the_manifest_of_its_language(kept: Built) -> None:
    for page in kept.pages.values():
        if not page.is_full:
            continue
        link = str(page.one('link[rel="manifest"]').attributes["href"])
        address, _ = kept.resolve(page, link)
        assert address == f"{kept.root(kept.language(page))}manifest.webmanifest", page.path
        script = str(page.one('script[src$="offline.js"]').attributes["src"])
        assert kept.resolve(page, script)[0] == "assets/offline.js", page.path


@pytest.mark.parametrize("default", LANGUAGES)
def test_the_manifests_say_what_a_browser_needs(tmp_path: Path, default: str) -> None:
    site = forks.built(tmp_path, {SCHOOL: wanted(default)}, POLISI_EDITION="parents")
    names = {"en": "Example School: policies", "cy": "Ysgol Enghraifft: polisïau"}
    for language in LANGUAGES:
        path = f"{site.root(language)}manifest.webmanifest"
        found = json.loads(site.text(path))
        assert found["name"] == names[language]
        assert found["lang"] == language
        assert found["display"] == "standalone"
        colours = site.text("assets/polisi.css")
        for name in ("theme_color", "background_color"):
            assert re.fullmatch("#[0-9a-f]{6}", found[name]) and found[name] in colours
        here = site.site / path
        assert (here.parent / found["start_url"]).resolve() == here.parent.resolve()
        assert (here.parent / found["scope"]).resolve() == site.site.resolve()
        assert [(here.parent / icon["src"]).is_file() for icon in found["icons"]] == [True]


def png(width: int, height: int) -> bytes:
    """Return a white picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def test_the_schools_own_colour_is_the_applications(tmp_path: Path) -> None:
    about = wanted().replace("roles:", '  colours: {main: "#5a1e3c"}\nroles:')
    site = forks.built(tmp_path, {SCHOOL: about}, POLISI_EDITION="parents")
    for path in ("manifest.webmanifest", "cy/manifest.webmanifest"):
        assert json.loads(site.text(path))["theme_color"] == "#5a1e3c"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'
LOGOS = {
    "svg": ("logo.svg", SVG, "any"),
    "png": ("logo.png", png(192, 192), "192x192"),
    "small png": ("logo.png", png(96, 96), None),
    "wide png": ("logo.png", png(600, 200), None),
}


@pytest.mark.parametrize("name", LOGOS)
def test_the_badge_is_the_icon_if_browsers_take_it(tmp_path: Path, name: str) -> None:
    file, content, sizes = LOGOS[name]
    about = wanted().replace(
        "roles:", f"  logo: {{file: assets/{file}, en: A badge, cy: Bathodyn}}\nroles:"
    )
    changes: dict[str, str | bytes | None] = {SCHOOL: about, f"docs/assets/{file}": content}
    site = forks.built(tmp_path, changes, POLISI_EDITION="parents")
    for path, base in (("manifest.webmanifest", ""), ("cy/manifest.webmanifest", "../")):
        (icon,) = json.loads(site.text(path))["icons"]
        if sizes:
            assert icon["src"] == f"{base}assets/{file}"
            assert icon["sizes"] == sizes
        else:
            assert icon["src"] == f"{base}assets/icon.svg"
    assert f"assets/{file}" in kept_by(site)  # every page shows it


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"x" * 100])
def test_what_is_no_png_has_no_size(content: bytes) -> None:
    assert offline.png_size(content) == (0, 0)


def test_the_worker_lists_every_page_as_it_was_built(kept: Built) -> None:
    listed = kept_by(kept)
    for path, digest in listed.items():
        assert digest == offline.digest(content_of(kept, path)), path
    full = {page.address for page in kept.pages.values() if page.is_full}
    assert full - {unquote(path) for path in listed} == set()
    for unused in ("clauses.json", "clauses.csv", "sitemap.xml", "404.html", "service-worker.js"):
        assert unused not in listed


def test_the_shipped_site_is_kept_whole(tmp_path: Path) -> None:
    changes = {"school.yml": replaced("# offline: true", "offline: true")}
    site = forks.of_shipped(tmp_path, changes, POLISI_EDITION="parents")
    listed = {unquote(path) for path in kept_by(site)}
    assert {page.address for page in site.pages.values() if page.is_full} <= listed
    assert (
        sum(len(zlib.compress(content_of(site, path), 1)) for path in listed) < offline.BUDGET / 2
    )


def content_of(site: Built, path: str) -> bytes:
    """Return the file that a worker's path means."""
    file = site.site / unquote(path)
    return (file / "index.html" if file.is_dir() else file).read_bytes()


def plan_of(folder: Path, edition: str = "parents", is_in_folder: bool = False) -> Plan:
    """Plan an edition of the project in a folder."""
    loaded = project.load(folder)
    addresses = Addresses("en", is_in_folder)
    return plan(loaded, editions.cut(loaded.shown, edition), addresses, adoption.today())


def test_a_large_site_is_kept_as_far_as_the_budget_goes(
    kept: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What every page needs comes first, and what shows nothing new after the other pages."""
    whole = list(kept_by(kept))
    first = [path for path in whole if not path.endswith(("side-by-side/", "ochr-yn-ochr/"))]
    assert len(first) < len(whole)
    assert first.index("offline.html") < first.index("") < first.index(POLICY["en"])
    enough = sum(len(zlib.compress(content_of(kept, path), 1)) for path in first)
    monkeypatch.setattr(offline, "BUDGET", enough)
    pages = {path: path in first for path in map(unquote, whole) if path[-1:] in ("", "/")}
    planned = plan_of(kept.folder)
    frames = Frames(planned, Templates(ROOT), Look())
    *_, (name, text) = offline.files(planned, frames, pages, {}, kept.site)
    assert name == "service-worker.js"
    assert set(kept_in(text)) == set(first)
    monkeypatch.setattr(offline, "BUDGET", 1)
    *_, (_, text) = offline.files(planned, frames, pages, {}, kept.site)
    assert kept_in(text) == {}


def test_what_is_not_kept_is_said_in_both_languages(kept: Built) -> None:
    page = kept.pages["offline.html"]
    assert templates.META in page.html
    assert page.texts("div[lang=en] p") and page.texts("div[lang=cy] p")
    for link in page.all("[href], [src]"):
        address = str(link.attributes.get("href") or link.attributes.get("src"))
        if address.startswith(("#", "tel:", "mailto:")):
            continue
        assert address.startswith("./"), "the worker finds it by this"
        name = address.removeprefix("./").partition("#")[0]
        assert (kept.site / name).exists(), address


# What is not built


def test_a_closed_edition_is_never_kept(closed: Built) -> None:
    assert kept_by(closed) == {}
    assert "offline: true" in closed.output  # it says why nothing happens
    assert not [path for path in closed.files if path.endswith(".webmanifest")]
    assert "offline.html" not in closed.files
    assert not [page.path for page in closed.pages.values() if "offline.js" in page.html]


@pytest.mark.parametrize("name", editions.NAMES)
def test_only_the_open_edition_is_kept_and_never_a_preview(tmp_path: Path, name: str) -> None:
    folder = projects.write(tmp_path, projects.files({SCHOOL: wanted()}))
    for is_in_folder in (False, True):
        plan = plan_of(folder, name, is_in_folder)
        assert offline.is_on(plan, preview=False) == (name == "parents" and not is_in_folder)
        assert not offline.is_on(plan, preview=True)
        assert bool(offline.note(plan, "cy")) == (name != "parents")


def test_it_is_off_unless_asked_for(switched_off: Built) -> None:
    assert kept_by(switched_off) == {}
    assert "manifest.webmanifest" not in switched_off.files
    assert not [page.path for page in switched_off.pages.values() if "manifest" in page.links]
    assert "offline: true" not in switched_off.output


def test_a_copy_in_a_folder_has_none_of_it(to_share: Built) -> None:
    assert "service-worker.js" not in to_share.files
    assert not [path for path in to_share.files if path.endswith(".webmanifest")]
    for page in to_share.pages.values():
        assert not page.all('link[rel="manifest"], script[src*="offline"]'), page.path


ANSWERS = {"true": True, "yes": True, "false": False, "no": False, "": False}


@pytest.mark.parametrize("written", ANSWERS)
def test_yes_and_no_are_understood(tmp_path: Path, written: str) -> None:
    text = f"{BASE[SCHOOL]}offline: {written}\n"
    found, problems = school.load(projects.write(tmp_path, {SCHOOL: text}))
    assert problems == []
    assert found.file.offline is ANSWERS[written]


@pytest.mark.parametrize("written", ["maybe", "efallai", "[true]", "{en: true, cy: true}", "1.5"])
def test_anything_else_is_a_problem_on_its_line(tmp_path: Path, written: str) -> None:
    text = f"offline: {written}\n{BASE[SCHOOL]}"
    found, problems = school.load(projects.write(tmp_path, {SCHOOL: text}))
    assert [(each.code, each.line) for each in problems] == [("school-value", 1)]
    assert not found.file.offline


# In a browser


@dataclass
class Host:
    """A web server below whose root sites are deployed, which can go away and come back."""

    deployed: Path
    spoilt: dict[str, bytes] = field(default_factory=dict)
    """What it answers instead of a file, by path: a hotel's login, an error."""
    status: int = 200
    """With which status it answers what is spoilt."""
    speaks: threading.Event = field(default_factory=threading.Event)
    """Until this is set it answers nothing."""
    asked: list[str] = field(default_factory=list)
    """Every path that it was asked for."""
    cookie: str = ""
    """Without which it leads to a login."""

    @cached_property
    def server(self) -> Server:
        host = self

        class Answering(Handler):
            def __init__(self, *args: object, **more: object) -> None:
                super().__init__(*args, directory=str(host.deployed), **more)  # type: ignore[arg-type]

            def translate_path(self, path: str) -> str:
                return super().translate_path(path.removeprefix(BELOW.rstrip("/")))

            def end_headers(self) -> None:
                self.send_header("Content-Security-Policy", templates.HEADER)
                self.send_header("Cache-Control", "no-cache")
                super().end_headers()

            def do_GET(self) -> None:  # noqa: N802
                path = urlsplit(self.path).path.removeprefix(BELOW)
                host.asked.append(path)
                host.speaks.wait()
                if host.server.fileno() == -1:  # a browser had connected beforehand
                    return
                is_closed = host.cookie and host.cookie not in self.headers.get("Cookie", "")
                if is_closed and path != LOGIN:
                    self.send_response(302)
                    self.send_header("Location", BELOW + LOGIN)
                    self.end_headers()
                elif path in host.spoilt:
                    self.send_response(host.status)
                    self.send_header("Content-Type", "text/html")
                    self.end_headers()
                    self.wfile.write(host.spoilt[path])
                else:
                    super().do_GET()

        return Server(("127.0.0.1", 0), Answering)

    @cached_property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{BELOW}"

    def start(self) -> None:
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    def go_away(self) -> None:
        """Stop for good: nothing listens at the address any more."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def host(kept: Built) -> Iterator[Host]:
    found = Host(kept.site)
    found.speaks.set()
    found.start()
    yield found
    found.speaks.set()
    if found.server.fileno() != -1:
        found.go_away()


@pytest.fixture(scope="module")
def browser(browser: Browser) -> Iterator[Browser]:
    """A browser of its own: one that has shown hundreds of pages is slow with its workers."""
    found = started(browser.browser_type)
    yield found
    found.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A telephone that has never been here."""
    found = browser.new_context(viewport={"width": TELEPHONE, "height": 800})
    found.set_default_timeout(15_000)
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def eventually(check: Callable[[], bool], seconds: float = 30) -> bool:
    """Wait until something is so, and tell whether it came to be."""
    end = time.monotonic() + seconds
    while not check():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def keep(page: Page, address: str) -> None:
    """Open a page, and wait until the site is kept and the worker answers for the page."""
    page.goto(address)
    page.evaluate(
        """() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller
        || new Promise(done => navigator.serviceWorker.oncontrollerchange = done))
        .then(() => true)"""
    )


def stores(page: Page) -> dict[str, list[str]]:
    """Return what is kept in the browser: store to addresses."""
    found: dict[str, list[str]] = page.evaluate(
        """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async name =>
        [name, (await (await caches.open(name)).keys()).map(request => request.url)])))"""
    )
    return found


def store_names(page: Page) -> set[str]:
    """Name the stores in the browser, and open none: that would make one that is just deleted."""
    found: list[str] = page.evaluate("caches.keys()")
    return set(found)


def is_registered(page: Page) -> bool:
    script = "navigator.serviceWorker.getRegistration().then(found => !!found)"
    return bool(page.evaluate(script))


@in_browser
def test_a_browser_would_install_it(page: Page, host: Host) -> None:
    for language in ("", "cy/"):
        keep(page, host.address + language)
        session = page.context.new_cdp_session(page)
        manifest = session.send("Page.getAppManifest")
        assert manifest["errors"] == []
        assert manifest["url"] == f"{host.address}{language}manifest.webmanifest"
        errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [each for each in errors if each["errorId"] != "in-incognito"] == []


@in_browser
def test_the_site_is_read_without_a_connection(page: Page, host: Host, kept: Built) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    keep(page, host.address)
    host.go_away()
    page.reload()
    expect(page.locator("h1")).to_have_text("Our policies")
    page.goto(host.address + POLICY["en"] + f"#{CLAUSE}")
    expect(page.locator(f"#{CLAUSE}")).to_be_in_viewport()
    assert page.evaluate("getComputedStyle(document.querySelector('.tip')).position") == "absolute"
    page.locator("[data-language-link]").click()
    page.wait_for_url(f"{host.address}{POLICY['cy']}#{CLAUSE}")
    assert page.evaluate("document.documentElement.lang") == "cy"
    page.locator("[data-search-open]").click()
    page.locator(".search__field").fill(CLAUSE)
    expect(page.locator("a.result").first).to_contain_text(CLAUSE)
    page.goto(f"{host.address}{POLICY['en']}index.html?q=x")
    expect(page.locator(f"#{CLAUSE}")).to_be_attached()
    statuses = page.evaluate(
        "paths => Promise.all(paths.map(path => fetch(path).then(answer => answer.status)))",
        [host.address + path for path in kept_by(kept)],
    )
    assert set(statuses) == {200}
    assert errors == []


@in_browser
@pytest.mark.parametrize("start", ["c/", "cy/c/"])
def test_the_lasting_address_of_a_clause_works_too(page: Page, host: Host, start: str) -> None:
    keep(page, host.address)
    host.go_away()
    there = POLICY["cy" if start.startswith("cy") else "en"]
    for written in (f"{start}{CLAUSE}/", f"{start}{CLAUSE}"):
        page.goto(host.address + written)
        assert page.url == f"{host.address}{there}#{CLAUSE}"
    page.goto(host.address + there.rstrip("/"))
    assert page.url == host.address + there


@in_browser
def test_an_old_address_leads_on_too(page: Page, host: Host) -> None:
    keep(page, host.address)
    host.go_away()
    page.goto(f"{host.address}policies/old-media/#{CLAUSE}")
    assert page.url == f"{host.address}{POLICY['en']}#{CLAUSE}"


@in_browser
@pytest.mark.parametrize("path", ["no/such/page/", "a/b/c/d", "clauses.csv?x=1", "c/SM-001/"])
def test_what_is_not_kept_is_said(page: Page, host: Host, path: str) -> None:
    keep(page, host.address)
    host.go_away()
    page.goto(host.address + path)
    assert page.url == host.address + path
    expect(page.locator("h1")).to_contain_text("No connection / Dim cysylltiad")
    expect(page.locator("p[lang=cy], [lang=cy] p").first).to_be_visible()
    expect(page.locator("body")).to_have_css("display", "flex")
    page.get_by_role("link", name="Hafan").click()
    page.wait_for_url(f"{host.address}cy/")
    expect(page.locator("h1")).to_have_text("Ein polisïau")


@in_browser
def test_with_a_connection_everything_comes_from_the_server(page: Page, host: Host) -> None:
    keep(page, host.address)
    host.spoilt = {"about/": b"<title>x</title><h1>From the server</h1>", "clauses.json": b"{}"}
    page.goto(f"{host.address}about/")
    expect(page.locator("h1")).to_have_text("From the server")
    assert page.evaluate("fetch('../clauses.json').then(answer => answer.text())") == "{}"
    assert page.goto(f"{host.address}no/such/page/").status == 404  # type: ignore[union-attr]
    expect(page.locator("h1")).to_contain_text("Page not found")
    before = len(host.asked)
    page.goto(host.address)
    assert "assets/polisi.css" in host.asked[before:]
    host.go_away()
    page.goto(f"{host.address}about/")
    expect(page.locator("h1")).to_have_text("About")


@in_browser
def test_a_server_that_is_ill_or_silent_is_not_waited_for(page: Page, host: Host) -> None:
    keep(page, host.address)
    host.spoilt, host.status = {"about/": b"Bad gateway"}, 502
    page.goto(f"{host.address}about/")
    expect(page.locator("h1")).to_have_text("About")
    host.spoilt, before = {}, len(host.asked)
    host.speaks.clear()
    page.goto(host.address + POLICY["en"])
    assert page.evaluate("document.styleSheets.length") == 2
    parts = {path for path in host.asked[before:] if path.startswith(("assets/", "search/"))}
    assert parts == set(), "what the page loads is not waited for again"


@in_browser
def test_a_new_version_takes_the_place_of_the_old_one(
    page: Page, host: Host, kept: Built, changed: Built
) -> None:
    keep(page, host.address + POLICY["en"])
    page.evaluate("name => caches.open(name)", OTHERS_STORE)
    expect(page.locator("li", has_text="keep the original").first).to_be_attached()
    host.deployed = changed.site
    before = len(host.asked)
    page.reload()
    expect(page.locator("li", has_text="keep the new original").first).to_be_attached()
    store = f"polisi {host.address}"
    wanted_now = {f"{host.address}{path}?{digest}" for path, digest in kept_by(changed).items()}
    assert eventually(lambda: set(stores(page)[store]) == wanted_now)
    assert store_names(page) == {store, OTHERS_STORE}
    same = kept_by(kept).items() & kept_by(changed).items()
    pages_that_stayed = {path for path, _ in same if path == "" or path.endswith("/")}
    assert pages_that_stayed
    assert pages_that_stayed & set(host.asked[before:]) == set(), "only what changed is fetched"
    host.go_away()
    page.goto(host.address + POLICY["cy"])
    expect(page.locator("li", has_text="gwreiddiol newydd").first).to_be_attached()


@in_browser
def test_what_was_cut_short_goes_on_where_it_stopped(page: Page, host: Host) -> None:
    late = "search/en.js"
    host.spoilt, host.status = {late: b""}, 500
    page.goto(host.address)
    assert eventually(lambda: not is_registered(page) and late in host.asked)
    started = stores(page)[f"polisi {host.address}"]
    assert started
    host.spoilt, before = {}, len(host.asked)
    keep(page, f"{host.address}about/")
    again = {path for path in host.asked[before:] if path.startswith("search/")}
    assert late in again
    assert set(started) < set(stores(page)[f"polisi {host.address}"])


@in_browser
def test_the_page_of_a_hotel_is_never_kept(page: Page, host: Host) -> None:
    """It comes with status 200, at every address, and is not what the site was built with."""
    host.spoilt = {POLICY["en"]: b"<h1>Welcome to our wireless network</h1>"}
    page.goto(host.address)
    assert eventually(lambda: POLICY["en"] in host.asked and not is_registered(page))
    begun = stores(page).get(f"polisi {host.address}", [])
    assert not [url for url in begun if url.startswith(f"{host.address}{POLICY['en']}?")]


@in_browser
def test_what_stands_behind_a_login_is_never_kept(
    page: Page, context: BrowserContext, host: Host
) -> None:
    host.cookie, host.spoilt = "session=open", {LOGIN: b"<h1>Log in</h1>"}
    context.add_cookies([{"name": "session", "value": "open", "url": host.address}])
    page.goto(host.address)
    expect(page.locator("h1")).to_have_text("Our policies")
    assert eventually(lambda: "service-worker.js" in host.asked and not is_registered(page))
    assert stores(page).get(f"polisi {host.address}", []) == []
    context.clear_cookies()
    page.reload()
    expect(page.locator("h1")).to_have_text("Log in")


@in_browser
@pytest.mark.parametrize("successor", ["switched_off", "closed"])
def test_switched_off_it_is_forgotten(
    page: Page, host: Host, successor: str, request: pytest.FixtureRequest
) -> None:
    keep(page, host.address)
    page.evaluate("name => caches.open(name)", OTHERS_STORE)
    site: Built = request.getfixturevalue(successor)
    host.deployed = site.site
    page.reload()
    assert eventually(lambda: store_names(page) == {OTHERS_STORE} and not is_registered(page))
    page.goto(f"{host.address}about/")
    expect(page.locator("h1")).to_have_text("About")
    assert not page.evaluate("!!navigator.serviceWorker.controller")
    host.go_away()
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.goto(f"{host.address}about/")


@in_browser
def test_a_closed_edition_registers_nothing(page: Page, host: Host, closed: Built) -> None:
    host.deployed = closed.site
    page.goto(host.address)
    page.wait_for_load_state("networkidle")
    assert not is_registered(page)
    assert "service-worker.js" not in host.asked


@in_browser
def test_who_saves_data_keeps_nothing(page: Page, host: Host) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page.goto(host.address)
    page.wait_for_load_state("networkidle")
    assert not is_registered(page)
