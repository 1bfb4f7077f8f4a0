"""The patient portal: patients register with a note, and fetch their letters."""

from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

STORAGE = TemporaryDirectory()
LETTERS = Path(STORAGE.name, "letters").resolve()
LETTERS.mkdir()
Path(LETTERS, "welcome.txt").write_text("Welcome to the clinic.")


class Patient(BaseModel):
    """A patient, as the portal keeps them."""

    name: str = Field(min_length=1, max_length=100)
    note: str = Field(max_length=500)
    role: str = "patient"


app = FastAPI()
patients: list[Patient] = []


@app.post("/patients", status_code=201)
def register(sent: Patient) -> None:
    """Register a patient."""
    patients.append(sent)


@app.get("/patients", response_class=HTMLResponse)
def list_patients() -> str:
    """Return the page that the front desk works with."""
    return "".join(f"<p>{p.name} ({p.role}): {p.note}</p>" for p in patients)


@app.get("/letters", response_class=PlainTextResponse)
def read_letter(name: str) -> str:
    """Return the letter in the file of this name."""
    if not (LETTERS / name).is_file():
        raise HTTPException(404, "There is no such letter.")
    return (LETTERS / name).read_text()


if __name__ == "__main__":
    client = TestClient(app)
    for extra in ({}, {"role": "admin"}):
        client.post("/patients", json={"name": "Mallory", "note": "<script>", **extra})
    print(client.get("/patients").text, client.get("/letters?name=../letters/welcome.txt").text)
