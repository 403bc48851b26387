"""Days and times that there are none of, and those that only look so."""

from __future__ import annotations

import pytest

from polisi.words.figures import impossible
from polisi.words.languages import Language

WRONG: list[tuple[str, Language]] = [
    ("It ends on 31 June.", "en"),
    ("It ends on the 31st of June.", "en"),
    ("It ends on 30 February 2028.", "en"),
    ("It ends on 29 February 2027.", "en"),
    ("It ends on 32 January.", "en"),
    ("It ends on 0 January.", "en"),
    ("It ends on 31/06/2027.", "en"),
    ("It ends on 13/13/2027.", "en"),
    ("It ends on 2027-13-01.", "en"),
    ("It ends on 2 June 20227.", "en"),
    ("It ends at 25:00.", "en"),
    ("It is open until 9:75.", "en"),
    ("It starts at 9.75am.", "en"),
    ("It ends at 13pm.", "en"),
    ("It ends at 14.30 pm.", "en"),
    ("Term is from 5 May 2027 to 3 May 2027.", "en"),
    ("It ends on Monday 2 June 2027.", "en"),
    ("It ends on Monday, the 2nd of June 2027.", "en"),
    ("It ends on the 22th of May, the 1th of June and the 3th.", "en"),
    ("Daw i ben ar 31 Mehefin.", "cy"),
    ("Daw i ben ar 31 o Fedi 2027.", "cy"),
    ("Daw i ben ddydd Llun 2 Mehefin 2027.", "cy"),
    ("Mae ar agor o 9am tan 17.75pm.", "cy"),
    ("O 5 Mai 2027 i 3 Mai 2027.", "cy"),
]
RIGHT: list[tuple[str, Language]] = [
    ("It ends on 30 June 2027, or 29 February 2028, or 29 February.", "en"),
    ("It ends on Wednesday 2 June 2027.", "en"),
    ("It ends on a Monday, 2 June, or on Monday 2 June.", "en"),
    ("Open from 10pm to 2am, until 24:00, and from 00:30.", "en"),
    ("Rule 35 May be read with rule 40 March.", "en"),
    ("Read Psalm 46:10 and Matthew 25:40; the record is 36:15.", "en"),
    ("The year is 2026-27, the version 2.13.2026, the ratio 30:70.", "en"),
    ("Rooms 12/13 and page 2027-01.", "en"),
    ("On 1/2/2027 and 2027-02-28.", "en"),
    ("The 1st, 2nd, 3rd, 4th, 11th, 12th, 13th, 21st, 22nd and 112th.", "en"),
    ("From 1 September 2027 to 31 August 2028.", "en"),
    ("Costs of £31 June pays.", "en"),
    ("Daw i ben ddydd Mercher 2 Mehefin 2027.", "cy"),
    ("Talwch 13 am bob un, neu 14.60 am ddau.", "cy"),
    ("Ar agor o 9am tan 5pm ddydd Mawrth.", "cy"),
    ("Bu 50 Mawrth ers hynny.", "cy"),
]


@pytest.mark.parametrize(("text", "language"), WRONG)
def test_no_such_day_or_time(text: str, language: Language) -> None:
    assert list(impossible.days(text, language))


@pytest.mark.parametrize(("text", "language"), RIGHT)
def test_a_day_or_time_that_there_is(text: str, language: Language) -> None:
    assert list(impossible.days(text, language)) == []


def test_the_right_weekday_is_said() -> None:
    assert list(impossible.days("Monday 2 June 2027", "en")) == [
        "Monday 2 June 2027 (2 June 2027: Wednesday)"
    ]
    assert list(impossible.days("ddydd Llun 2 Fehefin 2027", "cy")) == [
        "ddydd Llun 2 Fehefin 2027 (2 Mehefin 2027: dydd Mercher)"
    ]
