"""Rules for ``school.yml`` beside its form: nothing that a text needs is missing or made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from polisi.facts.terms import accepted
from polisi.markup.syntax import PLACEHOLDER
from polisi.policies.adoption import DAY, unreadable_day
from polisi.problems import Problem
from polisi.project import Project
from polisi.school import colours
from polisi.school.school import FILE, is_example
from polisi.text.documents import Document
from polisi.text.files import svg
from polisi.text.header import EnglishPolicy
from polisi.text.parts import changes
from polisi.words.languages import LANGUAGES
from polisi.yaml_files.parsing import strings

EXAMPLE = re.compile(
    r"\bExample (?:School|Council|Street|Town|Police)\b"
    r"|\b(?:Ysgol|Cyngor|Stryd|Tref|Heddlu) Enghraifft\b"
    r"|\bexample\.(?:com|org|net|cymru|wales)\b|\b01632[ ]?960"
)
"""What is nobody's: names, domains kept for examples (RFC 2606), numbers kept for drama (Ofcom)."""
ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Miss|Ms|Mx|Dr|Prof|Parch|Rev)\.? +[^\W\d_a-z]")
"""How people are addressed by their names, in both languages; no post is."""
NAMES = re.compile(r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){1,3}")
"""Two words or more that begin with capitals, and nothing else."""
MAX_LOGO = 200_000
"""Bytes. Every page shows it, on phones too."""
SIGNATURES = {
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
}
"""How a picture of each kind begins."""


ARTICLE = {"en": re.compile("(?:the|an?) ", re.I), "cy": re.compile("yr? |['’]r ", re.I)}
"""What the texts put before a role themselves."""


def check(project: Project) -> Iterator[Problem]:
    """Check what school.yml says against the texts and the files, and the day of the build."""
    if value := unreadable_day():
        yield Problem("day-unreadable", DAY, 1, values={"value": value})
    if not project.has_school:
        return
    yield from _needed(project)
    yield from _examples(project)
    yield from _roles(project)
    yield from _logo(project)
    yield from _colours(project)
    yield from _own_terms(project)


def _own_terms(project: Project) -> Iterator[Problem]:
    """Warn of an own term that the bank does not avoid: it is misspelt, or has no effect."""
    for number, word in enumerate(project.school.file.own_terms):
        if not any(accepted([word], language) for language in LANGUAGES):
            at = project.school.line(("own_terms", number))
            yield Problem("own-term-unknown", FILE, at, values={"word": word})


def _colours(project: Project) -> Iterator[Problem]:
    """Report a colour that YAML took for a remark, and one that can't be read."""
    school = project.school.written.get("school")
    written = school.get("colours") if isinstance(school, dict) else None
    for key, value in written.items() if isinstance(written, dict) else ():
        if value == "":
            at = project.school.line(("school", "colours", key))
            yield Problem("colour-empty", FILE, at, values={"name": f"school.colours.{key}"})
    if found := project.school.colours:
        for weak in colours.weak(found.main, found.link):
            values = {
                "name": f"school.colours.{weak.name}",
                "value": weak.colour,
                "ratio": f"{int(weak.ratio * 100) / 100:.2f}",  # never up to 4.50
                "nearest": weak.nearest,
            }
            at = project.school.line(("school", "colours", weak.name))
            yield Problem("colour-contrast", FILE, at, values=values)


def _roles(project: Project) -> Iterator[Problem]:
    """Ask about a role that is called as a person: a title is hardly the same in both languages."""
    for key, role in project.school.roles.items():
        alike = role.en == role.cy and NAMES.fullmatch(role.en)
        named = next((each for each in (role.en, role.cy) if ADDRESSED.search(each)), "")
        if text := named or (role.en if alike else ""):
            values = {"text": text, "name": f"roles.{key}"}
            yield Problem("role-name", FILE, project.school.line(("roles", key)), values=values)
        for language, title in (("en", role.en), ("cy", role.cy)):
            if ARTICLE[language].match(title):
                at = project.school.line(("roles", key, language))
                values = {"text": title, "name": f"roles.{key}"}
                yield Problem("role-article", FILE, at, values=values)


def _needed(project: Project) -> Iterator[Problem]:
    """Report each value that is empty and that a text which shows needs, with who needs it."""
    wrong = [problem.values.get("name", "") for problem in project.unreadable]
    needed: dict[str, list[str]] = {}
    for document in project.documents:
        for where, name in _names(document, project):
            if project.school.value(name, document.language) == "":
                places = needed.setdefault(name, [])
                places += [where] if where not in places else []
    for name, places in needed.items():
        if not any(f"{each}.".startswith(f"{name}.") or _holds(each, name) for each in wrong):
            values = {"name": name, "places": ", ".join(places)}
            at = project.school.line(tuple(name.split(".")))
            yield Problem("placeholder-empty", FILE, at, values=values)


def _holds(entry: str, name: str) -> bool:
    return bool(entry) and name.startswith(f"{entry}.")


def _names(document: Document, project: Project) -> Iterator[tuple[str, str]]:
    """Yield each value that a document needs, with the clause or file that needs it."""
    for where, text in _texts(document, project):
        for found in PLACEHOLDER.finditer(text):
            yield where, found[1]
    is_shown = document.code in project.shown.policies
    if is_shown and isinstance(document.header, EnglishPolicy) and (owner := document.header.owner):
        yield document.path, f"roles.{owner}"


def _texts(document: Document, project: Project) -> Iterator[tuple[str, str]]:
    """Yield each text of a document that shows, with the clause or file that it is of."""
    if document.is_policy and document.code not in project.shown.policies:
        return
    for text in (document.title, document.summary, *changes(document).values()):
        yield document.path, text
    if not document.is_policy:
        yield document.path, document.body
        return
    for passage in document.passages:
        if not passage.is_clause or passage.id in project.shown.clauses:
            yield passage.id or document.path, f"{passage.title}\n{passage.body}"


def _examples(project: Project) -> Iterator[Problem]:
    """Find what is left of the example in a school that has filled in its name."""
    if is_example(project.school):
        return
    for value in strings(project.school.written):
        if found := EXAMPLE.search(value):
            yield Problem("school-example", FILE, value.line, values={"text": found[0]})
    for document in project.documents:
        for number, text in enumerate(document.body.split("\n"), document.body_line):
            if found := EXAMPLE.search(text):
                values = {"text": found[0]}
                yield Problem("school-example", document.path, number, values=values)


def _logo(project: Project) -> Iterator[Problem]:
    path = project.school.logo_path
    if not path:
        return
    at = project.school.line(("school", "logo", "file"))
    code, detail = _picture(project.root, path)
    if code:
        yield Problem(code, FILE, at, values={"file": path, "detail": detail})


def _picture(root: Path, path: str) -> tuple[str, str]:
    """Return the code of what is wrong with a picture and a detail, or two empty strings."""
    file = root / path
    if ".." in path or not file.is_file():
        return "logo-missing", ""
    raw = file.read_bytes()
    if len(raw) > MAX_LOGO:
        return "logo-size", f"{len(raw):,}"
    suffix = file.suffix.lower()
    if suffix == ".svg":
        found = svg.fault(raw)
        if found and found.kind == "unsafe":
            return "logo-unsafe", found.detail
        return ("logo-kind", suffix) if found else ("", "")
    return ("", "") if raw.startswith(SIGNATURES[suffix]) else ("logo-kind", suffix)
