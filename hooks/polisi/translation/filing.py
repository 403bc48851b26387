"""Translations into the files of their language: only the texts that are new, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from polisi.model import Located, Passage
from polisi.project import Project
from polisi.text import documents, front_matter
from polisi.text.documents import Document
from polisi.translation.units import Unit, keyed
from polisi.words.languages import Language
from polisi.words.slugs import slug
from polisi.yaml_files import entries, parsing

CHANGES = "changes"
"""The entry that lists versions."""


def written(
    before: str, source: Document, to: Language, texts: Mapping[str, tuple[Unit, str]]
) -> str:
    """Return a file with translations in it.

    ``before`` is the file as it is, or nothing; ``source`` the document in the other language;
    ``texts`` each unit by its id, with what is to stand there.
    """
    newline = "\r\n" if "\r\n" in before else "\n"
    mark = "\ufeff" if before.startswith("\ufeff") else ""
    text = before.removeprefix("\ufeff").replace("\r\n", "\n") or _new(source)
    text = _with_front(text, to, texts.values())
    if not before and to == "cy" and "slug:" not in text:
        text = _with_slug(text, texts.values())
    headings = {unit.key: said for unit, said in texts.values() if unit.where == "heading"}
    bodies = {unit.key: said for unit, said in texts.values() if unit.where == "text"}
    if "" in bodies:
        text = _with_preamble(text, bodies.pop(""))
    text = _with_passages(text, source, to, headings, bodies)
    return mark + text.replace("\n", newline)


def _new(source: Document) -> str:
    """Return the front matter with which the file of a translation starts."""
    kind = "extends" if source.is_extension else "policy"
    return f"---\n{kind}: {source.code}\n---\n" if source.is_policy else "---\n---\n"


def _with_front(text: str, to: Language, texts: Iterable[tuple[Unit, str]]) -> str:
    """Write title, summary and changes; a change in English is a table, with its day."""
    for unit, said in texts:
        if unit.place:
            inner = ("text",) if unit.where == "change" and to == "en" else ()
            text = _with_value(text, (*unit.place, *inner), said)
    return text


def _with_slug(text: str, texts: Iterable[tuple[Unit, str]]) -> str:
    """Give a new file the address that its title makes."""
    title = next((said for unit, said in texts if unit.where == "title"), "")
    return _with_value(text, ("slug",), slug(title)) if slug(title) else text


def _with_preamble(text: str, said: str) -> str:
    """Write what stands before all headings; the empty lines around it stay."""
    _, body, _ = front_matter.split(text)
    old, passages = documents.split_passages(body, "", 1)
    start = len(text) - len(body)
    words = old.strip("\n")
    before, _, after = old.partition(words) if words else ("\n", "", "\n\n" if passages else "\n")
    return f"{text[:start]}{before}{said}{after}{text[start + len(old) :]}"


def _with_passages(
    text: str,
    source: Document,
    to: Language,
    headings: Mapping[str, str],
    bodies: Mapping[str, str],
) -> str:
    """Write headings and texts: over those that are there, or in the places that they have."""
    above = [""]
    for id_, passage in keyed(source):
        if id_ in headings or id_ in bodies:
            read, _ = documents.read(text.encode(), f"docs/{to}/{source.name}", to, source.name)
            there = dict(keyed(read)) if read else {}
            heading, body = headings.get(id_), bodies.get(id_)
            if id_ in there:
                text = _overwritten(text, there[id_], heading, body)
            elif heading is not None:
                text = _inserted(text, _passage(passage, id_, heading, body), there, above)
        if id_:
            above.append(id_)
    return text


def _overwritten(text: str, there: Passage, heading: str | None, body: str | None) -> str:
    """Write a heading and a text over those of a passage; None leaves what is there."""
    lines = text.split("\n")
    at = there.line - 1
    if heading is not None and heading != there.title:
        line = lines[at]
        signs = line[: len(line) - len(line.lstrip("#"))]
        brace = line.rindex("{") if "{" in line else len(line)
        lines[at] = f"{signs} {heading} {line[brace:]}".rstrip()
    if body is not None and body != there.body:
        old = there.body.split("\n") if there.body else []
        new = body.split("\n") if old else ["", *body.split("\n"), ""]
        lines[at + 1 : at + 1 + len(old)] = new
    return "\n".join(lines)


def _passage(source: Passage, id_: str, heading: str, body: str | None) -> str:
    """Write a passage that is not there yet, with the level and the id of its source."""
    end = f" {{#{id_}}}" if source.id else ""
    words = f"\n{body.strip(chr(10))}\n" if body else ""
    return f"{'#' * source.level} {heading}{end}\n{words}"


def _inserted(
    text: str, passage_text: str, there: Mapping[str, Passage], above: Sequence[str]
) -> str:
    """Put a passage after the last of those above it that are there, or at the start or end."""
    ids = list(there)
    anchor = next((id_ for id_ in reversed(above) if id_ in there), "")
    following = ids[ids.index(anchor) + 1 :] if anchor else ids
    if not following:
        return f"{text.rstrip(chr(10))}\n\n{passage_text}" if anchor else f"{text}{passage_text}"
    lines = text.split("\n")
    line = there[following[0]].line - 1
    return "\n".join([*lines[:line], *passage_text.split("\n"), *lines[line:]])


def _with_value(text: str, path: Sequence[str], said: str) -> str:
    """Write a value of front matter over the one that is there, or below the others.

    Of versions, the newest stands first.
    """
    if path[0] == CHANGES and path[1] not in (table := _changes(text)):
        older = next((each for each in table if _number(each) < _number(path[1])), None)
        if older is not None:
            value = {path[2]: said} if path[2:] else said
            return _with_version(text, table, older, {path[1]: value})
    return front_matter.with_header_value(text, path, said)


def _with_version(
    text: str,
    table: Mapping[Located, entries.Value],
    older: Located,
    new: Mapping[str, entries.Value],
) -> str:
    """Put a version before an older one: on a line of its own, where that one has one."""
    rows: dict[str, entries.Value] = {}
    for key, value in table.items():
        rows |= {**new, key: value} if key is older else {key: value}
    lines = text.split("\n")
    row = lines[older.line - 1]
    indent = row[: len(row) - len(row.lstrip())]
    lines.insert(older.line - 1, f"{indent}{entries.flow(new)[1:-1]}")
    with_line = "\n".join(lines)
    if _changes(with_line) == rows:
        return with_line
    return front_matter.in_header(
        text, lambda head: entries.with_value(head, (CHANGES,), rows, whole=True)
    )


def _changes(text: str) -> Mapping[Located, entries.Value]:
    """Return the versions that a file lists."""
    meta, _ = parsing.parse(front_matter.split(text)[0] or "", "", 2)
    table = meta.get(CHANGES)
    return table if isinstance(table, dict) else {}


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


def no_longer_awaiting(
    project: Project, files: Mapping[str, str], taken: Iterable[str], known: Mapping[str, Unit]
) -> dict[str, str]:
    """Return the English files of the policies that have all of their translation by now.

    What kept them from being published goes: from now on the two texts have to be agreed. ``files``
    are written already. Raises ``ValueError`` where the form of a file does not allow it.
    """
    done, policies = {*taken}, project.register.policies
    published = {}
    for code in dict.fromkeys(known[id_].policy for id_ in taken):
        is_whole = all(u.target or u.id in done for u in known.values() if u.policy == code)
        if is_whole and code in policies and policies[code].is_awaiting:
            path = f"docs/en/{policies[code].name}"
            text = files.get(path) or (project.root / path).read_bytes().decode("utf-8")
            for key in ("status", "due"):
                text = front_matter.with_header_value(text, (key,), None)
            published[path] = text
    return published
