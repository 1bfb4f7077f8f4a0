"""What patients owe who cancel late."""

from collections.abc import Iterable

FREE_FROM_HOURS = 24
FULL_BELOW_HOURS = 2


def cancellation_fee(price_pence: int, notice_hours: float, is_first: bool) -> int:
    """Return what a patient owes for a cancelled appointment."""
    if is_first or notice_hours >= FREE_FROM_HOURS:
        return 0
    percent = 100 if notice_hours < FULL_BELOW_HOURS else 50
    return price_pence * percent // 100


def total_fee(cancellations: Iterable[tuple[int, float, bool]]) -> int:
    """Return the sum of the fees."""
    total_pence = 0
    for price_pence, notice_hours, is_first in cancellations:
        total_pence += cancellation_fee(price_pence, notice_hours, is_first)
    return total_pence


if __name__ == "__main__":
    fee = cancellation_fee(price_pence=6000, notice_hours=3, is_first=False)
    print(f"To pay: £{fee / 100:.2f}")
