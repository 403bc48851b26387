"""Fixtures that all tests share."""

from sites import as_files, edition, shipped, site, welsh  # noqa: F401
