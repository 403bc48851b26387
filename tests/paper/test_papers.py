"""Papers as PDF: what stands on each page, for whom, and whether everyone can read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

import decisions
import papers
import verapdf
from polisi.paper import making, pdf, tree
from polisi.paper.content import Press
from polisi.paper.sheets import all_sheets
from polisi.words.languages import LANGUAGES
from projects import BASE, CY_SM, EN_SM, SCHOOL
from sites import ROOT, nothing_forked

needs_verapdf = pytest.mark.skipif(bool(verapdf.why_not()), reason=verapdf.why_not())
POSTER = "poster-parents-cy"
SOME = ("SM-1.0.0-en", "GC-1.0.0-en")
CANARY = "canaryword"


@pytest.fixture(scope="module", autouse=True)
def pango() -> None:
    """Skip where no PDF can be made; asked here, as WeasyPrint takes a second to load."""
    try:
        pdf.check()
    except pdf.NoWeasyPrintError:
        pytest.skip("no PDF here (apt install libpango-1.0-0 libpangoft2-1.0-0)")


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """The small project, of which a policy and a form are adopted."""
    folder = papers.project(tmp_path_factory.mktemp("paper"))
    decisions.adopt(folder, "SM", "FC", minute="2026/41")
    return papers.press(folder)


@pytest.fixture(scope="module")
def policy(adopted: Press) -> bytes:
    return papers.file(adopted, "SM-1.0.0-en")


def test_every_page_says_what_it_is_a_page_of(adopted: Press, policy: bytes) -> None:
    text = adopted.plan.statuses["SM"].text
    found = papers.pages(policy)
    for number, page in enumerate(found, 1):
        assert "Example School" in page
        assert "Social media" in page
        assert "SM · version 1.0.0 · Adopted on 22 November 2026" in page
        assert f"minute 2026/41) · text {text}" in page
        assert f"Page {number} of {len(found)}" in page


def test_a_page_in_welsh_says_so_in_welsh(adopted: Press) -> None:
    found = papers.pages(papers.file(adopted, "SM-1.0.0-cy"))
    assert all(
        "SM · fersiwn 1.0.0 · Wedi'i fabwysiadu ar 22 Tachwedd 2026" in each for each in found
    )
    assert "Tudalen 1 o " in found[0]


def test_references_have_numbers_and_links_addresses(policy: bytes) -> None:
    said = " ".join(papers.pages(policy))
    assert "See Who this is for (GC-001) and also the guidance[1]." in said
    assert "https://gov.wales/guidance" in said.partition("Addresses of the links")[2]
    assert "Contents" in said
    assert "Changes to this policy Version 1.0.0, 21 November 2026 First version." in said


def test_links_on_the_same_paper_lead_there(adopted: Press) -> None:
    written = making.html_of(adopted, papers.sheet(adopted, "FC-1.0.0-en"))
    assert (
        '<a class="ref" href="#FC-002">For parents</a> <span class="number">(FC-002)</span>'
        in written
    )
    assert 'href="#SM-002"' not in written


def test_a_form_prints_the_part_that_was_chosen(adopted: Press) -> None:
    said = " ".join(papers.pages(papers.file(adopted, "FC-002-1.0.0-en")))
    assert "For parents" in said and "I say yes to pictures" in said
    assert "FC-002 · version 1.0.0 · Adopted on" in said
    assert "What you would like to say" not in said
    assert "Fill in one part only" not in said


def test_a_letter_stands_alone_and_its_hints_do_not_print(adopted: Press) -> None:
    data = papers.file(adopted, "LT-002-1.0.0-en")
    said = " ".join(papers.pages(data))
    assert "We saw your post" in said
    for other in ("Talk to the person first", "Thank you for taking", "name of the person"):
        assert other not in said
    assert [str(each["/TU"]) for each in papers.fields(data)] == [
        "name of the person",
        "what it says",
        "signature",
    ]


def test_only_a_form_of_several_signed_parts_has_parts(adopted: Press) -> None:
    names = {each.name for each in all_sheets(adopted.plan)}
    assert {"FC-002-1.0.0-cy", "FC-003-1.0.0-cy", "LT-003-1.0.0-en", "FC-1.0.0-cy-en"} <= names
    assert not {"FC-001-1.0.0-en", "LT-001-1.0.0-en"} & names


def test_fields_have_names_of_their_own_and_say_what_goes_in(adopted: Press) -> None:
    found = list(papers.fields(papers.file(adopted, "FC-1.0.0-en")))
    names = [str(each["/T"]) for each in found]
    assert len(names) == len(set(names)) == 11
    tips = [str(each["/TU"]) for each in found]
    assert tips[:4] == ["Your name", "On the website", "In print", "What does your child say?"]
    assert "Day, 1" in tips and "Name of the event, 2" in tips
    question = found[3]
    assert [str(each.get_object()["/TU"]) for each in question["/Kids"]] == [
        "What does your child say?: My child agrees",
        "What does your child say?: My child does not agree",
    ]


def test_a_list_to_tick_stands_with_its_question(adopted: Press) -> None:
    root = tree.parse("<body><p>Before.</p><p>I say yes:</p>" + "".join(
        f'<div class="field field--tick"><input type="checkbox" id="u{n}"><label for="u{n}">Use {n}'
        "</label></div>" for n in range(9)
    ))  # fmt: skip
    tree.ready(root, tree.Surroundings("", {}))
    groups = [each for each in root.iter("div") if "ticks" in each.get("class", "")]
    assert [each.tag for each in groups[0]] == ["p", *["div"] * 9]


def languages(data: bytes) -> set[str]:
    """Return the languages that the parts of a PDF say they are in."""
    objects = (each.get_object() for each in papers.objects(data))
    return {str(each["/Lang"]) for each in objects if isinstance(each, dict) and "/Lang" in each}


def test_both_languages_stand_side_by_side_each_marked_as_what_it_is(adopted: Press) -> None:
    data = papers.file(adopted, "SM-1.0.0-cy-en")
    found = papers.pages(data)
    assert "Cyfryngau cymdeithasol / Social media" in found[0]
    assert "Gwrthodwch bob cais" in found[0] and "Decline every request" in found[0]
    assert {"cy-GB", "en-GB"} <= languages(data)
    assert papers.read(data).pages[0].mediabox.width > papers.read(data).pages[0].mediabox.height


@needs_verapdf
def test_everyone_can_read_them(adopted: Press, tmp_path: Path) -> None:
    for name in ("SM-1.0.0-cy", "FC-1.0.0-en", "SM-1.0.0-cy-en", "LT-002-1.0.0-cy", POSTER):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(papers.file(adopted, name))
        assert verapdf.failures(file) == {}, name


HARD = (
    """\
