"""Names in Welsh sentences: each form is written out by hand, and bare names are found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polisi import project
from polisi.checks.wording import terms
from polisi.problems import Problem
from polisi.words.inflect import FILTERS, inflect, joined, last_word, sentences
from polisi.words.languages import LANGUAGES
from projects import CY_GC, CY_HOME, CY_SM, files, line, patched, write

# Name | meddal | trwynol | llaes (=: as it is) | a or ac | yn, ym or yng
NAMES = """
Caerdydd | Gaerdydd | Nghaerdydd | Chaerdydd | a | yng
Caernarfon | Gaernarfon | Nghaernarfon | Chaernarfon | a | yng
Ceredigion | Geredigion | Ngheredigion | Cheredigion | a | yng
Cwm Rhymni | Gwm Rhymni | Nghwm Rhymni | Chwm Rhymni | a | yng
Coleg Gwent | Goleg Gwent | Ngholeg Gwent | Choleg Gwent | a | yng
coleg y sir | goleg y sir | ngholeg y sir | choleg y sir | a | yng
COLEG GWENT | GOLEG GWENT | NGHOLEG GWENT | CHOLEG GWENT | a | yng
Coleg St David's | Goleg St David's | Ngholeg St David's | Choleg St David's | a | yng
Cyngor Sir Powys | Gyngor Sir Powys | Nghyngor Sir Powys | Chyngor Sir Powys | a | yng
Canolfan Ebrill | Ganolfan Ebrill | Nghanolfan Ebrill | Chanolfan Ebrill | a | yng
Conwy | Gonwy | Nghonwy | Chonwy | a | yng
Pen-y-bont ar Ogwr | Ben-y-bont ar Ogwr | Mhen-y-bont ar Ogwr | Phen-y-bont ar Ogwr | a | ym
Powys | Bowys | Mhowys | Phowys | a | ym
Port Talbot | Bort Talbot | Mhort Talbot | Phort Talbot | a | ym
Penarth | Benarth | Mhenarth | Phenarth | a | ym
Prifysgol Bangor | Brifysgol Bangor | Mhrifysgol Bangor | Phrifysgol Bangor | a | ym
Plas Coch | Blas Coch | Mhlas Coch | Phlas Coch | a | ym
Tywyn | Dywyn | Nhywyn | Thywyn | a | yn
Torfaen | Dorfaen | Nhorfaen | Thorfaen | a | yn
Tŷ Enfys | Dŷ Enfys | Nhŷ Enfys | Thŷ Enfys | a | yn
TŶ GWYN | DŶ GWYN | NHŶ GWYN | THŶ GWYN | a | yn
Tonyrefail | Donyrefail | Nhonyrefail | Thonyrefail | a | yn
Bangor | Fangor | Mangor | = | a | ym
Blaenau Gwent | Flaenau Gwent | Mlaenau Gwent | = | a | ym
Bro Morgannwg | Fro Morgannwg | Mro Morgannwg | = | a | ym
Bwrdd Addysg | Fwrdd Addysg | Mwrdd Addysg | = | a | ym
BANGOR | FANGOR | MANGOR | = | a | ym
Dinbych | Ddinbych | Ninbych | = | a | yn
DINBYCH | DDINBYCH | NINBYCH | = | a | yn
Dolgellau | Ddolgellau | Nolgellau | = | a | yn
Dinas Powys | Ddinas Powys | Ninas Powys | = | a | yn
Gwynedd | Wynedd | Ngwynedd | = | a | yng
Gwent | Went | Ngwent | = | a | yng
Glynebwy | Lynebwy | Nglynebwy | = | a | yng
Gilfach Goch | Ilfach Goch | Ngilfach Goch | = | a | yng
Gorseinon | Orseinon | Ngorseinon | = | a | yng
Merthyr Tudful | Ferthyr Tudful | = | = | a | ym
Môn | Fôn | = | = | a | ym
Maesteg | Faesteg | = | = | a | ym
Meithrinfa Enfys | Feithrinfa Enfys | = | = | a | ym
Llandudno | Landudno | = | = | a | yn
Llanelli | Lanelli | = | = | a | yn
LLANELLI | LANELLI | = | = | a | yn
Llyfrgell y Dref | Lyfrgell y Dref | = | = | a | yn
Rhondda Cynon Taf | Rondda Cynon Taf | = | = | a | yn
RHONDDA | RONDDA | = | = | a | yn
Rhuthun | Ruthun | = | = | a | yn
Ysgol Enghraifft | = | = | = | ac | yn
YSGOL Y CWM | = | = | = | ac | yn
ysgol y cwm | = | = | = | ac | yn
Ynys Môn | = | = | = | ac | yn
Abertawe | = | = | = | ac | yn
Eglwys Newydd | = | = | = | ac | yn
Islwyn | = | = | = | ac | yn
Ogwr | = | = | = | ac | yn
Uned Enfys | = | = | = | ac | yn
Âr y Môr | = | = | = | ac | yn
Wrecsam | = | = | = | a | yn
Waunarlwydd | = | = | = | a | yn
Hwlffordd | = | = | = | a | yn
Heddlu Gwent | = | = | = | a | yn
Sir Ddinbych | = | = | = | a | yn
Castell-nedd | Gastell-nedd | Nghastell-nedd | Chastell-nedd | a | yng
Nefyn | = | = | = | a | yn
Ffestiniog | = | = | = | a | yn
Chwilog | = | = | = | a | yn
Ddôl Las | = | = | = | a | yn
Theatr Clwyd | = | = | = | a | yn
Philipstown | = | = | = | a | yn
Tsieina | = | = | = | a | yn
Jac y Jwc | = | = | = | a | yn
Cardiff High School | = | = | = | a | yn
Bryn Deva Primary School | = | = | = | a | yn
Tonyrefail Community School | = | = | = | a | yn
Bishop Vaughan | = | = | = | a | yn
College of the Valleys | = | = | = | a | yn
Christ College | = | = | = | a | yn
Church Village | = | = | = | a | yn
Primary Unit | = | = | = | a | yn
The Bishop's Castle | = | = | = | a | yn
Mary Immaculate | = | = | = | a | ym
Teilo Sant | = | = | = | a | yn
Dewi Sant | = | = | = | a | yn
St Cyres | = | = | = | a | yn
Academy House | = | = | = | ac | yn
Grangetown | = | = | = | a | yn
Deeside | = | = | = | a | yn
Brackley | = | = | = | a | yn
York Road | = | = | = | a | yn
Caffi'r Ysgol | Gaffi'r Ysgol | Nghaffi'r Ysgol | Chaffi'r Ysgol | a | yng
S4C | = | = | = | ac | yn
BBC Cymru | = | = | = | a | yn
CBAC | = | = | = | a | yn
PRhA Bangor | = | = | = | a | yn
3 Cae Coch | = | = | = | a | yn
11 Stryd Fawr | = | = | = | ac | yn
80 y Cant | = | = | = | ac | yn
“Cynnydd” | = | = | = | a | yn
“Adra” | = | = | = | ac | yn
🏫 Cae Coch | = | = | = | a | yn
gêm bêl-droed | = | ngêm bêl-droed | = | a | yng
golff | = | ngolff | = | a | yng
garej y pentref | = | ngarej y pentref | = | a | yng
pennaeth | bennaeth | mhennaeth | phennaeth | a | ym
prifathrawes | brifathrawes | mhrifathrawes | phrifathrawes | a | ym
person diogelu | berson diogelu | mherson diogelu | pherson diogelu | a | ym
cadeirydd y bwrdd | gadeirydd y bwrdd | nghadeirydd y bwrdd | chadeirydd y bwrdd | a | yng
swyddog diogelu data | = | = | = | a | yn
dirprwy bennaeth | ddirprwy bennaeth | nirprwy bennaeth | = | a | yn
tîm diogelu | dîm diogelu | nhîm diogelu | thîm diogelu | a | yn
gofalwr | ofalwr | ngofalwr | = | a | yng
llywodraethwr | lywodraethwr | = | = | a | yn
rheolwr busnes | reolwr busnes | = | = | a | yn
mentor | fentor | = | = | a | ym
athro dosbarth | = | = | = | ac | yn
is-gadeirydd | = | = | = | ac | yn
ymgynghorydd | = | = | = | ac | yn
hyfforddwr | = | = | = | a | yn
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in NAMES.strip().split("\n")]
AG = {"a": "â", "ac": "ag"}


