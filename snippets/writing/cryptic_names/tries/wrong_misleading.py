"""What patients owe who cancel late."""

from collections.abc import Iterable

FREE_FROM_HOURS = 24
FULL_BELOW_HOURS = 2


def cancellation_fee(price_pounds: int, notice_days: float, is_first: bool) -> int:
    """Return what a patient owes for a cancelled appointment."""
    if is_first or notice_days >= FREE_FROM_HOURS:
        return 0
    percent = 100 if notice_days < FULL_BELOW_HOURS else 50
    return price_pounds * percent // 100


def total_fee(cancellations: Iterable[tuple[int, float, bool]]) -> int:
    """Return the sum of the fees."""
    total_pounds = 0
    for price_pounds, notice_days, is_first in cancellations:
        total_pounds += cancellation_fee(price_pounds, notice_days, is_first)
    return total_pounds


if __name__ == "__main__":
    fee = cancellation_fee(price_pounds=6000, notice_days=3, is_first=False)
    print(f"To pay: £{fee / 100:.2f}")
