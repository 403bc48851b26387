"""The report of an upgrade: Markdown, each point in both languages, the reader's own first."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from polisi.facts.audiences import all_audiences
from polisi.policies.stamps import word_diff
from polisi.upgrade.changes import Changes
from polisi.upgrade.findings import Finding, Findings
from polisi.upgrade.merge import Conflict, Merged
from polisi.upgrade.versions import Clause, Own, Version
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.phrases import say

LISTED = 100
"""As many problems are listed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """Everything that a report tells."""

    old: str
    new: str
    commit: str
    """The commit of the template that was merged."""
    changes: Changes
    after: Version
    merged: Merged
    new_values: tuple[str, ...]
    """Entries of the template's new ``school.yml`` that the school's has not."""
    findings: Findings


def render(upgrade: Upgrade, first: Language) -> str:
    """Write the report, with the language ``first`` before the other."""
    return _Report(upgrade, (first, other(first))).text()


Words = str | Mapping[Language, str]
"""The same in both languages, or the words of each."""


def both(key: str, languages: Iterable[Language], **values: Words) -> str:
    """Return a phrase in both languages, one under another."""

    def said(language: Language) -> str:
        words = {
            name: value if isinstance(value, str) else value[language]
            for name, value in values.items()
        }
        return say(f"upgrade.{key}", language, **words)

    return "\n".join(map(said, languages))


