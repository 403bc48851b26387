"""What scripts and style sheets say to programmers, and a site does not say to its readers."""

import re

IN_SCRIPT = re.compile(r"^[ \t]*/\*(?!!)[^*]*\*+(?:[^/*][^*]*\*+)*/[ \t]*\n", re.MULTILINE)
"""A comment that has its lines to itself. One that starts with an exclamation mark is a licence."""
IN_STYLES = re.compile(r"/\*(?!!).*?\*/\s*", re.DOTALL)
"""What only explains. A comment that starts with an exclamation mark is a licence, and stays."""
