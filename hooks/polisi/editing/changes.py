"""Changes of a school, as values: each takes a project and gives the files that then say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from polisi.editing.words import Said, Words, refused
from polisi.model import FIRST_OWN, LAST_NUMBER, OWN_FOLDER, Clause, Policy
from polisi.policies import published
from polisi.project import Project
from polisi.school.school import FILE
from polisi.text import front_matter, passages
from polisi.text.documents import Document
from polisi.words.languages import LANGUAGES, Language
from polisi.words.suggestions import closest_id
from polisi.yaml_files import entries

OWN_LEVEL = 3
"""Signs before the heading of a clause in a school's own file for a policy of the template."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a clause says in a language."""

    title: str
    body: str


Texts = Mapping[Language, Text]


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written, and how that is said."""

    files: Mapping[str, str]
    done: tuple[Said, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures that are to be written, in the same way."""
    clauses: tuple[str, ...] = ()
    """Ids of clauses whose texts it writes."""
    notes: tuple[Said, ...] = ()
    """What was asked for and is not done, and why."""
    report: Words = field(default_factory=dict)
    """What somebody should know of it, line by line."""
    removed: tuple[str, ...] = ()
    """Files that have done their work."""
    titles: Mapping[str, Words] = field(default_factory=dict)
    """What clauses are called of which nobody has seen the id yet."""


def read(project: Project, path: str) -> str:
    """Return the text of a file, or an empty one where there is none."""
    try:
        return (project.root / path).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise refused("unreadable", value=path) from error


def entry(
    text: str,
    place: Sequence[str],
    value: entries.Value,
    written: Callable[[str, Sequence[str], entries.Value], str] = entries.with_value,
) -> str:
    """Write a value into YAML, or refuse; ``written`` does it for another kind of file."""
    try:
        return written(text, place, value)
    except ValueError as error:
        raise refused("form", value=".".join(place)) from error


def header_entry(text: str, place: Sequence[str], value: entries.Value) -> str:
    """Write a value into front matter, or refuse."""
    return entry(text, place, value, front_matter.with_header_value)


def clause_of(project: Project, id_: str) -> Clause:
    """Return a clause that is written, by its id."""
    clauses = project.register.clauses
    if id_ not in clauses:
        raise refused("no-clause", value=id_, suggestion=closest_id(id_, clauses))
    return clauses[id_]


def replacement(project: Project, id_: str) -> Clause | None:
    """Return the school's own clause in place of one of the template, if there is one."""
    clauses = project.register.clauses
    return next((clause for clause in clauses.values() if clause.replaces == id_), None)


def changed(
    project: Project,
    id_: str,
    texts: Texts,
    reasons: Mapping[Language, str],
    about: Mapping[str, entries.Value] | None = None,
) -> Change:
    """Give a clause other texts; in place of one of the template stands one of the school's own.

    ``about`` is what its entry is to say otherwise than now: ``audience``, ``see``, ``when``.
    """
    clause = clause_of(project, id_)
    if len(clause.texts) < len(LANGUAGES):
        raise refused("one-language", value=id_)
    if there := replacement(project, id_):
        raise refused("replaced", value=id_, other=there.id)
    policy = project.register.policies[clause.policy]
    if not clause.own and not policy.own:
        return _replaced(project, clause, texts, reasons, about or {})
    files = _rewritten(project, clause, texts, about or {})
    titles = {language: texts[language].title for language in LANGUAGES}
    done = Said("answers", "changed", {"id": id_, "title": titles})
    return Change(files, (done,), clauses=(id_,))


def _rewritten(
    project: Project, clause: Clause, texts: Texts, about: Mapping[str, entries.Value]
) -> dict[str, str]:
    """Write other texts over those of a clause of the school's own."""
    files = {}
    for language in LANGUAGES:
        path, text = clause.texts[language].path, texts[language]
        try:
            said = passages.with_passage(read(project, path), clause.id, text.title, text.body)
        except ValueError as error:
            raise refused("form", value=clause.id) from error
        for key, value in about.items() if language == "en" else ():
            said = header_entry(said, ("clauses", clause.id, key), value or None)
        files[path] = said
    return files


def need_reasons(id_: str, reasons: Mapping[Language, str]) -> None:
    """Refuse to change the template's text without a reason, at the language that has none."""
    for language in LANGUAGES:
        if not reasons.get(language):
            raise refused("reason", value=id_, at=f"reason.{language}")


def _replaced(
    project: Project,
    clause: Clause,
    texts: Texts,
    reasons: Mapping[Language, str],
    said: Mapping[str, entries.Value],
) -> Change:
    need_reasons(clause.id, reasons)
    own = next_id(project, clause.policy)
    about: dict[str, entries.Value] = {
        "audience": [str(each) for each in clause.audiences],
        "replaces": clause.id,
        "reason": reasons["en"],
    }
    if clause.see:
        about["see"] = [str(each) for each in clause.see]
    about = {key: value for key, value in {**about, **said}.items() if value}
    files = _extended(project, clause.policy, own, about, texts, {"reason": reasons["cy"]})
    titles = {language: texts[language].title for language in LANGUAGES}
    values: dict[str, str | Words] = {"id": own, "old": clause.id, "title": titles}
    return Change(files, (Said("answers", "replaced", values),), clauses=(own,))


