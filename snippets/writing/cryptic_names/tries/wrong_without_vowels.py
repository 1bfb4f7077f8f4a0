"""What patients owe who cancel late."""

from collections.abc import Iterable

FREE_FROM_HOURS = 24
FULL_BELOW_HOURS = 2


def cancellation_fee(prc_pence: int, ntc_hours: float, frst: bool) -> int:
    """Return what a patient owes for a cancelled appointment."""
    if frst or ntc_hours >= FREE_FROM_HOURS:
        return 0
    prcnt = 100 if ntc_hours < FULL_BELOW_HOURS else 50
    return prc_pence * prcnt // 100


def total_fee(cncls: Iterable[tuple[int, float, bool]]) -> int:
    """Return the sum of the fees."""
    ttl = 0
    for prc_pence, ntc_hours, frst in cncls:
        ttl += cancellation_fee(prc_pence, ntc_hours, frst)
    return ttl


if __name__ == "__main__":
    fee = cancellation_fee(prc_pence=6000, ntc_hours=3, frst=False)
    print(f"To pay: £{fee / 100:.2f}")
