"""Faults planted one at a time in a small project: each kind is named by the rule that finds it.

Every text is stamped anew, so that only a rule can see what is wrong with it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import projects
from polisi import project
from polisi.checks import run
from polisi.checks.pairs import languages
from polisi.checks.wording import spoilt
from polisi.problems import Problem

EN = """\
Ask the {{ roles.headteacher }} before you post a picture of the class, and keep the answer.

Staff must:

- ask the parents within 12 days
- keep the form for 6 weeks

See [GC-001] and the guidance.
"""
CY = """\
Gofynnwch i {{ roles.headteacher | y }} cyn i chi bostio llun o'r dosbarth, a chadwch yr ateb.

Rhaid i staff:

- ofyn i'r rhieni o fewn 12 diwrnod
- gadw'r ffurflen am 6 wythnos

Gweler [GC-001] a'r canllawiau.
"""
FRONT = """\
---
policy: ZZ
title: {title}
{slug}summary: {summary}
{register}---
## {section} {{#first}}

### {heading} {{#ZZ-001}}

{body}
"""
EN_REGISTER = """\
owner: headteacher
changes: {1.0.0: {on: 2026-11-21, text: The first version of it.}}
clauses:
  ZZ-001: {audience: [staff, governors, parents]}
"""
CY_REGISTER = "changes: {1.0.0: Y fersiwn gyntaf ohono.}\n"
EN_ZZ, CY_ZZ = "docs/en/policies/zz.md", "docs/cy/policies/zz.md"
STAMPS = ("stamp-missing", "stamp-stale-en-unknown", "stamp-stale-cy-unknown", "id-unrecorded")


def check(root: Path, english: str = EN, welsh: str = CY, **front: str) -> list[Problem]:
    """Check a project with one more policy, of one clause with these texts."""
    words = {"en_title": "Pictures", "en_summary": "What staff may post.", "en_section": "Posting"}
    words |= {"en_heading": "Ask first", "cy_title": "Lluniau", "cy_section": "Postio"}
    words |= {"cy_summary": "Yr hyn y caiff staff ei bostio.", "cy_heading": "Gofynnwch yn gyntaf"}
    words |= {"en_register": EN_REGISTER, "cy_register": CY_REGISTER} | front
    files: dict[str, str | bytes | None] = {}
    for path, language, body in ((EN_ZZ, "en", english), (CY_ZZ, "cy", welsh)):
        said = {key[3:]: text for key, text in words.items() if key.startswith(language)}
        slug = "slug: lluniau\n" if language == "cy" else ""
        files[path] = FRONT.format(**said, slug=slug, body=body)
    projects.write(root, projects.files(files))
    return [each for each in run(project.load(root)) if each.code not in STAMPS]


def codes(root: Path, english: str = EN, welsh: str = CY, **front: str) -> list[str]:
    return projects.codes(check(root, english, welsh, **front))


def both(old: str, new_en: str, new_cy: str | None = None) -> tuple[str, str]:
    """Replace a text that both languages have."""
    assert old in EN, old
    assert old in CY, old
    return EN.replace(old, new_en), CY.replace(old, new_en if new_cy is None else new_cy)


def test_the_project_is_right(tmp_path: Path) -> None:
    assert codes(tmp_path) == []


# Language, block by block

ENGLISH = [
    ("Gweler [GC-001] a'r canllawiau.", "See [GC-001] and the guidance."),
    ("- ofyn i'r rhieni o fewn 12 diwrnod", "- ask the parents within 12 days"),
    ("Rhaid i staff:", "Staff must:"),
    ("a chadwch yr ateb.", "a chadwch yr ateb. Keep the answer in the office for a long time."),
    ("Rhaid i staff:", "Staff of the Royal Association for the Care of the Trees must:"),
    ("Rhaid i staff:", "Le personnel doit toujours demander la permission avant de publier:"),
    ("Rhaid i staff:", "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod:"),
]


@pytest.mark.parametrize(("old", "new"), ENGLISH)
def test_what_is_not_welsh_is_found(old: str, new: str, tmp_path: Path) -> None:
    assert old in CY
    found = codes(tmp_path, welsh=CY.replace(old, new))
    assert [code for code in found if code.startswith("text-language")] != []


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("cy_title", "Pictures and videos"),
        ("cy_title", "Posting pictures"),
        ("cy_summary", "What staff may post."),
        ("cy_section", "Posting"),
        ("cy_heading", "Ask first"),
        ("cy_register", "changes: {1.0.0: The first version of it.}\n"),
        ("en_title", "Lluniau a fideos"),
        ("en_summary", "Yr hyn y caiff staff ei bostio."),
        ("en_heading", "Gofynnwch yn gyntaf"),
        ("en_register", EN_REGISTER.replace("The first version of it", "Y fersiwn gyntaf ohono")),
    ],
)
def test_titles_and_notes_of_changes_are_in_their_language(
    key: str, text: str, tmp_path: Path
) -> None:
    language = "cy" if key.startswith("cy") else "en"
    assert codes(tmp_path, **{key: text}) == [f"text-language-{language}"]


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("| Who | When |\n|---|---|\n| The parents | at once |",
         "| Pwy | Pryd |\n|---|---|\n| The parents | ar unwaith |"),
        ("(text) The name of the parent {#name}", "(text) The name of the parent {#name}"),
        ("![A tree in the yard](../../assets/x.png)", "![A tree in the yard](../../assets/x.png)"),
        ("Dear (text: name of the parent), hello.", "Annwyl (text: name of the parent), helo."),
        ('!!! note "Take great care"\n    Read.', '!!! note "Take great care"\n    Darllenwch.'),
    ],
)  # fmt: skip
def test_cells_labels_and_titles_are_in_their_language(
    english: str, welsh: str, tmp_path: Path
) -> None:
    found = codes(tmp_path, f"{EN}\n{english}\n", f"{CY}\n{welsh}\n")
    assert "text-language-cy" in found


@pytest.mark.parametrize(
    "text",
    [
        "Ysgrifennwch at: The Data Protection Officer, 102 Petty France, Llundain SW1H 9AJ",
        "Darllenwch *Keeping learners safe*{: lang=en } yn ofalus.",
        "Defnyddiwch Google Workspace a Microsoft Teams yn yr ysgol.",
        "Ffoniwch 01632 960 001 neu ewch i www.gov.uk/report-child-abuse am gymorth.",
        "Dywedodd y papur: “The fox is only the second of its kind to hunt for fish in the river”.",
        "Er enghraifft, Royal Association for the Care of the Trees in the Hills and Valleys.",
        "Mae'r ddewislen yn torri 2.1.1 (how people use the keyboard) a 1.3.1 (what it all means).",
        "Hwb",
    ],
)
def test_names_and_addresses_are_in_no_language(text: str, tmp_path: Path) -> None:
    english = text.replace("Ffoniwch", "Phone").replace("Darllenwch", "Read")
    found = check(tmp_path, f"{EN}\n{english}\n", f"{CY}\n{text}\n")
    assert "text-language-cy" not in projects.codes(found)


# Emptiness in effect


@pytest.mark.parametrize(
    "text",
    [
        "!!! drafting\n    Nodyn i'r ysgol.",
        "[GC-001]",
        "[](../about.md)",
        "![](x.png)",
        "12",
        "office@example.com",
        "https://example.com",
        "` `",
        r"\* \* \*",
        "–",
        "{{ school.name }}",
        "I ddilyn",
        "TBC",
        "Cyfieithiad i ddilyn.",
        "***",
    ],
)
def test_a_text_that_says_nothing_is_empty(text: str, tmp_path: Path) -> None:
    assert "text-empty" in codes(tmp_path, welsh=text)


@pytest.mark.parametrize(
    ("english", "welsh", "code"),
    [
        ("| A | B |\n|---|---|\n| one | two |", "| A | B |\n|---|---|\n| un |  |", "shape-empty"),
        ("!!! note\n    Read it.", "!!! note\n\nDarllenwch ef.", "text-blank"),
        ("- one\n- two\n\nx", "- un\n- \n\nx", "text-blank"),
        ("[us](../about.md)", "[](../about.md)", "text-blank"),
        ("Write `a`.", "Ysgrifennwch ` `.", "text-blank"),
    ],
)
def test_empty_places(english: str, welsh: str, code: str, tmp_path: Path) -> None:
    assert code in codes(tmp_path, f"{EN}\n{english}\n", f"{CY}\n{welsh}\n")


# What Markdown did not understand


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Staff:\n\nmust\n- one\n- two", "list-run-on"),
        ("must\n1. one\n2. two", "list-run-on"),
        ("must\n(a) one\n(b) two", "list-run-on"),
        ("must\n• one\n• two", "list-run-on"),
        ("4.1 one\n4.2 two", "list-run-on"),
        ("-one\n-two", "list-run-on"),
        ("1.one\n2.two", "list-run-on"),
        ("must\n| a | b |\n|---|---|\n| c | d |", "table-malformed"),
        ("| a | b |\n| c | d |", "table-malformed"),
        ("| a | b |\n|---|---|\n| c | d | e |", "table-malformed"),
        ("!!!  note\n    one", "note-malformed"),
        (" !!! note\n    one", "note-malformed"),
        ("!!! note\n  one", "note-malformed"),
        ("!!! note\none", "note-malformed"),
        ("!!! note\n    one\ntwo", "note-malformed"),
        ("??? note\n    one", "note-malformed"),
        ("> [!NOTE]\n> one", "note-malformed"),
        ("::: note\none\n:::", "note-malformed"),
        ("a ~~b~~ c", "markup-left"),
        ("a ==b== c", "markup-left"),
        ("a ++b++ c", "markup-left"),
        ("- [ ] one", "markup-left"),
        ("- [x] one", "markup-left"),
        ("one\n: two", "markup-left"),
        ("*[ABC]: one", "markup-left"),
        ("--8<-- 'a.md'", "markup-left"),
        ("a :smile: b", "markup-left"),
        ("a :material-account: b", "markup-left"),
        ("a **b c", "markup-left"),
        ("a `b c", "markup-left"),
        ("a [b] (c.md) [d](e", "markup-left"),
        ("[[one]]", "markup-left"),
        ("```\none\n```", "markup-left"),
        ("[TOC]", "markup-left"),
        ("one {.red}", "markup-left"),
        ("{% include 'x' %}", "markup-left"),
        ("    one two", "code-unmeant"),
        ("- one\n\n            two three", "code-unmeant"),
    ],
)
def test_what_markdown_did_not_understand(text: str, code: str, tmp_path: Path) -> None:
    found = check(tmp_path, f"{EN}\n{text}\n", f"{CY}\n{text}\n")
    assert code in projects.codes(found), projects.codes(found)
    for problem in found:
        assert problem.message("en") != problem.message("cy")


@pytest.mark.parametrize(
    "text",
    [
        r"a \*\* b",
        "5 * 3 = 15",
        "2 < 3 > 1",
        "time: 9:30",
        "a_b_c",
        "see (a) and (b)",
        "the Act of\n1998. So",
        "x | y",
        "C++ a C#",
        "- item\n  goes on",
    ],
)
def test_signs_that_mean_themselves(text: str, tmp_path: Path) -> None:
    found = check(tmp_path, f"{EN}\n{text}\n", f"{CY}\n{text}\n")
    codes = {"list-run-on", "table-malformed", "note-malformed", "markup-left", "code-unmeant"}
    assert codes.isdisjoint(projects.codes(found)), projects.codes(found)


# Shape


@pytest.mark.parametrize(
    ("english", "welsh", "code"),
    [
        ("1. one\n2. two", "- un\n- dau", "shape-lists"),
        ("- one\n    - two", "- un\n- dau", "shape-lists"),
        ("> - one\n> - two", "> - un", "shape-lists"),
        ("> Said.", "Dywedwyd.", "shape-blocks"),
        ("One.\n\n***\n\nTwo.", "Un.\n\nDau.", "shape-blocks"),
        ("One.\n\nTwo.", "Un.", "shape-blocks"),
        ("Do **not** post.", "Peidiwch â phostio.", "shape-emphasis"),
        ('!!! note "Take care"\n    Read.', "!!! note\n    Darllenwch.", "shape-admonitions"),
        ("!!! note\n    Read.", "!!! warning\n    Darllenwch.", "shape-admonitions"),
        ("![A tree](../../assets/x.png)", "![](../../assets/x.png)", "shape-pictures"),
        ("| A | B |\n|---|---|\n| a | b |", "| A |\n|---|\n| a |", "shape-tables"),
    ],
)
def test_shape(english: str, welsh: str, code: str, tmp_path: Path) -> None:
    assert code in codes(tmp_path, f"{EN}\n{english}\n", f"{CY}\n{welsh}\n")


# Figures in their places


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("12 months, then 6 weeks", "6 mis, yna 12 wythnos"),
        ("from 3 to 5", "o 5 i 3"),
        ("| A | B |\n|---|---|\n| x | 1 |\n| y | 2 |",
         "| A | B |\n|---|---|\n| x | 2 |\n| y | 1 |"),
        ("5 here and 5 there", "5 yma ac yno"),
        ("at 9am", "am 9pm"),
        ("at 9am", "am 9yh"),
        ("£5", "€5"),
        ("5%", "5"),
        ("5 per cent", "5"),
        ("it is -5", "mae'n 5"),
        ("within 5 days", "o fewn 5 wythnos"),
        ("CF10 1EP", "CF10 1EQ"),
        ("£1 million", "£1 biliwn"),
        ("1.5", "15"),
        ("14 years", "13 oed"),
    ],
)  # fmt: skip
def test_figures_that_differ(english: str, welsh: str, tmp_path: Path) -> None:
    assert "differ-figures" in codes(tmp_path, f"{EN}\n{english}\n", f"{CY}\n{welsh}\n")


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("on 01/09/2026", "ar 09/01/2026"),
        ("1 September 2026", "1 Hydref 2026"),
        ("1 Sept 2026", "2 Medi 2026"),
        ("from 1 May to 2 June", "o 2 Mehefin i 1 Mai"),
    ],
)
def test_dates_that_differ(english: str, welsh: str, tmp_path: Path) -> None:
    assert "differ-dates" in codes(tmp_path, f"{EN}\n{english}\n", f"{CY}\n{welsh}\n")


def test_values_that_have_changed_places(tmp_path: Path) -> None:
    english = "{{ roles.headteacher }} tells {{ school.name }}"
    welsh = "{{ school.name }} yn dweud wrth {{ roles.headteacher }}"
    found = codes(tmp_path, f"{EN}\n{english}\n", f"{CY}\n{welsh}\n")
    assert "differ-placeholders" in found


SAME = [
    ("at 9am", "am 09:00"),
    ("at 9am", "am 9yb"),
    ("at 9.30am", "am 9:30am"),
    ("at 9.30am to 5pm", "am 9.30 y bore tan 5 yr hwyr"),
    ("in 2 weeks", "ymhen pythefnos"),
    ("the 2nd time", "yr ail dro"),
    ("on 1 Sept 2026", "ar 1 Medi 2026"),
    ("on 01/09/2026", "ar 1 Medi 2026"),
    ("on 2026-09-01", "ar 1af o Fedi 2026"),
    ("the school&#8217;s 5", "5 yr ysgol"),
    ("half of them", "50% ohonynt"),
    ("£5.00", "£5"),
    ("£1.5m", "£1.5 miliwn"),
    ("5 per cent", "5 y cant"),
    ("5 %", "5%"),
    ("twice in 25 days", "2 waith mewn dau ddeg pump diwrnod"),
    ("at noon", "am 12:00"),
    ("1,000", "1000"),
    ("in 3 years", "mewn tair blynedd"),
    ("[a](https://ico.org.uk/x)", "[a](https://cy.ico.org.uk/x)"),
    ("[a](https://www.gov.uk/a/en/b)", "[a](https://www.gov.uk/a/cy/b)"),
    ("[a](https://example.com/x)", "[a](https://example.com/x.cy)"),
    ("[a](https://www.gov.uk/call-charges)", "[a](https://www.gov.uk/costau-galwadau)"),
    ("[a](https://www.legislation.gov.uk/anaw/2018/2)",
     "[a](https://www.legislation.gov.uk/anaw/2018/2/welsh)"),
    ("[a](https://www.legislation.gov.uk/anaw/2018/2)",
     "[a](https://www.legislation.gov.uk/anaw/2018/2/enacted/welsh)"),
    ("[a](https://cardiff.gov.uk/en/schools)", "[a](https://caerdydd.gov.uk/cy/ysgolion)"),
    ("[a](https://gov.wales/x)", "[a](https://llyw.cymru/y)"),
    ("petitions@senedd.wales", "deisebau@senedd.cymru"),
    ("enquiries@example.com", "ymholiadau@example.com"),
    ("Phone 0300 200 3300", "Ffoniwch 0300 200 1900"),
    ("Phone 0300 123 4567", "Ffoniwch y llinell Gymraeg, 0300 765 4321"),
    ("- a\n- b", "* a\n* b"),
    ("- a\n\t- b", "- a\n    - b"),
    ("| A | B |\n|---|---|\n| a | b |", "| A | B |\n- | -\n| a | b |"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "welsh"), SAME)
def test_what_says_the_same(english: str, welsh: str, tmp_path: Path) -> None:
    found = codes(tmp_path, f"{EN}\n{english}\n", f"{CY}\n{welsh}\n")
    assert [code for code in found if code.startswith(("differ", "shape", "list", "table"))] == []


@pytest.mark.parametrize(
    ("english", "welsh", "code"),
    [
        ("[a](https://gov.wales/x)", "[a](https://estyn.llyw.cymru/)", "differ-links"),
        ("[a](https://www.gov.uk/one-page)", "[a](https://www.gov.uk/other-page)", "differ-links"),
        ("[a](#first)", "[a](#ZZ-001)", "differ-links"),
        ("head@example.com", "office@example.com", "differ-emails"),
        ("head@example.com", "head@example.org", "differ-emails"),
        ("Phone 0300 123 4567", "Ffoniwch 0300 123 4568", "differ-telephones"),
    ],
)
def test_addresses_that_differ(english: str, welsh: str, code: str, tmp_path: Path) -> None:
    assert code in codes(tmp_path, f"{EN}\n{english}\n", f"{CY}\n{welsh}\n")


# Drafting notes


@pytest.mark.parametrize(
    "note",
    [
        "!!! drafting\n    Ask them.",
        "!!! Drafting\n    Ask them.",
        "!!!  drafting\n    Ask them.",
        "!!!\tdrafting\n    Ask them.",
        "!!!\u00a0drafting\n    Ask them.",
        "   !!! drafting\n    Ask them.",
        "!!! drafting\n  Ask them.",
        "!!! note drafting\n    Ask them.",
        "!!! draft\n    Ask them.",
        "!!! drafftio\n    Ask them.",
        "!!! drafting \"Ask\"\n    Ask them.",
    ],
)  # fmt: skip
def test_a_drafting_note_is_none_of_the_text(note: str, tmp_path: Path) -> None:
    assert codes(tmp_path, f"{EN}\n{note}\n", f"{CY}\n{note}\n") == []


@pytest.mark.parametrize(
    "note",
    [
        "!!! drafting\n    Ask them.\nAnd then.",
        "!!! drafting\n    Ask them.\n\n  And then.",
        "- one\n\n    !!! drafting\n        Ask them.",
        "> !!! drafting\n>     Ask them.",
        "!!! note\n    !!! drafting\n        Ask them.",
        "??? drafting\n    Ask them.",
        "???+ drafting\n    Ask them.",
        "!! drafting\n    Ask them.",
        '!!! note "Drafting note"\n    Ask them.',
        "> [!DRAFTING]\n> Ask them.",
        "**Drafting note:** ask them.",
        "[Drafting note: ask them.]",
        "Nodyn drafftio: gofynnwch iddynt.",
    ],
)
def test_what_looks_like_a_drafting_note_stops_the_build(note: str, tmp_path: Path) -> None:
    found = codes(tmp_path, f"{EN}\n{note}\n", f"{CY}\n{note}\n")
    assert "drafting-malformed" in found


# Spoilt on the way


def test_what_is_spoilt_has_an_unusual_character() -> None:
    usual = [sign for sign in map(chr, range(0x10000)) if not spoilt.UNUSUAL.match(sign)]
    pairs = "".join(f"{first}{second}" for first in usual for second in usual)
    assert len(usual) > 120
    assert not spoilt.SPOILT.search(pairs)
    assert not spoilt.CELTIC.search(pairs)


@pytest.mark.parametrize(
    "text",
    ["Tŷ'r ysgol Ã¢ hi", "yr ysgol \ufffd hi", "a\u200bb", "a\x07b", "don’t".replace("’", "â€™"),
     "a\u202eb", "tÅ·"],
)  # fmt: skip
def test_spoilt_text(text: str, tmp_path: Path) -> None:
    assert "text-spoilt" in codes(tmp_path, f"{EN}\n{text}\n", f"{CY}\n{text}\n")
    assert "text-spoilt" in codes(
        tmp_path / "2", cy_title=f'"Lluniau {text}"'.replace("\x07", "\\x07")
    )


def test_a_text_is_quoted_even_where_its_first_word_is_endless() -> None:
    assert languages.excerpt(f"{'x' * 200} and more").startswith("xxx")
    assert languages.excerpt("A few words") == "A few words"
