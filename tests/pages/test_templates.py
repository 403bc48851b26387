"""A template with a mistake in it: file, line and what is wrong, and never half a site."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

import forks
from polisi.pages.html.templates import Templates, compiled
from sites import ROOT, Change, build, change, hashes, replaced

FOOT, CLAUSE = "overrides/partials/footer.html", "overrides/polisi/clause.html"
QUESTIONS, MAIN = "overrides/polisi/questions.html", "overrides/main.html"
MOVED, MAP = "overrides/polisi/moved.html", "overrides/sitemap.xml"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fork with a good site, in which tests spoil a template and put it right."""
    return forks.built(tmp_path_factory.mktemp("good")).folder


@pytest.mark.parametrize(
    ("path", "new", "said"),
    [
        (FOOT, replaced("<div", "{% if %}\n<div"), f"{FOOT}:2: error [template-broken]"),
        (FOOT, replaced("</footer>", "{{ nothing }}</footer>"), "'nothing' is undefined"),
        (FOOT, replaced("</footer>", "{{ t('no.such') }}</footer>"), "no.such"),
        (FOOT, replaced("</footer>", "{{ email.x.y }}</footer>"), f"{FOOT}:"),
        (FOOT, replaced("</footer>", "{{ 'x' | meddal }}</footer>"), "meddal"),
        (CLAUSE, replaced("{{ body }}", "{{ body.text.here }}"), f"{CLAUSE}:"),
        (CLAUSE, b"\xff\xfe", f"{CLAUSE}:1:"),
        (QUESTIONS, None, "questions.html"),
        (MAIN, None, f"{MAIN}:1:"),
        (MAIN, replaced('{% include "partials/header.html" %}', '{% include "x.html" %}'),
         "x.html"),
        (MOVED, lambda text: text + "{% block x %}{% endblock %}{% block x %}{% endblock %}",
         f"{MOVED}:"),
        (MAP, replaced("{%- endfor %}\n\n</urlset>", "\n</urlset>"), f"{MAP}:"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(good: Path, path: str, new: Change, said: str) -> None:
    before, right = hashes(good / "site"), (good / path).read_bytes()
    change(good, {path: new})
    try:
        done = build(good)
    finally:
        (good / path).write_bytes(right)
    assert done.status == 1
    assert "error [template-broken]" in done.output
    assert said in done.output
    assert "Fix: Compare this line" in done.output
    assert hashes(good / "site") == before


def test_what_another_process_has_compiled_is_not_compiled_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    codes = compiled(ROOT)
    again: list[object] = []
    monkeypatch.setattr(Environment, "compile", lambda *compiling: again.append(compiling))
    assert Templates(ROOT).compile(codes) == codes
    assert len(codes) > 40
    assert again == []


def test_a_template_that_has_changed_since_is_compiled(tmp_path: Path) -> None:
    folder = forks.copy(tmp_path)
    codes = compiled(folder)
    change(folder, {FOOT: replaced("<div", "<p>Anew</p><div")})
    now = Templates(folder).compile(codes)
    (key,) = (key for key in codes if codes[key] != now[key])
    assert b"<p>Anew</p>" in now[key]
    assert codes.keys() == now.keys()
