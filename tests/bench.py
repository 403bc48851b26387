"""Measure a full build and ``polisi check`` against the stock stack, on the same text.

``make bench``, or ``make bench BENCH="--sizes 10 100 --repeats 1 --folder /dev/shm"``. No test: a
target that is missed is said to be missed, and nothing fails.

For each size N, N policies of 40 clauses are made in both languages, twice: as Polisi wants them,
and as plain Markdown for MkDocs with Material, its search, and static-i18n in the folder
structure, each with its defaults. Stock, our build and our check then take turns, each a process
of its own that starts without a site folder.

Time is wall time, start to exit. Memory is the peak of the largest process, or of all processes
together while there are several, a page of memory that they share counted once (PSS).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from stock import STOCK_CONFIG

Language = Literal["en", "cy"]
Both = Mapping[Language, str]
LANGUAGES: tuple[Language, ...] = ("en", "cy")

PROJECT = Path(__file__).resolve().parent.parent
CLAUSES = 40
"""In each policy."""
SIZES = (10, 100, 400)
BASE_SIZE = 100
"""Time per page at the largest size is compared with this one."""
POLL = 0.05
"""Seconds between two looks at the memory of a process that has children."""

# The text: sentences put together from phrases that say the same in both languages. The Welsh
# verbs are mutated because all that can stand before them causes it.

WHO = """
Staff must | Rhaid i staff
Governors must | Rhaid i lywodraethwyr
Every teacher should | Dylai pob athro
Parents and carers may | Caiff rhieni a gofalwyr
Nobody may | Ni chaiff neb
A new member of staff should | Dylai aelod newydd o staff
Learners can | Gall dysgwyr
You should | Dylech chi
We ask each family to | Gofynnwn i bob teulu
The chair of governors may | Caiff cadeirydd y llywodraethwyr
"""
DO = """
keep a record of the conversation | gadw cofnod o'r sgwrs
ask for agreement in writing | ofyn am gytundeb ysgrifenedig
tell the headteacher about the message | ddweud wrth y pennaeth am y neges
share a photograph of the class | rannu llun o'r dosbarth
use an official account of the school | ddefnyddio cyfrif swyddogol yr ysgol
answer a question from a parent | ateb cwestiwn gan riant
report the post to the platform | adrodd am y postiad wrth y platfform
check the settings of the group | wirio gosodiadau'r grŵp
read the guidance that applies | ddarllen y canllawiau perthnasol
take part in the training | gymryd rhan yn yr hyfforddiant
remove a comment that hurts somebody | ddileu sylw sy'n brifo rhywun
speak to the person who wrote it | siarad â'r sawl a'i hysgrifennodd
bring a device into the classroom | ddod â dyfais i'r ystafell ddosbarth
send the form back to the office | anfon y ffurflen yn ôl i'r swyddfa
write to the local authority | ysgrifennu at yr awdurdod lleol
meet the family of the learner | gwrdd â theulu'r dysgwr
"""
WHEN = """
before the end of the school day | cyn diwedd y diwrnod ysgol
within 5 working days | o fewn 5 diwrnod gwaith
at the start of each term | ar ddechrau pob tymor
as soon as the concern is known | cyn gynted ag y bydd y pryder yn hysbys
when the class goes on a visit | pan fydd y dosbarth yn mynd ar ymweliad
during the summer holiday | yn ystod gwyliau'r haf
whenever somebody asks for it | pryd bynnag y bydd rhywun yn gofyn amdano
at least 3 times a year | o leiaf 3 gwaith y flwyddyn
after the meeting of the governors | ar ôl cyfarfod y llywodraethwyr
while the matter is being looked into | tra bo'r mater yn cael ei ystyried
"""
WHY = """
so that every learner is safe | fel bod pob dysgwr yn ddiogel
because trust is hard to win back | gan fod ymddiriedaeth yn anodd ei hennill yn ôl
so that the record is complete | fel bod y cofnod yn gyflawn
unless the law says otherwise | oni bai fod y gyfraith yn dweud yn wahanol
even if it is late in the evening | hyd yn oed os yw'n hwyr yn y nos
and keep a copy in the office | a chadw copi yn y swyddfa
because it is part of their work | gan ei fod yn rhan o'u gwaith
so that both languages are treated alike | fel bod y ddwy iaith yn cael eu trin yr un fath
"""
TOPIC = """
Photographs | Lluniau
Private messages | Negeseuon preifat
Official accounts | Cyfrifon swyddogol
Records of meetings | Cofnodion cyfarfodydd
Complaints and concerns | Cwynion a phryderon
Training | Hyfforddiant
Group chats | Sgyrsiau grŵp
Devices | Dyfeisiau
Personal information | Gwybodaeth bersonol
Agreement in writing | Cytundeb ysgrifenedig
Comments and replies | Sylwadau ac atebion
Friendships online | Cyfeillgarwch ar-lein
"""
PLACE = """
in the classroom | yn yr ystafell ddosbarth
at home | gartref
on a school visit | ar ymweliad ysgol
during the holidays | yn ystod y gwyliau
outside working hours | y tu allan i oriau gwaith
in a meeting | mewn cyfarfod
after somebody has left | ar ôl i rywun adael
in an emergency | mewn argyfwng
"""
SEE: Both = {"en": "See also", "cy": "Gweler hefyd"}
COLUMNS: Both = {"en": "What | When", "cy": "Beth | Pryd"}
POLICY: Both = {"en": "Policy", "cy": "Polisi"}
SUMMARY: Both = {
    "en": "What the school asks of everybody, and why.",
    "cy": "Beth mae'r ysgol yn ei ofyn gan bawb, a pham.",
}
HOME: Both = {
    "en": "These are the policies of the school, in English and in Welsh.",
    "cy": "Dyma bolisïau'r ysgol, yn Gymraeg ac yn Saesneg.",
}

AUDIENCES = ("staff", "staff, governors", "parents, staff", "staff, governors, parents")
"""Of a clause, in turn; every fourth one is for everybody."""
REFERENCE = re.compile(r"\[([A-Z]{3})(-\d{3})\]")


def phrases(table: str) -> list[dict[Language, str]]:
    """Read a table of phrases: English, a bar, Welsh."""
    rows = (line.split(" | ") for line in table.strip().splitlines())
    return [{"en": english, "cy": welsh} for english, welsh in rows]


WHOS, DOS, WHENS, WHYS, TOPICS, PLACES = map(phrases, (WHO, DO, WHEN, WHY, TOPIC, PLACE))


def code(number: int) -> str:
    """Return the code of a policy by its number: ``AAA``, ``AAB`` …"""
    return "".join(chr(ord("A") + number // 26**place % 26) for place in (2, 1, 0))


@dataclass(slots=True)
class Policy:
    """A made-up policy in both languages, the same for a number and size on every machine."""

    number: int
    size: int
    dice: random.Random = field(init=False)
    bodies: Both = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.number)
        texts: dict[Language, list[str]] = {language: [] for language in LANGUAGES}
        for number in range(1, CLAUSES + 1):
            for block in self._clause(number):
                for language in LANGUAGES:
                    texts[language].append(block[language])
        self.bodies = {language: "\n\n".join(texts[language]) + "\n" for language in LANGUAGES}

    @property
    def code(self) -> str:
        return code(self.number)

    @property
    def file(self) -> str:
        return f"{self.code.lower()}.md"

    def title(self, language: Language) -> str:
        return f"{POLICY[language]} {self.code}"

    def _join(self, *tables: Sequence[Both]) -> Both:
        """Join a phrase of each table, the same ones in both languages."""
        chosen = [self.dice.choice(table) for table in tables]
        return {language: " ".join(one[language] for one in chosen) for language in LANGUAGES}

    def _clause(self, number: int) -> Iterator[Both]:
        """Make the blocks of a clause, with a section's heading before every eighth."""
        if number % 8 == 1:
            yield self._heading("##", self.dice.choice(TOPICS), f"part-{number // 8 + 1}")
        yield self._heading("###", self._join(TOPICS, PLACES), f"{self.code}-{number:03d}")
        goal = self.dice.randint(40, 62)
        sentences: list[Both] = []
        while sum(len(one["en"].split()) for one in sentences) < goal:
            sentences.append(self._join(WHOS, DOS, WHENS, WHYS))
        split = self.dice.choice((2, len(sentences)))
        paragraphs = filter(None, (sentences[:split], sentences[split:]))
        for paragraph in paragraphs:
            yield {
                language: " ".join(f"{sentence[language]}." for sentence in paragraph)
                for language in LANGUAGES
            }
        if number % 4 == 2:
            yield self._rows("- {}", self.dice.sample(DOS, self.dice.randint(3, 5)))
        if number % 10 == 3:
            cells = [self._join(DOS, [{"en": "|", "cy": "|"}], WHENS) for _ in range(3)]
            yield self._rows("| {} |", [COLUMNS, {"en": "--- | ---", "cy": "--- | ---"}, *cells])
        if number % 3 == 0:
            policy = self.dice.choice((self.number, self.dice.randrange(self.size)))
            cited = f"[{code(policy)}-{self.dice.randrange(4, CLAUSES + 1, 4):03d}]"
            yield {language: f"{SEE[language]} {cited}." for language in LANGUAGES}

    @staticmethod
    def _heading(level: str, title: Both, id_: str) -> Both:
        return {language: f"{level} {title[language]} {{#{id_}}}" for language in LANGUAGES}

    @staticmethod
    def _rows(form: str, rows: Sequence[Both]) -> Both:
        return {
            language: "\n".join(form.format(row[language]) for row in rows)
            for language in LANGUAGES
        }

    def ours(self, language: Language) -> str:
        """Write the policy as Polisi wants it, but for the stamps."""
        lines = [f"policy: {self.code}", f"title: {self.title(language)}"]
        if language == "cy":
            lines.append(f"slug: polisi-{self.code.lower()}")
            lines.append("changes: {1.0.0: Y fersiwn gyntaf.}")
        lines.append(f"summary: {SUMMARY[language]}")
        if language == "en":
            lines.append("owner: headteacher")
            lines.append("changes: {1.0.0: {on: 2026-11-21, text: First version.}}")
            lines.append("clauses:")
            lines += [
                f"  {self.code}-{number:03d}: {{audience: [{AUDIENCES[(number - 1) % 4]}]}}"
                for number in range(1, CLAUSES + 1)
            ]
        return "\n".join(["---", *lines, "---", self.bodies[language]])

    def stock(self, language: Language) -> str:
        """Write the same text as plain Markdown, with ordinary links for references."""

        def link(found: re.Match[str]) -> str:
            id_ = found[1] + found[2]
            return f"[{id_}]({found[1].lower()}.md#{id_})"

        body = REFERENCE.sub(link, self.bodies[language])
        return f"---\ntitle: {self.title(language)}\n---\n{body}"


