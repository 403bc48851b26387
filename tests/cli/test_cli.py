"""The command: exit status, forms of the report, languages, stamps."""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import projects
from polisi import checks, saving
from polisi.cli import COMMANDS, main
from polisi.problems import Problem, render
from projects import CY_GC, CY_SM, EN_ABOUT, EN_GC, EN_SM, patched
from sites import ROOT

STALE = patched(CY_GC, "mae'n fyr", "mae'n eglur")


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The language of the tests' terminal is English, and the command leaves no trace."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield
    gc.enable()


def make(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> str:
    return str(projects.write(root, projects.files(changes)))


def contents(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


# All of them


def test_each_command_is_declared_by_the_module_that_is_loaded_for_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in COMMANDS:
        with pytest.raises(SystemExit):
            main([name, "--help"])
        assert capsys.readouterr().out.startswith(f"usage: polisi {name} ")


def test_help_names_every_command_and_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = re.findall(r"^    ([a-z]+) +\S", capsys.readouterr().out, re.MULTILINE)
    assert shown == list(COMMANDS)


@pytest.mark.parametrize("words", [["check", "--unknown"], ["unknown"]])
def test_a_mistake_on_the_command_line_names_every_command(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(words)
    assert f"{{{','.join(COMMANDS)}}}" in capsys.readouterr().err


# polisi check


def test_no_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", make(tmp_path)]) == 0
    assert capsys.readouterr() == ("", "Clauses: 5. Errors: 0. Warnings: 0.\n")


def test_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path, patched(EN_GC, "owner: headteacher", "owner: headtaecher"))
    assert main(["check", "--root", root]) == 1
    out, summary = capsys.readouterr()
    assert out == (
        "docs/en/policies/governors.md:5: error [owner-unknown] “headtaecher” is not a role in "
        "school.yml, so this policy has no owner.\n"
        "    Fix: Did you mean: headteacher?\n"
    )
    assert summary == "Clauses: 5. Errors: 1. Warnings: 0.\n"


def test_a_warning_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path, patched(EN_SM, "see: [GC-001]", "see: [GC-002]"))
    assert main(["check", "--root", root]) == 0
    out, summary = capsys.readouterr()
    assert ": warning [reference-hidden] SM-001: " in out
    assert summary == "Clauses: 5. Errors: 0. Warnings: 1.\n"


def test_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["check"], ["agree", "--all"]):
        assert main([*command, "--root", str(tmp_path / "nothing")]) == 2
        out, error = capsys.readouterr()
        assert out == ""
        assert "docs/en is not there" in error


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "--format", "xml"], ["agree"]])
def test_wrong_arguments(arguments: list[str], tmp_path: Path) -> None:
    make(tmp_path)
    if arguments == ["agree"]:
        assert main([*arguments, "--root", str(tmp_path)]) == 2
        return
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", make(tmp_path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    root = make(tmp_path, STALE)
    assert main(["check", "--root", root, "--format", "json", "--language", "cy"]) == 1
    out, error = capsys.readouterr()
    (row,) = json.loads(out)
    assert list(row) == ["code", "severity", "path", "line", "clause", "message", "fix"]
    assert row["code"] == "stamp-stale-cy-unknown"
    assert (row["severity"], row["path"], row["line"]) == ("error", CY_GC, 8)
    assert row["clause"] == "GC-001"
    assert row["message"].startswith("Mae testun Cymraeg GC-001")
    assert "ŵ" not in out or "\\u" not in out
    assert error == ""


def test_github(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path, STALE)
    assert main(["check", "--root", root, "--format", "github"]) == 1
    out, _ = capsys.readouterr()
    assert out.startswith(
        f"::error file={CY_GC},line=8,title=stamp-stale-cy-unknown GC-001::The Welsh text"
    )
    assert out.count("\n") == 1


