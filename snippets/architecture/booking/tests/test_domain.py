"""The diary and the opening hours, with nothing around them."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from booking.domain.diary import Appointment, Diary, Patient, Slot, Status
from booking.domain.refusals import Conflict, NotFound, Refused
from tests.clinic import EVE, LONDON, MONDAY, at, slot

ADA, BOB = Patient("Ada", "+4401010101"), Patient("Bob", "+4402020202")


@pytest.mark.parametrize("length", [-1, 0])
def test_a_slot_ends_after_it_starts(length: int) -> None:
    with pytest.raises(Refused, match="ends after"):
        Slot(at(9), at(9 + length))


def test_a_slot_is_kept_in_utc() -> None:
    with pytest.raises(ValueError, match="UTC"):
        Slot(datetime(2030, 1, 7, 9), at(10))  # noqa: DTZ001 - what must not be


@pytest.mark.parametrize("hour", [8.5, 9, 9.5])
def test_two_visits_never_meet(hour: float) -> None:
    diary = Diary()
    diary.book(ADA, slot(9))

    with pytest.raises(Conflict, match="this time"):
        diary.book(BOB, slot(hour))

    assert diary.is_free(slot(10))


def test_rows_are_not_trusted_either() -> None:
    visits = [Appointment(ADA, slot(9)), Appointment(BOB, slot(9.5))]

    with pytest.raises(Conflict):
        Diary(visits)


def test_a_visit_moves_to_where_it_overlaps_itself_alone() -> None:
    diary = Diary()
    visit = diary.book(ADA, slot(9))

    moved = diary.move(visit.id, slot(9.5))

    assert moved.id == visit.id
    assert diary.is_free(slot(8.5))


def test_a_visit_that_is_cancelled_frees_its_time() -> None:
    diary = Diary()
    visit = diary.book(ADA, slot(9))

    assert diary.cancel(visit.id, EVE).status == Status.CANCELLED

    assert diary.book(BOB, slot(9)).status == Status.BOOKED


@pytest.mark.parametrize("before", ["arrive", "cancel"])
@pytest.mark.parametrize("step", ["arrive", "cancel", "move"])
def test_nobody_takes_a_step_after_the_last(before: str, step: str) -> None:
    diary = Diary()
    visit = diary.book(ADA, slot(9))
    getattr(diary, before)(visit.id, EVE)

    with pytest.raises(Conflict, match="already"):
        getattr(diary, step)(visit.id, slot(10) if step == "move" else EVE)


def test_nobody_who_has_arrived_has_cancelled() -> None:
    with pytest.raises(Refused):
        Appointment(ADA, slot(9), arrived_at=EVE, cancelled_at=EVE)


def test_a_visit_that_is_not_in_the_diary_is_not_found() -> None:
    with pytest.raises(NotFound):
        Diary().cancel(uuid4(), EVE)


def test_the_hours_of_a_day_are_six_and_none_at_the_weekend() -> None:
    assert [one.starts_at.hour for one in LONDON.slots(MONDAY, EVE)] == [9, 10, 11, 14, 15, 16]
    assert LONDON.slots(date(2030, 1, 12), EVE) == []
    assert LONDON.slots(date(2030, 1, 13), EVE) == []


def test_the_clinic_opens_by_the_clock_on_its_wall_in_summer_too() -> None:
    assert LONDON.slots(date(2030, 7, 8), EVE)[0].starts_at == datetime(2030, 7, 8, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "code"), [(-7, "SLOT_IN_PAST"), (8, "NOT_OPEN"), (9.5, "NOT_OPEN")]
)
def test_a_time_that_is_no_slot_is_refused(hour: float, code: str) -> None:
    with pytest.raises(Refused) as refused:
        LONDON.slot(at(hour), EVE)

    assert refused.value.code == code


def test_a_slot_that_begins_now_is_over() -> None:
    assert LONDON.slot(at(9), at(9) - timedelta(seconds=1)) == slot(9)
    with pytest.raises(Refused):
        LONDON.slot(at(9), at(9))
