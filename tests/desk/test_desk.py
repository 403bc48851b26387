"""The page of editing: who is let in, what it saves, and that nothing of anybody's is lost."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest

from polisi import project
from polisi.desk import door, showing
from polisi.desk.answering import Desk
from polisi.desk.door import Asked, Reply
from polisi.editing import trial
from projects import CY_GC, EN_GC, SCHOOL, files, problems, without_history, write

HOST = "127.0.0.1:8000"
CLAUSE = {
    "title.en": "Sharing a screen",
    "title.cy": "Rhannu sgrin",
    "text.en": "Close every private window before you share a screen.",
    "text.cy": "Caewch bob ffenestr breifat cyn i chi rannu sgrin.",
    "audience": ["governors"],
    "read": True,
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(write(tmp_path / "school", files()), "en")


def ask(desk: Desk, path: str, sent: object = None, **headers: str) -> Reply:
    given = {"host": HOST, door.KEY: desk.key, **headers}
    if sent is not None:
        given = {"origin": f"http://{HOST}", "content-type": "application/json", **given}
    given = {name.replace("_", "-"): value for name, value in given.items() if value}
    path, _, query = path.partition("?")
    method = "GET" if sent is None else "POST"
    body = b"" if sent is None else json.dumps(sent).encode()
    with without_history():
        return desk.answer(Asked(method, path, query, given, "127.0.0.1", body))


def said(reply: Reply) -> Any:
    return json.loads(reply.body)


def seen(desk: Desk, *paths: str) -> dict[str, str]:
    return {path: showing.digest(desk.root, path) for path in paths or (SCHOOL,)}


def send(desk: Desk, what: str, values: dict[str, Any]) -> Reply:
    return ask(desk, f"data/{what}", {"seen": seen(desk), **values})


@pytest.mark.parametrize("path", ["", "data/start", "page.js"])
@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example:8000"},
        {"host": "127.0.0.1.evil.example"},
        {"host": ""},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:8000"},
        {"sec_fetch_site": "cross-site"},
    ],
)
def test_no_other_site_is_let_in(desk: Desk, path: str, headers: dict[str, str]) -> None:
    reply = ask(desk, path, **headers)
    assert reply.status == 403
    assert b"Example" not in reply.body


@pytest.mark.parametrize("client", ["192.168.1.5", "2001:db8::1", "", "localhost.evil"])
def test_no_other_machine_is_let_in(desk: Desk, client: str) -> None:
    asked = Asked("GET", "data/start", "", {"host": HOST, door.KEY: desk.key}, client)
    assert desk.answer(asked).status == 403


@pytest.mark.parametrize("key", ["", "x", "é", "0" * 32])
def test_without_the_key_of_this_run_nothing_is_shown_or_saved(desk: Desk, key: str) -> None:
    before = (desk.root / SCHOOL).read_bytes()
    assert ask(desk, "data/start", **{door.KEY: key}).status == 403
    sent = {"seen": seen(desk), "values": {"school.name.en": "X"}}
    assert ask(desk, "data/school", sent, **{door.KEY: key}).status == 403
    assert (desk.root / SCHOOL).read_bytes() == before
    assert Desk(desk.root, "en").key != desk.key


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"origin": ""}, 403), ({"content_type": "text/plain"}, 415), ({}, 200)],
)
def test_what_is_saved_is_sent_by_the_page_itself(
    desk: Desk, headers: dict[str, str], status: int
) -> None:
    sent = {"seen": seen(desk), "values": {"school.name.en": "Caerau School"}}
    assert ask(desk, "data/school", sent, **headers).status == status


@pytest.mark.parametrize("path", ["page.html", "../school.yml", "page.js/x", "data/policy/ZZ", "x"])
def test_nothing_else_is_served(desk: Desk, path: str) -> None:
    assert ask(desk, path).status == 404


def test_a_server_that_speaks_wsgi_asks_the_same() -> None:
    environ = {
        "REQUEST_METHOD": "POST",
        "HTTP_HOST": HOST,
        "HTTP_X_POLISI_KEY": "k",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": "2",
        "QUERY_STRING": "cy",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(b"{}more"),
    }
    asked = door.asked_by(environ, "data/school")
    headers = {"host": HOST, door.KEY: "k", "content-type": "application/json"}
    assert asked == Asked("POST", "data/school", "cy", headers, "127.0.0.1", b"{}")
    too_long = {**environ, "CONTENT_LENGTH": str(door.MAX_BODY + 1)}
    assert door.asked_by(too_long, "data/school").body == b""


def test_the_school_is_shown_and_only_what_changed_is_written(desk: Desk) -> None:
    rows = {row["key"]: row for row in said(ask(desk, "data/school"))["fields"]}
    assert rows["school.name.cy"]["value"] == "Ysgol Enghraifft"
    old = f"# ours\n{files()[SCHOOL]!s}"
    (desk.root / SCHOOL).write_text(old, encoding="utf-8")
    values = {key: row["value"] for key, row in rows.items() if row["control"] != "choice"}
    values["roles.headteacher.cy"] = "prifathro"
    reply = send(desk, "school", {"values": values})
    assert reply.status == 200, said(reply)
    assert len(said(reply)["done"]) == 1
    new = (desk.root / SCHOOL).read_text(encoding="utf-8")
    assert new == old.replace("cy: pennaeth", "cy: prifathro")


def test_a_mistake_is_said_at_its_field_and_nothing_is_written(desk: Desk) -> None:
    before = (desk.root / SCHOOL).read_bytes()
    reply = send(desk, "school", {"values": {"contact.email": "nobody"}})
    assert reply.status == 422
    [problem] = said(reply)["problems"]
    assert problem["field"] == "contact.email"
    assert problem["fix"]
    assert (desk.root / SCHOOL).read_bytes() == before


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 199_990
"""As large as a badge may be, to within a byte or two."""


def badge(raw: bytes) -> dict[str, Any]:
    """Return what the page sends of a picture, as a browser reads it."""
    drawn = f"data:image/png;base64,{base64.b64encode(raw).decode()}"
    says = {"school.logo.en": "An oak tree", "school.logo.cy": "Coeden dderw"}
    return {"values": {"school.logo.file": drawn, **says}}


def test_a_badge_is_taken_and_put_where_pictures_stand(desk: Desk) -> None:
    assert len(json.dumps(badge(PNG))) < door.MAX_BODY
    reply = send(desk, "school", badge(PNG))
    assert reply.status == 200, said(reply)
    assert (desk.root / "docs/assets/badge.png").read_bytes() == PNG
    rows = {row["key"]: row["value"] for row in said(ask(desk, "data/school"))["fields"]}
    assert rows["school.logo.file"] == "assets/badge.png"
    newer = PNG.replace(b"\0", b"\1")
    assert send(desk, "school", badge(newer)).status == 200
    assert (desk.root / "docs/assets/badge.png").read_bytes() == newer


def test_a_badge_is_taken_away(desk: Desk) -> None:
    assert send(desk, "school", badge(PNG)).status == 200
    reply = send(desk, "school", {"values": {"school.logo.file": "", "school.logo.en": "A tree"}})
    assert reply.status == 200, said(reply)
    assert (desk.root / SCHOOL).read_text(encoding="utf-8") == files()[SCHOOL]


def test_a_badge_that_somebody_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    assert send(desk, "school", badge(PNG)).status == 200
    was = said(ask(desk, "data/school"))["seen"]
    theirs = desk.root / "docs/assets/badge.png"
    theirs.write_bytes(PNG[:-1])
    reply = ask(desk, "data/school", {"seen": was, **badge(PNG.replace(b"\0", b"\1"))})
    assert reply.status == 409 and theirs.read_bytes() == PNG[:-1]


def test_the_rows_of_a_table_are_what_the_page_sends(desk: Desk) -> None:
    (desk.root / SCHOOL).write_text(f"{files()[SCHOOL]!s}forms: {{}}\n", encoding="utf-8")
    shown = {each["key"]: each for each in said(ask(desk, "data/contacts"))["fields"]}
    assert [each["key"] for each in shown["forms"]["columns"]] == [
        "key", "meddal", "trwynol", "llaes",
    ]  # fmt: skip
    (head,) = shown["roles"]["value"]
    more = ["head of year", "pennaeth blwyddyn", "a@caerau.cymru", "", "", "false"]
    values = {"roles": [head, more], "forms": [["Caerau", "Caerau", "", ""]], "helplines": []}
    assert send(desk, "contacts", {"values": values}).status == 404
    reply = send(desk, "school", {"values": values})
    assert reply.status == 200, said(reply)
    renamed = ["year lead", *more[1:]]
    assert send(desk, "school", {"values": {"roles": [head, renamed]}}).status == 200
    text = (desk.root / SCHOOL).read_text(encoding="utf-8")
    assert "head_of_year:\n    en: year lead\n" in text, "what texts call it stays"
    gone = send(desk, "school", {"values": {"roles": [head], "forms": []}})
    assert said(gone)["done"] == [
        "Posts, and how to reach them: year lead taken out",
        "Welsh names that change in another way than the preview shows: Caerau taken out",
    ]
    assert send(desk, "school", {"values": {"roles": [head, more, more]}}).status == 422
    wrong = send(desk, "school", {"values": {"roles": [head, [*more[:2], "nobody"]]}})
    assert said(wrong)["problems"][0]["field"] == "roles"


@pytest.mark.parametrize("sent", [7, "x", [7], [[7, None]], [{}], [["", ""]], {"a": "b"}])
def test_what_is_no_table_changes_nothing(desk: Desk, sent: object) -> None:
    reply = send(desk, "school", {"values": {"forms": sent}})
    assert reply.status in (200, 422)
    assert (desk.root / SCHOOL).read_text(encoding="utf-8") == files()[SCHOOL]


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        ("data:image/png;base64,%%%", "none of SVG"),
        ("/etc/passwd", "none of SVG"),
        (7, "none of SVG"),
        (badge(PNG + PNG)["values"]["school.logo.file"], "has 399,996 bytes"),
    ],
)
def test_what_is_no_badge_is_said_and_nothing_is_written(
    desk: Desk, picture: object, words: str
) -> None:
    before = (desk.root / SCHOOL).read_bytes()
    values = {**badge(PNG)["values"], "school.logo.file": picture}
    reply = send(desk, "school", {"values": values})
    assert reply.status == 422 and words in str(said(reply))
    assert (desk.root / SCHOOL).read_bytes() == before
    assert not (desk.root / "docs/assets").exists()


def test_a_file_that_somebody_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    was = seen(desk)
    theirs = str(files()[SCHOOL]).replace("office@", "swyddfa@")
    (desk.root / SCHOOL).write_text(theirs, encoding="utf-8")
    sent = {"seen": was, "values": {"school.name.en": "Mine"}}
    reply = ask(desk, "data/school?cy", sent)
    assert reply.status == 409
    assert "Nid oes dim o'ch gwaith wedi'i golli" in said(reply)["problems"][0]["message"]
    assert (desk.root / SCHOOL).read_text(encoding="utf-8") == theirs
    assert ask(desk, "data/school", {"values": {}}).status == 409, "who saw nothing saves nothing"


@pytest.mark.parametrize("path", [EN_GC, "docs/en/school/governors.md", SCHOOL])
def test_what_changes_while_a_page_is_made_was_not_seen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """Else the page would show the old text, and save it over the new one."""
    load = project.load

    def slow(root: Path) -> project.Project:
        loaded = load(root)
        write(root, {path: "theirs"})
        return loaded

    monkeypatch.setattr(project, "load", slow)
    shown = said(ask(desk, "data/policy/GC" if path != SCHOOL else "data/school"))
    assert shown["seen"][path] != showing.digest(desk.root, path)


def test_what_somebody_writes_while_a_change_is_tried_is_not_written_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = trial.tried

    def slow(*given: Any) -> trial.Trial:
        found = tried(*given)
        write(desk.root, {SCHOOL: "theirs"})
        return found

    monkeypatch.setattr(trial, "tried", slow)
    reply = send(desk, "school", {"values": {"school.name.en": "Mine"}})
    assert reply.status == 409
    assert (desk.root / SCHOOL).read_text(encoding="utf-8") == "theirs"


def test_a_clause_is_added_changed_and_left_out_in_both_languages(desk: Desk) -> None:
    new = send(desk, "new", {**CLAUSE, "after": "GC-002"})
    assert new.status == 200, said(new)
    english = (desk.root / "docs/en/school/governors.md").read_text(encoding="utf-8")
    assert "GC-901: {audience: [governors], after: GC-002}" in english
    shown = said(ask(desk, "data/policy/GC"))
    clauses = {each["id"]: each for section in shown["sections"] for each in section["clauses"]}
    assert clauses["GC-901"]["texts"]["cy"]["title"] == "Rhannu sgrin"
    assert clauses["GC-901"]["own"]
    assert not clauses["GC-001"]["own"]
    more = {**CLAUSE, "id": "GC-901", "title.en": "Screens", "audience": ["staff", "governors"]}
    changed = send(desk, "clause", more)
    assert changed.status == 200, said(changed)
    english = (desk.root / "docs/en/school/governors.md").read_text(encoding="utf-8")
    assert "### Screens {#GC-901}" in english
    assert "audience: [staff, governors]" in english
    out = {
        "id": "GC-002",
        "reason.en": "Our handbook says this.",
        "reason.cy": "Mae yn ein llawlyfr.",
    }
    assert send(desk, "leave-out", {"id": "GC-002"}).status == 422
    assert send(desk, "leave-out", out).status == 200
    for path in (EN_GC, CY_GC):
        assert (desk.root / path).read_text(encoding="utf-8") == files()[path]
    with without_history():
        assert [each.code for each in problems(desk.root) if each.severity == "error"] == []


def test_several_references_and_options_of_a_clause_are_chosen_and_taken_out(desk: Desk) -> None:
    new = {**CLAUSE, "after": "GC-002", "see": ["SM-001", "SM-002"]}
    assert send(desk, "new", new).status == 200
    own = "docs/en/school/governors.md"
    assert "see: [SM-001, SM-002]" in (desk.root / own).read_text(encoding="utf-8")
    when = ["comments=off", "comments=on-moderated"]
    when += ["direct_messages=auto-reply", "direct_messages=off"]
    about = {**CLAUSE, "id": "GC-901", "see": ["SM-002"], "when": when}
    assert send(desk, "clause", about).status == 200
    policy = said(ask(desk, "data/policy/GC"))
    (clause,) = (c for s in policy["sections"] for c in s["clauses"] if c["id"] == "GC-901")
    assert clause["see"] == ["SM-002"] and sorted(clause["when"]) == sorted(when)
    none = {**CLAUSE, "id": "GC-901", "see": [], "when": []}
    assert send(desk, "clause", none).status == 200
    text = (desk.root / own).read_text(encoding="utf-8")
    assert "see:" not in text and "when:" not in text
    wrong = send(desk, "clause", {**none, "see": ["SM-077"]})
    assert wrong.status == 422 and "SM-077" in wrong.body.decode()


def test_without_somebody_who_has_read_both_texts_nothing_is_agreed(desk: Desk) -> None:
    reply = send(desk, "new", {**CLAUSE, "after": "GC-002", "read": "true"})
    assert "GC-901" in said(reply)["unread"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title.cy": ""}, "title.cy"),
        ({"text.en": "# One\n\nTwo."}, "text.en"),
        ({"title.en": "A {#GC-001}"}, "title.en"),
        ({"audience": []}, "audience"),
        ({"audience": "governors"}, "audience"),
        ({"text.cy": "a\u202eb"}, "text.cy"),
        ({"text.cy": ["list"]}, "text.cy"),
        ({"text.en": "Ask <script>alert(1)</script> first, and then wait."}, "text.en"),
    ],
)
def test_what_can_stand_in_no_clause_is_said_at_its_field(
    desk: Desk, change: dict[str, Any], field: str
) -> None:
    reply = send(desk, "new", {**CLAUSE, "after": "GC-002", **change})
    assert reply.status == 422
    assert field in [each["field"] for each in said(reply)["problems"]]
    assert not (desk.root / "docs/en/school").exists()


@pytest.mark.parametrize(
    ("what", "values", "why"),
    [
        ("new", {"when": ["__proto__=x"]}, "isn't one of the answers to “Shows only when"),
        ("new", {"when": ["visibility"]}, "isn't one of the answers"),
        ("new", {"when": ["a: b\n---\n=c"]}, "isn't one of the answers"),
        ("new", {"when": [{"visibility": "public"}]}, "isn't one of the answers"),
        ("new", {"see": ["GC-001]\n---\nx"]}, "There is no clause GC-001]"),
        ("new", {"see": [None, 1]}, "There is no clause 1"),
        ("new", {"audience": ["public"]}, "“Who may read it” is empty"),
        ("new", {"text.en": "x" * 20_001}, "too long: 20,001 characters"),
        ("new", {"text.en": "x\u202e"}, "“Text of the clause (in English)” holds characters"),
        ("adopt", {"codes": ["SM"], "on": "2026-11-26", "minute": "x" * 121}, "at most 120"),
        ("school", {"values": {"school.name.cy": "x\u202e"}}, "“Name of the school (in Welsh)”"),
    ],
)
def test_what_the_page_never_sends_is_refused_in_words(
    desk: Desk, what: str, values: dict[str, Any], why: str
) -> None:
    before = {each: each.read_bytes() for each in desk.root.rglob("*") if each.is_file()}
    reply = send(desk, what, {**CLAUSE, "after": "GC-002", **values})
    assert reply.status == 422, said(reply)
    assert why in said(reply)["problems"][0]["message"] + said(reply)["problems"][0]["fix"]
    assert {each: each.read_bytes() for each in desk.root.rglob("*") if each.is_file()} == before


def test_a_file_that_was_not_shown_proves_nothing(desk: Desk) -> None:
    sent = {"seen": {"docs/../school.yml": "x"}, "values": {"school.name.en": "Y"}}
    assert ask(desk, "data/school", sent).status == 409


def test_policies_are_adopted_and_shown_as_such(desk: Desk) -> None:
    reply = send(desk, "adopt", {"codes": ["SM"], "on": "2026-11-26", "minute": "41"})
    assert reply.status == 200, said(reply)
    rows = {each["code"]: each["status"] for each in said(ask(desk, "data/adoption"))["policies"]}
    assert rows["SM"] == "version 1.0.0, adopted on 26 November 2026"
    assert "not adopted" in rows["GC"]
    assert send(desk, "adopt", {"codes": ["SM"], "on": "yesterday"}).status == 422


def test_a_name_is_shown_as_it_changes_and_a_colour_with_its_contrast(desk: Desk) -> None:
    forms = said(ask(desk, "data/hint?key=school.name.cy&value=Caerdydd"))["lines"]
    assert "Croeso i Gaerdydd." in forms
    address = said(ask(desk, "data/hint?key=contact.address.cy&value=Caerdydd"))["lines"]
    assert address == [], "what is no name stands in no sentence"
    colour = said(ask(desk, "data/hint?key=school.colours.link&value=%23ffff00&cy"))["lines"]
    assert "Cyferbyniad 1.0" in colour[0]
    assert "#" in colour[1]
