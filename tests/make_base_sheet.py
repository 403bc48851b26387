"""Write ``overrides/assets/styles/base.css``: what our pages use of Material's style sheet.

A rule is kept if it speaks only of elements, classes and attributes that a page can have, listed
here, in whatever state: that needs no page to look at, and holds for texts nobody has written yet.
What it is made of: Material's names of classes become ours, its colours those of ``colours.css``,
all its other variables their values. The rules are in a layer, so that any rule of ours wins.

    .venv/bin/python tests/make_base_sheet.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import material
import tinycss2
from tinycss2.ast import Declaration, Node

from polisi.words.phrases import table

SHEET = Path(__file__).parents[1] / "overrides/assets/styles/base.css"
ELEMENTS = set(
    "html body main header nav aside footer h1 h2 h3 h4 h5 h6 p a b strong em i br hr img svg"
    " ul ol li dl dt dd blockquote pre code table caption thead tbody tr th td div span section"
    " details summary form fieldset legend label input select option textarea button dialog"
    " time mark dfn".split()
)
"""What our templates and scripts write, and what becomes of a text in Markdown."""
KINDS = {key.partition(".")[2] for key in table() if key.startswith("note.")}
"""Kinds of notes: ``!!! warning``."""
CLASSES = {
    "md-typeset": "text",
    "md-button": "button",
    "md-button--primary": "button--primary",
    "admonition": "admonition",
    "admonition-title": "admonition-title",
    **{kind: kind for kind in KINDS},
}
"""The classes of Material that our pages have, and what they are called there."""
ATTRIBUTES = {"hidden", "class", "align", "start", "open"}
NAMES = {
    "default-fg-color": "polisi-text",
    "default-fg-color--light": "polisi-quiet",
    "default-fg-color--lighter": "polisi-line",
    "default-fg-color--lightest": "polisi-line",
    "default-bg-color": "polisi-page",
    "primary-fg-color": "polisi-brand",
    "primary-bg-color": "polisi-on-brand",
    "accent-fg-color": "polisi-link",
    "accent-bg-color": "polisi-page",
    "typeset-color": "polisi-text",
    "typeset-a-color": "polisi-link",
    "typeset-table-color": "polisi-line",
    "typeset-table-color--light": "polisi-surface",
    "code-fg-color": "polisi-text",
    "code-bg-color": "polisi-surface",
    "admonition-fg-color": "polisi-text",
    "admonition-bg-color": "polisi-surface",
    "text-font-family": "font",
    "code-font-family": "font-code",
}
"""Our names for Material's variables, both without what all of them start with."""
NOT_TAKEN = ("--", "-webkit-mask", "transition")
"""Starts of the names of properties: variables, what all browsers know by now as mask, and what
would have to be held back for readers who want nothing to move."""
VARIABLE = re.compile(r"var\(--md-([\w-]+)\)")
NEVER_TRUE = re.compile(r":not\(\.focus-visible\)|\[dir=ltr\] ")
"""What can go from a selector: no script of ours marks the focus, and all pages run this way."""
WORD = re.compile(
    r"::?[\w-]+|\.(?P<name>[\w-]+)|\[(?P<attribute>[\w-]+)[^]]*\]|(?P<tag>[a-z]\w*)|#"
)


def is_possible(selector: str) -> bool:
    """Tell whether an element of some page of ours can be what a selector is looking for."""
    for word in WORD.finditer(selector):
        name, attribute, tag = word["name"], word["attribute"], word["tag"]
        if (
            word[0] == "#"
            or (name and name not in CLASSES)
            or (attribute and attribute not in ATTRIBUTES)
            or (tag and tag not in ELEMENTS)
        ):
            return False
    return not re.search(r"details\.|>summary", selector)  # notes of ours don't fold


def renamed(selector: str) -> str:
    """Return a selector with our names of the classes."""
    return re.sub(r"\.([\w-]+)", lambda found: f".{CLASSES[found[1]]}", selector)


def resolved(value: str, values: dict[str, str]) -> str:
    """Return a value of a declaration with our variables, or what Material's stand for."""

    def by_us(found: re.Match[str]) -> str:
        ours = NAMES.get(found[1])
        return f"var(--{ours})" if ours else resolved(values[found[1]], values)

    return VARIABLE.sub(by_us, " ".join(value.split()))


def declarations(content: list[Node]) -> list[Declaration]:
    """Return the declarations of a rule."""
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [each for each in found if each.type == "declaration"]


def variables(rules: list[Node]) -> dict[str, str]:
    """Return Material's variables for all elements, without what their names start with."""
    found: dict[str, str] = {}
    for rule in rules:
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).startswith(":root"):
            for each in declarations(rule.content):
                found[each.name.removeprefix("--md-")] = tinycss2.serialize(each.value)
    return found


def lines_of(rule: Node, values: dict[str, str]) -> Iterator[str]:
    """Yield the declarations of a rule that we take over."""
    for each in declarations(rule.content):
        value = tinycss2.serialize(each.value)
        is_known = all(name in NAMES or name in values for name in VARIABLE.findall(value))
        if is_known and not each.name.startswith(NOT_TAKEN):
            yield f"{each.name}: {resolved(value, values)};"


def kept(rules: list[Node], values: dict[str, str], indent: str) -> Iterator[str]:
    """Yield the lines of the rules that a page of ours can meet."""
    for rule in rules:
        if rule.type == "at-rule" and rule.at_keyword == "media":
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if lines := list(kept(inner, values, indent + "  ")):
                query = tinycss2.serialize(rule.prelude).strip()
                yield from (f"{indent}@media {query} {{", *lines, f"{indent}}}")
        if rule.type != "qualified-rule":
            continue
        selectors = NEVER_TRUE.sub("", tinycss2.serialize(rule.prelude).strip()).split(",")
        ours = dict.fromkeys(renamed(each) for each in selectors if is_possible(each))
        if ours and (lines := list(lines_of(rule, values))):
            yield f",\n{indent}".join(ours).join((indent, " {"))
            yield from (*(f"{indent}  {line}" for line in lines), f"{indent}}}")


def sheet() -> str:
    """Return the base sheet, made from the installed Material."""
    templates = Path(material.__file__).parent / "templates"
    (source,) = templates.glob("assets/stylesheets/main.*.min.css")
    css = source.read_text(encoding="utf-8")
    package = distribution("mkdocs-material")
    licence = package.read_text("licenses/LICENSE") or ""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    lines = kept(rules, variables(rules), "  ")
    return (
        f"/*! What our pages use of Material for MkDocs {package.version}; made by\n"
        f"tests/make_base_sheet.py, and not to be changed by hand.\n\n{licence.strip()}\n\n"
        "The icons are Material Design Icons (Pictogrammers): Apache License 2.0,\n"
        "https://www.apache.org/licenses/LICENSE-2.0\n*/\n"
        "@layer base {\n" + "\n".join(lines) + "\n}\n"
    )


if __name__ == "__main__":
    SHEET.write_text(sheet(), encoding="utf-8", newline="")
