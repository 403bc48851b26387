"""What is said to those who write a text, and would be published with it.

A template says "Schools should amend this paragraph", a word processor "Click here to enter text",
a colleague "[check with legal]", a machine "Sure, here is the text".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polisi.checks.wording import machines, remarks, unfinished
from polisi.markup.later import is_later
from polisi.words.vocabulary import WORD

_GAP = (
    r"(?:your|insert|enter|add|name|date|school|number|address|title|telephone|phone|details"
    r"|job title|contact|council|local authority|eich|enw|dyddiad|ysgol|rhowch|mewnosod\w*|nodwch"
    r"|rhif|cyfeiriad|teitl|manylion|cyngor|awdurdod lleol)"
)
_SOME = r"\b(?:within|after|at least|up to|every|for|o fewn|ar ôl|o leiaf|hyd at|bob|am)"
_UNITS = r"(?:days?|weeks?|months?|years?|hours?|minutes?|diwrnod|wythnos|mis|blynedd|awr|munud)\b"
_TELL = (
    r"\b(?:ring|call|contact|phone|email|tell|ask|ffoniwch|cysylltwch â|e-bostiwch|dywedwch wrth"
    r"|gofynnwch i)"
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
    r"|(?-i:\b(?:TODO|FIXME|PLACEHOLDER)\b)|\btb[acd]\b|\bt\.b\.[acd]\.|(?<=\S\s)\?\?+(?=\s\S)"
    r"|(?<![\w.@/-])(?-i:x{4,}|X{4,})(?![\w@]|[.-]\w)"
    r"|(?:: |\b(?:on|by|ar|erbyn) )(?-i:DD (?:MM|Month|Mis) (?:YYYY|BBBB))\b"
    r"|\((?:name|date|number|address|title)(?: (?:goes|to go))? here\)"
    r"|\((?:enw|dyddiad|rhif|teitl) yma\)"
    r"|£ ?(?:(?-i:XX+|xx+)\b|\?+)|(?-i:\bXX?:XX\b)"
    r"|\b[x_]{2} (?-i:January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin"
    r"|Gorffennaf|Awst|Medi"
    r"|Hydref|Tachwedd|Rhagfyr)\b"
    r"|\b(?:01234 ?567 ?890|07123 ?456 ?789|0123 ?456 ?789)\d?\b"
    r"|(?-i:\bYour (?:School|Council|Organisation|Company)(?:['’]s)? Name\b)"
    r"|(?:@|\bwww\.)(?:your|eich)[.-]?(?:school|council|ysgol|cyngor)\b"
    r"|#(?-i:REF|VALUE|NAME|N/A|DIV/0|NULL|NUM)[!?]|#{5,}|(?<!\w)=(?-i:[A-Z]{3,}\([^)\n]*\))"
    r"|(?-i:\b(?:INSERT|ENTER|ADD|RHOWCH|NODWCH|MEWNOSODWCH)(?: [A-Z']+)?"
    r" (?:NAME|DATE|NUMBER|DETAILS|ADDRESS|TEXT|ENW|DYDDIAD|RHIF|MANYLION|CYFEIRIAD|TESTUN)\b)"
    r"|\b00/00/(?:0000|00)\b|\bxxx+@|\bA\.? ?N\.? ?(?-i:Other|Arall)\b"
    r"|\[(?:add|put|place|ychwanegwch|rhowch|mewnosodwch)\b[^\]\n]{0,40}\b(?:here|yma)\]"
    r"|\b0\d{2,4}[ -]?(?:\d{2,4}[ -]?)?(?-i:xxx+|XXX+)(?: ?(?-i:xxx+|XXX+))*(?!\w)"
    r"|(?-i:\bXX+\b)(?= (?:days?|weeks?|months?|years?|hours?|minutes?|diwrnod|wythnos|mis"
    r"|blynedd|awr|munud)\b)|\b(?:at|within|by|on|from|am|fewn|erbyn|ar|o) (?-i:XX+)(?=[.,;)]|$)"
    r"|\b(?:on|by|from|until|ar|erbyn|o|tan) (?-i:DD/MM/(?:YYYY|YY|BBBB|BB))\b|\[ *\](?!\()"
    r"|\b(?:by|until|erbyn|tan) dd/mm/(?:yyyy|yy|bbbb|bb)\b"
    r"|\[[^\W\d_][^\W\d_ ]+(?: [^\W\d_]+){0,2} ?/ ?[^\W\d_]{3,}(?: [^\W\d_]+){0,2}\]"
    r"|>> ?\w[^<>\n]{0,60}<<|«\w+(?:_|(?-i:(?<=[a-z])[A-Z]))\w+»|@@\w+@@"
    r"|(?<!\S)#(?-i:[A-Z_]{3,})#|\[(?-i:X|Y|XY)\]"
    r"|\[(?:the |your |a |an )?(?:company|organisation|role|post|place|time|day|amount|email"
    r"|website|link|class|subject|cwmni|sefydliad|rôl|swydd|lle|amser|diwrnod|swm|e-bost|gwefan|dolen"
    r"|dosbarth|pwnc)\](?!\()"
    rf"|{_SOME} ?(?:\.{{3,}}|…+) ?{_UNITS}|……+|\.{{6,}}"
    rf"|{_TELL} (?:\((?:name|enw)\)|(?-i:NAME|ENW)\b)"
    r"|\b(?:Anytown|Unrhywle|(?-i:XYZ|ABC)) (?:Primary|High|Secondary|School|Council)\b"
    r"|\bYsgol (?:(?:Gynradd|Uwchradd|Gyfun) )?(?:Unrhywle|(?-i:XYZ|ABC))\b"
    r"|\b(?:click|tap)(?: or tap)? here to (?:enter|add) (?:text|a date)"
    r"|\b(?:cliciwch|tapiwch)(?: neu tapiwch)? yma i (?:roi|nodi|fewnosod) (?:testun|dyddiad)"
    r"|\b(?:section|page|paragraph|clause|appendix|annex|adran|tudalen|paragraff|cymal|atodiad)"
    r" (?:xx+|##+|\?\?+|__+)(?!\w)"
    r"|\b(?:section|page|paragraph|clause|adran|tudalen|paragraff|cymal) (?-i:X)\b(?! (?:of|o)\b)",
    re.IGNORECASE,
)
"""What stands where somebody is to write something."""
GAP_ALONE = re.compile(
    r"(?:please )?insert (?:the |your |an? )?(?:name|date|number|details|logo|address|text|title"
    r"|table|picture|photo|image|diagram|map|list|link|chart|figure|paragraph|section|wording)"
    r"\b.{0,40}\b(?:here|below|school)[.!]?$"
    r"|(?:rhowch|mewnosodwch|ychwanegwch)(?: eich| yr?|['’]r)? (?:enw|dyddiad|manylion|logo|testun"
    r"|rheol\w*|tabl|llun|ddolen|dolen|map|rhestr|diagram|paragraff|geiriad)"
    r"\b(?:.{0,30} )?yma[.!]?$"
    r"|(?:add|insert|enter|put|write) (?:your|the school['’]s) (?:own )?"
    r"(?:text|logo|name|details|address|rules?|wording)\b(?:.{0,30} )?here[.!]?$"
    r"|(?:to do|to be (?:confirmed|agreed|decided)|i['’]w (?:wneud|gadarnhau)) ?: ?\S"
    r"|to be (?:confirmed|agreed|decided|added|written) (?:by|with) [\w ]{1,40}[.?!]?$"
    r"|i['’]w (?:gadarnhau|gytuno|benderfynu|ychwanegu) (?:gan|gyda|â)['’ ][\w ]{1,40}[.?!]?$",
    re.IGNORECASE,
)
"""The same at the start of a text, of which it is all."""
GAP_SIGNS = (
    "[", ">>", "/MM/", "/mm/", "{", "«", "%", "#", "??", "__", "<<", "@@", "...", "…", "=",
    "/00/", "N. Other", "N Other", "N. Arall", "N Arall", "Your School", "Your Council",
    "Your Organisation", "Your Company", "XX:", "X:X", "£X", "£x", "£?", "£ X", "DD M", "t.b.",
    "T.B.", "01234", "07123", "0123 ", "@your", "@eich", "www.your", "www.eich",
)  # fmt: skip
GAP_WORDS = frozenset(
    "insert enter add give nodwch rhowch ychwanegwch mewnosod mewnosodwch mewnosoder error xx x"
    " xxx xxxx xxxxx xxxxxx todo fixme tbc tba tbd name enw anytown unrhywle xyz abc click tap"
    " cliciwch tapiwch placeholder".split()
)
"""What a text has one of when there is a gap in it."""
KINDS = (*remarks.KINDS, *unfinished.KINDS, *machines.KINDS)
SENTENCE_END = re.compile(r"(?<=[.!?])[)”\"]?\s+")
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
_SIGNS = (*GAP_SIGNS, "@", "?")


def find(words: str) -> tuple[str, str] | None:
    """Find a gap in a text, or what it says to those who write it, be it one of its sentences.

    Returns the code of a rule, and the words.
    """
    triggers = _TRIGGERS.intersection(WORD.findall(words.lower()))
    signs = [sign for sign in _SIGNS if sign in words]
    if (signs or not triggers.isdisjoint(GAP_WORDS)) and (found := GAP.search(words)):
        return "text-unfilled", found[0]
    if "(" in words or "[" in words:
        for inside in IN_BRACKETS.finditer(words):
            if is_later(inside[1]) or GAP_ALONE.match(inside[1]):
                return "text-unfilled", inside[0]
    numbers = sorted({n for each in (*triggers, *signs) for n in _BY_TRIGGER.get(each, ())})
    for passage in _passages(words):
        if found := GAP_ALONE.match(passage):
            return "text-unfilled", found[0]
        for number in numbers:
            if found := _pattern(number).search(passage):
                return "drafting-aside", found[0]
    return None


def _passages(words: str) -> Iterator[str]:
    """Yield a text, each of its sentences, and what goes on from each: a note may follow others."""
    yield words
    ends = [found.span() for found in SENTENCE_END.finditer(words)]
    starts = [0, *(end for _, end in ends)]
    for start, (end, _) in zip(starts, ends, strict=False):
        if WORD.search(words, start, end):
            yield words[start:end]
        if start:
            yield words[start:]
    if ends:
        yield words[starts[-1] :]
