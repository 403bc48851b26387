"""A template with two versions, and forks of it: real git, in small repositories."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import projects
from polisi import upgrade
from polisi.upgrade.merge import VERSION_FILE
from projects import CY_GC, CY_SM, EN_GC, EN_SM, SCHOOL

OPTIONS = "hooks/polisi/data/options.yml"
SETTINGS = "mkdocs.yml"
SCRIPT = "overrides/assets/script.js"
EN_OWN, CY_OWN = "docs/en/school/own.md", "docs/cy/school/own.md"

Changes = Mapping[str, str | bytes | None]


def git(root: Path, *arguments: str) -> str:
    run = subprocess.run(
        ["git", *arguments],
        cwd=root,
        env=projects.git_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def commit(root: Path, changes: Changes, message: str = "Change") -> str:
    """Write, add or delete (None) files, commit all, and return the commit."""
    for path, content in changes.items():
        if content is None:
            (root / path).unlink()
    projects.write(root, {path: text for path, text in changes.items() if text is not None})
    git(root, "add", "--all")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD")


def edit(text: str | bytes, *pairs: tuple[str, str]) -> str:
    """Replace each first text by its second; each stands there once."""
    edited = text.decode() if isinstance(text, bytes) else text
    for old, new in pairs:
        assert edited.count(old) == 1, f"{edited.count(old)} times: {old!r}"
        edited = edited.replace(old, new)
    return edited


def restamped(english: str, welsh: str) -> str:
    """Return the Welsh file with the stamps of both texts as they are."""
    return projects.stamped("docs/cy/x.md", {"docs/en/x.md": english, "docs/cy/x.md": welsh})


def version_file(version: str) -> str:
    return f'"""Polisi."""\n\n__version__ = "{version}"\n'


OLD_OPTIONS = """\
visibility:
  topic: {en: Visibility, cy: Gwelededd}
  question: {en: Who may see the account?, cy: Pwy gaiff weld y cyfrif?}
  default: public
  values: {public: {}, restricted: {}}
"""
NEW_OPTIONS = """\
visibility:
  topic: {en: Visibility, cy: Gwelededd}
  question: {en: Who may see the account?, cy: Pwy gaiff weld y cyfrif?}
  default: restricted
  values: {public: {}, restricted: {}}
comments:
  topic: {en: Comments, cy: Sylwadau}
  question: {en: May people comment?, cy: A gaiff pobl roi sylwadau?}
  default: on-moderated
  values: {on-moderated: {}, off: {}}
"""
NEW_CLAUSES_EN = """\

### Pictures of learners {#SM-004}

Ask for consent before you post a picture of a learner, and keep the original.

### Live streams {#SM-005}

Never stream a lesson live, and never film it for your own account.

## Your account {#account}
"""
NEW_CLAUSES_CY = """\

### Lluniau o ddysgwyr {#SM-004}

Gofynnwch am gydsyniad cyn postio llun o ddysgwr, a chadwch y gwreiddiol.

### Ffrydio byw {#SM-005}

Peidiwch byth â ffrydio gwers yn fyw, na'i ffilmio ar gyfer eich cyfrif eich hun.

## Eich cyfrif {#account}
"""


def first_version() -> dict[str, str | bytes]:
    return projects.files(
        {
            VERSION_FILE: version_file("1.0.0"),
            OPTIONS: OLD_OPTIONS,
            SETTINGS: "site_name: Policies\nsite_url: https://example.com/\ndocs_dir: docs\n",
            SCRIPT: "".join(f"line({number})\n" for number in range(9)),
            "overrides/picture.bin": b"\0\1",
            "README.md": "Read me.\n",
        }
    )


def section(text: str | bytes, start: str, end: str) -> str:
    whole = edit(text)
    return whole[whole.index(start) : whole.index(end)]


def second_version() -> dict[str, str | bytes]:
    """SM-001 changed, SM-002 replaced by SM-004, SM-005 new; another default, and a new option."""
    old = first_version()
    english = edit(
        old[EN_SM],
        ("Decline every request from a learner", "Decline each request from any learner"),
        (section(old[EN_SM], "### Posting pictures", "## Your account"), ""),
        ("\n## Your account {#account}\n", NEW_CLAUSES_EN),
        (
            "  SM-002: {audience: [staff, governors, parents]}\n",
            "  SM-004: {audience: [staff, governors, parents]}\n  SM-005: {audience: [staff]}\n",
        ),
        ("\nretired:\n", "\nretired:\n  SM-002: {on: 2026-11-01, use: SM-004}\n"),
        ("changes: {1.0.0:", "changes: {1.1.0: {on: 2026-11-20, text: Streams.}, 1.0.0:"),
    )
    welsh = edit(
        old[CY_SM],
        ("Gwrthodwch bob cais gan ddysgwr", "Gwrthodwch bob cais gan unrhyw ddysgwr"),
        (section(old[CY_SM], "### Postio lluniau", "## Eich cyfrif"), ""),
        ("\n## Eich cyfrif {#account}\n", NEW_CLAUSES_CY),
        ("changes: {1.0.0:", "changes: {1.1.0: Ffrydio., 1.0.0:"),
    )
    welsh = re.sub(r"  SM-002: \{agreed: .*\}\n", "  SM-004: {}\n  SM-005: {}\n", welsh)
    governors = (
        edit(old[EN_GC], ("[SM-002]", "[SM-004]")),
        edit(old[CY_GC], ("[SM-002]", "[SM-004]")),
    )
    return {
        **old,
        VERSION_FILE: version_file("1.1.0"),
        OPTIONS: NEW_OPTIONS,
        EN_SM: english,
        CY_SM: restamped(english, welsh),
        EN_GC: governors[0],
        CY_GC: restamped(*governors),
        SCHOOL: f"{edit(old[SCHOOL])}police:\n  name: {{en: The police, cy: Yr heddlu}}\n",
        SETTINGS: edit(
            old[SETTINGS], ("docs_dir: docs", "docs_dir: docs\nuse_directory_urls: true")
        ),
        SCRIPT: edit(old[SCRIPT], ("line(8)", "line(80)")),
        "NEWS.md": "News.\n",
    }


def run(root: Path, template: Path | str, to: str = "", report: Path | None = None) -> int:
    return upgrade.run(root, str(template), to, report, "en")


def tree(root: Path) -> dict[str, bytes]:
    """Return what git knows of in a folder, as it is on the disk."""
    names = git(root, "ls-files").splitlines()
    return {name: (root / name).read_bytes() for name in names}


def state(root: Path) -> tuple[str, str, str, dict[str, bytes]]:
    status = git(root, "status", "--porcelain", "--ignored")
    return git(root, "rev-parse", "HEAD"), git(root, "for-each-ref"), status, tree(root)
