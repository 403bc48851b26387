"""What an edition does not tell its readers: closed by construction, and said before a build."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import decisions
import projects
from polisi import project
from polisi.checks.leaks.editions import search_of
from polisi.policies import contacts, editions
from polisi.project import Project
from polisi.school.school import School
from projects import BASE, CY_ABOUT, CY_GC, CY_SM, EN_ABOUT, EN_GC, EN_SM, SCHOOL

ENTRIES = """\
  bursar: {en: bursar, cy: bwrsar, email: bursar@example.com, telephone: 01632 960 777}
contact:
  email: office@example.com
local_authority: {name: {en: Council, cy: Cyngor}, out_of_hours: 01632 960 888}
official_accounts: [{platform: Signal, name: The staff room, website: 'https://signal.example/'}]
helplines:
  - name: {en: The Line, cy: Y Llinell}
    telephone: 0808 800 5999
    website: https://www.line.example/
"""
ROLES = BASE[SCHOOL].replace("contact:\n  email: office@example.com\n", ENTRIES)


def files(hidden: str, seen: str = "") -> dict[str, str]:
    """Put a text into a clause for staff alone, and one into a clause for everyone."""
    return {
        SCHOOL: ROLES,
        EN_SM: f"{BASE[EN_SM].rstrip()}\n\n{hidden}\n",
        CY_SM: f"{BASE[CY_SM].rstrip()}\n\n{hidden}\n",
        EN_GC: BASE[EN_GC].replace("it is short.", f"it is short. {seen}"),
        CY_GC: BASE[CY_GC].replace("mae'n fyr.", f"mae'n fyr. {seen}"),
    }


def told(root: Path, changes: dict[str, str], name: str = "parents") -> School:
    """Return what the readers of an edition are told of the school."""
    loaded = project.load(projects.write(root, projects.files(changes)))
    edition = editions.cut(loaded.shown, name)
    pages = [each for each in loaded.documents if not each.is_policy]
    shown = [*editions.pages(edition, pages)]
    rest = [page for page in pages if page not in shown]
    return contacts.seen_by(edition, loaded.school, loaded.register, shown, rest)


@pytest.mark.parametrize(
    "text",
    ["Ring the Line.", "Y Llinell.", "Ring 08088005999.", "+44 808 800 5999", "line.example/x"],
)
def test_a_helpline_that_only_hidden_clauses_name(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, files(text)).file.helplines == ()
    assert told(tmp_path, files(text), "staff").file.helplines
    assert told(tmp_path, files(text), "intranet").file.helplines
    assert told(tmp_path, files(text, "Ring 0808 800 5999.")).file.helplines
    assert told(tmp_path, files("Nobody.")).file.helplines


def test_a_helpline_for_staff_is_told_to_staff(tmp_path: Path) -> None:
    changes = files("Nobody.")
    changes[SCHOOL] += "    serves: staff\n"
    assert told(tmp_path, changes).file.helplines == ()
    assert told(tmp_path, changes, "staff").file.helplines


@pytest.mark.parametrize(
    ("hidden", "seen", "email"),
    [
        ("{{ roles.bursar.email }}", "", None),
        ("{{ roles.bursar }}", "", None),
        ("bursar@example.com", "", None),
        ("{{ roles.bursar.email }}", "{{ roles.bursar }}", None),
        ("{{ roles.bursar.email }}", "{{ roles.bursar.email }}", "bursar@example.com"),
        ("{{ roles.bursar }}", "{{ roles.bursar }}", "bursar@example.com"),
        ("Nobody.", "", "bursar@example.com"),
    ],
)
def test_an_email_that_only_hidden_clauses_name(
    hidden: str, seen: str, email: str | None, tmp_path: Path
) -> None:
    assert told(tmp_path, files(hidden, seen)).file.roles["bursar"].email == email


def test_other_numbers_and_accounts_that_only_hidden_clauses_name(tmp_path: Path) -> None:
    secret = told(tmp_path, files("{{ local_authority.out_of_hours }}: the staff room")).file
    assert secret.local_authority
    assert secret.local_authority.out_of_hours is None
    assert secret.official_accounts == ()


def page(audience: str) -> dict[str, str]:
    """Return a page of the school's own."""
    english = f"---\ntitle: The plan\n{audience}---\nIt is for those whom it is for.\n"
    welsh = "---\ntitle: Y cynllun\n---\nMae ar gyfer y rhai y mae ar eu cyfer.\n"
    return {"docs/en/school/plan.md": english, "docs/cy/school/plan.md": welsh}


