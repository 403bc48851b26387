"""A document becomes a policy: sections, clauses, numbers that refer, nothing lost in silence."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import projects
from polisi import project
from polisi.cli import main
from polisi.intake import IntakeError, Proposal
from polisi.intake.report import report
from polisi.words.languages import LANGUAGES

Import = Callable[..., Proposal]
Make = Callable[..., Path]

NUMBERING = """<w:numbering WORD>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="H1"/>
<w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum><w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num></w:numbering>"""
STYLES = """<w:styles WORD>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>
<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>"""
PARTS = {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES}


def para(
    text: str, style: str = "", level: int | None = None, list_: int = 5, look: str = ""
) -> str:
    numbered = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'
        if level is not None
        else ""
    )
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{styled}{numbered}</w:pPr>{run}</w:p>"


BEHAVIOUR = "".join((
    para("Behaviour policy", "T"),
    para("Our rules", "H1"),
    para("Everybody at the school treats all other people with respect.", level=1),
    para("Staff do these things when a learner breaks a rule:", level=1),
    para("talk with the learner", level=2),
    para("tell the parents", level=2),
    para("When it goes on", "H1"),
    para("If what paragraph 1.2 says does not help, we meet the parents. See section 1.", level=1),
    para("The law is section 1 of the Education Act 2002 for every school.", level=1),
))  # fmt: skip


def text(proposal: Proposal, language: str = "en") -> str:
    return dict(proposal.files)[language].split("---\n", 2)[2]  # type: ignore[index]


def test_numbers_that_word_counts_become_clauses_and_references(
    word: Make, bring_in: Import
) -> None:
    proposal = bring_in(word(BEHAVIOUR, PARTS))
    assert text(proposal) == (
        "## Our rules {#our-rules}\n\n"
        "### Everybody at the school treats all other people {#XB-001}\n\n"
        "Everybody at the school treats all other people with respect.\n\n"
        "### Staff do these things when a learner breaks {#XB-002}\n\n"
        "Staff do these things when a learner breaks a rule:\n\n"
        "(a) talk with the learner\n(b) tell the parents\n\n"
        "## When it goes on {#when-it-goes-on}\n\n"
        "### If what paragraph 1.2 says does not help {#XB-003}\n\n"
        "If what [XB-002] says does not help, we meet the parents. "
        "See [Our rules](#our-rules).\n\n"
        "### The law is section 1 of the Education Act {#XB-004}\n\n"
        "The law is section 1 of the Education Act 2002 for every school.\n"
    )
    assert proposal.title == "Behaviour policy"
    assert proposal.numbers["en"] == {
        "2.2": "XB-004", "2.1": "XB-003", "1.2": "XB-002", "1.1": "XB-001",
    }  # fmt: skip


def test_numbers_and_headings_that_somebody_typed_are_the_same(
    page: Make, bring_in: Import
) -> None:
    typed = (
        "<p><b>Behaviour policy</b></p><p>This is what the school asks of everybody in it.</p>"
        "<p><b>1. Our rules</b></p><p>1.1 Everybody treats all other people with respect.</p>"
        "<p>1.2&nbsp;&nbsp;Staff talk with the learner first, and then with the parents.</p>"
        "<p>• quietly</p><p>o  &nbsp;and soon</p>"
    )
    made = text(bring_in(page(typed)))
    assert re.findall(r"^#+ .*", made, re.M) == [
        "## This is what the school asks of everybody {#XB-001}",
        "## Our rules {#our-rules}",
        "### Everybody treats all other people with respect {#XB-002}",
        "### Staff talk with the learner first {#XB-003}",
    ]
    assert "- quietly\n" in made


@pytest.mark.parametrize("numbers", ["a b c d e f g h i j", "i ii iii iv v vi"])
def test_a_letter_that_is_a_roman_number_too_is_what_its_list_is(
    page: Make, bring_in: Import, numbers: str
) -> None:
    items = [f"({each}) they help with the {each} part" for each in numbers.split()]
    lines = "".join(f"<p>{each}</p>" for each in items)
    made = text(bring_in(page(f"<h2>Staff</h2><p>Staff do these things:</p>{lines}")))
    assert "\n".join(items) in made


def test_letters_of_a_line_stand_in_the_cell_that_holds_their_middle(
    portable: Make, bring_in: Import
) -> None:
    """As in a table whose lines cut through the words, and with a strip at the side of a column."""
    lines = ["1 w"]
    lines += [f"{x} 700 m {x} 640 l S" for x in (50, 55, 250, 450)]
    lines += [f"50 {y} m 450 {y} l S" for y in (700, 671, 640)]
    for y, first, second in ((684, "Who is told", "What they do"), (664, "Parents", "Read it")):
        lines += [
            f"BT /F 12 Tf {x} {y} Td ({said}) Tj ET" for x, said in ((51, first), (252, second))
        ]
    lines += ["BT /F 12 Tf 50 740 Td (This is what the school asks of everybody in it.) Tj ET"]
    made = text(bring_in(portable("\n".join(lines))))
    assert "| Who is told | What they do |\n| --- | --- |\n| Parents | Read it |" in made


def test_headings_alone_are_clauses_and_tables_stay_tables(page: Make, bring_in: Import) -> None:
    made = text(
        bring_in(
            page(
                "# Uniform policy\n\n## What to wear\n\nAll learners wear a *blue* jumper.\n\n"
                "| Day | Shoes |\n|--|--|\n| Monday | black |\n\n## Who decides\n\n"
                "The governors decide every year.[^1]\n\n[^1]: In the autumn term.\n",
                "old.md",
            )
        )
    )
    assert made == (
        "## What to wear {#XB-001}\n\nAll learners wear a *blue* jumper.\n\n"
        "| Day | Shoes |\n| --- | --- |\n| Monday | black |\n\n"
        "## Who decides {#XB-002}\n\nThe governors decide every year. (In the autumn term.)\n"
    )


def test_a_cell_that_says_it_is_millions_wide_is_cut_off(word: Make, bring_in: Import) -> None:
    wide = '<w:tcPr><w:gridSpan w:val="900000000"/></w:tcPr>'
    cells = "".join(
        f"<w:tc>{props}{para(each)}</w:tc>" for each, props in (("Who", wide), ("When", ""))
    )
    proposal = bring_in(word(para("1. Roles") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    row = next(line for line in text(proposal).splitlines() if "Who" in line)
    assert "When" in row and len(row) < 1_000


def test_a_table_in_a_cell_keeps_its_words_and_is_told_of(
    word: Make, page: Make, bring_in: Import
) -> None:
    inner = "<table><tr><td>Mon</td><td>Tue</td></tr></table>"
    html = f"<h2>Roles</h2><table><tr><td>Staff</td><td>{inner}</td></tr></table>"
    cells = f"<w:tc>{para('Mon')}</w:tc><w:tc>{para('Tue')}</w:tc>"
    nested = f"<w:tc>{para('Staff')}</w:tc><w:tc><w:tbl><w:tr>{cells}</w:tr></w:tbl></w:tc>"
    for file in (page(html), word(para("1. Roles") + f"<w:tbl><w:tr>{nested}</w:tr></w:tbl>")):
        proposal = bring_in(file)
        assert all(each in text(proposal) for each in ("Staff", "Mon", "Tue"))
        losses = (proposal.losses or {}).get("en", ())
        assert "import.moved-nested" in [loss.key for loss in losses], file.name


def test_signs_of_markdown_are_shown_as_they_are(page: Make, bring_in: Import) -> None:
    odd = "<h1>Rules</h1><h2>Signs</h2><p># 5 * 6 _under_ [SM-001] {{ school.name }} a|b</p>"
    made = text(bring_in(page(odd)))
    assert r"\# 5 \* 6 \_under\_ \[SM-001\] \{\{ school.name \}\} a/b" in made


def test_what_is_not_carried_over_is_told_with_its_place(word: Make, bring_in: Import) -> None:
    odd = (
        para("Behaviour policy", "T")
        + para("Rules for all", "H1")
        + "<w:p><w:r><w:t>We keep </w:t></w:r><w:ins w:id='1'><w:r><w:t>all </w:t></w:r></w:ins>"
        "<w:del w:id='2'><w:r><w:delText>few</w:delText></w:r></w:del><w:r><w:t>the rules.</w:t>"
        "</w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        "<w:r><w:drawing/></w:r><w:r><w:footnoteReference w:id='3'/></w:r>"
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Ask in the office.</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )
    parts = {
        **PARTS,
        "word/vbaProject.bin": "x",
        "word/footnotes.xml": "<w:footnotes WORD><w:footnote w:id='3'><w:p><w:r><w:t>From 2026."
        "</w:t></w:r></w:p></w:footnote></w:footnotes>",
        "word/header1.xml": "<w:hdr WORD><w:t>Page of the school</w:t></w:hdr>",
    }
    proposal = bring_in(word(odd, parts))
    assert "We keep all the rules. (From 2026.)\n\nAsk in the office." in text(proposal)
    said = report(proposal, "en")
    for words in ("“few”", "“secret”", "a picture", "a footnote", "a text box", "macros", "“all”"):
        assert words in said
    assert "Page of the school" in said and "paragraph 3" in said
    assert report(proposal, "cy").count("\n") == said.count("\n")


def test_parts_of_a_word_file_are_found_by_what_they_are(word: Make, bring_in: Import) -> None:
    """Not every program calls them the same; and none is looked for outside of the file."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def related(*targets: tuple[str, str]) -> str:
        each = "".join(f'<r Id="{k}" Type="{kind}/{k}" Target="{t}"/>' for k, t in targets)
        return f"<Relationships>{each}</Relationships>"

    document = f"<w:document WORD><w:body>{BEHAVIOUR}</w:body></w:document>"
    proposal = bring_in(
        word(
            para("Not this one"),
            {
                "_rels/.rels": related(("officeDocument", "/word/document2.xml")),
                "word/document2.xml": document,
                "word/_rels/document2.xml.rels": related(
                    ("styles", "styles2.xml"),
                    ("numbering", "../word/numbering2.xml"),
                    ("comments", "../../../etc/passwd"),
                ),
                "word/styles2.xml": STYLES,
                "word/numbering2.xml": NUMBERING,
            },
        )
    )
    assert proposal.title == "Behaviour policy" and "Not this one" not in text(proposal)
    assert proposal.numbers["en"]["2.2"] == "XB-004"


