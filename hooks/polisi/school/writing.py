"""Writing an adoption into ``school.yml``, with every other byte of the file as it was."""

from __future__ import annotations

from collections.abc import Mapping

from polisi.yaml_files import parsing
from polisi.yaml_files.entries import Value, with_value

KEY = "adoption"
EARLIER = "earlier"
ORDER = ("version", "text", "date", "by", "minute", "review")
Entry = Mapping[str, Value]
"""An adoption's keys and values; one without a value is not written, and taken out."""


def with_adoption(text: str, code: str, entry: Entry, before: Entry | None = None) -> str:
    """Return the text of ``school.yml`` with an adoption in it.

    ``before`` is a decision that becomes an earlier one. Raises ``ValueError``, with the place,
    where the file's form does not allow it.
    """
    there = _there(text, code)
    for key in ORDER:
        value = entry.get(key) or None
        if _meant(key, there.get(key)) != value:
            text = with_value(text, (KEY, code, key), value, whole=True)
    if before:
        earlier = [{key: value for key, value in before.items() if value}, *_list(there)]
        text = with_value(text, (KEY, code, EARLIER), earlier, whole=True)
    return text


def _there(text: str, code: str) -> Mapping[str, Value]:
    """Return what the file says of a policy's adoption."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    said = parsing.found_at(parsing.parse(plain, "", 1)[0], (KEY, code))
    return said if isinstance(said, dict) else {}


def _list(there: Mapping[str, Value]) -> list[Value]:
    """Return the earlier decisions that an adoption has."""
    earlier = there.get(EARLIER) or []
    if not isinstance(earlier, list):
        raise ValueError(EARLIER)
    return earlier


def _meant(key: str, value: Value) -> Value:
    """Return what a value says: one text for who decided stands for both languages."""
    return {"en": value, "cy": value} if key == "by" and isinstance(value, str) else value
