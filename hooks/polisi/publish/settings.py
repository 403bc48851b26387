"""What ``mkdocs.yml`` says of the site, read without MkDocs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from polisi.pages.frame import Script
from polisi.policies import editions
from polisi.problems import Problem
from polisi.words.suggestions import did_you_mean
from polisi.yaml_files import mkdocs_file

EDITION = "POLISI_EDITION"
"""Environment variable that names the edition."""
SITE_ADDRESS = "POLISI_SITE_ADDRESS"
"""Environment variable that gives the site's address, for who knows it better than school.yml."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a site is built, whichever command builds it."""

    site_dir: str = "site"
    files: bool = False
    """Whether links name ``index.html``, as a site opened from a file share needs."""
    sheets: Sequence[str] = ()
    scripts: Sequence[Script] = ()


def read(root: Path) -> Settings:
    """Read the settings of a project; what is not there is as usual.

    Raises ``SettingsError`` of ``mkdocs_file`` when the file can't be read.
    """
    written = mkdocs_file.read(root)
    return Settings(
        site_dir=str(written.get("site_dir") or "site"),
        files=str(written.get("use_directory_urls", "true")).lower() in ("false", "no", "off"),
        sheets=[str(sheet) for sheet in written.get("extra_css") or ()],
        scripts=[script(each) for each in written.get("extra_javascript") or ()],
    )


def script(written: object) -> Script:
    """Make a script of an entry of ``extra_javascript``: a path, or a mapping with ``path``."""
    said = written if isinstance(written, Mapping) else {"path": str(written)}
    path, kind = str(said.get("path", "")), str(said.get("type") or "")
    kind = kind or ("module" if path.endswith(".mjs") else "")
    flags = [name for name in ("defer", "async") if str(said.get(name, "")).lower() == "true"]
    return Script(
        path, (f' type="{escape(kind)}"' if kind else "") + "".join(f" {f}" for f in flags)
    )


def unknown_edition(name: str) -> Problem | None:
    """Return what is wrong with the name of an edition, if there is none of that name."""
    if name in editions.NAMES:
        return None
    values = {"word": name, "suggestion": did_you_mean(name, editions.NAMES)}
    return Problem("edition-unknown", EDITION, 1, values=values)
