"""Book visits, through the app all day and from the waiting list at night."""

from collections.abc import Iterable
from datetime import date
from threading import Lock

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

PLACES = 8
app = FastAPI()
turn = Lock()
visits: list[tuple[int, date]] = []


class DayFull(Exception):
    """All places of the day are taken."""


class Wanted(BaseModel):
    """The visit that a patient asks for."""

    patient_id: int = Field(gt=0, lt=2**63)
    day: date


def book(patient_id: int, day: date) -> int:
    """Book a visit on that day, and return its number. Raises DayFull."""
    with turn:
        if sum(booked == day for _, booked in visits) >= PLACES:
            raise DayFull
        visits.append((patient_id, day))
        return len(visits)


@app.post("/api/v1/visits")
def book_visit(wanted: Wanted) -> JSONResponse:
    """Book a visit for a patient who uses the app."""
    if (wanted.patient_id, wanted.day) in visits:
        raise DayFull
    number = book(wanted.patient_id, wanted.day)
    body = {"success": True, "data": {"id": number}, "meta": None, "error": None}
    return JSONResponse(body, 201, {"Location": f"/api/v1/visits/{number}"})


@app.exception_handler(DayFull)
def refuse(request: Request, error: DayFull) -> JSONResponse:
    """Answer for a day that is full."""
    shown = {"code": "DAY_FULL", "message": "Please choose another day", "statusCode": 409}
    body = {"success": False, "data": None, "meta": None, "error": shown}
    return JSONResponse(body, 409)


def book_waiting(waiting: Iterable[int], day: date) -> list[int]:
    """Book the patients on the waiting list; return those for whom there was a place."""
    booked: list[int] = []
    for patient_id in waiting:
        try:
            book(patient_id, day)
        except DayFull:
            break
        booked.append(patient_id)
    return booked


if __name__ == "__main__":
    wish = {"patient_id": 1, "day": "2030-01-07"}
    print([TestClient(app).post("/api/v1/visits", json=wish).status_code for _ in range(9)])
    print(book_waiting([2, 3], date(2030, 1, 7)))
