"""What software must know of Welsh: mutation, vowels, alphabetical order, months, dates.

Mutation table: Peter Wynn Thomas, *Gramadeg y Gymraeg* (1996), section II; the same table is in any
school grammar. Alphabet: the 29 letters, digraphs counted as one letter. How names stand in a
sentence is in ``inflect``.
"""

from __future__ import annotations

import re
import unicodedata

from polisi.words.languages import Language

SOFT = {
    "p": "b", "t": "d", "c": "g", "b": "f", "d": "dd", "g": "", "m": "f", "ll": "l", "rh": "r",
}  # fmt: skip
NASAL = {"p": "mh", "t": "nh", "c": "ngh", "b": "m", "d": "n", "g": "ng"}
ASPIRATE = {"p": "ph", "t": "th", "c": "ch"}
MUTATIONS = {"meddal": SOFT, "trwynol": NASAL, "llaes": ASPIRATE}
"""Name of a mutation, as a filter in a text, to initial consonant and its mutated form."""

UNCHANGED = ("ch", "dd", "ff", "ng", "ph", "th", "ts")
"""Initials that look like a consonant that mutates, and don't."""
VOWELS = "aeiouwyâêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ"


def with_capital(text: str) -> str:
    """Return a text as it begins a line or a sentence, in either language."""
    return text[:1].upper() + text[1:]


def mutate(text: str, mutation: str) -> str:
    """Return ``text`` with its first letter mutated (``meddal``, ``trwynol`` or ``llaes``).

    >>> mutate("Caerdydd", "trwynol")
    'Nghaerdydd'
    """
    table = MUTATIONS[mutation]
    lower = text.lower()
    if lower.startswith(UNCHANGED):
        return text
    digraph = lower[:2] if lower[:2] in {"ll", "rh"} else ""
    initial = digraph or lower[:1]
    if initial not in table:
        return text
    changed = table[initial] + text[len(initial) :]
    if text[:1].isupper():
        changed = with_capital(changed)
    return changed


JOINING = {"a": "ac", "â": "ag", "gyda": "gydag", "tua": "tuag", "na": "nac"}
"""A word before a consonant, and before a vowel."""
BEFORE_CONSONANT = {vowel: consonant for consonant, vowel in JOINING.items()}
AFTER = {
    **dict.fromkeys(
        "i o am ar at dan tan dros tros drwy trwy heb hyd gan wrth dy neu pan dau dwy dyma dyna "
        "dacw".split(),
        "meddal",
    ),
    **dict.fromkeys([*JOINING, *BEFORE_CONSONANT, "tri", "chwe"], "llaes"),
    "fy": "trwynol",
}
"""A word to the mutation that it causes. Left out: ``ei`` (his or hers) and ``yn``, which have two
meanings, and ``un``, which mutates feminine nouns only."""
TAKE_AC = frozenset(
    "mae maen maent wedyn sydd sy felly fel mor megis mewn nid nad ni nis roedd rydym".split()
)
"""Words before which ``ac`` stands although they start with a consonant."""

WELSH_NAMES = frozenset(
    """bwrdd canolfan capel coleg cyfadran cyfarwyddiaeth cyngor cylch eglwys ffederasiwn gwasanaeth
    heddlu llyfrgell meithrinfa mudiad prifysgol rhwydwaith swyddfa uned urdd ymddiriedolaeth
    ysgol""".split()
)
"""First words by which a name is Welsh, whatever follows: ``Coleg St David's``."""
ENGLISH = frozenset(
    """academy and authority bishop blessed board boarding borough boys cardinal castle cathedral
    catholic centre christ christchurch church city college community comprehensive convent council
    county department education federation foundation girls grammar group high house infant infants
    junior juniors king lady learning middle nursery of our park police prep preparatory primary
    priory pupil queen referral royal saint school schools secondary service services sixth special
    st the training trust unit university voluntary
    barry birmingham blackwood brecon bridgend bristol buckingham builth cardiff cardigan carmarthen
    cowbridge denbigh glasgow gloucester liverpool london manchester milford monmouth montgomery
    pembroke pontypool presteigne tenby""".split()
)
"""Words, towns last, by which a name is English, unless its first word is Welsh."""
PERSONS = frozenset(
    """beuno brigid brynach cadog catrin ceinwen dafydd daniel david deiniol dewi dyfrig dylan
    garmon gruffydd gwen gwenfaen gwenllian gwynllyw gwladys mair margaret martin mary matthew
    michael morgan padarn patrick paul pedr peter peulin philip tathan teilo teresa thomas
    tomos tudful tudno tysilio""".split()
)
"""First names: of persons and saints to whom a school is dedicated."""
FOREIGN = re.compile(r"[kqvxz]|ck|ee|oo|ough|tion|town")
"""What no Welsh word has in it."""
BORROWED_G = frozenset("garej gemau gêm gêmau giard giât gitâr golff graff grŵp gôl".split())
"""Words that keep their g where it would be lost, and take the other mutations."""
FIRST_WORD = re.compile(r"[^\W\d_][^\W_]*")
ACRONYM = re.compile(r"[^\W\d_]{1,2}[A-Z]")