### Privacy {#SM-003}

- An item with **[a bold link](https://example.com/one)** and `code`.

    A second paragraph of the same item.

    1. A list in it
    2. of two items

- Long: """
    + "Llanfair" * 38
    + """

> A quotation with \u0645\u0631\u062d\u0628\u0627, \u05e9\u05dc\u05d5\u05dd and more.

A smile \U0001f600 and \u4f60\u597d.

"""
    + "| "
    + " | ".join(f"Column {n}" for n in range(12))
    + " |\n"
    + "|---" * 12
    + "|\n"
    + ("| " + " | ".join(["a rather long cell"] * 12) + " |\n")
)


def with_text(text: str) -> dict[str, str | bytes | None]:
    """Return the small project with a text in both languages."""
    found: dict[str, str | bytes | None] = {}
    for path in (EN_SM, CY_SM):
        head, _, _ = BASE[path].partition("### Pr")
        found[path] = head + text
    return found


@needs_verapdf
def test_hard_texts_are_right_pages(tmp_path: Path) -> None:
    """Lists in lists, links in bold, words of 300 letters, right-to-left text, 12 columns."""
    folder = papers.project(tmp_path / "hard", with_text(HARD))
    made_with = _press(folder)
    for name in ("SM-1.0.0-cy", "SM-1.0.0-cy-en"):
        sheet = papers.sheet(made_with, name)
        order = making.Order(sheet, making.html_of(made_with, sheet), "pdf")
        data, lacks = making.made(made_with, order)
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(data)
        assert verapdf.failures(file) == {}, name
        assert set(lacks.letters) <= {"\U0001f600", "\u4f60", "\u597d"}
        assert all(_widest(each) < each.mediabox.width - 50 for each in papers.read(data).pages)


def _press(folder: Path) -> Press:
    """Make a press of a project that the gate need not let through."""
    from polisi import project
    from polisi.policies import editions
    from polisi.publish import settings
    from polisi.publish.site import Site

    loaded = project.load(folder)
    cut = editions.cut(loaded.in_force, "intranet")
    return making.of_site(Site(loaded, cut, settings.read(folder), preview=False))


def _widest(page: Any) -> float:
    """Return where the last words of a page on the right begin."""
    ends: list[float] = []

    def note(text: str, page: list[float], line: list[float], font: object, size: float) -> None:
        if text.strip():
            ends.append(line[4] * page[0] + line[5] * page[2] + page[4])

    page.extract_text(visitor_text=note)
    return max(ends, default=0.0)


# Editions


def canaries() -> dict[str, str | bytes | None]:
    """Return the small project with a word that nobody else has in the staff's own clause."""
    changes: dict[str, str | bytes | None] = {}
    for path, old in ((EN_SM, "Check the privacy"), (CY_SM, "Gwiriwch osodiadau")):
        assert old in BASE[path]
        changes[path] = BASE[path].replace(old, f"{CANARY} {old}")
    return changes


def test_papers_hold_nothing_of_other_editions(tmp_path: Path) -> None:
    folder = papers.project(tmp_path, canaries(), forms={})
    for edition, is_there in (("parents", False), ("staff", True)):
        assert papers.command(folder, "paper", "--edition", edition) == 0
        files = sorted((folder / "paper" / edition).glob("*.*"))
        said = {file.name: _text(file) for file in files if file.suffix in (".pdf", ".docx")}
        holding = [name for name, text in said.items() if CANARY in text or "SM-003" in text]
        assert bool(holding) == is_there, holding
        assert len(said) >= 10
    assert "SM-1.0.0-en.pdf" in holding and "SM-1.0.0-cy.docx" in holding


def _text(file: Path) -> str:
    if file.suffix == ".pdf":
        return " ".join(papers.pages(file.read_bytes()))
    import zipfile

    with zipfile.ZipFile(file) as opened:
        whole = " ".join(opened.read(name).decode() for name in opened.namelist() if "xml" in name)
    return re.sub(r"<[^>]+>", "", whole) + whole


# The command


def test_what_has_not_changed_is_not_made_again_and_pages_link_to_what_is_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = papers.project(tmp_path, forms={})
    page = folder / "site/policies/media/index.html"
    with papers.only(*SOME):
        assert papers.command(folder, "paper") == 0
    assert papers.command(folder, "build") == 0
    assert 'href="../../paper/SM-1.0.0-en.docx"' in page.read_text(encoding="utf-8")
    assert (folder / "site/paper/SM-1.0.0-en.pdf").is_file()
    capsys.readouterr()
    for path in (EN_SM, CY_SM):
        text = (folder / path).read_text(encoding="utf-8")
        (folder / path).write_text(text.replace("it@", "help@"), encoding="utf-8")
    assert papers.command(folder, "agree", "--all") == 0
    assert papers.command(folder, "build") == 0
    assert "SM-1.0.0-en.docx" not in page.read_text(encoding="utf-8")
    assert not (folder / "site/paper").exists()
    capsys.readouterr()
    with papers.only(*SOME):
        assert papers.command(folder, "paper") == 0
    made = re.search(r"Made: (\d+)\. As they were: (\d+)\.", capsys.readouterr().err)
    assert made and (made[1], made[2]) == ("2", "2")


def replace_everywhere(folder: Path, old: str, new: str) -> None:
    for path in (EN_SM, CY_SM):
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new), encoding="utf-8")


