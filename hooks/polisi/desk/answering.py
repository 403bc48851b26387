"""What the page ``/edit/`` answers to a browser, whichever server asks."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import yaml

from polisi import disk, project
from polisi.desk import door, saving, showing
from polisi.desk.door import Asked
from polisi.editing.words import RefusedError, said
from polisi.school import school
from polisi.words.languages import LANGUAGES, Language

FOLDER = Path(__file__).with_name("page")
TYPES = {".js": "text/javascript", ".css": "text/css"}
JSON = "application/json"
UTF_8 = "; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back to the browser."""

    status: int
    type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: dict(door.HEADERS))


class Desk:
    """The page of one run of the preview. Can be asked from several threads."""

    def __init__(self, root: Path, language: Language, apart: bool = False) -> None:
        """``language`` is the one that the page opens in.

        ``apart``: projects are read and tried in a process of their own, as they are while a
        preview reads the same texts in this one.
        """
        self.root = root
        self.language = language
        self.key = door.new_key()
        self._apart = apart
        self._pool: Executor | None = None
        self._lock = threading.Lock()

    def address(self, site: str) -> str:
        """Return where the page is to be opened; its key goes to no server and into no log."""
        return f"{site}{door.AT}#{self.key}"

    def stop(self) -> None:
        """End the process."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def answer(self, asked: Asked) -> Reply:
        """Answer a browser, or turn away who is not of this machine or has no key."""
        if not door.is_of_this_machine(asked):
            return _text(403, "403")
        query = parse_qs(asked.query, keep_blank_values=True)
        language = next((each for each in LANGUAGES if each in query), self.language)
        name, _, rest = asked.path.partition("/")
        if asked.method == "GET" and not asked.path:
            return Reply(200, f"text/html{UTF_8}", _page(language).encode())
        if asked.method == "GET" and (FOLDER / name).suffix in TYPES and not rest:
            return _file(name)
        if name != "data":
            return _text(404, "404")
        if not door.has_key(asked, self.key):
            return _json(403, {"problems": [{"message": door.NO_KEY.text(language)}]})
        with self._lock:  # one after the other, so that nothing is written over unseen
            return self._answered(asked, rest, query, language)

    def _answered(
        self, asked: Asked, name: str, query: Mapping[str, list[str]], language: Language
    ) -> Reply:
        if not self._apart:
            return data(self.root, asked, name, query, language)
        try:
            if self._pool is None:
                from concurrent.futures import ProcessPoolExecutor  # slow to load
                from multiprocessing import get_context

                self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            future = self._pool.submit(data, self.root, asked, name, query, language)
            return future.result()
        except (ImportError, OSError, RuntimeError):  # it was killed, or there can be none
            self._pool = None
            return data(self.root, asked, name, query, language)


def data(
    root: Path, asked: Asked, name: str, query: Mapping[str, list[str]], language: Language
) -> Reply:
    """Answer with values, or save some, of whoever has been let in."""
    try:
        if name == "hint" and asked.method == "GET":  # asked at every pause while somebody types
            about, _ = school.load(root)
            key, value = (query.get(each, [""])[0] for each in ("key", "value"))
            return _json(200, {"lines": showing.hint(about, key, value, language)})
        before = showing.held(root)
        return _data(project.load(root), before, asked, name, language)
    except RefusedError as error:
        rows = [{"message": each.text(language), "fix": ""} for each in error.reasons]
        return _json(422, {"problems": rows})
    except (OSError, yaml.YAMLError) as error:
        detail = type(error).__name__
        if isinstance(error, OSError):
            detail = "{path}: {detail}".format_map(disk.told(error))
        return _json(500, {"problems": [{"message": detail, "fix": ""}]})


def _data(
    loaded: project.Project,
    before: showing.Digests,
    asked: Asked,
    name: str,
    language: Language,
) -> Reply:
    what, _, rest = name.partition("/")
    if asked.method == "POST":
        if what not in saving.SAVE or rest:
            return _text(404, "404")
        return _saved(loaded, what, asked, language)
    if what == "start":
        return _json(200, showing.start(loaded, language))
    if what in showing.GROUPS:
        return _json(200, showing.school(loaded, before, language, what))
    if what == "adoption":
        return _json(200, showing.adoption(loaded, before, language))
    if what == "policy" and rest in loaded.register.policies:
        return _json(200, showing.policy(loaded, before, rest, language))
    return _text(404, "404")


def _saved(loaded: project.Project, what: str, asked: Asked, language: Language) -> Reply:
    kind = asked.headers.get("content-type", "")
    if kind.partition(";")[0].strip() != JSON:
        return _text(415, "415")
    try:
        sent = json.loads(asked.body)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        return _text(400, "400")
    status, answer = saving.save(loaded, what, sent, language)
    return _json(status, answer)


def _text(status: int, text: str) -> Reply:
    return Reply(status, f"text/plain{UTF_8}", text.encode())


def _json(status: int, value: Any) -> Reply:
    return Reply(status, f"{JSON}{UTF_8}", json.dumps(value, ensure_ascii=False).encode())


def _file(name: str) -> Reply:
    file = FOLDER / name
    if file.parent != FOLDER or not file.is_file():
        return _text(404, "404")
    return Reply(200, f"{TYPES[file.suffix]}{UTF_8}", file.read_bytes())


def _page(language: Language) -> str:
    text = (FOLDER / "page.html").read_text(encoding="utf-8")
    values = {
        "language": language,
        "other": next(each for each in LANGUAGES if each != language),
        "title": said("desk", "title", language),
        "other-label": said("desk", "other", language),
        "parts": said("desk", "parts", language),
        "preview": said("desk", "preview", language),
    }
    for name, value in values.items():
        text = text.replace(f"[[{name}]]", escape(value))
    return text
