"""What GitHub runs: that it can run, that it names what is there, and what its scripts do."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from filled import Filled, event, issue
from polisi.cli import main as polisi_command
from polisi.policies.editions import NAMES as NAMES_OF_EDITIONS
from projects import files, git_environment, write
from sites import ROOT

FOLDER = ROOT / ".github" / "workflows"
NAMES = sorted(path.name for path in FOLDER.iterdir())
WRITES = {
    "check.yml": set[str](),
    "test.yml": set[str](),
    "publish.yml": {"pages", "id-token"},
    "reviews.yml": {"issues"},
    "upgrade.yml": {"contents", "pull-requests"},
    "agree.yml": {"contents", "pull-requests"},
    "azure.yml": set[str](),
    "adopt.yml": {"contents", "pull-requests"},
    "paper.yml": set[str](),
    "translate.yml": set[str](),
    "requests.yml": {"actions", "contents", "issues", "pull-requests"},
}
"""What each workflow may change: nothing more than its purpose needs."""
SECRETS = {
    "azure.yml": {f"AZURE_TOKEN_{name.upper()}" for name in NAMES_OF_EDITIONS},
}
"""What a workflow is told that nobody else is: where an edition goes."""
BASH = shutil.which("bash")

workflows = pytest.mark.parametrize("name", NAMES)
needs_bash = pytest.mark.skipif(not BASH, reason="bash, which GitHub runs steps with, is missing")


def load(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in load(name)["jobs"].values():
        yield from job["steps"]


def scripts_of(name: str) -> Iterator[str]:
    """Yield the script of each step."""
    for step in steps(name):
        if "run" in step:
            yield step["run"]


def commands(name: str) -> Iterator[list[str]]:
    """Yield each command of one line, as words, without what is set before it."""
    for script in scripts_of(name):
        for line in script.replace("\\\n", " ").splitlines():
            try:
                words = shlex.split(line, comments=True)
            except ValueError:
                continue  # a line of a longer text
            while words and re.match(r"\w+=", words[0]) and not words[0].endswith(")"):
                words = words[1:]
            if words:
                yield words


# Every workflow


def test_these_are_the_workflows() -> None:
    assert set(WRITES) == set(NAMES)


@workflows
def test_a_workflow_is_whole(name: str) -> None:
    found = load(name)
    assert found["permissions"] == {"contents": "read"}, "what a job may do more, the job says"
    assert found["concurrency"]["group"].startswith(name.removesuffix(".yml"))
    for job in found["jobs"].values():
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step), step
            assert step.keys() <= {"name", "id", "if", "env", "run", "uses", "with"}, step
            if "uses" in step:
                assert re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"]), step["uses"]


@workflows
def test_a_workflow_may_write_what_it_must_and_reads_no_secret(name: str) -> None:
    found = load(name)
    granted = {
        kind
        for job in found["jobs"].values()
        for kind, grant in job.get("permissions", {}).items()
        if grant != "read"
    }
    assert granted == WRITES[name]
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert set(re.findall(r"\bsecrets\.(\w+)", text)) == SECRETS.get(name, set())
    assert "pull_request_target" not in text
    for job in found["jobs"].values():
        may_push = job.get("permissions", {}).get("contents") == "write"
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                kept = step.get("with", {}).get("persist-credentials", True)
                assert kept == may_push, "the token stays only where it is used"


@workflows
def test_nothing_that_a_reader_writes_stands_in_a_script(name: str) -> None:
    """An input filled into a script is run as one; in a variable it is text."""
    for step in steps(name):
        assert "${{" not in step.get("run", ""), step


@needs_bash
@workflows
def test_every_script_is_one(name: str) -> None:
    for script in scripts_of(name):
        done = subprocess.run([str(BASH), "-n", "-c", script], capture_output=True, check=False)
        assert done.returncode == 0, (script, done.stderr)


@workflows
def test_what_a_script_names_is_there(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([\w./]+):", makefile, re.M))
    variables = set(re.findall(r"^([A-Z]+) =", makefile, re.M))
    for words in commands(name):
        if words[0] == "make":
            for word in words[1:]:
                assert word in targets or word.partition("=")[0] in variables, words
        if words[0] == "cat" and len(words) > 1 and not words[1].startswith((">", "$")):
            assert (ROOT / words[1]).exists(), words


def test_what_sets_up_compiles_ours_as_well() -> None:
    """Many runners let Python write no file of compiled code: each start would compile all."""
    rule = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\n.venv/.site:")[2]
    assert "-m compileall -q hooks\n" in rule.partition("touch $@")[0]


@workflows
def test_the_commands_of_polisi_are_there(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(scripts_of(name)).replace("\\\n", " ")
    for command, options in re.findall(r"bin/polisi (\w+)([^\n|;)]*)", text):
        with pytest.raises(SystemExit) as done:
            polisi_command([command, "--help"])
        said = capsys.readouterr()
        assert done.value.code == 0, said.err
        for option in re.findall(r"--[a-z-]+", options):
            assert option in said.out, (command, option)


@workflows
def test_what_is_uploaded_is_what_was_built(name: str) -> None:
    made = {"site": "make site", "share": "make share", "paper": "polisi paper"}
    made |= {"translations": "polisi translate", "request": "polisi request"}
    ran = "\n".join(scripts_of(name))
    for step in steps(name):
        if "upload" in step.get("uses", ""):
            assert made[step["with"]["path"]] in ran


def program(name: str, *arguments: str | Path) -> None:
    """Run a program that the tests install, which has to find nothing."""
    done = subprocess.run(
        [Path(sys.executable).with_name(name), *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_no_workflow_has_what_an_attacker_could_use() -> None:
    program("zizmor", "--offline", "--persona=auditor", ".github")


@pytest.mark.parametrize(
    ("schema", "folder"), [("workflows", FOLDER), ("issue-forms", ROOT / ".github/ISSUE_TEMPLATE")]
)
def test_workflows_and_forms_are_what_githubs_schemas_say(schema: str, folder: Path) -> None:
    paths = sorted(folder.glob("*.yml"))
    program("check-jsonschema", "--builtin-schema", f"vendor.github-{schema}", *paths)


def test_tests_run_for_all_that_is_code_and_for_no_policy() -> None:
    on = load("test.yml")[True]  # YAML 1.1 reads "on" as a truth value
    paths = on["push"]["paths"]
    assert paths == on["pull_request"]["paths"]
    assert not any(path.startswith(("docs", "school", "*")) for path in paths)
    for path in paths:
        assert any(ROOT.glob(path.removesuffix("/**"))), path


def test_what_is_published_by_default_is_for_parents_and_daily() -> None:
    publish = load("publish.yml")
    assert publish[True]["schedule"]
    edition = publish["jobs"]["build"]["env"]["POLISI_EDITION"]
    assert edition == "${{ vars.POLISI_EDITION || 'parents' }}"


# What the scripts do: they run here, with a "gh" and a "make" that only note how they were called


@dataclass(frozen=True)
class Ran:
    """A script that has run."""

    status: int
    output: str
    calls: list[str]
    """The arguments of each call of ``gh``, in a line; of other programs, after their names."""
    summary: str
    scratch: Path


def run_step(
    name: str,
    folder: Path,
    polisi: str,
    answers: Mapping[str, str],
    step_name: str = "",
    **more: str,
) -> Ran:
    """Run the step of that name or script, or else the last one, of a workflow in a folder.

    ``polisi`` is the text of the command; ``answers`` what ``gh`` says, by the first words of a
    call.
    """
    scratch = folder.with_name(f"{folder.name}-scratch")
    (scratch / "bin").mkdir(parents=True)
    cases = "".join(f"{shlex.quote(call)}*) {say} ;;\n" for call, say in answers.items())
    noting = f'printf "%s\\n" "$called" >> {scratch}/calls\ncase "$called" in\n{cases}esac\n'
    executable(scratch / "bin" / "gh", f'called="$*"\n{noting}')
    for program in ("make", "sudo", "npm"):
        executable(scratch / "bin" / program, f'called="{program} $*"\n{noting}')
    executable(folder / ".venv" / "bin" / "polisi", polisi)
    scripts = [each for each in steps(name) if "run" in each]
    step = [each for each in scripts if step_name in ("", each.get("name"), each["run"])][-1]
    environment = {
        **git_environment(),
        **{key: value for key, value in step.get("env", {}).items() if "${{" not in value},
        "PATH": f"{scratch}/bin:{os.environ['PATH']}",
        "GH_REPO": "school/policies",
        "RUNNER_TEMP": str(scratch),
        "GITHUB_STEP_SUMMARY": str(scratch / "summary"),
        **more,
    }
    done = subprocess.run(
        [str(BASH), "-e", "-c", step["run"]],  # as GitHub does: bash -e
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return Ran(
        done.returncode,
        done.stdout,
        read(scratch / "calls").splitlines(),
        read(scratch / "summary"),
        scratch,
    )


def executable(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!{BASH}\n{text}\n", encoding="utf-8")
    file.chmod(0o755)


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


DUE = 'case "$*" in *cy) echo "- Polisi x";; *) echo "- Policy x";; esac; exit 1'
NOTHING_DUE = 'case "$*" in *cy) echo "Dim.";; *) echo "Nothing.";; esac'
ISSUES_ON = {"api repos/school/policies --jq .has_issues": "echo true"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "fork"
    found.mkdir()
    return found


@needs_bash
def test_a_review_opens_one_issue_in_both_languages(folder: Path) -> None:
    ran = run_step("reviews.yml", folder, DUE, ISSUES_ON)
    assert ran.status == 0, ran.output
    body = read(ran.scratch / "reviews.md")
    assert body == "## English\n\n- Policy x\n\n## Cymraeg\n\n- Polisi x\n"
    assert ran.summary == body
    assert any(call.startswith("label create review-due --force") for call in ran.calls)
    assert ran.calls[-1] == (
        "issue create --label review-due --title Policies to review / Polisïau i'w hadolygu "
        f"--body-file {ran.scratch}/reviews.md"
    )


@needs_bash
def test_an_issue_that_is_open_is_kept_up_to_date(folder: Path) -> None:
    ran = run_step("reviews.yml", folder, DUE, {**ISSUES_ON, "issue list": "echo 7"})
    assert ran.status == 0, ran.output
    assert ran.calls[-1].startswith("issue edit 7 ")
    assert not any(call.startswith("issue create") for call in ran.calls)


@needs_bash
def test_nothing_due_closes_the_issue_and_opens_none(folder: Path) -> None:
    ran = run_step("reviews.yml", folder, NOTHING_DUE, {**ISSUES_ON, "issue list": "echo 7"})
    assert ran.status == 0, ran.output
    assert ran.calls[-1].startswith("issue close 7 ")


@needs_bash
def test_nothing_due_and_no_issue_changes_nothing(folder: Path) -> None:
    ran = run_step("reviews.yml", folder, NOTHING_DUE, ISSUES_ON)
    assert ran.status == 0, ran.output
    assert [call.split()[1] for call in ran.calls] == ["repos/school/policies", "list"]


@needs_bash
def test_a_command_that_could_not_run_is_a_failure(folder: Path) -> None:
    ran = run_step("reviews.yml", folder, "echo broken >&2; exit 2", ISSUES_ON)
    assert ran.status == 2
    assert ran.calls == []


@needs_bash
def test_a_fork_without_issues_reads_the_list_in_the_run(folder: Path) -> None:
    ran = run_step("reviews.yml", folder, DUE, {"api": "echo false"})
    assert ran.status == 0, ran.output
    assert "- Polisi x" in ran.summary
    assert "::warning::" in ran.output
    assert len(ran.calls) == 1


# Upgrade

UPGRADED = """
printf '%s\\n' "$*" > "$RUNNER_TEMP/arguments"
echo '__version__ = "1.1.0"' > hooks/polisi/__init__.py
echo new > docs.md
git add --all && git commit --quiet --message Upgrade
echo '# Report / Adroddiad' > "$RUNNER_TEMP/report.md"
"""
WORKFLOW_TOO = "mkdir -p .github/workflows; echo new | tee .github/workflows/{test,added}.yml\n"
FORK = {"api repos/school/policies --jq .parent": "echo https://example.org/polisi.git"}
INPUTS = {"VERSION": "", "TEMPLATE": "", "BASE": "main"}


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=git_environment(),
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout


@pytest.fixture
def fork(folder: Path) -> Path:
    """A small fork, and the repository that it pushes to."""
    for path, text in {
        "hooks/polisi/__init__.py": '__version__ = "1.0.0"\n',
        ".github/workflows/test.yml": "old\n",
        ".gitignore": "/.venv/\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The school's")
    git(folder, "init", "--quiet", "--bare", "../there.git")
    git(folder, "remote", "add", "origin", "../there.git")
    git(folder, "push", "--quiet", "origin", "main")
    return folder


def there(fork: Path, *arguments: str) -> str:
    return git(fork.with_name("there.git"), *arguments)


@needs_bash
def test_an_upgrade_is_a_branch_and_a_pull_request(fork: Path) -> None:
    ran = run_step("upgrade.yml", fork, UPGRADED, FORK, **INPUTS)
    assert ran.status == 0, ran.output
    asked = read(ran.scratch / "arguments").strip()
    assert asked == (
        f"upgrade --from https://example.org/polisi.git --report {ran.scratch}/report.md"
    )
    assert there(fork, "show", "upgrade-1.1.0:docs.md") == "new\n"
    assert ran.calls[-1] == (
        f"pr create --base main --head upgrade-1.1.0 --body-file {ran.scratch}/body.md "
        "--title Polisi 1.1.0: upgrade the template / uwchraddio'r templed"
    )
    body = read(ran.scratch / "body.md")
    assert "# Report / Adroddiad" in body
    assert "by hand" not in body


@needs_bash
def test_what_is_asked_for_is_passed_on_as_text(fork: Path) -> None:
    more = {"VERSION": "1.1.0; touch hacked", "TEMPLATE": "$(touch hacked)", "BASE": "main"}
    ran = run_step("upgrade.yml", fork, UPGRADED, {}, **more)
    assert ran.status == 0, ran.output
    asked = read(ran.scratch / "arguments")
    assert asked.startswith("upgrade --from $(touch hacked) --to 1.1.0; touch hacked --report ")
    assert not (fork / "hacked").exists()


@needs_bash
def test_conflicts_that_are_explained_still_make_a_pull_request(fork: Path) -> None:
    ran = run_step("upgrade.yml", fork, f"{UPGRADED}\nexit 1", FORK, **INPUTS)
    assert ran.status == 0, ran.output
    assert ran.calls[-1].startswith("pr create ")


@needs_bash
def test_workflows_stay_and_the_pull_request_names_them(fork: Path) -> None:
    ran = run_step("upgrade.yml", fork, WORKFLOW_TOO + UPGRADED, FORK, **INPUTS)
    assert ran.status == 0, ran.output
    files = there(fork, "ls-tree", "-r", "--name-only", "upgrade-1.1.0").splitlines()
    assert ".github/workflows/added.yml" not in files
    assert "docs.md" in files
    assert there(fork, "show", "upgrade-1.1.0:.github/workflows/test.yml") == "old\n"
    body = read(ran.scratch / "body.md")
    assert "- `.github/workflows/added.yml`\n- `.github/workflows/test.yml`\n" in body


@needs_bash
def test_where_a_workflow_in_the_history_is_refused_the_files_go_up_alone(fork: Path) -> None:
    """The server refuses as GitHub does, when any new commit touches a workflow."""
    executable(
        fork.with_name("there.git") / "hooks" / "update",
        'test "$1" != refs/heads/main || exit 0\n'
        'test -z "$(git log --format= --name-only main..$3 -- .github/workflows)"',
    )
    ran = run_step("upgrade.yml", fork, WORKFLOW_TOO + UPGRADED, FORK, **INPUTS)
    assert ran.status == 0, ran.output
    assert there(fork, "rev-list", "--count", "main..upgrade-1.1.0").strip() == "1"
    assert there(fork, "show", "upgrade-1.1.0:docs.md") == "new\n"
    assert ran.calls[-1].startswith("pr create ")


@needs_bash
def test_somebodys_work_on_the_branch_is_never_overwritten(fork: Path) -> None:
    git(fork, "push", "--quiet", "origin", "main:refs/heads/upgrade-1.1.0")
    before = there(fork, "rev-parse", "upgrade-1.1.0")
    ran = run_step("upgrade.yml", fork, UPGRADED, FORK, **INPUTS)
    assert ran.status == 1
    assert "::error::" in ran.output
    assert there(fork, "rev-parse", "upgrade-1.1.0") == before


@needs_bash
@pytest.mark.parametrize(("polisi", "status"), [("exit 2", 2), ("echo newest already", 0)])
def test_an_upgrade_that_changes_nothing_pushes_nothing(
    fork: Path, polisi: str, status: int
) -> None:
    ran = run_step("upgrade.yml", fork, polisi, FORK, **INPUTS)
    assert ran.status == status, ran.output
    assert there(fork, "branch").split() == ["main"]
    assert not any(call.startswith("pr ") for call in ran.calls)


@needs_bash
def test_who_made_no_fork_is_asked_for_the_template(fork: Path) -> None:
    ran = run_step("upgrade.yml", fork, UPGRADED, {}, **INPUTS)
    assert ran.status == 1
    assert "Nid fforc yw hwn" in ran.output


# Check

MESSAGES = """
case "$*" in
  *"--language cy"*) language=cy ;;
  *"--language en"*) language=en ;;