def test_github_escapes() -> None:
    values = {"word": "100%\n::x,y:z", "suggestion": "a,b"}
    problem = Problem("key-unknown", "docs/en/a,b:c%.md", 3, values=values)
    assert render([problem], "github", "en") == (
        "::error file=docs/en/a%2Cb%3Ac%25.md,line=3,title=key-unknown::"
        "“100%25%0A::x,y:z” is not a key that belongs here. Fix: Did you mean: a,b?"
    )


def test_a_file_name_that_is_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path)
    try:
        (tmp_path / "docs/en" / "caf\udce9.md").write_bytes(b"")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    run = subprocess.run(
        [sys.executable, "-m", "polisi", "check", "--root", str(tmp_path)],
        env={"PYTHONPATH": str(ROOT / "hooks"), "LANG": "C.UTF-8"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    assert b"front-matter-missing" in run.stdout


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [("LANG", "cy_GB.UTF-8", "Gwallau"), ("LC_ALL", "en_GB", "Errors"), ("LANG", "C", "Errors")],
)
def test_language_of_the_terminal(
    name: str,
    value: str,
    word: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(name, value)
    main(["check", "--root", make(tmp_path)])
    assert word in capsys.readouterr().err


def test_language_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--root", make(tmp_path, STALE), "--language", "cy"])
    out, error = capsys.readouterr()
    assert "Cywiro: " in out
    assert error.startswith("Cymalau: 5.")


@pytest.mark.parametrize("language", ["en_GB", "cy"])
def test_help(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", language)
    for arguments in (["--help"], ["check", "--help"], ["agree", "--help"]):
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        assert stop.value.code == 0
    assert ("pob cymal" in capsys.readouterr().out) == (language == "cy")


def test_help_has_no_english_of_the_library_in_a_welsh_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "cy")
    for arguments in (["--help"], ["adopt", "--help"], ["check", "--nid-oes"]):
        with pytest.raises(SystemExit):
            main(arguments)
    out, error = capsys.readouterr()
    assert out.startswith("defnydd: polisi ")
    assert error.startswith("defnydd: polisi ")
    assert "polisi: nid oes modd deall y gorchymyn hwn (" in error
    assert not re.search("usage|arguments:|^options:|show this help|error:", out, re.MULTILINE)


# polisi agree


def test_agree_names_what_it_stamped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path, STALE)
    before = contents(tmp_path)
    assert main(["agree", "gc-001", "GC-001", "GC-002", "--root", root]) == 0
    out, error = capsys.readouterr()
    assert out == "GC-001 agreed: Who this is for\n"
    assert error == "Stamps written: 1.\n"
    assert main(["check", "--root", root]) == 0
    changed = [name for name, raw in contents(tmp_path).items() if before.get(name) != raw]
    assert changed == [str(tmp_path / CY_GC), str(tmp_path / "ids.csv")]


def test_agree_all_is_idempotent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path, {CY_SM: projects.BASE[CY_SM], CY_GC: projects.BASE[CY_GC]})
    assert main(["agree", "--all", "--root", root]) == 0
    assert capsys.readouterr().err == "Stamps written: 7.\n"
    once = contents(tmp_path)
    assert main(["agree", "--all", "--root", root, "--language", "cy"]) == 0
    assert capsys.readouterr() == ("", "Stampiau wedi'u hysgrifennu: 0.\n")
    assert contents(tmp_path) == once
    assert main(["check", "--root", root]) == 0


