"""Fixtures of these tests: a browser, and readers who use it."""

from browsers import address, browser, contexts, reader, without_scripts  # noqa: F401
