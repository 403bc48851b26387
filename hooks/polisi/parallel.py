"""Work in a second process: forked, where the system makes that cheap, or one that is kept."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Result = TypeVar("Result")
PARENT_DEATH_SIGNAL = 1
"""Option of prctl(2)."""
START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from polisi.parallel import serve; serve()"
)
"""What a process that is kept begins with: it finds its modules where this one does."""


class Waiting(Generic[Result]):
    """Waits for a second process, if there is one: for its result, and then for its end.

    Only a process that was waited for counts in what the system says that a program took.
    """

    def __init__(
        self,
        process: BaseProcess | None = None,
        receiver: Connection | None = None,
        *,
        goes_on: bool = False,
    ):
        """Without a process there is nothing to wait for, and no result.

        ``goes_on`` says that it does something after its result.
        """
        self._process = process
        self._receiver = receiver
        self._goes_on = goes_on
        self._results: list[Result | None] = []

    def __call__(self) -> Result | None:
        """Return the result, or None when there is none."""
        if not self._results:
            self._results.append(self._received(is_last=not self._goes_on))
        return self._results[0]

    def is_done(self) -> bool:
        """Wait for what it does after its result, and tell whether it has done all of it."""
        return self() is not None and self._received(is_last=True) is not None

    def _received(self, *, is_last: bool) -> Result | None:
        if self._process is None or self._receiver is None:
            return None
        try:
            result: Result = self._receiver.recv()
        except Exception:  # it died, or sent what can't be read
            self.stop()
            return None
        if is_last:
            self._process.join()
        return result

    def stop(self) -> None:
        """End the process, whose work nobody needs any more, and wait until it is gone."""
        if self._process:
            self._process.kill()
            self._process.join()


def in_second_process(
    function: Callable[[], Result], then: Callable[[], object] | None = None
) -> Waiting[Result]:
    """Start a function in a forked process; return what waits for its result.

    The result, which must be picklable, is None where forking is not safe (it is on Linux, in a
    program of one thread), where the system refuses it, and when the function or its process
    failed. The caller then does the work itself, and meets the error, if there is one, where it
    can be reported. ``then`` is done after the result is sent, so that the process has all that it
    has read and made until there.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return Waiting()
    try:
        import multiprocessing  # slow to load, and few projects are large

        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(function, then, sender), daemon=True)
        gc.freeze()  # looking for cycles in what both have would copy it
        process.start()
    except Exception:  # no more processes, no pipe, no fork, no such library
        return Waiting()
    sender.close()
    return Waiting(process, receiver, goes_on=then is not None)


def _send(
    function: Callable[[], object], then: Callable[[], object] | None, sender: Connection
) -> None:
    """Send what the function returns, and that all is done; send nothing when it fails."""
    try:
        _end_with_parent()
        sender.send(function())
        if then:
            then()
            sender.send(True)
    except BaseException:
        sender.close()


def _end_with_parent() -> None:
    """Let the system end this process when the one that began it is killed.

    Else it would go on writing into a folder that the next build has to clear up.
    """
    import ctypes  # slow to load, and needed only here
    import multiprocessing

    with suppress(Exception):  # it only ends later then
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent and os.getppid() != parent.pid:  # it was killed before this one could say so
        os._exit(1)


class GivenUpError(ConnectionError):
    """Work was stopped, as nobody waits any more for what comes of it."""


class Apart:
    """Does work in a process of its own, which keeps what it has read.

    That one has a session of its own, so that Ctrl+C is not for it; it ends when nobody is there
    any more who could ask it for something. Can be used from several threads.
    """

    def __init__(self, first: Callable[[], object] | None = None) -> None:
        """The process begins with ``first``."""
        self.process: subprocess.Popen[bytes] | None = None
        self._first = first
        self._lock = threading.Lock()
        self._is_over = False

    def do(self, function: Callable[..., Result], *arguments: object) -> Result:
        """Return what a function of a module returns; what goes in and out must be picklable.

        Where there can be no other process, or it fails, the work is done in this one, and its
        error met here. Raises ``GivenUpError`` when it is stopped meanwhile.
        """
        with self._lock:
            try:
                result: Result = self._done(function, arguments)
                return result
            except Exception:  # it was killed, it failed, or the system has none
                self._end()
            if self._is_over:
                raise GivenUpError
        return function(*arguments)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._is_over = True
        if process := self.process:
            process.kill()
        with self._lock:
            self._end()

    def _done(self, function: Callable[..., object], arguments: Sequence[object]) -> Any:
        if self.process is None or self.process.poll() is not None:
            self._end()
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-c", START],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
            self._tell(sys.path)
            if self._first:
                self._done(self._first, ())
        if self._is_over:
            raise GivenUpError
        self._tell((function, arguments))
        assert self.process.stdout
        return pickle.load(self.process.stdout)

    def _tell(self, what: object) -> None:
        assert self.process and self.process.stdin
        pickle.dump(what, self.process.stdin)
        self.process.stdin.flush()

    def _end(self) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):  # not all of it was read
                if stream:
                    stream.close()


def serve() -> None:
    """Do what is asked for on the standard input, and answer on the standard output."""
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is printed is no answer
    try:
        while True:
            function, arguments = pickle.load(asked)
            pickle.dump(function(*arguments), answers)
            answers.flush()
    except Exception:  # nobody asks any more; or it failed, which shows where it is done again
        os._exit(1)
