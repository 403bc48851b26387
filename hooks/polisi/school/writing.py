"""Writing into ``school.yml``: an adoption, with every other byte of the file as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from polisi.data import Loader
from polisi.text import front_matter

KEY = "adoption"
EARLIER = "earlier"
ORDER = ("version", "text", "date", "by", "minute", "review", EARLIER)
Edit = tuple[int, int, str]
"""Start and end of what is replaced, and what replaces it."""
Entry = Mapping[str, object]
"""An adoption's keys and values; one without a value is not written, and taken out."""
Collection = yaml.MappingNode | yaml.SequenceNode
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
INDENT = "  "


def with_adoption(text: str, code: str, entry: Entry, before: Entry | None = None) -> str:
    """Return the text of ``school.yml`` with an adoption in it.

    ``before`` is a decision that becomes an earlier one. Raises ``ValueError`` where the file's
    form does not allow it.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix(mark)
    newline = "\r\n" if "\r\n" in plain else "\n"
    try:
        root = yaml.compose(plain, Loader=Loader)
    except yaml.YAMLError as error:
        raise ValueError(str(error).split("\n")[0]) from error
    top = {key.value: (key, value) for key, value in getattr(root, "value", ())}
    if KEY not in top:
        gap = "" if not plain or plain.endswith("\n") else newline
        written = f"{plain}{gap}{KEY}:{newline}{_block(code, entry, before, newline)}"
    else:
        edits = list(_edits(plain, *top[KEY], code, entry, before, newline))
        written = plain
        for start, end, new in sorted(edits, reverse=True):
            written = written[:start] + new + written[end:]
    if not _says(plain, written, code, entry, before):
        raise ValueError(KEY)
    return mark + written


def _edits(
    text: str,
    key: yaml.Node,
    table: yaml.Node,
    code: str,
    entry: Entry,
    before: Entry | None,
    newline: str,
) -> Iterator[Edit]:
    """Say what to replace so that the table of adoptions has this one."""
    rows = list(table.value) if isinstance(table, yaml.MappingNode) else []
    there = next((value for name, value in rows if name.value == code), None)
    if not rows:  # "adoption: {}", or nothing
        is_empty = isinstance(table, yaml.MappingNode) or str(table.value) in front_matter.NULL
        if not is_empty:
            raise ValueError(KEY)
        end = _end_of_line(text, max(key.end_mark.index, table.end_mark.index))
        yield key.end_mark.index, table.end_mark.index, ":"
        gap = "" if text[:end].endswith("\n") else newline
        yield end, end, gap + _block(code, entry, before, newline)
    elif isinstance(table, yaml.MappingNode) and table.flow_style:
        said = _flow(_whole(entry, before, there))
        if there:
            yield there.start_mark.index, there.end_mark.index, said
        else:
            end = table.end_mark.index - 1
            yield end, end, f", {code}: {said}"
    elif there is None:
        end = _end_of_line(text, _end(rows[-1][1]))
        gap = "" if text[:end].endswith("\n") else newline
        indent = " " * rows[0][0].start_mark.column
        yield end, end, gap + _block(code, entry, before, newline, indent)
    elif not isinstance(there, yaml.MappingNode):
        raise ValueError(code)
    elif there.flow_style:
        yield (
            there.start_mark.index,
            there.end_mark.index,
            _flow(_whole(entry, before, there)),
        )
    else:
        yield from _entry_edits(text, there, entry, before, newline)


def _entry_edits(
    text: str, there: yaml.MappingNode, entry: Entry, before: Entry | None, newline: str
) -> Iterator[Edit]:
    """Say what to replace in an entry that has a line for each key."""
    keys = {name.value: (name, value) for name, value in there.value}
    indent = " " * there.value[0][0].start_mark.column
    missing = []
    for key in ORDER[:-1]:
        value = entry.get(key)
        if key not in keys:
            missing += [f"{indent}{key}: {_flow(value)}{newline}"] if value else []
        elif not value:
            start = text.rfind("\n", 0, keys[key][0].start_mark.index) + 1
            yield start, _end_of_line(text, _end(keys[key][1])), ""
        elif _meant(key, _plain(keys[key][1])) != _read(value):
            yield keys[key][1].start_mark.index, _end(keys[key][1]), _flow(value)
    last = _end_of_line(text, _end(there))
    gap = "" if text[:last].endswith("\n") else newline
    if before and EARLIER in keys:
        yield from _front(text, keys[EARLIER][1], before, newline)
    elif before:
        missing.append(f"{indent}{EARLIER}:{newline}{indent}{INDENT}- {_flow(before)}{newline}")
    if missing:
        yield last, last, gap + "".join(missing)


def _front(text: str, earlier: yaml.Node, before: Entry, newline: str) -> Iterator[Edit]:
    """Say how a decision becomes the first of the earlier ones."""
    start = earlier.start_mark.index
    if not isinstance(earlier, yaml.SequenceNode):
        raise ValueError(EARLIER)
    if earlier.flow_style:
        yield start + 1, start + 1, _flow(before) + (", " if earlier.value else "")
    else:
        line = text.rfind("\n", 0, start) + 1
        yield line, line, f"{' ' * earlier.start_mark.column}- {_flow(before)}{newline}"


def _block(
    code: str, entry: Entry, before: Entry | None, newline: str, indent: str = INDENT
) -> str:
    """Write an entry with a line for each key."""
    rows = [f"{indent}{code}:"]
    rows += [f"{indent}{INDENT}{key}: {_flow(entry[key])}" for key in ORDER if entry.get(key)]
    if before:
        rows += [f"{indent}{INDENT}{EARLIER}:", f"{indent}{INDENT * 2}- {_flow(before)}"]
    return "".join(f"{row}{newline}" for row in rows)


def _whole(entry: Entry, before: Entry | None, there: yaml.Node | None) -> dict[str, object]:
    """Return an entry with the earlier decisions that it had."""
    had: dict[str, object] = _plain(there) if there else {}  # type: ignore[assignment]
    earlier = had.get(EARLIER) or []
    assert isinstance(earlier, list)
    whole: dict[str, object] = {key: entry[key] for key in ORDER if entry.get(key)}
    kept = [*([before] if before else []), *earlier]
    return {**whole, EARLIER: kept} if kept else whole


def _flow(value: object) -> str:
    """Write a value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items() if each) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_flow, value)) + "]"
    text = str(value)
    if DATE.fullmatch(text):
        return text
    # in a list, so that what could not stand in a row is put in quotation marks
    row: str = yaml.safe_dump([text], default_flow_style=True, allow_unicode=True, width=10_000)
    return row.strip()[1:-1]


