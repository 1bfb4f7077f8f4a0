"""Work out what a patient owes for her sessions."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypedDict

HOURLY = Decimal("90.00")


class Session(TypedDict):
    """A session, as the clinician enters it."""

    patient: str
    minutes: int


def charge(session: Session) -> Decimal:
    """Return what one session costs."""
    return HOURLY * session["minutes"] / 60


def total(sessions: Iterable[Session]) -> Decimal:
    """Return what these sessions cost together."""
    owed = Decimal(0)
    for one in sessions:
        owed += charge(one)
    return owed


if __name__ == "__main__":
    march = [Session(patient="Ada", minutes=40), Session(patient="Ada", minutes=30)]
    for sessions in (march, []):
        print(len(sessions), "sessions:", total(sessions).quantize(Decimal("0.01")))
