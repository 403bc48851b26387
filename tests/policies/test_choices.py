"""Options: what shows for every choice, what refers to what does not, and the page about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations, product
from pathlib import Path

import pytest

import forks
import projects
from polisi import checks, project
from polisi.facts.options import all_options
from polisi.markup.syntax import PLACEHOLDER
from polisi.model import OWN_FOLDER, Clause, Shown, Written
from polisi.policies import choices
from polisi.project import Project
from polisi.publish import styles
from polisi.school.file import SchoolFile
from polisi.school.school import School
from polisi.words.languages import LANGUAGES, Language
from projects import EN_SM, SCHOOL
from sites import ROOT, Built, Change, Page, words

Choice = Mapping[str, str]
OPTIONS = {key: tuple(option.values) for key, option in all_options().items()}
DEFAULTS = {key: option.default for key, option in all_options().items()}


@cache
def template() -> Project:
    """The shipped project, without what a school might have added."""
    return project.load(ROOT)


def pairwise(options: Mapping[str, tuple[str, ...]]) -> Iterator[Choice]:
    """Yield choices until every two values of two options have stood in one of them.

    Greedy: each choice starts with a pair that is still open, and gives every other option the
    value that closes most open pairs.
    """
    open_pairs = {
        ((a, x), (b, y))
        for a, b in combinations(options, 2)
        for x, y in product(options[a], options[b])
    }
    while open_pairs:
        choice = dict(min(open_pairs))
        for key, values in options.items():
            if key not in choice:
                choice[key] = max(
                    values,
                    key=lambda value, key=key: sum(  # type: ignore[misc]
                        tuple(sorted([(key, value), each], key=lambda p: list(options).index(p[0])))
                        in open_pairs
                        for each in choice.items()
                    ),
                )
        yield choice
        open_pairs -= set(combinations([(key, choice[key]) for key in options], 2))


def test_the_pairs_are_all_there() -> None:
    small = {"a": ("1", "2", "3"), "b": ("1", "2"), "c": ("x", "y", "z")}
    found = list(pairwise(small))
    assert len(found) < 3 * 2 * 3
    for a, b in combinations(small, 2):
        assert {(each[a], each[b]) for each in found} == set(product(small[a], small[b]))


def one_at_a_time() -> Iterator[Choice]:
    for key, values in OPTIONS.items():
        for value in values:
            yield {**DEFAULTS, key: value}


def tried() -> list[Choice]:
    return [*one_at_a_time(), *pairwise(OPTIONS)]


def test_a_choice_has_a_value_for_each_of_the_18_points() -> None:
    assert len(OPTIONS) == 18
    assert all(each.keys() == OPTIONS.keys() for each in tried())
    assert sorted(option.point for option in all_options().values()) == list(range(1, 19))


def settled(choice: Choice) -> Shown:
    return choices.settle(template().register, choice)


@pytest.mark.parametrize("choice", tried(), ids=lambda c: "-".join(c.values())[:40])
def test_whatever_a_school_chooses_the_policies_hold_together(choice: Choice) -> None:
    written, shown = template().register, settled(choice)
    for policy in written.policies.values():
        for group in choices.groups(policy):
            if not any("variant-none" in clause.allow for clause in group):
                assert sum(clause.id in shown.clauses for clause in group) == 1
    for clause in shown.clauses.values():
        assert clause.id not in clause.cites
        assert set(clause.cites) <= shown.clauses.keys(), clause.id
        assert set(clause.see) <= set(clause.cites)
        for id_ in written.clauses[clause.id].cites:
            assert shown.instead.get(id_, id_) in shown.clauses, f"{clause.id} cites {id_}"
    assert written.clauses.keys() == shown.clauses.keys() | shown.instead.keys()
    assert not shown.clauses.keys() & shown.instead.keys()


@pytest.mark.parametrize("choice", tried(), ids=lambda c: "-".join(c.values())[:40])
def test_every_text_that_shows_is_filled_in_both_languages(choice: Choice) -> None:
    changed = {"options": _options(choice), "approved_tools": _tools(choice)}
    school = School(template().school.file.model_copy(update=changed))
    for clause in settled(choice).clauses.values():
        for language, passage in clause.texts.items():
            gaps: list[str] = []
            school.fill(f"{passage.title}\n{passage.body}", language, gap=gaps_in(gaps))
            assert gaps == [], clause.id


def gaps_in(gaps: list[str]) -> Callable[[str], str]:
    """Return what notes each value that is not there."""

    def note(written: str) -> str:
        gaps.append(written)
        return ""

    return note


def _tools(choice: Choice) -> object:
    """Return the tools that a school names which allows some."""
    tools = ["Buffer"] if choice["scheduling_tools"] == "approved-list" else []
    return SchoolFile.model_validate({"approved_tools": tools}).approved_tools


def _options(choice: Choice) -> object:
    return SchoolFile.model_validate({"options": dict(choice)}).options


def test_every_option_that_a_text_names_has_words_and_every_option_is_of_use() -> None:
    used: set[str] = set()
    for clause in template().register.clauses.values():
        used |= clause.when.keys()
        for passage in clause.texts.values():
            for found in PLACEHOLDER.finditer(passage.body + passage.title):
                name = found[1].removeprefix("options.")
                if name != found[1]:
                    used.add(name)
                    for value in all_options()[name].values.values():
                        assert all(value.texts[language] for language in LANGUAGES), name
    assert used | {"review_months"} == OPTIONS.keys()  # that one is used by adoption


# A small school: variants, own clauses, chains


EN_OWN, CY_OWN = f"docs/en/{OWN_FOLDER}sm.md", f"docs/cy/{OWN_FOLDER}sm.md"


def small(
    root: Path,
    when: Mapping[str, str],
    school: str = "",
    own: str = "",
    own_texts: str = "",
) -> Project:
    """Make a project in which clauses of SM depend on options, with own clauses."""
    english = str(projects.files()[EN_SM])
    for id_, condition in when.items():
        english = english.replace(f"{id_}: {{", f"{id_}: {{when: {{{condition}}}, ")
    changes = {EN_SM: english, SCHOOL: projects.BASE[SCHOOL] + school}
    if own:
        changes[EN_OWN] = f"---\nextends: SM\n{own}---\n{own_texts}"
        changes[CY_OWN] = f"---\nextends: SM\nclauses: {{}}\n---\n{own_texts}"
    return project.load(projects.write(root, projects.files(changes)))


VISIBILITY = {"SM-001": "visibility: public", "SM-002": "visibility: restricted"}


def test_a_reference_to_a_variant_leads_to_the_one_that_shows(tmp_path: Path) -> None:
    shown = small(tmp_path, VISIBILITY, "options: {visibility: restricted}\n").shown
    assert list(shown.clauses) == ["GC-001", "GC-002", "SM-002", "SM-003"]
    assert shown.instead == {"SM-001": "SM-002"}
    assert shown.clauses["GC-002"].cites == ("SM-002",)  # its text and its see: named both
    assert shown.clauses["GC-002"].see == ("SM-002",)
    assert shown.cited_by["SM-002"] == ("GC-002",)


def test_the_default_holds_where_a_school_chooses_nothing(tmp_path: Path) -> None:
    shown = small(tmp_path, VISIBILITY).shown
    assert shown.instead == {"SM-002": "SM-001"}
    assert shown.clauses["GC-002"].cites == ("SM-001",)


def test_a_variant_that_cites_its_alternative_does_not_cite_itself(tmp_path: Path) -> None:
    made = small(tmp_path, VISIBILITY, "options: {visibility: restricted}\n")
    clause = made.register.clauses["SM-002"]
    assert "GC-001" in clause.cites
    citing = {**made.register.clauses, "SM-002": _citing(clause, "SM-001", "SM-002")}
    register = choices.settle(_with(made.register, citing), made.school.chosen)
    assert register.clauses["SM-002"].cites == ("GC-001",)


def _citing(clause: Clause, *ids: str) -> Clause:
    return replace(clause, cites=(*clause.cites, *ids))


def _with(register: Written, clauses: Mapping[str, Clause]) -> Written:
    """Return the register with other clauses of the same ids."""
    policies = {
        code: replace(
            policy,
            sections=tuple(
                replace(section, clauses=tuple(clauses[clause.id] for clause in section.clauses))
                for section in policy.sections
            ),
        )
        for code, policy in register.policies.items()
    }
    return replace(register, policies=policies, clauses=clauses)


def test_clauses_of_two_sections_are_not_variants_of_one_another(tmp_path: Path) -> None:
    when = {"SM-001": "comments: on-moderated", "SM-003": "comments: on-moderated"}
    made = small(tmp_path, when, "options: {comments: off}\n")
    assert not {"SM-001", "SM-003"} & made.shown.clauses.keys()
    assert made.shown.instead == {}
    found = [problem for problem in checks.run(made) if problem.code == "variant-none"]
    assert [problem.clause for problem in found] == ["SM-001", "SM-003"]


@pytest.mark.parametrize(("chosen", "shows"), [("public", True), ("restricted", False)])
def test_what_a_school_adds_for_one_value_is_no_variant_of_the_templates(
    tmp_path: Path, chosen: str, shows: bool
) -> None:
    own = "clauses:\n  SM-901: {audience: [staff], after: SM-001, when: {visibility: public}}\n"
    choice = f"options: {{visibility: {chosen}}}\n"
    made = small(tmp_path, VISIBILITY, choice, own, TEXT_901)
    assert ("SM-901" in made.shown.clauses) == shows
    assert "SM-901" not in (*made.shown.instead, *made.shown.instead.values())
    assert [each.code for each in checks.run(made) if each.code.startswith("variant")] == []


def test_a_policy_of_the_schools_own_may_be_silent_for_a_value(tmp_path: Path) -> None:
    text = "---\npolicy: XW\ntitle: Walking\nclauses:\n  XW-001: {audience: [staff], "
    text += "when: {visibility: public}}\n---\n### Ours {#XW-001}\n\nOur own words.\n"
    pair = {f"docs/{each}/{OWN_FOLDER}walking.md": text for each in LANGUAGES}
    made = project.load(projects.write(tmp_path, projects.files(pair)))
    assert [each.code for each in checks.run(made) if each.code.startswith("variant")] == []


OWN_001 = "clauses:\n  SM-901: {audience: [staff], replaces: SM-001, reason: Ours.}\n"
TEXT_901 = "### Ours {#SM-901}\n\nOur own words.\n"


def test_an_own_clause_stands_in_the_place_of_the_one_it_replaces(tmp_path: Path) -> None:
    shown = small(tmp_path, {}, "", OWN_001, TEXT_901).shown
    assert [clause.id for clause in shown.policies["SM"].clauses] == ["SM-901", "SM-002", "SM-003"]
    assert shown.instead == {"SM-001": "SM-901"}
    assert shown.clauses["GC-002"].cites == ("SM-002", "SM-901")


def test_a_chain_of_replacements_is_followed_to_its_end(tmp_path: Path) -> None:
    chosen = "options: {visibility: public}\n"
    shown = small(tmp_path, VISIBILITY, chosen, OWN_001, TEXT_901).shown
    assert "SM-901" in shown.clauses
    assert shown.instead == {"SM-001": "SM-901", "SM-002": "SM-901"}


def test_what_replaces_a_variant_not_chosen_does_not_show(tmp_path: Path) -> None:
    chosen = "options: {visibility: restricted}\n"
    shown = small(tmp_path, VISIBILITY, chosen, OWN_001, TEXT_901).shown
    assert not {"SM-001", "SM-901"} & shown.clauses.keys()
    assert shown.instead["SM-001"] == "SM-002"
    assert shown.instead.get("SM-901", "SM-002") == "SM-002"


def test_a_clause_left_out_does_not_show_and_nothing_stands_in_its_place(tmp_path: Path) -> None:
    made = small(tmp_path, {}, "", "leave_out:\n  SM-001: Not needed.\n")
    assert "SM-001" not in made.shown.clauses
    assert "SM-001" not in made.shown.instead
    assert made.shown.left_out["SM-001"].reasons["en"] == "Not needed."
    cited = [p.clause for p in checks.run(made) if p.code == "own-cited"]
    assert cited == ["GC-002"]


def test_leaving_out_the_variant_chosen_leaves_out_the_others_too(tmp_path: Path) -> None:
    chosen = "options: {visibility: restricted}\n"
    made = small(tmp_path, VISIBILITY, chosen, "leave_out:\n  SM-002: Not needed.\n")
    assert not {"SM-001", "SM-002"} & (made.shown.clauses.keys() | made.shown.instead.keys())
    assert {id_: left.id for id_, left in made.shown.left_out.items()} == {
        "SM-001": "SM-001",
        "SM-002": "SM-002",
    }
    assert made.shown.clauses["GC-002"].cites == ()
    cited = [(p.clause, p.values["id"]) for p in checks.run(made) if p.code == "own-cited"]
    assert cited == [("GC-002", "SM-001"), ("GC-002", "SM-002")]


def test_what_a_retired_clause_leads_to_is_what_shows(tmp_path: Path) -> None:
    shown = small(tmp_path, VISIBILITY, "options: {visibility: restricted}\n").shown
    assert shown.retired["SM-009"].use == "SM-002"
    assert shown.policies["SM"].retired[0].use == "SM-002"


# Real sites


def covering() -> list[Choice]:
    """Three choices in which every value of every option stands at least once."""
    return [
        {key: values[number % len(values)] for key, values in OPTIONS.items()}
        for number in range(max(map(len, OPTIONS.values())))
    ]


def chosen(choice: Choice) -> dict[str, Change]:
    def apply(text: str) -> str:
        for key, value in choice.items():
            text, count = re.subn(rf"^(  {key}:) .*$", rf"\1 {value}", text, flags=re.M)
            assert count == 1, key
        if choice["scheduling_tools"] == "approved-list":
            text = text.replace("approved_tools: []", "approved_tools: [Buffer]")
        return text + "\n"

    return {SCHOOL: apply}


@pytest.fixture(scope="module", params=range(3))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    number: int = request.param
    return forks.of_shipped(tmp_path_factory.mktemp("choice"), chosen(covering()[number]))


@pytest.fixture(scope="module")
def parents(tmp_path_factory: pytest.TempPathFactory) -> Built:
    changes = chosen(covering()[1])
    return forks.of_shipped(tmp_path_factory.mktemp("parents"), changes, POLISI_EDITION="parents")


def own_files(site: Built) -> dict[str, str]:
    """Return the text files of a site, without its style sheet, some of which is Material's."""
    return {p: text for p, text in forks.texts(site).items() if p != styles.SCREEN}


