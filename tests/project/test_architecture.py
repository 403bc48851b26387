"""What keeps the code in one piece: who may import whom, and how big a part may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import forks
from sites import ROOT

HOOKS = ROOT / "hooks"
MODULES = sorted(HOOKS.rglob("*.py"))
TEST_FILES = sorted((ROOT / "tests").rglob("test_*.py"))
GENERATOR = {"mkdocs", "mkdocs_static_i18n", "material", "properdocs"}
MAY_KNOW_THE_GENERATOR = {"polisi/serving/mkdocs.py", "main.py"}
MAX_LINES = 500


ROOMS = """
    data words problems model facts yaml_files markup text school schemas policies project
    decisions checks editing intake translation requests desk style pages outputs publish
    serving paper upgrade cli
""".split()
"""The rooms of the house: each uses only those before it."""
TOOLS = {"__init__", "__main__", "disk", "memory", "parallel", "programs", "saving"}
"""Modules that know nothing of policies, and the way in."""


def name(file: Path) -> str:
    return file.relative_to(HOOKS).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> Iterator[str]:
    """Yield the full name of everything that a module imports when it is run."""
    parsed = tree(file)
    typing_only = {
        node
        for guard in ast.walk(parsed)
        if isinstance(guard, ast.If) and getattr(guard.test, "id", "") == "TYPE_CHECKING"
        for node in ast.walk(guard)
    }
    for node in ast.walk(parsed):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(file)} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module_of(imported: str) -> str | None:
    """Return the file of ours that an imported name stands in."""
    parts = imported.split(".")
    for length in range(len(parts), 0, -1):
        path = "/".join(parts[:length])
        for candidate in (f"{path}.py", f"{path}/__init__.py"):
            if (HOOKS / candidate).is_file():
                return candidate
    return None


def test_the_generator_stands_behind_one_module() -> None:
    knowing = {
        name(file)
        for file in MODULES
        if any(imported.split(".")[0] in GENERATOR for imported in imports(file))
    }
    assert knowing <= MAY_KNOW_THE_GENERATOR
    assert "polisi/serving/mkdocs.py" in knowing


def room(module: str) -> str:
    """Return the room in which a module of ours stands: ``polisi/markup/tree.py`` is in markup."""
    return module.removeprefix("polisi/").partition("/")[0].removesuffix(".py")


def test_each_room_uses_only_those_before_it() -> None:
    wrong = []
    for file in MODULES:
        here = room(name(file))
        if here in TOOLS or here == "main":
            continue
        for imported in imports(file):
            there = room(module_of(imported) or "__init__")
            if there not in TOOLS and ROOMS.index(there) > ROOMS.index(here):
                wrong.append(f"{name(file)} uses {imported}")
    assert sorted(wrong) == []


def test_links_are_followed_by_what_tells_of_those_that_lead_to_themselves() -> None:
    """``Path.resolve`` raises ``RuntimeError`` for them, which ends a command with a traceback."""
    following = [
        name(file)
        for file in MODULES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr == "resolve"
    ]
    assert following == ["polisi/disk.py"]  # strict, and with an answer


def test_the_engine_needs_no_generator(tmp_path: Path) -> None:
    """Nor what belongs to one: a build where none can be imported."""
    blocked = "; ".join(f"sys.modules[{each!r}] = None" for each in sorted(GENERATOR))
    code = f"import sys; {blocked}; from polisi.cli import main; sys.exit(main(sys.argv[1:]))"
    folder = forks.copy(tmp_path)
    command = [sys.executable, "-c", code, "build", "--root", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert (folder / "site/index.html").is_file()


def test_imports_have_no_cycles() -> None:
    graph = {
        name(file): {found for each in imports(file) if (found := module_of(each))} - {name(file)}
        for file in MODULES
    }
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " → ".join([*above, module])
        if module not in done:
            for imported in sorted(graph[module]):
                visit(imported, (*above, module))
            done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize(
    "file", [each for each in MODULES if name(each).startswith("polisi/pages/")], ids=name
)
def test_a_page_is_made_of_what_readers_may_see(file: Path) -> None:
    """What is written is known to the plan alone, for the pages on options and sources."""
    wider = {f"polisi.model.{each}" for each in ("Register", "Written", "Shown")}
    if name(file) == "polisi/pages/plan.py":
        wider.remove("polisi.model.Written")
    assert not wider & set(imports(file))


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_no_module_is_long(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_LINES, "split it by job"


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_what_is_public_says_what_it_is(file: Path) -> None:
    def undocumented(body: list[ast.stmt], prefix: str) -> Iterator[str]:
        for node in body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
                continue
            if node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                yield prefix + node.name
            if isinstance(node, ast.ClassDef):
                yield from undocumented(node.body, f"{prefix}{node.name}.")

    parsed = tree(file)
    assert ast.get_docstring(parsed), "a module says what it is for"
    assert list(undocumented(parsed.body, "")) == []


# The tests


def test_each_room_has_a_folder_of_tests() -> None:
    rooms = {folder.parent.name for folder in HOOKS.glob("polisi/*/__init__.py")}
    tested = {file.parent.name for file in TEST_FILES}
    assert rooms - tested == set()


@pytest.mark.parametrize("file", TEST_FILES, ids=lambda file: file.stem)
def test_no_test_imports_from_another(file: Path) -> None:
    """What two of them need stands in ``tests/helpers``, and fixtures in ``conftest.py``."""
    modules = {part for imported in imports(file) for part in imported.split(".")}
    assert [each for each in sorted(modules) if each.startswith("test_")] == []


@pytest.mark.parametrize("file", TEST_FILES, ids=lambda file: file.stem)
def test_what_looks_at_more_in_an_audit_is_a_part_of_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    looks_at_more = "audit.ALL" in set(imports(file)) or "audit.ALL" in text
    assert "pytest.mark.audit" in text or not looks_at_more or file == Path(__file__)


WRITERS = {"disk", "saving", "editing/trial", "publish/folder", "paper/making", "requests/fetching"}
"""Modules that write files by themselves: the tools, and those that write into a new folder."""
WRITES = {"write_bytes", "write_text", "unlink", "rename", "rmtree"}


def test_files_of_a_project_are_written_by_way_of_one_module() -> None:
    """Whoever is killed elsewhere would leave half of them new."""
    calls = {
        name(file).removeprefix("polisi/").removesuffix(".py")
        for file in MODULES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in WRITES
    }
    assert {each for each in calls if not each.startswith("upgrade/")} == WRITERS
