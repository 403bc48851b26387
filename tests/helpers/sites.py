"""Sites built from copies of the project, and what tests read off them."""

from __future__ import annotations

import fcntl
import gc
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cache, cached_property
from html import unescape
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

import processes
import projects
from compiled import templates_compiled_once
from polisi import project
from polisi.cli import main as polisi_command
from polisi.facts.audiences import all_audiences
from polisi.model import Policy
from polisi.words.languages import Language, other

ROOT = Path(__file__).parents[2]
CODE = "hooks/polisi"
"""A sixth of a small build's time to copy, and this process builds with what it has loaded."""
PARTS = ("docs", "hooks/main.py", "overrides", "mkdocs.yml", "school.yml")
SITE_URL = "https://example.com/"

Change = str | bytes | Callable[[str], str] | None
"""What a test makes of a file: a new text, a function from the old one, or None to remove it."""


def copy(
    folder: Path, changes: Mapping[str, Change] | None = None, parts: Sequence[str] = PARTS
) -> Path:
    """Copy the project, or parts of it, into a folder, with changes by path.

    Without its code; ``with_code`` adds that for builds in a process of their own.
    """
    for part in parts:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, dirs_exist_ok=True)
        else:
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, folder / part)
    change(folder, changes or {})
    return folder


def with_code(folder: Path) -> Path:
    """Add the code to a copy that has none, with what Python has compiled of it."""
    if not (folder / CODE).exists():
        ignore = shutil.ignore_patterns("*.pyc.*")  # half written
        shutil.copytree(ROOT / CODE, folder / CODE, ignore=ignore)
    return folder


LEAN = ("SM", "PC", "GC", "IR")
"""The policies of a lean copy, those that tests change; it builds in half the time."""


def lean(folder: Path, changes: Mapping[str, Change] | None = None) -> Path:
    """Copy the project with four of its policies and no forms, stamped, and change that."""
    copy(folder, parts=[part for part in PARTS if part != "docs"])
    projects.write(folder, lean_docs())
    change(folder, changes or {})
    return folder


@cache
def lean_docs() -> dict[str, bytes]:
    """Return the files of ``docs/`` without most policies and without what refers to them."""
    with TemporaryDirectory() as name:
        folder = copy(Path(name), parts=("docs", "school.yml"))
        texts = {file: file.read_text(encoding="utf-8") for file in folder.glob("docs/**/*.md")}
        codes = {file: re.search(r"^policy: (\w+)", text, re.M) for file, text in texts.items()}
        gone = {file: code[1] for file, code in codes.items() if code and code[1] not in LEAN}
        id_ = rf"(?:{'|'.join(gone.values())})-\d{{3}}"
        link = rf"\]\([^)]*?(?:{'|'.join(re.escape(file.name) for file in gone)})[^)]*\)"
        for file, text in texts.items():
            if file in gone:
                file.unlink()
                continue
            text = re.sub(rf", see: \[{id_}(?:, {id_})*\]|, use: {id_}(?=\}})", "", text)
            text = re.sub(rf"(?<=[\[ ]){id_}, |, {id_}(?=[,\]])", "", text)
            text = re.sub(link, "](https://example.org/)", re.sub(rf"\[{id_}\]", "it", text))
            file.write_text(text, encoding="utf-8", newline="")
        agree(folder)
        return {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in folder.rglob("docs/**/*")
            if file.is_file()
        }


def change(folder: Path, changes: Mapping[str, Change]) -> None:
    """Change files of a project."""
    for path, new in changes.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if new is None:
            shutil.rmtree(file) if file.is_dir() else file.unlink()
        elif isinstance(new, bytes):
            file.write_bytes(new)
        else:
            old = file.read_text(encoding="utf-8") if file.exists() else ""
            text = new if isinstance(new, str) else new(old)
            assert text != old, f"nothing changes in {path}"
            file.write_text(text, encoding="utf-8", newline="")


