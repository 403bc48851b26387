"""More faults planted one at a time, kind by kind, in the small project of ``test_gate``, and what
looks like one and is right."""

from __future__ import annotations

from pathlib import Path

import pytest

import projects
from polisi import project
from polisi.checks import run
from projects import BASE, CY_GC, EN_GC, SCHOOL

EN, CY = "it is short.", "mae'n fyr."

WRONG = [
    ("Read.\n\nData Protection", "Darllenwch.\n\nData Protection", "text-language-cy"),
    ("Read.\n\nStaff Conduct Policy", "Darllenwch.\n\nStaff Conduct Policy", "text-language-cy"),
    ("Read.\n\nDefnydd Derbyniol", "Darllenwch.\n\nDefnydd Derbyniol", "text-language-en"),
    ("Read.\n\nAll staff", "Darllenwch.\n\nAll staff", "text-language-cy"),
    ("If ill, ring.", "Os yn sâl, call the office before noon.", "text-language-cy"),
    ("Ask (please).", "Gofynnwch (please ask at the desk).", "text-language-cy"),
    ("Ask, gofynnwch wrth y ddesg.", "Gofynnwch wrth y ddesg.", "text-language-en"),
    ("- a coat\n- a towel", "- côt\n- a towel", "text-language-cy"),
    ("- crisps", "- crisps", "text-language-cy"),
    ("- creision", "- creision", "text-language-en"),
    ("Read.", "Персонал должен", "text-language-other"),
    ("Read.", "Personel musi zawsze zapytać rodziców", "text-language-other"),
    ("One here.\n\nTwo here.", "Un yma.\n\n…", "text-blank"),
    ("One here.\n\nTwo here.", "Un yma.\n\n[YR YSGOL]", "text-unfilled"),
    ("One here.\n\nTwo here.", "Un yma.\n\nTODO: dau", "text-unfilled"),
    ("One here.\n\nTwo here.", "Un yma.\n\nHeb ei gyfieithu eto", "text-unfilled"),
    ("One here.\n\nTwo here.", "Un yma.\n\nTestun Cymraeg i ddod", "text-unfilled"),
    ("One here.\n\nTwo here.", "Un yma.\n\nFel uchod", "shape-empty"),
    ("- one here\n- two here", "- un yma\n- Gweler y fersiwn Saesneg.", "shape-empty"),
    ("- one here\n- two here", "- un yma\n- Drafft", "shape-empty"),
    ("Tell the office at once.", "Gw.", "shape-empty"),
    ("Tell the office at once.", "Nodyn", "shape-empty"),
    ("Tell the office.", "Cyfieithiad i'w ddarparu maes o law", "text-unfilled"),
    ("Tell the office.", "Heb gyfieithiad", "text-unfilled"),
    ("Tell the office.", "Mewnosodwch y testun yma", "text-unfilled"),
    ("Tell the office.", "Yn aros am gyfieithiad", "text-unfilled"),
    ("Tell the office.", "Nid yw'r cymal hwn ar gael yn Gymraeg eto.", "text-unfilled"),
    ("Tell the office.", "Mae'r testun hwn ar gael yn Saesneg yn unig.", "text-unfilled"),
    ("This text is not yet available in English.", "Dywedwch wrth y swyddfa.", "text-unfilled"),
    ("a\tb\nc\td", "a\tb\nc\td", "table-malformed"),
    ("see http:/example.com", "gweler http:/example.com", "markup-left"),
    ("see [SM–001]", "gweler [SM–001]", "markup-left"),
    ("{ { school.name } }", "{ { school.name } }", "markup-left"),
    ("<%= name %>", "<%= name %>", "markup-left"),
    ("the water", "y d?r", "text-spoilt"),
    ("a | b\nc | d", "a | b\nc | d", "table-malformed"),
    ("---|---\na|b", "---|---\na|b", "table-malformed"),
    ("!!! note read this\n    x", "!!! note read this\n    x", "note-malformed"),
    ("!!! todo\n    x", "!!! todo\n    x", "note-malformed"),
    ("H~2~O", "H~2~O", "markup-left"),
    ("== A ==", "== A ==", "markup-left"),
    ("[b]a[/b]", "[b]a[/b]", "markup-left"),
    ("a *b c", "a *b c", "markup-left"),
    ("see [[GC-001]]", "gweler [[GC-001]]", "markup-left"),
    ("[a] (../about.md)", "[a] (../about.md)", "markup-left"),
    ("a &nbsp b", "a &nbsp b", "markup-left"),
    ("ask", "y d&wcirc r", "markup-left"),
    ("by { school.name }", "gan { school.name }", "markup-left"),
    ("(a)[https://example.com]", "(a)[https://example.com]", "markup-left"),
    ("an _open word", "gair _agored", "markup-left"),
    ("→ one\n→ two", "→ un\n→ dau", "list-run-on"),
    ("A. one\nB. two", "A. un\nB. dau", "list-run-on"),
    ("1 . one\n2 . two", "1 . un\n2 . dau", "list-run-on"),
    ("☐ one\n☐ two", "☐ un\n☐ dau", "list-run-on"),
    ("o one\no two", "o un\no dau", "list-run-on"),
    ("DRAFT: ask them", "DRAFT: ask them", "drafting-malformed"),
    ("_Drafting:_ ask", "_Drafting:_ ask", "drafting-malformed"),
    ("! drafting\n    ask", "! drafting\n    ask", "drafting-malformed"),
    ("Note to the translator: ask", "Note to the translator: ask", "drafting-malformed"),
    ("Draft note: ask", "Gofynnwch", "drafting-malformed"),
    ("Editor’s note: ask", "Gofynnwch", "drafting-malformed"),
    ("Internal note: ask", "Gofynnwch", "drafting-malformed"),
    ("Note to school – ask", "Gofynnwch", "drafting-malformed"),
    ("Remove this paragraph before adoption.", "Gofynnwch", "drafting-malformed"),
    ("[School to complete]", "Gofynnwch", "drafting-malformed"),
    ("ask", "Nodyn i'r drafftiwr: gofynnwch", "drafting-malformed"),
    ("ask", "Nodyn mewnol: gofynnwch", "drafting-malformed"),
    ("ask", "Dileer y paragraff hwn cyn cyhoeddi.", "drafting-malformed"),
    ("must:\n§ one\n§ two", "rhaid:\n§ un\n§ dau", "list-run-on"),
    ("✅ one\n❌ two", "✅ un\n❌ dau", "list-run-on"),
    ("\\- one\n\\- two", "\\- un\n\\- dau", "list-run-on"),
    ("Step 1: ask\nStep 2: tell", "Cam 1: gofyn\nCam 2: dweud", "list-run-on"),
    ("must: • ask • tell", "rhaid: • gofyn • dweud", "list-run-on"),
    ("must:\n1) ask\n2)tell", "rhaid:\n1) gofyn\n2)dweud", "list-run-on"),
    ("/// note\nask\n///", "/// note\ngofyn\n///", "note-malformed"),
    (".. note:: ask", ".. note:: gofyn", "note-malformed"),
    ("see !(A tree)[x.png]", "gweler !(Coeden)[x.png]", "markup-left"),
    ("see (the form)[form.pdf]", "gweler (y ffurflen)[form.pdf]", "markup-left"),
    ("by {{{ school.name }}}", "gan {{{ school.name }}}", "markup-left"),
    ("keep &lt;b&gt;it&lt;/b&gt;", "cadwch &lt;b&gt;ef&lt;/b&gt;", "markup-left"),
    ("ask ^(now)^", "gofyn ^(nawr)^", "markup-left"),
    ("'''ask''' them", "'''gofyn''' iddynt", "markup-left"),
    ("h2. Ask them", "h2. Gofynnwch", "markup-left"),
    ("ask {name} first", "gofynnwch i {enw}", "text-unfilled"),
    ("ask", "Gofynnwch. Nodyn i'r cyfieithydd: gwirio", "drafting-malformed"),
    ("![tree.png](../../assets/x.png)", "![coeden.png](../../assets/x.png)", "text-blank"),
    ("![image1](../../assets/x.png)", "![llun 1](../../assets/x.png)", "text-blank"),
    ("**Ask the parents.** Keep it.", "Gofynnwch i'r rhieni. **Cadwch y ffurflen hon.**",
     "shape-emphasis"),
    ("!!! note\n    Ask.\n\n    Keep.", "!!! note\n    Gofynnwch.\n\nCadwch.", "shape-blocks"),
    ("See [a](https://).", "Gweler [a](https://).", "link-address"),
    ("See [a](mailto:office).", "Gweler [a](mailto:office).", "link-address"),
    ("See [a](tel:abc).", "Gweler [a](tel:abc).", "link-address"),
    ("See [a](https:/example.com).", "Gweler [a](https:/example.com).", "link-address"),
    ("See [a](http://127.0.0.1:8000/).", "Gweler [a](http://127.0.0.1:8000/).", "link-address"),
    ("See [a]().", "Gweler [a]().", "link-address"),
    ("See [a](#).", "Gweler [a](#).", "link-address"),
    ("a", "y tï¿½", "text-spoilt"),
    ("£5", "ÂŁ5", "text-spoilt"),
    ("a", "y dðr", "text-spoilt"),
    ("a", "y tÿ", "text-spoilt"),
    ("a", "y \\u0175yr", "text-spoilt"),
    ("a", "y t=C5=B7", "text-spoilt"),
    ("\U0001d400sk", "gofyn", "text-spoilt"),
    ("Tell the office.", "Yn disgwyl cyfieithiad", "text-unfilled"),
    ("Tell the office.", "I'w drafod", "text-unfilled"),
    ("Tell the office.", "Dim testun Cymraeg", "text-unfilled"),
    ("Tell the office.", "Cliciwch yma i roi testun.", "text-unfilled"),
    ("Tell the office.", "Fel y Saesneg", "shape-empty"),
    ("Tell the office.", "Yr un fath", "shape-empty"),
    ("a &#xFFFD; b", "a &#xFFFD; b", "text-spoilt"),
    ("the t??", "y t?? ysgol", "text-spoilt"),
    ("a", "y w^r", "text-spoilt"),
    ("a", "Y TY^", "text-spoilt"),
    ("a", "y dwˆr", "text-spoilt"),
    ("a", "‚Äôr ysgol", "text-spoilt"),
    ("a", "ysgol y d√¥l", "text-spoilt"),
    ("the ﬁrst", "y cyntaf", "text-spoilt"),
    ("a", "y \u0441hwarae", "text-spoilt"),
    ("within five days", "o fewn chwe diwrnod", "differ-figures"),
    ("twice", "tair gwaith", "differ-figures"),
    ("Do not post it and do not share it.", "Peidiwch â'i bostio a rhannwch ef.",
     "differ-negations"),
    ("Post it with consent and share it.", "Peidiwch â'i bostio heb gydsyniad ac nid ei rannu.",
     "differ-negations"),
    ("Never post it without consent.", "Postiwch ef heb gydsyniad.", "differ-negations"),
    ("Post it without consent.", "Peidiwch â'i bostio heb gydsyniad.", "differ-negations"),
    ("from age 13", "hyd at 13 oed", "differ-figures"),
    ("up to 13", "o 13 oed", "differ-figures"),
    ("from 1 September", "tan 1 Medi", "differ-dates"),
    ("until 1 September", "o 1 Medi ymlaen", "differ-dates"),
    ("before Easter 2027", "ar ôl y Pasg 2027", "differ-dates"),
    ("at Christmas", "adeg y Pasg", "differ-dates"),
    ("130 copies", "cant ac ugain o gopïau", "differ-figures"),
    ("½ of it", "¼ ohono", "differ-figures"),
    ("3kg", "3g", "differ-figures"),
    ("5 miles", "5 km", "differ-figures"),
    ("from Monday to Friday", "o ddydd Gwener i ddydd Llun", "differ-dates"),
    ("on Mondays", "ar ddydd Mawrth", "differ-dates"),
    ("(01632) 960001", "(01632) 960002", "differ-telephones"),
    ("complaints@example.org", "ymholiadau@example.org", "differ-emails"),
    ("petitions@senedd.wales", "cwynion@senedd.cymru", "differ-emails"),
    ("[a](https://www.gov.uk/call-charges)", "[a](https://www.gov.uk/trwydded-yrru)",
     "differ-links"),
    ("[a](https://www.gov.wales/school-holidays)", "[a](https://www.llyw.cymru/trwydded-bysgota)",
     "differ-links"),
    ("[a](https://ico.org.uk/a/b)", "[a](https://cy.ico.org.uk/)", "differ-links"),
    ("[a](https://www.legislation.gov.uk/anaw/2018/2)",
     "[a](https://www.legislation.gov.uk/anaw/2018/3/welsh)", "differ-links"),
    ("[a](https://example.org/en/2024/report)", "[a](https://example.org/cy/2023/adroddiad)",
     "differ-links"),
    ("[a](https://example.org/a#b)", "[a](https://example.org/a#c)", "differ-links"),
    ("| Who | What |\n|---|---|\n| Parents | ask |\n| Staff | tell |",
     "| Pwy | Beth |\n|---|---|\n| Staff | dweud |\n| Rhieni | gofyn |", "shape-rows"),
    ("| May you? | So |\n|---|---|\n| Post | Yes |\n| Share | No |",
     "| Gewch chi? | Felly |\n|---|---|\n| Postio | Na |\n| Rhannu | Ie |", "shape-rows"),
    ("| Who | Tells |\n|---|---|\n| The clerk | the governors |",
     "| Pwy | Dweud wrth |\n|---|---|\n| y llywodraethwyr | Y clerc |", "shape-columns"),
    ("| Ask | Tell |\n|---|---|\n| a | b |", "| Dweud | Gofyn |\n|---|---|\n| a | b |",
     "shape-columns"),
    ("Manger et boire", "Bwyta ac yfed", "text-language-other"),
    ("- a list", "- pas de noix", "text-language-other"),
    ("W dniu wycieczki", "Ar y diwrnod", "text-language-other"),
    ("Ask first. Dann sagen Sie es dem Büro.", "Gofynnwch yn gyntaf.", "text-language-other"),
    ("Eat", "Lorem ipsum dolor", "text-language-other"),
    ("Mind the water.", "Gwyliwch y d%C5%B5r.", "text-spoilt"),
    ("The%20driver rests.", "Mae'r gyrrwr yn gorffwys.", "text-spoilt"),
    ("// choose", "// dewis", "markup-left"),
    ("!!! drafting\n\nChoose a bus.", "!!! drafting\n\nDewiswch fws.", "drafting-malformed"),
    ("- Facebook: ask\n- Instagram: tell", "- Instagram: gofynnwch\n- Facebook: dywedwch",
     "shape-items"),
    ("Keep the photo.\n\nDelete the video.", "Dilëwch y fideo.\n\nCadwch y llun.",
     "shape-paragraphs"),
    ("Tell Facebook first.\n\nThen Instagram.", "Instagram yn gyntaf.\n\nYna Facebook.",
     "shape-paragraphs"),
    ("- parents decide\n- staff appeal", "- staff yn penderfynu\n- rhieni'n apelio", "shape-items"),
    ("1. parents first\n2. staff then", "1. staff yn gyntaf\n2. rhieni wedyn", "shape-items"),
    ("1. Ring the bell.\n2. Wait for the nurse.\n3. Fill in the sheet.",
     "1. Canwch y gloch.\n2. Llenwch y ddalen.\n3. Arhoswch am y nyrs.", "shape-items"),
    ("1. Open the window.\n2. Wash the plates.\n3. Lock the door.",
     "1. Clowch y drws.\n2. Agorwch y ffenestr.\n3. Golchwch y platiau.", "shape-items"),
    ("| Room | Light |\n|---|---|\n| Library | red |\n| Kitchen | blue |",
     "| Ystafell | Golau |\n|---|---|\n| Cegin | coch |\n| Llyfrgell | glas |", "shape-rows"),
    ("| Room | Light |\n|---|---|\n| Library | red |\n| Kitchen | blue |",
     "| Golau | Ystafell |\n|---|---|\n| Llyfrgell | coch |\n| Cegin | glas |", "shape-columns"),
    ("Count the chairs.\n\nSweep under the desks.",
     "Ysgubwch o dan y desgiau.\n\nCyfrwch y cadeiriau.", "shape-paragraphs"),
    ("(choice) Which? {#a}\n\n- Meat\n- Fish", "(choice) Pa un? {#a}\n\n- Pysgod\n- Cig",
     "shape-labels"),
    ("(rows 3) Name | Date of birth {#a}", "(rows 3) Dyddiad geni | Enw {#a}", "shape-labels"),
    ('!!! note "Late"\n    Sign.\n\n!!! note "In danger"\n    Run.',
     '!!! note "Mewn perygl"\n    Llofnodwch.\n\n!!! note "Yn hwyr"\n    Rhedwch.', "shape-labels"),
    ("3. one\n4. two", "1. un\n2. dau", "shape-lists"),
    ("ask:\n\n2) one\n3) two", "gofynnwch:\n\n3) un\n4) dau", "shape-lists"),
    ("Keep **5** copies for 6 weeks.", "Cadwch 5 copi am **6** wythnos.", "shape-emphasis"),
    ("Do **not** ask on Facebook.", "Peidiwch â gofyn ar **Facebook**.", "shape-emphasis"),
    ("**Never** post it.", "Peidiwch byth â'i **bostio**.", "shape-emphasis"),
    ("Ask the **{{ roles.headteacher }}** and see [GC-001].",
     "Gofynnwch i {{ roles.headteacher | y }} a gweld **[GC-001]**.", "shape-emphasis"),
]  # fmt: skip

