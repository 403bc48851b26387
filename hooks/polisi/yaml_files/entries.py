"""Writing a value into YAML: every other byte of the text stays, remarks and line ends too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from polisi.data import Loader, said_by
from polisi.yaml_files.parsing import NULL, found_at, parse

Value = str | Mapping[str, "Value"] | Sequence["Value"] | None
"""What an entry can say. ``None`` takes the entry out; an empty text is an empty one."""
Keys = Sequence[str]
Edit = tuple[int, int, str]
"""Start and end of what is replaced, and what replaces it."""
Collection = yaml.MappingNode | yaml.SequenceNode
INDENT = "  "
BLOCK_STYLES = ("|", ">")
PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}|\d+\.\d+\.\d+|true|false")
"""What editors take for the wrong kind of value when it stands in quotation marks."""


def with_value(text: str, place: Keys, value: Value, *, whole: bool = False) -> str:
    """Return a YAML text with a value at a place: ``("school", "name", "en")``.

    A table is gone into, so that entries which it does not name stay, unless it is the ``whole``
    of what stands there afterwards. Raises ``ValueError``, with
    the place, where the text can't be read or its form does not allow the change.
    """
    if isinstance(value, Mapping) and not whole and not _has_text(text, place):
        for key, inner in value.items():
            text = with_value(text, (*place, key), inner)
        return text
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix(mark)
    if parse(plain.replace("\r\n", "\n"), "", 1)[1]:
        raise ValueError(_named(place))
    newline = "\r\n" if "\r\n" in plain else "\n"
    written = plain
    for start, end, new in sorted(_edits(plain, place, value, newline), reverse=True):
        written = written[:start] + new + written[end:]
    if _said(written) != _with(_said(plain), place, value):
        raise ValueError(_named(place))
    return mark + written


def _has_text(text: str, place: Keys) -> bool:
    """Tell whether a text, and no table, stands at a place."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    said = found_at(parse(plain, "", 1)[0], place)
    return isinstance(said, str) and bool(said)


def _named(place: Keys) -> str:
    return ".".join(place)


def _edits(text: str, place: Keys, value: Value, newline: str) -> Iterator[Edit]:
    """Say what to replace so that the text has this value."""
    root = yaml.compose(text, Loader=Loader)
    if root is None:
        if value is not None:
            gap = "" if not text or text.endswith("\n") else newline
            yield len(text), len(text), gap + _block(place, value, "", newline)
        return
    key, node, missing = _nearest(root, place)
    if value is None:
        if not missing:
            above, table, _ = _nearest(root, place[:-1])
            yield from _taken_out(text, above, table, place[-1])
    elif not missing:
        if said_by(node) != _plain_value(value):
            yield from _replaced(text, key, node, value, newline)
    elif isinstance(node, yaml.MappingNode):
        yield from _added(text, key, node, missing, value, newline)
    else:
        yield from _filled(text, key, node, missing, value, newline)


def _nearest(root: yaml.Node, place: Keys) -> tuple[yaml.Node, yaml.Node, Keys]:
    """Return the last key and entry that are there on the way to a place, and what is missing."""
    key, node = root, root
    for depth, name in enumerate(place):
        rows = node.value if isinstance(node, yaml.MappingNode) else ()
        there = {each.value: (each, inner) for each, inner in rows}
        if name not in there:
            return key, node, place[depth:]
        key, node = there[name]
    return key, node, ()


def _replaced(
    text: str, key: yaml.Node, node: yaml.Node, value: Value, newline: str
) -> Iterator[Edit]:
    """Put a value where another one stands."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and isinstance(value, list):
        yield from _items(text, key, node, value, newline)
    elif isinstance(node, yaml.ScalarNode) and node.style in BLOCK_STYLES:
        last = end - len(text[start:end]) + len(text[start:end].rstrip())
        yield start, last, flow(value)
    elif isinstance(node, yaml.ScalarNode) and start == end:
        yield key.end_mark.index, end, f": {flow(value)}"
    elif isinstance(node, Collection) and not node.flow_style:
        yield key.end_mark.index, _end(node), f": {flow(value)}"
    else:
        yield start, end, flow(value)


def _items(
    text: str, key: yaml.Node, node: yaml.SequenceNode, value: list[Value], newline: str
) -> Iterator[Edit]:
    """Write a list with a line for each item: those that stay keep their lines and remarks."""
    if not value:
        yield key.end_mark.index, _end(node), ": []"
        return
    said = [_plain_value(each) for each in value]
    there = [said_by(each) for each in node.value]
    first = _alike(there, said)
    last = _alike(there[first:][::-1], said[first:][::-1])
    indent = " " * node.start_mark.column
    new = value[first : len(value) - last]
    rows = "".join(f"{indent}- {flow(each)}{newline}" for each in new)
    gone = node.value[first : len(there) - last]
    if gone:
        start, end = _line_of(text, gone[0]), _end_of_line(text, _end(gone[-1]))
    elif first < len(there):
        start = end = _line_of(text, node.value[first])
    else:
        start = end = _end_of_line(text, _end(node))
    yield start, end, ("" if text[:start].endswith("\n") else newline) + rows


def _alike(one: Sequence[object], other: Sequence[object]) -> int:
    """Count the items with which two lists begin alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _line_of(text: str, item: yaml.Node) -> int:
    """Return where the line of an item begins."""
    return text.rfind("\n", 0, item.start_mark.index) + 1


