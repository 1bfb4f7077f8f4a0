"""Price, cancel and list the clinic's appointments."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


class UnknownKind(Exception):
    """The clinic offers no such appointment."""


@dataclass(frozen=True)
class Appointment(ABC):
    """A patient's time with a clinician; each kind of appointment is a class of its own."""

    patient: str
    minutes: int
    notice: ClassVar[int]  # hours before which it can be cancelled
    place: ClassVar[str]

    def __init_subclass__(cls) -> None:
        """Say where the kind takes place."""
        cls.place = "away" if cls.__name__.startswith("Home") else "room 1"

    @abstractmethod
    def fee(self) -> int:
        """Return the price in pence."""


class Visit(Appointment):
    """The patient comes to the clinic."""

    notice = 24

    def fee(self) -> int:
        """Return the price of the minutes."""
        return 150 * self.minutes


class HomeVisit(Appointment):
    """The clinician goes to the patient, which costs £20 more."""

    notice = 48

    def fee(self) -> int:
        """Return the price of the minutes and of the journey."""
        return 150 * self.minutes + 2000


KINDS: dict[str, type[Appointment]] = {"visit": Visit, "home": HomeVisit}


def book(kind: str, patient: str, minutes: int) -> Appointment:
    """Return an appointment of one of KINDS. Raises UnknownKind if there is none of this name."""
    if kind not in KINDS:
        raise UnknownKind(f"{kind!r} is none of {', '.join(KINDS)}")
    return KINDS[kind](patient, minutes)


def bill(appointments: Iterable[Appointment]) -> int:
    """Return what the appointments cost, in pence."""
    return sum(one.fee() for one in appointments)


def refund(one: Appointment, hours: int) -> int:
    """Return what the patient gets back who cancels so many hours before, in pence."""
    return one.fee() if hours >= one.notice else 0


def day_list(appointments: Iterable[Appointment]) -> list[str]:
    """Return a line for each appointment: who, and where the clinician has to be."""
    return [f"{one.patient}: {one.place}" for one in appointments]


if __name__ == "__main__":
    day = [book("visit", "Ada Lovelace", 30), book("home", "Bob Khan", 45)]
    print(bill(day), refund(day[1], 47), day_list(day))
