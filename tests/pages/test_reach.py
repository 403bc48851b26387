"""Numbers to ring and addresses to write to, in any text, are links; other figures are not."""

from __future__ import annotations

import pytest

from polisi.pages.html.reach import linked


@pytest.mark.parametrize(
    ("html", "numbers"),
    [
        ("<p>If anyone is in danger, phone 999.</p>", ["999"]),
        ("<p>Ffoniwch 999 os oes rhywun mewn perygl. Fel arall, ffoniwch 101.</p>", ["999", "101"]),
        ("<td>Yr heddlu, 101</td>", ["101"]),
        ("<li>A threat: phone 999 if there is danger, 101 if not.</li>", ["999", "101"]),
        ("<p>Call 01632 960 001, or +44 1632 960 002.</p>", ["01632960001", "+441632960002"]),
        ("<p>Childline: 0800 1111</p>", ["08001111"]),
        ("<p>There are 101 learners. Phone the school.</p>", []),
        ("<p>Phone the school about the 101 learners.</p>", []),
        ("<p>Section 101 of the Act, 999 pages, £101, clause SM-101.</p>", []),
        ("<p>The police have 101.5 and 999% and /101/.</p>", []),
        ('<p>Phone <a href="tel:999">999</a> or <code>0800 1111</code>.</p>', ["999"]),
        ("<p>Version 2.0.0, 12 December 2026, 2026/41.</p>", []),
    ],
)
def test_a_number_to_ring_is_a_link(html: str, numbers: list[str]) -> None:
    made = linked(html)
    assert [each.partition('"')[0] for each in made.split('href="tel:')[1:]] == numbers
    assert made.count("<a ") == max(len(numbers), html.count("<a "))


def test_an_address_to_write_to_is_a_link() -> None:
    made = linked("<p>Write to office@example.com, or (a.b@c.ac.uk).</p>")
    assert made.count("mailto:") == 2 and 'href="mailto:a.b@c.ac.uk"' in made
    assert linked("<p>@name and a@ b</p>") == "<p>@name and a@ b</p>"


def test_what_an_attribute_says_stays() -> None:
    html = '<p><img alt="Phone 999" src="a.png"> <span aria-label="0800 1111"></span></p>'
    assert linked(html) == html
