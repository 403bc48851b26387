"""Other programs, run with an end: one that hangs is given up, with all that it has started."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


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
) -> Ended:
    """Run a program, which reads ``text``, and return what it said.

    ``asks`` says that it may ask whoever is at the terminal, such as for a password. Raises
    ``OSError`` when it can't be started, and ``TimeoutError`` when it is still running after so
    many seconds; it is then ended.
    """
    is_apart = not asks and sys.platform != "win32"
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=is_apart,
    )
    try:
        output, errors = process.communicate(text, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        detail = f"{' '.join(command)}: no end after {seconds:.0f} s"
        raise TimeoutError(errno.ETIMEDOUT, detail) from error
    finally:
        if process.returncode is None:
            _end(process, is_apart)
    return Ended(process.returncode, output, errors)


def _end(process: subprocess.Popen[bytes], is_apart: bool) -> None:
    """Kill a program, and what it has started where that is apart from us."""
    with suppress(OSError):
        if is_apart:
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        with suppress(OSError):
            if stream:
                stream.close()
