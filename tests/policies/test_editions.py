"""Editions: what an audience may not see stands nowhere, and the proof of it can be trusted."""

from __future__ import annotations

import gzip
import html
import json
import re
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import projects
from leaks import proved, secret_clause
from links import broken_links, passing_on
from polisi import project
from polisi.facts.audiences import all_audiences
from polisi.markup.drafting import without_drafting
from polisi.model import Clause, Shown
from polisi.policies import editions, proof, secrets
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import table
from sites import (
    ROOT,
    Built,
    Change,
    agree,
    build,
    change,
    lean,
    replaced,
    shared,
    small_policy,
    words,
)

GOVERNORS, PARENTS, STAFF = (
    f"policies/{name}.md" for name in ("governors-code", "parents-code", "staff-social-media")
)
ID = r"[A-Za-z]{2}-[0-9]{3}"


# The built editions, searched by other means than the build's own


def name_of(edition: Built) -> str:
    return edition.environment["POLISI_EDITION"]


def hidden_clauses(edition: Built) -> list[Clause]:
    clauses = edition.project.shown.clauses.values()
    return [clause for clause in clauses if name_of(edition) not in clause.audiences]


def told(register: Shown, id_: str) -> tuple[str, ...]:
    """Return the audiences that know of a clause, which may have gone."""
    old = register.retired.get(id_)
    clause = register.clauses.get(old.use if old else id_)
    return clause.audiences if clause else ()


def flat(text: str) -> str:
    """Return a text as a plain run of small letters, digits and single spaces."""
    return " ".join(re.sub(r"[^\w]+", " ", text.lower()).split())


def searchable(edition: Built) -> Iterator[tuple[str, str, str]]:
    """Yield name, raw text and flat text of every file of a site, whatever its kind."""
    for path in edition.files:
        raw = (edition.site / path).read_bytes()
        if path.endswith(".gz"):
            raw = gzip.decompress(raw)
        text = raw.decode("utf-8", errors="replace")
        if path.endswith(".json"):
            text = json.dumps(json.loads(text), ensure_ascii=False).replace("\\n", " ")
        yield path, text, flat(html.unescape(re.sub(r"<[^>]*>", " ", text)))


def visible_text(edition: Built) -> str:
    """Return, flat, everything that the edition shows with good reason."""
    name, loaded = name_of(edition), edition.project
    parts = [phrase for both in table().values() for phrase in both.values()]
    for document in loaded.documents:
        if not document.is_policy:
            parts.append(loaded.school.fill(document.body, document.language))
    parts += re.findall(r": *(.+)", (edition.folder / "school.yml").read_text(encoding="utf-8"))
    for clause in loaded.shown.clauses.values():
        if name in clause.audiences:
            for language, passage in clause.texts.items():
                parts += [passage.title, loaded.school.fill(passage.body, language)]
    for policy in loaded.shown.policies.values():
        for change_ in policy.changes:
            ids = change_.clauses
            if not ids or any(name in told(loaded.shown, id_) for id_ in ids):
                parts += change_.texts.values()
        for section in policy.sections:
            if any(name in clause.audiences for clause in section.clauses):
                parts += section.titles.values()
    return " | ".join(flat(part) for part in parts)


def test_there_is_something_to_hide(edition: Built) -> None:
    assert hidden_clauses(edition)


def test_no_id_of_an_excluded_clause_is_in_any_file_or_name(edition: Built) -> None:
    hidden = {clause.id for clause in hidden_clauses(edition)}
    assert all(re.fullmatch(ID, id_) for id_ in hidden)
    for path, text, _ in searchable(edition):
        ids = {id_.upper() for id_ in re.findall(ID, f"{path}\n{text}")}
        assert not ids & hidden, path


