"""Rules for references, links and placeholders: what they point to is there, and may be seen."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from polisi.checks.found import at
from polisi.checks.headers import unknown
from polisi.facts import laws
from polisi.markup.syntax import EMAIL, LINK, PLACEHOLDER, REFERENCE, without_code
from polisi.model import CLAUSE_ID, Audience, Clause
from polisi.problems import Problem
from polisi.project import Project
from polisi.school.school import FILE
from polisi.text import parts
from polisi.text.documents import Document
from polisi.words.inflect import FILTERS, joined
from polisi.words.languages import LANGUAGES
from polisi.words.phrases import say
from polisi.words.suggestions import closest_id

NUMBER = re.compile(r"-\d{3}(?![\w-])")
CODE_BEFORE = re.compile(r"(?<![\w/#-])[A-Z]{2,4}\Z")
MISTYPED = re.compile(r"(?<![\\!\]])\[([A-Za-z]{2,4})[-_ ]?(\d{1,4})\](?![(\[])")
"""What is no reference and was meant as one: ``[sm-14]``."""
NOWHERE = re.compile(r"\]\(\s*\)")
HOST = re.compile(r"(?!localhost$|https?$|www$|127\.|0\.0\.0\.0$)[\w-]+(?:\.[\w-]+)*\.?")
"""The name of a site that others can reach; within a school it may be a word alone."""
TYPED_ON = re.compile(r"[“”‘«»]|[.,;:]$")
"""A quotation mark or a stop that was typed after an address and became part of it."""
FORWARDS = re.compile(
    r"(?:[\w.-]+\.)?safelinks\.protection\.outlook\.com/|(?:www\.)?google\.[a-z.]+/url$"
    r"|l\.(?:facebook|instagram)\.com/|urldefense\.(?:com|proofpoint\.com)/"
)
"""What forwards to a page, and is told who follows the link."""
FOLLOWS = re.compile(
    r"&(?:utm_\w+|fbclid|gclid|msclkid|mc_[ec]id|igshid|_hsenc|mkt_tok)=", re.IGNORECASE
)
"""What a program adds to an address, to know whom it has sent there."""
NUMBER_TO_RING = re.compile(r"\+?[\d(][\d ()-]{2,}(?:;ext=\d+)?")
SITE = re.compile(r"www\.[\w-]+\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|uk|wales|cymru)(?:[/?#]|$)")
"""An address of a site without https://."""
PAGE_END = re.compile(r"(?:\.html?|\.md|/index\.html?|/)?$", re.IGNORECASE)
SCHEMES = {"http", "https", "mailto", "tel"}


def check(project: Project) -> Iterator[Problem]:
    """Check everything that points somewhere."""
    names = project.school.names()
    known = Known(project)
    for document in project.documents:
        yield from _references(document, known)
        yield from _links(document, project, known)
        if project.has_school:  # else that file's own problem comes first
            yield from _placeholders(document, names)
    yield from _see(project, known)
    yield from _hidden(project)
    yield from _awaiting(project)
    yield from _replacements(project, known)


class Known:
    """What references can lead to, in files with mistakes of their own, too."""

    def __init__(self, project: Project) -> None:
        self.register = project.register
        self.documents = {document.path: document for document in project.documents}
        ids = {p.id for d in project.documents for p in d.passages if p.is_clause}
        self.clauses = list(dict.fromkeys([*project.register.clauses, *sorted(ids)]))
        """Ids of all clauses that stand anywhere."""
        self.ids = frozenset(self.clauses)
        self.codes = {id_.partition("-")[0] for id_ in self.clauses}
        self.codes |= project.register.policies.keys()
        names = {problem.path.split("/", 2)[-1] for problem in project.unreadable}
        self.all_read = names <= project.pairs.keys() | {FILE}
        """Whether each file could be read in a language at least; else ids may be missing."""

    def problem(self, path: str, line: int, clause: str, id_: str) -> Iterator[Problem]:
        """Yield what is wrong with a reference to an id."""
        if id_ in self.ids:
            return
        if old := self.register.retired.get(id_):
            values = {"id": id_, "use": f"[{old.use}]" if old.use else "–"}
            yield Problem("reference-retired", path, line, clause, values)
        elif self.all_read or id_.partition("-")[0] in self.codes:
            yield Problem("reference-unknown", path, line, clause, self.values(id_))

    def values(self, id_: str) -> dict[str, str]:
        """Return what a message says of an unknown id."""
        return {"id": id_, "suggestion": closest_id(id_, self.clauses)}


def texts_of(document: Document) -> Iterator[tuple[str, str, int]]:
    """Yield each text of a document with its clause id and the line on which it starts."""
    yield "", without_code(document.preamble), document.body_line
    for passage in document.passages:
        clause = passage.id if passage.is_clause else ""
        yield clause, without_code(f"{passage.title}\n{passage.body}"), passage.line


