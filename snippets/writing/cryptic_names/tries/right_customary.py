"""What patients owe who cancel late."""

from collections.abc import Iterable

FREE_FROM_HOURS = 24
FULL_BELOW_HOURS = 2


def cancellation_fee(*, price_pence: int, notice_hours: float, is_first: bool) -> int:
    """Return what a patient owes for a cancelled appointment."""
    if is_first or notice_hours >= FREE_FROM_HOURS:
        return 0
    percent = 100 if notice_hours < FULL_BELOW_HOURS else 50
    return price_pence * percent // 100


def total_fee(cancellations: Iterable[tuple[int, float, bool]]) -> int:
    """Return the sum of the fees."""
    fees = []
    for i, x in enumerate(cancellations, 1):
        try:
            pence, hours, is_first = x
        except ValueError as e:
            raise ValueError(f"cancellation {i} is incomplete") from e
        fees.append(cancellation_fee(price_pence=pence, notice_hours=hours, is_first=is_first))
    return sum(n for n in fees if n)


if __name__ == "__main__":
    fee = cancellation_fee(price_pence=6000, notice_hours=3, is_first=False)
    print(f"To pay: £{fee / 100:.2f}")