@pytest.mark.parametrize(
    ("audience", "names"),
    [
        ("", {"intranet"}),
        ("audience: [staff]\n", {"intranet", "staff"}),
        ("audience: parents\n", {"intranet", "parents"}),
        ("audience: [staff, governors, parents]\n", set(editions.NAMES)),
    ],
)
def test_a_page_of_the_schools_own_is_for_those_whom_it_names(
    audience: str, names: set[str], tmp_path: Path
) -> None:
    root = projects.write(tmp_path, projects.files(page(audience)))
    loaded = project.load(root)
    shown = {
        name
        for name in editions.NAMES
        if any(
            each.title == "The plan"
            for each in editions.pages(editions.cut(loaded.shown, name), loaded.documents)
        )
    }
    assert shown == names
    found = projects.codes(projects.but_stamps(projects.problems(root)))
    assert found == ([] if audience else ["page-audience"])


TAKES = (
    "---\nextends: SM\nclauses:\n  SM-901: {audience: [parents], replaces: SM-003, reason: Ours.}\n"
)
TAKES += "---\n### Pictures {#SM-901}\n\nNever post them.\n"
TAKES_CY = "---\nextends: SM\nclauses:\n  SM-901: {reason: Ein rheol ni.}\n---\n"
TAKES_CY += "### Lluniau {#SM-901}\n\nPeidiwch byth â'u postio.\n"


def test_the_id_of_a_clause_whose_place_another_has_taken(tmp_path: Path) -> None:
    changes = {"docs/en/school/sm.md": TAKES, "docs/cy/school/sm.md": TAKES_CY}
    loaded = project.load(projects.write(tmp_path, projects.files(changes)))
    parents = editions.cut(loaded.shown, "parents")
    assert parents.register.instead == {"SM-003": "SM-901"}  # where a reference leads
    assert parents.register.former == {}
    assert "SM-003" in parents.hidden
    assert editions.cut(loaded.shown, "intranet").register.former == {"SM-003": "SM-901"}


NAMING = [
    "`SM-003`",
    "sm-003",
    "**SM**-003",
    "SM-&#48;03",
    "[SM-003](https://example.com/)",
    "[x](https://example.com/#SM-003)",
    "![SM-003](../assets/x.png)",
    "[x](../assets/SM-003.pdf)",
    '[x](index.md "A SM-003")',
]


def of_page(root: Path, text: str) -> Project:
    changes = {EN_ABOUT: f"{BASE[EN_ABOUT]}\n{text}\n", CY_ABOUT: f"{BASE[CY_ABOUT]}\n{text}\n"}
    return project.load(projects.write(root, projects.files(changes)))


@pytest.mark.parametrize("text", NAMING)
def test_a_number_that_an_edition_leaves_out_is_found_before_its_build(
    text: str, tmp_path: Path
) -> None:
    found = projects.problems(of_page(tmp_path, text).root)
    assert {"edition-id", "reference-bare"} & {problem.code for problem in found}
    line = projects.line(EN_ABOUT, text, {EN_ABOUT: f"{BASE[EN_ABOUT]}\n{text}\n"})
    assert line in {problem.line for problem in found if problem.path == EN_ABOUT}


@pytest.mark.parametrize(
    "text",
    [
        "[SM-003]",
        "[x](policies/media.md#SM-003)",
        '[x](policies/media.md#SM-003 "A title")',
        "[x](\npolicies/media.md#SM-003)",
        "[![x](../assets/x.png)](policies/media.md#SM-003)",
    ],
)
def test_references_and_links_name_no_number(text: str, tmp_path: Path) -> None:
    found = projects.codes(projects.problems(of_page(tmp_path, text).root))
    assert {"edition-id", "reference-bare"}.isdisjoint(found)


def test_a_number_in_school_yml_and_in_what_changed(tmp_path: Path) -> None:
    changes = projects.patched(SCHOOL, "cy: pennaeth", "cy: pennaeth (SM-003)")
    changes |= projects.patched(EN_GC, "text: First version.", "text: SM-003 is new.")
    found = projects.check(tmp_path, changes)
    places = {problem.path for problem in found if problem.code == "edition-id"}
    assert places == {SCHOOL, EN_GC}


