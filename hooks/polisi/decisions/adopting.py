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
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say
from polisi.yaml_files.entries import Value

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
    school, policy = project.school, project.shown.policies[code]
    text = settled.as_text(policy, school, project.shown.instead)
    linked = set(attached.linked(text))
    shown = {path: file for path, file in project.files.items() if path in linked}
    whole = digest.digests(text, files=shown).whole()
    adoption = school.adoption.get(code)
    decision = _decision(policy, whole, said, adoption)
    if decision is None:
        return None
    day, entry, before = decision
    label = _label(entry, before, adoption)
    files = {} if _is_kept(project, code, label, whole) else frozen.files(text, label, shown)
    if not files and adoption and entry == _decided(adoption) | _reviewed(adoption):
        return None
    copies = {attached.kept_at(path, file): path for path, file in shown.items()} if files else {}
    return Adopted(code, text.titles, policy.version, whole, day, entry, before, files, copies)


def _decision(
    policy: Policy, text: str, said: Said, adoption: Adoption | None
) -> tuple[date, Entry, Entry | None] | None:
    """Return the day and the entry of a decision, and the entry of another one before it.

    None where no day is said and the text is adopted. Raises ``UndatedError``.
    """
    same = _repeated(policy, text, said.on, adoption)
    day = same.date if same else said.on
    if day is None:
        if adoption and adoption.text == text:
            return None
        raise UndatedError(policy.code)
    before = _decided(adoption) if adoption and not same else None
    return day, _entry(policy, text, day, said, adoption, same), before


def _repeated(
    policy: Policy, text: str, day: date | None, adoption: Adoption | None
) -> Adoption | None:
    """Return the decision that is there, if this is the same: on a text as it is, or not kept."""
    if adoption is None or adoption.version != policy.version:
        return None
    is_same = adoption.text in (None, text) and day in (None, adoption.date)
    return adoption if is_same else None


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
    same: Adoption | None,
) -> Entry:
    """Return the entry of school.yml; ``same`` is the one that is there, if it is the same."""
    by = said.by or (adoption.by if adoption else _usual())
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
