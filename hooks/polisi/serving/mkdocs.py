"""The MkDocs adapter: the only module that knows the generator.

MkDocs loads the configuration, the plugins and this hook, and runs the server of the preview;
static-i18n owns the languages, and the pages that stand in files go through both. What each page
says, and every other file, comes from the site that ``polisi build`` writes, too.

What MkDocs and static-i18n do to a build, and what is done here about it:

- static-i18n builds the default language, and then the other one inside its ``on_post_build``,
  with the same config object: every event fires twice. Files are read once, before the outer
  build, and written once, in its ``on_files``: before that MkDocs empties the folder.
- The output goes to a folder beside ``site/`` that takes its place when all is well, so that no
  failure, however late, touches the last good site.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import mkdocs
from jinja2 import DictLoader, Environment
from markupsafe import Markup
from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from polisi.desk import door
from polisi.desk.answering import Desk
from polisi.disk import is_text
from polisi.pages.plan import Page as OurPage
from polisi.policies.adoption import DAY, unreadable_day
from polisi.problems import Problem, as_text
from polisi.publish import build
from polisi.publish.build import BuildError, Gate
from polisi.publish.folder import FolderError, Output
from polisi.publish.settings import SITE_ADDRESS, Settings, script
from polisi.publish.site import Site
from polisi.school import school
from polisi.serving.preview import HTML, Preview
from polisi.serving.server import Follower, no_port
from polisi.text.documents import strange
from polisi.words.languages import LANGUAGES, Language, environment_language
from polisi.words.phrases import say
from polisi.yaml_files.mkdocs_file import FILE

AFTER_I18N = -200
"""static-i18n runs at -100."""

NOT_OF_THE_SITE = {f"{mkdocs.__name__}.{part}" for part in ("localization", "theme")}
"""Where MkDocs warns of what has nothing to do with our pages, such as ``--theme``."""

OF_LANGUAGES = f"{mkdocs.__name__}.plugins.mkdocs_static_i18n"
"""Where static-i18n says what it builds, and what it misses there."""

log = logging.getLogger(f"{mkdocs.__name__}.plugins.polisi")


class Events:
    """The events of a site's build, in the order in which MkDocs calls them."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self.preview: Preview | None = None
        """What is shown while somebody writes; nothing is built then."""
        self.serving = False
        self.gate: Gate
        self.site: Site
        self.pages: dict[str, OurPage] = {}
        """The pages that stand in files, by path below ``docs/``."""
        self.warnings = _Warnings()
        self.clean_directory = utils.clean_directory
        self.output: Output | None = None

    # Before the build

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview, in which a problem of content never stops anything."""
        self.serving = command == "serve"
        if value := unreadable_day():
            problem = Problem("day-unreadable", DAY, 1, values={"value": value})
            log.info(as_text(problem, environment_language()))
        day = os.environ.get(DAY, "")
        if value or not day.strip():  # MkDocs would fail
            os.environ.pop(DAY, None)
        if self.serving:  # a preview builds nothing, and so misses no home page
            logging.getLogger(OF_LANGUAGES).setLevel(logging.ERROR)
        else:
            build.lighten()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set what school.yml decides: the default language, the names of the site."""
        i18n = _i18n(config)
        if i18n.building:
            return config
        _check_languages(i18n)
        about, _ = school.load(_root(config))
        if not self.serving:  # a preview has an address of its own
            config.site_url = os.environ.get(SITE_ADDRESS) or about.file.site_address or ""
        languages = i18n.config.languages
        for language in languages:
            language.default = language.locale == about.default_language
            language.link = "/" if language.default else f"/{language.locale}/"
            name = say("site.name", language.locale, school=about.name(language.locale)).strip()
            language.site_name = Markup(escape(name))
        languages.sort(key=lambda each: not each.default)  # else it is built twice
        if self.serving:
            os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        else:
            with _ending_build():
                self.output = Output.open(Path(config.site_dir), _root(config))
            config.site_dir = str(self.output.folder)
            self.warnings = _Warnings()
            self.warnings.setLevel(logging.WARNING)
            logging.getLogger(mkdocs.__name__).addHandler(self.warnings)
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Read all files, and plan the site. Nothing has been written yet."""
        i18n = _i18n(config)
        if i18n.building:
            return
        i18n.current_language = i18n.default_language
        language, root, site_url = environment_language(), _root(config), config.site_url or ""
        if self.serving:
            _require_names(root, language)
            is_usual = Path(config.config_file_path or FILE).name == FILE  # it is followed, too
            chosen = None if is_usual else _settings(config)
            self.preview = Preview(root, language, site_url, chosen)
            return
        with _ending_build():
            self.gate = Gate.of_folder(root, language, log.info)
            if self.gate.loaded.unreadable:  # at which MkDocs may stop, without words
                self.gate.open()
            self.site = build.prepare(self.gate, _settings(config), site_url=site_url)
        plan = self.site.plan
        self.pages = {_source(page): page for page in plan.pages if _source(page)}

    # Files and pages

    @event_priority(AFTER_I18N)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Check all files and write the site; leave MkDocs the pages in files, at our addresses."""
        i18n = _i18n(config)
        if self.serving:
            return Files([])
        if not i18n.building:
            folder = Path(config.site_dir)
            with _ending_build():
                build.write(self.site, folder, environment_language(), self.gate)
        ours = {config.docs_dir, *config.theme.dirs}
        for file in list(files):
            page = self.pages.get(file.src_uri)
            if page:
                self._settle(file, page, config)
            elif file.src_dir in ours:
                files.remove(file)
        i18n.i18n_files_per_language[i18n.current_language] = files.documentation_pages()
        return files

    def _settle(self, file: File, page: OurPage, config: MkDocsConfig) -> None:
        """Tell MkDocs where a page goes."""
        plan = self.site.plan
        file.dest_uri = f"{page.address}index.html"
        file.abs_dest_path = str(Path(config.site_dir, file.dest_uri))
        file.url = plan.addresses.link("", page.address)
        if page.policy:
            file.inclusion = InclusionLevel.NOT_IN_NAV

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:
        """Give MkDocs no text of ours to convert."""
        return "" if page.file.src_uri in self.pages else None

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Say what a page is called."""
        if ours := self.pages.get(page.file.src_uri):
            page.meta["title"] = Markup(escape(ours.title))
        return markdown

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give MkDocs templates that say nothing: the pages are made."""
        config.theme.static_templates = set()
        return Environment(loader=_Silent({}))

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Hand over a page as it was made."""
        if page.file.src_uri not in self.pages:
            return output
        return Path(page.file.abs_dest_path).read_bytes().decode("utf-8")

    # After the build

    @event_priority(AFTER_I18N)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Prove the edition, and put the site in its place."""
        if _i18n(config).building or self.serving:
            return
        folder, output = Path(config.site_dir), self.output
        name = output.target.name if output else "site"
        with _ending_build():
            build.prove(self.site, folder, name, environment_language(), log.info)
        if output:
            self._finish(output)
            config.site_dir = str(output.target)  # gh-deploy reads it after the build

    def _finish(self, output: Output) -> None:
        """Put the new site in the place of the old one, unless MkDocs had something to warn of."""
        logging.getLogger(mkdocs.__name__).removeHandler(self.warnings)
        if self.warnings.get_counts():
            raise PluginError(say("site.warned", environment_language()))
        with _ending_build():
            output.publish()
        output.close()

    def on_build_error(self, *, error: Exception) -> None:
        """Clear up, and undo what static-i18n leaves behind when its inner build fails."""
        utils.clean_directory = self.clean_directory
        if self.output:
            self.output.close()
        logging.getLogger(mkdocs.__name__).removeHandler(self.warnings)
        if isinstance(error, OSError) and self.output:  # MkDocs would show a traceback
            told = FolderError.of(error, self.output.target)
            raise Abort(say(told.key, environment_language(), **told.values)) from error

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: object) -> Any:
        """Let MkDocs' server show the preview, and tell browsers when there is something new.

        Of the server's own work its answers to the script in each page remain, which it reloads;
        what it would build and watch is nothing, as the preview sees by itself what has changed.
        """
        assert self.preview is not None
        served = _Served(server, self.preview)
        log.warning(say("serve.edit", self.preview.language, address=served.edited_at))
        Follower(self.preview, log.warning, served.reload)
        server.builder, server.build_delay = lambda: None, 0
        port = server.server_address[1]
        server.server_bind = partial(bind, server.server_bind, port, self.preview.language)
        server._serve_request = served.answer
        for watched in list(server._watched_paths):
            server.unwatch(watched)
        return server


