"""school.yml against its model: every fault is found at its line, and the rest stays of use."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

import projects
from polisi.problems import Problem
from polisi.schemas import json_schema
from polisi.school.school import School, load
from projects import SCHOOL
from sites import ROOT

SCHEMA = ROOT / "hooks/polisi/data/school.schema.json"


def read(root: Path, text: str | bytes) -> tuple[School, list[Problem]]:
    return load(projects.write(root, {SCHOOL: text}))


@dataclass(frozen=True)
class Bad:
    """A school.yml with one fault."""

    text: str
    code: str
    at: str
    """A text that stands in the line of the fault first."""
    says: str
    """Part of the English message and fix."""
    in_schema: bool = True
    """Whether an editor that only knows the schema sees it too."""

    @property
    def line(self) -> int:
        return self.text[: self.text.index(self.at)].count("\n") + 1


NAME = "school:\n  name: {en: Ash School, cy: Ysgol Onnen}\n"
LONG = "x" * 300
BAD = {
    # The file itself
    "text": Bad("hello\n", "yaml-broken", "hello", "“key: value”"),
    "list": Bad("- a\n- b\n", "yaml-broken", "- a", "“key: value”"),
    "tab": Bad("# one\nschool:\n\tname: x\n", "yaml-tab", "\tname", "spaces", False),
    "colon in text": Bad("contact:\n  address: A: B\n", "yaml-broken", "A: B", "quotes", False),
    "sign": Bad("contact:\n  address: @x\n", "yaml-broken", "@x", "quotes", False),
    "key twice": Bad(
        "default_language: en\nforms: {}\ndefault_language : cy\n",
        "yaml-key-twice",
        "default_language :",
        "“default_language”",
        False,
    ),
    "two documents": Bad("forms: {}\n---\nforms: {}\n", "yaml-broken", "---", "---", False),
    "anchor": Bad("forms: {}\nroles: &x {}\n", "yaml-broken", "roles", "&x", False),
    "deep": Bad(
        "contact:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 20)),
        "yaml-broken",
        "            a:",
        "nested more than 12 deep",
        False,
    ),
    # Unknown entries
    "unknown entry": Bad(
        "forms: {}\nscool: {a: b}\n", "school-key-unknown", "scool", "mean: school?"
    ),
    "unknown contact": Bad(
        "contact:\n  emial: a@b.cymru\n", "school-key-unknown", "emial", "mean: email?"
    ),
    "unknown option": Bad(
        "options:\n  comment: off\n", "school-key-unknown", "comment:", "mean: comments?"
    ),
    "unknown of a role": Bad(
        "roles:\n  head:\n    en: a\n    cy: b\n    phone: 1\n",
        "school-key-unknown",
        "phone",
        "“roles.head.phone”",
    ),
    "unknown of an item": Bad(
        "helplines:\n  - name: A\n  - name: B\n    telefon: 116 111\n",
        "school-key-unknown",
        "telefon",
        "“helplines.2.telefon”",
    ),
    "nothing like it": Bad(
        "contact:\n  zzz: a\n", "school-key-unknown", "zzz", "address, email, telephone, website"
    ),
    # Another kind than expected
    "mapping for text": Bad(
        "contact:\n  email:\n    en: a\n", "school-value", "email", "Write a text"
    ),
    "list for text": Bad("contact:\n  email: [a]\n", "school-value", "email", "Write a text"),
    "text for mapping": Bad("forms: {}\ncontact: x\n", "school-value", "contact", "“en: …”"),
    "list for mapping": Bad("forms: {}\ncontact: [x]\n", "school-value", "contact", "“en: …”"),
    "text for a role": Bad("roles:\n  head: pennaeth\n", "school-value", "head:", "“roles.head”. "),
    "text for a name": Bad("school:\n  name: Ash\n", "school-value", "name", "“cy: …”"),
    "text for list": Bad("forms: {}\nhelplines: Meic\n", "school-value", "helplines", "a hyphen"),
    "mapping for list": Bad("helplines:\n  a: b\n", "school-value", "helplines", "a list"),
    "text for item": Bad("helplines:\n  - Meic\n", "school-value", "Meic", "“helplines.1”"),
    "list for item": Bad(
        "learner_platforms:\n  - Hwb\n  - [a]\n", "school-value", "[a]", "“learner_platforms.2”"
    ),
    "text for yes or no": Bad(
        "roles:\n  head: {en: a, cy: b, feminine: iawn}\n", "school-value", "iawn", "true or false"
    ),
    # A value that can't be
    "language": Bad("forms: {}\ndefault_language: fr\n", "school-value", "fr", "these: en, cy"),
    "site address": Bad("site_address: a.cymru\n", "school-value", "a.cymru", "https://"),
    "long name": Bad(
        f"school:\n  name:\n    en: a\n    cy: {LONG}\n", "school-value", "cy:", "at most 120"
    ),
    "long text": Bad(f"monitored_hours: {LONG * 2}\n", "school-value", "hours", "500 for a text"),
    "telephone": Bad(
        "contact:\n  telephone: 01632 CALL ME\n", "school-value", "CALL", "01632 960 001"
    ),
    "short telephone": Bad(
        "contact:\n  telephone: 0163 296\n", "school-value", "0163", "01632 960 001"
    ),
    "e-mail": Bad("contact:\n  email: a at b\n", "school-value", "a at b", "email address"),
    "two e-mails": Bad(
        "contact:\n  email: a@b.cymru, c@b.cymru\n", "school-value", "a@b", "email address"
    ),
    "website": Bad(
        "contact:\n  website: a.cymru\n", "school-value", "a.cymru", "“contact.website”"
    ),
    "script": Bad(
        "contact:\n  website: javascript:alert(1.1)\n", "school-value", "java", "web address"
    ),
    "website in one language": Bad(
        "contact:\n  website:\n    en: https://a.cymru/\n    cy: a.cymru\n",
        "school-value",
        "cy: a",
        "“contact.website.cy”",
    ),
    "option": Bad(
        "options:\n  comments: off\n  personal_use_at_work: own_time\n",
        "school-value",
        "own_time",
        "these: none, own-time",
    ),
    "number of an option": Bad(
        "options:\n  former_learner_gap_years: 7\n", "school-value", "7", "these: 0, 1, 2"
    ),
    "date": Bad(
        "adoption:\n  SM: {version: 1.0.0, by: x, date: 10/12/2026}\n",
        "school-value",
        "10/12",
        "2026-09-15",
    ),
    "day that is none": Bad(
        "adoption:\n  SM: {version: 1.0.0, by: x, date: 2026-02-30}\n",
        "school-value",
        "02-30",
        "2026-09-15",
        False,
    ),
    "version": Bad(
        'adoption:\n  SM: {version: "1.10", by: x, date: 2026-02-20}\n',
        "school-value",
        "1.10",
        "“1.10” is not right",
    ),
    "small code": Bad(
        "adoption:\n  sm: {version: 1.0.0, by: x, date: 2026-02-20}\n",
        "school-value",
        "sm:",
        "“sm” is not right for “adoption”",
    ),
    "key of a role": Bad(
        "roles:\n  Head of Year: {en: a, cy: b}\n", "school-value", "Head", "head_of_year"
    ),
    "logo elsewhere": Bad(
        "school:\n  logo: {file: ../logo.svg, en: a, cy: b}\n",
        "school-value",
        "../",
        "docs/assets/",
    ),
    "logo of another kind": Bad(
        "school:\n  logo: {file: assets/a.gif, en: a, cy: b}\n", "school-value", "a.gif", "SVG, PNG"
    ),
    "visibility": Bad(
        "official_accounts:\n  - platform: X\n    name: N\n    website: https://a.cymru/\n"
        "    visibility: private\n",
        "school-value",
        "private",
        "these: public, restricted",
    ),
    # Half of it
    "no Welsh": Bad(
        "school:\n  name:\n    en: Ash\n", "school-incomplete", "name", "“school.name.cy”"
    ),
    "empty Welsh": Bad(
        "school:\n  name:\n    en: Ash\n    cy:\n", "school-incomplete", "cy", "“school.name.cy”"
    ),
    "no name of an item": Bad(
        "helplines:\n  - name: A\n  - telephone: 116 111\n",
        "school-incomplete",
        "116",
        "“helplines.2.name”",
    ),
    "no one who adopted": Bad(
        "adoption:\n  SM: {version: 1.0.0, date: 2026-02-20}\n",
        "school-incomplete",
        "SM",
        "“adoption.SM.by”",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_fault_is_found_once_and_at_its_line(bad: Bad, tmp_path: Path) -> None:
    _, problems = read(tmp_path, bad.text)
    assert [(problem.code, problem.line) for problem in problems] == [(bad.code, bad.line)]
    assert bad.says in f"{problems[0].message('en')} {problems[0].fix('en')}"
    for language in ("en", "cy"):
        assert "{" not in problems[0].message(language) + problems[0].fix(language)


@pytest.mark.parametrize("bad", [bad for bad in BAD.values() if not bad.code.startswith("yaml")])
def test_a_fault_leaves_the_rest_of_the_school_usable(bad: Bad, tmp_path: Path) -> None:
    first = bad.text.partition(":")[0]
    if first == "school":
        others = "monitored_hours: {en: noon, cy: hanner dydd}\n"
        school, problems = read(tmp_path, bad.text + others)
        assert school.value("monitored_hours", "cy") == "hanner dydd"
    else:
        school, problems = read(tmp_path, bad.text + NAME)
        assert school.value("school.name", "cy") == "Ysgol Onnen"
    assert [problem.code for problem in problems] == [bad.code]


@pytest.mark.parametrize("text", ["", "\n\n", "# a remark\n", "\ufeff"])
def test_an_empty_file_is_as_good_as_none(text: str, tmp_path: Path) -> None:
    school, problems = read(tmp_path, text)
    assert [problem.code for problem in problems] == ["school-missing"]
    assert school.default_language == "en"


def test_several_faults_are_all_reported_each_with_its_own_line(tmp_path: Path) -> None:
    text = """\