def test_no_title_or_sentence_of_an_excluded_clause_is_in_any_file(edition: Built) -> None:
    visible = visible_text(edition)
    secrets = set()
    for clause in hidden_clauses(edition):
        for language, passage in clause.texts.items():
            body = edition.project.school.fill(passage.body, language)
            for sentence in [passage.title, *re.split(r"[.:;\n]", body)]:
                secret = flat(sentence)
                if secret.count(" ") >= 4 and secret not in visible:
                    secrets.add(secret)
    assert len(secrets) > 20
    for path, _, text in searchable(edition):
        assert [secret for secret in secrets if secret in text] == [], path


def test_an_edition_has_its_own_clauses_and_no_others(edition: Built) -> None:
    register = edition.project.shown
    shown = {c.id for c in register.clauses.values() if name_of(edition) in c.audiences}
    gone = {id_ for id_ in register.retired if name_of(edition) in told(register, id_)}
    variants = {id_ for id_, there in register.instead.items() if there in shown}
    data = json.loads(edition.text("clauses.json"))
    assert {row["id"] for row in data["clauses"]} == shown
    assert {
        path.split("/")[1] for path in edition.files if path.startswith("c/")
    } == shown | variants | gone
    assert {tuple(row["audiences"]) for row in data["clauses"]} == {(name_of(edition),)}


def test_an_edition_is_a_whole_site(edition: Built) -> None:
    assert broken_links(edition) == []
    passing = passing_on(edition)
    pages = [
        page for page in edition.pages.values() if page.address not in passing and not page.leads_on
    ]
    titles = [words(page.one("head > title").text()) for page in pages]
    assert len(titles) == len(set(titles))
    for page in edition.pages.values():
        page.one("h1")
    for name, word in (("staff", "staff"), ("governors", "llywodraethwyr"), ("parents", "rhieni")):
        mine = name == name_of(edition)
        assert (f"{name}/" in edition.pages) is mine
        assert (f"cy/{word}/" in edition.pages) is mine
    of_the_whole = {"rules/", "cy/rheolau/", "template/guide/", "cy/templed/canllaw/"}
    assert not of_the_whole & set(edition.pages)
    assert not any("/guide/" in f"/{path}" for path in edition.files)


def test_the_build_says_what_it_has_proved(edition: Built) -> None:
    register = edition.project.shown
    gone = [id_ for id_ in register.retired if name_of(edition) not in told(register, id_)]
    name = name_of(edition)
    away = [id_ for id_, audiences in register.away.items() if name not in audiences]
    hidden = len(hidden_clauses(edition)) + len(gone) + len(away)
    said = (
        f"Edition {name_of(edition)}: {len(edition.files)} files searched; "
        f"nothing of the clauses left out ({hidden}) was found."
    )
    assert said in edition.output


def test_where_nothing_is_hidden_it_has_looked_for_drafting_notes(shipped: Built) -> None:
    said = f"{len(shipped.files)} files searched: no drafting note was found in them."
    assert said in shipped.output


# Mini-sites


def test_a_reference_to_an_excluded_clause_is_shown_without_a_link(tmp_path: Path) -> None:
    *_, last_id = (c.id for c in project.load(ROOT).register.policies["PC"].clauses)
    changes: dict[str, Change] = {
        f"docs/en/{PARENTS}": lambda text: text.rstrip() + "\n\nSee also [SM-013].\n",
        f"docs/cy/{PARENTS}": lambda text: text.rstrip() + "\n\nGweler hefyd [SM-013].\n",
    }
    folder = lean(tmp_path, changes)
    agree(folder)
    done = build(folder, POLISI_EDITION="parents")
    assert done.status == 0, done.output
    assert f"[reference-hidden] {last_id}: " in done.output
    last = f'.clause[data-clause="{last_id}"] .clause__text > p:last-child'
    english = done.pages["policies/parents-code/"].one(last)
    assert words(english.text()) == "See also a clause that is not in this edition."
    assert english.css("a") == []
    welsh = done.pages["cy/polisiau/cod-rhieni-gofalwyr/"].one(last)
    assert words(welsh.text()) == "Gweler hefyd cymal nad yw yn yr argraffiad hwn."
    whole = build(folder)
    assert whole.status == 0, whole.output
    link = whole.pages["policies/parents-code/"].one(f"{last} a")
    assert str(link.attributes["href"]).endswith("policies/staff-social-media/#SM-013")


