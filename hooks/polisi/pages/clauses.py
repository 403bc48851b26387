"""Clauses as HTML: each rendered once per language, with its links closed page by page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import count

from markupsafe import Markup

from polisi.markup import drafting, marks
from polisi.markup.marks import MARK, mark
from polisi.model import Audience, Clause, Passage, Policy, Section, Seen
from polisi.pages.content import reference
from polisi.pages.html import controls, reach
from polisi.pages.html.controls import Control
from polisi.pages.html.fragments import Fragment, Resolver, first_of_each, with_tip
from polisi.pages.html.links import Links
from polisi.pages.html.templates import Templates, to
from polisi.pages.html.values import Values
from polisi.pages.mistakes import way_to_report
from polisi.pages.plan import Plan
from polisi.problems import Problem
from polisi.school.school import FILE
from polisi.text import reading
from polisi.text.term_patterns import explained
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.phrases import say

TIP_LENGTH = 240
"""Characters of a cited clause that show on hover."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A clause in one language, in plain text."""

    title: str
    """Plain text."""
    text: str
    """Plain text of the body, with a cited clause's title in the place of a reference."""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands between a clause's heading and its notes, in plain text with places left open."""

    text: str
    """A line for each paragraph, item and cell."""
    controls: tuple[Control, ...]
    """The fields and gaps for which places are left open."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A clause's HTML for all pages of one depth."""

    base: str
    fragment: Fragment


NO_BODY = Body("", ())


