"""The school's values, put into texts that were read without them."""

from __future__ import annotations

from html import unescape
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from polisi.pages.html.values import Values
from polisi.school.school import School
from polisi.text import reading

Language = Literal["en", "cy"]


class Stub(School):
    """A school whose values are given."""

    def __init__(self, **values: str) -> None:
        super().__init__()
        object.__setattr__(self, "given", values)

    def value(self, name: str, language: object) -> str | None:
        return self.given.get(name.replace(".", "_"))  # type: ignore[attr-defined,no-any-return]


def html(text: str, language: Language = "en", **values: str) -> str:
    return Values(Stub(**values), language).in_html(reading.read(text, language).html)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At {{ school.name }}.", "<p>At A &lt;b&gt; &amp; C.</p>"),
        ("`{{ school.name }}`", "<p><code>A &lt;b&gt; &amp; C</code></p>"),
        ("*{{ school.name }}*", "<p><em>A &lt;b&gt; &amp; C</em></p>"),
        (
            "[{{ school.name }}](https://a.b)",
            '<p><a href="https://a.b">A &lt;b&gt; &amp; C</a></p>',
        ),
        ("{{ school.nothing }}", "<p>{{ school.nothing }}</p>"),
    ],
)
def test_a_value_shows_as_it_is(text: str, expected: str) -> None:
    assert html(text, school_name="A <b> & C") == expected


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("<{{ contact.email }}>", "mailto:a@b.cc"),
        ("[x](mailto:{{ contact.email }})", "mailto:a@b.cc"),
        ("[x]({{ contact.site }})", "https://b.cc/?a=1&b=2"),
        ("[x]({{ contact.bad }})", "#"),
    ],
)
def test_a_value_as_an_address(text: str, href: str) -> None:
    made = html(text, contact_email="a@b.cc", contact_site="https://b.cc/?a=1&b=2",
                contact_bad="javascript:alert(1)")  # fmt: skip
    (link,) = LexborHTMLParser(made).css("a")
    assert link.attributes["href"] == href


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ewch i {{ roles.x | y }}.", "<p>Ewch i'r pennaeth.</p>"),
        ("Ewch i **{{ roles.x | y }}**.", "<p>Ewch i<strong>'r pennaeth</strong>.</p>"),
        ("{{ roles.x | y }}", "<p>y pennaeth</p>"),
        ("yn {{ roles.x | yn }}", "<p>ym mhennaeth</p>"),
        ("staff a\n{{ roles.x | a }}", "<p>staff a\nphennaeth</p>"),
        ("un a\n\n{{ roles.x | a }}", "<p>un a</p>\n<p>a phennaeth</p>"),
        ("| i {{ roles.x | y }} | b |\n|---|---|", None),
    ],
)
def test_a_filter_puts_the_word_before_it_right(text: str, expected: str | None) -> None:
    made = html(text, "cy", roles_x="pennaeth")
    assert made == expected if expected else "<th>i'r pennaeth</th>" in made


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_whatever_the_value_it_shows_as_it_is(value: str) -> None:
    made = html("Name {{ school.name }} end", school_name=value)
    assert unescape(made) == f"<p>Name {value} end</p>"
