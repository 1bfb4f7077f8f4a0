"""Book appointments with clinicians."""

from collections import defaultdict

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

CLINICIANS = {"Osei", "Ito"}
diary: defaultdict[int, dict[str, str]] = defaultdict(dict)
app = FastAPI()


class Booking(BaseModel):
    """Who wants to see whom, and at which hour."""

    patient: str
    clinician: str
    hour: int


class OperationalError(Exception):
    """A failure that the client is told about."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


@app.post("/api/v1/appointments", status_code=201)
def book_appointment(wanted: Booking, response: Response) -> dict[str, object]:
    """Book the appointment."""
    busy, who = diary[wanted.hour], f"Dr {wanted.clinician}"
    if wanted.clinician not in CLINICIANS:
        raise OperationalError(404, f"{who} does not work here")
    if wanted.clinician in busy:
        raise OperationalError(409, f"{who} is busy at {wanted.hour}")
    if wanted.patient in busy.values():
        raise OperationalError(409, f"You are busy at {wanted.hour}")
    busy[wanted.clinician] = wanted.patient
    number = f"{wanted.hour}-{wanted.clinician}"
    response.headers["Location"] = f"/api/v1/appointments/{number}"
    return {"success": True, "data": wanted, "meta": None, "error": None}


@app.exception_handler(OperationalError)
def refuse(request: Request, error: OperationalError) -> JSONResponse:
    """Answer for a failure."""
    shown = {"message": error.message}
    body = {"success": False, "data": None, "meta": None, "error": shown}
    return JSONResponse(body, error.status)


if __name__ == "__main__":
    for hour, doctor in ((9, "Osei"), (9, "Osei"), (9, "Ito"), (9, "Khan")):
        wish = {"patient": "Ada", "clinician": doctor, "hour": hour}
        print(TestClient(app).post("/api/v1/appointments", json=wish).text)
