"""Serve the clinic's patients to its web pages and its apps."""

from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query
from fastapi.testclient import TestClient

patients = {1: "Ada Lovelace", 2: "Bob Khan", 3: "Cleo Ito"}
app = FastAPI()
Answer = dict[str, Any]


@app.get("/api/v1/patients")
def list_patients(page: Annotated[int, Query(ge=1)] = 1) -> Answer:
    """Return a page of patients, two at a time."""
    found = [{"id": patient_id, "name": name} for patient_id, name in patients.items()]
    return {"patients": found[page * 2 - 2 : page * 2], "page": page, "total": len(found)}


@app.get("/api/v1/patients/{patient_id}")
def get_patient(patient_id: int) -> Answer:
    """Return one patient."""
    if patient_id not in patients:
        raise HTTPException(404, "No patient has this number")
    return {"id": patient_id, "name": patients[patient_id]}


if __name__ == "__main__":
    client = TestClient(app)
    for path in ("patients", "patients/1", "patients/9", "patients/x", "nothing"):
        print(path, client.get(f"/api/v1/{path}").json())