def written(before: str, name: str, filter_: str, feminine: bool = False) -> str:
    return "".join(inflect(before, name, filter_, feminine=feminine))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_names(row: list[str]) -> None:
    name, *mutated, and_, in_ = row
    soft, nasal, aspirate = (name if form == "=" else form for form in mutated)
    assert inflect("", name, "meddal") == ("", soft)
    assert inflect("fy ", name, "trwynol") == ("fy ", nasal)
    assert inflect("", name, "llaes") == ("", aspirate)
    assert inflect("Bangor ", name, "a") == ("Bangor ", f"{and_} {aspirate}")
    assert inflect("cyd-fynd ", name, "â") == ("cyd-fynd ", f"{AG[and_]} {aspirate}")
    assert inflect("Dysgu ", name, "yn") == ("Dysgu ", f"{in_} {nasal}")


def test_the_table_is_long_enough() -> None:
    assert len({row[0] for row in ROWS}) == len(ROWS) >= 80


@pytest.mark.parametrize(
    ("before", "name", "expected"),
    [
        ("i ", "pennaeth", "i'r pennaeth"),
        ("gan ", "pennaeth", "gan y pennaeth"),
        ("gan ", "athro dosbarth", "gan yr athro dosbarth"),
        ("gan ", "hyfforddwr", "gan yr hyfforddwr"),
        ("gan ", "is-gadeirydd", "gan yr is-gadeirydd"),
        ("o ", "athro", "o'r athro"),
        ("mae ", "llywodraethwr", "mae'r llywodraethwr"),
        ("tŷ ", "gofalwr", "tŷ'r gofalwr"),
        ("Dyma ", "rheolwr", "Dyma'r rheolwr"),
        ("yn ", "pennaeth", "yn y pennaeth"),
        ("ysgol, ", "pennaeth", "ysgol, y pennaeth"),
        ("", "pennaeth", "y pennaeth"),
        # Words that have one form before a vowel and one before a consonant take 'r.
        ("staff ac ", "pennaeth", "staff a'r pennaeth"),
        ("cysylltwch ag ", "athro", "cysylltwch â'r athro"),
        ("Gydag ", "athro", "Gyda'r athro"),
        # The article may stand there already; its capital is kept.
        ("i'r ", "pennaeth", "i'r pennaeth"),
        ("gan y ", "athro", "gan yr athro"),
        ("Y ", "athro", "Yr athro"),
        ("| Y ", "pennaeth", "| Y pennaeth"),
        ("llu. Y ", "cadeirydd y llywodraethwyr", "llu. Cadeirydd y llywodraethwyr"),
        ("a’r ", "cadeirydd y llywodraethwyr", "a chadeirydd y llywodraethwyr"),
        ("wrth y ", "cadeirydd y llywodraethwyr", "wrth gadeirydd y llywodraethwyr"),
        # What is definite already has no article, and mutates.
        ("i ", "cadeirydd y llywodraethwyr", "i gadeirydd y llywodraethwyr"),
        ("gan ", "cadeirydd y llywodraethwyr", "gan gadeirydd y llywodraethwyr"),
        ("ac ", "cadeirydd y llywodraethwyr", "a chadeirydd y llywodraethwyr"),
        ("A ", "arweinydd y tîm", "Ac arweinydd y tîm"),
        ("gyda ", "ysgrifennydd y bwrdd", "gydag ysgrifennydd y bwrdd"),
        ("mae ", "cadeirydd y llywodraethwyr", "mae cadeirydd y llywodraethwyr"),
        ("yn ", "cadeirydd y llywodraethwyr", "yn cadeirydd y llywodraethwyr"),
        ("i ", "prifathro'r ysgol", "i brifathro'r ysgol"),
        ("i ", "pennaeth ein hysgol", "i bennaeth ein hysgol"),
        ("i ", "pennaeth Ysgol y Cwm", "i bennaeth Ysgol y Cwm"),
        ("i ", "Caerdydd", "i Gaerdydd"),
        ("yn ", "Caerdydd", "yng Nghaerdydd"),
        ("i ", "Cyngor Gwynedd", "i Gyngor Gwynedd"),
        # … but not because of a phrase after it, or a capital.
        ("i ", "aelod o'r staff", "i'r aelod o'r staff"),
        ("i ", "y pennaeth", "i'r pennaeth"),
        ("gan y ", "y pennaeth", "gan y pennaeth"),
        ("Y ", "y pennaeth", "Y pennaeth"),
        ("i ", "nyrs ysgol", "i'r nyrs ysgol"),
        ("i ", "Nyrs Ysgol", "i'r Nyrs Ysgol"),
        ("i ", "swyddog ar y safle", "i'r swyddog ar y safle"),
        ("i ", "Pennaeth Cynorthwyol", "i'r Pennaeth Cynorthwyol"),
        ("i ", "Cadeirydd y Llywodraethwyr", "i Gadeirydd y Llywodraethwyr"),
    ],
)
def test_the_article(before: str, name: str, expected: str) -> None:
    assert written(before, name, "y") == expected


