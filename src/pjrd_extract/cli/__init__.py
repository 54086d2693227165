"""The command line: arguments, messages and exit codes, nothing else; one file a command.

Exit codes: 0 all is well; 1 nothing could be done, or a file of ``check``, ``view`` or the commands for labels failed;
2 wrong usage; 3 ``check`` has findings, or ``convert`` failed on some of its inputs; 130 interrupted.
"""

from pjrd_extract.cli.program import main

__all__ = ["main"]
