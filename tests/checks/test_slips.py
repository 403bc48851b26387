"""Slips of the keyboard, texts that are cut off and sentences that are lost, planted one at a time;
and what looks like one and is right."""

from __future__ import annotations

from pathlib import Path

import pytest

import projects
from polisi.checks.wording.slips import unclosed
from projects import BASE, CY_GC, EN_GC

EN, CY = "it is short.", "mae'n fyr."

WRONG = [
    ("Ask the cook . (She knows.)", "Gofynnwch i'r cogydd. (Mae hi'n gwybod.)", "text-slip"),
    ("Go to the the office.", "Ewch i'r swyddfa.", "text-twice"),
    ("Go to\nto the office.", "Ewch i'r swyddfa.", "text-twice"),
    ("Go to **the** the office.", "Ewch i **swyddfa** yr ysgol.", "text-twice"),
    ("The the office is open.", "Mae'r swyddfa ar agor.", "text-twice"),
    ("Go to the [the office](https://example.org).", "Ewch i [swyddfa](https://example.org).",
     "text-twice"),
    ("Go to the office.", "Ewch i swyddfa yr yr ysgol.", "text-twice"),
    ("The tap runs.", "Mae'r dŵr yn rhedeg i'r ystafell ystafell.", "text-twice"),
    ("Turn off every tap. Lock the door.", "Diffoddwch y tap yma. Diffoddwch y tap yma.",
     "text-twice"),
    ("- ask them at the door\n- ask them at the door", "- gofynnwch wrth y drws\n- holwch nhw yno",
     "text-twice"),
    ("Turn off the tap.. Lock the door.", "Diffoddwch y tap. Clowch y drws.", "text-slip"),
    ("Turn off the tap.", "Diffoddwch y tap ,, a chlowch y drws.", "text-slip"),
    ("Turn off the tap.Lock the door.", "Diffoddwch y tap. Clowch y drws.", "text-slip"),
    ("Turn off the tap , and lock it.", "Diffoddwch y tap, a chlowch ef.", "text-slip"),
    ("Wait in the class-\nroom.", "Arhoswch yn y dosbarth.", "text-slip"),
    ("- wait in the class-\n  room", "- arhoswch yn y dosbarth", "text-slip"),
    ("Wait in the class- room.", "Arhoswch yn y dosbarth.", "text-slip"),
    ("Mend the school''s tap.", "Trwsiwch dap yr ysgol.", "text-slip"),
    ("Mend the school´s tap.", "Trwsiwch dap yr ysgol.", "text-slip"),
    ("Turn it off‚ and lock it.", "Diffoddwch ef, a'i gloi.", "text-slip"),
    ("tURN OFF THE tap.", "Diffoddwch y tap.", "text-slip"),
    ("Delete the post.", "Dilewch y neges.", "text-slip"),
    ("Delete the post.", "Dilêwch y neges.", "text-slip"),
    ("Read the copies of the policies.", "Darllenwch gopiau o'r polisïau.", "text-slip"),
    ("The house is shut.", "Mae'r ty ar gau.", "text-slip"),
    ("The house is shut.", "Mae drws y ty'n gaeedig.", "text-slip"),
    ("Turn off the water.", "Diffoddwch y dwr.", "text-slip"),
    ("Turn off the water.", "Diffoddwch y dw'r.", "text-slip"),
    ("Turn off the water.", "Diffoddwch y dw\u0303r.", "text-slip"),
    ("Turn off the water.", "Diffoddwch y dẃr.", "text-slip"),
    ("Mend the roof.", "Trwsiwch y tǒ.", "text-slip"),
    ("After school, go home.", "Ar ol yr ysgol, ewch adref.", "text-slip"),
    ("After school, go home.", "Ar o'l yr ysgol, ewch adref.", "text-slip"),
    ("Work in a group.", "Gweithiwch mewn grŷp.", "text-slip"),
    ("Mend the house.", "Trwsiwch y tŵ.", "text-slip"),
    ("For older learners.", "Ar gyfer dysgwyr hyn.", "text-slip"),
    ("Some are older.", "Mae rhai'n hyn na'i gilydd.", "text-slip"),
    ("For older learners.", "Ar gyfer dysgwyr hýn.", "text-slip"),
    ("Turn it off, and wait.", "Trowch ef i ffwrdd,a dewch yma.", "text-slip"),
    ("Teh tap is off.", "Mae'r tap i ffwrdd.", "text-slip"),
    ("The goveming body meets.", "Mae'r corff llywodraethu'n cwrdd.", "text-slip"),
    ("The GOVEMING body meets.", "Mae'r CORFF llywodraethu'n cwrdd.", "text-slip"),
    ("Write a line.", "Ysgrifenwch linell.", "text-slip"),
    ("Keep an list.", "Cadwch restr.", "text-slip"),
    ("Bring a apple.", "Dewch ag afal.", "text-slip"),
    ("Turn off the tap .Lock the door.", "Diffoddwch y tap. Clowch y drws.", "text-slip"),
    ("The tap is off It is cold.", "Mae'r tap i ffwrdd. Mae'n oer.", "text-slip"),
    ("The tap is off. It is cold.", "Trowch y tap i ffwrdd Mae'n oer.", "text-slip"),
    ("Mend the school' s tap.", "Trwsiwch dap yr ysgol.", "text-slip"),
    ("Mend the tap.", "Trwsiwch dap i' r ysgol.", "text-slip"),
    ("Mend the tap.", "Trwsiwch dap i ’r ysgol.", "text-slip"),
    ("Mend the tap.", 'Trwsiwch dap i"r ysgol, a thap o "r dref.', "text-slip"),
    ("Turn off the tap (the cold one.", "Diffoddwch y tap (yr un oer).", "text-unclosed"),
    ("Turn off the tap cold one) there.", "Diffoddwch y tap (yr un oer) yno.", "text-unclosed"),
    ("The “tap is off.", "Mae'r “tap” i ffwrdd.", "text-unclosed"),
    ("The tap” is off.", "Mae'r “tap” i ffwrdd.", "text-unclosed"),
    ("The ‘Water tap is off.", "Mae'r ‘Dŵr’ i ffwrdd.", "text-unclosed"),
    ('The "tap is off.', 'Mae\'r "tap" i ffwrdd.', "text-unclosed"),
    ("The 'Water tap is off.", "Mae'r 'Dŵr' i ffwrdd.", "text-unclosed"),
    ("The 'Water' tap is off.", "Mae'r 'Dŵr i ffwrdd.", "text-unclosed"),
    ("Open 'it for us.", "Agorwch 'ef' i ni.", "text-unclosed"),
    ("Water only.", "Dwr yn unig.", "text-slip"),
    ("Come in. The house is open.", "Dewch i mewn. Ty agored yw hwn.", "text-slip"),
    ("A group of staff.", "Grẁp o staff.", "text-slip"),
    ("It is not a bank holiday.", "Nid yw hwn yn wyl y banc.", "text-slip"),
    ("Turn off the power.", "Diffoddwch y pwer.", "text-slip"),
    ("It has a lot of power.", "Mae ganddo lawer o bwer.", "text-slip"),
    ("Sit on the stool.", "Eisteddwch ar y stol.", "text-slip"),
    ("Turn off the tap of the house.", "Diffoddwch y tap sydd yn y", "text-cut"),
    ("Turn off the tap of the house.", "Diffoddwch dap yr ysgol a'r", "text-cut"),
    ("Turn off the tap of the", "Diffoddwch dap y tŷ.", "text-cut"),
    ("- turn off the tap of the\n- go home", "- diffoddwch dap y tŷ\n- ewch adref", "text-cut"),
    ("Turn off the tap in the house,", "Diffoddwch y tap sydd yn y tŷ.", "text-cut"),
    ("Turn off the tap and", "Diffoddwch y tap.", "text-cut"),
    ("Turn off the tap.", "Diffoddwch dap y tŷ ac", "text-cut"),
    ("Turn off the tap of the house –", "Diffoddwch y tap.", "text-cut"),
    ("- a hat\n- a hat", "- het\n- het", "text-twice"),
    ("Turn off the tap,lock the door.", "Diffoddwch y tap, clowch y drws.", "text-slip"),
    ("Turn off the tap ,lock the door.", "Diffoddwch y tap, clowch y drws.", "text-slip"),
    ("Turn off the tap [the cold one.", "Diffoddwch y tap [yr un oer].", "text-unclosed"),
    ("Turn off every tap. Close the windows too. Tell the caretaker that you leave.",
     "Diffoddwch bob tap. Dywedwch wrth y gofalwr eich bod yn gadael.", "shape-sentences"),
    ("Turn off every tap. Lock the door. Tell the caretaker that you leave.",
     "Diffoddwch bob tap.", "shape-sentences"),
    ("Turn off every tap. Tell the caretaker.",
     "Diffoddwch bob tap. Caewch y ffenestri yn yr ystafelloedd hefyd. Dywedwch wrth y gofalwr.",
     "shape-sentences"),
    ("Turn off every tap in the house that the school uses, and all of those in the yard.",
     "Diffoddwch y tapiau.", "shape-sentences"),
    ("Ask it's it's owner.", "Gofynnwch i'r i'r perchennog.", "text-twice"),
    ("- a hat here\n- a coat\n- a hat here", "- het yma\n- côt\n- het yma", "text-twice"),
    ("Bring a umbrella.", "Dewch ag ymbarél.", "text-slip"),
    ("Bring an Welsh book.", "Dewch â llyfr Cymraeg.", "text-slip"),
    ("Send a order.", "Anfonwch archeb.", "text-slip"),
    ("Wait a hour.", "Arhoswch awr.", "text-slip"),
    ("Ask the cook () today.", "Gofynnwch i'r cogydd heddiw.", "text-slip"),
    ("Ask the “” cook.", "Gofynnwch i'r cogydd.", "text-slip"),
    ("Is it cold?. Lock it.", "Ydy'n oer? Clowch ef.", "text-slip"),
    ("Turn it off. . Lock it.", "Diffoddwch ef. Clowch ef.", "text-slip"),
    ("Turn it off,.", "Diffoddwch ef.", "text-slip"),
    ("Write to a@example,com.", "Ysgrifennwch at a@example.com.", "text-slip"),
    ("Ring O1632 960 001.", "Ffoniwch 01632 960 001.", "text-slip"),
    ("Tell the 0ffice.", "Dywedwch wrth y swyddfa.", "text-slip"),
    ("You should of asked.", "Dylech fod wedi gofyn.", "text-slip"),
    ("Use it's own key.", "Defnyddiwch ei allwedd.", "text-slip"),
    ("Their is a key.", "Mae allwedd.", "text-slip"),
    ("You dont need it.", "Nid oes ei angen.", "text-slip"),
    ("Tell the of ce.", "Dywedwch wrth y swyddfa.", "text-slip"),
    ("It is con dential.", "Mae'n gyfrinachol.", "text-slip"),
    ("Then | will ask.", "Yna gofynnaf.", "text-slip"),
    ("The school′s tap.", "Tap yr ysgol.", "text-slip"),
    ("Go to the tap.", "Ewch i y tap.", "text-slip"),
    ("In the school.", "Yn y ysgol.", "text-slip"),
    ("Tell the head.", "Dywedwch wrth yr pennaeth.", "text-slip"),
    ("For children.", "Llythyr i plant.", "text-slip"),
    ("From Wales.", "Daw o Cymru.", "text-slip"),
    ("In Cardiff.", "Mae yn Caerdydd.", "text-slip"),
    ("Staff and children.", "Staff ac plant.", "text-slip"),
    ("With parents.", "Siaradwch gyda plant.", "text-slip"),
    ("Turn off the water.", "Diffoddwch y dûr.", "text-slip"),
    ("With a tap.", "Dewch à thap.", "text-slip"),
    ("Mend the coat.", "Trwsiwch y chõt.", "text-slip"),
]  # fmt: skip

