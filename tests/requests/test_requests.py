"""What a form on GitHub becomes: files, or what is wrong, in both languages; never a command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from filled import Filled, issue
from polisi import project
from polisi.editing import trial
from polisi.requests import applying, templates
from polisi.requests.answering import answer
from polisi.requests.applying import Outcome
from polisi.requests.forms import FORMS
from projects import CY_SM, EN_SM, SCHOOL, check, files, problems, without_history, write
from sites import ROOT

TEMPLATES = sorted((ROOT / templates.FOLDER).glob("*.yml"))
CLAUSE = {
    "title.en": "Sharing a screen",
    "title.cy": "Rhannu sgrin",
    "text.en": "Close every private window before you share a screen, and see [SM-001].",
    "text.cy": "Caewch bob ffenestr breifat cyn i chi rannu sgrin, a gweler [SM-001].",
}
REASONS = {
    "reason.en": "We share a system with our federation.",
    "reason.cy": "Rydym yn rhannu system â'n ffederasiwn.",
}
TERMINAL = (
    "polisi agree",
    "polisi check",
    "polisi adopt",
    "--",
    ".venv",
    "terminal",
    ".yml:",
    "run:",
    "rhedwch",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "school", files())


def ask(root: Path, kind: str, values: Filled) -> Outcome:
    with without_history():
        found = applying.outcome(project.load(root), issue(root, kind, values))
    assert found is not None
    assert found.kind == kind, "the form says itself which it is"
    return found


def done(root: Path, kind: str, values: Filled) -> dict[str, str]:
    found = ask(root, kind, values)
    assert not found.is_wrong, answer(found)
    trial.write(root, found.files)
    return dict(found.files)


def said(found: Outcome) -> str:
    text = answer(found)
    assert "## English" in text
    assert "## Cymraeg" in text
    shown = text.replace("<!-- -->", "").lower()
    assert not any(word in shown for word in TERMINAL), text
    return text


def test_the_forms_are_those_that_the_models_make() -> None:
    """Stale? ``polisi request --forms`` writes them anew."""
    made = templates.templates(project.load(ROOT))
    there = {path: (ROOT / path).read_text(encoding="utf-8") for path in made}
    assert there == made
    folder = ROOT / templates.FOLDER
    assert {f"{templates.FOLDER}/{each.name}" for each in folder.glob("*.yml")} == {*made}


@pytest.mark.parametrize(
    "path", sorted((ROOT / templates.FOLDER).glob("*.yml")), ids=lambda p: p.stem
)
def test_a_form_is_one_that_github_takes(path: Path) -> None:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert found.keys() == {"name", "description", "title", "body"}
    assert len(found["description"]) <= 200, "the list of the forms shows no more"
    elements = [each for each in found["body"] if each["type"] != "markdown"]
    labels = [each["attributes"]["label"] for each in elements]
    ids = [each["id"] for each in elements]
    assert len({*labels}) == len(labels) > 0
    assert len({*ids}) == len(ids)
    assert all(each.replace("-", "").replace("_", "").isalnum() for each in ids)
    assert all(" / " in label for label in labels), "each is in both languages"
    for each in elements:
        answers = each["attributes"].get("options", [])
        assert (each["type"] in ("dropdown", "checkboxes")) == bool(answers)
        names = [a["label"] if isinstance(a, dict) else a for a in answers]
        assert all(isinstance(name, str) and name != "None" for name in names)
        assert len({*names}) == len(names)
        if each["attributes"].get("multiple"):
            assert not any(", " in name for name in names), "GitHub parts answers by a comma"


def test_a_school_is_filled_in_and_the_rest_of_the_file_stays(root: Path) -> None:
    old = str(files()[SCHOOL])
    values = {
        "school.name.en": "Caerau Primary School",
        "school.name.cy": "Ysgol Gynradd Caerau",
        "contact.email": "swyddfa@caerau.cymru",
        "learner_platforms": "Hwb\nOur app | Ein hap",
        "default_language": "cy",
    }
    new = done(root, "school", values)
    assert [*new] == [SCHOOL]
    expected = (
        old.replace("Example School", "Caerau Primary School")
        .replace("Ysgol Enghraifft", "Ysgol Gynradd Caerau")
        .replace("office@example.com", "swyddfa@caerau.cymru")
        .replace("language: en", "language: cy")
    )
    assert new[SCHOOL].startswith(expected)
    added = yaml.safe_load(new[SCHOOL])["learner_platforms"]
    assert added == ["Hwb", {"en": "Our app", "cy": "Ein hap"}]
    assert "nothing to do" in said(ask(root, "school", values))


def test_a_school_may_fill_itself_in_step_by_step(root: Path) -> None:
    more = f"{files()[SCHOOL]!s}police: {{name: {{en: Example Police, cy: Heddlu Enghraifft}}}}\n"
    more = more.replace("office@example.com", "office@caerau.cymru")
    english, welsh = (
        str(files()[each]).replace("it@example.com", "[x]") for each in (EN_SM, CY_SM)
    )
    write(root, {SCHOOL: more, EN_SM: english, CY_SM: welsh})
    found = ask(root, "school", {"school.name.en": "Caerau School", "school.name.cy": "Caerau"})
    assert not found.is_wrong
    assert "Name of the police force (in English): “Example Police”" in said(found).replace(
        "\\", ""
    )


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"contact.email": "not an address"}, "Email of the school"),
        ({"school.colours.main": "#ffff00"}, "#ffff00"),
        ({"contact.website.en": "javascript:alert(1)"}, "Website of the school"),
    ],
)
def test_what_school_yml_can_not_hold_is_refused_with_the_fix(
    root: Path, values: Filled, word: str
) -> None:
    found = ask(root, "school", values)
    assert found.is_wrong
    assert found.files == {}
    text = said(found)
    assert word in text
    assert "How to put it right" in text
    assert "Sut i'w gywiro" in text


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 50
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h9'/></svg>"
DROPPED = '<img width="9" alt="x" src="https://github.com/user-attachments/assets/{}" />'
SHOWS: Filled = {"school.logo.en": "An oak tree", "school.logo.cy": "Coeden dderw"}


def badge(root: Path, raw: bytes, values: Filled = SHOWS, count: int = 1) -> Outcome:
    """Send the form of the school with a picture dropped into it, which has been fetched."""
    ids = [f"00000000-0000-0000-0000-{number:012}" for number in range(1, count + 1)]
    write(root.with_name("fetched"), {f"{number}/file-{number}": raw for number in (1, 2)})
    said = "\n".join(map(DROPPED.format, ids))
    body = issue(root, "school", {"school.logo.file": said, **values})
    with without_history():
        links = applying.links(project.load(root), body)
        assert [each.path.rpartition("/")[2] for each in links] == ids
        found = applying.outcome(project.load(root), body, folder=root.with_name("fetched"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("raw", "kind"),
    [(PNG, "png"), (SVG, "svg"), (b"\xff\xd8\xff\xe0", "jpg")],
    ids=["png", "svg", "jpg"],
)
def test_a_badge_that_was_dropped_in_stands_where_pictures_do(
    root: Path, raw: bytes, kind: str
) -> None:
    write(root, {f"docs/assets/badge.{kind}": b"another one"})
    found = badge(root, raw)
    assert not found.is_wrong, said(found)
    assert found.pictures == {f"docs/assets/badge-2.{kind}": raw}
    logo = yaml.safe_load(found.files[SCHOOL])["school"]["logo"]
    assert logo == {"file": f"assets/badge-2.{kind}", "en": "An oak tree", "cy": "Coeden dderw"}
    trial.write(root, {**found.files, **found.pictures})
    newer = badge(root, raw + b" ", {})
    assert newer.pictures == {f"docs/assets/badge-2.{kind}": raw + b" "}, "in place of the old one"
    assert "Done." in said(newer)
    assert "nothing to do" in said(badge(root, raw))


@pytest.mark.parametrize(
    ("raw", "values", "count", "words"),
    [
        (b"%PDF-1.7", SHOWS, 1, "none of SVG, PNG, WebP or JPEG"),
        (b"", SHOWS, 1, "none of SVG, PNG, WebP or JPEG"),
        (PNG + b"x" * 200_000, SHOWS, 1, "has 200,058 bytes"),
        (SVG.replace(b"<path", b"<script>x()</script><path"), SHOWS, 1, "<script>"),
        (SVG.replace(b"M0", b"M0").replace(b"<path", b"<path onload='x'"), SHOWS, 1, "onload"),
        (PNG, {}, 1, "What the badge shows"),
        (PNG, SHOWS, 2, "At most 1"),
    ],
)
def test_what_can_be_no_badge_is_refused(
    root: Path, raw: bytes, values: Filled, count: int, words: str
) -> None:
    found = badge(root, raw, values, count)
    assert found.is_wrong and not found.files and not found.pictures
    assert words in said(found).replace("\\", "")


def test_a_badge_in_the_folder_of_what_waits_comes_in_and_waits_no_longer(root: Path) -> None:
    write(root, {"incoming/badge.png": PNG})
    found = ask(root, "school", {"school.logo.file": "badge.png", **SHOWS})
    assert found.pictures == {"docs/assets/badge.png": PNG}
    assert found.removed == ("incoming/badge.png",)


def test_an_address_is_understood_as_people_write_it_and_serves_both_languages(root: Path) -> None:
    write(root, {SCHOOL: f"{files()[SCHOOL]!s}  website: https://example.com/\n"})
    new = done(root, "school", {"contact.website.en": "www.caerau.cymru"})
    assert yaml.safe_load(new[SCHOOL])["contact"]["website"] == "https://www.caerau.cymru"
    both = {"contact.website.en": "https://a.wales/", "contact.website.cy": "https://a.cymru/"}
    assert yaml.safe_load(done(root, "school", both)[SCHOOL])["contact"]["website"] == {
        "en": "https://a.wales/",
        "cy": "https://a.cymru/",
    }
    one = {"contact.website.en": "https://b.wales/"}
    assert "cy: 'https://a.cymru/'" in done(root, "school", one)[SCHOOL]


def test_what_is_there_is_taken_out_by_a_hyphen(root: Path) -> None:
    found = badge(root, PNG)
    trial.write(root, {**found.files, **found.pictures})
    body = {"school.logo.file": "-", "contact.telephone": "-", "learner_platforms": "-"}
    without = done(
        root, "school", {"contact.telephone": "029 2018 0999", "learner_platforms": "Hwb"}
    )
    assert "telephone" in without[SCHOOL] and "Hwb" in without[SCHOOL]
    new = yaml.safe_load(done(root, "school", body)[SCHOOL])
    assert "logo" not in new["school"] and "telephone" not in new["contact"]
    assert new["learner_platforms"] == []
    assert ask(root, "school", {"school.name.en": "-"}).is_wrong, "the texts need a name"


TABLES = """\
helplines:
  - name: Meic
    serves: children # ours
    telephone: 0808 802 3456
