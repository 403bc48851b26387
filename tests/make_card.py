"""Write ``overrides/assets/card.png``, the picture that messages show beside a link to the site.

A school's name stands beside it in the message; what the picture says holds for every school.

    .venv/bin/python tests/make_card.py
"""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ASSETS = Path(__file__).parents[1] / "overrides/assets"
PAGE = """<!doctype html><style>
@font-face {{ font-family: P; font-weight: 400 700; src: url(data:font/woff2;base64,{font}) }}
body {{ background: #17474d; color: #fff; font-family: P; margin: 0; padding: 0 96px;
  display: flex; flex-direction: column; justify-content: center; height: 630px }}
b {{ display: block; font-size: 132px; line-height: 1.15; letter-spacing: -0.015em }}
b + b {{ opacity: .72 }}
svg {{ width: 132px; margin: 0 0 28px -8px }}
</style>
<svg viewBox="0 0 32 32"><path fill="#fff" fill-rule="evenodd" d="{book}"/></svg>
<b>Polisïau</b><b>Policies</b>"""


def main() -> None:
    """Draw the picture with the machine's own browser."""
    logo = (ASSETS.parent / "partials/logo.html").read_text(encoding="utf-8")
    book = logo.partition(' d="')[2].partition('"')[0]
    font = base64.b64encode((ASSETS / "font.woff2").read_bytes()).decode()
    with sync_playwright() as play:
        path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        page.set_content(PAGE.format(font=font, book=book))
        page.evaluate("document.fonts.ready")
        page.screenshot(path=ASSETS / "card.png")
        browser.close()


if __name__ == "__main__":
    main()
