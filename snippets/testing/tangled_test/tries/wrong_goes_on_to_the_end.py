"""A visit from the door to the bill, and its tests."""

from dataclasses import dataclass

import pytest


@dataclass
class Visit:
    """A patient's visit; its times are minutes since midnight."""

    planned: int
    late: bool = False
    room: str = ""
    begun: int = 0
    minutes: int = 0

    def check_in(self, now: int) -> None:
        """Note whether the patient comes after the planned time."""
        self.late = now > self.planned

    def begin(self, now: int, room: str) -> None:
        """Note when the treatment begins, and where."""
        self.begun, self.room = now, room

    def finish(self, now: int) -> None:
        """Note the minutes to bill, which count from the beginning."""
        self.minutes = now - self.begun


def walked() -> Visit:
    """Return a visit that went from the door to the bill."""
    visit = Visit(planned=540)
    visit.check_in(now=550)
    visit.begin(now=555, room="Room 2")
    visit.finish(now=585)
    return visit


def test_late_is_noted() -> None:
    """Who comes after the planned time is late."""
    assert walked().late


def test_room_is_noted() -> None:
    """The room is noted at the beginning."""
    assert walked().room == "Room 2"


def test_minutes_count_from_the_beginning() -> None:
    """The bill counts from the beginning."""
    assert walked().minutes == 30


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
