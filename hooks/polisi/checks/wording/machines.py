"""What machines that write leave behind, and what somebody says of a text that one has written.

Right rules speak of such machines, too (write no essay with ChatGPT), so what counts is that the
text speaks of itself, or answers somebody: this policy, Written by ChatGPT., as an AI I cannot.
"""

from __future__ import annotations

_BRAND = (
    r"(?:chat ?gpt|gpt[- ]?\d\w*|(?:microsoft |office )?copilot|(?:google )?gemini|claude|deepl"
    r"|llama|(?:google|microsoft|bing) translate|(?:google|microsoft) translator)\b"
)
_TOOL = (
    rf"(?:{_BRAND}|(?:an? )?(?:generative )?(?:ai|artificial intelligence)\b"
    r"|an? (?:large )?language model|an? chatbot"
    r"|(?:an? )?(?:online )?machine\b(?! gun)(?: translation)?)"
)
_OFFER = (
    rf"(?:{_BRAND}|(?:offeryn |[gc]ynorthwyydd )?(?:ai|deallusrwydd artiffisial)\b|[pb]eiriant"
    r"|[gc]yfieithydd (?:awtomatig|peirianyddol)|sgwrsfot)"
)
_MADE = (
    r"(?:(?:first|originally|partly|entirely|automatically|initially) )?"
    r"(?:written|drafted|generated|created|produced|composed|prepared|translated|rewritten|adapted"
    r"|summari[sz]ed)(?: (?:entirely|partly|automatically|in part))?"
)
_BY = r"(?:(?:and \w+ )?(?:by|with|using|in|via|through|from)(?: the (?:help|assistance|aid) of)?)"
_GWNAED = (
    r"(?:ysgrifennwyd|drafftiwyd|lluniwyd|cynhyrchwyd|crëwyd|cyfieithwyd|paratowyd|addaswyd|gwnaed)"
)
_GWNEUD = (
    r"(?:hysgrifennu|ysgrifennu|drafftio|llunio|lunio|gynhyrchu|chynhyrchu|chreu|creu|gyfieithu"
    r"|chyfieithu|baratoi|pharatoi|addasu)"
)
_GAN = (
    r"(?:gan ddefnyddio|drwy ddefnyddio|trwy ddefnyddio|gyda chymorth|gyda help|gan|gyda|drwy|trwy"
    r"|yn|â)"
)
_TEXT = (
    r"(?:polic(?:y|ies)|document|text|clause|page|section|translation|version|draft|statement"
    r"|template|form|letter|summary|paragraph)"
)
_TESTUN = (
    r"(?:polisi|d?dogfen|testun|cymal|d?tudalen|dudalen|adran|cyfieithiad|fersiwn|drafft|datganiad"
    r"|templed|ffurflen|llythyr|crynodeb|paragraff)"
)
_START = r"(?:^|[.!?:;] |[(\[])"
_ENDS = r"\b[^.!?:;]{0,40}(?:[.!)\]]|$)"