def options_pages(site: Built) -> dict[Language, Page]:
    names: dict[Language, str] = {"en": "options/", "cy": "opsiynau/"}
    return {language: site.pages[site.root(language) + names[language]] for language in names}


def test_no_place_is_left_open_in_any_file(site: Built) -> None:
    for path, text in own_files(site).items():
        assert "{{" not in text, path
        assert "\ue000" not in text, path


def test_the_page_lists_every_point_with_the_one_chosen(site: Built) -> None:
    choice = site.project.school.chosen
    mark = {"en": "Chosen", "cy": "Wedi'i ddewis"}
    for language, page in options_pages(site).items():
        points = page.all("div.option")
        assert [str(point.css("h2")[0].attributes["id"]) for point in points] == list(OPTIONS)
        for point, (key, option) in zip(points, all_options().items(), strict=True):
            answers = point.css(".option__answer")
            assert len(answers) == len(option.values)
            marked = [a for a in answers if mark[language] in [t.text() for t in a.css(".tag")]]
            assert marked == point.css(".option__answer--chosen") == answers[:1]
            assert marked[0].css("h3 code")[0].text() == choice[key]
            label = option.values[choice[key]].labels[language]
            assert words(marked[0].css("h3")[0].text()).startswith(label)
            assert option.questions[language] in words(point.text())


