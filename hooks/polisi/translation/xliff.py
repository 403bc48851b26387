"""Units to XLIFF 2.1 and back: the format that translation tools read and write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from polisi.translation import codes, packing
from polisi.translation.answers import Answer, AnswerError, codes_of, fits, is_kept, parts_of, rows
from polisi.translation.codes import Code
from polisi.translation.packing import Pack
from polisi.translation.units import Unit
from polisi.words.languages import Language
from polisi.words.phrases import say

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
N = f"{{{NAMESPACE}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TAGS: Mapping[Language, str] = {"en": "en-GB", "cy": "cy-GB"}
STATES = {"new": "initial", "changed": "initial", "done": "translated"}
GROUPS = {f"{N}{name}" for name in ("xliff", "file", "unit", "notes", "originalData", "segment")}
UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
OURS = "polisi"
"""The category of the note that says what both texts were when the file went out."""


def write(pack: Pack) -> bytes:
    """Write a pack as XLIFF 2.1, a file for each policy."""
    root = Element(f"{N}xliff", {
        "version": "2.1", "srcLang": TAGS[pack.source], "trgLang": TAGS[pack.to],
    })  # fmt: skip
    files: dict[str, Element] = {}
    for unit in pack.units:
        if unit.name not in files:
            number = f"f{len(files) + 1}"
            original = f"docs/{pack.to}/{unit.name}"
            files[unit.name] = SubElement(root, f"{N}file", {"id": number, "original": original})
        _unit(files[unit.name], unit, pack)
    _on_lines(root)
    raw: bytes = tostring(root, encoding="utf-8", xml_declaration=True, default_namespace=None)
    return raw.replace(b"ns0:", b"").replace(b"xmlns:ns0=", b"xmlns=")


def _on_lines(root: Element) -> None:
    """Put each element on a line of its own, but for what stands in texts."""
    for element in root.iter():
        if element.tag in GROUPS and len(element):
            element.text = "\n"
            for inner in element:
                inner.tail = "\n"


def _unit(parent: Element, unit: Unit, pack: Pack) -> None:
    made = SubElement(parent, f"{N}unit", {"id": unit.id, "canResegment": "no", SPACE: "preserve"})
    notes = SubElement(made, f"{N}notes")
    for category, text in _notes(unit, pack):
        SubElement(notes, f"{N}note", {"category": category}).text = UNSHOWABLE.sub("", text)
    data = SubElement(made, f"{N}originalData")
    known: dict[str, str] = {}
    segments, used = iter(rows(unit)), 0
    for part in parts_of(unit.source, unit):
        if not part.is_words:
            held = SubElement(made, f"{N}ignorable")
            SubElement(held, f"{N}source").text = part.text
            continue
        row = next(segments)
        name = f"s{row.number}"
        segment = SubElement(made, f"{N}segment", {"id": name, "state": STATES[unit.state]})
        found = codes_of(row.source, row.target)
        ids = {code.written: str(used + at) for at, code in enumerate(found, 1)}
        used += len(found)
        texts = (("source", row.source, pack.source), ("target", row.target, pack.to))
        for tag, text, language in texts:
            if text:
                element = SubElement(segment, f"{N}{tag}")
                _text(element, text, ids, used, known, pack.spoken[language])
        used += 50
    for written, id_ in known.items():
        SubElement(data, f"{N}data", {"id": id_}).text = written
    if not known:
        made.remove(data)


def _text(
    element: Element,
    text: str,
    ids: Mapping[str, str],
    used: int,
    known: dict[str, str],
    spoken: Mapping[str, str],
) -> None:
    """Write words and codes, each of which ``known`` is to hold.

    A code that a text has twice has an id of its own each time; ``used`` are taken.
    """
    last: Element | None = None
    seen: set[str] = set()
    for piece in codes.pieces(text):
        if not isinstance(piece, Code):
            if last is None:
                element.text = (element.text or "") + UNSHOWABLE.sub("", piece.text)
            else:
                last.tail = (last.tail or "") + UNSHOWABLE.sub("", piece.text)
            continue
        id_ = ids[piece.written]
        if id_ in seen:
            used += 1
            id_ = str(used)
        seen.add(id_)
        settings = {
            "id": id_,
            "dataRef": known.setdefault(piece.written, f"d{len(known) + 1}"),
            "equiv": piece.written,
            "disp": codes.shown(piece, spoken),
        }
        if is_kept(piece):
            settings["canDelete"] = "no"
        last = SubElement(element, f"{N}ph", settings)


def _notes(unit: Unit, pack: Pack) -> Iterator[tuple[str, str]]:
    language = pack.source
    yield OURS, unit.digest
    yield "state", say(f"translate.{unit.state}", language)
    if found := packing.terms(unit, pack.to):
        yield "terms", "; ".join(found)
    if changed := packing.changes(unit):
        yield "changes", changed
    if unit.old:
        yield "before", unit.old
    if unit.target and not fits(unit):
        yield "now", unit.target


def read(raw: bytes, file: str, to: Language) -> list[Answer]:
    """Read what has come back. Raises ``AnswerError``."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException as error:
        raise AnswerError("translate.hostile", file=file) from error
    except (ParseError, ValueError) as error:
        is_xml = b"<" in raw[:64] or not raw.strip()
        key = "translate.damaged" if is_xml else "translate.other-format"
        raise AnswerError(key, file=file, detail=str(error)) from error
    if root.tag != f"{N}xliff":
        raise AnswerError("translate.other-format", file=file)
    if (root.get("trgLang") or "")[:2].lower() != to:
        raise AnswerError(
            "translate.other-language", file=file, language=root.get("trgLang") or "–"
        )
    answers: dict[str, Answer] = {}
    for unit in root.iter(f"{N}unit"):
        answer = _answer(unit, file)
        if answer.id in answers:
            answers[answer.id].twice = True
        else:
            answers[answer.id] = answer
    return list(answers.values())


def _answer(unit: Element, file: str) -> Answer:
    notes = {note.get("category"): note.text or "" for note in unit.iter(f"{N}note")}
    data = {each.get("id"): each.text or "" for each in unit.iter(f"{N}data")}
    answer = Answer(unit.get("id") or "", file, notes.get(OURS, "").strip())
    for position, segment in enumerate(unit.findall(f"{N}segment"), 1):
        number = _number(segment, position)
        targets = segment.findall(f"{N}target")
        answer.twice = answer.twice or len(targets) > 1 or number in answer.segments
        answer.segments[number] = _said(targets[0], data) if targets else None
    return answer


def _number(segment: Element, position: int) -> int:
    """Return the number in a segment's id, or where it stands when another tool has named it."""
    ours = re.fullmatch(r"s(\d{1,4})", segment.get("id") or "")
    return int(ours[1]) if ours else position


def _said(element: Element, data: Mapping[str | None, str]) -> str:
    """Return the text of a target, its codes written out."""
    tag = str(element.tag).removeprefix(N)
    text = element.text or ""
    if tag in ("ph", "sc", "ec"):
        text = data.get(element.get("dataRef"), element.get("equiv") or "")
    inner = "".join(_said(child, data) + (child.tail or "") for child in element)
    if tag == "pc":
        start, end = element.get("dataRefStart"), element.get("dataRefEnd")
        return f"{data.get(start, '')}{text}{inner}{data.get(end, '')}"
    return text + inner
