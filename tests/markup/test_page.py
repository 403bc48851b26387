"""Whatever goes in: the blocks that the gate sees are the blocks on the page.

The page is read by an HTML parser that knows nothing of how it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from polisi.markup.marks import LINK_MARK, NOTE_MARK, TERM_MARK
from polisi.markup.tree import Block
from polisi.pages.html.fragments import Fragment
from polisi.text import reading

Seen = tuple[str, tuple[str, ...], str, str, tuple[str, ...]]
"""Kind, what it stands in, words, the emphasised of them, and addresses of links and pictures."""
VALUE = "¤"
BLOCKS = (
    "p",
    "ul",
    "ol",
    "table",
    "blockquote",
    "div",
    "pre",
    "hr",
    *(f"h{n}" for n in range(1, 7)),
)
LINES = [
    "Words of *a* page", "- item", "- ", "    - below", "  - nested", "* star", "• pasted",
    "3. third",
    "1) one", "(a) letter", "b. next", "    1. deep", "> said", "> - in it", ">", "| a | **b** |",
    "|---|---|", "| [c](d.md) |  |", "!!! note", '!!! warning "Mind **it**"', "    set in", "***",
    "    code", "        deeper", "", "", "", "[SM-001] and {{ school.name }}",
    "![A tree](t.png) `x`",
    "<b>no</b> &amp; &#8217;", r"\* \- \#", "**bold _both_** end", "[*a* b](c.md)", "*{{ x }}* y",
    "two  ", "a:", "-no", "---", "===", "~~no~~", "*hwn*{: lang=cy }", "\tx", "* * *",
    "1986. A year",
]  # fmt: skip
SIGNS = ["*", "_", "`", "[", "](", ")", "!", "<", ">", "&", "\\", "|", "\n", "\n\n", "    ", "- ",
         "{: .c }", "{{", "}}", "a", "é", " ", "1. ", "#", "\u00a0"]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(LINES), max_size=12).map("\n".join),
    st.lists(st.sampled_from(SIGNS), max_size=24).map("".join),
    st.text(st.characters(exclude_categories=("Cc", "Co", "Cs")), max_size=30),
)


def said(kind: str, value: str) -> str:
    if kind == TERM_MARK:
        return value.partition(":")[2]
    if kind == NOTE_MARK:
        return ""
    return value if kind == LINK_MARK else VALUE


def on_page(text: reading.Text) -> list[Seen]:
    tree = LexborHTMLParser(Fragment.of(text.html).fill(said))
    return list(_inside(tree.body, ())) if tree.body else []


def _inside(node: LexborNode, within: tuple[str, ...], kind: str = "paragraph") -> Iterator[Seen]:
    """Yield the blocks in an element; what stands between them is one, too."""
    run: list[LexborNode] = []
    first = kind
    for child in node.iter(include_text=True):
        if child.tag not in BLOCKS:
            run.append(child)
            continue
        if first == "item" and child.tag == "p" and not _words(run).strip():
            yield _seen("item", within, list(child.iter(include_text=True)))
            first, run = "paragraph", []
            continue
        yield from _loose(first, within, run)
        first, run = "paragraph", []
        yield from _block(child, within)
    yield from _loose(first, within, run)


def _loose(kind: str, within: tuple[str, ...], run: list[LexborNode]) -> Iterator[Seen]:
    if kind == "item" or _words(run).strip() or any(n.tag in ("img", "a") for n in run):
        yield _seen(kind, within, run)


def _block(node: LexborNode, within: tuple[str, ...]) -> Iterator[Seen]:
    children = list(node.iter(include_text=True))
    if node.tag == "p":
        is_title = "admonition-title" in (node.attributes.get("class") or "")
        yield _seen("title" if is_title else "paragraph", within, children)
    elif node.tag in ("ul", "ol"):
        start = node.attributes.get("start") or ""
        name = " ".join(
            filter(None, (node.tag, node.attributes.get("type"), start.strip("1") and start))
        )
        for item in node.iter():
            yield from _inside(item, (*within, name), "item")
    elif node.tag == "table":
        for cell in node.css("th, td"):
            yield _seen("cell", (*within, "table"), list(cell.iter(include_text=True)))
    elif node.attributes.get("class") == "scroll":  # the box that a wide table scrolls in
        yield from _inside(node, within)
    elif node.tag in ("blockquote", "div"):
        note = (node.attributes.get("class") or "").removeprefix("admonition ")
        yield from _inside(node, (*within, "quote" if node.tag == "blockquote" else f"note {note}"))
    elif node.tag == "hr":
        yield _seen("rule", within, [])
    else:
        yield _seen("code" if node.tag == "pre" else "heading", within, children)


def _words(nodes: Iterable[LexborNode]) -> str:
    return "".join(node.text(deep=True, separator="") for node in nodes)


def _seen(kind: str, within: tuple[str, ...], nodes: Iterable[LexborNode]) -> Seen:
    inline = [each for node in nodes for each in _inline(node, False)]
    loud = "".join(text for text, is_loud, _ in inline if is_loud)
    addresses = tuple(address for _, _, address in inline if address)
    return kind, within, _bare("".join(text for text, _, _ in inline)), _bare(loud), addresses


def _inline(node: LexborNode, is_loud: bool) -> Iterator[tuple[str, bool, str]]:
    """Yield the words of an element, whether they are emphasised, and addresses."""
    if node.tag == "-text":
        yield node.text(), is_loud, ""
        return
    yield "", is_loud, node.attributes.get("href") or node.attributes.get("src") or ""
    for child in node.iter(include_text=True):
        yield from _inline(child, is_loud or node.tag in ("em", "strong"))


def _bare(text: str) -> str:
    return "".join(text.split())


def by_gate(text: reading.Text) -> list[Seen]:
    return [_read(block) for block in text.outline.blocks]


def _read(block: Block) -> Seen:
    def words(*, loud: bool) -> str:
        pieces = [p for p in block.pieces if p.kind not in ("link", "image", "tip")]
        said = (VALUE if p.kind in ("value", "reference") else p.text
                for p in pieces if not loud or p.emphasised)  # fmt: skip
        return _bare("".join(said))

    addresses = tuple(p.target for p in block.pieces if p.kind in ("link", "image") and p.target)
    return block.kind, block.within, words(loud=False), words(loud=True), addresses


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(TEXTS)
@example("3. a\n4. b\n\n    c\n\n> 2. d\n")
def test_the_gate_sees_the_blocks_of_the_page(text: str) -> None:
    read = reading.read(text, "en")
    assert by_gate(read) == on_page(read)
