"""Every rule of rules.yml has an example that breaks it, and the valid project breaks none."""

from __future__ import annotations

import os
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import decisions
import projects
from decisions import then
from polisi.policies.adoption import DAY
from polisi.problems import Problem, all_rules, as_text, render
from polisi.text.files.svg import SVG
from polisi.words.languages import LANGUAGES, Language
from projects import (
    BASE,
    CY_ABOUT,
    CY_GC,
    CY_HOME,
    CY_SM,
    EN_ABOUT,
    EN_GC,
    EN_SM,
    SCHOOL,
    line,
    patched,
)

GOLDEN = Path(__file__).parent / "golden"
SECOND_OF_GOLDEN = "1795953600"
"""On 29 November 2026."""
ELSEWHERE = {
    "audience-incomplete": "test_audiences.py",
    "edition-unknown": "test_editions.py",
    "edition-leak-id": "test_editions.py",
    "edition-leak-title": "test_editions.py",
    "edition-leak-text": "test_editions.py",
    "drafting-leak": "test_editions.py",
    "file-kind": "test_uploads.py",
    "file-unlinked": "test_uploads.py",
    "picture-broken": "test_uploads.py",
    "picture-unsafe": "test_uploads.py",
    "image-remote": "test_uploads.py",
    "picture-file": "test_uploads.py",
    "ids-lost": "test_history.py, with git",
    "stamp-stale-en": "test_stamps.py, with git",
    "stamp-stale-cy": "test_stamps.py, with git",
    "template-broken": "test_templates.py",
    "page-kind-incomplete": "test_kinds.py",
    "day-unreadable": "test_robust.py, by the environment",
    "file-place-taken": "test_robust.py",
    "hook-missing": "test_robust.py",
    "setting-malformed": "test_robust.py",
    "picture-kind": "test_robust.py",
    "text-too-deep": "test_robust.py",
    "upgrade-unfinished": "test_robust.py",
    "style-long-sentence": "test_style.py",
    "style-hard-to-read": "test_style.py",
    "style-passive": "test_style.py",
    "style-latin": "test_style.py",
    "style-ampersand": "test_style.py",
    "style-quotes": "test_style.py",
    "style-date": "test_style.py",
    "style-number": "test_style.py",
    "style-list": "test_style.py",
}
"""Rules that are not about files alone."""

ALLOWABLE = [code for code, rule in all_rules().items() if rule.may_be_allowed]


@dataclass(frozen=True)
class Example:
    """A change to the valid project, and where the problem is."""

    code: str
    changes: Mapping[str, str | bytes | None]
    path: str
    at: str | int
    """The line, or a text that stands in it first."""
    clause: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """Some of what the message says."""
    also: tuple[str, ...] = ()
    """Codes of other problems that the same change makes."""


def both(first: dict[str, str], *others: dict[str, str]) -> dict[str, str]:
    """Put changes of different files together."""
    changes = dict(first)
    for each in others:
        assert not changes.keys() & each.keys()
        changes |= each
    return changes


def twice(path: str, *pairs: tuple[str, str]) -> dict[str, str]:
    """Replace several texts in one file."""
    text = str(projects.files()[path])
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {path: text}


AWAITING = "status: awaiting-translation\ndue: 2999-01-31"


def awaiting(due: str) -> dict[str, str | bytes | None]:
    """Return a policy that is there before its translation, and to which nothing refers."""
    line = f"owner: headteacher\nstatus: awaiting-translation\n{due}"
    return {
        **patched(EN_GC, "owner: headteacher", line),
        **twice(EN_SM, (", see: [GC-001]", ""), ("See [GC-001] and also", "See also")),
        **twice(CY_SM, ("Gweler [GC-001] a hefyd", "Gweler hefyd")),
        CY_GC: None,
    }


CHANGES = "{1.0.0: {on: 2026-11-21, text: First version.}}"
EN_OWN, CY_OWN = "docs/en/school/more.md", "docs/cy/school/more.md"
OWN = {
    EN_OWN: """\
---
extends: SM
clauses:
  SM-901: {audience: [staff, governors], after: SM-001}
---
### Our phones {#SM-901}

Staff keep their own telephones in the lockers of the school.
""",
    CY_OWN: """\
---
extends: SM
clauses:
  SM-901: {agreed: 07509daf-653a03bb}
---
### Ein ffonau {#SM-901}

Mae staff yn cadw eu ffonau eu hunain yn loceri'r ysgol.
""",
}
"""A school's own clause in a policy of the template."""


def own(*pairs: tuple[str, str], **more: str) -> dict[str, str]:
    """Return the school's own clause with texts replaced in both files, and lines of one added."""
    changes = {}
    for path, text in OWN.items():
        for old, new in pairs:
            text = text.replace(old, new)
        extra = more.get(path[5:7], "")
        changes[path] = text.replace("---\n###", f"{extra}---\n###")
    return changes


def filled_in(lines: str) -> dict[str, str]:
    """Return school.yml with more lines below it."""
    return {SCHOOL: BASE[SCHOOL] + lines}


def adopted(code: str, version: str, date: str, more: str = "") -> dict[str, str]:
    """Return school.yml with an adoption."""
    return filled_in(f"adoption:\n  {code}:\n    version: {version}\n    date: {date}\n"
                     f"    by: The governors\n{more}")  # fmt: skip


SM_ADOPTED = decisions.adopted("SM")
SM_TEXT = re.findall(r"text: ([0-9a-f]{8})", str(SM_ADOPTED[SCHOOL]))[0]
SM_KEPT = "adopted/SM/1.0.0/cy.md"
PICTURE = "docs/assets/plan.svg"
WITH_PICTURE = decisions.adopted(
    "SM",
    changes={
        **{
            path: BASE[path].replace(mark, f"![Plan](../../assets/plan.svg)\n\n{mark}")
            for path, mark in ((EN_SM, "These are the rules"), (CY_SM, "Dyma'r rheolau"))
        },
        PICTURE: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    },
)
"""A project whose adopted text shows a picture, and the copy that was kept of it."""


def logo(name: str, content: str | bytes | None) -> dict[str, str | bytes | None]:
    """Return school.yml with a logo, and its file."""
    entry = f"    cy: Ysgol Enghraifft\n  logo: {{file: assets/{name}, en: Badge, cy: Bathodyn}}\n"
    changes: dict[str, str | bytes | None] = {
        **patched(SCHOOL, "    cy: Ysgol Enghraifft\n", entry)
    }
    return changes if content is None else {**changes, f"docs/assets/{name}": content}


STALE_EN, STALE_CY = "stamp-stale-en-unknown", "stamp-stale-cy-unknown"
WELSH_GC = str(projects.files()[CY_GC]).split("### ")
PRIVACY_EN = "Check the privacy settings"
DECLINE_EN = "Decline every request"
DECLINE_CY = "Gwrthodwch bob cais"


def exchanged() -> dict[str, str]:
    """Return the two clauses of governors with each other's ids."""
    changes = {}
    for path in (EN_GC, CY_GC):
        head, _, text = str(projects.files()[path]).partition("\n---\n")
        for old, new in (("#GC-001", "#GC-x"), ("#GC-002", "#GC-001"), ("#GC-x", "#GC-002")):
            text = text.replace(old, new)
        changes[path] = f"{head}\n---\n{text}"
    return changes


REMEMBERED = """\
clause,GC-001,policies/governors.md
clause,GC-002,policies/governors.md
clause,SM-001,policies/media.md
clause,SM-002,policies/media.md
clause,SM-003,policies/media.md
"""
"""Rows of ids.csv for what stands in the valid project."""

