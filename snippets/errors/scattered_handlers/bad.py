"""Show patients and what they owe."""

from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


class PatientNotFound(Exception):
    """There is no patient of this number."""


def find_patient(patient_id: int) -> dict[str, object]:
    """Return the patient. Raises PatientNotFound."""
    if patient_id != 1:
        raise PatientNotFound(patient_id)
    return {"name": "Ada Lovelace", "owes": 80}


@app.get("/api/v1/patients/{patient_id}")
def read_patient(patient_id: int) -> Any:
    """Return the patient."""
    try:
        patient = find_patient(patient_id)
    except PatientNotFound:
        message = "There is no such patient"
        shown = {"code": "PATIENT_NOT_FOUND", "message": message, "statusCode": 404}
        body = {"success": False, "data": None, "meta": None, "error": shown}
        return JSONResponse(body, 404)
    return {"success": True, "data": patient, "meta": None, "error": None}


@app.get("/api/v1/patients/{patient_id}/debt")
def read_debt(patient_id: int) -> dict[str, object]:
    """Return what the patient owes."""
    try:
        debt = find_patient(patient_id)["owes"]
    except PatientNotFound as error:
        raise HTTPException(404, "No such patient") from error
    return {"success": True, "data": debt, "meta": None, "error": None}


if __name__ == "__main__":
    for path in ("patients/2", "patients/2/debt", "rooms"):
        print(path, TestClient(app).get(f"/api/v1/{path}").text)
