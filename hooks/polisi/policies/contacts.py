"""Whom an edition says how to reach: not those whom only texts name that it leaves out.

``school.yml`` is one file for all readers. A helpline, an account, the email or the number of a
post shows in an edition unless a text that its readers do not see names it, and none that they see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel

from polisi.markup.drafting import without_drafting
from polisi.markup.syntax import PLACEHOLDER
from polisi.model import Register, Written
from polisi.policies.editions import INTRANET, Edition
from polisi.school.file import Account, Helpline, LocalAuthority, Organisation, Role
from polisi.school.school import School
from polisi.text.documents import Document
from polisi.words.languages import LANGUAGES

BETWEEN_FIGURES = re.compile(r"(?<=\d)[\s()\-]+(?=\d)|\(0\)")
SCHEME = re.compile(r"https?://(?:www\.)?")
WAYS = ("name", "email", "telephone", "website", "out_of_hours")
Reached = TypeVar("Reached", Role, Organisation, LocalAuthority)


class _Texts:
    """Some texts, in which names are looked for, however they are written."""

    def __init__(self, texts: Iterable[str], owners: Iterable[str]) -> None:
        joined = "\n".join(texts)
        self.values = {found[1] for found in PLACEHOLDER.finditer(joined)}
        self.values |= {f"roles.{owner}" for owner in owners}
        self.words = _plain(joined)

    def name(self, entry: str, words: Iterable[str]) -> bool:
        """Tell whether they name an entry of ``school.yml``, or say one of its words."""
        is_value = any(value == entry or value.startswith(f"{entry}.") for value in self.values)
        return is_value or any(map(self._say, map(_plain, words)))

    def _say(self, words: str) -> bool:
        """Tell whether they say some plain words, and not only as a part of others."""
        words = words.rstrip("/")
        if words not in self.words:  # a pattern is tried at every character
            return False
        return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self.words))


def _plain(text: str) -> str:
    """Write a text so that a number, an address and a name are the same however it has them."""
    text = BETWEEN_FIGURES.sub("", SCHEME.sub("", text.casefold())).replace("+44", "0")
    return " ".join(text.replace("’", "'").split())


def seen_by(
    edition: Edition,
    school: School,
    written: Written,
    pages: Iterable[Document],
    hidden_pages: Iterable[Document],
) -> School:
    """Return a school without those whom only texts name that the edition leaves out.

    ``pages`` are those that are no policies and that the edition shows, ``hidden_pages`` the rest.
    """
    if edition.name == INTRANET:
        return school
    cut = _Cut(
        _texts(edition.register, edition.register.clauses, pages),
        _texts(written, edition.hidden & written.clauses.keys(), hidden_pages),
        is_for_staff="staff" in edition.audiences,
    )
    file = school.file
    changed: dict[str, object] = {
        "helplines": tuple(filter(cut.shows_helpline, file.helplines)),
        "official_accounts": tuple(filter(cut.shows_account, file.official_accounts)),
        "roles": {key: cut.role(f"roles.{key}", post) for key, post in file.roles.items()},
        "police": file.police and cut.reached("police", file.police),
        "local_authority": file.local_authority
        and cut.reached("local_authority", file.local_authority),
    }
    return replace(school, file=file.model_copy(update=changed))


class _Cut:
    """Takes out of ``school.yml`` what the readers of an edition are not told."""

    def __init__(self, seen: _Texts, left_out: _Texts, *, is_for_staff: bool) -> None:
        self.seen = seen
        self.left_out = left_out
        self.is_for_staff = is_for_staff

    def is_secret(self, entry: str, *said: object) -> bool:
        """Tell whether only texts that are left out name an entry, or have one of its values."""
        words = _said(*said)
        return self.left_out.name(entry, words) and not self.seen.name(entry, words)

    def shows_helpline(self, line: Helpline) -> bool:
        said = (line.name, line.website, line.telephone)
        if line.serves == "staff" and not self.is_for_staff:
            return self.seen.name("", _said(*said))
        return not self.is_secret("", *said)

    def shows_account(self, account: Account) -> bool:
        return not self.is_secret("", account.name, account.website)

    def role(self, entry: str, post: Role) -> Role:
        """Take out how to reach a post."""
        is_secret = self.is_secret(entry, post, post.email, post.telephone)
        return self.reached(entry, post, is_secret=is_secret)

    def reached(self, entry: str, whom: Reached, *, is_secret: bool = False) -> Reached:
        """Take out how to reach somebody, each way by itself or all of them."""
        ways = [way for way in WAYS if way in type(whom).model_fields and not _is_name(whom, way)]
        gone = [
            way for way in ways if is_secret or self.is_secret(f"{entry}.{way}", getattr(whom, way))
        ]
        return whom.model_copy(update=dict.fromkeys(gone)) if gone else whom


def _is_name(whom: BaseModel, way: str) -> bool:
    """Tell whether a way to reach somebody is what a body is called; of a post it is a person."""
    return way == "name" and not isinstance(whom, Role)


def _texts(register: Register, ids: Iterable[str], pages: Iterable[Document]) -> _Texts:
    """Return the texts of some clauses and pages, and who owns the policies of the clauses."""
    clauses = [register.clauses[id_] for id_ in ids]
    texts = [
        f"{passage.title}\n{without_drafting(passage.body)}"
        for clause in clauses
        for passage in clause.texts.values()
    ]
    texts += [f"{page.title}\n{page.summary}\n{without_drafting(page.body)}" for page in pages]
    codes = {clause.policy for clause in clauses}
    return _Texts(texts, (register.policies[code].owner for code in codes))


def _said(*values: object) -> list[str]:
    """Return values of ``school.yml`` as words: one in both languages, or one for both."""
    found = []
    for value in values:
        if isinstance(value, BaseModel):
            found += [str(getattr(value, language)) for language in LANGUAGES]
        elif value:
            found.append(str(value))
    return found
