"""Move appointments to another time, if the clinic's rules allow it."""

from datetime import UTC, datetime

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import AwareDatetime, BaseModel, ConfigDict

app = FastAPI()


class Times(BaseModel):
    """When an appointment begins and ends."""

    model_config = ConfigDict(extra="forbid")
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class RuleBroken(Exception):
    """A request that is well formed, and that the clinic does not allow."""


def check_rules(wanted: Times) -> None:
    """Raise RuleBroken, with its code, for times that cannot be booked."""
    if wanted.starts_at < datetime.now(UTC):
        raise RuleBroken("APPOINTMENT_IN_PAST")
    if wanted.ends_at.astimezone(UTC).time() <= wanted.starts_at.astimezone(UTC).time():
        raise RuleBroken("END_BEFORE_START")


@app.put("/api/v1/appointments/{number}")
def move_appointment(number: int, wanted: Times) -> dict[str, object]:
    """Move the appointment."""
    check_rules(wanted)
    return {"success": True, "data": wanted, "meta": None, "error": None}


def failure(status: int, code: str, message: str) -> JSONResponse:
    """Return a failure, in the envelope of every answer."""
    error = {"code": code, "message": message, "statusCode": status}
    body = {"success": False, "data": None, "meta": None, "error": error}
    return JSONResponse(body, status)


@app.exception_handler(RequestValidationError)
def refuse_format(request: Request, error: RequestValidationError) -> JSONResponse:
    """Answer for a request that is malformed."""
    return failure(400, "VALIDATION_FAILED", "The request is malformed")


@app.exception_handler(RuleBroken)
def refuse_rule(request: Request, error: RuleBroken) -> JSONResponse:
    """Answer for a request that a rule forbids."""
    return failure(422, str(error), "The clinic cannot book these times")


if __name__ == "__main__":
    for day in ("tomorrow", "2001-01-08"):
        times = {"starts_at": f"{day}T09:00Z", "ends_at": f"{day}T09:20Z"}
        print(TestClient(app).put("/api/v1/appointments/7", json=times).text)