def added(project: Project, after: str, texts: Texts, about: Mapping[str, entries.Value]) -> Change:
    """Add a clause after another one; in a policy of the template it is the school's own.

    ``about`` is what its entry says: ``audience``, and perhaps ``see`` and ``when``.
    """
    before = clause_of(project, after)
    policy = project.register.policies[before.policy]
    id_ = next_id(project, policy.code)
    said = {key: value for key, value in about.items() if value}
    if policy.own:
        files = _inserted(project, policy, before, id_, said, texts)
    else:
        files = _extended(project, policy.code, id_, {**said, "after": after}, texts, {})
    titles = {language: texts[language].title for language in LANGUAGES}
    values: dict[str, str | Words] = {"id": id_, "after": after, "title": titles}
    return Change(files, (Said("answers", "added", values),), clauses=(id_,))


def _inserted(
    project: Project,
    policy: Policy,
    before: Clause,
    id_: str,
    about: entries.Value,
    texts: Texts,
) -> dict[str, str]:
    """Add a clause to a policy of the school's own."""
    files = {}
    for language in LANGUAGES:
        path = f"docs/{language}/{policy.name}"
        if language not in before.texts:
            raise refused("one-language", value=before.id)
        text, level = texts[language], before.texts[language].level
        try:
            files[path] = passages.with_new_passage(
                read(project, path), before.id, level, id_, text.title, text.body
            )
        except ValueError as error:
            raise refused("form", value=before.id) from error
        if language == "en":
            files[path] = _with_entry(files[path], id_, about)
    return files


def _with_entry(text: str, id_: str, about: entries.Value) -> str:
    """Write a clause's entry on one line below the others."""
    return entry(text, ("clauses", id_), about, front_matter.with_header_row)


def _extended(
    project: Project,
    code: str,
    id_: str,
    about: entries.Value,
    texts: Texts,
    welsh: Mapping[str, str],
) -> dict[str, str]:
    """Add a clause to the school's own file for a policy of the template."""
    files = {}
    for language in LANGUAGES:
        path = extension_path(project, code, language)
        text = read(project, path) or f"---\nextends: {code}\n---\n"
        said = about if language == "en" else dict(welsh)
        if said:
            text = _with_entry(text, id_, said)
        written = texts[language]
        files[path] = passages.with_new_passage(
            text, "", OWN_LEVEL, id_, written.title, written.body
        )
    return files


def left_out(project: Project, id_: str, reasons: Mapping[Language, str]) -> Change:
    """Leave a clause or a whole policy of the template out, with the reason."""
    if id_ in project.register.policies:
        return _policy_left_out(project, project.register.policies[id_], reasons)
    clause = clause_of(project, id_)
    policy = project.register.policies[clause.policy]
    if clause.own or policy.own:
        raise refused("own-clause", value=id_)
    if id_ in project.register.left_out:
        raise refused("is-out", value=id_)
    files = {}
    for language in LANGUAGES:
        path = extension_path(project, clause.policy, language)
        text = read(project, path) or f"---\nextends: {clause.policy}\n---\n"
        files[path] = header_entry(text, ("leave_out", id_), reasons[language])
    titles = {language: clause.title(language) for language in LANGUAGES}
    return Change(files, (Said("answers", "left-out", {"id": id_, "title": titles}),))


def _policy_left_out(project: Project, policy: Policy, reasons: Mapping[Language, str]) -> Change:
    if policy.own:
        raise refused("own-clause", value=policy.code)
    if policy.code in project.school.left_out:
        raise refused("is-out", value=policy.code)
    why: dict[str, entries.Value] = {each: reasons[each] for each in LANGUAGES}
    text = entry(read(project, FILE), ("policies", policy.code, "left_out"), why)
    titles = {language: policy.title(language) for language in LANGUAGES}
    return Change(
        {FILE: text}, (Said("answers", "left-out", {"id": policy.code, "title": titles}),)
    )


def extension_path(project: Project, code: str, language: Language) -> str:
    """Return the school's own file for a policy of the template, which need not be there yet."""
    return f"docs/{language}/{_extension_name(project, code)}"


def _extension_name(project: Project, code: str) -> str:
    def extends(document: Document) -> bool:
        return document.is_extension and document.code == code

    there = next((each.name for each in project.documents if extends(each)), "")
    if there:
        return there
    taken = {each.name for each in project.documents}
    policy = project.register.policies[code]
    base = PurePosixPath(policy.name).stem
    name, number = f"{OWN_FOLDER}{base}.md", 2
    while name in taken:
        name, number = f"{OWN_FOLDER}{base}-{number}.md", number + 1
    return name


def next_id(project: Project, code: str) -> str:
    """Return the next number of a policy that no clause has, and none ever had."""
    register = project.register
    remembered = {row.id for row in published.read(read(project, published.FILE))}
    used = {*register.clauses, *register.retired, *register.left_out, *remembered}
    start = 1 if register.policies[code].own else FIRST_OWN + 1
    numbers = [
        int(each.rpartition("-")[2])
        for each in used
        if each.startswith(f"{code}-") and each.rpartition("-")[2].isdecimal()
    ]
    number = max([start - 1, *(each for each in numbers if each >= start)]) + 1
    if number > LAST_NUMBER or (not register.policies[code].own and number < FIRST_OWN):
        raise refused("full", value=code)
    return f"{code}-{number:03}"
