"""Values drawn at random, so that no special case can know them. An example cannot seed or foresee them."""

import uuid as uuids
from collections.abc import Iterable
from secrets import SystemRandom
from typing import Any

_chance = SystemRandom()
_FIRST = ("Ada", "Bola", "Chen", "Dana", "Emre", "Femi", "Gita", "Hana", "Ines", "Jomo", "Kaya", "Lena", "Mira", "Nils")
_LAST = ("Adeyemi", "Brandt", "Castro", "Dlamini", "Eriksen", "Farouk", "Haddad", "Ito", "Jansen", "Kowalski", "Okafor")
_LETTERS = "abcdefghijkmnpqrstuvwxyz"
# Values at which checks by hand break: of another type, without a size, far away, nearly a number.
ODD: tuple[Any, ...] = (
    *(None, "", " ", "x", "12", "1e3", "NaN", "\0", "é" * 3, "A" * 100_000),
    *(0, -1, -3, 2.5, 1e300, 2**63, -(2**63) - 1, True, False, [], {}, [None], {"a": 1}),
)


def integer(low: int, high: int) -> int:
    """Return a whole number from low to high, both included."""
    return _chance.randint(low, high)


def around(limit: int) -> list[int]:
    """Return the boundary: one less, the limit, one more.

    Examples:
        >>> around(20)
        [19, 20, 21]
    """
    return [limit - 1, limit, limit + 1]


def pick[T](values: Iterable[T]) -> T:
    """Return one of the values."""
    return _chance.choice(list(values))


def shuffled[T](values: Iterable[T]) -> list[T]:
    """Return the values in another order."""
    found = list(values)
    _chance.shuffle(found)
    return found


def word(length: int = 10) -> str:
    """Return lower-case letters that mean nothing: a secret, a marker to look for, a key."""
    return "".join(_chance.choices(_LETTERS, k=length))


def name() -> str:
    """Return a person's name that is in no list: ``Ada Xqpmr Ito``."""
    return f"{pick(_FIRST)} {word(5).title()} {pick(_LAST)}"


def email() -> str:
    """Return an address of example.com, which is nobody's (RFC 2606)."""
    return f"{word()}@example.com"


def phone() -> str:
    """Return a British mobile number that Ofcom keeps for drama: ``+447700900…``."""
    return f"+447700900{integer(0, 999):03}"


def uuid() -> str:
    """Return a UUID of version 4."""
    return str(uuids.UUID(int=_chance.getrandbits(128), version=4))


def hour(opens: int = 0, closes: int = 24) -> int:
    """Return an hour of the day, from ``opens`` to the one before ``closes``."""
    return integer(opens, closes - 1)


def day(first: int = 1, last: int = 300) -> str:
    """Return an ISO date that many days from today, ``first`` to ``last``: negative ones are over."""
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415 - the class as a clock has it at the moment

    return (datetime.now(UTC) + timedelta(days=integer(first, last))).date().isoformat()


def moment(first: int = 1, last: int = 300, zone: str = "Z") -> str:
    """Return an ISO time on the full hour, on a ``day(first, last)``."""
    return f"{day(first, last)}T{hour(8, 18):02}:00:00{zone}"


def card(digits: int = 16, first: str = "4") -> str:
    """Return a card number that passes Luhn's check; ``first`` are its first digits.

    Examples:
        >>> len(card(15, "37"))
        15
    """
    number = first + "".join(_chance.choices("0123456789", k=digits - len(first) - 1))
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(number))]
    total = sum(value - 9 if value > 9 else value for value in doubled)  # noqa: PLR2004 - the sum of two digits
    return number + str(-total % 10)
