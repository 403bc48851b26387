"""Fixtures that all tests share: the sites as they are shipped."""

from sites import as_files, edition, shipped, site, welsh  # noqa: F401
