"""Welsh: mutation, alphabetical order, lists, dates."""

from __future__ import annotations

import pytest

from polisi.words.languages import Language
from polisi.words.welsh import collation_key, date, initial, mutate

# Radical, soft, nasal, aspirate: the table of any school grammar, in words.
TABLE = [
    ("pen", "ben", "mhen", "phen"),
    ("tad", "dad", "nhad", "thad"),
    ("cath", "gath", "nghath", "chath"),
    ("brawd", "frawd", "mrawd", "brawd"),
    ("dosbarth", "ddosbarth", "nosbarth", "dosbarth"),
    ("gardd", "ardd", "ngardd", "gardd"),
    ("mam", "fam", "mam", "mam"),
    ("llywodraethwr", "lywodraethwr", "llywodraethwr", "llywodraethwr"),
    ("rhiant", "riant", "rhiant", "rhiant"),
    ("gwlad", "wlad", "ngwlad", "gwlad"),
    ("gŵr", "ŵr", "ngŵr", "gŵr"),
    ("chwaer", "chwaer", "chwaer", "chwaer"),
    ("ddoe", "ddoe", "ddoe", "ddoe"),
    ("theatr", "theatr", "theatr", "theatr"),
    ("ffordd", "ffordd", "ffordd", "ffordd"),
    ("ysgol", "ysgol", "ysgol", "ysgol"),
    ("siop", "siop", "siop", "siop"),
    ("radio", "radio", "radio", "radio"),
    ("lamp", "lamp", "lamp", "lamp"),
    ("âr", "âr", "âr", "âr"),
    ("999", "999", "999", "999"),
    ("", "", "", ""),
    # with a capital
    ("Caerdydd", "Gaerdydd", "Nghaerdydd", "Chaerdydd"),
    ("Powys", "Bowys", "Mhowys", "Phowys"),
    ("Tywyn", "Dywyn", "Nhywyn", "Thywyn"),
    ("Gwynedd", "Wynedd", "Ngwynedd", "Gwynedd"),
    ("Llanelli", "Lanelli", "Llanelli", "Llanelli"),
    ("Rhondda", "Rondda", "Rhondda", "Rhondda"),
    ("Bangor", "Fangor", "Mangor", "Bangor"),
    ("Dinbych", "Ddinbych", "Ninbych", "Dinbych"),
    ("Môn", "Fôn", "Môn", "Môn"),
    ("Chwilog", "Chwilog", "Chwilog", "Chwilog"),
    ("Ysgol Enghraifft", "Ysgol Enghraifft", "Ysgol Enghraifft", "Ysgol Enghraifft"),
]


@pytest.mark.parametrize(("word", "soft", "nasal", "aspirate"), TABLE)
def test_mutation(word: str, soft: str, nasal: str, aspirate: str) -> None:
    assert mutate(word, "meddal") == soft
    assert mutate(word, "trwynol") == nasal
    assert mutate(word, "llaes") == aspirate


def test_an_unknown_mutation() -> None:
    with pytest.raises(KeyError):
        mutate("pen", "caled")


def sort(words: str, language: Language) -> str:
    shuffled = sorted(words.split(), key=lambda word: word[::-1])
    return " ".join(sorted(shuffled, key=lambda word: collation_key(word, language)))


@pytest.mark.parametrize(
    "words",
    [
        "cybydd chwarae dafad ddoe eisiau",
        "cynnwys cyw chi",
        "fy ffa gardd ngardd haf",
        "lamp lori llais llyfr mam",
        "pwyth phen rŵan rhiant sut",
        "tŷ thema un",
        "achos acw achub",
        "Cath ci Cwm",
        "a âr bys",
        "afon amser angen alaw",
    ],
)
def test_welsh_alphabet(words: str) -> None:
    expected = {
        "afon amser angen alaw": "afon angen alaw amser",
        "achos acw achub": "acw achos achub",
    }.get(words, words)
    assert sort(words, "cy") == expected


def test_english_alphabet() -> None:
    assert sort("achub acw chi cynnwys cyw llais lori", "en") == (
        "achub acw chi cynnwys cyw llais lori"
    )
    assert sort("apple Äpfel Bee", "en") == "Äpfel apple Bee"


def test_signs_do_not_count() -> None:
    for language in ("en", "cy"):
        titles = ["“Beth”", "Athro"]
        assert sorted(titles, key=lambda each: collation_key(each, language)) == titles[::-1]


@pytest.mark.parametrize(
    ("title", "english", "welsh"),
    [
        ("Chwarae", "C", "Ch"),
        ("llyfr", "L", "Ll"),
        ("Élite", "E", "E"),
        ("“Ffa”", "F", "Ff"),
        ("3 cham", "3", "3"),
        ("", "", ""),
        ("…", "", ""),
    ],
)
def test_initial(title: str, english: str, welsh: str) -> None:
    assert (initial(title, "en"), initial(title, "cy")) == (english, welsh)


@pytest.mark.parametrize(
    ("iso", "english", "welsh"),
    [
        ("2026-09-01", "1 September 2026", "1 Medi 2026"),
        ("2027-12-31", "31 December 2027", "31 Rhagfyr 2027"),
        ("2027-02-09", "9 February 2027", "9 Chwefror 2027"),
        ("2027-13-01", "2027-13-01", "2027-13-01"),
        ("2027-00-01", "2027-00-01", "2027-00-01"),
        ("soon", "soon", "soon"),
        ("", "", ""),
    ],
)
def test_date(iso: str, english: str, welsh: str) -> None:
    assert date(iso, "en") == english
    assert date(iso, "cy") == welsh
