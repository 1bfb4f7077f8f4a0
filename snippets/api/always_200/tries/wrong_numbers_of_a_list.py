"""Keep the diary of the day: receptionists book, clinicians look."""

import logging
import secrets
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.testclient import TestClient
from pydantic import BaseModel
from starlette.exceptions import HTTPException


class Appointment(BaseModel):
    """The hour that a clinician keeps for somebody."""

    clinician: str
    hour: int


app = FastAPI()
diary: list[Appointment] = []
tokens = {role: secrets.token_urlsafe() for role in ("receptionist", "clinician")}


@app.exception_handler(HTTPException)
@app.exception_handler(RequestValidationError)
@app.exception_handler(Exception)
async def fail(request: Request, error: Exception) -> JSONResponse:
    """Answer what went wrong."""
    status, code = 500, "INTERNAL_ERROR"
    if isinstance(error, RequestValidationError):
        status, code = 400, "VALIDATION_FAILED"
    elif isinstance(error, HTTPException):
        status, code = error.status_code, error.detail.upper().replace(" ", "_")
    else:
        logging.getLogger(__name__).error("A bug in %s", request.url.path, exc_info=error)
    problem = {"code": code, "message": code.replace("_", " ").lower(), "statusCode": status}
    body = {"success": False, "data": None, "meta": None, "error": problem}
    return JSONResponse(body, status, getattr(error, "headers", None))


async def caller(sent: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]) -> str:
    """Return the role of the caller. Raises a 401 if the token is none of ours."""
    for role, token in tokens.items():
        if secrets.compare_digest(sent.credentials.encode(), token.encode()):
            return role
    raise HTTPException(401, "UNKNOWN_TOKEN", {"WWW-Authenticate": "Bearer"})


@app.get("/api/v1/appointments/{number}", dependencies=[Depends(caller)])
async def get_appointment(number: int) -> dict[str, Any]:
    """Return one appointment."""
    if number > len(diary):
        raise HTTPException(404, "APPOINTMENT_NOT_FOUND")
    data = {"id": number, **diary[number - 1].model_dump()}
    return {"success": True, "data": data, "meta": None, "error": None}


@app.post("/api/v1/appointments", status_code=201)
async def book(wanted: Appointment, role: Annotated[str, Depends(caller)], answer: Response) -> dict[str, Any]:
    """Book an appointment."""
    if role != "receptionist":
        raise HTTPException(403, "ASK_THE_RECEPTION")
    if not 8 <= wanted.hour < 18:
        raise HTTPException(422, "CLINIC_CLOSED")
    if wanted in diary:
        raise HTTPException(409, "DOUBLE_BOOKING")
    diary.append(wanted)
    answer.headers["Location"] = f"/api/v1/appointments/{len(diary)}"
    return await get_appointment(len(diary))


if __name__ == "__main__":
    print("GET 1:", TestClient(app).get("/api/v1/appointments/1").status_code)
