"""A whole journey, which acts many times by its nature; each step has a test of its own elsewhere."""

from clinic import Visit


def test_journey_from_door_to_bill() -> None:
    visit = Visit(planned=540)
    visit.check_in(now=550)
    assert visit.late
    visit.finish(now=585)
    assert visit.minutes == 30
