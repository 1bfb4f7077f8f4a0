"""Keep the diary of the day: receptionists book, clinicians look."""

import secrets
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel


class Appointment(BaseModel):
    """The hour that a clinician keeps for a patient."""

    clinician: str
    hour: int


class OperationalError(Exception):
    """A request that is refused: its status, a stable code, a message for people."""


app = FastAPI()
diary: dict[int, Appointment] = {}
tokens = {role: secrets.token_urlsafe() for role in ("receptionist", "clinician")}


@app.exception_handler(OperationalError)
@app.exception_handler(RequestValidationError)
@app.exception_handler(Exception)
def fail(request: Request, error: Exception) -> JSONResponse:
    """Answer what went wrong; the status says whose fault it is."""
    status, code, message = 500, "INTERNAL_ERROR", "Something went wrong on our side"
    if isinstance(error, RequestValidationError):
        status, code, message = 400, "VALIDATION_FAILED", "The request does not fit"
    elif isinstance(error, OperationalError):
        status, code, message = error.args
    problem = {"code": code, "message": message, "statusCode": status}
    body = {"success": False, "data": None, "meta": None, "error": problem}
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return JSONResponse(body, status, headers)


def caller(authorization: Annotated[str, Header()] = "") -> str:
    """Return the role of the caller. Raises a 401 if the token is none of ours."""
    for role, token in tokens.items():
        if secrets.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
            return role
    raise OperationalError(401, "NOT_LOGGED_IN", "Log in first")


@app.get("/api/v1/appointments/{appointment_id}", dependencies=[Depends(caller)])
def get_appointment(appointment_id: int) -> dict[str, Any]:
    """Return one appointment."""
    if appointment_id not in diary:
        raise OperationalError(404, "APPOINTMENT_NOT_FOUND", "There is no such appointment")
    data = {"id": appointment_id, **diary[appointment_id].model_dump()}
    return {"success": True, "data": data, "meta": None, "error": None}


@app.post("/api/v1/appointments", status_code=201)
def book(
    wanted: Appointment, role: Annotated[str, Depends(caller)], response: Response
) -> dict[str, Any]:
    """Book an appointment, and say where it is to be found."""
    if role != "receptionist":
        raise OperationalError(403, "RECEPTION_ONLY", "Ask the reception to book it")
    if not 8 <= wanted.hour < 18:
        raise OperationalError(422, "CLINIC_CLOSED", "The clinic is open from 8 to 18")
    if wanted in diary.values():
        raise OperationalError(409, "DOUBLE_BOOKING", "The clinician is not free then")
    appointment_id = len(diary) + 1
    diary[appointment_id] = wanted
    response.headers["Location"] = f"/api/v1/appointments/{appointment_id}"
    return get_appointment(appointment_id)


if __name__ == "__main__":
    client = TestClient(app, headers={"Authorization": f"Bearer {tokens['clinician']}"})
    for last in ("1", "one"):
        print(f"GET {last}:", client.get(f"/api/v1/appointments/{last}").status_code)
