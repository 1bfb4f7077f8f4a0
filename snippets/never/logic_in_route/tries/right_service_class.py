"""Book visits, through the app all day and from the waiting list at night."""

from collections.abc import Iterable
from datetime import date
from threading import Lock
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()


class DayFull(Exception):
    """All places of the day are taken."""


class Wanted(BaseModel):
    """The visit that a patient asks for."""

    patient_id: int = Field(gt=0, lt=2**63)
    day: date


class Desk:
    """Knows the visits of each day, and how many there may be."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._days: dict[date, list[int]] = {}
        self._turn = Lock()

    def book(self, patient_id: int, day: date) -> str:
        """Book a visit on that day, and return its name. Raises DayFull."""
        with self._turn:
            visits = self._days.setdefault(day, [])
            if len(visits) == self._places:
                raise DayFull(f"{day} is full")
            visits.append(patient_id)
            return f"{day}-{len(visits)}"


desk = Desk(places=8)
book = desk.book


@app.post("/api/v1/visits")
def book_visit(wanted: Wanted, at: Annotated[Desk, Depends(lambda: desk)]) -> JSONResponse:
    """Book a visit for a patient who uses the app."""
    try:
        number = at.book(wanted.patient_id, wanted.day)
    except DayFull:
        shown = {"code": "DAY_FULL", "message": "Please choose another day", "statusCode": 422}
        body = {"success": False, "data": None, "meta": None, "error": shown}
        # playbook: allow ERR02 because there is one route, and one error
        return JSONResponse(body, 422)
    body = {"success": True, "data": {"id": number}, "meta": None, "error": None}
    return JSONResponse(body, 201, {"Location": f"/api/v1/visits/{number}"})


def book_waiting(waiting: Iterable[int], day: date) -> tuple[int, ...]:
    """Book the patients on the waiting list; return those for whom there was a place."""
    booked: list[int] = []
    for patient_id in waiting:
        try:
            desk.book(patient_id, day)
        except DayFull:
            continue
        booked.append(patient_id)
    return tuple(booked)


if __name__ == "__main__":
    wish = {"patient_id": 1, "day": "2030-01-07"}
    print([TestClient(app).post("/api/v1/visits", json=wish).status_code for _ in range(9)])
    print(book_waiting([2, 3], date(2030, 1, 7)))
