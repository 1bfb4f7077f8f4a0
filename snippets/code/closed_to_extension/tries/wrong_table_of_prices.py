"""Price, cancel and list the clinic's appointments."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


class UnknownKind(Exception):
    """The clinic offers no such appointment."""


@dataclass(frozen=True)
class Appointment:
    """A patient's time with a clinician; each kind of appointment is a class of its own."""

    patient: str
    minutes: int


class Visit(Appointment):
    """The patient comes to the clinic."""


class HomeVisit(Appointment):
    """The clinician goes to the patient, which costs £20 more."""


KINDS: dict[str, type[Appointment]] = {"visit": Visit, "home": HomeVisit}


PRICES: dict[type[Appointment], Callable[[int], int]] = {
    Visit: lambda minutes: 150 * minutes,
    HomeVisit: lambda minutes: 150 * minutes + 2000,
}
NOTICE = {Visit: 24, HomeVisit: 48}


def book(kind: str, patient: str, minutes: int) -> Appointment:
    """Return an appointment of one of KINDS. Raises UnknownKind if there is none of this name."""
    if kind not in KINDS:
        raise UnknownKind(f"{kind!r} is none of {', '.join(KINDS)}")
    return KINDS[kind](patient, minutes)


def bill(appointments: Iterable[Appointment]) -> int:
    """Return what the appointments cost, in pence."""
    return sum(PRICES[type(one)](one.minutes) for one in appointments)


def refund(one: Appointment, hours: int) -> int:
    """Return what the patient gets back who cancels so many hours before, in pence."""
    return bill([one]) if hours >= NOTICE[type(one)] else 0


def day_list(appointments: Iterable[Appointment]) -> list[str]:
    """Return a line for each appointment: who, and where the clinician has to be."""
    places = {Visit: "room 1", HomeVisit: "away"}
    return [f"{one.patient}: {places[type(one)]}" for one in appointments]


if __name__ == "__main__":
    day = [book("visit", "Ada Lovelace", 30), book("home", "Bob Khan", 45)]
    print(bill(day), refund(day[1], 47), day_list(day))
