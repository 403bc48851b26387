"""What was made of the very same values before, so that a preview makes only what has changed.

All that is made here is made by functions of values that never change. So what a function made of
the same objects is what it would make of them again. Nothing is kept on the disk.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from polisi import disk

Made = TypeVar("Made")
BY_VALUE = (str, int, date, type(None))
"""Arguments that are the same when they are equal; any others when they are one object."""


class Memory:
    """Remembers the latest results; one that remembers nothing is for who asks once."""

    def __init__(self, most: int = 0) -> None:
        """``most`` is how many results are remembered."""
        self._most = most
        self._results: OrderedDict[tuple[object, ...], tuple[tuple[Any, ...], Any]] = OrderedDict()

    def of(self, function: Callable[..., Made], *arguments: Any) -> Made:
        """Return what a function makes of its arguments, or what it made of them before."""
        if not self._most:
            return function(*arguments)
        key = (function, *(_key(each) for each in arguments))
        if key in self._results:
            self._results.move_to_end(key)
            made: Made = self._results[key][1]
            return made
        made = function(*arguments)
        self._results[key] = (arguments, made)  # an object that is kept has its number alone
        if len(self._results) > self._most:
            self._results.popitem(last=False)
        return made

    def of_file(self, function: Callable[..., Made], file: Path, *arguments: Any) -> Made:
        """Return what a function makes of a file, or what it made of it while it was the same."""
        try:
            look = disk.look(file.stat())
        except OSError:  # it is not there, which the function sees, too
            return function(file, *arguments)
        if not self._most:
            return function(file, *arguments)
        key = (function, str(file), look)
        if key not in self._results:
            self._results[key] = (arguments, function(file, *arguments))
        self._results.move_to_end(key)
        made: Made = self._results[key][1]
        return made

    def same(self, name: str, value: Made) -> Made:
        """Return the value that had a name before, if it was equal: the same object again."""
        if not self._most:
            return value
        before = self._results.get((name,))
        if before is None or before[1] != value:
            self._results[name,] = ((), value)
        self._results.move_to_end((name,))
        result: Made = self._results[name,][1]
        return result


def _key(argument: object) -> object:
    return argument if isinstance(argument, BY_VALUE) else id(argument)


NO_MEMORY = Memory()
