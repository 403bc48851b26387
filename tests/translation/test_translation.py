"""Texts go out to a translator and come back: nothing is lost, and nothing wrong is taken."""

from __future__ import annotations

import io
import os
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import yaml
from lxml import etree
from translate.storage.xliff2 import Xliff2File

import projects
from polisi import project
from polisi.cli import main
from polisi.project import Project
from polisi.text import documents, front_matter
from polisi.text.parts import changes
from polisi.translation import filing, packing, returned, table, units, xliff
from polisi.translation.answers import Answer, AnswerError
from polisi.translation.codes import Code, pieces
from polisi.translation.judging import Judgement, judge
from polisi.translation.segments import parts
from polisi.translation.units import Unit
from projects import CY_ABOUT, CY_GC, CY_HOME, CY_SM, EN_GC, EN_SM
from sites import ROOT


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Return the valid project, without git."""
    with projects.without_history():
        yield project.load(projects.write(tmp_path_factory.mktemp("p"), projects.files()))


@pytest.fixture(scope="module")
def known(small: Project) -> dict[str, Unit]:
    return {unit.id: unit for unit in units.units(small, "cy")}


@pytest.fixture(scope="module")
def raw(small: Project) -> bytes:
    return xliff.write(packing.pack(small, "cy", everything=True))


def judged(small: Project, known: dict[str, Unit], answers: list[Answer]) -> Judgement:
    return judge(small, "cy", known, answers)


def test_every_text_of_the_template_parts_and_comes_together_again() -> None:
    loaded = project.load(ROOT)
    count = 0
    for document in loaded.documents:
        for passage in document.passages:
            assert "".join(part.text for part in parts(passage.body)) == passage.body
            for piece in pieces(passage.body):
                assert (piece.written if isinstance(piece, Code) else piece.text) in passage.body
            count += 1
    assert count > 500


def test_the_template_goes_out_and_comes_back_to_the_byte() -> None:
    """Every clause of it, and a policy in Word: what is as it was leaves its file as it was."""
    loaded = project.load(ROOT)
    known = {unit.id: unit for unit in units.units(loaded, "cy")}
    whole = packing.pack(loaded, "cy", everything=True)
    one = packing.pack(loaded, "cy", ["TR"], everything=True)
    for pack, answers in (
        (whole, xliff.read(xliff.write(whole), "a.xlf", "cy")),
        (one, table.read(table.write(one), "a.docx", "cy", known)),
    ):
        done = judge(loaded, "cy", known, answers)
        assert (done.unchanged, done.empty) == (len(pack.units), 0)
        assert (done.refusals, done.files) == ((), {})


EN_CLUBS, CY_CLUBS = "docs/en/school/clubs.md", "docs/cy/school/clubs.md"
CLUBS: dict[str, str] = {
    EN_CLUBS: "---\ntitle: Clubs\nsummary: What there is after school.\naudience: [parents]\n---\n"
    "Clubs are for everybody in the school.\n\n## On Mondays\n\n- chess\n- football\n\n"
    "## On Tuesdays\n\nNothing yet: see [SM-001].\n",
    CY_CLUBS: "---\ntitle: Clybiau\nslug: clybiau\nsummary: Beth sydd ar ôl yr ysgol.\n---\n"
    "Mae'r clybiau ar gyfer pawb yn yr ysgol.\n\n## Ar ddydd Llun\n\n- gwyddbwyll\n- pêl-droed\n\n"
    "## Ar ddydd Mawrth\n\nDim byd eto: gweler [SM-001].\n",
}
"""A page of the school's own, the headings of which have no ids."""


