"""Fixtures that all tests share: the sites as they are shipped, a browser and its readers."""

from browsers import address, browser, contexts, reader, without_scripts  # noqa: F401
from sites import as_files, edition, shipped, site, welsh  # noqa: F401
