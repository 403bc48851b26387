"""The few things that an upgrade asks of git: read, write and lay out trees, fetch tags.

Every command is a list of arguments (no shell), in the plain English of git's own messages. The
working tree, the index and the branches of the repository are changed by ``Git.move`` alone.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TAG = re.compile(r"refs/tags/v(\d+\.\d+\.\d+)$")
KEPT = "refs/polisi/upgrade/"
"""Where the template's tags stand while an upgrade runs: apart from a school's own tags."""
HELPER = re.compile(r"[A-Za-z0-9+.-]+::")
"""An address that makes git run a program, such as ``ext::sh -c …`` (gitremote-helpers)."""
PROTOCOLS = "file:git:http:https:ssh"
ELSEWHERE = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
)
"""Variables by which a caller, such as a git hook, could lead git to another repository."""


class GitError(Exception):
    """A git command failed; the text is what git said."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a tree."""

    mode: str
    """``100644``, ``100755`` (may be run), ``120000`` (symbolic link) or ``160000`` (submodule)."""
    id: str
    """Name of the blob, a digest of the content."""


Entries = Mapping[str, Entry]
"""Path from the top of the tree to file."""


def is_refused(source: str) -> bool:
    """Tell whether an address could be taken for an option, or makes git run a program."""
    return not source.strip() or source.startswith("-") or bool(HELPER.match(source))


@dataclass(frozen=True, slots=True)
class Git:
    """A repository."""

    root: Path

    def run(
        self, *arguments: str, text: bytes = b"", index: Path | None = None, worst: int = 0
    ) -> bytes:
        """Run git and return what it prints.

        ``text`` is what it reads, ``index`` a file to use as its index, ``worst`` the highest exit
        status that is no failure. Raises ``GitError``, also where there is no git.
        """
        environment = {key: value for key, value in os.environ.items() if key not in ELSEWHERE}
        environment |= {"LC_ALL": "C", "GIT_ALLOW_PROTOCOL": PROTOCOLS}
        if index:
            environment["GIT_INDEX_FILE"] = str(index)
        try:
            run = subprocess.run(
                ["git", "-c", "maintenance.auto=false", "-c", "gc.auto=0", *arguments],
                cwd=self.root,
                env=environment,
                input=text,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            raise GitError(str(error)) from error
        if not 0 <= run.returncode <= worst:
            said = run.stderr.decode(errors="replace").strip()
            raise GitError(said or f"git {arguments[0]}: {run.returncode}")
        return run.stdout

    def line(self, *arguments: str, text: bytes = b"", index: Path | None = None) -> str:
        """Run git and return the line that it prints."""
        return self.run(*arguments, text=text, index=index).decode(errors="replace").strip()

    def versions(self, source: str) -> list[str]:
        """Return the versions (``1.0.0`` for the tag ``v1.0.0``) at an address, newest first."""
        listed = self.line("ls-remote", "--tags", "--refs", "--", source).splitlines()
        found = {match[1] for line in listed if (match := TAG.search(line))}
        return sorted(found, key=number, reverse=True)

    def fetch(self, source: str, versions: Iterable[str]) -> None:
        """Fetch these versions' tags to where ``commit`` finds them, and nothing else."""
        wanted = [f"+refs/tags/v{version}:{KEPT}v{version}" for version in versions]
        quietly = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
        self.run("fetch", *quietly, "--", source, *wanted)

    def commit(self, version: str) -> str:
        """Return the commit of a fetched version."""
        return self.line("rev-parse", "--verify", f"{KEPT}v{version}^{{commit}}")

    def forget(self, versions: Iterable[str]) -> None:
        """Remove what ``fetch`` has put there."""
        for version in versions:
            self.run("update-ref", "-d", f"{KEPT}v{version}")

    def entries(self, tree: str) -> dict[str, Entry]:
        """List every file of a tree (or of a commit's)."""
        found: dict[str, Entry] = {}
        for row in self.run("ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0")[:-1]:
            about, path = row.split(b"\t", 1)
            mode, _, id_ = about.decode().split(" ")
            found[os.fsdecode(path)] = Entry(mode, id_)
        return found

    def renames(self, old: str, new: str) -> dict[str, str]:
        """Find files that were moved between two trees: from the old path to the new one."""
        found = ("-r", "-z", "-M", "--diff-filter=R", "--name-status")
        rows = self.run("diff-tree", *found, old, new).split(b"\0")[:-1]
        paths = [os.fsdecode(row) for row in rows]
        return dict(zip(paths[1::3], paths[2::3], strict=True))

    def blob(self, entry: Entry) -> bytes:
        """Return the content of a file."""
        return self.run("cat-file", "blob", entry.id)

    def write_blob(self, content: bytes) -> str:
        """Store a file's content and return its name."""
        return self.line("hash-object", "-w", "--stdin", text=content)

    def write_tree(self, entries: Entries, folder: Path) -> str:
        """Store a tree and return its name. ``folder`` is an empty one for git to work in."""
        rows = [os.fsencode(f"{entry.mode} {entry.id}\t{path}") for path, entry in entries.items()]
        index = folder / "index"
        self.run("update-index", "-z", "--index-info", text=b"\0".join(rows) + b"\0", index=index)
        return self.line("write-tree", index=index)

    def export(self, tree: str, folder: Path) -> Path:
        """Write the files of a tree into a new folder and return it."""
        folder.mkdir()
        index = folder.with_name(f"{folder.name}.index")
        self.run("read-tree", tree, index=index)
        self.run(
            "checkout-index", "--all", "--force", f"--prefix={folder.as_posix()}/", index=index
        )
        return folder

    def added(self, old: str, new: str) -> list[str]:
        """Return the files that ``new`` has and ``old`` has not."""
        return sorted(self.entries(new).keys() - self.entries(old).keys())

    def in_the_way(self, paths: Iterable[str]) -> list[str]:
        """Return those of these paths at which something stands in the project's folder."""
        return [path for path in paths if os.path.lexists(self.root / path)]

    def move(self, old: str, new: str, reason: str) -> None:
        """Take the branch, the index and the files from the commit ``old`` to ``new``.

        The working tree must be clean, and nothing ``in_the_way``. On any failure everything is as
        it was. Raises ``GitError``.
        """
        added = self.added(old, new)
        if self.in_the_way(added):
            raise GitError(", ".join(self.in_the_way(added)))
        try:
            self.run("read-tree", "-m", "-u", old, new)
            self.run("update-ref", "-m", reason, "HEAD", new, old)
        except BaseException:
            for path in added:
                with suppress(OSError):
                    (self.root / path).unlink()
            self.run("read-tree", "--reset", "-u", old)
            raise


def number(version: str) -> tuple[int, ...]:
    """Return a version as numbers, to compare it by: ``1.10.0`` is newer than ``1.9.0``."""
    return tuple(int(part) for part in version.split("."))
