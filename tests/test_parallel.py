"""Work in a second process, whatever becomes of it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable

import pytest

from polisi.parallel import in_second_process

PARENT = os.getpid()


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that other tests have left open has a thread."""
    threads = threading.active_count()
    active = threading.active_count
    monkeypatch.setattr(threading, "active_count", lambda: active() - threads + 1)


def test_the_result_comes_back() -> None:
    assert in_second_process(lambda: ["there"])() == ["there"]


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
def test_it_is_another_process_and_this_one_goes_on_meanwhile() -> None:
    go_on, told = os.pipe()

    def after_being_told() -> int:
        assert os.read(go_on, 1) == b"x"
        return os.getpid()

    wait = in_second_process(after_being_told)
    os.write(told, b"x")  # only a process that goes on meanwhile gets here
    there = wait()
    assert there is not None and there != PARENT


def test_a_large_result_comes_back_whole() -> None:
    size = 3_000_000
    assert in_second_process(lambda: "x" * size)() == "x" * size


def broken() -> int:
    raise ValueError("both times")


@pytest.mark.parametrize(
    "function",
    [
        lambda: os.kill(os.getpid(), signal.SIGKILL),
        lambda: os._exit(3),
        lambda: sys.exit("no"),
        broken,
        threading.Lock,  # can't be sent
    ],
    ids=["killed", "gone", "exit", "error", "unsendable"],
)
def test_when_the_other_process_fails_there_is_no_result(function: Callable[[], object]) -> None:
    assert in_second_process(function)() is None


def test_with_threads_running_nothing_is_forked() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert in_second_process(os.getpid)() is None
    finally:
        end.set()
        thread.join()


def test_elsewhere_than_on_linux_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert in_second_process(os.getpid)() is None
