"""Write ``docs/assets/guide/*.webp``, the pictures of the guide, from the real thing.

A copy of the template is adopted and previewed; each picture is of a page of that, in a language.

    PYTHONPATH=hooks:tests/helpers .venv/bin/python tests/make_guide.py
"""

from __future__ import annotations

import base64
import datetime
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from browsers import ARGUMENTS, BROWSERS, POLICY
from polisi.cli import main as polisi
from polisi.desk.answering import Desk
from polisi.model import TEMPLATE_FOLDER
from polisi.serving.preview import Preview
from polisi.serving.server import Handler, News, Server
from polisi.words.languages import LANGUAGES, Language
from sites import ROOT, copy

FOLDER = ROOT / "docs/assets/guide"
WIDTH, HEIGHT = 1000, 640
TRANSLATIONS = {"en": "translations/", "cy": "cy/cyfieithiadau/"}
POLICY_CODE, CLAUSE = "SM", "SM-014"
TO_WEBP = """async ([png, width]) => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${png}`;
  await picture.decode();
  const canvas = new OffscreenCanvas(width, Math.round(picture.height * width / picture.width));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({type: "image/webp", quality: 0.8});
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


@contextmanager
def previewed(root: Path) -> Iterator[tuple[str, str]]:
    """Preview a folder; yields the address of the site and that of the page of editing."""
    desk = Desk(root, "en", apart=True)
    server = Server(("127.0.0.1", 0), BaseHTTPRequestHandler)
    site = f"http://127.0.0.1:{server.server_address[1]}/"
    preview = Preview(root, "en", site)
    server.RequestHandlerClass = partial(Handler, preview, News(), desk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site, desk.address(site)
    finally:
        desk.stop()
        server.shutdown()
        server.server_close()


def save(browser: Browser, page: Page, name: str, language: Language) -> None:
    """Write what a page shows as a small picture."""
    png = base64.b64encode(page.screenshot()).decode()
    blank = browser.new_page()  # the page of editing shows no picture of anybody's
    webp = base64.b64decode(blank.evaluate(TO_WEBP, [png, WIDTH]))
    blank.close()
    file = FOLDER / f"{name}-{language}.webp"
    file.write_bytes(webp)
    print(f"{file.relative_to(ROOT)}: {len(webp):,} bytes")


def of_site(browser: Browser, site: str, language: Language) -> None:
    """Picture the adopted policy and the page of the translations."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    for name, at in (("adopted", POLICY), ("translations", TRANSLATIONS)):
        page.goto(site + at[language])
        page.evaluate("document.fonts.ready")
        if name == "translations":
            page.evaluate("document.querySelector('h1').scrollIntoView()")
        save(browser, page, name, language)
    page.close()


def of_editing(browser: Browser, address: str, language: Language) -> None:
    """Picture a clause on the page of editing, with the preview beside it."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(address.replace("#", f"?{language}#"))
    page.get_by_role("button", name=f"{POLICY_CODE} ").first.click()
    clause = page.get_by_text(f"{CLAUSE} ").first
    clause.click()
    clause.evaluate("element => element.scrollIntoView({block: 'start'})")
    page.frame_locator("#preview").locator("h1").wait_for()
    page.wait_for_timeout(500)
    save(browser, page, "edit", language)
    page.close()


def main() -> None:
    """Adopt, preview, and take the pictures with the machine's own browser."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        root = copy(Path(name) / "school")
        at = ["--root", str(root)]
        for language in LANGUAGES:  # it shows these pictures
            shutil.rmtree(root / "docs" / language / TEMPLATE_FOLDER)
        polisi(["agree", "--all", *at])
        today = datetime.date.today().isoformat()
        polisi(["adopt", POLICY_CODE, "--on", today, "--minute", "2026/41", *at])
        polisi(["new", "XB", "Behaviour", *at])
        school = root / "school.yml"
        text = school.read_text(encoding="utf-8")
        text = text.replace("en: Example School", "en: Your School")
        school.write_text(text.replace("cy: Ysgol Enghraifft", "cy: Eich Ysgol"), encoding="utf-8")
        path = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = play.chromium.launch(executable_path=path, args=ARGUMENTS)
        with previewed(root) as (site, editing):
            for language in LANGUAGES:
                of_site(browser, site, language)
                of_editing(browser, editing, language)
        browser.close()


if __name__ == "__main__":
    main()
