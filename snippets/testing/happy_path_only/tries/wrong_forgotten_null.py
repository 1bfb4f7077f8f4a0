"""Choose whom to remind of a visit, and the tests of it."""

from typing import NamedTuple

import pytest


class Visit(NamedTuple):
    """Somebody's visit: the number to send a text to, if there is one, and the hours until it begins."""

    phone: str | None
    hours: int


def to_remind(visits: list[Visit]) -> list[str]:
    """Return the numbers of who comes within 24 hours, each once, in the order of the visits.

    A visit that begins now counts, and so does one in exactly 24 hours.
    """
    soon = [visit.phone for visit in visits if 0 <= visit.hours <= 24]
    return list(dict.fromkeys(phone for phone in soon if phone is not None))


ADA, BOB, EVE = (f"+44 20 7946 000{number}" for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("visits", "phones"),
    [
        pytest.param([], [], id="nobody comes"),
        pytest.param([Visit(ADA, 3), Visit(ADA, 9)], [ADA], id="comes twice"),
        pytest.param([Visit(ADA, -1)], [], id="has begun"),
        pytest.param([Visit(ADA, 0)], [ADA], id="begins now"),
        pytest.param([Visit(ADA, 24)], [ADA], id="the last hour"),
        pytest.param([Visit(ADA, 25)], [], id="an hour later"),
    ],
)
def test_at_the_edges(visits: list[Visit], phones: list[str]) -> None:
    assert to_remind(visits) == phones


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
