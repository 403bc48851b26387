"""``mkdocs serve``: a mistake in a text is shown on the page with its fix, and stops nothing."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

import forks
from polisi import project
from projects import CY_GC, CY_HOME, EN_GC, EN_SM
from sites import (
    ROOT,
    Change,
    Page,
    change,
    environment,
    heading_line,
    lean,
    replaced,
    without,
    words,
)

STAFF = "policies/staff-social-media.md"
GOVERNORS = "policies/governors-code.md"
PARENTS = "policies/parents-code.md"
PATIENCE = 20
"""Seconds that a build may take on a busy machine."""


@dataclass
class Preview:
    """A server that previews a copy of the project."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, address: str) -> Page | None:
        """Ask for a page; None when the server has no such page, or doesn't answer yet."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", f"/{address}")
            answer = connection.getresponse()
            text = answer.read().decode("utf-8")
        except OSError:
            return None
        finally:
            connection.close()
        return Page(f"{address}index.html", text) if answer.status == 200 else None

    def page(self, address: str) -> Page:
        """Return a page that must be there."""
        found = self.get(address)
        assert found is not None, f"/{address}\n{self.output()}"
        return found

    def wait(self, address: str, until: Callable[[Page], bool]) -> Page:
        """Ask for a page until it is as it should be."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self.process.poll() is None, f"the server ended\n{self.output()}"
            page = self.get(address)
            if page is not None and until(page):
                return page
            time.sleep(0.1)
        raise AssertionError(f"/{address} never came right\n{self.output()}")

    def wait_for_log(self, text: str, seen: int) -> None:
        """Wait until the terminal says something, after so many characters."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.output()[seen:]:
            assert self.process.poll() is None, f"the server ended\n{self.output()}"
            assert time.monotonic() < deadline, self.output()[seen:]
            time.sleep(0.05)

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8")


def heed_interrupts() -> None:
    """End on SIGINT, also where a shell that runs the tests in the background ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def preview(folder: Path, **variables: str) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder.with_name(f"{folder.name}.log")
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=folder,
            env=environment(**variables),
            stdout=out,
            stderr=subprocess.STDOUT,
            preexec_fn=heed_interrupts,
        )
    try:
        found = Preview(folder, port, process, log)
        found.wait("", lambda page: True)
        yield found
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


