"""One contract for both repositories, and what only a database can show."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event, text

from booking.domain.diary import Appointment, Patient
from booking.domain.refusals import Conflict, Refused
from booking.repository.protocols import Appointments, Patients
from booking.repository.sql import SqlAppointments, SqlPatients
from booking.service import Reception
from tests.clinic import EVE, LONDON, at, clock, slot
from tests.memory import MemoryAppointments, MemoryPatients

ADA = Patient("Ada", "+4401010101")
Kept = tuple[Appointments, Patients]


@pytest.fixture(params=["memory", "sql"])
def kept(request: pytest.FixtureRequest) -> Kept:
    if request.param == "memory":
        found: Kept = MemoryAppointments(), MemoryPatients()
    else:
        engine = request.getfixturevalue("engine")
        found = SqlAppointments(engine), SqlPatients(engine)
    found[1].add(ADA)
    return found


def test_what_is_kept_is_found_as_it_was(kept: Kept) -> None:
    appointments, patients = kept
    visit = Appointment(ADA, slot(9))

    appointments.add(visit)

    assert patients.find(ADA.id) == ADA
    assert appointments.find(visit.id) == visit


def test_what_is_not_there_is_not_found(kept: Kept) -> None:
    appointments, patients = kept

    assert patients.find(uuid4()) is None
    assert appointments.find(uuid4()) is None
    assert appointments.page(1, 20) == ([], 0)


def test_a_time_is_kept_once(kept: Kept) -> None:
    appointments, _ = kept
    appointments.add(Appointment(ADA, slot(9)))

    with pytest.raises(Conflict) as refused:
        appointments.add(Appointment(ADA, slot(9)))

    assert refused.value.code == "SLOT_TAKEN"
    assert len(appointments.during(slot(9))) == 1


def test_only_what_overlaps_is_during_a_slot(kept: Kept) -> None:
    appointments, _ = kept
    visit = Appointment(ADA, slot(9))
    appointments.add(visit)

    found = {hour: appointments.during(slot(hour)) for hour in (8, 8.5, 9, 9.5, 10)}

    assert found == {8: [], 8.5: [visit], 9: [visit], 9.5: [visit], 10: []}


def test_what_changed_meanwhile_is_not_overwritten(kept: Kept) -> None:
    appointments, _ = kept
    visit = Appointment(ADA, slot(9))
    arrived, cancelled = replace(visit, arrived_at=EVE), replace(visit, cancelled_at=EVE)
    appointments.add(visit)
    appointments.change(visit, arrived)

    with pytest.raises(Conflict) as refused:
        appointments.change(visit, cancelled)

    assert refused.value.code == "CHANGED_MEANWHILE"
    assert appointments.find(visit.id) == arrived


def test_nothing_moves_into_another(kept: Kept) -> None:
    appointments, _ = kept
    visit = Appointment(ADA, slot(9))
    appointments.add(visit)
    appointments.add(Appointment(ADA, slot(10)))

    with pytest.raises(Conflict) as refused:
        appointments.change(visit, replace(visit, slot=slot(10)))

    assert refused.value.code == "SLOT_TAKEN"
    assert appointments.find(visit.id) == visit


def test_what_is_cancelled_is_hidden_and_its_time_is_free(kept: Kept) -> None:
    appointments, _ = kept
    visit = Appointment(ADA, slot(9))
    appointments.add(visit)
    appointments.change(visit, replace(visit, cancelled_at=EVE))

    appointments.add(Appointment(ADA, slot(9)))

    assert appointments.find(visit.id) is None
    assert appointments.page(1, 20)[1] == len(appointments.during(slot(9))) == 1


def test_pages_come_in_the_order_of_time(kept: Kept) -> None:
    appointments, _ = kept
    for hour in (14, 9, 16, 11, 10):
        appointments.add(Appointment(ADA, slot(hour)))

    pages = [appointments.page(number, 2) for number in (1, 2, 3, 4)]

    hours = [[visit.slot.starts_at.hour for visit in found] for found, _ in pages]
    assert hours == [[9, 10], [11, 14], [16], []]
    assert {total for _, total in pages} == {5}


def test_what_is_cancelled_stays_in_the_database(engine: Engine) -> None:
    appointments, visit = SqlAppointments(engine), Appointment(ADA, slot(9))
    SqlPatients(engine).add(ADA)
    appointments.add(visit)

    appointments.change(visit, replace(visit, cancelled_at=EVE))

    with engine.connect() as connection:
        kept = connection.scalar(text("SELECT count(cancelled_at) FROM appointments"))
    assert kept == 1


def test_a_page_takes_as_many_statements_for_one_visit_as_for_six(
    engine: Engine, statements: Callable[[], int]
) -> None:
    appointments = SqlAppointments(engine)
    SqlPatients(engine).add(ADA)
    taken = []
    for hour in (9, 10, 11, 14, 15, 16):
        appointments.add(Appointment(ADA, slot(hour)))
        before = statements()
        appointments.page(1, 20)
        taken.append(statements() - before)

    assert set(taken) == {2}


@pytest.fixture
def statements(engine: Engine) -> Iterator[Callable[[], int]]:
    """How many statements the database was sent."""
    sent: list[object] = []

    def count(*arguments: object) -> None:
        sent.append(arguments[2])

    event.listen(engine, "before_cursor_execute", count)
    yield lambda: len(sent)
    event.remove(engine, "before_cursor_execute", count)


class Hesitant(SqlAppointments):
    """Keeps nothing before two callers have both found the hour free."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._both = Barrier(2, timeout=5)

    def add(self, visit: Appointment) -> None:
        self._both.wait()
        super().add(visit)

    def change(self, before: Appointment, after: Appointment) -> None:
        self._both.wait()
        super().change(before, after)


def outcome(act: Callable[[], object]) -> str:
    """Return the code of what is refused, or that it was done."""
    try:
        act()
    except Refused as refused:
        return refused.code
    return "done"


def together(*acts: Callable[[], object]) -> list[str]:
    """Return what became of acts that are done in one moment."""
    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(outcome, acts))


def test_of_two_who_book_one_hour_at_once_one_gets_it(engine: Engine) -> None:
    reception = Reception(Hesitant(engine), SqlPatients(engine), LONDON, clock)
    ada, bob = (reception.register(name, "+4401010101") for name in ("Ada", "Bob"))

    outcomes = together(
        lambda: reception.book(ada.id, at(9)), lambda: reception.book(bob.id, at(9))
    )

    assert outcomes == ["SLOT_TAKEN", "done"]
    assert reception.list_appointments(1, 20)[1] == 1


def test_of_an_arrival_and_a_cancellation_at_once_one_is_kept(engine: Engine) -> None:
    patients, visit = SqlPatients(engine), Appointment(ADA, slot(9))
    patients.add(ADA)
    SqlAppointments(engine).add(visit)
    reception = Reception(Hesitant(engine), patients, LONDON, clock)

    outcomes = together(lambda: reception.arrive(visit.id), lambda: reception.cancel(visit.id))

    assert outcomes == ["CHANGED_MEANWHILE", "done"]
