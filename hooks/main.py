"""The hook that MkDocs loads: event functions that call, and decide nothing."""

from mkdocs.plugins import CombinedEvent

from polisi.publish.mkdocs import Site

site = Site()
on_startup = site.on_startup
on_config = site.on_config
on_pre_build = site.on_pre_build
on_files = site.on_files
on_page_read_source = site.on_page_read_source
on_page_markdown = site.on_page_markdown
on_page_content = site.on_page_content
on_env = site.on_env
on_page_context = site.on_page_context
on_post_page = site.on_post_page
on_template_context = site.on_template_context
on_post_build = CombinedEvent(site.on_other_built, site.on_post_build)  # type: ignore[arg-type]
on_build_error = site.on_build_error
on_serve = site.on_serve
