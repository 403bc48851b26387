"""“See paragraph 4.2” to a reference: numbers that others refer to become the ids of clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from polisi.words.languages import Language

WORDS: Mapping[Language, str] = {
    "en": r"(?:paragraphs?|paras?\.?|sections?|clauses?|points?|parts?|items?|sub-?sections?)",
    "cy": r"(?:[pmf]h?aragraff(?:au)?|h?adran(?:nau)?|[cg]h?ymal(?:au)?|nghymal|"
    r"[pb]h?wynt(?:iau)?|rhan(?:nau)?|ran)",
}
SEE: Mapping[Language, str] = {
    "en": r"(?:see(?: also)?|refer to|in accordance with|under|"
    r"as (?:set out|described|defined|outlined) in)",
    "cy": r"(?:gweler(?: hefyd)?|[gc]weler|yn unol [âa]|o dan|cyfeiriwch at)",
}
AND: Mapping[Language, str] = {"en": r"and|or|to", "cy": r"ac?|neu|i|hyd at"}
NUMBER = r"\d{1,2}(?:\.\d{1,3}){0,4}"
LAW = re.compile(
    r"\s*(?:\([^)]*\)\s*)*(?:,\s*)?(?:of|o|o['’]r|yn|in)\s+(?:the\s+|y\s+|['’]r\s+)?(?!(?:this|the|above|below)\s+(?:policy|document|procedure|code))"
    r"(?:[^.;]{0,60}?)(?:\bActs?\b|\bDeddf|\bRegulations?\b|\bRheoliadau|\bOrder\b|\bGorchymyn|\bMeasure\b|\bMesur\b"
    r"|\bCode of Practice\b|\bguidance\b|\bCanllawiau\b)",
)
"""What follows a number that is one of a law's, and none of this document's."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a document by what they lead to."""

    clauses: Mapping[str, str]
    """A paragraph's number to the id of its clause."""
    sections: Mapping[str, tuple[str, str]]
    """A section's number to its id and its title, escaped."""

    def link(self, number: str) -> str:
        """Return the Markdown that leads to a number, or nothing where there is none."""
        if number in self.clauses:
            return f"[{self.clauses[number]}]"
        if number in self.sections:
            id_, title = self.sections[number]
            return f"[{title}](#{id_})"
        return ""


def referred(text: str, language: Language, numbers: Numbers) -> str:
    """Return an escaped text with what it says of this document's numbers as references.

    A number counts only after a word such as *paragraph* or *see*, and not before a law.
    """
    if not any(map(str.isdigit, text)) or not (numbers.clauses or numbers.sections):
        return text
    word, see, and_ = WORDS[language], SEE[language], AND[language]
    pattern = re.compile(
        rf"(?P<see>\b{see}\s+)?(?P<word>\b{word}\s+)?(?<![\d.£#/-])(?P<first>{NUMBER})(?P<more>(?:\s*(?:,|–|-|{and_})\s*"
        rf"(?:{word}\s+)?{NUMBER}(?!\d))*)(?![\d%/])(?!\.\d)",
        re.IGNORECASE,
    )

    def one(found: re.Match[str]) -> str:
        if not found["see"] and not found["word"]:
            return found[0]
        if not found["word"] and "." not in found["first"]:
            return found[0]  # "see 4 pupils"
        if LAW.match(text, found.end()):
            return found[0]
        first = numbers.link(found["first"])
        if not first:
            return found[0]
        more = re.sub(
            rf"(?:\b{word}\s+)?({NUMBER})", lambda m: numbers.link(m[1]) or m[0], found["more"]
        )
        kept = found["word"] or ""
        if language == "en" or found["see"]:
            kept = ""
        return f"{found['see'] or ''}{kept}{first}{more}"

    return pattern.sub(one, text)
