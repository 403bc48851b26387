"""What is said to those who write a text, and gaps: what is one, and what a right rule says."""

from __future__ import annotations

import pytest

from polisi.checks.wording import asides

ASIDES = [
    "Schools should amend this paragraph.",
    "Each school must adapt this section to its needs.",
    "Schools may wish to add their own rules here.",
    "Schools to insert their own contact details.",
    "Delete as appropriate.",
    "Yes / No (delete as applicable)",
    "Delete this paragraph if your school has no sixth form.",
    "Ask them. Please adapt this policy.",
    "This is a model policy which schools can adapt.",
    "Suggested wording: ask first.",
    "Example text, please change.",
    "Guidance for schools: choose one of these.",
    "Option A: ask first. Option B: tell us. Choose one.",
    "EITHER ask first OR tell us (choose one).",
    "Ask first [optional].",
    "Author’s comment: is this right?",
    "Comment [JS1]: check with legal.",
    "Ask first. [JS to check]",
    "??check with the head??",
    "Ask first (need to check this with legal).",
    "[check with the council]",
    "Note: needs updating.",
    "DRAFT – NOT FOR PUBLICATION",
    "Draft v0.3",
    "Not for publication.",
    "Text in red should be edited.",
    "Highlighted text needs to be changed.",
    "Dylai ysgolion ddiwygio'r paragraff hwn.",
    "Nodyn: rhaid i bob ysgol addasu'r templed hwn.",
    "Efallai y bydd ysgolion am ychwanegu eu rheolau eu hunain yma.",
    "Ysgolion i fewnosod eu manylion cyswllt eu hunain.",
    "Dilëwch fel y bo'n briodol.",
    "Ie / Na (dileer fel sy'n berthnasol)",
    "Dilëwch y paragraff hwn os nad oes chweched dosbarth yma.",
    "Dylid addasu'r adran hon.",
    "Polisi enghreifftiol yw hwn y gall ysgolion ei addasu.",
    "Geiriad awgrymedig: gofynnwch yn gyntaf.",
    "Canllaw i ysgolion: dewiswch un.",
    "NAILL AI gofynnwch NEU dywedwch wrthym.",
    "Sylw'r awdur: a yw hyn yn gywir?",
    "Gofynnwch yn gyntaf. [angen gair gwell]",
    "Gofynnwch yn gyntaf (term i'w wirio).",
    "NODYN: angen gwirio'r treiglad",
    "DRAFFT – DDIM I'W GYHOEDDI",
    "Drafft f0.3",
    "Dylid golygu'r testun coch.",
]
GAPS = [
    "Ask {name} first.",
    "Ask {the school}{your name}.",
    "Ask «Name of head» first.",
    "Ask %SCHOOL_NAME% first.",
    "Ask <<name>> first.",
    "Ask (insert name) first.",
    "Sign it (add date).",
    "Insert name of school here.",
    "Add your own text here.",
    "TBC: the number of the office",
    "Ask the office (TBC).",
    "To be confirmed by the head.",
    "To do: ask the council",
    "It starts in 20XX.",
    "See section X.",
    "See page ##.",
    "Error! Reference source not found.",
    "Gofynnwch i {enw'r pennaeth} yn gyntaf.",
    "Llofnodwch (nodwch y dyddiad).",
    "Rhowch enw'r ysgol yma.",
    "I'w gadarnhau gan y pennaeth.",
    "Gweler adran XX.",
]
RIGHT = [
    "Delete data as appropriate under the retention schedule.",
    "The office will delete or correct the record, as appropriate.",
    "Where appropriate, delete the post.",
    "Delete the picture as soon as you are asked.",
    "Schools should keep pictures safe, the law says.",
    "Other schools may wish to take part in the competition.",
    "The governors may amend this policy.",
    "Add your name here when you sign.",
    "Insert the memory stick only after a scan.",
    "Draft minutes are confidential until they are agreed.",
    "Choose one of these: a letter, a call or a visit.",
    "The template letters are at the end.",
    "Use the example text in the box as it is.",
    "A post marked “not for publication” stays inside.",
    "“It [the school] may ask,” it says.",
    "The form says “[name withheld]”.",
    "See section 12(3)(a) of the Act.",
    "It must (a) be true and (b) be kind.",
    "Name the file {surname}-{date}.docx.",
    "The set {1, 2} has two figures.",
    "See https://example.com/?id={name}.",
    "See X for news, and page X of Y.",
    "The date is to be confirmed by letter.",
    "To be agreed, a policy must be short.",
    "Ask for help (check with the office first).",
    "Write to the office (give the name of the child).",
    "Remove this app before you hand back the phone.",
    "An Act of 2015 and the year 2026",
    "What?! Really?? Yes!!",
    "Choose either a letter or a call.",
    "Dilëwch ddata fel y bo'n briodol o dan yr amserlen gadw.",
    "Lle bo'n briodol, dilëwch y neges.",
    "Dylai ysgolion gadw lluniau'n ddiogel, yn ôl y gyfraith.",
    "Dylai'r ysgol newid y cyfrinair hwn.",
    "Caiff y llywodraethwyr ddiwygio'r polisi hwn.",
    "Ychwanegwch eich enw yma pan fyddwch yn llofnodi.",
    "Rhowch y cof bach i mewn ar ôl sgan yn unig.",
    "Mae'r llythyrau templed ar y diwedd.",
    "Dewiswch un o'r rhain: llythyr, galwad neu ymweliad.",
    "Gweler adran 12(3)(a) o'r Ddeddf.",
    "Caiff y dyddiad ei gadarnhau drwy lythyr.",
    "Tynnwch yr ap hwn cyn i chi ddychwelyd y ffôn.",
]


@pytest.mark.parametrize("text", ASIDES)
def test_what_is_said_to_those_who_write(text: str) -> None:
    found = asides.find(text)
    assert found
    assert found[0] == "drafting-aside"


@pytest.mark.parametrize("text", GAPS)
def test_a_gap_that_was_left(text: str) -> None:
    found = asides.find(text)
    assert found
    assert found[0] == "text-unfilled"


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_said_to_readers(text: str) -> None:
    assert asides.find(text) is None