class _Report:
    def __init__(self, upgrade: Upgrade, languages: tuple[Language, Language]) -> None:
        self.upgrade = upgrade
        self.changes = upgrade.changes
        self.after = upgrade.after
        self.languages = languages

    def text(self) -> str:
        upgrade, changes = self.upgrade, self.changes
        counts = {
            "new": changes.new,
            "changed": changes.changed,
            "gone": changes.gone,
            "conflicts": upgrade.merged.conflicts,
            "problems": upgrade.findings.all,
        }
        numbers = {name: str(len(found)) for name, found in counts.items()}
        parts = [f"# Polisi {upgrade.old} → {upgrade.new}", self.say("summary", **numbers)]
        parts.append(self.say("kept"))
        parts += self.section("new", map(self.new, changes.new))
        parts += self.section("changed", map(self.changed, changes.changed), "changed-how")
        parts += self.section("gone", map(self.gone, changes.gone))
        parts += self.section("policies", self.policies())
        parts += self.section("options", self.options(), "options-how")
        parts += self.section("values", self.values())
        parts += self.section("readopt", self.readopt(), "readopt-how")
        parts += self.section("edited", map(self.edited, changes.edited), "edited-how")
        parts += self.section("own", self.own())
        conflicts = list(map(self.conflict, upgrade.merged.conflicts))
        parts += self.section("conflicts", conflicts or [self.say("no-conflicts")])
        parts += self.section("problems", self.problems())
        return "\n\n".join(parts) + "\n"

    def say(self, key: str, **values: Words) -> str:
        return both(key, self.languages, **values)

    def item(self, key: str, **values: Words) -> str:
        """Return a list item: a line for each language."""
        return "- " + self.say(key, **values).replace("\n", "\n  ")

    def section(self, key: str, items: Iterable[str], how: str = "") -> Iterator[str]:
        """Yield a heading, how to read what follows, and the items; nothing without items."""
        found = list(items)
        if found:
            yield "## " + " / ".join(dict.fromkeys(self.say(f"{key}-title").split("\n")))
            if how:
                yield self.say(how)
            yield (
                "\n".join(found)
                if all(each.startswith("- ") for each in found)
                else "\n\n".join(found)
            )

    def heading(self, clause: Clause) -> str:
        titles = dict.fromkeys(clause.title(language) for language in self.languages)
        return f"{clause.id} {' / '.join(map(plain, titles))}"

    def known(self, id_: str) -> Words:
        clause = self.after.clauses.get(id_)
        return titled(clause) if clause else id_

    def policy(self, code: str) -> Words:
        titles = self.after.policies.get(code, {})
        return {language: plain(titles.get(language) or code) for language in LANGUAGES}

    def new(self, clause: Clause) -> str:
        return self.item("new", clause=titled(clause), policy=self.policy(clause.policy))

    def changed(self, pair: tuple[Clause, Clause]) -> str:
        old, new = pair
        parts = [f"### {self.heading(new)}"]
        if old.audiences != new.audiences:
            lines = [
                say("upgrade.audiences", each, old=_readers(old, each), new=_readers(new, each))
                for each in self.languages
            ]
            parts.append("\n".join(lines))
        for language in self.languages:
            before, after = old.text(language), new.text(language)
            if before.split() != after.split():
                name, diff = say("language.name", language), fenced(word_diff(before, after))
                parts.append(f"{name}:\n\n{diff}")
        return "\n\n".join(parts)

    def gone(self, pair: tuple[Clause, str]) -> str:
        clause, use = pair
        if use:
            return self.item("replaced", clause=titled(clause), use=self.known(use))
        return self.item("not-replaced", clause=titled(clause))

    def policies(self) -> Iterator[str]:
        for code in self.changes.new_policies:
            yield self.item("policy-new", code=code, title=self.policy(code))
        for code in self.changes.removed_policies:
            yield self.item("policy-removed", code=code)

    def options(self) -> Iterator[str]:
        for option in self.changes.new_options:
            values = ", ".join(f"`{value}`" for value in option.values)
            lines = [
                f"{plain(option.topics[each])}: {plain(option.questions[each])} "
                + say("upgrade.option-values", each, default=option.default, values=values)
                for each in self.languages
            ]
            yield f"- `{option.key}`\n  " + "\n  ".join(lines)
        for old, new in self.changes.new_defaults:
            yield self.item("option-default", option=new.key, old=old.default, new=new.default)

    def values(self) -> Iterator[str]:
        if self.upgrade.new_values:
            names = ", ".join(f"`{name}`" for name in self.upgrade.new_values)
            command = f"git show {self.upgrade.commit}:school.yml"
            yield self.item("values-new", names=names, command=command)
        merged = self.upgrade.merged
        for path in merged.untouched:
            if path != "school.yml":
                yield self.item("untouched", path=path, command=self.take(path))

    def readopt(self) -> Iterator[str]:
        after = self.after
        for code in self.changes.readopt:
            if code not in after.policies:
                yield self.item("readopt-gone", code=code)
                continue
            number = after.numbers.get(code, "")
            named = ", ".join(self.changes.readopt[code]) or "–"
            adopted = after.adopted[code]
            yield self.item("readopt", code=code, adopted=adopted, version=number, clauses=named)

    def edited(self, clause: Clause) -> str:
        return self.item("edited", clause=titled(clause))

    def own(self) -> Iterator[str]:
        for own in self.changes.to_review:
            key = "own-left-out" if own.id == own.replaces else "own-replaces"
            yield self.item(key, path=own.path, own=own.id, clause=self.known(own.replaces))
        for own, id_ in self.changes.dangling:
            yield self._dangling(own, id_)

    def _dangling(self, own: Own, id_: str) -> str:
        use = self.after.retired.get(id_, "")
        if use:
            known = self.known(use)
            return self.item("own-cites-use", path=own.path, own=own.id, id=id_, use=known)
        return self.item("own-cites", path=own.path, own=own.id, id=id_)

    def conflict(self, conflict: Conflict) -> str:
        line = f":{conflict.line}" if conflict.line else ""
        clause = f" {conflict.clause}" if conflict.clause else ""
        values = {
            "id": conflict.clause,
            "template": conflict.template,
            "school": conflict.school,
            "command": self.take(conflict.path),
        }
        parts = [f"### `{conflict.path}{line}`{clause}", self.say(conflict.kind, **values)]
        if conflict.kind in ("taken-out-by-school", "taken-out-by-template"):
            parts.append(fenced(conflict.school or conflict.template))
        if conflict.kind == "lines":
            parts.append(fenced(word_diff(conflict.school, conflict.template)))
            agree = "lines-agree" if conflict.clause else "lines-fix"
            parts.append(self.say(agree, **values))
        return "\n\n".join(parts)

    def take(self, path: str) -> str:
        """Return the command that shows the template's file."""
        return shlex.join(["git", "show", f"{self.upgrade.commit}:{path}"])

    def problems(self) -> Iterator[str]:
        findings = self.upgrade.findings
        if not findings.all:
            yield self.say("no-problems")
        if stale := findings.stale():
            yield self.say("stale", ids=", ".join(stale))
        if findings.all:
            yield "\n".join(map(self.finding, findings.all[:LISTED]))
        if len(findings.all) > LISTED:
            yield self.say("more-problems", count=str(len(findings.all) - LISTED))
        if not findings.by_new_rules:
            yield self.say("old-rules", old=self.upgrade.old)

    def finding(self, finding: Finding) -> str:
        clause = f" {finding.clause}" if finding.clause else ""
        lines = [f"- `{finding.place}`{clause} [{finding.code}]"]
        for language in self.languages:
            message, fix = finding.messages[language], finding.fixes[language]
            lines.append(f"  {plain(message)} {say('problem.fix', language)}: {plain(fix)}")
        return "\n".join(lines)


def titled(clause: Clause) -> Words:
    """Return the id and the title of a clause, in each language."""
    return {language: f"{clause.id} {plain(clause.title(language))}" for language in LANGUAGES}


def _readers(clause: Clause, language: Language) -> str:
    named = filter(clause.audiences.__contains__, all_audiences())
    names = [say(f"audience.{name}", language) for name in named]
    return ", ".join(names) or "–"


def plain(text: str) -> str:
    """Return a text as one line in which Markdown sees no signs of its own."""
    return re.sub(r"([\\`*_<>\[\]|])", r"\\\1", " ".join(text.split()))


def fenced(text: str) -> str:
    """Return a text as a block that Markdown shows as it is, in lines that fit a screen."""
    ticks = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, ticks + 1)
    lines = textwrap.wrap(text, 96, break_long_words=False, break_on_hyphens=False)
    return "\n".join([f"{fence}text", *(lines or ["–"]), fence])


def languages_from(first: Language) -> tuple[Language, ...]:
    """Return both languages, this one first."""
    return tuple(sorted(LANGUAGES, key=lambda language: language != first))
