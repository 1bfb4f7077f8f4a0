"""Keep the clinic's patients, for the front desk."""

from typing import Any

from fastapi import FastAPI, HTTPException, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
patients = {1: {"name": "Ada Lovelace", "phone": "0101"}}


class Patient(BaseModel):
    """A patient, whole."""

    name: str
    phone: str


class Change(BaseModel):
    """The fields of a patient that are to change."""

    name: str = ""
    phone: str = ""


def envelope(data: object) -> dict[str, Any]:
    """Return the four keys that every answer has."""
    return {"success": True, "data": data, "meta": None, "error": None}


def find(patient_id: int) -> dict[str, str]:
    """Return the patient with this number. Raises a 404 if nobody has it."""
    if patient_id not in patients:
        raise HTTPException(404, "No patient has this number")
    return patients[patient_id]


@app.get("/api/v1/patients")
def list_patients() -> dict[str, Any]:
    """Return all patients."""
    return envelope([{"id": patient_id, **patients[patient_id]} for patient_id in patients])


@app.post("/api/v1/patients", status_code=201)
def create_patient(patient: Patient, response: Response) -> dict[str, Any]:
    """Register a patient, and say where they are to be found."""
    patient_id = max(patients, default=0) + 1
    patients[patient_id] = patient.model_dump()
    response.headers["Location"] = f"/api/v1/patients/{patient_id}"
    return get_patient(patient_id)


@app.get("/api/v1/patients/{patient_id}")
def get_patient(patient_id: int) -> dict[str, Any]:
    """Return one patient."""
    return envelope({"id": patient_id, **find(patient_id)})


@app.put("/api/v1/patients/{patient_id}")
def replace_patient(patient_id: int, patient: Patient) -> dict[str, Any]:
    """Replace the whole patient."""
    find(patient_id).update(patient.model_dump())
    return get_patient(patient_id)


@app.patch("/api/v1/patients/{patient_id}")
def change_patient(patient_id: int, change: Change) -> dict[str, Any]:
    """Change what was sent of the patient."""
    find(patient_id).update(change.model_dump(exclude_unset=True))
    return get_patient(patient_id)


@app.delete("/api/v1/patients/{patient_id}")
def delete_patient(patient_id: int) -> dict[str, Any]:
    """Remove the patient."""
    find(patient_id)
    del patients[patient_id]
    return envelope(None)


if __name__ == "__main__":
    description = TestClient(app).get("/openapi.json").json()
    for path, methods in description["paths"].items():
        print(path, [method.upper() for method in methods])
