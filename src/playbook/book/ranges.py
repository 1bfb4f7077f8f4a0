"""Lines of a file as an author writes them: ``12-15, 20``."""

import re

_FORM = "lines are written as `12-15, 20`, rising, from 1"
_RANGES = re.compile(r"\d+(-\d+)?(, *\d+(-\d+)?)*")


def line_numbers(text: str) -> tuple[int, ...]:
    """Return the lines (from 1) that a text such as ``12-15, 20`` names, rising. Raises ValueError for another form."""
    if not _RANGES.fullmatch(text.strip()):
        raise ValueError(_FORM)
    numbers: list[int] = []
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        numbers += range(int(first), int(last or first) + 1)
    if not numbers or numbers != sorted(set(numbers)) or numbers[0] == 0:
        raise ValueError(_FORM)
    return tuple(numbers)