default_language: cymraeg
school:
  name:
    en: Ash School
contact:
  email: office
  telephone: none
  fax: 01632 960 001
roles:
  head:
    en: headteacher
    cy: pennaeth
    email: x
options:
  comments: on
  visibility: public
adoption:
  SM:
    version: first
    date: tomorrow
"""
    _, problems = read(tmp_path, text)
    assert sorted((p.line, p.values.get("name", p.values.get("word", ""))) for p in problems) == [
        (1, "default_language"),
        (3, "school.name.cy"),
        (6, "contact.email"),
        (7, "contact.telephone"),
        (8, "contact.fax"),
        (13, "roles.head.email"),
        (15, "options.comments"),
        (18, "adoption.SM.by"),
        (19, "adoption.SM.version"),
        (20, "adoption.SM.date"),
    ]


def test_right_parts_of_an_entry_with_a_wrong_one_are_kept(tmp_path: Path) -> None:
    school, problems = read(
        tmp_path,
        "contact: {email: a@b.cymru, telephone: x, website: b.cymru, address: 1 Stryd}\n"
        "options: {comments: on, visibility: restricted}\n"
        "roles: {head: {en: a, cy: b, email: x}}\n",
    )
    assert len(problems) == 4
    assert school.file.contact.email == "a@b.cymru"
    assert school.value("contact.address", "cy") == "1 Stryd"
    assert school.value("contact.website", "cy") == ""
    assert school.chosen["visibility"] == "restricted"
    assert school.chosen["comments"] == "on-moderated"
    assert school.value("roles.head", "cy") == "b"


def test_faults_in_items_drop_the_right_part_or_item(tmp_path: Path) -> None:
    text = """\
