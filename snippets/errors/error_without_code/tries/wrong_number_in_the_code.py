"""Book appointments with clinicians."""

import logging
from collections import defaultdict

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

CLINICIANS = {"Osei", "Ito"}
diary: defaultdict[int, dict[str, str]] = defaultdict(dict)
app = FastAPI()


class Booking(BaseModel):
    """Who wants to see whom, and at which hour."""

    patient: str = Field(min_length=1, max_length=80)
    clinician: str = Field(max_length=80)
    hour: int = Field(ge=0, le=23)


class OperationalError(Exception):
    """A failure that the client is told about."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@app.post("/api/v1/appointments", status_code=201)
async def book_appointment(wanted: Booking, response: Response) -> dict[str, object]:
    """Book the appointment."""
    busy, who = diary[wanted.hour], f"Dr {wanted.clinician}"
    if wanted.clinician not in CLINICIANS:
        raise OperationalError(404, "CLINICIAN_NOT_FOUND", f"{who} does not work here")
    if wanted.clinician in busy:
        raise OperationalError(409, "SLOT_TAKEN", f"{who} is busy at {wanted.hour}")
    if wanted.patient in busy.values():
        raise OperationalError(409, "PATIENT_BUSY", f"You are busy at {wanted.hour}")
    busy[wanted.clinician] = wanted.patient
    response.headers["Location"] = f"/api/v1/appointments/{wanted.hour}-{wanted.clinician}"
    return {"success": True, "data": wanted, "meta": None, "error": None}


def refuse(request: Request, error: Exception) -> JSONResponse:
    """Answer for any failure."""
    match error:
        case OperationalError(status=status, code=code, message=message):
            pass
        case RequestValidationError():
            status, code, message = 400, f"INVALID_{len(error.errors())}_FIELDS", "The request is malformed"
        case HTTPException(status_code=status, detail=message):
            code = f"HTTP_{status}"
        case _:
            logging.getLogger("clinic").error("A bug", exc_info=error)
            status, code, message = 500, "INTERNAL_ERROR", "The fault is ours"
    shown = {"code": code, "message": str(message), "statusCode": status}
    body = {"success": False, "data": None, "meta": None, "error": shown}
    return JSONResponse(body, status, getattr(error, "headers", None))


for kind in (OperationalError, RequestValidationError, HTTPException, Exception):
    app.add_exception_handler(kind, refuse)

if __name__ == "__main__":
    for hour, doctor in ((9, "Osei"), (9, "Osei"), (9, "Ito"), (9, "Khan")):
        wish = {"patient": "Ada", "clinician": doctor, "hour": hour}
        print(TestClient(app).post("/api/v1/appointments", json=wish).text)
