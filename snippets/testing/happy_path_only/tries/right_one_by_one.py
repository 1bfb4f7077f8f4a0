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


class TestToRemind:
    """One test an edge."""

    def test_normal(self) -> None:
        assert to_remind([Visit(ADA, 3), Visit(BOB, 20)]) == [ADA, BOB]

    def test_no_visit(self) -> None:
        assert to_remind([]) == []

    def test_visit_without_a_number(self) -> None:
        assert to_remind([Visit(None, 12), Visit(BOB, 12)]) == [BOB]

    def test_same_number_twice(self) -> None:
        assert to_remind([Visit(ADA, 3), Visit(ADA, 9)]) == [ADA]

    def test_from_now_on(self) -> None:
        assert to_remind([Visit(ADA, -1), Visit(BOB, 0)]) == [BOB]

    def test_until_a_day_ahead(self) -> None:
        assert to_remind([Visit(ADA, 24), Visit(BOB, 25)]) == [ADA]


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