def test_texts_that_are_gone_are_written_anew_as_they_were(tmp_path: Path) -> None:
    """All Welsh policies and pages are made of what a translator sends, and are what they were."""
    files = {**projects.files(), **CLUBS}
    loaded = project.load(projects.write(tmp_path / "a", files))
    pack = packing.pack(loaded, "cy", everything=True)
    answers = xliff.read(xliff.write(pack), "a.xlf", "cy")
    for answer in answers:
        answer.digest = ""
    projects.write(tmp_path / "b", files)
    welsh = [path for path in files if path.startswith("docs/cy/")]
    for path in welsh:
        (tmp_path / "b" / path).unlink()
    bare = project.load(tmp_path / "b")
    known = {unit.id: unit for unit in units.units(bare, "cy")}
    done = judge(bare, "cy", known, answers)
    assert done.refusals == () and len(done.taken) == len(answers) == len(known)
    assert {CY_SM, CY_GC, CY_ABOUT, CY_HOME, CY_CLUBS} == {*done.files} == {*welsh}
    for path in welsh:
        before, _ = documents.read(str(files[path]).encode(), path, "cy", path[8:])
        after, _ = documents.read(done.files[path].encode(), path, "cy", path[8:])
        assert before and after
        assert [(p.id, p.title, p.body.split()) for p in before.passages] == [
            (p.id, p.title, p.body.split()) for p in after.passages
        ]
        assert (before.title, before.summary) == (after.title, after.summary)
        assert before.preamble.split() == after.preamble.split()


def test_one_text_of_a_page_is_written_and_all_else_of_it_stays(tmp_path: Path) -> None:
    loaded = project.load(projects.write(tmp_path, {**projects.files(), **CLUBS}))
    known = {unit.id: unit for unit in units.units(loaded, "cy")}
    said = {
        "school.clubs.md.preamble": "Clybiau i bawb yn yr ysgol.",
        "school.clubs.md.section.2": "Bob dydd Mawrth",
        "about.md.section.cite.text": "Dyma sut mae dyfynnu cymal yn gywir: gweler [SM-001].",
    }
    raw = xliff.write(packing.pack(loaded, "cy", ["school/clubs.md", "about.md"], everything=True))
    answers = xliff.read(raw, "a.xlf", "cy")
    for answer in answers:
        if answer.id in said:
            answer.segments[1] = said[answer.id]
    done = judge(loaded, "cy", known, answers)
    assert done.refusals == () and {*done.taken} == {*said}
    expected = CLUBS[CY_CLUBS].replace("Mae'r clybiau ar gyfer pawb", "Clybiau i bawb")
    assert done.files[CY_CLUBS] == expected.replace("Ar ddydd Mawrth", "Bob dydd Mawrth")
    about = str(projects.files()[CY_ABOUT])
    assert done.files[CY_ABOUT] == about.replace("cymal o'r polisïau yn gywir", "cymal yn gywir")


NEW = ("SM-001.text", 1, "Gwrthodwch bob cais gan ddysgwr bob amser, a dywedwch wrth "
       "{{ roles.headteacher | y }} yr un diwrnod.")  # fmt: skip


def with_text(raw: bytes, id_: str, number: int, text: str) -> list[Answer]:
    answers = xliff.read(raw, "a.xlf", "cy")
    next(a for a in answers if a.id == id_).segments[number] = text
    return answers


