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


@pytest.fixture
def visit() -> Visit:
    """Return a visit that is planned for nine."""
    return Visit(planned=540)


@pytest.fixture
def begun(visit: Visit) -> Visit:
    """Return a visit that has begun at a quarter past."""
    visit.begin(now=555, room="Room 9")
    return visit


def test_late(visit: Visit) -> None:
    """Who comes a minute late is late."""
    visit.check_in(now=541)
    assert visit.late


def test_room(visit: Visit) -> None:
    """The room is noted."""
    visit.begin(now=542, room="Room 1")
    assert visit.room == "Room 1"


def test_minutes(begun: Visit) -> None:
    """The minutes count from the beginning."""
    begun.finish(now=600)
    assert begun.minutes == 45


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