def line_at(text: str, position: int, first: int) -> int:
    """Return the line of a position in a text that starts on the line ``first``."""
    return first + text.count("\n", 0, position)


def _references(document: Document, known: Known) -> Iterator[Problem]:
    path = document.path
    for clause, text, first in texts_of(document):
        if "[" in text:
            for found in REFERENCE.finditer(text):
                yield from known.problem(
                    path, line_at(text, found.start(), first), clause, found[1]
                )
            for found in MISTYPED.finditer(text):
                if found[1].upper() in known.codes and not REFERENCE.match(text, found.start()):
                    at = line_at(text, found.start(), first)
                    values = known.values(found[0].strip("[]"))
                    yield Problem("reference-unknown", path, at, clause, values)
        if "-" in text:
            for found in NUMBER.finditer(text):
                before = CODE_BEFORE.search(text, max(0, found.start() - 5), found.start())
                if before and before[0] in known.codes and not _in_brackets(text, before, found):
                    at = line_at(text, found.start(), first)
                    values = {"id": before[0] + found[0]}
                    yield Problem("reference-bare", path, at, clause, values)


def _in_brackets(text: str, before: re.Match[str], number: re.Match[str]) -> bool:
    return text[: before.start()].endswith("[") and text.startswith("]", number.end())


def _see(project: Project, known: Known) -> Iterator[Problem]:
    """Check the cross-references of the front matter."""
    for policy in project.register.policies.values():
        for id_ in (*policy.required_by, *policy.parts):
            yield from known.problem(f"docs/en/{policy.name}", id_.line, "", str(id_))
    for clause in project.register.clauses.values():
        passage = clause.texts.get("en")
        if not passage:
            continue
        for id_ in clause.see:
            if id_ == clause.id:
                yield Problem("see-self", passage.path, id_.line, clause.id, {"id": id_})
            elif CLAUSE_ID.fullmatch(id_):
                yield from known.problem(passage.path, id_.line, clause.id, str(id_))
            else:
                values = known.values(str(id_))
                yield Problem("reference-unknown", passage.path, id_.line, clause.id, values)


def _hidden(project: Project) -> Iterator[Problem]:
    """Warn of references that some reader of the clause can't follow.

    Of those in every variant, and of those that lead to what stands in a clause's place.
    """
    for register in (project.register, project.shown):
        for clause in register.clauses.values():
            for id_ in clause.cites:
                cited = register.clauses.get(id_)
                if not cited or id_ in register.left_out:
                    continue
                blind = [a for a in clause.audiences if a not in cited.audiences]
                if blind and cited.audiences:
                    yield _hidden_problem(clause, cited, blind)


def _awaiting(project: Project) -> Iterator[Problem]:
    """Find references from what is published to what is awaiting its translation."""
    register = project.register
    waiting = {code for code, policy in register.policies.items() if policy.is_awaiting}
    for clause in register.clauses.values() if waiting else ():
        for id_ in clause.cites if clause.policy not in waiting else ():
            if id_ in register.clauses and register.clauses[id_].policy in waiting:
                passage = next(iter(clause.texts.values()))
                yield at(passage, "reference-awaiting", {"id": id_})


def _hidden_problem(clause: Clause, cited: Clause, blind: Sequence[Audience]) -> Problem:
    passage = next(iter(clause.texts.values()))
    found = next((m for m in REFERENCE.finditer(passage.body) if m[1] == cited.id), None)
    at = line_at(passage.body, found.start(), passage.body_line) if found else clause.line
    values = {
        "id": cited.id,
        "audiences": ", ".join(blind),
        "cited": ", ".join(cited.audiences),
        "audiences_cy": joined([_in_welsh(each) for each in blind], "cy"),
        "cited_cy": joined([_in_welsh(each) for each in cited.audiences], "cy"),
    }
    return Problem("reference-hidden", passage.path, at, clause.id, values)


def _in_welsh(audience: Audience) -> str:
    return say(f"audience.{audience}", "cy").lower()


def _replacements(project: Project, known: Known) -> Iterator[Problem]:
    """Check that what replaced a retired clause is there."""
    for document in project.documents:
        for id_, retirement in document.retired.items():
            if retirement.use == id_:
                yield Problem("retired-malformed", document.path, id_.line, values={"id": id_})
            elif retirement.use:
                yield from known.problem(document.path, id_.line, "", retirement.use)


