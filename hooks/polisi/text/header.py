"""The models of front matter: what may stand at the head of each kind of file, in each language.

Every key may be missing, so that what is right can be shown in spite of what is wrong; one that is
needed is then a fault. Texts know their lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from polisi.text.header_types import (
    NOTHING,
    RETIRED_TABLE,
    TABLE,
    VERSIONS,
    Addresses,
    Allowances,
    Audiences,
    ChangeDate,
    ClauseId,
    DueDate,
    Filled,
    Help,
    KindOfDocument,
    PolicyCode,
    Readers,
    RetiredDate,
    RetiredId,
    Slug,
    StatusOfPolicy,
    Successor,
    Version,
    Word,
    Words,
)
from polisi.words.languages import Language
from polisi.yaml_files.faults import ONLY_THE_REST, Entry, Fault, validate


def _field(english: str, welsh: str, default: Any = NOTHING, needed: bool = False) -> Any:
    """Say what a key is for, to editors of a file in either language."""
    return Field(default, description=f"{english} / {welsh}", validate_default=needed or None)


class Page(Entry):
    """What every page of its own may say, in both languages."""

    title: Filled = _field("Title of the page", "Teitl y dudalen", needed=True)
    slug: Slug | None = _field(
        "Its name in the address, if not the file's", "Enw yn y cyfeiriad, os nad enw'r ffeil", None
    )
    moved_from: Addresses = _field("Addresses that it had", "Ei hen gyfeiriadau", ())
    summary: Word = _field("What it says, in a sentence", "Beth mae'n ei ddweud, mewn brawddeg")


AGREED = "The stamp of all that is in no clause: run polisi agree"
AGREED_CY = "Stamp popeth nad yw mewn cymal: rhedwch polisi agree"


class WelshPage(Page):
    """A page that is no policy, and its stamp."""

    agreed: Word = _field(AGREED, AGREED_CY)


class EnglishPage(Page):
    """A page that is no policy."""

    audience: Readers = _field("Who may read it", "Pwy sydd â hawl i'w darllen", ())
    allow: Allowances = _field(
        "Rules that it may break, with reasons", "Eithriadau i'r rheolau, â rhesymau", {}
    )


class ClauseEntry(Entry):
    """What the English front matter says of a clause."""

    audience: Audiences = _field(
        "Who may read it", "Pwy sydd â hawl i'w ddarllen", None, needed=True
    )
    see: Words = _field(
        "Clauses that it refers to beside its text",
        "Cymalau y mae'n cyfeirio atynt heblaw yn ei destun",
        (),
    )
    when: dict[Word, Words] = _field(
        "Options with the values for which it shows",
        "Opsiynau, â'r gwerthoedd y mae'n ymddangos ar eu cyfer",
        {},
    )
    allow: Allowances = _field(
        "Rules that it may break, with reasons", "Eithriadau i'r rheolau, â rhesymau", {}
    )


class OwnClauseEntry(ClauseEntry):
    """What a school says of a clause of its own."""

    after: Word = _field("Clause or section that it follows", "Y cymal neu'r adran o'i flaen")
    replaces: Word = _field("Clause in whose place it stands", "Y cymal y mae'n ei ddisodli")
    reason: Word = _field("Why it replaces that", "Pam y mae'n ei ddisodli")


class WelshClauseEntry(Entry):
    """What the Welsh front matter says of a clause."""

    agreed: Word = _field("Its stamp: run polisi agree", "Ei stamp: rhedwch polisi agree")


class WelshOwnClauseEntry(WelshClauseEntry):
    """What a school says in Welsh of a clause of its own."""

    reason: Word = _field("Why it replaces another one", "Pam y mae'n disodli un arall")


class Release(Entry):
    """What was new in a version."""

    on: ChangeDate = _field("Day of the version", "Dyddiad y fersiwn", needed=True)
    text: Filled = _field("What was new", "Beth oedd yn newydd", needed=True)
    clauses: Words = _field("Clauses added or rewritten", "Cymalau newydd neu wedi'u newid", ())


class Retirement(Entry):
    """When a clause was taken out, and what stands in its place."""

    on: RetiredDate = _field("Day on which it was taken out", "Dyddiad ei dynnu'n ôl", needed=True)
    use: Successor = _field("The clause that replaced it", "Y cymal sydd yn ei le")


class Policy(Page):
    """What the front matter of a policy, form or letters says in both languages."""

    policy: PolicyCode = _field("Its code", "Ei god")
    summary: Filled = _field(
        "What it says, in a sentence", "Beth mae'n ei ddweud, mewn brawddeg", needed=True
    )


class EnglishPolicy(Policy):
    """The register of a policy: all that is not Welsh."""

    kind: KindOfDocument = _field("What it is", "Beth ydyw", "policy")
    required_by: Words = _field("Clauses that ask for this form", "Cymalau sy'n gofyn amdani", ())
    parts: Words = _field("Clauses to choose one of", "Cymalau i ddewis un ohonynt", ())
    help_now: Help = _field("Whether its pages say whom to turn to", "A oes blwch cymorth", False)
    status: StatusOfPolicy = _field(
        "What keeps it from being published", "Yr hyn sy'n atal ei gyhoeddi", ""
    )
    due: DueDate | None = _field(
        "Day by which its translation is due", "Erbyn pryd y mae angen ei gyfieithiad", None
    )
    owner: Filled = _field("Key of a role in school.yml", "Allwedd rôl yn school.yml", needed=True)
    changes: Annotated[dict[Version, Release], VERSIONS] = _field(
        "Its versions, the newest first", "Ei fersiynau, y ddiweddaraf yn gyntaf", {}, needed=True
    )
    clauses: Annotated[dict[ClauseId, ClauseEntry], TABLE] = _field("Its clauses", "Ei gymalau", {})
    retired: Annotated[dict[RetiredId, Annotated[Retirement, RETIRED_TABLE]], TABLE] = _field(
        "Clauses taken out", "Cymalau a dynnwyd yn ôl", {}
    )


class WelshPolicy(Policy):
    """What of a policy's front matter is Welsh, and the stamps."""

    agreed: Word = _field(AGREED, AGREED_CY)
    changes: Annotated[dict[Version, Filled], VERSIONS] = _field(
        "What was new in each version", "Beth oedd yn newydd ym mhob fersiwn", {}, needed=True
    )
    clauses: Annotated[dict[ClauseId, Annotated[WelshClauseEntry, TABLE]], TABLE] = _field(
        "Stamps of its clauses", "Stampiau ei gymalau", {}
    )


