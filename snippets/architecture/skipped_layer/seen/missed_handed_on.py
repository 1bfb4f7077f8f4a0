"""The route hands its session to a function beside it, which asks the database past the service."""

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from clinic.services import Reception

app = FastAPI()


def hours(session: Session, day: str) -> list[int]:
    return list(session.scalars(text("SELECT hour FROM appointments WHERE day = :day"), {"day": day}))


@app.get("/api/v1/hours")
def list_hours(day: str, session: Session, reception: Reception) -> list[int]:
    return hours(session, day)
