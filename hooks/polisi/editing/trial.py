"""Changed files tried before they are written: what the rules say of the project with them."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import AnyStr

from polisi import checks, project, saving
from polisi.decisions import agreement
from polisi.model import Located
from polisi.policies import published
from polisi.policies.texts import frozen
from polisi.problems import Problem
from polisi.project import Project
from polisi.saving import Seen
from polisi.school.school import FILE

Files = Mapping[str, str]
"""Path from the project's folder to the text of a file."""
NO_PICTURES: Mapping[str, bytes] = {}
STAMPS = "stamp-"
"""How the codes of rules start that say that nobody has agreed two texts yet."""
UNFINISHED = "school-example"
"""The rule that finds what is left of the example: a school may fill itself in step by step."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a change would do."""

    files: Files
    """All texts that are to be written, agreement included."""
    errors: tuple[Problem, ...]
    """New ones: those that were there before are not this change's."""
    warnings: tuple[Problem, ...]
    unfinished: Mapping[str, Problem]
    """What the school has yet to fill in, by its place in ``school.yml``."""
    to_agree: tuple[str, ...]
    """Ids of clauses, or names of documents, whose two texts somebody still has to agree."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def tried(
    root: Path,
    files: Files,
    agreed: Iterable[str] = (),
    pictures: Mapping[str, bytes] = NO_PICTURES,
) -> Trial:
    """Try changed files in a copy, with the texts of these names agreed as they then stand."""
    if not files and not agreed:
        return Trial({}, (), (), {}, ())
    with _copied(root) as copy:
        _write(copy, {**files, **pictures})
        changed = project.load(copy)
        stamped = _stamps(changed, agreed)
        if stamped:
            _write(copy, stamped)
            changed = project.load(copy)
        after = checks.run(changed)
    before = checks.run(project.load(root)) if after else []
    new = list(new_problems(before, after))
    return _sorted(changed, new, _unlike(root, {**files, **stamped}), _unlike(root, pictures))


def _sorted(
    changed: Project, new: Sequence[Problem], files: Files, pictures: Mapping[str, bytes]
) -> Trial:
    """Sort new problems by what somebody has to do about them."""
    unstamped = [each for each in new if each.code.startswith(STAMPS)]
    unfinished = [each for each in new if each.code == UNFINISHED]
    others = [each for each in new if each not in (*unstamped, *unfinished)]
    return Trial(
        files,
        tuple(each for each in others if each.severity == "error"),
        tuple(each for each in others if each.severity == "warning"),
        {_place(changed, each): each for each in unfinished},
        tuple(dict.fromkeys(each.values.get("id") or each.path for each in unstamped)),
        pictures,
    )


def _place(changed: Project, problem: Problem) -> str:
    """Return where in ``school.yml`` the text stands that a problem is about."""

    def found(value: object, above: tuple[str, ...]) -> Iterator[str]:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                yield from found(inner, (*above, str(key)))
        elif isinstance(value, list):
            for inner in value:
                yield from found(inner, above)
        elif isinstance(value, Located) and value.line == problem.line and text in value:
            yield ".".join(above)

    text = problem.values.get("text", "")
    return next(found(changed.school.written, ()), f"{problem.path}:{problem.line}")


def _unlike(root: Path, files: Mapping[str, AnyStr]) -> dict[str, AnyStr]:
    """Return those files that do not hold this yet."""
    return {path: text for path, text in files.items() if _held(root / path) != _raw(text)}


def _held(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


@contextmanager
def _copied(root: Path) -> Iterator[Path]:
    """Copy what the rules read into a folder of its own, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="polisi-") as name:
        copy = Path(name)
        for folder in ("docs", frozen.FOLDER, "overrides"):
            if (root / folder).is_dir():
                shutil.copytree(root / folder, copy / folder, symlinks=True)
        for file in (FILE, published.FILE, "mkdocs.yml"):
            if (root / file).is_file():
                shutil.copy2(root / file, copy / file)
        yield copy


def _write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(_raw(content))


def _raw(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _stamps(changed: Project, agreed: Iterable[str]) -> Files:
    known = agreement.names(changed)
    chosen = {
        name: known[name]
        for name in agreed
        if name in known and not agreement.is_alone(known[name])
    }
    if not chosen:
        return {}
    found = agreement.written(changed.root, list(agreement.agreements(chosen, "en")))
    found.update(agreement.remembered(changed))
    return {file.relative_to(changed.root).as_posix(): raw.decode() for file, raw in found.items()}


def new_problems(before: Iterable[Problem], after: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems that were not there before, wherever their lines have gone."""
    known = Counter(map(_sign, before))
    for problem in after:
        if known[_sign(problem)]:
            known[_sign(problem)] -= 1
        else:
            yield problem


def _sign(problem: Problem) -> tuple[object, ...]:
    return problem.code, problem.path, problem.clause, *sorted(problem.values.items())


def write(
    root: Path,
    files: Mapping[str, str | bytes],
    removed: Iterable[str] = (),
    seen: Seen | None = None,
) -> None:
    """Write what was tried, and remove what has been taken.

    Raises ``OSError``, and ``SavedError`` for a file that is not as it was ``seen``; then every
    file is as it was.
    """
    raw = {root / path: _raw(content) for path, content in files.items()}
    saving.save(root, raw, [root / path for path in removed], seen)