RIGHT = [
    ("A one-off, a uniform, a unique and a unanimous vote once a year.",
     "Un wisg arbennig, a phleidlais unfrydol bob blwyddyn."),
    ("Use print() and f (x).", "Defnyddiwch print() ac f (x)."),
    ("- a hat\n- red\n- blue\n- red", "- het\n- coch\n- glas\n- coch"),
    ("They could, of course, ask. It's owned by us.", "Gallent, wrth gwrs, ofyn. Ni sydd biau hi."),
    ("Their own key is theirs. The office is one of certain offices.",
     "Eu hallwedd nhw yw hi. Un o'r swyddfeydd yw'r swyddfa."),
    ("The colour is #0bface.", "Y lliw yw #0bface."),
    ("Plaid Cymru, BBC Cymru Fyw and Radio Cymru", "I BBC Cymru Fyw ac o Radio Cymru"),
    ("From X and Y; the hour; the watch.", "O x a y; yr awr; yr haul; y wyrth; yr hawl."),
    ("To Wales, in Cardiff.", "I Gymru, yng Nghaerdydd, ac o Gaerdydd."),
    ("To children and with parents.", "I blant ac i rieni, gyda phlant a phobl."),
    ("The daily menu à la carte.", "Y fwydlen à la carte."),
    ("An hour is a European unit.", "Uned Ewropeaidd yw awr."),
    ("An X-ray and an NHS form", "Pelydr X a ffurflen y GIG"),
    ("Give vitamin A after lunch, and a one-off prize.", "Rhowch fitamin A, a gwobr untro."),
    ("The boys’ T-shirts are dry.", "Mae crysau-T y bechgyn yn sych."),
    ("Read “It is cold” and “The Mix”.", "Darllenwch “Mae'n oer” a “The Mix”."),
    ("The policy ADN says so.", "Polisi ADN sy'n dweud hynny."),
    ("Those who are older read these.", "Mae'r rhai hŷn yn darllen y rhain: y rhai hyn."),
    ("The children do this, in this way.", "Mae'r plant hyn yn gwneud hyn yn hyn o beth."),
    ("A chisel is sharp.", "Mae cŷn yn finiog."),
    ("A name may have letters and the signs . , ( ) & only.",
     "Caiff enw gynnwys llythrennau a'r arwyddion . , ( ) & yn unig."),
    ("Those who had had the letter came.", "Daeth y rhai a gafodd y llythyr."),
    ("We know that that rule helps.", "Gwyddom fod y rheol honno'n helpu."),
    ("Log in in the morning.", "Mewngofnodwch yn y bore."),
    ("Go in. In the hall you wait.", "Ewch i mewn. Mewn trefn y mae aros."),
    ("Walla Walla is a town.", "Tref yw Walla Walla."),
    ("The [GC-001] the [GC-002] has.", "Yr [GC-001] yr [GC-002] sydd yno."),
    ("Walk slowly.", "Cerddwch yn araf araf."),
    ("It is hot.", "Mae'n boeth boeth."),
    ("That is very good.", "Mae hynny'n dda iawn iawn."),
    ("What I gave to the school is there.", "Mae'r hyn a roddais i i'r ysgol yno."),
    ("Yes. Yes. Sing it.", "Ie. Ie. Canwch."),
    ("An income tax for the house.", "Treth Incwm incwm y tŷ yw hon."),
    ("The short- and long-term plan.", "Y cynllun byrdymor a hirdymor."),
    ("The short-\nand long-term plan.", "Y cynllun byrdymor a hirdymor."),
    ("Open hwbcymru.net or notes.txt.", "Agorwch hwbcymru.net neu notes.txt."),
    ("Wait … and see.", "Arhoswch … a gweld."),
    ("Wait... and see.", "Arhoswch... a gweld."),
    ("Come here.", "Ty'd yma."),
    ("It is hostile.", "Mae'n ddifrïol."),
    ("Look for the crowd.", "Chwiliwch am y twr o bobl."),
    ("The sick leave.", "Absenoldeb y rhai sâl."),
    ("Choose a) or 1.2).", "Dewiswch a) neu 1.2)."),
    ("Smile :) and wave.", "Gwenwch :) a chwifiwch law."),
    ("The 12\" ruler is mine.", "Fi biau'r pren mesur 12\"."),
    ("A \"tap\" and a 12\" ruler.", "\"Tap\" a phren mesur 12\"."),
    ("In the ‘90s it was so.", "Felly yr oedd yn y ‘90au."),
    ("There is a tap.", "Mae ‘na dap."),
    ("'Tis late, and there is a tap.", "Mae'n hwyr, ac mae 'na dap."),
    ("Rock 'n roll of the '60s and the learners' room.", "Roc a rôl y '60au."),
    ("Choose 'Friends only', then 'Save'.", "Dewiswch 'Ffrindiau'n unig', yna 'Cadw'."),
    ("Ty Newydd is the house of Tim.", "Ty Newydd. Tim sydd yno."),
    ("Grow well.", "Tyfwch. Tyrau ydynt."),
    ("A short- or long-term plan, pre- to post-school.", "Cynllun byr- neu hirdymor."),
    ("iOS APPS and kWh METERS", "Apiau iOS a mesuryddion kWh"),
    ("Delete and copy.", "Dilëwch a chopïwch."),
    ("The ‘Water' sign and the learners' room.", "Yr arwydd ‘Dŵr' ac ystafell y dysgwyr."),
    ("“Children must be heard.\n\n“Adults must listen.”",
     "“Rhaid clywed plant.\n\n“Rhaid i oedolion wrando.”"),
    ("Some things (these first.\n\nThose then) are ours.",
     "Ni biau rhai pethau (y rhain yn gyntaf.\n\nY rheini wedyn)."),
    ("This applies to the\n\n- staff\n- clerk", "Mae hyn yn berthnasol i'r\n\n- staff\n- clerc"),
    ("The room it is in", "Yr ystafell y mae ynddi"),
    ("Come in", "Dewch i mewn"),
    ("| Who |\n|---|\n| HMCTS CMC |",
     "| Pwy |\n|---|\n| Hawliadau am Arian yn y Llys Sifil GLlTEF |"),
    ("- a coat and\n- a hat; or\n- a scarf", "- côt a\n- het; neu\n- sgarff"),
    ("Choose from 1,500 or 2,5-dioxin.", "Dewiswch o 1,500 neu 2,5-dioxin."),
    ("The interval [1, 5) is here.", "Mae'r ystod [1, 5) yma."),
    ("Ask for vitamin C and a", "Gofynnwch am fitamin C ac A"),
    ("Dear parents,", "Annwyl rieni,"),
    ("The first flat of the house,  \n1 High Street", "Fflat cyntaf y tŷ mawr,  \n1 Stryd Fawr"),
    ("If it rains, stay in; if it snows, go home.",
     "Os bydd hi'n bwrw glaw, arhoswch i mewn. Os bydd hi'n bwrw eira, ewch adref."),
    ("Stop the game. Save the chat. Tell a teacher.",
     "Stopiwch y gêm, cadwch y sgwrs, a dywedwch wrth athro."),
    ("See the (No. 2) Regulations 2018. Ask us.", "Gweler Rheoliadau (Rhif 2) 2018. Holwch ni."),
    ("Never look at a sexual image, even one made with AI. Never take a screenshot of it.",
     "Peidiwch byth ag edrych ar ddelwedd rywiol. Mae hyn yn wir am un wedi'i chreu ag AI hefyd. "
     "Peidiwch byth â thynnu sgrinlun ohoni."),
]  # fmt: skip


