"""The hook that MkDocs loads: event functions that call, and decide nothing."""

from polisi.serving.mkdocs import Events

events = Events()
on_startup = events.on_startup
on_config = events.on_config
on_pre_build = events.on_pre_build
on_files = events.on_files
on_page_read_source = events.on_page_read_source
on_page_markdown = events.on_page_markdown
on_env = events.on_env
on_post_page = events.on_post_page
on_post_build = events.on_post_build
on_build_error = events.on_build_error
on_serve = events.on_serve
