"""The folder that a site is written to: whole, or as it was, whenever the power goes."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from polisi.publish import folder
from polisi.publish.folder import FolderError, writing

HOOKS = Path(folder.__file__).parents[2]


def site(root: Path, text: str = "old") -> Path:
    target = root / "site"
    target.mkdir()
    (target / "index.html").write_text(text)
    (target / "stale.html").write_text("stale")
    return target


def build(target: Path, root: Path, text: str = "new") -> None:
    with writing(target, root) as partial:
        (partial / "index.html").write_text(text)


def left(root: Path) -> set[str]:
    return {file.name for file in root.iterdir()}


def test_a_site_is_made_where_there_was_none(tmp_path: Path) -> None:
    build(tmp_path / "in" / "site", tmp_path)
    assert (tmp_path / "in/site/index.html").read_text() == "new"
    assert left(tmp_path / "in") == {"site"}


def test_the_new_site_takes_the_place_of_the_last_one_whole(tmp_path: Path) -> None:
    target = site(tmp_path)
    build(target, tmp_path)
    assert left(target) == {"index.html"}
    assert left(tmp_path) == {"site"}


def test_others_may_read_the_new_site(tmp_path: Path) -> None:
    build(tmp_path / "site", tmp_path)
    (tmp_path / "folder").mkdir()
    assert (tmp_path / "site").stat().st_mode == (tmp_path / "folder").stat().st_mode


def test_a_build_that_fails_leaves_the_last_site(tmp_path: Path) -> None:
    target = site(tmp_path)
    with pytest.raises(KeyError), writing(target, tmp_path) as partial:
        (partial / "index.html").write_text("half")
        raise KeyError
    assert (target / "index.html").read_text() == "old"
    assert left(tmp_path) == {"site"}


def test_two_builds_at_once_are_refused_in_words(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with writing(target, tmp_path) as partial:
        (partial / "index.html").write_text("first")
        with pytest.raises(FolderError, match="another build") as refused:
            build(target, tmp_path, "second")
        assert refused.value.key == "folder.locked"
    assert (target / "index.html").read_text() == "first"
    build(target, tmp_path, "third")
    assert (target / "index.html").read_text() == "third"


def test_forty_builds_in_two_processes_leave_one_whole_site(tmp_path: Path) -> None:
    program = f"""
import sys; sys.path.insert(0, {str(HOOKS)!r})
from pathlib import Path
from polisi.publish.folder import FolderError, writing
made = refused = 0
for number in range(40):
    try:
        with writing(Path({str(tmp_path / "site")!r}), Path({str(tmp_path / "root")!r})) as partial:
            for name in ("index.html", "one", "two"):
                (partial / name).write_text(sys.argv[1])
        made += 1
    except FolderError:
        refused += 1
print(made)
"""
    runs = [
        subprocess.Popen([sys.executable, "-c", program, name], stdout=subprocess.PIPE, text=True)
        for name in "ab"
    ]
    assert sum(int(run.communicate()[0]) for run in runs) > 0
    assert len({file.read_text() for file in (tmp_path / "site").iterdir()}) == 1
    assert left(tmp_path) == {"site"}


@pytest.mark.parametrize("can_swap", [True, False])
def test_a_build_that_is_killed_anywhere_leaves_a_site_and_the_next_clears_up(
    tmp_path: Path, can_swap: bool
) -> None:
    """At each call that changes a name; without an exchange the next build brings it back."""
    for at in range(1, 16):
        root = tmp_path / str(at)
        root.mkdir()
        target = site(root)
        program = f"""
import os, signal, sys; sys.path.insert(0, {str(HOOKS)!r})
from pathlib import Path
from polisi.publish import folder
if not {can_swap}:
    folder._swap = lambda one, other: False
count = 0
def watched(function):
    def call(*arguments, **keywords):
        global count
        count += 1
        if count == {at}:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **keywords)
    return call
folder._swap = watched(folder._swap)
Path.mkdir = watched(Path.mkdir)
folder.Output._note = watched(folder.Output._note)
folder.shutil.rmtree = watched(folder.shutil.rmtree)
Path.rename = watched(Path.rename)
Path.rmdir = watched(Path.rmdir)
Path.unlink = watched(Path.unlink)
with folder.writing(Path({str(target)!r}), Path({str(root / "root")!r})) as partial:
    (partial / "index.html").write_text("new")
