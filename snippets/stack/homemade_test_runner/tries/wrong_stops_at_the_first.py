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


CASES = [(0, "infant"), (1, "infant"), (2, "child"), (11, "child")]
CASES += [(12, "adult"), (64, "adult"), (65, "senior"), (104, "senior")]


@pytest.mark.parametrize(("years", "band"), CASES)
def test_band(years: int, band: str) -> None:
    """Each band begins and ends at its own age."""
    assert age_band(years) == band


def test_refuses_an_age_below_0() -> None:
    """Nobody is younger than 0."""
    with pytest.raises(ValueError, match="-1"):
        age_band(-1)


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-x", "-v", __file__]))