def codes(root: Path, english: str, welsh: str) -> list[str]:
    """Check a project with a text more in a clause, and return what this is about."""
    changes = {
        EN_GC: BASE[EN_GC].replace(EN, f"{EN}\n\n{english}"),
        CY_GC: BASE[CY_GC].replace(CY, f"{CY}\n\n{welsh}"),
    }
    kinds = ("text-", "shape-sentences")
    return [
        code for code in projects.codes(projects.check(root, changes)) if code.startswith(kinds)
    ]


@pytest.mark.parametrize(("english", "welsh", "code"), WRONG)
def test_a_slip_is_found(english: str, welsh: str, code: str, tmp_path: Path) -> None:
    assert code in codes(tmp_path, english, welsh)


@pytest.mark.parametrize(("english", "welsh"), RIGHT)
def test_what_is_meant_is_not_stopped(english: str, welsh: str, tmp_path: Path) -> None:
    assert codes(tmp_path, english, welsh) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (EN_GC, "title: Code for", "title: Code for for", "text-twice"),
        (CY_GC, "### Cyfarfodydd", "### Cyfarfodydd (staff", "text-unclosed"),
        (CY_GC, "summary: Yr hyn y caiff llywodraethwyr ei wneud.", "summary: Gwneud ar ol hyn.",
         "text-slip"),
        (EN_GC, "summary: What governors may do.",
         "summary: What governors may do in a year. It says what they may never do as well.",
         "shape-sentences"),
    ],
)  # fmt: skip
def test_titles_headings_and_summaries(
    path: str, old: str, new: str, code: str, tmp_path: Path
) -> None:
    assert code in projects.codes(projects.check(tmp_path, projects.patched(path, old, new)))


def test_what_opens_in_one_text_may_close_in_a_later_one() -> None:
    assert list(unclosed(["(one", "these two)"])) == []
    assert list(unclosed(["these) two", "(one"])) == [(0, ")"), (1, "(")]
    assert list(unclosed(["“a", "“b", "“c”"])) == []
    assert list(unclosed(["“one", "two"])) == [(0, "“")]
