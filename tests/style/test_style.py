"""Plain language: sentences told apart, what breaks each rule and what does not, the table."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import projects
from polisi import style
from polisi.cli import main
from polisi.data import own_text
from polisi.problems import all_rules
from polisi.style import readability
from polisi.text import documents, parts, prose
from polisi.text.documents import Document
from polisi.words.languages import LANGUAGES, Language
from projects import BASE, CY_ABOUT, CY_SM, EN_SM, patched, stamped


def document(body: str, language: Language = "en") -> Document:
    """Return a page with a title, whose text starts on line 4."""
    path = f"docs/{language}/x.md"
    found, problems = documents.read(f"---\ntitle: x\n---\n{body}".encode(), path, language, "x.md")
    assert found, problems
    return found


def codes(body: str, language: Language = "en") -> list[str]:
    return [problem.code for problem in style.of_document(document(body, language))]


def said(body: str, language: Language = "en") -> list[str]:
    """Return what the messages say of a text."""
    found = style.of_document(document(body, language))
    return [value for problem in found for value in problem.values.values()]


def blocks(text: str) -> list[prose.Block]:
    return list(prose.of_part(parts.text_part(text, "en", 1)))


def sentences(text: str) -> list[tuple[int, int]]:
    """Return line and number of words of each sentence."""
    read = [sentence for block in blocks(text) for sentence in block.sentences]
    return [(sentence.line, len(sentence.words)) for sentence in read]


# Sentences and words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One two. Three four five.", [(1, 2), (1, 3)]),
        ("One two\nthree. Four\nfive six.", [(1, 3), (2, 3)]),
        ("Ask Mr Jones, e.g. Dr. Evans or J. Smith. Then go.", [(1, 9), (1, 2)]),
        ("Is it so? It is! (Yes.) “No.” Good.", [(1, 3), (1, 2), (1, 1), (1, 1), (1, 1)]),
        ("Version 1.0.0 costs 1,000 pounds … and more.", [(1, 7)]),
        ("See [SM-001]. See [SM-002] and [SM-003].", [(1, 2), (1, 4)]),
        ("Tell the {{ roles.headteacher }} today.", [(1, 4)]),
        ("See the {{ laws.online_safety_act_2023 }}.", [(1, 4)]),
        ("{{ school.name }} is open. {{ school.name }}'s door too.", [(1, 3), (1, 3)]),
        ("Read [the guide](https://x.example/a.b?c=D. \"E. F\") now.", [(1, 4)]),
        ("Write to it@example.com or phone 01632 960 001.", [(1, 6)]),
        ("**Never** *do* this\\. `a. B. C` is code.", [(1, 3), (1, 3)]),
        ("Dear (text: name of the parent, in full),", [(1, 2)]),
        ("Mae'r ysgol a'i staff ar-lein.", [(1, 5)]),
        ("- one two\n- three\n  four\n    - five", [(1, 2), (2, 2), (4, 1)]),
        ("Do this:\n\n1. one. Two.\n2. three", [(1, 2), (3, 1), (3, 1), (4, 1)]),
        ("| A b | C |\n|---|---|\n| one {{ x.y | yn }} | Two. Three. |", [
            (1, 2), (1, 1), (3, 2), (3, 1), (3, 1),
        ]),
        ("A b | C\n---|---\none | two three", [(1, 2), (1, 1), (3, 1), (3, 2)]),
        ('!!! danger "Not this"\n    Never do it.', [(1, 2), (2, 3)]),
        ("!!! drafting\n    Ask the council.\n\nDo it.", [(4, 2)]),
        ("> Three four.\n\n    One. Two.", [(1, 2)]),
        ("(text) Your name {#name}\n\n(rows 5) Name | Job {#jobs}", [(1, 2), (3, 1), (3, 1)]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[tuple[int, int]]) -> None:
    assert sentences(text) == expected


def test_a_place_in_a_block_is_a_line_of_the_file() -> None:
    (block,) = blocks("See [the *guide*](x.md), `code`,\n{{ laws.x }} [SM-001] &amp;\nmore.\n")
    assert block.line_at(block.text.index("more")) == 3


# The rules: what breaks each, and what does not

BROKEN: list[tuple[str, Language, str]] = [
    ("style-long-sentence", "en", "one " * 25 + "two."),
    ("style-long-sentence", "cy", "un " * 25 + "dau."),
    ("style-hard-to-read", "en", "The considerable documentation is extraordinary. " * 8),
    ("style-hard-to-read", "cy", "Gweithgareddau cyfrinachol awdurdodau cyhoeddus. " * 10),
    ("style-passive", "en", "Every incident must be reported."),
    ("style-passive", "en", "The record has to be safely kept."),
    ("style-passive", "en", "Posts are checked by the office."),
    ("style-passive", "en", "Posts are checked by {{ school.name }}."),
    ("style-passive", "cy", "Caniateir hyn."),
    ("style-passive", "cy", "Y rhestr a luniwyd ddoe."),
    ("style-passive", "cy", "Dylid gofyn yn gyntaf."),
    ("style-passive", "cy", "Rhaid i bob cyfrif gael ei gofnodi."),
    ("style-passive", "cy", "Mae'r cyfrif yn cael ei wirio gan y swyddfa."),
    ("style-latin", "en", "Use a channel, e.g. email."),
    ("style-latin", "en", "Send it via the office."),
    ("style-latin", "cy", "Yr ysgol, h.y. y staff."),
    ("style-latin", "cy", "Lluniau, fideos ayyb."),
    ("style-ampersand", "en", "Staff & governors"),
    ("style-ampersand", "cy", "Staff & llywodraethwyr"),
    ("style-quotes", "en", 'A "like" is not consent.'),
    ("style-quotes", "en", "A ‘like’ is not consent."),
    ("style-quotes", "en", "A “like is not consent."),
    ("style-quotes", "en", "A like” is not consent."),
    ("style-quotes", "cy", "Mae'r ysgol a’r staff yma."),
    ("style-date", "en", "On 1st September 2026."),
    ("style-date", "en", "On the 2nd of March."),
    ("style-date", "en", "On September 1, 2026."),
    ("style-date", "en", "On 01/09/2026."),
    ("style-date", "en", "On 2026-09-01."),
    ("style-date", "cy", "Ar 1af Medi 2026."),
    ("style-date", "cy", "Ar 1 o Fedi 2026."),
    ("style-date", "cy", "Ar Medi 1."),
    ("style-date", "cy", "Ar 1.9.2026."),
    ("style-number", "en", "There are 12000 learners."),
    ("style-number", "en", "There are 5000 learners."),
    ("style-number", "en", "It is 5 % more."),
    ("style-number", "cy", "Mae'n 2,5 gwaith yn fwy."),
    ("style-list", "en", "- one\n- two.\n- three"),
    ("style-list", "en", "- One is so.\n- Two is so"),
    ("style-list", "cy", "- un;\n- dau\n- tri."),
]
FINE: list[tuple[Language, str]] = [
    ("en", "one " * 24 + "two."),
    ("en", "The considerable documentation is extraordinary."),
    ("en", "You must be careful, and train people. It should be concerned with people."),
    ("en", "Posts are checked by phone, by the end of May and by 1 May."),
    ("en", "A viable trivia, Etcetera, Diego and Nba."),
    ("en", "See [this](x.md?a=1&b=2) &amp; `R&D`."),
    ("en", 'A “like” [here](x.md "x"), the staff\'s.\n\n!!! note "Title"\n    Text.'),
    ("en", "The school’s staff."),
    ("en", "On 1 September 2026, in March 2026, on 24 May, in `2026-09-01`. It may 1 day."),
    ("en", "In 2026, 1,000 people, 2.5 and 5%, on 0800 1111, version 1.0.0 and 116 123."),
    ("en", "- one\n- two\n- three.\n\nText:\n\n- One is.\n- Is it?\n- Three is."),
    ("en", "- one:\n    - Two is.\n    - Three is.\n- four"),
    ("cy", "Mae'r rhyngrwyd yn anghywir. Gweler [SM-001]."),
    ("cy", "Mae bywyd, y gair a'r ddwy filltir yn gywir, e.e. mewn Sir arall."),
    (
        "cy",
        "Mae'r cyfrif yn cael ei wirio. Rhaid gofyn am gael ei barn. Cael ei chaniatâd gan y fam.",
    ),
    ("cy", "Ar 1 Medi 2026, ddydd Mawrth 3 Tachwedd, ym Mawrth 2026 ac ar 24 Mai."),
    ("cy", "Mae 1,000 o bobl, 2.5 a 5% yn 2026."),
]


@pytest.mark.parametrize(("code", "language", "text"), BROKEN)
def test_a_rule_finds_what_breaks_it(code: str, language: Language, text: str) -> None:
    assert set(codes(text, language)) == {code}


@pytest.mark.parametrize(("language", "text"), FINE)
def test_a_plain_text_passes(language: Language, text: str) -> None:
    assert said(text, language) == []


def test_every_rule_of_style_is_a_warning_and_is_tried_here() -> None:
    rules = {code: rule for code, rule in all_rules().items() if rule.group == "style"}
    assert rules.keys() == {code for code, _, _ in BROKEN}
    assert {rule.severity for rule in rules.values()} == {"warning"}
    for code, language, text in BROKEN:
        for problem in style.of_document(document(text, language)):
            for each in LANGUAGES:
                assert "{" not in problem.message(each) + problem.fix(each), code


@pytest.mark.parametrize(
    ("text", "language", "right"),
    [
        ("On 1st of September 2026.", "en", "1 September 2026"),
        ("On September 1.", "en", "1 September"),
        ("On 01/09/26.", "en", "1 September 2026"),
        ("Ar 3ydd o Chwefror.", "cy", "3 Chwefror"),
        ("Ar 2026-09-01.", "cy", "1 Medi 2026"),
        ("It has 12000.", "en", "12,000"),
        ("It is 5 %.", "en", "5%"),
    ],
)
def test_the_fix_says_what_is_right(text: str, language: Language, right: str) -> None:
    assert right in said(text, language)


def test_a_problem_has_its_line_and_clause() -> None:
    body = "## X {#x}\n\nFine.\n\n### Y & Z {#SM-001}\n\nFine\nand e.g. this.\n\n- a\n- b & c\n"
    found = [(p.code, p.line, p.clause) for p in style.of_document(document(body))]
    assert sorted(found) == [
        ("style-ampersand", 8, "SM-001"),
        ("style-ampersand", 14, "SM-001"),
        ("style-latin", 11, "SM-001"),
    ]


def test_title_and_summary_are_read() -> None:
    raw = b"---\ntitle: Staff & pupils\nsummary: Use it, e.g. here.\n---\nText.\n"
    found, _ = documents.read(raw, "docs/en/x.md", "en", "x.md")
    assert found
    assert [(p.code, p.line) for p in style.of_document(found)] == [
        ("style-ampersand", 2),
        ("style-latin", 3),
    ]


def test_the_word_lists_hold_what_they_say() -> None:
    lists = yaml.safe_load(own_text("style.yml"))
    assert all(word.endswith(("ir", "wyd")) for word in lists["not-impersonal"].split())
    assert not [
        word for word in lists["participles"].split() if word.endswith("ed") and len(word) > 3
    ]
    assert lists["latin"]["en"].keys() == {word.lower() for word in lists["latin"]["en"]}


SIGNS = "aB1 .,:!?\n\n-*_`|[](){}<>#&%\"'“”‘’/\\é{{ }}"


@settings(deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from([*SIGNS, "!!! note", "(text) ", "[SM-001]", "1 May 2026", "- "])))
def test_nothing_that_somebody_writes_stops_it(parts: list[str]) -> None:
    text = "".join(parts)
    for block in blocks(text):
        assert 1 <= block.line <= block.line_at(len(block.text)) <= text.count("\n") + 1
    for language in LANGUAGES:
        list(style.of_document(document(text, language)))


# The measure


def test_a_welsh_letter_of_two_signs_is_one() -> None:
    assert not readability.is_long("llwyddo", "cy")  # ll w y dd o
    assert readability.is_long("llwyddo", "en")
    assert readability.is_long("defnyddio'r", "cy")
    assert not readability.is_long("mae'r", "cy")
    assert not readability.is_long("e-bost", "cy")


def test_the_measure() -> None:
    (block,) = blocks("The headteacher decides. She tells the staff.")
    found = readability.measure(list(block.sentences), "en")
    assert (found.sentences, found.words, found.long_words, found.longest) == (2, 7, 2, 4)
    assert found.lix == pytest.approx(3.5 + 200 / 7)
    assert readability.measure([], "en").lix == 0


# The command


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    changes = patched(EN_SM, "Decline every request", "Decline, e.g. politely, every request")
    changes |= patched(CY_SM, "Gwrthodwch bob cais", "Gwrthodwch, e.e. yn gwrtais, bob cais")
    return str(projects.write(tmp_path, projects.files(changes)))


def test_the_command(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check", "--root", root, "--style"])
    gc.enable()
    out, summary = capsys.readouterr()
    assert status == 1  # the stamps, not the style
    at = projects.line(EN_SM, "Decline every request")
    assert f"{EN_SM}:{at}: warning [style-latin] SM-001: Not everyone knows" in out
    assert "Fix: Write: for example." in out
    assert "Warnings: 1." in summary
    table = out.split("\n\n")[-1].splitlines()
    assert (
        table[0].split()
        == "Document Language Clauses Words Words a sentence Longest LIX Over 25".split()
    )
    assert [line.split()[:3] for line in table[1:] if "SM" in line] == [
        ["SM", "en", "3"],
        ["SM", "cy", "3"],
    ]


def test_only_warnings_are_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    english = patched("docs/en/about.md", "This is how", "This is, viz. how")
    changes = {**english, CY_ABOUT: stamped(CY_ABOUT, {**BASE, **english})}
    root = str(projects.write(tmp_path, projects.files(changes)))
    assert main(["check", "--root", root, "--style", "--format", "json", "--language", "cy"]) == 0
    assert main(["check", "--root", root]) == 0
    gc.enable()
    out, summary = capsys.readouterr()
    (row,) = json.loads(out)
    assert (row["code"], row["severity"], row["line"]) == ("style-latin", "warning", 6)
    assert row["fix"] == "Ysgrifennwch: namely."
    assert "Warnings: 0." in summary