official_accounts: []
forms: {}
"""


@pytest.fixture
def with_tables(root: Path) -> Path:
    return write(root, {SCHOOL: f"{files()[SCHOOL]!s}{TABLES}"})


def test_a_table_is_filled_in_line_by_line_and_the_rest_of_it_stays(with_tables: Path) -> None:
    values = {
        "roles": "Head of year | Pennaeth blwyddyn | a@caerau.cymru\nheadteacher|pennaeth|||| ydy",
        "helplines": "Our nurse | Ein nyrs | 029 2018 0999",
        "official_accounts": "Facebook | Ysgol Caerau | https://caerau.cymru/ || Pawb",
        "forms": "Ysgol St. Ffraid | Ysgol St. Ffraid",
        "own_terms": "pupil\ndisgybl",
    }
    found = ask(with_tables, "contacts", values)
    trial.write(with_tables, found.files)
    text = found.files[SCHOOL]
    new = yaml.load(text, yaml.BaseLoader)
    assert new["roles"] == {
        "headteacher": {"en": "headteacher", "cy": "pennaeth", "feminine": "true"},
        "head_of_year": {
            "en": "Head of year",
            "cy": "Pennaeth blwyddyn",
            "email": "a@caerau.cymru",
        },
    }
    assert "serves: children # ours" in text
    nurse = {"name": {"en": "Our nurse", "cy": "Ein nyrs"}, "telephone": "029 2018 0999"}
    assert new["helplines"][1:] == [nurse]
    account = {"platform": "Facebook", "name": "Ysgol Caerau", "website": "https://caerau.cymru/"}
    assert new["official_accounts"] == [{**account, "visibility": "public"}]
    assert new["forms"] == {"Ysgol St. Ffraid": {"meddal": "Ysgol St. Ffraid"}}
    assert new["own_terms"] == ["pupil", "disgybl"]
    shown = said(found).replace("\\", "")
    assert "Posts, and how to reach them: headteacher, Head of year" in shown
    assert "Swyddi, a sut i gysylltu â nhw: pennaeth, Pennaeth blwyddyn" in shown
    gone = {"roles": "head of year | pennaeth blwyddyn | -", "helplines": "our nurse|ein nyrs|-"}
    left = yaml.safe_load(done(with_tables, "contacts", gone)[SCHOOL])
    assert [*left["roles"]] == ["headteacher"] and len(left["helplines"]) == 1


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"roles": "Head of year"}, "Posts, and how to reach them: head_of_year, Title in Welsh"),
        ({"roles": "A | B | nobody"}, "Posts, and how to reach them: a, Email"),
        ({"roles": "a | b | | | | maybe"}, "“maybe” isn't one of the answers"),
        ({"roles": "a | b | c | d | e | f | g"}, "has more parts than"),
        ({"roles": "Nobody | Neb | -"}, "so it can't be taken out"),
        ({"roles": "\n".join(f"a{n} | b{n}" for n in range(61))}, "too many lines. At most 60"),
        ({"roles": "a | b\nA | B"}, ""),
        ({"roles": "headteacher | pennaeth | -"}, "headteacher"),
        (
            {"helplines": "A | B | 1 | javascript:x"},
            "Helplines, and others who can help: 2, Website",
        ),
        ({"forms": "a: b | {x: y} | # z"}, ""),
        ({"own_terms": "zzz"}, ""),
    ],
)
def test_a_line_that_can_not_stand_in_a_table_is_refused(
    with_tables: Path, values: Filled, why: str
) -> None:
    found = ask(with_tables, "contacts", values)
    assert found.is_wrong == bool(why)
    assert why in said(found).replace("\\", "")


def test_an_option_is_chosen_by_what_it_is_called(root: Path) -> None:
    new = done(
        root, "options", {"options.direct_messages": "auto-reply", "options.comments": "off"}
    )
    chosen = yaml.load(new[SCHOOL], yaml.BaseLoader)["options"]
    assert chosen == {"direct_messages": "auto-reply", "comments": "off"}


def test_a_clause_is_added_to_a_policy_of_the_template_and_agreed(root: Path) -> None:
    new = done(root, "add", {"after": "sm002", "audience": ["staff"], **CLAUSE, "read": "x"})
    english, welsh = "docs/en/school/media.md", "docs/cy/school/media.md"
    assert {english, welsh} <= {*new}
    assert "SM-901: {audience: [staff], after: SM-002}" in new[english]
    assert "### Rhannu sgrin {#SM-901}" in new[welsh]
    with without_history():
        assert [each.code for each in problems(root)] == []
    more = done(root, "add", {"after": "SM-901", "audience": ["staff"], **CLAUSE, "read": "x"})
    assert more[english].startswith(new[english].split("---\n### ")[0].rsplit("---", 1)[0])
    assert "SM-902: {audience: [staff], after: SM-901}" in more[english]
    with without_history():
        assert [each.code for each in problems(root)] == []


def test_what_nobody_has_read_yet_is_written_and_said(root: Path) -> None:
    found = ask(root, "add", {"after": "SM-002", "audience": ["staff"], **CLAUSE})
    assert found.files
    assert found.trial
    assert "SM-901" in found.trial.to_agree
    assert "still has to read" in said(found)


def test_a_changed_clause_of_the_template_is_marked_as_the_schools_own(root: Path) -> None:
    missing = ask(root, "change", {"clause": "SM-002", **CLAUSE})
    assert "Say in both languages why" in said(missing)
    new = done(root, "change", {"clause": "[SM-002]", **CLAUSE, **REASONS, "read": "x"})
    assert EN_SM not in new, "the template's text stays, so that an upgrade knows it"
    assert CY_SM not in new
    assert "replaces: SM-002" in new["docs/en/school/media.md"]
    assert REASONS["reason.cy"] in new["docs/cy/school/media.md"]
    with without_history():
        assert [each.code for each in problems(root) if each.severity == "error"] == []
    again = ask(root, "change", {"clause": "SM-002", **CLAUSE, **REASONS})
    assert "SM-901" in said(again)
    other = {**CLAUSE, "title.en": "Screens", "read": "x"}
    changed = done(root, "change", {"clause": "SM-901", **other})
    assert "### Screens {#SM-901}" in changed["docs/en/school/media.md"]


def test_a_clause_is_left_out_with_reasons(root: Path) -> None:
    new = done(root, "leave-out", {"clause": "GC-002", **REASONS})
    assert yaml.safe_load(new["docs/cy/school/governors.md"].split("---")[1])["leave_out"] == {
        "GC-002": REASONS["reason.cy"]
    }
    assert "left out already" in said(ask(root, "leave-out", {"clause": "GC-002", **REASONS}))


def test_a_whole_policy_is_left_out_with_reasons(root: Path) -> None:
    new = done(root, "leave-out", {"clause": "gc", **REASONS})
    why = {"en": REASONS["reason.en"], "cy": REASONS["reason.cy"]}
    assert yaml.safe_load(new[SCHOOL])["policies"] == {"GC": {"left_out": why}}
    assert "GC is left out already" in said(ask(root, "leave-out", {"clause": "GC", **REASONS}))


def test_texts_are_agreed_only_when_somebody_has_read_them(root: Path) -> None:
    path = root / CY_SM
    path.write_text(path.read_text("utf-8").replace("bob cais", "pob cais"), encoding="utf-8")
    assert "Tick the box" in said(ask(root, "agree", {"clauses": "SM-001"}))
    new = done(root, "agree", {"clauses": "SM-001, gc", "read": "x"})
    assert CY_SM in new
    with without_history():
        assert [each.code for each in problems(root)] == []


def test_a_policy_is_adopted_and_its_text_kept(root: Path) -> None:
    values = {"policies": ["SM", "GC"], "on": "2026-11-26", "minute": "2026/41"}
    new = done(root, "adopt", values)
    assert yaml.safe_load(new[SCHOOL])["adoption"].keys() == {"SM", "GC"}
    assert any(path.startswith("adopted/SM/") for path in new)
    assert "isn't a date" in said(ask(root, "adopt", {**values, "on": "26/11/2026"}))
    assert ask(root, "adopt", {**values, "on": "2099-01-01"}).is_wrong
    assert "no policy ZZ" in said(ask(root, "adopt", {**values, "own-policies": "ZZ"}))


EVIL = [
    "$(touch hacked)",
    "`touch hacked`",
    "'; touch hacked; '",
    "a\n### Title of the clause (in Welsh) / Teitl y cymal (yn Gymraeg)\n\nforged",
    "@everyone closes #1 <script>alert(1)</script>",
    "::error::hacked",
    "../../etc/passwd",
    "{{ cycler.__init__ }} {% raw %}",
    "---\npolicy: XX\n---",
    "# A heading",
    "${{ github.token }} ${{ secrets.GITHUB_TOKEN }}",
    "<!-- polisi-request --> <img src=x onerror=alert(1)>",
    "| - |\n" * 5_000,
    "!!python/object/apply:os.system [touch hacked]",
    "&a [*a, *a]",
    "\x1b[2Jx\x07",
    "a\u202eb\u200bc",
    "x" * 60_001,
    "Ŵ" * 30_000,
]


@pytest.mark.parametrize("kind", [*applying.APPLY])
@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_nothing_in_a_form_is_ever_run(
    root: Path, kind: str, evil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each field in turn holds it: what comes of it is an answer, and a project that reads."""
    monkeypatch.chdir(root)
    made = project.load(root)
    all_fields = FORMS[kind](made)
    base: dict[str, str | list[str]] = {**CLAUSE, **REASONS, "on": "2026-11-26", "read": "x"}
    base |= {"clause": "SM-002", "after": "SM-002", "audience": ["staff"], "policies": ["SM"]}
    texts = [each for each in all_fields if each.answers is None]
    chosen = [each for each in texts if each.key.endswith((".en", "clause", "after", "on", "s"))]
    before = {each: each.read_bytes() for each in root.rglob("*") if each.is_file()}
    body = issue(root, kind, {**base, **{each.key: evil for each in chosen}})
    with without_history():
        found = applying.outcome(made, body)
    if found is not None:
        text = answer(found)
        assert len(text) < 65_536
        assert "@everyone" not in text.replace("@<!-- -->", "")
        assert "\x1b" not in text
        assert "<script>" not in text
        for path in found.files:
            assert ".." not in path
            assert path == SCHOOL or path.startswith(("docs/", "adopted/", "ids.csv"))
    assert {each: each.read_bytes() for each in root.rglob("*") if each.is_file()} == before


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("```\nswallows what follows", "would be shown with its signs"),
        ("~~~\nswallows what follows", "would be shown with its signs"),
        ('<div markdown="1">', "Raw HTML"),
        ("Another heading\n====\n\nText.", "This heading is underlined"),
        ("---\nextends: SM\nleave_out: {SM-001: x}\n---", "This heading is underlined"),
        ("<h2 id='SM-001'>Friend requests</h2>", "Raw HTML"),
        ("Text.\n{: #SM-001 onclick=alert(1)}", "says nothing in this language"),
        ("Text {#SM-001}", "would be shown with its signs"),
        ("Text[^1]\n\n[^1]: # A heading", "This is a footnote"),
        ("[here](javascript:alert(1))", "is not a safe link"),
        ("![x](data:text/html,x)", "is not a safe link"),
        ("Turned round: &#x202e;txet", "that nobody sees"),
        (">" * 5_000 + " deep", "stand in one another here so often"),
        ("Text\u2028# A heading", "characters that nobody can see"),
    ],
)
def test_a_text_reaches_nothing_beside_its_own_clause(root: Path, text: str, why: str) -> None:
    values = {"after": "GC-002", "audience": ["staff"], **CLAUSE, "text.en": text, "text.cy": text}
    found = ask(root, "add", {**values, "read": "x"})
    assert found.is_wrong and not found.files
    assert why in said(found)


