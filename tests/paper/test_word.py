"""Word files: real headings, lists, tables, fields and languages, read by a second program."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import docx
import pypandoc
import pytest

from polisi.paper import tree, word

HTML = """<html lang="cy"><head><title>Cod</title></head><body>
<h1>Cod</h1><h2 id="XW-001">Pennawd</h2><p>Geiriau <span lang="en">in English</span>.</p>
<ol><li>Un<ul><li>Yn ddyfnach</li></ul></li><li>Dau</li></ol><p>A:</p><ol><li>Un eto</li></ol>
<table><thead><tr><th>Enw</th><th>Oed</th></tr></thead><tbody><tr><td>A</td><td>9</td></tr></tbody>
</table><div class="field field--tick"><input type="checkbox" id="a"><label for="a">Ie</label></div>
<p><a href="https://example.com/">dolen</a></p></body></html>"""


@pytest.fixture(scope="module")
def data() -> bytes:
    root: Element = tree.ready(tree.parse(HTML), tree.Surroundings("", {}))
    return word.docx(root, True)[0]


def test_a_second_program_reads_what_was_written(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "cod.docx"
    file.write_bytes(data)
    blocks: list[dict[str, Any]] = json.loads(pypandoc.convert_file(str(file), "json"))["blocks"]
    assert [each["c"][0] for each in blocks if each["t"] == "Header"] == [1, 2]
    lists = [each["c"] for each in blocks if each["t"] == "OrderedList"]
    # A list goes on after one in it, and another list begins again.
    assert [each[0][0] for each in lists] == [1, 2, 1]
    assert sum(each["t"] == "Table" for each in blocks) == 1


def test_a_long_title_is_cut_only_where_the_file_speaks_of_itself() -> None:
    """A paper for a meeting on twenty policies has one; so may any policy."""
    title = "Polisi " * 60
    root = tree.ready(tree.parse(HTML.replace("Cod<", f"{title}<")), tree.Surroundings("", {}))
    made = docx.Document(io.BytesIO(word.docx(root, True)[0]))
    assert made.core_properties.title == f"{('Polisi ' * 60)[:254].rstrip()}…"
    assert made.paragraphs[0].text == title.strip()


def test_words_say_their_language_and_fields_what_goes_in(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        written = opened.read("word/document.xml").decode()
        styles = opened.read("word/styles.xml").decode()
    assert 'w:lang w:val="cy-GB"' in styles
    assert 'w:lang w:val="en-GB"' in written.partition("in English")[0]
    assert '<w:alias w:val="Ie"/>' in written and "w14:checkbox" in written
    assert "<w:tblHeader/>" in written