def write_projects(folder: Path, size: int) -> tuple[Path, Path]:
    """Write ``size`` policies as a project of ours and as a stock one; return both folders."""
    ours, stock = folder / "ours", folder / "stock"
    for project in (ours, stock):
        for language in LANGUAGES:
            (project / "docs" / language / "policies").mkdir(parents=True)
            home = f"---\ntitle: {POLICY[language]}\n---\n{HOME[language]}\n"
            (project / "docs" / language / "index.md").write_text(home, "utf-8")
    for policy in (Policy(number, size) for number in range(size)):
        for language in LANGUAGES:
            path = Path("docs", language, "policies", policy.file)
            (ours / path).write_text(policy.ours(language), "utf-8")
            (stock / path).write_text(policy.stock(language), "utf-8")
    for name in ("mkdocs.yml", "school.yml"):
        shutil.copyfile(PROJECT / name, ours / name)
    for name in ("hooks", "overrides"):
        (ours / name).symlink_to(PROJECT / name, target_is_directory=True)
    (stock / "mkdocs.yml").write_text(STOCK_CONFIG, "utf-8")
    run([*POLISI, "agree", "--all"], ours)
    return ours, stock


# Measuring

POLISI = (sys.executable, "-m", "polisi")
MKDOCS = (sys.executable, "-m", "mkdocs", "build")
ENVIRONMENT = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": os.pathsep.join(
        filter(None, (str(PROJECT / "hooks"), os.environ.get("PYTHONPATH")))
    ),
}
ENVIRONMENT.pop("POLISI_EDITION", None)


