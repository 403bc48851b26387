"""Small projects for tests: a valid one, built by code, on top of which a test changes a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from unittest.mock import patch

from polisi import checks, project
from polisi.model import Passage
from polisi.policies import stamps
from polisi.problems import Problem
from polisi.text import documents
from polisi.text.documents import Document
from polisi.words.languages import LANGUAGES, Language

Files = Mapping[str, str | bytes]
"""Path from the project's folder to text."""

EN_SM, CY_SM = "docs/en/policies/media.md", "docs/cy/policies/media.md"
EN_GC, CY_GC = "docs/en/policies/governors.md", "docs/cy/policies/governors.md"
EN_ABOUT, CY_ABOUT = "docs/en/about.md", "docs/cy/about.md"
EN_HOME, CY_HOME = "docs/en/index.md", "docs/cy/index.md"
SCHOOL = "school.yml"

BASE: dict[str, str] = {
    SCHOOL: """\
default_language: en
school:
  name:
    en: Example School
    cy: Ysgol Enghraifft
roles:
  headteacher:
    en: headteacher
    cy: pennaeth
contact:
  email: office@example.com
""",
    EN_HOME: """\
---
title: Our policies
---
These are the policies of {{ school.name }}, and they are for everyone.
""",
    CY_HOME: """\
---
title: Ein polisïau
---
Dyma bolisïau {{ school.name | meddal }}, ac maen nhw ar gyfer pawb yn yr ysgol.
""",
    EN_ABOUT: """\
---
title: About
---
## How to cite {#cite}

This is how you cite a clause of the policies: see [SM-001].

- the number of the clause
- the version of the policy
""",
    CY_ABOUT: """\
---
title: Amdanom
---
## Sut i ddyfynnu {#cite}

Dyma sut mae dyfynnu cymal o'r polisïau yn gywir: gweler [SM-001].

- rhif y cymal
- fersiwn y polisi
""",
    EN_SM: """\
---
policy: SM
title: Social media
summary: What staff may do.
owner: headteacher
changes: {1.0.0: {on: 2026-11-21, text: First version.}}
clauses:
  SM-001: {audience: [staff, governors], see: [GC-001]}
  SM-002: {audience: [staff, governors, parents]}
  SM-003: {audience: [staff]}
retired:
  SM-009: {on: 2026-09-15, use: SM-001}
---
## Contact {#contact}

### Friend requests {#SM-001}

Decline every request from a learner, and tell the {{ roles.headteacher }} the same day.

### Posting pictures {#SM-002}

These are the rules that you must follow with every picture:

- ask for consent
- keep the original

See [GC-001] and also [the guidance](https://gov.wales/guidance).

## Your account {#account}

### Privacy {#SM-003}

Check the privacy settings of your account every 12 months, and on 1 September 2026.
Write to it@example.com or phone 01632 960 001 if you are not sure.

| Service | Age |
|---|---|
| The first of them | 13 |
""",
    CY_SM: """\
---
policy: SM
title: Cyfryngau cymdeithasol
slug: cyfryngau
summary: Yr hyn y caiff staff ei wneud.
changes: {1.0.0: Y fersiwn gyntaf.}
clauses:
  SM-001: {agreed: 00000000-00000000}
  SM-002: {agreed: 00000000-00000000}
  SM-003: {agreed: 00000000-00000000}
---
## Cysylltu {#contact}

### Ceisiadau ffrind {#SM-001}

Gwrthodwch bob cais gan ddysgwr, a rhowch wybod i {{ roles.headteacher | y }} yr un diwrnod.

### Postio lluniau {#SM-002}

Dyma'r rheolau y mae'n rhaid eu dilyn gyda phob llun:

- gofynnwch am gydsyniad
- cadwch y gwreiddiol

Gweler [GC-001] a hefyd [y canllawiau](https://llyw.cymru/canllawiau).

## Eich cyfrif {#account}

### Preifatrwydd {#SM-003}

Gwiriwch osodiadau preifatrwydd eich cyfrif bob 12 mis, ac ar 1 Medi 2026.
Ysgrifennwch at it@example.com neu ffoniwch 01632 960 001 os nad ydych yn siŵr.

| Gwasanaeth | Oedran |
|---|---|
| Y cyntaf ohonynt | 13 |
""",
    EN_GC: """\
---
policy: GC
title: Code for governors
summary: What governors may do.
owner: headteacher
changes: {1.0.0: {on: 2026-11-21, text: First version.}}
clauses:
  GC-001: {audience: [staff, governors, parents]}
  GC-002: {audience: [governors], see: [SM-001]}
---
### Who this is for {#GC-001}

This code is for the governors of the school, and it is short.

### Meetings {#GC-002}

Never post about a meeting before the minutes are agreed. See [SM-002].
""",
    CY_GC: """\
---
policy: GC
title: Cod i lywodraethwyr
slug: cod-llywodraethwyr
summary: Yr hyn y caiff llywodraethwyr ei wneud.
changes: {1.0.0: Y fersiwn gyntaf.}
clauses:
  GC-001: {agreed: 00000000-00000000}
  GC-002: {agreed: 00000000-00000000}
---
### Ar gyfer pwy mae hwn {#GC-001}

Mae'r cod hwn ar gyfer llywodraethwyr yr ysgol, ac mae'n fyr.

### Cyfarfodydd {#GC-002}

Peidiwch byth â phostio am gyfarfod cyn cytuno ar y cofnodion. Gweler [SM-002].
""",
}
"""Two policies with five clauses, two other pages and school.yml; ``files`` stamps the pairs."""


