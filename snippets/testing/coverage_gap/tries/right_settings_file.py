"""What a visit costs whom, and the build that tests it."""

import coverage
from pathlib import Path
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


class TestFees:
    """Each branch of both functions."""

    def test_late(self) -> None:
        assert cancellation_fee(9000, 3) == 9000

    def test_in_time(self) -> None:
        assert cancellation_fee(9000, 23) == 4500

    def test_early(self) -> None:
        assert cancellation_fee(9000, 48) == 0

    def test_insured(self) -> None:
        assert patient_share(9000, insured=True) == 900

    def test_not_insured(self) -> None:
        assert patient_share(9000, insured=False) == 9000


SETTINGS = f"""
[run]
branch = true
data_file = {Path(__file__).resolve().parent}/.coverage
include = {Path(__file__).resolve()}
[report]
fail_under = 85
exclude_also =
    class Test
    def test_
    if __name__
"""

if __name__ == "__main__":
    Path("coverage.ini").write_text(SETTINGS, encoding="utf-8")
    measured = coverage.Coverage(config_file="coverage.ini")
    with measured.collect():
        failed = pytest.main(["-q", __file__])
    share = measured.report()
    raise SystemExit(failed or share < measured.config.fail_under)

