"""The model of ``school.yml``: what may stand in it, and the JSON schema that editors read.

Every entry may be missing: a text that needs it says so. What is there has to be right.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    create_model,
)

from polisi.facts.options import all_options
from polisi.model import POLICY_CODE, VERSION
from polisi.yaml_files.faults import Entry, like, wrong

MAX_NAME, MAX_TEXT = 120, 500
"""Characters. A longer name breaks headers, tables and the titles of windows."""
ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"


def _iso(value: object) -> object:
    """Take a date in the one form that sorts and means the same everywhere."""
    try:
        if isinstance(value, str) and re.fullmatch(ISO_DATE, value):
            day = date.fromisoformat(value)
            if 1990 <= day.year <= 2100:
                return day
    except ValueError:
        pass
    raise wrong("date")


def _one_line(value: str) -> str:
    """Put a text on one line: it stands inside sentences, titles and tables."""
    return " ".join(value.split())


def _both(value: object) -> object:
    """Let one text stand for both languages."""
    return {"en": value, "cy": value} if isinstance(value, str) else value


_LABEL = r"[^\W_](?:[^\W_-]|-(?!\.))*"
"""A part of a host's name: letters and figures of any language, and hyphens between them."""
_HOST = rf"(?:{_LABEL}\.)+(?:[^\W\d_]{{2,}}|xn--[a-z0-9-]+)"
_SERVER = (
    rf"(?:{_HOST}|[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{3}})"
    r"(?::(?:[0-5]?[0-9]{1,4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
)
_TELEPHONE = like(
    "telephone",
    r"(?!\(?0(?:[^0-9]*[0-9]){0,6}[^0-9]*$)(?=(?:[^0-9]*[0-9]){5,15}[^0-9]*$)"
    r"(?:\+|\()?[0-9][0-9 ()-]{5,18}[0-9]|[1-9][0-9]{2,5}",
    "01632 960 001",
)
_EMAIL = like("email", rf"[^@\s<>\"',;:.]+(?:\.[^@\s<>\"',;:.]+)*@{_HOST}", "a@b.cymru")
_WEB = like("web", rf"https?://{_SERVER}(?:[/?#][^\s<>\"'\\]*)?", "https://www.llyw.cymru/")
_SITE = like(
    "web", rf"https?://{_SERVER}(?:/(?!\.\.?(?:/|$))[^\s<>\"'\\?#/]*)*", "https://www.ysgol.cymru/"
)
_LOGO = like("logo", r"assets/[\w./-]+\.(svg|png|webp|jpe?g)", "assets/logo.svg")
_COLOUR = like("colour", r"#[0-9a-fA-F]{6}", "#1d4d4f")
_KEY = like("key", r"[a-z][a-z0-9_]*", "head_of_year")
_CODE = like("code", POLICY_CODE.pattern, "SM")
_DIGEST = like("digest", r"[0-9a-f]{8}", "1a2b3c4d")
_VERSION = like("version", VERSION.pattern, "1.0.0")
Text = Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(_one_line)]
ShortText = Annotated[str, Field(max_length=MAX_NAME), AfterValidator(_one_line)]
Telephone = Annotated[str, *_TELEPHONE]
Email = Annotated[str, *_EMAIL]
Web = Annotated[str, *_WEB]
SiteAddress = Annotated[str, *_SITE]
Colour = Annotated[str, *_COLOUR, AfterValidator(str.lower)]
Key = Annotated[str, *_KEY]
Code = Annotated[str, *_CODE]
Version = Annotated[str, *_VERSION]
TextDigest = Annotated[str, *_DIGEST]
IsoDate = Annotated[
    date,
    BeforeValidator(_iso, json_schema_input_type=Annotated[str, Field(pattern=ISO_DATE)]),
]


class Bilingual(Entry):
    """A text in both languages."""

    en: Text
    cy: Text


class Name(Entry):
    """A name in both languages."""

    en: ShortText
    cy: ShortText


class BothWeb(Entry):
    """The address of a site or page in both languages."""

    en: Web
    cy: Web


Texts = Annotated[Bilingual, BeforeValidator(_both, json_schema_input_type=Text | Bilingual)]
Names = Annotated[Name, BeforeValidator(_both, json_schema_input_type=ShortText | Name)]
Webs = Annotated[BothWeb, BeforeValidator(_both, json_schema_input_type=Web | BothWeb)]


class Logo(Entry):
    """The school's badge, and what it says to those who can't see it."""

    file: Annotated[str, *_LOGO] = Field(description="below docs/ / o dan docs/")
    en: ShortText
    cy: ShortText


class Colours(Entry):
    """The school's two colours."""

    main: Colour | None = Field(default=None, description="the header / y pennyn")
    link: Colour | None = Field(default=None, description="links / dolenni")


class SchoolEntry(Entry):
    """Who the school is."""

    name: Name | None = None
    logo: Logo | None = None
    colours: Colours | None = None


class Contact(Entry):
    """How to reach the school."""

    address: Texts | None = None
    email: Email | None = None
    telephone: Telephone | None = None
    website: Webs | None = None


