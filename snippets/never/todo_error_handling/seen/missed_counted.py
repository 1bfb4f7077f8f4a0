"""The failure is counted, and nobody hears which one it was."""

from collections.abc import Callable


def remind(names: list[str], send: Callable[[str], None]) -> int:
    failed = 0
    for name in names:
        try:
            send(name)
        except OSError:
            failed += 1
    return failed
