"""Fixtures that all tests share: the sites as they are shipped, a browser and its readers."""

import gc
from collections.abc import Iterator

import pytest

from browsers import address, browser, contexts, reader, without_scripts  # noqa: F401
from sites import as_files, edition, shipped, site, welsh  # noqa: F401


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for no garbage among thousands of tests that are all kept: a quarter of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
