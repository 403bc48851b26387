"""Scripts of pages: all in files, in the same places, so that a server may forbid any other."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some
from selectolax.lexbor import LexborHTMLParser

from polisi import scripts
from polisi.scripts import in_files
from sites import ROOT, Built, Page

PATTERN = re.compile(r"assets/inline\.[0-9a-f]{8}\.js")


def test_a_script_becomes_a_file_in_the_same_place() -> None:
    html, files = in_files("<p>a</p><script>one < two</script><p>b</p>", "../../")
    ((path, text),) = files.items()
    assert PATTERN.fullmatch(path)
    assert text == "one < two"
    assert html == f'<p>a</p><script src="../../{path}"></script><p>b</p>'


def test_scripts_of_one_text_are_one_file() -> None:
    _, first = in_files("<script>same</script>", "")
    _, second = in_files("<p><script>same</script><script>same</script>", "../")
    assert first == second


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>no script</p>",
        '<script type="application/json">{"a": 1}</script>',
        "<script type='text/template'><b></b></script>",
        '<script src="a.js"></script>',
        "<script SRC=a.js>\n</script>",
        "<script>  </script>",
        "<!-- <script>a</script> -->",
        "<title>a <script>b</script></title>",
        "<textarea rows=2><script>a</script></textarea>",
        "<style>a::after { content: '<script>b</script>' }</style>",
        """<p title="<script>a</script>">b</p>""",
        """<p title='"<script>a</script>'>b</p>""",
        "<scripted>a</scripted>",
        "<script>never closed",
        "1 < 2 <script",
        "<!-- never closed <script>a</script>",
        "<title>never closed <script>a</script>",
        '<b title="never closed> <script>a</script>',
    ],
)
def test_what_is_no_script_that_runs_stays_as_it_is(html: str) -> None:
    assert in_files(html, "../") == (html, {})


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<script>", "<script"),
        ("<SCRIPT >", "<script"),
        ("<script type=module>", '<script type="module"'),
        ("<script type='text/javascript'>", '<script type="text/javascript"'),
        ('<script id="__analytics">', '<script id="__analytics"'),
        ("<script defer async>", "<script"),  # in a page these two do nothing
        ('<script id="a>b">', '<script id="a&gt;b"'),
    ],
)
def test_what_a_script_keeps_of_its_attributes(tag: str, expected: str) -> None:
    html, files = in_files(f"{tag}x</script>", "")
    assert html == f'{expected} src="{next(iter(files))}"></script>'


pieces = some.sampled_from(
    "<p> </p> <b title=\" ' > <script> </script> <script src=x> <!-- --> <title> </title> "
    "<textarea> </textarea> text < & x=1 <script type=application/json>".split(" ")
)


@given(some.lists(pieces, max_size=12).map(" ".join))
def test_a_page_reads_the_same_and_keeps_no_script_that_a_browser_would_run(html: str) -> None:
    """As the parser of a browser sees it, whatever stands around the scripts."""
    found, files = in_files(html, "")
    before, after = LexborHTMLParser(html), LexborHTMLParser(found)
    in_page = [
        node.text()
        for node in before.css("script")
        if "src" not in node.attributes
        and node.attributes.get("type") != "application/json"
        and node.text().strip()
    ]
    assume(not any("<!--" in text for text in in_page))  # such a script ends where nobody expects
    assert set(files.values()) <= set(in_page)
    if html.count("<script") == html.count("</script>") and '"' not in html and "'" not in html:
        assert {node.tag for node in before.css("*")} == {node.tag for node in after.css("*")}


# The site


def left_in_page(page: Page) -> list[str]:
    """Return what a page would run though it stands in the page."""
    found = [
        node.text()
        for node in page.all("script:not([src])")
        if node.attributes.get("type", "") in ("", "module", "text/javascript")
    ]
    for node in page.all("*"):
        found += [name for name in node.attributes if name.startswith("on")]
        found += [
            value
            for value in node.attributes.values()
            if value and value.strip().lower().startswith("javascript:")
        ]
    return found


def test_no_page_has_a_script_in_it(site: Built) -> None:
    for page in site.pages.values():
        assert left_in_page(page) == [], page.path


def test_every_file_of_a_script_is_there_and_loaded_at_once(site: Built) -> None:
    loaded = set()
    for page in site.pages.values():
        for node in page.all('script[src*="/inline."], script[src^="assets/inline."]'):
            assert node.attributes.keys() <= {"src", "id"}, "it must run before what follows"
            address, _ = site.resolve(page, str(node.attributes["src"]))
            assert address in site.files, page.path
            loaded.add(address)
    assert loaded == {path for path in site.files if "/inline." in path}


def test_pages_state_the_policy_before_they_load_anything(site: Built) -> None:
    for page in site.pages.values():
        if page.is_full:
            head = page.html.partition("<link")[0]
            assert head.count(scripts.META) == 1, page.path
            assert "frame-ancestors" not in page.html, "browsers warn of it in a page"


def test_a_copy_for_a_folder_states_none(as_files: Built) -> None:
    """Browsers differ in whether a file is the same site as the file beside it."""
    for page in as_files.pages.values():
        assert "Content-Security-Policy" not in page.html
        assert left_in_page(page) == [], page.path


def test_make_share_builds_that_copy(tmp_path: Path, as_files: Built) -> None:
    line = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nshare:")[2].splitlines()[1]
    arguments = line.partition("$(GENERATOR) ")[2].replace("$(SHARE)", "").split()
    folder = str(tmp_path / "share")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mkdocs",
            *[folder if each == "share" else each for each in arguments],
        ],
        cwd=as_files.folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in Path(folder).rglob("*")
        if file.suffix == ".html"
    }
    assert made == {
        path: (as_files.site / path).read_bytes()
        for path in as_files.files
        if path.endswith(".html")
    }
    assert [each.name for each in tmp_path.iterdir()] == ["share"]