print("done")
"""
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
        if can_swap:
            assert (target / "index.html").read_text() in ("old", "new"), at
        if run.returncode == 0:
            assert "done" in run.stdout
            break
        assert run.returncode == -signal.SIGKILL, run.stderr
        with pytest.raises(KeyError), writing(target, root):
            assert (target / "index.html").read_text() in ("old", "new"), at
            raise KeyError
        assert left(root) == {"site"}, at
    else:
        pytest.fail("the program never came to its end")


def test_what_somebody_keeps_in_a_site_stays(tmp_path: Path) -> None:
    target = site(tmp_path)
    (target / ".git").mkdir()
    (target / ".git/HEAD").write_text("ref")
    (target / ".htaccess").write_text("Require valid-user")
    (target / ".well-known").mkdir()
    (target / ".well-known/security.txt").write_text("Contact:")
    (target / "CNAME").write_text("policies.example")
    build(target, tmp_path)
    assert left(target) == {".git", ".htaccess", ".well-known", "CNAME", "index.html"}
    assert (target / ".git/HEAD").read_text() == "ref"


def test_what_a_new_site_has_itself_wins(tmp_path: Path) -> None:
    target = site(tmp_path)
    (target / "CNAME").write_text("old.example")
    with writing(target, tmp_path) as partial:
        (partial / "CNAME").write_text("new.example")
    assert (target / "CNAME").read_text() == "new.example"


@pytest.mark.parametrize(
    "name",
    ["", "hooks", "docs", "docs/en", "adopted", "incoming/x", "overrides", "tests", ".git"],
)
def test_no_site_is_written_over_the_sources(tmp_path: Path, name: str) -> None:
    (tmp_path / "hooks").mkdir()
    with pytest.raises(FolderError, match="own files"):
        build(tmp_path / name, tmp_path)
    assert left(tmp_path) == {"hooks"}


def test_no_site_is_written_above_the_project(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    with pytest.raises(FolderError, match="own files"):
        build(tmp_path, root)


def test_a_folder_of_somebody_elses_files_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "photos"
    target.mkdir()
    (target / "one.jpg").write_bytes(b"picture")
    with pytest.raises(FolderError, match=r"one\.jpg"):
        build(target, tmp_path)
    assert left(target) == {"one.jpg"}
    assert left(tmp_path) == {"photos"}


@pytest.mark.parametrize("names", [("index.html", "main.py"), ("index.html", "a.jpg"), ("src",)])
def test_a_folder_with_sources_and_a_page_is_no_site(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    target = tmp_path / "web"
    target.mkdir()
    for name in names:
        (target / name).write_text("mine")
    with pytest.raises(FolderError, match="no build has made"):
        build(target, tmp_path)
    assert left(target) == set(names)


@pytest.mark.parametrize("names", [("clauses.json", "a.jpg"), ("404.html", "sitemap.xml", "about")])
def test_a_site_is_known_by_what_builds_make(tmp_path: Path, names: tuple[str, ...]) -> None:
    target = tmp_path / "web"
    target.mkdir()
    for name in names:
        (target / name).write_text("old")
    build(target, tmp_path)
    assert left(target) == {"index.html"}


@pytest.mark.parametrize(
    ("name", "words"), [("n" * 300, "too long"), ("itself", "says of"), ("Hooks", "own files")]
)
def test_a_name_that_no_site_can_have_is_told_of(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "itself").symlink_to("itself")
    with pytest.raises(FolderError, match=words):
        build(tmp_path / name, tmp_path)


def test_a_disk_of_its_own_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = site(tmp_path)
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == target)
    with pytest.raises(FolderError, match="disk of its own"):
        build(target, tmp_path)


def test_the_rights_of_the_folder_stay(tmp_path: Path) -> None:
    target = site(tmp_path)
    target.chmod(0o750)
    build(target, tmp_path)
    assert target.stat().st_mode & 0o777 == 0o750


def test_a_build_waits_for_one_that_is_about_to_end(tmp_path: Path) -> None:
    target = tmp_path / "site"
    first = folder.Output.open(target, tmp_path)
    threading.Timer(0.1, first.close).start()
    build(target, tmp_path)
    assert (target / "index.html").read_text() == "new"


def test_a_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    target = site(tmp_path)
    with (
        pytest.raises(FolderError, match=r"nothing\.png can't be read"),
        writing(target, tmp_path) as partial,
    ):
        folder.Writer(partial).copy("a.png", tmp_path / "nothing.png")
    assert (target / "index.html").read_text() == "old"


def test_folders_beside_the_site_that_are_not_ours_stay(tmp_path: Path) -> None:
    for name in ("site.last", "site.partial", "site.lock.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine").write_text("mine")
    build(tmp_path / "site", tmp_path)
    assert left(tmp_path) == {"site", "site.last", "site.partial", "site.lock.old"}


def test_a_lock_file_with_anything_in_it_deletes_nothing(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "site.lock").write_text('{"folders": ["../precious", "precious"], "old": ""}')
    build(tmp_path / "site", tmp_path)
    assert left(tmp_path) == {"precious", "site"}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "only be read"),
        (errno.EACCES, "may not write"),
        (errno.ENAMETOOLONG, "too long"),
        (errno.EMFILE, "no more files"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_what_the_system_refuses_is_said_in_words(tmp_path: Path, number: int, words: str) -> None:
    target = site(tmp_path)
    with pytest.raises(FolderError, match=words), writing(target, tmp_path):
        raise OSError(number, os.strerror(number), str(target / "page"))
    assert (target / "index.html").read_text() == "old"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EIO])
def test_what_can_not_be_read_is_said_to_be_read(tmp_path: Path, number: int) -> None:
    target = site(tmp_path)
    with (
        pytest.raises(FolderError, match=r"overrides/main\.html can't be read"),
        writing(target, tmp_path),
    ):
        raise OSError(number, os.strerror(number), str(tmp_path / "overrides/main.html"))


def test_whose_site_is_another_s_may_not_write_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder where nobody may delete what is not theirs: no program has a file open."""
    target = site(tmp_path)

    def refuse(self: Path, to: Path) -> Path:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(self))

    monkeypatch.setattr(folder, "_swap", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(FolderError, match="you may not write"):
        build(target, tmp_path)


def test_what_can_not_be_deleted_now_the_next_build_deletes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = site(tmp_path)
    with monkeypatch.context() as refusing:
        refusing.setattr(shutil, "rmtree", lambda *_, **__: None)
        build(target, tmp_path)
        build(target, tmp_path)
    assert len(left(tmp_path)) > 2
    build(target, tmp_path)
    assert left(tmp_path) == {"site"}


def test_where_not_a_line_fits_it_is_said_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = site(tmp_path)

    def refuse(number: int, raw: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full:
        full.setattr(os, "write", refuse)
        with pytest.raises(FolderError, match="the disk is full"), writing(target, tmp_path):
            pass
    assert (target / "index.html").read_text() == "old"
    assert left(tmp_path) == {"site"}


def test_a_name_with_spaces_and_welsh_letters_is_fine(tmp_path: Path) -> None:
    target = tmp_path / "Ysgol Tŷ Gŵyr" / "gwefan newydd"
    build(target, tmp_path / "root")
    build(target, tmp_path / "root", "again")
    assert (target / "index.html").read_text() == "again"


def test_folders_that_were_made_on_the_way_go_when_it_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), writing(tmp_path / "a/b/site", tmp_path):
        raise RuntimeError
    assert left(tmp_path) == set()
    with pytest.raises(RuntimeError), writing(tmp_path / "a/b/site", tmp_path):
        (tmp_path / "a/mine").touch()
        raise RuntimeError
    assert left(tmp_path / "a") == {"mine"}


def test_the_lock_is_given_back_after_each_end(tmp_path: Path) -> None:
    for _ in range(3):
        with pytest.raises(RuntimeError), writing(tmp_path / "site", tmp_path):
            raise RuntimeError
    build(tmp_path / "site", tmp_path)
