"""Measure builds, checks and previews against the stock stack, on the same text, in one run.

``make bench``, or ``make bench BENCH="--sizes 10 100 --repeats 1 --folder /dev/shm"``. No test: a
target that is missed is said to be missed, and nothing fails.

The projects are the shipped one, and N policies of 40 clauses made up in both languages, each as
Polisi wants them and as plain Markdown for the stock stack: MkDocs with Material, its search, and
static-i18n in the folder structure, each with its defaults. All contenders take turns, each a
process of its own that starts without a site folder.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import previews
from bench.contenders import Contender, Pair, contenders, shipped, synthetic, zensical
from bench.measuring import MKDOCS, POLISI, Measure, median
from bench.previews import Preview
from bench.texts import CLAUSES

SIZES = (10, 25, 100, 400)
PREVIEWED = (100,)
"""Sizes whose previews are measured, beside the shipped project's."""
SEARCHED = 100
"""The size whose search is measured, beside the shipped project's."""
TARGETS: Mapping[tuple[str, str], tuple[float, float]] = {
    ("shipped", "mkdocs build"): (1.0, 1.2),
    ("shipped", "polisi build"): (1.0, 1.2),
    ("N=10", "mkdocs build"): (0.8, 0.95),
    ("N=25", "mkdocs build"): (0.8, 0.95),
    ("N=100", "mkdocs build"): (0.55, 0.8),
    ("N=400", "mkdocs build"): (0.18, 0.3),
    ("shipped", "polisi check"): (0.3, 0.3),
    ("N=10", "polisi check"): (0.3, 0.3),
    ("N=100", "polisi check"): (0.3, 0.3),
}
"""Of stock's wall and processor time, at most."""


@dataclass(frozen=True, slots=True)
class Result:
    """Medians for one project, by contender."""

    pair: str
    measures: Mapping[str, Measure]
    previews: Mapping[str, Preview]


def measure(pair: Pair, entrants: Sequence[Contender], repeats: int) -> dict[str, Measure]:
    """Let all contenders take turns, and take the medians."""
    taken: dict[str, list[Measure]] = {entrant.name: [] for entrant in entrants}
    for number in range(1, repeats + 1):
        for entrant in entrants:
            taken[entrant.name].append(entrant.measure(pair))
        last = "  ".join(f"{name} {all_[-1].wall:.2f}" for name, all_ in taken.items())
        say(f"{pair.name}: {number} of {repeats}: {last} s")
    return {name: median(all_) for name, all_ in taken.items()}


def preview(pair: Pair, program: str) -> dict[str, Preview]:
    """Measure the previews of a project; ``program`` is Zensical, or an empty string."""
    name = "governors-code" if pair.name == "shipped" else "aaa"
    file, address = Path("docs/en/policies", f"{name}.md"), f"policies/{name}/"
    kinds = {
        "stock": (pair.stock, lambda port: [*MKDOCS, "serve", "-a", f"127.0.0.1:{port}"]),
        "mkdocs serve": (pair.ours, lambda port: [*MKDOCS, "serve", "-a", f"127.0.0.1:{port}"]),
        "polisi serve": (pair.ours, lambda port: [*POLISI, "serve", "--port", str(port)]),
    }
    if program:
        kinds["zensical"] = (
            pair.zensical,
            lambda port: [program, "serve", "-a", f"127.0.0.1:{port}"],
        )
    taken = {}
    for kind, (project, command) in kinds.items():
        at = f"en/{address}" if kind == "zensical" else address  # it has no i18n plugin
        taken[kind] = previews.measure(command, project, project / file, at)
        one = taken[kind]
        say(f"{pair.name}: {kind}: first page {one.first:.2f} s, saved {1000 * one.saved:.0f} ms")
    return taken


def say(line: str) -> None:
    """Tell on standard error how far it is, so that the table alone can be kept."""
    print(line, file=sys.stderr, flush=True)


