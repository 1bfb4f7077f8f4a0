"""Tell the front desk who looks after a patient."""

import json
import logging
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

EXPORT = """{"1": {"name": "Ada Lovelace", "clinician": "Ngozi Osei"},
             "2": {"name": "Bob Khan", "clinician": null}}"""
PATIENTS: dict[str, dict[str, Any]] = json.loads(EXPORT)
log = logging.getLogger("clinic")
app = FastAPI()


class PatientNotFound(Exception):
    """There is no patient of this number."""


@app.get("/api/v1/patients/{patient_id}/clinician")
def read_clinician(patient_id: str, response: Response) -> dict[str, object]:
    """Return the name on the clinician's door, such as `Dr Osei`."""
    response.headers["Cache-Control"] = "no-store"
    patient = PATIENTS.get(patient_id)
    if not patient:
        raise PatientNotFound(patient_id)
    surname = patient["clinician"].split()[-1]
    return {"success": True, "data": f"Dr {surname}", "meta": None, "error": None}


def failure(status: int, code: str, message: str) -> JSONResponse:
    """Return a failure, in the envelope of every answer."""
    error = {"code": code, "message": message, "statusCode": status}
    body = {"success": False, "data": None, "meta": None, "error": error}
    return JSONResponse(body, status)


@app.exception_handler(PatientNotFound)
def refuse(request: Request, error: PatientNotFound) -> JSONResponse:
    """Answer for a patient who is not there, which happens every day."""
    return failure(404, "PATIENT_NOT_FOUND", "There is no such patient")


@app.exception_handler(Exception)
def fail(request: Request, error: Exception) -> JSONResponse:
    """Log a bug, and answer for it."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return failure(500, "INTERNAL_ERROR", "The fault is ours, please try again later")


if __name__ == "__main__":
    client = TestClient(app, raise_server_exceptions=False)
    for number in (1, 2, 3):
        answer = client.get(f"/api/v1/patients/{number}/clinician")
        print(number, answer.status_code, answer.text)