def replaced(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    """Return a change that replaces a text that must be there."""

    def apply(text: str) -> str:
        assert old in text, f"{old!r} is not there"
        return text.replace(old, new, count)

    return apply


def without(clause: str) -> Callable[[str], str]:
    """Return a change that deletes a clause's heading and text."""

    def apply(text: str) -> str:
        passage = rf"^#+ [^\n]*\{{#{clause}\}}\n.*?(?=^#|\Z)"
        text, count = re.subn(passage, "", text, flags=re.M | re.S)
        assert count == 1
        return text

    return apply


def heading_line(file: Path, id_: str) -> int:
    """Return the line (from 1) of the heading with an id."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return next(n for n, line in enumerate(lines, 1) if line.endswith(f"{{#{id_}}}"))


def agree(folder: Path) -> None:
    """Stamp every pair of a project."""
    assert polisi_command(["agree", "--all", "--root", str(folder)]) == 0


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a build: nothing that the machine happens to have set."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("POLISI_", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1", **more}


def hashes(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its content."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@dataclass(frozen=True)
class Page:
    """An HTML file of a site."""

    path: str
    """Posix path from the site's folder."""
    html: str

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.html)

    @property
    def address(self) -> str:
        """Its path, without ``index.html``."""
        return self.path.removesuffix("index.html")

    @property
    def is_lasting(self) -> bool:
        return re.search(r"(^|/)c/[A-Z]+-\d+/index\.html$", self.path) is not None

    @property
    def leads_on(self) -> bool:
        """Whether it stands at an old address, or where the whole policy is the version."""
        return '<a id="moved"' in self.html

    @property
    def is_full(self) -> bool:
        """Whether it has the site's header and sidebar."""
        return not any(each in self.html for each in ('<body class="bare"', "frame--sign"))

    def one(self, selector: str) -> LexborNode:
        """Return the one element that a selector finds."""
        found = self.tree.css(selector)
        assert len(found) == 1, f"{self.path}: {len(found)} × {selector}"
        return found[0]

    def all(self, selector: str) -> list[LexborNode]:
        return self.tree.css(selector)

    def texts(self, selector: str) -> list[str]:
        return [words(node.text()) for node in self.tree.css(selector)]

    @cached_property
    def ids(self) -> list[str]:
        return [str(node.attributes["id"]) for node in self.tree.css("[id]")]

    @cached_property
    def links(self) -> list[str]:
        """Every address that the page names, in whatever attribute."""
        found = [
            str(node.attributes[name])
            for name in ("href", "src", "action", "poster")
            for node in self.tree.css(f"[{name}]")
        ]
        for node in self.tree.css('meta[http-equiv="refresh"]'):
            found.append(str(node.attributes["content"]).partition("url=")[2])
        return found


@dataclass(frozen=True)
class Built:
    """A finished build of a copy of the project."""

    folder: Path
    status: int
    output: str
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(
            file.relative_to(self.site).as_posix()
            for file in self.site.rglob("*")
            if file.is_file()
        )

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every HTML page by its address."""
        found = [
            Page(path, (self.site / path).read_text(encoding="utf-8"))
            for path in sorted(self.files)
            if path.endswith(".html")
        ]
        return {page.address: page for page in found}

    @cached_property
    def project(self) -> project.Project:
        return project.load(self.folder)

    @property
    def default(self) -> Language:
        return self.project.school.default_language

    def root(self, language: str) -> str:
        """Return the address of a language's home page."""
        return "" if language == self.default else f"{language}/"

    def language(self, page: Page) -> Language:
        """Return a page's language, read off its address."""
        twin = other(self.default)
        return twin if page.path.startswith(f"{twin}/") else self.default

    def text(self, path: str) -> str:
        return (self.site / path).read_text(encoding="utf-8")

    def resolve(self, page: Page, link: str) -> tuple[str, str]:
        """Return the address and anchor that a relative link of a page leads to."""
        target = urlsplit(urljoin("http://site.test/" + page.path, link))
        assert target.netloc == "site.test", f"{page.path}: {link}"
        return unquote(target.path).lstrip("/").removesuffix("index.html"), unquote(target.fragment)

    def internal(self, page: Page, selector: str) -> list[tuple[str, str]]:
        """Return where the links that a selector finds lead to."""
        return [self.resolve(page, str(a.attributes["href"])) for a in page.all(selector)]


def build(
    folder: Path, generator: str = "", arguments: Sequence[str] = (), **variables: str
) -> Built:
    """Build a project's site, as a generator's command does, or by what MkDocs itself calls.

    Without a generator, which few tests are about, it is built in this process: in a quarter of
    the time, and to the same byte (``test_doors`` compares them).
    """
    command = ["build", *arguments]
    if generator:
        done = _by([generator, *command], folder, variables)
    else:
        done = _here([*command, "--root", str(folder)], variables)
    return Built(folder, *done, variables)


def _by(command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> tuple[int, str]:
    """Build in a process of its own; returns its status and what it said."""
    if command[0] in processes.QUICK and not (folder / CODE).exists():  # a copy may be changed
        return processes.run(command, folder, environment(**variables))
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=processes.TIMEOUT,
        check=False,
    )
    return done.returncode, done.stdout


def _here(command: Sequence[str], variables: Mapping[str, str]) -> tuple[int, str]:
    """Build in this process alone, with the environment of one of its own."""
    said, threshold = StringIO(), gc.get_threshold()
    with (
        patch.dict(os.environ, environment(**variables), clear=True),
        nothing_forked(),
        templates_compiled_once(),
        redirect_stdout(said),
        redirect_stderr(said),
    ):
        try:
            status = polisi_command(list(command))
        finally:
            gc.unfreeze()
            gc.set_threshold(*threshold)
    return status, said.getvalue()


def nothing_forked() -> AbstractContextManager[object]:
    """Return what keeps work in this process: a fork of one so large takes longer than it saves."""
    return patch("threading.active_count", return_value=2)  # with threads, nothing is forked