def bind(take: Callable[[], None], port: int, language: Language) -> None:
    """Let a server take its port, or say why it can't: MkDocs would show a traceback."""
    try:
        take()
    except (OSError, OverflowError) as error:
        raise Abort(no_port(error, port, language, "--dev-addr")) from error


class _Served:
    """What MkDocs' server answers with: the preview, the page of editing, and the rest its own."""

    def __init__(self, server: Any, preview: Preview) -> None:
        self._server = server
        self._preview = preview
        self._of_mkdocs = server._serve_request
        self._desk = Desk(preview.root, preview.language, apart=True)
        self.edited_at = self._desk.address(server.url)
        """The address of the page of editing."""

    def reload(self) -> None:
        """Let browsers that show a page ask for it again."""
        condition = self._server._rebuild_cond
        with condition:
            self._server._want_rebuild = True
            condition.notify_all()

    def answer(self, environ: Mapping[str, str], start_response: Any) -> Any:
        """Answer a request, as WSGI wants it."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        mount_path = self._server.mount_path
        if not path.startswith(mount_path) or path.startswith("/livereload/"):
            return self._of_mkdocs(environ, start_response)
        below = path.removeprefix(mount_path)
        if below.startswith(door.AT):
            return self._edit(environ, below.removeprefix(door.AT), start_response)
        return self._show(below, start_response)

    def _edit(self, environ: Mapping[str, str], below: str, start_response: Any) -> list[bytes]:
        reply = self._desk.answer(door.asked_by(environ, below))
        headers = [("Content-Type", reply.type), *reply.headers.items()]
        start_response(f"{reply.status} {HTTPStatus(reply.status).phrase}", headers)
        return [reply.body]

    def _show(self, below: str, start_response: Any) -> list[bytes]:
        with self._server._epoch_cond:
            epoch = self._server._visible_epoch
        answer = self._preview.answer(below)
        body = answer.body
        if answer.type == HTML and body:
            body = self._server._inject_js_into_html(body, epoch)
        headers = [("Content-Type", answer.type), ("Content-Length", str(len(body)))]
        if answer.location:
            headers.append(("Location", quote(self._server.mount_path + answer.location)))
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", headers)
        return [body]


class _Warnings(utils.CountHandler):
    """Counts warnings of MkDocs that are about the site: not of a theme that makes none of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether one counts; the signature is that of ``logging``."""
        if record.name in NOT_OF_THE_SITE or "'dirty' build" in record.getMessage():
            return False  # we make every file anyway
        return bool(super().filter(record))


class _Silent(DictLoader):
    """Has every template, and each of them is empty."""

    def get_source(self, environment: Environment, template: str) -> Any:
        """Return an empty template; the signature is Jinja's."""
        return "", None, None


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path()


