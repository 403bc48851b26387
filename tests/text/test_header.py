"""Front matter and its models: all that is wrong shows at once, and what is right is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

import projects
from polisi.model import Located
from polisi.problems import render
from polisi.schemas import NAMES, json_schema
from polisi.text import front_matter, header
from polisi.text.header import EnglishPolicy
from polisi.words.languages import LANGUAGES, Language
from polisi.yaml_files import parsing
from projects import CY_ABOUT, CY_GC, EN_ABOUT, EN_GC, EN_SM, patched
from sites import ROOT

BROKEN = """\
policy: SM
title:
sumary: x
slug: A b
owner: [x]
changes: {1.0: {on: x}, 1.0.0: x}
clauses:
  SM-001: x
  SM-02: {audience: [staf, staff], see: {a: b}, foo: 1, when: x, allow: [x, term-avoided]}
  SM-003: {}
  SM-004: {audience: [], see: [SM-001]}
retired: {SM-009: {on: x}, SM-8: y}
help_now: no
kind: foo
"""


def read(text: str, language: Language = "en") -> tuple[header.Header, list[str]]:
    written, problems = parsing.parse(text, "x.md", 2)
    assert problems == []
    head, faults = header.read(written, language)
    return head, [f"{'.'.join(map(str, fault.place))} {fault.kind}" for fault in faults]


def test_all_faults_of_a_file_show_at_once() -> None:
    _, faults = read(BROKEN)
    assert set(faults) == {
        "title field-missing", "slug slug-malformed", "summary field-missing", "sumary unknown",
        "owner field-missing", "kind kind-unknown", "help_now help-now",
        "changes.1.0 version-malformed", "changes.1.0.on change-date",
        "changes.1.0.text field-missing", "changes.1.0.0 mapping",
        "clauses.SM-001 mapping", "clauses.SM-02 id-malformed",
        "clauses.SM-02.audience.0 audience-unknown", "clauses.SM-02.see entry-malformed",
        "clauses.SM-02.when mapping", "clauses.SM-02.foo unknown",
        "clauses.SM-02.allow.0 allow-unknown", "clauses.SM-02.allow.0 allow-without-reason",
        "clauses.SM-02.allow.1 allow-without-reason",
        "clauses.SM-003.audience audience-missing", "clauses.SM-004.audience audience-empty",
        "retired.SM-009.on retired-malformed", "retired.SM-8 retired-malformed",
    }  # fmt: skip


def test_what_is_right_is_kept() -> None:
    head, _ = read(BROKEN)
    assert isinstance(head, EnglishPolicy)
    assert (head.policy, head.title, head.kind, head.help_now) == ("SM", "", "policy", False)
    assert list(head.clauses) == ["SM-003", "SM-004"]
    assert head.clauses[Located("SM-004", 1)].see == ("SM-001",)


def test_texts_know_their_lines() -> None:
    head, _ = read("policy: SM\ntitle:\n  Of two lines\nowner: headteacher\n")
    assert isinstance(head, EnglishPolicy)
    assert (head.policy.line, head.title.line, head.owner.line) == (2, 4, 5)


def test_a_list_where_a_mapping_belongs_is_no_end() -> None:
    for key in ("clauses", "retired", "changes", "title", "policy", "moved_from"):
        for value in ("[a, b]", "{a: {b: c}}", "[[a]]", "{a: [b]}", "[{a: b}]", "''"):
            for language in LANGUAGES:
                _, faults = read(
                    f"policy: SM\n{key}: {value}\n".replace("policy: SM\npolicy", "policy"),
                    language,
                )
                assert faults


def test_a_file_that_lost_its_code_is_read_as_what_its_counterpart_is(tmp_path: Any) -> None:
    problems = projects.check(tmp_path, patched(CY_GC, "policy: GC\n", ""))
    assert {each.code for each in problems} == {"policy-differs"}


def test_problems_of_front_matter_name_file_line_and_fix(tmp_path: Any) -> None:
    found = projects.check(tmp_path, {**patched(EN_SM, "title: Social media", "title: [x]")})
    problems = projects.but_stamps(found)
    assert render(problems, "text", "en").startswith(
        f"{EN_SM}:3: error [field-missing] “title” is missing or empty.\n    Fix: Add"
    )


# What editors read


def validator(name: str) -> Draft202012Validator:
    text = (ROOT / f"hooks/polisi/data/{name}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schemas_are_those_of_the_models(name: str) -> None:
    path = f"hooks/polisi/data/{name}.schema.json"
    renew = f"PYTHONPATH=hooks .venv/bin/python -m polisi schema {name} > {path}"
    assert (ROOT / path).read_text(encoding="utf-8") == json_schema(name), f"renew it: {renew}"
    Draft202012Validator.check_schema(json.loads(json_schema(name)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_accepts_every_shipped_page(language: Language) -> None:
    for file in sorted((ROOT / "docs" / language).rglob("*.md")):
        text, _, _ = front_matter.split(file.read_text(encoding="utf-8"))
        data = yaml.load(text or "", yaml.BaseLoader)
        data |= {"help_now": True} if "help_now" in data else {}  # to an editor it is no text
        validator(f"front-matter.{language}").validate(data)


@pytest.mark.parametrize(
    ("path", "change"),
    [
        (EN_GC, {"owner": []}),
        (EN_GC, {"kind": "froms"}),
        (EN_GC, {"clauses": {"GC-001": {}}}),
        (EN_GC, {"clauses": {"GC-001": {"audience": ["parent"]}}}),
        (EN_GC, {"clauses": {"GC-001": {"audience": ["staff"], "allow": {"x": "y"}}}}),
        (EN_GC, {"clauses": {"GC-1": {"audience": ["staff"]}}}),
        (EN_GC, {"changes": {"1.0": {"on": "2026-01-01", "text": "x"}}}),
        (EN_GC, {"sumary": "x"}),
        (CY_GC, {"slug": "Cod i lywodraethwyr"}),
        (CY_GC, {"owner": "headteacher"}),
        (EN_ABOUT, {"clauses": {}}),
        (CY_ABOUT, {"title": ""}),
    ],
)
def test_the_schema_rejects_what_the_build_does(path: str, change: Mapping[str, object]) -> None:
    text, _, _ = front_matter.split(str(projects.files()[path]))
    data = yaml.load(text or "", yaml.BaseLoader)
    schema = validator(f"front-matter.{path[5:7]}")
    schema.validate(data)
    with pytest.raises(ValidationError):
        schema.validate({**data, **change})


def test_an_editor_finds_each_problem_in_what_the_check_prints(tmp_path: Any) -> None:
    tasks = (ROOT / ".vscode/tasks.json").read_text(encoding="utf-8")
    tasks = re.sub(r"^\s*//.*$", "", tasks, flags=re.M)
    pattern = json.loads(tasks)["tasks"][0]["problemMatcher"]["pattern"]
    problems = projects.check(tmp_path, patched(EN_SM, "summary: What", "sumary: What"))
    for problem, line in zip(problems, render(problems, "github", "en").split("\n"), strict=True):
        found = re.fullmatch(pattern["regexp"], line)
        assert found
        parts = [found[pattern[part]] for part in ("file", "line", "severity", "code")]
        assert parts == [problem.path, str(problem.line), problem.severity, problem.code]
        assert problem.fix("en") in found[pattern["message"]]
