"""What two texts of a clause must have in common, read off the Markdown without rendering it.

``shape`` finds lists, tables and admonitions; ``substance`` finds what a translation carries over
unchanged: placeholders, references, links, addresses, figures and dates. Rendering would be more
exact and is ten times slower; the rules for what starts a list or a table are Python-Markdown's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from polisi.words.welsh import MONTHS

LIST_ITEM = re.compile(r"([ ]*)([-+*]|\d+\.)[ \t]+\S")
ADMONITION = re.compile(r"[ ]*!!! ?([\w-]+)")
TABLE_RULE = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")

LINK = re.compile(r"\]\(\s*+<?([^)\s>]*+)[^)]*+\)|<((?:https?|mailto):[^>\s]+)>")
PLACEHOLDER = re.compile(r"\{\{\s*+([^{}|]{0,200}?)\s*+(?:\|\s*+([^{}]{0,200}?)\s*+)?\}\}")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++")
TELEPHONE = re.compile(r"(?:\+44[ ]?(?:\(0\))?[ ]?|\b0)[0-9](?:[ ]?[0-9]){7,10}\b")
LONG_NUMBER = re.compile(r"[0-9][0-9 ()]{7,}[0-9]")
"""What a text without a telephone number does not have; found many times faster than one."""
DAY_AND_MONTH = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|ain|af|il|ail|ydd|ed|eg|fed)?[ \n](?:(?:of|o)[ \n])?"
    r"([A-Z]\w+)(?:[ \n]([0-9]{4})\b)?"
)
MONTH_AND_YEAR = re.compile(r"([A-Z]\w+)[ \n]([0-9]{4})\b")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\b")
ITEM_NUMBER = re.compile(r"^[ ]*[0-9]+\.(?=[ ])", re.MULTILINE)
FIGURE = re.compile(r"[0-9]+(?:[.,:][0-9]+)*")

SAME_SITE = (("llyw.cymru", "gov.wales"), ("senedd.cymru", "senedd.wales"), (".cymru", ".wales"))
"""Welsh public bodies with a site in each language: Welsh host, English host."""
LANGUAGE_QUERY = re.compile(r"(?<=[?&])(?:lang|language|iaith)=\w+&?")


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of a text."""

    items: tuple[tuple[int, int], ...]
    """Depth (0 is the margin) and number of list items at that depth."""
    tables: tuple[tuple[int, int], ...]
    """Rows without the heading row, and columns, of each table."""
    admonitions: tuple[str, ...]
    run_on: int | None
    """Line (from 0) of a list item that Markdown takes for text: no blank line before it."""


PLAIN = Shape((), (), (), None)
MARKER = re.compile(r"^[ ]*(?:[-+*|!:]|\d+\.)", re.MULTILINE)
"""What a line must start with for a text to have any shape at all."""


