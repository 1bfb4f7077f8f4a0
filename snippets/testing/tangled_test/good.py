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


def test_coming_after_planned_time_is_late() -> None:
    """Who comes after the planned time is late."""
    visit = Visit(planned=540)

    visit.check_in(now=550)

    assert visit.late


def test_begin_notes_the_room() -> None:
    """The room is noted at the beginning."""
    visit = Visit(planned=540)

    visit.begin(now=555, room="Room 2")

    assert visit.room == "Room 2"


def test_minutes_count_from_the_beginning() -> None:
    """The bill counts from the beginning, not from the planned time."""
    visit = Visit(planned=540, begun=555)

    visit.finish(now=585)

    assert visit.minutes == 30


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
