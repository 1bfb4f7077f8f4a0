"""Keep the patients' records, which the desk and the ward change."""

from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel


class Record(BaseModel):
    """A patient's record, whole."""

    name: str
    phone: str | None
    allergies: list[str]


class RecordChange(BaseModel):
    """The fields of a record that are to change. The defaults mean: not sent."""

    name: str = ""
    phone: str | None = None
    allergies: list[str] = []


app = FastAPI()
records = {1: Record(name="Ada Lovelace", phone="0101", allergies=["penicillin"])}


@app.get("/api/v1/patients/{patient_id}")
def get_record(patient_id: int) -> dict[str, Any]:
    """Return a patient's record, in the envelope of every answer."""
    if patient_id not in records:
        raise HTTPException(404, "No patient has this number")
    data = {"id": patient_id, **records[patient_id].model_dump()}
    return {"success": True, "data": data, "meta": None, "error": None}


@app.put("/api/v1/patients/{patient_id}")
def replace_record(patient_id: int, record: Record) -> dict[str, Any]:
    """Replace the whole record."""
    get_record(patient_id)
    records[patient_id] = record
    return get_record(patient_id)


@app.patch("/api/v1/patients/{patient_id}")
def change_record(patient_id: int, change: RecordChange) -> dict[str, Any]:
    """Change the fields that were sent, and leave the others."""
    get_record(patient_id)
    sent = change.model_dump(exclude_unset=True)
    records[patient_id] = records[patient_id].model_copy(update=sent)
    return get_record(patient_id)


if __name__ == "__main__":
    client = TestClient(app)
    changes: list[dict[str, Any]] = [{"phone": "0199"}, {"phone": None}, {"allergies": []}]
    for sent in changes:
        print(sent, "gives", client.patch("/api/v1/patients/1", json=sent).json()["data"])
