"""What the README and the guide call the forms is what GitHub calls them."""

from __future__ import annotations

import re

import pytest

from polisi.editing import words
from polisi.words.languages import LANGUAGES, Language
from sites import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
STEPS = re.compile(r"^\d\. \*\*.*?(?=^\d\. |^$)", re.MULTILINE | re.DOTALL)
FORM = re.compile(r"\*([^*]+)\*")
GITHUB = {
    "Actions", "Artifacts", "Checks", "Create a new repository", "General", "GitHub Actions",
    "Issues", "Merge", "New issue", "Pages", "Private", "Run workflow", "Settings", "Upgrade",
    "Use this template", "generated from", "pull request", "pull requests",
}  # fmt: skip
"""Words of GitHub's own, which has no Welsh."""


def forms(language: Language) -> set[str]:
    kinds = words.table("kinds")
    return {kinds[key][language] for key in kinds if not key.endswith(("-about", "-more"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_calls_the_forms_by_their_names(language: Language) -> None:
    part = README.partition("## Yn Gymraeg")[0 if language == "en" else 2]
    steps = " ".join(" ".join(STEPS.findall(part)).split()).replace("**", "")
    named = set(FORM.findall(steps)) - GITHUB
    assert named and named <= forms(language), named - forms(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_has_a_row_for_every_form(language: Language) -> None:
    guide = (ROOT / f"docs/{language}/template/guide.md").read_text(encoding="utf-8")
    assert {each for each in forms(language) if f"| “{each}” |" not in guide} == set()