KINDS: tuple[tuple[str, str], ...] = (
    (
        "written drafted generated created produced composed prepared translated rewritten adapted"
        " summarised summarized",
        rf"{_START}(?:this|these|the (?:above|below|following)|the welsh|the english)(?: \w+)?"
        rf"(?: {_TEXT})? (?:was|were|is|are|has been|have been) {_MADE} {_BY} {_TOOL}"
        rf"|{_START}(?:{_TEXT} )?{_MADE} {_BY} {_BRAND}{_ENDS}"
        rf"|\[[^\]]*\b{_MADE} {_BY} {_TOOL}",
    ),
    (
        "ysgrifennwyd drafftiwyd lluniwyd cynhyrchwyd crëwyd cyfieithwyd paratowyd addaswyd gwnaed",
        rf"{_START}{_GWNAED}(?: (?:yr?|hwn|hon|hyn|{_TESTUN})\b|['’]r\b){{1,3}} {_GAN} {_OFFER}"
        rf"|{_START}{_GWNAED} {_GAN} {_BRAND}{_ENDS}",
    ),
    (
        "ai artiffisial peiriant beiriant chatgpt copilot gemini claude deepl translate gpt",
        rf"{_START}mae['’]?r? (?:yr? )?{_TESTUN} (?:hwn|hon) wedi(?:['’]i| ei| cael ei) {_GWNEUD}"
        rf" {_GAN} {_OFFER}",
    ),
    (
        "chatgpt copilot gemini claude",
        r"^(?:chat ?gpt|copilot|gemini|claude)(?: (?:said|wrote|says))? ?:",
    ),
    (
        "dyma",
        r"^dyma(?:['’]r| eich)? (?:cymal|testun|polisi|adran|paragraff|fersiwn)\b.{0,15} wedi['’]i"
        r" (?:h?(?:ddiweddaru|diweddaru|ailysgrifennu|symleiddio|wella|gwella))\b.{0,30}:",
    ),
    (
        "ai",
        r"\bai[- ](?:generated|written|translated) .{0,30}[.:;,–—-] ?(?:please )?(?:review|check"
        r"|verify|edit)\b|\bi(?:['’]m| am) an ai\b"
        r"|\b(?:model|cynorthwyydd)(?: iaith)? ai (?:ydw|wyf) i\b"
        r"|\b[gc]ynnwys a gynhyrchwyd gan ai\. ?(?:adolygwch|gwiriwch)",
    ),
    (
        "version fersiwn",
        r"\blet me know if you(?:['’]d| would)? (?:like|want|need) an? (?:shorter|longer|simpler"
        r"|more formal|less formal) version|\brhowch wybod (?:i mi )?os hoffech fersiwn (?:fyrrach"
        r"|hirach|symlach)",
    ),
    ("prompt", r"^prompt ?: ?\w"),
    ("like hoffech", r"^would you like me to\b|^(?:a )?hoffech (?:chi )?i mi\b[^?]*\?"),
    ("oaicite contentreference citeturn regenerate", r"oaicite|contentreference\[|^citeturn"
     r"|^regenerate(?: response)?$"),
    (
        "draft version rewrite clause text policy paragraph section wording",
        r"^here(?: is|['’]s) (?:a|the|your) (?:\w+ ){0,2}(?:draft|rewrite"
        r"|(?:revised|improved|updated|polished|simplified|shorter|rewritten|amended) (?:\w+ )?"
        r"(?:version|clause|text|policy|paragraph|section|wording))\b.{0,60}:",
    ),
    (
        "free",
        r"\bfeel free to (?:adapt|adjust|edit|modify|customi[sz]e|tweak|change) (?:this|it\b|the "
        r"(?:wording|text|policy|template))",
    ),
    (
        "tone wording markdown formatting placeholders",
        r"^i(?:['’]ve| have) (?:kept|used|avoided|preserved|maintained|left) (?:\S+ ){0,4}"
        r"(?:tone|wording|markdown|formatting|placeholders)\b",
    ),
    (
        "sure certainly course absolutely great wrth cwrs siŵr",
        r"^(?:sure(?: thing)?|certainly|of course|absolutely|great question|wrth gwrs|yn sicr"
        r"|siŵr iawn)[,!.]+ ?(?:here(?: is| are|['’]s)|i (?:can|have|['’]ve|will|['’]ll)\b|i['’]"
        r"|dyma)",
    ),
    ("ai", r"\bas an ai(?: language)?(?: model| assistant)?\b,|\bfel (?:model(?: iaith)?) ai\b"),
    (
        "translation cyfieithiad",
        r"^here(?: is|['’]s) (?:the|your|a) (?:\w+ )?translation\b.{0,40}:"
        r"|^dyma(?:['’]r| eich| gyfieithiad) ?(?:[cg]yfieithiad)?\b.{0,30}:",
    ),
    (
        "know wybod",
        r"\blet me know if you(?:['’]d| would)? (?:like|want|need) (?:me to|any (?:changes|more"
        r"|further))|\brhowch wybod (?:i mi )?os hoffech (?:i mi|ragor|unrhyw newid)",
    ),
    (
        "helps gymorth helpu",
        r"^(?:i )?hope (?:this|that) helps\W*$"
        r"|^gobeithio (?:bod|fod|y bydd) hyn (?:o gymorth|yn helpu|yn help)\W*$",
    ),
    (
        "translation translated cyfieithiad",
        r"\b(?:machine|automatic|google) translat(?:ion|ed)\b.{0,20}"
        r"\b(?:needs?|check|proof|to be)|\bcyfieithiad (?:peirianyddol|awtomatig|google)\b"
        r".{0,20}\b(?:angen|gwirio|prawfddarllen)",
    ),
)  # fmt: skip
"""Words of which a text has one when a machine was at work in it, and what that then is."""