def built(folder: Path, changes: Mapping[str, Change] | None = None, **variables: str) -> Built:
    """Copy the project, change it and build what must build."""
    done = build(copy(folder, changes), **variables)
    assert done.status == 0, done.output
    return done


WELSH_DEFAULT: Mapping[str, Change] = {
    "school.yml": replaced("default_language: en", "default_language: cy")
}


def shared(
    tmp: pytest.TempPathFactory,
    name: str,
    changes: Mapping[str, Change] | None = None,
    **variables: str,
) -> Built:
    """Build a site once for all processes that test side by side; nobody may change it."""
    is_one_of_many = "PYTEST_XDIST_WORKER" in os.environ
    root = tmp.getbasetemp().parent if is_one_of_many else tmp.getbasetemp()
    folder, done = root / f"shared-{name}", root / f"shared-{name}.log"
    if folder in _shared:  # its pages have been read
        return _shared[folder]
    with (root / f"shared-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the others wait here
        if not done.exists():
            output = built(folder, changes, **variables).output
            done.write_text(output, encoding="utf-8")
    _shared[folder] = Built(folder, 0, done.read_text(encoding="utf-8"), variables)
    return _shared[folder]


_shared: dict[Path, Built] = {}
"""Sites that this process has asked for, by folder."""


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site as it is shipped: everything, English at the root."""
    return shared(tmp_path_factory, "shipped")


@pytest.fixture(scope="session")
def welsh(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of a Welsh-medium school: Welsh at the root."""
    return shared(tmp_path_factory, "welsh", WELSH_DEFAULT)


@pytest.fixture(scope="session", params=["en", "cy"])
def site(request: pytest.FixtureRequest) -> Built:
    """Each of the two, one after the other."""
    name = "shipped" if request.param == "en" else "welsh"
    found: Built = request.getfixturevalue(name)
    return found


@pytest.fixture(scope="session", params=all_audiences())
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Each audience's edition."""
    name: str = request.param
    return shared(tmp_path_factory, name, POLISI_EDITION=name)


@pytest.fixture(scope="session")
def as_files(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site for a file share: links name their files."""
    changes = {"mkdocs.yml": lambda text: text + "\nuse_directory_urls: false\n"}
    return shared(tmp_path_factory, "files", changes)


def page_of(site: Built, policy: Policy, language: Language) -> Page:
    """Return the page of a whole policy."""
    first = next(iter(policy.clauses))
    lasting = site.pages[f"{site.root(language)}c/{first.id}/"]
    return site.pages[site.internal(lasting, "main a")[0][0]]


def words(text: str) -> str:
    """Return a text with its white space made one."""
    return " ".join(text.split())


def strings(node: LexborNode, foreign: str) -> Iterator[str]:
    """Yield each text and each spoken attribute of an element, but not parts in ``foreign``."""
    if node.attributes.get("lang") == foreign or node.tag in ("script", "style"):
        return
    for name in ("title", "aria-label", "placeholder", "alt", "content", "data-template"):
        if value := node.attributes.get(name):
            yield words(unescape(value))
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            if text := words(child.text()):
                yield text
        else:
            yield from strings(child, foreign)


def small_policy(
    code: str, titles: list[tuple[str, str]], audience: str = "staff"
) -> dict[str, Change]:
    """Return a policy's two files: clauses with English and Welsh titles, numbered from 001."""
    ids = [f"{code}-{number:03}" for number in range(1, len(titles) + 1)]
    register = "".join(f"  {id_}: {{audience: [{audience}]}}\n" for id_ in ids)
    english = "".join(
        f"### {title} {{#{id_}}}\n\nThe school keeps this rule and it must be read by you.\n\n"
        for id_, (title, _) in zip(ids, titles, strict=True)
    )
    welsh = "".join(
        f"### {title} {{#{id_}}}\n\nMae'r ysgol yn cadw'r rheol hon ac mae eich angen chi yma.\n\n"
        for id_, (_, title) in zip(ids, titles, strict=True)
    )
    name = f"small-{code.lower()}"
    return {
        f"docs/en/policies/{name}.md": (
            f"---\npolicy: {code}\ntitle: Small policy {code}\nsummary: A test policy, {code}.\n"
            f"owner: headteacher\nchanges: {{1.0.0: {{on: 2026-11-21, text: First version.}}}}\n"
            f"clauses:\n{register}---\n## Rules {{#rules-{code.lower()}}}\n\n{english}"
        ),
        f"docs/cy/policies/{name}.md": (
            f"---\npolicy: {code}\ntitle: Polisi bach {code}\nslug: polisi-bach-{code.lower()}\n"
            f"summary: Polisi ar gyfer prawf, {code}.\nchanges: {{1.0.0: Y fersiwn gyntaf.}}\n"
            f"clauses:\n{''.join(f'  {id_}: {{}}' + chr(10) for id_ in ids)}---\n"
            f"## Rheolau {{#rules-{code.lower()}}}\n\n{welsh}"
        ),
    }
