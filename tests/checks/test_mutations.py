"""A small project, spoilt in every way that we could think of: a clear problem, or a right page.

Each row changes a copy of it and says the codes of all problems that follow; ``FINE`` says
that there must be none. That a changed text makes its stamp stale goes without saying.
"""

# A row of the table is one mutation, however long.
# ruff: noqa: E501

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import projects
from polisi import checks, project
from polisi.problems import Problem, render
from polisi.words.languages import LANGUAGES
from projects import BASE, CY_ABOUT, CY_GC, CY_SM, EN_ABOUT, EN_GC, SCHOOL
from sites import agree, copy, replaced

EN_PC, CY_PC = (f"docs/{each}/policies/parents-code.md" for each in LANGUAGES)
FINE: set[str] = set()

ENGLISH = """\
---
policy: PC
title: Code for parents
summary: What we ask of parents and carers online, and what they can ask of us when it goes wrong.
owner: headteacher
changes:
  1.0.0: {on: 2026-11-21, text: First version.}
clauses:
  PC-001: {audience: [staff, governors, parents]}
  PC-002: {audience: [parents]}
  PC-003: {audience: [parents]}
  PC-004: {audience: [parents]}
  PC-005: {audience: [parents], see: [GC-001]}
  PC-007: {audience: [parents]}
  PC-008: {audience: [parents]}
  PC-009: {audience: [parents]}
  PC-012: {audience: [parents]}
  PC-013: {audience: [parents]}
---
## Starting well {#starting-well}

### Who this code is for {#PC-001}

This is the code of {{ school.name }}, and it is for every parent and carer.

### How to raise a concern {#PC-002}

If something worries you, tell the people who can do something about it:

- talk to the class teacher first
- write to the office

## When you post {#when-you-post}

### Posting about school life {#PC-003}

Post what you would say at the school gate, and read [PC-002] first.

### Photos of children {#PC-004}

Before you share a photo from a school event:

- ask the parents of the other children
- name nobody

### Parents' messaging groups {#PC-005}

The groups belong to the parents in them. To raise something with us, see [PC-002] or
{{ contact.website }}.

## When things go wrong {#when-things-go-wrong}

### Asking for a post to be removed {#PC-007}

Write to {{ contact.email }}, and we will answer within 30 days. You can also
[report it](https://reportharmfulcontent.com/).

!!! note
    Keep a copy, and phone {{ contact.telephone }} within 2 days.

### Fair criticism is welcome {#PC-008}

You may say what you think of the school, and nobody will treat your child differently for it.

### Our promise to you {#PC-009}

You can be sure that we listen to you and that we tell you what we have done.

### Age limits and your child {#PC-012}

The rules change on 15 June 2027, and we will tell you before then.

### Where to get help {#PC-013}

| What has happened | Who can help |
|---|---|
| Somebody is in danger | Phone 999 |
| You want to talk | Phone 080880 23456 |
"""
WELSH = """\
---
policy: PC
title: Cod i rieni
slug: cod-rhieni
summary: Yr hyn a ofynnwn i rieni a gofalwyr ar-lein, a'r hyn y gallan nhw ei ofyn i ni.
changes:
  1.0.0: Y fersiwn gyntaf.
clauses:
  PC-001: {}
  PC-002: {}
  PC-003: {}
  PC-004: {}
  PC-005: {}
  PC-007: {}
  PC-008: {}
  PC-009: {}
  PC-012: {}
  PC-013: {}
---
## Dechrau'n dda {#starting-well}

### Ar gyfer pwy mae'r cod hwn {#PC-001}

Dyma god {{ school.name | meddal }}, ac mae ar gyfer pob rhiant a gofalwr.

### Sut i godi pryder {#PC-002}

Os oes rhywbeth yn eich poeni, dywedwch wrth y bobl sy'n gallu gwneud rhywbeth amdano:

- siaradwch â'r athro dosbarth yn gyntaf
- ysgrifennwch at y swyddfa

## Pan fyddwch yn postio {#when-you-post}

### Postio am fywyd yr ysgol {#PC-003}

Postiwch yr hyn y byddech yn ei ddweud wrth giât yr ysgol, a darllenwch [PC-002] yn gyntaf.

### Lluniau o blant {#PC-004}

Cyn i chi rannu llun o ddigwyddiad ysgol:

- gofynnwch i rieni'r plant eraill
- peidiwch ag enwi neb

### Grwpiau negeseua rhieni {#PC-005}

Y rhieni sydd ynddyn nhw sydd biau'r grwpiau. I godi rhywbeth gyda ni, gweler [PC-002] neu
{{ contact.website }}.

## Pan aiff pethau o'u lle {#when-things-go-wrong}

### Gofyn am dynnu postiad i lawr {#PC-007}

Ysgrifennwch at {{ contact.email }}, a byddwn yn ateb o fewn 30 diwrnod. Gallwch hefyd
[roi gwybod amdano](https://reportharmfulcontent.com/).

!!! note
    Cadwch gopi, a ffoniwch {{ contact.telephone }} o fewn 2 ddiwrnod.

### Mae croeso i feirniadaeth deg {#PC-008}

Cewch ddweud eich barn am yr ysgol, ac ni fydd neb yn trin eich plentyn yn wahanol o'i herwydd.

### Ein haddewid i chi {#PC-009}

Gallwch fod yn siŵr ein bod yn gwrando arnoch ac yn dweud wrthych beth rydym wedi'i wneud.

### Terfynau oedran a'ch plentyn {#PC-012}

Mae'r rheolau'n newid ar 15 Mehefin 2027, a byddwn yn dweud wrthych cyn hynny.

### Ble i gael help {#PC-013}

| Beth sydd wedi digwydd | Pwy all helpu |
|---|---|
| Mae rhywun mewn perygl | Ffoniwch 999 |
| Rydych eisiau siarad | Ffoniwch 080880 23456 |
"""
CITING = {
    EN_GC: replaced("and it is short.", "and it is short. See [PC-001]."),
    CY_GC: replaced("ac mae'n fyr.", "ac mae'n fyr. Gweler [PC-001]."),
}
"""A policy that cites it."""

Mutation = Callable[[Path], object]


