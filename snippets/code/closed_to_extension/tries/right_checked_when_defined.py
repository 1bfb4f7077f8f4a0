"""Price, cancel and list the clinic's appointments."""

from collections.abc import Iterable

KINDS: "dict[str, type[Appointment]]" = {}


class UnknownKind(Exception):
    """The clinic offers no such appointment."""


class Appointment:
    """A patient's time with a clinician; each kind is a class with a fee, a notice and a place."""

    notice: int
    place: str

    def __init_subclass__(cls) -> None:
        """Refuse a kind that leaves something out, when it is defined."""
        missing = [name for name in ("fee", "notice", "place") if not hasattr(cls, name)]
        if missing:
            raise TypeError(f"{cls.__name__} must say its {', '.join(missing)}")

    def __init__(self, patient: str, minutes: int) -> None:
        self.patient, self.minutes = patient, minutes

    def refund(self, hours: int) -> int:
        """Return what is paid back, in pence: all of it in time, and nothing later."""
        return int(self.fee()) if hours >= self.notice else 0  # type: ignore[attr-defined]

    def line(self) -> str:
        """Return who comes, and where the clinician has to be."""
        return f"{self.patient}: {self.place}"


class Visit(Appointment):
    """The patient comes to the clinic."""

    notice = 24
    place = "room 1"

    def fee(self) -> int:
        """Return the price in pence."""
        return self.minutes * 150


class HomeVisit(Visit):
    """The clinician goes to the patient, which costs £20 more."""

    notice = 48
    place = "away"

    def fee(self) -> int:
        """Return the price in pence."""
        return super().fee() + 2000


KINDS.update(visit=Visit, home=HomeVisit)


def book(kind: str, patient: str, minutes: int) -> Appointment:
    """Return an appointment of one of KINDS. Raises UnknownKind if there is none of this name."""
    try:
        return KINDS[kind](patient, minutes)
    except KeyError:
        raise UnknownKind(f"no appointment is called {kind}") from None


def bill(appointments: Iterable[Appointment]) -> int:
    """Return what the appointments cost, in pence."""
    return sum(one.fee() for one in appointments)  # type: ignore[attr-defined]


def refund(one: Appointment, hours: int) -> int:
    """Return what the patient gets back who cancels so many hours before, in pence."""
    return one.refund(hours)


def day_list(appointments: Iterable[Appointment]) -> list[str]:
    """Return a line for each appointment."""
    return [one.line() for one in appointments]


if __name__ == "__main__":
    day = [book("visit", "Ada Lovelace", 30), book("home", "Bob Khan", 45)]
    print(bill(day), refund(day[1], 47), day_list(day))
