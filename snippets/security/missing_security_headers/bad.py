"""Serve patients to the clinic's front end, whose pages come from another origin."""

from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient

PATIENTS = {"1": {"name": "Ada Lovelace"}, "2": {"surname": "Khan"}}
router = APIRouter(prefix="/api/v1")


def found(patient_id: str) -> dict[str, str]:
    """Return the patient. Raises a 404 for an unknown number."""
    if patient_id not in PATIENTS:
        raise HTTPException(404, "No such patient")
    return PATIENTS[patient_id]


@router.get("/patients/{patient_id}")
def read_patient(patient_id: str) -> str:
    """Return the patient's name."""
    return found(patient_id)["name"]


@router.put("/patients/{patient_id}/arrival", status_code=204)
def check_in(patient_id: str) -> None:
    """Note that the patient is in the waiting room."""
    found(patient_id)["arrived"] = "yes"


app = FastAPI()
app.include_router(router)
app.add_middleware(
    CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"]
)


if __name__ == "__main__":
    browser = TestClient(app)
    answer = browser.get("/api/v1/patients/1", headers={"Origin": "https://evil.example"})
    print(answer.status_code, answer.reason_phrase)
    print("\n".join(f"{name}: {value}" for name, value in answer.headers.items()))