def test_a_policy_that_an_audience_cannot_see_at_all(tmp_path: Path) -> None:
    titles = [("Keys of the boiler room", "Allweddi ystafell y boeler")]
    changes = small_policy("ZQ", titles, "staff")
    folder = lean(tmp_path, changes)
    agree(folder)
    done = build(folder, POLISI_EDITION="parents")
    assert done.status == 0, done.output
    for path, text, plain in searchable(done):
        if path.endswith((".map", ".woff2", ".png", ".webp")):
            continue
        assert not re.search("ZQ|small-zq|polisi-bach-zq", text + path), path
        for secret in ("small policy", "polisi bach", "boiler room", "ystafell y boeler"):
            assert secret not in plain, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_of_excluded_clauses_are_left_out_with_them(tmp_path: Path, language: str) -> None:
    """A form that only a hidden clause links to is as secret as the clause."""
    changes: dict[str, Change] = {}
    for each, said in (("en", "Form"), ("cy", "Ffurflen")):
        changes[f"docs/{each}/policies/secret form.pdf"] = b"%PDF secret"
        changes[f"docs/{each}/policies/public.pdf"] = b"%PDF public"

        def link(id_: str, name: str, said: str = said) -> Callable[[str], str]:
            return lambda text: re.sub(
                rf"(\{{#{id_}\}}\n\n)", rf"\1[{said}]({name}). ", text
            )  # fmt: skip

        changes[f"docs/{each}/{STAFF}"] = link("SM-013", "secret%20form.pdf")
        changes[f"docs/{each}/{PARENTS}"] = link("PC-001", "public.pdf")
    folder = lean(tmp_path, changes)
    agree(folder)
    parents = build(folder, POLISI_EDITION="parents")
    assert parents.status == 0, parents.output
    assert not any("secret" in path for path in parents.files)
    assert sum("public.pdf" in path for path in parents.files) == 2
    staff = build(folder, POLISI_EDITION="staff")
    assert staff.status == 0, staff.output
    assert sum("secret form.pdf" in path for path in Built(folder, 0, "").files) == 2


# Cutting


@pytest.fixture(scope="module")
def whole() -> Shown:
    return project.load(ROOT).shown


def test_the_intranet_has_everything(whole: Shown) -> None:
    edition = editions.cut(whole, "intranet")
    assert edition.register.clauses == whole.clauses
    assert edition.register.instead == whole.instead
    assert not edition.hidden


def test_an_unknown_edition_is_an_error(whole: Shown) -> None:
    with pytest.raises(KeyError):
        editions.cut(whole, "pupils")


@pytest.mark.parametrize("name", all_audiences())
def test_a_cut_register_knows_nothing_else(whole: Shown, name: str) -> None:
    edition = editions.cut(whole, name)
    register = edition.register
    assert set(register.clauses) | edition.hidden >= set(whole.clauses)
    assert not set(register.clauses) & edition.hidden
    for clause in register.clauses.values():
        assert clause.audiences == (name,)
        assert set(clause.cites) | set(clause.see) <= set(register.clauses)
        assert set(register.cited_by.get(clause.id, ())) <= set(register.clauses)
        assert name in whole.clauses[clause.id].audiences
    for policy in register.policies.values():
        assert all(section.clauses for section in policy.sections)