BROKEN: dict[str, Change] = {
    f"docs/cy/{STAFF}": without("SM-014"),
    f"docs/en/{PARENTS}": lambda text: text.rstrip() + "\n\nSee [PC-999].\n",
    f"docs/cy/{GOVERNORS}": replaced(
        "sut bynnag y cawsant eu hethol", "sut bynnag y cawsant eu dewis"
    ),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview that starts with three mistakes."""
    with preview(lean(tmp_path_factory.mktemp("preview") / "project", BROKEN)) as found:
        found.wait_for_log("clause-missing-cy", 0)  # the rules have run
        found.wait("policies/governors-code/", lambda page: "stamp-stale" in page.html)
        yield found


def boxes(page: Page, clause: str = "") -> list[str]:
    """Return what the boxes at a clause, or of a whole page, say."""
    selector = f'section[data-clause="{clause}"] .problem' if clause else ".problem"
    return page.texts(selector)


def test_a_missing_counterpart_is_shown_in_the_pages_language(broken: Preview) -> None:
    line = heading_line(broken.folder / "docs/en" / STAFF, "SM-014")
    place = f"docs/en/{STAFF}:{line}"
    [english] = boxes(broken.page("policies/staff-social-media/"), "SM-014")
    assert english.startswith(f"Error clause-missing-cy {place} The clause “School email")
    assert f"Write it in docs/cy/{STAFF}" in english
    [welsh] = boxes(broken.page("cy/polisiau/cyfryngau-cymdeithasol-staff/"), "SM-014")
    assert welsh.startswith(f"Gwall clause-missing-cy {place} Nid oes cymal Cymraeg")
    assert f"Ysgrifennwch ef yn docs/cy/{STAFF}" in welsh


def test_a_missing_clause_has_a_marked_placeholder(broken: Preview) -> None:
    page = broken.page("cy/polisiau/cyfryngau-cymdeithasol-staff/")
    section = 'section[data-clause="SM-014"]'
    assert page.texts(f"{section} .placeholder") == ["Nid oes testun Cymraeg i'r cymal hwn eto."]
    heading = page.one("#SM-014")
    assert heading.attributes["lang"] == "en"
    assert words(heading.text()) == "School email, logo and contact details SM-014"
    assert not page.all(f"{section} a.clause__twin[href*='SM-014'][lang=cy]")
    english = broken.page("policies/staff-social-media/")
    assert not english.all(".placeholder")


def test_views_and_lasting_addresses_show_it_too(broken: Preview) -> None:
    assert boxes(broken.page("cy/llywodraethwyr/cyfryngau-cymdeithasol-staff/"), "SM-014")
    assert "SM-014" in broken.page("cy/c/SM-014/").html
    assert "SM-014" in broken.page("cy/cymalau/").html


def test_an_unknown_reference_is_marked_where_it_stands(broken: Preview) -> None:
    page = broken.page("policies/parents-code/")
    *_, last = (clause.id for clause in project.load(ROOT).register.policies["PC"].clauses)
    section = f'section[data-clause="{last}"]'
    assert page.texts(f"{section} .clause__text mark") == ["PC-999"]
    said = " ".join(boxes(page, last))
    assert "reference-unknown" in said
    assert "differ-references" in said


def test_a_stale_stamp_is_shown_at_its_clause(broken: Preview) -> None:
    [said] = boxes(broken.page("cy/polisiau/cod-llywodraethwyr/"), "GC-001")
    assert "stamp-stale-cy" in said
    assert "polisi agree GC-001" in said


def test_clauses_without_problems_have_no_box(broken: Preview) -> None:
    page = broken.page("policies/governors-code/")
    assert boxes(page, "GC-002") == []
    assert not broken.page("about/").all(".problem")


def test_the_terminal_lists_what_is_wrong(broken: Preview) -> None:
    warned = re.findall(r"WARNING -\s+(\S+): error \[([\w-]+)\]", broken.output())
    line = heading_line(broken.folder / "docs/en" / STAFF, "SM-014")
    assert (f"docs/en/{STAFF}:{line}", "clause-missing-cy") in warned
    assert "Traceback" not in broken.output()


EDITS: list[tuple[str, dict[str, Change], str]] = [
    ("broken YAML", {EN_SM: replaced("policy: SM", "policy: [SM")}, "yaml-broken"),
    ("never closed", {CY_GC: replaced("---\n##", "##")}, "front-matter-open"),
    ("a file gone", {CY_GC: None}, "page-missing-cy"),
    ("both gone", {CY_GC: None, EN_GC: None}, "reference-unknown"),
    ("an empty file", {EN_GC: b""}, ""),
    ("no text at all", {EN_GC: b"\x00\xff\xfe"}, "file-n"),
    ("home page gone", {CY_HOME: None}, "page-missing-cy"),
    ("school.yml broken", {"school.yml": "school: [\n"}, "yaml-broken"),
    ("school.yml cut short", {"school.yml": "default_language: en\n"}, "placeholder-empty"),
    ("unknown audience", {EN_SM: replaced("[staff,", "[stuff,")}, "audience"),
    ("crash: a template", {"overrides/main.html": replaced("{% endif", "{% endfi")}, ""),
    ("crash: ours", {"overrides/polisi/clause.html": lambda text: text + "{{ x }}"}, ""),
]


def test_the_server_survives_every_edit(tmp_path: Path) -> None:
    """One mistake after the other, each mended when the next is made; the server never ends."""
    with preview(forks.copy(tmp_path / "project")) as server:
        about = server.folder / "docs/en/about.md"
        mended: dict[str, Change] = {}
        assert not server.page("").all(".problem")
        for number, (name, changes, code) in enumerate([*EDITS, ("mended", {}, "")]):
            change(server.folder, mended)
            mended = {path: (server.folder / path).read_bytes() for path in changes}
            change(server.folder, changes)
            mark = f"Mark{number}"
            with about.open("a", encoding="utf-8") as file:
                file.write(f"\n{mark}\n")
            seen = len(server.output())
            if name.startswith("crash"):
                file_name = next(iter(changes)).rpartition("/")[2]
                page = "policies/media/"
                server.wait(page, lambda page, its=file_name: its in page.html)  # type: ignore[misc]
                continue
            server.wait("about/", lambda page, mark=mark: mark in page.html)  # type: ignore[misc]
            if code:
                server.wait_for_log(f"[{code}", seen)
            assert "Traceback" not in server.output()[seen:], name
        for address in ("", "policies/media/", "cy/polisiau/cod-llywodraethwyr/"):
            server.wait(address, lambda page: not page.all(".problem"))


def test_an_edition_can_be_previewed(tmp_path: Path) -> None:
    with preview(forks.copy(tmp_path / "project"), POLISI_EDITION="parents") as server:
        assert not server.get("staff/")
        assert "SM-002" in server.page("clauses/").html
        assert "SM-003" not in server.page("clauses/").html
        assert "Traceback" not in server.output()


def test_an_edition_that_there_is_not_is_said(tmp_path: Path) -> None:
    with preview(forks.copy(tmp_path / "project"), POLISI_EDITION="pupils") as server:
        assert "pupils" in server.page("").html
