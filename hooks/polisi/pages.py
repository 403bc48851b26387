"""From the plan to HTML: every clause rendered once per language, and put together into pages."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from polisi import graph, markup, problems, welsh
from polisi.markup import Fragment, mark
from polisi.model import LANGUAGES, Audience, Clause, Document, Language, Section, other
from polisi.phrases import say, table
from polisi.problems import Problem
from polisi.views import Plan, View

TIP_LENGTH = 360
"""Characters of a cited clause that show on hover."""
MAX_LISTED_POLICIES = 30
"""More than these are not listed beside every page, but on a page of their own."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A clause in one language, as it stands on every page that shows it."""

    title: str
    """Plain text."""
    text: str
    """Plain text of the body, with a cited clause's title in the place of a reference."""
    html: Fragment
    """Heading, body and notes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a page's contents."""

    id: Markup
    title: Markup
    level: int


@dataclass(frozen=True, slots=True)
class Content:
    """What goes between a page's header and footer."""

    html: str
    contents: Sequence[Entry]


class Pages:
    """Renders the pages of a plan.

    Clauses are rendered when they are first needed and kept; a clause stands on up to five pages
    per language.
    """

    def __init__(self, plan: Plan, templates: Path, found: Iterable[Problem] = ()) -> None:
        """Take the plan, the folder of the templates, and the problems that a preview shows."""
        self.plan = plan
        self.problems: dict[str, list[Problem]] = {}
        """By clause id, or by path for those of no clause."""
        for problem in found:
            self.problems.setdefault(problem.clause or problem.path, []).append(problem)
        self._renderer = markup.Renderer()
        self._rendered: dict[tuple[str, Language], Rendered] = {}
        self._settled: dict[tuple[str, Language, str], Fragment] = {}
        self._audience_labels: dict[tuple[tuple[Audience, ...], Language], Markup] = {}
        self._tips: dict[tuple[str, Language], str] = {}
        self._templates = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._words = {language: Words(language) for language in LANGUAGES}

    # Words and values

    def title(self, clause: Clause, language: Language) -> str:
        """Return a clause's heading with the school's values."""
        return self.plan.project.school.fill(clause.title(language), language)

    def section_title(self, section: Section, language: Language) -> str:
        """Return a section's heading with the school's values."""
        titles = section.titles
        title = titles.get(language) or titles.get(other(language), "")
        return self.plan.project.school.fill(title, language)

    def render(self, template: str, language: Language, **values: object) -> str:
        """Render one of our templates, which escape every value."""
        words = self._words[language]
        return self._templates.get_template(template).render(
            t=words, language=language, twin=other(language), to=to, date=words.date, **values
        )

    def words(self, language: Language) -> Words:
        """Return what templates call to get a phrase."""
        return self._words[language]

    def link(self, page: str, address: str) -> str:
        """Return the relative link from one address to another."""
        return self.plan.addresses.link(self.plan.addresses.base(page), address)

    # Clauses

    def clause(self, id_: str, language: Language) -> Rendered:
        """Return a clause in a language, rendered."""
        key = (id_, language)
        if key not in self._rendered:
            self._rendered[key] = self._render_clause(id_, language)
        return self._rendered[key]

    def all_clauses(self, language: Language) -> dict[str, Rendered]:
        """Return every clause of the edition in a language, rendered."""
        return {id_: self.clause(id_, language) for id_ in self.plan.register.clauses}

    def adopt(self, rendered: Mapping[str, Rendered], language: Language) -> None:
        """Take over clauses that another process has rendered."""
        self._rendered.update(((id_, language), each) for id_, each in rendered.items())

    def _render_clause(self, id_: str, language: Language) -> Rendered:
        clause = self.plan.register.clauses[id_]
        title = self.title(clause, language)
        passage = clause.texts.get(language)
        body, text = "", ""
        if passage:
            filled = self.plan.project.school.fill(passage.body, language, markup.escaped)
            body, text = self._renderer.render(
                filled,
                lambda url: mark(markup.LINK_MARK, self.target(passage.path, url)),
                self._words[language].note_titles,
            )
        html = self.render(
            "clause.html",
            language,
            clause=clause,
            title=title,
            level=(passage or clause.texts[other(language)]).level,
            body=Markup(body),
            missing=passage is None,
            has_twin=other(language) in clause.texts,
            cited_by=self.plan.register.cited_by.get(id_, ()),
            ref=lambda cited: Markup(mark(markup.TITLE_MARK, cited)),
            clause_link=lambda cited: Markup(mark("clause", cited)),
            twin_link=Markup(mark("twin", id_)),
            labels=self._labels(clause.audiences, language),
            lasting=to(self.plan.addresses.lasting(id_, language)),
            problems=self._boxes(id_, language),
        )
        plain = Fragment.of(text).fill(lambda kind, value: self._in_plain_text(value, language))
        return Rendered(title, plain, Fragment.of(html))

    def _labels(self, audiences: tuple[Audience, ...], language: Language) -> Markup:
        """Render the labels of a clause's audiences; clauses with the same ones share them."""
        key = (audiences, language)
        if key not in self._audience_labels:
            rows = [(name, self.plan.addresses.view(name, language)) for name in audiences]
            self._audience_labels[key] = Markup(self.render("labels.html", language, rows=rows))
        return self._audience_labels[key]

    def _boxes(self, key: str, language: Language) -> list[tuple[Problem, str, str]]:
        found = self.problems.get(key, [])
        return [(problem, problem.message(language), problem.fix(language)) for problem in found]

    def _in_plain_text(self, id_: str, language: Language) -> str:
        clause = self.plan.register.clauses.get(id_)
        if clause:
            return self.title(clause, language)
        return say("reference.hidden", language) if id_ in self.plan.edition.hidden else id_

    def target(self, path: str, url: str) -> str:
        """Turn a relative link of a file into an address of the site.

        What is not there (a page that the edition leaves out) becomes an empty string.
        """
        target, hash_, fragment = url.partition("#")
        folder = posixpath.dirname(path)
        resolved = posixpath.normpath(posixpath.join(folder, unquote(target))) if target else path
        document = self._documents.get(resolved)
        if not document:
            return self.plan.addresses.asset(resolved.removeprefix("docs/"))
        code = document.text("policy")
        if code and code not in self.plan.register.policies:
            return ""
        return self.plan.addresses.page(document) + hash_ + fragment

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {document.path: document for document in self.plan.project.documents}

    # Links

    def resolver(
        self, page: str, language: Language, audience: Audience | None = None, twin: str = ""
    ) -> Callable[[str, str], str]:
        """Return what closes the marks of fragments on one page.

        ``page`` is its address, ``twin`` that of its counterpart; on an audience's pages a
        reference leads to the audience's version.
        """
        base = self.plan.addresses.base(page)
        tips = 0

        def link(address: str) -> str:
            return self.plan.addresses.link(base, address)

        def clause_link(id_: str) -> str:
            address = self.plan.clause_address(id_, language, audience)
            path, _, fragment = address.partition("#")
            return f"#{fragment}" if path == page else link(address)

        def resolve(kind: str, value: str) -> str:
            nonlocal tips
            if kind == markup.LINK_MARK:
                return link(value) if value else "#"
            if kind == "twin":
                return link(f"{twin}#{value}")
            clause = self.plan.register.clauses.get(value)
            if not clause:
                return self._no_link(value, language)
            if kind == "clause":
                return clause_link(value)
            title = escape(self.title(clause, language))
            if kind == markup.TITLE_MARK:
                return title
            tips += 1
            return (
                f'<a class="ref" href="{clause_link(value)}" aria-describedby="tip-{tips}">{title}'
                f'</a><span class="tip" role="tooltip" id="tip-{tips}">{self._tip(value, language)}'
                "</span>"
            )

        return resolve

    def _tip(self, id_: str, language: Language) -> str:
        """Return what shows on hover over a reference."""
        key = (id_, language)
        if key not in self._tips:
            self._tips[key] = f"<b>{id_}</b> {escape(_shortened(self.clause(id_, language).text))}"
        return self._tips[key]

    def settled(self, id_: str, language: Language, base: str) -> Fragment:
        """Return a clause with everything settled that is alike on all pages of one depth."""
        key = (id_, language, base)
        if key not in self._settled:

            def resolve(kind: str, value: str) -> str | None:
                if kind == markup.LINK_MARK:
                    return self.plan.addresses.link(base, value) if value else "#"
                if kind == markup.TITLE_MARK and value in self.plan.register.clauses:
                    return escape(self.title(self.plan.register.clauses[value], language))
                return None

            self._settled[key] = self.clause(id_, language).html.settle(resolve)
        return self._settled[key]

    def _no_link(self, id_: str, language: Language) -> str:
        if id_ in self.plan.edition.hidden:
            return escape(say("reference.hidden", language))
        return f"<mark>{escape(id_)}</mark>"

    # Pages

    def content(self, view: View) -> Content:
        """Render a page of the plan."""
        values: dict[str, object]
        entries: list[Entry] = []
        clauses = ""
        if view.kind == "policy":
            entries, clauses = self._policy_clauses(view)
            values = self._policy(view, entries)
        elif view.kind == "audience":
            values = {"policies": self._by_policy(view)}
        elif view.kind == "policies":
            values = {"policies": self.plan.register.policies.values()}
        elif view.kind == "rules":
            values = {"groups": _rules_by_group()}
        else:
            values = self._clauses(view)
        html = self.render(
            f"{view.kind}.html", view.language, view=view, pages=self, plan=self.plan, **values
        )
        resolve = self.resolver(view.address, view.language, view.audience, view.counterpart)
        return Content(Fragment.of(html).fill(resolve) + clauses, entries)

    def home(self, language: Language) -> str:
        """Render what stands under the text of a home page: the audiences and the policies."""
        return self.render("home.html", language, pages=self, plan=self.plan)

    def boxes(self, path: str, language: Language) -> str:
        """Render the problems of a file that belong to no clause, for a preview."""
        found = self._boxes(path, language)
        return self.render("problems.html", language, problems=found) if found else ""

    def boxes_of_no_page(self, language: Language) -> str:
        """Render the problems of what has no page: school.yml, files that can't be read."""
        paths = [path for path in self.problems if "/" in path or path.endswith(".yml")]
        return "".join(self.boxes(path, language) for path in paths if path not in self._documents)

    def _policy_clauses(self, view: View) -> tuple[list[Entry], str]:
        """Put together a policy's sections and clauses: contents and HTML, links included."""
        policy, language = view.policy, view.language
        assert policy is not None
        resolve = self.resolver(view.address, language, view.audience, view.counterpart)
        base = self.plan.addresses.base(view.address)
        entries: list[Entry] = []
        parts: list[str] = []
        for section in policy.sections:
            clauses = [clause for clause in section.clauses if view.shows(clause)]
            if section.id and clauses:
                title = self.section_title(section, language)
                entries.append(_entry(section.id, title, section.level))
                level = section.level
                parts.append(f'<h{level} id="{escape(section.id)}">{escape(title)}</h{level}>\n')
            for clause in clauses:
                rendered = self.clause(clause.id, language)
                entries.append(_entry(clause.id, rendered.title, section.level + 1))
                parts.append(self.settled(clause.id, language, base).fill(resolve))
        return entries, "".join(parts)

    def _policy(self, view: View, entries: Sequence[Entry]) -> dict[str, object]:
        """Collect what stands above a policy's clauses."""
        policy, language = view.policy, view.language
        assert policy is not None
        document = self.plan.documents[policy.code, language]
        return {
            "policy": policy,
            "entries": entries,
            "owner": self._role(policy.owner, language),
            "versions": self._versions(view),
            "problems": self._boxes(document.path, language),
        }

    def _role(self, key: str, language: Language) -> str:
        value = self.plan.project.school.value(f"roles.{key}", language) or key
        return value[:1].upper() + value[1:]

    def _versions(self, view: View) -> list[tuple[str, str, bool]]:
        """List the versions of a policy: label, address, whether it is this one."""
        assert view.policy is not None
        language, code = view.language, view.policy.code
        shown = [a for a in self.plan.edition.audiences
                 if any(a in clause.audiences for clause in view.policy.clauses)]  # fmt: skip
        whole = say("policy.whole", language)
        return [
            (whole, self.plan.policy_address(code, language), view.audience is None),
            *(
                (
                    say(f"audience.{audience}-for", language),
                    self.plan.policy_address(code, language, audience),
                    view.audience == audience,
                )
                for audience in shown
            ),
        ]

    def _by_policy(self, view: View) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
        """List an audience's policies: title, summary, address, clauses (id, title).

        The policy of which the audience sees the greatest part is its own, and comes first.
        """
        language, audience = view.language, view.audience
        fill = self.plan.project.school.fill
        rows = []
        parts = {
            policy.code: [view.shows(clause) for clause in policy.clauses]
            for policy in self.plan.register.policies.values()
        }
        policies = sorted(
            self.plan.register.policies.values(),
            key=lambda policy: -sum(parts[policy.code]) / len(parts[policy.code]),
        )
        for policy in policies:
            clauses = [
                (clause.id, self.title(clause, language))
                for clause in policy.clauses
                if view.shows(clause)
            ]
            if clauses:
                rows.append(
                    (
                        fill(policy.title(language), language),
                        fill(policy.summaries.get(language, ""), language),
                        self.plan.policy_address(policy.code, language, audience),
                        clauses,
                    )
                )
        return rows

    def _clauses(self, view: View) -> dict[str, object]:
        """Collect what the clause index shows."""
        language, register = view.language, self.plan.register
        titles = {c.id: self.title(c, language) for c in register.clauses.values()}
        in_order = sorted(titles, key=lambda id_: welsh.collation_key(titles[id_], language))
        letters: dict[str, list[str]] = {}
        for id_ in in_order:
            letters.setdefault(welsh.initial(titles[id_], language), []).append(id_)
        return {
            "titles": titles,
            "letters": letters,
            "picture": graph.draw(self._nodes(titles, language)),
            "cited_by": register.cited_by,
            "clause_link": lambda id_: Markup(mark("clause", id_)),
        }

    def _nodes(self, titles: Mapping[str, str], language: Language) -> list[graph.Node]:
        """Return the clauses as nodes of the picture, or the policies when these are too many."""
        register = self.plan.register
        linked = set(register.cited_by) | {c.id for c in register.clauses.values() if c.cites}
        if len(linked) <= graph.MAX_NODES:
            return [
                graph.Node(clause.id, titles[clause.id], mark("clause", clause.id), clause.cites)
                for clause in register.clauses.values()
            ]
        return [
            graph.Node(
                policy.code,
                policy.title(language),
                to(self.plan.policy_address(policy.code, language)),
                sorted(
                    {id_.partition("-")[0] for clause in policy.clauses for id_ in clause.cites}
                ),
            )
            for policy in register.policies.values()
        ]


