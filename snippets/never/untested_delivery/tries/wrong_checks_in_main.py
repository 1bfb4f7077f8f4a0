"""What a cancelled visit costs, with the tests that come with it."""


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


def check_fee() -> None:
    """Check the fee on both sides of each limit."""
    due = {48: 0, 24: 0, 23: 2250, 2: 2250, 1: 4501, 0: 4501}
    assert {hours: cancellation_fee(4501, hours) for hours in due} == due


def check_refund() -> None:
    """Check that the patient gets back what is not due."""
    assert [refund(4501, hours) for hours in (24, 2, 0)] == [4501, 2251, 0]


if __name__ == "__main__":
    check_fee()
    check_refund()
    print("all right")
