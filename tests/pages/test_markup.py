"""Markdown of a clause to HTML: marks left open, nothing that runs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from polisi.markup.marks import CLOSE, LINK_MARK, NOTE_MARK, OPEN, TERM_MARK, mark
from polisi.pages.content import reference
from polisi.pages.html.fragments import Fragment
from polisi.text import reading

REF = mark("ref", "SM-001")
TITLE = mark("title", "SM-001")


def filled(text: str) -> str:
    """Close the marks of links, of notes and of terms; keep those of references."""
    said = {LINK_MARK: "to/{}", NOTE_MARK: "Nodyn"}

    def resolve(kind: str, value: str) -> str | None:
        return reference.word(value) if kind == TERM_MARK else said.get(kind, mark(kind, value))

    return Fragment.of(text).fill(lambda kind, value: str(resolve(kind, value)).format(value))


def render(text: str) -> str:
    return filled(reading.read(text, "en").html)


def plain(text: str) -> str:
    return filled(reading.read(text, "en").plain)


# Fragments


def test_a_fragment_without_marks_is_its_text() -> None:
    fragment = Fragment.of("<p>a</p>")
    assert fragment.fill(lambda kind, value: "never") == "<p>a</p>"
    assert fragment.settle(lambda kind, value: "never") == fragment


def test_a_fragment_is_filled_mark_by_mark() -> None:
    fragment = Fragment.of(f"{mark('a', '1')} and {mark('b', '2')}{mark('a', '')}")
    assert fragment.fill(lambda kind, value: f"<{kind}{value}>") == "<a1> and <b2><a>"


def test_what_is_settled_is_not_asked_for_again() -> None:
    fragment = Fragment.of("0" + mark("a", "1") + "2" + mark("b", "3") + "4" + mark("a", "5"))
    settled = fragment.settle(lambda kind, value: value if kind == "a" else None)
    assert settled.parts == ("012", "b", "3", "45")
    assert settled.fill(lambda kind, value: f"[{kind}{value}]") == "012[b3]45"


@given(st.lists(st.sampled_from(["x", "<b>", "\n", mark("a", "1"), mark("b", "2"), ""])))
def test_settling_first_changes_nothing(parts: list[str]) -> None:
    fragment = Fragment.of("".join(parts))

    def resolve(kind: str, value: str) -> str:
        return f"({kind}{value})"

    for kept in ("a", "b", "ab", ""):
        settled = fragment.settle(
            lambda kind, value, kept=kept: None if kind in kept else resolve(kind, value)  # type: ignore[misc]
        )
        assert settled.fill(resolve) == fragment.fill(resolve)


# References


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("See [SM-001].", f"<p>See {REF}.</p>"),
        ("**[SM-001]**", f"<p><strong>{REF}</strong></p>"),
        ("- [SM-001]\n- b", f"<ul>\n<li>{REF}</li>\n<li>b</li>\n</ul>"),
        ("`[SM-001]`", "<p><code>[SM-001]</code></p>"),
        ("    [SM-001]", "<pre><code>[SM-001]\n</code></pre>"),
        ("\\[SM-001]", "<p>[SM-001]</p>"),
        ("[SM-001](y.md)", '<p><a href="to/y.md">SM-001</a></p>'),
        ("[a [SM-001] b](y.md)", f'<p><a href="to/y.md">a {TITLE} b</a></p>'),
        ("![a [SM-001] b](y.png)", f'<p><img alt="a {TITLE} b" src="to/y.png" /></p>'),
        ('[x](y.md "[SM-001]")', f'<p><a href="to/y.md" title="{TITLE}">x</a></p>'),
        ("![SM-001]", "<p>![SM-001]</p>"),
        ("[sm-001] [SM-1] [TOOLONG-001]", "<p>[sm-001] [SM-1] [TOOLONG-001]</p>"),
    ],
)
def test_references(text: str, html: str) -> None:
    assert render(text) == html


def test_references_in_tables_and_notes() -> None:
    assert f"<td>{REF}</td>" in render("| a | b |\n|---|---|\n| [SM-001] | c |")
    note = render("!!! note\n    See [SM-001].")
    assert '<p class="admonition-title">Nodyn</p>' in note
    assert f"<p>See {REF}.</p>" in note
    assert "Own title" in render('!!! note "Own title"\n    Text.')


# Nothing that runs


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1) ",
        "<javascript:alert(1)>",
        "\x01javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "javascript&#58;alert(1)",
        "java&#10;script:alert(1)",
        "java&Tab;script:alert(1)",
        "&NewLine;javascript:alert(1)",
        "java\tscript:alert(1)",
        "javascript:[SM-001]",
        "vbscript:x",
        "data:text/html;base64,AAAA",
        "feed:javascript:x",
        "file:///etc/passwd",
        "http://[bad",
    ],
)
def test_unsafe_links_lead_nowhere(target: str) -> None:
    for text in (f"[x]({target})", f"![x]({target})", f'[x]({target} "t")'):
        for node in LexborHTMLParser(render(text)).css("a, img"):
            address = node.attributes.get("href") or node.attributes.get("src") or "to/"
            assert address.startswith("to/"), address


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("[x](https://a.b/?q=1&r=2#c)", "https://a.b/?q=1&r=2#c"),
        ("<https://a.b/>", "https://a.b/"),
        ("[x](mailto:a@b.cc)", "mailto:a@b.cc"),
        ("<a@b.cc>", "mailto:a@b.cc"),
        ("[x](tel:+441632960001)", "tel:+441632960001"),
        ("[x](other.md#part)", "to/other.md#part"),
        ("[x](#part)", "to/#part"),
    ],
)
def test_safe_links_stay(text: str, href: str) -> None:
    [link] = LexborHTMLParser(render(text)).css("a")
    assert link.attributes["href"] == href


def test_mail_addresses_are_written_plainly() -> None:
    """Python-Markdown hides them behind entities, which nobody can search for."""
    assert render("<a@b.cc>") == '<p><a href="mailto:a@b.cc">a@b.cc</a></p>'
    assert plain("Write to <a@b.cc>.") == "Write to a@b.cc."


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "text <b onclick=x>b</b>",
        "<div>\ntext\n</div>",
        "<img src=x onerror=alert(1)>",
        "<!-- comment -->",
        "<svg/onload=alert(1)>",
        "<iframe src='//x'></iframe>",
    ],
)
def test_raw_html_is_shown_as_text(text: str) -> None:
    tree = LexborHTMLParser(render(text))
    assert {node.tag for node in tree.css("body *")} == {"p"}
    assert tree.body is not None
    assert " ".join(tree.body.text().split()) == " ".join(text.split())


@pytest.mark.parametrize(
    "name", ["onclick", "onmouseover", "style", "srcdoc", "formaction", "ping"]
)
def test_attributes_that_run_code_are_dropped(name: str) -> None:
    for text in (f"a\n{{: {name}=x .cls }}", f"[x](y.md){{: {name}=x }}", f"*a*{{: {name}='x' }}"):
        assert name not in render(text).replace(f"{{: {name}", "")
    assert render("a\n{: .cls lang=fr }") == '<p class="cls" lang="fr">a</p>'


@given(st.text(alphabet="<>[](){}:#\"'&;=/ \njavscriptonlkSM-01!|*`\\", max_size=60))
def test_no_text_whatever_gives_something_that_runs(text: str) -> None:
    tree = LexborHTMLParser(render(text))
    for node in tree.css("body *"):
        assert node.tag not in {"script", "iframe", "svg", "object", "embed", "form", "style"}
        for name, value in node.attributes.items():
            assert not name.startswith("on")
            assert not re.match(r"\s*(javascript|data|vbscript):", value or "", re.I)


# Text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&lt;b&gt; &amp; &copy; AT&T", "<b> & © AT&T"),
        ("a&nbsp;b", "a\u00a0b"),
        ("A *b* `c`\n\n- d\n- e", "A b c\nd\ne"),  # items apart
        ("[x](y.md) ![alt](z.png)", "x"),
        ("See [SM-001].", f"See {REF}."),
        ("`<b>`", "<b>"),
        ("\\*a\\*", "*a*"),
    ],
)
def test_plain_text(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_marks_are_characters_that_no_keyboard_writes() -> None:
    assert {OPEN, CLOSE} == {"\ue000", "\ue001"}


def test_columns_are_aligned_by_classes_because_a_page_may_hold_no_styles() -> None:
    html = render("| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |")
    for side in ("left", "right", "center"):
        assert html.count(f'class="align-{side}"') == 2
    assert "style=" not in html