@dataclass(frozen=True, slots=True)
class Measure:
    """What one process took."""

    seconds: float
    memory: float
    """In MiB."""
    pages: int = 0


class Family:
    """Watches the memory of a process while it has children, where there is a ``/proc``."""

    def __init__(self, pid: int) -> None:
        self.peak = 0.0
        """In MiB; 0 when there were no children."""
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(POLL):
            pids = list(_and_children(self._pid))
            if len(pids) > 1:
                self.peak = max(self.peak, sum(map(_proportional, pids)))


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
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def run(command: Sequence[str], project: Path) -> Measure:
    """Run a command in a project and measure it. Ends the whole run when the command fails."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=project, env=ENVIRONMENT, stdout=output, stderr=subprocess.STDOUT
        )
        family = Family(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        family.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            text = output.read().decode(errors="replace")[-4000:]
            sys.exit(f"{' '.join(command)} in {project} failed:\n{text}")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Measure(seconds, max(usage.ru_maxrss / unit, family.peak))


def build(project: Path) -> Measure:
    """Build a project without a site folder and count the pages.

    The former site is put aside, to be deleted at the end: for minutes after a deletion, ext4
    without a journal takes seconds to find places for thousands of new files.
    """
    site = project / "site"
    if site.exists():
        site.rename(tempfile.mkdtemp(dir=project.parent))
    took = run(MKDOCS, project)
    pages = sum(1 for _ in site.rglob("*.html"))
    return Measure(took.seconds, took.memory, pages)


@dataclass(frozen=True, slots=True)
class Result:
    """Medians for one size."""

    size: int
    stock: Measure
    ours: Measure
    check: Measure

    @property
    def build_ratio(self) -> float:
        return self.ours.seconds / self.stock.seconds

    @property
    def check_ratio(self) -> float:
        return self.check.seconds / self.stock.seconds

    @property
    def memory_ratio(self) -> float:
        return self.ours.memory / self.stock.memory

    @property
    def page_time(self) -> float:
        """Milliseconds of our build per page."""
        return 1000 * self.ours.seconds / self.ours.pages


def measure(folder: Path, size: int, repeats: int) -> Result:
    """Build and check both projects of one size in turn, and take the medians."""
    say(f"N={size}: writing {size} policies")
    ours, stock = write_projects(folder, size)
    kinds: tuple[list[Measure], list[Measure], list[Measure]] = ([], [], [])
    for number in range(1, repeats + 1):
        taken = build(ours), build(stock), run([*POLISI, "check"], ours)
        for kind, one in zip(kinds, taken, strict=True):
            kind.append(one)
        seconds = "  ".join(f"{one.seconds:.2f}" for one in taken)
        say(f"N={size}: {number} of {repeats}: ours, stock, check: {seconds} s")
    return Result(size, ours=median(kinds[0]), stock=median(kinds[1]), check=median(kinds[2]))


def median(measures: Sequence[Measure]) -> Measure:
    return Measure(
        statistics.median(one.seconds for one in measures),
        statistics.median(one.memory for one in measures),
        measures[0].pages,
    )


# Reporting


def say(line: str) -> None:
    """Tell on standard error how far it is, so that the table alone can be kept."""
    print(line, file=sys.stderr, flush=True)


def table(results: Sequence[Result]) -> Iterator[str]:
    """Write the medians, and each as a multiple of stock's."""
    form = "{:>5}  {:<6} {:>8} {:>7} {:>8} {:>7} {:>7} {:>8}"
    yield form.format("N", "", "s", "x stock", "MiB", "x stock", "pages", "ms/page")
    for result in results:
        for name, one in (
            ("stock", result.stock), ("ours", result.ours), ("check", result.check),
        ):  # fmt: skip
            yield form.format(
                result.size if name == "stock" else "",
                name,
                f"{one.seconds:.2f}",
                f"{one.seconds / result.stock.seconds:.2f}",
                f"{one.memory:.0f}",
                f"{one.memory / result.stock.memory:.2f}",
                one.pages or "",
                f"{1000 * one.seconds / one.pages:.2f}" if one.pages else "",
            )


