"""What one word turns round: who, whether, when, and a word left in the other language; and texts
that say the same in other words."""

from __future__ import annotations

import pytest

from polisi.markup import tree
from polisi.text.pairs.comparison import differences

WRONG = [
    ("Wash your hands before lunch.", "Golchwch eich dwylo ar ôl cinio.", "opposites"),
    ("Wash your hands after painting.", "Golchwch eich dwylo cyn peintio.", "opposites"),
    ("Come during the lesson.", "Dewch ar ôl y wers.", "opposites"),
    ("Wait until the bell rings.", "Arhoswch ar ôl i'r gloch ganu.", "opposites"),
    ("Do the reading at home.", "Gwnewch y darllen yn yr ysgol.", "opposites"),
    ("Keep the medicine at school.", "Cadwch y feddyginiaeth gartref.", "opposites"),
    ("Wait inside the gate.", "Arhoswch y tu allan i'r giât.", "opposites"),
    ("The shelf is above the sink.", "Mae'r silff o dan y sinc.", "opposites"),
    ("The meeting is public.", "Mae'r cyfarfod yn breifat.", "opposites"),
    ("Walk on the left.", "Cerddwch ar y dde.", "opposites"),
    ("Write in Welsh.", "Ysgrifennwch yn Saesneg.", "opposites"),
    ("The shop opens in the morning.", "Mae'r siop yn agor yn y prynhawn.", "opposites"),
    ("The hall is free at weekends.", "Mae'r neuadd yn rhydd yn ystod yr wythnos.", "opposites"),
    ("The school is open in the holidays.", "Mae'r ysgol ar agor yn ystod y tymor.", "opposites"),
    ("The course starts in May.", "Mae'r cwrs yn gorffen ym mis Mai.", "opposites"),
    ("Turn on the heating.", "Trowch y gwres i ffwrdd.", "opposites"),
    ("The number of places rises.", "Mae nifer y lleoedd yn gostwng.", "opposites"),
    ("All visitors sign the book.", "Mae rhai ymwelwyr yn llofnodi'r llyfr.", "opposites"),
    ("Some classes go by train.", "Mae pob dosbarth yn mynd ar y trên.", "opposites"),
    ("Most children walk home.", "Mae pob plentyn yn cerdded adref.", "opposites"),
    ("Many families come.", "Ychydig o deuluoedd sy'n dod.", "opposites"),
    ("Always hold the rail.", "Daliwch y canllaw weithiau.", "opposites"),
    ("Either door will do.", "Bydd y ddau ddrws yn gwneud y tro.", "opposites"),
    ("Everyone leaves, including staff.", "Mae pawb yn gadael, ac eithrio staff.", "opposites"),
    ("The form is invalid after May.", "Mae'r ffurflen yn ddilys ar ôl mis Mai.", "opposites"),
    ("The school refuses the request.", "Mae'r ysgol yn derbyn y cais.", "opposites"),
    ("Phones are forbidden.", "Mae ffonau wedi'u caniatáu.", "opposites"),
    ("Two thirds of them walk.", "Mae traean ohonynt yn cerdded.", "opposites"),
    ("The fee doubles.", "Mae'r ffi'n treblu.", "opposites"),
    ("The bus leaves in an hour.", "Mae'r bws yn gadael ymhen hanner awr.", "opposites"),
    ("Open at nine and do the rest, then close.", "Caewch am naw a gwneud y gweddill, yna agor.",
     "opposites"),
    ("Bring a coat and a hat.", "Dewch â chôt neu het.", "opposites"),
    ("Bring a coat or a hat.", "Dewch â chôt a het.", "opposites"),
    ("a book, or", "llyfr, a", "opposites"),
    ("Staff must wear a badge.", "Caiff staff wisgo bathodyn.", "duties"),
    ("Staff may wear a hat.", "Rhaid i staff wisgo het.", "duties"),
    ("Staff should wear a hat.", "Rhaid i staff wisgo het.", "duties"),
    ("Learners ought to bring a coat.", "Caiff dysgwyr ddod â chôt.", "duties"),
    ("Parents must not park here.", "Nid oes rhaid i rieni barcio yma.", "duties"),
    ("Parents need not reply.", "Ni chaiff rhieni ateb.", "duties"),
    ("You have to sign in.", "Cewch lofnodi.", "duties"),
    ("The clerk might ask again.", "Rhaid i'r clerc ofyn eto.", "duties"),
    ("You must bring a drink and may bring fruit.",
     "Cewch ddod â diod a rhaid i chi ddod â ffrwythau.", "duties"),
    ("Tell the headteacher.", "Dywedwch wrth y cadeirydd.", "people"),
    ("Parents collect the key.", "Mae staff yn casglu'r allwedd.", "people"),
    ("The council pays for the bus.", "Mae'r ysgol yn talu am y bws.", "people"),
    ("Ring the police first.", "Ffoniwch y cyngor yn gyntaf.", "people"),
    ("Parents tell the school about it.", "Mae'r ysgol yn dweud wrth rieni amdano.", "people"),
    ("Learners help the teachers with it.", "Mae'r athrawon yn helpu'r dysgwyr gydag ef.",
     "people"),
    ("The doctor writes to the family.", "Mae'r teulu'n ysgrifennu at y meddyg.", "people"),
    ("Give the form to the clerk and the copy to the nurse.",
     "Rhowch y ffurflen i'r nyrs a'r copi i'r clerc.", "people"),
    ("The school sells fruit.", "Nid yw'r ysgol yn gwerthu ffrwythau.", "negations"),
    ("Leave without running.", "Gadewch gan redeg.", "negations"),
    ("no knives", "cyllyll", "negations"),
    ("Stay unless the bell rings.", "Arhoswch os yw'r gloch yn canu.", "negations"),
    ("With consent, we use it.", "Heb gydsyniad, rydym yn ei ddefnyddio.", "negations"),
    ("None of them is alone.", "Mae pob un ohonynt ar ei ben ei hun.", "negations"),
    ("Do not use the image.", "Defnyddiwch y ddelwedd.", "negations"),
    ("Use the information.", "Peidiwch â defnyddio'r wybodaeth.", "negations"),
    ("Only the cook has a key.", "Mae gan y cogydd allwedd.", "negations"),
    ("The cook has a key.", "Dim ond y cogydd sydd ag allwedd.", "negations"),
    ("The choir meets on Thursday evening.", "Mae'r côr yn cyfarfod nos Wener.", "dates"),
    ("Wait 30 seconds.", "Arhoswch 30 munud.", "figures"),
    ("Drive at 20 mph.", "Gyrrwch ar 20 km/awr.", "figures"),
    ("Under 7 two are needed, and one under 11.", "Mae angen dau o dan 11, ac un o dan 7.",
     "figures"),
    ("Bring the letter to the office.", "Dewch â'r letter i'r swyddfa.", "untranslated"),
    ("Ask the school nurse.", "Gofynnwch i'r school nurse.", "untranslated"),
    ("The school reviews it.", "Mae'r ysgol yn review'r peth.", "untranslated"),
    ("Drink: plain water", "Drink: dŵr plaen", "untranslated"),
    ("Ask the gofalwr for the key.", "Gofynnwch i'r gofalwr am yr allwedd.", "untranslated"),
]  # fmt: skip

