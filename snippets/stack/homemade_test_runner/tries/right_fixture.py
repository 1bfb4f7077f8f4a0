"""What a visit counts as, by the patient's age, and its tests."""

import pytest


def age_band(years: int) -> str:
    """Return the band: infant below 2, child below 12, adult below 65, senior from then on.

    Raises ValueError for an age below 0.
    """
    if years < 0:
        raise ValueError(f"nobody is {years}")
    for limit, band in ((2, "infant"), (12, "child"), (65, "adult")):
        if years < limit:
            return band
    return "senior"


@pytest.fixture(params=[(1, "infant"), (2, "child"), (11, "child"), (12, "adult"), (64, "adult"), (65, "senior")])
def case(request: pytest.FixtureRequest) -> tuple[int, str]:
    years, band = request.param
    return years, band


class TestBands:
    def test_band(self, case: tuple[int, str]) -> None:
        years, band = case
        assert age_band(years) == band, f"at {years}"

    @pytest.mark.parametrize("years", [-1, -40])
    def test_refused(self, years: int) -> None:
        with pytest.raises(ValueError):
            age_band(years)


if __name__ == "__main__":
    import sys

    sys.exit(pytest.main([__file__]))
