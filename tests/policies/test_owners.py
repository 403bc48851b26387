"""One rule, one owner: what a theme turns on stands in its clauses alone, and others refer to them.

A rule that is said twice comes to say two things. Each row names a theme, an expression that finds
its rule in either language, and the clauses that say it: its owner first, then those that readers
open when they can't look further (lists of help, replies that leave the site).
"""

from __future__ import annotations

import re

import pytest

from polisi import project
from polisi.words.languages import LANGUAGES, Language
from sites import ROOT

CLAUSES = project.load(ROOT).register.clauses
OWNERS = {
    "danger": (r"\b(999|101)\b", "IR-007 IR-004 PC-013 QG-014 LH-011 LH-012 LH-013"),
    "a child at risk after hours": (r"out_of_hours", "IR-004 PC-013 QG-014 LH-013"),
    "do not reply": (
        r"Do not reply[,:]|about you: do not reply|Peidiwch ag ateb[,:]|amdanoch chi: peidiwch",
        "IR-004 OA-023 QG-014",
    ),
    "sexual images of children": (
        r"^!!! danger|ceop\.police|iwf\.org|laws\.protection_of_ch",
        "IR-006",
    ),
    "hate crime": (r"hostility|gelyniaeth", "IR-017"),
    "an allegation about an adult": (r"designated officer|swyddog dynodedig", "IR-011"),
    "a teacher who is accused": (r"before any charge|cyn cyhuddiad ffurfiol", "SM-007 PC-003"),
    "reporting to a platform": (r"\breports\.", "IR-025"),
    "outside help": (r"reportharmfulcontent|stopncii", "IR-025 PC-013"),
    "help for learners": (r"0808 802 3456|0800 1111", "IR-021 PC-013"),
    "what a falsehood is": (r"easily find out|darganfod hynny'n hawdd", "PC-003"),
    "the right to criticise": (r"Article 10|Erthygl 10", "PC-008"),
    "who can't sue": (r"cannot sue|ddwyn achos", "DP-019"),
    "whistleblowing": (r"\blaws\.employment_rights_act", "DP-026"),
    "union work": (r"\blaws\.trade_union", "DP-027"),
    "a data breach": (r"\b72\b", "DP-012"),
    "how long records are kept": (r"\b12 (months|mis)\b", "DP-029"),
    "how long images are used": (r"image_retention_years", "IM-009"),
    "when the school answers": (r"reply_school_days|monitored_hours", "HR-003 LH-012"),
    "looking at a block again": (r"\b10 (school days|diwrnod ysgol)\b", "HR-012"),
    "requests for information": (r"\b60 (working days|diwrnod gwaith)\b", "HR-015"),
}
"""Theme to the expression and the clauses, of all variants, in which it is found."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", OWNERS)
def test_a_rule_stands_where_its_owner_is(theme: str, language: Language) -> None:
    expression, clauses = OWNERS[theme]
    found = {
        id_
        for id_, clause in CLAUSES.items()
        if not clause.own and re.search(expression, clause.texts[language].body, re.MULTILINE)
    }
    assert found == set(clauses.split())
