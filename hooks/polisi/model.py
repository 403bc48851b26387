"""What a policy is made of: plain values, read once per build and never changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NewType, get_args

from polisi.words.languages import Language, other

Kind = Literal["policy", "form", "letters"]
WHOLE: Literal["whole"] = "whole"
HelpNow = Literal["whole"] | bool
"""Whether pages of a policy have the bar that says whom to turn to, or the whole of it."""
KINDS: tuple[Kind, ...] = get_args(Kind)
Audience = NewType("Audience", str)
"""One of those that ``audiences.yml`` has."""

POLICY_CODE = re.compile(r"[A-Z]{2,4}")
OWN_CODE = re.compile(r"X[A-Z]{1,3}")
"""Of a policy that a school writes itself: no policy of the template will ever have such a one."""
CLAUSE_ID = re.compile(rf"{POLICY_CODE.pattern}-\d{{3}}")
VERSION = re.compile(r"\d+\.\d+\.\d+")
TEMPLATE_FOLDER = "template/"
"""Where pages stand that are for whoever adapts the template, and for no reader of its policies."""
OWN_FOLDER = "school/"
"""Folder below ``docs/<language>/`` that holds what a school writes itself."""
LAST_NUMBER = 999
"""Of the clauses of a policy."""
FIRST_OWN = 900
"""The template's clauses have smaller numbers; a school's own in a policy of the template don't."""


class Located(str):
    """A string of a YAML file that remembers its line (counted from 1)."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, text: str, line: int) -> Located:
        """Make the string ``text``, found in ``line``."""
        self = super().__new__(cls, text)
        self.line = line
        return self

    def __getnewargs__(self) -> tuple[str, int]:  # type: ignore[override]
        """Say how to make it again in another process."""
        return str(self), self.line


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading with an id and everything under it: one language's text of a clause or section."""

    id: str
    """The id in braces, or an empty string when the heading has none."""
    title: str
    level: int
    """Number of ``#`` signs."""
    body: str
    """Markdown under the heading, as written, up to the next heading."""
    path: str
    """File, as a posix path from the project's folder."""
    line: int
    """Line of the heading."""

    @property
    def body_line(self) -> int:
        """Line of the first character of the body."""
        return self.line + 1

    @property
    def is_clause(self) -> bool:
        """Whether the id has the form of a clause id."""
        return bool(CLAUSE_ID.fullmatch(self.id))


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in both languages, with what the English front matter says of it."""

    id: str
    policy: str
    """Code of its policy."""
    section: str
    """Id of the section that holds it, or an empty string."""
    audiences: tuple[Audience, ...]
    texts: Mapping[Language, Passage]
    """Both languages in a published site; while previewing one may be missing."""
    see: tuple[Located, ...] = ()
    """Cross-references that the text does not mention."""
    allow: Mapping[str, str] = field(default_factory=dict)
    """Codes of rules that this clause may break, each with the reason."""
    agreed: str = ""
    """The stamp: digests of both texts as last agreed, ``en-cy``."""
    agreed_on: str = ""
    agreed_by: str = ""
    """When and by whom, if somebody has said so."""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Options of ``school.yml``, each with the values for which the clause shows."""
    own: bool = False
    """Whether the school has written it itself."""
    edited: bool = False
    """Whether it is the template's, and the school has changed its words."""
    replaces: str = ""
    """Id of the template's clause in whose place the school's own one stands."""
    after: str = ""
    """Id of the clause or section that the school's own one follows."""
    reasons: Mapping[Language, str] = field(default_factory=dict)
    """Why the school replaces a clause of the template."""
    line: int = 1
    """Line of its entry in the English front matter."""
    cites: tuple[str, ...] = ()
    """Ids of the clauses that it refers to, by ``see`` or in its text, in order."""

    def title(self, language: Language) -> str:
        """Return the heading in ``language``, or in the other when that is all there is."""
        passage = self.texts.get(language) or self.texts[other(language)]
        return passage.title


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that is no clause, with the clauses under it."""

    id: str
    """An empty string for the clauses before the first section."""
    level: int
    titles: Mapping[Language, str]
    clauses: tuple[Clause, ...]


def with_clauses(sections: Iterable[Section], shown: Callable[[Clause], bool]) -> Iterator[Section]:
    """Yield the sections that show a clause, and the headings above them."""
    above: list[Section] = []
    for section in sections:
        above = [each for each in above if each.level < section.level]
        above.append(section)
        if any(map(shown, section.clauses)):
            yield from above
            above = []


@dataclass(frozen=True, slots=True)
class Retired:
    """A clause that is no more. Its id is never used again."""

    id: str
    on: str
    """Date, ``2026-09-15``."""
    use: str
    """Id of the clause that replaced it, or an empty string."""
    policy: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A clause of the template that a school leaves out."""

    id: str
    reasons: Mapping[Language, str]
    path: str
    """File that says so."""
    line: int


