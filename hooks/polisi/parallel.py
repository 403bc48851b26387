"""Work in a second process, where the system makes that cheap."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")


def in_second_process(function: Callable[[], Result]) -> Callable[[], Result | None]:
    """Start a function in a forked process; return what waits for its result.

    The result, which must be picklable, is None where forking is not safe (it is on Linux, in a
    program of one thread), where the system refuses it, and when the function or its process
    failed. The caller then does the work itself, and meets the error, if there is one, where it
    can be reported.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return lambda: None
    try:
        import multiprocessing  # slow to load, and few projects are large

        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(function, sender), daemon=True)
        process.start()
    except (ImportError, OSError, ValueError):  # no more processes, no pipe, no fork
        return lambda: None
    sender.close()

    def wait() -> Result | None:
        try:
            result: Result = receiver.recv()
        except Exception:  # it died, or sent what can't be read
            return None
        finally:
            process.join()
        return result

    return wait


def _send(function: Callable[[], object], sender: Connection) -> None:
    """Send what the function returns; send nothing when it fails."""
    try:
        sender.send(function())
    except BaseException:
        sender.close()
