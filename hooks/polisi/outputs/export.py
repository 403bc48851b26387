"""The register for other programs: JSON and CSV."""

from __future__ import annotations

import csv
import io
import json

from polisi.data import own_text
from polisi.facts.audiences import all_audiences
from polisi.facts.sources import provenance
from polisi.model import Clause, Policy
from polisi.pages.clauses import Clauses
from polisi.pages.content import signed
from polisi.pages.plan import Plan
from polisi.policies.adoption import in_words
from polisi.words.languages import LANGUAGES

SCHEMA_VERSION = 1
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts so is run as a formula by spreadsheets (OWASP, CSV injection)."""


def schema() -> str:
    """Return the JSON schema of ``clauses_json``."""
    names = json.dumps([*all_audiences()])
    return own_text("clauses.schema.json").replace('["audiences.yml"]', names)


def clauses_json(plan: Plan, clauses: Clauses, site_url: str) -> str:
    """Return every clause of the edition as JSON; the format is ``clauses.schema.json``."""
    retired = plan.register.retired
    data = {
        "schema": SCHEMA_VERSION,
        "edition": plan.edition.name,
        "policies": [_policy(policy, plan, site_url) for policy in plan.all_policies],
        "clauses": [_clause(each, plan, clauses, site_url) for each in plan.all_clauses],
        "retired": [{"id": old.id, "on": old.on, "use": old.use} for old in retired.values()],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _policy(policy: Policy, plan: Plan, site_url: str) -> dict[str, object]:
    """Return a policy: where it stands, and what it is called and found under."""
    addresses = {
        language: site_url + plan.policy_address(policy.code, language) for language in LANGUAGES
    }
    return {
        "code": policy.code,
        "own": policy.own,
        "version": policy.version,
        **_status(plan, policy),
        "owner": policy.owner,
        "titles": {language: plan.policy_title(policy, language) for language in LANGUAGES},
        "addresses": addresses,
    }


def _clause(clause: Clause, plan: Plan, clauses: Clauses, site_url: str) -> dict[str, object]:
    """Return a clause: its texts, who reads it, and what it cites and draws on."""
    register = plan.register
    return {
        "id": clause.id,
        "policy": clause.policy,
        "section": clause.section,
        "own": clause.own,
        "audiences": clause.audiences,
        "texts": {
            language: {
                "title": clauses.clause(clause.id, language).title,
                "text": clauses.clause(clause.id, language).text,
                "address": site_url + plan.clause_address(clause.id, language),
                "lasting": site_url + plan.addresses.permalink(clause.id, language),
            }
            for language in LANGUAGES
        },
        "cites": clause.cites,
        "cited_by": register.cited_by.get(clause.id, ()),
        "sources": provenance().get(clause.id, ()),
    }


def _status(plan: Plan, policy: Policy) -> dict[str, object]:
    """Return where a policy stands: for programs, and in words for people.

    The digest of an adopted text is that of what the edition's readers may see of it.
    """
    status, kind = plan.statuses[policy.code], policy.kind
    adopted = status.adoption
    said = (
        adopted.model_dump(mode="json", exclude_none=True, exclude={"earlier"}) if adopted else {}
    )
    if "text" in said:
        said["text"] = signed.shown_digest(plan, policy, None)
    return {
        "status": status.standing,
        "standing": {language: in_words(status, language, kind) for language in LANGUAGES},
        "adopted": said or None,
        "review": status.review.isoformat() if status.review else "",
    }


def clauses_csv(plan: Plan, clauses: Clauses, site_url: str) -> str:
    """Return every clause of the edition as CSV, a row each, for a spreadsheet."""
    register = plan.register
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        "id policy audiences title_en title_cy text_en text_cy cites cited_by sources "
        "address_en address_cy".split()
    )
    for clause in plan.all_clauses:
        both = [clauses.clause(clause.id, language) for language in LANGUAGES]
        row = [
            clause.id,
            clause.policy,
            " ".join(clause.audiences),
            *(rendered.title for rendered in both),
            *(rendered.text for rendered in both),
            " ".join(clause.cites),
            " ".join(register.cited_by.get(clause.id, ())),
            " ".join(provenance().get(clause.id, ())),
            *(site_url + plan.addresses.permalink(clause.id, language) for language in LANGUAGES),
        ]
        cells = (cell.replace("\n", " ") for cell in row)  # a line for each clause
        writer.writerow(f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell for cell in cells)
    return "\ufeff" + out.getvalue()  # Excel takes it for UTF-8 only with the mark