RIGHT = [
    (
        "| Who | Tells |\n|---|---|\n| The clerk | the governors and the clerk |",
        "| Pwy | Dweud wrth |\n|---|---|\n| Y clerc | y llywodraethwyr a'r clerc |",
    ),
    ("Snapchat streaks", "Rhesi Snapchat"),
    (
        "[the plan](https://example.org/y%20cynllun.pdf)",
        "[y cynllun](https://example.org/y%20cynllun.pdf)",
    ),
    ("See https://example.org/T%C5%B7 first.", "Gweler https://example.org/T%C5%B7 yn gyntaf."),
    ("5%20 is no sum.", "Nid yw 5%20 yn swm."),
    ('!!! drafting "Choose a bus."\n\nTake it.', '!!! drafting "Dewiswch fws."\n\nEwch arno.'),
    ("- a pen\n- a ruler", "- pen\n- pren mesur"),
    ("Ten thousand.\n\n- ten thousand", "Deng mil.\n\n- deng mil"),
    ("Powered by Visual Crossing.", "Mae'n cael ei bweru gan Visual Crossing."),
    ("It says “please ask”.", "Mae'r arwydd ar y drws yn dweud “please ask” hefyd."),
    ("Do **not** post it on Facebook.", "**Peidiwch** â'i bostio ar Facebook."),
    ("must:\n\n\uf0b7\task\n\uf0b7\ttell", "rhaid:\n\n\uf0b7\tgofyn\n\uf0b7\tdweud"),
    ("The micro\u00adphone is off.", "Mae'r micro\u00adffon i ffwrdd."),
    ("In the w\u0302.", "Yn yr w\u0302yl."),
    (
        "Ring: 01632 960 001 • office@example.com • www.example.com",
        "Ffoniwch: 01632 960 001 • office@example.com • www.example.com",
    ),
    ("A 👍 or a 🙂 here.", "Mae 👍 neu 🙂 yma."),
    ("Remove the names before publishing it.", "Tynnwch yr enwau cyn cyhoeddi'r llun."),
    ("Name it {surname}-{date}.docx.", "Enwch ef yn {surname}-{date}.docx."),
    ("Delete the data as appropriate.", "Dilëwch y data fel y bo'n briodol."),
    (
        "See [a](mailto:office@example.com?subject=A).",
        "Gweler [a](mailto:office@example.com?subject=A).",
    ),
    ("See [a](tel:+441632960001), [b](tel:999).", "Gweler [a](tel:+441632960001), [b](tel:999)."),
    ("See [a](https://intranet/a).", "Gweler [a](https://intranet/a)."),
    ("It is &lt; 5 &gt; 3.", "Mae'n &lt; 5 &gt; 3."),
    ("At 7B and 8B:\n7B: Hall", "Yn 7B ac 8B:\n7B: Neuadd"),
    ("It is £1**.\n\n** Free for some.", "Mae'n £1**.\n\n** Am ddim i rai."),
    (
        "Send it to:\n\nThe Old Bank  \nHigh Street  \nBangor  \nLL57 1AA",
        "Anfonwch ef i:\n\nThe Old Bank  \nHigh Street  \nBangor  \nLL57 1AA",
    ),
    ("You **may not** post it.", "Ni **chewch** ei bostio."),
    ("**Ask first.** Open “Settings”.", "**Gofynnwch.** Agorwch *Settings*{: lang=en}."),
    ("Keep **5 copies** for 6 weeks.", "Cadwch **5 copi** am 6 wythnos."),
    (
        "**Press a button.** Press “Save changes” here.",
        "**Pwyswch fotwm.** Pwyswch *Save changes*{: lang=en} yma.",
    ),
    ("- Facebook: ask\n- Instagram: tell", "- Facebook: gofynnwch\n- Instagram: dywedwch"),
    ("3. one\n4. two", "3. un\n4. dau"),
    ("As above.", "Fel uchod."),
    ("- Draft\n- Agreed", "- Drafft\n- Cytunwyd"),
    ("- In progress\n- Agreed", "- Ar y gweill\n- Cytunwyd"),
    ("- Available in English only", "- Ar gael yn Saesneg yn unig"),
    ("Say _yes_ in my_file.pdf.", "Dywedwch _ie_ yn my_file.pdf."),
    ("It has a\nnumber of things.", "Mae ganddo\no leiaf ddau\no bethau."),
    ("At school\n10:30 Reading\n11:30 Welsh", "Yn yr ysgol\n10:30 Darllen\n11:30 Cymraeg"),
    ("1.\tone\n2.\ttwo", "1.\tun\n2.\tdau"),
    ("[a](https://example.com/?q=w)", "[a](https://example.com/?q=w)"),
    ("| A | B |\n|---|---|\n| Camera | 1 |", "| A | B |\n|---|---|\n| Camera | 1 |"),
    ("Read.\n\nOffice 365", "Darllenwch.\n\nOffice 365"),
    ("Read.\n\nx … y", "Darllenwch.\n\nx … y"),
    ("Read.\n\nGoogle Classroom", "Darllenwch.\n\nGoogle Classroom"),
    ("Read.\n\nThe Mix", "Darllenwch.\n\nThe Mix"),
    ("| A | B |\n|---|---|\n| No | N/A |", "| A | B |\n|---|---|\n| Na | N/A |"),
    ("Draft a letter first.", "Drafftiwch lythyr yn gyntaf."),
    ("Note to parents: read this.", "Nodyn i rieni: darllenwch hwn."),
    ("at 5.30pm", "am 17.30"),
    ("Do not post or share it.", "Peidiwch â'i bostio a pheidiwch â'i rannu."),
    (
        "You must not post it, must not share it and must not copy it.",
        "Ni chewch ei bostio, ei rannu na'i gopïo.",
    ),
    ("in the Christmas term", "yn nhymor yr hydref"),
    ("It should not exceed 255 characters.", "Uchafswm y nodau yw 255."),
    ("shorter than 100 characters", "yn fyrrach na 100 nod"),
    ("… … ABV and wine … ABV (…)", "… … ABV a gwin … ABV (…)"),
    ("Do not post it. It is not ours. Ask.", "Peidiwch â'i bostio. Gofynnwch i'w berchennog."),
    ("data.protection@senedd.wales", "diogelu.data@senedd.cymru"),
    ("Never leave without a key.", "Peidiwch byth â gadael heb allwedd."),
    ("Save `docs/en/about.md` now.", "Cadwch `docs/cy/about.md` nawr."),
    ("in 21 days", "ymhen un diwrnod ar hugain"),
    ("130 copies", "cant ac ugain a deg o gopïau"),
    ("131 copies", "cant ac ugain ac un ar ddeg o gopïau"),
    ("from 9am to 5pm", "o 9yb tan 5yh"),
    ("from 1 to 5 days", "rhwng 1 a 5 diwrnod"),
    ("from age 13", "o 13 oed ymlaen"),
    ("reduced by 5%", "wedi'i leihau o 5%"),
    ("version 12 or later", "fersiwn 12 neu ddiweddarach"),
    ("£9 for each child", "£9 am bob plentyn"),
    ("at 9 am", "am 9 am"),
    ("WCAG 2.2, criterion 1.3.5", "maen prawf 1.3.5 WCAG 2.2"),
    ("the Easter and Christmas holidays", "gwyliau'r Pasg a'r Nadolig"),
    ("www.example.com/if-you-cant-go", "www.example.com/if-you-cant-go"),
    ("1 Plough Place, London, EC4A 1DE", "1 Plough Place, Llundain EC4A 1DE"),
    ("[a](https://example.org/guide.pdf)", "[a](https://example.org/guide-welsh.pdf)"),
    ("[a](https://example.org/licence/3/)", "[a](https://example.org/licence-cymraeg/3/)"),
    ("[a](https://example.org/contact/)", "[a](https://example.org/contact/welsh-line/)"),
    ("[a](https://example.org/guide/overview)", "[a](https://example.org/guide)"),
    ("[a](https://www.tnlcommunityfund.org.uk/a)", "[a](https://www.cronfagymunedolylg.org.uk/a)"),
    ("75% of them", "tri chwarter ohonynt"),
    ("£5 each", "5 punt yr un"),
    ("in 2025/26", "yn 2025-26"),
    ("300 words", "tri chant o eiriau"),
    ("(01632) 960001", "01632 960 001"),
    ("[a](https://en.wikipedia.org/wiki/Wales)", "[a](https://cy.wikipedia.org/wiki/Cymru)"),
    ("[a](https://careerswales.gov.wales/)", "[a](https://gyrfacymru.llyw.cymru/)"),
    ("[a](https://www.childcomwales.org.uk/a/)", "[a](https://www.complantcymru.org.uk/b/)"),
]


