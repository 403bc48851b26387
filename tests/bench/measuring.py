"""One process measured: wall time, processor time and memory, its children's included."""

from __future__ import annotations

import contextlib
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
POLISI = (sys.executable, "-m", "polisi")
MKDOCS = (sys.executable, "-m", "mkdocs")
ENVIRONMENT = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": os.pathsep.join(
        filter(None, (str(PROJECT / "hooks"), os.environ.get("PYTHONPATH")))
    ),
}
ENVIRONMENT.pop("POLISI_EDITION", None)
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)
# Stock was compiled when it was installed; ours is when it is first used, as at a school.
POLL = 0.05
"""Seconds between two looks at the memory of a process."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What one process took, with all that it started."""

    wall: float
    """Seconds from start to exit."""
    cpu: float
    """Seconds of processors, user and system, of all its processes."""
    memory: float
    """In MiB: the peak of all processes together."""


def median(measures: Sequence[Measure]) -> Measure:
    """Return the median of each figure."""
    return Measure(
        statistics.median(one.wall for one in measures),
        statistics.median(one.cpu for one in measures),
        statistics.median(one.memory for one in measures),
    )


def run(command: Sequence[str], project: Path, **environment: str) -> Measure:
    """Run a command in a project and measure it. Ends the whole run when the command fails."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=project, env={**ENVIRONMENT, **environment},
            stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        family = Family(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        family.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            text = output.read().decode(errors="replace")[-4000:]
            sys.exit(f"{' '.join(command)} in {project} failed:\n{text}")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    cpu = usage.ru_utime + usage.ru_stime
    # Linux counts what the process had that started the program as if it were the program's own.
    return Measure(wall, cpu, family.peak or usage.ru_maxrss / unit)


class Family:
    """Watches the memory of a process and its children, where there is a ``/proc``.

    A page of memory that several share counts once (PSS).
    """

    def __init__(self, pid: int) -> None:
        """Start to watch the process ``pid``."""
        self.peak = 0.0
        """In MiB; 0 where nobody can tell."""
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(POLL):
            self.peak = max(self.peak, sum(map(_proportional, _and_children(self._pid))))


def _and_children(pid: int) -> Iterator[int]:
    """Yield a process and those that it has started."""
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has just ended
            parent = int(file.read_text().rpartition(")")[2].split()[1])
            if pid in (parent, int(file.parent.name)):
                yield int(file.parent.name)


def _proportional(pid: int) -> float:
    """Return a process's share of memory in MiB; what n processes share counts 1/n for each."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    pss = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(pss[1]) / 1024 if pss else 0.0