helplines:
  -
  - name: A
    telephone: abc
  - telephone: 116 000
  - name: B
    website: b.cymru
  - B2
  - name: {en: C}
  - name: D
    telephone: 116 111
"""
    school, problems = read(tmp_path, text)
    assert [(line.name.en, line.telephone) for line in school.file.helplines] == [
        ("A", None),
        ("B", None),
        ("D", "116 111"),
    ]
    assert [(p.line, p.values["name"]) for p in sorted(problems, key=lambda p: p.line)] == [
        (4, "helplines.2.telephone"),
        (5, "helplines.3.name"),
        (7, "helplines.4.website"),
        (8, "helplines.5"),
        (9, "helplines.6.name.cy"),
    ]


def test_what_yaml_would_take_for_something_else_is_text(tmp_path: Path) -> None:
    school, problems = read(
        tmp_path,
        "school:\n  name: {en: No, cy: yes}\nmonitored_hours: 1.10\n"
        "learner_platforms: [012, 1e3, null-and-void, 2026-01-01, ~x]\n"
        "adoption: {SM: {version: 1.10.0, date: 2026-01-02, by: off, minute: 012}}\n",
    )
    assert problems == []
    assert school.value("school.name", "en") == "No"
    assert school.value("school.name", "cy") == "yes"
    assert school.value("monitored_hours", "cy") == "1.10"
    assert school.value("learner_platforms", "en") == ("012, 1e3, null-and-void, 2026-01-01 and ~x")
    assert school.adoption["SM"].version == "1.10.0"
    assert school.adoption["SM"].minute == "012"


def test_entries_without_a_value_are_not_there(tmp_path: Path) -> None:
    text = (
        "default_language:\nsite_address: ''\nschool:\ncontact: {email: ~, website: {}}\n"
        "roles: {}\nofficial_accounts:\nlearner_platforms: [~, Hwb, '']\noptions: {comments: }\n"
    )
    school, problems = read(tmp_path, text)
    assert problems == []
    assert school.file.contact.email is None
    assert school.chosen["comments"] == "on-moderated"
    assert school.value("learner_platforms", "cy") == "Hwb"


def test_a_text_over_several_lines_is_put_on_one(tmp_path: Path) -> None:
    school, problems = read(
        tmp_path,
        'school:\n  name: {en: "A\\n\\n# B", cy: "C\\t\\r\\nD"}\n'
        "contact:\n  address: |\n    1 Stryd\n\n    - Bala\n",
    )
    assert problems == []
    assert school.value("school.name", "en") == "A # B"
    assert school.value("school.name", "cy") == "C D"
    assert school.value("contact.address", "cy") == "1 Stryd - Bala"


def test_one_address_stands_for_both_languages(tmp_path: Path) -> None:
    school, problems = read(
        tmp_path,
        "contact:\n  website: https://a.cymru/\nlearner_platforms:\n  - Hwb\n"
        "  - {en: Talk, cy: Siarad}\n",
    )
    assert problems == []
    assert school.value("contact.website", "en") == "https://a.cymru/"
    assert school.value("contact.website", "cy") == "https://a.cymru/"
    assert school.value("learner_platforms", "en") == "Hwb and Talk"
    assert school.value("learner_platforms", "cy") == "Hwb a Siarad"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_count_whatever_ends_them(end: str, tmp_path: Path) -> None:
    text = "school:\n  name:\n    en: A\n    cy: B\ncontact:\n  email: x\n"
    _, problems = read(tmp_path, text.replace("\n", end).encode())
    assert [(problem.code, problem.line) for problem in problems] == [("school-value", 6)]


@pytest.mark.parametrize(
    "text",
    ['"[key]": x\n', 'roles: {"[key]": {en: a}}\n', "forms: {" + "x" * 200 + ": {meddal: y}}\n"],
)
def test_a_strange_key_is_a_problem_and_no_crash(text: str, tmp_path: Path) -> None:
    _, problems = read(tmp_path, text)
    assert {problem.code for problem in problems} <= {"school-key-unknown", "school-value",
                                                      "school-incomplete"}  # fmt: skip
    assert problems


# The schema that editors read


def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_the_committed_schema_is_that_of_the_model() -> None:
    renew = "PYTHONPATH=hooks .venv/bin/python -m polisi schema school > " + str(
        SCHEMA.relative_to(ROOT)
    )
    assert SCHEMA.read_text(encoding="utf-8") == json_schema("school"), f"renew it: {renew}"


def test_the_schema_is_a_valid_schema() -> None:
    schema = json.loads(json_schema("school"))
    Draft202012Validator.check_schema(schema)
    assert schema.get("$schema") == "https://json-schema.org/draft/2020-12/schema"


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, which editors read: no yes, no, on, off, and dates are text."""


