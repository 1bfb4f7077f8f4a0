"""What a cancelled visit costs, with the tests that come with it."""

import inspect

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


FEES = [(48, 0), (24, 0), (23, 2250), (2, 2250), (1, 4501)]


@pytest.mark.parametrize(("hours", "fee"), FEES)
def test_fee_on_both_sides(hours: int, fee: int) -> None:
    """The fee changes at each limit, on its own side."""
    assert cancellation_fee(4501, hours) == fee


def test_price_below_zero_is_refused() -> None:
    """Nobody pays less than nothing."""
    with pytest.raises(ValueError):
        cancellation_fee(-1, 48)


@pytest.mark.parametrize(("hours", "back"), [(24, 4501), (2, 2251), (0, 0)])
def test_rest_is_paid_back(hours: int, back: int) -> None:
    """What the fee leaves is paid back."""
    assert refund(4501, hours) == back


def test_limits_are_written_down() -> None:
    """The limits stand in the code."""
    source = inspect.getsource(cancellation_fee)
    assert "hours >= 24" in source and "hours >= 2 " in source and "// 2" in source


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