def document(path: str, text: str) -> Document:
    """Read a file of a project."""
    language: Language = "cy" if path.startswith("docs/cy") else "en"
    read, _ = documents.read(text.encode(), path, language, path[8:])
    assert read is not None
    return read


def stamped(welsh: str, contents: Mapping[str, str]) -> str:
    """Return a Welsh file with the stamps of what is in it and in the English one."""
    english = welsh.replace("docs/cy", "docs/en")
    pair: dict[Language, Document] = {
        "en": document(english, contents[english]),
        "cy": document(welsh, contents[welsh]),
    }
    texts: dict[Language, dict[str, Passage]] = {
        language: {passage.id: passage for passage in pair[language].passages}
        for language in LANGUAGES
    }
    agreed = {
        id_: stamps.stamp({language: texts[language][id_] for language in LANGUAGES})
        for id_, passage in texts["en"].items()
        if passage.is_clause and id_ in texts["cy"]
    }
    return stamps.write(contents[welsh], agreed, stamps.stamp_of_documents(pair))


@cache
def _valid() -> Mapping[str, str]:
    """Return the valid project, its pairs stamped; a hundred tests of a file ask for it."""
    return {**BASE, **{path: stamped(path, BASE) for path in (CY_SM, CY_GC, CY_ABOUT, CY_HOME)}}


def files(changes: Mapping[str, str | bytes | None] | None = None) -> dict[str, str | bytes]:
    """Return the valid project with some files replaced, added or (None) left out."""
    project: dict[str, str | bytes] = {**_valid()}
    for path, content in (changes or {}).items():
        if content is None:
            del project[path]
        else:
            project[path] = content
    return project


def patched(path: str, old: str, new: str) -> dict[str, str]:
    """Return a file of the valid project with one text in it replaced."""
    text = str(files()[path])
    assert text.count(old) == 1, f"{text.count(old)} times in {path}: {old!r}"
    return {path: text.replace(old, new)}


def line(path: str, text: str, changes: Files | None = None) -> int:
    """Return the line of a file of a project that holds a text first."""
    content = files(changes)[path]
    assert isinstance(content, str)
    return content[: content.index(text)].count("\n") + 1


def write(root: Path, contents: Files) -> Path:
    """Write files into a folder, as they are, and return it."""
    for path, content in contents.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    for language in LANGUAGES:
        (root / "docs" / language).mkdir(parents=True, exist_ok=True)
    return root


def problems(root: Path) -> list[Problem]:
    """Load the project in a folder and check it."""
    return checks.run(project.load(root))


def check(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> list[Problem]:
    """Write the valid project with changes into a folder, and check it."""
    return problems(write(root, files(changes)))


def but_stamps(found: list[Problem]) -> list[Problem]:
    """Leave out that a text has changed since it was agreed, or was never agreed."""
    return [problem for problem in found if not problem.code.startswith("stamp-")]


def codes(found: list[Problem]) -> list[str]:
    """Return the codes of problems, each once, in alphabetical order."""
    return sorted({problem.code for problem in found})


def without_history() -> AbstractContextManager[object]:
    """Return what keeps checks from asking git what a text was: a process each time."""
    return patch("polisi.policies.stamps.git_history", lambda root: lambda path: iter(()))


def git_environment() -> dict[str, str]:
    """Return an environment in which git needs no settings of the machine and finds none."""
    return {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.com",
    }