def _plain(node: yaml.Node) -> object:
    """Return what a node says: everything in it is a string."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each) for each in node.value]
    return node.value


def _all(text: str) -> object:
    root = yaml.compose(text, Loader=Loader)
    return _plain(root) if root else {}


def _read(value: object) -> object:
    return _all(_flow(value))


def _end(node: yaml.Node) -> int:
    """Return where a node's last word ends; a block's own end is that of the space after it."""
    if not isinstance(node, Collection) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def _end_of_line(text: str, index: int) -> int:
    """Return the index after the line break that follows, or the end of the text."""
    if index and text[index - 1] == "\n":
        return index
    at = text.find("\n", index)
    return len(text) if at < 0 else at + 1


def _says(old: str, new: str, code: str, entry: Entry, before: Entry | None) -> bool:
    """Tell whether a file says what it said and the adoption, and nothing else."""
    was, is_now = (_all(text) for text in (old, new))
    if not isinstance(is_now, dict) or not isinstance(is_now.get(KEY), dict):
        return False
    adoptions = dict(was.get(KEY) or {}) if isinstance(was, dict) else {}
    had = adoptions.get(code) or {}
    said = {key: _read(entry[key]) for key in ORDER if entry.get(key)}
    kept = [*([_read(before)] if before else []), *(had.get(EARLIER) or [])]
    adoptions[code] = {**said, **({EARLIER: kept} if kept else {})}
    now = dict(is_now[KEY])
    now[code] = {key: _meant(key, value) for key, value in dict(now.get(code) or {}).items()}
    return {**(was if isinstance(was, dict) else {}), KEY: adoptions} == {**is_now, KEY: now}


def _meant(key: str, value: object) -> object:
    """Return what a value says: one text for who decided stands for both languages."""
    return {"en": value, "cy": value} if key == "by" and isinstance(value, str) else value
