"""Show clinicians and the rooms in which they work."""

import logging

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

app = FastAPI()


class ClinicianNotFound(Exception):
    """There is no clinician of this number."""


def find_clinician(number: int) -> dict[str, object]:
    """Return the clinician. Raises ClinicianNotFound."""
    if number != 1:
        raise ClinicianNotFound(number)
    return {"name": "Ngozi Osei", "room": 12}


@app.get("/api/v1/clinicians/{number}")
def read_clinician(number: int) -> dict[str, object]:
    """Return the clinician."""
    clinician = find_clinician(number)
    return {"success": True, "data": clinician, "meta": None, "error": None}


@app.get("/api/v1/clinicians/{number}/room")
def read_room(number: int) -> dict[str, object]:
    """Return the number on the clinician's door."""
    room = find_clinician(number)["room"]
    return {"success": True, "data": room, "meta": None, "error": None}


def fail(request: Request, error: Exception) -> Response:
    """Answer for an error, whichever route it comes from."""
    match error:
        case _ if type(error) is ClinicianNotFound:
            status, code, message = 404, "CLINICIAN_NOT_FOUND", "No such clinician"
        case RequestValidationError():
            status, code, message = 400, "VALIDATION_FAILED", "The request is malformed"
        case HTTPException(status_code=204 | 304):
            return Response(None, error.status_code, error.headers)
        case HTTPException(status_code=status, detail=message):
            code = f"HTTP_{status}"
        case _:
            logging.getLogger("clinic").error("A bug", exc_info=error)
            status, code, message = 500, "INTERNAL_ERROR", "The fault is ours"
    shown = {"code": code, "message": str(message), "statusCode": status}
    body = {"success": False, "data": None, "meta": None, "error": shown}
    return JSONResponse(body, status, getattr(error, "headers", None))


for kind in (ClinicianNotFound, RequestValidationError, HTTPException, Exception):
    app.add_exception_handler(kind, fail)

if __name__ == "__main__":
    for path in ("clinicians/2", "clinicians/2/room", "rooms"):
        print(path, TestClient(app).get(f"/api/v1/{path}").text)
