"""What is said to those who write a text, and would be published with it.

A template says "Schools should amend this paragraph", a word processor "Click here to enter text",
a colleague "[check with legal]". The same verbs stand in right rules (delete the post, insert the
card), so each pattern also asks for what a text says of itself: this paragraph, their own, a gap.
"""

from __future__ import annotations

import re
from functools import cache

from polisi.markup.later import is_later
from polisi.words.vocabulary import WORD

_TEXT = (
    r"(?:paragraph|section|clause|text|wording|sentence|bullet|template|model|example|sample"
    r"|policy|statement|appendix|annex)s?\b"
)
_THIS = rf"(?:this|these|the (?:above|below|following)|all) (?:\w+ )?{_TEXT}"
_CHANGE = (
    r"(?:amend|adapt|edit|customi[sz]e|tailor|personali[sz]e|modify|reword|rewrite|replace|delete"
    r"|remove|omit|adjust|alter|expand|complete|insert|add)"
)
_SHOULD = (
    r"(?:(?:should|must|may|can|could|might|will need|need|are (?:asked|advised|free|encouraged))"
    r"(?: to| also)*(?: (?:wish|want|like|choose|need) to)?|to)"
)
_TESTUN = (
    r"(?:['’]r| yr?| yn)? ?(?:[pb]h?aragraff|adran|[cg]h?ymal|[td]h?estun|g?eiriad|[bf]?rawddeg"
    r"|[td]h?empled|[pb]h?olisi|enghraifft|rhan)"
)
_NEWID = (
    r"(?:d?d?iwygio|addasu|g?olygu|newid|d?d?ileu|t?h?d?ynnu|deilwra|teilwra|bersonoli|hepgor"
    r"|ailysgrifennu|fewnosod|mewnosod|ychwanegu|g?wblhau)"
)
_NEWIDIWCH = (
    r"(?:dil[eë]wch|dil[eë]er|tynnwch|addaswch|newidiwch|golygwch|diwygiwch|hepgorwch"
    r"|ailysgrifennwch)"
)
_START = r"(?:^|[.!?:;] |[(\[])(?:please )?"
"""Where a sentence starts, or what stands in brackets."""
_END = r"[.!]?(?:$|[)\]])"
_SHOWN_EN = (
    r"(?:text|words?|wording|sections?|paragraphs?|passages?) (?:\w+ )?in (?:red|yellow|blue|green"
    r"|italics?|(?:square )?brackets)|(?:highlighted|coloured|red|yellow|italici[sz]ed|bracketed)"
    r" (?:text|words?|wording|sections?|paragraphs?|passages?)"
)
_SHOWN_CY = (
    r"d?t?h?estun (?:(?:sydd )?(?:mewn )?(?:coch|melyn|italig|bachau)|sydd wedi['’]i amlygu)"
)

