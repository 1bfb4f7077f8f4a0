"""What patients owe who cancel late."""

from collections.abc import Iterable

LIM = 24
LIM2 = 2


def cancellation_fee(p: int, h: float, f: bool) -> int:
    """Return what a patient owes for a cancelled appointment."""
    if f or h >= LIM:
        return 0
    pct = 100 if h < LIM2 else 50
    return p * pct // 100


def total_fee(data: Iterable[tuple[int, float, bool]]) -> int:
    """Return the sum of the fees."""
    t = 0
    for a, b, c in data:
        t += cancellation_fee(a, b, c)
    return t


if __name__ == "__main__":
    fee = cancellation_fee(6000, 3, False)
    print(f"To pay: £{fee / 100:.2f}")
