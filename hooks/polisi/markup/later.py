"""What somebody writes where a text is still to come, or stands in the other language only."""

from __future__ import annotations

import re

_TEXT = r"(?:the |this )?(?:text|translation|version|clause|page|section) (?:is )?"
_TESTUN = (
    r"(?:mae['’]r |nid yw['’]r |yr? )?"
    r"(?:testun|[gc]yfieithiad|fersiwn|[gc]ymal|[td]udalen) (?:hwn |hon )?"
)
"""What is still to come, where it is said."""
LATER = re.compile(
    r"t\.?b\.?[acd]\.?|to (?:follow|come|be (?:confirmed|agreed|added|translated|decided|written))"
    r"|to ?do|w\.?i\.?p\.?|work in progress|under construction"
    r"|(?:text|translation|(?:welsh|english)(?: (?:version|text))?) to (?:follow|come)"
    r"|(?:no |not )?(?:welsh|english|translat(?:ion|ed)) yet|(?:awaiting|needs) translation"
    r"|not (?:yet )?translated|translate (?:me|this)|translation (?:needed|pending)"
    r"|null|undefined|object object|translation (?:is )?on (?:its|the) way"
    r"|(?:the |more )?(?:details|text|content|information|wording) (?:will be|to be)"
    r" (?:added|supplied|written|completed) (?:later|soon|shortly|in due course)"
    r"|(?:this )?(?:section|page|part|paragraph) (?:is )?(?:intentionally |deliberately )?left"
    r" (?:blank|empty)|cyfieithiad (?:cymraeg )?ar y ffordd"
    r"|(?:bydd )?(?:y )?(?:manylion|testun|cynnwys|wybodaeth|gwybodaeth|geiriad)"
    r" (?:yn cael (?:ei|eu) |i['’]w |i )(?:h?ychwanegu|darparu|cyflenwi|hysgrifennu)"
    r"(?:['’]n| yn) (?:ddiweddarach|fuan|nes ymlaen)"
    r"|(?:mae['’]r )?(?:adran|tudalen|rhan|paragraff)(?: hon| hwn)? (?:wedi['’]i g?adael )?yn wag"
    r"(?:(?: yn)? fwriadol)?"
    r"|fixme|xxx+|(?:x ){2,}x|lorem(?: ipsum.*)?|qwerty\w*|asdf\w*(?: asdf\w*)*|blah(?: blah)*"
    r"|(?P<same>[a-hj-z])(?P=same){2,}"
    r"|(?:click|tap) (?:or tap )?here to (?:enter|add) (?:text|a date)"
    r"|type (?:(?:your )?text )?here"
    r"|choose an item|your (?:school )?(?:logo|name|text|address) (?:goes )?here"
    r"|no (?:welsh|english) (?:text|version|translation)|dd[/.-]mm[/.-](?:yy|bb)(?:yy|bb)?"
    r"|coming soon|dummy text|(?:welsh|english|text) here|(?:enter|insert|add) text(?: here)?"
    rf"|{_TEXT}(?:not )?(?:yet )?available in (?:welsh|english)(?: yet| only)?"
    rf"|(?:{_TESTUN})?(?:[gc]ymraeg |saesneg )?(?:i(?:['’]w| )? ?(?:d?dod|ddilyn|gadarnhau"
    r"|ychwanegu|gyfieithu|benderfynu|gwblhau|lenwi|ddarparu|drafod)|yn dod"
    r"|yn (?:aros am|disgwyl) [gc]yfieithiad)"
    r"(?: yn fuan| cyn hir| maes o law)?"
    rf"|{_TESTUN}(?:[gc]ymraeg |saesneg )?(?:yn cael ei (?:pharatoi|baratoi|[cg]h?yfieithu)"
    r"|ar gael yn (?:saesneg|gymraeg)|ar y gweill)(?: eto| yn unig)?"
    r"|angen (?:ei )?[cg]yfieithu|(?:heb (?:ei )?|dim wedi(?:['’]i)? )[cg]yfieith(?:u|iad)(?: eto)?"
    r"|(?:cymraeg|saesneg|testun) yma|(?:rhowch|mewnosodwch) (?:y )?d?testun yma|dan adeiladaeth"
    r"|(?:cliciwch|tapiwch)(?: neu tapiwch)? yma i (?:roi|nodi|fewnosod) (?:testun|dyddiad)"
    r"|teipiwch (?:y testun )?yma|dewiswch eitem|logo eich ysgol yma"
    r"|dim (?:testun|fersiwn)(?: [cg]ymraeg| saesneg)?|gwaith ar y gweill|dim byd eto",
)
"""What is never a text, in small letters."""
ALONE = re.compile(
    r"(?:(?:please )?(?:see|read|refer to|use)|as in|same as) (?:the )?(?:english|welsh)"
    r"(?: (?:version|text|policy|document|page)(?: of this \w+)?)?"
    r"|(?:gweler|darllenwch|edrychwch ar|defnyddiwch|fel yn) (?:y |yn |yr? )?"
    r"(?:(?:testun|fersiwn|polisi|d?dogfen|d?tudalen) )?(?:saesneg|g?[cg]?ymraeg)"
    r"(?: (?:yr?|o['’]r) \w+ (?:hwn|hon))?"
    r"|fel y (?:saesneg|gymraeg)|(?:the )?same as (?:the )?(?:english|welsh)"
    r"|yr un (?:fath â|peth â|fath ag)['’ ]?r? ?(?:saesneg|gymraeg)"
    r"|(?:ar gael )?yn (?:saesneg|gymraeg)(?: yn unig)?"
    r"|(?:available )?in (?:welsh|english)(?: only)?"
    r"|(?:y )?testun (?:saesneg|cymraeg) sy['’]n gymwys"
    r"|not applicable (?:to|in|at) (?:this|our) school"
    r"|(?:ddim|nid yw) yn berthnasol i['’]r ysgol hon"
    r"|n/a|amherthnasol|xx|testun|text|cyfieithiad(?: cymraeg)?|(?:welsh )?translation"
    r"|cymraeg|(?:y )?fersiwn gymraeg|welsh(?: version| text)?|testun cymraeg|teitl|title",
)
"""What is no text either where it is the whole of it; in a cell it may be right."""
WHOLE = re.compile(
    r"none|dim|n\.?a\.?|(?:not|ddim yn) (?:applicable|relevant|used|berthnasol)|amherthnasol"
    r"|heb ei ddefnyddio|(?:see|as) (?:above|below|before)"
    r"|(?:gweler|fel) (?:uchod|isod|o['’]r blaen)"
    r"|(?:this (?:clause|section|rule) (?:is|has been) )?(?:deleted|removed|withdrawn|not in use)"
    r"|(?:mae['’]r (?:cymal|adran|rheol) (?:hwn|hon) )?wedi(?:['’]i| ei) (?:d?dileu|d?ddileu"
    r"|dd?ileu|dynnu(?:['’]n ôl)?|thynnu(?:['’]n ôl)?)|reserved|wedi['’]i gadw",
)
"""What is no text for a whole clause, though it may be one for a cell or an item."""
BESIDE = re.compile(
    r"draf+t|pending|yn yr arfaeth|as above|fel uchod|uchod|gwag|blank|empty"
    r"|(?:please )?(?:contact|ask) (?:the )?(?:school|office|us) for (?:an? |the )?"
    r"(?:welsh|english) (?:version|copy|translation)|(?:cysylltwch â|gofynnwch i)"
    r"(?:['’]r)? (?:ysgol|swyddfa|ni) am (?:y )?(?:fersiwn|gopi|gyfieithiad) (?:yn )?"
    r"(?:gymraeg|saesneg|cymraeg)"
    r"|dim byd|nothing|(?:yr )?un (?:fath|peth)|(?:the )?same|gweler y cymal|see the clause",
)
"""What says nothing beside a text of the other language that says something, either."""