KINDS: tuple[tuple[str, str], ...] = (
    # Told to schools, or to whoever adapts it
    (
        "school schools settings",
        rf"\b(?:schools?|settings) {_SHOULD} {_CHANGE}(?: (?:or|and) \w+)?"
        rf" (?:{_THIS}|(?:their|its) own\b.{{0,40}}|(?:\S+ ){{1,6}}(?:here|below){_END})",
    ),
    ("school schools", rf"^schools? to {_CHANGE}\b"),
    ("schools", rf"\bschools {_SHOULD} (?:amend|adapt|edit|delete|remove|omit) this{_END}"),
    (
        "amend adapt edit customise customize tailor personalise personalize reword delete remove"
        " omit replace",
        rf"{_START}(?:amend|adapt|edit|customi[sz]e|tailor|personali[sz]e|reword|delete|remove|omit"
        rf"|replace) {_THIS}",
    ),
    (
        "appropriate applicable necessary required relevant",
        rf"{_START}(?:delete|strike out|amend|edit|adapt|tailor|omit|remove|complete)"
        rf" (?:as|where|if|when) (?:appropriate|applicable|necessary|required|relevant"
        rf"|not (?:appropriate|applicable|required|relevant)){_END}",
    ),
    (
        "model template sample example exemplar specimen",
        r"\bthis (?:is an? )?(?:model|template|sample|example|exemplar|specimen)\b.{0,60}"
        r"\b(?:adapt|amend|edit|customi[sz]|tailor|personali[sz])",
    ),
    (
        "template suggested sample model example alternative optional placeholder dummy",
        rf"{_START}(?:template|suggested|sample|model|example|alternative|optional|placeholder"
        r"|dummy) (?:wording|text|paragraph|clause|sentence)\b ?(?:[:–—-]|, (?:please|to be|delete"
        r"|change|replace))",
    ),
    (
        "guidance advice instruction instructions",
        rf"{_START}(?:guidance|advice|instructions?)(?: notes?)? (?:for|to) schools? ?[:–—-]",
    ),
    (
        "red yellow blue green italic italics bracket brackets bracketed highlighted coloured"
        " italicised italicized",
        rf"\b(?:{_SHOWN_EN})\b.{{0,60}}\b(?:amend|edit|delet|remov|chang|guidance|adapt|replac)",
    ),
    ("publishing adopting", rf"^(?:delete|remove|omit) this before (?:publishing|adopting){_END}"),
    # A choice that nobody has made
    (
        "choose",
        r"^choose (?:one|either|between) (?:of )?(?:these|the)(?: (?:two|three))?"
        rf" (?:paragraphs|clauses|sentences|wordings|versions|texts)\b.{{0,30}}{_END}",
    ),
    (
        "choose select pick delete",
        r"[(\[](?:please )?(?:choose|select|pick|delete) (?:one|either|an option)\b[^)\]]*[)\]]"
        r"|\boption [a-z1-9]\b.*\b(?:choose|select|pick|delete) one[.!]?$",
    ),
    (
        "[",
        r"\[(?:either(?:/or)?|and/or|optional|(?:if|where) (?:applicable|relevant)|delete|amend"
        r"|adapt|naill ai(?:/neu)?|dewisol|os yn berthnasol)\]",
    ),
    ("either naill", r"^(?-i:EITHER\b.*\bOR|NAILL AI\b.*\bNEU)\b"),
    # Remarks between colleagues
    (
        "comment comments query queries question questions note notes sylw",
        r"(?:author|editor|reviewer|translator|drafter)(?:['’]?s)? (?:comment|query|question|note)"
        r"s? ?[:–—]|\b(?:comment|sylw) ?\[[a-z]{1,3}\d+\]",
    ),
    ("[", r"\[[a-z]{2,3} (?:to|i) (?:check|confirm|add|ask|wirio|gadarnhau)\w*\]"),
    ("??", r"\?\?+ ?\w[^?]*\?\?|(?:^|\s)\?\?+(?=\W*$)"),
    ("[", r"\[(?-i:[A-Z]{2,3})\d{1,2}\]"),
    ("@@", r"^@@ ?\w"),
    (
        "[",
        r"\[(?:to )?(?:be )?(?:check|query|confirm|verify|ask|needs?|update)\b[^\]]{0,60}\]",
    ),
    (
        "check checked confirm confirmed query updated correct right",
        r"\((?:needs? (?:to )?(?:be )?check(?:ed)?\b[^)]{0,40}|to be (?:checked|updated|confirmed)"
        r"(?: (?:with|by) [^)]{0,40})?|(?:please )?(?:check|confirm|query) this"
        r"|is this (?:still )?(?:right|correct)\??)\)",
    ),
    ("[", r"\[(?:note|nodyn)\b[^\]]{0,30}:|\[(?-i:[A-Z]{2,3}): ?\w"),
    ("?", r"[(\[]\?+[)\]]"),
    ("still", r"\(is this still (?:right|correct)\?[^)]{0,20}\)"),
    (
        "translating translated",
        r"^(?:the )?(?:rest|remainder|this|text) (?:still )?needs (?:to be )?translat\w+[.!]?$",
    ),
    (
        "note",
        r"\bnote ?: ?(?:this |it )?needs? (?:to be )?(?:check|updat|rewrit|translat)\w*",
    ),
    # A draft
    (
        "draft",
        r"^\W*draft(?: ?[-–—:]\W*(?:not|for|do not)\b.*| ?(?:v|version )?\.?\d[\d.]*"
        r"| (?:for|only|copy)(?: (?:discussion|consultation|comment|review|approval))?)\W*$"
        r"|^\W*draft (?:v|version )?\.?\d[\d.]*\W*(?:not|for) .*|^(?-i:DRAFT)\b|\b(?-i:DRAFT)$"
        r"|\bdraft for (?:discussion|comment|approval)[.!]?$"
        rf"|^this is (?:a|the|only a) (?:first |early |working |rough )?draft{_END}",
    ),
    (
        "publication circulation distribution sharing",
        r"^\W*not for (?:publication|circulation|distribution|sharing)\W*$",
    ),
    # The same in Welsh
    ("ysgolion", rf"\b(?:dylai|gall|caiff) ysgolion {_NEWID} (?:hyn|hwn){_END}"),
    ("cyhoeddi mabwysiadu", rf"^(?:{_NEWIDIWCH}) (?:hwn|hyn) cyn (?:cyhoeddi|mabwysiadu){_END}"),
    (
        "dewiswch",
        r"^dewiswch un o['’]r (?:ddau |ddwy |tri )?(?:baragraff|paragraff|cymal|gymal|frawddeg"
        rf"|brawddeg|fersiwn|testun|destun)\w* (?:hyn|hwn|isod|uchod){_END}",
    ),
    ("hyn", r"\((?:ydy|yw|ydyw|a yw) hyn yn dal yn (?:iawn|gywir)\?[^)]{0,20}\)"),
    ("angen", r"^(?:mae )?angen [cg]yfieithu(?:['’]r| y)? (?:gweddill|hyn|testun)[.!]?$"),
    (
        "ysgol ysgolion",
        rf"\b(?:dylai|rhaid i|gall|caiff|bydd angen i|bydd) ?(?:[pb]ob )?"
        rf"ysgol(?:ion)? (?:am |eisiau )?{_NEWID}(?:{_TESTUN} (?:hwn|hon)\b"
        r"|.{0,40}\beu hunain\b.{0,12}\byma|.{0,30}\bi['’]w\b.{0,30}\beu hunain)",
    ),
    ("ysgolion", rf"^ysgolion i {_NEWID}\b"),
    (
        "hwn hon uchod isod",
        rf"{_START}(?:{_NEWIDIWCH}|dylid {_NEWID}){_TESTUN} (?:hwn|hon|uchod|isod)\b",
    ),
    (
        "briodol berthnasol angen gymwys",
        rf"{_START}{_NEWIDIWCH} (?:fel|lle|os|pan)[ \w'’]{{1,16}} ?(?:briodol|berthnasol|angen"
        rf"|gymwys){_END}",
    ),
    (
        "enghreifftiol templed awgrymedig model",
        r"\bpolisi (?:enghreifftiol|model|templed)\b.{0,40}\b(?:addasu|ddiwygio|newid)"
        r"|(?:geiriad|testun|paragraff) (?:y templed|awgrymedig|enghreifftiol) ?(?:[:–—]|, )",
    ),
    ("ysgolion", rf"{_START}(?:canllaw(?:iau)?|cyngor|cyfarwyddiadau) i ysgolion ?[:–—-]"),
    (
        "testun destun thestun",
        rf"\b(?:newid|golygu|dileu|canllaw)\b.{{0,30}}{_SHOWN_CY}"
        rf"|{_SHOWN_CY}.{{0,40}}\b(?:newid|golygu|d?dileu)\b",
    ),
    (
        "dewiswch dilëwch dilewch",
        r"[(\[](?:dewiswch|dil[eë]wch) un\b[^)\]]*[)\]]|\bopsiwn [a-z1-9]\b.*\bdewiswch un[.!]?$",
    ),
    (
        "sylw sylwadau ymholiad ymholiadau",
        r"\b(?:sylw|ymholiad)(?:adau)?(?:['’]r| yr?) (?:awdur|golygydd)\b",
    ),
    ("[", r"\[(?:angen|gwirio|gwiriwch|cadarnhau|cadarnhewch|i['’]w wirio)\b[^\]]{0,60}\]"),
    (
        "wirio gwirio gwiriwch cyf nodyn",
        r"\((?:angen gwirio\b[^)]{0,40}|(?:[\w'’]+ )?i['’]w wirio|gwirio(?:wch)? hyn|gwiriwch hyn"
        r"|cyf ?:[^)]{0,40})\)|\bnodyn ?: ?(?:mae )?(?:angen|rhaid) (?:gwirio|cywiro|cyfieithu)\b",
    ),
    (
        "drafft",
        r"^\W*drafft(?: ?[-–—:]\W*(?:nid|ddim|i['’]w)\b.*| ?(?:f|fersiwn )?\.?\d[\d.]*)\W*$"
        r"|^\W*drafft (?:f|fersiwn )?\.?\d[\d.]*\W*(?:nid|ddim|i['’]w) .*|^(?-i:DRAFFT)\b"
        r"|\b(?-i:DRAFFT)$|\bdrafft i['’]w (?:d?drafod|gymeradwyo)[.!]?$"
        rf"|^drafft (?:cyntaf |cynnar |gwaith |bras )?(?:yw|ydy) hwn{_END}",
    ),
    ("w", r"^\W*(?:ddim|nid|heb fod) i['’]w (?:g?chyhoeddi|gyhoeddi|rhannu|rannu)\W*$"),
)  # fmt: skip
"""Words or signs of which a text has one when an aside stands in it, and what that then is."""

