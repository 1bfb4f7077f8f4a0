"""Each error is handed to the caller whole, as a value."""

from collections.abc import Callable


def outcome(work: Callable[[], None]) -> Exception | None:
    try:
        work()
    except Exception as error:
        return error
    return None
