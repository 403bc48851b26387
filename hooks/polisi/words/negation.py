"""What forbids or denies, in both languages: must not, never, peidiwch, ni chewch.

Some words do so whatever stands around them; many more may, such as *heb* or *unless*. Where one
text has one of the first, a text that says the same has at least one of the second.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.vocabulary import lower_vocabulary


def _numbered(pairs: Sequence[tuple[str, str]]) -> Mapping[Language, re.Pattern[str]]:
    """Return what finds the words of some pairs in small letters; its group says of which pair."""
    return {
        language: re.compile(rf"\b(?:{'|'.join(f'({pair[column]})' for pair in pairs)})\b")
        for column, language in enumerate(LANGUAGES)
    }


NI = (
    r"(?=ni\b)(?<![ ]i[ ])(?<!â[ ])(?<!an[ ])(?<!da[ ])(?<![oywe]m[ ])(?<!wn[ ])(?<![oy]n[ ])\bni\b"
    r"(?![ ](?:sy|sydd|piau)\b)"
)
"""*Ni* where it is no *we*, as after prepositions and forms of verbs for it, and in *ni sy*."""
_SHORT = r"\b(?=\w++['’])\w+n['’]t\b"
"""*Don't*; only a word before an apostrophe is looked at twice."""
_OUGHT = r"ddyl(?:ai|as\w+|e\w+|id|iff|wn)"
"""Forms of *dylai*, not *ddylunio*."""
_NO_WE = r"(?<![eoy]m )(?<![oy]n )(?<!wn )"
"""Before a *ni* that is no *we*: nothing that ends as verbs for it do."""
_NA = (
    r"(?<!wy )(?<!lai )(?<!uwch )\bna\s+"
    rf"(?:chewch|chaiff|chânt|{_OUGHT}|allwch|ellir|chaniateir)\b"
)
"""*Na* that is no *than* (yn fwy na chaniateir) and no *nor*: what staff must not do."""
THAN = r"(?<![fm]wy )(?<!lai )(?<!ach )(?<!ŷn )(?<!iau )(?<!wch )(?<!ell )(?<!aeth )"
"""What stands before the *na* of a comparison: mwy na, hŷn na, gwell na."""
NEGATION: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:not|no|never|nobody|none|nor|cannot|without|unless|except|neither"
        r"|(?:apart|aside) from|other than)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        rf"{NI}|\b(?:{THAN}na|n[ai]d|nac|(?<!am )(?<![bp]ob )d?dim(?!\s+ond)|neb|byth|heb|heblaw"
        r"|h?oni|onid|[pbm]h?eidi\w+|ac\s+eithrio)\b",
        re.IGNORECASE,
    ),
}
"""Words that deny by themselves: what turns a bound round (not over 13), or stands out."""
SIGNS: Mapping[Language, frozenset[str]] = {
    "en": frozenset(
        "not cannot never nobody no none nothing neither nor without unless except only solely "
        "exclusively t".split()
    ),
    "cy": frozenset(
        "ni na nid nad dim ddim unig neb heb oni eithrio heblaw peidio peidiwch beidio beidiwch "
        "pheidio pheidiwch".split()
    ),
}
"""Words of which a text that forbids or denies has one; found many times faster."""
_PEOPLE = (
    "child|learner|pupil|student|parent|teacher|governor|visitor|volunteer|adult|person|member"
)
_POLITE = {
    "en": r"(?!\s+(?:only|just|hesitate|forget|worry|delay|least|quite|limited\s+to|saying|doubt"
    r"|fail|wait\s+to|matter|help\s+but|be\s+too|thank\s+\w+\s+enough"
    r"|un(?:usual|common|reasonable|likely|heard|known|related|aware|fair)\w*|impossible|infrequent\w*)\b)",
    "cy": r"(?!\s+(?:ag|â)\s+(?:oedi|anghofio|phoeni|phetruso)|\s+(?:os|oedi|amheuaeth|ddadl)\b)",
}
"""What denies nothing of what is asked: do not hesitate; not limited to, not least, not quite; we
can’t wait to, or thank you enough; it is not unusual."""
FIRM: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?=[cneuw])(?<!why )(?<!if )(?<!or )"
        r"(?:not(?!\s+working\s+properly\b[^.]*\?)|cannot|never(?!\s+(?:mind|more\s+so))|nobody|none|nothing|neither|nor"
        r"|without(?!(?:\s+\w+){0,3}\s+first\b)|unless|except"
        r"|(?<!say )(?<!says )no"
        r"(?![.)]|\s+(?:problem|matter|doubt|different|(?:later|earlier|more|fewer|less)\s+than|\d|(?-i:[A-Z])\b)))\b"
        rf"{_POLITE['en']}|{_SHORT}{_POLITE['en']}",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"\b(?:nid(?!\s+(?:yn\s+)?unig)|nad|neb"
        r"|(?<!anad )(?<!am )(?<![bp]ob )d?dim(?!\s+(?:ond|ots|byd|(?:mwy|llai)\s+nag?|gormod))"
        r"|(?:(?-i:heb)|^heb)(?!\s+(?:os|oedi|amheuaeth|ddadl)\b)|oni\s+bai|ac\s+eithrio(?!\s+allan\b)|heblaw"
        rf"|(?<!neu )(?<!ai )(?:[pb]eid|pheid)(?:io|iwch){_POLITE['cy']})\b"
        rf"|{_NA}|\b(?:pan|os)\s+na\b"
        rf"|{_NO_WE}\bni\s+(?:chewch|chaiff|chânt|{_OUGHT}|all|allwch|allant|allwn|ellir"
        r"|chaniateir|fydd\w*|fu|oes|wnaeth|wneir|wnewch|wnawn|wnânt)\b",
        re.IGNORECASE,
    ),
}
"""What denies in all but a few texts: its counterpart has at least a word that may."""
ONLY: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:solely|exclusively)\b"
        r"|(?<!not )(?<!if )\bonly\b(?!\s+(?:the\s+(?:first|second|third)|recently|just|takes?"
        r"|(?:a\s+)?few|right|fair|natural|appropriate|proper|human|reasonable|too)\b)",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"(?<!nid )(?!(?<=saesneg )yn\s+unig\))(?<![bf]od )\byn\s+unig\b"
        r"|(?<!\bna )\bdim\s+ond(?!\s+newydd)\b",
        re.IGNORECASE,
    ),
}
"""What leaves all others out; *only fair* and *yn hytrach na dim ond* leave out none."""
CLEAR: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?=[acdhimnsw])(?:must|may|do|does|did|can|should|shall|will|would|is|are|was|were|has|have|had|need"
        r"|could|might)\s+(?:\w+\s+)?not\b"
        rf"{_POLITE['en']}"
        r"|\b(?:cannot|never(?!\s+(?:mind|more\s+so))|nobody|no\s+one)\b"
        rf"|^no\s+(?:{_PEOPLE})\b"
        rf"|{_SHORT}{_POLITE['en']}|(?<!or )\bnot\s+(?:allowed|permitted|acceptable|to)\b",
        re.IGNORECASE,
    ),
    "cy": re.compile(
        r"(?<!neu )(?<!ai )\b(?:[pb]eid(?:io|iwch)|pheid(?:io|iwch))\b"
        rf"{_POLITE['cy']}|{_NA}"
        r"|\bni\s+(?:chewch|chaiff|chânt|ddylech|ddylai|ddylid|all|allwch|ellir|chaniateir)\b",
        re.IGNORECASE,
    ),
}
FORBIDS = re.compile(r"(?!(?:is|are|was|were|does|did|has|have|had|will|would)\b)", re.IGNORECASE)
"""How a clear negation begins that forbids, and states nothing: do not, but not *it is not*."""
OTHERWISE: Mapping[Language, Sequence[tuple[str, str]]] = {
    "en": (
        ("stop\\w*|prevent\\w*", "h?atal\\w*|rhwystr\\w*|stopi\\w*"),
        ("leave|leaves|leaving", "n?g?adael|g?adewch"), ("keep\\w*", "[cg]h?adw\\w*|[cg]h?edw\\w*"),
        ("stay|stays|staying|wait\\w*", "h?aros|arhos\\w*"), ("full|sold out", "llawn"),
    ),
    "cy": (
        ("finish\\w*|ended", "g?orffen(?:wyd|wch)?"), ("stop\\w*", "stopi\\w*"),
        ("give up|gives up|giving up|quit", "(?:rh|r)o\\w+['’]?r? (?:y )?gorau"),
        ("on time|punctual\\w*", "[pb]h?rydlon\\w*|mewn pryd"),
        ("confidential\\w*|secret\\w*", "[cg]h?yfrinach\\w*"),
        ("false\\w*|lie|lies|fake", "[cg]h?elwydd\\w*|ffug"), ("near|nearby|close", "agos"),
        ("ill|sick|unwell|poorly", "sâl|tost"), ("clear of", "glir o|clir o"),
    ),
}  # fmt: skip
"""Words of a language that say in another way what is denied in the other, and do not where both
texts have them: peidiwch â dod ag ef, leave it at home; not late, mewn pryd."""
_OTHERWISE = {
    language: "|".join(pair[column] for pair in OTHERWISE[language])
    for column, language in enumerate(LANGUAGES)
}
_UN = (
    "achos|amau|amod|amwys|arwybod|awdurdod|baid|bapur|ben-draw|blant|boen|briod|bryder|bwrpas|bwys"
    "|d[âa]l|dderfyn|derfyn|dor|drafferth|dreth|duedd|ddefnydd|enw|euog|fai|ffael|ffrwyth|fudd"
    "|fwg|gartref|gost|gyfnewid|hid|lofnod|nam|niwed|oed|ofal|rif|rybudd|rym|rwystr|sail|siwgr"
    "|sylw|waith|wastraff|werth|wifr|ymdroi"
)
"""What Welsh denies by *di* before it: dirybudd, without notice."""
MAYBE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        rf"\b(?:{_OTHERWISE['en']}"
        r"|not|no|never|nobody|none|nor|cannot|without|unless|except|neither|nothing|nowhere"
        r"|avoid\w*|refus\w+|fail\w*|less|fewer|little|only|mis(?!sion|cell)\w+"
        r"|forbid\w*|nil|overdue|exceptions?|differ\w*|hid(?:e|es|den|ing)|too|hard\s+to|negative\w*"
        r"|ban(?:s|ned|ning)?|lack\w*|instead|barely|scarcely|rarely|seldom|short\s+of|shortages?|struggl\w+|pending"
        r"|yet\s+to|doubt\w*|zero|minus|broken|los(?:e|es|ing|t)|apart\s+from|save\s+(?:for|where|when|that|in)|empty|instant\w*|far\s+from|vacant|blank|free\s+of|\w+-free|(?:nut|sugar|dairy|gluten|smoke|drug|alcohol|error|virus)\s+free|optional|voluntar\w+|waiv\w+|forg[eo]t\w*"
        r"|omit\w*|neglect\w*|unlike|contrary|against|oppos\w+|away|silen\w+|anonym\w+|innocent|regardless"
        r"|(?:what|who|where|which|when)ever|under-?(?:pa|us|stat|achiev|perform|represent)\w+|ceas\w+|otherwise|(?!regardl|neverthel|nonethel|wirel)\w{3,}less|exempt\w*|exclud\w+|outside|reject\w*|wrong\w*"
        r"|absen(?:t|ce)|hardly|at\s+(?:most|least)|(?:as|so)\s+long\s+as|few|ignor\w+|alone|beyond|refrain\w*|prohibit\w*|declin\w+|limit\w*|mind(?=\s+the\b)|beware|(?:is|are|be)\s+free(?!\s+to\s+(?!all|every))"
        r"|m(?:ax|in)(?:imum)?|withhold\w*|rather|off(?:line|screen|site)?|out|before|until|den(?:y|ied|ies)|manually"
        r"|outstanding|else|other\s+than|any(?:one|body|thing)|ever|(?:do|ca|wo|is|are)nt|non\w*"
        r"|un(?!der|it|ion|iform|ivers|til|ique)\w+|im(?=possib|prop|perf|mat|mob|plaus)\w+"
        r"|dis(?!cuss|play|trict|tan|trib|cover|cipl|k)\w+|i(?:rreg|rrev|rrel|lleg|llog)\w+"
        r"|in(?:toler|tang|tract)\w+|in(?=[acdesvfo])(?!dic|divid|come|cid|clu|form|ves|vol|sur|sta|str|ser|sp|side|crea|dex"
        r"|door|dust|fan|fect|vit|cent|ter)\w+)\b|n['’]t\b",
    ),
    "cy": re.compile(
        rf"\bni\s+(?:all\w*|{_OUGHT}|ch\w*|fydd\w*)\b"
        rf"|{NI}|\b(?:{_OTHERWISE['cy']}"
        r"|na|n[ai]d|nac|nas|nis|d?dim|neb|[bf]yth|heb|hebddo|hebddi|heboch|h?oni|onid|hepgor\w*"
        r"|[pbm]?h?eid\w*|ac\s+eithrio|heblaw|g?wrthod\w*|[mf]ethu?\w*|h?osgoi|h?atal\w*"
        r"|g?wahardd\w*|g?waherddir|unig|nad\w*|nid\w*|yn\s+(?:hytrach|lle)|tu\s+allan|rhwystr\w*"
        r"|d?diffyg\w*|g?coll\w*|goll\w*|uchafswm|isafswm|[mf]wyafswm"
        r"|an(?:gh|nh|ni|al|ab|aml|fod|awd|rh|hap|sicr|add|eg|wir|orff|hys|swydd|sef)\w*"
        rf"|amh\w+|af(?:lwydd|resym|iach)\w*|prin\w*|d?di-\w+|d?diangen|d?di(?:{_UN})\w*|ar\s+wah[âa]n"
        r"|hwyraf|paid|sero|g?wag|rhad|d?diystyr\w*|anwybydd\w*|fan\s+bellaf|bellach|mwyach|g?wahanol|absennol|eto\s+i|i\s+ffwrdd|wedi\s+torri"
        r"|g?wirfoddol|d?dewisol|arhos\w*|ond|erioed|dyd(?:w|y|yn|ych|ynt)|does|doedd"
        r"|ar\s+y\s+mwyaf|o\s+leiaf?|hyd\s+at|rhag\s+i\w*|g?wyli\w*\s+rhag|rhy|d?dieithr\w*|negyddol\w*|(?:[cg]|ch|ngh)amgymer\w*|(?:[cg]|ch|ngh)udd\w*)\b",
    ),
}
"""Words of texts in small letters that may forbid or deny: a text without any does not."""
MAYBE_ONLY: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:only|just|sole(?:ly)?|exclusively|strictly|merely|simply|purely|alone|single|one|few|limit\w*"
        r"|restrict\w*|must|need\w*|sufficient|enough|long\s+as|provided)\b",
    ),
    "cy": re.compile(
        r"\b(?:h?unig|ond|prin|heblaw|un|cyn|nes|r?haid|h?angen|[cg]h?yfyng\w*|syth|amod|[cg]h?yfan|c?gwbl)\b",
    ),
}
"""Words of texts that may leave all others out; so do those of ``MAYBE``."""
PLAINLY_ONLY: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:only|just|sole(?:ly)?|exclusively|merely|simply|purely|alone|a\s+single)\b",
    ),
    "cy": re.compile(r"\b(?:h?unig|dim\s+ond|prin|unswydd)\b"),
}
"""Those that say nothing else."""
NOT_ONLY = (
    ("one|same|single|any|each|every", "un"), ("before", "cyn"),
    ("until|till", "nes"), ("must|ha(?:ve|s) to|shall|required", "r?haid"),
    ("need\\w*", "h?angen"), ("limit\\w*|restrict\\w*", "[cg]h?yfyng\\w*"),
)  # fmt: skip
"""Those that leave nobody out where both texts have them: only if one of them is there."""
_NOT_ONLY = _numbered(NOT_ONLY)
UNLESS: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\bunless\b"),
    "cy": re.compile(r"\b(?:oni\s+bai|onid|oni)\b"),
}
ONLY_IF: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\bonly\s+(?:if|when|where)\b|\b(?:as|so)\s+long\s+as\b"),
    "cy": re.compile(r"\b(?:dim\s+ond|yn\s+unig)\s+(?:os|pan|lle)\b|\bcyhyd\s+(?:â|ag)\b"),
}
"""What asks for a condition, where *unless* makes an exception of it."""
CHANGE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:chang\w+|end(?:s|ed)?|object\w*|break\w*)\b"),
    "cy": re.compile(r"\b(?:newid\w*|troi|tr[oy]\w*|gwrthwyneb\w*|torri|i\s+ben)\b"),
}
"""What turns an exception into the condition that all stays as it is: as long as it stays dry,
oni bai bod y tywydd yn troi."""

