"""Files that a school uploads: pictures that only draw, papers, and nothing that runs."""

from __future__ import annotations

from pathlib import Path

import pytest

import projects
import sites
from polisi.problems import Problem
from polisi.text.files import svg, uploads
from polisi.words.languages import LANGUAGES
from projects import CY_ABOUT, CY_GC, EN_ABOUT, EN_GC, SCHOOL

Changes = dict[str, str | bytes | None]
ROOT = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside: str, root: str = ROOT) -> bytes:
    return f"<svg {root}>{inside}</svg>".encode()


# Logos as drawing programs write them

INKSCAPE = b"""\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="64mm" height="64mm" viewBox="0 0 64 64" version="1.1" id="svg5"
   inkscape:version="1.2.2 (b0a8486541, 2022-12-01)" sodipodi:docname="bathodyn (2).svg"
   inkscape:export-filename="C:\\Users\\swyddfa\\logo.png" xml:space="preserve"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <title id="title1">Ysgol y Ddraig</title>
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:zoom="2.6"
     inkscape:current-layer="layer1"><inkscape:grid type="xygrid" id="grid1"/></sodipodi:namedview>
  <defs id="defs2">
    <linearGradient inkscape:collect="always" id="linearGradient1">
      <stop style="stop-color:#c8102e;stop-opacity:1" offset="0" id="stop1"/>
    </linearGradient>
    <radialGradient xlink:href="#linearGradient1" id="g2" cx="3" cy="4" r="9"
       gradientTransform="matrix(1,0,0,1.2,-3,0)" gradientUnits="userSpaceOnUse"/>
    <inkscape:path-effect effect="spiro" id="path-effect1" is_visible="true"/>
  </defs>
  <g inkscape:label="Haen (1)" inkscape:groupmode="layer" id="layer1" transform="translate (-1,2)">
    <path style="fill:url(#g2);stroke:none;-inkscape-stroke:none;paint-order:stroke fill markers"
       d="M 10,10 H 54 V 54 Z" id="path1" sodipodi:nodetypes="cccc"/>
    <text id="t" xml:lang="cy"
       style="font-family:'Open Sans';-inkscape-font-specification:'Open Sans, Bold'"><tspan
       sodipodi:role="line" x="1" y="2">Ysgol</tspan></text>
  </g>
  <metadata id="metadata1"><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
    <dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></cc:Work></rdf:RDF></metadata>
</svg>
"""
ILLUSTRATOR = b"""\
\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 24.1.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg"
\t xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px" viewBox="0 0 283.5 283.5"
\t style="enable-background:new 0 0 283.5 283.5;" xml:space="preserve">
<style type="text/css"><![CDATA[
\t.st0{clip-path:url(#SVGID_2_);fill:#00843D;}
\t.st1{fill:none;stroke:#FFFFFF;stroke-width:2;stroke-miterlimit:10;}
\t.st2{font-family:'MyriadPro-Regular';} .st3:not(.st1){filter:url("#shadow")}
]]></style>
<g data-name="Ysgol (caerfyrddin) \\ 2"><defs>
\t<rect id="SVGID_1_" width="283.5" height="283.5"/></defs>
\t<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_"  style="overflow:visible;"/></clipPath>
\t<path class="st0" d="M141.7,0C63.5,0,0,63.5,0,141.7S63.5,283.5,141.7,283.5"/>
\t<image style="overflow:visible;" width="2" height="2" xlink:href="data:image/png;base64,iVBORw0K
GgoAAAANSUhEUg==" transform="matrix(1 0 0 1 0 0)"></image>
\t<text transform="matrix(1 0 0 1 10 20)" class="st2">Ysgol Gymraeg</text></g>
</svg>
"""
FIGMA = b"""\
<svg width="120" height="120" viewBox="0 0 120 120" fill="none" xmlns="http://www.w3.org/2000/svg"
 xmlns:xlink="http://www.w3.org/1999/xlink">
<g clip-path="url(#clip0_1_2)" filter="url(#filter0_d_1_2)">
<rect width="120" height="120" rx="60" fill="#D9D9D9"
 style="fill:#D9D9D9;fill:color(display-p3 0.8510 0.8510 0.8510);fill-opacity:1;"/>
<mask id="mask0" style="mask-type:luminance" maskUnits="userSpaceOnUse" x="0" y="0" width="9"
 height="9"><path d="M0 0h9v9H0z" fill="white"/></mask>
<rect width="40" height="40" fill="url(#pattern0)"/></g>
<defs>
<filter id="filter0_d_1_2" x="0" y="0" width="128" height="128" filterUnits="userSpaceOnUse"
 color-interpolation-filters="sRGB"><feFlood flood-opacity="0" result="BackgroundImageFix"/>
<feColorMatrix in="SourceAlpha" type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0"/>
<feOffset dy="4"/><feGaussianBlur stdDeviation="2"/><feBlend mode="normal" in2="Background"/>
</filter>
<pattern id="pattern0" patternContentUnits="objectBoundingBox" width="1" height="1">
<use xlink:href="#image0_1_2" transform="scale(0.0025)"/></pattern>
<clipPath id="clip0_1_2"><rect width="120" height="120" fill="white"/></clipPath>
<image id="image0_1_2" width="4" height="4" xlink:href="data:image/jpeg;base64,/9j/4AAQSkZJRg=="/>
</defs>
</svg>
"""


