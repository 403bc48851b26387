"""A template with a mistake in it: file, line and what is wrong, and never half a site."""

from __future__ import annotations

from pathlib import Path

import pytest

import forks
from polisi.publish.build import BuildError, build
from sites import Change, change, hashes, replaced

FOOT, CLAUSE = "overrides/partials/footer.html", "overrides/polisi/clause.html"
QUESTIONS, MAIN = "overrides/polisi/questions.html", "overrides/main.html"
MOVED, MAP = "overrides/polisi/moved.html", "overrides/sitemap.xml"


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
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, path: str, new: Change, said: str
) -> None:
    folder = forks.copy(tmp_path)
    build(folder, "en", lambda message: None)
    before = hashes(folder / "site")
    change(folder, {path: new})
    with pytest.raises(BuildError) as stopped:
        build(folder, "en", lambda message: None)
    message = str(stopped.value)
    assert "error [template-broken]" in message
    assert said in message
    assert "Fix: Compare this line" in message
    assert hashes(folder / "site") == before
