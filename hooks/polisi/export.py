"""The register for other programs: JSON and CSV; and the lasting addresses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from polisi.adoption import Status
from polisi.model import LANGUAGES, Kind, Language, other
from polisi.pages import Pages
from polisi.reviews import standing

SCHEMA_VERSION = 1
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts so is run as a formula by spreadsheets (OWASP, CSV injection)."""


def schema() -> str:
    """Return the JSON schema of ``clauses_json``."""
    return Path(__file__).with_name("clauses.schema.json").read_text(encoding="utf-8")


def clauses_json(pages: Pages, site_url: str) -> str:
    """Return every clause of the edition as JSON; the format is ``clauses.schema.json``."""
    plan, register = pages.plan, pages.plan.register

    def address(path: str) -> str:
        return site_url + path

    policies = [
        {
            "code": policy.code,
            "own": policy.own,
            "version": policy.version,
            **_status(plan.statuses[policy.code], policy.kind),
            "owner": policy.owner,
            "titles": {language: plan.policy_title(policy, language) for language in LANGUAGES},
            "addresses": {
                language: address(plan.policy_address(policy.code, language))
                for language in LANGUAGES
            },
        }
        for policy in register.policies.values()
    ]
    clauses = [
        {
            "id": clause.id,
            "policy": clause.policy,
            "section": clause.section,
            "own": clause.own,
            "audiences": clause.audiences,
            "texts": {
                language: {
                    "title": pages.clauses.clause(clause.id, language).title,
                    "text": pages.clauses.clause(clause.id, language).text,
                    "address": address(plan.clause_address(clause.id, language)),
                    "lasting": address(plan.addresses.lasting(clause.id, language)),
                }
                for language in LANGUAGES
            },
            "cites": clause.cites,
            "cited_by": register.cited_by.get(clause.id, ()),
            "sources": clause.sources,
        }
        for clause in register.clauses.values()
    ]
    retired = [{"id": o.id, "on": o.on, "use": o.use} for o in register.retired.values()]
    data = {
        "schema": SCHEMA_VERSION,
        "edition": plan.edition.name,
        "policies": policies,
        "clauses": clauses,
        "retired": retired,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _status(status: Status, kind: Kind) -> dict[str, object]:
    """Return where a policy stands: for programs, and in words for people."""
    adopted = status.adoption
    return {
        "status": status.standing,
        "standing": {language: standing(status, language, kind) for language in LANGUAGES},
        "adopted": adopted.model_dump(mode="json", exclude_none=True) if adopted else None,
        "review": status.review.isoformat() if status.review else "",
    }


def clauses_csv(pages: Pages, site_url: str) -> str:
    """Return every clause of the edition as CSV, a row each, for a spreadsheet."""
    plan, register = pages.plan, pages.plan.register
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        "id policy audiences title_en title_cy text_en text_cy cites cited_by sources "
        "address_en address_cy".split()
    )
    for clause in register.clauses.values():
        both = [pages.clauses.clause(clause.id, language) for language in LANGUAGES]
        row = [
            clause.id,
            clause.policy,
            " ".join(clause.audiences),
            *(rendered.title for rendered in both),
            *(rendered.text for rendered in both),
            " ".join(clause.cites),
            " ".join(register.cited_by.get(clause.id, ())),
            " ".join(clause.sources),
            *(site_url + plan.addresses.lasting(clause.id, language) for language in LANGUAGES),
        ]
        cells = (cell.replace("\n", " ") for cell in row)  # a line for each clause
        writer.writerow(f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell for cell in cells)
    return "\ufeff" + out.getvalue()  # Excel takes it for UTF-8 only with the mark


def lasting_pages(pages: Pages, language: Language, site_url: str) -> Iterator[tuple[str, str]]:
    """Yield address and HTML of a page for each clause and each retired one, in one language.

    A clause's page leads on to where it stands now; a retired one's says what replaced it. They
    are thousands of small files of one form, so they are put together here, not by a template.
    """
    plan = pages.plan
    for id_ in (*plan.register.clauses, *plan.register.instead):
        address = plan.addresses.lasting(id_, language)
        shown = plan.register.instead.get(id_, id_)
        yield address, _lasting(pages, language, address, site_url, shown)
    for id_ in plan.register.retired:
        address = plan.addresses.lasting(id_, language)
        yield address, _retired(pages, language, address, id_)
    for id_ in plan.left_out:
        address = plan.addresses.lasting(id_, language)
        yield address, _left_out(pages, language, address, id_)


def _lasting(pages: Pages, language: Language, address: str, site_url: str, id_: str) -> str:
    plan, rendered = pages.plan, pages.clauses.clause(id_, language)
    title = escape(f"{id_} {rendered.title}")
    base = plan.addresses.base(address)
    target = plan.clause_address(id_, language)
    link = escape(plan.addresses.link(base, target))
    canonical = f'<link rel="canonical" href="{escape(site_url + target)}">\n'
    description = escape(rendered.text[:200], quote=True)
    twin = other(language)
    twin_link = escape(plan.addresses.link(base, plan.addresses.lasting(id_, twin)))
    t = pages.templates.words(language)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n"
        f'<meta http-equiv="refresh" content="0; url={link}">\n'
        f"{canonical if site_url else ''}"
        f'<link rel="alternate" hreflang="{twin}" href="{twin_link}">\n'
        f'<meta property="og:title" content="{title}">\n'
        f'<meta name="description" property="og:description" content="{description}">\n'
        f'<link rel="icon" href="{base}assets/icon.svg" type="image/svg+xml">\n'
        f'<link rel="stylesheet" href="{base}assets/colours.css">\n'
        f'<link rel="stylesheet" href="{base}assets/polisi.css">\n'
        f'<body class="bare"><main>\n<h1>{title}</h1>\n'
        f'<p><a href="{link}">{t("lasting.go")}</a></p>\n'
        f'<p><a href="{twin_link}" lang="{twin}" hreflang="{twin}">{t("language.other")}</a></p>'
        f"\n</main>\n"
    )


def _retired(pages: Pages, language: Language, address: str, id_: str) -> str:
    plan = pages.plan
    old = plan.register.retired[id_]
    base = plan.addresses.base(address)
    target = plan.policy_address(old.policy, language)
    replacement = ""
    if old.use in plan.register.clauses:
        target = plan.clause_address(old.use, language)
        replacement = f"{old.use} {pages.clauses.clause(old.use, language).title}"
    policy = plan.policy_title(plan.register.policies[old.policy], language)
    t = pages.templates.words(language)
    return pages.templates.render(
        "retired.html",
        language,
        id=id_,
        heading=t("retired.title"),
        text=t("retired.text", policy=policy, date=t.date(old.on)),
        replacement=replacement,
        policy=policy,
        link=plan.addresses.link(base, target),
        twin_link=plan.addresses.link(base, plan.addresses.lasting(id_, other(language))),
        base=base,
    )


def _left_out(pages: Pages, language: Language, address: str, id_: str) -> str:
    plan, t = pages.plan, pages.templates.words(language)
    base = plan.addresses.base(address)
    code = id_.partition("-")[0]
    return pages.templates.render(
        "retired.html",
        language,
        id=id_,
        heading=t("own.gone"),
        text=t("own.reason", reason=plan.register.left_out[id_].reasons[language]),
        replacement="",
        policy=plan.policy_title(plan.register.policies[code], language),
        link=plan.addresses.link(base, plan.policy_address(code, language)),
        twin_link=plan.addresses.link(base, plan.addresses.lasting(id_, other(language))),
        base=base,
    )
