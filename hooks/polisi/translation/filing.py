"""Translations into the files of their language: only the texts that are new, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import yaml

from polisi.data import Loader
from polisi.intake.proposal import quoted
from polisi.project import Project
from polisi.text import documents, entries, front_matter
from polisi.text.documents import Document
from polisi.translation.units import Unit, keyed
from polisi.words.languages import Language
from polisi.words.slugs import slug


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it is before it is written to."""

    text: str
    """Empty where there is no file."""
    newline: str


def written(
    before: str, source: Document, to: Language, texts: Mapping[str, tuple[Unit, str]]
) -> str:
    """Return a file with translations in it.

    ``before`` is the file as it is, or nothing; ``source`` the document in the other language;
    ``texts`` each unit by its id, with what is to stand there.
    """
    newline = "\r\n" if "\r\n" in before else "\n"
    mark = "\ufeff" if before.startswith("\ufeff") else ""
    text = before.removeprefix("\ufeff").replace("\r\n", "\n")
    if not text:
        kind = "extends" if source.is_extension else "policy"
        text = f"---\n{kind}: {source.code}\n---\n" if source.is_policy else "---\n---\n"
    for unit, said in texts.values():
        if unit.where in ("title", "summary"):
            text = _with_value(text, (unit.where,), said)
        elif unit.where == "change":
            path = ("changes", unit.key) if to == "cy" else ("changes", unit.key, "text")
            text = _with_value(text, path, said)
    if not before and to == "cy" and "slug:" not in text:
        title = next((said for unit, said in texts.values() if unit.where == "title"), "")
        text = _with_value(text, ("slug",), slug(title)) if slug(title) else text
    headings = {u.key: said for u, said in texts.values() if u.where == "heading"}
    bodies = {u.key: said for u, said in texts.values() if u.where == "text"}
    if "" in bodies:
        text = _with_preamble(text, bodies.pop(""))
    text = _with_passages(text, source, to, headings, bodies)
    return mark + text.replace("\n", newline)


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
    before = [""]
    for id_, passage in keyed(source):
        there, _ = documents.read(text.encode(), f"docs/{to}/{source.name}", to, source.name)
        found = dict(keyed(there)) if there else {}
        lines = text.split("\n")
        if id_ in found and (id_ in headings or id_ in bodies):
            at = found[id_].line - 1
            if id_ in headings and headings[id_] != found[id_].title:
                start = lines[at][: len(lines[at]) - len(lines[at].lstrip("#"))]
                brace = lines[at].rindex("{") if "{" in lines[at] else len(lines[at])
                lines[at] = f"{start} {headings[id_]} {lines[at][brace:]}".rstrip()
            if id_ in bodies and bodies[id_] != found[id_].body:
                old = found[id_].body.split("\n") if found[id_].body else []
                new = bodies[id_].split("\n")
                if not any(line.strip() for line in old):
                    new = ["", *new, ""] if not old else new
                lines[at + 1 : at + 1 + len(old)] = new
            text = "\n".join(lines)
        elif id_ in headings:
            end = f" {{#{id_}}}" if passage.id else ""
            passage_text = f"{'#' * passage.level} {headings[id_]}{end}\n"
            if bodies.get(id_):
                passage_text += f"\n{bodies[id_].strip(chr(10))}\n"
            text = _inserted(text, passage_text, found, before, lines)
        if id_:
            before.append(id_)
    return text


def _inserted(
    text: str,
    passage_text: str,
    found: Mapping[str, object],
    before: Sequence[str],
    lines: Sequence[str],
) -> str:
    """Put a passage after the last of those before it that are there, or at the start or end."""
    ids = list(found)
    anchor = next((id_ for id_ in reversed(before) if id_ in found), "")
    following = ids[ids.index(anchor) + 1 :] if anchor else ids
    if not following:
        return f"{text.rstrip(chr(10))}\n\n{passage_text}" if anchor else f"{text}{passage_text}"
    line = found[following[0]].line - 1  # type: ignore[attr-defined]
    return "\n".join([*lines[:line], *passage_text.split("\n"), *lines[line:]])


def _with_value(text: str, path: Sequence[str], said: str) -> str:
    """Write a value of front matter over the one that is there, or below the others."""
    yaml_text, _, _ = front_matter.split(text)
    head = yaml_text or ""
    start = text.index("\n") + 1
    new = _in_yaml(head, path, quoted(said))
    return f"{text[:start]}{new}{text[start + len(head) :]}"


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


def _in_yaml(head: str, path: Sequence[str], value: str) -> str:
    node: yaml.Node | None = yaml.compose(head, Loader=Loader)
    depth = 0
    for key in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        inner = next((v for k, v in pairs if k.value == key), None)
        if inner is None:
            break
        node = inner
        depth += 1
    if depth == len(path) and node is not None:
        end = node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return f"{head[: node.start_mark.index]}{value}\n{head[end:]}"
        space = " " if head[node.start_mark.index - 1 : node.start_mark.index] == ":" else ""
        return f"{head[: node.start_mark.index]}{space}{value}{head[end:]}"
    missing = path[depth:]
    if isinstance(node, yaml.MappingNode) and node.flow_style:
        inside = (
            f"{missing[0]}: {value}"
            if len(missing) == 1
            else f"{missing[0]}: {{{missing[1]}: {value}}}"
        )
        at = node.end_mark.index - 1
        return f"{head[:at]}{', ' if node.value else ''}{inside}{head[at:]}"
    if isinstance(node, yaml.MappingNode) and depth:
        indent = " " * node.value[0][0].start_mark.column
        older = (k for k, _ in node.value if _number(k.value) < _number(missing[0]))
        following = next(older, None)  # the newest version stands first
        end = head.find("\n", node.value[-1][1].end_mark.index - 1) + 1 or len(head)
        at = following.start_mark.index - len(indent) if following else end
        row = f"{indent}{missing[0]}: {value}\n"
        return f"{head[:at]}{row}{head[at:]}"
    rows = "".join(
        f"{'  ' * n}{key}:{'' if n + 1 < len(missing) else f' {value}'}\n"
        for n, key in enumerate(missing)
    )
    return f"{head}{rows}" if not head or head.endswith("\n") else f"{head}\n{rows}"


def no_longer_awaiting(
    project: Project, files: Mapping[str, str], taken: Iterable[str], known: Mapping[str, Unit]
) -> dict[str, str]:
    """Return the English files of the policies that have all of their translation by now.

    What kept them from being published goes: from now on the two texts have to be agreed. ``files``
    are written already. Raises ``ValueError`` where the form of a file does not allow it.
    """
    done, found = {*taken}, {}
    for code in dict.fromkeys(known[id_].policy for id_ in taken):
        policy = project.register.policies.get(code)
        missing = [unit for unit in known.values() if unit.policy == code and not unit.target]
        if not (policy and policy.is_awaiting) or any(unit.id not in done for unit in missing):
            continue
        path = f"docs/en/{policy.name}"
        text = files.get(path) or (project.root / path).read_bytes().decode("utf-8")
        for key in ("status", "due"):
            text = entries.with_header_value(text, (key,), None)
        found[path] = text
    return found
