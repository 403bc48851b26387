"""Run by the Python of LibreOffice: accepts or rejects the changes of Word files, and reads them.

    /usr/bin/python3 office_reader.py PIPE < requests > answers

A request is a line of JSON, ``[file, "accept" | "reject" | "keep"]``. So is an answer: the parts
of the text, ``[style, level, words]`` for a paragraph and a list of rows of cells for a table.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}
SECONDS = 60
"""How long the office may take to answer for the first time."""


def connect(pipe: str) -> Any:
    """Return what makes the services of the running office, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    last = time.monotonic() + SECONDS
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > last:
                raise
            time.sleep(0.1)


def parts(text: Any) -> list[Any]:
    """List what stands in a text, in order."""
    found: list[Any] = []
    reading = text.createEnumeration()
    while reading.hasMoreElements():
        part = reading.nextElement()
        if part.supportsService("com.sun.star.text.TextTable"):
            found.append(rows(part))
        else:
            level = part.NumberingLevel if part.NumberingIsNumber else 0
            found.append([part.ParaStyleName, level, part.getString()])
    return found


def rows(table: Any) -> list[Any]:
    """List the rows of a table."""
    found: dict[int, list[Any]] = {}
    for name in table.getCellNames():
        number = int("".join(sign for sign in name if sign.isdigit()))
        found.setdefault(number, []).append(parts(table.getCellByName(name)))
    return [found[number] for number in sorted(found)]


def main() -> None:
    """Answer the requests, one after the other, and end the office."""
    context = connect(sys.argv[1])
    make = context.ServiceManager.createInstanceWithContext
    desktop = make("com.sun.star.frame.Desktop", context)
    dispatcher = make("com.sun.star.frame.DispatchHelper", context)
    hidden = PropertyValue("Hidden", 0, True, 0)
    for line in sys.stdin:
        file, what = json.loads(line)
        document = desktop.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (hidden,))
        if what in COMMANDS:
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, COMMANDS[what], "", 0, ())
            assert not document.Redlines.createEnumeration().hasMoreElements()
        print(json.dumps(parts(document.Text)), flush=True)
        document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main()