def edit(path: str, pattern: str, new: str, count: int = 1) -> Mutation:
    """Replace what a pattern finds first, or ``count`` times, or always (0)."""

    def mutate(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        changed, times = re.subn(pattern, lambda _: new, text, count=count, flags=re.MULTILINE)
        assert times >= max(count, 1), f"{pattern!r} is not in {path}"
        (root / path).write_bytes(changed.encode("utf-8", "surrogatepass"))

    return mutate


def raw(path: str, change: Callable[[bytes], bytes]) -> Mutation:
    """Change a file's bytes."""
    return lambda root: (root / path).write_bytes(change((root / path).read_bytes()))


def both(*mutations: Mutation) -> Mutation:
    """Do several things."""
    return lambda root: [mutate(root) for mutate in mutations]


def span(text: str, id_: str) -> tuple[int, int]:
    """Return where a clause starts and ends."""
    start = re.search(rf"^#+[^\n]*\{{#{id_}\}}$", text, re.MULTILINE)
    assert start, id_
    following = re.compile(r"^#", re.MULTILINE).search(text, start.end())
    return start.start(), following.start() if following else len(text)


def clause(path: str, id_: str, change: Callable[[str], str]) -> Mutation:
    """Change a clause: heading and text."""

    def mutate(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        start, end = span(text, id_)
        changed = change(text[start:end])
        assert changed != text[start:end]
        (root / path).write_text(text[:start] + changed + text[end:], encoding="utf-8", newline="")

    return mutate


def add(path: str, id_: str, text: str) -> Mutation:
    """Put a paragraph at the end of a clause."""
    return clause(path, id_, lambda old: f"{old.rstrip()}\n\n{text}\n\n")


def add_both(welsh: str, english: str = "") -> Mutation:
    """Put a paragraph at the end of a clause in both languages, the same or one in each."""
    return both(add(EN_PC, "PC-002", english or welsh), add(CY_PC, "PC-002", welsh))


def on_page(welsh: str, english: str = "") -> Mutation:
    """Put a paragraph at the end of the page that is no policy, in both languages."""
    ends = {CY_ABOUT: f"\n\n{welsh}\n".encode(), EN_ABOUT: f"\n\n{english or welsh}\n".encode()}
    return both(
        *(raw(path, lambda old, end=end: old.rstrip() + end) for path, end in ends.items())  # type: ignore[misc]
    )


def create(path: str, content: bytes | str = b"") -> Mutation:
    """Write a new file."""

    def mutate(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())

    return mutate


def delete(path: str) -> Mutation:
    """Delete a file."""
    return lambda root: (root / path).unlink()


def rename(old: str, new: str) -> Mutation:
    """Rename a file."""

    def mutate(root: Path) -> None:
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)

    return mutate


def link(path: str, target: str) -> Mutation:
    """Make a symbolic link."""

    def mutate(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(target)

    return mutate


def swap(path: str, first: str, second: str) -> Mutation:
    """Swap two clauses."""

    def mutate(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        (a, b), (c, d) = span(text, first), span(text, second)
        text = text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
        (root / path).write_text(text, encoding="utf-8", newline="")

    return mutate


def encoded(encoding: str) -> Callable[[bytes], bytes]:
    return lambda old: old.decode("utf-8").encode(encoding, "replace")


BOMB = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))])
PAGE = "---\ntitle: Title\n---\n"

