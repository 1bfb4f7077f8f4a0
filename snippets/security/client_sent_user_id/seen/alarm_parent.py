"""A parent books for a child. A function of ours makes sure of it, and its name is not one that the tool knows."""

from typing import Annotated

from fastapi import Depends, FastAPI

from clinic.security import caller, make_sure_of_care

app = FastAPI()


@app.post("/api/v1/appointments")
def book(patient: Annotated[str, Depends(caller)], patient_id: str | None = None) -> str:
    make_sure_of_care(patient, patient_id)
    return patient_id or patient
