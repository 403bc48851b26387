"""The text of an issue, read as the form that it was made with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from polisi.editing.fields import Field
from polisi.editing.typed import MAX_TEXT, UNSEEN
from polisi.editing.words import RefusedError, Said, refused
from polisi.requests.templates import answers

MAX_BODY, MAX_LINE = 60_000, 500
"""Characters."""
HEADING = re.compile(r"^### (.*\S)[ \t]*$", re.MULTILINE)
EMPTY = {"_No response_", "None", ""}
"""What GitHub writes where nothing was filled in."""
TICKED = re.compile(r"^- \[[xX]\] (.+)$", re.MULTILINE)

Values = Mapping[str, Sequence[str]]
"""What was filled in, by the key of its field; what was left empty is not there."""


def kind_of(body: str, forms: Mapping[str, Sequence[Field]]) -> str:
    """Return the kind of form that an issue was made with, or an empty string."""
    there = set(HEADING.findall(body.replace("\r\n", "\n")))
    found = {
        kind: (sum(not there.isdisjoint(_names(each)) for each in fields), len(fields))
        for kind, fields in forms.items()
    }
    best = max(found, key=lambda kind: (found[kind][0], -found[kind][1]))
    count, size = found[best]
    return best if count * 2 > size else ""


def _names(field: Field) -> set[str]:
    """Return what stands over a field: in both languages, or in one where somebody wrote it."""
    return {field.label, *field.labels.values()}


def read(body: str, fields: Sequence[Field]) -> Values:
    """Read what was filled in. Raises ``RefusedError`` with all that is wrong with it."""
    text = body.replace("\r\n", "\n")
    if len(text) > MAX_BODY:
        raise refused("too-long", size=f"{len(text):,}", limit=f"{MAX_BODY:,}")
    wrong: list[Said] = []
    values = {}
    written = _parts(text, fields, wrong)
    for field in fields:
        if field.label not in written:
            wrong.append(_said("field-missing", field))
            continue
        found = list(_values(written[field.label], field, wrong))
        if found:
            values[field.key] = found
        elif field.needed:
            wrong.append(_said("not-read" if field.control == "tick" else "empty", field))
    if wrong:
        raise RefusedError(*wrong)
    if not values:
        raise refused("nothing")
    return values


def _said(key: str, field: Field, **values: str) -> Said:
    return Said("refusals", key, {"field": field.labels, **values})


def _parts(text: str, fields: Sequence[Field], wrong: list[Said]) -> Mapping[str, str]:
    """Cut a text at the labels of the form: any other heading belongs to what is written."""
    known = {name: field for field in fields for name in _names(field)}
    found = [each for each in HEADING.finditer(text) if each[1] in known]
    ends = [*(each.start() for each in found[1:]), len(text)]  # one too many for no heading at all
    parts: dict[str, str] = {}
    for each, end in zip(found, ends, strict=False):
        field = known[each[1]]
        if field.label in parts:
            wrong.append(_said("field-twice", field))
        parts.setdefault(field.label, text[each.end() : end].strip("\n"))
    return parts


def _values(text: str, field: Field, wrong: list[Said]) -> Iterator[str]:
    """Yield what was filled in, if it is what the field takes."""
    stripped = text.strip()
    if stripped in EMPTY:
        return
    limit = MAX_LINE if field.control in ("line", "choice", "tick") else MAX_TEXT
    if len(stripped) > limit:
        sizes = {"size": f"{len(stripped):,}", "limit": f"{limit:,}"}
        wrong.append(_said("too-long", field, **sizes))
    elif UNSEEN.search(text):
        wrong.append(_said("control", field))
    elif field.answers is not None:
        yield from _chosen(stripped, field, wrong)
    elif field.control in ("lines", "rows"):
        yield from (line.strip() for line in stripped.split("\n") if line.strip())
    elif field.control != "line":
        yield text.strip("\n").rstrip()
    elif "\n" in stripped:
        wrong.append(_said("one-line", field))
    else:
        yield stripped


def _chosen(text: str, field: Field, wrong: list[Said]) -> Iterator[str]:
    known = answers(field)
    if field.control == "tick":
        said = [each.strip() for each in TICKED.findall(text)]
    elif field.control == "choices":
        said = [each.strip() for each in text.split(", ")]
    else:
        said = [text]
    for each in said:
        if each in known:
            yield known[each]
        else:
            wrong.append(_said("choice", field, value=each[:80]))