def shape(body: str) -> Shape:
    """Read the outline off Markdown."""
    if not MARKER.search(body):
        return PLAIN
    items: Counter[int] = Counter()
    tables: list[tuple[int, int]] = []
    admonitions: list[str] = []
    run_on: int | None = None
    in_list = block_starts = True
    table: tuple[int, int] | None = None
    lines = body.split("\n")
    for number, line in enumerate(lines):
        bare = line.lstrip()
        if not bare:
            block_starts = True
            if table:
                tables.append(table)
                table = None
            continue
        first = bare[0]
        if table:
            table = (table[0] + 1, table[1])
        elif first == "!" and (found := ADMONITION.match(line)):
            admonitions.append(found[1].lower())
            block_starts = True
            continue
        elif (first in "-+*" or first.isdigit()) and (found := LIST_ITEM.match(line)):
            if block_starts or in_list:
                items[len(found[1]) // 4] += 1
                in_list = True
            elif run_on is None and first in "-+*":
                run_on = number
        elif "|" in bare and number and "|" in lines[number - 1] and TABLE_RULE.match(line):
            table = (0, bare.strip("| ").count("|") + 1)
        elif block_starts:
            in_list = False
        block_starts = False
    if table:
        tables.append(table)
    return Shape(tuple(sorted(items.items())), tuple(tables), tuple(admonitions), run_on)


@dataclass(frozen=True, slots=True)
class Substance:
    """What a translation carries over unchanged."""

    placeholders: frozenset[str]
    references: frozenset[str]
    links: frozenset[str]
    emails: frozenset[str]
    telephones: frozenset[str]
    dates: frozenset[str]
    figures: frozenset[str]

    def differences(self, counterpart: Substance) -> Mapping[str, tuple[list[str], list[str]]]:
        """Name each part that differs, with what stands here only and there only."""
        found = {}
        for part in self.__slots__:
            here, there = getattr(self, part), getattr(counterpart, part)
            if here != there:
                found[part] = (sorted(here - there), sorted(there - here))
        return found


CODE = re.compile(r"(?<![\\`])(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")


def without_code(text: str) -> str:
    """Blank out code spans, in which brackets and signs mean nothing; positions stay the same.

    Where a backtick is left over, Markdown may pair them otherwise, so nothing counts as code.
    """
    if "`" not in text:
        return text
    blanked = CODE.sub(lambda code: " " * len(code[0]), text)
    return text if "`" in blanked.replace("\\`", "") else blanked


NOTHING: frozenset[str] = frozenset()


def substance(text: str, references: re.Pattern[str]) -> Substance:
    """Find what a translation must carry over. ``references`` matches a reference's id."""
    text = without_code(text).replace("\u00a0", " ")
    placeholders = cited = links = emails = telephones = NOTHING
    if "{{" in text:
        placeholders = frozenset(found[1] for found in PLACEHOLDER.finditer(text))
        text = PLACEHOLDER.sub(" ", text)
    if "[" in text or "<" in text:
        cited = frozenset(references.findall(text))
        if cited:
            text = references.sub(" ", text)
        targets = [found[1] or found[2] for found in LINK.finditer(text) if found[1] or found[2]]
        if targets:
            links = frozenset(_same_in_both(target) for target in targets)
            text = LINK.sub(" ", text)
    if "@" in text:
        emails = frozenset(email.lower() for email in EMAIL.findall(text))
        text = EMAIL.sub(" ", text)
    if not any(map(text.__contains__, "0123456789")):
        return Substance(placeholders, cited, links, emails, NOTHING, NOTHING, NOTHING)
    dates, text = _dates(ITEM_NUMBER.sub(" ", text))
    if LONG_NUMBER.search(text):
        telephones = frozenset(
            re.sub(r"\D", "", re.sub(r"\+44[ ]?(\(0\))?", "0", number))
            for number in TELEPHONE.findall(text)
        )
        text = TELEPHONE.sub(" ", text)
    figures = frozenset(figure.replace(",", "") for figure in FIGURE.findall(text))
    return Substance(placeholders, cited, links, emails, telephones, dates, figures)


def _dates(text: str) -> tuple[frozenset[str], str]:
    """Take the dates out of a text, written alike whatever the language: ``2026-09-01``."""
    found_dates: set[str] = set()

    def take(found: re.Match[str], day: str | None, month: str, year: str | None) -> str:
        if month not in MONTHS:
            return found[0]
        found_dates.add("-".join(filter(None, (year, MONTHS[month], day and f"{int(day):02}"))))
        return " "

    def take_iso(found: re.Match[str]) -> str:
        found_dates.add(found[0])
        return " "

    text = DAY_AND_MONTH.sub(lambda found: take(found, found[1], found[2], found[3]), text)
    text = MONTH_AND_YEAR.sub(lambda found: take(found, None, found[1], found[2]), text)
    text = ISO_DATE.sub(take_iso, text)
    return frozenset(found_dates), text


def _same_in_both(target: str) -> str:
    """Reduce a link to what both languages' versions of it share.

    The two language versions of a public body's page have paths of their own, so of those only
    the host counts.
    """
    try:
        host = urlsplit(target).hostname if "://" in target else None
    except ValueError:  # ``checks.references`` reports it
        return target
    if not host:
        return target
    for welsh, english in SAME_SITE:
        if host.endswith((welsh, english)):
            return host.replace(welsh, english)
    return LANGUAGE_QUERY.sub("", target).rstrip("/?")
