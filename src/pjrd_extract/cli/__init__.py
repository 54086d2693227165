"""The command line: arguments, messages and exit codes, nothing else; one file a command.

Exit codes: 0 all is well, 1 at least one file failed, 2 wrong usage, 3 findings (check only), 130 interrupted.
"""

from pjrd_extract.cli.program import main

__all__ = ["main"]
