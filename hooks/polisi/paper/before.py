"""The text of a policy as the governing body adopted it, looked for in the history of git."""

from __future__ import annotations

from collections.abc import Iterator

from polisi.model import Policy
from polisi.policies import choices, register, stamps
from polisi.policies.adoption import fingerprint
from polisi.project import Project
from polisi.school.file import Adoption
from polisi.text import documents
from polisi.text.documents import Document
from polisi.words.languages import LANGUAGES


def adopted(loaded: Project, code: str) -> Policy | None:
    """Return a policy as it was adopted, or None when that text is not to be found.

    Where the adoption says no digest, it is the newest text of the adopted version.
    """
    adoption = loaded.school.adoption.get(code)
    policy = loaded.shown.policies.get(code)
    if adoption is None or policy is None:
        return None
    if _is_it(policy, adoption, loaded):
        return policy
    return next((old for old in _older(loaded, policy) if _is_it(old, adoption, loaded)), None)


def _is_it(policy: Policy, adoption: Adoption, loaded: Project) -> bool:
    if policy.version != adoption.version:
        return False
    return not adoption.text or adoption.text == fingerprint(policy, loaded.school)


def _older(loaded: Project, policy: Policy) -> Iterator[Policy]:
    """Yield the texts that a policy had, the newest first, as the school shows them now."""
    history = stamps.git_history(loaded.root)
    paths = {each: f"docs/{each}/{policy.name}" for each in LANGUAGES}
    pairs = zip(*(history(paths[each]) for each in LANGUAGES), strict=False)
    extensions = [each for each in loaded.documents if each.is_extension]
    for texts in pairs:
        read: list[Document] = []
        for language, text in zip(LANGUAGES, texts, strict=True):
            path = paths[language]
            document, _ = documents.read(text.encode(), path, language, policy.name)
            read += [document] if document else []
        written = register.build([*read, *extensions])
        yield from (
            old
            for old in choices.settle(written, loaded.school.chosen).policies.values()
            if old.code == policy.code
        )
