"""What the pages of reference show: law and platforms, and where the text comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polisi.facts import laws, sources
from polisi.model import Register
from polisi.pages.views import Plan
from polisi.text.shape import PLACEHOLDER


def law(plan: Plan) -> dict[str, object]:
    """Collect the laws and platforms that the clauses cite, each with those clauses."""
    cited = _cited(plan.register)
    return {
        "laws": [
            (each, cited[f"laws.{key}"])
            for key, each in laws.all_laws().items()
            if f"laws.{key}" in cited
        ],
        "platforms": [
            (each, cited.get(f"platforms.{key}", ())) for key, each in laws.all_platforms().items()
        ],
        "announced": laws.announced_minimum(),
    }


def _cited(register: Register) -> Mapping[str, Sequence[str]]:
    """Map each name of a law or platform to the clauses that use it."""
    found: dict[str, dict[str, None]] = {}
    for clause in register.clauses.values():
        for passage in clause.texts.values():
            for placeholder in PLACEHOLDER.finditer(passage.body) if "{{" in passage.body else ():
                name = placeholder[1].replace("reports.", "platforms.", 1)
                if name.startswith(laws.GROUPS):
                    found.setdefault(name, {})[clause.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


def provenance(plan: Plan) -> dict[str, object]:
    """Collect what became of every row of the sources, and where the councils differ."""
    written = plan.project.register
    account = sources.account(written)
    by_council: dict[str, list[str]] = {}
    for source in sources.all_sources().values():
        by_council.setdefault(source.council, []).append(source.id)
    return {
        "account": account,
        "declined": {id_: why for id_, why in account.declined.items() if id_ not in account.used},
        "total": len(sources.all_sources()),
        "points": sources.points(),
        "gaps": sources.gaps(),
        "by_council": list(by_council.items()),
        "names": sources.COUNCILS,
    }


def councils(ids: Sequence[str], language: str) -> list[str]:
    """Name the councils that some rows are from, each once."""
    codes = dict.fromkeys(id_.partition("-")[0] for id_ in ids)
    return [sources.COUNCILS[code]["cy" if language == "cy" else "en"] for code in codes]
