"""Show what a late cancellation costs, and bill it at the end of the month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FREE_NOTICE = timedelta(hours=24)
HIGHEST_FEE = 40_00  # cents


@dataclass(frozen=True)
class Cancellation:
    """A visit that does not take place: its price in cents, its start, when it was called off."""

    price: int
    starts: datetime
    called_off: datetime

    @property
    def notice(self) -> timedelta:
        """How long before its start the clinic heard of it."""
        return self.starts - self.called_off


def late_fee(price: int, notice: timedelta) -> int:
    """Return what calling off costs, in cents, after this notice."""
    if notice >= FREE_NOTICE:
        return 0
    return min(price // 2, HIGHEST_FEE)


def show_fee(cancellation: Cancellation) -> int:
    """Return the fee in cents that the page shows before the patient confirms."""
    return late_fee(cancellation.price, cancellation.notice)


def bill_month(cancellations: Iterable[Cancellation]) -> list[int]:
    """Return the fees in cents on the month's invoices, in the order given."""
    hour = timedelta(hours=1)
    return [late_fee(one.price, one.notice // hour * hour) for one in cancellations]


if __name__ == "__main__":
    start = datetime(2030, 1, 8, 9, tzinfo=UTC)
    for price, hours in ((60_00, 3), (60_00, 24), (150_00, 3)):
        called_off = Cancellation(price, start, start - timedelta(hours=hours))
        print(f"{hours} hours: {show_fee(called_off)} shown, {bill_month([called_off])} billed")
