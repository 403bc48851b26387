"""A project's files, read: the one value that the checks and the site start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from polisi import disk, saving
from polisi.memory import NO_MEMORY, Memory
from polisi.model import Shown, Written
from polisi.policies import choices, register, shipped
from polisi.policies.editions import Beside
from polisi.policies.texts import attached, frozen, versions
from polisi.policies.texts.versions import History
from polisi.problems import Problem
from polisi.saving import Seen
from polisi.school import school
from polisi.school.school import School
from polisi.text import documents, reading
from polisi.text.documents import Document, Pair
from polisi.text.parts import published
from polisi.words.languages import LANGUAGES

FOLDERS = ("docs", frozen.FOLDER)
"""Where the files stand that are read and written, beside those of the project's folder itself."""


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that was read from a project's folder."""

    root: Path
    school: School
    documents: tuple[Document, ...]
    pairs: Mapping[str, Pair]
    register: Written
    """Everything that is written: all variants, the school's own clauses and what they replace."""
    shown: Shown
    """What the school shows of what is written now."""
    in_force: Shown
    """The same with the adopted text of each policy in its place, until the next adoption."""
    histories: Mapping[str, History]
    """The texts of each policy that shows, by code."""
    texts: versions.Texts
    """Every adopted text that is kept, by code and label."""
    files: attached.Files
    """The files that the school's policies, as they are written, show or link to."""
    unreadable: tuple[Problem, ...]
    """Problems of the files themselves, found while reading."""
    seen: Seen | None = None
    """How the files stood before they were read; a build or a preview, which writes none, looks at
    none."""

    @property
    def beside(self) -> Beside:
        """What can stand beside what is in force."""
        only_adopted = self.school.file.publish == "adopted"
        return Beside(self.shown, self.histories, self.register, only_adopted)

    @property
    def has_school(self) -> bool:
        """Whether school.yml could be read, so that a text can be held against it."""
        lost = any(problem.path == school.FILE for problem in self.unreadable)
        return bool(self.school.written) or not lost


def _marked(root: Path, written: Written, about: School) -> Written:
    """Mark what a school has changed; the template itself changes its clauses as it likes."""
    if school.is_example(about):
        return written
    try:
        text = disk.read(root / shipped.FILE).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return written
    return shipped.marked(written, shipped.read(text))


def load(root: Path, memory: Memory = NO_MEMORY, *, for_pages: bool = False) -> Project:
    """Read ``docs/``, ``adopted/`` and ``school.yml`` below ``root``.

    ``for_pages`` says that pages will be made of all the texts, so that they are read for these.
    Raises ``NoProjectError`` when ``docs/en`` or ``docs/cy`` is not there; everything else
    that is wrong with a file becomes a problem. What ``memory`` has of it is not made again.
    """
    saving.finish(root)
    writes_back = memory is NO_MEMORY and not for_pages
    seen = Seen(root, FOLDERS) if writes_back else None
    about_school, problems = memory.of_file(school.read, root / school.FILE)
    read, unreadable = documents.read_all(root, memory)
    read.sort(key=lambda each: (LANGUAGES.index(each.language), documents.order(each.name)))
    if for_pages:
        reading.read_all(published(read))
    written = _marked(root, register.build(read, memory), about_school)
    shown = choices.settle(written, about_school.chosen, memory, about_school.left_out)
    texts, about_texts = frozen.read_all(root, memory)
    files = attached.of_policies(root, shown.policies.values(), memory)
    histories = versions.histories(shown, about_school, texts, files, memory)
    return Project(
        root=root,
        school=about_school,
        documents=tuple(read),
        pairs=register.pairs(read),
        register=written,
        shown=shown,
        in_force=versions.in_force(shown, histories, written),
        histories=histories,
        texts=texts,
        files=files,
        unreadable=(*problems, *unreadable, *about_texts),
        seen=seen,
    )
