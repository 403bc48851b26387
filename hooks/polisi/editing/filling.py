"""What a school fills in, as a change of ``school.yml`` and of its badge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from polisi.editing import pictures, places, rows
from polisi.editing.changes import Change, entry, read
from polisi.editing.fields import Field
from polisi.editing.words import Said
from polisi.project import Project
from polisi.school.file import BothWeb
from polisi.school.school import FILE
from polisi.words.languages import LANGUAGES, Language, other
from polisi.yaml_files import entries
from polisi.yaml_files.faults import model_of
from polisi.yaml_files.parsing import found_at


def filled_in(
    project: Project,
    values: Mapping[str, entries.Value],
    asked: Mapping[str, Field],
    badge: bytes | None = None,
) -> Change:
    """Write values into ``school.yml``, by their place, such as ``school.name.en``, and a badge.

    ``asked`` has the field of each place; of a table the value is all of its rows.
    """
    text, drawn, written = read(project, FILE), {}, project.school.written
    done = [each for place, value in values.items() for each in _told(asked[place], value, written)]
    if badge is not None:
        file = pictures.badge(project, badge)
        values, drawn = {**values, pictures.BADGE: file}, {f"docs/{file}": badge}
        done.append(_set(asked[pictures.BADGE], file))
    elif values.get(pictures.BADGE, "") is None:
        kept = {
            place: each for place, each in values.items() if not place.startswith(pictures.LOGO)
        }
        values = {**kept, pictures.LOGO: None}
    for place, value in _gathered(project, values).items():
        if place in asked and asked[place].control == "rows":
            value = rows.value(place, asked[place].labels, written, _rows(value))
        text = entry(text, place.split("."), value)
    return Change({FILE: text}, tuple(done), drawn)


def _rows(value: entries.Value) -> list[rows.Row]:
    return [tuple(map(str, row)) for row in value] if isinstance(value, list) else []


def _told(field: Field, value: entries.Value, written: Mapping[str, object]) -> Iterator[Said]:
    """Say what a field says from now on; of a table, which rows are new, changed or gone."""
    if field.control != "rows":
        yield _set(field, value)
        return
    old, new = rows.shown(field.key, written), _rows(value)
    for key, some in (("set", [r for r in new if r not in old]), ("gone", _gone(field, old, new))):
        if some:
            names = {
                each: ", ".join(rows.called(field.key, row, each) for row in some)
                for each in LANGUAGES
            }
            yield Said("answers", key, {"label": field.labels, "value": names})


def _gone(field: Field, old: Sequence[rows.Row], new: Sequence[rows.Row]) -> list[rows.Row]:
    count = rows.names(field.key)
    left = {row[:count] for row in new}
    return [row for row in old if row[:count] not in left]


def _set(field: Field, value: entries.Value) -> Said:
    """Say a value as the forms call it."""
    if field.answers and isinstance(value, str) and value in field.answers:
        return Said("answers", "set", {"label": field.labels, "value": field.answers[value]})
    items = value if isinstance(value, list) else [value] if value else []
    said = {language: ", ".join(_in(each, language) for each in items) for language in LANGUAGES}
    return Said("answers", "set" if items else "emptied", {"label": field.labels, "value": said})


def _in(item: entries.Value, language: Language) -> str:
    return str(item.get(language) or "") if isinstance(item, Mapping) else str(item or "")


def for_both(project: Project, values: Mapping[str, entries.Value]) -> dict[str, entries.Value]:
    """Return what was said of a site in one language, for the other: one address serves both.

    So it is where the file has one so far, and somebody who does not see it gives one.
    """
    found = {}
    for place, value in values.items():
        above, _, last = place.rpartition(".")
        there = f"{above}.{other(last)}" if last in LANGUAGES else place
        written = _written(project, above)
        if there not in values and _is_web(above) and not isinstance(written, dict):
            found[there] = value
    return found


def _is_web(place: str) -> bool:
    return bool(place) and model_of(places.annotation(place.split("."))) is BothWeb


def _written(project: Project, place: str) -> object:
    return found_at(project.school.written, place.split(".") if place else ())


def _gathered(project: Project, values: Mapping[str, entries.Value]) -> Mapping[str, entries.Value]:
    """Put both languages of a text into one value where one text stands for both in the file."""
    found: dict[str, entries.Value] = {}
    for place, value in values.items():
        above, _, last = place.rpartition(".")
        written = _written(project, above)
        if last not in LANGUAGES:
            found[place] = value
        elif not written and _is_web(above) and f"{above}.{other(last)}" not in values:
            found[above] = value  # a site in one language has one address
        elif isinstance(written, str) and written:
            said: dict[str, entries.Value] = {
                each: values.get(f"{above}.{each}", str(written)) for each in LANGUAGES
            }
            found[above] = said["en"] if said["en"] == said["cy"] else said
        else:
            found[place] = value
    return found