OWN = "docs/en/school/gc.md", "docs/cy/school/gc.md"
TYPED = [
    projects.patched(EN_GC, "policy: GC\n", "policy: GC\nmoved_from: policies/sm-003/\n"),
    {EN_GC: BASE[EN_GC].replace("### Who", "## Part {#as-sm-003}\n\n### Who")},
    {EN_GC: BASE[EN_GC].replace("it is short.", "it is short.\n\n(text) Name {#sm-003}")},
    {
        OWN[0]: "---\nextends: GC\nleave_out:\n  GC-001: SM-003 says this\n---\n",
        OWN[1]: "---\nextends: GC\nleave_out:\n  GC-001: Dyna reol y staff\n---\n",
    },
    {
        "docs/assets/x.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>SM-003</title></svg>',
        EN_ABOUT: f"{BASE[EN_ABOUT]}\n![A tree](../assets/x.svg)\n",
        CY_ABOUT: f"{BASE[CY_ABOUT]}\n![Coeden](../assets/x.svg)\n",
    },
]
"""The number of a clause for staff alone: an old address, ids, a reason, a picture that is text."""


@pytest.mark.parametrize("changes", TYPED)
def test_a_number_that_is_no_text(changes: dict[str, str], tmp_path: Path) -> None:
    found = projects.check(tmp_path, changes)
    places = {problem.path for problem in found if problem.code == "edition-id"}
    assert next(iter(changes)) in places


def test_a_picture_that_no_edition_has_tells_nobody(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>SM-003</title></svg>'
    found = projects.codes(projects.check(tmp_path, {"docs/assets/x.svg": svg}))
    assert found == ["file-unlinked"]


ADOPTED_ONLY = {SCHOOL: BASE[SCHOOL] + "publish: adopted\n"}


def test_a_number_that_is_held_back_with_its_text(tmp_path: Path) -> None:
    named = {EN_ABOUT: f"{BASE[EN_ABOUT]}\nSee `SM-002`.\n"}
    assert "edition-id" not in projects.codes(projects.check(tmp_path / "all", named))
    found = projects.check(tmp_path / "adopted", named | ADOPTED_ONLY)
    (problem,) = (each for each in found if each.code == "edition-id")
    assert problem.values["editions"] == "staff, governors and parents"


def test_a_change_since_the_adoption_is_held_back_with_what_is_proposed(tmp_path: Path) -> None:
    newer = "changes: {1.1.0: {on: 2026-11-28, text: More is to come.}, 1.0.0:"
    files = decisions.adopted("GC", changes=ADOPTED_ONLY)
    files |= {EN_GC: BASE[EN_GC].replace("changes: {1.0.0:", newer)}
    files |= {CY_GC: BASE[CY_GC].replace("changes: {", "changes: {1.1.0: Daw mwy., ")}
    loaded = project.load(projects.write(tmp_path, projects.files(files)))
    parents = editions.cut(loaded.in_force, "parents", loaded.beside)
    assert [each.version for each in parents.register.policies["GC"].changes] == ["1.0.0"]
    everyone = editions.cut(loaded.in_force, "intranet", loaded.beside)
    assert [each.version for each in everyone.register.policies["GC"].changes] == [
        "1.1.0",
        "1.0.0",
    ]


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    projects.write(tmp_path, projects.files())
    (tmp_path / "docs/cy/more").symlink_to("../en/policies", target_is_directory=True)
    found = projects.problems(tmp_path)
    assert [(each.code, each.path) for each in found] == [("file-unreadable", "docs/cy/more")]


WORDS = "Check the privacy settings of your account every 12 months"
"""Of a clause for staff alone."""


def with_file(name: str, raw: str | bytes) -> dict[str, str | bytes]:
    """Return changes with which an ordinary page links to a file."""
    return {
        f"docs/assets/{name}": raw,
        EN_ABOUT: f"{BASE[EN_ABOUT]}\nSee [the list](../assets/{name}).\n",
        CY_ABOUT: f"{BASE[CY_ABOUT]}\nGweler [y rhestr](../assets/{name}).\n",
    }


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("x.svg", f'<svg xmlns="http://www.w3.org/2000/svg">\n<title>{WORDS}</title></svg>'),
        ("x.svg", f'<svg xmlns="http://www.w3.org/2000/svg">\n<g aria-label="{WORDS}"/></svg>'),
        ("x.csv", f"rule,day\n{WORDS},1\n"),
        ("x.txt", f"The rules\n{WORDS}\n"),
        ("x.ics", f"BEGIN:VCALENDAR\nSUMMARY:{WORDS}\nEND:VCALENDAR\n"),
        ("x.txt", f"The rules\n{WORDS}\n".encode("utf-16")),
        ("x.txt", "\nGwiriwch osodiadau preifatrwydd eich cyfrif bob 12 mis"),
        ("x.svg", f'<svg xmlns="http://www.w3.org/2000/svg">\n<!-- {WORDS} --></svg>'),
        ("x.svg", f"<svg xmlns='http://www.w3.org/2000/svg'>\n<g data-name='{WORDS}'/></svg>"),
    ],
)
def test_words_in_a_file_that_an_edition_leaves_out_are_found_before_its_build(
    name: str, raw: str | bytes, tmp_path: Path
) -> None:
    found = projects.check(tmp_path, with_file(name, raw))
    leaks = [each for each in found if each.code == "edition-leak-text"]
    assert {each.values["edition"] for each in leaks} == {"governors", "parents"}
    assert {(each.path, each.line) for each in leaks} == {(f"docs/assets/{name}", 2)}


