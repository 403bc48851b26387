"""LibreOffice, which reads Word files and accepts or rejects their tracked changes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

READER = Path(__file__).with_name("office_reader.py")
PYTHON = "/usr/bin/python3"
"""The Python for which the system's packages have the library of LibreOffice."""
Wanted = Literal["accept", "reject", "keep"]


def why_not() -> str:
    """Say what is missing, or return an empty string."""
    if not shutil.which("soffice"):
        return "LibreOffice is not here (apt install libreoffice-writer-nogui)"
    if not Path(PYTHON).is_file():
        return f"{PYTHON} is not here"
    found = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return "" if found.returncode == 0 else "python3-uno is not installed"


def read(files: Sequence[tuple[Path, Wanted]], folder: Path) -> list[list[Any]]:
    """Return the parts of each file after its changes are accepted, rejected or kept.

    One office reads all of them; ``folder`` is for what it keeps of itself.
    """
    pipe = f"polisi{folder.name}"
    command = ["soffice", "--headless", "--invisible", "--norestore", "--nologo"]
    command += [f"-env:UserInstallation={folder.as_uri()}/office", f"--accept=pipe,name={pipe};urp"]
    requests = "".join(f"{json.dumps([str(file), what])}\n" for file, what in files)
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        reader = [PYTHON, str(READER), pipe]
        done = subprocess.run(
            reader, input=requests, capture_output=True, text=True, timeout=300, check=False
        )
        office.wait(30)
    finally:
        office.kill()
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