def table(results: Sequence[Result]) -> Iterator[str]:
    """Write the medians, each also as a multiple of stock's, as a table in Markdown."""
    yield "| project | | wall, s | x stock | CPU, s | x stock | MiB | x stock |"
    yield "|---|---|---|---|---|---|---|---|"
    for result in results:
        stock = result.measures["stock"]
        for name, one in result.measures.items():
            yield (
                f"| {result.pair if name == 'stock' else ''} | {name} "
                f"| {one.wall:.2f} | {one.wall / stock.wall:.2f} "
                f"| {one.cpu:.2f} | {one.cpu / stock.cpu:.2f} "
                f"| {one.memory:.0f} | {one.memory / stock.memory:.2f} |"
            )


def preview_table(results: Sequence[Result]) -> Iterator[str]:
    """Write how long a writer waits, as a table in Markdown."""
    yield "| project | preview | first page, s | after saving, s |"
    yield "|---|---|---|---|"
    for result in results:
        for name, one in result.previews.items():
            yield f"| {result.pair} | {name} | {one.first:.2f} | {one.saved:.3f} |"


def targets(results: Sequence[Result]) -> Iterator[str]:
    """Write a line for each target that these projects can tell of."""
    for result in results:
        stock = result.measures["stock"]
        for name, one in result.measures.items():
            if limits := TARGETS.get((result.pair, name)):
                ratios = (one.wall / stock.wall, one.cpu / stock.cpu)
                for what, ratio, limit in zip(("wall", "CPU"), ratios, limits, strict=True):
                    verdict = "reached" if ratio <= limit else "not reached"
                    label = f"{result.pair}, {name}, {what} x stock"
                    yield f"{label:<44} {ratio:6.2f}  at most {limit:<4}  {verdict}"


def searched(folder: Path, pair: Pair) -> Iterator[str]:
    """Measure the search of a project whose sites are built."""
    from bench import search  # needs a browser, and not every measurement does

    label = f"{SEARCHED * CLAUSES:,} clauses" if pair.name != "shipped" else "shipped"
    yield from search.report(label, pair.ours / "site", pair.stock / "site")


def options() -> argparse.Namespace:
    """Read the command's arguments."""
    from browsers import BROWSERS  # for tests of pages, which not every measurement needs

    about = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(prog="make bench", description=about)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, metavar="N")
    parser.add_argument("--repeats", type=int, default=3, metavar="R")
    parser.add_argument(
        "--folder", type=Path, help="where to work, such as a RAM disk; cleaned up afterwards"
    )
    for name, needs in (("search", "needs Chromium"), ("preview", ""), ("zensical", "installs it")):
        parser.add_argument(
            f"--{name}",
            action=argparse.BooleanOptionalAction,
            default=name != "search" or any(map(shutil.which, BROWSERS)),
            help=f"measure it, too {needs and f'({needs})'}",
        )
    return parser.parse_args()


def main() -> None:
    """Measure what the arguments ask for, and print the tables."""
    chosen = options()
    results: list[Result] = []
    lines: list[str] = []
    with tempfile.TemporaryDirectory(prefix="polisi-bench-", dir=chosen.folder) as work:
        program = zensical(Path(work)) if chosen.zensical else ""
        entrants = contenders(Path(work), bool(program))
        makers = [shipped, *(lambda at, n=size: synthetic(at, n) for size in chosen.sizes)]
        for make in makers:
            with tempfile.TemporaryDirectory(dir=work) as folder:
                pair = make(Path(folder))
                say(f"{pair.name}: written")
                measures = measure(pair, entrants, chosen.repeats)
                is_previewed = pair.name in ("shipped", *(f"N={size}" for size in PREVIEWED))
                taken = preview(pair, program) if chosen.preview and is_previewed else {}
                results.append(Result(pair.name, measures, taken))
                if chosen.search and pair.name in ("shipped", f"N={SEARCHED}"):
                    lines += searched(Path(folder), pair)
    python = sys.version.split()[0]
    print(f"\nMedians of {chosen.repeats}, {os.cpu_count()} cores, Python {python}\n")
    print("\n".join([*table(results), "", *preview_table(results), "", *targets(results), *lines]))


if __name__ == "__main__":
    main()