def packed(part: str, xml: str) -> bytes:
    """Return a document of an office program that has one part."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(part, xml)
    return out.getvalue()


HALVES = WORDS.replace("settings", "set</w:t></w:r><w:r><w:t>tings").replace(" of ", "<w:tab/>of ")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("x.docx", packed("word/document.xml", f"<w:p><w:r><w:t>{HALVES}</w:t></w:r></w:p>")),
        ("x.docx", packed("word/comments.xml", f"<w:comment><w:p>{WORDS}</w:p></w:comment>")),
        ("x.xlsx", packed("xl/sharedStrings.xml", f"<sst><si><t>{WORDS}</t></si></sst>")),
        ("x.odt", packed("content.xml", f"<text:p>{WORDS.replace(' ', '<text:s/>')}</text:p>")),
        ("x.pptx", packed("ppt/slides/slide1.xml", f"<a:p><a:r><a:t>{WORDS}</a:t></a:r></a:p>")),
        ("x.pdf", f"%PDF-1.4\n/Title ({WORDS})\n"),
    ],
)
def test_words_in_a_paper_that_an_edition_leaves_out_are_found_before_its_build(
    name: str, raw: str | bytes, tmp_path: Path
) -> None:
    found = projects.check(tmp_path, with_file(name, raw))
    leaks = [each for each in found if each.code == "edition-leak-text"]
    assert {(each.path, each.line) for each in leaks} == {(f"docs/assets/{name}", 1)}


@pytest.mark.parametrize("raw", [b"PK\x03\x04 and nothing", packed("a.bin", WORDS)])
def test_a_paper_that_cannot_be_read_says_nothing(raw: bytes, tmp_path: Path) -> None:
    found = projects.codes(projects.check(tmp_path, with_file("x.docx", raw)))
    assert [code for code in found if "leak" in code] == []


def test_the_id_of_a_section_that_an_edition_shows_is_no_secret(tmp_path: Path) -> None:
    slug = "check-the-privacy-settings-of-your-account"
    changes = {path: BASE[path].replace("{#contact}", f"{{#{slug}}}") for path in (EN_SM, CY_SM)}
    loaded = project.load(projects.write(tmp_path, projects.files(changes)))
    search = search_of(loaded, editions.cut(loaded.shown, "parents"))
    assert [*search.string(slug, ".json")] == []


def test_a_title_and_a_drafting_note_in_a_file_are_found_too(tmp_path: Path) -> None:
    said = "Ask the clerk when the rota of the bus begins"
    changes = with_file("x.csv", f"Your own bicycle\n{said}\n")
    text = BASE[EN_SM].replace("See [GC-001]", f"!!! drafting\n    {said}.\n\nSee [GC-001]")
    changes[EN_SM] = text.replace("### Privacy", "### Your own bicycle")
    codes = set(projects.codes(projects.check(tmp_path, changes)))
    assert codes >= {"edition-leak-title", "drafting-leak"}


def test_what_an_edition_says_itself_may_stand_in_its_files(tmp_path: Path) -> None:
    text = "These are the rules that you must follow with every picture: Privacy"
    found = projects.codes(projects.check(tmp_path, with_file("x.txt", text)))
    assert [code for code in found if "leak" in code] == []


def test_the_words_of_a_clause_may_stand_in_a_file_that_its_readers_alone_have(
    tmp_path: Path,
) -> None:
    changes = projects.patched(EN_SM, "if you are not sure.", "and see [it](../../assets/x.txt).")
    changes |= {"docs/assets/x.txt": WORDS}
    found = projects.codes(projects.check(tmp_path, changes))
    assert [code for code in found if "leak" in code] == []


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("overrides/partials/footer.html", f"<footer>\n<p>{WORDS}</p>\n</footer>\n", 2),
        ("overrides/404.html", f"{{# the page\nof nothing #}}<p>{{{{ x }}}} {WORDS}</p>\n", 2),
        ("overrides/main.html", f'<a title="{WORDS}">x</a>\n', 1),
        ("overrides/main.html", "<p>{{ x }}</p>\n<p>SM-003</p>\n", 2),
        ("overrides/main.html", "{% if x %}\n<h2>The {{ y }} bicycle</h2>\n<h2>A bicycle</h2>", 3),
        ("overrides/assets/own.js", f"// {WORDS}\n", 1),
        ("overrides/school/own.csv", f"a\nb,{WORDS}\n", 2),
        ("overrides/CNAME", f"{'-'.join(WORDS.split())}.example", 1),
        ("overrides/assets/SM-003.png", "picture", 1),
        ("overrides/assets/school/own.css", f"/* {WORDS} */\n", 1),
        ("mkdocs.yml", f"hooks: [hooks/main.py]\nextra_css:\n- {'-'.join(WORDS.split())}.css\n", 3),
    ],
)
def test_words_that_an_edition_leaves_out_are_found_in_what_makes_its_pages(
    path: str, text: str, line: int, tmp_path: Path
) -> None:
    changes = {**projects.patched(EN_SM, "### Privacy", "### A bicycle"), path: text}
    found = [p for p in projects.check(tmp_path, changes) if "leak" in p.code]
    assert {each.values["edition"] for each in found} == {"governors", "parents"}
    assert {(each.path, each.line) for each in found} == {(path, line)}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("overrides/main.html", f"{{# {WORDS} SM-003 #}}<p>Menu</p>\n"),
        ("overrides/.notes.txt", WORDS),
        ("overrides/main.html", "<p>Check the privacy settings of {{ x }} your account</p>\n"),
        ("overrides/main.html", "<p>These are the rules that you must follow</p>\n"),
        ("overrides/assets/own.js", f"/* {WORDS} */\nrun();\n"),
        ("overrides/assets/styles/own.css", f"p {{ color: red; }} /* {WORDS} */\n"),
        ("mkdocs.yml", f"hooks: [hooks/main.py]\n# {WORDS}\nsite_description: {WORDS}\n"),
        ("mkdocs.yml", f"hooks: [\n# {WORDS}\n"),
    ],
)
def test_what_no_page_says_may_stand_in_what_makes_it(path: str, text: str, tmp_path: Path) -> None:
    found = projects.check(tmp_path, {path: text})
    assert [each.code for each in found if "leak" in each.code] == []


def test_words_in_bold_and_of_links_say_the_same_as_a_sentence_without_them(tmp_path: Path) -> None:
    said = "Ask for the [green](https://x.example/) key **of the** shed by the gate"
    plain = "Ask for the green key of the shed by the gate"
    changes = {
        EN_SM: BASE[EN_SM].replace("Check the privacy", f"{plain}. Check the privacy"),
        EN_GC: BASE[EN_GC].replace("it is short.", f"it is short. {said}."),
    }
    loaded = project.load(projects.write(tmp_path, projects.files(changes)))
    search = search_of(loaded, editions.cut(loaded.shown, "parents"))
    assert list(search.string(f"<p>{plain}</p>", ".html")) == []
    assert [each[1] for each in search.string(f"<p>{WORDS}</p>", ".html")] == ["SM-003"]
