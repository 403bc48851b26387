"""From a project's folder to a folder of papers: what has not changed is not made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element

from polisi import __version__, disk, saving
from polisi.pages import papers
from polisi.pages.html.templates import BrokenTemplateError
from polisi.paper import content, pdf, poster, tree, word
from polisi.paper import pack as packs
from polisi.paper.content import FOLDER, Press
from polisi.paper.pdf import Lacks
from polisi.paper.sheets import Sheet, all_sheets
from polisi.parallel import in_second_process
from polisi.policies import editions
from polisi.project import Project
from polisi.publish import build
from polisi.publish.build import BuildError, Say
from polisi.publish.site import Site
from polisi.words.languages import Language
from polisi.words.phrases import say
from polisi.words.suggestions import did_you_mean

PACKS = "packs"
"""Folder for the papers of meetings, beside those of the editions."""
SHEET_FILE = "paper.css"
MAKERS = ("content.py", "pdf.py", "tree.py", "flow.py", "word/*.py")
"""Modules that decide what a paper of the same HTML looks like."""


@dataclass(frozen=True, slots=True)
class Order:
    """A file to be made."""

    sheet: Sheet
    html: str
    ending: str

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.sheet.name}.{self.ending}"


def press_of(root: Path, language: Language, tell: Say, edition: str = "") -> Press:
    """Check a project and make ready what papers are made with. Raises ``BuildError``."""
    return of_site(_checked(root, language, tell, edition)[1])


def _checked(root: Path, language: Language, tell: Say, edition: str) -> tuple[Project, Site]:
    """Read and check a project; returns it and its site, of which nothing is made yet."""
    try:
        pdf.check()
    except pdf.NoWeasyPrintError as error:
        raise BuildError(say("paper.missing", language, detail=str(error))) from error
    build.lighten()
    loaded = build.load(root, language)
    gate = build.Gate(loaded, language, tell)
    gate.open()
    return loaded, build.prepare(gate, build.settled(root, language), edition)


def of_site(site: Site) -> Press:
    """Make ready what papers are made with, of a site."""
    sheet = site.root / "overrides" / FOLDER / SHEET_FILE
    return Press(
        site.plan,
        site.clauses,
        site.templates,
        site.site_url,
        dict(site.copies()),
        sheet.read_text(encoding="utf-8"),
    )


def make(root: Path, language: Language, tell: Say, edition: str = "") -> Path:
    """Make every paper of an edition that is not there yet, and return their folder.

    Raises ``BuildError`` and ``OSError``; the papers that were there are then as they were.
    """
    texts = papers.digest(root)  # what somebody saves from here on is in no paper
    press = press_of(root, language, tell, edition)
    plan = press.plan
    folder = papers.folder(root, plan.edition.name)
    try:
        orders = list(_orders(press))
    except BrokenTemplateError as error:
        raise BuildError(build.report([error.problem], language)) from error
    _prove(press, orders, language)
    keys = {order.name: _key(order, press) for order in orders}
    saving.finish(folder)
    known = _known(folder)
    todo = [
        order
        for order in orders
        if known.get(order.name) != keys[order.name] or not (folder / order.name).is_file()
    ]
    listed = f"{json.dumps({'texts': texts, 'made': keys}, indent=1, sort_keys=True)}\n"
    gone = [folder / name for name in known.keys() - keys.keys()]
    unshown = _make_all(press, todo, folder, {papers.LIST: listed.encode()}, gone)
    _tell_lacks(unshown, language, tell)
    values = {"folder": str(folder), "made": str(len(todo)), "kept": str(len(orders) - len(todo))}
    tell(say("paper.made", language, **values))
    return folder


def pack(
    root: Path, language: Language, tell: Say, codes: Sequence[str], is_due: bool
) -> list[Path]:
    """Make the paper of a meeting as PDF and Word, and return both files.

    It says all that the school's own people may read, whatever edition is published. Raises
    ``BuildError`` and ``OSError``.
    """
    loaded, site = _checked(root, language, tell, editions.INTRANET)
    proposed = editions.cut(loaded.shown, editions.INTRANET)
    press = of_site(Site(loaded, proposed, build.settled(root, language), site.site_url))
    plan, histories = press.plan, loaded.histories
    known = plan.register.policies
    if unknown := [code for code in codes if code not in known]:
        said = [
            say("pack.unknown", language, id=code, suggestion=did_you_mean(code, known))
            for code in unknown
        ]
        raise BuildError("\n".join(said))
    wanted = {*codes, *(packs.due(plan.statuses, histories) if is_due else ())}
    chosen = [code for code in known if code in wanted]
    if not chosen:
        tell(say("pack.nothing", language))
        return []
    name = packs.name_of(plan, chosen, is_due)
    try:
        html = packs.html(press, chosen, histories)
    except BrokenTemplateError as error:
        raise BuildError(build.report([error.problem], language)) from error
    folder = root / papers.FOLDER / PACKS
    sheet = Sheet("both", name, plan.school.default_language)
    orders = [Order(sheet, html, ending) for ending in MAKE]
    _tell_lacks(_make_all(press, orders, folder), language, tell)
    files = [folder / order.name for order in orders]
    tell(say("pack.made", language, files=", ".join(map(str, files))))
    return files


def _tell_lacks(unshown: Lacks, language: Language, tell: Say) -> None:
    """Say what papers can't show."""
    for path in sorted(unshown.pictures):
        tell(say("paper.picture", language, file=path))
    if unshown.letters:
        named = ", ".join(f"{each} (U+{ord(each):04X})" for each in unshown.letters)
        tell(say("paper.letters", language, letters=named))


