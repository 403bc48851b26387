"""What says of a text that it is not done: more to follow, this section is still to be written.

Each is all that a sentence says, or stands in brackets: a right rule may say that a letter is to
follow, or that the date is to be confirmed by the clerk.
"""

from __future__ import annotations

_END = r"[.!]*(?:$|[)\]])"
_PART = r"(?:section|page|paragraph|clause|part|bit|text|appendix|annex|table)"
_DONE = r"(?:written|drafted|added|completed|finished|finali[sz]ed|translated|supplied|inserted)"
_RHAN = r"(?:adran|d?tudalen|dudalen|paragraff|cymal|rhan|testun|atodiad|tabl)"
_GWNEUD = (
    r"(?:h?ysgrifennu|d?drafftio|[cg]h?wblhau|cwblhau|h?ychwanegu|gorffen|orffen|[cg]h?yfieithu"
    r"|[cg]h?adarnhau|llunio|pharatoi|baratoi|darparu)"
)
_DETAIL = (
    r"(?:names?|numbers?|dates?|times?|venues?|contacts?|details|address(?:es)?|emails?|titles?"
    r"|links?|amounts?|figures?)"
)
_MANYLYN = r"(?:rhif|dyddiad|enw|amser|lleoliad|manylion|cyfeiriad|teitl|swm|dolen|ffigurau?)"
_COLLEAGUE = (
    r"(?-i:(?!Parent|Teacher|Staff|School|Office|Clerk|Head|Govern|Carer|Pupil|Learner|Disgybl"
    r"|Dysgw|Rhieni|Rhiant|Athr|Ysgol|Swyddfa|Pennaeth|Clerc|Llywodr|Gofalw)"
    r"(?:[A-Z][a-zâêîôûŵŷ]+|[A-Z]{2,3}))"
)
_DO = (
    r"(?:choose|select|pick|decide|discuss|agree|complete|fill|expand|rewrite|reword|redraft"
    r"|rephrase|shorten|move|merge|split|attach|link|include|delete|remove|cut|keep|replace|amend"
    r"|update|add|tidy|chase|mention|paste|gludo|dewis(?:wch)?|penderfynu|penderfynwch|trafod(?:wch)?|cwblhau"
    r"|cwblhewch|llenwi|llenwch|aileirio|ailysgrifennu|symud(?:wch)?|dileu|dil[eë]wch|diweddaru"
    r"|diweddarwch|ychwanegu|ychwanegwch|gofyn(?:nwch)?|atodi|cynnwys|i['’]w)"
)
_NO_BUTTON = (
    r"(?<!\bpress )(?<!\bclick )(?<!\btap )(?<!\bselect )(?<!\bchoose )(?<!\bpwyswch )"
    r"(?<!\bcliciwch )(?<!\btapiwch )(?<!\bdewiswch )"
)

