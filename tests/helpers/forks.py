"""Sites of small forks: the valid project of ``projects``, changed, and built by MkDocs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import projects
import sites
from sites import Built, Change

EPOCH = "1795651200"
"""26 November 2026, 00:00 UTC, for ``SOURCE_DATE_EPOCH``."""


def copy(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the valid project with changes, and all that builds it here, and stamp its pairs."""
    sites.copy(folder, parts=("hooks/main.py", "overrides", "mkdocs.yml"))
    projects.write(folder, projects.files(changes))
    sites.agree(folder)
    return folder


def built(
    folder: Path, changes: Mapping[str, str | bytes | None] | None = None, **variables: str
) -> Built:
    """Build a small fork, which must build; its day is that of ``EPOCH``."""
    done = sites.build(copy(folder, changes), **{"SOURCE_DATE_EPOCH": EPOCH, **variables})
    assert done.status == 0, done.output
    return done


def of_shipped(folder: Path, changes: Mapping[str, Change], **variables: str) -> Built:
    """Build the shipped texts with changes, their pairs stamped, on the day of ``EPOCH``."""
    sites.agree(sites.copy(folder, changes))
    done = sites.build(folder, **{"SOURCE_DATE_EPOCH": EPOCH, **variables})
    assert done.status == 0, done.output
    return done


def texts(site: Built) -> dict[str, str]:
    """Return every text file of a site: what a reader, a program or a search engine may read."""
    return {
        path: (site.site / path).read_text(encoding="utf-8")
        for path in sorted(site.files)
        if not path.endswith((".png", ".webp", ".woff2", ".gz", ".ico"))
    }


def exported(site: Built) -> dict[str, list[dict[str, object]]]:
    """Return ``clauses.json``."""
    found: dict[str, list[dict[str, object]]] = json.loads(site.text("clauses.json"))
    return found