def _orders(press: Press) -> list[Order]:
    """List every file of an edition's papers, with the HTML that it is made of."""
    orders = []
    for sheet in all_sheets(press.plan):
        html = html_of(press, sheet)
        orders.append(Order(sheet, html, "pdf"))
        if sheet.is_word:
            orders.append(Order(sheet, html, "docx"))
    return orders


def html_of(press: Press, sheet: Sheet) -> str:
    """Write a paper as HTML. Raises ``BrokenTemplateError``."""
    if sheet.kind == "poster":
        return content.render(press, "poster.html", sheet.language, poster.values(press, sheet))
    return content.html(press, sheet)


def _prove(press: Press, orders: Sequence[Order], language: Language) -> None:
    """Search what papers say for what the edition leaves out, as its pages are searched."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for order in orders:
            (folder / f"{order.sheet.name}.html").write_text(order.html, encoding="utf-8")
        build.prove_folder(press.plan, folder, papers.FOLDER, language, lambda _: None)


def _make_all(
    press: Press,
    orders: Sequence[Order],
    folder: Path,
    more: Mapping[str, bytes] = {},
    gone: Sequence[Path] = (),
) -> Lacks:
    """Make files, in two processes, and put them into a folder together, with ``more`` of them.

    Those that are ``gone`` go from it. Returns what the papers can't show.
    """
    here, there = _halves(orders)
    with TemporaryDirectory() as name:
        place = Path(name)
        theirs = in_second_process(lambda: _make_some(press, there, place))
        mine = _make_some(press, here, place)
        found = theirs()
        lacks = _both(mine, _make_some(press, there, place) if found is None else found)
        made = {order.name: (place / order.name).read_bytes() for order in orders}
        saving.save(folder, {folder / each: raw for each, raw in {**made, **more}.items()}, gone)
    return lacks


def _both(one: Lacks, another: Lacks) -> Lacks:
    """Put together what papers lack."""
    return Lacks(
        tuple(dict.fromkeys([*one.pictures, *another.pictures])),
        "".join(dict.fromkeys(one.letters + another.letters)),
    )


def _halves(orders: Sequence[Order]) -> tuple[list[Order], list[Order]]:
    """Share work out: the longest texts first, each to whom has less to do."""
    halves: tuple[list[Order], list[Order]] = ([], [])
    sums = [0, 0]
    for order in sorted(orders, key=lambda order: -len(order.html)):
        which = 0 if sums[0] <= sums[1] else 1
        halves[which].append(order)
        sums[which] += len(order.html) if order.ending == "pdf" else len(order.html) // 10
    return halves


def _make_some(press: Press, orders: Sequence[Order], folder: Path) -> Lacks:
    unshown = Lacks()
    for order in orders:
        data, lacks = made(press, order)
        paths = tuple(_path(press.plan.root, each) for each in lacks.pictures)
        unshown = _both(unshown, Lacks(paths, lacks.letters))
        (folder / order.name).write_bytes(data)
    return unshown


def made(press: Press, order: Order) -> tuple[bytes, Lacks]:
    """Make a file; returns it and what it can't show."""
    around = tree.Surroundings(press.site_url, press.images)
    root = tree.ready(tree.parse(order.html), around)
    data, lacks = MAKE[order.ending](root, is_filled_in(order.sheet))
    return data, _both(Lacks(tuple(around.missing)), lacks)


MAKE: Mapping[str, Callable[[Element, bool], tuple[bytes, Lacks]]] = {
    "pdf": pdf.pdf,
    "docx": word.docx,
}


def is_filled_in(sheet: Sheet) -> bool:
    """Tell whether a paper has fields."""
    return sheet.policy is not None and sheet.policy.kind != "policy" and sheet.kind != "both"


def _path(root: Path, address: str) -> str:
    """Return the path of a picture from the project's folder; ``address`` as a text names it."""
    file, root = Path(address), disk.resolved(root)
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else address


def _key(order: Order, press: Press) -> str:
    """Digest what decides how a file looks: its HTML, pictures and makers."""
    found = hashlib.blake2s(f"{__version__}\0{press.site_url}\0{order.html}".encode())
    for pattern in MAKERS:
        for file in sorted(Path(__file__).parent.glob(pattern)):
            found.update(file.read_bytes())
    for address, file in press.images.items():
        if f"site:{address}" in order.html:
            found.update(file.read_bytes())
    return found.hexdigest()[:32]


def _known(folder: Path) -> Mapping[str, str]:
    """Return the names of the papers that were made before, with the key of each."""
    try:
        listed = json.loads((folder / papers.LIST).read_text(encoding="utf-8"))
        return {str(name): str(key) for name, key in listed["made"].items() if "/" not in name}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
