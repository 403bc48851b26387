"""Whether what was signed has changed: a browser says so from the code, and sends nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

import decisions
import projects
import sites
from browsers import served
from polisi import project
from polisi.policies import editions
from polisi.publish import build
from polisi.publish.settings import Settings
from polisi.publish.site import Site
from projects import EN_SM


def codes(root: Path, reader: str) -> str:
    """Return the digest of the policy in force that a form for some readers names."""
    loaded = project.load(root)
    in_force = loaded.histories["SM"].in_force
    assert in_force is not None
    return in_force.seen_by(reader)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A site for staff after a change for staff alone, and the codes of before."""
    root = projects.write(tmp_path_factory.mktemp("signed"), projects.files())
    sites.copy(root, parts=("overrides",))
    decisions.adopt(root, "SM", on="2026-11-22")
    before = {reader: codes(root, reader) for reader in ("staff", "governors")}
    text = (root / EN_SM).read_text("utf-8")
    (root / EN_SM).write_text(text.replace("every 12 months", "every 6 months"), "utf-8")
    decisions.adopt(root, "SM", on="2026-11-23")
    for edition in before:
        loaded = project.load(root)
        site = Site(loaded, editions.cut(loaded.in_force, edition, loaded.beside), Settings(), "")
        (root / edition).mkdir()
        build.write(site, root / edition, "en")
    return root, before


@pytest.mark.parametrize(
    ("edition", "address", "says", "clauses"),
    [
        ("staff", "signed/#", "“Social media” has changed since version 1.0.0", ["SM-003"]),
        ("staff", "cy/llofnodwyd/#", "Mae “Cyfryngau cymdeithasol” wedi newid ers", ["SM-003"]),
        ("governors", "signed/#", "Nothing that you can read has changed in “Social media”", []),
    ],
)
def test_a_code_in_the_address_is_answered_for_its_reader(
    signed: tuple[Path, dict[str, str]],
    browser: Browser,
    edition: str,
    address: str,
    says: str,
    clauses: list[str],
) -> None:
    root, before = signed
    with served(root / edition) as site:
        page = browser.new_page()
        page.goto(site + address + before[edition])
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        result = page.locator("[data-result]")
        assert says in result.inner_text()
        assert result.locator("li .clause-list__id").all_inner_texts() == clauses
        page.fill("#signed-code", "no code")
        assert result.inner_text() == ""
        page.fill("#signed-code", f"SM 1.0.0, {before[edition].upper()}")
        assert says in result.inner_text()
        page.fill("#signed-code", "01234567")
        assert result.locator("p").count() == 1 and says not in result.inner_text()
        assert asked == [] and page.evaluate("localStorage.length") == 0
        page.close()
