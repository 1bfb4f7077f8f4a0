"""The waiting list of a clinic, and its tests."""

from unittest.mock import Mock
import pytest


class Waitlist:
    """Patients who wait for an hour to become free; who came first is called first."""

    def __init__(self) -> None:
        self._patients: list[str] = []

    def join(self, patient: str) -> int:
        """Put the patient at the end, and return their place, from 1."""
        self._patients.append(patient)
        return len(self._patients)

    def leave(self, patient: str) -> None:
        """Take the patient off the list, if they are on it."""
        self._patients = [one for one in self._patients if one != patient]

    def move_up(self, patient: str) -> None:
        """Put an urgent patient first."""
        others = [one for one in self._patients if one != patient]
        self._patients = [patient, *others]

    def call_next(self) -> str | None:
        """Take the first patient off the list and return them, or None if nobody waits."""
        return self._patients.pop(0) if self._patients else None


@pytest.fixture
def waitlist() -> Mock:
    """Return a list that notes what is asked of it."""
    return Mock(spec=Waitlist)


def test_join_tells_place(waitlist: Mock) -> None:
    """Who joins is told their place."""
    waitlist.join.return_value = 3
    assert waitlist.join("Cleo") == 3


def test_first_is_called(waitlist: Mock) -> None:
    """Who came first is called first."""
    waitlist.call_next.return_value = "Ada"
    assert waitlist.call_next() == "Ada"


def test_leave(waitlist: Mock) -> None:
    waitlist.leave("Ada")
    waitlist.leave.assert_called_once_with("Ada")


def test_move_up(waitlist: Mock) -> None:
    waitlist.move_up("Bob")
    waitlist.move_up.assert_called_once_with("Bob")


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
