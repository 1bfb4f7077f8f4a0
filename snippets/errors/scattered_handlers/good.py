"""Show patients and what they owe."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

app = FastAPI()


class PatientNotFound(Exception):
    """There is no patient of this number."""


def find_patient(patient_id: int) -> dict[str, object]:
    """Return the patient. Raises PatientNotFound."""
    if patient_id != 1:
        raise PatientNotFound(patient_id)
    return {"name": "Ada Lovelace", "owes": 80}


@app.get("/api/v1/patients/{patient_id}")
def read_patient(patient_id: int) -> dict[str, object]:
    """Return the patient."""
    patient = find_patient(patient_id)
    return {"success": True, "data": patient, "meta": None, "error": None}


@app.get("/api/v1/patients/{patient_id}/debt")
def read_debt(patient_id: int) -> dict[str, object]:
    """Return what the patient owes."""
    debt = find_patient(patient_id)["owes"]
    return {"success": True, "data": debt, "meta": None, "error": None}


def fail(request: Request, error: Exception) -> JSONResponse:
    """Answer for an error, whichever route it comes from."""
    match error:
        case PatientNotFound():
            status, code, message = 404, "PATIENT_NOT_FOUND", "There is no such patient"
        case RequestValidationError():
            status, code, message = 400, "VALIDATION_FAILED", "The request is malformed"
        case HTTPException(status_code=status, detail=message):
            code = HTTPStatus(status).name
        case _:
            logging.getLogger("clinic").error("A bug", exc_info=error)
            status, code, message = 500, "INTERNAL_ERROR", "The fault is ours"
    shown = {"code": code, "message": message, "statusCode": status}
    body = {"success": False, "data": None, "meta": None, "error": shown}
    return JSONResponse(body, status, getattr(error, "headers", None))


for kind in (PatientNotFound, RequestValidationError, HTTPException, Exception):
    app.add_exception_handler(kind, fail)

if __name__ == "__main__":
    for path in ("patients/2", "patients/2/debt", "rooms"):
        print(path, TestClient(app).get(f"/api/v1/{path}").text)
