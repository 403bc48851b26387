"""The MkDocs adapter: the only module that knows the generator.

What MkDocs and static-i18n do to a build, and what is done here about it:

- static-i18n builds the default language, and then the other one inside its ``on_post_build``,
  with the same config object: every event fires twice. Files are read once, before the outer
  build; the inner one finds everything ready.
- The output goes to a folder beside ``site/`` that takes its place when all is well, so that no
  failure, however late, touches the last good site.
- A page made from the register is a MkDocs file without source. Its Markdown is empty and its
  HTML is put in when MkDocs asks for the page's content.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any, Literal

import mkdocs
from jinja2 import Environment
from markupsafe import Markup
from mkdocs import utils
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs_static_i18n.folder import create_i18n_file

from polisi import checks, project
from polisi.outputs import offline, permalinks
from polisi.pages import glossary
from polisi.pages.frame import Place
from polisi.pages.marks import Fragment, PageText
from polisi.pages.pages import Entry
from polisi.pages.templates import Words
from polisi.parallel import in_second_process
from polisi.policies import editions
from polisi.policies.addresses import Addresses
from polisi.problems import Problem, as_text, render
from polisi.publish.build import Build, offline_files, prepare, write, written_files
from polisi.publish.theme import is_used, styles
from polisi.school import school
from polisi.text import documents
from polisi.text.shape import without_drafting
from polisi.words.languages import LANGUAGES, Language, environment_language, other
from polisi.words.phrases import say, table
from polisi.words.suggestions import did_you_mean

EDITION = "POLISI_EDITION"
"""Environment variable that names the edition."""
SITE_ADDRESS = "POLISI_SITE_ADDRESS"
"""Environment variable that gives the site's address, for who knows it better than school.yml."""
BEFORE_I18N = 50
AFTER_I18N = -200
"""static-i18n runs at -100 and takes no file that it has not made itself before that."""

log = logging.getLogger(f"{mkdocs.__name__}.plugins.polisi")