class Words:
    """What templates call to get a phrase: ``t('policy.owner')``."""

    def __init__(self, language: Language) -> None:
        self.language = language

        self.note_titles = {
            key.partition(".")[2]: phrase[language]
            for key, phrase in table().items()
            if key.startswith("note.")
        }
        """Titles of notes (``!!! warning``) by kind."""
        self._escaped = {key: Markup(escape(phrase[language])) for key, phrase in table().items()}

    def __call__(self, key: str, **values: str) -> Markup:
        """Return a phrase, ready for HTML; ``values`` are escaped."""
        phrase = self._escaped[key]
        return phrase.format_map(values) if values else phrase

    def date(self, iso: str) -> str:
        """Write a date in words."""
        return welsh.date(iso, self.language)

    def audience(self, name: Audience) -> Markup:
        """Return an audience's name for a label."""
        return self._escaped[f"audience.{name}"]

    def in_other(self, key: str) -> Markup:
        """Return a phrase in the other language."""
        return Markup(escape(say(key, other(self.language))))


def _entry(id_: str, title: str, level: int) -> Entry:
    """Make an entry that templates need not escape again."""
    return Entry(Markup(escape(id_)), Markup(escape(title)), level)


def to(address: str) -> Markup:
    """Leave a place open for a link to an address of the site."""
    return Markup(mark(markup.LINK_MARK, address))


def _shortened(text: str) -> str:
    if len(text) <= TIP_LENGTH:
        return text
    return text[:TIP_LENGTH].rsplit(" ", 1)[0] + " …"


def _rules_by_group() -> dict[str, list[problems.Rule]]:
    groups: dict[str, list[problems.Rule]] = {}
    for rule in problems.all_rules().values():
        groups.setdefault(rule.group, []).append(rule)
    return groups