EXAMPLES = [
    # counterparts
    Example("page-missing-cy", {CY_ABOUT: None}, EN_ABOUT, 1, values={"counterpart": CY_ABOUT}),
    Example("page-missing-en", {EN_ABOUT: None}, CY_ABOUT, 1, values={"counterpart": EN_ABOUT}),
    Example(
        "clause-missing-cy",
        {CY_GC: "### ".join(WELSH_GC[:2])},
        EN_GC,
        "### Meetings",
        "GC-002",
        {"title": "Meetings", "id": "GC-002", "counterpart": CY_GC},
    ),
    Example(
        "clause-missing-en",
        {EN_GC: BASE[EN_GC].split("### Meetings")[0]},
        CY_GC,
        "### Cyfarfodydd",
        "GC-002",
        {"title": "Cyfarfodydd"},
    ),
    Example(
        "section-missing-cy",
        patched(CY_SM, "## Eich cyfrif {#account}\n", ""),
        EN_SM,
        "## Your account",
        values={"title": "Your account", "id": "account"},
    ),
    Example(
        "section-missing-en",
        patched(EN_SM, "## Your account {#account}\n", ""),
        CY_SM,
        "## Eich cyfrif",
    ),
    Example(
        "policy-differs",
        patched(CY_GC, "policy: GC", "policy: GX"),
        CY_GC,
        2,
        values={"english": "GC", "welsh": "GX"},
        also=("id-policy",),
    ),
    Example(
        "text-empty",
        patched(CY_GC, "Mae'r cod hwn ar gyfer llywodraethwyr yr ysgol, ac mae'n fyr.\n", "***\n"),
        CY_GC,
        "### Ar gyfer pwy",
        "GC-001",
        also=(STALE_CY,),
    ),
    Example(
        "text-identical",
        patched(
            CY_GC,
            "Mae'r cod hwn ar gyfer llywodraethwyr yr ysgol, ac mae'n fyr.",
            "This code is for the governors of the school, and it is short.",
        ),
        CY_GC,
        "### Ar gyfer pwy",
        "GC-001",
        also=("text-language-cy",),
    ),
    Example(
        "text-language-cy",
        patched(
            CY_GC,
            "Mae'r cod hwn ar gyfer llywodraethwyr yr ysgol, ac mae'n fyr.",
            "This is the code that all governors of the school must follow at any time.",
        ),
        CY_GC,
        "This is the code",
        "GC-001",
        also=(STALE_CY,),
    ),
    Example(
        "text-language-en",
        patched(
            EN_GC,
            "This code is for the governors of the school, and it is short.",
            "Mae'r cod hwn ar gyfer pob un o lywodraethwyr yr ysgol, ac mae'n rhaid ei ddilyn.",
        ),
        EN_GC,
        "Mae'r cod hwn ar gyfer pob un",
        "GC-001",
        also=(STALE_EN,),
    ),
    Example(
        "term-avoided",
        patched(CY_SM, "cais gan ddysgwr", "cais gan ddisgybl"),
        CY_SM,
        "Gwrthodwch bob cais",
        "SM-001",
        {"word": "ddisgybl", "use": "dysgwr / dysgwyr"},
        also=(STALE_CY,),
    ),
    # shape
    Example(
        "shape-order",
        {CY_GC: "### ".join([WELSH_GC[0], f"{WELSH_GC[2]}\n", WELSH_GC[1]])},
        CY_GC,
        "### Cyfarfodydd",
        "GC-002",
        {"id": "GC-002", "expected": "GC-001"},
    ),
    Example(
        "shape-level",
        patched(CY_GC, "### Cyfarfodydd", "#### Cyfarfodydd"),
        CY_GC,
        "#### Cyfarfodydd",
        "GC-002",
        {"english": "3", "welsh": "4"},
    ),
    Example(
        "shape-lists",
        patched(CY_SM, "- cadwch y gwreiddiol\n", ""),
        CY_SM,
        "- gofynnwch",
        "SM-002",
        {"english": "• × 2", "welsh": "• × 1"},
        (STALE_CY,),
    ),
    Example(
        "shape-tables",
        patched(CY_SM, "| Y cyntaf ohonynt | 13 |\n", "| Y cyntaf | 13 |\n| Yr ail | 13 |\n"),
        CY_SM,
        "| Gwasanaeth",
        "SM-003",
        {"english": "1 × 2", "welsh": "2 × 2"},
        ("differ-figures", STALE_CY),
    ),
    Example(
        "shape-fields",
        both(
            patched(EN_GC, "Never post about", "(text) Your name {#name}\n\nNever post about"),
            patched(CY_GC, "Peidiwch byth", "(tick) Eich enw {#name}\n\nPeidiwch byth"),
        ),
        CY_GC,
        "### Cyfarfodydd",
        "GC-002",
        {"english": "(text) name", "welsh": "(tick) name"},
        (
            STALE_CY,
            STALE_EN,
        ),
    ),
    Example(
        "field-malformed",
        both(
            patched(EN_GC, "Never post about", "(text) Your name {#name}\n\nNever post about"),
            patched(CY_GC, "Peidiwch byth", "(text) Eich enw\n\nPeidiwch byth"),
        ),
        CY_GC,
        "(text) Eich enw",
        "GC-002",
        {"text": "(text) Eich enw"},
        ("shape-fields", STALE_CY, STALE_EN),
    ),
    Example(
        "shape-admonitions",
        both(
            patched(EN_GC, "Never post about", "!!! note\n    Read this.\n\nNever post about"),
            patched(CY_GC, "Peidiwch byth", "!!! warning\n    Darllenwch hwn.\n\nPeidiwch byth"),
        ),
        CY_GC,
        "!!! warning",
        "GC-002",
        {"english": "note", "welsh": "warning"},
        (STALE_CY, STALE_EN),
    ),
    Example(
        "page-headings",
        patched(CY_ABOUT, "{#cite}", "{#dyfynnu}"),
        CY_ABOUT,
        "## Sut",
        values={"id": "cite"},
    ),
    Example(
        "list-run-on",
        patched(CY_SM, "y mae'n rhaid eu dilyn gyda phob llun:\n\n-", "hyn gyda phob llun\n-"),
        CY_SM,
        "- gofynnwch",
        "SM-002",
        also=("shape-lists", "shape-blocks", STALE_CY),
    ),
    Example(
        "heading-form",
        patched(EN_ABOUT, "- the version", "- # the version"),
        EN_ABOUT,
        "- # the version",
    ),
    Example(
        "heading-level",
        both(patched(EN_ABOUT, "## How", "# How"), patched(CY_ABOUT, "## Sut", "# Sut")),
        EN_ABOUT,
        "# How",
    ),
    # what Markdown did not understand, and what is not meant to be read
    Example(
        "text-language-other",
        patched(
            CY_GC,
            "Mae'r cod hwn ar gyfer llywodraethwyr yr ysgol, ac mae'n fyr.",
            "Ce code est pour les gouverneurs de cette institution, et il est assez court.",
        ),
        CY_GC,
        "Ce code est",
        "GC-001",
        also=("text-language-cy",),
    ),
    Example(
        "shape-blocks",
        patched(CY_GC, "Mae'r cod hwn", "> Mae'r cod hwn"),
        CY_GC,
        "> Mae'r cod",
        "GC-001",
    ),
    Example(
        "shape-emphasis",
        patched(EN_GC, "and it is short", "and it is **short**"),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
        {"english": "short", "welsh": "–"},
    ),
    Example(
        "shape-breaks",
        patched(EN_GC, "of the school, and", "of the school,  \nand"),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
        {"english": "2", "welsh": "1"},
    ),
    Example(
        "shape-pictures",
        patched(EN_GC, "and it is short.", "and it is short. ![A tree](x.png)"),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
        {"english": "“A tree”", "welsh": "–"},
        ("differ-links", "link-broken"),
    ),
    Example(
        "shape-empty",
        patched(CY_SM, "| Y cyntaf ohonynt | 13 |", "|  | 13 |"),
        CY_SM,
        "|  | 13 |",
        "SM-003",
        {"english": "The first of them", "welsh": "–"},
    ),
    Example(
        "shape-sentences",
        patched(EN_GC, "Never post", "Keep the minutes in the office of the school. Never post"),
        CY_GC,
        "Peidiwch byth",
        "GC-002",
        {"english": "3", "welsh": "2"},
    ),
    Example(
        "table-malformed",
        patched(CY_SM, "|---|---|\n", ""),
        CY_SM,
        "| Gwasanaeth",
        "SM-003",
        also=("shape-tables", "differ-figures"),
    ),
    Example(
        "note-malformed",
        patched(CY_GC, "Mae'r cod hwn", "!!!  note\n    Darllenwch.\n\nMae'r cod hwn"),
        CY_GC,
        "!!!  note",
        "GC-001",
        {"instead": "!!! note"},
        ("shape-blocks",),
    ),
    Example(
        "markup-left",
        patched(CY_GC, "ac mae'n fyr", "ac mae'n ~~fyr~~"),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
    ),
    Example(
        "code-unmeant",
        patched(CY_GC, "Mae'r cod hwn", "    Mae'r cod hwn"),
        CY_GC,
        "    Mae'r cod",
        "GC-001",
        also=("shape-blocks", "text-empty"),
    ),
    Example(
        "text-blank",
        patched(CY_SM, "[y canllawiau](", "[]("),
        CY_SM,
        "Gweler [GC-001]",
        "SM-002",
    ),
    Example(
        "drafting-malformed",
        patched(CY_GC, "Mae'r cod hwn", "!!! drafting\n    Nodyn.\nMae'r cod hwn"),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
    ),
    Example(
        "drafting-aside",
        patched(CY_GC, "mae'n fyr.", "mae'n fyr. Dylai ysgolion ddiwygio'r paragraff hwn."),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
        {"text": "Dylai ysgolion ddiwygio'r paragraff hwn"},
    ),
    Example(
        "text-spoilt",
        patched(CY_GC, "ac mae'n fyr", "ac mae\u2019n f\u00c3\u00a2r"),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
    ),
    Example(
        "text-twice",
        patched(CY_GC, "llywodraethwyr yr ysgol", "llywodraethwyr yr yr ysgol"),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
        {"text": "yr"},
    ),
    Example(
        "text-slip",
        patched(CY_GC, "ac mae'n fyr", "ar ol hyn mae'n fyr"),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
        {"text": "ol", "instead": "ôl"},
    ),
    Example(
        "date-impossible",
        both(
            patched(EN_GC, "and it is short.", "and it starts on 31 June 2027."),
            patched(CY_GC, "ac mae'n fyr.", "ac mae'n dechrau ar 31 Mehefin 2027."),
        ),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
        {"text": "31 Mehefin 2027"},
    ),
    Example(
        "choice-answers",
        both(
            patched(EN_GC, "and it is short.", "and it is short.\n\n(choice) How? {#how}"),
            patched(CY_GC, "ac mae'n fyr.", "ac mae'n fyr.\n\n(choice) Sut? {#how}"),
        ),
        EN_GC,
        "(choice) How?",
        "GC-001",
        {"text": "(choice) How?"},
    ),
    Example(
        "link-private",
        both(
            patched(EN_GC, "and it is short.", "and [is](https://gov.wales/x?fbclid=1) short."),
            patched(CY_GC, "ac mae'n fyr.", "ac [mae'n](https://gov.wales/x?fbclid=1) fyr."),
        ),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
        {"target": "https://gov.wales/x?fbclid=1"},
    ),
    Example(
        "link-other",
        both(
            patched(EN_GC, "and it is short.", "and [hwb.org](https://gov.wales/x) is short."),
            patched(CY_GC, "ac mae'n fyr.", "ac mae [hwb.org](https://gov.wales/x) yn fyr."),
        ),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
        {"text": "hwb.org", "target": "https://gov.wales/x"},
    ),
    Example(
        "text-unclosed",
        patched(CY_GC, "ac mae'n fyr", "ac mae'n (fyr"),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
        {"sign": "("},
    ),
    Example(
        "text-cut",
        patched(CY_GC, "yr ysgol, ac mae'n fyr.", "yr ysgol, ac mae'n"),
        CY_GC,
        "Mae'r cod hwn",
        "GC-001",
    ),
    Example(
        "field-twice",
        both(
            patched(EN_GC, "Never post", "(text) Name {#a}\n\n(text) Role {#a}\n\nNever post"),
            patched(CY_GC, "Peidiwch byth", "(text) Enw {#a}\n\n(text) Rôl {#a}\n\nPeidiwch byth"),
        ),
        CY_GC,
        "### Cyfarfodydd",
        "GC-002",
        {"id": "a"},
    ),
    # what was ever published
    Example(
        "id-reserved",
        both(patched(EN_ABOUT, "{#cite}", "{#menu}"), patched(CY_ABOUT, "{#cite}", "{#menu}")),
        EN_ABOUT,
        "## How",
        values={"id": "menu"},
    ),
    Example(
        "id-gone",
        {"ids.csv": f"kind,id,file\nclause,GC-003,policies/governors.md\n{REMEMBERED}"},
        "ids.csv",
        2,
        values={"id": "GC-003", "file": EN_GC},
    ),
    Example(
        "section-gone",
        {"ids.csv": f"kind,id,file\nsection,other,about.md\n{REMEMBERED}"},
        "ids.csv",
        2,
        values={"id": "other", "file": EN_ABOUT},
    ),
    Example(
        "address-gone",
        {"ids.csv": f"kind,id,file\ncy,hen/,about.md\n{REMEMBERED}"},
        "ids.csv",
        2,
        values={"file": CY_ABOUT, "former": "hen/"},
    ),
    Example(
        "page-gone",
        {"ids.csv": f"kind,id,file\ncy,hen/,hen.md\n{REMEMBERED}"},
        "ids.csv",
        2,
        values={"file": "docs/cy/hen.md", "former": "hen/"},
    ),
    Example(
        "address-exchanged",
        {"ids.csv": f"kind,id,file\ncy,polisiau/cyfryngau/,policies/governors.md\n{REMEMBERED}"},
        "ids.csv",
        2,
        values={"file": CY_GC, "path": CY_SM},
    ),
    Example(
        "policy-gone",
        {"ids.csv": f"kind,id,file\nclause,ZZ-001,policies/zz.md\n{REMEMBERED}"},
        "ids.csv",
        2,
        values={"code": "ZZ", "file": "docs/en/policies/zz.md"},
    ),
    Example("ids-broken", {"ids.csv": f"kind,id,file\n=======\n{REMEMBERED}"}, "ids.csv", 2),
    Example(
        "id-unrecorded",
        {"ids.csv": REMEMBERED.replace("clause,GC-002,policies/governors.md\n", "")},
        EN_GC,
        "### Meetings",
        "GC-002",
    ),
    # substance
    Example(
        "differ-placeholders",
        patched(CY_SM, "i {{ roles.headteacher | y }}", "i'r pennaeth"),
        CY_SM,
        "Gwrthodwch bob cais",
        "SM-001",
        {"english": "roles.headteacher", "welsh": "–"},
        (STALE_CY,),
    ),
    Example(
        "differ-references",
        patched(CY_SM, "[GC-001] a hefyd", "[GC-002] a hefyd"),
        CY_SM,
        "Gweler [GC-002]",
        "SM-002",
        {"english": "GC-001", "welsh": "GC-002"},
        (STALE_CY, "reference-hidden"),
    ),
    Example(
        "differ-links",
        patched(CY_SM, "https://llyw.cymru/canllawiau", "https://estyn.llyw.cymru/"),
        CY_SM,
        "Gweler [GC-001]",
        "SM-002",
        also=(STALE_CY,),
    ),
    Example(
        "differ-emails",
        patched(CY_SM, "it@example.com", "tg@example.com"),
        CY_SM,
        "Gwiriwch osodiadau",
        "SM-003",
        {"english": "it@example.com", "welsh": "tg@example.com"},
        (STALE_CY,),
    ),
    Example(
        "differ-code",
        both(
            patched(EN_GC, "it is short.", "it is short.\n\nPress `Ctrl+S` now."),
            patched(CY_GC, "mae'n fyr.", "mae'n fyr.\n\nPwyswch `Ctrl+Z` nawr."),
        ),
        CY_GC,
        "Pwyswch",
        "GC-001",
        {"english": "Ctrl+S", "welsh": "Ctrl+Z"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "differ-telephones",
        patched(CY_SM, "01632 960 001", "01632 960 010"),
        CY_SM,
        "Gwiriwch osodiadau",
        "SM-003",
        {"english": "01632960001", "welsh": "01632960010"},
        (STALE_CY,),
    ),
    Example(
        "differ-dates",
        patched(CY_SM, "1 Medi 2026", "2 Medi 2026"),
        CY_SM,
        "Gwiriwch osodiadau",
        "SM-003",
        {"english": "2026-09-01", "welsh": "2026-09-02"},
        (STALE_CY,),
    ),
    Example(
        "differ-figures",
        patched(CY_SM, "bob 12 mis", "bob 6 mis"),
        CY_SM,
        "Gwiriwch osodiadau",
        "SM-003",
        {"english": "12", "welsh": "6"},
        (STALE_CY,),
    ),
    # ids
    Example(
        "policy-code",
        both(
            patched(EN_GC, "policy: GC", "policy: G1"), patched(CY_GC, "policy: GC", "policy: G1")
        ),
        EN_GC,
        2,
        values={"code": "G1"},
    ),
    Example(
        "policy-twice",
        both(
            patched(EN_GC, "policy: GC", "policy: SM"), patched(CY_GC, "policy: GC", "policy: SM")
        ),
        EN_SM,
        2,
        values={"code": "SM", "name": "policies/governors.md"},
        also=("id-policy",),
    ),
    Example(
        "id-malformed",
        both(
            patched(EN_SM, "{#account}", "{#Account}"), patched(CY_SM, "{#account}", "{#Account}")
        ),
        EN_SM,
        "## Your account",
        values={"id": "Account"},
    ),
    Example(
        "id-twice",
        both(
            patched(EN_GC, "### Meetings", "### Copy {#GC-001}\n\nA copy.\n\n### Meetings"),
        ),
        EN_GC,
        "### Copy",
        "GC-001",
        {"id": "GC-001", "place": f"{EN_GC}:{line(EN_GC, '### Who')}"},
    ),
    Example(
        "id-policy",
        both(
            twice(EN_GC, ("  GC-002:", "  SM-102:"), ("{#GC-002}", "{#SM-102}")),
            twice(CY_GC, ("  GC-002:", "  SM-102:"), ("{#GC-002}", "{#SM-102}")),
        ),
        EN_GC,
        "### Meetings",
        "SM-102",
        {"id": "SM-102", "code": "GC"},
    ),
    Example(
        "id-unregistered",
        patched(EN_GC, "  GC-002: {audience: [governors], see: [SM-001]}\n", ""),
        EN_GC,
        "### Meetings",
        "GC-002",
    ),
    Example(
        "id-unwritten",
        patched(EN_GC, "  GC-002:", "  GC-003: {audience: [staff]}\n  GC-002:"),
        EN_GC,
        "  GC-003",
        "GC-003",
    ),
    Example(
        "id-retired",
        patched(EN_GC, "---\n### Who", "retired:\n  GC-002: {on: 2026-01-01}\n---\n### Who"),
        EN_GC,
        "### Meetings",
        "GC-002",
        {"path": EN_GC},
    ),
    Example(
        "heading-without-id",
        both(
            patched(EN_GC, "Never post about", "#hashtag is fun\n\nNever post about"),
            patched(CY_GC, "Peidiwch byth", "#hashnod yn hwyl\n\nPeidiwch byth"),
        ),
        EN_GC,
        "#hashtag",
        values={"title": "hashtag is fun"},
        also=("text-empty", STALE_CY, STALE_EN),
    ),
    Example(
        "heading-empty",
        patched(EN_GC, "### Meetings {#GC-002}", "### {#GC-002}"),
        EN_GC,
        "### {#GC-002}",
        "GC-002",
        also=(STALE_EN,),
    ),
    Example(
        "heading-markup",
        patched(EN_GC, "### Meetings {#GC-002}", "### *Meetings* {#GC-002}"),
        EN_GC,
        "### *Meetings* {#GC-002}",
        "GC-002",
        also=(STALE_EN,),
    ),
    Example(
        "text-outside-clause",
        patched(EN_SM, "## Contact {#contact}\n", "## Contact {#contact}\n\nA few words.\n"),
        EN_SM,
        "## Contact",
    ),
    Example(
        "retired-malformed",
        patched(EN_SM, "on: 2026-09-15", "on: 2026-02-31"),
        EN_SM,
        "  SM-009",
        values={"id": "SM-009"},
    ),
    Example(
        "retired-future",
        patched(EN_SM, "on: 2026-09-15", "on: 2098-09-15"),
        EN_SM,
        "  SM-009",
        values={"id": "SM-009", "date": "2098-09-15"},
    ),
    # fields
    Example(
        "audience-missing",
        patched(EN_GC, "{audience: [governors], see: [SM-001]}", "{see: [SM-001]}"),
        EN_GC,
        "  GC-002",
        "GC-002",
    ),
    Example(
        "audience-empty",
        patched(EN_GC, "audience: [governors]", "audience: []"),
        EN_GC,
        "  GC-002",
        "GC-002",
    ),
    Example(
        "audience-unknown",
        patched(EN_GC, "audience: [governors]", "audience: [governors, parent]"),
        EN_GC,
        "  GC-002",
        "GC-002",
        {"word": "parent", "suggestion": "parents"},
    ),
    Example(
        "key-unknown",
        patched(EN_SM, "owner: headteacher", "owner: headteacher\nsumary: x"),
        EN_SM,
        "sumary",
        values={"word": "sumary", "suggestion": "summary"},
    ),
    Example("field-missing", patched(EN_ABOUT, "title: About", "title:"), EN_ABOUT, 2),
    Example(
        "entry-malformed",
        patched(EN_GC, "  GC-002: {audience: [governors], see: [SM-001]}", "  GC-002: governors"),
        EN_GC,
        "  GC-002",
        "GC-002",
        {"key": "GC-002"},
    ),
    Example(
        "owner-unknown",
        patched(EN_GC, "owner: headteacher", "owner: headtaecher"),
        EN_GC,
        "owner:",
        values={"word": "headtaecher", "suggestion": "headteacher"},
    ),
    Example(
        "kind-unknown",
        patched(EN_GC, "owner: headteacher", "owner: headteacher\nkind: froms"),
        EN_GC,
        "kind:",
        values={"word": "froms", "suggestion": "form"},
    ),
    Example(
        "change-differs",
        patched(CY_GC, "{1.0.0:", "{1.1.0: Gwell., 1.0.0:"),
        CY_GC,
        "changes:",
        values={"versions": "1.0.0"},
    ),
    Example(
        "version-malformed",
        both(patched(EN_GC, "{1.0.0:", "{1.0:"), patched(CY_GC, "{1.0.0:", "{1.0:")),
        EN_GC,
        "changes:",
        values={"version": "1.0"},
    ),
    Example(
        "change-date",
        patched(EN_GC, "on: 2026-11-21", "on: November"),
        EN_GC,
        "changes:",
        values={"date": "November", "version": "1.0.0"},
    ),
    Example(
        "slug-malformed",
        patched(CY_GC, "slug: cod-llywodraethwyr", "slug: Cod llywodraethwyr"),
        CY_GC,
        "slug:",
        values={"slug": "Cod llywodraethwyr"},
    ),
    Example(
        "address-twice",
        patched(CY_SM, "slug: cyfryngau", "slug: cod-llywodraethwyr"),
        CY_SM,
        "slug:",
        values={"address": "polisiau/cod-llywodraethwyr/", "path": CY_GC},
    ),
    Example(
        "moved-malformed",
        patched(CY_GC, "slug: cod", "moved_from: [Hen enw]\nslug: cod"),
        CY_GC,
        "moved_from:",
        values={"address": "Hen enw"},
    ),
    Example(
        "moved-taken",
        patched(CY_GC, "slug: cod", "moved_from: polisiau/cyfryngau/\nslug: cod"),
        CY_GC,
        "moved_from:",
        values={"address": "polisiau/cyfryngau/", "path": CY_SM},
    ),
    Example(
        "allow-unknown",
        patched(EN_GC, "[governors], see", "[governors], allow: {stamp-missing: yes}, see"),
        EN_GC,
        "  GC-002",
        "GC-002",
        {"word": "stamp-missing", "suggestion": ", ".join(ALLOWABLE)},
    ),
    Example(
        "allow-without-reason",
        patched(EN_GC, "[governors], see", "[governors], allow: {differ-figures: }, see"),
        EN_GC,
        "  GC-002",
        "GC-002",
        {"code": "differ-figures"},
    ),
    Example(
        "help-now",
        patched(EN_GC, "owner: headteacher", "owner: headteacher\nhelp_now: yes"),
        EN_GC,
        "help_now: yes",
    ),
    Example(
        "status-unknown",
        patched(EN_GC, "owner: headteacher", "owner: headteacher\nstatus: draft"),
        EN_GC,
        "status: draft",
    ),
    Example(
        "due-missing",
        awaiting(""),
        EN_GC,
        "status:",
    ),
    Example(
        "due-malformed",
        awaiting("due: soon"),
        EN_GC,
        "due: soon",
    ),
    Example(
        "due-passed",
        awaiting("due: 2020-01-31"),
        EN_GC,
        "due: 2020-01-31",
    ),
    Example(
        "awaiting-done",
        {**awaiting("due: 2999-01-31"), CY_GC: str(projects.files()[CY_GC])},
        EN_GC,
        "status:",
    ),
    Example(
        "reference-awaiting",
        {
            **patched(EN_GC, "owner: headteacher", f"owner: headteacher\n{AWAITING}"),
            CY_GC: None,
        },
        EN_SM,
        "### Friend requests",
        "SM-001",
        {"id": "GC-001"},
    ),
    # references
    Example(
        "reference-unknown",
        both(
            patched(EN_GC, "See [SM-002]", "See [SM-022]"),
            patched(CY_GC, "Gweler [SM-002]", "Gweler [SM-022]"),
        ),
        EN_GC,
        "Never post",
        "GC-002",
        {"id": "SM-022", "suggestion": "SM-002"},
        (STALE_EN, STALE_CY),
    ),
    Example(
        "see-self",
        patched(EN_GC, "see: [SM-001]", "see: [GC-002]"),
        EN_GC,
        "  GC-002",
        "GC-002",
        {"id": "GC-002"},
    ),
    Example(
        "reference-retired",
        patched(EN_GC, "see: [SM-001]", "see: [SM-009]"),
        EN_GC,
        "  GC-002",
        "GC-002",
        {"id": "SM-009", "use": "[SM-001]"},
    ),
    Example(
        "reference-hidden",
        patched(EN_SM, "see: [GC-001]", "see: [GC-002]"),
        EN_SM,
        "  SM-001",
        "SM-001",
        {"id": "GC-002", "audiences": "staff", "cited": "governors"},
    ),
    Example(
        "reference-bare",
        both(
            patched(EN_GC, "See [SM-002]", "See SM-002"),
            patched(CY_GC, "Gweler [SM-002]", "Gweler SM-002"),
        ),
        EN_GC,
        "Never post",
        "GC-002",
        {"id": "SM-002"},
        (STALE_EN, STALE_CY),
    ),
    Example(
        "link-broken",
        patched(EN_ABOUT, "[SM-001]", "[SM-001], [here](policies/media.md#nothing)"),
        EN_ABOUT,
        "This is how",
        values={"target": "policies/media.md#nothing"},
        also=("differ-links",),
    ),
    Example(
        "link-language",
        patched(EN_ABOUT, "[SM-001]", "[SM-001], [here](../cy/about.md)"),
        EN_ABOUT,
        "This is how",
        also=("differ-links",),
    ),
    Example(
        "link-outside",
        patched(EN_ABOUT, "[SM-001]", "[SM-001], [here](../../README.md)"),
        EN_ABOUT,
        "This is how",
        also=("differ-links",),
    ),
    Example(
        "link-unsafe",
        patched(EN_ABOUT, "[SM-001]", "[SM-001], [here](javascript:alert(1))"),
        EN_ABOUT,
        "This is how",
        values={"target": "javascript:alert(1)"},
        also=("differ-links",),
    ),
    Example(
        "link-address",
        both(
            patched(EN_ABOUT, "[SM-001].", "[SM-001] and [here](https://localhost/a)."),
            patched(CY_ABOUT, "[SM-001].", "[SM-001] ac [yma](https://localhost/a)."),
        ),
        EN_ABOUT,
        "This is how",
        values={"target": "https://localhost/a"},
    ),
    Example(
        "placeholder-unknown",
        both(
            patched(EN_SM, "{{ roles.headteacher }}", "{{ roles.headtaecher }}"),
            patched(CY_SM, "{{ roles.headteacher | y }}", "{{ roles.headtaecher | y }}"),
        ),
        EN_SM,
        DECLINE_EN,
        "SM-001",
        {"word": "roles.headtaecher", "suggestion": "roles.headteacher"},
        (STALE_EN, STALE_CY),
    ),
    Example(
        "placeholder-empty",
        patched(SCHOOL, "    en: headteacher\n    cy: pennaeth\n", ""),
        SCHOOL,
        "  headteacher:",
        values={"name": "roles.headteacher", "places": f"{EN_GC}, SM-001, {EN_SM}"},
    ),
    Example(
        "filter-unknown",
        patched(EN_SM, "{{ roles.headteacher }}", "{{ roles.headteacher | meddal }}"),
        EN_SM,
        DECLINE_EN,
        "SM-001",
        also=(STALE_EN,),
    ),
    Example(
        "mutation-bare",
        patched(CY_HOME, "{{ school.name | meddal }}", "i {{ school.name }}"),
        CY_HOME,
        "Dyma",
        values={"word": "i", "use": "i {{ school.name | meddal }}"},
    ),
    # law and sources
    Example(
        "law-repealed",
        both(
            patched(
                EN_ABOUT, "see [SM-001]", "see [SM-001] and {{ laws.data_protection_act_1998 }}"
            ),
            patched(
                CY_ABOUT, "gweler [SM-001]", "gweler {{ laws.data_protection_act_2018 }} [SM-001]"
            ),
        ),
        EN_ABOUT,
        "This is how",
        values={"title": "Data Protection Act 1998"},
        also=("differ-placeholders",),
    ),
    Example(
        "law-unchecked",
        both(
            patched(EN_ABOUT, "see [SM-001]", "see [SM-001] and {{ laws.duty_of_confidence }}"),
            patched(CY_ABOUT, "gweler [SM-001]", "gweler {{ laws.duty_of_confidence }} [SM-001]"),
        ),
        EN_ABOUT,
        "This is how",
        values={"date": "–"},
    ),
    Example(
        "law-by-name",
        both(
            patched(EN_ABOUT, "see [SM-001]", "see [SM-001] and the Defamation Act 2013"),
            patched(CY_ABOUT, "gweler [SM-001]", "gweler hefyd 2013 [SM-001]"),
        ),
        EN_ABOUT,
        "This is how",
        values={"title": "Defamation Act 2013", "key": "laws.defamation_act_2013"},
    ),
    # stamps
    Example(
        "stamp-missing",
        patched(CY_GC, "{agreed: " + str(projects.files()[CY_GC]).split("agreed: ")[2][:17], "{"),
        CY_GC,
        "  GC-002",
        "GC-002",
    ),
    Example(
        "stamp-malformed",
        patched(CY_GC, str(projects.files()[CY_GC]).split("agreed: ")[2][:17], "yes"),
        CY_GC,
        "  GC-002",
        "GC-002",
        {"stamp": "yes"},
    ),
    Example(
        STALE_EN,
        patched(EN_SM, PRIVACY_EN, "Often check the privacy settings"),
        CY_SM,
        "  SM-003",
        "SM-003",
        {"place": f"{EN_SM}:{line(EN_SM, '### Privacy')}"},
    ),
    Example(
        STALE_CY,
        patched(CY_SM, DECLINE_CY, f"Felly, {DECLINE_CY.lower()}"),
        CY_SM,
        "  SM-001",
        "SM-001",
    ),
    # files
    Example(
        "file-not-utf8",
        {CY_SM: str(projects.files()[CY_SM]).replace("siŵr", "siwr ê").encode("latin-1")},
        CY_SM,
        "Ysgrifennwch at",
    ),
    Example(
        "file-nul",
        patched(EN_SM, "keep the original", "keep the\0original"),
        EN_SM,
        "- keep",
    ),
    Example(
        "file-too-big",
        {EN_ABOUT: BASE[EN_ABOUT] + "word " * 200_000},
        EN_ABOUT,
        1,
        values={"limit": "1,000,000"},
    ),
    Example(
        "page-name",
        {"docs/en/About us.md": BASE[EN_ABOUT], "docs/cy/About us.md": BASE[CY_ABOUT]},
        "docs/en/About us.md",
        1,
        values={"name": "About us.md"},
    ),
    Example(
        "change-future",
        patched(EN_SM, "on: 2026-11-21", "on: 2098-11-21"),
        EN_SM,
        "changes:",
        values={"date": "2098-11-21", "version": "1.0.0"},
    ),
    Example(
        "change-elsewhere",
        patched(EN_SM, "First version.", "First version., clauses: [GC-001]"),
        EN_SM,
        "changes:",
        values={"id": "GC-001", "code": "SM"},
    ),
    Example(
        "listed-twice",
        patched(EN_SM, "First version.", "First version., clauses: [SM-001, SM-001]"),
        EN_SM,
        "changes:",
        values={"key": "clauses", "word": "SM-001"},
    ),
    Example(
        "id-exchanged",
        exchanged(),
        EN_GC,
        "### Who",
        "GC-002",
        {"id": "GC-002", "other": "GC-001"},
        also=(STALE_EN, STALE_CY, "reference-self"),
    ),
    Example(
        "change-order",
        both(
            patched(EN_SM, CHANGES, f"{{1.1.0: {{on: 2026-11-20, text: New.}}, {CHANGES[1:]}"),
            patched(CY_SM, "{1.0.0: Y", "{1.1.0: Newydd., 1.0.0: Y"),
        ),
        EN_SM,
        "changes:",
        values={"date": "2026-11-21", "version": "1.0.0"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "school-unfilled",
        {SCHOOL: BASE[SCHOOL] + "monitored_hours: {en: TBC, cy: TBC}\n"},
        SCHOOL,
        "monitored_hours",
        values={"name": "monitored_hours"},
    ),
    Example(
        "school-language-en",
        patched(SCHOOL, "en: headteacher", "en: pennaeth"),
        SCHOOL,
        "  headteacher:",
        values={"text": "pennaeth", "name": "roles.headteacher"},
    ),
    Example(
        "school-language-cy",
        patched(SCHOOL, "cy: pennaeth", "cy: headteacher"),
        SCHOOL,
        "  headteacher:",
        values={"text": "headteacher", "name": "roles.headteacher"},
    ),
    Example(
        "school-differs",
        {SCHOOL: BASE[SCHOOL] + "monitored_hours: {en: 9am to 5pm, cy: 9yb i 6yh}\n"},
        SCHOOL,
        "monitored_hours",
        values={"english": "17:00", "welsh": "18:00"},
    ),
    Example(
        "shape-columns",
        both(
            patched(
                EN_GC,
                "and it is short.",
                "and it is short.\n\n| Who | Whom |\n|---|---|\n| Parents | Staff |",
            ),
            patched(
                CY_GC,
                "ac mae'n fyr.",
                "ac mae'n fyr.\n\n| Pwy | I bwy |\n|---|---|\n| Staff | Rhieni |",
            ),
        ),
        CY_GC,
        "| Staff",
        "GC-001",
        {"row": "1", "other": "2", "text": "Staff"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "shape-rows",
        both(
            patched(
                EN_GC,
                "and it is short.",
                "and it is short.\n\n| A | B |\n|---|---|\n| Parents | ask |\n| Staff | tell |",
            ),
            patched(
                CY_GC,
                "ac mae'n fyr.",
                "ac mae'n fyr.\n\n| Pwy | Beth |\n|---|---|\n| Staff | dweud |\n| Rhieni | gofyn |",
            ),
        ),
        CY_GC,
        "| Staff | dweud |",
        "GC-001",
        {"row": "1", "other": "2", "text": "Staff"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "shape-items",
        both(
            patched(EN_GC, "it is short.", "it is short.\n\n- Parents ask\n- Staff tell"),
            patched(CY_GC, "mae'n fyr.", "mae'n fyr.\n\n- Staff yn dweud\n- Rhieni'n gofyn"),
        ),
        CY_GC,
        "- Staff yn dweud",
        "GC-001",
        {"row": "1", "other": "2", "text": "Staff yn dweud"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "shape-labels",
        both(
            patched(EN_GC, "it is short.", "it is short.\n\n(text) Name {#a}\n\n(text) Room {#b}"),
            patched(CY_GC, "mae'n fyr.", "mae'n fyr.\n\n(text) Ystafell {#a}\n\n(text) Enw {#b}"),
        ),
        CY_GC,
        "(text) Ystafell",
        "GC-001",
        {"row": "1", "other": "2", "text": "Ystafell"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "shape-headings",
        both(
            twice(EN_GC, ("### Who this is for", "### Insurance"), ("### Meetings", "### Cars")),
            twice(
                CY_GC,
                ("### Ar gyfer pwy mae hwn", "### Ceir"),
                ("### Cyfarfodydd", "### Yswiriant"),
            ),
        ),
        CY_GC,
        "### Ceir",
        "GC-001",
        {"text": "Ceir", "other": "Cars"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "shape-paragraphs",
        both(
            patched(EN_GC, "it is short.", "it is short.\n\nParents ask.\n\nStaff tell."),
            patched(CY_GC, "mae'n fyr.", "mae'n fyr.\n\nStaff sy'n gofyn.\n\nRhieni'n dweud."),
        ),
        CY_GC,
        "Staff sy'n gofyn",
        "GC-001",
        {"row": "2", "other": "3", "text": "Staff sy'n gofyn."},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "differ-duties",
        both(
            patched(EN_GC, "it is short.", "it is short.\n\nYou must post it."),
            patched(CY_GC, "mae'n fyr.", "mae'n fyr.\n\nCewch ei bostio."),
        ),
        CY_GC,
        "Cewch ei bostio.",
        "GC-001",
        {"english": "must", "welsh": "Cewch"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "differ-people",
        both(
            patched(EN_GC, "it is short.", "it is short.\n\nParents collect the key."),
            patched(CY_GC, "mae'n fyr.", "mae'n fyr.\n\nMae staff yn casglu'r allwedd."),
        ),
        CY_GC,
        "Mae staff yn casglu",
        "GC-001",
        {"english": "Parents", "welsh": "staff"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "differ-opposites",
        both(
            patched(EN_GC, "it is short.", "it is short.\n\nAsk before lunch."),
            patched(CY_GC, "mae'n fyr.", "mae'n fyr.\n\nGofynnwch ar ôl cinio."),
        ),
        CY_GC,
        "Gofynnwch ar ôl cinio.",
        "GC-001",
        {"english": "before", "welsh": "ar ôl"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "differ-conditions",
        both(
            patched(EN_GC, "it is short.", "it is short.\n\nIf your child is ill, ring us early."),
            patched(CY_GC, "mae'n fyr.", "mae'n fyr.\n\nFfoniwch ni am blentyn sâl yn gynnar."),
        ),
        CY_GC,
        "Ffoniwch ni am blentyn sâl yn gynnar.",
        "GC-001",
        {"english": "If", "welsh": "–"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "differ-untranslated",
        both(
            patched(EN_GC, "it is short.", "it is short.\n\nBring the letter to the office."),
            patched(CY_GC, "mae'n fyr.", "mae'n fyr.\n\nDewch â'r letter i'r swyddfa."),
        ),
        CY_GC,
        "Dewch â'r letter",
        "GC-001",
        {"english": "–", "welsh": "letter"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "differ-negations",
        both(
            patched(EN_GC, "it is short.", "it is short.\n\nDo not post it."),
            patched(CY_GC, "mae'n fyr.", "mae'n fyr.\n\nPostiwch ef."),
        ),
        CY_GC,
        "Postiwch ef.",
        "GC-001",
        {"english": "Do not", "welsh": "–"},
        also=(STALE_EN, STALE_CY),
    ),
    Example(
        "yaml-closed",
        {SCHOOL: BASE[SCHOOL] + "adoption: {}\n  SM: {version: 1.0.0}\n"},
        SCHOOL,
        "adoption",
        values={"entry": "adoption: {}", "signs": "{}"},
    ),
    Example(
        "page-audience",
        {
            "docs/en/school/x.md": "---\ntitle: A page\n---\nThis is for all of us.\n",
            "docs/cy/school/x.md": "---\ntitle: Tudalen\n---\nMae hyn i bawb ohonom.\n",
        },
        "docs/en/school/x.md",
        1,
        values={"file": "docs/en/school/x.md"},
        also=("stamp-missing",),
    ),
    Example(
        "edition-id",
        patched(EN_GC, "and it is short.", "and it is short, as `SM-003` is.")
        | patched(CY_GC, "ac mae'n fyr.", "ac mae'n fyr, fel `SM-003`."),
        CY_GC,
        "Mae'r cod",
        "GC-001",
        {"id": "SM-003", "editions": "governors and parents"},
        also=(STALE_CY, STALE_EN, "edition-id"),
    ),
    Example("page-elsewhere", {"docs/notes/x.md": "# x"}, "docs/notes", 1),
    Example(
        "front-matter-open",
        {EN_ABOUT: BASE[EN_ABOUT].replace("About\n---", "About\n")},
        EN_ABOUT,
        1,
    ),
    Example("front-matter-missing", {EN_ABOUT: BASE[EN_ABOUT].removeprefix("---\n")}, EN_ABOUT, 1),
    Example(
        "yaml-broken",
        patched(EN_SM, "summary: What staff may do.", "summary: Do: what staff may do."),
        EN_SM,
        "summary:",
    ),
    Example(
        "yaml-key-twice",
        patched(EN_SM, "owner: headteacher", "owner: headteacher\nowner: bursar"),
        EN_SM,
        "owner: bursar",
        values={"key": "owner"},
    ),
    Example("yaml-tab", patched(EN_GC, "  GC-002:", "\tGC-002:"), EN_GC, "\tGC-002"),
    Example(
        "text-unfilled",
        patched(EN_ABOUT, "[SM-001].", "[SM-001] or ask [insert name]."),
        EN_ABOUT,
        "This is how",
        values={"text": "[insert name]"},
    ),
    Example(
        "raw-html",
        patched(EN_ABOUT, "[SM-001].", "[SM-001].\n<b>Bold</b> words."),
        EN_ABOUT,
        "<b>",
        values={"tag": "b"},
    ),
    Example("footnote", patched(EN_ABOUT, "[SM-001].", "[SM-001].[^a]"), EN_ABOUT, "This is how"),
    Example(
        "link-by-reference",
        patched(EN_ABOUT, "[SM-001].", "[SM-001] and [here][1]."),
        EN_ABOUT,
        "This is how",
        also=("differ-figures",),
    ),
    # school
    Example("school-missing", {SCHOOL: None}, SCHOOL, 1),
    Example("school-unreadable", {SCHOOL: b"a: \xff"}, SCHOOL, 1),
    Example(
        "school-key-unknown",
        filled_in("  telefone: 01632 960 001\n"),
        SCHOOL,
        "  telefone",
        values={"word": "contact.telefone", "suggestion": "telephone"},
    ),
    Example(
        "school-incomplete",
        patched(SCHOOL, "    cy: pennaeth\n", ""),
        SCHOOL,
        "  headteacher:",
        values={"name": "roles.headteacher.cy"},
    ),
    Example(
        "school-value",
        patched(SCHOOL, "default_language: en", "default_language: english"),
        SCHOOL,
        1,
        values={"name": "default_language", "value": "english"},
    ),
    Example(
        "school-example",
        patched(
            SCHOOL, "Example School\n    cy: Ysgol Enghraifft", "Aber School\n    cy: Ysgol Aber"
        ),
        SCHOOL,
        "  email:",
        values={"text": "example.com"},
    ),
    Example("logo-missing", logo("Logo.svg", None), SCHOOL, "  logo:"),
    Example(
        "logo-size",
        logo("a.png", b"\x89PNG" + bytes(200_000)),
        SCHOOL,
        "  logo:",
        values={"file": "docs/assets/a.png", "detail": "200,004"},
    ),
    Example("logo-kind", logo("a.png", "<svg/>"), SCHOOL, "  logo:", values={"detail": ".png"}),
    Example(
        "logo-unsafe",
        logo("a.svg", f'<svg xmlns="{SVG}"><image href="https://a.cymru/b.png"/></svg>'),
        SCHOOL,
        "  logo:",
        values={"detail": 'href="https://a.cymru/b.png"'},
    ),
    Example(
        "colour-empty",
        patched(SCHOOL, "school:\n", "school:\n  colours:\n    main: #1d4d4f\n"),
        SCHOOL,
        "    main: #1d4d4f",
        values={"name": "school.colours.main"},
    ),
    Example(
        "role-article",
        patched(SCHOOL, "cy: pennaeth", "cy: y pennaeth"),
        SCHOOL,
        "    cy: y pennaeth",
        values={"text": "y pennaeth", "name": "roles.headteacher"},
    ),
    Example(
        "role-name",
        patched(
            SCHOOL,
            "    en: headteacher\n    cy: pennaeth\n",
            "    en: Siân Jones\n    cy: Siân Jones\n",
        ),
        SCHOOL,
        "  headteacher:",
        values={"text": "Siân Jones", "name": "roles.headteacher"},
    ),
    Example(
        "colour-contrast",
        patched(SCHOOL, "school:\n", 'school:\n  colours:\n    link: "#6699cc"\n'),
        SCHOOL,
        '    link: "#6699cc"',
        values={"name": "school.colours.link", "value": "#6699cc", "ratio": "2.76"},
    ),
    Example(
        "adoption-policy",
        adopted("SX", "1.0.0", "2026-05-01"),
        SCHOOL,
        "  SX:",
        values={"word": "SX", "suggestion": "SM"},
    ),
    Example(
        "adoption-version",
        adopted("SM", "1.0.1", "2026-11-22"),
        SCHOOL,
        "    version:",
        values={"version": "1.0.1", "versions": "1.0.0"},
        also=("adoption-unkept-old",),
    ),
    Example(
        "adoption-future",
        then(SM_ADOPTED, SCHOOL, "date: 2026-11-22", "date: 2099-05-01"),
        SCHOOL,
        "    date:",
    ),
    Example(
        "adoption-early",
        then(SM_ADOPTED, SCHOOL, "date: 2026-11-22", "date: 2026-11-20"),
        SCHOOL,
        "    date:",
        values={"date": "2026-11-20", "version": "1.0.0", "day": "2026-11-21"},
    ),
    Example(
        "adoption-order",
        then(
            SM_ADOPTED,
            SCHOOL,
            "date: 2026-11-22\n",
            "date: 2026-11-22\n    earlier: [{version: 1.0.0, date: 2026-11-23, by: All}]\n",
        ),
        SCHOOL,
        "    earlier:",
        values={"later": "2026-11-22", "earlier": "2026-11-23"},
    ),
    Example(
        "adoption-review",
        then(
            SM_ADOPTED, SCHOOL, "date: 2026-11-22\n", "date: 2026-11-22\n    review: 2026-11-22\n"
        ),
        SCHOOL,
        "    review:",
        values={"review": "2026-11-22", "date": "2026-11-22"},
    ),
    Example("adoption-unkept", adopted("SM", "1.0.0", "2026-11-22"), SCHOOL, "    version:"),
    Example(
        "adoption-unkept-old",
        both(
            adopted("SM", "0.9.0", "2026-11-22"),
            patched(
                EN_SM,
                "text: First version.}}",
                "text: First version.}, 0.9.0: {on: 2026-01-01, text: Draft.}}",
            ),
            patched(
                CY_SM, "1.0.0: Y fersiwn gyntaf.}", "1.0.0: Y fersiwn gyntaf., 0.9.0: Drafft.}"
            ),
        ),
        SCHOOL,
        "    version:",
        values={"version": "0.9.0", "written": "1.0.0"},
        also=("stamp-stale",),
    ),
    Example(
        "adoption-gone",
        {SCHOOL: SM_ADOPTED[SCHOOL]},
        SCHOOL,
        "    text:",
        values={"folder": "adopted/SM/1.0.0"},
    ),
    Example(
        "adoption-text",
        then(SM_ADOPTED, SCHOOL, f"text: {SM_TEXT}", "text: 01234567"),
        SCHOOL,
        "    text:",
        values={"said": "01234567", "text": SM_TEXT},
    ),
    Example(
        "adopted-missing",
        {path: text for path, text in SM_ADOPTED.items() if path != SM_KEPT},
        SM_KEPT,
        1,
    ),
    Example("adopted-broken", {**SM_ADOPTED, SM_KEPT: str(SM_ADOPTED[SM_KEPT])[:200]}, SM_KEPT, 1),
    Example(
        "adopted-elsewhere",
        then(SM_ADOPTED, SM_KEPT, "version: 1.0.0", "version: 1.0.1"),
        SM_KEPT,
        1,
        values={"version": "1.0.1", "label": "1.0.0"},
    ),
    Example("adopted-edited", then(SM_ADOPTED, SM_KEPT, "gofynnwch am", "holwch am"), SM_KEPT, 1),
    Example(
        "adopted-file",
        {p: raw for p, raw in WITH_PICTURE.items() if not p.startswith("adopted/files/")},
        "adopted/SM/1.0.0/en.md",
        1,
        values={"file": PICTURE},
    ),
    Example(
        "adopted-unknown",
        {**SM_ADOPTED, SCHOOL: BASE[SCHOOL]},
        "adopted/SM/1.0.0/en.md",
        1,
        values={"code": "SM", "label": "1.0.0"},
    ),
    # options
    Example(
        "option-unknown",
        patched(EN_GC, "[governors], see", "[governors], when: {disclamer: recommended}, see"),
        EN_GC,
        "  GC-002",
        "GC-002",
        {"word": "disclamer", "suggestion": "disclaimer"},
    ),
    Example(
        "option-value-unknown",
        patched(EN_GC, "[governors], see", "[governors], when: {disclaimer: recomended}, see"),
        EN_GC,
        "  GC-002",
        "GC-002",
        {"option": "disclaimer", "word": "recomended", "suggestion": "recommended"},
    ),
    Example(
        "variant-none",
        patched(
            EN_GC,
            "[governors], see",
            "[governors], when: {disclaimer: required-if-named}, see",
        ),
        EN_GC,
        "  GC-002",
        "GC-002",
        {"choice": "disclaimer: recommended"},
    ),
    Example(
        "variant-several",
        twice(
            EN_GC,
            ("parents]}", "parents], when: {disclaimer: [recommended, required-if-named]}}"),
            ("[governors], see", "[governors], when: {disclaimer: recommended}, see"),
        ),
        EN_GC,
        "  GC-002",
        "GC-002",
        {"choice": "disclaimer: recommended", "ids": "GC-001, GC-002"},
    ),
    # own
    Example(
        "own-folder",
        {path.replace("school", "policies"): text for path, text in OWN.items()},
        EN_OWN.replace("school", "policies"),
        "extends:",
        values={"folder": "school/"},
    ),
    Example(
        "own-policy-unknown",
        own(("extends: SM", "extends: SN")),
        EN_OWN,
        "extends:",
        values={"word": "SN", "suggestion": "SM"},
        also=("id-policy",),
    ),
    Example(
        "own-code",
        {
            EN_GC: None,
            CY_GC: None,
            "docs/en/school/gc.md": projects.files()[EN_GC],
            "docs/cy/school/gc.md": projects.files()[CY_GC],
        },
        "docs/en/school/gc.md",
        "policy:",
        values={"code": "GC"},
    ),
    Example("own-number", own(("SM-901", "SM-101")), EN_OWN, "### Our", "SM-101"),
    Example(
        "own-heading",
        own(("### ", "## Phones {#phones}\n\n### ")),
        EN_OWN,
        "## Phones",
        values={"title": "Phones"},
        also=("text-language-cy",),
    ),
    Example("own-place", own((", after: SM-001", "")), EN_OWN, "  SM-901", "SM-901"),
    Example(
        "own-unknown",
        own(("after: SM-001", "after: acount")),
        EN_OWN,
        "  SM-901",
        "SM-901",
        {"id": "acount", "suggestion": "account"},
    ),
    Example(
        "own-twice",
        own(
            ("after: SM-001", "replaces: SM-003, reason: We have lockers."),
            ("{agreed", "{reason: Mae gennym loceri., agreed"),
            en="leave_out:\n  SM-003: We have lockers.\n",
            cy="leave_out:\n  SM-003: Mae gennym loceri.\n",
        ),
        EN_OWN,
        "  SM-003:",
        values={"id": "SM-003", "place": f"{EN_OWN}:4"},
    ),
    Example(
        "own-reason",
        own(en="leave_out:\n  SM-003: We have lockers.\n"),
        CY_OWN,
        1,
        values={"id": "SM-003"},
    ),
    Example(
        "own-cited",
        own(
            en="leave_out:\n  SM-001: We have lockers.\n",
            cy="leave_out:\n  SM-001: Mae gennym loceri.\n",
        ),
        EN_GC,
        "### Meetings",
        "GC-002",
        {"id": "SM-001"},
    ),
    Example(
        "own-idle",
        both(
            patched(
                EN_SM,
                "governors], see: [GC-001]",
                "governors], see: [GC-001], when: {comments: off}, allow: {variant-none: A test.}",
            ),
            own(("after: SM-001", "replaces: SM-001, reason: It is ours")),
        ),
        EN_OWN,
        "  SM-901",
        "SM-901",
        {"id": "SM-001", "option": "comments"},
        also=("own-reason",),
    ),
    Example(
        "policy-unknown",
        {SCHOOL: BASE[SCHOOL] + "policies:\n  SX:\n    left_out: {en: Why, cy: Pam}\n"},
        SCHOOL,
        "  SX:",
        values={"word": "SX", "suggestion": "SM"},
    ),
    Example(
        "own-term-unknown",
        {SCHOOL: BASE[SCHOOL] + "own_terms:\n  - pupil\n  - pupill\n"},
        SCHOOL,
        "  - pupill",
        values={"word": "pupill"},
    ),
]
BY_CODE = {example.code: example for example in EXAMPLES}
UNREADABLE = "file-unreadable"
"""Tested below: its examples need more than texts."""


def assert_said(problem: Problem) -> None:
    """Check that a problem's texts can be written, with every value filled in."""
    for language in LANGUAGES:
        for text in (problem.message(language), problem.fix(language)):
            assert text.strip()
            assert not re.search(r"\{\w+\}", text), text
    for form in ("text", "github", "json"):
        for language in LANGUAGES:
            assert render([problem], form, language)


def test_the_valid_project_has_no_problem(tmp_path: Path) -> None:
    assert projects.check(tmp_path) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_rule(example: Example, tmp_path: Path) -> None:
    found = projects.check(tmp_path, example.changes)
    text = render(found, "text", "en")
    at = example.at
    if isinstance(at, str):
        changes = {p: c for p, c in example.changes.items() if isinstance(c, str)}
        at = line(example.path, at, changes)
    match = [p for p in found if (p.code, p.path, p.line) == (example.code, example.path, at)]
    assert len(match) == 1, text
    problem = match[0]
    assert problem.clause == example.clause
    for name, value in example.values.items():
        assert problem.values[name] == value
    stamps = {STALE_EN, STALE_CY, "stamp-missing"}  # a text that changes is not agreed
    codes = {p.code for p in found} - stamps
    assert codes <= {example.code, *example.also}, text
    assert_said(problem)


def test_every_rule_has_an_example() -> None:
    rules = all_rules().keys()
    assert BY_CODE.keys() | ELSEWHERE.keys() | {UNREADABLE} == rules
    assert len(BY_CODE) == len(EXAMPLES)


@pytest.mark.parametrize("code", all_rules())
def test_a_rule_says_the_same_in_both_languages(code: str) -> None:
    """The two languages of a rule use the same values, and every text is a sentence."""
    rule = all_rules()[code]
    for texts in (rule.messages, rule.fixes):
        names = [
            {
                name.removesuffix(f"_{language}")  # a value may have a form for each language
                for _, name, _, _ in string.Formatter().parse(texts[language])
                if name
            }
            for language in LANGUAGES
        ]
        assert names[0] == names[1], code
    for texts in (rule.rules, rule.messages, rule.fixes):
        for language in LANGUAGES:
            assert texts[language].strip() == texts[language] != ""
        assert texts["en"] != texts["cy"]
    warnings = {
        "reference-hidden",
        "due-passed",
        "awaiting-done",
        "page-audience",
        "section-gone",
        "shape-breaks",
        "id-unrecorded",
        "day-unreadable",
        "mutation-bare",
        "own-cited",
        "own-idle",
        "own-term-unknown",
        "file-unlinked",
        "law-unchecked",
        "law-by-name",
        "term-avoided",
        "adopted-unknown",
        "role-name",
    }
    is_warning = code in warnings or rule.group == "style"
    assert rule.severity == ("warning" if is_warning else "error")


def test_a_link_out_of_docs(tmp_path: Path) -> None:
    projects.write(tmp_path, projects.files())
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "docs/en/secret.txt").symlink_to("../../secret.txt")
    (tmp_path / EN_ABOUT).unlink()
    (tmp_path / EN_ABOUT).symlink_to("../../secret.txt")
    (tmp_path / "docs/cy/nowhere.png").symlink_to("nothing.png")
    (tmp_path / "docs/cy/.#about.md").symlink_to("an-editor's-lock")
    found = projects.problems(tmp_path)
    assert [(p.code, p.path) for p in found] == [
        (UNREADABLE, "docs/cy/nowhere.png"),
        (UNREADABLE, EN_ABOUT),
        (UNREADABLE, "docs/en/secret.txt"),
    ]
    assert_said(found[0])


def test_a_link_inside_docs_is_fine(tmp_path: Path) -> None:
    projects.write(tmp_path, projects.files())
    (tmp_path / "docs/en/picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "docs/cy/picture.png").symlink_to("../en/picture.png")
    assert projects.codes(projects.problems(tmp_path)) == ["file-unlinked"]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    projects.write(tmp_path, projects.files())
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "about.md" and self.parent.name == "en":
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (problem,) = projects.problems(tmp_path)
    assert (problem.code, problem.path) == (UNREADABLE, EN_ABOUT)
    assert "Permission denied" in problem.message("en")


# What a clause may do with a reason

ALLOWED: dict[str, tuple[dict[str, str], str]] = {
    code: (dict(BY_CODE[code].changes), BY_CODE[code].clause)  # type: ignore[arg-type]
    for code in ALLOWABLE
}


@pytest.mark.parametrize("code", ALLOWABLE)
def test_a_clause_can_opt_out_with_a_reason(code: str, tmp_path: Path) -> None:
    changes, clause = ALLOWED[code]
    path = EN_SM if clause.startswith("SM") else EN_GC
    text = changes.get(path) or str(projects.files()[path])
    changes[path] = text.replace(
        f"  {clause}: {{", f"  {clause}: {{allow: {{{code}: It must be so.}}, "
    )
    found = projects.codes(projects.check(tmp_path, changes))
    assert code not in found
    assert not {each for each in found if each.startswith(("allow", "yaml"))}


def test_a_page_can_opt_out_with_a_reason(tmp_path: Path) -> None:
    changes = patched(CY_ABOUT, "fersiwn y polisi", "fersiwn 2 y polisi")
    found = projects.but_stamps(projects.check(tmp_path / "a", changes))
    assert projects.codes(found) == ["differ-figures"]
    changes |= patched(EN_ABOUT, "title: About", "title: About\nallow: {differ-figures: Why.}")
    assert projects.but_stamps(projects.check(tmp_path / "b", changes)) == []


@pytest.mark.parametrize("allow", ["differ-figures", "[differ-figures]", "{differ-figures: []}"])
def test_a_reason_is_needed(allow: str, tmp_path: Path) -> None:
    changes = patched(EN_GC, "[governors], see", f"[governors], allow: {allow}, see")
    assert projects.codes(projects.check(tmp_path, changes)) == ["allow-without-reason"]


# Addresses

TAKEN = """staff.md staff/x.md clauses.md c/x.md cy/x.md en/x.md assets/x.md search/x.md
policies/index.md rules.md parents/x.md governors.md""".split()


@pytest.mark.parametrize("name", TAKEN)
def test_an_address_of_a_page_that_we_make(name: str, tmp_path: Path) -> None:
    changes = {f"docs/en/{name}": BASE[EN_ABOUT], f"docs/cy/{name}": BASE[CY_ABOUT]}
    found = projects.but_stamps(projects.check(tmp_path, changes))
    assert projects.codes(found) == ["address-twice"]
    assert f"docs/en/{name}" in {problem.path for problem in found}


@pytest.mark.parametrize("slug", ["staff", "llywodraethwyr", "rhieni", "cymalau", "rheolau", "c"])
def test_a_welsh_slug_that_is_the_address_of_a_page_that_we_make(slug: str, tmp_path: Path) -> None:
    changes = patched(CY_ABOUT, "title: Amdanom", f"title: Amdanom\nslug: {slug}")
    (problem,) = projects.check(tmp_path, changes)
    assert (problem.code, problem.path, problem.line) == ("address-twice", CY_ABOUT, 3)


def test_two_policies_whose_audience_pages_have_one_address(tmp_path: Path) -> None:
    moved = {EN_GC: None, CY_GC: None}
    text = {"en": str(projects.files()[EN_GC]), "cy": str(projects.files()[CY_GC])}
    changes: dict[str, str | bytes | None] = {**moved}
    changes |= {f"docs/{each}/policies/more/media.md": text[each] for each in text}
    found = projects.check(tmp_path, changes)
    assert [(p.code, p.path, p.values) for p in found] == [
        ("address-twice", "docs/en/policies/more/media.md",
         {"address": "staff/media/", "path": EN_SM}),
    ]  # fmt: skip


def test_a_policy_cannot_be_the_home_page(tmp_path: Path) -> None:
    text = projects.files()
    changes: dict[str, str | bytes | None] = {EN_GC: None, CY_GC: None}
    changes |= {"docs/en/index.md": text[EN_GC], "docs/cy/index.md": text[CY_GC]}
    found = projects.check(tmp_path, changes)
    assert ("address-twice", "docs/en/index.md") in {(p.code, p.path) for p in found}


def test_a_heading_in_the_other_language(tmp_path: Path) -> None:
    change = patched(CY_GC, "### Cyfarfodydd", "### The meetings of governors")
    found = projects.codes(projects.check(tmp_path, change))
    assert found == ["stamp-stale-cy-unknown", "text-language-cy"]


# One mistake, one problem


@pytest.mark.parametrize("path", [EN_SM, CY_SM, EN_GC, CY_GC, EN_ABOUT, CY_HOME])
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\xff\xfe---", "file-not-utf8"),
        (b"---\npolicy: SM\0\n---\n", "file-nul"),
        (b"", "front-matter-missing"),
        (b"---\ntitle: [\n---\n", "yaml-broken"),
        (b"---\ntitle: x\n", "front-matter-open"),
    ],
)
def test_an_unreadable_file_is_one_problem(
    path: str, raw: bytes, code: str, tmp_path: Path
) -> None:
    found = projects.check(tmp_path, {path: raw})
    assert [(p.code, p.path) for p in found] == [(code, path)], render(found, "text", "en")


def test_a_policy_that_cannot_be_read_in_either_language(tmp_path: Path) -> None:
    found = projects.check(tmp_path, {EN_SM: b"\0", CY_SM: b"\0"})
    assert [(p.code, p.path) for p in found] == [("file-nul", CY_SM), ("file-nul", EN_SM)]


def test_a_school_yml_that_cannot_be_read(tmp_path: Path) -> None:
    found = projects.check(tmp_path, {SCHOOL: "a: [\n"})
    assert [(p.code, p.path) for p in found] == [("yaml-broken", SCHOOL)]


def test_a_policy_that_has_lost_its_code(tmp_path: Path) -> None:
    for number, path in enumerate((EN_SM, CY_SM)):
        found = projects.check(tmp_path / str(number), patched(path, "policy: SM\n", ""))
        assert projects.codes(found) == ["policy-differs"]
        assert len(found) == 1


def test_a_policy_with_another_code(tmp_path: Path) -> None:
    found = projects.check(tmp_path, patched(EN_SM, "policy: SM", "policy: SX"))
    assert [p.code for p in found] == ["policy-differs", "id-policy"]


def test_a_policy_without_clauses_key(tmp_path: Path) -> None:
    text = str(projects.files()[EN_GC])
    start, end = text.index("clauses:"), text.index("---\n###")
    (problem,) = projects.check(tmp_path, {EN_GC: text[:start] + text[end:]})
    assert (problem.code, problem.values) == ("field-missing", {"key": "clauses"})


def test_an_id_changed_in_one_language(tmp_path: Path) -> None:
    found = projects.check(tmp_path, patched(CY_GC, "{#GC-002}", "{#GC-02}"))
    assert [(p.code, p.path) for p in projects.but_stamps(found)] == [
        ("id-malformed", CY_GC),
        ("clause-missing-cy", EN_GC),
    ]


def test_an_unsafe_link_is_one_problem(tmp_path: Path) -> None:
    change = patched(EN_GC, "See [SM-002]", "See [SM-002] [x](javascript:x)")
    change |= patched(CY_GC, "Gweler [SM-002]", "Gweler [SM-002] [x](javascript:x)")
    found = projects.check(tmp_path, change)
    assert [p.path for p in found if p.code == "link-unsafe"] == [CY_GC, EN_GC]


@pytest.mark.parametrize("text", ["[SM-002, SM-003]", "[see SM-002]", "(SM-002)", "**SM-002**"])
def test_an_id_that_is_no_link(text: str, tmp_path: Path) -> None:
    found = projects.check(tmp_path, patched(EN_GC, "See [SM-002]", f"See {text}"))
    assert "reference-bare" in projects.codes(found)


@pytest.mark.parametrize("text", ["[sm-002]", "[SM-02]", "[SM002]", "[Sm_002]", "[SM 002]"])
def test_a_mistyped_reference(text: str, tmp_path: Path) -> None:
    found = projects.check(tmp_path, patched(EN_GC, "See [SM-002]", f"See {text}"))
    (problem,) = (p for p in found if p.code == "reference-unknown")
    assert problem.values == {"id": text.strip("[]"), "suggestion": "SM-002"}


@pytest.mark.parametrize("when", ["disclaimer", "[disclaimer]", "{disclaimer: {a: b}}"])
def test_a_choice_that_cannot_be_understood(when: str, tmp_path: Path) -> None:
    """Else the clause would show whatever the school chooses."""
    found = projects.check(
        tmp_path, patched(EN_GC, "[governors], see", f"[governors], when: {when}, see")
    )
    assert "entry-malformed" in projects.codes(found)
    assert "variant-none" not in projects.codes(found)


@pytest.mark.parametrize(
    ("clauses", "codes"),
    [
        ("[SM-001, SM-009]", []),
        ("SM-002", []),
        ("[SM-001, SM-022]", ["reference-unknown"]),
        ("{SM-001: x}", ["entry-malformed"]),
    ],
)
def test_clauses_of_a_version(clauses: str, codes: list[str], tmp_path: Path) -> None:
    change = patched(EN_SM, "text: First version.", f"text: First version., clauses: {clauses}")
    assert [problem.code for problem in projects.check(tmp_path, change)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "Signed: ____",
        "Tel. ___",
        "Ask [insert name].",
        "Ask [rhowch enw].",
        "On .......",
        "Dear XXX,",
    ],
)
def test_a_gap(text: str, tmp_path: Path) -> None:
    found = projects.check(tmp_path, patched(EN_ABOUT, "[SM-001].", f"[SM-001].\n{text}"))
    assert projects.codes(projects.but_stamps(found)) == ["text-unfilled"]


def test_one_mistake_in_a_variant_is_one_problem(tmp_path: Path) -> None:
    variants = twice(
        EN_GC,
        ("parents]}", "parents], when: {disclaimer: recommended}}"),
        ("[governors], see", "[governors], when: {disclaimer: required-if-named}, see"),
    )
    warned = projects.codes(projects.check(tmp_path / "a", variants))
    assert warned == ["reference-hidden"]
    text = variants[EN_GC]
    for number, (old, new, code) in enumerate(
        [
            (": recommended", ": recomended", "option-value-unknown"),
            ("{#GC-002}", "{#gc-002}", "id-malformed"),
            ("audience: [governors], ", "", "audience-missing"),
        ]
    ):
        found = projects.check(tmp_path / str(number), {EN_GC: text.replace(old, new)})
        codes = {problem.code for problem in found if problem.severity == "error"}
        assert code in codes
        assert not codes & {"variant-none", "variant-several"}


# Good text, which no rule may take for a mistake

GOOD = {
    "code span": "Write `<b>` or `[SM-999]` or `{{ nothing }}` as it is.",
    "several references": "Good [SM-001], [SM-002] [SM-003]: so be it, [SM-001](../about.md).",
    "address in angle brackets": "Go to <https://example.com/> or <mailto:a@example.com>.",
    "mail in angle brackets": "Write to <a.b@example.com> today.",
    "comparison": "Ages 3 < 4 and 5 > 4, and a &lt;b sign.",
    "heading sign escaped": "\\#sign is fun.",
    "bold line, list, rule": "**Bold**\n\n- one\n- two\n\n***\n\nEnd.",
    "ordered list": "1. one\n2. two\n    - a\n    - b\n\nEnd.",
    "same numbers": "1. one\n1. two\n\nEnd.",
    "table": "| a | b |\n| --- | :-: |\n| c | d |",
    "note": '!!! note "Read this"\n    Text of the note.\n\nEnd.',
    "attribute": 'A [link](https://example.com/){: title="x" } and text = more.',
    "dots and lines": "Wait... ***so*** [enter the hall](media.md) a__b xxx a___b.",
    "braces": "Use {x} as in a = b, and {{ school.name }}?x=1 too.",
    "personal data": "We keep your personal information: your name.",
    "placeholder in a link": "[Write](mailto:{{ contact.email }}) to us.",
    "date over lines": "It is on 15\nJune 2026, or 1st of May\n2027.",
    "telephone": "Phone +44 (0)1632 960 001 now.",
    "quote": "> A quotation of\n> two lines.\n\nEnd.",
    "link to a heading": "[There](media.md#account) and [here](#GC-001).",
    "line of a list that begins with a year": "The Act of\n1998. So it was.",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_good_text_is_no_problem(text: str, tmp_path: Path) -> None:
    english = "This code is for the governors of the school, and it is short."
    welsh = "Mae'r cod hwn ar gyfer llywodraethwyr yr ysgol, ac mae'n fyr."
    months = {"June": "Mehefin", "May": "Fai", "1st of": "1af o", "+44 (0)": "0"}
    translated = text
    for month, name in months.items():
        translated = translated.replace(month, name)
    changes = patched(EN_GC, english, f"{english}\n\n{text}")
    changes |= patched(CY_GC, welsh, f"{welsh}\n\n{translated}")
    found = [
        problem
        for problem in projects.check(tmp_path, changes)
        if not problem.code.startswith("stamp-stale")
    ]
    aside = {
        "reference-hidden",
        "edition-id",
        "text-language-cy",
    }  # it is the same text in both languages
    hidden = [problem for problem in found if problem.code not in aside]
    assert hidden == [], render(found, "text", "en")


# The report of a project with many mistakes

MISTAKES = {
    **patched(SCHOOL, "    cy: pennaeth\n", ""),
    **own(("after: SM-001", "after: SM-010")),
    **twice(
        EN_SM,
        ("on: 2026-11-21", "on: 21/11/2026"),
        ("SM-003: {audience: [staff]", "SM-003: {audience: [stafff]"),
        ("Decline every", "Sometimes decline every"),
        ("See [GC-001]", "See [GC-010]"),
        ("### Privacy", "### Privacy <script>"),
    ),
    **twice(
        CY_SM,
        ("- cadwch y gwreiddiol\n", ""),
        ("1 Medi 2026", "2 Medi 2026"),
        ("## Eich cyfrif {#account}", "## Eich cyfrif {#cyfrif}"),
    ),
    EN_ABOUT: BASE[EN_ABOUT].replace("title:", "titel:"),
    CY_GC: "### ".join(WELSH_GC[:2]),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_report(language: Language, tmp_path: Path) -> None:
    """All problems of a project. Run with POLISI_GOLDEN=1 to write the golden files anew."""
    found = projects.check(tmp_path, MISTAKES)
    compare(f"report-{language}.txt", render(found, "text", language) + "\n")


@pytest.fixture(scope="module")
def every_problem(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """The first problem of every example's code, in the order of the rules."""
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DAY, SECOND_OF_GOLDEN)  # some messages say which day it is
        for code in all_rules():
            if example := BY_CODE.get(code):
                problems = projects.check(tmp_path_factory.mktemp(code), example.changes)
                found.append(next(problem for problem in problems if problem.code == code))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message(language: Language, every_problem: list[Problem]) -> None:
    """What each rule says to somebody, to read as a whole."""
    compare(f"messages-{language}.txt", render(every_problem, "text", language) + "\n")


def compare(name: str, report: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("POLISI_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(report, encoding="utf-8", newline="\n")
    assert report == golden.read_text(encoding="utf-8")


def test_as_text_is_two_lines() -> None:
    problem = Problem("heading-empty", "docs/en/x.md", 3, "SM-001", {"id": "SM-001"})
    assert as_text(problem, "en") == (
        "docs/en/x.md:3: error [heading-empty] SM-001: The heading of SM-001 has no words.\n"
        "    Fix: Write a short heading that says what the text is about."
    )