class Role(Name):
    """What the holder of a post is called, and how to reach them; no person's name is needed."""

    feminine: bool = Field(
        default=False, description="Welsh gender of the title / cenedl y teitl Cymraeg"
    )
    name: ShortText | None = None
    email: Email | None = None
    telephone: Telephone | None = None


class Organisation(Entry):
    """A body outside the school."""

    name: Names
    telephone: Telephone | None = None
    website: Webs | None = None


class LocalAuthority(Organisation):
    """The school's local authority."""

    out_of_hours: Telephone | None = Field(
        default=None,
        description="children's services after hours / gwasanaethau plant ar ôl oriau swyddfa",
    )


class Helpline(Organisation):
    """Where somebody can turn to for help."""

    about: Texts | None = None
    serves: Literal["children", "staff"] | None = Field(
        default=None,
        description="Whom the box of help names it to / I bwy y mae'r blwch cymorth yn ei henwi",
    )


class Account(Entry):
    """An official account of the school."""

    platform: ShortText
    name: ShortText
    website: Webs
    visibility: Literal["public", "restricted"] | None = None


class PolicyEntry(Entry):
    """What a school does with a policy as a whole."""

    left_out: Bilingual | None = Field(
        default=None,
        description="Why the school leaves it out / Pam mae'r ysgol yn ei adael allan",
    )


class Decision(Entry):
    """A decision of the governing body on a policy."""

    version: Version
    text: TextDigest | None = Field(
        default=None,
        description="Written by “polisi adopt”, with the text in the folder adopted/ / "
        "“polisi adopt” sy'n ei ysgrifennu, gyda'r testun yn y ffolder adopted/",
    )
    date: IsoDate
    by: Texts
    minute: ShortText | None = None


class Adoption(Decision):
    """The governing body's last decision on a policy, and those before it."""

    review: IsoDate | None = None
    earlier: tuple[Decision, ...] = Field(
        default=(), description="The newest first / Y diweddaraf yn gyntaf"
    )


class Forms(Entry):
    """A school's own corrections of the mutated forms of a name."""

    meddal: ShortText | None = None
    trwynol: ShortText | None = None
    llaes: ShortText | None = None


def _options() -> type[Entry]:
    """Make the model of ``options:`` from ``options.yml``."""
    fields: dict[str, Any] = {
        option.key: (
            Literal[tuple(option.values)],
            Field(
                default=option.default,
                description=f"{option.questions['en']} / {option.questions['cy']}",
            ),
        )
        for option in all_options().values()
    }
    return create_model("Options", __base__=Entry, **fields)


Options = _options()


class SchoolFile(Entry):
    """``school.yml`` as a whole."""

    default_language: Literal["en", "cy"] = Field(
        default="en", description="Language at the root of the site / Iaith prif gyfeiriad y wefan"
    )
    site_address: SiteAddress | None = Field(
        default=None,
        description="Where the site is published / Lle mae'r wefan yn cael ei chyhoeddi",
    )
    repository: SiteAddress | None = Field(
        default=None,
        description="Where readers report a mistake when the school has no email: the address of "
        "the repository / Lle mae darllenwyr yn rhoi gwybod am wall os nad oes gan yr ysgol "
        "e-bost: cyfeiriad y storfa",
    )
    offline: bool = Field(
        default=False,
        description="Whether phones keep the edition for parents / A yw ffonau'n cadw'r argraffiad "
        "i rieni",
    )
    school: SchoolEntry = SchoolEntry()
    contact: Contact = Contact()
    local_authority: LocalAuthority | None = None
    roles: dict[Key, Role] = Field(default={})
    official_accounts: tuple[Account, ...] = ()
    learner_platforms: tuple[Names, ...] = ()
    approved_tools: tuple[Names, ...] = ()
    monitored_hours: Texts | None = None
    police: Organisation | None = None
    helplines: tuple[Helpline, ...] = ()
    options: Options = Options()  # type: ignore[valid-type]
    policies: dict[Code, PolicyEntry] = Field(default={})
    publish: Literal["all", "adopted"] = Field(
        default="all",
        description="“adopted”: the editions for staff, governors and parents hold no draft and "
        "nothing proposed / “adopted”: nid oes drafft na dim arfaethedig yn yr argraffiadau i "
        "staff, llywodraethwyr a rhieni",
    )
    adoption: dict[Code, Adoption] = Field(default={})
    welsh_reviewed: IsoDate | None = Field(
        default=None,
        description="Day on which a professional translator last read all Welsh text / Diwrnod y "
        "darllenodd cyfieithydd proffesiynol yr holl destun Cymraeg ddiwethaf",
    )
    forms: dict[ShortText, Forms] = Field(default={})
    own_terms: tuple[ShortText, ...] = Field(
        default=(),
        description="Words of the school's own text that the term bank avoids / Geiriau yn nhestun "
        "yr ysgol ei hun y mae'r banc termau'n eu hosgoi",
    )