def test_what_is_moved_with_changes_tracked_is_there_once(word: Make, bring_in: Import) -> None:
    moved = para("It rains.")
    nothing = "<w:p><w:del w:id='1'><w:r><w:delText> </w:delText></w:r></w:del></w:p>"
    body = (
        para("1. Breaks")
        + f"<w:moveFrom>{moved}</w:moveFrom>{nothing}"
        + para("Everybody goes out.")
        + f"<w:moveTo>{moved}</w:moveTo>"
    )
    proposal = bring_in(word(body))
    assert text(proposal).count("It rains.") == 1
    said = [(loss.key, loss.text) for loss in (proposal.losses or {})["en"]]
    assert said == [("import.lost-deleted", "It rains.")]


def test_where_a_page_is_too_deep_to_be_read_further_is_said(page: Make, bring_in: Import) -> None:
    proposal = bring_in(page("<h1>Deep</h1>" + "<ul><li>word" * 400))
    assert "import.lost-deep" in [loss.key for loss in (proposal.losses or {})["en"]]


ENGLISH = (
    "<h1>Walking to school</h1><h2>Our roads</h2><p>1.1 You must walk on the pavement of the road."
    "</p><p>1.2 You must wait for the signal, see paragraph 1.1.</p>"
)
WELSH = (
    "<h1>Cerdded i'r ysgol</h1><h2>Ein ffyrdd</h2><p>1.1 Rhaid i chi gerdded ar balmant y ffordd."
    "</p><p>1.2 Rhaid i chi aros am yr arwydd, gweler paragraff 1.1.</p>"
)