# The proof


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", "<p>See SM-013.</p>"),
        ("a.html", '<p id="sm-013">x</p>'),
        ("a.html", '<a href="../c/SM-013/">x</a>'),
        ("a.html", '<a href="policies/#SM-013">x</a>'),
        ("a.html", '<span id="tip-SM-013_2">x</span>'),
        ("a.html", "<!-- Sm-013 -->"),
        ("a.json", '{"x": ["SM-013"]}'),
        ("a.json", '{"SM-013": 1}'),
        ("search/search_index.json", '{"docs":[{"location":"c/SM-013/"}]}'),
        ("a.csv", "id,x\r\nSM-013,y\r\n"),
        ("a.svg", '<svg><a href="#SM-013"/></svg>'),
        ("sitemap.xml", "<loc>https://x/c/SM-013/</loc>"),
        ("robots.txt", "Disallow: /c/SM-013/"),
        ("a.js", "const x='SM-013'"),
        ("a.css", "#SM-013{color:red}"),
        ("c/SM-013/index.html", "<p>x</p>"),
        ("img/sm-013.png", "x"),
        ("SM-013", "x"),
    ],
)
def test_a_planted_id_is_found(tmp_path: Path, path: str, text: str) -> None:
    change(tmp_path, {path: text})
    assert ("id", f"site/{path}", "SM-013") in proved(tmp_path)


TITLE = html.escape(secret_clause().texts["en"].title)
TEITL = html.escape(secret_clause().texts["cy"].title)


@pytest.mark.parametrize("title", [TITLE, TEITL, TITLE.upper()], ids=["en", "cy", "capitals"])
@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("a.html", "<p>x</p><h3>{}</h3>"),
        ("a.html", "\n<p>{}</p>\n"),
        ("a.html", "\n  {}\n"),
        ("a.html", '<a title="{}">x</a>'),
        ("a.html", '"odd <a title="{}">x</a>'),
        ("a.html", "<p><b>{}</b>.</p>"),
        ("a.json", '{{"title": "{}"}}'),
        ("a.csv", 'a,"{}",b\r\n'),
        ("a.csv", "{},b\r\n"),
        ("a.csv", "a,b,{}\r\n"),
        ("a.svg", "<svg><title>{}</title></svg>"),
    ],
)
def test_a_planted_title_is_found(tmp_path: Path, path: str, form: str, title: str) -> None:
    if path.endswith((".json", ".csv")):
        title = html.unescape(title)
    change(tmp_path, {path: form.format(title)})
    assert ("title", f"site/{path}", "SM-013") in proved(tmp_path)


@cache
def run_of(language: Language) -> list[str]:
    """Return six words in a row of the secret clause, which no clause for parents has."""
    shown = " | ".join(
        flat(clause.texts[language].body)
        for clause in project.load(ROOT).shown.clauses.values()
        if "parents" in clause.audiences
    )
    first = max(secret_clause().texts[language].body.split("\n"), key=len)
    words_ = re.findall(r"[^\W_]+", first)
    runs = (words_[start : start + 6] for start in range(len(words_) - 5))
    return next(run for run in runs if flat(" ".join(run)) not in shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "between", "around"),
    [
        ("a.html", " ", "<p>x {} y</p>"),
        ("a.html", "\n   ", "<p>{}</p>"),
        ("a.html", " <b>", "<p>{}</p>"),
        ("a.html", "</em> <span class='x'>", "<td><em>{}</span></td>"),
        ("a.html", "&nbsp;", "<p>{}</p>"),
        ("a.json", " ", '["x {} y"]'),
        ("a.json", "\\n", '["{}"]'),
        ("a.csv", " ", "a,{},b"),
        ("a.xml", " ", "<x>{}</x>"),
        ("a.txt", ", ", "{}"),
        ("a.js", " ", 'x="{}"'),
        ("sub/a.svg", "</text><text>", "<svg><text>{}</text></svg>"),
    ],
)
def test_six_planted_words_are_found(
    tmp_path: Path, language: Language, path: str, between: str, around: str
) -> None:
    change(tmp_path, {path: around.format(between.join(run_of(language)))})
    assert ("text", f"site/{path}", "SM-013") in proved(tmp_path)