def test_what_an_alternative_would_need_and_is_not_filled_in_is_an_ellipsis(site: Built) -> None:
    listed = next(
        clause.id
        for clause in site.project.register.clauses.values()
        if clause.when == {"scheduling_tools": ("approved-list",)}
    )
    if listed not in site.project.shown.clauses:  # else the school has named its tools
        for page in options_pages(site).values():
            (told,) = [text for text in page.texts("div.option details") if listed in text]
            assert "…" in told


def test_alternatives_are_told_on_the_page_and_on_no_other(site: Built) -> None:
    loaded = site.project
    hidden = [c for c in loaded.register.clauses.values() if c.id not in loaded.shown.clauses]
    assert hidden
    for language, page in options_pages(site).items():
        told = {d.css(".clause-list__id")[0].text(): d for d in page.all("div.option details")}
        others = {
            address: words(each.tree.body.text() if each.tree.body else "")
            for address, each in site.pages.items()
            if address != page.address
        }
        for id_, details in told.items():
            clause = loaded.register.clauses[id_]
            text = words(details.css(".clause__text")[0].text())
            assert len(text) > 60, id_
            title = loaded.school.fill(clause.title(language), language)
            assert title in words(details.text())
            holding = [address for address, other in others.items() if text in other]
            assert holding == [], id_
        # an option may depend on two choices: told are those one choice away
        assert {c.id for c in hidden if len(c.when) == 1} == told.keys()