esac
case "$*" in
  school*) echo "names $language" ;;
  *github) echo "::error file=a.md,line=1::$language"; exit 1 ;;
  *) seq -f "a.md:%g: error $language" 12; echo "Errors: 12." >&2; exit 1 ;;
esac
"""


@needs_bash
@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("default_language: cy", "cy"),
        ('default_language:  "cy" # Cymraeg', "cy"),
        ("default_language: en", "en"),
        ("# default_language: cy", "en"),
    ],
)
def test_the_summary_of_a_check_has_all_problems_and_names_in_the_schools_language(
    folder: Path, line: str, language: str
) -> None:
    (folder / "school.yml").write_text(f"{line}\n", encoding="utf-8")
    ran = run_step("check.yml", folder, MESSAGES, {}, "Check the policies")
    assert ran.status == 1, ran.output
    assert ran.output == f"::error file=a.md,line=1::{language}\n"
    problems = "".join(f"a.md:{number}: error {language}\n" for number in range(1, 13))
    assert ran.summary == (
        f"## Problems / Problemau\n\n``````text\nErrors: 12.\n{problems}\n``````\n"
        f"\n## Names / Enwau\n\n``````text\nnames {language}\n``````\n"
    )


@needs_bash
def test_a_check_that_finds_nothing_passes_even_without_a_school_file(folder: Path) -> None:
    ran = run_step("check.yml", folder, "echo fine", {}, "Check the policies")
    assert ran.status == 0, ran.output
    assert "names" not in ran.summary
    assert "## Problems / Problemau" in ran.summary


@needs_bash
def test_names_that_could_not_be_read_leave_the_problems_to_speak(folder: Path) -> None:
    polisi = 'case "$1" in school) echo broken >&2; exit 1 ;; *) echo "Errors: 1."; exit 1 ;; esac'
    ran = run_step("check.yml", folder, polisi, {}, "Check the policies")
    assert ran.status == 1
    assert "Errors: 1." in ran.summary
    assert "Names" not in ran.summary


@needs_bash
def test_a_check_builds_each_edition_and_says_how_to_open_the_preview(folder: Path) -> None:
    python = f'PYTHONPATH={ROOT}/hooks exec {shlex.quote(sys.executable)} "$@"'
    executable(folder / ".venv/bin/python", python)
    say = {"make": 'echo "$called: $POLISI_EDITION"'}
    ran = run_step("check.yml", folder, "", say, "Build the editions")
    assert ran.status == 0, ran.output
    assert ran.output.splitlines() == [
        f"make site SITE=--site-dir build/{each}: {each}"
        for each in NAMES_OF_EDITIONS
        if each != "intranet"
    ]
    fresh_scratch(folder)
    said = run_step("check.yml", folder, "", {}, "Say how to open the preview")
    assert said.status == 0
    assert "To look at the site" in said.summary and "I weld y wefan" in said.summary


# Steps that only start other programs

PLAIN = re.compile(r"(?:make|sudo|npm|\.venv/bin/polisi)\b[^|&;<>$`]*")
"""A line that needs nothing but the programs that stand in for others here."""


def plain_steps() -> Iterator[tuple[str, str]]:
    for name in NAMES:
        for step in steps(name):
            lines = step.get("run", "").strip().splitlines()
            if lines and all(map(PLAIN.fullmatch, lines)):
                yield name, step["run"]


@needs_bash
@pytest.mark.parametrize(("name", "step"), sorted({*plain_steps()}))
def test_a_step_that_only_starts_programs_starts_each_and_stops_at_a_failure(
    folder: Path, name: str, step: str
) -> None:
    polisi = 'printf ".venv/bin/polisi %s\\n" "$*" >> "$RUNNER_TEMP/calls"'
    ran = run_step(name, folder, polisi, {}, step)
    assert ran.status == 0, ran.output
    assert ran.calls == step.strip().splitlines()
    if len(ran.calls) > 1:
        fresh_scratch(folder)
        stopped = run_step(name, folder, polisi, {ran.calls[0]: "exit 7"}, step)
        assert (stopped.status, stopped.calls) == (7, ran.calls[:1])


def fresh_scratch(folder: Path) -> None:
    shutil.rmtree(folder.with_name(f"{folder.name}-scratch"))


@needs_bash
@pytest.mark.parametrize(("fails", "warned"), [("exit 0", False), ("exit 2", True)])
def test_the_site_is_published_without_papers_when_they_cannot_be_made(
    folder: Path, fails: str, warned: bool
) -> None:
    ran = run_step("publish.yml", folder, "", {"make paper": fails}, "Papers")
    assert ran.status == 0, ran.output
    assert ran.calls[-1] == "make paper"
    assert ("::warning::" in ran.output) == warned


@needs_bash
@pytest.mark.parametrize(
    ("asked", "passed"),
    [
        ("due", "pack --due"),
        ("SM, PC", "pack -- SM PC"),
        ("--all $(touch hacked)", "pack -- --all $(touch hacked)"),
    ],
)
def test_the_paper_for_a_meeting_is_of_the_policies_asked_for(
    folder: Path, asked: str, passed: str
) -> None:
    polisi = 'printf "%s\\n" "$*"'
    ran = run_step("paper.yml", folder, polisi, {}, "Make the paper for a meeting", PACK=asked)
    assert (ran.status, ran.output) == (0, f"{passed}\n")
    assert not (folder / "hacked").exists()


@needs_bash
@pytest.mark.parametrize(
    ("asked", "passed"), [("", ""), ("XB, about.md", "XB about.md"), ("$(x) --y", "$(x) --y")]
)
def test_what_goes_to_a_translator_is_what_was_asked_for(
    folder: Path, asked: str, passed: str
) -> None:
    inputs = {"POLICIES": asked, "TO": "cy", "RATE": ""}
    ran = run_step("translate.yml", folder, 'printf "%s\\n" "$*"', {}, **inputs)
    expected = f"translate --to cy --rate 0 --folder translations out -- {passed}".rstrip()
    assert (ran.status, ran.summary.rstrip()) == (0, expected)
    assert (folder / "translations").is_dir()
    fresh_scratch(folder)
    assert run_step("translate.yml", folder, "exit 1", {}, **inputs).status == 1


@needs_bash
@pytest.mark.parametrize(("secrets", "wanted"), [("", ""), ("x", "any=yes\n")])
def test_nothing_goes_to_azure_without_a_secret(folder: Path, secrets: str, wanted: str) -> None:
    step = next(each for each in steps("azure.yml") if each.get("id") == "wanted")
    output = folder / "output"
    done = subprocess.run(
        [str(BASH), "-e", "-c", step["run"]],
        env={**os.environ, "ANY": secrets, "GITHUB_OUTPUT": str(output)},
        check=False,
    )
    assert (done.returncode, read(output)) == (0, wanted)


@needs_bash
@pytest.mark.parametrize("tenant", ["", "a-tenant"])
def test_each_edition_with_a_secret_goes_up_and_no_other(folder: Path, tenant: str) -> None:
    swa = folder / "tests/azure/node_modules/.bin/swa"
    executable(swa, 'printf "%s: %s\\n" "$SWA_CLI_DEPLOYMENT_TOKEN" "$*"')
    secrets = {"TENANT": tenant, "TOKEN_staff": "s", "TOKEN_parents": "p"}
    ran = run_step("azure.yml", folder, "", {}, **secrets)
    assert ran.status == 0, ran.output
    staff, parents = ran.output.splitlines()
    assert staff.startswith("s: deploy editions/staff --swa-config-location editions/staff ")
    assert parents == (
        "p: deploy editions/parents --swa-config-location editions/parents --env production"
    )
    assert ("--api-location servers/azure/api" in staff) == bool(tenant)


# Agree

AGREED = """
printf '%s\\n' "$*" >> "$RUNNER_TEMP/arguments"
test "$(cat docs/cy/a.md)" = old || exit 0
echo new | tee docs/cy/a.md > docs/cy/untracked
case "$*" in
  *cy*) printf 'Wedi cytuno ar XW-00%s: Teitl\\n' $ids ;;
  *) printf 'XW-00%s agreed: Title\\n' $ids ;;