class Site:
    """The events of a site's build, in the order in which MkDocs calls them."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self.serving = False
        self.build: Build
        self.problems: list[Problem] = []
        self.warnings = utils.CountHandler()
        self.warned = False
        self.is_second = False
        self.other_half: Callable[[], bool | None] = lambda: None
        self.clean_directory = utils.clean_directory
        self.target = Path()
        self.theme_styles = ""

    # Before the build

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview, in which a problem of content never stops anything."""
        self.serving = command == "serve"
        if not self.serving:
            gc.freeze()  # a build makes few cycles, and looking for them takes a tenth of its time
            gc.set_threshold(20_000, 10, 10)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set what school.yml decides: the default language, the names of the site."""
        i18n = _i18n(config)
        if i18n.building:
            return config
        about, _ = school.load(_root(config))
        if not self.serving:  # a preview has an address of its own
            config.site_url = os.environ.get(SITE_ADDRESS) or about.file.site_address or ""
        for language in i18n.config.languages:
            language.default = language.locale == about.default_language
            language.link = "/" if language.default else f"/{language.locale}/"
            name = about.value("school.name", language.locale) or ""
            language.site_name = _html(say("site.name", language.locale, school=name).strip())
            language.admonition_translations = Words(language.locale).note_titles
        i18n.config.languages.sort(key=lambda each: not each.default)  # else it is built twice
        if not any(isinstance(each, PageText) for each in config.markdown_extensions):
            config.markdown_extensions.append(PageText())  # type: ignore[arg-type]
        if self.serving:
            os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        else:
            self.target = Path(config.site_dir).resolve()
            config.site_dir = str(_partial(self.target))
            logger = logging.getLogger(mkdocs.__name__)
            self.warned = False
            self.warnings = utils.CountHandler()
            self.warnings.setLevel(logging.WARNING)
            logger.addHandler(self.warnings)
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Read all files and check them: the gate. Nothing has been written yet."""
        i18n = _i18n(config)
        if i18n.building:
            return
        i18n.current_language = i18n.default_language
        root = _root(config)
        name = os.environ.get(EDITION) or editions.INTRANET
        if name not in editions.NAMES:
            values = {"word": name, "suggestion": did_you_mean(name, editions.NAMES)}
            raise PluginError(_report([Problem("edition-unknown", EDITION, 1, values=values)]))
        try:
            loaded = project.load(root)
        except FileNotFoundError as error:
            message = say("cli.no-project", environment_language(), path=str(error))
            raise PluginError(message) from error
        self.problems = checks.run(loaded)
        self._gate()
        edition = editions.cut(loaded.shown, name)
        addresses = Addresses(loaded.school.default_language, not config.use_directory_urls)
        shown = self.problems if self.serving else []
        self.build = prepare(loaded, edition, addresses, shown, _site_url(config), self.serving)

    def _gate(self) -> None:
        """Stop a build that has errors; in a preview, and for warnings, only say what they are."""
        language = environment_language()
        if self.serving:
            for problem in self.problems:
                log.warning(as_text(problem, language))
        elif any(problem.severity == "error" for problem in self.problems):
            raise PluginError(_report(self.problems))
        else:
            for problem in self.problems:
                log.info(as_text(problem, language))

    # Files and pages

    @event_priority(AFTER_I18N)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Give pages their addresses, leave out what the edition lacks, add the pages we make."""
        i18n = _i18n(config)
        language: Language = i18n.current_language
        if not i18n.building and not self.serving:
            self._render_both(language)
            self.other_half = in_second_process(lambda: self._build_other(config))
        self._write_lasting(Path(config.site_dir), _site_url(config), language)
        for file in list(files):
            is_withheld = f"docs/{file.src_uri}" in self.build.withheld
            is_wanted = file.src_dir not in config.theme.dirs or is_used(file.src_uri)
            if not is_wanted or (is_withheld and not file.is_documentation_page()):
                files.remove(file)
        for file in list(files.documentation_pages()):
            document = self.build.documents.get(file.src_uri)
            if document is None or file.src_uri not in self.build.places:
                files.remove(file)
                continue
            self._settle(file, self.build.places[file.src_uri], config)
            if document.is_policy:
                file.inclusion = InclusionLevel.NOT_IN_NAV
        for source, view in self.build.views.items():
            if view.language == language and source not in files.src_uris:
                made = File.generated(config, source, content="")
                made = create_i18n_file(
                    made, language, i18n.default_language, i18n.all_languages, config
                )
                made.content_string = ""
                made.generated_by = "polisi"
                made.inclusion = InclusionLevel.NOT_IN_NAV
                self._settle(made, self.build.places[source], config)
                files.append(made)
        i18n.i18n_files_per_language[language] = files.documentation_pages()
        self.theme_styles = styles(files.src_uris)
        return files

    def _write_lasting(self, folder: Path, site_url: str, language: Language) -> None:
        """Write the lasting address of every clause in a language."""
        for address, html in permalinks.clause_pages(self.build.pages, language, site_url):
            write(folder / address / "index.html", html)

    def _render_both(self, language: Language) -> None:
        """Render the clauses' texts, a process for each language, before the work parts.

        Pages of each language show texts of the other, side by side.
        """
        clauses, twin = self.build.pages.clauses, other(language)
        rendered = in_second_process(lambda: clauses.bodies(twin))
        clauses.bodies(language)
        if bodies := rendered():
            clauses.adopt(bodies, twin)

    def _build_other(self, config: MkDocsConfig) -> bool:
        """Build the other language, in a process of its own, as static-i18n would in this one.

        Returns whether MkDocs had something to warn of; the pages are on the disk.
        """
        self.is_second = True
        i18n = _i18n(config)
        i18n.building = True
        language: Language = other(i18n.current_language)
        i18n.current_language = language
        utils.clean_directory = lambda directory: None
        logging.getLogger(mkdocs.__name__).setLevel(logging.WARNING)
        mkdocs_build(config)
        return bool(self.warnings.get_counts())

    @event_priority(BEFORE_I18N)
    def on_other_built(self, *, config: MkDocsConfig) -> None:
        """Take over what the other process has built, so that static-i18n need not.

        If it built nothing, static-i18n does so next, and meets whatever was wrong.
        """
        i18n = _i18n(config)
        if i18n.building:
            return
        warned = self.other_half()
        if warned is None:
            return
        self.warned = warned
        for language in i18n.config.languages:
            language.build = language.locale == i18n.current_language

    def _settle(self, file: File, place: Place, config: MkDocsConfig) -> None:
        """Tell MkDocs where a page goes."""
        file.dest_uri = f"{place.address}index.html"
        file.abs_dest_path = str(Path(config.site_dir, file.dest_uri))
        file.url = self.build.plan.addresses.link("", place.address)

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:
        """Give MkDocs a page's text without its front matter, which we have read by our rules.

        The pages that we make have no text.
        """
        if page.file.src_uri in self.build.views:
            return ""
        document = self.build.documents[page.file.src_uri]
        # The blank line: a text that starts with a rule (---) is not front matter either.
        return "\n" + documents.body(self.build.plan.project.root / document.path)

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Set a page's title and summary, and fill in the school's values."""
        language = self.build.places[page.file.src_uri].language
        fill = self.build.plan.project.school.fill
        clauses = self.build.pages.clauses
        if view := self.build.views.get(page.file.src_uri):
            page.meta = {
                "title": _html(view.title),
                "description": view.summary,
                "hide": ["toc"] if view.kind == "side" else [],  # two columns need the room
            }
            return ""
        document = self.build.documents[page.file.src_uri]
        page.meta["title"] = _html(fill(document.title, language))
        page.meta["description"] = fill(document.summary, language)
        if not self.serving:
            markdown = without_drafting(markdown)
        return clauses.filled(clauses.without_hidden_links(document.path, markdown), language)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Close the references of a page that MkDocs has rendered.

        The pages that we make get their HTML later, one at a time: MkDocs keeps the content of
        all pages from here until the last one is written.
        """
        source = page.file.src_uri
        pages = self.build.pages
        if source in self.build.views:
            return ""
        place = self.build.places[source]
        document = self.build.documents[source]
        resolve = pages.clauses.resolver(place.address, place.language, twin=place.counterpart)
        boxes, extra = pages.boxes(document.path, place.language), ""
        if document.name == "index.md":
            boxes += pages.boxes_of_no_page(place.language)
            extra = pages.home(place.language)
        return Fragment.of(boxes + html + extra).fill(resolve)

    # Templates

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let go of the language that is built; its pages are written."""
        if _i18n(config).building:
            self.build.pages.clauses.release(self.build.plan.addresses.default_language)
        return env

    def on_page_context(
        self, context: Any, *, page: Page, config: MkDocsConfig, nav: object
    ) -> Any:
        """Make the content of a page of ours, and what surrounds any page's content."""
        place = self.build.places[page.file.src_uri]
        if view := self.build.views.get(page.file.src_uri):
            content = self.build.pages.content(view)
            page.content = content.html
            page.toc = _toc(content.contents)
            page.present_anchor_ids = {str(entry.id) for entry in content.contents}
        context["polisi"] = self.build.shells.shell(place)
        context["t"] = self.build.pages.templates.words(place.language)
        context["search"] = self._search(place)
        context["theme_styles"] = self.theme_styles
        context["content_policy"] = self.build.pages.content_policy
        return context

    def _search(self, place: Place) -> dict[str, str]:
        """Return what the search's form says and leads to where there are no scripts."""
        addresses = self.build.plan.addresses
        index = addresses.generated("clauses", place.language)
        example = next(iter(self.build.plan.register.clauses), "SM-001")
        return {"index": addresses.link(addresses.base(place.address), index), "example": example}

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let go of a page's content once it is in its template."""
        if page.file.src_uri in self.build.views:
            page.content = ""
            page.toc = TableOfContents([])
        return output

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give the templates of single files (404, sitemap) what they show."""
        addresses = self.build.plan.addresses
        default = addresses.default_language
        context["words"] = {
            language: self.build.pages.templates.words(language) for language in LANGUAGES
        }
        context["languages"] = [default, other(default)]
        context["sheets"] = self.build.plan.sheets
        context["content_policy"] = self.build.pages.content_policy
        context["roots"] = {language: addresses.root(language) for language in LANGUAGES}
        context["clause_index"] = {
            language: addresses.generated("clauses", language) for language in LANGUAGES
        }
        context["statements"] = {
            language: self.build.shells.statements(language, "") for language in LANGUAGES
        }
        # Both builds make the sitemap, of both languages: once is enough.
        context["places"] = [] if _i18n(config).building else list(self.build.places.values())
        context["shell_of"] = self.build.shells.shell
        return context

    # After the build

    @event_priority(AFTER_I18N)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is not a page, prove the edition, and put the site in its place."""
        if _i18n(config).building:
            return
        folder = Path(config.site_dir)
        for language in LANGUAGES:
            self.build.pages.clauses.release(language)
        for path, text in written_files(self.build, _site_url(config)):
            write(folder / path, text)
        for path, text in offline_files(self.build, folder):
            write(folder / path, text)
        if note := offline.note(self.build.plan, environment_language()):
            log.info(note)
        self._prove(folder)
        if not self.serving:
            self._finish(folder)
            config.site_dir = str(self.target)  # gh-deploy reads it after the build

    def _prove(self, folder: Path) -> None:
        """Search the whole output for what the edition leaves out, and fail by name."""
        plan = self.build.plan
        pages = [document for document in plan.project.documents if not document.is_policy]
        shown = [phrase for both in table().values() for phrase in both.values()]
        shown += glossary.texts()
        fill = plan.project.school.fill
        found = editions.secrets(plan.project.register, plan.edition, pages, shown, fill)
        if self.serving:  # a preview shows the notes
            found = replace(found, notes={})
        if not plan.edition.hidden and not found.notes:
            return
        leaks = list(editions.prove(folder, plan.edition, found, self.target.name or "site"))
        if leaks and not self.serving:
            raise PluginError(_report(leaks))
        for leak in leaks:
            log.warning(as_text(leak, environment_language()))
        if not leaks:
            files = sum(file.is_file() for file in folder.rglob("*"))
            values = {"edition": plan.edition.name, "files": str(files)}
            values["hidden"] = str(len(plan.edition.hidden))
            key = "editions.proved" if plan.edition.hidden else "editions.no-notes"
            log.info(say(key, environment_language(), **values))

    def _finish(self, folder: Path) -> None:
        """Put the new site in the place of the old one, unless MkDocs had something to warn of."""
        logging.getLogger(mkdocs.__name__).removeHandler(self.warnings)
        if self.warnings.get_counts() or self.warned:
            raise PluginError(say("site.warned", environment_language()))
        old = self.target.with_name(f"{self.target.name}.last")
        shutil.rmtree(old, ignore_errors=True)
        try:
            if self.target.exists():
                self.target.rename(old)
            folder.rename(self.target)
        except OSError as error:  # on Windows, a file of it is open
            if old.exists() and not self.target.exists():
                old.rename(self.target)
            values = {"folder": str(self.target), "detail": str(error.strerror)}
            raise PluginError(say("site.in-use", environment_language(), **values)) from error
        shutil.rmtree(old, ignore_errors=True)

    def on_build_error(self, *, error: Exception) -> None:
        """Clear up, and undo what static-i18n leaves behind when its inner build fails.

        Not in the second process, which leaves the folder to the first one and builds no more.
        """
        if self.is_second:
            return
        self.other_half()  # the other process may still be writing
        utils.clean_directory = self.clean_directory
        if not self.serving and self.target.name:
            shutil.rmtree(_partial(self.target), ignore_errors=True)
        logging.getLogger(mkdocs.__name__).removeHandler(self.warnings)

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: object) -> Any:
        """Build again when school.yml or a template changes."""
        root = _root(config)
        for name in (school.FILE, "overrides"):
            if (root / name).exists():
                server.watch(str(root / name))
        return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path()