Core.yaml_implicit_resolvers = {
    sign: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


@pytest.mark.parametrize("loader", [Core, yaml.BaseLoader])
def test_the_schema_accepts_the_shipped_school(loader: Any) -> None:
    data = yaml.load((ROOT / SCHOOL).read_text(encoding="utf-8"), Loader=loader)
    validator().validate(data)


def test_the_schema_accepts_entries_that_are_commented_in() -> None:
    text = """\
school:
  name: {en: Ash, cy: Onnen}
  logo: {file: assets/logo.svg, en: a tree, cy: coeden}
contact:
  email:
  telephone: 01632960001
  website: {en: "https://a.cymru/en", cy: "https://a.cymru/"}
roles:
  head_of_year: {en: a, cy: b, feminine: true, name: C, email: a@b.cymru}
official_accounts:
  - {platform: X, name: N, website: "https://a.cymru/", visibility: restricted}
options: {former_learner_gap_years: 2, comments: off}
adoption:
  SM: {version: 1.0.0, date: 2026-12-10, by: {en: all, cy: pawb}, review: 2027-12-10}
forms:
  Ysgol Gelli Aur: {meddal: Ysgol Gelli Aur}
"""
    validator().validate(yaml.load(text, Loader=Core))


@pytest.mark.parametrize("bad", [bad for bad in BAD.values() if bad.in_schema])
def test_the_schema_rejects_what_the_build_does(bad: Bad) -> None:
    with pytest.raises(ValidationError):
        validator().validate(yaml.load(bad.text, Loader=Core))