ALIKE: tuple[Mapping[Language, re.Pattern[str]], ...] = tuple(
    {"en": re.compile(rf"\b{english}\b", re.I), "cy": re.compile(rf"\b(?:{welsh})\b", re.I)}
    for english, welsh in (
        ("without", "heb|hebddo|hebddi|heboch"), ("unless", "oni|onid"),
        ("except", "ac eithrio|heblaw"),
    )
)  # fmt: skip
"""Words that may deny, and say the same as each other."""
SIGNS_OF_ALIKE: Mapping[Language, frozenset[str]] = {
    "en": frozenset("without unless except".split()),
    "cy": frozenset("heb hebddo hebddi heboch oni onid eithrio heblaw".split()),
}
"""Words of which a text that has any of those has one."""

IF_NOT: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\bif\b.*?(?:\bnot|\bcannot|n['’]t)\b", re.IGNORECASE),
    "cy": re.compile(r"\bos\s+na[dc]?\b", re.IGNORECASE),
}
"""What a text denies a second time of whom the other says *only*: do not … if you cannot."""

_ALONE = [f"{head} {whose} h\\w+" for head in "pen ben phen mhen pennau".split()
          for whose in "ei eu fy dy eich ein".split()]  # fmt: skip
"""Alone, of anybody: ar ei ben ei hun, ar eich pen eich hun."""
EXCUSING = (
    *chain(*OTHERWISE.values()),
    ("only", "unig|dim ond"), ("miss\\w*|lost|lose|loses|losing", "coll\\w*|g?goll\\w*"),
    ("refus\\w+", "g?wrthod\\w*"), ("avoid\\w*", "h?osgoi"), ("fail\\w*", "[mf]ethu\\w*"),
    ("outside", "tu allan"), ("until|till", "nes|tan"),
    ("ban(?:s|ned|ning)?|forbid\\w*|prohibit\\w*|exclu\\w+|suspen\\w+",
     "g?wahardd\\w*|g?waherddir"),
    ("at least|minimum", "o leiaf|o leia|isafswm"), ("at most|maximum", "ar y mwyaf|uchafswm"),
    ("any(?:one|body|thing)", "unrhyw\\w*"), ("alone", "|".join(_ALONE)),
    ("ever", "[bf]yth|erioed"),
    ("than", "mwy na|fwy na|llai na|lai na|gwell na|well na|hŷn na|iau na|uwch na|hwy na"),
    ("out", "allan|allgofnod\\w*"), ("but", "ond"), ("limit\\w*", "cyfyng\\w*|therfyn"),
    ("as long as|so long as", "[cg]yhyd|belled|amod|tra"), ("say no|says no", "dweud na|ddweud na"),
    ("rather|instead", "yn hytrach"), ("lack\\w*", "d?diffyg\\w*"), ("too", "rhy"),
    ("differ\\w*", "g?wahan\\w*"), ("hid\\w+", "(?:[cg]|ch|ngh)udd\\w*"), ("hard to", "h?anodd"),
    ("negative\\w*", "negyddol\\w*"), ("mistak\\w*", "ch?amgymer\\w*|gamgymer\\w*"),
    ("exceptions?", "h?eithriad\\w*"), ("mislead\\w*", "ch?amarwain\\w*|gamarwain\\w*"),
)  # fmt: skip
"""Words that may deny, and do not where both texts have them: if a child is missing."""
_EXCUSING = _numbered(EXCUSING)
PARTS_OF_EXCUSING = frozenset(
    max(re.findall(r"\w+", words), key=len)
    for words in "|".join(chain.from_iterable(EXCUSING)).split("|")
    if " " in words
)
"""The longest word of each of them that is more than one."""


class _Excusing(dict[str, bool]):
    """Whether a text with a word, in small letters, may excuse; found when one is first met."""

    def __init__(self, language: Language) -> None:
        self._pattern = _EXCUSING[language]

    def __missing__(self, word: str) -> bool:
        self[word] = word in PARTS_OF_EXCUSING or bool(self._pattern.fullmatch(word))
        return self[word]


_MAY_EXCUSE: Mapping[Language, _Excusing] = {each: _Excusing(each) for each in LANGUAGES}

CONDITION: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:before|must|only|first|once|with|if)\b", re.IGNORECASE),
    "cy": re.compile(r"\b(?:cyn|rhaid|unig|yn\s+gyntaf|unwaith|gyda|os)\b", re.IGNORECASE),
}
"""What says without denying it that something may not be without another: ask before you post."""
OR: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\bn?or\b"),
    "cy": re.compile(r"\bneu\b|(?<!os )(?<!am )(?<!fel )\bnac?\b"),
}
"""What lets one negation stand for more: do not post or share, na'i rannu."""