def test_the_article_takes_the_space() -> None:
    assert inflect("Ewch i ", "pennaeth", "y") == ("Ewch i", "'r pennaeth")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("athrawes", "yr athrawes"),
        ("cadeiryddes", "y gadeiryddes"),
        ("cadair", "y gadair"),
        ("prifathrawes", "y brifathrawes"),
        ("tywysoges", "y dywysoges"),
        ("desg", "y ddesg"),
        ("bydwraig", "y fydwraig"),
        ("mentor", "y fentor"),
        ("gofalwraig", "yr ofalwraig"),
        ("gweinyddwraig", "y weinyddwraig"),
        ("gwraig lanhau", "y wraig lanhau"),
        ("gŵyl", "yr ŵyl"),
        ("gwybodaeth", "yr wybodaeth"),
        ("gêm", "y gêm"),
        ("llyfrgell", "y llyfrgell"),
        ("llywodraethwraig", "y llywodraethwraig"),
        ("rheolwraig", "y rheolwraig"),
        ("nyrs", "y nyrs"),
        ("uned", "yr uned"),
    ],
)
def test_feminine_nouns_after_the_article(name: str, expected: str) -> None:
    assert written("", name, "y", feminine=True) == expected
    noun = expected.split(" ", 1)[1]
    assert written("i ", name, "y", feminine=True) == f"i'r {noun}"


