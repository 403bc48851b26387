"""The remarks of those who write a text: patterns, each with the words of which a text has one.

The same verbs stand in right rules (delete the post, insert the card), so each pattern also asks
for what a text says of itself: this paragraph, their own, a gap.
"""

from __future__ import annotations

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
        r"s? ?[:–—]|\b(?:comment|sylw) ?\[[a-z]{1,3}\d+\]|\[(?:comment|sylw) [a-z]{1,3}\d+\b",
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
    # What programs and their users leave behind
    (
        "formatted deleted inserted",
        r"^(?:formatted|deleted|inserted)(?: table)? ?: ?(?:font|left|right|cent(?:re|er)|indent"
        r"|line spacing|space (?:before|after)|list|bulleted|numbered|heading \d|table)\b",
    ),
    (
        "old new revised proposed current previous amended",
        r"^(?:old|new|revised|proposed|current|previous|amended) (?:text|wording|version|paragraph"
        r"|clause) ?:",
    ),
    (
        "testun destun geiriad eiriad fersiwn",
        r"^(?:(?:testun|geiriad|fersiwn) (?:newydd|blaenorol|presennol|arfaethedig|diwygiedig)"
        r"|hen (?:destun|eiriad|fersiwn)) ?:",
    ),
    (
        "moved copied pasted symudwyd gopïo copïwyd",
        r"[(\[](?:moved|copied|pasted|symudwyd|copïwyd|wedi['’]i (?:symud|gopïo))"
        r" (?:here )?(?:from|to|o|i) [^)\]]{1,40}[)\]]",
    ),
    ("was gynt previously", r"[(\[](?:was|previously|formerly|gynt|yn flaenorol) ?: ?[^)\]]+[)\]]"),
    (
        "copied pasted gopïo gymryd",
        r"^(?:copied|pasted) from (?:the )?[\w' ]+ (?:policy|template|website|document)\b"
        r"|^wedi['’]i (?:gopïo|gymryd|bastio) o (?:bolisi|wefan|dempled|ddogfen)\b",
    ),
    ("tracked", r"\btracked changes (?:accepted|rejected|on|off|in)\b"),
    ("newidiadau", r"\b(?:derbyniwyd|gwrthodwyd) y newidiadau$"),
    ("draft", r"\bdraft (?:starts|begins|ends) here\b|\bend of (?:the )?draft\b"),
    ("draft", r"^draft (?:policy|document|text|version|clause) (?:for|to) (?!use)"),
    ("draft drafft", r"\b(?-i:DRAFT|DRAFFT) (?:v|f)?\d[\d.]*$"),
    ("drafft", r"\b(?:d?diwedd|d?dechrau)(?: y|['’]r) drafft\b"),
    (
        "drafft",
        r"^(?:polisi|testun|dogfen|fersiwn) d?drafft (?:i['’]r|i['’]w|ar gyfer) .{0,40}"
        r"(?:d?drafod|gymeradwyo|sylwadau|ystyried)\b",
    ),
    ("page tudalen", r"^\W*(?:page \d+ of \d+|tudalen \d+ o \d+)\W*$"),
    (
        "continued parhad barhau over drosodd pto",
        r"^\W*(?:please )?(?:see over(?:leaf)?|turn over|p\.?t\.?o|(?:to be )?continued"
        r"|(?:gweler|trowch) drosodd|(?:i['’]w )?barhau)?[ /]*"
        r"(?:continued (?:on|from) (?:the )?(?:next |previous )?page[ \d]*"
        r"|(?:parhad|yn parhau) (?:ar|o) (?:y )?dudalen (?:nesaf)?[ \d]*)?\W*$",
    ),
    ("document dogfen doc", r"^(?:document|dogfen|doc) ?\d+(?:\.docx?)?$"),
    ("file path ffeil llwybr", r"^(?:file|path|ffeil|llwybr) ?: ?(?:[a-z]:|\\)?\\"),
    # Remarks that speak of the text, or to a colleague
    (
        "paragraph section clause sentence bit wording",
        r"\bis (?:this|the) (?:paragraph|section|clause|sentence|bit|wording) (?:still |really )?"
        r"(?:needed|right|correct|necessary|ok|true|up to date)\b[^.]{0,20}\?"
        r"|\b(?:do we (?:still )?need|are we keeping) this (?:paragraph|section|clause|sentence|bit"
        r"|wording)\b[^.]{0,20}\?",
    ),
    (
        "angen",
        r"\boes angen (?:y|yr) (?:paragraff|adran|cymal|frawddeg|darn|rhan) (?:hwn|hon)\b.{0,20}\?",
    ),
    (
        "want need eisiau angen",
        r"[–—-] do we (?:still )?(?:want|need|mean) (?:this|it|that)(?: here)?\?"
        r"|[–—-] (?:ydyn|ydan) ni (?:eisiau|angen) h(?:yn|wn|on)(?: yma)?\?",
    ),
    (
        "sure siŵr",
        r"^not sure about this(?: one| bit| part| wording| paragraph| section)?\W*$"
        r"|^(?:ddim|heb fod) yn siŵr am (?:hwn|hon|hyn|y darn hwn|y rhan hon)\W*$",
    ),
    (
        "keep cadw",
        r"^keep (?:it )?or (?:cut|delete|remove|lose)(?: it)?\?$"
        r"|^(?:ei )?[cg]h?adw neu (?:ei )?(?:d?dorri|d?ddileu|ei ddileu)\?$",
    ),
    (
        "check confirm read rewrite finish translate update amend",
        r"^[@\w.’' ]{2,30}[:,–-]+ ?(?:(?:please|pls|can you|could you|would you) )+(?:check|confirm"
        r"|read|rewrite|finish|translate|update|amend) (?:this|the) (?:bit|part|para\w*|section"
        r"|clause|wording|sentence|term|word|translation)\b",
    ),
    ("@", r"^@(?-i:[A-Z])\w+[,:]? (?:please|(?:can|could) you|(?:wnei|alli) di|allwch chi)\b"),
    (
        "di gwiria",
        r"\b(?:wnei|alli|elli|fedri) di (?:d?wirio|gadarnhau|gyfieithu|holi)\b"
        r"|\bgwiria(?:['’]r| hyn| hwn)\b",
    ),
    (
        "my fy",
        r"\b(?:see|as per|as in) my e-?mail\b|\bgweler fy (?:e-bost|ebost|neges)\b",
    ),
    (
        "[",
        r"\[(?:source|citation|reference|page|text|words?|ffynhonnell|cyfeirnod|tudalen|testun"
        r"|geiriau) (?:needed|missing|wanted|ar goll|ei angen)\]|\[angen ffynhonnell\]",
    ),
    ("[", r"\[[^\W\d_][\w’']*(?: [\w’']+)?\?+\]"),
    (
        "awaiting aros disgwyl",
        r"[(\[](?:awaiting|waiting for) (?:confirmation|approval|agreement|a decision|legal advice"
        r"|figures|translation)\b[^)\]]*[)\]]|[(\[](?:yn )?(?:aros|disgwyl) am"
        r" (?:gadarnhad|gymeradwyaeth|gytundeb|benderfyniad|gyngor|ffigurau|gyfieithiad)"
        r"\b[^)\]]*[)\]]",
    ),
    (
        "check confirm query holi gwirio cadarnhau",
        r"[(\[](?:please )?(?:check|confirm|query) with (?-i:[A-Z])[\w’']+\??[)\]]"
        r"|[(\[](?:holi|gwirio gyda?|cadarnhau gyda?) (?-i:[A-Z])[\w’']+\??[)\]]",
    ),
    (
        "rewording rewriting redrafting tidying proofreading",
        r"^(?:the above|the below|this|text)(?: bit| part| para\w*| section| clause)?(?: still)?"
        r" needs (?:rewording|rewriting|redrafting|tidying|proofreading)\b",
    ),
    (
        "angen",
        r"^(?:mae )?angen (?:aileirio|ailysgrifennu|tacluso|prawfddarllen)(?:['’]r)? (?:uchod|isod"
        r"|hwn|hyn)\b",
    ),
    (
        "nb ds note nodyn",
        r"^(?:nb|ds|note|nodyn) ?[:–—-] ?(?-i:[A-Z])[\w’']+ (?:to (?:confirm|check|add|provide"
        r"|write|finish|review)|i (?:gadarnhau|wirio|ychwanegu|ddarparu|ysgrifennu|orffen"
        r"|adolygu))\b",
    ),
    ("nc tn", r"\((?-i:NC|TN|T/N) ?: ?\w"),
    ("check gwirio fix", r"[!?]{2,} ?(?-i:CHECK|GWIRIO|FIX)\b"),
)  # fmt: skip
"""Words or signs of which a text has one when an aside stands in it, and what that then is."""
