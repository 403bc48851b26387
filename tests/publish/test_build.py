"""What a build does when all is well, and what it leaves alone when it is not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import forks
import projects
from links import broken_links
from polisi.pages.html import templates
from sites import (
    SITE_URL,
    Built,
    Change,
    agree,
    build,
    change,
    environment,
    hashes,
    heading_line,
    lean,
    replaced,
    small_policy,
    without,
    words,
)

STAFF = "policies/staff-social-media.md"
GOVERNORS = "policies/governors-code.md"
MKDOCS = "mkdocs"
"""The generator, where a test is about it: its settings, its warnings, its hook."""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A project with a good site, which tests break and mend."""
    done = build(lean(tmp_path_factory.mktemp("good")))
    assert done.status == 0, done.output
    return done


def fails(good: Built, changes: dict[str, Change], generator: str = "", **variables: str) -> str:
    """Break a project: the build fails and the last good site stays byte for byte."""
    before = hashes(good.site)
    old = {path: (good.folder / path).read_bytes() if (good.folder / path).is_file() else None
           for path in changes}  # fmt: skip
    change(good.folder, changes)
    try:
        done = build(good.folder, generator, **variables)
    finally:
        for path, content in old.items():
            change(good.folder, {path: content})
    assert done.status == 1, done.output
    assert hashes(good.site) == before
    assert sorted(p.name for p in good.folder.iterdir() if p.name.startswith("site")) == ["site"]
    return done.output


# Failures


def test_a_deleted_welsh_clause_stops_the_build_and_is_named(good: Built) -> None:
    line = heading_line(good.folder / "docs/en" / STAFF, "SM-014")
    output = fails(good, {f"docs/cy/{STAFF}": without("SM-014")}, MKDOCS)
    assert f"docs/en/{STAFF}:{line}: error [clause-missing-cy] SM-014: " in output
    assert "School email, logo and contact details" in output
    assert f"Fix: Write it in docs/cy/{STAFF}" in output
    assert "the last one is as it was" in output
    assert "Traceback" not in output


def test_a_deleted_english_clause_stops_it_too(good: Built) -> None:
    line = heading_line(good.folder / "docs/cy" / STAFF, "SM-014")
    output = fails(good, {f"docs/en/{STAFF}": without("SM-014")})
    assert f"docs/cy/{STAFF}:{line}: error [clause-missing-en] SM-014: " in output


def test_messages_are_in_the_language_of_the_terminal(good: Built) -> None:
    output = fails(good, {f"docs/cy/{STAFF}": without("SM-014")}, LC_ALL="cy_GB.UTF-8")
    assert "Nid yw'r wefan wedi'i hadeiladu" in output
    assert "error [clause-missing-cy] SM-014: Nid oes cymal Cymraeg" in output


def test_all_problems_are_listed_at_once(good: Built) -> None:
    def two_away(text: str) -> str:
        return without("SM-020")(without("SM-014")(text))

    output = fails(good, {f"docs/cy/{STAFF}": two_away, "school.yml": replaced("  email:", "  e:")})
    assert len(re.findall(r"\[clause-missing-cy\]", output)) == 2
    assert "[school-key-unknown]" in output
    assert "[placeholder-empty]" in output


def test_a_policy_without_its_welsh_file_stops_it(good: Built) -> None:
    output = fails(good, {f"docs/cy/{STAFF}": None})
    assert f"docs/en/{STAFF}:1: error [page-missing-cy]" in output


TEMPLATE = "overrides/partials/footer.html"


@pytest.mark.parametrize("code", ["edition-leak-id", "edition-leak-title", "edition-leak-text"])
def test_a_leak_into_an_edition_is_found_after_everything_else(good: Built, code: str) -> None:
    clause = good.project.register.clauses["SM-013"]
    assert clause.audiences == ("staff",)
    planted = {
        "edition-leak-id": "sm-013",
        "edition-leak-title": clause.title("en"),
        "edition-leak-text": "<b> ".join(clause.texts["cy"].body.split()[:9]),
    }[code]
    changes: dict[str, Change] = {TEMPLATE: replaced("<footer", f"<p>{planted}</p><footer")}
    output = fails(good, changes, POLISI_EDITION="parents")
    assert re.search(rf"site/\S*index\.html:1: error \[{code}\] SM-013: ", output), output
    assert "Traceback" not in output


