"""What the tests of paper share: a press with small texts, and what a PDF or a Word file says."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pypdf

import projects
from polisi.cli import main
from polisi.paper import making
from polisi.paper.content import Press
from polisi.paper.making import Order
from polisi.paper.sheets import Sheet, all_sheets
from sites import ROOT, nothing_forked

ALL = "POLISI_AUDIT" in os.environ
"""Whether every paper is looked at, and each edit by each program, which takes long."""
FORM: Mapping[str, str] = {
    "docs/en/forms/consent.md": """\
---
policy: FC
title: Consent
summary: Who says yes to what.
kind: form
required_by: [SM-002]
owner: headteacher
changes: {1.0.0: {on: 2026-11-21, text: First version.}}
clauses:
  FC-001: {audience: [staff, governors, parents]}
  FC-002: {audience: [staff, governors, parents]}
  FC-003: {audience: [staff, governors, parents]}
---
### Which part is for you {#FC-001}

Fill in one part only. See [FC-002] and also [SM-002].

### For parents {#FC-002}

(text) Your name {#name}

I say yes to pictures:

(tick) On the website {#website}

(tick) In print {#print}

(choice) What does your child say? {#says}

- My child agrees
- My child does not agree

(rows 2) Day | Name of the event {#events}

(sign) Your signature {#parent-sign}

### For learners {#FC-003}

(long) What you would like to say {#say}

(sign) Your own signature {#own-sign}
""",
    "docs/cy/forms/consent.md": """\
---
policy: FC
title: Cydsyniad
slug: cydsyniad
summary: Pwy sy'n dweud ie i beth.
changes: {1.0.0: Y fersiwn gyntaf.}
clauses: {}
---
### Pa ran sydd i chi {#FC-001}

Llenwch un rhan yn unig. Gweler [FC-002] a hefyd [SM-002].

### I rieni {#FC-002}

(text) Eich enw {#name}

Rwy'n dweud ie i luniau:

(tick) Ar y wefan {#website}

(tick) Mewn print {#print}

(choice) Beth mae eich plentyn yn ei ddweud? {#says}

- Mae fy mhlentyn yn cytuno
- Nid yw fy mhlentyn yn cytuno

(rows 2) Diwrnod | Enw'r digwyddiad {#events}

(sign) Eich llofnod {#parent-sign}

### I ddysgwyr {#FC-003}

(long) Yr hyn yr hoffech ei ddweud {#say}

(sign) Eich llofnod chi {#own-sign}
""",
    "docs/en/forms/letters.md": """\
---
policy: LT
title: Letters
summary: What the school writes.
kind: letters
required_by: [SM-002]
owner: headteacher
changes: {1.0.0: {on: 2026-11-21, text: First version.}}
clauses:
  LT-001: {audience: [governors]}
  LT-002: {audience: [governors]}
  LT-003: {audience: [governors]}
---
### Before you write {#LT-001}

Talk to the person first, and write only after that.

### An invitation {#LT-002}

Dear (text: name of the person),

We saw your post: (long: what it says). Please ring us.

(sign: signature)

### A word of thanks {#LT-003}

Dear (text: name of the person),

Thank you for taking the picture away so quickly.

(sign: signature)
""",
    "docs/cy/forms/letters.md": """\
---
policy: LT
title: Llythyrau
slug: llythyrau
summary: Yr hyn y mae'r ysgol yn ei ysgrifennu.
changes: {1.0.0: Y fersiwn gyntaf.}
clauses: {}
---
### Cyn i chi ysgrifennu {#LT-001}

Siaradwch â'r person yn gyntaf, ac ysgrifennwch ar ôl hynny yn unig.

### Gwahoddiad {#LT-002}

Annwyl (text: enw'r person),

Gwelsom eich neges: (long: yr hyn y mae'n ei ddweud). Ffoniwch ni.

(sign: llofnod)

### Gair o ddiolch {#LT-003}

Annwyl (text: enw'r person),

Diolch am dynnu'r llun i lawr mor gyflym.

(sign: llofnod)
""",
}
"""A form of two parts and two letters."""


def project(
    folder: Path,
    changes: Mapping[str, str | bytes | None] | None = None,
    forms: Mapping[str, str] = FORM,
) -> Path:
    """Write the valid project with a form and letters, and what pages and papers are made with."""
    projects.write(folder, projects.files({**forms, **(changes or {})}))
    shutil.copytree(ROOT / "overrides", folder / "overrides", symlinks=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "hooks/polisi/data").mkdir(parents=True)
    assert command(folder, "agree", "--all") == 0
    return folder


def press(folder: Path, edition: str = "intranet") -> Press:
    """Return what the papers of a project are made with."""
    said: list[str] = []
    return making.press_of(folder, "en", said.append, edition)


def sheet(made_with: Press, name: str) -> Sheet:
    """Return the paper of a name."""
    return next(each for each in all_sheets(made_with.plan) if each.name == name)


def file(made_with: Press, name: str, ending: str = "pdf") -> bytes:
    """Make a paper."""
    found = sheet(made_with, name)
    return making.made(made_with, Order(found, making.html_of(made_with, found), ending))[0]


def read(data: bytes) -> pypdf.PdfReader:
    """Read a PDF by a program that is not WeasyPrint."""
    return pypdf.PdfReader(io.BytesIO(data))


def pages(data: bytes) -> list[str]:
    """Return what each page of a PDF says."""
    return [" ".join(page.extract_text().split()) for page in read(data).pages]


def only(*names: str) -> Any:
    """Return what lets the command make some of the papers, which takes less long."""
    return patch.object(
        making, "all_sheets", lambda plan: (each for each in all_sheets(plan) if each.name in names)
    )


def objects(data: bytes) -> Iterator[Any]:
    """Yield everything that a PDF is made of."""
    reader = read(data)
    size: Any = reader.trailer["/Size"]
    yield from (pypdf.generic.IndirectObject(number, 0, reader) for number in range(1, size))


def fields(data: bytes) -> Iterator[Any]:
    """Yield the fields of a PDF that somebody fills in; a question with answers is one."""
    root: Any = read(data).trailer["/Root"]
    for each in root["/AcroForm"]["/Fields"] if "/AcroForm" in root else ():
        yield each.get_object()


def command(folder: Path, *arguments: str) -> int:
    """Run the command ``polisi`` in a project's folder, in this process: Java may run in it."""
    with nothing_forked():
        return main([*arguments, "--root", str(folder), "--language", "en"])
