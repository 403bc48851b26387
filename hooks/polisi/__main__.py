"""Run the command as ``python -m polisi``."""

import sys

from polisi.cli import main

sys.exit(main())
