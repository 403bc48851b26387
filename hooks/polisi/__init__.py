"""Polisi: bilingual school policies, read from Markdown files, checked, and turned into pages.

The way through the package leads in one direction, a folder for each step: ``text`` (files to
documents), ``school`` (``school.yml``), ``policies`` (documents to what is written, what shows and
what an edition may see), ``project`` (all of a folder), ``checks`` (a project to problems),
``pages`` and ``outputs`` (an edition to texts), ``publish`` (all of them to a site). All the rooms
are in ``CONTRIBUTING.md``. Only ``serving.mkdocs`` knows MkDocs.
"""

__version__ = "0.1.0"
