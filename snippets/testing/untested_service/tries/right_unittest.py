"""The waiting list of a clinic, and its tests."""

import unittest
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


class WaitlistTest(unittest.TestCase):
    """One test for each method."""

    def setUp(self) -> None:
        self.waitlist = Waitlist()
        self.waitlist.join("Ada")
        self.waitlist.join("Bob")

    def test_join(self) -> None:
        self.assertEqual(self.waitlist.join("Cleo"), 3)

    def test_leave(self) -> None:
        self.waitlist.leave("Ada")
        self.assertEqual(self.called(), ["Bob"])

    def test_move_up(self) -> None:
        self.waitlist.move_up("Bob")
        self.assertEqual(self.called(), ["Bob", "Ada"])

    def test_call_next(self) -> None:
        self.assertEqual(self.called(), ["Ada", "Bob"])

    def called(self) -> list[str]:
        return list(iter(self.waitlist.call_next, None))


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