def test_two_languages_become_a_pair_that_the_gate_takes(
    page: Make, bring_in: Import, tmp_path: Path
) -> None:
    """In either order; what remains is who may read it, and that somebody agrees it."""
    proposal = bring_in(page(WELSH, "b.html"), page(ENGLISH, "a.html"))
    assert not proposal.is_awaiting and not proposal.alone
    assert "gweler [XB-001]" in text(proposal, "cy")
    written = {f"docs/{each}/{proposal.name}": proposal.files[each] for each in LANGUAGES}
    found = projects.check(tmp_path, written)
    assert projects.codes(found) == ["audience-empty", "stamp-missing"]


def test_a_document_in_both_languages_is_parted(page: Make, bring_in: Import) -> None:
    both = ENGLISH.replace("</h1>", "</h1>") + WELSH.replace("h1>", "h2>")
    proposal = bring_in(page(both))
    assert set(proposal.files) == {"en", "cy"}
    assert "pavement" not in text(proposal, "cy") and "balmant" not in text(proposal)


def test_one_language_awaits_the_other_and_the_gate_asks_for_audiences_alone(
    page: Make, bring_in: Import, tmp_path: Path
) -> None:
    for name, source in (("a.html", ENGLISH), ("b.html", WELSH)):
        proposal = bring_in(page(source, name))
        assert proposal.is_awaiting
        root = tmp_path / name[0]
        written = {f"docs/{each}/{proposal.name}": t for each, t in proposal.files.items()}
        assert projects.codes(projects.check(root, written)) == ["audience-empty"]
        policy = project.load(root).register.policies["XB"]
        assert policy.is_awaiting and policy.due == "2027-01-24"
        assert len(list(policy.clauses)) == 2