RIGHT = [
    ("Ask before you post.", "Gofynnwch cyn postio."),
    ("When they have left, tell us.", "Ar ôl iddynt adael, dywedwch wrthym."),
    ("Not before the meeting.", "Ar ôl y cyfarfod."),
    ("The office is not open.", "Mae'r swyddfa ar gau."),
    ("It is never unsafe.", "Mae'n ddiogel bob amser."),
    ("at no more than a few schools", "mewn ychydig o ysgolion yn unig"),
    ("Little or no work is done.", "Nid oes llawer o waith yn cael ei wneud."),
    ("We check it every day.", "Rydym yn ei wirio bob dydd."),
    ("those who ask some of us", "y rhai sy'n gofyn i rai ohonom"),
    ("Every learner has a say.", "Mae gan bob dysgwr lais."),
    ("How many of them?", "Sawl un ohonynt?"),
    ("This may be a little late.", "Gall hyn fod ychydig yn hwyr."),
    ("if you are both", "os ydych y naill a'r llall"),
    ("In Welsh and in English.", "Yn Gymraeg ac yn Saesneg."),
    ("A Welsh version of this page is available.", "Mae fersiwn Saesneg o'r dudalen hon ar gael."),
    ("parents and staff", "staff a rhieni"),
    ("the learners' parents", "rhieni'r dysgwyr"),
    ("The form is signed by the parent after the doctor.",
     "Y rhiant sy'n llofnodi'r ffurflen ar ôl y meddyg."),
    ("Tell the police about a child.", "Rhowch wybod i'r heddlu am blentyn."),
    ("Report a child to the police.", "Rhowch wybod i'r heddlu am blentyn."),
    ("Staff are there only as parents or carers.",
     "Fel rhieni neu ofalwyr yn unig y mae staff yno."),
    ("Families may ask.", "Caiff rhieni a theuluoedd ofyn."),
    ("Pupils and teachers", "Disgyblion ac athrawon"),
    ("Do not post or share it.", "Peidiwch â'i bostio a pheidiwch â'i rannu."),
    ("You do not have it or want it.", "Nid oes gennych ef ac nid ydych am ei gael."),
    ("people who are deaf or ill", "pobl fyddar a phobl sâl"),
    ("a window or a tab that opens", "ffenestr neu dab a fydd yn agor"),
    ("Check if you need it (or ask).", "Gwiriwch a oes ei angen (neu gofynnwch)."),
    ("13 or over", "13 oed a throsodd"),
    ("Sign it, please.", "Rhaid i chi ei lofnodi."),
    ("Nobody has to explain.", "Nid oes rhaid i neb egluro."),
    ("You must ask if you want to come.", "Gofynnwch os hoffech ddod."),
    ("Most claims don't need an expert.", "Nid oes angen arbenigwr ar y mwyafrif o hawliadau."),
    ("It is free of charge.", "Mae am ddim."),
    ("Ask Live Fear Free.", "Gofynnwch i Byw Heb Ofn."),
    ("If you are not sure, ask.", "Os ydych yn ansicr, gofynnwch."),
    ("Leave out the surname.", "Peidiwch â chynnwys y cyfenw."),
    ("Why not ask?", "Beth am ofyn?"),
    ("At most 5 may come.", "Caiff dim mwy na 5 ddod."),
    ("no longer than 35 letters", "dim hwy na 35 llythyren"),
    ("Only staff may come.", "Rhaid bod yn aelod o staff i ddod."),
    ("half hourly data for the year", "data bob hanner awr ar gyfer y flwyddyn"),
    ("Children under 7 need two adults.", "Mae angen dau oedolyn ar blant o dan 7."),
    ("on Thursday evening", "nos Iau"),
    ("20 mph", "20 milltir yr awr"),
    ("by post, in real time", "drwy'r post, mewn amser real"),
    ("Say “these views are my own”.", "Dywedwch “these views are my own”."),
    ("the 360 safe Cymru award", "dyfarniad 360 safe Cymru"),
    ("write to support@example.com", "ysgrifennwch at support@example.com"),
    ("Ysgol Enghraifft opens at nine.", "Mae Ysgol Enghraifft yn agor am naw."),
    ("Where the law requires us to do so.", "Pan fo'n ofynnol i ni wneud hynny."),
    ("You have never worked.", "Dydych chi erioed wedi gweithio."),
    ("any child you or your partner has", "unrhyw blant sydd gennych chi a'ch partner"),
    ("It does not have to be long.", "Does dim rhaid iddo fod yn hir."),
    ("See Info and Relationships.", "Gweler Info and Relationships."),
    ("It fails WCAG 2.1, criterion 4.1.",
     "Nid yw'n bodloni maen prawf 4.1 o ganllawiau'r we, fersiwn 2.1."),
    ("Bring a pen and a bag.", "Dewch â pen a bag."),
]  # fmt: skip


def found(english: str, welsh: str) -> list[str]:
    return [each.kind for each in differences([tree.label(english)], [tree.label(welsh)])]


@pytest.mark.parametrize(("english", "welsh", "kind"), WRONG)
def test_what_says_something_else_is_found(english: str, welsh: str, kind: str) -> None:
    assert kind in found(english, welsh)


@pytest.mark.parametrize(("english", "welsh"), RIGHT)
def test_what_says_the_same_in_other_words_is_not_stopped(english: str, welsh: str) -> None:
    assert found(english, welsh) == []


def test_a_text_of_another_shape_is_compared_as_a_whole() -> None:
    """Its shape is reported: who and when would only be said twice."""
    one = [tree.label("Ask before lunch."), tree.label("Then go.")]
    assert [each.kind for each in differences(one, [tree.label("Gofynnwch ar ôl cinio.")])] == []
