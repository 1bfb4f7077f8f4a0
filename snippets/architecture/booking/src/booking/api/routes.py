"""The routes: each turns a request into one call of the service, and the result into an answer."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from booking.api.views import (
    Answer,
    AppointmentView,
    Day,
    Failure,
    Meta,
    NewTime,
    Paging,
    PatientView,
    Registration,
    SlotView,
    Wish,
)
from booking.service import Reception

PREFIX = "/api/v1"
router = APIRouter(
    prefix=PREFIX,
    responses={status: {"model": Failure} for status in (400, 404, 409, 422, 500)},
)


def reception_of(request: Request) -> Reception:
    """Return the service that this application was made with."""
    reception: Reception = request.app.state.reception
    return reception


Desk = Annotated[Reception, Depends(reception_of)]


@router.post("/patients", status_code=201)
def register(form: Registration, desk: Desk, response: Response) -> Answer[PatientView]:
    """Register a patient."""
    patient = desk.register(form.name, form.phone)
    response.headers["Location"] = f"{PREFIX}/patients/{patient.id}"
    return Answer(data=PatientView.model_validate(patient))


@router.get("/patients/{patient_id}")
def get_patient(patient_id: UUID, desk: Desk) -> Answer[PatientView]:
    """Return a patient."""
    return Answer(data=PatientView.model_validate(desk.find_patient(patient_id)))


@router.get("/free-hours")
def list_free_hours(day: Annotated[Day, Query()], desk: Desk) -> Answer[list[SlotView]]:
    """Return the free hours of a day, which are too few for pages."""
    return Answer(data=[SlotView.model_validate(slot) for slot in desk.free_hours(day)])


@router.get("/appointments")
def list_appointments(
    paging: Annotated[Paging, Query()], desk: Desk
) -> Answer[list[AppointmentView]]:
    """Return a page of the appointments, the earliest first."""
    found, total = desk.list_appointments(paging.page, paging.size)
    shown = [AppointmentView.model_validate(visit) for visit in found]
    return Answer(data=shown, meta=Meta(page=paging.page, total=total))


@router.post("/appointments", status_code=201)
def book(wish: Wish, desk: Desk, response: Response) -> Answer[AppointmentView]:
    """Book an appointment."""
    visit = desk.book(wish.patient_id, wish.starts_at)
    response.headers["Location"] = f"{PREFIX}/appointments/{visit.id}"
    return Answer(data=AppointmentView.model_validate(visit))


@router.get("/appointments/{visit_id}")
def get_appointment(visit_id: UUID, desk: Desk) -> Answer[AppointmentView]:
    """Return an appointment."""
    return Answer(data=AppointmentView.model_validate(desk.find(visit_id)))


@router.patch("/appointments/{visit_id}")
def move(visit_id: UUID, new: NewTime, desk: Desk) -> Answer[AppointmentView]:
    """Move an appointment to another hour."""
    return Answer(data=AppointmentView.model_validate(desk.move(visit_id, new.starts_at)))


@router.put("/appointments/{visit_id}/arrival")
def arrive(visit_id: UUID, desk: Desk) -> Answer[AppointmentView]:
    """Note that the patient is there."""
    return Answer(data=AppointmentView.model_validate(desk.arrive(visit_id)))


@router.delete("/appointments/{visit_id}")
def cancel(visit_id: UUID, desk: Desk) -> Answer[None]:
    """Call an appointment off; it stays in the database."""
    desk.cancel(visit_id)
    return Answer(data=None)
