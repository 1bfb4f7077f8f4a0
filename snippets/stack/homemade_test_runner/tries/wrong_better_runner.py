"""What a visit counts as, by the patient's age, and its tests."""


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


def refuses(years: int) -> bool:
    """Tell whether there is no band for this age."""
    try:
        age_band(years)
    except ValueError:
        return True
    return False


def run_tests() -> int:
    """Check each case, print how it went, and return how many failed."""
    failed = 0
    for years, band in CASES:
        try:
            assert age_band(years) == band
            print(f"OK {years} years")
        except Exception as error:
            failed += 1
            print(f"FAILED {years} years: not {band}", repr(error))
    return failed + (not refuses(-1))


if __name__ == "__main__":
    raise SystemExit(run_tests() > 0)