def _filled(
    text: str, key: yaml.Node, node: yaml.Node, place: Keys, value: Value, newline: str
) -> Iterator[Edit]:
    """Put a table where nothing stands yet."""
    if not isinstance(node, yaml.ScalarNode) or node.value not in NULL:
        raise ValueError(_named(place))
    end = _end_of_line(text, max(key.end_mark.index, node.end_mark.index))
    yield key.end_mark.index, node.end_mark.index, ":"
    gap = "" if text[:end].endswith("\n") else newline
    indent = " " * key.start_mark.column + INDENT
    yield end, end, gap + _block(place, value, indent, newline)


def _added(
    text: str, key: yaml.Node, table: yaml.MappingNode, place: Keys, value: Value, newline: str
) -> Iterator[Edit]:
    """Put an entry at the end of a table."""
    if not table.value and table.flow_style and key is not table:
        end = _end_of_line(text, table.end_mark.index)
        yield key.end_mark.index, table.end_mark.index, ":"
        gap = "" if text[:end].endswith("\n") else newline
        indent = " " * key.start_mark.column + INDENT
        yield end, end, gap + _block(place, value, indent, newline)
    elif table.flow_style:
        end = table.end_mark.index - 1
        whole: Value = value
        for name in reversed(place[1:]):
            whole = {name: whole}
        gap = ", " if table.value else ""
        yield end, end, f"{gap}{flow(place[0])}: {flow(whole)}"
    else:
        end = _end_of_line(text, _end(table))
        gap = "" if text[:end].endswith("\n") else newline
        first_key, _ = table.value[0]
        indent = " " * first_key.start_mark.column
        yield end, end, gap + _block(place, value, indent, newline)


def _taken_out(text: str, above: yaml.Node, table: yaml.Node, name: str) -> Iterator[Edit]:
    """Take an entry out; a table that it leaves empty, below a key, stays as an empty one."""
    assert isinstance(table, yaml.MappingNode), "_edits has found the entry"
    rows = table.value
    at = next(number for number, (key, _) in enumerate(rows) if key.value == name)
    key, value = rows[at]
    if len(rows) == 1 and above is not table:
        start = above.end_mark.index
        yield start, table.end_mark.index if table.flow_style else _end(table), ": {}"
    elif table.flow_style:
        start = key.start_mark.index if at == 0 else rows[at - 1][1].end_mark.index
        end = rows[at + 1][0].start_mark.index if at == 0 and len(rows) > 1 else _end(value)
        yield start, end, ""
    else:
        start = text.rfind("\n", 0, key.start_mark.index) + 1
        yield start, _end_of_line(text, max(_end(value), key.end_mark.index)), ""


def _block(place: Keys, value: Value, indent: str, newline: str) -> str:
    """Write an entry with a line for each key that leads to it."""
    rows = [f"{indent}{INDENT * depth}{flow(name)}:" for depth, name in enumerate(place)]
    if isinstance(value, list) and value:
        inner = indent + INDENT * len(place)
        rows += [f"{inner}- {flow(each)}" for each in value]
    else:
        rows[-1] += f" {flow(value)}"
    return "".join(f"{row}{newline}" for row in rows)


def flow(value: Value) -> str:
    """Write a value on one line."""
    if isinstance(value, Mapping):
        rows = (f"{flow(key)}: {flow(each)}" for key, each in value.items() if each is not None)
        return "{" + ", ".join(rows) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow, value)) + "]"
    text = str(value or "")
    if PLAIN.fullmatch(text):
        return text
    # in a list, so that what could not stand in a row is put in quotation marks
    row: str = yaml.safe_dump([text], default_flow_style=True, allow_unicode=True, width=10**9)
    return row.strip()[1:-1]


def _plain_value(value: Value) -> object:
    root = yaml.compose(flow(value), Loader=Loader)
    return said_by(root) if root else ""


def _said(text: str) -> object:
    root = yaml.compose(text, Loader=Loader)
    return said_by(root) if root else {}


def _with(said: object, place: Keys, value: Value) -> object:
    """Return what a text should say afterwards."""
    table = dict(said) if isinstance(said, dict) else {}
    if len(place) > 1:
        if value is None and not isinstance(table.get(place[0]), dict):
            return said
        table[place[0]] = _with(table.get(place[0]), place[1:], value)
    elif value is None:
        table.pop(place[0], None)
    else:
        table[place[0]] = _plain_value(value)
    return table


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