esac
"""
ASKED = {
    **{"CLAUSES": "XW-001, XW-002", "BASE": "our-clauses", "ACTOR": "ffion", "RUN": "42"},
    "BY": "ffion",
}


@pytest.fixture
def own_branch(fork: Path) -> Path:
    """A fork on a branch of its own, with a Welsh file."""
    git(fork, "switch", "--quiet", "--create", "our-clauses")
    (fork / "docs" / "cy").mkdir(parents=True)
    (fork / "docs" / "cy" / "a.md").write_text("old\n", encoding="utf-8")
    git(fork, "add", "--all")
    git(fork, "commit", "--quiet", "--message", "Our clauses")
    return fork


@needs_bash
def test_what_is_agreed_is_a_branch_and_a_pull_request_in_both_languages(own_branch: Path) -> None:
    ran = run_step("agree.yml", own_branch, AGREED, {}, **ASKED, ids="1 2")
    assert ran.status == 0, ran.output
    assert read(ran.scratch / "arguments").splitlines() == [
        "agree --language en --by=ffion -- XW-001 XW-002",
        "agree --language cy --by=ffion -- XW-001 XW-002",
    ]
    assert there(own_branch, "show", "agree-42:docs/cy/a.md") == "new\n"
    changed = there(own_branch, "diff", "--name-only", "main..agree-42", "--", "docs").split()
    assert changed == ["docs/cy/a.md"], "what is not the project's is not committed"
    assert ran.calls == [
        f"pr create --base our-clauses --head agree-42 --body-file {ran.scratch}/body.md "
        "--title Both texts agreed / Cytuno ar y ddau destun: XW-001 XW-002"
    ]
    body = read(ran.scratch / "body.md")
    assert "## English\n\n- XW-001 agreed: Title\n- XW-002 agreed: Title\n" in body
    assert "## Cymraeg\n\n- Wedi cytuno ar XW-001: Teitl\n- Wedi cytuno ar XW-002: Teitl\n" in body
    assert body.startswith("ffion says ")
    assert body == ran.summary
    assert "ffion" in there(own_branch, "log", "-1", "--format=%b", "agree-42")


@needs_bash
def test_all_are_agreed_when_none_is_named_and_a_long_title_counts(own_branch: Path) -> None:
    more = {**ASKED, "CLAUSES": " "}
    ran = run_step("agree.yml", own_branch, AGREED, {}, **more, ids="1 2 3 4 5 6 7 8")
    assert ran.status == 0, ran.output
    assert read(ran.scratch / "arguments").startswith("agree --language en --by=ffion --all\n")
    assert ran.calls[-1].endswith(": XW-001 XW-002 XW-003 XW-004 XW-005 XW-006 + 2")
    assert "- XW-008 agreed" in read(ran.scratch / "body.md")


@needs_bash
def test_what_is_typed_as_a_clause_is_text(own_branch: Path) -> None:
    more = {**ASKED, "CLAUSES": "--all $(touch${IFS}hacked); *"}
    ran = run_step("agree.yml", own_branch, AGREED, {}, **more, ids="1")
    assert ran.status == 0, ran.output
    asked = read(ran.scratch / "arguments").splitlines()[0]
    assert asked == "agree --language en --by=ffion -- --all $(touch${IFS}hacked); *"
    assert not (own_branch / "hacked").exists()


@needs_bash
@pytest.mark.parametrize("status", [1, 2])
def test_what_is_refused_is_said_in_both_languages_and_pushes_nothing(
    own_branch: Path, status: int
) -> None:
    polisi = f'echo "refused: $3" >&2; exit {status}'
    ran = run_step("agree.yml", own_branch, polisi, {}, **ASKED)
    assert ran.status == status, ran.output
    assert ran.summary == "refused: en\n\nrefused: cy\n\n"
    assert "::error::" in ran.output
    assert ran.calls == []
    assert there(own_branch, "branch").split() == ["main"]


@needs_bash
def test_nothing_to_agree_pushes_nothing(own_branch: Path) -> None:
    ran = run_step("agree.yml", own_branch, "exit 0", {}, **ASKED)
    assert ran.status == 0, ran.output
    assert "Dim i'w wneud" in ran.summary
    assert ran.calls == []
    assert there(own_branch, "branch").split() == ["main"]


# Adopt

ADOPTED = """
printf '%s\\n' "$*" >> "$RUNNER_TEMP/arguments"
grep -q new school.yml && exit 0
echo new >> school.yml
mkdir -p adopted/SM/1.0.0 && echo text > adopted/SM/1.0.0/en.md && touch untracked
case "$*" in
  *cy*) printf 'SM 1.0.0 yn Gymraeg\\nPC 1.0.0 yn Gymraeg\\n' ;;
  *) printf 'SM 1.0.0 in English\\nPC 1.0.0 in English\\n' ;;
