"""Show clinicians and the rooms in which they work."""

from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


class ClinicianNotFound(Exception):
    """There is no clinician of this number."""


def find_clinician(number: int) -> dict[str, object]:
    """Return the clinician. Raises ClinicianNotFound."""
    if number != 1:
        raise ClinicianNotFound(number)
    return {"name": "Ngozi Osei", "room": 12}


@app.get("/api/v1/clinicians/{number}")
def read_clinician(number: int) -> Any:
    """Return the clinician."""
    try:
        clinician = find_clinician(number)
    except ClinicianNotFound:
        message = "No such clinician"
        shown = {"code": "CLINICIAN_NOT_FOUND", "message": message, "statusCode": 404}
        body = {"success": False, "data": None, "meta": None, "error": shown}
        return JSONResponse(body, 404)
    return {"success": True, "data": clinician, "meta": None, "error": None}


@app.get("/api/v1/clinicians/{number}/room")
def read_room(number: int) -> dict[str, object]:
    """Return the number on the clinician's door."""
    try:
        room = find_clinician(number)["room"]
    except ClinicianNotFound as error:
        raise HTTPException(404, "No such clinician") from error
    return {"success": True, "data": room, "meta": None, "error": None}


if __name__ == "__main__":
    for path in ("clinicians/2", "clinicians/2/room", "rooms"):
        print(path, TestClient(app).get(f"/api/v1/{path}").text)
