"""Register patients."""

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()


class Patient(BaseModel):
    """A patient, as the clerk types it."""

    name: str = Field(max_length=80)


@app.post("/patients", status_code=201)
def register(patient: Patient) -> Patient:
    """Keep the patient."""
    return patient


if __name__ == "__main__":
    answer = TestClient(app).post("/patients", json={"name": ""})
    print(answer.status_code)