_GAP = (
    r"(?:your|insert|enter|add|name|date|school|number|address|title|telephone|phone|details"
    r"|job title|contact|council|local authority|eich|enw|dyddiad|ysgol|rhowch|mewnosod\w*|nodwch"
    r"|rhif|cyfeiriad|teitl|manylion|cyngor|awdurdod lleol)"
)
GAP = re.compile(
    r"\[(?:(?-i:[A-Z][A-Z '’]{3,})|x{2,}"
    r"|(?:your|eich|name|enw|date|dyddiad|school|ysgol|insert|enter|mewnosod\w*"
    r"|(?:rhowch|nodwch)(?: yr?| eich|['’]r)? (?:enw|dyddiad|rhif|manylion|cyfeiriad|testun))\b"
    r"(?! (?:withheld|removed|wedi))[^\]\n]{0,40})\]"
    rf"|(?<![\w/_=?&-])\{{{_GAP}\b[^{{}}\n]{{0,40}}\}}(?![\w/_=-]|\.\w)|«{_GAP}\b[^»\n]{{0,40}}»"
    rf"|<<? ?{_GAP}\b[^<>\n]{{0,40}}>|%(?-i:[A-Z][A-Z_]{{2,}})%"
    r"|\((?:please )?(?:insert|mewnosod\w*)\b[^)\n]{0,60}\)"
    r"|\((?:enter|add|give|nodwch|rhowch|ychwanegwch)(?: the| an?| yr?)? "
    r"(?:name|date|number|details|address|enw|dyddiad|rhif|manylion|cyfeiriad)(?: here| yma)?\)"
    r"|\berror! (?:reference source|bookmark)|\bxx/xx/|\b(?:19|20)(?:xx|__|\?\?)(?!\w)"
    r"|(?-i:\b(?:TODO|FIXME|TB[CAD])\b)"
    r"|(?-i:\b(?:INSERT|ENTER|ADD|RHOWCH|NODWCH|MEWNOSODWCH)(?: [A-Z']+)?"
    r" (?:NAME|DATE|NUMBER|DETAILS|ADDRESS|TEXT|ENW|DYDDIAD|RHIF|MANYLION|CYFEIRIAD|TESTUN)\b)"
    r"|(?-i:\bXX+\b)(?= (?:days?|weeks?|months?|years?|hours?|minutes?|diwrnod|wythnos|mis"
    r"|blynedd|awr|munud)\b)|\b(?:at|within|by|on|from|am|fewn|erbyn|ar|o) (?-i:XX+)(?=[.,;)]|$)"
    r"|\b(?:on|by|from|until|ar|erbyn|o|tan) (?-i:DD/MM/(?:YYYY|YY|BBBB|BB))\b|\[ *\](?!\()"
    r"|\b(?:by|until|erbyn|tan) dd/mm/(?:yyyy|yy|bbbb|bb)\b"
    r"|\[[^\W\d_][^\W\d_ ]+(?: [^\W\d_]+){0,2} ?/ ?[^\W\d_]{3,}(?: [^\W\d_]+){0,2}\]"
    r"|>> ?\w[^<>\n]{0,60}<<"
    r"|\b(?:section|page|paragraph|clause|appendix|annex|adran|tudalen|paragraff|cymal|atodiad)"
    r" (?:xx+|##+|\?\?+|__+)(?!\w)"
    r"|\b(?:section|page|paragraph|clause|adran|tudalen|paragraff|cymal) (?-i:X)\b(?! (?:of|o)\b)",
    re.IGNORECASE,
)
"""What stands where somebody is to write something."""
GAP_ALONE = re.compile(
    r"(?:please )?insert (?:the |your )?(?:name|date|number|details|logo|address|text|title)"
    r"\b.{0,40}\b(?:here|below|school)[.!]?$"
    r"|(?:rhowch|mewnosodwch|ychwanegwch)(?: eich)? (?:enw|dyddiad|manylion|logo|testun|rheol\w*)"
    r"\b(?:.{0,30} )?yma[.!]?$"
    r"|(?:add|insert|enter|put|write) (?:your|the school['’]s) (?:own )?"
    r"(?:text|logo|name|details|address|rules?|wording)\b(?:.{0,30} )?here[.!]?$"
    r"|(?:to do|to be (?:confirmed|agreed|decided)|i['’]w (?:wneud|gadarnhau)) ?: ?\S"
    r"|to be (?:confirmed|agreed|decided|added|written) (?:by|with) [\w ]{1,40}[.?!]?$"
    r"|i['’]w (?:gadarnhau|gytuno|benderfynu|ychwanegu) (?:gan|gyda|â)['’ ][\w ]{1,40}[.?!]?$",
    re.IGNORECASE,
)
"""The same at the start of a text, of which it is all."""
GAP_SIGNS = ("[", ">>", "/MM/", "/mm/", "{", "«", "%", "##", "??", "__", "<<")
GAP_WORDS = frozenset(
    "insert enter add give nodwch rhowch ychwanegwch mewnosod mewnosodwch mewnosoder error xx x"
    " todo fixme tbc tba tbd".split()
)
"""What a text has one of when there is a gap in it."""
IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")


