"""Two halves of the same work side by side, where the system makes that cheap."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

Result = TypeVar("Result")


def both(here: Callable[[], Result], there: Callable[[], Result]) -> tuple[Result, Result]:
    """Run two functions, the second in a forked process if possible; return both results.

    Forking is safe on Linux in a program of one thread; elsewhere, and when the process fails for
    whatever reason, the second function runs here after the first. Its result must be picklable.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return here(), there()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(there, sender), daemon=True)
    process.start()
    sender.close()
    first = here()
    try:
        second = receiver.recv()
    except (EOFError, OSError):
        second = there()
    process.join()
    return first, second


def _send(function: Callable[[], object], sender: Connection) -> None:
    """Send what the function returns; send nothing when it fails, and let the parent try."""
    try:
        sender.send(function())
    except Exception:
        sender.close()
