"""What can be filled in is what the models know, and a change is tried before it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from polisi import project
from polisi.editing import changes, pictures, places, rows, trial, words
from polisi.editing.words import RefusedError
from polisi.school.file import SchoolFile
from polisi.yaml_files.faults import model_of
from projects import EN_SM, SCHOOL, files, without_history, write


def test_every_part_of_school_yml_is_asked_for_or_said_not_to_be() -> None:
    with_forms_of_their_own = {"options", "policies", "adoption"}
    known = {*words.table("places"), *words.table("more"), *with_forms_of_their_own}

    def inside(model: type, above: tuple[str, ...] = ()) -> set[str]:
        found = set()
        for key in model.model_fields:  # type: ignore[attr-defined]
            inner = places.annotation((*above, key))
            model_ = model_of(inner)
            is_text = model_ is None or {"en", "cy"} <= model_.model_fields.keys()
            is_table = model_ is not None and not is_text and inner not in (tuple, dict)
            name = ".".join((*above, key))
            is_known = name in known
            found |= inside(model_, (*above, key)) if is_table and not is_known else {name}
        return found

    there = inside(SchoolFile)
    roles = {each for each in known if each.startswith("roles.")}
    assert {*there, pictures.BADGE} == known - roles


@pytest.mark.parametrize("place", [each for each in words.table("more") if rows.columns(each)])
def test_a_table_has_a_column_for_every_text_of_its_entries(place: str) -> None:
    asked = {each.key.split(".")[0] for each in rows.columns(place)} - {rows.KEY}
    assert asked == {*model_of(places.annotation((place,))).model_fields}


def test_a_change_is_tried_beside_the_project(tmp_path: Path) -> None:
    root = write(tmp_path, files())
    before = {each: each.read_bytes() for each in root.rglob("*") if each.is_file()}
    text = str(files()[EN_SM])
    with without_history():
        found = trial.tried(root, {EN_SM: text.replace("[GC-001]", "[GC-077]")})
        fine = trial.tried(root, {SCHOOL: f"{files()[SCHOOL]!s}# a remark\n"})
    assert "reference-unknown" in [each.code for each in found.errors]
    assert not fine.errors
    assert [*fine.files] == [SCHOOL]
    assert {each: each.read_bytes() for each in root.rglob("*") if each.is_file()} == before


@pytest.mark.parametrize(
    ("ids", "number"),
    [("", "SM-901"), ("clause,SM-905,school/media.md\n", "SM-906"), ("clause,SM-999,x.md\n", "")],
)
def test_a_number_that_was_ever_used_is_not_used_again(
    tmp_path: Path, ids: str, number: str
) -> None:
    loaded = project.load(write(tmp_path, {**files(), "ids.csv": f"kind,id,file\n{ids}"}))
    if number:
        assert changes.next_id(loaded, "SM") == number
    else:
        with pytest.raises(RefusedError):
            changes.next_id(loaded, "SM")