def test_a_clause_named_on_a_page_leaks_too(good: Built, tmp_path: Path) -> None:
    changes: dict[str, Change] = {
        f"docs/{language}/about.md": replaced("`PC-002`", "`PC-002`, `SM-013`")
        for language in ("en", "cy")
    }
    with_stamps = lean(tmp_path, changes)
    agree(with_stamps)
    changes["docs/cy/about.md"] = (with_stamps / "docs/cy/about.md").read_bytes()
    output = fails(good, changes, POLISI_EDITION="parents")
    for language in ("en", "cy"):
        path = f"docs/{language}/about.md"
        before, _, _ = (with_stamps / path).read_text(encoding="utf-8").partition("SM-013")
        assert f"{path}:{before.count(chr(10)) + 1}: error [edition-id] " in output


def test_a_warning_of_mkdocs_stops_the_build(good: Built) -> None:
    nav = "\nnav:\n  - index.md\n  - missing.md\n"
    output = fails(good, {"mkdocs.yml": lambda text: text + nav}, MKDOCS)
    assert "missing.md" in output
    assert "MkDocs gave the warnings above" in output
    assert "Traceback" not in output


def test_a_crash_in_the_second_language_leaves_the_last_good_site(good: Built) -> None:
    only_welsh = "{% if language == 'cy' %}{{ nothing.at.all }}{% endif %}<footer"
    output = fails(good, {TEMPLATE: replaced("<footer", only_welsh)}, MKDOCS)
    assert f"{TEMPLATE}:1: error [template-broken]" in output
    assert "'nothing' is undefined" in output
    assert "Traceback" not in output


def test_a_crash_in_the_first_language_leaves_it_too(good: Built) -> None:
    path = "overrides/polisi/clause.html"
    output = fails(good, {path: lambda text: text + "{{ nothing }}"})
    assert f"{path}:" in output and "error [template-broken]" in output
    assert "Traceback" not in output


def test_two_processes_say_of_a_project_what_one_says(tmp_path: Path) -> None:
    """Each checks half of the documents before it writes a language."""

    def unfilled(text: str) -> str:
        return f"{text}\nTODO: **\n"

    folder = forks.copy(tmp_path)
    change(folder, dict.fromkeys((projects.EN_SM, projects.EN_GC), unfilled))
    alone = build(folder)
    for path in (projects.EN_SM, projects.EN_GC):
        assert re.search(rf"^{path}:\d+: error \[text-unfilled\]", alone.output, re.MULTILINE)
    assert build(folder, "polisi").output == alone.output
    assert not alone.site.exists()


LATE = """
import os, time
from polisi.publish.folder import Writer
FIRST, write = os.getpid(), Writer.write
def late(self, path, text):
    if os.getpid() != FIRST:
        time.sleep(1)
        raise OSError("no room for a moment")
    write(self, path, text)
Writer.write = late
"""


def test_what_fails_in_the_second_process_alone_is_done_again(tmp_path: Path) -> None:
    """It clears up nothing: the pages of the first language are there by then."""
    folder = forks.copy(tmp_path)
    files = build(folder).files
    change(
        folder,
        {
            "hooks/late.py": LATE,
            "mkdocs.yml": replaced("- hooks/main.py", "- hooks/main.py\n  - hooks/late.py"),
        },
    )
    again = build(folder, MKDOCS)
    assert again.status == 0, again.output
    assert again.files == files


