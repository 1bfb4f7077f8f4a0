"""What a cancelled visit costs, with the tests that come with it."""

import unittest


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


class CancellationTest(unittest.TestCase):
    """What was asked for, one test for each sentence."""

    def test_fee(self) -> None:
        due = {72: 0, 24: 0, 23: 1050, 2: 1050, 1: 2101, 0: 2101}
        for hours, fee in due.items():
            with self.subTest(hours=hours):
                self.assertEqual(cancellation_fee(2101, hours), fee)

    def test_price_below_zero(self) -> None:
        self.assertRaises(ValueError, cancellation_fee, -1, 5)

    def test_refund(self) -> None:
        self.assertEqual([refund(2101, hours) for hours in (24, 23, 1)], [2101, 1051, 0])


if __name__ == "__main__":
    unittest.main()
