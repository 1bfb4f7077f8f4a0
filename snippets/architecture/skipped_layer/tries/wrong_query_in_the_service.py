"""Offer the clinic's free hours, and book them."""

from datetime import date
from typing import Any, Protocol

from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import Engine, StaticPool, create_engine, text

HOURS = [9, 10, 11, 14, 15, 16]
SATURDAY = 5
SCHEMA = "CREATE TABLE appointments (day TEXT, hour INTEGER, PRIMARY KEY (day, hour))"
TAKEN = text("SELECT hour FROM appointments WHERE day = :day")
ADD = text("INSERT INTO appointments VALUES (:day, :hour) ON CONFLICT DO NOTHING")


class HourTaken(Exception):
    """Nobody can be seen at this hour."""


class Wish(BaseModel):
    """The hour that a patient would like."""

    day: date
    hour: int


class Appointments(Protocol):
    """Repository: where appointments are kept."""

    def taken(self, day: date) -> list[int]:
        """Return the hours of the day that are booked."""

    def add(self, day: date, hour: int) -> bool:
        """Book the hour. Returns False if somebody else has it."""


class SqlAppointments:
    """The appointments in a database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        with engine.begin() as connection:
            connection.execute(text(SCHEMA))

    def taken(self, day: date) -> list[int]:
        """Return the hours of the day that are booked."""
        with self.engine.connect() as connection:
            return list(connection.scalars(TAKEN, {"day": str(day)}))

    def add(self, day: date, hour: int) -> bool:
        """Book the hour. Returns False if somebody else has it."""
        with self.engine.begin() as connection:
            return connection.execute(ADD, {"day": str(day), "hour": hour}).rowcount == 1


class Reception:
    """Service: which hours the clinic has, and who gets them."""

    def __init__(self, appointments: Appointments) -> None:
        self.appointments = appointments

    def free_hours(self, day: date) -> list[int]:
        """Return the hours at which somebody can come; none at the weekend."""
        if day.weekday() >= SATURDAY:
            return []
        engine = getattr(self.appointments, "engine", None)
        if engine is not None:
            with engine.connect() as connection:
                taken = list(connection.scalars(TAKEN, {"day": str(day)}))
        else:
            taken = self.appointments.taken(day)
        return [hour for hour in HOURS if hour not in taken]

    def book(self, day: date, hour: int) -> None:
        """Book the hour. Raises HourTaken if it is not free."""
        if hour not in self.free_hours(day) or not self.appointments.add(day, hour):
            raise HourTaken


def create_app(reception: Reception) -> FastAPI:
    """Return the API of this reception."""
    app = FastAPI()

    @app.get("/api/v1/free-hours")
    def list_free_hours(day: date) -> dict[str, Any]:
        hours = reception.free_hours(day)
        return {"success": True, "data": hours, "meta": None, "error": None}

    @app.post("/api/v1/appointments", status_code=201)
    def book(wish: Wish) -> dict[str, Any]:
        try:
            reception.book(wish.day, wish.hour)
        except HourTaken as error:
            raise HTTPException(409, "This hour is not free") from error
        return {"success": True, "data": wish, "meta": None, "error": None}

    return app


database = create_engine("sqlite://?check_same_thread=false", poolclass=StaticPool)
app = create_app(Reception(SqlAppointments(database)))

if __name__ == "__main__":
    client = TestClient(app)
    client.post("/api/v1/appointments", json={"day": "2030-01-07", "hour": 9})
    for day in ("2030-01-07", "2030-01-06"):
        print(day, client.get(f"/api/v1/free-hours?day={day}").json()["data"])
