"""What an edition may say, and what it must not: the proof is blind to neither."""

from __future__ import annotations

from pathlib import Path

import pytest

import decisions
import projects
from polisi import checks, project
from polisi.policies import editions, secrets
from polisi.publish import build
from polisi.publish.settings import Settings
from polisi.publish.site import Site
from projects import BASE, CY_SM, EN_SM, SCHOOL, patched

HELPLINE = """\
helplines:
  - name:
      en: The line for all who work with children
      cy: Y llinell i bawb sy'n gweithio gyda phlant
    telephone: 0808 800 5000
"""
ADDRESS = "1 Example Street, Example Town, AB1 2CD"
SECRET = {
    "en": "The caretaker keeps the old boiler key behind the blue door of the cellar.",
    "cy": "Mae'r gofalwr yn cadw hen allwedd y boeler y tu ôl i ddrws glas y seler.",
}


def leaks(
    root: Path,
    english: str = "",
    welsh: str = "",
    title: tuple[str, str] | None = None,
    edition: str = "parents",
    school: str = "",
) -> list[str]:
    """Put a text into a clause for staff alone, build an edition, and return what is given away."""
    files = dict(projects.files())
    for path, text, old, new in (
        (EN_SM, english, "### Privacy", f"### {title[0]}" if title else "### Privacy"),
        (CY_SM, welsh, "### Preifatrwydd", f"### {title[1]}" if title else "### Preifatrwydd"),
    ):
        content = str(files[path]).replace(old, new, 1)
        files[path] = content.rstrip() + f"\n\n{text}\n"
    files[SCHOOL] = BASE[SCHOOL] + school
    loaded = project.load(projects.write(root / "project", files))
    assert not [p for p in checks.run(loaded) if p.code.startswith(("yaml", "school"))]
    site = Site(loaded, editions.cut(loaded.shown, edition), Settings(), "")
    folder = root / "site"
    folder.mkdir()
    try:
        build.write(site, folder, "en")
        build.prove(site, folder, "site", "en", lambda _: None)
    except build.BuildError as error:
        return [line for line in str(error).splitlines() if "edition-leak" in line]
    return []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    (tmp_path / "project/overrides").symlink_to(
        Path(build.__file__).parents[3] / "overrides", target_is_directory=True
    )
    return tmp_path


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("Send it to {{ contact.address }} today.", "Anfonwch ef i {{ contact.address }} heddiw."),
        (f"Send it to {ADDRESS} today.", f"Anfonwch ef i {ADDRESS} heddiw."),
        (
            "Ring the line for all who work with children on 0808 800 5000.",
            "Ffoniwch y llinell i bawb sy'n gweithio gyda phlant ar 0808 800 5000.",
        ),
        ("Ask the {{ roles.headteacher }} first.", "Gofynnwch i'r {{ roles.headteacher }} gyntaf."),
        (
            "See {{ laws.data_protection_act_2018 }} and {{ platforms.facebook }}.",
            "Gweler {{ laws.data_protection_act_2018 }} a {{ platforms.facebook }}.",
        ),
    ],
)
def test_what_a_site_says_of_itself_is_no_secret(root: Path, english: str, welsh: str) -> None:
    school = f"  address: {{en: '{ADDRESS}', cy: '{ADDRESS}'}}\n{HELPLINE}"
    assert leaks(root, english, welsh, school=school) == []


@pytest.mark.parametrize(
    "title",
    [
        ("Headteacher", "Pennaeth"),
        ("Example School", "Ysgol Enghraifft"),
        ("Facebook", "Facebook"),
        ("Contact", "Cysylltu"),
        ("office@example.com", "office@example.com"),
        ("Contents", "Cynnwys"),
    ],
)
def test_a_common_word_is_no_secret_title(root: Path, title: tuple[str, str]) -> None:
    assert leaks(root, title=title) == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_canary_is_found_wherever_it_stands(root: Path, language: str) -> None:
    files = dict(projects.files())
    page = f"docs/{language}/about.md"
    files[page] = BASE[page] + f"\n{SECRET[language]}\n"
    assert leaks(root, SECRET["en"], SECRET["cy"]) == []
    loaded = project.load(root / "project")
    edition = editions.cut(loaded.shown, "parents")
    hidden = secrets.collect(loaded.register, edition, (), loaded.school)
    runs = list(secrets.runs(SECRET[language]))
    assert all(hidden.runs.get(hash(run)) == "SM-003" for run in runs)


def test_a_change_that_names_only_hidden_clauses_is_told_to_nobody_else(root: Path) -> None:
    files = dict(projects.files())
    change = (
        "changes: {1.0.0: {on: 2026-11-21, text: The boiler key has moved., clauses: [SM-003]}}"
    )
    files[EN_SM] = str(files[EN_SM]).replace(
        "changes: {1.0.0: {on: 2026-11-21, text: First version.}}", change
    )
    loaded = project.load(projects.write(root / "project", files))
    for name, is_told in (("parents", False), ("staff", True)):
        policy = editions.cut(loaded.shown, name).register.policies["SM"]
        assert bool(policy.changes[0].texts) == is_told
        assert policy.version == "1.0.0"


def test_what_changed_in_hidden_clauses_is_secret_and_what_is_told_is_not(tmp_path: Path) -> None:
    text = "The boiler key has moved to the blue cellar."
    newer = f"0.9.0: {{on: 2026-10-01, text: {text}, clauses: [SM-003]}}}}"
    files = dict(projects.files())
    files[EN_SM] = str(files[EN_SM]).replace(
        "text: First version.}}", f"text: First version.}}, {newer}"
    )
    loaded = project.load(projects.write(tmp_path, files))
    for name, is_secret in (("parents", True), ("staff", False), ("intranet", False)):
        edition = editions.cut(loaded.in_force, name, loaded.beside)
        hidden = secrets.collect(loaded.register, edition, (), loaded.school)
        found = list(secrets.runs(text))
        assert any(hash(run) in hidden.runs for run in found) == is_secret


def test_values_filled_into_an_adopted_text_are_no_more_secret_than_names_of_them(
    tmp_path: Path,
) -> None:
    """A box of help says the same role and number in a row, and everybody sees it."""
    help_en = "Ask the {{ roles.headteacher }} at the office, {{ contact.telephone }}."
    help_cy = "Gofynnwch i {{ roles.headteacher | y }} yn y swyddfa, {{ contact.telephone }}."
    changes = {
        **patched(EN_SM, "Check the privacy", f"{help_en}\n\nCheck the privacy"),
        **patched(CY_SM, "Gwiriwch osodiadau", f"{help_cy}\n\nGwiriwch osodiadau"),
        **patched(SCHOOL, "contact:\n", "contact:\n  telephone: 01632 960 555\n"),
    }
    loaded = project.load(
        projects.write(tmp_path, projects.files(decisions.adopted("SM", changes=changes)))
    )
    edition = editions.cut(loaded.in_force, "parents", loaded.beside)
    found = secrets.collect(loaded.register, edition, [], loaded.school)
    text = next(iter(loaded.texts.values())).policy
    (body,) = (each.texts["en"].body for each in text.clauses if each.id == "SM-003")
    said = {hash(run): run for run in secrets.runs(body)}
    secret = [" ".join(run) for key, run in said.items() if key in found.runs]
    telephone = loaded.school.value("contact.telephone", "en")
    assert telephone and telephone in body and "headteacher" in body
    assert not [run for run in secret if "555" in run or "headteacher" in run]
    assert "check the privacy settings of your" in secret
