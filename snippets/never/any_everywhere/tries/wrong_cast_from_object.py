"""Work out what a patient owes for her sessions."""

from dataclasses import dataclass
from decimal import Decimal
from typing import cast

HOURLY = Decimal("90.00")


@dataclass(frozen=True)
class Session:
    """A session, as the clinician enters it."""

    patient: str
    minutes: int


def charge(session: object) -> Decimal:
    """Return what one session costs."""
    return HOURLY * cast(Session, session).minutes / 60


def total(sessions: list[Session]) -> Decimal:
    """Return what these sessions cost together."""
    return sum((charge(one) for one in sessions), start=Decimal(0))


if __name__ == "__main__":
    march = [Session(patient="Ada", minutes=40), Session(patient="Ada", minutes=30)]
    for sessions in (march, []):
        print(len(sessions), "sessions:", total(sessions).quantize(Decimal("0.01")))
