"""Every page is HTML as the WHATWG defines it. ``make test`` asks html-validate (npm), which needs
no Java; ``make audit`` asks the Nu checker (vnu) too, the one that validator.w3.org runs."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from audit import ALL, TEMPLATES
from sites import ROOT, Built

pytestmark = pytest.mark.audit

MODULES = ROOT / "tests/node_modules"
VALIDATOR = MODULES / "html-validate/bin/html-validate.mjs"
VNU = MODULES / "vnu-jar/build/dist/vnu.jar"

RULES = """
attribute-allowed-values attribute-misuse close-attr close-order deprecated element-name
element-permitted-content element-permitted-occurrences element-permitted-order
element-permitted-parent element-required-ancestor element-required-attributes
element-required-content map-id-name multiple-labeled-controls no-dup-attr no-dup-class no-dup-id
no-missing-references no-multiple-main script-element unrecognized-char-ref
valid-autocomplete void-content
""".split()
"""What the standard says, and none of html-validate's rules of style."""
LET_STAND = {
    "invalid value “plaintext-only”": "the standard has it since 2023, this version not yet",
    'invalid value "plaintext-only"': "the same, in html-validate's quotation marks",
    'autocomplete attribute cannot be used on <input type="checkbox">': "Material's two toggles",
    "Attribute “autocomplete” is only allowed when": "Material's two toggles",
}
"""What a validator says and we let stand, and why."""


def pages(site: Built) -> list[Path]:
    """Return the files of all pages, or of one of each template in both languages."""
    if ALL:
        return [site.site / page.path for page in site.pages.values()]
    addresses = {each[language] for each in TEMPLATES.values() for language in each}
    chosen = [page.path for page in site.pages.values() if page.address in addresses]
    return [site.site / path for path in [*chosen, "404.html"]]


def unexpected(site: Built, findings: list[tuple[str, str]]) -> list[str]:
    """Return findings, each a file and a message, without those that we let stand."""
    return sorted(
        {
            f"{path.replace(f'{site.site}/', '')}: {message}"
            for path, message in findings
            if not any(known in message for known in LET_STAND)
        }
    )


def html_validate(files: list[Path], folder: Path) -> list[tuple[str, str]]:
    """Return what html-validate finds in files."""
    config = {"root": True, "rules": dict.fromkeys(RULES, "error")}
    (folder / "rules.json").write_text(json.dumps(config), encoding="utf-8")
    answer = folder / "answer.json"  # a file: what goes to a pipe is cut off when node ends
    done = subprocess.run(
        ["node", VALIDATOR, "--config", folder / "rules.json", "--formatter", f"json={answer}",
         *files],
        capture_output=True, check=False, encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert answer.exists(), done.stderr
    return [
        (each["filePath"], f"{found['line']}: {found['message']} ({found['ruleId']})")
        for each in json.loads(answer.read_text(encoding="utf-8"))
        for found in each["messages"]
    ]


needs_validator = pytest.mark.skipif(
    not VALIDATOR.exists() or not shutil.which("node"),
    reason="html-validate is not in tests/node_modules: npm ci --prefix tests",
)


@needs_validator
def test_pages_are_valid(shipped: Built, tmp_path: Path) -> None:
    """Without the lasting addresses: they leave out tags that HTML lets one leave out, and
    html-validate does not know which; vnu does."""
    files = [file for file in pages(shipped) if "c" not in file.relative_to(shipped.site).parts]
    assert unexpected(shipped, html_validate(files, tmp_path)) == []


@needs_validator
@pytest.mark.parametrize(
    "fault",
    ["<p><div></div></p>", "<ul><p>a</p></ul>", "<b id=a></b><b id=a></b>", "<p>a</b>", "<img>"],
)
def test_what_is_not_valid_is_noticed(tmp_path: Path, fault: str) -> None:
    file = tmp_path / "page.html"
    head = "<head><title>t</title></head>"
    file.write_text(f'<!DOCTYPE html><html lang="en">{head}<body>{fault}</body></html>')
    assert html_validate([file], tmp_path)


@needs_validator
def test_what_is_valid_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        '<!DOCTYPE html><html lang="en"><head><title>t</title></head><body></body></html>'
    )
    assert html_validate([file], tmp_path) == []


@pytest.mark.skipif(
    not ALL or not VNU.exists() or not shutil.which("java"),
    reason="make audit does it, with Java and vnu-jar",
)
def test_the_nu_checker_finds_no_error(shipped: Built) -> None:
    done = subprocess.run(
        ["java", "-jar", VNU, "--errors-only", "--format", "json", "--exit-zero-always",
         *pages(shipped)],
        capture_output=True, check=True, encoding="utf-8", timeout=600,
    )  # fmt: skip
    found = json.loads(done.stderr)["messages"]
    messages = [
        (each["url"].removeprefix("file:"), f"{each['lastLine']}: {each['message']}")
        for each in found
    ]
    assert unexpected(shipped, messages) == []