def searched(folder: Path, size: int) -> Iterator[str]:
    """Measure the search of the site as it is shipped, and of the projects that are built."""
    import bench_search  # needs a browser, and not every measurement does

    sites = (folder / "ours" / "site", folder / "stock" / "site")
    yield from bench_search.report(f"{size * CLAUSES:,} clauses", *sites)
    shipped, stock = folder / "shipped", folder / "stock-shipped"
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(PROJECT / name, shipped / name)
    for name in ("mkdocs.yml", "school.yml"):
        shutil.copyfile(PROJECT / name, shipped / name)
    shutil.copytree(PROJECT / "docs", stock / "docs")
    (stock / "mkdocs.yml").write_text(STOCK_CONFIG, "utf-8")
    for project in (shipped, stock):
        build(project)
    yield from bench_search.report("shipped", shipped / "site", stock / "site")


def targets(results: Sequence[Result]) -> Iterator[str]:
    """Write a line for each target that these sizes can tell of."""
    by_size = {result.size: result for result in results}

    def line(name: str, value: float, limit: float) -> str:
        verdict = "reached" if value <= limit else "not reached"
        return f"{name:<40} {value:6.2f}  at most {limit:<4}  {verdict}"

    for size, limit in ((BASE_SIZE, 1.0), (SIZES[-1], 0.5)):
        if size in by_size:
            yield line(f"build, N={size}, x stock", by_size[size].build_ratio, limit)
    largest = max(results, key=lambda result: result.size)
    if BASE_SIZE in by_size and largest.size > BASE_SIZE:
        growth = largest.page_time / by_size[BASE_SIZE].page_time
        yield line(f"time per page, N={largest.size} over N={BASE_SIZE}", growth, 1.2)
    large = [result for result in results if result.size >= BASE_SIZE]
    for result in large:
        yield line(f"check, N={result.size}, x stock", result.check_ratio, 0.1)
    for result in large:
        yield line(f"memory, N={result.size}, x stock", result.memory_ratio, 2.0)


def main() -> None:
    about = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(prog="make bench", description=about)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--repeats", type=int, default=3, metavar="R")
    parser.add_argument(
        "--folder", type=Path, help="where to work, such as a RAM disk; cleaned up afterwards"
    )
    parser.add_argument(
        "--search",
        action=argparse.BooleanOptionalAction,
        default=shutil.which("chromium") is not None,
        help="measure the search, too (needs Chromium)",
    )
    options = parser.parse_args()
    results = []
    lines: list[str] = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="polisi-bench-", dir=options.folder) as folder:
            results.append(measure(Path(folder), size, options.repeats))
            if options.search and size == BASE_SIZE:
                lines += searched(Path(folder), size)
    print(
        f"\nMedians of {options.repeats}, {os.cpu_count()} cores, Python {sys.version.split()[0]}"
    )
    print("\n".join(["", *table(results), "", *targets(results), *lines]))


if __name__ == "__main__":
    main()