def test_the_lasting_address_of_an_alternative_leads_to_what_shows(site: Built) -> None:
    shown = site.project.shown
    assert shown.instead
    for id_, there in shown.instead.items():
        for language in LANGUAGES:
            page = site.pages[f"{site.root(language)}c/{id_}/"]
            (link,) = site.internal(page, "main p:first-of-type a")
            assert link[1] == there


def test_the_exports_hold_what_shows_and_no_more(site: Built) -> None:
    listed = [clause["id"] for clause in forks.exported(site)["clauses"]]
    assert listed == list(site.project.shown.clauses)


def test_parents_have_no_such_page_and_learn_nothing_of_the_alternatives(parents: Built) -> None:
    assert not any(path.startswith(("options/", "cy/opsiynau/")) for path in parents.files)
    loaded = parents.project
    hidden = [c for c in loaded.register.clauses.values() if c.id not in loaded.shown.clauses]
    texts = {path: words(text) for path, text in own_files(parents).items()}
    for path, text in texts.items():
        assert "option__answer" not in text or path.endswith(".css"), path
        assert "options/" not in text and "opsiynau/" not in text, path
    for clause in hidden:
        for language, passage in clause.texts.items():
            first = max(passage.body.split("\n\n")[0].split("{{"), key=len)
            start = " ".join(words(first).split()[:8])
            shown = [
                loaded.shown.clauses[each.id].texts[language].body
                for each in loaded.shown.clauses.values()
            ]
            if len(start) > 30 and not any(start in words(body) for body in shown):
                assert [path for path, text in texts.items() if start in text] == [], clause.id


def test_the_shipped_project_is_right(site: Built) -> None:
    assert [p for p in checks.run(site.project) if p.severity == "error"] == []