@dataclass(frozen=True, slots=True)
class Change:
    """A version of a policy, and what was new in it."""

    version: str
    on: str
    """Date, ``2026-09-15``."""
    texts: Mapping[Language, str]
    clauses: tuple[str, ...] = ()
    """Ids of the clauses that were added or rewritten."""

    def told_of(self, shows: Callable[[str], bool]) -> Change:
        """Say nothing of clauses that do not show; where none does, there is only a version."""
        shown = tuple(filter(shows, self.clauses))
        if shown == self.clauses:
            return self
        return replace(self, clauses=shown, texts=self.texts if shown else {})


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy in both languages."""

    code: str
    name: str
    """Path below ``docs/<language>/``."""
    titles: Mapping[Language, str]
    summaries: Mapping[Language, str]
    owner: str
    """Key of a role in ``school.yml``."""
    changes: tuple[Change, ...]
    """Its versions, the newest first."""
    sections: tuple[Section, ...]
    retired: tuple[Retired, ...] = ()
    kind: Kind = "policy"
    required_by: tuple[Located, ...] = ()
    """Ids of the clauses that ask for a form or letter."""
    parts: tuple[Located, ...] = ()
    """Ids of the clauses of a form of which a reader fills in one."""
    help_now: HelpNow = False
    """Whether its pages say first whom to turn to, because a reader may need help now."""
    is_awaiting: bool = False
    """Whether it is there before its translation: the preview shows it, no site does."""
    due: str = ""
    """Day by which its translation is due, or an empty string."""

    @property
    def version(self) -> str:
        """The version that the text has now, or an empty string."""
        return self.changes[0].version if self.changes else ""

    @property
    def own(self) -> bool:
        """Whether the school has written it itself."""
        return self.name.startswith(OWN_FOLDER)

    @property
    def clauses(self) -> Iterator[Clause]:
        """Yield the clauses in the order of the text."""
        for section in self.sections:
            yield from section.clauses

    def title(self, language: Language) -> str:
        """Return the title in ``language``, or in the other when that is all there is."""
        return self.titles.get(language) or self.titles.get(other(language)) or self.code

    def with_each_clause(self, changed: Callable[[Clause], Clause | None]) -> Policy:
        """Return it with what becomes of each clause; one of which nothing becomes is out."""
        sections = (
            replace(section, clauses=tuple(filter(None, map(changed, section.clauses))))
            for section in self.sections
        )
        return replace(self, sections=tuple(sections))


@dataclass(frozen=True, slots=True)
class Register:
    """All policies as one indexed whole: what is written, what shows and what is seen share it."""

    policies: Mapping[str, Policy]
    """Every policy by code, in the order of the files."""
    clauses: Mapping[str, Clause]
    """Every clause by id, in the order of the policies."""
    retired: Mapping[str, Retired]
    cited_by: Mapping[str, tuple[str, ...]]
    """Id of a clause to the ids of those that cite it."""
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)
    """Clauses of the template that the school leaves out."""


@dataclass(frozen=True, slots=True)
class Written(Register):
    """Everything that is written: all variants, the school's own clauses and what they replace."""


@dataclass(frozen=True, slots=True)
class Shown(Register):
    """What the school shows: one variant of each point, its own clauses in their places."""

    instead: Mapping[str, str] = field(default_factory=dict)
    """Id of a clause that does not show, by option or because the school has replaced it, to the
    id of the one that shows in its place."""
    away: Mapping[str, tuple[Audience, ...]] = field(default_factory=dict)
    """Id of every clause that does not show, to those for whom it is written."""


@dataclass(frozen=True, slots=True)
class Seen(Register):
    """What the readers of an edition may see of what the school shows; pages know no more."""

    instead: Mapping[str, str] = field(default_factory=dict)
    """The same as in ``Shown``, as far as these readers see the clause in the place."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Those of them that were written for these readers, who may know their ids."""

    def leads_to(self, id_: str) -> str:
        """Return the id that one in a text leads to: itself, or the one that shows in its place."""
        return self.instead.get(id_, id_)

    def shown(self, id_: str) -> Clause | None:
        """Return the clause that an id in a text leads to, if these readers see one."""
        return self.clauses.get(self.leads_to(id_))

    def all_shown(self, ids: Iterable[str]) -> list[Clause]:
        """Return the clauses that ids in a text lead to, each once."""
        led_to = dict.fromkeys(map(self.leads_to, ids))
        return [self.clauses[id_] for id_ in led_to if id_ in self.clauses]
