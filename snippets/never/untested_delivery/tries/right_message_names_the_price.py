"""What a cancelled visit costs."""

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


class TestCancelling:
    """Each limit from both sides, at an odd price."""

    @pytest.fixture
    def price(self) -> int:
        """An odd number of pence."""
        return 7001

    def test_fee(self, price: int) -> None:
        """The share at each hour that matters."""
        due = {h: cancellation_fee(price, h) for h in (72, 25, 24, 23, 12, 3, 2, 1, 0)}
        assert due == {72: 0, 25: 0, 24: 0, 23: 3500, 12: 3500, 3: 3500, 2: 3500, 1: 7001, 0: 7001}

    def test_refund(self, price: int) -> None:
        """The rest."""
        back = {h: refund(price, h) for h in (24, 23, 2, 1)}
        assert back == {24: 7001, 23: 3501, 2: 3501, 1: 0}

    @pytest.mark.parametrize("hours", [0, 2, 24])
    def test_negative(self, hours: int) -> None:
        """Whatever the notice."""
        with pytest.raises(ValueError, match="-1"):
            cancellation_fee(-1, hours)
