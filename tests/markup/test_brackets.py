"""Links and images: the same that Python-Markdown finds, and no slower for many brackets."""

from __future__ import annotations

import time

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polisi.markup import brackets

TEXTS = [
    "[a](b)", "![a](b)", "[![a](b)](c)", "[a [b] c](d)", "[a] [b](c)", "]a[b](c)", "[a](b) [c](d",
    "[[a](b)", "\\[a](b)", "[a\\](b)", "`[a](b)`[c](d)", "![[a]](b)", "[a](<b c> 'd')", "[]()",
    "![a",
]  # fmt: skip


def rendered(text: str, ours: bool) -> str:
    reader = markdown.Markdown()
    for name in ("reference", "image_reference", "short_reference", "short_image_ref"):
        reader.inlinePatterns.deregister(name)  # no text of ours has links by reference
    if ours:
        brackets.register(reader)
    return reader.convert(text)


@pytest.mark.parametrize("text", TEXTS)
def test_links_and_images_are_those_of_markdown(text: str) -> None:
    assert rendered(text, ours=True) == rendered(text, ours=False)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.text(alphabet="[]()!a \\`<>*", max_size=30))
def test_whatever_is_typed(text: str) -> None:
    assert rendered(text, ours=True) == rendered(text, ours=False)


@pytest.mark.parametrize("text", ["[" * 10_000, "[" * 10_000 + "](x)", "![" * 10_000])
def test_many_brackets_take_a_moment(text: str) -> None:
    start = time.process_time()
    rendered(text, ours=True)
    assert time.process_time() - start < 3