def codes(root: Path, english: str, welsh: str) -> set[str]:
    """Check a project with a text more in a clause."""
    changes = {
        EN_GC: BASE[EN_GC].replace(EN, f"{EN}\n\n{english}"),
        CY_GC: BASE[CY_GC].replace(CY, f"{CY}\n\n{welsh}"),
    }
    projects.write(root, projects.files(changes))
    return {each.code for each in run(project.load(root))}


@pytest.mark.parametrize(("english", "welsh", "code"), WRONG)
def test_what_is_wrong_is_found(english: str, welsh: str, code: str, tmp_path: Path) -> None:
    assert code in codes(tmp_path, english, welsh)


@pytest.mark.parametrize(("english", "welsh"), RIGHT)
def test_what_is_right_is_not_stopped(english: str, welsh: str, tmp_path: Path) -> None:
    kinds = ("text-", "differ-", "shape-", "markup-", "drafting-", "list-", "table-", "link-")
    assert [code for code in codes(tmp_path, english, welsh) if code.startswith(kinds)] == []


def test_the_schools_name_is_no_text(tmp_path: Path) -> None:
    body = "Mae'r cod hwn ar gyfer llywodraethwyr yr ysgol, ac mae'n fyr."
    for number, (old, code) in enumerate(
        ((body, "text-empty"), ("Ar gyfer pwy mae hwn", "shape-empty"))
    ):
        changes = projects.patched(CY_GC, old, "Ysgol Enghraifft")
        assert code in projects.codes(projects.check(tmp_path / str(number), changes))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ("title: I ddilyn", "text-unfilled"),
        ("title: '…'", "text-blank"),
        ("summary: '*Lluniau*'", "markup-left"),
        ("summary: Gweler [GC-001]", "markup-left"),
        ("summary: Lluniau {x}", "markup-left"),
        ("changes: {1.0.0: TBC}", "text-unfilled"),
        ("changes: {1.0.0: 'Gweler [GC-001].'}", "markup-left"),
        ("changes: {1.0.0: 'Y {{ dim }} newydd.'}", "placeholder-unknown"),
    ],
)
def test_titles_summaries_and_changes(changes: str, code: str, tmp_path: Path) -> None:
    key = changes.partition(":")[0]
    text = "\n".join(
        changes if line.startswith(f"{key}:") else line for line in BASE[CY_GC].split("\n")
    )
    found = projects.codes(projects.check(tmp_path, {CY_GC: text}))
    assert code in found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("monitored_hours: {en: 9am, cy: 9yh}\n", "school-differs"),
        ("monitored_hours: {en: Monday, cy: dydd Mawrth}\n", "school-differs"),
        ("monitored_hours: {en: in school hours, cy: in school hours}\n", "school-language-cy"),
        ("monitored_hours: {en: yn ystod oriau ysgol, cy: oriau ysgol}\n", "school-language-en"),
        ("local_authority: {name: {en: Cyngor Sir, cy: County Council}}\n", "school-language-cy"),
        ("monitored_hours: {en: in the tower, cy: yn y t%C5%B5r}\n", "text-spoilt"),
        ("site_address: https://example..com\n", "school-value"),
        ("site_address: https://user@example.com\n", "school-value"),
        ("site_address: https://example.com/?a=1\n", "school-value"),
        ("site_address: https://example.com:99999\n", "school-value"),
        ("site_address: https://https://example.com\n", "school-value"),
    ],
)
def test_values_of_the_school(text: str, code: str, tmp_path: Path) -> None:
    found = projects.codes(projects.check(tmp_path, {SCHOOL: BASE[SCHOOL] + text}))
    assert code in found


@pytest.mark.parametrize(
    "text",
    [
        "monitored_hours: {en: 9am to 5pm, cy: 9yb i 5yh}\n",
        "monitored_hours: {en: Monday to Friday, cy: o ddydd Llun i ddydd Gwener}\n",
        "site_address: https://owner.github.io/polisi/\n",
        "site_address: https://example.com:8443/\n",
        "local_authority: {name: {en: County Council, cy: Cyngor Sir}}\n",
    ],
)
def test_values_that_are_right(text: str, tmp_path: Path) -> None:
    assert projects.codes(projects.check(tmp_path, {SCHOOL: BASE[SCHOOL] + text})) == []