@pytest.mark.parametrize("between", ["</td><td>", "</p>\n<p>", "</li><li>", "</a>, <a href='#x'>"])
def test_words_on_both_sides_of_an_edge_are_no_run(tmp_path: Path, between: str) -> None:
    """Cells, items and links in a row meet by chance; the words of each are still searched."""
    *five, last = run_of("en")
    text = f"<p><a>{' '.join(five)}{between}{last}</a></p>"
    change(tmp_path, {"a.html": text})
    assert proved(tmp_path) == []
    change(tmp_path, {"a.html": text.replace(last, " ".join([*five, last]))})
    assert ("text", "site/a.html", "SM-013") in proved(tmp_path)


def test_escaped_welsh_letters_are_read(tmp_path: Path) -> None:
    body = secret_clause().texts["cy"].body
    run = next(r for r in re.findall(r"(?:[^\W_]+[ ]){5}[^\W_]+", body) if not r.isascii())
    change(tmp_path, {"a.json": json.dumps([run])})
    assert "\\u" in (tmp_path / "a.json").read_text(encoding="utf-8")
    assert ("text", "site/a.json", "SM-013") in proved(tmp_path)
    entities = "".join(c if c.isascii() else f"&#{ord(c)};" for c in run)
    change(tmp_path, {"a.json": None, "a.html": f"<p>{entities}</p>"})
    assert ("text", "site/a.html", "SM-013") in proved(tmp_path)


def test_each_clause_is_reported_once_for_a_file(tmp_path: Path) -> None:
    change(tmp_path, {"a.html": "<p>SM-013 SM-013 sm-013 SM-012</p>"})
    assert sorted(proved(tmp_path)) == [
        ("id", "site/a.html", "SM-012"),
        ("id", "site/a.html", "SM-013"),
    ]


def test_what_an_audience_may_see_is_no_leak(tmp_path: Path) -> None:
    loaded = project.load(ROOT)
    fill = loaded.school.fill
    pages = [
        f"<h3>{html.escape(p.title)} {c.id}</h3>"
        f"<p>{html.escape(fill(without_drafting(p.body), language))}</p>"
        for c in loaded.shown.clauses.values()
        if "parents" in c.audiences
        for language, p in c.texts.items()
    ]
    change(tmp_path, {"a.html": "".join(pages), "b.html": "<p>XSM-013 SM-0134 ISO-013</p>"})
    assert proved(tmp_path) == []


def test_a_file_that_is_not_text_is_no_trouble(tmp_path: Path) -> None:
    change(tmp_path, {"a.png": b"\x89PNG\xff\x00", "a.html": b"<p>\xff</p>", "b.json": "{"})
    unclosed = f'SM-013,"{"x" * 200_000}'  # more than a cell holds
    change(tmp_path, {"c.csv": unclosed})
    assert proved(tmp_path) == [("id", "site/c.csv", "SM-013")]


def test_the_shipped_site_would_not_pass_as_an_edition(shipped: Built) -> None:
    found = proved(shipped.site)
    hidden = editions.cut(shipped.project.shown, "parents").hidden
    assert {id_ for what, _, id_ in found if what == "id"} == hidden
    assert {what for what, _, _ in found} == {"id", "title", "text"}


NOTES = {
    "en": "Ask the caretaker where the old boiler key hangs before you write this.",
    "cy": "Gofynnwch i'r gofalwr ble mae hen allwedd y boeler cyn ysgrifennu hwn.",
}
SHOWN = "These are the rules that you must follow with every picture"
NOTE = "!!! drafting\n    {}\n\n    {}\n"


def with_notes(root: Path) -> project.Project:
    """Load a project with a drafting note in a clause and one on a page; both repeat a text."""
    files = dict(projects.files())
    for path, language, end in (
        (projects.EN_SM, "en", "## Your account"),
        (projects.CY_SM, "cy", "## Eich cyfrif"),
    ):
        text = NOTE.format(NOTES[language], SHOWN)
        files[path] = str(files[path]).replace(end, f"{text}\n{end}")
    page = NOTE.format("On a page, too: nobody must read any of this.", "The end.")
    files[projects.EN_ABOUT] = projects.BASE[projects.EN_ABOUT] + f"\n{page}"
    return project.load(projects.write(root / "project", files))


