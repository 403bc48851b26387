"""What the gate finds in the very same texts, found once a process: half of the time of a check.

Builds and examples differ in few of their texts. Only functions of values that never change are
remembered here, and tests of their own call them by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import Any
from unittest.mock import patch

from polisi.checks.pairs import counterparts, languages, shapes
from polisi.checks.wording import leftovers, slips

ONCE = (
    (counterparts, "differences"),
    (shapes, "compare"),
    (languages, "of_part"),
    (leftovers, "of_part"),
    (slips, "of_part"),
)
MOST = 20_000


def _once(function: Callable[..., Iterable[Any]]) -> Callable[..., Iterator[Any]]:
    """Return a function that makes what another one makes, of equal values but once."""

    @lru_cache(maxsize=MOST)
    def made(*values: Any, **named: Any) -> tuple[Any, ...]:
        return tuple(function(*values, **named))

    return lambda *values, **named: iter(made(*values, **named))


@contextmanager
def found_once() -> Iterator[None]:
    """Let the gate look at equal texts but once."""
    with ExitStack() as stack:
        for module, name in ONCE:
            stack.enter_context(patch.object(module, name, _once(getattr(module, name))))
        yield
