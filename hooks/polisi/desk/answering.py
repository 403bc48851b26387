"""What the page ``/edit/`` answers to a browser, whichever server asks."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from polisi.desk import door
from polisi.desk.door import Asked, Reply, as_json, as_text
from polisi.editing.words import said
from polisi.parallel import Apart
from polisi.words.languages import LANGUAGES, Language, other

FOLDER = Path(__file__).with_name("page")
TYPES = {".js": "text/javascript", ".css": "text/css"}


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
        self._process = Apart()
        self._lock = threading.Lock()

    def address(self, site: str) -> str:
        """Return where the page is to be opened; its key goes to no server and into no log."""
        return f"{site}{door.AT}#{self.key}"

    def stop(self) -> None:
        """End the process."""
        self._process.stop()

    def answer(self, asked: Asked) -> Reply:
        """Answer a browser, or turn away who is not of this machine or has no key."""
        if not door.is_of_this_machine(asked):
            return as_text(403, "403")
        query = parse_qs(asked.query, keep_blank_values=True)
        language = next((each for each in LANGUAGES if each in query), self.language)
        name, _, rest = asked.path.partition("/")
        if asked.method == "GET" and not asked.path:
            return Reply(200, f"text/html{door.UTF_8}", _page(language).encode())
        if asked.method == "GET" and (FOLDER / name).suffix in TYPES and not rest:
            return _file(name)
        if name != "data":
            return as_text(404, "404")
        if not door.has_key(asked, self.key):
            return as_json(403, {"problems": [{"message": door.NO_KEY.text(language)}]})
        with self._lock:  # one after the other, so that nothing is written over unseen
            return self._answered(asked, rest, query, language)

    def _answered(
        self, asked: Asked, name: str, query: Mapping[str, list[str]], language: Language
    ) -> Reply:
        if not self._apart:
            return _values(self.root, asked, name, query, language)
        return self._process.do(_values, self.root, asked, name, query, language)


def _values(
    root: Path, asked: Asked, name: str, query: Mapping[str, list[str]], language: Language
) -> Reply:
    from polisi.desk import values  # with all rules: slow to load, and for who edits

    return values.answer(root, asked, name, query, language)


def _file(name: str) -> Reply:
    file = FOLDER / name
    if file.parent != FOLDER or not file.is_file():
        return as_text(404, "404")
    return Reply(200, f"{TYPES[file.suffix]}{door.UTF_8}", file.read_bytes())


def _page(language: Language) -> str:
    text = (FOLDER / "page.html").read_text(encoding="utf-8")
    values = {
        "language": language,
        "other": other(language),
        "title": said("desk", "title", language),
        "other-label": said("desk", "other", language),
        "parts": said("desk", "parts", language),
        "preview": said("desk", "preview", language),
    }
    for name, value in values.items():
        text = text.replace(f"[[{name}]]", escape(value))
    return text
