"""The kinds of request, and what each form asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from polisi.editing import fields, words
from polisi.editing.fields import Field
from polisi.project import Project
from polisi.words.languages import LANGUAGES

READ = "read"
"""The box that says that somebody has read both texts."""


def _clause_texts() -> Sequence[Field]:
    return (
        *fields.of_both("title", "line", True),
        *fields.of_both("text", "text", True, "reference"),
    )


def _read(needed: bool = False) -> Field:
    answers = {"yes": words.table("fields")["say-the-same"]}
    return Field(READ, "tick", words.table("fields")["read"], None, answers, needed)


def _change(project: Project) -> Sequence[Field]:
    return (
        fields.of_words("clause", "line", True),
        *_clause_texts(),
        *fields.of_both("reason", "line"),
        _read(),
    )


def _add(project: Project) -> Sequence[Field]:
    return (
        fields.of_words("after", "line", True),
        fields.audiences(),
        *_clause_texts(),
        _read(),
    )


def _adopt(project: Project) -> Sequence[Field]:
    policies = project.register.policies
    answers = {
        policy.code: {each: f"{policy.code} {policy.title(each)}" for each in LANGUAGES}
        for policy in policies.values()
        if not policy.own
    }
    table = words.table("fields")
    return (
        Field("policies", "choices", table["policies"], None, answers),
        fields.of_words("own-policies", "line"),
        fields.of_words("on", "line", True),
        fields.of_words("minute", "line"),
        *fields.of_both("by", "line"),
        fields.of_words("review", "line"),
    )


def _import(project: Project) -> Sequence[Field]:
    table = words.table("fields")
    return (
        fields.of_words("files", "files", True, "document-files"),
        fields.audiences(),
        Field("owner", "choice", table["owner"], None, _roles(project), True),
        *fields.of_both("policy-title", "line"),
        fields.of_words("code", "line"),
        fields.of_words("due", "line"),
        _read(),
    )


def _roles(project: Project) -> Mapping[str, words.Words]:
    """Name a school's roles; those of the template in words that no form outlives."""
    roles = project.school.file.roles
    own: dict[str, words.Words] = {
        key: {"en": role.en, "cy": role.cy} for key, role in roles.items()
    }
    return {**own, **words.table("roles")}


FORMS: Mapping[str, Callable[[Project], Sequence[Field]]] = {
    "school": lambda project: fields.school(),
    "contacts": lambda project: fields.contacts(),
    "options": lambda project: fields.options(),
    "adopt": _adopt,
    "change": _change,
    "add": _add,
    "leave-out": lambda project: (
        Field("clause", "line", words.table("fields")["clause-or-policy"], needed=True),
        *fields.of_both("reason", "line", True),
    ),
    "agree": lambda project: (fields.of_words("clauses", "line", True), _read(True)),
    "import": _import,
    "take-back": lambda project: (
        fields.of_words("files", "files", True, "translated-files"),
        _read(),
    ),
}
"""What each kind asks for, in the order of the form; the words are in ``editing.yml``."""
