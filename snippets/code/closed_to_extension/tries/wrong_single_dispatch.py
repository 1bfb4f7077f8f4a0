"""Price, cancel and list the clinic's appointments."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch


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


def book(kind: str, patient: str, minutes: int) -> Appointment:
    """Return an appointment of one of KINDS. Raises UnknownKind if there is none of this name."""
    if kind not in KINDS:
        raise UnknownKind(f"{kind!r} is none of {', '.join(KINDS)}")
    return KINDS[kind](patient, minutes)


@singledispatch
def fee(one: Appointment) -> int:
    """Return the price in pence."""
    return 150 * one.minutes


@fee.register
def _(one: HomeVisit) -> int:
    return 150 * one.minutes + 2000


@singledispatch
def notice(one: Appointment) -> int:
    """Return the hours before which it can be cancelled."""
    return 24


@notice.register
def _(one: HomeVisit) -> int:
    return 48


@singledispatch
def place(one: Appointment) -> str:
    """Return where the clinician has to be."""
    return "room 1"


@place.register
def _(one: HomeVisit) -> str:
    return "away"


def bill(appointments: Iterable[Appointment]) -> int:
    """Return what the appointments cost, in pence."""
    return sum(fee(one) for one in appointments)


def refund(one: Appointment, hours: int) -> int:
    """Return what the patient gets back who cancels so many hours before, in pence."""
    return fee(one) if hours >= notice(one) else 0


def day_list(appointments: Iterable[Appointment]) -> list[str]:
    """Return a line for each appointment: who, and where the clinician has to be."""
    return [f"{one.patient}: {place(one)}" for one in appointments]


if __name__ == "__main__":
    day = [book("visit", "Ada Lovelace", 30), book("home", "Bob Khan", 45)]
    print(bill(day), refund(day[1], 47), day_list(day))
