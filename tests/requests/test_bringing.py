"""Forms with files: what comes in is a policy, and of a translation each text is judged alone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from filled import Filled, issue
from polisi import project
from polisi.cli import main
from polisi.editing import trial
from polisi.project import Project
from polisi.requests import applying
from polisi.requests.answering import answer
from polisi.requests.applying import Outcome
from polisi.translation import packing, table, xliff
from projects import CY_GC, EN_GC, SCHOOL, files, patched, problems, without_history, write

ENGLISH = """# Walking to school

## 1. Crossing the road

Cross the road at the school crossing, and wait for the signal.

## 2. Who stands there

One member of staff stands at the crossing each morning. See section 1.
"""
WELSH = """# Cerdded i'r ysgol

## 1. Croesi'r ffordd

Croeswch y ffordd wrth groesfan yr ysgol, ac arhoswch am yr arwydd.

## 2. Pwy sy'n sefyll yno

Mae un aelod o staff yn sefyll wrth y groesfan bob bore. Gweler adran 1.
"""
AWAITED = {
    **patched(EN_GC, "owner: headteacher", "owner: headteacher\nstatus: awaiting-translation\n"
              "due: 2999-01-31"),
    CY_GC: None,
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "school", files())


def ask(root: Path, kind: str, named: dict[str, str | bytes], values: Filled) -> Outcome:
    """Send a form with files that were fetched."""
    folder = root.with_name("fetched")
    links = []
    for number, (name, content) in enumerate(named.items(), 1):
        write(folder, {f"{number}/{name}": content})
        links.append(f"[{name}](https://github.com/user-attachments/files/{number}/{name})")
    body = issue(root, kind, {"files": "\n".join(links), "owner": "headteacher", **values})
    with without_history():
        found = applying.outcome(project.load(root), body, folder=folder)
    assert found is not None and found.kind == kind
    return found


def said(found: Outcome) -> str:
    text = answer(found).replace("\\", "")
    assert "polisi check" not in text and "make import" not in text
    return text


def test_two_documents_become_a_policy_in_both_languages(root: Path) -> None:
    named: dict[str, str | bytes] = {"walking.md": ENGLISH, "cerdded.md": WELSH}
    values: Filled = {"audience": ["staff", "parents"], "code": "xw"}
    unread = ask(root, "import", named, values)
    assert unread.trial and unread.trial.to_agree == ("XW", "XW-001", "XW-002")
    found = ask(root, "import", named, {**values, "read": "x"})
    assert not found.is_wrong, said(found)
    english, welsh = "docs/en/school/walking-to-school.md", "docs/cy/school/walking-to-school.md"
    assert {english, welsh} <= {*found.files}
    assert "XW-002: {audience: [staff, parents]}" in found.files[english]
    assert "## Croesi'r ffordd {#XW-001}" in found.files[welsh]
    trial.write(root, found.files)
    with without_history():
        assert [each.code for each in problems(root) if each.severity == "error"] == []
    text = said(found)
    assert "2 clauses" in text and "Nifer y cymalau: 2" in text
    assert "1 → XW-001\n- 2 → XW-002" in text, "which old number is which clause now"
    again = said(ask(root, "import", named, values))
    assert "Another policy has the code XW" in again


def test_one_document_awaits_its_translation_and_has_an_owner(root: Path) -> None:
    role = "roles:\n  head_of_year: {en: head of year, cy: pennaeth blwyddyn}\n"
    write(root, patched(SCHOOL, "roles:\n", role))
    values: Filled = {"audience": ["staff"], "due": "2999-01-31", "owner": "head_of_year"}
    found = ask(root, "import", {"walking.md": ENGLISH}, values)
    assert not found.is_wrong
    (english,) = found.files.values()
    assert "status: awaiting-translation\ndue: 2999-01-31\nowner: head_of_year" in english
    assert "31 January 2999" in said(found) and "31 Ionawr 2999" in said(found)


def test_what_is_wrong_in_a_document_names_its_place_and_writes_nothing(root: Path) -> None:
    wrong = ENGLISH.replace("each morning", "from TODO each morning")
    found = ask(root, "import", {"walking.md": wrong}, {"audience": ["staff"], "code": "XW"})
    assert found.is_wrong and found.files == {}
    assert "XW-002 (English), “Who stands there”" in said(found)
    assert "Put it right in the document" in said(found)


def bomb() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
        archive.writestr("[Content_Types].xml", b"<Types/>")
    return raw.getvalue()


@pytest.mark.parametrize(
    ("named", "values", "words"),
    [
        ({"a.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"}, {}, "in an old format"),
        ({"a.md": ENGLISH, "b.md": ENGLISH}, {}, "in the same language"),
        ({"a.md": ENGLISH, "b.md": WELSH, "c.md": WELSH}, {}, "too many files. At most 2"),
        ({"a.exe": b"MZ"}, {}, "none of the kinds that can be read"),
        ({"a.md": "  "}, {}, "is empty"),
        ({"a.md": ENGLISH}, {"code": "AB"}, "can't be the code"),
        ({"a.md": ENGLISH}, {"due": "soon"}, "isn't a date"),
        ({}, {"files": ""}, "is empty. Write something"),
    ],
)
def test_what_can_not_come_in_is_refused(
    root: Path, named: dict[str, str | bytes], values: Filled, words: str
) -> None:
    found = ask(root, "import", named, {"audience": ["staff"], **values})
    assert found.is_wrong and found.files == {} and found.removed == ()
    assert words in said(found)


def test_what_would_unpack_to_far_too_much_is_refused(root: Path) -> None:
    found = ask(root, "import", {"a.docx": bomb()}, {"audience": ["staff"]})
    assert "would unpack to far more" in said(found)
    packed = ask(root, "take-back", {"a.zip": bomb()}, {})
    assert "would unpack to far too much" in said(packed)


# Translations


def awaited(tmp_path: Path) -> tuple[Path, Project]:
    root = write(tmp_path / "school", files(AWAITED))
    with without_history():
        return root, project.load(root)


def sent(loaded: Project, texts: dict[str, str], twice: bool = False) -> bytes:
    """Return what a translator sends: what went out, with these texts in it."""
    pack = packing.pack(loaded, "cy", ["GC"], everything=True)
    lines = xliff.write(pack).decode()
    for id_, text in texts.items():
        start = lines.index(f'<unit id="{id_}"')
        end = lines.index("</source>", lines.index("<segment", start)) + len("</source>")
        lines = f"{lines[:end]}<target>{text}</target>{lines[end:]}"
    return lines.encode()


GOOD = {
    "GC.title": "Cod i lywodraethwyr",
    "GC.summary": "Yr hyn y caiff llywodraethwyr ei wneud.",
    "GC.change.1.0.0": "Y fersiwn gyntaf.",
    "GC-001.heading": "Ar gyfer pwy mae hwn",
    "GC-001.text": "Mae'r cod hwn ar gyfer llywodraethwyr yr ysgol, ac mae'n fyr.",
    "GC-002.heading": "Cyfarfodydd",
    "GC-002.text": "Peidiwch byth â phostio am gyfarfod cyn cytuno ar y cofnodion. "
    'Gweler <ph id="1" dataRef="d1" equiv="[SM-002]" disp="SM-002"/>.',
}


def test_a_translation_comes_back_and_its_policy_awaits_it_no_longer(tmp_path: Path) -> None:
    root, loaded = awaited(tmp_path)
    with zipfile.ZipFile(raw := io.BytesIO(), "w") as archive:
        archive.writestr("out/translate-cy.xlf", sent(loaded, GOOD))
        archive.writestr("__MACOSX/._translate-cy.xlf", b"\0")
    found = ask(root, "take-back", {"back.zip": raw.getvalue()}, {"read": "x"})
    assert not found.is_wrong, said(found)
    assert "status:" not in found.files[EN_GC] and "due:" not in found.files[EN_GC]
    assert "Taken: 7." in said(found) and "Wedi'u derbyn: 7." in said(found)
    trial.write(root, found.files)
    with without_history():
        assert [each.code for each in problems(root) if each.severity == "error"] == []


def test_the_command_does_the_same(tmp_path: Path) -> None:
    root, loaded = awaited(tmp_path)
    file = tmp_path / "back.xlf"
    file.write_bytes(sent(loaded, GOOD))
    with without_history():
        assert main(["translate", "in", str(file), "--root", str(root)]) == 0
    english = (root / EN_GC).read_text(encoding="utf-8")
    assert "status:" not in english and "due:" not in english


def test_a_text_that_is_not_taken_keeps_its_policy_waiting_and_is_told(tmp_path: Path) -> None:
    root, loaded = awaited(tmp_path)
    spoilt = {**GOOD, "GC-002.text": "Peidiwch byth â phostio am gyfarfod cyn cytuno arno."}
    found = ask(root, "take-back", {"back.xml": sent(loaded, spoilt)}, {})
    assert not found.is_wrong and EN_GC not in found.files
    text = said(found)
    assert "What was not taken, and why:" in text and "GC-002.text (back.xml)" in text
    assert "GC-002.heading (back.xml): Its text is not translated, or not taken" in text
    assert "says nothing" not in text
    assert found.trial and "GC-001" in found.trial.to_agree
    only = {"GC-001.text": GOOD["GC-001.text"]}
    none = ask(root, "take-back", {"back.xml": sent(loaded, only)}, {})
    assert none.is_wrong and "Its heading is not translated" in said(none)
    untitled = {"GC-001.heading": GOOD["GC-001.heading"], "GC-001.text": GOOD["GC-001.text"]}
    found = ask(root, "take-back", {"back.xml": sent(loaded, untitled)}, {})
    assert "Translate the title of GC, too" in said(found)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Pwy &lt;b&gt;sydd&lt;/b&gt; yma", "Raw HTML"),
        ("Pwy &lt;script src=x&gt;&lt;/script&gt; yw", "Raw HTML"),
        ("Pwy yw hwn {#abc}", "would be shown with its signs"),
        ("Pwy {{ cycler }} yw", "cycler"),
        ("Pwy ![x](../x.svg) yw", "is Markdown"),
    ],
)
def test_what_the_gate_would_refuse_is_not_taken(tmp_path: Path, text: str, why: str) -> None:
    root, loaded = awaited(tmp_path)
    found = ask(root, "take-back", {"a.xml": sent(loaded, {**GOOD, "GC-001.heading": text})}, {})
    assert "GC-001.heading (a.xml)" in said(found) and why in said(found)
    assert not any(text[-4:] in each for each in found.files.values())


def test_two_translators_files_for_one_text_are_told_apart(tmp_path: Path) -> None:
    root, loaded = awaited(tmp_path)
    other = {**GOOD, "GC-001.heading": "I bwy mae hwn"}
    named: dict[str, str | bytes] = {"a.xml": sent(loaded, GOOD), "b.xml": sent(loaded, other)}
    text = said(ask(root, "take-back", named, {}))
    assert "a.xml and b.xml translate it in two ways" in text
    assert "Taken: 5." in text, "nor the text that would have no heading"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<xliff", "damaged or not whole"),
        (b"<a/>", "no XLIFF 2"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "outside itself"),
        (b"PK\x03\x04", "damaged or not whole"),
    ],
)
def test_what_is_no_translation_is_refused(root: Path, content: bytes, words: str) -> None:
    found = ask(root, "take-back", {"a.xml": content}, {})
    assert found.is_wrong and words in said(found)


def test_both_languages_at_once_are_refused(root: Path) -> None:
    with without_history():
        loaded = project.load(root)
    into = {
        to: table.write(packing.pack(loaded, to, ["GC"], everything=True)) for to in ("cy", "en")
    }
    named: dict[str, str | bytes] = {f"{to}.docx": raw for to, raw in into.items()}
    assert "Send each language in a form of its own" in said(ask(root, "take-back", named, {}))
    same = ask(root, "take-back", {"cy.docx": into["cy"]}, {})
    assert "nothing to do" in said(same), "what came back as it went changes nothing"