def test_an_unknown_edition_gets_a_suggestion(good: Built) -> None:
    before = hashes(good.site)
    done = build(good.folder, POLISI_EDITION="parent")
    assert done.status == 1
    assert "POLISI_EDITION is “parent”" in done.output
    assert "Did you mean: parents?" in done.output
    done = build(good.folder, POLISI_EDITION="nonsense")
    assert done.status == 1
    assert "[edition-unknown]" in done.output
    assert "intranet" in done.output
    assert "Traceback" not in done.output
    assert hashes(good.site) == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"mkdocs.yml": "site_name: [\n"}, "mkdocs.yml"),
        ({"mkdocs.yml": ""}, "site_name"),
        ({"mkdocs.yml": replaced("name: material", "name: materiel")}, "materiel"),
        ({"mkdocs.yml": replaced("  - i18n:\n", "  - i81n:\n")}, "i81n"),
        ({"mkdocs.yml": replaced("docs_dir: docs", "docs_dir: dogs")}, "dogs"),
        ({"mkdocs.yml": replaced("hooks/main.py", "hooks/mane.py")}, "mane.py"),
        ({"docs/cy": None}, "docs/cy"),
        ({"docs/en": None}, "docs/en"),
        ({"docs/cy": None, "docs/en": None}, "docs/en"),
        ({"docs": None}, "docs"),
        ({"docs/\udcff.pdf": "%PDF"}, "its name is no text"),
        ({"school.yml": None}, "school.yml:1: error [school-missing]"),
        ({"school.yml": "a: [\n"}, "school.yml"),
        ({"school.yml": b""}, "error ["),
        (
            {"school.yml": replaced("default_language: en", "default_language: fr")},
            "[school-value]",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_set_up_says_so_plainly(
    tmp_path: Path, changes: dict[str, Change], said: str
) -> None:
    folder = forks.copy(tmp_path)
    change(folder, changes)
    done = build(folder, MKDOCS)
    assert done.status != 0
    assert said in done.output
    assert "Traceback" not in done.output
    assert not done.site.exists()


def test_without_the_i18n_plugin_it_says_which_one_is_missing(tmp_path: Path) -> None:
    def without_i18n(text: str) -> str:
        return re.sub(r"  - i18n:\n(    .*\n|      .*\n)+", "", text)

    folder = forks.copy(tmp_path)
    change(folder, {"mkdocs.yml": without_i18n})
    done = build(folder, MKDOCS)
    assert done.status == 1
    assert "mkdocs.yml must list the plugin i18n" in done.output
    assert "Traceback" not in done.output


# What holds from one build to the next


def test_two_builds_give_the_same_bytes(good: Built) -> None:
    before = hashes(good.site)
    assert build(good.folder).status == 0
    after = hashes(good.site)
    assert after.keys() == before.keys()
    assert [path for path in after if after[path] != before[path] and path[-3:] != ".gz"] == []


def test_what_is_gone_from_the_text_is_gone_from_the_site(tmp_path: Path) -> None:
    folder = forks.copy(tmp_path)
    ids = folder / "ids.csv"
    before = ids.read_bytes() if ids.exists() else None
    change(folder, small_policy("ZZ", [("The title", "Y teitl")]))
    agree(folder)
    first = build(folder)
    assert first.status == 0, first.output
    assert (first.site / "c/ZZ-001/index.html").exists()
    change(folder, {"docs/en/policies/small-zz.md": None, "docs/cy/policies/small-zz.md": None})
    change(folder, {"ids.csv": before})  # as if nobody had published it
    done = build(folder)
    assert done.status == 0, done.output
    assert not (first.site / "c/ZZ-001").exists()


def retire(text: str) -> str:
    """Retire GC-011 and GC-012: the one replaced, the other not."""
    entries = "retired:\n  GC-011: {on: 2026-09-15, use: GC-010}\n  GC-012: {on: 2026-10-01}\n"
    text = re.sub(r"  GC-01[12]: .*\n", "", text)
    text = without("GC-012")(without("GC-011")(text))
    return text.replace("---\n## ", f"{entries}---\n## ", 1) if "audience:" in text else text


def with_retired(folder: Path) -> Path:
    """Copy the project, retire two clauses and let others cite another one in their place."""
    lean(folder, {f"docs/{language}/{GOVERNORS}": retire for language in ("en", "cy")})
    for file in folder.glob("docs/*/*/*.md"):
        old = file.read_text(encoding="utf-8")
        if not file.match(GOVERNORS) and (new := re.sub("GC-01[12]", "GC-010", old)) != old:
            file.write_text(new, encoding="utf-8", newline="")
    agree(folder)
    return folder


@pytest.fixture(scope="module")
def retired(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The shipped site after two clauses have been retired."""
    done = build(with_retired(tmp_path_factory.mktemp("retired")))
    assert done.status == 0, done.output
    return done


def test_a_retired_clause_says_what_replaced_it(retired: Built) -> None:
    page = retired.pages["c/GC-011/"]
    assert words(page.one("h1").text()) == "GC-011: This clause has been retired"
    text = words(page.one("main").text())
    assert "It was part of “Social media code for governors” until 15 September 2026." in text
    link = page.one("main p a:not([hreflang])")
    title = retired.project.register.clauses["GC-010"].title("en")
    assert words(link.text()) == f"GC-010 {title}"
    assert retired.internal(page, "main p a:not([hreflang])") == [
        ("policies/governors-code/", "GC-010")
    ]
    welsh = retired.pages["cy/c/GC-011/"]
    assert "tan 15 Medi 2026" in words(welsh.one("main").text())
    assert retired.internal(welsh, "a[hreflang]") == [("c/GC-011/", "")]
    assert not page.all("meta[http-equiv=refresh]")
    assert templates.META in page.html


def test_a_retired_clause_that_nothing_replaced_leads_to_the_policy(retired: Built) -> None:
    for root, address in (
        ("", "policies/governors-code/"),
        ("cy/", "cy/polisiau/cod-llywodraethwyr/"),
    ):
        page = retired.pages[f"{root}c/GC-012/"]
        assert retired.internal(page, "main p a:not([hreflang])") == [(address, "")]


def test_retired_clauses_stand_nowhere_else(retired: Built) -> None:
    assert broken_links(retired) == []
    assert [path for path in retired.files if "GC-012" in path] == [
        path for path in retired.files if path.endswith("c/GC-012/index.html")
    ]
    data = json.loads(retired.text("clauses.json"))
    assert [row for row in data["retired"] if row["id"] in ("GC-011", "GC-012")] == [
        {"id": "GC-011", "on": "2026-09-15", "use": "GC-010"},
        {"id": "GC-012", "on": "2026-10-01", "use": ""},
    ]
    for page in retired.pages.values():
        named = page.is_lasting or page.all("#gone ~ .gone #GC-011")
        assert named or "GC-011" not in page.html, page.path


@pytest.mark.parametrize("name", ["staff", "parents", "governors"])
def test_a_retired_clause_in_an_edition(retired: Built, name: str) -> None:
    """It is there when what replaced it is, or it is left out; the build proves either."""
    done = build(with_retired(retired.folder.with_name(f"retired-{name}")), POLISI_EDITION=name)
    assert done.status == 0, done.output
    assert ("c/GC-011/" in done.pages) is (name == "governors")


def test_a_clause_replaced_by_one_of_another_policy(tmp_path: Path) -> None:
    """The retired one's policy may not be in the edition at all."""
    old = small_policy("ZZ", [("Old rule", "Hen reol"), ("Other rule", "Rheol arall")], "staff")

    def with_another(text: str) -> str:
        return text.replace("---\n##", "retired:\n  ZZ-009: {on: 2026-01-02, use: SM-002}\n---\n##")

    folder = forks.copy(tmp_path)
    change(folder, old)
    change(folder, {"docs/en/policies/small-zz.md": with_another})
    agree(folder)
    for name in ("intranet", "parents"):
        done = build(folder, POLISI_EDITION=name)
        assert done.status == 0, done.output
        assert "Small policy ZZ" not in done.text("clauses.json") or name == "intranet"
    assert broken_links(done) == []


def test_a_move_keeps_the_lasting_address(good: Built, tmp_path: Path) -> None:
    """A clause moves to another section, and its policy to another file and address."""

    def to_the_end(text: str) -> str:
        start = re.search(r"^### [^\n]*\{#GC-001\}.*?(?=^#)", text, re.M | re.S)
        assert start
        return text.replace(start[0], "") + "\n" + start[0]

    folder = lean(tmp_path)
    for language in ("en", "cy"):
        text = (folder / f"docs/{language}/{GOVERNORS}").read_text(encoding="utf-8")
        text = to_the_end(text).replace("slug: cod-llywodraethwyr", "slug: cod-newydd")
        moved = f"docs/{language}/policies/code.md"
        change(folder, {f"docs/{language}/{GOVERNORS}": None, moved: text})
    done = build(folder)
    assert done.status == 0, done.output
    assert {path for path in good.files if "/c/" in f"/{path}"} == {
        path for path in done.files if "/c/" in f"/{path}"
    }
    for root, address in (("", "policies/code/"), ("cy/", "cy/polisiau/cod-newydd/")):
        links = done.internal(done.pages[f"{root}c/GC-001/"], "main a:not([hreflang])")
        assert links == [(address, "GC-001")]
        assert done.pages[address].ids.index("GC-001") > done.pages[address].ids.index("GC-010")
    assert broken_links(done) == []


# What schools do


def test_a_fork_with_many_policies_has_a_short_sidebar(tmp_path: Path) -> None:
    changes: dict[str, Change] = {}
    for number in range(32):
        code = f"Z{chr(65 + number // 26)}{chr(65 + number % 26)}"
        changes |= small_policy(code, [(f"Rule {code}", f"Rheol {code}")])
    folder = forks.copy(tmp_path)
    change(folder, changes)
    agree(folder)
    done = build(folder)
    assert done.status == 0, done.output
    policies = done.project.register.policies
    assert len(policies) > 32
    for address in ("", "cy/polisiau/", "policies/small-zaa/"):
        links = done.internal(done.pages[address], ".menu a")
        assert len(links) == 10
        assert not any("small-" in link or "polisi-bach" in link for link, _ in links)
    assert len(done.internal(done.pages["policies/"], "tbody a")) == len(policies)
    assert broken_links(done) == []


AWKWARD = """Ysgol "A&B" <i>'C'</i> {x} *y* _z_ [w](v) `u` 100% $&"""


def without_examples(text: str) -> str:
    """Return ``school.yml`` with nothing left in it of the school that comes with the template."""
    text = re.sub(r"^ *#.*\n", "", text, flags=re.M)
    text = re.sub(r"01632 960 \d{3}", "01248 555 001", text)
    text = re.sub(r"Example (?=[A-Z])|(?<=[a-z]) Enghraifft", "", text)
    return text.replace("example.com", "aber.cymru")


def test_a_school_may_be_called_anything(tmp_path: Path) -> None:
    name = AWKWARD.replace("'", "''")
    changes: dict[str, Change] = {
        "school.yml": lambda text: without_examples(text).replace("en: School", f"en: '{name}'"),
        f"docs/en/{GOVERNORS}": replaced(
            "title: Social media code for governors", 'title: "Code of {{ school.name }}"'
        ),
        f"docs/cy/{GOVERNORS}": lambda text: re.sub(
            r"^title: .*", 'title: "Cod {{ school.name }}"', text, count=1, flags=re.M
        ),
    }
    folder = lean(tmp_path, changes)
    agree(folder)
    done = build(folder)
    assert done.status == 0, done.output
    for page in done.pages.values():
        assert not page.all("i"), page.path
        assert "{{" not in page.html
    assert words(done.pages[""].one("head > title").text()) == f"{AWKWARD}: policies"
    policy = done.pages["policies/governors-code/"]
    assert words(policy.one("h1").text()) == f"Code of {AWKWARD}"
    text = words(policy.one('section[data-clause="GC-001"]').text())
    assert f"all the governors of {AWKWARD}, however" in text
    data = json.loads(done.text("clauses.json"))
    [clause] = [each for each in data["clauses"] if each["id"] == "GC-001"]
    assert f"governors of {AWKWARD}, however" in clause["texts"]["en"]["text"]
    assert f"Code of {AWKWARD}" in [each["titles"]["en"] for each in data["policies"]]
    assert AWKWARD in words(done.pages["about/"].one(".content").text())
    assert broken_links(done) == []


def test_a_page_without_site_url_says_no_addresses(tmp_path: Path) -> None:
    done = forks.built(tmp_path)
    for page in done.pages.values():
        assert not page.all("link[rel=canonical]"), page.path
        assert "http-equiv" not in page.html or "url=http" not in page.html
    for clause in json.loads(done.text("clauses.json"))["clauses"]:
        assert clause["texts"]["cy"]["lasting"] == f"cy/c/{clause['id']}/"


def test_a_site_below_a_folder(tmp_path: Path) -> None:
    address = f"{SITE_URL}polisiau/ysgol/"
    done = forks.built(tmp_path, POLISI_SITE_ADDRESS=address)
    page = done.pages["cy/rhieni/"]
    assert page.one("link[rel=canonical]").attributes["href"] == f"{address}cy/rhieni/"
    for link in done.pages["404.html"].links:
        if link.startswith(("#", "tel:", "mailto:")):
            continue
        assert link.startswith("/polisiau/ysgol/")


def test_pictures_and_files_go_where_clauses_link_to_them(tmp_path: Path) -> None:
    changes: dict[str, Change] = {
        "docs/en/policies/form.pdf": b"%PDF-1.4 english",
        "docs/cy/policies/form.pdf": b"%PDF-1.4 cymraeg",
        "docs/en/policies/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "docs/cy/policies/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg" id="c"/>',
    }
    for language, words_ in (("en", "The form"), ("cy", "Y ffurflen")):
        changes[f"docs/{language}/{GOVERNORS}"] = lambda text, said=words_: re.sub(  # type: ignore[misc]
            r"(\{#GC-005\}\n\n)", rf"\1[{said}](form.pdf). ![{said}](plan.svg)\n\n", text
        )
    folder = lean(tmp_path, changes)
    agree(folder)
    done = build(folder)
    assert done.status == 0, done.output
    assert broken_links(done) == []
    for language, content in (("en", "english"), ("cy", "cymraeg")):
        root = "" if language == "en" else "cy/"
        slug = "governors-code" if language == "en" else "cod-llywodraethwyr"
        view = "parents" if language == "en" else "rhieni"
        for address in (f"{root}{view}/{slug}/",):
            page = done.pages[address]
            [link] = done.internal(page, '.clause__text a[href$="form.pdf"]')
            assert content in (done.site / link[0]).read_text(encoding="utf-8")


def test_links_between_policies_are_links_between_pages(tmp_path: Path) -> None:
    changes: dict[str, Change] = {}
    for language, said in (("en", "Talk to "), ("cy", "Siaradwch â ")):
        links = f"[x](governors-code.md#GC-002) [y](governors-code.md?q=1) [z](#PC-001) {said}"
        changes[f"docs/{language}/policies/parents-code.md"] = replaced(said, links)
    folder = lean(tmp_path, changes)
    agree(folder)
    done = build(folder)
    assert done.status == 0, done.output
    assert broken_links(done) == []
    others = ".ref, [href^=http], [href^=tel], [href^=mailto]"
    links = f".clause[data-clause=PC-002] .clause__text a:not({others})"
    found = done.internal(done.pages["policies/parents-code/"], links)
    assert found[:2] == [("policies/governors-code/", "GC-002"), ("policies/governors-code/", "")]


@pytest.mark.parametrize("generator", ["", MKDOCS])
def test_another_folder_for_the_site(tmp_path: Path, generator: str) -> None:
    folder = forks.copy(tmp_path / "project")
    change(folder, {"mkdocs.yml": replaced("site_dir: site", "site_dir: ../out.v1")})
    done = build(folder, generator)
    assert done.status == 0, done.output
    assert (tmp_path / "out.v1/index.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.v1", "project"]


def test_gh_deploy_publishes_the_whole_site(good: Built, tmp_path: Path) -> None:
    """MkDocs' own way to GitHub Pages: the branch holds what a build writes."""
    folder = lean(tmp_path / "project")

    def run(*command: str) -> str:
        return subprocess.run(
            command, cwd=folder, env={**environment(), **GIT}, check=True, text=True,
            capture_output=True,
        ).stdout  # fmt: skip

    run("git", "init", "--quiet", "--bare", str(tmp_path / "remote.git"))
    run("git", "init", "--quiet")
    run("git", "add", ".")
    run("git", "commit", "--quiet", "--message", "All")
    run("git", "remote", "add", "origin", str(tmp_path / "remote.git"))
    run(sys.executable, "-m", "mkdocs", "gh-deploy", "--quiet")
    listed = run("git", "ls-tree", "-r", "--name-only", "gh-pages").split("\n")
    assert set(filter(None, listed)) - {".nojekyll"} == set(good.files)


GIT = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com",
    "GIT_CONFIG_GLOBAL": "/dev/null",
}


def test_properdocs_builds_the_same_site(good: Built, tmp_path: Path) -> None:
    other = build(lean(tmp_path), generator="properdocs")
    assert other.status == 0, other.output
    assert other.files == good.files

    def text(page: str) -> str:
        tree = LexborHTMLParser(page)
        assert tree.body
        return words(tree.body.text())

    for address, page in good.pages.items():
        assert text(page.html) == text(other.pages[address].html), address
    same = [path for path in good.files if path.endswith((".json", ".csv", ".xml"))]
    assert len(same) == 4 + 2 * 3  # feeds of three audiences in both languages
    for path in same:
        assert good.text(path) == other.text(path), path


def test_properdocs_stops_at_a_problem_too(tmp_path: Path) -> None:
    done = build(lean(tmp_path, {f"docs/cy/{STAFF}": without("SM-014")}), generator="properdocs")
    assert done.status == 1
    assert "[clause-missing-cy] SM-014" in done.output
    assert "Traceback" not in done.output
    assert not done.site.exists()


# What is left out, and what stays


def both_languages(path: str, old: str, english: str, welsh: str) -> dict[str, Change]:
    """Change the same place of a page's two files."""
    return {
        f"docs/en/{path}": replaced(old, english),
        f"docs/cy/{path}": replaced(old, welsh),
    }


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A parents' edition of a project in which much is hidden, odd and linked to."""
    picture = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    english = (
        "{#PC-001}\n\n!!! drafting\n    Say what your school does.\n\n    And more.\n\n"
        "See [the words](small-zz.md#ZZ-001) and [others](staff-social-media.md#SM-013), and "
        "`{{ contact.website }}`."
    )
    welsh = (
        "{#PC-001}\n\n!!! drafting\n    Dywedwch beth mae eich ysgol yn ei wneud.\n\n    A mwy.\n\n"
        "Gweler [y geiriau](small-zz.md#ZZ-001) a [rhai eraill](staff-social-media.md#SM-013), a "
        "`{{ contact.website }}`."
    )
    link = "\n\n[Hidden words](policies/small-zz.md#ZZ-001)\n"
    hidden = small_policy("ZZ", [("Search", "Chwilio"), ("Consent", "Cydsyniad")])
    folder = lean(
        tmp_path_factory.mktemp("odd"),
        {
            **hidden,
            **both_languages("policies/parents-code.md", "{#PC-001}", english, welsh),
            "docs/assets/plan.svg": picture,
            "docs/en/about.md": lambda text: text + link,
            "docs/cy/about.md": lambda text: text + link.replace("Hidden words", "Geiriau cudd"),
            "school.yml": replaced(
                "website: https://example.com/", "website: https://example.com/a_b#c"
            ),
        },
    )
    picture_link = "\n\n![Plan](../../assets/plan.svg?v=2)\n\nThe school keeps"
    change(
        folder,
        {
            "docs/en/policies/small-zz.md": replaced("\n\nThe school keeps", picture_link),
            "docs/cy/policies/small-zz.md": replaced(
                "\n\nMae'r ysgol", "\n\n![Cynllun](../../assets/plan.svg?v=2)\n\nMae'r ysgol"
            ),
        },
    )
    agree(folder)
    done = build(folder, POLISI_EDITION="parents")
    assert done.status == 0, done.output
    return done


def test_drafting_notes_are_not_built(odd: Built) -> None:
    for path in odd.files:
        if path.endswith((".html", ".json", ".csv")):
            text = odd.text(path)
            assert "what your school does" not in text, path
            assert "drafting" not in text, path
    assert "And more" not in odd.pages["policies/parents-code/"].html


def test_links_to_hidden_clauses_are_words(odd: Built) -> None:
    for address in ("policies/parents-code/", "cy/rhieni/cod-rhieni-gofalwyr/"):
        text = odd.pages[address].html
        assert "ZZ-001" not in text
        assert "#SM-013" not in text
    assert "the words" in odd.pages["policies/parents-code/"].html
    assert "Hidden words" in odd.pages["about/"].html
    assert not broken_links(odd)


def test_a_file_that_only_hidden_clauses_show_is_left_out(odd: Built) -> None:
    assert "assets/plan.svg" not in odd.files


def test_values_in_code_show_as_they_are(odd: Built) -> None:
    assert "<code>https://example.com/a_b#c</code>" in odd.pages["policies/parents-code/"].html


def test_one_audience_is_offered_no_other_version(odd: Built) -> None:
    assert not odd.pages["policies/parents-code/"].all(".versions")


def test_a_section_that_holds_sections_stays(tmp_path: Path) -> None:
    path = "policies/governors-code.md"
    done = lean(
        tmp_path,
        {
            f"docs/en/{path}": lambda text: text.replace(
                "## About this code {#about-this-code}",
                "## Part one {#part}\n\n### About this code {#about-this-code}",
            ).replace("### Who this code covers", "#### Who this code covers"),
            f"docs/cy/{path}": lambda text: re.sub(
                r"## ([^\n]*) \{#about-this-code\}\n\n### ",
                r"## Rhan un {#part}\n\n### \1 {#about-this-code}\n\n#### ",
                text,
            ),
        },
    )
    agree(done)
    page = build(done).pages["policies/governors-code/"]
    assert next(node.attributes["id"] for node in page.all("h2[id]")) == "part"
    assert [node.tag for node in page.all("#about-this-code, #GC-001")] == ["h3", "h4"]


def test_a_site_that_cannot_be_replaced_stays(good: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, when a file of it is open."""
    before = hashes(good.site)
    block = (
        "import pathlib\nfrom polisi.publish import folder\nreal = pathlib.Path.rename\n"
        "refused = []\n"
        "def rename(self, target):\n"
        "    if target.name == 'site' and not refused:\n"
        "        refused.append(target)\n"
        "        raise PermissionError(13, 'in use')\n"
        "    return real(self, target)\n"
        "pathlib.Path.rename = rename\n"
        "folder._swap = lambda one, other: False\n"
    )
    hook = "hooks/main.py"
    output = fails(good, {hook: lambda text: text + "\n" + block}, MKDOCS)
    assert "could not take the place" in output and "in use" in output
    assert "Traceback" not in output
    assert hashes(good.site) == before
