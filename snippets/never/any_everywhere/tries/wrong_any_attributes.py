"""Work out what a patient owes for her sessions."""

from decimal import Decimal
from types import SimpleNamespace

HOURLY = Decimal("90.00")


class Session(SimpleNamespace):
    """A session, as the clinician enters it."""


def charge(session: Session) -> Decimal:
    """Return what one session costs."""
    cost: Decimal = HOURLY * session.minutes / 60
    return cost


def total(sessions: list[Session]) -> Decimal:
    """Return what these sessions cost together."""
    return sum((charge(one) for one in sessions), start=Decimal(0))


if __name__ == "__main__":
    march = [Session(patient="Ada", minutes=40), Session(patient="Ada", minutes=30)]
    for sessions in (march, []):
        print(len(sessions), "sessions:", total(sessions).quantize(Decimal("0.01")))