def test_papers_change_together_or_not_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = papers.project(tmp_path, forms={})
    with papers.only(*SOME), nothing_forked():
        assert papers.command(folder, "paper") == 0
        before = {file: file.read_bytes() for file in (folder / "paper").rglob("*.*")}
        replace_everywhere(folder, "it@", "help@")
        assert papers.command(folder, "agree", "--all") == 0
        first = iter([(b"new", pdf.Lacks())])
        with patch.object(making, "made", lambda press, order: next(first, None) or full()):
            for command in (["paper"], ["pack", "SM"]):
                assert papers.command(folder, *command) == 2
    assert "x.pdf can't be written (No space left on device)" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in (folder / "paper").rglob("*.*")} == before


def full() -> Any:
    raise OSError(28, "No space left on device", "x.pdf")


def test_no_page_links_to_papers_of_texts_that_were_saved_while_they_were_made(
    tmp_path: Path,
) -> None:
    folder = papers.project(tmp_path, forms={})
    replace_everywhere(folder, "it@", "help@")
    assert papers.command(folder, "agree", "--all") == 0
    agreed = (folder / CY_SM).read_text(encoding="utf-8")
    replace_everywhere(folder, "help@", "it@")
    assert papers.command(folder, "agree", "--all") == 0
    real = making._make_all

    def make_all(*arguments: Any) -> pdf.Lacks:
        replace_everywhere(folder, "it@", "help@")
        (folder / CY_SM).write_text(agreed, encoding="utf-8")
        return real(*arguments)

    with papers.only(*SOME), patch.object(making, "_make_all", make_all):
        assert papers.command(folder, "paper") == 0
    assert (folder / "paper/intranet/SM-1.0.0-en.pdf").is_file()
    assert papers.command(folder, "build") == 0
    assert "paper/SM" not in (folder / "site/policies/media/index.html").read_text("utf-8")