@pytest.mark.parametrize("raw", [INKSCAPE, ILLUSTRATOR, FIGMA], ids=["inkscape", "ai", "figma"])
def test_a_real_logo_is_fine(raw: bytes, tmp_path: Path) -> None:
    assert svg.fault(raw) is None
    entry = "school:\n  logo: {file: assets/logo.svg, en: a tree, cy: coeden}\n"
    school = projects.BASE[SCHOOL].replace("school:\n", entry)
    found = projects.check(tmp_path, {SCHOOL: school, "docs/assets/logo.svg": raw})
    assert found == []


def test_the_template_draws_only() -> None:
    icon = sites.ROOT / "overrides/assets/icon.svg"
    assert svg.fault(icon.read_bytes()) is None


# What no picture may hold

SCRIPT = "data:image/svg+xml;base64,PHN2Zz48L3N2Zz4="
UNSAFE = {
    "script": ("<script>alert(1)</script>", "<script>"),
    "script with a prefix": (
        '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>', "<script>"
    ),
    "script of HTML": ('<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>', "<script>"),
    "frame": ('<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>', "<iframe>"),
    "object": ('<h:object xmlns:h="http://www.w3.org/1999/xhtml" data="x"/>', "<object>"),
    "form in a description": (
        '<desc><form xmlns="http://www.w3.org/1999/xhtml"/></desc>', "<form>"
    ),
    "HTML in notes": (
        '<x xmlns="urn:x"><form xmlns="http://www.w3.org/1999/xhtml"/></x>', "<form>"
    ),
    "link of MathML": (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:x"/>', "<math>"
    ),
    "no namespace": ('<script xmlns="">alert(1)</script>', "<script>"),
    "foreign": ("<foreignObject/>", "<foreignObject>"),
    "link": ('<a href="https://a.cymru/"/>', "<a>"),
    "animation": ('<set attributeName="href" to="x"/>', "<set>"),
    "filter that loads": ('<feImage href="#a"/>', "<feImage>"),
    "handler": ('<path onload="alert(1)"/>', 'onload="alert(1)"'),
    "handler in capitals": ('<path ONLOAD="alert(1)"/>', 'ONLOAD="alert(1)"'),
    "drawing inside": (f'<use href="{SCRIPT}#a"/>', f'href="{SCRIPT}#a"'),
    "drawing inside, as a picture": (f'<image href="{SCRIPT}"/>', f'href="{SCRIPT}"'),
    "part of another file": ('<use xlink:href="b.svg#a"/>', 'href="b.svg#a"'),
    "picture beside it": ('<image href="b.png"/>', 'href="b.png"'),
    "another prefix": (
        '<image xmlns:q="http://www.w3.org/1999/xlink" q:href="//a.cymru"/>', 'href="//a.cymru"'
    ),
    "base": ('<g xml:base="https://a.cymru/"/>', 'base="https://a.cymru/"'),
    "fill": ('<path fill="url(//a.cymru/#a)"/>', 'fill="url(//a.cymru/#a)"'),
    "fill in figures": ('<path fill="u&#114;l(//a)"/>', 'fill="url(//a)"'),
    "fill with an escape": (r'<path fill="u\72l(//a)"/>', r'fill="u\72l(//a)"'),
    "set of pictures": (
        "<g style=\"mask:image-set('//a' 1x)\"/>", "style=\"mask:image-set('//a' 1x)\""
    ),
    "picture of CSS": ('<g style="cursor:SRC(a)"/>', 'style="cursor:SRC(a)"'),
    "import": ("<style>@import '//a';</style>", "<style>@import '//a';"),
    "import with an escape": (r"<style>@\69mport '//a';</style>", r"<style>@\69mport '//a';"),
    "import behind a style": (
        "<style><style>a</style>@import '//a';</style>", "<style>"
    ),
    "style in pieces": ("<style>a{fill:u<![CDATA[rl(//a)]]>}</style>", "<style>a{fill:url(//a)}"),
    "style with a prefix": (
        '<s:style xmlns:s="http://www.w3.org/2000/svg">a{fill:url(//a)}</s:style>',
        "<style>a{fill:url(//a)}",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "detail"), UNSAFE.values(), ids=UNSAFE)
