"""What a visit costs whom, and the build that tests it."""

import coverage
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


@pytest.mark.parametrize(("hours", "fee"), [(1, 9000), (4, 4500), (24, 0)])
def test_cancelling_costs_less_the_earlier_it_is(hours: int, fee: int) -> None:
    """Cancelling costs less the earlier it is."""
    assert cancellation_fee(9000, hours) == fee


@pytest.mark.parametrize(("insured", "share"), [(False, 9000), (True, 900)])
def test_who_is_insured_pays_a_tenth(insured: bool, share: int) -> None:
    """Who is insured pays a tenth."""
    assert patient_share(9000, insured=insured) == share


def build() -> int:
    """Run the tests, and return the status for the build: 2 if too little of the code ran."""
    measured = coverage.Coverage(branch=True, data_file=None, include=[__file__])
    measured.exclude("def test_|def build|if __name__")
    with measured.collect():
        status = int(pytest.main(["-q", __file__]))
    return status or (2 if measured.report() < 0.8 else 0)


if __name__ == "__main__":
    raise SystemExit(build())