def test_what_is_missing_is_said_with_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = papers.project(tmp_path, forms={})
    capsys.readouterr()
    for arguments in (["paper"], ["pack", "SM"]):
        with patch.object(pdf, "_weasyprint", side_effect=pdf.NoWeasyPrintError("no pango-1.0")):
            assert papers.command(folder, *arguments) == 1
        said = capsys.readouterr().err
        assert "no pango-1.0" in said and "apt install libpango-1.0-0" in said
        assert "Traceback" not in said and not (folder / "paper").exists()


def test_a_logo_that_no_paper_can_show_is_named_and_the_rest_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logo = "  logo: {file: assets/logo.png, en: Badge of the school, cy: Bathodyn yr ysgol}\nroles:"
    changes: dict[str, str | bytes | None] = {
        SCHOOL: BASE[SCHOOL].replace("roles:", logo),
        "docs/assets/logo.png": b"\x89PNG\r\n\x1a\nno",
    }
    folder = papers.project(tmp_path, changes, forms={})
    capsys.readouterr()
    with papers.only("SM-1.0.0-en"):
        assert papers.command(folder, "paper") == 0
    said = capsys.readouterr().err
    assert said.count("docs/assets/logo.png: paper cannot show this picture") == 1
    data = (folder / "paper/intranet/SM-1.0.0-en.pdf").read_bytes()
    assert "Badge of the school" in papers.pages(data)[0]


# All of it


@pytest.mark.audit
@pytest.mark.skipif(not papers.ALL, reason="make audit")
@needs_verapdf
@pytest.mark.parametrize("edition", ["intranet", "parents"])
def test_everyone_can_read_every_paper_of_the_template(edition: str, tmp_path: Path) -> None:
    with nothing_forked():
        folder = making.make(ROOT, "en", lambda _: None, edition)
    files = sorted(folder.glob("*.pdf"))
    broken = {file.name: found for file in files if (found := verapdf.failures(file))}
    assert broken == {}
    assert len(files) > 20


def test_the_template_has_papers_in_both_languages_of_the_same_kinds() -> None:
    made_with = papers.press(ROOT)
    names = [each.name for each in all_sheets(made_with.plan)]
    ends: Iterator[set[str]] = (
        {name.removesuffix(f"-{each}") for name in names if name.endswith(f"-{each}")}
        for each in LANGUAGES
    )
    english, welsh = ends
    assert english - {name for name in english if name.endswith("-cy")} == welsh
    assert len(names) == len(set(names))