class Clauses:
    """Renders the clauses of a plan.

    A clause is rendered when it is first needed and kept: it stands on up to five pages in each
    language. Of most, a page or a file wants the plain text only.
    """

    def __init__(
        self,
        plan: Plan,
        templates: Templates,
        found: Iterable[Problem] = (),
        preview: bool = False,
        label: str = "",
    ) -> None:
        """``found`` are the problems that a preview shows, beside the drafting notes; ``label`` is
        that of the adopted text which the clauses are of.
        """
        self.plan = plan
        self._register, self._addresses, self._school = plan.register, plan.addresses, plan.school
        self.preview = preview
        self.label = label
        self.templates = templates
        self.problems = _by_place(found, self._register)
        """By clause id, or by path for those of no clause."""
        self._links = Links(plan)
        self._rendered: dict[tuple[str, Language], Rendered] = {}
        self._html: dict[tuple[str, Language], Fragment | Settled] = {}
        self._bodies: dict[tuple[str, Language], Body] = {}
        self._html_of_bodies: dict[tuple[str, Language], str] = {}
        self._audience_labels: dict[tuple[tuple[Audience, ...], Language], Markup] = {}
        self._forms = _forms(plan)
        """Forms and letters by the id of the clause that asks for them."""
        proposed = plan.edition.proposed
        self._proposed = {clause.id for each in proposed.values() for clause in each.clauses}
        self._tips: dict[tuple[str, Language], str] = {}

    def title(self, clause: Clause, language: Language) -> str:
        """Return a clause's heading with the school's values."""
        return self._school.fill(clause.title(language), language)

    def section_title(self, section: Section, language: Language) -> str:
        """Return a section's heading with the school's values."""
        titles = section.titles
        title = titles.get(language) or titles.get(other(language), "")
        return self._school.fill(title, language)

    def clause(self, id_: str, language: Language) -> Rendered:
        """Return a clause in a language, as plain text."""
        key = (id_, language)
        if key not in self._rendered:
            title, body = self.title(self._register.clauses[id_], language), self.body(*key)
            text = self._plain(body.text.replace("\n", " "), language, self._in_plain_text)
            self._rendered[key] = Rendered(title, text)
        return self._rendered[key]

    def html(self, id_: str, language: Language, base: str) -> Fragment:
        """Return a clause's heading, body and notes, with all links closed that can be.

        What is alike on all pages of one depth (``base`` is the way up to the root) is settled,
        and kept in the place of the open form: a clause stands on pages of one depth, or, if the
        policies lie at different depths, is rendered again.
        """
        key = (id_, language)
        found = self._html.get(key)
        if isinstance(found, Settled) and found.base == base:
            return found.fragment
        open_form = found if isinstance(found, Fragment) else self._render(id_, language)

        def resolve(kind: str, value: str) -> str | None:
            if kind == marks.LINK_MARK:
                return self._addresses.link(base, value)
            if kind == marks.TITLE_MARK and value in self._register.clauses:
                return escape(self.title(self._register.clauses[value], language))
            return None

        settled = open_form.settle(resolve)
        self._html[key] = Settled(base, settled)
        return settled

    def body(self, id_: str, language: Language) -> Body:
        """Return a clause's plain text without heading and notes, made once."""
        key = (id_, language)
        if key not in self._bodies:
            clause = self._register.clauses[id_]
            passage = clause.texts.get(language)
            self._bodies[key] = self._body(passage, language) if passage else NO_BODY
        return self._bodies[key]

    def body_html(self, id_: str, language: Language) -> str:
        """Return the HTML of a clause's text, with places left open, rendered once."""
        key = (id_, language)
        if key not in self._html_of_bodies:
            passage = self._register.clauses[id_].texts.get(language)
            self.body(id_, language)  # has the controls that the HTML leaves places for
            self._html_of_bodies[key] = self._html_of_body(passage, language) if passage else ""
        return self._html_of_bodies[key]

    def release(self, policy: Policy) -> None:
        """Let go of the HTML of a policy whose pages are written; the clauses' texts stay."""
        for clause in policy.clauses:
            for language in LANGUAGES:
                self._html.pop((clause.id, language), None)
                self._html_of_bodies.pop((clause.id, language), None)

    def _render(self, id_: str, language: Language) -> Fragment:
        """Put a clause together: heading, body and notes, with its links open."""
        register, clause = self._register, self._register.clauses[id_]
        passage = clause.texts.get(language)
        html = self.templates.render(
            "clause.html",
            language,
            clause=clause,
            title=self.title(clause, language),
            level=(passage or clause.texts[other(language)]).level,
            body=Markup(self.body_html(id_, language)),
            missing=passage is None,
            has_counterpart=other(language) in clause.texts,
            cited_by=register.cited_by.get(id_, ()),
            reference=lambda cited: Markup(mark(marks.REFERENCE_MARK, cited)),
            cited_title=lambda cited: Markup(mark(marks.TITLE_MARK, cited)),
            counterpart=Markup(mark(marks.COUNTERPART_MARK, id_)),
            audiences=Markup(mark(marks.READERS_MARK, id_)),
            report=Markup(self._report(clause, language)),
            reason=clause.reasons.get(language, ""),
            forms=[
                (
                    self.plan.policy_title(form, language),
                    self.plan.policy_address(form.code, language),
                )
                for form in self._forms.get(id_, ())
            ],
            permalink=to(self._addresses.permalink(id_, language, self.label)),
            problems=self.boxes(id_, language),
        )
        return Fragment.of(html)

    def lines(self, id_: str, language: Language) -> str:
        """Return a clause's plain text with a line for each paragraph, item and cell.

        A reference is the id that it leads to, in brackets; the title where it has no text here.
        """

        def cited(id_: str, language: Language) -> str:
            clause = self._register.shown(id_)
            if clause and language in clause.texts:
                return f"[{clause.id}]"
            return self._in_plain_text(id_, language)

        return self._plain(self.body(id_, language).text, language, cited)

    def _plain(self, text: str, language: Language, cited: Callable[[str, Language], str]) -> str:
        """Return a text without marks: with the words of fields, terms and cited clauses."""

        def said(kind: str, value: str) -> str:
            if kind in (marks.FIELD_MARK, marks.BLANK_MARK):
                return Fragment.of(self._control(value).label).fill(said)
            if kind == marks.TERM_MARK:
                return reference.word(value)
            return cited(value, language)

        return Fragment.of(text).fill(said)

    def _body(self, passage: Passage, language: Language) -> Body:
        """Make the plain text of a passage ready: with the school's values."""
        text = self._read(passage.body, language)

        def label(words: str) -> str:
            return self._school.fill(words, language)

        fields = [controls.of(each, passage.id.lower(), label) for each in text.fields]
        numbered = MARK.sub(self._numbering(passage, language), text.plain)
        return Body(self.values(language).in_words(numbered), tuple(fields))

    def _html_of_body(self, passage: Passage, language: Language) -> str:
        """Make the HTML of a passage ready: the school's values, and where its links lead."""
        text = self._read(passage.body, language)
        html = controls.grouped(text.html, text.fields, passage.id)
        html = MARK.sub(self._numbering(passage, language), html)
        explains = self._explains(passage)
        html = self._ready(html, passage.path, language, explains=explains)
        return first_of_each(reach.linked(html) if explains else html)

    def _read(self, written: str, language: Language) -> reading.Text:
        """Read a text, with its drafting notes in a preview."""
        split = drafting.split(written)
        return reading.read(split.preview if self.preview else split.published, language)

    def _numbering(self, passage: Passage, language: Language) -> Callable[[re.Match[str]], str]:
        """Return what names the fields of a passage for the whole site, and titles its notes."""

        def numbered(found: re.Match[str]) -> str:
            if found[1] in (marks.FIELD_MARK, marks.BLANK_MARK):
                return mark(found[1], f"{passage.id}.{language}.{found[2]}")
            if found[1] == marks.NOTE_MARK:
                return self._note_title(found[2], language)
            return found[0]

        return numbered

    def text(self, written: str, path: str, language: Language) -> str:
        """Make a text of a page that is no policy ready; it explains no terms and has no fields."""
        read = self._read(written, language)

        def closed(found: re.Match[str]) -> str:
            if found[1] in (marks.FIELD_MARK, marks.BLANK_MARK):
                return escape(read.fields[int(found[2])].label)
            is_note = found[1] == marks.NOTE_MARK
            return self._note_title(found[2], language) if is_note else found[0]

        html = self._ready(MARK.sub(closed, read.html), path, language, explains=False)
        return reach.linked(html)

    def _note_title(self, kind: str, language: Language) -> str:
        """Return the title of a note that has none of its own."""
        words = self.templates.words(language)
        return words.note_titles.get(kind, kind.capitalize())

    def _ready(self, html: str, path: str, language: Language, *, explains: bool) -> str:
        """Put in the school's values, say where links lead, and keep the terms or their words."""
        terms = explained(language) if explains else None
        html = self._links.open(path, self.values(language).in_html(html, terms))
        return html if explains else MARK.sub(_without_term, html)

    def values(self, language: Language) -> Values:
        """Return what puts the school's values into texts of a language."""
        return Values(self._school, language, self.preview)

    def _explains(self, passage: Passage) -> bool:
        """Tell whether a text's terms are explained in it: a letter is to be copied and sent."""
        policies, code = self._register.policies, passage.id.partition("-")[0]
        return code not in policies or policies[code].kind != "letters"

    def _control(self, value: str) -> Control:
        """Return the field or gap that a mark stands for."""
        id_, language, number = value.split(".")
        return self._bodies[id_, "cy" if language == "cy" else "en"].controls[int(number)]

    def variant(self, clause: Clause, language: Language) -> Markup:
        """Render the text of a clause that does not show, for the page of options."""
        passage = clause.texts.get(language) or clause.texts[other(language)]
        self._bodies[passage.id, language] = self._body(passage, language)
        return Markup(self._html_of_body(passage, language))

    def labels(self, audiences: tuple[Audience, ...], language: Language) -> Markup:
        """Render the labels of a clause's audiences; clauses with the same ones share them."""
        key = (audiences, language)
        if key not in self._audience_labels:
            rows = [(name, self._addresses.view(name, language)) for name in audiences]
            self._audience_labels[key] = Markup(
                self.templates.render("labels.html", language, rows=rows)
            )
        return self._audience_labels[key]

    def _readers(
        self,
        id_: str,
        language: Language,
        usual: tuple[Audience, ...] | None,
        resolve: Resolver,
    ) -> str:
        """Say whom a clause is for, where that is not what its page says already."""
        clause = self._register.clauses[id_]
        if usual is None or clause.audiences == usual:
            return ""
        labels = Fragment.of(self.labels(clause.audiences, language)).fill(resolve)
        words = escape(say("clause.for", language))
        return f"<p>{words} {labels}</p>"

    def _report(self, clause: Clause, language: Language) -> str:
        """Return the link by which a reader reports a mistake in a clause."""
        school = self._school
        return way_to_report(
            say("clause.report-subject", language, id=clause.id),
            escape(school.said("contact.email", language)),
            escape(school.file.repository or ""),
            to(self._addresses.generated("contact", language)),
        )

    def boxes(self, key: str, language: Language) -> list[tuple[Problem, str, str]]:
        """Return what a preview says of a clause or file: problem, message, fix."""
        found = self.problems.get(key, [])
        return [(problem, problem.message(language), problem.fix(language)) for problem in found]

    def _in_plain_text(self, id_: str, language: Language) -> str:
        if clause := self._register.shown(id_):
            return self.title(clause, language)
        return self.absent(id_, language) or id_

    def absent(self, id_: str, language: Language) -> str:
        """Say why a clause that is written is not there, or return an empty string."""
        if id_ in self._register.left_out:
            return say("reference.left-out", language)
        edition, written = self.plan.edition, self.plan.written
        if id_.partition("-")[0] in edition.held_back or id_ in self._proposed:
            return say("reference.proposed", language)
        if id_ in written.clauses:
            return say("reference.hidden", language)
        return ""

    def resolver(
        self,
        page: str,
        language: Language,
        audience: Audience | None = None,
        counterpart: str = "",
        usual: tuple[Audience, ...] | None = None,
    ) -> Resolver:
        """Return what closes the marks of fragments on one page.

        ``page`` is its address, ``counterpart`` that of the same page in the other language; on
        an audience's pages a reference leads to the audience's version. ``usual`` are the readers
        of most of its clauses: only the others say whom they are for.
        """
        base = self._addresses.base(page)
        terms = self._addresses.link(base, self._addresses.generated("glossary", language))
        tips = (f"tip-{number}" for number in count(1))
        link, explain = partial(self._link, page, base), reference.explanation

        def control(value: str) -> str:
            return Fragment.of(self._control(value).html).fill(resolve)

        closing: Mapping[str, Callable[[str], str]] = {
            marks.LINK_MARK: link,
            marks.READERS_MARK: lambda value: self._readers(value, language, usual, resolve),
            marks.COUNTERPART_MARK: lambda value: link(f"{counterpart}#{value}"),
            marks.GAP_MARK: _gap,
            marks.FIELD_MARK: control,
            marks.BLANK_MARK: control,
            marks.TERM_MARK: lambda value: explain(value, language, terms, next(tips)),
        }

        def resolve(kind: str, value: str) -> str:
            if close := closing.get(kind):
                return close(value)
            return self._cited(kind, value, language, audience, link, tips)

        return resolve

    def _link(self, page: str, base: str, address: str) -> str:
        """Link to an address from a page; ``base`` is the way from there to the root."""
        path, _, fragment = address.partition("#")
        is_here = path == page and fragment
        return f"#{fragment}" if is_here else self._addresses.link(base, address)

    def _cited(
        self,
        kind: str,
        value: str,
        language: Language,
        audience: Audience | None,
        link: Callable[[str], str],
        tips: Iterator[str],
    ) -> str:
        """Close a mark of a clause: its address, its title, or a reference to it."""
        clause = self._register.shown(value)
        if not clause:
            return self._no_link(value, language)
        title = escape(self.title(clause, language)) if kind != marks.CLAUSE_MARK else ""
        if kind == marks.TITLE_MARK:
            return title
        href = link(self.plan.clause_address(clause.id, language, audience))
        if kind == marks.CLAUSE_MARK:
            return href
        tip = self._tip(clause.id, language)
        return with_tip("ref", href, title, next(tips), tip, clause.id)

    def plain_resolver(self, page: str, language: Language) -> Resolver:
        """Return what closes the marks of a text that is only read: fields are their words.

        ``language`` is that of the text, which may be another than the page's.
        """
        resolve = self.resolver(page, language)

        def plain(kind: str, value: str) -> str:
            if kind == marks.FIELD_MARK:
                words = Fragment.of(escape(self._control(value).label)).fill(resolve)
                return f'<p class="field-words">{words.replace(chr(10), "<br>")}</p>'
            if kind == marks.BLANK_MARK:
                return f"<em>{Fragment.of(escape(self._control(value).label)).fill(resolve)}</em>"
            if kind == marks.REFERENCE_MARK and (clause := self._register.shown(value)):
                title, href = resolve(marks.TITLE_MARK, value), resolve(marks.CLAUSE_MARK, value)
                return f'<a href="{href}" data-number="{clause.id}">{title}</a>'
            if kind == marks.TERM_MARK:
                return reference.word(value)
            return resolve(kind, value)

        return plain

    def _tip(self, id_: str, language: Language) -> str:
        """Return what shows on hover over a reference."""
        key = (id_, language)
        if key not in self._tips:
            self._tips[key] = f"<b>{id_}</b> {escape(_shortened(self.clause(id_, language).text))}"
        return self._tips[key]

    def _no_link(self, id_: str, language: Language) -> str:
        if absent := self.absent(id_, language):
            return escape(absent)
        return f"<mark>{escape(id_)}</mark>"


def _by_place(found: Iterable[Problem], register: Seen) -> dict[str, list[Problem]]:
    """Sort problems by the clause that shows them, or by their file."""
    by_place: dict[str, list[Problem]] = {}
    for problem in found:
        place = problem.clause if problem.clause in register.clauses else problem.path
        by_place.setdefault(place, []).append(problem)
    return by_place


def _forms(plan: Plan) -> dict[str, list[Policy]]:
    """Sort forms and letters by the clauses that ask for them."""
    forms: dict[str, list[Policy]] = {}
    for policy in plan.all_policies:
        for clause in plan.register.all_shown(policy.required_by):
            forms.setdefault(clause.id, []).append(policy)
    return forms


def _gap(value: str) -> str:
    """Show a value that school.yml does not have."""
    return f'<mark class="gap" title="{FILE}">{escape(value)}</mark>'


def _shortened(text: str) -> str:
    if len(text) <= TIP_LENGTH:
        return text
    return text[:TIP_LENGTH].rsplit(" ", 1)[0] + " …"


def _without_term(found: re.Match[str]) -> str:
    return reference.word(found[2]) if found[1] == marks.TERM_MARK else found[0]
