"""Adopting: the governing body has decided, and its decision and the text it decided on are kept.

The decision goes into ``school.yml``, the text in both languages into ``adopted/`` (``frozen``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from polisi import disk
from polisi.model import Policy
from polisi.policies.texts import attached, digest, frozen, settled, versions
from polisi.project import Project
from polisi.school import writing
from polisi.school.file import Adoption, Bilingual, Decision
from polisi.school.school import FILE
from polisi.text.entries import Value
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say

Entry = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a decision; what is not said stays as it was, or is the usual."""

    on: date | None = None
    minute: str = ""
    by: Bilingual | None = None
    review: date | None = None


@dataclass(frozen=True, slots=True)
class Adopted:
    """A decision that is to be written."""

    code: str
    title: Mapping[Language, str]
    version: str
    text: str
    """Digest of the text."""
    on: date
    entry: Entry
    before: Entry | None
    files: Mapping[str, str]
    """Path from the project's folder to the text to keep; nothing where it is kept already."""
    copies: Mapping[str, str]
    """Path from there to the file of which a copy is kept."""


def is_whole(policy: Policy) -> bool:
    """Tell whether a policy is written in both languages, so that it can be adopted."""
    texts = (policy.titles, *(clause.texts for clause in policy.clauses))
    return all(set(each) == set(LANGUAGES) for each in texts)


class UndatedError(Exception):
    """A policy that was not adopted before, and no day on which it was."""


def adoption_of(project: Project, code: str, said: Said) -> Adopted | None:
    """Return the decision on a policy as it reads now, or None when it is written already.

    Raises ``UndatedError`` with the policy's code.
    """
    policy = project.shown.policies[code]
    text = settled.as_text(policy, project.school, project.shown.instead)
    adoption = project.school.adoption.get(code)
    linked = set(attached.linked(text))
    shown = {path: said for path, said in project.files.items() if path in linked}
    found = digest.digests(text, files=shown).whole()
    day = said.on or (adoption.date if adoption and _is_unkept(adoption, policy, found) else None)
    if day is None:
        if adoption and adoption.text == found:
            return None
        raise UndatedError(code)
    is_same = bool(adoption and adoption.date == day and _is_unkept(adoption, policy, found))
    entry = _entry(policy, found, day, said, adoption, is_same)
    before = _decided(adoption) if adoption and not is_same else None
    label = _label(entry, before, adoption)
    files = {} if _is_kept(project, code, label, found) else frozen.files(text, label, shown)
    if not files and adoption and entry == _decided(adoption) | _reviewed(adoption):
        return None
    copies = {attached.kept_at(path, said): path for path, said in shown.items()} if files else {}
    return Adopted(code, text.titles, policy.version, found, day, entry, before, files, copies)


def _is_unkept(adoption: Adoption, policy: Policy, text: str) -> bool:
    """Tell whether a decision is on the text as it is, or on one that nobody kept."""
    return adoption.version == policy.version and adoption.text in (None, text)


def _is_kept(project: Project, code: str, label: str, text: str) -> bool:
    kept = project.texts.get((code, label))
    paths = {frozen.path(code, label, each) for each in LANGUAGES}
    is_whole = not any(problem.path in paths for problem in project.unreadable)
    return kept is not None and kept.text == text and is_whole


def _label(entry: Entry, before: Entry | None, adoption: Adoption | None) -> str:
    """Return what the text is called: another text of a version that was adopted has a number."""
    earlier = [
        *([before] if before else []),
        *(map(_decided, adoption.earlier if adoption else ())),
    ]
    told = {key: entry[key] for key in ("version", "text", "date")}  # what is said may be too long
    made = Adoption.model_validate({**told, "by": _usual(), "earlier": earlier})
    *_, (label, _) = versions.labels(made)
    return label


def _entry(
    policy: Policy,
    text: str,
    day: date,
    said: Said,
    adoption: Adoption | None,
    is_same: bool,
) -> Entry:
    """Return the entry of school.yml; ``is_same``: the one that is there is of this decision."""
    by = said.by or (adoption.by if adoption else _usual())
    same = adoption if is_same else None
    minute = said.minute or (same.minute if same else None)
    review = said.review or (same.review if same else None)
    return {
        "version": str(policy.version),
        "text": text,
        "date": day.isoformat(),
        "by": {"en": by.en, "cy": by.cy},
        **({"minute": minute} if minute else {}),
        **({"review": review.isoformat()} if review else {}),
    }


def _usual() -> Bilingual:
    words = {language: say("adopt.by", language) for language in LANGUAGES}
    return Bilingual(en=words["en"], cy=words["cy"])


def _decided(decision: Decision) -> Entry:
    return {
        "version": decision.version,
        **({"text": decision.text} if decision.text else {}),
        "date": decision.date.isoformat(),
        "by": {"en": decision.by.en, "cy": decision.by.cy},
        **({"minute": decision.minute} if decision.minute else {}),
    }


def _reviewed(adoption: Adoption) -> Entry:
    return {"review": adoption.review.isoformat()} if adoption.review else {}


def written(root: Path, adopted: Sequence[Adopted]) -> dict[Path, bytes]:
    """Return the files that have to be written, ``school.yml`` last.

    Raises ``ValueError`` with what is wrong where an adoption can't be put into ``school.yml``,
    and ``OSError`` where a file that a text shows can't be read.
    """
    files: dict[Path, bytes] = {}
    text = (root / FILE).read_bytes().decode("utf-8")
    for each in adopted:
        text = writing.with_adoption(text, each.code, each.entry, each.before)
        files.update((root / path, said.encode()) for path, said in each.files.items())
        files.update((root / path, disk.read(root / file)) for path, file in each.copies.items())
    return {**files, root / FILE: text.encode()}
