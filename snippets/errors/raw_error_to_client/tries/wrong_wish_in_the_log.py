"""Let patients book appointments."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import AwareDatetime, BaseModel, Field
from sqlalchemy import QueuePool, create_engine, text
from sqlalchemy.exc import IntegrityError

log = logging.getLogger("clinic")
app = FastAPI()
MEMORY = "sqlite://?check_same_thread=false"
engine = create_engine(
    MEMORY, poolclass=QueuePool, pool_size=1, max_overflow=0, hide_parameters=True
)
DIAGNOSES = {1: "asthma", 2: "diabetes"}
SLOTS = "CREATE TABLE slots (starts_at TEXT UNIQUE, patient_id INTEGER, reason TEXT)"
BOOK = "INSERT INTO slots VALUES (:starts_at, :patient_id, :reason) RETURNING rowid"
with engine.begin() as database:
    database.execute(text(SLOTS))


class Booking(BaseModel):
    """An appointment that a patient asks for."""

    patient_id: int = Field(gt=0, lt=2**63)
    starts_at: AwareDatetime


def failure(status: int, code: str, message: str) -> JSONResponse:
    """Return a failure, in the envelope of every answer."""
    error = {"code": code, "message": message, "statusCode": status}
    body = {"success": False, "data": None, "meta": None, "error": error}
    return JSONResponse(body, status)


@app.post("/api/v1/appointments")
def book_appointment(wanted: Booking) -> JSONResponse:
    """Book the appointment, and note for the clinician what it is about."""
    slot = wanted.model_dump(mode="json") | {"reason": DIAGNOSES.get(wanted.patient_id)}
    try:
        with engine.begin() as database:
            booked = {"id": database.scalar(text(BOOK), slot)}
    except IntegrityError as error:
        if getattr(error.orig, "sqlite_errorname", "") != "SQLITE_CONSTRAINT_UNIQUE":
            raise
        log.warning("Taken, could not book %s", slot)
        return failure(409, "SLOT_TAKEN", "This time is taken, please choose another")
    body = {"success": True, "data": booked, "meta": None, "error": None}
    return JSONResponse(body, 201, {"Location": f"/api/v1/appointments/{booked['id']}"})


@app.exception_handler(RequestValidationError)
def refuse(request: Request, error: RequestValidationError) -> JSONResponse:
    """Answer for a request that cannot be read."""
    fields = sorted({str(fault["loc"][-1]) for fault in error.errors()})
    return failure(400, "VALIDATION_FAILED", f"Please check: {', '.join(fields)}")


@app.exception_handler(Exception)
def fail(request: Request, error: Exception) -> JSONResponse:
    """Log an error that nobody expected, and answer for it."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return failure(500, "INTERNAL_ERROR", "The fault is ours, please try again later")


if __name__ == "__main__":
    client = TestClient(app, raise_server_exceptions=False)
    for patient in (1, 2):
        wish = {"patient_id": patient, "starts_at": "2999-01-07T09:00:00Z"}
        print(client.post("/api/v1/appointments", json=wish).text)
