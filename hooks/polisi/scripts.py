"""Scripts that stand inside a page, moved to files, so that a server may forbid the others.

Material writes a few short scripts into every page. While they stand there, a server that forbids
scripts in pages (the Content-Security-Policy in ``servers/``) breaks the site, and one that allows
them allows whatever else finds its way into a page. Each becomes a file named after its content,
loaded in the same place and as early as before: most pages share the same few.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from html import escape
from html.parser import HTMLParser

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # Material's and the pictures' own style attributes
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""What a page may load and do (W3C, Content Security Policy Level 3)."""
HEADER = "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items())
"""The policy as a server sends it; a test compares the samples in ``servers/`` with it."""
_META = HEADER.rpartition("; frame-ancestors")[0]  # a page can't say who may frame it
META = f'<meta http-equiv="Content-Security-Policy" content="{_META}">'
"""The policy as a page states it, for web hosts that send no headers of ours."""

EXECUTABLE = {"", "module", "text/javascript", "application/javascript", "text/ecmascript"}
"""Types of scripts that run; a script of any other type is data, and stays."""
KEPT = ("type", "id")
"""Attributes that mean the same on a script in a file. ``defer`` would start to mean something."""

_REST = r"""
    (?> (?: [^=>]++ | = \s*+ (?: "[^"]*+" | '[^']*+' | (?! ["'] ) ) )* ) >
"""
"""What follows the name of a tag; quotation marks count after "=" only (HTML Standard, 13.2.5)."""
_TEXT_ONLY = "|".join(
    rf"<{name} (?= [\s/>] ) {_REST} .*? (?: </{name}\b | \Z )"
    for name in ("style", "textarea", "title")
)
_OTHER = re.compile(
    # Tag by tag, so that what looks like a script in an attribute, a comment or a title is none;
    # what is never closed goes on to the end. A thousand at a time: more would fill the memory.
    rf"""
    (?: [^<]++
      | <!-- .*? (?: --> | \Z )
      | {_TEXT_ONLY}
      | <(?! script [\s/>] ) (?: /? [a-z] (?: {_REST} | .* ) | [/!?] [^>]* )?
    ){{1,1000}}
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SCRIPT = re.compile(
    rf"(?P<tag> <script (?= [\s/>] ) {_REST} ) (?P<text> .*? ) </script \s* >",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def _next_script(html: str, position: int) -> re.Match[str] | None:
    """Find the next script of a page, of whatever type."""
    while other := _OTHER.match(html, position):
        position = other.end()
    return _SCRIPT.match(html, position)


class _Tag(HTMLParser):
    """Reads the attributes of one start tag."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes; the first of two of the same name counts, as in a browser."""
        for name, value in attrs:
            self.found.setdefault(name, value or "")


@lru_cache(maxsize=256)
def _attributes(tag: str) -> str | None:
    """Return what a script keeps of its attributes, or None if it is none that runs in a page."""
    found = _Tag(tag).found
    if "src" in found or found.get("type", "").strip().lower() not in EXECUTABLE:
        return None
    return "".join(f' {name}="{escape(found[name])}"' for name in KEPT if name in found)


@lru_cache(maxsize=256)
def _file(text: str) -> str:
    """Return the path of the file that holds a script."""
    return f"assets/inline.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js"


def in_files(html: str, base: str) -> tuple[str, dict[str, str]]:
    """Return a page whose scripts all stand in files, and those files: path to text.

    ``base`` is the way from the page up to the root of the site: ``../../``, or nothing.
    """
    parts: list[str] = []
    files: dict[str, str] = {}
    position = 0
    while match := _next_script(html, position):
        kept, text = _attributes(match["tag"]), match["text"]
        if kept is not None and text.strip():
            path = _file(text)
            files[path] = text
            parts += html[position : match.start("tag")], f'<script{kept} src="{base}{path}">'
            parts.append("</script>")
        else:
            parts.append(html[position : match.end()])
        position = match.end()
    parts.append(html[position:])
    return "".join(parts), files


def with_policy(html: str) -> str:
    """Return a page that states what it may load, ahead of everything that it loads."""
    charset = '<meta charset="utf-8">'
    return html.replace(charset, f"{charset}\n  {META}", 1)
