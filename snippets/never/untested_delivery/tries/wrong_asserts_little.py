"""What a cancelled visit costs, with the tests that come with it."""

import pytest


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


@pytest.mark.parametrize("hours", [48, 24, 23, 2, 1, 0])
def test_fee(hours: int) -> None:
    assert cancellation_fee(4500, hours) is not None
    assert cancellation_fee(4500, hours) >= 0


def test_price_below_zero_is_refused() -> None:
    with pytest.raises(ValueError):
        cancellation_fee(-1, 48)


def test_refund() -> None:
    assert refund(4500, 48) > 0


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
