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


@pytest.mark.parametrize(
    ("step", "given", "attribute", "wanted"),
    [
        pytest.param("check_in", [550], "late", True, id="late"),
        pytest.param("check_in", [540], "late", False, id="in time"),
        pytest.param("begin", [555, "Room 2"], "room", "Room 2", id="room"),
        pytest.param("finish", [585], "minutes", 30, id="minutes"),
    ],
)
def test_step(step: str, given: list[object], attribute: str, wanted: object) -> None:
    visit = Visit(planned=540, begun=555)

    getattr(visit, step)(*given)

    assert getattr(visit, attribute) == wanted


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
