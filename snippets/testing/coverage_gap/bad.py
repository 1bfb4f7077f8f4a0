"""What a visit costs whom, and the build that tests it."""

import pytest


def cancellation_fee(price: int, hours: int) -> int:
    """Return what is owed, in cents, for a visit that was cancelled so many hours ahead."""
    if hours >= 24:
        return 0
    if hours >= 4:
        return price // 2
    return price


def patient_share(price: int, *, insured: bool) -> int:
    """Return the patient's part of a price in cents: a tenth, if an insurer pays the rest."""
    if insured:
        return price // 10
    return price


def test_who_cancels_too_late_pays_the_whole_price() -> None:
    """Who cancels too late pays the whole price."""
    assert cancellation_fee(9000, hours=1) == 9000


def test_who_is_not_insured_pays_everything() -> None:
    """Who is not insured pays everything."""
    assert patient_share(9000, insured=False) == 9000


def build() -> int:
    """Run the tests, and return the status for the build."""
    return int(pytest.main(["-q", __file__]))


if __name__ == "__main__":
    raise SystemExit(build())