def mutate_name(name: str, mutation: str) -> str:
    """Mutate a name as ``mutate`` does, unless it is one that stays as it is.

    Names of persons, English names, acronyms, what starts with a figure or a sign, and borrowed
    words such as gêm stay; where that was read is said in ``inflect``.

    >>> mutate_name("CAERDYDD", "trwynol"), mutate_name("Bishop Vaughan", "trwynol")
    ('NGHAERDYDD', 'Bishop Vaughan')
    """
    found = FIRST_WORD.match(unicodedata.normalize("NFC", name))
    if not found or (found[0].lower() in BORROWED_G and mutation == "meddal"):
        return name
    if found[0].lower() in PERSONS or is_acronym(name) or is_english(name):
        return name
    changed = mutate(name, mutation)
    first = name.split()[0]
    if len(first) == 1 or not first.isupper():
        return changed
    rest = len(name) - len(first)
    return changed[: len(changed) - rest].upper() + changed[len(changed) - rest :]


def is_acronym(name: str) -> bool:
    """Say whether a name starts with one, such as CBAC; ``COLEG GWENT`` is a name in capitals."""
    found = FIRST_WORD.match(name)
    if not found or found[0].lower() in WELSH_NAMES or not ACRONYM.match(found[0]):
        return False
    return not name.isupper() or len(name) <= 4


def is_english(name: str) -> bool:
    """Guess by its words whether a name is English: ``Priory Primary School``, ``Port Tower's``."""
    words = re.findall(r"[^\W\d_]+(?:['’]s)?", name.lower())
    if not words or words[0] in WELSH_NAMES:
        return False
    if FOREIGN.search(words[0]):
        return True
    return any(word in ENGLISH or word.endswith(("'s", "’s")) for word in words)


def starts_with_vowel(text: str) -> bool:
    """Say whether a text is read with a vowel first: ``Ysgol``, ``ŵyl``, ``S4C``, ``11``.

    ``w`` is a vowel or not by what follows it: *yr wythnos*, but *y wraig*.
    """
    found = re.search(r"[^\W_]+", text)
    if not found:
        return False
    word = found[0].lower()
    if word[0].isdigit():  # un, un ar ddeg; wyth and every number that starts with it
        return word in ("1", "11") or word[0] == "8"
    if found[0].isupper() and len(word) > 1 and not set(word) & set(VOWELS):
        return word[0] in "flmnrs"  # read letter by letter, and these are ef, el, em, en, er, es
    if word[0] == "w" and word != "wrth":
        return word[1:2] not in tuple("aeiournlâêîôû")
    if word[0] == "y":  # not York
        return word[1:2] not in tuple("aeiou")
    return word[0] in VOWELS


ALPHABET = "a b c ch d dd e f ff g ng h i j k l ll m n o p ph q r rh s t th u v w x y z".split()
RANK = {letter: rank for rank, letter in enumerate(ALPHABET, 1)}
LETTER = re.compile("ch|dd|ff|ng|ll|ph|rh|th|.", re.DOTALL)


def collation_key(text: str, language: Language) -> tuple[object, ...]:
    """Return a key that sorts titles as a reader of ``language`` expects; accents come last."""
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in decomposed if unicodedata.category(c) != "Mn").lower()
    if language == "en":
        return (re.sub(r"[^\w\s]", "", plain), text)
    letters = [RANK.get(letter, 0 if not letter.isalnum() else 100 + ord(letter[0]))
               for letter in LETTER.findall(plain)]  # fmt: skip
    return (tuple(rank for rank in letters if rank), text)


def initial(text: str, language: Language) -> str:
    """Return the letter under which a title stands in an index (``Ch`` in Welsh)."""
    plain = "".join(
        c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn"
    ).lower()
    plain = re.sub(r"^\W+", "", plain)
    found = LETTER.match(plain) if language == "cy" else None
    return (found[0] if found else plain[:1]).capitalize()


MONTH_NAMES: dict[Language, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    "cy": (
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi",
        "Hydref", "Tachwedd", "Rhagfyr",
    ),
}  # fmt: skip
MONTHS = {
    form: f"{number:02}"
    for names in MONTH_NAMES.values()
    for number, name in enumerate(names, 1)
    for form in {name, *(mutate(name, mutation) for mutation in MUTATIONS)}
}
"""Month, as it may stand in either language, mutated or not, to its number in two digits.

English names are mutated too, which does no harm: nobody writes "Fay 2026"."""


def date(iso: str, language: Language) -> str:
    """Write a date such as ``2026-09-01`` in words: ``1 September 2026``, ``1 Medi 2026``.

    What is no such date is returned as it is.
    """
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso)
    if not found or not 1 <= int(found[2]) <= 12:
        return iso
    return f"{int(found[3])} {MONTH_NAMES[language][int(found[2]) - 1]} {found[1]}"


def lowered(text: str) -> str:
    """Return a text in small letters, every one of them in the place where it was."""
    return text.replace("İ", "I").lower()  # which would become two
