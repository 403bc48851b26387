"""Pages as HTML: from a view of the plan to what goes between a page's header and footer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from markupsafe import Markup

from polisi import problems
from polisi.facts.options import all_options
from polisi.model import Language, with_clauses
from polisi.outputs.calendar import any_adopted, standing
from polisi.pages import glossary, graph, home, reference, school, scripts
from polisi.pages.clauses import Clauses
from polisi.pages.marks import Fragment, mark
from polisi.pages.templates import Templates, to
from polisi.pages.views import Plan, View
from polisi.problems import Problem
from polisi.words import welsh
from polisi.words.phrases import of_kind, say


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


SIDE_BY_SIDE: tuple[Language, ...] = ("cy", "en")
"""The columns of a page that shows both languages, from the left."""


@dataclass(frozen=True, slots=True)
class SideRow:
    """A section's heading or a clause, in both languages side by side."""

    id: str
    level: int
    titles: Mapping[Language, str]
    bodies: Mapping[Language, Markup]
    """Empty for a section."""


class Pages:
    """Renders the pages of a plan."""

    def __init__(
        self, plan: Plan, templates: Path, found: Iterable[Problem] = (), preview: bool = False
    ) -> None:
        """``templates`` is the folder of our templates; ``found`` are the problems to show."""
        self.plan = plan
        # Opened from a folder, a page and the file beside it are one site in some browsers only;
        # and the server of the preview writes its own script into each page.
        states_policy = not (preview or plan.addresses.files)
        self.content_policy = Markup(scripts.META if states_policy else "")
        self.templates = Templates(templates, plan.sheets, self.content_policy)
        self.clauses = Clauses(plan, self.templates, found, preview)

    def content(self, view: View) -> Content:
        """Render a page of the plan."""
        values: dict[str, object]
        entries: list[Entry] = []
        clauses = ""
        if view.kind == "policy":
            entries, clauses = self._policy_clauses(view)
            values = self._policy(view, entries)
        elif view.kind == "side":
            entries, values = self._side(view)
        elif view.kind == "audience":
            assert view.audience is not None
            asked = home.questions(self.plan.register, [view.audience])
            values = {"policies": self._by_policy(view), "questions": asked}
        elif view.kind == "policies":
            values = self._policies(view)
        elif view.kind == "rules":
            values = {"groups": _rules_by_group()}
        elif view.kind == "contact":
            values = school.contact(self.plan, view.language)
        elif view.kind == "laws":
            values = {**reference.law(self.plan), "clause_link": _clause_link}
        elif view.kind == "glossary":
            values = {**glossary.page(self.plan, view.language), "clause_link": _clause_link}
        elif view.kind == "sources":
            values = self._sources(view)
        elif view.kind == "options":
            values = self._options(view)
            entries = [
                *(
                    _entry(key, option.topics[view.language], 2)
                    for key, option in all_options().items()
                ),
                _entry("own", say("own.title", view.language), 2),
            ]
        else:
            values = self._clauses(view)
        html = self.templates.render(
            f"{view.kind}.html", view.language, view=view, plan=self.plan, **values
        )
        resolve = self.clauses.resolver(
            view.address, view.language, view.audience, view.counterpart
        )
        return Content(Fragment.of(html).fill(resolve) + clauses, entries)

    def home(self, language: Language) -> str:
        """Render what stands under the text of a home page: whom it is for, questions, news."""
        plan = self.plan
        return self.templates.render(
            "home.html",
            language,
            plan=plan,
            audience=None,
            questions=home.questions(plan.register, plan.edition.audiences),
            news=home.news(plan),
            fill=lambda text: plan.project.school.fill(text, language),
        )

    def boxes(self, path: str, language: Language) -> str:
        """Render the problems of a file that belong to no clause, for a preview."""
        found = self.clauses.boxes(path, language)
        return self.templates.render("problems.html", language, problems=found) if found else ""

    def boxes_of_no_page(self, language: Language) -> str:
        """Render the problems of what has no page: school.yml, files that can't be read."""
        with_page = {
            document.path
            for document in self.plan.project.documents
            if not document.is_policy or document.code in self.plan.register.policies
        }
        paths = [p for p in self.clauses.problems if "/" in p or p.endswith(".yml")]
        return "".join(self.boxes(path, language) for path in paths if path not in with_page)

    def _policy_clauses(self, view: View) -> tuple[list[Entry], str]:
        """Put together a policy's sections and clauses: contents and HTML, links included."""
        policy, language = view.policy, view.language
        assert policy is not None
        resolve = self.clauses.resolver(view.address, language, view.audience, view.counterpart)
        base = self.plan.addresses.base(view.address)
        entries: list[Entry] = []
        parts: list[str] = []
        variants: dict[str, list[str]] = {}
        for id_, shown in self.plan.register.instead.items():
            variants.setdefault(shown, []).append(id_)
        for section in with_clauses(policy.sections, view.shows):
            clauses = [clause for clause in section.clauses if view.shows(clause)]
            if section.id:
                title = self.clauses.section_title(section, language)
                entries.append(_entry(section.id, title, section.level))
                level = section.level
                parts.append(f'<h{level} id="{escape(section.id)}">{escape(title)}</h{level}>\n')
            for clause in clauses:
                rendered = self.clauses.clause(clause.id, language)
                entries.append(_entry(clause.id, rendered.title, section.level + 1))
                parts += [f'<span id="{id_}"></span>' for id_ in variants.get(clause.id, ())]
                parts.append(self.clauses.html(clause.id, language, base).fill(resolve))
        gone = self.templates.render(
            "gone.html", language, view=view, plan=self.plan, gone=self._gone(view)
        )
        return entries, "".join([*parts, Fragment.of(gone).fill(resolve)])

    def _gone(self, view: View) -> list[tuple[str, str, str]]:
        """List the ids that a policy's page had or could have had, each with the reason in words.

        Whoever follows an old link to one of them lands there.
        """
        assert view.policy is not None
        register, language = self.plan.register, view.language
        found = []
        for old in view.policy.retired:
            use = register.instead.get(old.use, old.use)
            key = "gone.replaced" if use in register.clauses else "gone.retired"
            date = welsh.date(old.on, language)
            found.append((old.id, say(key, language, date=date), use))
        for id_ in self.plan.left_out:
            if id_.partition("-")[0] == view.policy.code:
                reason = register.left_out[id_].reasons[language]
                found.append((id_, say("gone.left-out", language, reason=reason), ""))
        return [(id_, text, use if use in register.clauses else "") for id_, text, use in found]

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
            "side": "" if view.audience else self.plan.side_address(policy.code, language),
            "problems": self.clauses.boxes(document.path, language),
            "status": self.plan.statuses[policy.code],
            "required_by": [
                (id_, self.clauses.title(self.plan.register.clauses[id_], language))
                for id_ in dict.fromkeys(map(self._shown, policy.required_by))
                if id_ in self.plan.register.clauses
            ],
            "standing": standing(self.plan.statuses[policy.code], language, policy.kind),
            "fill": lambda text: self.plan.project.school.fill(text, language),
        }

    def _side(self, view: View) -> tuple[list[Entry], dict[str, object]]:
        """Put a policy's sections and clauses in two columns, Welsh first: contents and rows."""
        policy = view.policy
        assert policy is not None
        entries: list[Entry] = []
        rows: list[SideRow] = []
        texts = {
            language: self.clauses.plain_resolver(view.address, language)
            for language in SIDE_BY_SIDE
        }
        for section in with_clauses(policy.sections, view.shows):
            if section.id:
                titles = {each: self.clauses.section_title(section, each) for each in SIDE_BY_SIDE}
                entries.append(_entry(section.id, titles[view.language], section.level))
                rows.append(SideRow(section.id, section.level, titles, {}))
            for clause in filter(view.shows, section.clauses):
                titles = {each: self.clauses.title(clause, each) for each in SIDE_BY_SIDE}
                bodies = {
                    each: Markup(
                        Fragment.of(self.clauses.body(clause.id, each).html).fill(texts[each])
                    )
                    for each in SIDE_BY_SIDE
                }
                entries.append(_entry(clause.id, titles[view.language], section.level + 1))
                rows.append(SideRow(clause.id, section.level + 1, titles, bodies))
        return entries, {"rows": rows, "columns": SIDE_BY_SIDE, "policy": policy}

    def _shown(self, id_: str) -> str:
        """Return the id of the clause that shows in the place of one."""
        return self.plan.register.instead.get(id_, id_)

    def _policies(self, view: View) -> dict[str, object]:
        """Collect what the list of policies shows."""
        plan = self.plan
        calendar = to(plan.addresses.calendar(view.language)) if any_adopted(plan) else ""
        policies = plan.register.policies.values()
        return {"policies": policies, "day": plan.day.isoformat(), "calendar": calendar}

    def _options(self, view: View) -> dict[str, object]:
        """Collect what the page of options shows."""
        language = view.language
        return {
            "points": school.points(self.plan, self.clauses, language),
            "own": school.own_text(self.plan, self.clauses, language),
            "title": lambda clause: self.clauses.title(clause, language),
            "clause_link": _clause_link,
        }

    def _sources(self, view: View) -> dict[str, object]:
        """Collect what the page of sources shows."""
        language = view.language
        return {
            **reference.provenance(self.plan),
            "is_shown": lambda id_: self._shown(id_) in self.plan.register.clauses,
            "councils": lambda ids: reference.councils(ids, language),
            "options": self.plan.addresses.generated("options", language),
            "clause_link": _clause_link,
        }

    def _role(self, key: str, language: Language) -> str:
        value = self.plan.project.school.value(f"roles.{key}", language) or key
        return value[:1].upper() + value[1:]

    def _versions(self, view: View) -> list[tuple[str, str, bool]]:
        """List the versions of a policy: label, address, whether it is this one.

        An edition for one audience has only one to offer.
        """
        assert view.policy is not None
        if len(self.plan.edition.audiences) == 1:
            return []
        language, code = view.language, view.policy.code
        shown = [a for a in self.plan.edition.audiences
                 if any(a in clause.audiences for clause in view.policy.clauses)]  # fmt: skip
        whole = say(of_kind("policy.whole", view.policy.kind), language)
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

        The policy of which the audience sees the greatest part is its own, and comes first; forms
        and letters come last.
        """
        language, audience = view.language, view.audience
        rows = []
        parts = {
            policy.code: [view.shows(clause) for clause in policy.clauses]
            for policy in self.plan.register.policies.values()
        }
        policies = sorted(
            self.plan.register.policies.values(),
            key=lambda policy: (
                policy.kind != "policy",
                -sum(parts[policy.code]) / max(1, len(parts[policy.code])),
            ),
        )
        for policy in policies:
            clauses = [
                (clause.id, self.clauses.title(clause, language))
                for clause in policy.clauses
                if view.shows(clause)
            ]
            if clauses:
                rows.append(
                    (
                        self.plan.policy_title(policy, language),
                        self.plan.policy_summary(policy, language),
                        self.plan.policy_address(policy.code, language, audience),
                        clauses,
                    )
                )
        return rows

    def _clauses(self, view: View) -> dict[str, object]:
        """Collect what the clause index shows."""
        language, register = view.language, self.plan.register
        titles = {c.id: self.clauses.title(c, language) for c in register.clauses.values()}
        in_order = sorted(titles, key=lambda id_: welsh.collation_key(titles[id_], language))
        letters: dict[str, list[str]] = {}
        for id_ in in_order:
            letters.setdefault(welsh.initial(titles[id_], language), []).append(id_)
        return {
            "titles": titles,
            "letters": letters,
            "picture": graph.draw(self._nodes(titles, language)),
            "cited_by": register.cited_by,
            "clause_link": _clause_link,
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
                self.plan.policy_title(policy, language),
                to(self.plan.policy_address(policy.code, language)),
                sorted(
                    {id_.partition("-")[0] for clause in policy.clauses for id_ in clause.cites}
                ),
            )
            for policy in register.policies.values()
        ]


def _clause_link(id_: str) -> Markup:
    """Leave a place open for the address of a clause."""
    return Markup(mark("clause", id_))


def _entry(id_: str, title: str, level: int) -> Entry:
    """Make an entry that templates need not escape again."""
    return Entry(Markup(escape(id_)), Markup(escape(title)), level)


def _rules_by_group() -> dict[str, list[problems.Rule]]:
    groups: dict[str, list[problems.Rule]] = {}
    for rule in problems.all_rules().values():
        groups.setdefault(rule.group, []).append(rule)
    return groups
