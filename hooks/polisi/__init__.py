"""Polisi: bilingual school policies, read from Markdown files, checked, and turned into pages.

The way through the package is one-directional: ``reader`` (text to documents), ``register``
(documents to policies and clauses), ``checks`` (register to problems), ``views``, ``pages`` and
``export`` (register to files). Only ``site`` knows MkDocs.
"""

__version__ = "0.1.0"