ASIDE = re.compile(r"(?:[(\[]|[ ][-–—:]+[ ])([^()\[\]]{1,40})[)\]]?\W*$")
"""What stands last in a title, in brackets or after a dash."""
DRAFT = re.compile(
    r"draf+t|to (?:be )?check(?:ed)?|i['’]w g?wirio|copy(?: \d)?|copi(?: \d)?|(?:the )?final"
    r"(?: draft| version)?|fersiwn derfynol|drafft terfynol",
    re.IGNORECASE,
)
DRAFT_END = re.compile(
    r"\b(?:draft|drafft)[ _]?[vf]?\.?\d[\d.]*$|_v\d[\d.]*$|\w\.(?:docx?|pdf|odt|md)$",
    re.IGNORECASE,
)
"""What a title ends with that a file of a draft is called: Pictures draft v2."""
NO_TITLE = re.compile(
    r"(?:untitled|heb deitl|(?:section|clause|page|policy|your) (?:title|heading)"
    r"|(?:teitl|pennawd) (?:yr adran|y cymal|y dudalen|y polisi)|(?:heading|pennawd) \d"
    r"|new (?:section|clause)"
    r"|(?:adran|cymal) newydd|(?:field|maes|label)(?: \d+)?)",
    re.IGNORECASE,
)
"""What a form or a program calls a title or a label that nobody has written."""


def bare(text: str) -> str:
    """Return a text without the signs around it."""
    return text.strip(" .…*()[]:?!-–—")


def is_later(text: str) -> bool:
    """Tell whether a whole text says that one is still to come."""
    return bool(LATER.fullmatch(bare(text).lower()))


def is_no_text(text: str) -> bool:
    """Tell whether the whole text of a clause or a page is none."""
    words = bare(text).lower()
    return any(pattern.fullmatch(words) for pattern in (LATER, ALONE, WHOLE))


def says_little(text: str) -> bool:
    """Tell whether a text would say nothing beside one that says something."""
    words = bare(text).lower()
    return any(pattern.fullmatch(words) for pattern in (LATER, ALONE, BESIDE))


def of_a_draft(title: str) -> str:
    """Return what a title holds that says it is not done, "(draft)", or an empty string."""
    if NO_TITLE.fullmatch(bare(title)):
        return title
    if found := DRAFT_END.search(title):
        return found[0].strip()
    aside = ASIDE.search(title)
    said = bare(aside[1]) if aside else ""
    return said if DRAFT.fullmatch(said) or is_later(said) else ""
