"""All cases in one test: the first that fails hides the rest. Other loops with an assert are right."""

CASES = {0: "infant", 11: "child", 12: "adult"}


def age_band(years: int) -> str:
    return "infant" if years < 2 else "child" if years < 12 else "adult"


def test_bands() -> None:
    for years, band in CASES.items():
        assert age_band(years) == band
