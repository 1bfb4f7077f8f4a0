"""What a visit costs whom, and the build that tests it."""

import coverage
import pytest

LIMIT = 80


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


def test_fee_of_a_late_cancellation() -> None:  # pragma: no cover
    """Who cancels at the last hour pays the whole price."""
    assert cancellation_fee(9000, hours=1) == 9000


def test_fee_of_an_early_cancellation() -> None:  # pragma: no cover
    """Half is owed from four hours on, and nothing from a day on."""
    assert cancellation_fee(9000, hours=5) == 4500
    assert cancellation_fee(9000, hours=48) == 0


def test_share() -> None:  # pragma: no cover
    """Who is insured pays a tenth, and who is not pays everything."""
    assert patient_share(9000, insured=True) == 900
    assert patient_share(9000, insured=False) == 9000


def build() -> int:  # pragma: no cover
    """Run the tests, and return the status for the build: 2 if too little of the code ran."""
    measured = coverage.Coverage(branch=True, data_file=None, include=[__file__])
    measured.exclude("if __name__")
    with measured.collect():
        status = pytest.main(["-q", __file__])
    total = measured.report()
    if status != 0:
        return int(status)
    return 2 if total < LIMIT else 0


if __name__ == "__main__":
    raise SystemExit(build())
