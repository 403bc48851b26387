"""What a page may load and do: no script from elsewhere, and none that stands in a page.

Our pages have all their scripts in files, so a server can forbid the others (``servers/``), and a
page says so itself for web hosts that send no headers of ours.
"""

from __future__ import annotations

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
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