def has_sign(text: str, language: Language) -> bool:
    """Tell whether a text may have a clear negation."""
    return not SIGNS[language].isdisjoint(lower_vocabulary(text))


def _excused(text: str, language: Language, counterpart: str) -> int:
    """Return how many words of a counterpart that may deny say what the text says, too."""
    there = other(language)
    for each, where in ((text, language), (counterpart, there)):
        if not any(map(_MAY_EXCUSE[where].__getitem__, lower_vocabulary(each))):
            return 0
    ours = Counter(found.lastindex for found in _EXCUSING[language].finditer(text.lower()))
    theirs = Counter(
        found.lastindex
        for found in _EXCUSING[there].finditer(counterpart.lower())
        if MAYBE[there].search(found[0])
    )
    return (ours & theirs).total()


def lost_negation(text: str, language: Language, counterpart: str, *, is_counted: bool) -> str:
    """Return the words of a text that forbid or deny, if its counterpart does not.

    ``is_counted`` says that one sentence is held against another, which denies as often. What both
    texts leave out or except (*without*, *heb*) is no counterpart of a clear negation.
    """
    if not has_sign(text, language):
        return ""
    there, said = other(language), counterpart.lower()
    only = ONLY[language].search(text)
    if only and not _may_leave_out(text, language, counterpart, is_counted=is_counted):
        return only[0]
    firm = FIRM[language].search(text)
    if not firm:
        return ""
    found = CLEAR[language].findall(text)
    if found and _is_condition(text, language, counterpart):
        return ""
    excused = _excused(text, language, counterpart) if is_counted else 0
    may_deny = len(MAYBE[there].findall(said))
    if may_deny <= excused:
        return ", ".join(dict.fromkeys(found)) or firm[0]
    if not is_counted:
        found = [each for each in found if FORBIDS.match(each)]
    denied = _denied(text, language, counterpart, may_deny)
    return ", ".join(dict.fromkeys(found)) if len(found) > denied else ""


