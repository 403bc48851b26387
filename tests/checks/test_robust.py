"""What the system, other programs or a strange file do to the checks: words, never a traceback."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

import projects
from polisi import checks, disk, project
from polisi.cli import main
from polisi.decisions import agreement
from polisi.pages import kinds
from polisi.policies import published, stamps
from polisi.problems import Problem, in_order
from projects import CY_ABOUT, EN_ABOUT, EN_SM, SCHOOL
from sites import ROOT

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


def found(root: Path, *, but: str = "") -> list[tuple[str, str]]:
    """Return code and path of each problem, but for stamps and files to which nothing links."""
    aside = ("stamp-", "file-unlinked", but or "stamp-")
    return [(p.code, p.path) for p in projects.problems(root) if not p.code.startswith(aside)]


def told(problem: Problem) -> None:
    for language in ("en", "cy"):
        assert "{" not in problem.message(language) + problem.fix(language)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return projects.write(tmp_path, projects.files())


# Files that are none


def pipe(file: Path) -> None:
    file.unlink(missing_ok=True)
    os.mkfifo(file)


def link(target: str) -> Callable[[Path], None]:
    return lambda file: file.symlink_to(target)


def listening(file: Path) -> None:
    here = Path.cwd()
    os.chdir(file.parent)  # the name of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(file.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize(
    ("path", "make", "said"),
    [
        ("docs/en/x.md", pipe, "a pipe"),
        (EN_ABOUT, pipe, "a pipe"),
        ("docs/x.pdf", pipe, "a pipe"),
        ("docs/en/x.md", listening, "a socket"),
        ("docs/en/loop", link("."), "a link to a folder"),
        ("docs/loop", link(".."), "a link to a folder"),
        ("docs/cy/school", link("../en"), "a link to a folder"),
        ("docs/en/x.md", link("x.md"), "to itself"),
        ("docs/en/x.md", link("/dev/zero"), "leads out of docs"),
        ("docs/en/\udcff.md", Path.touch, "its name is no text"),
        ("docs/\udcff.pdf", Path.touch, "its name is no text"),
        ("docs/\udcff", Path.mkdir, "its name is no text"),
    ],
)
def test_what_is_no_ordinary_file_is_told_of_and_never_opened(
    root: Path, path: str, make: Callable[[Path], None], said: str
) -> None:
    make(root / path)
    problems = [p for p in projects.problems(root) if p.code == "file-unreadable"]
    assert [(p.path, said in p.message("en")) for p in problems] == [(path, True)]
    told(problems[0])


@pytest.mark.parametrize(
    ("path", "code"), [(SCHOOL, "school-unreadable"), (published.FILE, "file-unreadable")]
)
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(
    root: Path, path: str, code: str
) -> None:
    pipe(root / path)
    assert (code, path) in found(root)


def test_a_folder_that_is_a_link_to_itself_is_told_of(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link("loop")(root / "loop")
    assert main(["check", "--root", str(root / "loop")]) == 2
    assert "docs/en is not there" in capsys.readouterr().err


def test_what_is_remembered_and_can_not_be_read_is_not_written_over(root: Path) -> None:
    (root / published.FILE).write_bytes(b"kind,id,file\nclause,XA-001,school/\xff.md\n")
    assert found(root) == [("file-not-utf8", published.FILE)]
    assert agreement.remembered(project.load(root)) == {}


# What checks green must build


def linked(root: Path, name: str, content: bytes | str) -> None:
    """Add a file below docs/ that both languages link to."""
    projects.write(root, {f"docs/{name}": content})


@pytest.mark.parametrize(
    "name", ["clauses.csv", "Clauses.CSV", "reviews.ics", "cy/adolygiadau.ics", "en/clauses.csv"]
)
def test_a_file_where_the_site_has_one_of_its_own(root: Path, name: str) -> None:
    linked(root, name, "a,b\n")
    problems = [p for p in projects.problems(root) if p.code == "file-place-taken"]
    assert [p.path for p in problems] == [f"docs/{name}"]
    told(problems[0])


def test_two_files_that_would_be_one(root: Path) -> None:
    for name in ("plan.pdf", "en/Plan.pdf", "cy/plan.pdf"):
        linked(root, name, b"%PDF")
    assert found(root) == [("file-place-taken", "docs/plan.pdf")]


@pytest.mark.parametrize("kind", ["png", "jpg", "gif", "webp"])
def test_what_is_no_picture_named_as_one(root: Path, kind: str) -> None:
    for text in (f"\ufeff \n{SVG}", "name,telephone\n"):
        linked(root, f"assets/x.{kind}", text)
        assert found(root) == [("picture-kind", f"docs/assets/x.{kind}")]
    linked(root, f"assets/x.{kind}", b"\x89PNG\r\n")
    assert found(root) == []


@pytest.mark.parametrize(
    "name",
    ["Thumbs.db", "desktop.ini", "~$plan.docx", "~WRL01.tmp"],
)
def test_what_systems_and_programs_leave_is_no_mistake_of_anybody(root: Path, name: str) -> None:
    for folder in ("docs", "docs/en/policies"):
        (root / folder / name).write_bytes(b"\x00\xff")
    assert projects.problems(root) == []


@pytest.mark.parametrize("name", ["media-DESKTOP-ABC.md", "media (1).md", "Copy of media.md"])
@pytest.mark.parametrize("languages", [["en"], ["cy"], ["en", "cy"]])
def test_a_copy_by_another_program_is_told_of_and_not_the_policy(
    root: Path, name: str, languages: list[str]
) -> None:
    """What a cloud drive makes of two people who save at once sorts before the policy itself."""
    for language in languages:
        folder = root / "docs" / language / "policies"
        shutil.copy(folder / "media.md", folder / name)
    problems = projects.problems(root)
    copies = {f"docs/{each}/policies/{name}" for each in languages}
    assert {problem.path for problem in problems} == copies
    named = [problem for problem in problems if problem.code == "page-name"]
    assert len(named) == len(copies)
    assert "OneDrive" in named[0].fix("en")
    assert "page-missing" not in "".join(problem.code for problem in problems)


# Nesting


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{'    ' * depth}- eitem" for depth in range(120)),
        "\n".join(f"{'    ' * depth}{'1.' if depth % 2 else '-'} eitem" for depth in range(120)),
        f"{'- ' * 1200}eitem",
        f"{'*' * 3000}eitem{'*' * 3000}",
    ],
    ids=["list", "mixed", "line", "bold"],
)
def test_what_is_nested_too_deeply_is_told_of(root: Path, text: str) -> None:
    for path in (EN_ABOUT, CY_ABOUT):
        with (root / path).open("a", encoding="utf-8") as page:
            page.write(f"\n{text}\n")
    codes = {code for code, _ in found(root, but="text-language")}
    assert codes == {"text-too-deep"}
    assert found(projects.write(root, projects.files())) == []  # the reader goes on


# The project's surroundings


def test_mkdocs_must_load_the_hook(root: Path) -> None:
    projects.write(root, {"hooks/main.py": "", "mkdocs.yml": "hooks:\n  - hooks/main.py\n"})
    assert found(root) == []
    for settings in ("site_name: x\n", "#hooks:\n#  - hooks/main.py\n"):
        projects.write(root, {"mkdocs.yml": settings})
        assert found(root) == [("hook-missing", "mkdocs.yml")]
    projects.write(root, {"mkdocs.yml": "INHERIT: base.yml\n"})
    assert found(root) == [("file-unreadable", "base.yml")]
    projects.write(root, {"base.yml": "hooks: [./hooks/main.py]\n"})
    assert found(root) == []
    projects.write(root, {"mkdocs.yml": "INHERIT: base.yml\nsite_name: hooks/main.py\nhooks: []\n"})
    assert found(root) == [("hook-missing", "mkdocs.yml")]


@pytest.mark.parametrize(
    ("settings", "code", "line"),
    [
        (b"site_name: x\nhooks: [", "yaml-broken", 2),
        (b"- hooks/main.py\n", "yaml-broken", 1),
        (b"x:\n- " + b"[" * 50_000, "yaml-broken", 2),
        (b"site_name: x\n# \xff\n", "file-not-utf8", 2),
        (b"site_name: x\nextra_css: own.css\n", "setting-malformed", 2),
        (b"site_name: x\ndocs_dir: texts\n", "setting-malformed", 2),
        (b"INHERIT: mkdocs.yml\n", "setting-malformed", 1),
        (b"INHERIT: docs\n", "file-unreadable", 1),
    ],
)
def test_settings_that_stop_a_build_are_told_of(
    root: Path, settings: bytes, code: str, line: int
) -> None:
    (root / "mkdocs.yml").write_bytes(settings)
    told = [(each.code, each.line) for each in checks.run(project.load(root))]
    assert told == [(code, line)]


def test_settings_that_are_no_file_are_told_of(root: Path) -> None:
    (root / "mkdocs.yml").mkdir()
    assert found(root) == [("file-unreadable", "mkdocs.yml")]


# What a site is made with


@pytest.fixture
def fork(root: Path) -> Path:
    """A project with what makes its site."""
    for name in ("mkdocs.yml", "hooks", "overrides"):
        (root / name).symlink_to(ROOT / name)
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return root


def test_what_a_site_is_made_with_is_as_it_should_be(fork: Path) -> None:
    assert found(fork) == []


@pytest.mark.parametrize("target", [None, "nowhere", "mkdocs.yml"])
def test_settings_that_are_not_there_are_told_of(fork: Path, target: str | None) -> None:
    (fork / "mkdocs.yml").unlink()
    if target:
        link(target)(fork / "mkdocs.yml")
    assert found(fork) == [("file-unreadable", "mkdocs.yml")]


def test_templates_that_are_not_there_are_told_of_as_a_build_does(fork: Path) -> None:
    (fork / "overrides/polisi/policy.html").unlink()
    (fork / "overrides/polisi/rules.html").unlink()
    told = [p for p in projects.problems(fork) if p.code != "file-unlinked"]
    assert [p.code for p in told] == ["page-kind-incomplete"] * 2
    assert told == in_order(kinds.problems(fork))
    assert {p.values["where"] for p in told} == {
        "overrides/polisi/policy.html",
        "overrides/polisi/rules.html",
    }
    shutil.rmtree(fork / "overrides/polisi")
    assert found(fork) == [("file-unreadable", "overrides/polisi")]
    assert [p.code for p in kinds.problems(fork)] == ["file-unreadable"]


@pytest.mark.parametrize(
    ("path", "spoil", "said"),
    [
        ("main.html", None, "main.html ?"),
        ("polisi/form-foot.html", "{% if %}", "Expected an expression"),
        ("paper/pack.html", "{% if %}", "Expected an expression"),
        ("polisi/policy.html", "{{ 'x' | meddal }}", "meddal"),
        ("sitemap.xml", "{% endfor %}", "endfor"),
        ("partials/head.html", "{% include 'x.html' %}", "x.html ?"),
        ("polisi/clause.html", b"\xff\xfe", "utf-8"),
    ],
)
def test_a_template_that_a_build_can_not_use_is_told_of(
    fork: Path, path: str, spoil: str | bytes | None, said: str
) -> None:
    file = fork / "overrides" / path
    before = file.read_bytes()
    file.unlink()
    if spoil is not None:
        file.write_bytes(spoil if isinstance(spoil, bytes) else before + spoil.encode())
    told = [p for p in projects.problems(fork) if not p.code.startswith("file-unlinked")]
    assert {(p.code, p.path) for p in told} == {("template-broken", f"overrides/{path}")}
    assert all(said in p.message("en") for p in told)
    if spoil is not None and not isinstance(spoil, bytes):
        assert told[0].line == before.count(b"\n") + 1
    file.write_bytes(before)
    assert found(fork) == []


@pytest.mark.parametrize("path", ["assets/polisi.js", "assets/styles/audience.css"])
def test_what_a_site_is_made_with_is_text(fork: Path, path: str) -> None:
    with (fork / "overrides" / path).open("ab") as file:
        file.write(b"\n/* \xe9 */\n")
    assert found(fork) == [("file-not-utf8", f"overrides/{path}")]


@pytest.mark.parametrize("path", ["assets/polisi.js", "assets/card.png", "main.html"])
def test_what_may_not_be_read_is_told_of(
    fork: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def access(file: Path, mode: int) -> bool:
        return file != fork / "overrides" / path

    monkeypatch.setattr(os, "access", access)
    assert found(fork) == [("file-unreadable", f"overrides/{path}")]


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_an_upgrade_that_was_interrupted_is_told_of(root: Path, is_elsewhere: bool) -> None:
    """Also in one of several working trees, whose git folder is named by a file."""
    place = "trees/x" if is_elsewhere else ".git"
    projects.write(root, {f"{place}/polisi-upgrade/journal.json": "{}"})
    if is_elsewhere:
        projects.write(root, {".git": "gitdir: trees/x\n"})
    assert found(root) == [("upgrade-unfinished", "mkdocs.yml")]


@pytest.mark.parametrize("value", ["word", "-1", "1.5", "253402300799", "9" * 30, "²"])
def test_a_day_that_is_none_is_told_of(
    root: Path, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert found(root) == [("day-unreadable", "SOURCE_DATE_EPOCH")]


@pytest.mark.parametrize("value", ["", " ", "1795651200"])
def test_a_day_that_is_one_or_not_given(
    root: Path, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert found(root) == []


# Git


def git_that(root: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program in the place of git, and change a text so that it is asked."""
    (root / "bin").mkdir()
    (root / "bin/git").write_text(f"#!/bin/sh\n{script}\n")
    (root / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{root / 'bin'}{os.pathsep}{os.environ['PATH']}")
    text = (root / EN_SM).read_text()
    for old, new in (("every request", "each request"), ("Check the", "Look at the")):
        text = text.replace(old, new)
    (root / EN_SM).write_text(text)


@pytest.mark.parametrize(
    "script",
    [
        "sleep 60",
        "sleep 60 & exit 0",
        "printf '\\377\\376\\n\\200'",
        "printf 'a\\000b\\n--output=x\\n'",
        "exit 3",
        "kill -9 $$",
        "yes",
        "yes >&2",
    ],
)
def test_whatever_git_does_the_stale_texts_are_told_of(
    root: Path, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    git_that(root, script, monkeypatch)
    monkeypatch.setattr(stamps, "PATIENCE", 0.2)
    codes = {p.code for p in projects.problems(root)}
    assert codes == {"stamp-stale-en-unknown"}


# Stamps are written whole, or not at all


def test_stamps_on_a_full_disk_leave_every_file_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, text in projects.BASE.items():
        (root / path).write_text(text)
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    real = disk.write_new
    written: list[Path] = []

    def write_new(file: Path, content: bytes, like: Path) -> None:
        if len(written) == 2:
            file.write_bytes(content[:10])
            raise OSError(28, "No space left on device")
        written.append(file)
        real(file, content, like)

    monkeypatch.setattr(disk, "write_new", write_new)
    assert main(["agree", "--all", "--root", str(root)]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before
