"""What is wrong in ``school.yml``: its empty entries say nothing, and are left out first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_origin

from polisi.school.file import SchoolFile
from polisi.yaml_files import faults
from polisi.yaml_files.faults import Fault, Place, keys, model_of


def validate(values: Mapping[str, object]) -> tuple[SchoolFile, list[Fault]]:
    """Hold what was read against the model.

    Returns what is right, with the entries that are wrong left out, and those as faults.
    """
    school, wrong = faults.validate(SchoolFile, _without_empty(values))
    return school, [replace(fault, place=_as_written(values, fault.place)) for fault in wrong]


def _without_empty(value: object, place: Place = ()) -> object:
    """Leave out entries without a value, but for those that the model does not know.

    ``{en: finance, staffing, cy: …}`` is YAML for an entry ``staffing`` without a value: what was
    meant as words after a comma is not lost in silence.
    """
    if isinstance(value, dict):
        known = () if _is_table(place) else keys(SchoolFile, place)
        filled = {key: _without_empty(each, (*place, key)) for key, each in value.items()}
        return {
            key: each
            for key, each in filled.items()
            if each not in ("", {}, []) or (known and key not in known)
        }
    if isinstance(value, list):
        return [_without_empty(each, place) for each in value if each != ""]
    return value


def _is_table(place: Place) -> bool:
    """Tell whether the keys of a mapping are the school's own, as those of ``roles`` are."""
    model: Any = SchoolFile
    annotation: Any = None
    for part in place:
        fields = getattr(model, "model_fields", {})
        if part not in fields:
            return False
        annotation = fields[part].annotation
        model = model_of(annotation)
    return get_origin(annotation) is dict


def _as_written(value: object, place: Place) -> Place:
    """Number list items as the file does, which may have empty ones."""
    numbered: list[str | int] = []
    for part in place:
        if isinstance(value, list) and isinstance(part, int):
            part = [number for number, each in enumerate(value) if each != ""][part]
            value = value[part]
        elif isinstance(value, dict):
            value = value.get(part)
        numbered.append(part)
    return tuple(numbered)