@pytest.mark.parametrize("edition_name", ["intranet", "parents"])
@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("<p>Ask the caretaker where the <b>old</b> boiler key hangs.</p>", "SM-002"),
        ("<p>Gofynnwch i&#39;r gofalwr ble mae hen allwedd</p>", "SM-002"),
        ("<p>nobody must read any of this</p>", ""),
        (f"<p>{SHOWN}, and tell somebody.</p>", None),
        ("<p>Ask the caretaker where it is.</p>", None),
        ("<p>The end.</p>", None),
    ],
)
def test_a_drafting_note_is_found_in_any_edition(
    tmp_path: Path, edition_name: str, text: str, where: str | None
) -> None:
    loaded = with_notes(tmp_path)
    edition = editions.cut(loaded.shown, edition_name)
    pages = [document for document in loaded.documents if not document.is_policy]
    hidden = secrets.collect(loaded.register, edition, pages, loaded.school)
    change(tmp_path, {"site/a.html": text})
    found = [
        problem
        for problem in proof.prove(tmp_path / "site", edition, hidden, "site")
        if problem.code == "drafting-leak"
    ]
    assert [problem.clause for problem in found] == ([] if where is None else [where])
    for problem in found:
        assert problem.path == "site/a.html"
        assert "site/a.html gives away a drafting note: “" in problem.message("en")
        assert "Mae site/a.html yn datgelu nodyn drafftio: “" in problem.message("cy")


@pytest.mark.parametrize("forked", [True, False], ids=["two processes", "one process"])
def test_what_a_second_process_searches_is_told_in_the_order_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forked: bool
) -> None:
    monkeypatch.setattr(proof, "MANY", 1)
    monkeypatch.setattr(threading, "active_count", lambda: 1 if forked else 2)
    told = f"<p>{secret_clause().id}</p>"
    change(tmp_path, dict.fromkeys(["site/a.html", "site/cy/b.html", "site/d.html"], told))
    assert [path for _, path, _ in proved(tmp_path / "site")] == [
        "site/a.html",
        "site/cy/b.html",
        "site/d.html",
    ]


def test_a_drafting_note_that_gets_into_a_site_stops_the_build(tmp_path: Path) -> None:
    note = NOTE.format(NOTES["en"], "The end.")
    changes: dict[str, Change] = {
        "docs/en/about.md": lambda text: f"{text}\n{note}",
        "docs/cy/about.md": lambda text: f"{text}\n{NOTE.format(NOTES['cy'], 'Dyna ni.')}",
        "overrides/partials/footer.html": replaced("<footer", f"<p>{NOTES['en']}</p><footer"),
    }
    done = build(lean(tmp_path, changes))
    assert done.status == 1
    assert "[drafting-leak]" in done.output
    assert not done.site.exists()


@pytest.mark.parametrize("name", all_audiences())
def test_a_built_edition_passes(edition: Built, name: str) -> None:
    if name == name_of(edition):
        assert proved(edition.site, name) == []
    elif hidden_clauses(edition):
        assert proved(edition.site, name) != []


def test_messages_say_where_a_leak_is_and_what_to_do(tmp_path: Path) -> None:
    template = replaced("<footer", "<p>SM-013</p><footer")
    done = build(
        lean(tmp_path, {"overrides/partials/footer.html": template}), POLISI_EDITION="parents"
    )
    assert done.status == 1
    assert "The parents edition would show the number of SM-013: “SM-013”." in done.output
    assert not done.site.exists()


def test_pages_of_the_school_may_name_a_policy_that_is_not_there(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The titles in ``about.md`` are published by whoever wrote them there."""
    done = shared(tmp_path_factory, "governors", POLISI_EDITION="governors")
    assert "Online code for parents and carers" in done.text("about/index.html")