KINDS: tuple[tuple[str, str], ...] = (
    (
        "follow come",
        r"^(?:(?:more|further|details?|text|content|information|wording|the rest|numbers?|dates?)"
        rf"(?: \w+)? )?to (?:follow|come)(?: soon| shortly| later)?{_END}",
    ),
    (
        "ddilyn ddod",
        r"^(?:(?:mwy|rhagor|manylion|testun|geiriad|gwybodaeth|y gweddill)(?: \w+)? )?i"
        rf" (?:ddilyn|ddod)(?: yn fuan| cyn hir| maes o law)?{_END}",
    ),
    (
        "section page paragraph clause part bit text appendix annex table",
        rf"^(?:this|the) {_PART} (?:is |will be |has )?(?:coming soon|under construction"
        rf"|being (?:written|drafted|rewritten|translated)|(?:still )?to be {_DONE}|to follow"
        rf"|(?:not (?:yet )?|yet to )(?:be |been )?{_DONE}|work in progress|incomplete|unfinished)"
        rf"{_END}",
    ),
    (
        "hon hwn",
        rf"^(?:mae['’]?r?|bydd yr?|nid yw['’]r)(?: yr?)? ?{_RHAN} (?:hwn|hon)"
        rf" (?:(?:yn cael|eto|wedi|heb|i gael)? ?(?:ei|i['’]w|['’]i) {_GWNEUD}(?: eto)?"
        rf"|yn anghyflawn|dan adeiladaeth|ar y gweill|yn dod yn fuan|i ddilyn|i ddod){_END}",
    ),
    (
        "soon fuan construction adeiladaeth progress gweill",
        r"^(?:coming soon|under construction|(?:a )?work in progress|yn dod yn fuan"
        rf"|dan adeiladaeth|gwaith ar y gweill){_END}",
    ),
    (
        "placeholder dummy filler sample example text content wording heading title paragraph copy",
        r"^(?:this is |here is )?(?:an? |some )?(?:placeholder|dummy|filler|sample|example)"
        rf" (?:text|content|copy|paragraph|heading|title)(?: (?:goes )?here)?{_END}"
        r"|^(?:more |your |the )?(?:text|content|wording|heading|title|paragraph|copy|intro\w*)"
        rf" (?:goes|to go) here{_END}",
    ),
    (
        "testun cynnwys pennawd teitl",
        r"^(?:testun|cynnwys|pennawd|teitl) (?:dros dro|llenwi|ffug|enghreifftiol)(?: yw hwn)?"
        rf"{_END}|^(?:testun|cynnwys|pennawd|teitl)(?: i fynd| yn mynd)? yma{_END}",
    ),
    ("lorem", r"^lorem ipsum\b|\blorem ipsum dolor\b"),
    ("todo wip do", r"^(?:todo|wip)\b|^to-do ?[:–—]|\btodo ?:|[(\[]wip[)\]]"),
    ("asdf asdfasdf qwerty blah", rf"^(?:asdf\w*|qwerty\w*|blah(?: blah)+){_END}"),
    (
        "angen gyfieithu",
        rf"^(?:mae )?angen (?:ei |eu )?[cg]h?yfieithu{_END}|^i['’]w [cg]h?yfieithu{_END}",
    ),
    (
        "needs confirmed agreed added translated decided written completed supplied",
        r"^to be (?:confirmed|agreed|added|translated|decided|written|completed|supplied)"
        rf"{_END}|^needs (?:a )?translat(?:ing|ion){_END}",
    ),
    (
        "confirmed decided added supplied announced agreed",
        rf"\b{_DETAIL}(?: (?:of|for) (?:\w+ ){{1,4}}| )(?:is|are) (?:still |yet )?to be"
        rf" (?:confirmed|decided|added|supplied|announced){_END}"
        rf"|[:–—] to be (?:confirmed|agreed|decided|added|supplied){_END}",
    ),
    (
        "gadarnhau cadarnhau benderfynu ychwanegu gytuno ddarparu gwblhau",
        rf"^(?:mae|bydd)(?:['’]r| yr?) {_MANYLYN}(?: \S+){{0,4}} i['’]w"
        rf" (?:[cg]h?adarnhau|benderfynu|h?ychwanegu){_END}"
        rf"|[:–—] i['’]w (?:gadarnhau|gytuno|benderfynu|ychwanegu|ddarparu|gwblhau){_END}",
    ),
    # Said to a colleague, or of the text that stood here
    (
        "action gweithredu gweithred",
        r"^(?:actions?|gweithred(?:u|oedd)?) ?: ?(?-i:[A-Z])[\w’']+ (?:to|i) \w",
    ),
    (
        "hold parked pending awaiting aros",
        rf"^(?:hold|on hold|parked|pending) ?[:–—] ?(?:awaiting|waiting|until|for)\b"
        rf"|^awaiting legal advice{_END}|\baros am gyngor cyfreithiol{_END}",
    ),
    ("old hen was delete dileu cut", r"^(?-i:OLD|HEN|WAS|DELETE|DILEU|CUT) ?: ?\S"),
    (
        "thoughts hope gobeithio barn",
        rf"\blet me know your thoughts{_END}|\brhowch wybod beth yw eich barn{_END}"
        r"|^i hope (?:this|the) (?:\w+ ){0,3}(?:meets your|is what you|works for you)"
        r"|^gobeithio (?:bod|fod) .{0,40}\b(?:diwallu eich|eich bodloni)\b",
    ),
    (
        "see gweler",
        r"\((?:see|as per) (?-i:[A-Z])[\w]+['’]s (?:comments?|notes?|emails?|query|queries)\)"
        r"|\((?:gweler|fel yn) (?:sylw(?:adau)?|nodyn|e-bost|ymholiad) (?-i:[A-Z])[\w]+\)",
    ),
    (
        "amended edited updated checked diwygiwyd golygwyd diweddarwyd gwiriwyd",
        r"^(?:amended|edited|updated|checked|diwygiwyd|golygwyd|diweddarwyd|gwiriwyd) (?:by|gan)"
        r" (?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?[ ,–-]+\d{1,2}[/.]\d{1,2}\b",
    ),
    (
        "saved modified printed cadwyd",
        r"^last (?:saved|modified|printed) (?:by|on)\b|^cadwyd ddiwethaf\b",
    ),
    (
        "email bost",
        r"\bas per (?:the )?e-?mail from (?-i:[A-Z])"
        r"|\byn unol ag e-bost (?:gan|oddi wrth) (?-i:[A-Z])",
    ),
    (
        "section clause paragraph page adran cymal paragraff tudalen",
        r"^(?:section|clause|paragraph|page|adran|cymal|paragraff|tudalen) [\d.]+ (?:to be|i['’]w)"
        r" (?:deleted|removed|updated|rewritten|moved|d?d?dileu|thynnu|dynnu|diweddaru|symud)"
        rf"{_END}",
    ),
    # In brackets
    (
        "check confirm query gwirio gwiriwch cadarnhau",
        r"[(\[](?:check|confirm|query|gwirio|gwiriwch|cadarnhau) (?:the |yr? )?(?:spelling|date"
        r"|name|wording|number|figures?|source|sillafu|dyddiad|enw|geiriad|rhif|ffynhonnell)[)\]]",
    ),
    ("[", r"\[[^\W\d_][^\[\]]{2,80}\?+\]"),
    (
        "[",
        r"\[(?:(?:the )?(?:translator|editor|author|drafter)|(?:y )?(?:cyfieithydd|golygydd|awdur"
        r"|drafftiwr))\b[^\]]{0,20}:[^\]]*\]",
    ),
    ("[", rf"{_NO_BUTTON}\[(?:please )?{_DO}\b [^\]]{{1,60}}\]|\[(?:choose|dewis(?:wch)?)\]"),
    ("[", r"^\[(?:\.\.\.|…)\]$"),
    (
        "publishing adopting publication adoption publish published cyhoeddi mabwysiadu",
        r"\((?:please )?(?:check|query|confirm|agree|update|gwirio|gwiriwch|holi|cadarnhau|cytuno)"
        r"\b[^()]{0,50}\b(?:before (?:publishing|adopting|publication|adoption|we publish"
        r"|(?:this|it) (?:is published|goes (?:out|live)))|cyn (?:cyhoeddi|mabwysiadu))\.?\)",
    ),
    (
        "check update rewrite redraft reword finish translate chase draft wirio ddiweddaru"
        " ailysgrifennu orffen gyfieithu ddrafftio aileirio",
        rf"\({_COLLEAGUE} (?:to"
        r" (?:check|update|rewrite|redraft|reword|finish|translate|chase|draft)"
        r"|i (?:wirio|ddiweddaru|ailysgrifennu|orffen|gyfieithu|ddrafftio|aileirio))\b[^)]{0,30}\)",
    ),
    (
        "?",
        r"[(\[](?:ref|source|spelling|wording|term|cyf|ffynhonnell|sillafu|geiriad|gair"
        r"|(?:other|another|better|right|correct|best) (?:word|term|name)"
        r"|(?:gair|term|enw) (?:arall|gwell|cywir|iawn)|gwell gair|check|gwirio)\?+[)\]]",
    ),
)
"""Words or signs of which a text has one when it says so, and what that then is."""