def _may_leave_out(text: str, language: Language, counterpart: str, *, is_counted: bool) -> bool:
    """Tell whether a counterpart may leave all others out, by words that the text has not."""
    there, said = other(language), counterpart.lower()
    if PLAINLY_ONLY[there].search(said):
        return True
    may = len(MAYBE_ONLY[there].findall(said)) + len(MAYBE[there].findall(said))
    if not may or not is_counted:
        return bool(may)
    here, welsh = (
        Counter(found.lastindex for found in _NOT_ONLY[which].finditer(each))
        for each, which in ((text.lower(), language), (said, there))
    )
    excused = _excused(text, language, counterpart) + _alike(text, language, counterpart)
    return may > (here & welsh).total() + excused


def turned_condition(texts: Mapping[Language, str]) -> tuple[str, str] | None:
    """Return *only if* of one sentence and *unless* of the other, if neither denies besides."""
    said = {language: text.lower() for language, text in texts.items()}
    for language in LANGUAGES:
        there = other(language)
        only, unless = ONLY_IF[language].search(said[language]), UNLESS[there].search(said[there])
        if only and unless and not UNLESS[language].search(said[language]):
            rest = UNLESS[there].sub(" ", said[there])
            is_turned_twice = MAYBE[there].search(rest) or CHANGE[there].search(rest)
            if not (is_turned_twice or FIRM[language].search(said[language])):
                return (only[0], unless[0]) if language == "en" else (unless[0], only[0])
    return None


