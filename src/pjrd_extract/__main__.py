"""``python -m pjrd_extract``: the command line without its script."""

from __future__ import annotations

import sys

from pjrd_extract.cli import main

if __name__ == "__main__":
    sys.exit(main())
