"""The register for other programs: formats, and what must not get into them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import forks
import projects
from polisi import project
from polisi.outputs import export
from polisi.outputs.permalinks import Permalinks
from polisi.pages.clauses import Clauses
from polisi.pages.frame import Frames, Look
from polisi.pages.html.templates import Templates
from polisi.pages.plan import Plan, plan
from polisi.policies.addresses import Addresses
from polisi.policies.editions import cut
from polisi.words.languages import LANGUAGES
from sites import Built, Change, change, copy, replaced, small_policy

SCHEMA: dict[str, Any] = json.loads(export.schema())


def permalinks(site: tuple[Plan, Clauses], url: str = "") -> Permalinks:
    """Return what makes the lasting addresses of a site."""
    made, clauses = site
    return Permalinks(made, clauses, Frames(made, clauses.templates, Look()), url)


def shown(root: Path, edition: str = "intranet") -> tuple[Plan, Clauses]:
    loaded = project.load(root)
    planned = plan(loaded, cut(loaded.shown, edition), Addresses("en"), date(2026, 11, 21))
    return planned, Clauses(planned, Templates(root))


def problems(text: str) -> list[str]:
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    return [f"{e.json_path}: {e.message}" for e in validator.iter_errors(json.loads(text))]


def test_the_schema_is_a_schema_and_is_published(shipped: Built) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(shipped.text("clauses.schema.json")) == SCHEMA


def test_clauses_json_is_what_its_schema_says(site: Built) -> None:
    assert problems(site.text("clauses.json")) == []


def test_an_editions_clauses_json_is_too(edition: Built) -> None:
    text = edition.text("clauses.json")
    assert problems(text) == []
    assert json.loads(text)["edition"] == edition.environment["POLISI_EDITION"]


def test_the_schema_says_what_is_wrong() -> None:
    text = '{"schema": 1, "edition": "all", "policies": [], "clauses": [{"id": "sm-1"}]}'
    assert len(problems(text)) > 3


FORMULAS = ["=1+1", "+44 1632", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_spreadsheet_runs_nothing(tmp_path: Path, formula: str) -> None:
    changes = small_policy("ZZ", [(formula, "Teitl")])
    text = str(changes["docs/en/policies/small-zz.md"])
    changes["docs/en/policies/small-zz.md"] = text.replace(
        "The school keeps", f"{formula.strip()} The school keeps"
    )
    root = forks.copy(tmp_path)
    change(root, changes)
    text = export.clauses_csv(*shown(root), "")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert any("ZZ-001" in row for row in rows)
    for row in rows:
        assert len(row) == 12
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell
    [row] = [row for row in rows if row[0] == "ZZ-001"]
    assert row[3].removeprefix("'").strip() == formula.strip()


def test_csv_is_for_spreadsheets(shipped: Built) -> None:
    raw = (shipped.site / "clauses.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,policy,audiences,title_en,title_cy,")
    assert raw.count(b"\n") == raw.count(b"\r\n") == len(shipped.project.shown.clauses) + 1


def test_texts_have_the_schools_values_and_the_titles_of_references(tmp_path: Path) -> None:
    changes: dict[str, Change] = {
        "school.yml": replaced("en: Example School", "en: 'St \"A\" & B <School>'")
    }
    data = json.loads(export.clauses_json(*shown(copy(tmp_path, changes)), ""))
    by_id = {row["id"]: row["texts"] for row in data["clauses"]}
    english = by_id["GC-001"]["en"]["text"]
    assert 'all the governors of St "A" & B <School>, however' in english
    assert f"see {by_id['SM-002']['en']['title']}." in english
    assert f"gweler {by_id['SM-002']['cy']['title']}." in by_id["GC-001"]["cy"]["text"]


LABELS = """

(tick) I have read [SM-002]. {#read}

(choice) Which one? {#which}

- The one in [SM-002]
- Another

(rows 1) [SM-002] | Day {#days}

Dear (text: somebody who knows [SM-002]),

"""


def test_labels_of_fields_have_the_titles_of_references(tmp_path: Path) -> None:
    changes = projects.patched(projects.EN_GC, "is short.", f"is short.{LABELS}")
    changes |= projects.patched(projects.CY_GC, "mae'n fyr.", f"mae'n fyr.{LABELS}")
    data = json.loads(export.clauses_json(*shown(forks.copy(tmp_path, changes)), ""))
    texts = {row["id"]: row["texts"] for row in data["clauses"]}
    for language in LANGUAGES:
        text, title = texts["GC-001"][language]["text"], texts["SM-002"][language]["title"]
        for label in (
            f"I have read {title}.", f"The one in {title}", f"{title}\nDay",
            f"(somebody who knows {title})",
        ):  # fmt: skip
            assert label in text
        assert "SM-002" not in text
        assert "\ue000" not in text


def test_addresses_are_relative_when_the_sites_is_not_known(tmp_path: Path) -> None:
    site = shown(copy(tmp_path))
    data = json.loads(export.clauses_json(*site, ""))
    assert data["clauses"][0]["texts"]["cy"]["lasting"] == "cy/c/FA-001/"
    assert "canonical" not in next(permalinks(site).of_clauses("en"))[1]()


def test_lasting_pages_escape_what_they_show(tmp_path: Path) -> None:
    changes = small_policy("ZZ", [("A \"b\" <i>c</i> & 'd'", "Teitl")])
    site = shown(copy(tmp_path, changes))
    made = permalinks(site, "https://x.test/?a&b/").of_clauses("en")
    found = {address: make() for address, make in made}
    assert (
        "<h1>ZZ-001 A &quot;b&quot; &lt;i&gt;c&lt;/i&gt; &amp; &#x27;d&#x27;</h1>"
        in (found["c/ZZ-001/"])
    )
    assert "<i>" not in found["c/ZZ-001/"]