@pytest.mark.parametrize(
    ("before", "filter_", "expected"),
    [
        ("i ", "meddal", "i'r Bala"),
        ("gan ", "meddal", "gan y Bala"),
        ("yng ", "trwynol", "yn y Bala"),
        ("gydag ", "llaes", "gyda'r Bala"),
        ("Corwen ", "a", "Corwen a'r Bala"),
        ("Corwen ac ", "a", "Corwen a'r Bala"),
        ("cyswllt ", "â", "cyswllt â'r Bala"),
        ("byw ", "yn", "byw yn y Bala"),
        ("byw ym ", "yn", "byw yn y Bala"),
        ("i'r ", "y", "i'r Bala"),
        ("", "meddal", "Y Bala"),
    ],
)
def test_names_with_an_article(before: str, filter_: str, expected: str) -> None:
    assert written(before, "Y Bala", filter_) == expected


def test_a_name_with_an_article_and_a_vowel() -> None:
    assert written("byw ", "Yr Wyddgrug", "yn") == "byw yn yr Wyddgrug"
    assert written("gan ", "Yr Eglwys Newydd", "meddal") == "gan yr Eglwys Newydd"


@pytest.mark.parametrize(
    ("before", "name", "filter_", "expected"),
    [
        ("rhieni ac ", "Caerdydd", "a", "rhieni a Chaerdydd"),
        ("A ", "Abertawe", "a", "Ac Abertawe"),
        ("â ", "Abertawe", "â", "ag Abertawe"),
        ("Yn ", "Caerdydd", "yn", "Yng Nghaerdydd"),
        ("yng ", "Bangor", "trwynol", "ym Mangor"),
        ("yn ", "Ysgol y Cwm", "trwynol", "yn Ysgol y Cwm"),
        ("gyda ", "Ysgol y Cwm", "llaes", "gydag Ysgol y Cwm"),
        ("tuag ", "Caerdydd", "llaes", "tua Chaerdydd"),
        ("nac ", "Caerdydd", "llaes", "na Chaerdydd"),
        ("ac ", "Caerdydd", "meddal", "ac Gaerdydd"),  # not what a mutation of another kind does
        ("yn-yn ", "Bangor", "yn", "yn-yn ym Mangor"),
    ],
)
def test_a_word_that_is_there_already_is_put_right(
    before: str, name: str, filter_: str, expected: str
) -> None:
    assert written(before, name, filter_) == expected


