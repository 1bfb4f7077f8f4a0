"""Keep the patients' records, which the desk and the ward change."""

from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

Name = Annotated[str, Field(min_length=1)]


class Record(BaseModel):
    """A patient's record, whole."""

    name: Name
    phone: str | None
    allergies: list[str]


class RecordChange(BaseModel):
    """The fields of a record that are to change; any may be left out."""

    name: Name = Field(default_factory=str)
    phone: str | None = Field(default_factory=lambda: None)
    allergies: list[str] = Field(default_factory=list)


async def keep_private(response: Response) -> None:
    """Keep patients' data out of every cache."""
    response.headers["Cache-Control"] = "no-store"


app = FastAPI(dependencies=[Depends(keep_private)])
records = {1: Record(name="Ada Lovelace", phone="0101", allergies=["penicillin"])}


@app.get("/api/v1/patients/{patient_id}")
async def get_record(patient_id: int) -> dict[str, Any]:
    """Return a patient's record, in the envelope of every answer."""
    if patient_id not in records:
        raise HTTPException(404, "No patient has this number")
    data = {"id": patient_id, **records[patient_id].model_dump()}
    return {"success": True, "data": data, "meta": None, "error": None}


@app.put("/api/v1/patients/{patient_id}")
async def replace_record(patient_id: int, record: Record) -> dict[str, Any]:
    """Replace the whole record."""
    await get_record(patient_id)
    if record.phone is None:
        record.phone = records[patient_id].phone
    records[patient_id] = record
    return await get_record(patient_id)


@app.patch("/api/v1/patients/{patient_id}")
async def change_record(patient_id: int, change: RecordChange) -> dict[str, Any]:
    """Change the fields that were sent, and leave the others."""
    await get_record(patient_id)
    sent = change.model_dump(exclude_unset=True)
    records[patient_id] = records[patient_id].model_copy(update=sent)
    return await get_record(patient_id)


if __name__ == "__main__":
    changes: list[dict[str, object]] = [{"phone": "0199"}, {"phone": None}, {"allergies": []}]
    for sent in changes:
        answer = TestClient(app).patch("/api/v1/patients/1", json=sent)
        print(sent, "gives", answer.json()["data"])