def test_what_could_not_be_looked_at_is_refused_and_not_forgotten(
    small: Project, known: dict[str, Unit], raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("polisi.translation.judging.MAX_ROUNDS", 1)
    answers = with_text(raw, *NEW)
    next(a for a in answers if a.id == "SM-002.heading").segments[1] = "Posting pictures online"
    done = judged(small, known, answers)
    assert done.taken == () and done.files == {}
    assert {each.id for each in done.refusals} == {"SM-001.text", "SM-002.heading"}


def test_only_what_is_new_is_written(small: Project, known: dict[str, Unit], raw: bytes) -> None:
    done = judged(small, known, with_text(raw, *NEW))
    assert done.taken == ("SM-001.text",) and done.refusals == ()
    before = str(projects.files()[CY_SM]).split("\n")
    after = done.files[CY_SM].split("\n")
    assert len(before) == len(after)
    assert [a for a, b in zip(after, before, strict=True) if a != b] == [NEW[2]]


def test_a_file_with_windows_line_ends_keeps_them(tmp_path: Path, raw: bytes) -> None:
    windows = str(projects.files()[CY_SM]).replace("\n", "\r\n")
    loaded = project.load(projects.write(tmp_path, projects.files({CY_SM: windows.encode()})))
    known = {unit.id: unit for unit in units.units(loaded, "cy")}
    done = judge(loaded, "cy", known, with_text(raw, *NEW))
    assert done.files[CY_SM].count("\r\n") == done.files[CY_SM].count("\n") == windows.count("\n")


# Faults

FAULTS = Path(__file__).with_name("faults.yml")
TEXTS: dict[str, tuple[str, int, str]] = yaml.safe_load(FAULTS.read_text("utf-8"))
"""A translator's mistakes: the unit, the segment, and what stands there."""


@pytest.mark.parametrize("fault", TEXTS)
def test_a_fault_is_refused_and_everything_else_is_taken(
    small: Project, known: dict[str, Unit], raw: bytes, fault: str
) -> None:
    id_, number, text = TEXTS[fault]
    answers = with_text(raw, id_, number, text)
    good = "GC-002.heading" if id_ != "GC-002.heading" else "GC-001.heading"
    next(a for a in answers if a.id == good).segments[1] = "Cyfarfodydd y llywodraethwyr"
    done = judged(small, known, answers)
    assert [refusal.id for refusal in done.refusals] == [id_]
    assert done.taken == (good,)


def test_there_are_forty_of_them() -> None:
    assert len(TEXTS) >= 40


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
DEEP = b'<pc id="9">' * 20_000 + b"</pc>" * 20_000


def packed(raw: bytes, how: int = zipfile.ZIP_DEFLATED, *, spoilt: bool = False) -> bytes:
    """Put a file into a ZIP; a spoilt one has other bytes where those of the file begin."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        archive.writestr("a.xlf", raw)
    content = bytearray(made.getvalue())
    if spoilt:
        content[50:80] = b"\xff" * 30
    return bytes(content)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda raw: raw[: len(raw) // 2], "damaged"),
        (lambda raw: raw.replace(b"<xliff", ENTITY + b"<xliff", 1), "hostile"),
        (lambda raw: raw.replace(b"xliff:document:2.0", b"xliff:document:1.2"), "other-format"),
        (lambda raw: raw.replace(b'trgLang="cy-GB"', b'trgLang="fr"'), "other-language"),
        (lambda raw: b"", "damaged"),
        (lambda raw: raw.replace(b"utf-8", b"none", 1), "damaged"),
        (lambda raw: raw.replace(b"utf-8", b"utf-7", 1), "damaged"),
        (lambda raw: raw.replace(b"utf-8", b"zlib", 1), "damaged"),
        (lambda raw: raw.decode().encode("utf-16"), "damaged"),
        (lambda raw: raw.replace(b"<target>", b"<target>" + DEEP, 1), "damaged"),
        (lambda raw: b'msgid ""\nmsgstr ""\n', "other-format"),
        (lambda raw: packed(raw, spoilt=True), "damaged"),
        (lambda raw: packed(raw, zipfile.ZIP_LZMA, spoilt=True), "damaged"),
        (lambda raw: packed(packed(raw)), "damaged"),
    ],
)
def test_a_file_that_is_none_is_refused_whole(
    raw: bytes, known: dict[str, Unit], change: Callable[[bytes], bytes], key: str
) -> None:
    with pytest.raises(AnswerError) as refused:
        for name, piece in returned.unpacked(change(raw), "a.xlf"):
            returned.read(piece, name, "cy", known)
    assert refused.value.key == f"translate.{key}"


def test_a_file_in_another_encoding_that_says_so_is_read(raw: bytes) -> None:
    text = raw.decode().replace("utf-8", "utf-16", 1)
    assert xliff.read(text.encode("utf-16"), "a.xlf", "cy") == xliff.read(raw, "a.xlf", "cy")
    assert xliff.read(b"\xef\xbb\xbf" + raw, "a.xlf", "cy") == xliff.read(raw, "a.xlf", "cy")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="x"/>'),
        ("word/document.xml", "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="99999999"/>'),
        ("word/document.xml", "w:body>", "w:none>"),
        ("docProps/core.xml", "cp:coreProperties", "cp:none"),
    ],
)
def test_a_table_that_word_would_not_open_is_refused_whole(
    small: Project, known: dict[str, Unit], part: str, old: str, new: str
) -> None:
    sent = table.write(packing.pack(small, "cy", everything=True))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sent)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != part or old.encode() in content
            is_it = name == part
            after.writestr(name, content.replace(old.encode(), new.encode()) if is_it else content)
    with pytest.raises(AnswerError) as refused:
        returned.read(made.getvalue(), "a.docx", "cy", known)
    assert refused.value.key in ("translate.damaged", "translate.no-rows")


def test_cells_that_a_translator_has_joined_lose_their_text_alone(
    small: Project, known: dict[str, Unit]
) -> None:
    document = docx.Document(io.BytesIO(table.write(packing.pack(small, "cy", everything=True))))
    rows = document.tables[0].rows
    joined = {row.cells[0].text.split()[0] for row in list(rows)[1:3]}
    rows[1].cells[0].merge(rows[2].cells[0])
    made = io.BytesIO()
    document.save(made)
    ids = {each.id for each in returned.read(made.getvalue(), "a.docx", "cy", known)}
    assert ids >= known.keys() - joined


def test_a_pipe_keeps_nobody_waiting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = projects.write(tmp_path, projects.files())
    os.mkfifo(root / "a.xlf")
    assert main(["translate", "in", str(root / "a.xlf"), "--root", str(root)]) == 2
    assert "a.xlf: There is no such file" in capsys.readouterr().err


def test_foreign_ids_doubles_halves_and_two_translators_are_told_apart(
    small: Project, known: dict[str, Unit], raw: bytes
) -> None:
    text = raw.decode()
    foreign = xliff.read(text.replace('"SM-001.text"', '"SM-077.text"').encode(), "a.xlf", "cy")
    unit = re.search(r'<unit id="SM-001.text".*?</unit>', text, re.DOTALL)
    assert unit
    double = xliff.read(text.replace(unit[0], unit[0] * 2).encode(), "a.xlf", "cy")
    target = re.search(r"<target>.*?</target>", unit[0], re.DOTALL)
    assert target
    twice = unit[0].replace(target[0], target[0] * 2)
    targets = xliff.read(text.replace(unit[0], twice).encode(), "a.xlf", "cy")
    half = with_text(raw, "SM-002.text", 2, "")
    other = with_text(raw, NEW[0], 1, NEW[2].replace("bob amser", "bob tro"))
    for answer in other:
        answer.file = "b.xlf"
    for answers, key in (
        (foreign, "foreign"),
        (double, "twice"),
        (targets, "twice"),
        (half, "half"),
        ([*with_text(raw, *NEW), *other], "two-files"),
    ):
        done = judged(small, known, answers)
        assert [refusal.key for refusal in done.refusals] == [f"translate.{key}"], key
        assert done.files == {}


def test_what_moved_while_the_file_was_away_is_not_overwritten(tmp_path: Path, raw: bytes) -> None:
    for path, old, new, key in (
        (EN_SM, "the same day", "at once", "source-moved"),
        (CY_SM, "rhowch wybod i", "dywedwch hyn wrth", "target-moved"),
    ):
        moved = projects.patched(path, old, new)
        loaded = project.load(projects.write(tmp_path / key, projects.files(moved)))
        known = {unit.id: unit for unit in units.units(loaded, "cy")}
        answers = [a for a in with_text(raw, *NEW) if a.id == NEW[0]]
        done = judge(loaded, "cy", known, answers)
        assert [refusal.key for refusal in done.refusals] == [f"translate.{key}"]


# The files


def test_other_programs_read_the_file(small: Project, raw: bytes) -> None:
    store = Xliff2File.parsestring(raw)  # type: ignore[no-untyped-call]
    assert len(store.units) >= len({unit.id for unit in units.units(small, "cy")})
    sources = [str(unit.source) for unit in store.units]
    assert any("Decline every request from a learner" in source for source in sources)
    assert all(unit.target is not None for unit in store.units if unit.istranslatable())


def test_the_file_is_as_the_specification_says(raw: bytes) -> None:
    """Order of parts, ids that are one of a kind, codes that are there: XLIFF 2.1, core."""
    root = etree.fromstring(raw)
    n = f"{{{xliff.NAMESPACE}}}"
    assert root.get("version") == "2.1" and root.get("srcLang") == "en-GB"
    units_ = list(root.iter(f"{n}unit"))
    assert len({unit.get("id") for unit in units_}) == len(units_)
    order = [f"{n}notes", f"{n}originalData", f"{n}segment", f"{n}ignorable"]
    for unit in units_:
        kinds = [order.index(child.tag) for child in unit]
        assert kinds == sorted(kinds, key=lambda kind: min(kind, 2))
        data = {each.get("id") for each in unit.iter(f"{n}data")}
        for text in unit.iter(f"{n}source", f"{n}target"):
            ids = [code.get("id") for code in text.iter(f"{n}ph")]
            assert len(ids) == len(set(ids))
            assert {code.get("dataRef") for code in text.iter(f"{n}ph")} <= data
    codes = {code.get("equiv"): code.get("disp") for code in root.iter(f"{n}ph")}
    assert codes["{{ roles.headteacher }}"] == "headteacher"
    assert codes["[SM-002]"] in ("SM-002 Posting pictures", "SM-002 Postio lluniau")


@pytest.mark.parametrize("subject", ["polisi translation to cy", ""], ids=["kept", "lost"])
def test_a_table_says_what_changed_and_takes_the_translation(tmp_path: Path, subject: str) -> None:
    """LibreOffice writes what a document is about where others do not look for it."""
    files = {**projects.files(), **projects.patched(CY_GC, "ac mae'n fyr", "ac mae'n fyr iawn")}
    loaded = project.load(projects.write(tmp_path, files))
    known = {unit.id: unit for unit in units.units(loaded, "cy")}
    made = docx.Document(io.BytesIO(table.write(packing.pack(loaded, "cy", everything=True))))
    rows = {row.cells[0].text.split(" ")[0]: row for row in made.tables[0].rows}
    cell = rows["SM-001.text"].cells[table.TARGET]
    assert "⟦2 y pennaeth⟧" in cell.text or "⟦2 pennaeth⟧" in cell.text
    cell.text = cell.text.replace("yr un diwrnod", "ar unwaith")
    made.core_properties.subject = subject
    out = io.BytesIO()
    made.save(out)
    done = judge(loaded, "cy", known, table.read(out.getvalue(), "a.docx", "cy", known))
    assert done.taken == ("SM-001.text",) and done.refusals == ()
    with pytest.raises(AnswerError):
        table.read(out.getvalue(), "a.docx", "en", known)
    assert "{{ roles.headteacher | y }} ar unwaith" in done.files[CY_SM]


def test_what_is_missing_or_has_moved_goes_out_and_is_counted(tmp_path: Path) -> None:
    welsh = str(projects.files()[CY_GC]).partition("### Cyfarfodydd")[0]
    changes = {CY_GC: welsh, **projects.patched(EN_SM, "the same day", "at once")}
    loaded = project.load(projects.write(tmp_path, projects.files(changes)))
    with projects.without_history():
        pack = packing.pack(loaded, "cy")
    assert {unit.id: unit.state for unit in pack.units} == {
        "GC-002.heading": "new", "GC-002.text": "new",
        "SM-001.heading": "changed", "SM-001.text": "changed",
    }  # fmt: skip
    assert (pack.count.new, pack.count.changed) == (12, 13)
    assert pack.count.price(100) == 2.5


def test_the_command_goes_out_and_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], raw: bytes
) -> None:
    root = projects.write(tmp_path, projects.files({EN_GC: projects.BASE[EN_GC]}))
    common = ["--root", str(root)]
    assert main(["translate", "out", "--folder", str(tmp_path / "t"), *common]) == 0
    assert "Nothing is missing" in capsys.readouterr().out
    assert main(["translate", "out", "XQ", *common]) == 2
    everything = ["translate", "out", "SM", "--everything", "--folder", str(tmp_path / "t")]
    assert main([*everything, *common, "--rate", "90"]) == 0
    file = tmp_path / "t/translate-cy.xlf"
    sent = file.read_text("utf-8")
    file.write_text(sent.replace("Gwrthodwch bob cais", "Rhaid gwrthod 7 cais"), "utf-8")
    before = (root / CY_SM).read_bytes()
    assert main(["translate", "in", str(file), "--language", "cy", *common]) == 1
    said = capsys.readouterr()
    assert "translate-cy.xlf: SM-001.text: heb ei dderbyn: [differ-figures]" in said.err
    assert (root / CY_SM).read_bytes() == before
    file.write_text(sent.replace("Gwrthodwch bob cais", "Rhaid gwrthod pob cais"), "utf-8")
    assert main(["translate", "in", str(file), *common]) == 0
    assert "polisi agree --by" in capsys.readouterr().out
    assert main(["status", *common]) == 1
    assert "The Welsh has changed since it was agreed: SM-001" in capsys.readouterr().out
    assert main(["agree", "SM-001", "--by", "Deputy head", *common]) == 0
    assert main(["agree", "SM-001", "--by", "{bad}", *common]) == 2
    assert main(["status", *common]) == 0
    assert "Deputy head agreed 1 clauses" in capsys.readouterr().out
    assert projects.codes(projects.problems(root)) == []


def test_what_goes_out_is_written_over_no_translator_s_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = projects.write(tmp_path, projects.files())
    out = ["translate", "out", "--everything", "--root", str(root), "--folder", str(tmp_path)]
    assert main(out) == 0
    assert main(out) == 0, "nobody has written into it"
    file, table_ = tmp_path / "translate-cy.xlf", tmp_path / "translate-cy.docx"
    sent = table_.read_bytes()
    theirs = file.read_text("utf-8").replace("Gwrthodwch bob cais", "Rhaid gwrthod pob cais")
    file.write_text(theirs, "utf-8")
    for language, words in (("en", "may hold translations"), ("cy", "heb eu derbyn yn ôl")):
        assert main([*out, "--language", language]) == 2
        assert words in capsys.readouterr().err
    assert file.read_text("utf-8") == theirs
    assert table_.read_bytes() == sent
    assert main(["translate", "in", str(file), "--root", str(root)]) == 0
    assert main(out) == 0, "it has been taken back"
    table_.write_bytes(b"another document")
    assert main(out) == 2
    assert table_.read_bytes() == b"another document"


def test_a_clock_that_no_table_in_word_can_have_is_told_of(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(0))
    out = ["translate", "out", "--everything", "--root", str(small.root)]
    assert main([*out, "--folder", str(tmp_path)]) == 2
    assert "a clock outside 1980 to 2107" in capsys.readouterr().err
    assert [*tmp_path.iterdir()] == []


CHANGES = "changes: {1.0.0: Y fersiwn gyntaf.}\n"
NEWER = "Mae: yn gliriach."


@pytest.mark.parametrize(
    "there",
    [
        CHANGES,
        "changes:\n  1.0.0: Y fersiwn gyntaf.  # the first\n",
        'changes:\n    "1.0.0":\n      Y fersiwn gyntaf.\n',
        "changes: {\n  1.0.0: Y fersiwn gyntaf.\n  }\n",
    ],
    ids=["on one line", "a line each", "quoted", "in braces"],
)
def test_of_versions_the_newest_stands_first_however_they_are_written(
    small: Project, known: dict[str, Unit], there: str
) -> None:
    welsh = str(projects.files()[CY_SM])
    assert CHANGES in welsh
    unit = replace(known["SM.change.1.0.0"], id="SM.change.1.1.0", key="1.1.0")
    source = small.pairs["policies/media.md"]["en"]
    made = filing.written(welsh.replace(CHANGES, there), source, "cy", {unit.id: (unit, NEWER)})
    read, problems = documents.read(made.encode(), CY_SM, "cy", "policies/media.md")
    assert read and not problems
    assert [*changes(read).items()] == [
        ("1.1.0", NEWER),
        ("1.0.0", "Y fersiwn gyntaf."),
    ]
    assert ("# the first" in made) == ("# the first" in there)


def test_a_file_whose_form_allows_no_change_is_told_of_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = projects.write(tmp_path / "p", projects.files())
    out = ["--root", str(root)]
    assert main(["translate", "out", "about.md", "--everything", "--folder", str(root), *out]) == 0
    sent = root / "translate-cy.xlf"
    sent.write_text(re.sub(r"<target>\w+", "<target>Rhywbeth", sent.read_text()))
    before = (root / CY_ABOUT).read_bytes()

    def refused(*_: object, **__: object) -> str:
        raise ValueError("title")

    monkeypatch.setattr(front_matter, "with_value", refused)
    assert main(["translate", "in", str(sent), *out]) == 2
    assert f"the front matter of {CY_ABOUT} can't be changed safely" in capsys.readouterr().err
    assert (root / CY_ABOUT).read_bytes() == before
