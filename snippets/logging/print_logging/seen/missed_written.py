"""It is written to the stream by hand."""

import sys


def remind(name: str) -> None:
    sys.stdout.write(f"reminded {name}\n")
