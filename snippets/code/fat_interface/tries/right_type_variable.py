"""Remind patients of their visits, and of what they owe."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol


class Visits(Protocol):
    """What reminding needs to know."""

    def visits(self, day: date) -> list[str]:
        """Return who comes on this day."""

    def phone(self, patient: str) -> str:
        """Return the patient's number."""


class Debts(Protocol):
    """What chasing needs to know."""

    def phone(self, patient: str) -> str:
        """Return the patient's number."""

    def owed(self, patient: str) -> int:
        """Return what the patient has to pay, in pounds."""


class ClinicRecords:
    """The clinic's records: a number, the visits, the debt and the notes of each patient."""

    def __init__(self, patients: dict[str, tuple[str, list[date], int, list[str]]]) -> None:
        self._patients = patients

    def visits(self, day: date) -> list[str]:
        """Return who comes on this day."""
        return [name for name, (_, days, _, _) in self._patients.items() if day in days]

    def phone(self, patient: str) -> str:
        """Return the patient's number."""
        return self._patients[patient][0]

    def owed(self, patient: str) -> int:
        """Return what the patient has to pay, in pounds."""
        return self._patients[patient][2]

    def notes(self, patient: str) -> list[str]:
        """Return what clinicians wrote about the patient."""
        return self._patients[patient][3]

    def erase(self, patient: str) -> None:
        """Remove all that is kept about the patient."""
        del self._patients[patient]


def remind[Known: Visits](records: Known, day: date) -> list[str]:
    """Return a text for each patient who comes on this day, with the number to send it to."""
    return [f"{records.phone(one)}: see you on {day}" for one in records.visits(day)]


def chase[Known: Debts](records: Known, patients: Iterable[str]) -> list[str]:
    """Return a text for each of the patients who owes something."""
    debts = [(records.phone(one), records.owed(one)) for one in patients]
    return [f"{phone}: you owe £{pounds}" for phone, pounds in debts if pounds > 0]


if __name__ == "__main__":
    monday = date(2030, 1, 7)
    clinic = ClinicRecords({"Ada": ("+447700900001", [monday], 45, ["slept badly"])})
    print(remind(clinic, monday), chase(clinic, ["Ada"]))