LAUGHING = b"".join(
    (
        b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">',
        *(b'<!ENTITY %c "%s">' % (99 + n, b"&%c;" % (98 + n if n else 97) * 10) for n in range(9)),
        b"]><w:document><w:body>&k;</w:body></w:document>",
    )
)
SPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TABLES = b"<w:document %s>%s%s</w:document>" % (
    SPACE,
    b"<w:tbl><w:tr><w:tc>" * 300,
    b"</w:tc></w:tr></w:tbl>" * 300,
)
LOOPING = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>"
)


def archive(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in parts.items():
            packed.writestr(name, raw)
    return path


def spoilt(path: Path) -> Path:
    """Return a packed file some of whose bytes are others than they were."""
    archive(path, {"word/document.xml": b"<w:document>%s" % bytes(range(32, 127)) * 90})
    raw = bytearray(path.read_bytes())
    raw[60:90] = bytes(30)
    path.write_bytes(raw)
    return path


def hostile(folder: Path) -> dict[str, tuple[Path, str]]:
    """Return files that can't be read, each with the phrase that says why."""
    entity = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    files = {
        "bomb": (archive(folder / "a.docx", {"word/document.xml": b" " * 60_000_000}), "bomb"),
        "entity": (archive(folder / "b.docx", {"word/document.xml": entity}), "bomb"),
        "cut": (archive(folder / "c.docx", {"word/document.xml": b"<w:document"}), "damaged"),
        "lies in lies": (archive(folder / "n.docx", {"word/document.xml": LAUGHING}), "damaged"),
        "parts": (archive(folder / "o.docx", {f"{n}.xml": b"" for n in range(6_000)}), "bomb"),
        "table in table": (archive(folder / "p.docx", {"word/document.xml": TABLES}), "damaged"),
        "other": (archive(folder / "d.docx", {"a.txt": b"x"}), "unknown-kind"),
        "sheet": (archive(folder / "u.xlsx", {"[Content_Types].xml": b"<Types/>"}), "unknown-kind"),
        "spoilt": (spoilt(folder / "v.docx"), "damaged"),
        "locked": (
            archive(folder / "e.odt", {"META-INF/manifest.xml": b"<encryption-data/>",
                                       "content.xml": b"<x/>"}), "password",
        ),
    }  # fmt: skip
    for name, raw, key in (
        (
            "f.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        ("g.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1WordDocument", "old-word"),
        ("h.docx", b"PK\x03\x04 half of a file", "damaged"),
        ("i.docx", b"", "empty"),
        ("j.pdf", b"%PDF-1.7 nothing", "damaged"),
        ("k.png", b"\x89PNG", "unknown-kind"),
        ("l.md", b"caf\xe9", "not-utf8"),
        ("m.html", b"<html><body><img src='a.png'></body></html>", "scanned"),
        ("q.pdf", LOOPING, "damaged"),
        ("r.html", b"<html><body>" + b"<div>" * 500 + b"Cross." + b"</div>" * 500, "deep"),
        ("s.md", b"# Walking\n\n" + b"[" * 20_000 + b"x" + b"](" * 20_000, "deep"),
        ("t.md", b"".join(b"## Heading %d\n\nText.\n\n" % n for n in range(1_000)), "too-many"),
    ):
        path = folder / name
        path.write_bytes(raw)
        files[name] = (path, key)
    files["gone"] = (folder / "gone.docx", "no-file")
    return files


def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, bring_in: Import) -> None:
    for name, (path, key) in hostile(tmp_path).items():
        with pytest.raises(IntakeError) as refused:
            bring_in(path)
        assert refused.value.key == f"import.{key}", name


def test_the_command_writes_both_files_and_overwrites_none(
    tmp_path: Path, page: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    root = projects.write(tmp_path / "p", projects.files())
    arguments = ["import", str(page(ENGLISH)), "--root", str(root), "--language", "cy"]
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert "Ysgrifennwyd: docs/en/school/walking-to-school.md" in out
    before = (root / "docs/en/school/walking-to-school.md").read_bytes()
    assert main([*arguments, "--code", "XZ"]) == 1
    assert main([*arguments, "--code", "SM"]) == 2
    assert main(["import", str(tmp_path / "none.docx"), "--root", str(root)]) == 2
    said = capsys.readouterr().err
    assert "yno eisoes" in said and "XB" in said and "none.docx" in said
    assert main(["import", "a.docx", "b.docx", "c.docx", "--root", str(root)]) == 2
    assert "Give one document" in capsys.readouterr().err
    assert (root / "docs/en/school/walking-to-school.md").read_bytes() == before


def test_a_new_policy_asks_for_its_text_and_readers(tmp_path: Path) -> None:
    root = projects.write(tmp_path, projects.files())
    assert main(["new", "xb", "Behaviour", "Ymddygiad", "--root", str(root)]) == 0
    assert projects.codes(projects.problems(root)) == [
        "audience-empty", "stamp-missing", "text-empty",
    ]  # fmt: skip
    assert main(["new", "XW", "Walking", "--root", str(root)]) == 0
    assert project.load(root).register.policies["XW"].is_awaiting


def test_where_nothing_can_be_written_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = projects.write(tmp_path, projects.files())
    (root / "docs/cy/school").mkdir(parents=True, exist_ok=True)
    (root / "docs/en/school").write_text("a file where a folder has to be", "utf-8")
    status = main(["new", "XB", "Behaviour", "Ymddygiad", "--root", str(root)])
    said = capsys.readouterr()
    assert status == 2 and "Traceback" not in said.err and "docs/en/school" in said.err
    assert said.out == "" and not list((root / "docs/cy/school").iterdir())


def test_a_report_is_written_over_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = projects.write(tmp_path / "project", projects.files())
    document = tmp_path / "old.md"
    document.write_text("# Walking\n\n## On the way\n\n1. Cross at the crossing.\n")
    before = document.read_bytes()
    common = ["import", str(document), "--root", str(root)]
    assert main([*common, "--report", str(document)]) == 1
    assert "Give the report another name" in capsys.readouterr().err
    assert document.read_bytes() == before
    assert not (root / "docs/en/school").exists()
    (tmp_path / "report.md").touch()
    assert main([*common, "--report", str(tmp_path / "report.md")]) == 0
    assert (tmp_path / "report.md").read_text("utf-8")
