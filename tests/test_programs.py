"""Other programs: what they say is read to its end, and one that has none is given up."""

from __future__ import annotations

import errno
import sys
import threading
import time
from pathlib import Path

import pytest

from polisi import programs
from polisi.programs import Ended

TEXT = b"0123456789abcdef" * 20_000
"""More than fits into a pipe."""


def run(script: str, seconds: float = 20, text: bytes = b"", most: int = programs.MOST) -> Ended:
    return programs.run(["sh", "-c", script], Path(), seconds, text, most=most)


def test_all_that_is_said_and_complained_of_comes_back() -> None:
    before = set(threading.enumerate())  # one of another test may come to its end meanwhile
    ended = run("tee /dev/stderr; exit 3", text=TEXT)
    assert ended == Ended(3, TEXT, TEXT)
    assert set(threading.enumerate()) <= before  # nobody forks where there are several


def test_a_program_that_does_not_read_what_it_is_told() -> None:
    assert run("echo so", text=TEXT * 10) == Ended(0, b"so\n", b"")


@pytest.mark.parametrize("script", ["yes", "yes >&2", "yes & sleep 60", "yes & exit"])
def test_one_that_never_stops_talking_is_given_up(script: str) -> None:
    began = time.monotonic()
    with pytest.raises(OSError, match="more than 1,000,000 bytes") as told:
        run(script, most=1_000_000)
    assert told.value.errno == errno.EFBIG
    assert time.monotonic() - began < 10


def test_what_may_just_be_said_is_said() -> None:
    assert run("cat", text=TEXT, most=len(TEXT)).output == TEXT
    with pytest.raises(OSError, match="more than"):
        run("cat", text=TEXT, most=len(TEXT) - 1)


@pytest.mark.parametrize(
    "script", ["sleep 60", "sleep 60 & exit", "exec >&- 2>&- <&-; sleep 60", "echo a; sleep 60"]
)
def test_one_that_hangs_is_given_up_with_all_that_it_has_started(script: str) -> None:
    with pytest.raises(TimeoutError, match="no end after 0 s"):
        run(script, seconds=0.3)


def test_where_no_thread_can_be_started_the_system_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def start(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    with pytest.raises(OSError, match="can't start new thread"):
        run("sleep 60")


def test_no_such_program() -> None:
    with pytest.raises(FileNotFoundError):
        programs.run([sys.executable + "-none"], Path(), 1)