def _partial(target: Path) -> Path:
    """Return the folder beside the site in which the next one is built."""
    return target.with_name(f"{target.name}.partial")


def _site_url(config: MkDocsConfig) -> str:
    """Return the site's address with a slash at the end, or an empty string."""
    return f"{config.site_url.rstrip('/')}/" if config.site_url else ""


def _i18n(config: MkDocsConfig) -> Any:
    """Return the static-i18n plugin, without which there is no bilingual site."""
    plugin = config.plugins.get("i18n")
    if plugin is None:
        raise PluginError(say("site.no-i18n", environment_language()))
    return plugin


def _html(text: str) -> Markup:
    """Escape a text once: MkDocs writes titles as they are, our templates escape them."""
    return Markup(escape(text))


def _report(problems: list[Problem]) -> str:
    """Write out all problems, for the end of a build that failed."""
    language = environment_language()
    errors = sum(problem.severity == "error" for problem in problems)
    summary = say("site.failed", language, errors=str(errors))
    return f"\n{render(problems, 'text', language)}\n\n{summary}"


def _toc(entries: tuple[Entry, ...] | list[Entry] | Any) -> TableOfContents:
    """Nest a page's contents: clauses under their sections."""
    top: list[AnchorLink] = []
    for entry in entries:
        link = AnchorLink(entry.title, entry.id, entry.level)
        siblings = top[-1].children if top and top[-1].level < entry.level else top
        siblings.append(link)
    return TableOfContents(top)