@pytest.mark.parametrize(
    ("before", "filter_", "expected"),
    [
        ("rhowch i\n", "y", "rhowch i'r\npennaeth"),
        ("> rhowch i\n> ", "y", "> rhowch i'r\n> pennaeth"),
        ("rhowch i **", "y", "rhowch i'r **pennaeth"),
        ("rhowch i'r **", "y", "rhowch i'r **pennaeth"),
        ("dywed y\n", "y", "dywed\ny pennaeth"),
        ("rhowch i [", "y", "rhowch i'r [pennaeth"),
        ("rhowch i\u00a0", "y", "rhowch i'r\u00a0pennaeth"),
        ("rhieni ac\n", "a", "rhieni a\nphennaeth"),
        ("rhowch i\n\n", "y", "rhowch i\n\ny pennaeth"),
        ("- i\n- ", "y", "- i\n- y pennaeth"),
        ("{{ x }} ", "y", "{{ x }} y pennaeth"),
    ],
)
def test_lines_and_emphasis(before: str, filter_: str, expected: str) -> None:
    assert written(before, "pennaeth", filter_) == expected
    assert expected.count("\n") == before.count("\n")


OWN = {"meddal": "Fangalôr", "trwynol": "Nghangalôr", "llaes": "Angalôr"}


def test_the_schools_own_forms_win() -> None:
    def own(before: str, filter_: str, name: str = "Bangalôr") -> str:
        return "".join(inflect(before, name, filter_, OWN))

    assert own("i ", "meddal") == "i Fangalôr"
    assert own("", "a") == "ac Angalôr"
    assert own("", "â") == "ag Angalôr"
    assert own("", "yn") == "yng Nghangalôr"
    assert own("i ", "y") == "i Fangalôr"
    assert own("i ", "meddal", "Y Bala") == "i Fangalôr"
    assert inflect("", "cadair", "y", {"meddal": "cadair"}, feminine=True) == ("", "y cadair")
    assert inflect("", "Caerdydd", "a", {"meddal": "Caerdydd", "llaes": ""}) == ("", "a Chaerdydd")


def test_an_unknown_filter() -> None:
    with pytest.raises(ValueError, match="caled"):
        inflect("", "pen", "caled")


@pytest.mark.parametrize("name", ["", " ", "&", "<script>", "🏫", "'", "Y ", "yr", "1", "Ll" * 150])
@pytest.mark.parametrize("filter_", FILTERS)
def test_odd_names(name: str, filter_: str) -> None:
    assert name.lower().strip()[1:] in written("i ", name, filter_).lower()


