"""The few things that an upgrade asks of git: read, write and lay out trees, fetch tags.

Every command is a list of arguments (no shell), in the plain English of git's own messages. The
working tree, the index and the branches of the repository are changed by ``switching`` alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from polisi import programs

TAG = re.compile(r"refs/tags/v(\d+\.\d+\.\d+)$")
FAR = (("ls-remote",), ("fetch",))
"""Commands that may go over the network, and ask for a password."""
PATIENCE, LONG = 120, 600
"""Seconds that a command may take, and one over the network."""
HELPER = re.compile(r"[A-Za-z0-9+.-]+::")
"""An address that makes git run a program, such as ``ext::sh -c …`` (gitremote-helpers)."""
PROTOCOLS = "file:git:http:https:ssh"
LINK, SUBMODULE = "120000", "160000"
"""Modes of what is no ordinary file."""
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
        command = ["git", "-c", "maintenance.auto=false", "-c", "gc.auto=0", *arguments]
        is_far = arguments[:1] in FAR
        seconds = LONG if is_far else PATIENCE
        try:
            ended = programs.run(command, self.root, seconds, text, environment, asks=is_far)
        except OSError as error:
            raise GitError(str(error)) from error
        if not 0 <= ended.status <= worst:
            raise GitError(_line(ended.errors) or f"git {arguments[0]}: {ended.status}")
        return ended.output

    def line(self, *arguments: str, text: bytes = b"", index: Path | None = None) -> str:
        """Run git and return the line that it prints."""
        return _line(self.run(*arguments, text=text, index=index))

    def versions(self, source: str) -> dict[str, str]:
        """Return the versions at an address, newest first: ``1.0.0`` to what ``v1.0.0`` names."""
        listed = self.line("ls-remote", "--tags", "--refs", "--", source).splitlines()
        found = {match[1]: line.split()[0] for line in listed if (match := TAG.search(line))}
        return dict(sorted(found.items(), key=lambda each: number(each[0]), reverse=True))

    def fetch(self, source: str, versions: Iterable[str]) -> None:
        """Fetch these versions; no branch, tag or other name of the repository knows of them."""
        wanted = [f"refs/tags/v{version}" for version in versions]
        quietly = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
        self.run("fetch", *quietly, "--", source, *wanted)

    def commit(self, named: str) -> str:
        """Return the commit that a fetched tag is of."""
        return self.line("rev-parse", "--verify", f"{named}^{{commit}}")

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
        as_stored = ("-c", "core.autocrlf=false")
        prefix = f"--prefix={folder.as_posix()}/"
        self.run(*as_stored, "checkout-index", "--all", "--force", prefix, index=index)
        return folder

    def check_out(self, paths: Iterable[str], index: Path, folder: Path) -> None:
        """Write files of an index below a folder, as they are to stand in the working tree."""
        prefix = f"--prefix={folder.as_posix()}/"
        wanted = b"\0".join(map(os.fsencode, paths))
        self.run("checkout-index", "--force", "-z", "--stdin", prefix, text=wanted, index=index)

    def changes(self, old: str, new: str) -> dict[str, tuple[Entry | None, Entry | None]]:
        """Return the files that two trees have otherwise, each as in both."""
        before, after = self.entries(old), self.entries(new)
        paths = sorted({*before, *after})
        pairs = {path: (before.get(path), after.get(path)) for path in paths}
        return {path: pair for path, pair in pairs.items() if pair[0] != pair[1]}

    def unlike(self, files: Mapping[str, Entry | None]) -> list[str]:
        """Return those paths whose file in the project's folder is not this one, or is there.

        Unlike ``git status``, this looks at files that git was told to take for unchanged.
        """
        blobs: dict[str, str] = {}
        others = []
        for path, entry in files.items():
            if entry and self._is_ordinary(path, entry):
                blobs[path] = entry.id
            elif self._is_unlike(path, entry):
                others.append(path)
        return sorted([*others, *self._changed(blobs)])

    def _is_ordinary(self, path: str, entry: Entry) -> bool:
        """Tell whether a file stands there, and no link, with a name that fits on a line."""
        file = self.root / path
        is_file = file.is_file() and not file.is_symlink()
        return is_file and entry.mode != SUBMODULE and "\n" not in path

    def _is_unlike(self, path: str, entry: Entry | None) -> bool:
        """Tell whether what is no ordinary file is not as it is to be."""
        file = self.root / path
        if entry is None:
            return os.path.lexists(file)
        if entry.mode == LINK and file.is_symlink():
            return os.fsencode(file.readlink()) != self.blob(entry)
        return entry.mode != SUBMODULE

    def _changed(self, blobs: Mapping[str, str]) -> list[str]:
        """Return the files that are other blobs, as git would store them and as they are."""
        for how in ((), ("--no-filters",)):
            listed = b"".join(os.fsencode(f"{path}\n") for path in blobs)
            hashes = self.run("hash-object", *how, "--stdin-paths", text=listed).split()
            named = zip(blobs.items(), hashes, strict=True)
            blobs = {path: id_ for (path, id_), hash_ in named if hash_.decode() != id_}
            if not blobs:
                break
        return list(blobs)

    def added(self, old: str, new: str) -> list[str]:
        """Return the files that ``new`` has and ``old`` has not."""
        return sorted(self.entries(new).keys() - self.entries(old).keys())

    def in_the_way(self, paths: Iterable[str]) -> list[str]:
        """Return those of these paths at which something stands in the project's folder."""
        return [path for path in paths if os.path.lexists(self.root / path)]


def _line(raw: bytes) -> str:
    return raw.decode(errors="replace").strip()


def number(version: str) -> tuple[int, ...]:
    """Return a version as numbers, to compare it by: ``1.10.0`` is newer than ``1.9.0``."""
    return tuple(int(part) for part in version.split("."))
