"""Choose whom to remind of a visit, and the tests of it."""

from typing import NamedTuple

import pytest


class Visit(NamedTuple):
    """A visit: the number for a text, if there is one, and the hours until it begins."""

    phone: str | None
    hours: int


def to_remind(visits: list[Visit]) -> list[str]:
    """Return the numbers of who comes within 24 hours, each once, in the order of the visits.

    A visit that begins now counts, and so does one in exactly 24 hours.
    """
    soon = [visit.phone for visit in visits if 0 <= visit.hours <= 24]
    return list(dict.fromkeys(phone for phone in soon if phone is not None))


ADA, BOB, EVE = (f"+44 20 7946 000{number}" for number in (1, 2, 3))


def test_who_comes_soon_is_reminded() -> None:
    """Who comes within a day is reminded, and nobody else."""
    visits = [Visit(ADA, 3), Visit(BOB, 20), Visit(EVE, 72)]
    assert to_remind(visits) == [ADA, BOB]


EDGES: dict[str, tuple[list[Visit], list[str]]] = {
    "nobody comes": ([], []),
    "comes twice": ([Visit(ADA, 3), Visit(ADA, 9)], [ADA]),
    "has begun": ([Visit(ADA, -1)], []),
    "begins now": ([Visit(ADA, 0)], [ADA]),
    "the last hour": ([Visit(ADA, 24)], [ADA]),
    "an hour later": ([Visit(ADA, 25)], []),
    "no number": ([Visit(None, 3)], []),
}


@pytest.mark.parametrize("edge", EDGES)
def test_at_the_edge(edge: str) -> None:
    """What the docstring names as special is so."""
    visits, phones = EDGES[edge]
    assert to_remind(visits) == phones


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
