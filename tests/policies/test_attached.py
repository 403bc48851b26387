"""Files that an adopted text shows: readers get them as they were adopted, whatever came since."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import decisions
import projects
import sites
from polisi import project
from polisi.policies import editions
from polisi.policies.texts import attached, digest, settled
from polisi.project import Project
from polisi.publish.settings import Settings
from polisi.publish.site import Site
from projects import BASE, CY_SM, EN_SM

PLAN, FORM = "docs/assets/plan.svg", "docs/assets/a form.pdf"
OLD = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
NEW = OLD.replace(b"h9", b"v9")
LINKS = {
    EN_SM: "![Plan](../../assets/plan.svg) and [the form](../../assets/a%20form.pdf#page=2).\n\n",
    CY_SM: "![Plan](../../assets/plan.svg) a'r [ffurflen](../../assets/a%20form.pdf#page=2).\n\n",
}
KEPT = f"{attached.FOLDER}/{attached.digest(OLD)}/plan.svg"


def with_files(plan: bytes | None = OLD) -> dict[str, str | bytes | None]:
    """Return changes of the valid project that show a picture to all and link to a form."""
    found: dict[str, str | bytes | None] = {PLAN: plan, FORM: b"%PDF-1.7 form"}
    for path, marker in ((EN_SM, "These are the rules"), (CY_SM, "Dyma'r rheolau")):
        assert BASE[path].count(marker) == 1
        found[path] = BASE[path].replace(marker, LINKS[path] + marker)
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a picture, of which the policy is adopted."""
    sites.copy(tmp_path, parts=("overrides", "mkdocs.yml"))
    projects.write(tmp_path, projects.files(with_files()))
    decisions.adopt(tmp_path, "SM")
    return tmp_path


def site_of(loaded: Project, edition: str = "intranet") -> Site:
    cut = editions.cut(loaded.in_force, edition, loaded.beside)
    return Site(loaded, cut, Settings(), "https://x.test/")


def pictures(site: Site, address: str) -> list[str]:
    """Return where the pictures of the plan on a page are, from the root of the site."""
    found = LexborHTMLParser(site.page(address)).css('main img[alt="Plan"]')
    return [str(each.attributes["src"]).replace("../", "") for each in found]


def test_while_a_file_is_the_same_nothing_is_proposed_and_no_copy_published(root: Path) -> None:
    loaded = project.load(root)
    assert not loaded.histories["SM"].has_proposal
    assert projects.but_stamps(projects.problems(root)) == []
    assert (root / KEPT).read_bytes() == OLD
    site = site_of(loaded)
    assert pictures(site, "policies/media/") == ["assets/plan.svg"]
    assert not [path for path in site.uploads() if path.startswith("adopted/")]


@pytest.mark.parametrize("plan", [NEW, None], ids=["replaced", "deleted"])
def test_the_adopted_text_keeps_the_picture_that_was_adopted(
    root: Path, plan: bytes | None
) -> None:
    (root / PLAN).unlink()
    if plan:
        (root / PLAN).write_bytes(plan)
    loaded = project.load(root)
    assert loaded.histories["SM"].has_proposal
    assert all(text.is_true() for text in loaded.texts.values())
    for edition in ("intranet", "parents"):
        site = site_of(loaded, edition)
        copies = dict(site.copies())
        for address in ("policies/media/", "cy/polisiau/cyfryngau/"):
            assert pictures(site, address) == [KEPT]
        assert copies[KEPT].read_bytes() == OLD
        assert ("assets/plan.svg" in copies) == bool(plan)
        if plan:
            assert pictures(site, "policies/media/proposed/") == ["assets/plan.svg"]
            assert copies["assets/plan.svg"].read_bytes() == NEW


def test_the_next_adoption_keeps_the_next_picture(root: Path) -> None:
    (root / PLAN).write_bytes(NEW)
    decisions.adopt(root, "SM", on="2026-11-24", minute="2")
    loaded = project.load(root)
    assert not loaded.histories["SM"].has_proposal
    site = site_of(loaded)
    assert pictures(site, "policies/media/") == ["assets/plan.svg"]
    assert pictures(site, "policies/media/v/1.0.0/") == [KEPT]
    (root / PLAN).write_bytes(OLD)
    loaded = project.load(root)
    assert loaded.histories["SM"].written == loaded.histories["SM"].adopted[1].text


def test_a_link_to_a_changed_file_keeps_its_place_in_it(root: Path) -> None:
    (root / FORM).write_bytes(b"%PDF-1.7 another")
    page = site_of(project.load(root)).page("policies/media/")
    assert re.search(r'href="[./]*adopted/files/[0-9a-f]{16}/a form\.pdf#page=2"', page)


def test_where_a_file_lies_and_what_it_is_called_is_no_difference(tmp_path: Path) -> None:
    def written(changes: dict[str, str | bytes | None], folder: str) -> str:
        root = projects.write(tmp_path / folder, projects.files(changes))
        return project.load(root).histories["SM"].written

    here = with_files()
    moved = {
        path: said.replace("plan.svg", "map.svg") if isinstance(said, str) else said
        for path, said in here.items()
        if path != PLAN
    }
    before = written(here, "a")
    assert written({**moved, "docs/assets/map.svg": OLD}, "b") == before
    assert written({**here, PLAN: NEW}, "c") != before


def test_a_text_says_the_same_wherever_a_clause_of_the_schools_own_stands(tmp_path: Path) -> None:
    own = {
        f"docs/{each}/school/own.md": f"### {title} {{#SM-901}}\n\n![Plan](../../assets/plan.svg)\n"
        for each, title in (("en", "A plan"), ("cy", "Cynllun"))
    }
    loaded = project.load(projects.write(tmp_path, projects.files({**with_files(), **own})))
    text = settled.as_text(loaded.shown.policies["SM"], loaded.school, loaded.shown.instead)
    assert digest.digests(text, files=loaded.files).whole() == loaded.histories["SM"].written
