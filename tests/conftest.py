"""Fixtures that all tests share: the sites as they are shipped, a browser and its readers."""

import gc
import os
import sys
from collections.abc import Iterator

import pytest

from browsers import address, browser, contexts, reader, without_scripts  # noqa: F401
from found_once import found_once
from sites import as_files, edition, shipped, site, welsh  # noqa: F401


def pytest_configure() -> None:
    """Keep what is compiled, whatever the machine says: half of the start of every process."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what forks often: a process that has tested much takes ten times as long to."""
    items.sort(key=lambda item: item.get_closest_marker("forks") is None)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for no garbage among thousands of tests that are all kept: a quarter of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _found_once() -> Iterator[None]:
    with found_once():
        yield