@given(st.text(max_size=40), st.text(max_size=300), st.sampled_from(FILTERS), st.booleans())
def test_no_text_breaks_it(before: str, name: str, filter_: str, feminine: bool) -> None:
    inflect(before, name, filter_, None, feminine)
    joined([before, name], "cy")
    forms(name)


@pytest.mark.parametrize(
    ("items", "english", "welsh"),
    [
        ("", "", ""),
        ("staff", "staff", "staff"),
        ("staff athrawon", "staff and athrawon", "staff ac athrawon"),
        ("rhieni athrawon plant", "rhieni, athrawon and plant", "rhieni, athrawon a phlant"),
        ("staff llywodraethwyr", "staff and llywodraethwyr", "staff a llywodraethwyr"),
        ("Hwb Teams", "Hwb and Teams", "Hwb a Theams"),
        ("Hwb YouTube", "Hwb and YouTube", "Hwb a YouTube"),
    ],
)
def test_lists(items: str, english: str, welsh: str) -> None:
    assert joined(items.split(), "en") == english
    assert joined(items.split(), "cy") == welsh


def test_ac_before_some_consonants() -> None:
    assert joined(["yn yr ysgol", "mewn argyfwng"], "cy") == "yn yr ysgol ac mewn argyfwng"
    assert joined(["yma", "wrth y drws"], "cy") == "yma ac wrth y drws"


SAMPLES = {"meddal": "i ", "trwynol": "yn ", "llaes": "gyda ", "y": "i "}
"""What shows a filter's work in a word or two; the other filters write a word of their own."""


def forms(
    name: str, overrides: Mapping[str, str] | None = None, feminine: bool = False
) -> dict[str, str]:
    """Show a name under each filter, with a word before it: ``{"meddal": "i Gaerdydd", …}``."""
    return {
        filter_: "".join(inflect(SAMPLES.get(filter_, ""), name, filter_, overrides, feminine))
        for filter_ in FILTERS
    }


def test_forms() -> None:
    assert forms("Caerdydd") == {
        "meddal": "i Gaerdydd",
        "trwynol": "yng Nghaerdydd",
        "llaes": "gyda Chaerdydd",
        "a": "a Chaerdydd",
        "â": "â Chaerdydd",
        "y": "i Gaerdydd",
        "yn": "yng Nghaerdydd",
    }
    assert forms("Caerdydd", {"meddal": "Caerdydd"})["meddal"] == "i Caerdydd"
    assert forms("cadair", feminine=True)["y"] == "i'r gadair"


def test_sentences() -> None:
    assert sentences("Ysgol y Cwm") == [
        ("meddal", "Croeso i Ysgol y Cwm."),
        ("trwynol", "Mae'r cyfarfod yn Ysgol y Cwm."),
        ("llaes", "Rydym yn gweithio gydag Ysgol y Cwm."),
        ("a", "Mae rhieni ac Ysgol y Cwm yn cydweithio."),
        ("â", "Cysylltwch ag Ysgol y Cwm."),
        ("y", "Mae'r wefan yn perthyn i Ysgol y Cwm."),
        ("yn", "Mae croeso i bawb yn Ysgol y Cwm."),
    ]
    post = dict(sentences("pennaeth", kind="role"))
    assert post["meddal"] == "Gofynnwch i bennaeth yr ysgol."
    assert post["yn"] == "Mae gan bawb ffydd ym mhennaeth yr ysgol."
    assert post["y"] == "Rhowch wybod i'r pennaeth."
    chair = dict(sentences("cadeirydd y llywodraethwyr", kind="role"))
    assert chair["a"] == "Bydd athrawon a chadeirydd y llywodraethwyr yn bresennol."
    assert [filter_ for filter_, _ in sentences("")] == list(FILTERS)


