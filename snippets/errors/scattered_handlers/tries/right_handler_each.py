"""Show clinicians and the rooms in which they work."""

import logging
from collections.abc import Mapping

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


def failure(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return a failure, in the envelope of every answer."""
    error = {"statusCode": status, "code": code, "message": message}
    return JSONResponse(
        {"error": error, "meta": None, "data": None, "success": False}, status, headers
    )


@app.exception_handler(ClinicianNotFound)
async def not_found(request: Request, error: ClinicianNotFound) -> Response:
    """Answer for a clinician who is not there."""
    return failure(404, "CLINICIAN_NOT_FOUND", "There is no such clinician")


@app.exception_handler(RequestValidationError)
async def malformed(request: Request, error: RequestValidationError) -> Response:
    """Answer for a request that cannot be read."""
    # playbook: allow VAL04 because this rule is about where the answer is made, and not about its status
    return failure(422, "VALIDATION_FAILED", "This cannot be read")


@app.exception_handler(HTTPException)
async def refused(request: Request, error: HTTPException) -> Response:
    """Answer for what FastAPI and the router raise."""
    if error.status_code in (204, 304):
        return Response(status_code=error.status_code, headers=error.headers)
    return failure(error.status_code, f"HTTP_{error.status_code}", error.detail, error.headers)


@app.exception_handler(Exception)
async def bug(request: Request, error: Exception) -> Response:
    """Answer for a bug."""
    logging.getLogger("clinic").error("A bug", exc_info=error)
    return failure(500, "INTERNAL_ERROR", "The fault is ours")

if __name__ == "__main__":
    for path in ("clinicians/2", "clinicians/2/room", "rooms"):
        print(path, TestClient(app).get(f"/api/v1/{path}").text)