@cache
def _pattern(number: int) -> re.Pattern[str]:
    """Return a pattern that is asked for: few texts have a word of most of them."""
    return re.compile(KINDS[number][1], re.IGNORECASE)


def _by_trigger() -> dict[str, list[int]]:
    """Return the numbers of the patterns by the words or signs that a text must have for them."""
    found: dict[str, list[int]] = {}
    for number, (triggers, _) in enumerate(KINDS):
        for trigger in triggers.split():
            found.setdefault(trigger, []).append(number)
    return found


_BY_TRIGGER = _by_trigger()
_TRIGGERS = GAP_WORDS | {trigger for trigger in _BY_TRIGGER if trigger.isalpha()}
_SIGNS = (*GAP_SIGNS, "@@", "?")


def find(words: str) -> tuple[str, str] | None:
    """Find a gap in a text, or what it says to those who write it.

    Returns the code of a rule, and the words.
    """
    triggers = _TRIGGERS.intersection(WORD.findall(words.lower()))
    signs = [sign for sign in _SIGNS if sign in words]
    if found := GAP_ALONE.match(words):
        return "text-unfilled", found[0]
    if (signs or not triggers.isdisjoint(GAP_WORDS)) and (found := GAP.search(words)):
        return "text-unfilled", found[0]
    if "(" in words or "[" in words:
        for inside in IN_BRACKETS.finditer(words):
            if is_later(inside[1]):
                return "text-unfilled", inside[0]
    for number in sorted({n for each in (*triggers, *signs) for n in _BY_TRIGGER.get(each, ())}):
        if found := _pattern(number).search(words):
            return "drafting-aside", found[0]
    return None