esac
"""
DECIDED = {
    **{"POLICIES": "SM, PC", "DATE": "2026-11-26", "MINUTE": "2026/41; $(touch hacked)"},
    **{"BY_ENGLISH": "the board", "BY_WELSH": "", "BASE": "main", "ACTOR": "ffion", "RUN": "42"},
}


@needs_bash
def test_what_was_adopted_is_a_branch_and_a_pull_request(fork: Path) -> None:
    (fork / "school.yml").write_text("old\n", encoding="utf-8")
    git(fork, "add", "--all")
    git(fork, "commit", "--quiet", "--message", "A school")
    ran = run_step("adopt.yml", fork, ADOPTED, {}, **DECIDED)
    assert ran.status == 0, ran.output
    said = "--on=2026-11-26 --minute=2026/41; $(touch hacked) --by the board the board -- SM PC"
    assert read(ran.scratch / "arguments").splitlines() == [
        f"adopt --language en {said}",
        f"adopt --language cy {said}",
    ]
    assert not (fork / "hacked").exists()
    changed = there(fork, "diff", "--name-only", "main..adopt-42").split()
    assert {"adopted/SM/1.0.0/en.md", "school.yml"} <= set(changed)
    assert "untracked" not in changed
    assert ran.calls[-1].endswith("--title Adopted / Mabwysiadwyd: SM PC")
    body = read(ran.scratch / "body.md")
    assert "- PC 1.0.0 in English\n" in body and "- PC 1.0.0 yn Gymraeg\n" in body
    assert body == ran.summary


@needs_bash
def test_what_cannot_be_adopted_is_said_and_pushes_nothing(fork: Path) -> None:
    (fork / "school.yml").write_text("old\n", encoding="utf-8")
    git(fork, "add", "--all")
    git(fork, "commit", "--quiet", "--message", "A school")
    more = {**DECIDED, "POLICIES": "", "BY_ENGLISH": ""}
    ran = run_step("adopt.yml", fork, 'echo "refused: $*" >&2; exit 1', {}, **more)
    assert ran.status == 1, ran.output
    assert "refused: adopt --language cy --on=2026-11-26" in ran.summary
    assert "--by" not in ran.summary and "--all" in ran.summary
    assert ran.calls == []


# Requests


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small school with its repository, and a form that adds a clause, as a real event."""
    folder = write(tmp_path_factory.mktemp("requests") / "fork", files())
    (folder / ".gitignore").write_text("/.venv/\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The school's")
    git(folder, "init", "--quiet", "--bare", "../there.git")
    git(folder, "remote", "add", "origin", "../there.git")
    git(folder, "push", "--quiet", "origin", "main")
    return folder