MUTATIONS: list[tuple[str, Mutation, set[str]]] = [
    ("nothing", lambda root: None, FINE),
    # drop
    ("drop a Welsh clause", clause(CY_PC, "PC-009", lambda _: ""), {"clause-missing-cy"}),
    ("drop an English clause", clause(EN_PC, "PC-009", lambda _: ""), {"clause-missing-en"}),
    ("drop a Welsh page", delete(CY_ABOUT), {"page-missing-cy"}),
    ("drop an English page", delete(EN_ABOUT), {"page-missing-en"}),
    ("drop a Welsh policy", delete(CY_PC), {"page-missing-cy"}),
    ("drop an English policy", delete(EN_PC), {"page-missing-en"}),
    ("drop a policy that others cite", both(delete(EN_PC), delete(CY_PC)), {"reference-unknown"}),
    ("drop a Welsh section", edit(CY_PC, r"^## .*\{#when-you-post\}\n", ""), {"section-missing-cy"}),
    ("drop an English section", edit(EN_PC, r"^## .*\{#when-you-post\}\n", ""), {"section-missing-en"}),
    ("drop an entry", edit(EN_PC, r"^  PC-009: .*\n", ""), {"id-unregistered"}),
    ("drop a stamp", edit(CY_PC, r"^  PC-009: .*\n", ""), {"stamp-missing"}),
    ("drop all stamps", edit(CY_PC, r"^clauses:\n(  .*\n)+", ""), {"stamp-missing"}),
    ("drop all entries", edit(EN_PC, r"^clauses:\n(  .*\n)+", ""), {"field-missing"}),
    ("drop an item of a list", clause(CY_PC, "PC-004", lambda old: re.sub(r"(?m)^- .*\n", "", old, count=1)), {"shape-lists"}),
    ("drop a row of a table", clause(CY_PC, "PC-013", lambda old: re.sub(r"(?m)^\|.*999.*\n", "", old, count=1)), {"shape-tables", "differ-figures"}),
    ("drop the line under a table's head", clause(CY_PC, "PC-013", lambda old: re.sub(r"(?m)^\|[-| ]+\n", "", old)), {"shape-tables", "table-malformed"}),
    ("drop a note", clause(CY_PC, "PC-007", lambda old: re.sub(r"(?m)^!!! .*\n    .*\n", "", old)), {"shape-admonitions", "differ-figures", "differ-placeholders"}),
    ("drop the blank line before a list", clause(CY_PC, "PC-002", lambda old: old.replace("\n\n- ", "\n- ", 1)), FINE),
    ("drop the code of a policy", edit(EN_PC, r"^policy: PC\n", ""), {"policy-differs"}),
    ("drop the Welsh title", edit(CY_PC, r"^title: .*\n", ""), {"field-missing"}),
    ("drop the versions", edit(EN_PC, r"^changes:\n(  .*\n)+", ""), {"field-missing", "change-differs"}),
    ("drop a Welsh version", edit(CY_PC, r"^changes:\n  .*\n(  .*\n)*", ""), {"field-missing"}),
    ("drop the audience", edit(EN_PC, r"PC-012: \{audience: \[parents\]", "PC-012: {"), {"audience-missing"}),
    ("drop the front matter", edit(CY_PC, r"\A---\n(.*\n)*?---\n", ""), {"front-matter-missing"}),
    ("drop the first delimiter", edit(EN_PC, r"\A---\n", ""), {"front-matter-missing"}),
    ("drop the second delimiter", edit(EN_PC, r"^---\n(?=##)", ""), {"front-matter-open"}),
    ("drop school.yml", delete(SCHOOL), {"school-missing"}),
    ("drop a value of school.yml", edit(SCHOOL, r"^  email: .*\n", ""), {"placeholder-empty"}),
    # duplicate
    ("a clause twice in Welsh", clause(CY_PC, "PC-009", lambda old: old + old), {"id-twice"}),
    ("a clause twice in both", both(clause(EN_PC, "PC-009", lambda old: old + old), clause(CY_PC, "PC-009", lambda old: old + old)), {"id-twice"}),
    ("a section twice", edit(EN_PC, r"^## .*\{#when-you-post\}\n", "## Again {#when-you-post}\n\n## Again {#when-you-post}\n"), {"id-twice"}),
    ("a key twice", edit(EN_PC, r"^owner: .*", "owner: headteacher\nowner: headteacher"), {"yaml-key-twice"}),
    ("an entry twice", edit(EN_PC, r"^(?=  PC-008:)", "  PC-008: {audience: [staff]}\n"), {"yaml-key-twice"}),
    ("a policy copied under another name", lambda root: [shutil.copy(root / path, (root / path).with_name("copy.md")) for path in (EN_GC, CY_GC)], {"policy-twice", "id-twice", "address-twice"}),
    ("a page copied with its slug", both(create("docs/cy/a.md", PAGE + "Testun sydd yma.\n"), create("docs/en/a.md", PAGE + "A text that is here.\n"), create("docs/cy/b.md", PAGE.replace("\n---\n", "\nslug: a\n---\n") + "Testun sydd yma.\n"), create("docs/en/b.md", PAGE + "A text that is here.\n")), {"address-twice", "stamp-missing"}),
    # swap
    ("two clauses swapped in Welsh", swap(CY_PC, "PC-003", "PC-004"), {"shape-order"}),
    ("two clauses swapped in both", both(swap(CY_PC, "PC-003", "PC-004"), swap(EN_PC, "PC-003", "PC-004")), FINE),
    ("the languages of a policy swapped", lambda root: [(root / EN_PC).rename(root / "x"), (root / CY_PC).rename(root / EN_PC), (root / "x").rename(root / CY_PC)], {"key-unknown", "field-missing", "audience-missing", "text-language-cy", "text-language-en", "stamp-missing", "filter-unknown", "entry-malformed"}),
    ("two languages' ids swapped", both(edit(CY_PC, r"\{#PC-003\}", "{#X}"), edit(CY_PC, r"\{#PC-004\}", "{#PC-003}"), edit(CY_PC, r"\{#X\}", "{#PC-004}")), {"shape-order", "shape-lists", "differ-references", "differ-negations", "differ-people"}),
    # mistype
    ("a clause id in small letters", edit(EN_PC, r"\{#PC-009\}", "{#pc-009}"), {"id-malformed", "clause-missing-en"}),
    ("a clause id with two digits", edit(CY_PC, r"\{#PC-009\}", "{#PC-09}"), {"id-malformed", "clause-missing-cy"}),
    ("a clause id with another number", edit(CY_PC, r"\{#PC-009\}", "{#PC-099}"), {"clause-missing-cy", "clause-missing-en"}),
    ("a clause id of another policy", both(*(edit(path, r"PC-009", "SM-709", 0) for path in (EN_PC, CY_PC))), {"id-policy"}),
    ("a heading without id", edit(CY_PC, r" \{#PC-009\}", ""), {"heading-without-id", "clause-missing-cy"}),
    ("an id in square brackets", edit(CY_PC, r"\{#PC-009\}", "[#PC-009]"), {"heading-without-id", "clause-missing-cy"}),
    ("a class beside the id", edit(CY_PC, r"\{#PC-009\}", "{#PC-009 .big}"), {"heading-without-id", "clause-missing-cy", "markup-left"}),
    ("an audience mistyped", edit(EN_PC, r"PC-012: \{audience: \[parents\]", "PC-012: {audience: [parnets]"), {"audience-unknown"}),
    ("an audience in capitals", edit(EN_PC, r"PC-012: \{audience: \[parents\]", "PC-012: {audience: [Parents]"), {"audience-unknown"}),
    ("no audience", edit(EN_PC, r"PC-012: \{audience: \[parents\]", "PC-012: {audience: []"), {"audience-empty"}),
    ("an audience that is a mapping", edit(EN_PC, r"PC-012: \{audience: \[parents\]", "PC-012: {audience: {parents: yes}"), {"audience-empty"}),
    ("a key mistyped", edit(EN_PC, r"^owner:", "ownr:"), {"key-unknown", "field-missing"}),
    ("a reference mistyped", clause(EN_PC, "PC-005", lambda old: old.replace("[PC-002]", "[PC-202]")), {"reference-unknown", "differ-references"}),
    ("a reference in small letters", clause(EN_PC, "PC-005", lambda old: old.replace("[PC-002]", "[pc-002]")), {"reference-unknown", "differ-references", "differ-figures"}),
    ("a reference without brackets", clause(EN_PC, "PC-005", lambda old: old.replace("[PC-002]", "PC-002")), {"reference-bare", "differ-references", "differ-figures"}),
    ("a placeholder mistyped", clause(EN_PC, "PC-005", lambda old: old.replace("contact.website", "contact.web")), {"placeholder-unknown", "differ-placeholders"}),
    ("a placeholder never closed", clause(EN_PC, "PC-005", lambda old: old.replace("contact.website }}", "contact.website }")), {"placeholder-unknown", "differ-placeholders", "markup-left"}),
    ("an owner that is no role", edit(EN_PC, r"^owner: .*", "owner: Mrs Jones"), {"owner-unknown"}),
    ("a date that is none", edit(EN_PC, r"on: 20\d\d-\d\d-\d\d", "on: 2027-02-30"), {"change-date"}),
    ("a policy code in small letters", both(*(edit(path, r"^policy: PC", "policy: pc") for path in (EN_PC, CY_PC))), {"policy-code"}),
    ("a stamp cut short", edit(CY_PC, r"PC-009: \{agreed: \w+-\w+\}", "PC-009: {agreed: 123}"), {"stamp-malformed"}),
    ("a stamp of other texts", edit(CY_PC, r"PC-009: \{agreed: \w+-\w+\}", "PC-009: {agreed: 00000000-00000000}"), {"stamp-stale-cy-unknown", "stamp-stale-en-unknown"}),
    ("a stamp that is a list", edit(CY_PC, r"PC-009: \{agreed: [\w-]+\}", "PC-009: [agreed]"), {"entry-malformed", "stamp-missing"}),
    ("a language mistyped", edit(SCHOOL, r"^default_language: .*", "default_language: welsh"), {"school-value"}),
    ("Welsh as the default language", edit(SCHOOL, r"^default_language: .*", "default_language: cy"), FINE),
    # other substance
    ("a figure changed", clause(CY_PC, "PC-007", lambda old: old.replace("30", "60")), {"differ-figures"}),
    ("a date changed", clause(CY_PC, "PC-012", lambda old: old.replace("15 Mehefin", "16 Mehefin").replace("15 o Fehefin", "16 o Fehefin")), {"differ-dates"}),
    ("a telephone number changed", clause(CY_PC, "PC-013", lambda old: old.replace("080880 23456", "080880 23457")), {"differ-telephones"}),
    ("an e-mail address in one text", add(CY_PC, "PC-009", "Ysgrifennwch at a@example.com hefyd."), {"differ-emails", "shape-blocks"}),
    ("a link changed", clause(CY_PC, "PC-007", lambda old: old.replace("https://reportharmfulcontent.com/", "https://example.com/")), {"differ-links"}),
    ("the Welsh text in English", lambda root: (root / CY_PC).write_bytes(in_english(root, "PC-009")), {"text-identical", "text-language-cy"}),
    ("the Welsh text emptied", clause(CY_PC, "PC-009", lambda old: old.split("\n")[0] + "\n\n"), {"text-empty"}),
    ("a heading emptied", edit(CY_PC, r"^### .*\{#PC-009\}", "### {#PC-009}"), {"heading-empty"}),
    ("another heading level", edit(CY_PC, r"^### (?=.*\{#PC-009\})", "#### "), {"shape-level"}),
    ("a clause as first heading level", both(*(edit(path, r"^### (?=.*\{#PC-009\})", "# ") for path in (EN_PC, CY_PC))), {"heading-level"}),
    # truncate
    ("Welsh cut in the middle", raw(CY_PC, lambda old: old[: len(old) // 2]), {"*"}),
    ("Welsh cut in a letter", raw(CY_PC, lambda old: old[: old.index("ŵ".encode()) + 1] if "ŵ".encode() in old else old[:5000] + b"\xc5"), {"file-not-utf8"}),
    ("cut in the front matter", raw(EN_PC, lambda old: old[:200]), {"front-matter-open"}),
    ("cut to nothing", raw(EN_PC, lambda old: b""), {"front-matter-missing"}),
    ("an empty page in both languages", both(create("docs/en/x.md", PAGE), create("docs/cy/x.md", PAGE)), {"text-empty", "stamp-missing"}),
    # re-encode
    ("Latin-1", raw(CY_PC, encoded("latin-1")), {"file-not-utf8"}),
    ("Windows-1252", raw(CY_PC, encoded("cp1252")), {"file-not-utf8"}),
    ("UTF-16", raw(CY_SM, encoded("utf-16")), {"file-not-utf8"}),
    ("UTF-16 without mark", raw(CY_SM, encoded("utf-16-le")), {"file-nul"}),
    ("UTF-32", raw(CY_SM, encoded("utf-32-be")), {"file-nul"}),
    ("Windows line ends", raw(CY_SM, lambda old: old.replace(b"\n", b"\r\n")), FINE),
    ("old Mac line ends", raw(CY_SM, lambda old: old.replace(b"\n", b"\r")), FINE),
    ("a byte order mark", raw(CY_SM, lambda old: b"\xef\xbb\xbf" + old), FINE),
    ("everything from Windows", lambda root: [raw(str(f.relative_to(root)), lambda old: b"\xef\xbb\xbf" + old.replace(b"\n", b"\r\n"))(root) for f in root.rglob("*.md")], FINE),
    ("two byte order marks", raw(CY_SM, lambda old: b"\xef\xbb\xbf" * 2 + old), {"front-matter-missing"}),
    ("spaces at the ends of lines", raw(CY_SM, lambda old: old.replace(b".\n", b".  \n")), FINE),
    ("no line break at the end", raw(CY_SM, lambda old: old.rstrip()), FINE),
    ("a NUL", raw(CY_SM, lambda old: old + b"\0"), {"file-nul"}),
    ("an image that calls itself a page", create("docs/en/x.md", b"\x89PNG\r\n\x1a\n\0"), {"file-nul"}),
    ("a huge file", raw(CY_SM, lambda old: old + b"gair " * 200_001), {"file-too-big"}),
    # nest
    ("a folder that is called like a page", lambda root: (root / "docs/en/x.md").mkdir(), FINE),
    ("a page in such a folder", both(create("docs/en/x.md/y.md", PAGE + "x"), create("docs/cy/x.md/y.md", PAGE + "y")), {"page-name", "text-empty", "stamp-missing"}),
    ("a page with another ending", both(rename(EN_ABOUT, "docs/en/about.markdown"), rename(CY_ABOUT, "docs/cy/about.markdown")), {"page-name"}),
    ("a page renamed in Welsh", rename(CY_ABOUT, "docs/cy/am.md"), {"page-missing-cy", "page-missing-en"}),
    ("a policy renamed in Welsh", rename(CY_PC, "docs/cy/policies/rhieni.md"), {"page-missing-cy", "page-missing-en"}),
    ("a policy moved in both", both(rename(EN_PC, "docs/en/policies/more/pc.md"), rename(CY_PC, "docs/cy/policies/more/pc.md")), FINE),
    ("a page beside the languages", create("docs/index.md", PAGE), {"page-elsewhere"}),
    ("a third language", create("docs/fr/about.md", PAGE), {"page-elsewhere"}),
    ("an editor's files", both(create("docs/en/.about.md.swp", b"\0"), link("docs/en/.#about.md", "me@host.1")), FINE),
    ("an editor's copy, which would be published", create("docs/en/about.md~", b"\0"), {"file-kind"}),
    ("a page that leads out", link(EN_ABOUT, "/etc/hostname"), {"file-unreadable"}),
    ("a picture that leads out", link("docs/en/x.png", "../../school.yml"), {"file-unreadable"}),
    ("a folder that leads out", link("docs/en/x", "/etc"), {"file-unreadable"}),
    ("a link to itself", link(EN_ABOUT, "about.md"), {"file-unreadable"}),
    ("a link to nothing", link(EN_ABOUT, "nothing.md"), {"file-unreadable"}),
    ("a heading in a list", add_both("- ## a heading"), {"heading-form"}),
    ("a heading in a quotation", on_page("> ## a heading"), {"heading-form"}),
    ("an underlined heading", on_page("A heading\n========="), {"heading-form"}),
    ("an underlined item", on_page("- a heading\n---"), {"heading-form"}),
    ("a line across the page", on_page("***"), FINE),
    ("a hashtag at the start of a line", add_both("#hashnod yw hwn", "#tag is what this is"), {"heading-without-id"}),
    ("a hashtag on a page", on_page("#hashnod yw hwn", "#tag is what this is"), {"heading-level"}),
    ("a hashtag, escaped", add_both("\\#hashnod yw hwn", "\\#tag is what this is"), FINE),
    ("text before the first heading", both(edit(EN_PC, r"^---\n(?=##)", "---\nText.\n\n"), edit(CY_PC, r"^---\n(?=##)", "---\nTestun.\n\n")), {"text-outside-clause"}),
    ("text under a section", both(edit(EN_PC, r"(?<=\{#when-you-post\}\n)", "\nText.\n"), edit(CY_PC, r"(?<=\{#when-you-post\}\n)", "\nTestun.\n")), {"text-outside-clause"}),
    # YAML
    ("a tab in YAML", edit(EN_PC, r"^  PC-009", "\tPC-009"), {"yaml-tab"}),
    ("a colon in a title", edit(EN_PC, r"^title: .*", "title: Online: the code"), {"yaml-broken"}),
    ("a bracket never closed", edit(EN_PC, r"PC-012: \{audience: \[parents\]", "PC-012: {audience: [parents"), {"yaml-broken"}),
    ("an anchor", edit(EN_PC, r"PC-012: \{audience: \[parents\]", "PC-012: {audience: &a [parents]"), {"yaml-broken"}),
    ("a bomb of aliases", edit(EN_PC, r"^policy: PC", f"{BOMB}\npolicy: PC"), {"yaml-broken"}),
    ("very deep nesting", edit(EN_PC, r"^policy: PC", "x: " + "[" * 100_000 + "\npolicy: PC"), {"yaml-broken"}),
    ("a tag that makes an object", edit(EN_PC, r"^title: ", "title: !!python/object/apply:os.system "), {"yaml-broken"}),
    ("front matter that is a list", edit(EN_PC, r"\A---\n(.*\n)*?---\n", "---\n- a\n---\n"), {"yaml-broken"}),
    ("front matter that is empty", edit(EN_ABOUT, r"\A---\n(.*\n)*?---\n", "---\n---\n"), {"field-missing"}),
    ("a title that is a list", edit(EN_PC, r"^title: .*", "title: [a, b]"), {"field-missing"}),
    ("a title that is null", edit(EN_PC, r"^title: .*", "title: ~"), {"field-missing"}),
    ("clauses that are a list", edit(EN_PC, r"^clauses:\n(  .*\n)+", "clauses: [PC-001]\n"), {"entry-malformed"}),
    ("an entry that is a word", edit(EN_PC, r"PC-012: .*", "PC-012: parents"), {"entry-malformed"}),
    ("see as a mapping", edit(EN_PC, r"see: \[GC-001\]", "see: {GC-001: x}"), {"entry-malformed"}),
    ("see to nothing", edit(EN_PC, r"see: \[GC-001\]", "see: [nothing]"), {"reference-unknown"}),
    ("a retired clause cited", both(edit(EN_PC, r"^clauses:", "retired:\n  PC-050: {on: 2026-01-01, use: PC-001}\nclauses:"), add_both("[PC-050]")), {"reference-retired"}),
    ("a retired id used again", edit(EN_PC, r"^clauses:", "retired:\n  PC-009: {on: 2026-01-01}\nclauses:"), {"id-retired"}),
    ("a retired clause without date", edit(EN_PC, r"^clauses:", "retired:\n  PC-050: {use: PC-001}\nclauses:"), {"retired-malformed"}),
    ("a retired clause with a mistyped key", edit(EN_PC, r"^clauses:", "retired:\n  PC-050: {on: 2026-01-01, uses: PC-001}\nclauses:"), {"key-unknown"}),
    ("school.yml that is a list", create(SCHOOL, "- a\n"), {"yaml-broken"}),
    ("school.yml that is empty", create(SCHOOL), {"school-missing"}),
    # school.yml
    ("an option mistyped", edit(SCHOOL, r"^options:.*", "options:\n  aprover: headteacher"), {"school-key-unknown"}),
    ("a choice that there is not", edit(SCHOOL, r"^  approver: .*", "  approver: anybody"), {"school-value"}),
    ("a tab in school.yml", edit(SCHOOL, r"^  email: ", "\temail: "), {"yaml-tab"}),
    ("a role in one language", edit(SCHOOL, r"^(  headteacher:\n    en: .*\n)    cy: .*\n", "  headteacher:\n    en: headteacher\n"), {"school-incomplete"}),
    ("an address where a number is asked", edit(SCHOOL, r"^  telephone: .*", "  telephone: office@example.com"), {"school-value"}),
    ("a policy adopted in a version that there is not", edit(SCHOOL, r"^adoption:.*", "adoption:\n  PC: {version: 9.9.9, date: 2026-01-31, by: Governors}"), {"adoption-version"}),
    ("a school that fills in its name only", edit(SCHOOL, r"Example School|Ysgol Enghraifft", "Ysgol Aber", 2), {"school-example"}),
    # the school's own text
    ("a clause left out without a reason", both(create("docs/en/school/pc.md", "---\nextends: PC\nleave_out: {PC-013: }\n---\n"), create("docs/cy/school/pc.md", "---\nextends: PC\n---\n")), {"own-reason"}),
    ("a clause left out", both(create("docs/en/school/pc.md", "---\nextends: PC\nleave_out: {PC-013: We have our own.}\n---\n"), create("docs/cy/school/pc.md", "---\nextends: PC\nleave_out: {PC-013: Mae gennym ein rhai ni.}\n---\n")), FINE),
    ("a policy of the template in the school's folder", both(rename(EN_PC, "docs/en/school/pc.md"), rename(CY_PC, "docs/cy/school/pc.md")), {"own-code"}),
    ("a school's own file in one language", create("docs/en/school/pc.md", "---\nextends: PC\n---\n"), {"page-missing-cy"}),
    # what could run code
    ("a script", add_both("<script>alert(1)</script>"), {"raw-html"}),
    ("a script over lines, in capitals", on_page("<SCRIPT\nsrc=x>"), {"raw-html"}),
    ("a frame", on_page("<iframe src='https://example.com'></iframe>"), {"raw-html"}),
    ("an image with an event", on_page('<img src="x" onerror="alert(1)" alt="a@b">'), {"raw-html"}),
    ("a tag with odd signs", on_page('<x"/onmouseover=alert(1)>'), {"raw-html"}),
    ("a comment", on_page("<!-- hidden -->"), {"raw-html"}),
    ("a processing instruction", on_page("<?php echo 1 ?>"), {"raw-html"}),
    ("a tag between escaped backticks", on_page("\\`<img src=x onerror=alert(1)>\\`"), {"raw-html"}),
    ("a tag between two code spans", on_page("`a\nb` <img src=x onerror=alert(1)> `c`"), {"raw-html"}),
    ("a tag in a code span", on_page("Ysgrifennwch `<img>` yma.", "Write `<img>` here."), FINE),
    ("an event in an attribute list", on_page("[x](https://example.com/){: onclick=alert(1) }"), {"raw-html"}),
    ("an event behind a brace", on_page('[x](https://example.com/){: title="}" onclick="alert(1)" }'), {"raw-html"}),
    ("an address in an attribute list", on_page('[x](https://example.com/){: href="java&#115;cript:alert(1)" }'), {"raw-html"}),
    ("an event at a heading", both(*(edit(path, r"\{#cite\}", '{#cite onclick="alert(1)"}') for path in (EN_ABOUT, CY_ABOUT))), {"raw-html", "markup-left"}),
    ("a link that runs code", on_page("[x](javascript:alert)"), {"link-unsafe"}),
    ("a link in mixed letters", on_page("[x](JaVaScRiPt:alert)"), {"link-unsafe"}),
    ("a link in angle brackets", on_page("[x](<javascript:alert>)"), {"link-unsafe"}),
    ("a link with an entity", on_page("[x](java&#115;cript:alert)"), {"link-broken"}),
    ("a link with an entity on the next line", on_page("[x](\njava&#115;cript:alert)"), {"link-broken"}),
    ("a link with a named entity", on_page("[x](javascript&colon;alert)"), {"link-broken"}),
    ("a link with a tab", on_page("[x](java\tscript:alert)"), {"link-broken"}),
    ("a link with data", on_page("[x](data:text/html,x)"), {"link-unsafe"}),
    ("an image with data", on_page("![x](data:image/svg+xml,x)"), {"link-unsafe"}),
    ("a link to a disk", on_page("[x](file:///etc/passwd)"), {"link-unsafe"}),
    ("a link out of docs", on_page("[x](../../README.md)"), {"link-outside"}),
    ("a link out of docs, encoded", on_page("[x](%2e%2e/%2e%2e/README.md)"), {"link-outside"}),
    ("a link from the root", on_page("[x](/etc/passwd)"), {"link-outside"}),
    ("a link with backslashes", on_page("[x](..\\..\\README.md)"), {"link-outside"}),
    ("a link that no file can have", on_page("[x](" + "x" * 5000 + ")"), {"link-broken"}),
    ("a link with NUL, encoded", on_page("[x](a%00b)"), {"link-broken"}),
    ("a link with half an address", on_page("[x](https://[::1)"), {"link-broken"}),
    ("a link by reference", on_page("[x][z]\n\n[z]: https://example.com"), {"link-by-reference"}),
    ("a definition on two lines", on_page("[x]\n\n[x]:\nhttps://example.com"), {"link-by-reference"}),
    ("a footnote", add_both("Testun.[^a]\n\n[^a]: Nodyn.", "Text.[^a]\n\n[^a]: Note."), {"footnote"}),
    # what a reader sees otherwise in one language
    ("rows of a table swapped", both(add(EN_PC, "PC-013", "| A | B |\n|---|---|\n| Parents | one |\n| Staff | two |"), add(CY_PC, "PC-013", "| A | B |\n|---|---|\n| Staff | dau |\n| Rhieni | un |")), {"shape-rows"}),
    ("items of a list swapped", add_both("- Instagram wedyn\n- Facebook yn gyntaf", "- Facebook first\n- Instagram then"), {"shape-items"}),
    ("a list that starts elsewhere", add_both("1. un\n2. dau", "4. one\n5. two"), {"shape-lists"}),
    ("a numbered list against letters", add_both("a) un\nb) dau", "1. one\n2. two"), {"shape-lists"}),
    ("emphasis in one text", add_both("Gofynnwch yn gyntaf.", "Ask **first**."), {"shape-emphasis"}),
    ("emphasis on another figure", add_both("Cadwch 5 copi am **6** wythnos.", "Keep **5** copies for 6 weeks."), {"shape-emphasis"}),
    ("a quotation in one text", add_both("Dywedwyd hynny.", "> It was said."), {"shape-blocks"}),
    ("a note of another kind", add_both("!!! tip\n    Gofynnwch.", "!!! warning\n    Ask."), {"shape-admonitions"}),
    ("an empty cell", add_both("| A | B |\n|---|---|\n| un | |", "| A | B |\n|---|---|\n| one | two |"), {"shape-empty"}),
    ("a word for a text to come", add_both("- un yma\n- Fel uchod", "- one here\n- two here"), {"shape-empty"}),
    ("a text to come", add_both("Cyfieithiad i ddilyn", "Ask us first."), {"text-unfilled", "shape-empty"}),
    ("a gap in brackets", add_both("Ffoniwch [EICH YSGOL].", "Phone [YOUR SCHOOL]."), {"text-unfilled"}),
    ("a picture without words", add_both("![](../../assets/x.png)", "![A tree](../../assets/x.png)"), {"shape-pictures", "shape-empty", "text-blank", "link-broken"}),
    ("a link without words", add_both("[](../about.md) yma", "[here](../about.md) it is"), {"text-blank"}),
    # numbers and sides
    ("a number in words changed", add_both("o fewn pedwar diwrnod", "within five days"), {"differ-figures"}),
    ("a number in words, other digits", add_both("dros 14 oed", "over thirteen"), {"differ-figures"}),
    ("scores, and tens", add_both("hanner cant ohonynt", "fifty of them"), FINE),
    ("the other side of a figure", add_both("i blant dros 13 oed", "for children under 13"), {"differ-figures"}),
    ("the figure itself left out", add_both("plant dros 13 oed", "children of 13 or over"), {"differ-figures"}),
    ("the other side of a date", add_both("ar ôl 1 Mai 2027", "before 1 May 2027"), {"differ-dates"}),
    ("another ordinal", add_both("yr ail dro", "the third time"), {"differ-figures"}),
    ("another Roman numeral", add_both("Rhan III yw hon.", "This is Part II."), {"differ-figures"}),
    ("another letter of a part", add_both("adran 3(b)", "section 3(a)"), {"differ-figures"}),
    ("another month", add_both("ym mis Hydref", "in September"), {"differ-dates"}),
    ("another season", add_both("tymor yr haf", "the autumn term"), {"differ-dates"}),
    ("another period", add_both("Adolygwch ef bob mis.", "Review it every week."), {"differ-dates"}),
    ("another time in words", add_both("am hanner nos", "at noon"), {"differ-figures"}),
    ("another day of the week", add_both("ar ddydd Mawrth", "on Mondays"), {"differ-dates"}),
    ("forbidden in one text", add_both("Postiwch ef.", "Do not post it."), {"differ-negations"}),
    ("allowed in the other", add_both("Cewch ei bostio.", "You must post it."), {"differ-duties"}),
    ("forbidden in the other", add_both("Peidiwch â'i bostio.", "Post it."), {"differ-negations"}),
    ("a per cent left out", add_both("5 ohonynt", "5% of them"), {"differ-figures"}),
    ("another currency", add_both("€5 yr un", "£5 each"), {"differ-figures"}),
    ("another unit", add_both("o fewn 6 mis", "within 6 weeks"), {"differ-figures"}),
    ("figures in each other's places", add_both("o 5 i 3", "from 3 to 5"), {"differ-figures"}),
    ("morning for afternoon", add_both("am 9yb", "at 9pm"), {"differ-figures"}),
    ("another postcode", add_both("CF10 1EQ yw'r cod.", "CF10 1EP is the code."), {"differ-figures"}),
    ("links that changed places", add_both("- [un](https://example.com/b)\n- [dau](https://example.com/a)", "- [one](https://example.com/a)\n- [two](https://example.com/b)"), {"differ-links"}),
    ("the mailbox of somebody else", add_both("Ysgrifennwch at swyddfa@example.org.", "Write to head@example.com."), {"differ-emails"}),
    ("one cell in English", add_both("| Pwy | Pryd |\n|---|---|\n| The parents | nawr |", "| Who | When |\n|---|---|\n| The parents | now |"), {"text-language-cy"}),
    ("one item in English", add_both("- gofynnwch yn gyntaf\n- ask the parents then", "- ask first\n- ask the parents then"), {"text-language-cy"}),
    ("Welsh in the English", add_both("Cadwch ef yn ddiogel.", "Cadwch ef yn ddiogel."), {"text-language-en"}),
    ("French", add_both("Le personnel doit toujours demander la permission avant de publier.", "Staff always ask before they publish a thing."), {"text-language-other"}),
    ("a tip in English", on_page('[hwn](policies/media.md "Read all of this page first")', '[this](policies/media.md "Read all of this page first")'), {"text-language-cy"}),
    ("letters spoilt on the way", add_both("Mae Ã¢ hyn yn wir.", "This is so."), {"text-spoilt"}),
    ("question marks for letters", add_both("Mae'r d?r yn oer.", "The water is cold."), {"text-spoilt"}),
    ("a note that folds", add_both("??? note\n    Gofynnwch.", "??? note\n    Ask."), {"note-malformed"}),
    ("a drafting note", add_both("!!! drafting\n    Gofynnwch i'r awdurdod.", "!!! drafting\n    Ask the authority."), FINE),
    ("a drafting note in one language", add(CY_PC, "PC-002", "!!! drafting\n    Gofynnwch i'r awdurdod."), FINE),
    ("a list one deeper", add_both("- un\n    - dau", "- one\n- two"), {"shape-lists"}),
    ("two paragraphs made one", add_both("Gofynnwch. Arhoswch.", "Ask.\n\nWait."), {"shape-blocks"}),
    ("a gap of a letter in one text", add_both("Annwyl riant,", "Dear (text: name),"), {"shape-fields"}),
    ("rows that are not as many", add_both("(rows 3) Enw | Oed {#r}", "(rows 4) Name | Age {#r}"), {"shape-fields"}),
    ("other headings on a page", edit(CY_ABOUT, r"\{#cite\}", "{#dyfynnu}"), {"page-headings"}),
    ("another id of a section", edit(CY_PC, r"\{#when-you-post\}", "{#pan-yn-postio}"), {"section-missing-cy", "section-missing-en"}),
    ("a version in one language", edit(EN_PC, r"^changes:\n", "changes:\n  1.1.0: {on: 2026-11-22, text: More is said.}\n"), {"change-differs"}),
    ("a version older than the one before it", both(edit(EN_PC, r"^changes:\n", "changes:\n  1.1.0: {on: 2026-11-20, text: More is said.}\n"), edit(CY_PC, r"^changes:\n", "changes:\n  1.1.0: Dywedir mwy.\n")), {"change-order"}),
    ("a kind mistyped", edit(EN_PC, r"^owner: ", "kind: froms\nowner: "), {"kind-unknown"}),
    ("a status that there is not", edit(EN_PC, r"^owner: ", "status: draft\nowner: "), {"status-unknown"}),
    ("help now, or not", edit(EN_PC, r"^owner: ", "help_now: maybe\nowner: "), {"help-now"}),
    ("a value to be confirmed", edit(SCHOOL, r"^monitored_hours:(\n  .*)*", "monitored_hours: {en: TBC, cy: TBC}"), {"school-unfilled"}),
    ("times of a value that differ", edit(SCHOOL, r"^monitored_hours:(\n  .*)*", "monitored_hours: {en: 9am to 5pm, cy: 9yb i 6yh}"), {"school-differs"}),
    ("a colour that nobody can read", edit(SCHOOL, r"^school:\n", 'school:\n  colours:\n    link: "#6699cc"\n'), {"colour-contrast"}),
    # what was written as something, and became another
    ("items run on", add_both("Rhaid\n- gofyn\n- dweud", "You must\n- ask\n- tell"), {"list-run-on"}),
    ("a note typed wrong", add_both("!!! note\n  Gofynnwch.", "!!! note\n  Ask."), {"note-malformed", "text-blank"}),
    ("a table with tabs", add_both("Pwy\tPryd\nRhieni\tnawr", "Who\tWhen\nParents\tnow"), {"table-malformed"}),
    ("text as a program", both(add(CY_PC, "PC-009", "    Gofynnwch nawr."), add(EN_PC, "PC-009", "    Ask them now.")), {"code-unmeant"}),
    ("a drafting note typed wrong", add_both("> !!! drafting\n>     Gofynnwch.", "> !!! drafting\n>     Ask."), {"drafting-malformed", "note-malformed"}),
    ("a reference with a dash", add_both("Gweler [PC–002].", "See [PC–002]."), {"markup-left"}),
    ("another template language", add_both("<%= enw %>", "<%= name %>"), {"markup-left"}),
    # fields
    ("a field in one text", add_both("Eich enw", "(text) Your name {#name}"), {"shape-fields"}),
    ("a field twice", add_both("(text) Enw {#a}\n\n(text) Oed {#a}", "(text) Name {#a}\n\n(text) Age {#a}"), {"field-twice"}),
    ("a field without id", add_both("(text) Eich enw", "(text) Your name"), {"field-malformed"}),
    ("an answer less", add_both("(choice) Pwy? {#a}\n\n- Fi", "(choice) Who? {#a}\n\n- I\n- You"), {"shape-fields"}),
    # values and terms
    ("values swapped", add_both("Mae {{ roles.headteacher }} yn gofyn i {{ roles.chair_of_governors }}.", "The {{ roles.chair_of_governors }} asks the {{ roles.headteacher }}."), {"differ-placeholders"}),
    ("a value as the whole text", add_both("{{ school.name }}", "We ask you all."), {"differ-placeholders"}),
    ("a text that is a value", clause(CY_PC, "PC-009", lambda old: old.split("\n")[0] + "\n\n{{ school.name }}\n\n"), {"text-empty"}),
    # headings and summaries
    ("markup in a heading", edit(EN_PC, r"^### Fair", "### *Fair*"), {"heading-markup"}),
    ("a heading that denies", edit(EN_PC, r"^### Fair criticism is welcome", "### Criticism is not welcome"), {"differ-negations"}),
    ("another figure in a title", both(edit(EN_PC, r"^title: .*", "title: Code for 12 parents"), edit(CY_PC, r"^title: .*", "title: Cod i 14 o rieni")), {"differ-figures"}),
    ("a summary in the other language", edit(CY_PC, r"^summary: .*", "summary: What we ask of parents and carers online."), {"text-language-cy"}),
    ("a change in the other language", edit(CY_PC, r"^  1.0.0: .*", "  1.0.0: The first version of it."), {"text-language-cy"}),
    ("a title that is to come", edit(CY_PC, r"^title: .*", "title: I ddilyn"), {"text-unfilled"}),
    # ids, versions, addresses
    ("the id of a page's part", both(*(edit(path, r"\{#when-you-post\}", "{#main}") for path in (EN_PC, CY_PC))), {"id-reserved"}),
    ("the id of the list of contents", both(*(edit(path, r"\{#when-you-post\}", "{#contents}") for path in (EN_PC, CY_PC))), {"id-reserved"}),
    ("an entry that no text has", edit(EN_PC, r"^(?=  PC-012:)", "  PC-011: {audience: [parents]}\n"), {"id-unwritten"}),
    ("a version that is none", both(edit(EN_PC, r"^  1\.0\.0:", "  one:"), edit(CY_PC, r"^  1\.0\.0:", "  one:")), {"version-malformed"}),
    ("a version of tomorrow", edit(EN_PC, r"on: 20\d\d-\d\d-\d\d", "on: 2099-01-01"), {"change-future"}),
    ("an address with a space", edit(CY_PC, r"^slug: .*", "slug: cod i rieni"), {"slug-malformed"}),
    ("an old address that is taken", edit(CY_PC, r"^slug: .*", "slug: cod-rhieni\nmoved_from: [polisiau/cyfryngau]"), {"moved-taken"}),
    ("a rule that nobody may leave out", edit(EN_PC, r"PC-012: \{audience: \[parents\]", "PC-012: {audience: [parents], allow: {raw-html: so}"), {"allow-unknown"}),
    ("a rule left out without a reason", edit(EN_PC, r"PC-012: \{audience: \[parents\]", "PC-012: {audience: [parents], allow: {differ-dates: }"), {"allow-without-reason"}),
    # awaiting, variants, adoptions, own pages
    ("awaiting without a date", edit(EN_PC, r"^owner: ", "status: awaiting-translation\nowner: "), {"due-missing", "reference-awaiting"}),
    ("awaiting, and cited", both(delete(CY_PC), edit(EN_PC, r"^owner: ", "status: awaiting-translation\ndue: 2099-01-01\nowner: ")), {"reference-awaiting"}),
    ("awaiting too long", both(delete(CY_PC), edit(EN_PC, r"^owner: ", "status: awaiting-translation\ndue: 2020-01-01\nowner: ")), {"reference-awaiting"}),
    ("an option of which there is none", edit(EN_PC, r"PC-012: \{audience: \[parents\]", "PC-012: {audience: [parents], when: {colour: red}"), {"option-unknown"}),
    ("a value that an option has not", edit(EN_PC, r"PC-012: \{audience: \[parents\]", "PC-012: {audience: [parents], when: {approver: nobody}"), {"option-value-unknown"}),
    ("an adoption of nothing", edit(SCHOOL, r"^adoption:.*", "adoption:\n  XX: {version: 1.0.0, date: 2026-11-22, by: Governors}"), {"adoption-policy"}),
    ("an adoption tomorrow", edit(SCHOOL, r"^adoption:.*", "adoption:\n  PC: {version: 1.0.0, date: 2099-01-01, by: Governors}"), {"adoption-future", "adoption-unkept"}),
    ("an adoption before its version", edit(SCHOOL, r"^adoption:.*", "adoption:\n  PC: {version: 1.0.0, date: 2020-01-01, by: Governors}"), {"adoption-early", "adoption-unkept"}),
    ("half a text that was adopted", create("adopted/PC/1.0.0/en.md", "---\npolicy: PC\n---\n"), {"adopted-missing", "adopted-broken"}),
    ("a page of the school's own without an audience", both(create("docs/en/school/x.md", PAGE + "A text that is here.\n"), create("docs/cy/school/x.md", PAGE + "Testun sydd yma.\n")), {"stamp-missing"}),
    ("a clause of the school's own with a number of ours", both(create("docs/en/school/pc.md", "---\nextends: PC\nclauses:\n  PC-020: {audience: [parents]}\n---\n### Ours {#PC-020}\n\nA text of ours.\n"), create("docs/cy/school/pc.md", "---\nextends: PC\n---\n### Ein rhai ni {#PC-020}\n\nTestun o'n heiddo ni.\n")), {"own-number", "own-place", "stamp-missing"}),
    ("a file that nothing leads to", create("docs/assets/plan.pdf", b"%PDF-1.4"), FINE),
    ("a picture that is none", both(create("docs/assets/x.png", b"<svg/>"), add_both("![Coeden](../../assets/x.png)", "![A tree](../../assets/x.png)")), {"picture-kind"}),
    ("a picture from elsewhere", add_both("![Coeden](https://example.com/x.png)", "![A tree](https://example.com/x.png)"), {"image-remote"}),
    # weird characters
    ("marks of ours in a text", add_both("\ue000dim:\ue001 \ue000i:x\ue001", "\ue000nothing:\ue001 \ue000to:x\ue001"), FINE),
    ("marks of Markdown in a text", add_both("\x02wzxhzdk:0\x03 klzzwxh:0000"), FINE),
    ("right to left", add_both("\u202eabc\u202c \u05e9\u05dc\u05d5\u05dd"), {"text-spoilt", "text-language-other"}),
    ("control characters", add_both("1\x072\x1b3\x7f4\x0b5\x0c6\x857"), {"text-spoilt"}),
    ("line separators of Unicode", add_both("a\u2028### b\u2029c"), {"text-spoilt"}),
    ("spaces without width only", clause(CY_PC, "PC-009", lambda old: old.split("\n")[0] + "\n\n\u200b\u2060\n\n"), {"text-empty", "text-spoilt"}),
    ("emoji and combining signs", add_both("👩‍🏫 1\u0301 Z̸̢͓"), FINE),
    ("a control character in YAML", edit(EN_PC, r"^title: ", "title: \x07"), {"yaml-broken"}),
    ("half a character", raw(EN_PC, lambda old: old + b"\xed\xa0\x80"), {"file-not-utf8"}),
    ("ten thousand brackets", add_both("[" * 10_000), {"markup-left"}),
    ("ten thousand stars", add_both("*" * 10_001 + "x"), {"markup-left"}),
    ("ten thousand backticks", add_both("`" * 10_000), {"markup-left"}),
    ("ten thousand braces", add_both("{" * 10_000), {"placeholder-unknown", "markup-left"}),
    ("ten thousand signs of less", add_both("<" * 10_000), FINE),
    ("a very long line of figures", add_both("1" * 50_000 + " 2026-09-01" * 1000), FINE),
]  # fmt: skip


def in_english(root: Path, id_: str) -> bytes:
    """Return the Welsh policy with the English text of a clause."""
    english = (root / EN_PC).read_text(encoding="utf-8")
    welsh = (root / CY_PC).read_text(encoding="utf-8")
    (a, b), (c, d) = span(english, id_), span(welsh, id_)
    return (welsh[:c] + english[a:b] + welsh[d:]).encode()


@pytest.fixture(scope="module")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of ``docs/`` as they are before a row changes them."""
    root = copy(tmp_path_factory.mktemp("agreed"), parts=["school.yml"])
    docs = {path: text for path, text in BASE.items() if path != SCHOOL}
    docs |= {path: change(docs[path]) for path, change in CITING.items()}
    projects.write(root, {**docs, EN_PC: ENGLISH, CY_PC: WELSH})
    agree(root)
    return {path: (root / path).read_bytes() for path in (*docs, EN_PC, CY_PC)}


@pytest.fixture
def content(tmp_path: Path, agreed: dict[str, bytes]) -> Path:
    """A project with the ``school.yml`` of the template, without git."""
    return projects.write(copy(tmp_path, parts=["school.yml"]), agreed)


def found_codes(found: list[Problem], expected: set[str]) -> set[str]:
    codes = {problem.code for problem in found if problem.severity == "error"}
    return {code for code in codes if code in expected or not code.startswith("stamp-stale")}


@pytest.mark.parametrize(
    ("mutate", "expected"),
    [pytest.param(mutate, expected, id=name) for name, mutate, expected in MUTATIONS],
)
def test_mutation(mutate: Mutation, expected: set[str], content: Path) -> None:
    mutate(content)
    with projects.without_history():
        found = checks.run(project.load(content))
    text = render(found, "text", "en")
    render(found, "github", "cy")
    render(found, "json", "cy")
    if expected == {"*"}:  # what is lost is too much to name: something is said
        assert found
        return
    assert found_codes(found, expected) == expected, text


def test_there_are_enough() -> None:
    assert len(MUTATIONS) >= 300
    assert len({name for name, _, _ in MUTATIONS}) == len(MUTATIONS)