def test_a_minute_of_more_than_a_line_is_answered(root: Path) -> None:
    found = ask(root, "adopt", {"policies": ["SM"], "on": "2026-11-26", "minute": "x" * 121})
    assert found.is_wrong and "at most 120 characters" in said(found)


def test_a_text_that_is_no_form_has_no_answer(root: Path) -> None:
    assert applying.outcome(project.load(root), "### Steps\n\nIt broke.") is None
    assert applying.outcome(project.load(root), "") is None


@pytest.mark.parametrize("language", [1, 2], ids=["English", "Welsh"])
def test_a_form_whose_questions_stand_in_one_language_is_understood(
    root: Path, language: int
) -> None:
    body = issue(root, "leave-out", {"clause": "GC-002", **REASONS})
    text = re.sub(r"(?m)^### (.+) / (.+)$", rf"### \{language}", body)
    with without_history():
        found = applying.outcome(project.load(root), text)
    assert found and found.kind == "leave-out" and not found.is_wrong


def test_a_form_with_a_part_twice_or_gone_is_refused(root: Path) -> None:
    body = issue(root, "leave-out", {"clause": "GC-002", **REASONS})
    made = project.load(root)
    twice = applying.outcome(made, f"{body}\n\n{body.split(chr(10) * 2 + '### ')[0]}")
    assert twice
    assert "stands there twice" in said(twice)
    gone = applying.outcome(made, body.rsplit("### ", 1)[0])
    assert gone
    assert "isn't there any more" in said(gone)


def test_a_text_without_one_question_of_the_form_that_is_named_is_refused(root: Path) -> None:
    found = applying.outcome(project.load(root), "### Steps\n\nIt broke.", "school")
    assert found
    assert found.is_wrong and "isn't there any more" in said(found)


def test_what_was_wrong_before_keeps_nobody_from_changing_something_else(tmp_path: Path) -> None:
    broken = str(files()[EN_SM]).replace("See [GC-001] and", "See [GC-077] and")
    with without_history():
        assert check(tmp_path, {EN_SM: broken})
    assert not ask(tmp_path, "options", {"options.comments": "off"}).is_wrong
