"""Each method of the reception, on repositories in memory and a clock that stands."""

from uuid import uuid4

import pytest

from booking.domain.diary import Patient, Status
from booking.domain.refusals import Conflict, NotFound, Refused
from booking.service import Reception
from tests.clinic import LONDON, MONDAY, at, clock, slot
from tests.memory import MemoryAppointments, MemoryPatients


@pytest.fixture
def reception() -> Reception:
    return Reception(MemoryAppointments(), MemoryPatients(), LONDON, clock)


@pytest.fixture
def ada(reception: Reception) -> Patient:
    return reception.register("Ada", "+4401010101")


def test_who_registers_is_found(reception: Reception, ada: Patient) -> None:
    assert reception.find_patient(ada.id) == ada


def test_nobody_else_is_found(reception: Reception) -> None:
    with pytest.raises(NotFound):
        reception.find_patient(uuid4())


def test_a_free_hour_is_free_until_it_is_booked(reception: Reception, ada: Patient) -> None:
    before = reception.free_hours(MONDAY)

    visit = reception.book(ada.id, at(9))

    assert visit.slot == slot(9)
    assert reception.free_hours(MONDAY) == before[1:]


def test_no_hour_is_free_at_the_weekend(reception: Reception) -> None:
    assert reception.free_hours(MONDAY.replace(day=6)) == []


def test_an_hour_is_booked_once(reception: Reception, ada: Patient) -> None:
    reception.book(ada.id, at(9))

    with pytest.raises(Conflict):
        reception.book(ada.id, at(9))

    assert reception.list_appointments(1, 20)[1] == 1


def test_nobody_is_booked_who_is_no_patient(reception: Reception) -> None:
    with pytest.raises(NotFound):
        reception.book(uuid4(), at(9))


@pytest.mark.parametrize("hour", [8, 17, -24])
def test_nobody_is_booked_when_the_clinic_is_closed(
    reception: Reception, ada: Patient, hour: int
) -> None:
    with pytest.raises(Refused):
        reception.book(ada.id, at(hour))

    assert reception.list_appointments(1, 20) == ([], 0)


def test_a_visit_that_moves_leaves_its_hour(reception: Reception, ada: Patient) -> None:
    visit = reception.book(ada.id, at(9))

    reception.move(visit.id, at(10))

    assert reception.find(visit.id).slot == slot(10)
    assert [one.starts_at for one in reception.free_hours(MONDAY)][:2] == [at(9), at(11)]


def test_a_visit_does_not_move_into_another(reception: Reception, ada: Patient) -> None:
    reception.book(ada.id, at(9))
    visit = reception.book(ada.id, at(10))

    with pytest.raises(Conflict):
        reception.move(visit.id, at(9))

    assert reception.find(visit.id).slot == slot(10)


def test_who_is_there_has_arrived(reception: Reception, ada: Patient) -> None:
    visit = reception.book(ada.id, at(9))

    reception.arrive(visit.id)

    assert reception.find(visit.id).status == Status.ARRIVED


def test_a_visit_that_is_cancelled_is_not_found(reception: Reception, ada: Patient) -> None:
    visit = reception.book(ada.id, at(9))

    reception.cancel(visit.id)

    with pytest.raises(NotFound):
        reception.find(visit.id)


def test_a_list_has_pages(reception: Reception, ada: Patient) -> None:
    booked = [reception.book(ada.id, at(hour)) for hour in (11, 9, 10)]

    page, total = reception.list_appointments(page=2, size=2)

    assert (page, total) == ([booked[0]], 3)
