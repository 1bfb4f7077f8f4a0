"""What a visit counts as, by the patient's age, and its tests."""

import unittest


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


class TestBands(unittest.TestCase):
    def test_band(self) -> None:
        for years, band in CASES:
            with self.subTest(years=years):
                self.assertEqual(age_band(years), band)

    def test_refuses_an_age_below_0(self) -> None:
        self.assertRaises(ValueError, age_band, -1)


if __name__ == "__main__":
    unittest.main()
