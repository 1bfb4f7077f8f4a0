"""Serve the clinic's patients to its web pages and its apps."""

from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

CODES = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}
patients = {1: "Ada Lovelace", 2: "Bob Khan", 3: "Cleo Ito"}
app = FastAPI()
Answer = dict[str, Any]


def envelope(data: object = None, meta: object = None, error: object = None) -> Answer:
    """Return the four keys that every answer has."""
    return {"success": error is None, "data": data, "meta": meta, "error": error}


def failure(status: int, code: str, message: str, **more: object) -> JSONResponse:
    """Return a failure in the envelope."""
    error = {"code": code, "message": message, "statusCode": status, **more}
    return JSONResponse(envelope(error=error), status)


@app.exception_handler(HTTPException)
def refused(request: Request, error: HTTPException) -> JSONResponse:
    """Return what a route refused, or the router itself."""
    code = CODES.get(error.status_code, "REFUSED")
    answer = failure(error.status_code, code, error.detail)
    answer.headers.update(error.headers or {})
    return answer


@app.exception_handler(RequestValidationError)
def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
    """Return every field that does not fit."""
    faults = [(".".join(map(str, fault["loc"])), fault["msg"]) for fault in error.errors()]
    details = [{"field": field, "message": message} for field, message in faults]
    return failure(400, "VALIDATION_FAILED", "The request does not fit", details=details)


@app.exception_handler(Exception)
def broken(request: Request, error: Exception) -> JSONResponse:
    """Return that we have failed, and nothing of how."""
    return failure(500, "INTERNAL_ERROR", "Something went wrong on our side")


@app.get("/api/v1/patients")
def list_patients(page: Annotated[int, Query(ge=1)] = 1) -> Answer:
    """Return a page of patients, two at a time."""
    found = [{"id": patient_id, "name": name} for patient_id, name in patients.items()]
    return envelope(found[page * 2 - 2 : page * 2], {"page": page, "total": len(found)})


@app.get("/api/v1/patients/{patient_id}")
def get_patient(patient_id: int) -> Answer:
    """Return one patient."""
    if patient_id not in patients:
        raise HTTPException(404, "No patient has this number")
    return envelope({"id": patient_id, "name": patients[patient_id]})


if __name__ == "__main__":
    client = TestClient(app)
    for path in ("patients", "patients/1", "patients/9", "patients/x", "nothing"):
        print(path, client.get(f"/api/v1/{path}").json())
