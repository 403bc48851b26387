"""Other programs, run with an end: one that hangs, or never stops talking, is given up.

So is all that it has started.
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

MOST = 256_000_000
"""Bytes that a program may say: more than the largest file that GitHub takes."""
AT_ONCE = 65_536
"""Bytes that are read in one go, as many as a pipe holds."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A program that has ended."""

    status: int
    output: bytes
    errors: bytes


def run(
    command: Sequence[str],
    folder: Path,
    seconds: float,
    text: bytes = b"",
    environment: Mapping[str, str] | None = None,
    *,
    asks: bool = False,
    most: int = MOST,
) -> Ended:
    """Run a program, which reads ``text``, and return what it said.

    ``asks`` says that it may ask whoever is at the terminal, such as for a password. Raises
    ``OSError`` when it can't be started or says more than ``most`` bytes, and ``TimeoutError``
    when it is still running after so many seconds; it is then ended.
    """
    is_apart = not asks and sys.platform != "win32"
    until = time.monotonic() + seconds
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        start_new_session=is_apart,
    )
    try:
        output, errors = _talk(process, text, until, most)
        process.wait(max(0, until - time.monotonic()))
    except (Empty, subprocess.TimeoutExpired) as error:
        detail = f"{' '.join(command)}: no end after {seconds:.0f} s"
        raise TimeoutError(errno.ETIMEDOUT, detail) from error
    except RuntimeError as error:  # no more threads, which are no error of the system to Python
        raise OSError(errno.EAGAIN, str(error)) from error
    finally:
        if process.returncode is None:
            _end(process, is_apart)
    return Ended(process.returncode, output, errors)


def _talk(
    process: subprocess.Popen[bytes], text: bytes, until: float, most: int
) -> tuple[bytes, bytes]:
    """Tell a program ``text`` and return all that it says and all that it complains of.

    A thread waits for each of the three, which no system does all at once. Raises ``Empty`` when
    one still waits at the time ``until``, and ``OSError`` when it says too much.
    """
    assert process.stdin and process.stdout and process.stderr
    said, complained = bytearray(), bytearray()
    done: SimpleQueue[bool] = SimpleQueue()
    tell, hear = partial(_tell, text, done), partial(_hear, most, done)
    threads = {
        Thread(target=tell, args=(process.stdin,), daemon=True): process.stdin,
        Thread(target=hear, args=(process.stdout, said), daemon=True): process.stdout,
        Thread(target=hear, args=(process.stderr, complained), daemon=True): process.stderr,
    }
    _start(threads)
    for _ in threads:
        if not done.get(timeout=max(0, until - time.monotonic())):
            raise OSError(errno.EFBIG, f"more than {most:,} bytes of {process.args!r}")
    for thread in threads:  # nobody forks where there are several
        thread.join()
    return bytes(said), bytes(complained)


def _start(threads: Mapping[Thread, IO[bytes]]) -> None:
    """Start threads that close a stream each. Raises ``RuntimeError`` when there are too many."""
    try:
        for thread in threads:
            thread.start()
    except RuntimeError:
        for thread, stream in threads.items():
            if not thread.ident:  # it was not started
                stream.close()
        raise


def _tell(text: bytes, done: SimpleQueue[bool], stream: IO[bytes]) -> None:
    with suppress(OSError), stream:  # it reads no more
        left = memoryview(text)
        while left:
            left = left[stream.write(left) :]
    done.put(True)


def _hear(most: int, done: SimpleQueue[bool], stream: IO[bytes], into: bytearray) -> None:
    with suppress(OSError), stream:
        while len(into) <= most and (piece := stream.read(AT_ONCE)):
            into += piece
    done.put(len(into) <= most)


def _end(process: subprocess.Popen[bytes], is_apart: bool) -> None:
    """Kill a program, and what it has started where that is apart from us.

    Whoever still reads what it says comes to the end of that.
    """
    with suppress(OSError):
        if is_apart:
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
