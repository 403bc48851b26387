"""Rules for what the governing body has adopted: the decisions in school.yml, the texts kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from polisi.checks.headers import unknown
from polisi.model import Policy
from polisi.policies.adoption import today
from polisi.policies.texts import frozen, versions
from polisi.problems import Problem
from polisi.project import Project
from polisi.school.file import Adoption, Decision
from polisi.school.school import FILE
from polisi.words.languages import LANGUAGES
from polisi.yaml_files.faults import Place

Broken = tuple[str, str, dict[str, str]]
"""The rule broken, the key at fault and what the message says."""


def check(project: Project, *, thoroughly: bool) -> Iterator[Problem]:
    """Check that what each adoption records can have happened, and that its text is kept.

    ``thoroughly`` says that each text is held against its digest, not only against its checksum.
    """
    policies = project.register.policies
    used = set()
    for code, adoption in project.school.adoption.items():
        if code not in policies:
            line = project.school.line(("adoption", code))
            yield unknown("adoption-policy", FILE, code, policies, line)
            continue
        labelled = reversed(list(versions.labels(adoption)))
        for place, (label, decision) in zip(_places(adoption), labelled, strict=True):
            used.add((code, label))
            found = [*_decision(policies[code], decision, project)]
            is_real = not any(rule == "adoption-version" for rule, *_ in found)
            # of an earlier decision, the text may never have been kept
            if is_real and (label or not place):
                found += _kept(project, code, label, decision)
            for rule, key, values in found:
                line = project.school.line(("adoption", code, *place, key))
                yield Problem(rule, FILE, line, values={"code": code, **values})
        yield from _in_order(project, code, adoption)
    yield from _texts(project, used, thoroughly)


def _places(adoption: Adoption) -> Iterator[Place]:
    """Yield where each decision stands in an entry of school.yml, the newest first."""
    yield ()
    for number in range(len(adoption.earlier)):
        yield ("earlier", number)


def _decision(policy: Policy, said: Decision, project: Project) -> Iterator[Broken]:
    """Check that a decision can have been made."""
    days = {change.version: change.on for change in policy.changes}
    known = [*days, *(v for c, v in _kept_versions(project) if c == policy.code)]
    if said.version not in known:
        listed = ", ".join(dict.fromkeys(known))
        yield "adoption-version", "version", {"version": said.version, "versions": listed}
    date = said.date.isoformat()
    if said.date > today():
        yield "adoption-future", "date", {"date": date, "today": today().isoformat()}
    elif date < days.get(said.version, ""):
        values = {"date": date, "version": said.version, "day": days[said.version]}
        yield "adoption-early", "date", values


def _kept_versions(project: Project) -> Iterator[tuple[str, str]]:
    return ((text.code, text.version) for text in project.texts.values())


def _kept(project: Project, code: str, label: str, said: Decision) -> Iterator[Broken]:
    """Check that the text of a decision is kept, and that it is that text."""
    if said.text is None:
        written = project.register.policies[code].version
        rule = "adoption-unkept" if written == said.version else "adoption-unkept-old"
        yield rule, "version", {"version": said.version, "written": written}
        return
    text = project.texts.get((code, label))
    folder = f"{frozen.FOLDER}/{code}/{label}"
    if text and text.text != said.text:
        values = {"said": said.text, "text": text.text, "folder": folder}
        yield "adoption-text", "text", values
    elif not text and not _has_problem(project, folder):
        yield "adoption-gone", "text", {"version": said.version, "folder": folder}


def _has_problem(project: Project, folder: str) -> bool:
    return any(problem.path.startswith(f"{folder}/") for problem in project.unreadable)


def _in_order(project: Project, code: str, adoption: Adoption) -> Iterator[Problem]:
    """Check that the newest decision stands first, and that its review follows it."""
    for number, (later, earlier) in enumerate(pairwise((adoption, *adoption.earlier))):
        if later.date < earlier.date:
            line = project.school.line(("adoption", code, "earlier", number, "date"))
            values = {"later": later.date.isoformat(), "earlier": earlier.date.isoformat()}
            yield Problem("adoption-order", FILE, line, values={"code": code, **values})
    if adoption.review and adoption.review <= adoption.date:
        line = project.school.line(("adoption", code, "review"))
        values = {"review": adoption.review.isoformat(), "date": adoption.date.isoformat()}
        yield Problem("adoption-review", FILE, line, values={"code": code, **values})


def _texts(project: Project, used: set[tuple[str, str]], thoroughly: bool) -> Iterator[Problem]:
    """Check the texts themselves, and that each was adopted."""
    for (code, label), text in project.texts.items():
        where = frozen.path(code, label, LANGUAGES[0])
        if (code, label) not in used and project.has_school:
            yield Problem("adopted-unknown", where, 1, values={"code": code, "label": label})
        elif thoroughly and not text.is_true():
            yield Problem("adopted-edited", where, 1)