def _links(document: Document, project: Project, known: Known) -> Iterator[Problem]:
    for clause, text, first in texts_of(document):
        if "](" not in text:
            continue
        # A school's name may look like a link, and is none.
        text = project.school.fill(text, document.language, lambda it: it.replace("](", "] ("))
        for found in LINK.finditer(text):
            target = found[1]
            if (target or "").startswith("{{"):  # a placeholder with a problem of its own
                continue
            if not target and NOWHERE.fullmatch(found[0]):
                code, target = "link-address", found[0]
            elif target:
                code = _broken(target, document, project, known)
            if target and code:
                at = line_at(text, found.start(), first)
                values = {"target": target}
                if code == "link-broken":
                    values |= _meant(target, document, known)
                yield Problem(code, document.path, at, clause, values)


def _broken(target: str, document: Document, project: Project, known: Known) -> str:
    """Return the code of what is wrong with a link, or an empty string."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return "link-broken"
    if parts.scheme or target.startswith("//"):
        if parts.scheme.lower() not in SCHEMES:
            return "link-unsafe"
        if _is_private(parts):
            return "link-private"
        return "" if _is_address(parts) else "link-address"
    if target == "#":
        return "link-address"
    path = unquote(parts.path)
    if path.startswith("/") or "\\" in path:
        return "link-outside"
    folder = posixpath.dirname(document.path)
    resolved = posixpath.normpath(posixpath.join(folder, path)) if path else document.path
    if not resolved.startswith("docs/"):
        return "link-outside"
    linked = known.documents.get(resolved)
    if not linked:
        return "" if _is_file(project.root / resolved) else "link-broken"
    if linked.language != document.language:
        return "link-language"
    if parts.fragment and not any(p.id == unquote(parts.fragment) for p in linked.passages):
        return "link-broken"
    return ""


def _is_address(parts: SplitResult) -> bool:
    """Tell whether somebody else can open an address: of a site, a mailbox, a telephone."""
    if "{{" in parts.geturl():
        return True
    rest = unquote(parts.path)
    if parts.scheme.lower() == "mailto":
        return all(EMAIL.fullmatch(each.strip()) for each in rest.split(","))
    if parts.scheme.lower() == "tel":
        return bool(NUMBER_TO_RING.fullmatch(rest))
    is_whole = not TYPED_ON.search(unquote(parts.geturl()))
    return is_whole and bool(HOST.fullmatch(parts.hostname or ""))


def _is_private(parts: SplitResult) -> bool:
    """Tell whether an address holds a password, or what follows those who open it."""
    if parts.scheme.lower() in ("mailto", "tel"):
        return False
    place = f"{parts.hostname or ''}{parts.path}"
    return parts.password is not None or bool(
        FORWARDS.match(place) or FOLLOWS.search(f"&{parts.query}")
    )


def _meant(target: str, document: Document, known: Known) -> dict[str, str]:
    """Return what a message says of the link that somebody may have meant, if one is plain."""
    folder = posixpath.dirname(document.path)
    path, sign, fragment = target.replace("\\", "/").partition("#")
    bare = PAGE_END.sub("", path)
    names = {each.casefold(): each for each in known.documents if each.startswith(folder[:7])}
    wanted = posixpath.normpath(posixpath.join(folder, bare)).casefold() + ".md"
    same = [each for key, each in names.items() if key.endswith(f"/{posixpath.basename(wanted)}")]
    meant = ""
    if EMAIL.fullmatch(target):
        meant = f"mailto:{target}"
    elif SITE.match(target):
        meant = f"https://{target}"
    elif wanted in names or (len(same) == 1 and bare):
        there = names.get(wanted, same[0] if same else "")
        meant = posixpath.relpath(there, folder) + sign + fragment
    if not meant or meant == target:
        return dict.fromkeys((f"meant_{each}" for each in LANGUAGES), "")
    return {f"meant_{each}": f" {say('link.meant', each, target=meant)}" for each in LANGUAGES}


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _placeholders(document: Document, names: list[str]) -> Iterator[Problem]:
    said = (document.title, document.summary, *parts.changes(document).values())
    fields = [("", text, text.line) for text in said]
    for clause, text, first in (*fields, *texts_of(document)):
        if "{{" not in text:
            continue
        for found in PLACEHOLDER.finditer(text):
            at = line_at(text, found.start(), first)
            name, mutation = found[1], found[2]
            known = laws.names() if name.startswith(laws.GROUPS) else names
            if name not in known:
                yield unknown("placeholder-unknown", document.path, name, known, at, clause)
            if mutation and (document.language == "en" or mutation not in FILTERS):
                values = {"word": mutation, "suggestion": ", ".join(FILTERS)}
                yield Problem("filter-unknown", document.path, at, clause, values)
        unclosed = PLACEHOLDER.sub(lambda found: " " * len(found[0]), text).find("{{")
        if unclosed >= 0:
            word = text[unclosed : unclosed + 40].split("\n")[0]
            at = line_at(text, unclosed, first)
            yield unknown("placeholder-unknown", document.path, word, names, at, clause)