def test_a_picture_that_does_more_than_draw(inside: str, detail: str) -> None:
    assert svg.fault(drawing(f"\n{inside}")) == svg.Fault("unsafe", detail, 2)


HEADS = {
    "document type with parts": ('<!DOCTYPE svg [<!ENTITY a "b">]>', "<!DOCTYPE"),
    "document type of somebody": ('<!DOCTYPE svg SYSTEM "https://a.cymru/x.dtd">', "<!DOCTYPE"),
    "document type beside it": (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "//a.cymru/x.dtd">', "<!DOCTYPE"
    ),
    "style sheet": ('<?xml-stylesheet href="#x" type="text/xsl"?>', "<?xml-stylesheet"),
    "another encoding": ('<?xml version="1.0" encoding="ISO-2022-JP"?>', 'encoding="ISO-2022-JP"'),
}  # fmt: skip


@pytest.mark.parametrize(("head", "detail"), HEADS.values(), ids=HEADS)
def test_a_picture_with_an_unsafe_head(head: str, detail: str) -> None:
    assert svg.fault(head.encode() + drawing("")) == svg.Fault("unsafe", detail, 1)


def test_a_name_that_the_document_type_may_define() -> None:
    head = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'
    found = svg.fault(head.encode() + drawing("<desc>&nbsp;</desc>"))
    assert found == svg.Fault("unsafe", "&nbsp;", 1)


@pytest.mark.parametrize(
    "raw",
    [
        drawing("<script/>").decode().encode("utf-16"),
        drawing("<script/>").decode().encode("utf-16-le"),
        drawing("").replace(b"svg ", b"svg id='\xe9' "),
        drawing("", root=""),
        drawing("<g>"),
        drawing("<path/onload=x>"),
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"\x1f\x8b\x08\0",
        b"",
    ],
)
def test_what_is_no_picture(raw: bytes) -> None:
    found = svg.fault(raw)
    assert found
    assert (found.kind, found.detail) == ("broken", "")


def test_a_long_detail_is_cut() -> None:
    found = svg.fault(drawing(f'<path onload="{"x" * 500}"/>'))
    assert found
    assert len(found.detail) < 70


# Files of a project


def linked(name: str) -> Changes:
    """Return a page in each language that links to a file."""
    return {
        path: projects.BASE[path] + f"\n[{says}](../{name})\n"
        for path, says in ((EN_ABOUT, "The paper"), (CY_ABOUT, "Y papur"))
    }


def problems(tmp_path: Path, changes: Changes, *, warnings: bool = False) -> list[Problem]:
    found = projects.but_stamps(projects.check(tmp_path, changes))
    return [each for each in found if warnings or each.severity == "error"]


def test_every_picture_is_checked(tmp_path: Path) -> None:
    bad = drawing("\n<script/>")
    name = "docs/en/school/Plan.SVG"
    (found,) = problems(tmp_path, {name: bad, **linked("en/school/Plan.SVG")}, warnings=True)
    assert (found.code, found.path, found.line) == ("picture-unsafe", name, 2)
    assert found.values["detail"] == "<script>"
    assert found.severity == "error"
    (found,) = problems(tmp_path / "b", {"docs/assets/a.svg": b"<svg/>"})
    assert (found.code, found.path) == ("picture-broken", "docs/assets/a.svg")


def test_the_logo_is_reported_once(tmp_path: Path) -> None:
    entry = "school:\n  logo: {file: assets/logo.svg, en: a tree, cy: coeden}\n"
    school = projects.BASE[SCHOOL].replace("school:\n", entry)
    changes: Changes = {SCHOOL: school, "docs/assets/logo.svg": drawing("<script/>")}
    (found,) = problems(tmp_path, changes, warnings=True)
    assert (found.code, found.path) == ("logo-unsafe", SCHOOL)


@pytest.mark.parametrize(
    "name",
    ["a.html", "A.HTM", "a.xhtml", "a.js", "a.mjs", "a.css", "a.xml", "a.xsl", "a.exe", "a.svgz",
     "a.docm", "a.pdf.html", "a", "en/policies/a.json"],
)  # fmt: skip
def test_a_kind_that_could_run(name: str, tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {f"docs/{name}": b"x", **linked(name)}, warnings=True)
    assert (found.code, found.path, found.line) == ("file-kind", f"docs/{name}", 1)
    for language in LANGUAGES:
        assert f"docs/{name}" in found.message(language)
        assert ".pdf" in found.fix(language)