class Extension(Entry):
    """What a school's own file for a policy of the template says in both languages."""

    extends: Word = _field("Code of the template's policy", "Cod polisi'r templed")
    leave_out: Annotated[dict[Word, Word], TABLE] = _field(
        "Clauses that the school leaves out, with reasons", "Cymalau i'w gadael allan, â rheswm", {}
    )


class EnglishExtension(Extension):
    """A school's own clauses in a policy of the template."""

    clauses: Annotated[dict[ClauseId, OwnClauseEntry], TABLE] = _field(
        "The school's own clauses", "Cymalau'r ysgol ei hun", {}
    )
    retired: Annotated[dict[RetiredId, Annotated[Retirement, RETIRED_TABLE]], TABLE] = _field(
        "Clauses taken out", "Cymalau a dynnwyd yn ôl", {}
    )


class WelshExtension(Extension):
    """The stamps of a school's own clauses, and reasons in Welsh."""

    agreed: Word = _field(AGREED, AGREED_CY)
    clauses: Annotated[dict[ClauseId, Annotated[WelshOwnClauseEntry, TABLE]], TABLE] = _field(
        "Stamps of the school's own clauses", "Stampiau cymalau'r ysgol ei hun", {}
    )


Header = WelshPage | EnglishPage | EnglishPolicy | WelshPolicy | EnglishExtension | WelshExtension
MODELS: Mapping[Language, Mapping[str, type[Header]]] = {
    "en": {"extends": EnglishExtension, "policy": EnglishPolicy, "": EnglishPage},
    "cy": {"extends": WelshExtension, "policy": WelshPolicy, "": WelshPage},
}
"""The model of a file in each language by the key that says what it is."""


def read(
    written: Mapping[str, object], language: Language, is_policy: bool = False
) -> tuple[Header, list[Fault]]:
    """Hold front matter against the model of its kind; ``is_policy`` says so where no key does.

    Returns what is right, and what is wrong.
    """
    kind = next((key for key in ("extends", "policy") if key in written), "")
    return validate(MODELS[language]["policy" if is_policy and not kind else kind], written)


NO_POLICY = EnglishPolicy.model_validate({}, context=ONLY_THE_REST)
NO_ENTRY = OwnClauseEntry.model_validate({}, context=ONLY_THE_REST)
NO_STAMP = WelshOwnClauseEntry()
"""What stands for front matter that is not there."""
