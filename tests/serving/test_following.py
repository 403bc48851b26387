"""A preview shows what a build would show, whatever was saved, moved, broken or mended before."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import projects
from polisi import checks, project
from polisi.policies import editions
from polisi.problems import Problem, in_order
from polisi.publish import settings
from polisi.publish.site import Site
from polisi.serving import preview, server, watching
from polisi.serving.preview import Preview
from polisi.text import documents
from polisi.yaml_files import mkdocs_file
from projects import CY_ABOUT, CY_GC, CY_SM, EN_ABOUT, EN_GC, EN_SM, SCHOOL
from sites import ROOT

MKDOCS = "site_name: x\n"
FILES = {**projects.files(), mkdocs_file.FILE: MKDOCS}
PAGES = (EN_SM, CY_SM, EN_GC, CY_GC, EN_ABOUT, CY_ABOUT)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = projects.write(tmp_path / "fork", FILES)
    (root / "overrides").symlink_to(ROOT / "overrides", target_is_directory=True)
    return root


def shown(root: Path) -> Preview:
    return Preview(root, "en", "http://127.0.0.1:8000/")


def cold(root: Path, compiled: Site | None) -> Site:
    """Return the site as a process would make it that has read nothing before.

    Of an earlier one it has the templates, which no edit here changes, but nothing else.
    """
    loaded = project.load(root)
    cut = editions.cut(loaded.shown, editions.INTRANET)
    url = "http://127.0.0.1:8000/"
    return Site(
        loaded,
        cut,
        settings.read(root),
        url,
        in_order(loaded.unreadable),
        preview=True,
        before=compiled,
    )


def differences(root: Path, warm: Preview, site: Site) -> list[str]:
    wrong = [
        address
        for address in site.addresses()
        if warm.answer(address).body.decode() != site.page(address)
    ]
    return wrong + [path for path, text in site.files() if warm.answer(path).body.decode() != text]


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        file = root / path
        if file.is_file():
            file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    return edit


def write(path: str, text: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        projects.write(root, {path: text})

    return edit


def delete(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink(missing_ok=True)


def mend(root: Path) -> None:
    projects.write(root, FILES)


EDITS: list[Callable[[Path], None]] = [
    mend,
    replace(EN_SM, "Decline every request", "Decline each request"),
    replace(CY_SM, "cyfrif", "cyfrif personol"),
    replace(EN_SM, "### Privacy", "### Your privacy"),
    replace(EN_SM, "title: Social media", "title: Media"),
    replace(CY_SM, "slug: cyfryngau", "slug: cyfryngau-newydd"),
    replace(EN_SM, "{audience: [staff]}", "{audience: [staff, parents]}"),
    replace(EN_SM, "SM-001: {", "SM-001: {when: {comments: off}, "),
    replace(EN_GC, "GC-001", "GC-009"),
    replace(CY_GC, "GC-001", "GC-009"),
    replace(EN_SM, "---\n", "--\n"),
    replace(EN_ABOUT, "cite", "quote"),
    replace(SCHOOL, "Example School", "Bryn School"),
    replace(SCHOOL, "en: headteacher", "en: head"),
    replace(SCHOOL, "default_language: en", "default_language: cy"),
    replace(SCHOOL, "school:", "school: ["),
    write("docs/en/news.md", "---\ntitle: News\n---\nNothing is new at the school today.\n"),
    write("docs/cy/news.md", "---\ntitle: Newyddion\n---\nNid oes dim yn newydd yn yr ysgol.\n"),
    delete("docs/en/news.md"),
    delete(CY_GC),
    delete(EN_GC),
    delete(CY_ABOUT),
    write("docs/assets/plan.txt", "A plan.\n"),
    delete("docs/assets/plan.txt"),
    write("docs/en/school/more.md", "---\nextends: SM\nleave_out: {SM-003: Ours.}\n---\n"),
    delete("docs/en/school/more.md"),
]


def test_after_each_of_fifty_edits_every_page_is_that_of_a_new_build(root: Path) -> None:
    seed = random.randrange(1_000_000)
    dice, warm, site = random.Random(seed), shown(root), cold(root, None)
    for step in range(50):
        for edit in dice.sample(EDITS, dice.choice((1, 1, 1, 2, 4))):
            edit(root)
        site = cold(root, site)
        assert differences(root, warm, site) == [], (seed, step)


def test_what_did_not_change_is_not_made_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warm = shown(root)
    warm.answer("policies/media/")
    read: list[str] = []
    original = documents.read

    def noted(*arguments: Any) -> Any:
        read.append(arguments[1])
        return original(*arguments)

    monkeypatch.setattr(documents, "read", noted)
    replace(EN_SM, "Decline every request", "Decline each request")(root)
    assert b"Decline each request" in warm.answer("policies/media/").body
    assert read == [EN_SM]


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (mkdocs_file.FILE, "site_name: [\n", "mkdocs.yml"),
        ("overrides/main.html", "{% if %}", "main.html"),
        ("overrides/polisi/policy.html", "{{ nothing.at.all }}", "policy.html"),
    ],
)
def test_what_is_broken_is_said_on_the_page_and_mended_by_the_next_save(
    root: Path, path: str, text: str, words: str
) -> None:
    (root / "overrides").unlink()
    projects.write(
        root,
        {
            f"overrides/{file.relative_to(ROOT / 'overrides').as_posix()}": file.read_bytes()
            for file in (ROOT / "overrides").rglob("*")
            if file.is_file()
        },
    )
    warm = shown(root)
    good = warm.answer("policies/media/").body
    before = (root / path).read_bytes()
    projects.write(root, {path: text})
    assert words in warm.answer("policies/media/").body.decode()
    projects.write(root, {path: before})
    assert warm.answer("policies/media/").body == good


def test_a_folder_that_is_not_there_is_said_and_found_when_it_comes(tmp_path: Path) -> None:
    (tmp_path / "overrides").symlink_to(ROOT / "overrides", target_is_directory=True)
    warm = shown(tmp_path)
    assert "docs/en" in warm.answer("").body.decode()
    projects.write(tmp_path, FILES)
    assert "Our policies" in warm.answer("").body.decode()


def test_addresses_without_their_slash_and_unknown_ones(root: Path) -> None:
    warm = shown(root)
    moved = warm.answer("policies/media")
    assert (moved.status, moved.location) == (302, "policies/media/")
    assert warm.answer("policies/media/index.html").status == 200
    assert warm.answer("no/such/page/").status == 404
    assert warm.answer("../school.yml").status == 404
    assert warm.answer("assets/polisi.css").type == "text/css; charset=utf-8"


@pytest.fixture
def follower(root: Path) -> Iterator[tuple[Preview, list[str], threading.Event]]:
    warm, told, news = shown(root), list[str](), threading.Event()
    following = server.Follower(warm, told.append, news.set)
    yield warm, told, news
    following.stop()


def test_the_rules_run_behind_and_the_page_shows_what_they_find(
    root: Path, follower: tuple[Preview, list[str], threading.Event]
) -> None:
    warm, told, news = follower
    warm.answer("policies/media/")
    replace(CY_SM, "Gwrthodwch", "Derbyniwch")(root)
    end = time.monotonic() + 60
    while "stamp-stale" not in warm.answer("policies/media/").body.decode():
        assert time.monotonic() < end
        news.wait(1)
    assert any("stamp-stale" in line for line in told)


def test_a_save_is_heard_of_at_once(
    root: Path, follower: tuple[Preview, list[str], threading.Event]
) -> None:
    news = follower[2]
    follower[0].answer("")
    time.sleep(1)
    news.clear()
    replace(EN_ABOUT, "cite", "quote")(root)
    assert news.wait(20)


def test_a_file_that_the_settings_inherit_is_followed(root: Path) -> None:
    """Also one that is not there yet, one above that, and one outside the project."""
    sheet = b"own.css"
    (root.parent / "sub").mkdir()
    projects.write(root, {mkdocs_file.FILE: "INHERIT: ../sub/base.yml\n"})
    warm, news = shown(root), threading.Event()
    following = server.Follower(warm, lambda _: None, news.set)
    try:
        assert b"../sub/base.yml" in warm.answer("").body
        for path, text, is_there in (
            ("../sub/base.yml", "extra_css: [own.css]\n", True),
            ("../sub/base.yml", "INHERIT: ../top.yml\n", None),
            ("../top.yml", "extra_css: [own.css]\n", True),
            ("../top.yml", "extra_css: []\n", False),
        ):
            news.clear()
            projects.write(root, {path: text})
            assert news.wait(20), (path, text)
            if is_there is not None:
                assert (sheet in warm.answer("").body) is is_there, (path, text)
    finally:
        following.stop()


def test_the_process_of_the_rules_may_die(root: Path) -> None:
    heard: list[list[Problem]] = []
    checker = watching.Checker(root, lambda problems: heard.append(list(problems)))
    expected = checks.run(project.load(root))
    for is_killed in (True, False, False):
        count = len(heard)
        checker.ask()
        end = time.monotonic() + 60
        while len(heard) == count:
            assert time.monotonic() < end
            time.sleep(0.05)
        assert heard[-1] == expected
        process = checker.apart.process
        assert process
        ours = os.getpriority(os.PRIO_PROCESS, 0)  # whoever waits for a page comes first
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == min(19, ours + watching.LOWER)
        if is_killed:
            process.kill()
            process.wait()
    checker.stop()


def test_whoever_waits_is_told_of_what_is_newer() -> None:
    news = server.News()
    first = news.newest
    assert news.wait(first - 1) == first
    threading.Timer(0.05, news.tell).start()
    assert news.wait(first) > first


def test_everything_that_a_site_is_made_of_is_followed() -> None:
    assert {"docs", "overrides", "adopted"} == set(preview.FOLDERS)
    assert {SCHOOL, mkdocs_file.FILE, "ids.csv", "template.csv"} == set(preview.FILES)