@pytest.mark.parametrize("name", ["a.pdf", "en/policies/A form.PDF", "a.docx", "a.png", "a.ics"])
def test_a_kind_that_a_browser_shows_or_saves(name: str, tmp_path: Path) -> None:
    content = b"\x89PNG" if name.endswith("png") else b"x"
    changes: Changes = {f"docs/{name}": content, **linked(name.replace(" ", "%20"))}
    assert problems(tmp_path, changes, warnings=True) == []


@pytest.mark.parametrize("name", [".gitkeep", "assets/.DS_Store", "en/.x/a.html"])
def test_hidden_files_are_left_alone(name: str, tmp_path: Path) -> None:
    assert problems(tmp_path, {f"docs/{name}": b"x"}, warnings=True) == []


def test_a_file_that_nothing_links_to(tmp_path: Path) -> None:
    changes: Changes = {"docs/a.pdf": b"x", "docs/b.pdf": b"x", **linked("b.pdf#page=2")}
    (found,) = problems(tmp_path, changes, warnings=True)
    assert (found.code, found.path, found.line) == ("file-unlinked", "docs/a.pdf", 1)
    assert found.severity == "warning"
    assert "docs/a.pdf" in found.message("cy")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](x.pdf) ![b](../y.png?v=2 'T') [c](<z%20z.pdf>)",
         {"docs/en/x.pdf", "docs/y.png", "docs/en/z z.pdf"}),
        ("[a](https://a.cymru/x.pdf) [b](//a.cymru/x.pdf) <https://a.cymru/x.pdf>", set()),
        ("[a](#SM-001) [b](mailto:a@a.cymru) [c](https://[) [d]()", set()),
    ],
)  # fmt: skip
def test_files_that_a_text_links_to(text: str, expected: set[str]) -> None:
    assert uploads.linked("docs/en/about.md", text, "en") == expected


def test_a_page_that_cannot_be_read_may_link_to_anything(tmp_path: Path) -> None:
    found = projects.check(tmp_path, {"docs/a.pdf": b"x", EN_ABOUT: b"\0"})
    assert projects.codes(found) == ["file-nul"]


# Pictures in texts

ENGLISH = "This code is for the governors of the school, and it is short."
WELSH = "Mae'r cod hwn ar gyfer llywodraethwyr yr ysgol, ac mae'n fyr."


def showing(text: str) -> Changes:
    """Return the first clause of the governors' code with a text in each language."""
    english = projects.patched(EN_GC, ENGLISH, f"{ENGLISH}\n\n{text}")
    return {**english, **projects.patched(CY_GC, WELSH, f"{WELSH}\n\n{text}")}


@pytest.mark.parametrize(
    "text",
    [
        "![x](https://a.cymru/x.png)",
        "![x](HTTP://a.cymru/x.png 'Title')",
        "![x](//a.cymru/x.png)",
        "![x](<https://a.cymru/x y.png>)",
        "![a [b] c](https://a.cymru/x.png)",
        "[![x](https://a.cymru/x.png)](media.md)",
        "Look:![x](https://a.cymru/x.png)",
        "- one ![x\ny](https://a.cymru/x.png)",
    ],
)
def test_a_picture_on_another_site(text: str, tmp_path: Path) -> None:
    found = [p for p in problems(tmp_path, showing(text)) if p.code == "image-remote"]
    assert [(p.path, p.clause) for p in found] == [(CY_GC, "GC-001"), (EN_GC, "GC-001")]
    assert found[0].line == projects.line(CY_GC, WELSH) + 2 + text.count("\n")
    assert "//a.cymru/x" in found[0].message("en")


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://a.cymru/x.png)",
        "![x](../../assets/x.png)",
        "[![x](../../assets/x.png)](https://a.cymru/)",
        "`![x](https://a.cymru/x.png)`",
        "Ha! [x](https://a.cymru/x.png)",
    ],
)
def test_a_picture_of_the_project_or_a_link(text: str, tmp_path: Path) -> None:
    changes = showing(text)
    if "assets" in text:
        changes["docs/assets/x.png"] = b"\x89PNG"
    codes = {problem.code for problem in projects.check(tmp_path, changes)}
    assert not codes & {"image-remote", "file-unlinked", "link-broken"}


@pytest.mark.parametrize("target", ["../about.md", "../../assets/x.pdf", "media.md#SM-001"])
def test_a_picture_that_is_a_page_or_a_paper(target: str, tmp_path: Path) -> None:
    changes = showing(f"![x]({target})") | {"docs/assets/x.pdf": b"%PDF-"}
    found = [p for p in problems(tmp_path, changes) if p.code == "picture-file"]
    assert [(p.path, p.values["target"]) for p in found] == [(CY_GC, target), (EN_GC, target)]
