"""The waiting list of a clinic, and its tests."""

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
def waitlist() -> Waitlist:
    """Return a list on which Ada waits, and Bob after her."""
    waiting = Waitlist()
    waiting.join("Ada")
    waiting.join("Bob")
    return waiting


def test_join_tells_place(waitlist: Waitlist) -> None:
    """Who joins is told their place."""
    assert waitlist.join("Cleo") == 3


def test_first_is_called(waitlist: Waitlist) -> None:
    """Who came first is called first."""
    assert waitlist.call_next() == "Ada"


def test_leave(waitlist: Waitlist) -> None:
    waitlist.leave("Ada")


def test_move_up(waitlist: Waitlist) -> None:
    waitlist.move_up("Bob")


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
