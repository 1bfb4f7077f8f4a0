"""Book appointments, for which patients leave a deposit."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

app = FastAPI()
appointments: list[str] = []
deposits: list[str] = []


class Booking(BaseModel):
    """An appointment that a patient asks for."""

    model_config = ConfigDict(extra="forbid")
    patient_id: int = Field(strict=True, gt=0, lt=2**63)
    starts_at: AwareDatetime
    minutes: int = Field(strict=True, ge=5, le=240)


def book(booking: Booking) -> int:
    """Take the deposit, book the appointment and return its number."""
    deposits.append(f"20.00 from patient {booking.patient_id}")
    appointments.append(f"{booking.starts_at}, {booking.minutes} minutes")
    return len(appointments)


@app.post("/api/v1/appointments")
async def book_appointment(wanted: Booking) -> JSONResponse:
    """Book an appointment for a patient."""
    number = book(wanted)
    body = {"success": True, "data": {"id": number}, "meta": None, "error": None}
    return JSONResponse(body, 201, {"Location": f"/api/v1/appointments/{number}"})


@app.exception_handler(ValidationError)
@app.exception_handler(RequestValidationError)
def refuse(request: Request, error: RequestValidationError | ValidationError) -> JSONResponse:
    """Say what is malformed."""
    details = []
    for fault in error.errors():
        field = ".".join(map(str, fault["loc"]))
        details.append({"field": field, "message": fault["msg"]})
    shown = {
        "code": "VALIDATION_FAILED",
        "message": "The request is malformed",
        "statusCode": 400,
        "details": details,
    }
    body = {"success": False, "data": None, "meta": None, "error": shown}
    return JSONResponse(body, 400)


if __name__ == "__main__":
    wish = {"patient_id": 1, "starts_at": "2999-02-30T09:00:00Z", "minutes": 20}
    answer = TestClient(app).post("/api/v1/appointments", json=wish)
    print(answer.status_code, answer.json()["error"]["details"])
    print("deposits:", deposits)
