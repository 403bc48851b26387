"""Faults that show only between the two languages of a clause, kind by kind, and right ones beside
them. All stand in one project, a clause each, which is checked once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import projects

HEADER = """\
---
policy: BT
title: {title}
summary: {summary}
"""
ENGLISH = "owner: headteacher\nchanges: {1.0.0: {on: 2026-11-21, text: First version.}}\n"
WELSH = "slug: rhwng\nchanges: {1.0.0: Y fersiwn gyntaf.}\n"
OPPOSITES, PEOPLE, DUTIES = "differ-opposites", "differ-people", "differ-duties"
DATES, FIGURES, NEGATIONS = "differ-dates", "differ-figures", "differ-negations"

OF_PAIRS = ("differ-", "shape-", "text-")

PICTURE = "![{}](https://example.org/a.png)"
TIP = '[it](https://example.org/ "{}")', '[hyn](https://example.org/ "{}")'
GAP = "Dear (text: {}), we write.", "Annwyl (text: {}), rydym yn ysgrifennu."
BESIDE = (
    ("Before the visit", "Ar ôl yr ymweliad", OPPOSITES),
    ("A letter to parents", "Llythyr i lywodraethwyr", PEOPLE),
    ("Learners in Year 6", "Dysgwyr Blwyddyn 5", FIGURES),
)
"""Words that stand beside a text: of a picture, of a link, of a gap."""
WRONG: list[tuple[str, str, str]] = [
    (place[0].format(english), place[1].format(welsh), code)
    for place in ((PICTURE, PICTURE), TIP, GAP)
    for english, welsh, code in BESIDE
]
LOST = [
    ("Ring before you visit.", "Ffoniwch wrth ymweld.", OPPOSITES),
    ("Wait after the bell.", "Arhoswch wrth y gloch.", "differ-conditions"),
    ("Stay until the bell rings.", "Arhoswch wrth y gloch.", OPPOSITES),
    ("You may come unless you are ill.", "Cewch ddod yn sâl.", NEGATIONS),
    ("Visitors must sign in.", "Mae ymwelwyr yn llofnodi.", DUTIES),
    ("Visitors should sign in.", "Mae ymwelwyr yn llofnodi.", DUTIES),
    ("You need not sign in.", "Mae ymwelwyr yn llofnodi.", NEGATIONS),
    ("The bus comes at the weekend.", "Daw'r bws.", OPPOSITES),
    ("We always ask for your consent.", "Rydym yn gofyn am eich cydsyniad.", OPPOSITES),
    ("We ask at least two of them.", "Rydym yn gofyn i ddau ohonynt.", FIGURES),
    ("We ask in private.", "Rydym yn gofyn.", OPPOSITES),
    ("We tell parents of the change.", "Rydym yn dweud am y newid.", PEOPLE),
    ("Give it to the caretaker.", "Rhowch ef yn y cwpwrdd.", PEOPLE),
    ("Bring your passport.", "Dewch â'ch papur.", OPPOSITES),
    ("Ring the office.", "Ffoniwch y swyddfa neu'r llywodraethwyr.", PEOPLE),
    ("The results come.", "Daw'r canlyniadau olaf.", OPPOSITES),
]
"""What a short sentence says, and its counterpart does not."""
OTHER_FIGURES = [
    ("A lunch costs £3.20 and a snack 85p.", "Mae cinio'n costio 85c a byrbryd £3.20."),
    (
        "The doors open at half past eight in the morning.",
        "Mae'r drysau'n agor am hanner awr wedi wyth y nos.",
    ),
    ("The freezer is at −18 °C.", "Mae'r rhewgell ar −18 °F."),
    ("Learners in Years 5 and 6 may cycle.", "Caiff dysgwyr 5 a 6 oed feicio."),
    ("Learners aged 6 may cycle.", "Caiff dysgwyr Blwyddyn 6 feicio."),
    ("We answer within five school days.", "Byddwn yn ateb o fewn pum diwrnod gwaith."),
    ("We answer within five school days.", "Byddwn yn ateb o fewn pum diwrnod."),
    ("We answer within 5 calendar days.", "Byddwn yn ateb o fewn 5 diwrnod gwaith."),
    ("By the third working day.", "Erbyn y trydydd diwrnod ysgol."),
]
OTHER_THINGS = [
    ("The headteacher signs the form.", "Mae'r dirprwy bennaeth yn llofnodi'r ffurflen.", PEOPLE),
    ("The chair of governors signs.", "Mae is-gadeirydd y llywodraethwyr yn llofnodi.", PEOPLE),
    ("Half the fee is paid in advance.", "Telir y ffi ymlaen llaw.", OPPOSITES),
    ("A third of the places are free.", "Mae tri o'r lleoedd am ddim.", OPPOSITES),
    ("The lesson is free of charge.", "Codir tâl am y wers.", OPPOSITES),
    ("We do not sell photographs.", "Nid ydym yn prynu ffotograffau.", OPPOSITES),
    ("Meetings are held half-termly.", "Cynhelir cyfarfodydd bob tymor.", OPPOSITES),
    ("We test the alarm weekly.", "Rydym yn profi'r larwm o bryd i'w gilydd.", OPPOSITES),
    ("On the first Monday of the month.", "Ar ddydd Llun cyntaf y tymor.", OPPOSITES),
    ("We reply the next day.", "Byddwn yn ateb yr un diwrnod.", OPPOSITES),
    ("We reply the next day.", "Byddwn yn ateb yr wythnos nesaf.", OPPOSITES),
    ("We read them on school days.", "Rydym yn eu darllen ar ddiwrnodau gwaith.", OPPOSITES),
    ("All of them are present.", "Mae pob un yn absennol.", OPPOSITES),
    ("Report every accident.", "Anwybyddwch bob damwain.", OPPOSITES),
    ("Delete the message after reading it.", "Cadwch y neges ar ôl ei darllen.", OPPOSITES),
    ("Only staff may use it.", "Caiff pawb ond staff ei ddefnyddio.", OPPOSITES),
    ("Bring your dog.", "Dewch â'ch cath.", OPPOSITES),
]
OTHER_PEOPLE = [
    ("Staff must supervise learners.", "Rhaid i ddysgwyr oruchwylio staff."),
    ("Parents must tell the teacher.", "Rhaid i'r athro ddweud wrth rieni."),
    ("Tell us about your child.", "Dywedwch wrthym am ein plentyn."),
    ("I agree with the plan.", "Rydym yn cytuno â'r cynllun."),
    ("We agree with the plan.", "Rwy'n cytuno â'r cynllun."),
]
WRONG.append(("We post on Instagram.", "Rydym yn postio ar Facebook.", OPPOSITES))
WRONG.append(("We post on Instagram and WhatsApp.", "Rydym yn postio ar Instagram.", OPPOSITES))
WRONG += [(*pair, PEOPLE) for pair in OTHER_PEOPLE]
WRONG.append(("Tell us at once.", "Dywedwch wrthyn nhw ar unwaith.", OPPOSITES))
WRONG.append(("If it rains, come in.", "Pan na fydd hi'n bwrw glaw, dewch i mewn.", NEGATIONS))
WRONG += [*LOST, *((*pair, FIGURES) for pair in OTHER_FIGURES), *OTHER_THINGS]
RIGHT = [
    ("Zoom in on twitter", "Chwyddwch ar Twitter"),
    ("Ring Childline.", "Ffoniwch Childline."),
    ("Learners must be supervised by staff.", "Rhaid i ddysgwyr gael eu goruchwylio gan staff."),
    ("Parents must tell the teacher.", "Rhaid i rieni ddweud wrth yr athro."),
    ("I agree.", "Cytunaf."),
    ("We use this to answer.", "Rydym yn defnyddio hwn i ateb."),
    ("If in doubt, ask.", "Os na wyddoch, gofynnwch."),
    ("A lunch costs £3.20 and a snack 85p.", "Mae cinio'n costio £3.20 a byrbryd 85 ceiniog."),
    ("Pay £10 to class 5c.", "Talwch £10 i ddosbarth 5c."),
    ("The doors close at 8pm.", "Mae'r drysau'n cau am 8 o'r gloch y nos."),
    ("Keep it at −18°C.", "Cadwch ef ar −18 gradd."),
    ("Learners in Years 5 and 6 may cycle.", "Caiff dysgwyr ym Mlynyddoedd 5 a 6 feicio."),
    ("Children aged between 5 and 7", "Plant rhwng 5 a 7 oed"),
    ("We answer within 5 calendar days.", "Byddwn yn ateb o fewn 5 diwrnod."),
    ("By the third school day.", "Erbyn y trydydd diwrnod ysgol."),
    ("The deputy signs.", "Mae'r dirprwy bennaeth yn llofnodi."),
    ("Send a proxy.", "Anfonwch ddirprwy."),
    ("Half a dozen of them", "Chwech ohonynt"),
    ("It is closed at half term.", "Mae ar gau yn ystod hanner tymor."),
    ("We meet every half term.", "Rydym yn cwrdd bob hanner tymor."),
    ("Reply by the next school day.", "Atebwch erbyn y diwrnod ysgol nesaf."),
    ("Are you sure you want to delete it?", "Ydych chi'n siŵr eich bod eisiau ei ddileu?"),
    ("Everyone but the guide may sit.", "Caiff pawb ond y tywysydd eistedd."),
    ("Have you been here before?", "Ydych chi wedi bod yma o'r blaen?"),
    ("You must sign each page.", "Llofnodwch bob tudalen."),
    ("Use Windows and Police Scotland.", "Defnyddiwch Windows a Police Scotland."),
    ("Come back at noon.", "Dewch yn ôl hanner dydd."),
    ("What the law asks of everyone.", "Gofynion y gyfraith."),
    ("The answer comes in each language.", "Daw'r ateb yn y naill iaith a'r llall."),
    ("You must be at least 16.", "Rhaid i chi fod yn 16 oed neu'n hŷn."),
    ("Under the law", "O dan y gyfraith"),
    ("We look at it later on.", "Edrychwn arno'n nes ymlaen."),
    (PICTURE.format("The gate before the visit"), PICTURE.format("Y giât cyn yr ymweliad")),
    (TIP[0].format("For all parents"), TIP[1].format("I bob rhiant")),
    (GAP[0].format("name of the parent"), GAP[1].format("enw'r rhiant")),
]


def text(header: str, numbers: Sequence[int], bodies: Sequence[str]) -> str:
    passages = (
        f"### {number} {{#BT-{number:03}}}\n\n{body}\n"
        for number, body in zip(numbers, bodies, strict=True)
    )
    return f"{header}---\n" + "\n".join(passages)


@cache
def found() -> dict[str, set[str]]:
    """Return the codes of what is found in each clause."""
    pairs = [*(each[:2] for each in WRONG), *RIGHT]
    numbers = range(1, len(pairs) + 1)
    entries = "".join(f"  BT-{number:03}: {{audience: [staff]}}\n" for number in numbers)
    english = HEADER.format(title="Between", summary="What is between.") + ENGLISH
    welsh = HEADER.format(title="Rhwng", summary="Beth sydd rhwng.") + WELSH
    changes = {
        "docs/en/policies/between.md": text(
            f"{english}clauses:\n{entries}", numbers, [pair[0] for pair in pairs]
        ),
        "docs/cy/policies/between.md": text(welsh, numbers, [pair[1] for pair in pairs]),
    }
    with TemporaryDirectory() as folder, projects.without_history():
        problems = projects.but_stamps(projects.check(Path(folder), changes))
    codes: dict[str, set[str]] = {}
    for problem in problems:
        codes.setdefault(problem.clause, set()).add(problem.code)
    return codes


@pytest.mark.parametrize("number", range(1, len(WRONG) + 1))
def test_what_is_wrong_is_found(number: int) -> None:
    assert WRONG[number - 1][2] in found().get(f"BT-{number:03}", set()), WRONG[number - 1]


@pytest.mark.parametrize("number", range(1, len(RIGHT) + 1))
def test_what_is_right_is_not_stopped(number: int) -> None:
    codes = found().get(f"BT-{len(WRONG) + number:03}", set())
    assert [code for code in codes if code.startswith(OF_PAIRS)] == [], RIGHT[number - 1]
