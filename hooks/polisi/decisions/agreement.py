"""Agreeing: a person says that both languages of a text say the same, and a stamp records it.

What is agreed is remembered for ever: its ids and addresses go to ``ids.csv`` (``published``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from polisi import disk
from polisi.model import Clause
from polisi.policies import published, shipped, stamps
from polisi.project import Project
from polisi.school.school import is_example
from polisi.text.documents import Document, Pair
from polisi.words.languages import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Agreed:
    """A stamp that is to be written."""

    name: str
    """The id of a clause, the code of a policy, or the name of a page."""
    title: str
    path: str
    """The Welsh file."""
    clause: str
    """The id of the clause, or nothing for what is in no clause."""
    stamp: str


def names(project: Project) -> dict[str, Clause | Pair]:
    """Return all that can be agreed, by how a person calls it."""
    found: dict[str, Clause | Pair] = dict(project.register.clauses)
    for pair in project.pairs.values():
        found[name_of(next(iter(pair.values())))] = pair
    return found


def name_of(document: Document) -> str:
    """Return what a person calls what is in no clause of a document: ``SM``, ``about.md``."""
    return document.policy or document.name


def is_alone(subject: Clause | Pair) -> bool:
    """Tell whether a text has only one language, so that there is nothing to agree."""
    return len(subject.texts if isinstance(subject, Clause) else subject) < len(LANGUAGES)


def agreements(chosen: Mapping[str, Clause | Pair], language: Language) -> Iterator[Agreed]:
    """Yield the stamps that some texts need, as they stand, and do not have."""
    for name, subject in chosen.items():
        if is_alone(subject):
            continue
        if isinstance(subject, Clause):
            stamp, agreed = stamps.stamp(subject.texts), subject.agreed
            title, path, clause = subject.title(language), subject.texts["cy"].path, subject.id
        else:
            stamp, agreed = stamps.stamp_of_documents(subject), subject["cy"].agreed
            title, path, clause = subject[language].title or name, subject["cy"].path, ""
        if stamp and stamp != agreed:
            yield Agreed(name, title, path, clause, stamp)


def carried_over(project: Project, language: Language) -> Iterator[Agreed]:
    """Yield the stamps of texts that are as they were agreed by the rule of before.

    Titles, summaries, headings, changes and other pages had no stamps then: they get their first.
    """
    for each in agreements(names(project), language):
        if each.clause:
            clause = project.register.clauses[each.clause]
            if clause.agreed == stamps.stamp_of_sources(clause.texts):
                yield each
        elif not _document(project, each.path).agreed:
            yield each


def _document(project: Project, path: str) -> Document:
    return next(document for document in project.documents if document.path == path)


def remembered(project: Project) -> dict[Path, bytes]:
    """Return the file of what was ever published with all that is there now, if that is more.

    In the template itself, what it ships, too.

    Nothing is written over a file that can't be read: the checks say what is wrong with it.
    """
    ids, ships = project.root / published.FILE, project.root / shipped.FILE
    found: dict[Path, bytes] = {}
    if (text := _text(ids)) is not None and not published.broken(text):
        new = published.written(published.read(text), published.rows(project.documents))
        found |= {ids: new.encode("utf-8")} if new != text else {}
    if (text := _text(ships)) and is_example(project.school):
        new = shipped.written(project.register)
        found |= {ships: new.encode("utf-8")} if new != text else {}
    return found


def _text(file: Path) -> str | None:
    """Return what a file says, nothing where there is none, and None where it can't be read."""
    try:
        return disk.read(file).decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        return None


def written(root: Path, agreed: Iterable[Agreed]) -> dict[Path, bytes]:
    """Return the files with these stamps in them.

    Raises ``ValueError`` with the file's path and what is wrong where that can't be.
    """
    by_path: dict[str, list[Agreed]] = {}
    for each in agreed:
        by_path.setdefault(each.path, []).append(each)
    files = {}
    for path, stamped in by_path.items():
        clauses = {each.clause: each.stamp for each in stamped if each.clause}
        own = next((each.stamp for each in stamped if not each.clause), "")
        try:
            text = disk.read(root / path).decode("utf-8")
            files[root / path] = stamps.write(text, clauses, own).encode("utf-8")
        except (OSError, ValueError) as error:
            raise ValueError(path, str(error)) from error
    return files
