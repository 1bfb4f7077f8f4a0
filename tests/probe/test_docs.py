"""Docstrings are read, and their examples are run, for and against."""

from playbook import probe
from playbook.proof import new_module

SOURCE = '''
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, NoReturn

@dataclass
class Desk:
    number: int
    def move(self): return None

class Room(NamedTuple):
    """Where a desk stands."""
    number: int

def holds(a: int) -> int:
    """Double it.

    >>> holds(2)
    4
    """
    return a * 2

def raises(a: int) -> int:
    """Refuse.

    >>> raises(2)
    Traceback (most recent call last):
    ValueError: 2
    """
    raise ValueError(a)

def refuses(a: int) -> NoReturn:
    """Refuse."""
    raise ValueError(a)

def none_off(total: Decimal, off: int) -> Decimal:
    """Take so many per cent off.

    >>> none_off(Decimal("9.00"), 0)
    Decimal('9.00')
    """
    return total * (100 - off) / 100

def some_off(total: Decimal, off: int) -> Decimal:
    """Take so many per cent off.

    >>> print(some_off(Decimal("9.00"), 0), some_off(Decimal("9.00"), off=10))
    9.00 8.10
    """
    return (total * (100 - off) / 100).quantize(total)

def same(total: int) -> int:
    """Give it back.

    >>> same(9)
    9
    """
    return total

def rounded(total: Decimal) -> Decimal:
    """Halve it.

    >>> round(rounded(Decimal("9.10")))
    5
    """
    return total / 2

def added_up(total: int, months: int) -> list[int]:
    """Divide it.

    >>> sum(added_up(10, 3)), len(added_up(10, 3))
    (10, 3)
    """
    return [total - total // months * (months - 1)] + [total // months] * (months - 1)

def in_order(total: int, months: int) -> list[int]:
    """Divide it.

    >>> sorted(in_order(10, 3))
    [3, 3, 4]
    """
    return added_up(total, months)

def shown(total: int, months: int) -> list[int]:
    """Divide it.

    >>> first, *_, last = shown(10, 3)
    >>> first, last
    (4, 3)
    """
    return added_up(total, months)

def stale(a: int) -> int:
    """Triple it.

    >>> stale(2)
    4
    """
    return a * 3

def skipped(a: int) -> int:
    """Triple it.

    >>> skipped(2)  # doctest: +SKIP
    4
    """
    return a * 3

def another(a: int) -> int:
    """Triple it.

    >>> holds(2)
    4
    """
    return a * 3

def typed(a: int) -> int:
    """Triple it.

    >>> type(typed(2)).__name__
    'int'
    """
    return a * 3

def left_out(a: int) -> int:
    """Triple it.

    >>> {left_out(2)}  # doctest: +ELLIPSIS
    {...}
    """
    return a * 3

def lasts(a: int) -> list[int]:
    """List what is left of none.

    >>> lasts(0)
    []
    """
    return list(range(a))

def told(a: int) -> int:
    """Triple it."""
    return a * 3

def bare(a): return a

def prints(a: int) -> None:
    """Print it."""
    print(a)
'''


def test_docstrings_are_by_name_and_what_python_makes_up_is_none() -> None:
    said = probe.documentation(new_module("said", SOURCE, "<said>"))
    assert [name for name, text in said.items() if not text] == ["Desk", "Desk.move", "bare"]
    assert said["Room"] == "Where a desk stands."


def test_examples_are_worth_what_they_would_notice() -> None:
    assert probe.examples(new_module("said", SOURCE, "<said>")) == {
        "holds": "holds",
        "raises": "proves nothing",
        "none_off": "proves nothing",
        "some_off": "holds",
        "same": "holds",
        "rounded": "proves nothing",
        "added_up": "proves nothing",
        "in_order": "proves nothing",
        "shown": "holds",
        "stale": "fails",
        "skipped": "proves nothing",
        "another": "proves nothing",
        "typed": "proves nothing",
        "left_out": "proves nothing",
        "lasts": "holds",
        "told": "none",
        "bare": "none",
    }
