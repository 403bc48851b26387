"""Work in a second process, whatever becomes of it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from polisi.parallel import Apart, GivenUpError, in_second_process

pytestmark = pytest.mark.forks

PARENT = os.getpid()


def broken() -> int:
    raise ValueError("both times")


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


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
@pytest.mark.parametrize("then", [None, lambda: None, broken], ids=["result", "all", "failed"])
def test_a_process_that_has_done_its_work_was_waited_for(then: Callable[[], object] | None) -> None:
    """Else its processor time counts in no figure of a command, which ends at once."""
    wait = in_second_process(os.getpid, then=then)
    there = wait()
    assert there is not None
    if then:
        wait.is_done()
    with pytest.raises(ChildProcessError):  # there is no such child any more
        os.waitpid(there, os.WNOHANG)


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


@pytest.mark.parametrize(
    "refuse",
    [
        lambda patch: patch.setattr(os, "fork", lambda: (_ for _ in ()).throw(BlockingIOError())),
        lambda patch: patch.delattr(os, "fork"),
        lambda patch: patch.setitem(sys.modules, "multiprocessing", None),
        lambda patch: patch.setattr(os, "pipe", lambda: (_ for _ in ()).throw(OSError(24, "no"))),
    ],
    ids=["refused", "no fork", "no multiprocessing", "no pipe"],
)
def test_where_there_can_be_no_other_process_there_is_no_result(
    refuse: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch)
    assert in_second_process(os.getpid)() is None


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
def test_it_goes_on_with_what_it_has_made_after_its_result() -> None:
    made: list[str] = []
    hears, tells = os.pipe()

    def make() -> list[str]:
        made.append("there")
        return made

    wait = in_second_process(make, then=lambda: os.write(tells, made[0].encode()))
    assert wait() == ["there"]
    assert wait.is_done()
    assert os.read(hears, 10) == b"there"
    assert made == []


@pytest.mark.parametrize("then", [broken, lambda: os._exit(3)], ids=["error", "gone"])
@pytest.mark.parametrize("is_asked", [True, False], ids=["asked", "nobody asks for the result"])
def test_when_it_fails_after_its_result_it_is_not_done(
    then: Callable[[], object], is_asked: bool
) -> None:
    wait = in_second_process(lambda: "there", then=then)
    if is_asked:
        assert wait() == ("there" if sys.platform == "linux" else None)
    assert not wait.is_done()


def test_where_there_is_no_other_process_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not in_second_process(lambda: "there", then=lambda: None).is_done()


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
def test_the_other_process_ends_with_the_one_that_began_it() -> None:
    """Else it would go on writing where the next build has to clear up."""
    hears, tells = os.pipe()
    parent = os.fork()
    if not parent:
        os.close(hears)

        def tell_and_wait() -> None:
            os.write(tells, b"x")
            time.sleep(60)

        in_second_process(tell_and_wait)
        time.sleep(60)
        os._exit(0)
    os.close(tells)
    assert os.read(hears, 1) == b"x"
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    assert select.select([hears], [], [], 10)[0]
    assert os.read(hears, 1) == b""  # nobody is left who could tell anything
    os.close(hears)


def test_a_result_that_nobody_needs_ends_its_process() -> None:
    began = time.monotonic()
    in_second_process(lambda: time.sleep(60)).stop()
    assert time.monotonic() - began < 10


def test_elsewhere_than_on_linux_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert in_second_process(os.getpid)() is None


# A process that is kept


@pytest.fixture
def apart() -> Iterator[Apart]:
    kept = Apart()
    yield kept
    kept.stop()


def test_work_is_done_in_one_process_that_is_kept(apart: Apart) -> None:
    first, second = apart.do(os.getpid), apart.do(os.getpid)
    assert first == second != PARENT
    assert apart.do(sorted, "ba") == ["a", "b"]


def test_what_is_printed_there_is_no_answer(apart: Apart) -> None:
    assert apart.do(print, "words") is None
    assert apart.do(len, "words") == 5


def test_it_begins_with_what_comes_first() -> None:
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    kept = Apart(partial(os.nice, 1))
    try:
        assert kept.do(os.getpriority, os.PRIO_PROCESS, 0) == min(19, ours + 1)
        assert os.getpriority(os.PRIO_PROCESS, 0) == ours
    finally:
        kept.stop()


def test_one_that_was_killed_is_begun_again(apart: Apart) -> None:
    first = apart.do(os.getpid)
    os.kill(first, signal.SIGKILL)
    assert apart.process
    apart.process.wait()
    assert apart.do(os.getpid) not in (first, PARENT)


def test_what_fails_there_is_done_here(apart: Apart) -> None:
    with pytest.raises(ZeroDivisionError):
        apart.do(divmod, 1, 0)
    assert apart.do(threading.Lock) is not None  # can't be sent
    assert apart.do(lambda: "there") == "there"  # nor that
    assert apart.do(os.getpid) != PARENT


@pytest.mark.parametrize("executable", ["", os.devnull, "/no/such/program"])
def test_where_there_can_be_no_process_to_keep_work_is_done_here(
    apart: Apart, executable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    assert apart.do(os.getpid) == PARENT


def test_work_that_is_stopped_is_given_up() -> None:
    kept = Apart()
    kept.do(os.getpid)
    threading.Timer(0.1, kept.stop).start()
    with pytest.raises(GivenUpError):
        kept.do(time.sleep, 60)
    with pytest.raises(GivenUpError):
        kept.do(os.getpid)


def test_it_ends_with_the_one_that_keeps_it_and_ctrl_c_is_not_for_it() -> None:
    script = """
import os, time
from polisi.parallel import Apart
print(os.getpgid(Apart().do(os.getpid)) == os.getpgid(0), flush=True)
kept = Apart()
kept.do(os.getpid)
print("kept", flush=True)
time.sleep(60)
"""
    command = [sys.executable, "-c", script]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with parent:
        assert parent.stdout and parent.stderr
        assert parent.stdout.readline() == b"False\n"
        assert parent.stdout.readline() == b"kept\n"
        parent.kill()
        assert select.select([parent.stderr], [], [], 10)[0]
        assert parent.stderr.read() == b""  # nobody is left who could complain of anything