def test_agree_keeps_windows_files(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + projects.BASE[CY_GC].replace("\n", "\r\n").encode()
    root = make(tmp_path, {CY_GC: raw})
    assert main(["agree", "--all", "--root", root]) == 0
    written = (tmp_path / CY_GC).read_bytes()
    assert written.startswith(b"\xef\xbb\xbf---\r\n")
    assert written.count(b"\r\n") == raw.count(b"\r\n") + 1 == written.count(b"\n")
    assert main(["check", "--root", root]) == 0


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        (
            ["GC-001", "GC-010"],
            "There is no clause, policy or page called GC-010. Closest: GC-002.",
        ),
        (["GC-001", "nonsense"], "There is no clause, policy or page called nonsense."),
        (["GC-001", "SM-009"], "There is no clause, policy or page called SM-009."),
        (["GC-001", "GC-002"], "GC-002 has only one language"),
    ],
)
def test_agree_refuses_and_writes_nothing(
    ids: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = projects.BASE[CY_GC].split("### Cyfarfodydd")[0]
    root = make(tmp_path, {CY_GC: text})
    before = contents(tmp_path)
    assert main(["agree", *ids, "--root", root]) == 1
    out, error = capsys.readouterr()
    assert out == ""
    assert message in error
    assert contents(tmp_path) == before


def test_agree_all_leaves_out_what_has_one_language(tmp_path: Path) -> None:
    root = make(tmp_path, {CY_GC: projects.BASE[CY_GC].split("### Cyfarfodydd")[0]})
    assert main(["agree", "--all", "--root", root]) == 0
    assert projects.codes(projects.problems(tmp_path)) == ["clause-missing-cy"]


@pytest.mark.parametrize(
    "broken",
    ["slug: a\nslug: b\n", "clauses: [x]\n", "clauses: x\n"],
)
def test_agree_refuses_front_matter_that_it_cannot_write(
    broken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = projects.BASE[CY_GC]
    start, end = text.index("clauses:"), text.index("---\n###")
    changed = text[:start] + broken + text[end:]
    root = make(tmp_path, {CY_GC: changed, CY_SM: projects.BASE[CY_SM]})
    before = contents(tmp_path)
    assert main(["agree", "--all", "--root", root]) == 1
    assert CY_GC in capsys.readouterr().err
    assert contents(tmp_path) == before


def test_as_a_module(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "polisi", "check"],
        cwd=make(tmp_path, {EN_ABOUT: None}),
        env={"PYTHONPATH": str(ROOT / "hooks"), "LANG": "cy"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1
    assert "page-missing-en" in run.stdout.decode()
    assert run.stderr.decode() == "Cymalau: 5. Gwallau: 1. Rhybuddion: 0.\n"


# What the system does to a command


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_file_that_goes_while_it_is_looked_for_is_named(
    tmp_path: Path,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def gone(root: Path) -> None:
        raise FileNotFoundError(2, "No such file or directory", "school.yml")

    monkeypatch.setattr(saving, "finish", gone)
    assert main([command, "--root", make(tmp_path)]) in (1, 2)
    said = capsys.readouterr().err
    assert said == "polisi: school.yml can't be read (No such file or directory).\n"


@pytest.mark.parametrize(
    "command", [["check", "--style"], ["schema", "school"], ["agree", "--all"]]
)
@pytest.mark.parametrize(
    ("end", "status", "said"),
    [(">&-", 0, ""), ("2>&-", 0, ""), (">/dev/full", 2, "No space left")],
)
@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_nowhere_to_print_to(
    tmp_path: Path, command: list[str], end: str, status: int, said: str
) -> None:
    root = make(tmp_path, dict(projects.BASE) if command[0] == "agree" else {})
    words = [sys.executable, "-m", "polisi", *command]
    words += ["--root", root] if command[0] != "schema" else []
    done = subprocess.run(
        ["sh", "-c", f'"$@" {end}', "sh", *words], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (status, False)
    assert said in done.stderr
    if command[0] == "agree":
        assert "agreed: 00000000" not in (tmp_path / CY_GC).read_text()


@pytest.mark.parametrize(
    ("error", "english", "welsh"),
    [
        (KeyboardInterrupt(), "stopped", "wedi stopio"),
        (MemoryError(), "too little memory", "digon o gof"),
        (OSError(5, "Input/output error", "docs/en/x.md"), "docs/en/x.md: Input", "docs/en/x.md"),
    ],
)
def test_what_ends_a_command_is_said_in_words(
    tmp_path: Path, error: BaseException, english: str, welsh: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def fail(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(checks, "run", fail)
    for language, words in (("en", english), ("cy", welsh)):
        monkeypatch.setenv("LANG", language)
        assert main(["check", "--root", make(tmp_path)]) == 2
        assert words in capsys.readouterr().err