def test_last_word() -> None:
    assert last_word("Ewch i'r **") == ("Ewch ", "i'r", " **")
    assert last_word("Ewch i, ") == ("Ewch i, ", "", "")
    assert last_word("x" * 500 + " i ") == ("x" * 500 + " ", "i", " ")


# The check


def found(root: Path, changes: Mapping[str, str]) -> list[Problem]:
    return list(terms.check(project.load(write(root, files(changes)))))


def welsh(sentence: str) -> dict[str, str]:
    return patched(CY_GC, "Mae'r cod hwn ar gyfer llywodraethwyr yr ysgol", sentence)


@pytest.mark.parametrize(
    ("sentence", "word", "use"),
    [
        ("Ewch i {{ school.name }}", "i", "i {{ school.name | meddal }}"),
        ("Am {{school.name}}", "Am", "Am {{ school.name | meddal }}"),
        ("Ewch i **{{ school.name }}**", "i", "i {{ school.name | meddal }}"),
        ("Ewch i\n{{ school.name }}", "i", "i {{ school.name | meddal }}"),
        ("> Ewch i\n> {{ school.name }}", "i", "i {{ school.name | meddal }}"),
        ("Fy {{ school.name }}", "Fy", "Fy {{ school.name | trwynol }}"),
        ("Dysgu yn {{ school.name }}", "yn", "yn {{ school.name | yn }}"),
        ("Yng {{ police.name }}", "Yng", "Yng {{ police.name | yn }}"),
        ("Rhieni ac {{ school.name }}", "ac", "ac {{ school.name | a }}"),
        ("Siarad â {{ roles.clerk }}", "â", "â {{ roles.clerk | â }}"),
        ("Gyda {{ local_authority.name }}", "Gyda", "Gyda {{ local_authority.name | llaes }}"),
        ("Ewch i'r {{ roles.headteacher }}", "i'r", "i'r {{ roles.headteacher | y }}"),
        ("Y {{ roles.headteacher }}", "Y", "Y {{ roles.headteacher | y }}"),
        ("neu {{ roles.headteacher }}", "neu", "neu {{ roles.headteacher | meddal }}"),
    ],
)
def test_bare_names_are_found(tmp_path: Path, sentence: str, word: str, use: str) -> None:
    changes = welsh(sentence)
    (problem,) = (p for p in found(tmp_path, changes) if p.path == CY_GC)
    placeholder = sentence[sentence.index("{{") : sentence.index("}}") + 2]
    assert (problem.code, problem.severity) == ("mutation-bare", "warning")
    assert problem.values == {"word": word, "placeholder": placeholder, "use": use}
    assert problem.line == line(CY_GC, placeholder, files(changes))
    assert problem.clause == "GC-001"
    for language in LANGUAGES:
        assert placeholder in problem.message(language)
        assert use in problem.fix(language)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ewch i {{ school.name | meddal }}",
        "Staff {{ school.name }}",
        "Ewch i: {{ school.name }}",
        "Ewch i\n\n{{ school.name }}",
        "- Ewch i\n- {{ school.name }}",
        "Ei {{ school.name }}",
        "Yn {{ roles.headteacher }}",
        "Yr {{ school.name }}",
        "Ewch o'i {{ school.name }}",
        "Ffoniwch ar {{ contact.telephone }}",
        "Ysgrifennwch at {{ roles.headteacher.email }}",
        "Ewch i `{{ x }}`",
        "Ewch i `{{ school.name }}`",
    ],
)
def test_other_placeholders_are_left_alone(tmp_path: Path, sentence: str) -> None:
    assert [p for p in found(tmp_path, welsh(sentence)) if p.path == CY_GC] == []


def test_titles_are_read_and_english_is_not(tmp_path: Path) -> None:
    changes = patched(CY_HOME, "title: Ein polisïau", "title: Croeso i {{ school.name }}")
    assert [(p.path, p.line) for p in found(tmp_path, changes) if p.path != CY_SM] == [(CY_HOME, 2)]
