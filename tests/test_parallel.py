"""Two halves side by side, whatever becomes of the second."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable

import pytest

from polisi.parallel import both

PARENT = os.getpid()


def in_child(then: Callable[[], object]) -> Callable[[], int]:
    """Return a function that does something odd in another process, and works in this one."""

    def function() -> int:
        if os.getpid() != PARENT:
            then()
        return 2

    return function


def test_both_results_come_back_in_order() -> None:
    assert both(lambda: "here", lambda: ["there"]) == ("here", ["there"])


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
def test_the_second_runs_in_another_process() -> None:
    here, there = both(os.getpid, os.getpid)
    assert here == PARENT != there


def test_a_large_result_comes_back_whole() -> None:
    size = 3_000_000
    assert both(lambda: 1, lambda: "x" * size) == (1, "x" * size)


@pytest.mark.parametrize(
    "then",
    [
        lambda: os.kill(os.getpid(), signal.SIGKILL),
        lambda: os._exit(3),
        lambda: 1 / 0,
        lambda: sys.exit("no"),
    ],
    ids=["killed", "gone", "error", "exit"],
)
def test_when_the_other_process_dies_the_work_is_done_here(then: Callable[[], object]) -> None:
    assert both(lambda: 1, in_child(then)) == (1, 2)


def test_a_result_that_cannot_be_sent_is_made_here() -> None:
    _, there = both(lambda: 1, lambda: threading.Lock())
    assert hasattr(there, "acquire")


def test_an_error_in_the_second_is_raised_here() -> None:
    def broken() -> int:
        raise ValueError("both times")

    with pytest.raises(ValueError, match="both times"):
        both(lambda: 1, broken)


def test_an_error_in_the_first_is_raised() -> None:
    def broken() -> int:
        raise ValueError("here")

    with pytest.raises(ValueError, match="here"):
        both(broken, lambda: 1)


def test_with_threads_running_nothing_is_forked() -> None:
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    try:
        assert both(os.getpid, os.getpid) == (PARENT, PARENT)
    finally:
        wait.set()
        thread.join()


def test_elsewhere_than_on_linux_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert both(os.getpid, os.getpid) == (PARENT, PARENT)