@contextmanager
def _ending_build() -> Iterator[None]:
    """End a build as MkDocs does, with what is wrong and without a traceback."""
    try:
        yield
    except BuildError as error:
        raise PluginError(f"\n{error}") from error
    except FolderError as error:
        raise PluginError(say(error.key, environment_language(), **error.values)) from error


def _require_names(root: Path, language: Language) -> None:
    """Fail where a file has a name that is no text: static-i18n would, without words."""
    nameless = [each for each in strange(root) if not is_text(each.path)]
    if nameless:
        raise PluginError(f"\n{build.report(nameless, language)}")


def _settings(config: MkDocsConfig) -> Settings:
    """Return the settings as MkDocs has read them."""
    scripts: list[object] = [
        each if isinstance(each, str) else {**each, "async": each.async_}
        for each in config.extra_javascript
    ]
    return Settings(
        site_dir=config.site_dir,
        files=not config.use_directory_urls,
        sheets=list(config.extra_css),
        scripts=[script(each) for each in scripts],
    )


def _source(page: OurPage) -> str:
    """Return the path below ``docs/`` of a page that stands in a file, or an empty string."""
    if page.document:
        return f"{page.language}/{page.document.name}"
    if page.kind == "policy" and page.policy and not page.audience:
        return f"{page.language}/{page.policy.name}"
    return ""


def _i18n(config: MkDocsConfig) -> Any:
    """Return the static-i18n plugin, without which there is no bilingual site."""
    plugin = config.plugins.get("i18n")
    if plugin is None:
        raise PluginError(say("site.no-i18n", environment_language()))
    return plugin


def _check_languages(i18n: Any) -> None:
    """Fail when mkdocs.yml lists other languages than the project has."""
    listed: set[Language] = {each.locale for each in i18n.config.languages}
    if listed != set(LANGUAGES):
        values = {"listed": ", ".join(sorted(listed)), "expected": ", ".join(LANGUAGES)}
        raise PluginError(say("site.languages", environment_language(), **values))
