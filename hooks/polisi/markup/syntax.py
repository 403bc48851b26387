"""The lexicon of Markdown as Polisi writes it: each pattern once."""

from __future__ import annotations

import re

from polisi.model import CLAUSE_ID

LINK = re.compile(
    r"\]\(\s*+<?((?<=<)[^<>\n]*+(?=>)|(?:[^()\s>]++|\([^()\s>]*+\)|[ ]++(?=[^\s\"')]))*+)[^)]*+\)"
    r"|<((?:https?|mailto):[^>\s]+)>"
)
"""A link's address, in which spaces and pairs of brackets may stand, or all of it in ``<>``."""
PLACEHOLDER = re.compile(r"\{\{\s*+([^{}|]{0,200}?)\s*+(?:\|\s*+([^{}]{0,200}?)\s*+)?\}\}")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++")
TELEPHONE = re.compile(r"(?:\+44[ ]?(?:\(0\))?[ ]?|\b0)[0-9](?:[ ]?[0-9]){7,10}\b")
CODE = re.compile(r"(?<![\\`])(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")
REFERENCE = re.compile(rf"\[(?<![\\!\]]\[)({CLAUSE_ID.pattern})\](?![(\[])")
"""``[SM-021]`` alone in brackets; not the text of a link, not an image, not escaped."""

TAG = re.compile(r"\{#[^}\n]*\}")
ADDRESS = re.compile(r"https?://[^\s)>\]]+")


def without_code(text: str) -> str:
    """Blank out code spans, in which brackets and signs mean nothing; positions stay the same.

    Where a backtick is left over, Markdown may pair them otherwise, so nothing counts as code.
    """
    if "`" not in text:
        return text
    blanked = CODE.sub(lambda code: " " * len(code[0]), text)
    return text if "`" in blanked.replace("\\`", "") else blanked


def references(body: str) -> list[str]:
    """Find the ids that a text refers to."""
    return REFERENCE.findall(without_code(body)) if "[" in body else []


def without_addresses(text: str) -> str:
    """Blank out what is no text: values, addresses, code, ids; positions stay the same."""
    text = without_code(text)
    for sign, pattern in (
        ("{{", PLACEHOLDER),
        ("{#", TAG),
        ("@", EMAIL),
        ("](", LINK),
        ("<", LINK),
        ("://", ADDRESS),
    ):
        if sign in text:
            text = pattern.sub(_blank, text)
    return text


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "\0", found[0])