@pytest.fixture
def school(published: Path, tmp_path: Path) -> Path:
    shutil.copytree(published.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "fork"


REAL = f'exec {shlex.quote(sys.executable)} -m polisi "$@"'
EVIL = "Caewch bob ffenestr $(mkdir pwned) `mkdir pwned` \"; mkdir pwned; ' cyn i chi rannu."
EVIL_ENGLISH = "Close every private window $(mkdir pwned) `mkdir pwned` before you share a screen."
MAY = {"api repos/school/policies/collaborators/": "echo write"}
PULL = {"pr create": "echo https://github.com/school/policies/pull/8"}
WHO = {"NUMBER": "7", "AUTHOR": "ffion", "SENDER": "ffion", "BASE": "main"}
WHO |= {"SITE": "https://github.com", "PYTHONPATH": str(ROOT / "hooks")}


def clause(
    welsh: str = "Caewch bob ffenestr breifat cyn i chi rannu sgrin.",
    english: str = "Close every private window before you share a screen.",
) -> dict[str, str]:
    return {
        "clause": "GC-002",
        "title.en": "Meetings online",
        "title.cy": "Cyfarfodydd ar-lein",
        "text.en": english,
        "text.cy": welsh,
        "reason.en": "We meet online.",
        "reason.cy": "Rydym yn cyfarfod ar-lein.",
        "read": "yes",
    }


def request(school: Path, values: Filled, answers: Mapping[str, str], kind: str = "change") -> Ran:
    """Run both jobs as GitHub does when somebody has sent or edited a form."""
    path = event(school.with_name("event.json"), issue(school, kind, values))
    return jobs(school, path, answers)


def jobs(
    school: Path, event_file: Path, answers: Mapping[str, str], patch: bytes | None = None
) -> Ran:
    """Run the job that reads, and the one that writes with what it hands over, or a ``patch``."""
    more = {**WHO, "GITHUB_EVENT_PATH": str(event_file)}
    outputs = school.with_name("outputs")
    outputs.write_text("", encoding="utf-8")
    shutil.rmtree(school / "request", ignore_errors=True)
    fresh(school)
    read_ = {**more, "GITHUB_OUTPUT": str(outputs)}
    ran = run_step("requests.yml", school, REAL, {}, "Read what the form asks for", **read_)
    status = outputs.read_text(encoding="utf-8").strip().removeprefix("status=")
    if ran.status or not status:
        return ran
    if patch is not None:
        (school / "request/change.patch").write_bytes(patch)
    fresh(school)
    return run_step("requests.yml", school, "exit 9", answers, STATUS=status, **more)


def fresh(school: Path) -> None:
    """Check out what is published, as each job does; ``request`` stays, as what is handed over."""
    shutil.rmtree(school.with_name("fork-scratch"), ignore_errors=True)
    git(school, "reset", "--quiet", "--hard")
    git(school, "switch", "--quiet", "--force-create", "main", "origin/main")
    git(school, "clean", "--quiet", "--force", "-d", "--exclude", "/request")


def answered(ran: Ran) -> str:
    text = read(ran.scratch / "comment.md")
    assert text.startswith("<!-- polisi-request -->\n")
    assert "## Cymraeg" in text or "Dim ond pobl" in text or "Mae rhywun" in text
    return text


@needs_bash
def test_a_form_becomes_one_pull_request_and_one_answer(school: Path) -> None:
    two = "printf '%s\\n' '8 ids.csv' '5 docs/cy/school/governors.md' '6 docs/cy/about.md'"
    ran = request(school, clause(EVIL, EVIL_ENGLISH), {**MAY, **PULL, "pr list --state": two})
    assert ran.status == 0, ran.output
    assert list(school.parent.rglob("pwned")) == [], "commands in a form are text"
    assert EVIL in there(school, "show", "request-7:docs/cy/school/governors.md")
    changed = there(school, "diff", "--name-only", "main..request-7").split()
    own = ["docs/cy/school/governors.md", "docs/en/school/governors.md"]
    assert changed == [*own, "ids.csv"]
    assert "workflow run check.yml --ref request-7" in ran.calls
    assert any(call.startswith("pr create --base main --head request-7 ") for call in ran.calls)
    assert ran.calls[-1].startswith("issue comment 7 --body-file ")
    assert read(ran.scratch / "body.md").endswith("\nCloses #7\n")
    assert "#8" in answered(ran)
    assert "changed by #5, too" in answered(ran)
    assert "GC-901" in ran.summary

    edited = {**clause(), "title.en": "Online meetings"}
    answers = {**MAY, "pr list --head": "echo 8", "api --paginate": "echo 55"}
    again = request(school, edited, answers)
    assert again.status == 0, again.output
    assert there(school, "rev-list", "--count", "main..request-7").strip() == "1"
    assert "Online meetings" in there(school, "show", "request-7:docs/en/school/governors.md")
    assert any(call.startswith("pr edit 8 ") for call in again.calls)
    assert any(call.startswith("api --method PATCH") and "/55 " in call for call in again.calls)
    assert not any(call.startswith(("pr create", "issue comment")) for call in again.calls)


@needs_bash
def test_what_is_wrong_with_a_form_is_answered_and_pushes_nothing(school: Path) -> None:
    values = {**clause(), "clause": "ZZ-999"}
    ran = request(school, values, {**MAY, "pr list --head": "echo 8"})
    assert ran.status == 0, ran.output
    assert "request-7" not in there(school, "branch")
    assert "There is no clause ZZ-999" in answered(ran)
    assert "#8" in answered(ran)
    assert not any(call.startswith(("pr create", "pr edit", "workflow")) for call in ran.calls)


@needs_bash
@pytest.mark.parametrize("permission", ["read", ""])
def test_who_may_not_write_is_not_obeyed(school: Path, permission: str) -> None:
    answers = {"api repos/school/policies/collaborators/": f"echo '{permission}'"}
    ran = request(school, clause(), answers)
    assert ran.status == 0, ran.output
    assert "request-7" not in there(school, "branch")
    assert "Only people who may write" in answered(ran)


@needs_bash
def test_somebodys_work_on_the_branch_of_a_form_is_kept(school: Path) -> None:
    git(school, "commit", "--quiet", "--allow-empty", "--message", "Mine")
    git(school, "push", "--quiet", "origin", "HEAD:refs/heads/request-7")
    git(school, "reset", "--quiet", "--hard", "HEAD~1")
    mine = there(school, "rev-parse", "request-7")
    ran = request(school, clause(), MAY)
    assert ran.status == 0, ran.output
    assert there(school, "rev-parse", "request-7") == mine
    assert "Somebody has worked" in answered(ran)


@needs_bash
def test_an_issue_that_is_no_form_is_left_alone(school: Path) -> None:
    path = event(school.with_name("event.json"), "### Steps\n\nIt broke.")
    ran = jobs(school, path, MAY)
    assert ran.status == 0, ran.output
    assert ran.calls == []


@needs_bash
def test_a_document_that_waits_comes_in_and_waits_no_longer(school: Path) -> None:
    """Under a name that a shell would run; what came in is a policy, and the file has gone."""
    name = "$(touch hacked) Cerdded.html"
    text = "<h2>1. Crossing</h2><p>Cross at the crossing.</p><h2>2. Waiting</h2><p>Wait.</p>"
    write(school, {f"incoming/{name}": f"<html><body>{text}</body></html>"})
    git(school, "add", "--all")
    git(school, "commit", "--quiet", "--message", "Upload")
    git(school, "push", "--quiet", "origin", "main")
    values: Filled = {
        "files": name,
        "audience": ["staff"],
        "owner": "headteacher",
        "code": "XW",
        "policy-title.en": "Walking",
    }
    ran = request(school, values, {**MAY, **PULL}, "import")
    assert ran.status == 0, ran.output
    assert list(school.parent.rglob("hacked")) == []
    changed = there(school, "diff", "--name-only", "main..request-7").splitlines()
    assert changed == ["docs/en/school/walking.md", f"incoming/{name}"]
    assert "XW-002: {audience: [staff]}" in there(
        school, "show", "request-7:docs/en/school/walking.md"
    )
    assert "2 clauses" in answered(ran)
    assert "Nifer y cymalau: 2" in answered(ran)


LINKED = """\
diff --git a/docs/en/x.md b/docs/en/x.md
new file mode 120000
--- /dev/null
+++ b/docs/en/x.md
@@ -0,0 +1 @@
+/etc/passwd
\\ No newline at end of file
"""
ELSEWHERE = """\
diff --git a/hooks/main.py b/hooks/main.py
new file mode 100644
--- /dev/null
+++ b/hooks/main.py
@@ -0,0 +1 @@
+print("hacked")
"""


@needs_bash
@pytest.mark.parametrize("patch", [LINKED, ELSEWHERE, ELSEWHERE.replace("hooks", "docs/../..")])
def test_a_job_that_was_taken_over_can_change_texts_alone(school: Path, patch: str) -> None:
    path = event(school.with_name("event.json"), issue(school, "change", clause()))
    ran = jobs(school, path, {**MAY, **PULL}, patch.encode())
    assert ran.status != 0
    assert "request-7" not in there(school, "branch")
    assert not any(call.startswith(("pr create", "issue comment")) for call in ran.calls)


@needs_bash
def test_what_was_dropped_in_is_fetched_only_for_those_who_may_write(school: Path) -> None:
    path = event(school.with_name("event.json"), "### x")
    more = {**WHO, "GITHUB_EVENT_PATH": str(path), "SENDER": "mallory"}
    fetching = 'printf "%s\\n" "$*" > "$RUNNER_TEMP/arguments"'
    for permission, is_fetched in (("write", True), ("read", False)):
        fresh(school)
        answers = {
            "api repos/school/policies/collaborators/mallory/": f"echo {permission}",
            **MAY,
        }
        ran = run_step(
            "requests.yml", school, fetching, answers, "Fetch what was dropped in", **more
        )
        assert ran.status == 0, ran.output
        asked = read(ran.scratch / "arguments")
        assert ("--fetch" in asked) == is_fetched
