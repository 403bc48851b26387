"""Made-up policies, the same for a number and a size on every machine, for ours and for stock."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["en", "cy"]
Both = Mapping[Language, str]
LANGUAGES: tuple[Language, ...] = ("en", "cy")
CLAUSES = 40
"""In each policy."""

# The text: sentences put together from phrases that say the same in both languages. The Welsh
# verbs are mutated because all that can stand before them causes it.

WHO = """
Staff must | Rhaid i staff
Governors must | Rhaid i lywodraethwyr
Every teacher should | Dylai pob athro
Parents and carers may | Caiff rhieni a gofalwyr
Nobody may | Ni chaiff neb
A new member of staff should | Dylai aelod newydd o staff
Learners can | Gall dysgwyr
You should | Dylech chi
We ask each family to | Gofynnwn i bob teulu
The chair of governors may | Caiff cadeirydd y llywodraethwyr
"""
DO = """
keep a record of the conversation | gadw cofnod o'r sgwrs
ask for agreement in writing | ofyn am gytundeb ysgrifenedig
tell the headteacher about the message | ddweud wrth y pennaeth am y neges
share a photograph of the class | rannu llun o'r dosbarth
use an official account of the school | ddefnyddio cyfrif swyddogol yr ysgol
answer a question from a parent | ateb cwestiwn gan riant
report the post to the platform | adrodd am y postiad wrth y llwyfan
check the settings of the group | wirio gosodiadau'r grŵp
read the guidance that applies | ddarllen y canllawiau perthnasol
take part in the training | gymryd rhan yn yr hyfforddiant
remove a comment that hurts somebody | ddileu sylw sy'n brifo rhywun
speak to the person who wrote it | siarad â'r sawl a'i hysgrifennodd
bring a device into the classroom | ddod â dyfais i'r ystafell ddosbarth
send the form back to the office | anfon y ffurflen yn ôl i'r swyddfa
write to the local authority | ysgrifennu at yr awdurdod lleol
meet the family of the learner | gwrdd â theulu'r dysgwr
"""
WHEN = """
before the end of the school day | cyn diwedd y diwrnod ysgol
within 5 working days | o fewn 5 diwrnod gwaith
at the start of each term | ar ddechrau pob tymor
as soon as the concern is known | cyn gynted ag y bydd y pryder yn hysbys
when the class goes on a visit | pan fydd y dosbarth yn mynd ar ymweliad
during the summer holiday | yn ystod gwyliau'r haf
whenever somebody asks for it | pryd bynnag y bydd rhywun yn gofyn amdano
at least 3 times a year | o leiaf 3 gwaith y flwyddyn
after the meeting of the governors | ar ôl cyfarfod y llywodraethwyr
while the matter is being looked into | tra bo'r mater yn cael ei ystyried
"""
WHY = """
so that every learner is safe | fel bod pob dysgwr yn ddiogel
because trust is hard to win back | gan fod ymddiriedaeth yn anodd ei hennill yn ôl
so that the record is complete | fel bod y cofnod yn gyflawn
unless the law says otherwise | oni bai fod y gyfraith yn dweud yn wahanol
even if it is late in the evening | hyd yn oed os yw'n hwyr yn y nos
and keep a copy in the office | a chadw copi yn y swyddfa
because it is part of their work | gan ei fod yn rhan o'u gwaith
so that both languages are treated alike | fel bod y ddwy iaith yn cael eu trin yr un fath
"""
TOPIC = """
Photographs | Lluniau
Direct messages | Negeseuon uniongyrchol
Official accounts | Cyfrifon swyddogol
Records of meetings | Cofnodion cyfarfodydd
Complaints and concerns | Cwynion a phryderon
Training | Hyfforddiant
Messaging groups | Grwpiau negeseua
Devices | Dyfeisiau
Personal information | Gwybodaeth bersonol
Agreement in writing | Cytundeb ysgrifenedig
Comments and replies | Sylwadau ac atebion
Friendships online | Cyfeillgarwch ar-lein
"""
PLACE = """
in the classroom | yn yr ystafell ddosbarth
at home | gartref
on a school visit | ar ymweliad ysgol
during the holidays | yn ystod y gwyliau
outside working hours | y tu allan i oriau gwaith
in a meeting | mewn cyfarfod
after somebody has left | ar ôl i rywun adael
in an emergency | mewn argyfwng
"""
SEE: Both = {"en": "See also", "cy": "Gweler hefyd"}
COLUMNS: Both = {"en": "What | When", "cy": "Beth | Pryd"}
POLICY: Both = {"en": "Policy", "cy": "Polisi"}
SUMMARY: Both = {
    "en": "What the school asks of everybody, and why.",
    "cy": "Beth mae'r ysgol yn ei ofyn gan bawb, a pham.",
}
HOME: Both = {
    "en": "These are the policies of the school, in English and in Welsh.",
    "cy": "Dyma bolisïau'r ysgol, yn Gymraeg ac yn Saesneg.",
}

AUDIENCES = ("staff", "staff, governors", "parents, staff", "staff, governors, parents")
"""Of a clause, in turn; every fourth one is for everybody."""
REFERENCE = re.compile(r"\[([A-Z]{3})(-\d{3})\]")


def phrases(table: str) -> list[dict[Language, str]]:
    """Read a table of phrases: English, a bar, Welsh."""
    rows = (line.split(" | ") for line in table.strip().splitlines())
    return [{"en": english, "cy": welsh} for english, welsh in rows]


WHOS, DOS, WHENS, WHYS, TOPICS, PLACES = map(phrases, (WHO, DO, WHEN, WHY, TOPIC, PLACE))


def code(number: int) -> str:
    """Return the code of a policy by its number: ``AAA``, ``AAB`` …"""
    return "".join(chr(ord("A") + number // 26**place % 26) for place in (2, 1, 0))


@dataclass(slots=True)
class Policy:
    """A made-up policy in both languages, the same for a number and size on every machine."""

    number: int
    size: int
    dice: random.Random = field(init=False)
    bodies: Both = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.number)
        texts: dict[Language, list[str]] = {language: [] for language in LANGUAGES}
        for number in range(1, CLAUSES + 1):
            for block in self._clause(number):
                for language in LANGUAGES:
                    texts[language].append(block[language])
        self.bodies = {language: "\n\n".join(texts[language]) + "\n" for language in LANGUAGES}

    @property
    def code(self) -> str:
        return code(self.number)

    @property
    def file(self) -> str:
        return f"{self.code.lower()}.md"

    def title(self, language: Language) -> str:
        return f"{POLICY[language]} {self.code}"

    def _join(self, *tables: Sequence[Both]) -> Both:
        """Join a phrase of each table, the same ones in both languages."""
        chosen = [self.dice.choice(table) for table in tables]
        return {language: " ".join(one[language] for one in chosen) for language in LANGUAGES}

    def _clause(self, number: int) -> Iterator[Both]:
        """Make the blocks of a clause, with a section's heading before every eighth."""
        if number % 8 == 1:
            yield self._heading("##", self.dice.choice(TOPICS), f"part-{number // 8 + 1}")
        yield self._heading("###", self._join(TOPICS, PLACES), f"{self.code}-{number:03d}")
        goal = self.dice.randint(40, 62)
        sentences: list[Both] = []
        while sum(len(one["en"].split()) for one in sentences) < goal:
            sentences.append(self._join(WHOS, DOS, WHENS, WHYS))
        split = self.dice.choice((2, len(sentences)))
        paragraphs = filter(None, (sentences[:split], sentences[split:]))
        for paragraph in paragraphs:
            yield {
                language: " ".join(f"{sentence[language]}." for sentence in paragraph)
                for language in LANGUAGES
            }
        if number % 4 == 2:
            yield self._rows("- {}", self.dice.sample(DOS, self.dice.randint(3, 5)))
        if number % 10 == 3:
            cells = [self._join(DOS, [{"en": "|", "cy": "|"}], WHENS) for _ in range(3)]
            yield self._rows("| {} |", [COLUMNS, {"en": "--- | ---", "cy": "--- | ---"}, *cells])
        if number % 3 == 0:
            policy = self.dice.choice((self.number, self.dice.randrange(self.size)))
            cited = f"[{code(policy)}-{self.dice.randrange(4, CLAUSES + 1, 4):03d}]"
            yield {language: f"{SEE[language]} {cited}." for language in LANGUAGES}

    @staticmethod
    def _heading(level: str, title: Both, id_: str) -> Both:
        return {language: f"{level} {title[language]} {{#{id_}}}" for language in LANGUAGES}

    @staticmethod
    def _rows(form: str, rows: Sequence[Both]) -> Both:
        return {
            language: "\n".join(form.format(row[language]) for row in rows)
            for language in LANGUAGES
        }

    def ours(self, language: Language) -> str:
        """Write the policy as Polisi wants it, but for the stamps."""
        lines = [f"policy: {self.code}", f"title: {self.title(language)}"]
        if language == "cy":
            lines.append(f"slug: polisi-{self.code.lower()}")
            lines.append("changes: {1.0.0: Y fersiwn gyntaf.}")
        lines.append(f"summary: {SUMMARY[language]}")
        if language == "en":
            lines.append("owner: headteacher")
            lines.append("changes: {1.0.0: {on: 2026-11-21, text: First version.}}")
            lines.append("clauses:")
            lines += [
                f"  {self.code}-{number:03d}: {{audience: [{AUDIENCES[(number - 1) % 4]}]}}"
                for number in range(1, CLAUSES + 1)
            ]
        return "\n".join(["---", *lines, "---", self.bodies[language]])

    def stock(self, language: Language) -> str:
        """Write the same text as plain Markdown, with ordinary links for references."""

        def link(found: re.Match[str]) -> str:
            id_ = found[1] + found[2]
            return f"[{id_}]({found[1].lower()}.md#{id_})"

        body = REFERENCE.sub(link, self.bodies[language])
        return f"---\ntitle: {self.title(language)}\n---\n{body}"
