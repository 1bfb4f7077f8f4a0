"""What a cancelled visit costs."""


def cancellation_fee(pence: int, hours: int) -> int:
    """Return what is due of the price when a visit is cancelled so many hours before it.

    Nothing is due from 24 hours on, half of it (rounded down) from 2 hours on, else all.
    Raises ValueError for a price below 0.
    """
    if pence < 0:
        raise ValueError(f"the price is {pence}")
    if hours >= 24:
        return 0
    return pence // 2 if hours >= 2 else pence


def refund(paid: int, hours: int) -> int:
    """Return what the patient gets back of what was paid."""
    return paid - cancellation_fee(paid, hours)


if __name__ == "__main__":
    for notice in (48, 23, 1):
        print(f"{notice} hours before: {cancellation_fee(4500, notice)} pence")
    print(f"back at 23 hours: {refund(4500, 23)} pence")