def _denied(text: str, language: Language, counterpart: str, may_deny: int) -> float:
    """Return how many clear negations of a text its counterpart may say; with *or*, one for all.

    ``may_deny`` words of the counterpart may deny.
    """
    there = other(language)
    denied = may_deny - _alike(text, language, counterpart)
    choices = len(OR[there].findall(counterpart)) - len(OR[language].findall(text))
    return math.inf if denied > 0 and choices > 0 else denied


def _alike(text: str, language: Language, counterpart: str) -> int:
    """Return how many words that may deny and say the same both texts have."""
    there = other(language)
    both = ((text, language), (counterpart, there))
    if any(SIGNS_OF_ALIKE[which].isdisjoint(lower_vocabulary(each)) for each, which in both):
        return 0
    return sum(min(len(words[which].findall(each)) for each, which in both) for words in ALIKE)


def _is_condition(text: str, language: Language, counterpart: str) -> bool:
    """Tell whether a counterpart says as a condition what a text denies twice: not … without."""
    there = other(language)
    if len(FIRM[language].findall(text)) > 2:
        return False
    denied, said = (
        any(words[which].search(each) for words in ALIKE)
        for which, each in ((language, text), (there, counterpart))
    )
    if IF_NOT[language].search(text) and ONLY[there].search(counterpart):
        return True
    return denied and not said and bool(CONDITION[there].search(counterpart))
